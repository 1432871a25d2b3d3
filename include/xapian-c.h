/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libxapian 1.4 for C programs: databases, documents, queries, searches, compaction.
 *
 *     xapian_error err;
 *     xapian_database *db;
 *     if (xapian_database_open(&db, "index", 0, &err))
 *         return fprintf(stderr, "%s: %s\n", err.type, err.message), 1;
 *     xapian_terms *terms;
 *     xapian_string term;
 *     xapian_database_all_terms(&terms, db, "", 0, &err);
 *     while (xapian_terms_next(terms, &term, &err) == XAPIAN_OK)
 *         printf("%s\n", term.data);
 *     xapian_terms_free(terms);
 *     xapian_database_free(db);
 *
 * The rules, once:
 *
 * 1. Whatever can fail returns a `xapian_status` and takes a caller-owned `xapian_error *err` last;
 *    NULL is fine. It is written on failure only. No C++ exception ever leaves a function.
 * 2. A function that makes a handle takes the place to put it first; any other takes its handle
 *    first, then the places for results, then the inputs. On failure results are NULL, 0 or empty.
 *    Places for results must not be NULL unless the function says so.
 * 3. You free what you were given with the `_free` of its name; NULL is fine. Order does not
 *    matter: a handle keeps alive what it was made from.
 * 4. Strings are byte strings. Terms, values, data and metadata may contain NUL and come in as a
 *    pointer and a length; the length XAPIAN_NUL_TERMINATED takes strlen(). Paths, host names and
 *    the like are plain C strings. A `xapian_string` that comes out points into the handle it came
 *    from and lives until the next call on that handle or its `_free`; `data` is never NULL and
 *    always has a NUL after its `len` bytes.
 * 5. One handle, one thread at a time. Handles made from one another (a database, its iterators,
 *    documents, enquires and msets; a query, its parts and the enquire that runs it) share counters
 *    that are not locked: keep such a family in one thread. Separate families are independent.
 * 6. Misuse, such as a NULL handle, is an assert. Bad input never is: it is a status.
 * 7. Iterators stand before their first item. `_next` moves and returns XAPIAN_OK with the item, or
 *    XAPIAN_DONE after the last. `_skip_to` does the same, moving forward to the first item at or
 *    after a target and staying where it is if it is there already or past it. After a failure
 *    an iterator is at its end.
 * 8. Option structs begin with their size, so that they can grow: start from the `_INIT` macro. A
 *    NULL for options means the `_INIT` values.
 * 9. Callbacks must return; they may not leave by longjmp() or by a C++ exception, and may not use
 *    the handles of the call they are made from, save for what they are passed.
 */
#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#if defined __GNUC__
#define XAPIAN_C_API __attribute__((visibility("default")))
#else
#define XAPIAN_C_API
#endif

/* In C++, too, a value that is not listed is then a plain number and no undefined behaviour. */
#ifdef __cplusplus
#define XAPIAN_C_INT : int
extern "C" {
#else
#define XAPIAN_C_INT
#endif

/* Values */

typedef uint32_t xapian_docid;
typedef uint32_t xapian_doccount;
typedef uint32_t xapian_termcount;
typedef uint32_t xapian_termpos;
typedef uint32_t xapian_valueno;

#define XAPIAN_NUL_TERMINATED ((size_t)-1)
#define XAPIAN_BAD_VALUENO ((xapian_valueno)-1)

typedef struct xapian_string {
    const char *data;
    size_t len;
} xapian_string;

typedef struct xapian_database xapian_database;
typedef struct xapian_writable xapian_writable;
typedef struct xapian_document xapian_document;
typedef struct xapian_terms xapian_terms;
typedef struct xapian_postings xapian_postings;
typedef struct xapian_positions xapian_positions;
typedef struct xapian_values xapian_values;
typedef struct xapian_query xapian_query;
typedef struct xapian_enquire xapian_enquire;
typedef struct xapian_value_counts xapian_value_counts;
typedef struct xapian_rset xapian_rset;
typedef struct xapian_mset xapian_mset;
typedef struct xapian_eset xapian_eset;
typedef struct xapian_stem xapian_stem;
typedef struct xapian_stopper xapian_stopper;
typedef struct xapian_term_generator xapian_term_generator;
typedef struct xapian_query_parser xapian_query_parser;

/* Errors: error.cc */

/* Each one something a caller would act on differently. */
typedef enum xapian_status XAPIAN_C_INT {
    XAPIAN_OK = 0,
    XAPIAN_DONE,              /* no error: the iteration has no more items */
    XAPIAN_LOCKED,            /* another writer holds the lock */
    XAPIAN_MODIFIED,          /* a writer moved on under this reader: reopen and try again */
    XAPIAN_CORRUPT,           /* the files are damaged */
    XAPIAN_NOT_FOUND,         /* no database there */
    XAPIAN_DOC_NOT_FOUND,     /* no document with this id */
    XAPIAN_VERSION_MISMATCH,  /* a format this libxapian cannot read */
    XAPIAN_CLOSED,            /* the database was closed by hand */
    XAPIAN_CREATE_FAILED,     /* could not create the database, or it exists already */
    XAPIAN_DATABASE_FAILED,   /* any other trouble with a database: I/O, permissions, opening */
    XAPIAN_NETWORK_FAILED,    /* a remote database: refused, broken off */
    XAPIAN_NETWORK_TIMEOUT,   /* a remote database: too slow */
    XAPIAN_INVALID_ARGUMENT,  /* a value that cannot be right: an empty term, a term too long */
    XAPIAN_INVALID_OPERATION, /* not in this state: a commit in a transaction, no current item */
    XAPIAN_UNSUPPORTED,       /* this backend, build or version cannot do it */
    XAPIAN_OUT_OF_RANGE,      /* no item with this index */
    XAPIAN_BAD_SERIALISATION, /* not something that `_serialise` made */
    XAPIAN_PARSE_FAILED,      /* the query parser could not read the query */
    XAPIAN_WILDCARD_LIMIT,    /* a wildcard stands for more terms than allowed */
    XAPIAN_ABORTED,           /* a callback asked to stop */
    XAPIAN_OUT_OF_MEMORY,
    XAPIAN_INTERNAL, /* a bug in libxapian or here */
    XAPIAN_OTHER     /* an exception that libxapian does not document */
} xapian_status;

/* Filled on failure, each text cut to fit. `type` is the name of the C++ class
 * ("DatabaseLockError"), `message` says what happened, `context` where (the remote host, often
 * empty) and `cause` what the operating system said about it (often empty). */
typedef struct xapian_error {
    xapian_status status;
    char type[32];
    char message[512];
    char context[128];
    char cause[128];
} xapian_error;

/* The name of a status, "locked" for XAPIAN_LOCKED; static, any thread. */
XAPIAN_C_API const char *xapian_status_string(xapian_status status);

/* The version of the libxapian in use, such as "1.4.22"; static, any thread. */
XAPIAN_C_API const char *xapian_version_string(void);

/* What a callback answers. A spy has nothing to reject: anything but XAPIAN_ABORT goes on. */
typedef enum xapian_verdict XAPIAN_C_INT {
    XAPIAN_ABORT = -1, /* end the call that the callback is made from, with XAPIAN_ABORTED */
    XAPIAN_REJECT = 0,
    XAPIAN_ACCEPT = 1
} xapian_verdict;

/* Databases, for reading: database.cc */

/* How to open. The first four say what to do about an existing database and are for writing, as are
 * the next five; the backend flags are for both. In memory is for small things and tests: libxapian
 * 1.4 has searches that crash there and nowhere else, of several shards above all. */
enum {
    XAPIAN_DB_CREATE_OR_OPEN = 0x00,
    XAPIAN_DB_CREATE_OR_OVERWRITE = 0x01,
    XAPIAN_DB_CREATE = 0x02,
    XAPIAN_DB_OPEN = 0x03,
    XAPIAN_DB_NO_SYNC = 0x04,     /* do not wait for the disk */
    XAPIAN_DB_FULL_SYNC = 0x08,   /* wait even for the disk's own cache, where possible */
    XAPIAN_DB_DANGEROUS = 0x10,   /* change blocks in place: no readers, no safety in a crash */
    XAPIAN_DB_NO_TERMLIST = 0x20, /* no lists of the terms of a document: no delete, no expand */
    XAPIAN_DB_RETRY_LOCK = 0x40,  /* wait for the lock instead of failing */
    XAPIAN_DB_BACKEND_GLASS = 0x100,
    XAPIAN_DB_BACKEND_CHERT = 0x200,
    XAPIAN_DB_BACKEND_STUB = 0x300,
    XAPIAN_DB_BACKEND_INMEMORY = 0x400
};

/* Open the database at `path`: a directory, a single file or a stub file that lists databases.
 * `flags` is 0 or a backend. A reader sees the last commit before it opened. XAPIAN_NOT_FOUND if
 * nothing is there; XAPIAN_VERSION_MISMATCH, XAPIAN_CORRUPT. */
XAPIAN_C_API xapian_status xapian_database_open(xapian_database **db, const char *path,
                                                unsigned flags, xapian_error *err);

/* Open several as one; with `n` 0 an empty group to be filled by xapian_database_add(). Document
 * ids interleave: document d of shard s of n is (d - 1) * n + s + 1. */
XAPIAN_C_API xapian_status xapian_database_open_many(xapian_database **db, const char *const *paths,
                                                     size_t n, unsigned flags, xapian_error *err);

/* Open a single-file database from where `fd` stands, so that it may be part of a larger file. The
 * descriptor is taken over by this call and closed with the database, or on failure. */
XAPIAN_C_API xapian_status xapian_database_open_fd(xapian_database **db, int fd, unsigned flags,
                                                   xapian_error *err);

/* Open a database served by xapian-tcpsrv. Timeouts in milliseconds, 0 for none: `timeout` holds
 * for each operation. XAPIAN_NETWORK_FAILED, XAPIAN_NETWORK_TIMEOUT. */
XAPIAN_C_API xapian_status xapian_database_open_remote(xapian_database **db, const char *host,
                                                       unsigned port, unsigned timeout,
                                                       unsigned connect_timeout, xapian_error *err);

/* Open a database served by a program over its stdin and stdout: xapian-progsrv, perhaps by ssh. */
XAPIAN_C_API xapian_status xapian_database_open_program(xapian_database **db, const char *program,
                                                        const char *args, unsigned timeout,
                                                        xapian_error *err);

/* Add the shards of `other`; both handles then share them. INVALID_ARGUMENT if both are the same.
 */
XAPIAN_C_API xapian_status xapian_database_add(xapian_database *db, xapian_database *other,
                                               xapian_error *err);

/* The number of shards. */
XAPIAN_C_API size_t xapian_database_n_shards(const xapian_database *db);

/* Move to the latest commit; `*changed` (may be NULL) tells whether it may have moved. What was
 * made from the handle before may then fail with XAPIAN_MODIFIED. */
XAPIAN_C_API xapian_status xapian_database_reopen(xapian_database *db, bool *changed,
                                                  xapian_error *err);

/* Close the files; the handle stays, to be freed. Most later calls give XAPIAN_CLOSED. */
XAPIAN_C_API xapian_status xapian_database_close(xapian_database *db, xapian_error *err);
XAPIAN_C_API void xapian_database_free(xapian_database *db);

/* Keep a remote connection from timing out. */
XAPIAN_C_API xapian_status xapian_database_keep_alive(xapian_database *db, xapian_error *err);

/* A text that names this database for good and is kept by replicas; empty for some backends. */
XAPIAN_C_API xapian_status xapian_database_uuid(xapian_database *db, xapian_string *uuid,
                                                xapian_error *err);

/* A number that grows with each commit. UNSUPPORTED unless it is one glass or chert database. */
XAPIAN_C_API xapian_status xapian_database_revision(xapian_database *db, uint64_t *revision,
                                                    xapian_error *err);

/* Does a writer hold the lock? Always so for a writable database. */
XAPIAN_C_API xapian_status xapian_database_is_locked(xapian_database *db, bool *locked,
                                                     xapian_error *err);

/* Metadata: small values of the caller's own under non-empty keys. An absent key gives an empty
 * value. Of several shards only the first is asked. */
XAPIAN_C_API xapian_status xapian_database_metadata(xapian_database *db, xapian_string *value,
                                                    const char *key, size_t len, xapian_error *err);

/* The best word in the spelling dictionary within `max_edits` changes (2 is usual), or empty. */
XAPIAN_C_API xapian_status xapian_database_suggest_spelling(xapian_database *db,
                                                            xapian_string *suggestion,
                                                            const char *word, size_t len,
                                                            unsigned max_edits, xapian_error *err);

/* Statistics: statistics.cc */

XAPIAN_C_API xapian_status xapian_database_doccount(xapian_database *db, xapian_doccount *n,
                                                    xapian_error *err);
/* The highest id ever given, which may since have been deleted. */
XAPIAN_C_API xapian_status xapian_database_last_docid(xapian_database *db, xapian_docid *docid,
                                                      xapian_error *err);
/* Length is the sum of the wdf of a document's terms; boolean terms do not count. */
XAPIAN_C_API xapian_status xapian_database_average_length(xapian_database *db, double *length,
                                                          xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_total_length(xapian_database *db, uint64_t *length,
                                                        xapian_error *err);
/* Bounds on the length of a document; they need not be attained. */
XAPIAN_C_API xapian_status xapian_database_length_bounds(xapian_database *db,
                                                         xapian_termcount *lower,
                                                         xapian_termcount *upper,
                                                         xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_has_positions(xapian_database *db, bool *has_positions,
                                                         xapian_error *err);

/* Of one term: in how many documents, how often in all, at most how often in one document. An
 * unknown term has zeros; an empty term stands for all documents. */
XAPIAN_C_API xapian_status xapian_database_has_term(xapian_database *db, bool *has_term,
                                                    const char *term, size_t len,
                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_termfreq(xapian_database *db, xapian_doccount *n,
                                                    const char *term, size_t len,
                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_collection_freq(xapian_database *db, xapian_termcount *n,
                                                           const char *term, size_t len,
                                                           xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_wdf_upper_bound(xapian_database *db, xapian_termcount *n,
                                                           const char *term, size_t len,
                                                           xapian_error *err);

/* Of one value slot: how many documents have a value, and bounds on it (empty if none has). */
XAPIAN_C_API xapian_status xapian_database_value_freq(xapian_database *db, xapian_doccount *n,
                                                      xapian_valueno slot, xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_value_lower_bound(xapian_database *db,
                                                             xapian_string *bound,
                                                             xapian_valueno slot,
                                                             xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_value_upper_bound(xapian_database *db,
                                                             xapian_string *bound,
                                                             xapian_valueno slot,
                                                             xapian_error *err);

/* Of one document. DOC_NOT_FOUND. */
XAPIAN_C_API xapian_status xapian_database_doc_length(xapian_database *db, xapian_termcount *length,
                                                      xapian_docid docid, xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_doc_unique_terms(xapian_database *db,
                                                            xapian_termcount *n, xapian_docid docid,
                                                            xapian_error *err);

/* Iteration: iterate.cc */

/* All terms that begin with `prefix`, in byte order. */
XAPIAN_C_API xapian_status xapian_database_all_terms(xapian_terms **terms, xapian_database *db,
                                                     const char *prefix, size_t len,
                                                     xapian_error *err);
/* The terms of a document, in byte order. DOC_NOT_FOUND. */
XAPIAN_C_API xapian_status xapian_database_doc_terms(xapian_terms **terms, xapian_database *db,
                                                     xapian_docid docid, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_terms(xapian_terms **terms, xapian_document *doc,
                                                 xapian_error *err);
/* Metadata keys that begin with `prefix`. UNSUPPORTED in memory. */
XAPIAN_C_API xapian_status xapian_database_metadata_keys(xapian_terms **keys, xapian_database *db,
                                                         const char *prefix, size_t len,
                                                         xapian_error *err);
/* The words of the spelling dictionary, with their frequency as term frequency. */
XAPIAN_C_API xapian_status xapian_database_spellings(xapian_terms **words, xapian_database *db,
                                                     xapian_error *err);
/* The synonyms of one term, and the terms that have any. */
XAPIAN_C_API xapian_status xapian_database_synonyms(xapian_terms **synonyms, xapian_database *db,
                                                    const char *term, size_t len,
                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_synonym_keys(xapian_terms **keys, xapian_database *db,
                                                        const char *prefix, size_t len,
                                                        xapian_error *err);

/* To the next term; it lives until the next call that moves, or the free. */
XAPIAN_C_API xapian_status xapian_terms_next(xapian_terms *terms, xapian_string *term,
                                             xapian_error *err);
XAPIAN_C_API xapian_status xapian_terms_skip_to(xapian_terms *terms, xapian_string *term,
                                                const char *target, size_t len, xapian_error *err);
/* Of the current term. INVALID_OPERATION or UNSUPPORTED where the list has no such figure: the
 * terms of a whole database have no wdf, those of a document not yet in a database no term
 * frequency. */
XAPIAN_C_API xapian_status xapian_terms_wdf(xapian_terms *terms, xapian_termcount *wdf,
                                            xapian_error *err);
XAPIAN_C_API xapian_status xapian_terms_freq(xapian_terms *terms, xapian_doccount *n,
                                             xapian_error *err);
/* Copy up to `capacity` positions, ascending, to `positions` (may be NULL if 0), and say how many
 * there are in `*n`, which may be more. */
XAPIAN_C_API xapian_status xapian_terms_positions(xapian_terms *terms, size_t *n,
                                                  xapian_termpos *positions, size_t capacity,
                                                  xapian_error *err);
XAPIAN_C_API void xapian_terms_free(xapian_terms *terms);

/* The documents that a term indexes, ids ascending. An empty term lists all documents. */
XAPIAN_C_API xapian_status xapian_database_postings(xapian_postings **postings, xapian_database *db,
                                                    const char *term, size_t len,
                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_postings_next(xapian_postings *postings, xapian_docid *docid,
                                                xapian_error *err);
XAPIAN_C_API xapian_status xapian_postings_skip_to(xapian_postings *postings, xapian_docid *docid,
                                                   xapian_docid target, xapian_error *err);
/* The next `capacity` postings at once; `*n` is fewer only at the end, and 0 comes with
 * XAPIAN_DONE. `wdfs` may be NULL. Short of the end the last one read is the current one. */
XAPIAN_C_API xapian_status xapian_postings_read(xapian_postings *postings, size_t *n,
                                                xapian_docid *docids, xapian_termcount *wdfs,
                                                size_t capacity, xapian_error *err);
/* Of the current posting. */
XAPIAN_C_API xapian_status xapian_postings_wdf(xapian_postings *postings, xapian_termcount *wdf,
                                               xapian_error *err);
XAPIAN_C_API xapian_status xapian_postings_doc_length(xapian_postings *postings,
                                                      xapian_termcount *length, xapian_error *err);
XAPIAN_C_API xapian_status xapian_postings_unique_terms(xapian_postings *postings,
                                                        xapian_termcount *n, xapian_error *err);
XAPIAN_C_API xapian_status xapian_postings_positions(xapian_postings *postings, size_t *n,
                                                     xapian_termpos *positions, size_t capacity,
                                                     xapian_error *err);
XAPIAN_C_API void xapian_postings_free(xapian_postings *postings);

/* The positions of a term in a document, one by one; none if the term is not in it. */
XAPIAN_C_API xapian_status xapian_database_positions(xapian_positions **positions,
                                                     xapian_database *db, xapian_docid docid,
                                                     const char *term, size_t len,
                                                     xapian_error *err);
XAPIAN_C_API xapian_status xapian_positions_next(xapian_positions *positions, xapian_termpos *pos,
                                                 xapian_error *err);
XAPIAN_C_API xapian_status xapian_positions_skip_to(xapian_positions *positions,
                                                    xapian_termpos *pos, xapian_termpos target,
                                                    xapian_error *err);
XAPIAN_C_API void xapian_positions_free(xapian_positions *positions);

/* The values of one slot over all documents, or of one document over all slots. `*key` is the
 * document id or the slot; the value lives until the next call that moves, or the free. */
XAPIAN_C_API xapian_status xapian_database_values(xapian_values **values, xapian_database *db,
                                                  xapian_valueno slot, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_values(xapian_values **values, xapian_document *doc,
                                                  xapian_error *err);
XAPIAN_C_API xapian_status xapian_values_next(xapian_values *values, uint32_t *key,
                                              xapian_string *value, xapian_error *err);
XAPIAN_C_API xapian_status xapian_values_skip_to(xapian_values *values, uint32_t *key,
                                                 xapian_string *value, uint32_t target,
                                                 xapian_error *err);
XAPIAN_C_API void xapian_values_free(xapian_values *values);

/* Documents: document.cc */

enum { XAPIAN_DOC_ASSUME_VALID = 1 /* do not check that the document exists */ };

/* A new, empty document. */
XAPIAN_C_API xapian_status xapian_document_new(xapian_document **doc, xapian_error *err);

/* A document of a database; its parts are read when asked for, so a call on it may give
 * XAPIAN_MODIFIED or XAPIAN_DOC_NOT_FOUND. Changing it changes no database: see
 * xapian_writable_replace(). */
XAPIAN_C_API xapian_status xapian_database_document(xapian_document **doc, xapian_database *db,
                                                    xapian_docid docid, unsigned flags,
                                                    xapian_error *err);
XAPIAN_C_API void xapian_document_free(xapian_document *doc);

/* The id it has in its database, 0 for a new one. */
XAPIAN_C_API xapian_docid xapian_document_id(const xapian_document *doc);

/* The data: any bytes, for the caller to make sense of. */
XAPIAN_C_API xapian_status xapian_document_data(xapian_document *doc, xapian_string *data,
                                                xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_set_data(xapian_document *doc, const char *data,
                                                    size_t len, xapian_error *err);

/* Values, one for a slot: small bytes for sorting, ranges, collapsing. An empty value is none. */
XAPIAN_C_API xapian_status xapian_document_value(xapian_document *doc, xapian_string *value,
                                                 xapian_valueno slot, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_set_value(xapian_document *doc, xapian_valueno slot,
                                                     const char *value, size_t len,
                                                     xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_remove_value(xapian_document *doc, xapian_valueno slot,
                                                        xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_clear_values(xapian_document *doc, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_n_values(xapian_document *doc, xapian_termcount *n,
                                                    xapian_error *err);

/* Terms: each call adds `wdf_inc` to the wdf, and add_posting a position as well. A boolean term
 * has wdf 0 and serves as a filter. An empty term is INVALID_ARGUMENT at once; one too long (over
 * 245 bytes, a NUL counting twice) only when the document is added to a database. */
XAPIAN_C_API xapian_status xapian_document_add_term(xapian_document *doc, const char *term,
                                                    size_t len, xapian_termcount wdf_inc,
                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_add_boolean_term(xapian_document *doc, const char *term,
                                                            size_t len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_add_posting(xapian_document *doc, const char *term,
                                                       size_t len, xapian_termpos pos,
                                                       xapian_termcount wdf_inc, xapian_error *err);
/* The same for `n` positions of one term; on failure some may have been added. */
XAPIAN_C_API xapian_status xapian_document_add_postings(xapian_document *doc, const char *term,
                                                        size_t len, const xapian_termpos *positions,
                                                        size_t n, xapian_termcount wdf_inc,
                                                        xapian_error *err);

/* Take away a position and `wdf_dec` from the wdf; a term stays even without positions. The second
 * form takes all positions from `first` to `last` and counts them in `*n` (may be NULL).
 * INVALID_ARGUMENT if there is no such term or position. */
XAPIAN_C_API xapian_status xapian_document_remove_posting(xapian_document *doc, const char *term,
                                                          size_t len, xapian_termpos pos,
                                                          xapian_termcount wdf_dec,
                                                          xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_remove_postings(
    xapian_document *doc, xapian_termpos *n, const char *term, size_t len, xapian_termpos first,
    xapian_termpos last, xapian_termcount wdf_dec, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_remove_term(xapian_document *doc, const char *term,
                                                       size_t len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_clear_terms(xapian_document *doc, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_n_terms(xapian_document *doc, xapian_termcount *n,
                                                   xapian_error *err);

/* The whole document as bytes, and back. BAD_SERIALISATION; for bytes of your own making only, as
 * libxapian trusts them. */
XAPIAN_C_API xapian_status xapian_document_serialise(xapian_document *doc, xapian_string *bytes,
                                                     xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_unserialise(xapian_document **doc, const char *bytes,
                                                       size_t len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_description(xapian_document *doc, xapian_string *text,
                                                       xapian_error *err);

/* A number as bytes that sort like it, for values; at most 9 bytes are written, `bytes` is not
 * NUL-terminated, and the length is returned (0 for -infinity). And back, 0 if not such bytes. Any
 * thread. */
XAPIAN_C_API size_t xapian_sortable_serialise(char bytes[9], double number);
XAPIAN_C_API double xapian_sortable_unserialise(const char *bytes, size_t len);

/* Databases, for writing: writer.cc */

/* Open for writing, `flags` from XAPIAN_DB_*. `block_size` is for a new database: a power of two
 * from 2048 to 65536, anything else means 8192. Only the last directory of `path` is created. With
 * XAPIAN_DB_BACKEND_INMEMORY the path is not used. XAPIAN_LOCKED if another writer is at it. */
XAPIAN_C_API xapian_status xapian_writable_open(xapian_writable **db, const char *path,
                                                unsigned flags, int block_size, xapian_error *err);
/* `flags` is 0 or XAPIAN_DB_RETRY_LOCK; timeouts as for reading. */
XAPIAN_C_API xapian_status xapian_writable_open_remote(xapian_writable **db, const char *host,
                                                       unsigned port, unsigned timeout,
                                                       unsigned connect_timeout, unsigned flags,
                                                       xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_open_program(xapian_writable **db, const char *program,
                                                        const char *args, unsigned timeout,
                                                        unsigned flags, xapian_error *err);

/* Add the shards of `other`: new documents then go to the shards in turn. */
XAPIAN_C_API xapian_status xapian_writable_add(xapian_writable *db, xapian_writable *other,
                                               xapian_error *err);

/* The same database for reading, changes not yet committed included. It belongs to `db`, must not
 * be freed, and lives as long. */
XAPIAN_C_API xapian_database *xapian_writable_database(xapian_writable *db);

/* Close the files, committing first, or cancelling if in a transaction; the handle stays, to be
 * freed. Freeing does the same but hides a failure, so commit or close before. */
XAPIAN_C_API xapian_status xapian_writable_close(xapian_writable *db, xapian_error *err);
XAPIAN_C_API void xapian_writable_free(xapian_writable *db);

/* Changes wait in memory for a commit; one comes by itself every XAPIAN_FLUSH_THRESHOLD documents
 * (environment, 10000). `docid` may be NULL. INVALID_ARGUMENT for a term too long. A failure here
 * or in replacing may drop all changes since the last commit, as libxapian then starts afresh from
 * it. */
XAPIAN_C_API xapian_status xapian_writable_add_document(xapian_writable *db, xapian_docid *docid,
                                                        const xapian_document *doc,
                                                        xapian_error *err);
/* Put the document under this id, replacing what is there or adding it. */
XAPIAN_C_API xapian_status xapian_writable_replace(xapian_writable *db, xapian_docid docid,
                                                   const xapian_document *doc, xapian_error *err);
/* Replace the document with this term, or add it; further ones with the term are deleted. The
 * term itself is not added to the document. */
XAPIAN_C_API xapian_status xapian_writable_replace_by_term(xapian_writable *db, xapian_docid *docid,
                                                           const char *term, size_t len,
                                                           const xapian_document *doc,
                                                           xapian_error *err);
/* XAPIAN_DOC_NOT_FOUND, but only for an id; a term that is nowhere is fine. */
XAPIAN_C_API xapian_status xapian_writable_delete(xapian_writable *db, xapian_docid docid,
                                                  xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_delete_by_term(xapian_writable *db, const char *term,
                                                          size_t len, xapian_error *err);

/* Make the changes durable and visible to readers. INVALID_OPERATION in a transaction. */
XAPIAN_C_API xapian_status xapian_writable_commit(xapian_writable *db, xapian_error *err);

/* All or nothing. A flushed transaction commits before and after; one that is not leaves both to
 * you, and cancelling it also drops what was waiting before it. UNSUPPORTED in memory and remote.
 */
XAPIAN_C_API xapian_status xapian_writable_begin(xapian_writable *db, bool flushed,
                                                 xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_commit_transaction(xapian_writable *db,
                                                              xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_cancel_transaction(xapian_writable *db,
                                                              xapian_error *err);

/* An empty value removes the key. */
XAPIAN_C_API xapian_status xapian_writable_set_metadata(xapian_writable *db, const char *key,
                                                        size_t key_len, const char *value,
                                                        size_t value_len, xapian_error *err);
/* A word's frequency goes up or down; at 0 it leaves the dictionary. */
XAPIAN_C_API xapian_status xapian_writable_add_spelling(xapian_writable *db, const char *word,
                                                        size_t len, xapian_termcount inc,
                                                        xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_remove_spelling(xapian_writable *db, const char *word,
                                                           size_t len, xapian_termcount dec,
                                                           xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_add_synonym(xapian_writable *db, const char *term,
                                                       size_t term_len, const char *synonym,
                                                       size_t synonym_len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_remove_synonym(xapian_writable *db, const char *term,
                                                          size_t term_len, const char *synonym,
                                                          size_t synonym_len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_clear_synonyms(xapian_writable *db, const char *term,
                                                          size_t len, xapian_error *err);

/* Queries: query.cc */

/* What xapian_query_op() may say; xapian_query_combine() takes those of the first group. */
typedef enum xapian_op XAPIAN_C_INT {
    XAPIAN_OP_AND = 0,
    XAPIAN_OP_OR = 1,
    XAPIAN_OP_AND_NOT = 2,
    XAPIAN_OP_XOR = 3,
    XAPIAN_OP_AND_MAYBE = 4,
    XAPIAN_OP_FILTER = 5,
    XAPIAN_OP_NEAR = 6,
    XAPIAN_OP_PHRASE = 7,
    XAPIAN_OP_ELITE_SET = 10,
    XAPIAN_OP_SYNONYM = 13,
    XAPIAN_OP_MAX = 14,

    XAPIAN_OP_VALUE_RANGE = 8,
    XAPIAN_OP_SCALE_WEIGHT = 9,
    XAPIAN_OP_VALUE_GE = 11,
    XAPIAN_OP_VALUE_LE = 12,
    XAPIAN_OP_WILDCARD = 15,
    XAPIAN_OP_INVALID = 99,

    XAPIAN_LEAF_TERM = 100,
    XAPIAN_LEAF_POSTING_SOURCE,
    XAPIAN_LEAF_MATCH_ALL,
    XAPIAN_LEAF_MATCH_NOTHING
} xapian_op;

typedef enum xapian_wildcard_limit XAPIAN_C_INT {
    XAPIAN_WILDCARD_LIMIT_ERROR,        /* the search fails with XAPIAN_WILDCARD_LIMIT */
    XAPIAN_WILDCARD_LIMIT_FIRST,        /* the first in byte order */
    XAPIAN_WILDCARD_LIMIT_MOST_FREQUENT /* those in most documents */
} xapian_wildcard_limit;

/* A query is a value that never changes: parts may be freed as soon as they are combined, and
 * be used again elsewhere.
 *
 * libxapian 1.4 crashes on some queries with MAX (a wildcard that combines by MAX included) or XOR
 * as a part. Whatever makes a query here, unserialise and the query parser included, gives
 * UNSUPPORTED for these beneath anything but AND, FILTER, AND_NOT and SCALE_WEIGHT; beneath OR,
 * AND_MAYBE and the rest use OR or SYNONYM instead. On their own and there they are sound, but only
 * in a database of a single shard: see xapian_enquire_set_query(). */
XAPIAN_C_API xapian_status xapian_query_match_all(xapian_query **query, xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_match_nothing(xapian_query **query, xapian_error *err);

/* One term, which counts `wqf` times (1 is usual). `pos` orders xapian_query_terms() and may be 0.
 * An empty term matches all. */
XAPIAN_C_API xapian_status xapian_query_term(xapian_query **query, const char *term, size_t len,
                                             xapian_termcount wqf, xapian_termpos pos,
                                             xapian_error *err);

/* Combine `n` queries or terms. `parameter` is the window of NEAR and PHRASE (0: as many as there
 * are parts) and the size of ELITE_SET (0: 10), and else ignored. NEAR and PHRASE take terms, or
 * ORs of terms. INVALID_ARGUMENT for another operator; 0 parts match nothing. */
XAPIAN_C_API xapian_status xapian_query_combine(xapian_query **query, xapian_op op,
                                                const xapian_query *const *parts, size_t n,
                                                xapian_termcount parameter, xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_combine_terms(xapian_query **query, xapian_op op,
                                                      const xapian_string *terms, size_t n,
                                                      xapian_termcount parameter,
                                                      xapian_error *err);

/* The weights times `factor`, which must not be negative; 0 makes it a filter. */
XAPIAN_C_API xapian_status xapian_query_scale(xapian_query **query, const xapian_query *part,
                                              double factor, xapian_error *err);

/* Documents whose value is in a range, ends included, by byte order; without weight. */
XAPIAN_C_API xapian_status xapian_query_value_range(xapian_query **query, xapian_valueno slot,
                                                    const char *lower, size_t lower_len,
                                                    const char *upper, size_t upper_len,
                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_value_ge(xapian_query **query, xapian_valueno slot,
                                                 const char *limit, size_t len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_value_le(xapian_query **query, xapian_valueno slot,
                                                 const char *limit, size_t len, xapian_error *err);

/* All terms that begin with `prefix`, at most `max_terms` of them (0: no limit) in each shard,
 * combined by SYNONYM (usual), OR or MAX. */
XAPIAN_C_API xapian_status xapian_query_wildcard(xapian_query **query, const char *prefix,
                                                 size_t len, xapian_termcount max_terms,
                                                 xapian_wildcard_limit limit, xapian_op combiner,
                                                 xapian_error *err);
XAPIAN_C_API void xapian_query_free(xapian_query *query);

/* Does it match nothing whatever the database? */
XAPIAN_C_API bool xapian_query_is_empty(const xapian_query *query);
XAPIAN_C_API xapian_op xapian_query_op(const xapian_query *query);
/* The sum of the wqf of its terms. */
XAPIAN_C_API xapian_termcount xapian_query_length(const xapian_query *query);
XAPIAN_C_API size_t xapian_query_n_parts(const xapian_query *query);
XAPIAN_C_API xapian_status xapian_query_part(xapian_query **part, const xapian_query *query,
                                             size_t i, xapian_error *err);

/* The terms, by position; or in byte order, each once. Terms of a wildcard are not known yet. */
XAPIAN_C_API xapian_status xapian_query_terms(xapian_terms **terms, const xapian_query *query,
                                              xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_unique_terms(xapian_terms **terms,
                                                     const xapian_query *query, xapian_error *err);

XAPIAN_C_API xapian_status xapian_query_description(xapian_query *query, xapian_string *text,
                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_serialise(xapian_query *query, xapian_string *bytes,
                                                  xapian_error *err);
/* BAD_SERIALISATION, UNSUPPORTED; for bytes of your own making, as libxapian trusts them. */
XAPIAN_C_API xapian_status xapian_query_unserialise(xapian_query **query, const char *bytes,
                                                    size_t len, xapian_error *err);

/* Searching: enquire.cc */

/* A search over a database, which must have at least one shard. */
XAPIAN_C_API xapian_status xapian_enquire_new(xapian_enquire **enquire, xapian_database *db,
                                              xapian_error *err);
XAPIAN_C_API void xapian_enquire_free(xapian_enquire *enquire);

/* `length` is the query length for weighting, 0 for xapian_query_length(). UNSUPPORTED for MAX and
 * XOR over several shards, on which libxapian 1.4 crashes. */
XAPIAN_C_API xapian_status xapian_enquire_set_query(xapian_enquire *enquire,
                                                    const xapian_query *query,
                                                    xapian_termcount length, xapian_error *err);

/* How to weight. A scheme looks at its own parameters only; XAPIAN_WEIGHT_INIT has libxapian's
 * defaults for all, and is BM25. */
typedef enum xapian_weight_scheme XAPIAN_C_INT {
    XAPIAN_WEIGHT_BM25,      /* k1, k2, k3, b, min_normlen */
    XAPIAN_WEIGHT_BM25_PLUS, /* the same and delta */
    XAPIAN_WEIGHT_TRAD,      /* k */
    XAPIAN_WEIGHT_BOOL,      /* all weights are 0 */
    XAPIAN_WEIGHT_TFIDF,     /* normalizations */
    XAPIAN_WEIGHT_INL2,      /* c, here and below */
    XAPIAN_WEIGHT_IFB2,
    XAPIAN_WEIGHT_INEB2,
    XAPIAN_WEIGHT_BB2,
    XAPIAN_WEIGHT_PL2,
    XAPIAN_WEIGHT_PL2_PLUS, /* c and delta */
    XAPIAN_WEIGHT_DLH,
    XAPIAN_WEIGHT_DPH,
    XAPIAN_WEIGHT_LM,   /* smoothing, log, smoothing1,
                           smoothing2 */
    XAPIAN_WEIGHT_COORD /* the number of matching terms */
} xapian_weight_scheme;

typedef enum xapian_smoothing XAPIAN_C_INT {
    XAPIAN_SMOOTHING_TWO_STAGE = 1,
    XAPIAN_SMOOTHING_DIRICHLET = 2,
    XAPIAN_SMOOTHING_ABSOLUTE_DISCOUNT = 3,
    XAPIAN_SMOOTHING_JELINEK_MERCER = 4,
    XAPIAN_SMOOTHING_DIRICHLET_PLUS = 5
} xapian_smoothing;

typedef struct xapian_weight {
    size_t size;
    xapian_weight_scheme scheme;
    double k1, k2, k3, b, min_normlen;
    double delta; /* negative: the scheme's default, 1 for BM25+ and 0.8 for PL2+ */
    double k;
    double c;
    const char *normalizations; /* three letters: of wdf [nbslL], of idf [ntpfs], of weight [n] */
    xapian_smoothing smoothing;
    double log, smoothing1, smoothing2; /* 0 or negative: the defaults */
} xapian_weight;

#define XAPIAN_WEIGHT_INIT                                                             \
    {                                                                                  \
        sizeof(xapian_weight), XAPIAN_WEIGHT_BM25, 1, 0, 1, 0.5, 0.5, -1, 1, 1, "ntn", \
            XAPIAN_SMOOTHING_TWO_STAGE, 0, -1, -1                                      \
    }

/* INVALID_ARGUMENT for a scheme or parameter that is not of the list. */
XAPIAN_C_API xapian_status xapian_enquire_set_weight(xapian_enquire *enquire,
                                                     const xapian_weight *weight,
                                                     xapian_error *err);

typedef enum xapian_sort XAPIAN_C_INT {
    XAPIAN_SORT_RELEVANCE,
    XAPIAN_SORT_KEY,
    XAPIAN_SORT_KEY_THEN_RELEVANCE,
    XAPIAN_SORT_RELEVANCE_THEN_KEY
} xapian_sort;

/* The value of one slot as a sort key, highest first if `is_reverse`. */
typedef struct xapian_sort_key {
    xapian_valueno slot;
    bool is_reverse;     /* of this slot among several */
    const char *missing; /* stands for an absent value; may be NULL with length 0 */
    size_t missing_len;
} xapian_sort_key;

XAPIAN_C_API xapian_status xapian_enquire_sort_by_relevance(xapian_enquire *enquire,
                                                            xapian_error *err);
XAPIAN_C_API xapian_status xapian_enquire_sort_by_value(xapian_enquire *enquire, xapian_sort sort,
                                                        xapian_valueno slot, bool is_reverse,
                                                        xapian_error *err);
/* By several slots, the first before the second and so on. */
XAPIAN_C_API xapian_status xapian_enquire_sort_by_values(xapian_enquire *enquire, xapian_sort sort,
                                                         const xapian_sort_key *keys, size_t n,
                                                         bool is_reverse, xapian_error *err);

/* How documents that are otherwise equal are ordered. */
typedef enum xapian_docid_order XAPIAN_C_INT {
    XAPIAN_DOCID_DESCENDING = 0,
    XAPIAN_DOCID_ASCENDING = 1, /* the default */
    XAPIAN_DOCID_DONT_CARE = 2
} xapian_docid_order;

XAPIAN_C_API xapian_status xapian_enquire_set_docid_order(xapian_enquire *enquire,
                                                          xapian_docid_order order,
                                                          xapian_error *err);
/* At most `max` hits with the same value in `slot`; XAPIAN_BAD_VALUENO ends it. */
XAPIAN_C_API xapian_status xapian_enquire_set_collapse(xapian_enquire *enquire, xapian_valueno slot,
                                                       xapian_doccount max, xapian_error *err);
/* No hits below a percentage or a weight; 0 for no limit. */
XAPIAN_C_API xapian_status xapian_enquire_set_cutoff(xapian_enquire *enquire, int percent,
                                                     double weight, xapian_error *err);
/* After so many seconds `check_at_least` no longer holds; 0 for no limit. */
XAPIAN_C_API xapian_status xapian_enquire_set_time_limit(xapian_enquire *enquire, double seconds,
                                                         xapian_error *err);
/* "trad" (the default) with its k (1 is usual), or "bo1". Other names fail in the expansion. */
XAPIAN_C_API xapian_status xapian_enquire_set_expansion(xapian_enquire *enquire, const char *scheme,
                                                        double k, xapian_error *err);

/* Spies see matching documents during a search, at least `check_at_least` of them. The document
 * belongs to libxapian and lives for the call. UNSUPPORTED in the search of a remote database. */
typedef xapian_verdict (*xapian_spy_fn)(void *data, xapian_document *doc, double weight);
XAPIAN_C_API xapian_status xapian_enquire_add_spy(xapian_enquire *enquire, xapian_spy_fn spy,
                                                  void *data, xapian_error *err);
/* The spy that counts the values of a slot, also in remote databases. Counts add up over searches.
 */
XAPIAN_C_API xapian_status xapian_value_counts_new(xapian_value_counts **counts,
                                                   xapian_valueno slot, xapian_error *err);
XAPIAN_C_API xapian_status xapian_enquire_add_value_counts(xapian_enquire *enquire,
                                                           xapian_value_counts *counts,
                                                           xapian_error *err);
/* How many documents were seen; the values with their count as term frequency, in byte order or
 * the `max` most frequent first. */
XAPIAN_C_API size_t xapian_value_counts_total(const xapian_value_counts *counts);
XAPIAN_C_API xapian_status xapian_value_counts_values(xapian_terms **values,
                                                      xapian_value_counts *counts,
                                                      xapian_error *err);
XAPIAN_C_API xapian_status xapian_value_counts_top(xapian_terms **values,
                                                   xapian_value_counts *counts, size_t max,
                                                   xapian_error *err);
XAPIAN_C_API void xapian_value_counts_free(xapian_value_counts *counts);
XAPIAN_C_API xapian_status xapian_enquire_clear_spies(xapian_enquire *enquire, xapian_error *err);

/* A decider says for each candidate whether it may be a hit; the document lives for the call. */
typedef xapian_verdict (*xapian_decider_fn)(void *data, xapian_document *doc);

typedef struct xapian_match {
    size_t size;
    xapian_doccount first;          /* leave out the best so many */
    xapian_doccount max_items;      /* return so many at most */
    xapian_doccount check_at_least; /* for better estimates and for spies */
    const xapian_rset *rset;        /* documents known to be relevant, for weighting; may be NULL */
    xapian_decider_fn decider;      /* may be NULL */
    void *decider_data;
} xapian_match;

#define XAPIAN_MATCH_INIT                                \
    {                                                    \
        sizeof(xapian_match), 0, 10, 0, NULL, NULL, NULL \
    }

/* Run the query. XAPIAN_MODIFIED: reopen the database and run it again. WILDCARD_LIMIT, ABORTED,
 * UNSUPPORTED (positional operators over anything but terms). */
XAPIAN_C_API xapian_status xapian_enquire_search(xapian_mset **mset, xapian_enquire *enquire,
                                                 const xapian_match *match, xapian_error *err);

/* The terms of the query that are in a document, in the order of the query. */
XAPIAN_C_API xapian_status xapian_enquire_matching_terms(xapian_terms **terms,
                                                         xapian_enquire *enquire,
                                                         xapian_docid docid, xapian_error *err);

/* Hits and expansion: mset.cc */

typedef struct xapian_hit {
    xapian_docid docid;
    xapian_doccount rank; /* 0 is the best of all, also when `first` was not 0 */
    double weight;
    int percent;
    xapian_doccount collapse_count; /* at least so many more were left out for this one */
    xapian_string collapse_key;     /* empty if not collapsed */
    xapian_string sort_key;         /* empty if sorted by relevance */
} xapian_hit;

typedef struct xapian_matches {
    xapian_doccount lower, estimated, upper; /* bounds and estimate of how many match */
    xapian_doccount uncollapsed_lower, uncollapsed_estimated, uncollapsed_upper;
    double max_possible, max_attained; /* weights */
} xapian_matches;

XAPIAN_C_API xapian_doccount xapian_mset_size(const xapian_mset *mset);
XAPIAN_C_API void xapian_mset_matches(const xapian_mset *mset, xapian_matches *matches);

/* Hit `i` of this mset, from 0. OUT_OF_RANGE. The second form reads the document. */
XAPIAN_C_API xapian_status xapian_mset_hit(xapian_mset *mset, xapian_hit *hit, xapian_doccount i,
                                           xapian_error *err);
XAPIAN_C_API xapian_status xapian_mset_document(xapian_document **doc, xapian_mset *mset,
                                                xapian_doccount i, xapian_error *err);
/* Hint that all documents will be read soon. */
XAPIAN_C_API xapian_status xapian_mset_fetch(xapian_mset *mset, xapian_error *err);

/* Of a term: its frequency in the database, and the most it could add to a weight, for which it
 * must be in the query (INVALID_ARGUMENT). */
XAPIAN_C_API xapian_status xapian_mset_termfreq(xapian_mset *mset, xapian_doccount *n,
                                                const char *term, size_t len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_mset_termweight(xapian_mset *mset, double *weight,
                                                  const char *term, size_t len, xapian_error *err);

enum {
    XAPIAN_SNIPPET_BACKGROUND_MODEL = 1,
    XAPIAN_SNIPPET_EXHAUSTIVE = 2,
    XAPIAN_SNIPPET_EMPTY_WITHOUT_MATCH = 4,
    XAPIAN_SNIPPET_CJK_NGRAM = 2048
};

typedef struct xapian_snippet {
    size_t size;
    size_t length;           /* bytes of text to aim for */
    const xapian_stem *stem; /* as used for the query; NULL for none */
    unsigned flags;
    const char *start, *end, *omit; /* before and after a match; for text left out */
} xapian_snippet;

#define XAPIAN_SNIPPET_INIT                                                                   \
    {                                                                                         \
        sizeof(xapian_snippet), 500, NULL,                                                    \
            XAPIAN_SNIPPET_BACKGROUND_MODEL | XAPIAN_SNIPPET_EXHAUSTIVE, "<b>", "</b>", "..." \
    }

/* libxapian's own snippet: a piece of `text` around the query's terms, escaped for HTML. */
XAPIAN_C_API xapian_status xapian_mset_snippet(xapian_mset *mset, xapian_string *snippet,
                                               const char *text, size_t len,
                                               const xapian_snippet *options, xapian_error *err);
XAPIAN_C_API void xapian_mset_free(xapian_mset *mset);

/* Documents known to be relevant. */
XAPIAN_C_API xapian_status xapian_rset_new(xapian_rset **rset, xapian_error *err);
XAPIAN_C_API xapian_status xapian_rset_add(xapian_rset *rset, xapian_docid docid,
                                           xapian_error *err);
XAPIAN_C_API xapian_status xapian_rset_remove(xapian_rset *rset, xapian_docid docid,
                                              xapian_error *err);
XAPIAN_C_API xapian_status xapian_rset_contains(const xapian_rset *rset, bool *contains,
                                                xapian_docid docid, xapian_error *err);
XAPIAN_C_API xapian_doccount xapian_rset_size(const xapian_rset *rset);
XAPIAN_C_API void xapian_rset_free(xapian_rset *rset);

/* Terms that set the relevant documents apart, best first. */
enum { XAPIAN_EXPAND_QUERY_TERMS = 1, XAPIAN_EXPAND_EXACT_TERMFREQ = 2 };

typedef xapian_verdict (*xapian_expand_fn)(void *data, xapian_string term);

typedef struct xapian_expand {
    size_t size;
    xapian_termcount max_terms;
    unsigned flags;          /* XAPIAN_EXPAND_*: also terms of the query; exact over shards */
    double min_weight;       /* must be greater than this */
    xapian_expand_fn filter; /* may be NULL */
    void *filter_data;
} xapian_expand;

#define XAPIAN_EXPAND_INIT                          \
    {                                               \
        sizeof(xapian_expand), 10, 0, 0, NULL, NULL \
    }

/* INVALID_ARGUMENT for an unknown scheme; an empty `rset` gives an empty set. */
XAPIAN_C_API xapian_status xapian_enquire_expand(xapian_eset **eset, xapian_enquire *enquire,
                                                 const xapian_rset *rset,
                                                 const xapian_expand *options, xapian_error *err);
XAPIAN_C_API xapian_termcount xapian_eset_size(const xapian_eset *eset);
/* A bound on the size without `max_terms`. */
XAPIAN_C_API xapian_termcount xapian_eset_bound(const xapian_eset *eset);
/* `weight` may be NULL. OUT_OF_RANGE. */
XAPIAN_C_API xapian_status xapian_eset_term(xapian_eset *eset, xapian_string *term, double *weight,
                                            xapian_termcount i, xapian_error *err);
XAPIAN_C_API void xapian_eset_free(xapian_eset *eset);

/* Compaction and checking: compact.cc */

enum {
    XAPIAN_COMPACT_STANDARD = 0,
    XAPIAN_COMPACT_FULL = 1, /* the default */
    XAPIAN_COMPACT_FULLER = 2,
    XAPIAN_COMPACT_NO_RENUMBER = 4, /* keep ids, which must not overlap between shards */
    XAPIAN_COMPACT_MULTIPASS = 8,
    XAPIAN_COMPACT_SINGLE_FILE = 16
};

/* Called for each table, first with an empty status. */
typedef xapian_verdict (*xapian_progress_fn)(void *data, const char *table, const char *status);
/* Which of `n` values to keep for a metadata key that several shards have: its index, or `n` to
 * drop the key. */
typedef size_t (*xapian_resolve_fn)(void *data, xapian_string key, const xapian_string *values,
                                    size_t n);

typedef struct xapian_compaction {
    size_t size;
    unsigned flags;              /* XAPIAN_COMPACT_* */
    int block_size;              /* 0 for 8192 */
    xapian_progress_fn progress; /* may be NULL */
    xapian_resolve_fn resolve;   /* NULL keeps the first */
    void *data;                  /* for both */
} xapian_compaction;

#define XAPIAN_COMPACTION_INIT                                              \
    {                                                                       \
        sizeof(xapian_compaction), XAPIAN_COMPACT_FULL, 0, NULL, NULL, NULL \
    }

/* Write the database, all its shards as one, to a new one at `path`; on failure remove what is
 * there. Only for databases on this machine's disk: INVALID_OPERATION, UNSUPPORTED. Not from a
 * writable database with changes uncommitted. */
XAPIAN_C_API xapian_status xapian_database_compact(xapian_database *db, const char *path,
                                                   const xapian_compaction *options,
                                                   xapian_error *err);

enum {
    XAPIAN_CHECK_SHORT_TREE = 1,
    XAPIAN_CHECK_FULL_TREE = 2,
    XAPIAN_CHECK_SHOW_FREELIST = 4,
    XAPIAN_CHECK_SHOW_STATS = 8,
    XAPIAN_CHECK_FIX = 16
};

/* Read all of a database or one table and count the faults found. The report goes to `out`, which
 * may be NULL, or from open_memstream(). Some damage is a status, such as XAPIAN_CORRUPT;
 * DATABASE_FAILED if there is nothing to check. */
XAPIAN_C_API xapian_status xapian_database_check(size_t *n_faults, const char *path, unsigned flags,
                                                 FILE *out, xapian_error *err);

/* libxapian's own text analysis: text.cc */

/* Stemming by language name or code ("english", "de"; "none"). INVALID_ARGUMENT if unknown. */
XAPIAN_C_API xapian_status xapian_stem_new(xapian_stem **stem, const char *language,
                                           xapian_error *err);
XAPIAN_C_API xapian_status xapian_stem_word(xapian_stem *stem, xapian_string *stemmed,
                                            const char *word, size_t len, xapian_error *err);
XAPIAN_C_API void xapian_stem_free(xapian_stem *stem);

/* A set of words to leave out. */
XAPIAN_C_API xapian_status xapian_stopper_new(xapian_stopper **stopper, xapian_error *err);
XAPIAN_C_API xapian_status xapian_stopper_add(xapian_stopper *stopper, const char *word, size_t len,
                                              xapian_error *err);
XAPIAN_C_API void xapian_stopper_free(xapian_stopper *stopper);

typedef enum xapian_stem_strategy XAPIAN_C_INT {
    XAPIAN_STEM_NONE,
    XAPIAN_STEM_SOME, /* the default: stems as Z-terms beside the words as they stand */
    XAPIAN_STEM_ALL,
    XAPIAN_STEM_ALL_Z,
    XAPIAN_STEM_SOME_FULL_POS
} xapian_stem_strategy;

typedef enum xapian_stop_strategy XAPIAN_C_INT {
    XAPIAN_STOP_NONE,
    XAPIAN_STOP_ALL,
    XAPIAN_STOP_STEMMED /* the default: the word is kept, its stem is not */
} xapian_stop_strategy;

/* Text to terms. Words go to the document set last, which is shared, not copied. */
XAPIAN_C_API xapian_status xapian_term_generator_new(xapian_term_generator **generator,
                                                     xapian_error *err);
XAPIAN_C_API xapian_status xapian_term_generator_set_stem(xapian_term_generator *generator,
                                                          const xapian_stem *stem,
                                                          xapian_stem_strategy strategy,
                                                          xapian_error *err);
XAPIAN_C_API xapian_status xapian_term_generator_set_stopper(xapian_term_generator *generator,
                                                             const xapian_stopper *stopper,
                                                             xapian_stop_strategy strategy,
                                                             xapian_error *err);
XAPIAN_C_API xapian_status xapian_term_generator_set_document(xapian_term_generator *generator,
                                                              xapian_document *doc,
                                                              xapian_error *err);
/* Put the words into this database's spelling dictionary as well; NULL to stop. */
XAPIAN_C_API xapian_status xapian_term_generator_set_spelling(xapian_term_generator *generator,
                                                              xapian_writable *db,
                                                              xapian_error *err);
/* Words longer than so many bytes are left out (64). */
XAPIAN_C_API xapian_status xapian_term_generator_set_max_word(xapian_term_generator *generator,
                                                              unsigned max, xapian_error *err);
/* `text` is UTF-8; `prefix` goes before each term and may be "". */
XAPIAN_C_API xapian_status xapian_term_generator_index(xapian_term_generator *generator,
                                                       const char *text, size_t len,
                                                       xapian_termcount wdf_inc, const char *prefix,
                                                       bool with_positions, xapian_error *err);
/* The position of the last word. Leave a gap between fields, so that no phrase spans them. */
XAPIAN_C_API xapian_status xapian_term_generator_position(xapian_term_generator *generator,
                                                          xapian_termpos *pos, xapian_error *err);
XAPIAN_C_API xapian_status xapian_term_generator_set_position(xapian_term_generator *generator,
                                                              xapian_termpos pos,
                                                              xapian_error *err);
XAPIAN_C_API void xapian_term_generator_free(xapian_term_generator *generator);

enum {
    XAPIAN_PARSE_BOOLEAN = 1,
    XAPIAN_PARSE_PHRASE = 2,
    XAPIAN_PARSE_LOVEHATE = 4,
    XAPIAN_PARSE_BOOLEAN_ANY_CASE = 8,
    XAPIAN_PARSE_WILDCARD = 16,
    XAPIAN_PARSE_PURE_NOT = 32,
    XAPIAN_PARSE_PARTIAL = 64,
    XAPIAN_PARSE_SPELLING_CORRECTION = 128,
    XAPIAN_PARSE_SYNONYM = 256,
    XAPIAN_PARSE_AUTO_SYNONYMS = 512,
    XAPIAN_PARSE_AUTO_MULTIWORD_SYNONYMS = 1024,
    XAPIAN_PARSE_CJK_NGRAM = 2048,
    XAPIAN_PARSE_ACCUMULATE = 65536,
    XAPIAN_PARSE_NO_POSITIONS = 0x20000,
    XAPIAN_PARSE_DEFAULT = 7
};

/* Text to query. */
XAPIAN_C_API xapian_status xapian_query_parser_new(xapian_query_parser **parser, xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_parser_set_stem(xapian_query_parser *parser,
                                                        const xapian_stem *stem,
                                                        xapian_stem_strategy strategy,
                                                        xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_parser_set_stopper(xapian_query_parser *parser,
                                                           const xapian_stopper *stopper,
                                                           xapian_error *err);
/* Between words without operator: OR (the default), AND, NEAR, PHRASE, ELITE_SET, SYNONYM, MAX. */
XAPIAN_C_API xapian_status xapian_query_parser_set_default_op(xapian_query_parser *parser,
                                                              xapian_op op, xapian_error *err);
/* For spelling, synonyms and wildcards. */
XAPIAN_C_API xapian_status xapian_query_parser_set_database(xapian_query_parser *parser,
                                                            xapian_database *db, xapian_error *err);
/* `field:word` is the term `prefix` + word; a boolean one filters and does not weigh. */
XAPIAN_C_API xapian_status xapian_query_parser_add_prefix(xapian_query_parser *parser,
                                                          const char *field, const char *prefix,
                                                          bool is_boolean, xapian_error *err);

typedef enum xapian_range XAPIAN_C_INT {
    XAPIAN_RANGE_PLAIN, /* text..text, compared as bytes */
    XAPIAN_RANGE_NUMBER,
    XAPIAN_RANGE_DATE /* stored as YYYYMMDD */
} xapian_range;

enum { XAPIAN_RANGE_SUFFIX = 1, XAPIAN_RANGE_REPEATED = 2, XAPIAN_RANGE_PREFER_MDY = 4 };

/* Understand a..b as a range over `slot`; `marker` before it ("" for none; after it with
 * XAPIAN_RANGE_SUFFIX) tells several apart, as in "since:2001..2003". */
XAPIAN_C_API xapian_status xapian_query_parser_add_range(xapian_query_parser *parser,
                                                         xapian_range range, xapian_valueno slot,
                                                         const char *marker, unsigned flags,
                                                         xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_parser_set_max_expansion(xapian_query_parser *parser,
                                                                 xapian_termcount max_terms,
                                                                 xapian_wildcard_limit limit,
                                                                 xapian_error *err);
/* `prefix` is for words without a field and may be "". PARSE_FAILED, UNSUPPORTED. */
XAPIAN_C_API xapian_status xapian_query_parser_parse(xapian_query **query,
                                                     xapian_query_parser *parser, const char *text,
                                                     size_t len, unsigned flags, const char *prefix,
                                                     xapian_error *err);
/* The text with spelling corrected, with XAPIAN_PARSE_SPELLING_CORRECTION; empty if it was fine. */
XAPIAN_C_API xapian_status xapian_query_parser_corrected(xapian_query_parser *parser,
                                                         xapian_string *text, xapian_error *err);
/* The words left out as stop words, and the words that became a stem. */
XAPIAN_C_API xapian_status xapian_query_parser_stop_words(xapian_terms **words,
                                                          xapian_query_parser *parser,
                                                          xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_parser_unstemmed(xapian_terms **words,
                                                         xapian_query_parser *parser,
                                                         const char *term, size_t len,
                                                         xapian_error *err);
XAPIAN_C_API void xapian_query_parser_free(xapian_query_parser *parser);

#ifdef __cplusplus
}
#endif

#endif
