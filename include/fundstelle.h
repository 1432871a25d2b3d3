/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Fundstelle: a full-text search engine for German news.
 *
 *     fund_source   reads articles:   folders, .txt, .json, .jsonl, standard input
 *     fund_writer   keeps an index:   add, replace, delete, prune, commit
 *     fund_index    answers queries:  ranked hits, snippets, highlight ranges
 *
 * Rules, for every function below:
 *
 *  1. What can fail returns a `fund_status` and takes a caller-owned `fund_error *err` last;
 *     NULL is fine. On success `*err` is left alone.
 *  2. Results come first, as out-parameters; on failure they are NULL or zero.
 *  3. You free what you open with the `_free` or `_close` of its name; NULL is fine.
 *  4. Strings belong to the handle they came from and live until it is freed or, where a
 *     function says so, until the next call on it.
 *  5. Text is UTF-8. Lengths and offsets count bytes of the text as stored. Invalid UTF-8 that
 *     you hand in is refused, never stored.
 *  6. One handle, one thread at a time; separate handles are independent. The library keeps no
 *     global state, installs no signal handlers, and prints nothing.
 *  7. Option structs begin with their `size`; fill them with their `_INIT`, then set what you
 *     want to differ. A zero or NULL member means its default.
 */
#ifndef FUNDSTELLE_H
#define FUNDSTELLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FUND_VERSION_MAJOR 0
#define FUND_VERSION_MINOR 1
#define FUND_VERSION_PATCH 0

#if defined(__GNUC__)
#define FUND_API __attribute__((visibility("default")))
#else
#define FUND_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Status and errors -------------------------------------------------------------------- */

/* Each status is one that a caller would act on differently. */
typedef enum fund_status {
    FUND_OK = 0,
    FUND_SYNTAX,      /* the query is not well formed (strict only): err->offset is the byte */
    FUND_INPUT,       /* an article cannot be taken as it is: mend it; the others go on */
    FUND_INVALID,     /* an argument or option is out of range */
    FUND_NOT_FOUND,   /* no index, file or folder there */
    FUND_LOCKED,      /* another process is writing to the index: try again later */
    FUND_CHANGED,     /* the index was rewritten while being read: open it again */
    FUND_CORRUPT,     /* the index is damaged: build it anew */
    FUND_FORMAT,      /* the index was written by another version of Fundstelle */
    FUND_IO,          /* the system refused to read or write: permission, full disk, network */
    FUND_INTERRUPTED, /* a signal came while an article was awaited: call again to go on */
    FUND_NO_MEMORY,   /* out of memory */
    FUND_INTERNAL     /* a defect: please report it with the message */
} fund_status;

typedef struct fund_error {
    fund_status status;
    size_t offset;     /* FUND_SYNTAX: byte offset into the query */
    char message[640]; /* one line: what was wrong, where, and what to do */
} fund_error;

/* A status as a word, such as "locked"; never NULL. */
FUND_API const char *fund_status_name(fund_status status);

/* The version of the library that is running, such as "0.1.0". */
FUND_API const char *fund_version(void);

/* ---- Articles ----------------------------------------------------------------------------- */

typedef enum fund_entity_type { FUND_PERSON = 1, FUND_ORG, FUND_PLACE } fund_entity_type;

/* A person, organisation or place that came with an article. */
typedef struct fund_given_entity {
    fund_entity_type type;
    const char *name;
} fund_given_entity;

/*
 * An article as it comes in. Only `id` and one of `title` and `body` are required; the rest may
 * be NULL. When you hand one in, its strings are yours and need to live only for the call.
 */
typedef struct fund_article {
    size_t size;             /* sizeof(fund_article), set by FUND_ARTICLE_INIT */
    const char *id;          /* unique in an index; any text of 1 to 4,096 bytes */
    const char *title;       /* one line */
    const char *date;        /* ISO 8601: YYYY, YYYY-MM, YYYY-MM-DD, or that and Thh:mm... */
    const char *source;      /* the outlet, such as "Norddeutsche Umschau" */
    const char *author;      /* as printed */
    const char *url;         /* where it was published */
    const char *body;        /* plain text; paragraphs are divided by line feeds */
    const char *const *tags; /* keywords that came with it */
    size_t n_tags;
    const char *origin; /* the folder or file it was read from, as an absolute path; scope of
                           fund_writer_prune() */
    const fund_given_entity *entities; /* names that came with it; they win over what is found */
    size_t n_entities;
} fund_article;

#define FUND_ARTICLE_INIT                                                                      \
    {                                                                                          \
        sizeof(fund_article), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, 0 \
    }

/* The largest article taken, all fields together, in bytes. */
#define FUND_ARTICLE_MAX ((size_t)16 << 20)

/* ---- Entities ------------------------------------------------------------------------------ */

/* Where an article names something: bytes [start, end) of its title or its body. */
typedef struct fund_mention {
    size_t start;
    size_t end;
    bool is_in_title;
} fund_mention;

/*
 * Someone or something that an article names, in one or several ways: "Yoon Suk Yeol" and "Yoon".
 * What is equal by type and key is one entity, in all articles of the index.
 */
typedef struct fund_entity {
    fund_entity_type type;
    const char *name;       /* as it is shown */
    const char *key;        /* "yoonsukyeol" */
    const char *short_key;  /* of a person the key of the family name, or "" */
    const char *iso;        /* of a country its code, ISO 3166-1: "KR"; or "" */
    const char *stands_for; /* the country for whose government it stands (Kreml: "RU"); or "" */
    const fund_mention *mentions; /* rising, those in the title first */
    size_t n_mentions;
} fund_entity;

/* ---- Reading articles (indexer/source/) --------------------------------------------------- */

typedef struct fund_source fund_source;

/*
 * Opens `path` to read articles from it: a folder (with all below it, in the order of names;
 * names that begin with a dot are passed over), a `.txt` file, a `.jsonl` or `.json` file, or
 * "-" for JSON lines on standard input. docs/input.md says what is taken as what.
 * Errors: FUND_NOT_FOUND, FUND_IO, FUND_INPUT for a file whose kind is not known.
 */
FUND_API fund_status fund_source_open(fund_source **source, const char *path, fund_error *err);

/*
 * The next article, or NULL in `*article` after the last. It lives until the next call.
 *
 * What cannot be taken is reported, one call each, as FUND_INPUT (a record or file that is not
 * an article: broken JSON, no text, invalid UTF-8, too large) or FUND_IO (a file or folder that
 * cannot be read); the message names the file and the line. Call again to go on with the rest.
 * FUND_INTERRUPTED: a signal whose handler was set without SA_RESTART came in the midst; nothing
 * is lost, call again to go on. FUND_NO_MEMORY ends the reading.
 */
FUND_API fund_status fund_source_next(fund_source *source, const fund_article **article,
                                      fund_error *err);

/* Bytes read so far, and in all; the total is 0 while it is not known (standard input). */
FUND_API void fund_source_progress(const fund_source *source, uint64_t *done, uint64_t *total);

/* The absolute path that articles of this source carry as their origin; NULL for "-". */
FUND_API const char *fund_source_origin(const fund_source *source);

FUND_API void fund_source_close(fund_source *source);

/* ---- Writing an index (indexer/writer.c) -------------------------------------------------- */

typedef struct fund_writer fund_writer;

typedef struct fund_writer_options {
    size_t size;
    bool must_exist;     /* FUND_NOT_FOUND instead of a new index where there is none */
    bool refuse_repeats; /* FUND_INPUT for an id that this writer has already put, if the article
                            differs: two articles that claim one id do not replace each other */
    bool use_xapian;     /* have Xapian's writer build an index that is empty, too: slower */
    unsigned threads;    /* for such a build; 0 means as many as there are processors */
    size_t memory;       /* for such a build, in bytes, besides some 60 MB that each thread takes to
                            know words again; 0 means 1 GiB */
    bool no_entities;    /* a new index: do not look for entities in its articles */
} fund_writer_options;

#define FUND_WRITER_OPTIONS_INIT                                      \
    {                                                                 \
        sizeof(fund_writer_options), false, false, false, 0, 0, false \
    }

/* What fund_writer_put() did. */
typedef enum fund_change {
    FUND_NONE = 0, /* nothing: it failed */
    FUND_ADDED,
    FUND_REPLACED,
    FUND_UNCHANGED, /* the index already holds just this article */
} fund_change;

/*
 * Opens the index in folder `path` for writing, or makes a new one there (and the folders above
 * it). A folder that holds other things is never written to. `options` may be NULL. An index
 * keeps to it, with entities or without: `no_entities` for one that has them is FUND_INVALID.
 * Errors: FUND_LOCKED, FUND_NOT_FOUND, FUND_IO, FUND_CORRUPT, FUND_FORMAT, FUND_INVALID.
 */
FUND_API fund_status fund_writer_open(fund_writer **writer, const char *path,
                                      const fund_writer_options *options, fund_error *err);

/*
 * What the user of the writer should know, one line, or NULL: that a first build takes longer than
 * it need, because the installed Xapian keeps its tables otherwise; that the index is one without
 * entities, though they were not forbidden; or that those it has were found by another model.
 */
FUND_API const char *fund_writer_notice(const fund_writer *writer);

/*
 * Adds the article, or replaces the one with the same id where it differs; `*change` says
 * which. Nothing is visible to readers before fund_writer_commit(). On FUND_INPUT (no id, no
 * text, invalid UTF-8, too large, a date that is none) the index is as before and the writer
 * can go on.
 */
FUND_API fund_status fund_writer_put(fund_writer *writer, const fund_article *article,
                                     fund_change *change, fund_error *err);

/*
 * Gives the index the names in the file `path` (docs/names.md), in place of those it was given
 * before: all its articles, which are not tagged anew, and those to come, in this run and later
 * ones. `*n_changed` says how many articles got other names. To be called before the first article
 * is put into a new index.
 * Errors: FUND_INPUT (the file is not well formed), FUND_NOT_FOUND, FUND_INVALID (the index is one
 * without entities, or articles were put before), FUND_IO.
 */
FUND_API fund_status fund_writer_names(fund_writer *writer, const char *path, size_t *n_changed,
                                       fund_error *err);

/* Deletes the article `id`; FUND_NOT_FOUND when the index has none. */
FUND_API fund_status fund_writer_delete(fund_writer *writer, const char *id, fund_error *err);

/*
 * Deletes the articles of `origin` that have not been put since the writer was opened, and says
 * how many went. Call it only when all of the origin has been read without an error.
 */
FUND_API fund_status fund_writer_prune(fund_writer *writer, const char *origin, size_t *n_deleted,
                                       fund_error *err);

/*
 * Makes all changes durable and visible, all at once: a reader, or a machine that loses power,
 * sees either the state before or the state after.
 */
FUND_API fund_status fund_writer_commit(fund_writer *writer, fund_error *err);

/* Frees the writer. What has not been committed is thrown away; so it is when the process dies. */
FUND_API void fund_writer_close(fund_writer *writer);

/* ---- What the index makes of a text (indexer/tokens.c) ------------------------------------- */

/* A word of a text. */
typedef struct fund_token {
    size_t start; /* bytes [start, end) of the text */
    size_t end;
    uint32_t position;  /* in a phrase, from 1 on; a compound takes one for each of its parts */
    const char *folded; /* lower case, with ae for ä, ss for ß */
    bool is_stop_word;  /* der, und ...: not asked for */
    const char *stem;
    const char *also;         /* of Politiker:innen the stem of Politikerin; else NULL */
    const char *const *parts; /* of a compound, stems: n_parts, and n_other_parts of the second */
    size_t n_parts;           /* reading (Stau-becken, Staub-ecken) behind them */
    size_t n_other_parts;
} fund_token;

typedef struct fund_tokens fund_tokens;

/* The words of `text`, as index and query see them. Errors: FUND_INVALID (not UTF-8). */
FUND_API fund_status fund_analyse(fund_tokens **tokens, const char *text, fund_error *err);

FUND_API size_t fund_tokens_size(const fund_tokens *tokens);

/* Word number `i`, from 0 to fund_tokens_size() - 1. It lives as long as the tokens. */
FUND_API const fund_token *fund_tokens_get(const fund_tokens *tokens, size_t i);

FUND_API void fund_tokens_free(fund_tokens *tokens);

/* ---- Reading an index (searcher/search.c) ------------------------------------------------- */

typedef struct fund_index fund_index;

/*
 * Opens the indexes in the `n_paths` folders to be searched as one. An article that lies in
 * several of them is found several times.
 * Errors: FUND_NOT_FOUND, FUND_INVALID (not a folder), FUND_CORRUPT, FUND_FORMAT, FUND_IO.
 */
FUND_API fund_status fund_index_open(fund_index **index, const char *const *paths, size_t n_paths,
                                     fund_error *err);

/*
 * What the user of the index should know, one line, or NULL: that it was made with another
 * analysis than this library's, so that some words may not be found until it is built anew.
 */
FUND_API const char *fund_index_notice(const fund_index *index);

typedef struct fund_index_stats {
    uint64_t n_articles;
    uint64_t n_terms;    /* different stems */
    uint64_t length;     /* of all articles, as the ranking counts it: words, those of a title three
                            times, their exact forms, and the parts of compounds */
    uint64_t disk_bytes; /* all files of the index */
    char first_date[24]; /* of the oldest dated article; "" when there is none */
    char last_date[24];
    bool has_entities; /* the articles were searched for entities */
} fund_index_stats;

/* What the index holds. Cost: grows with the number of different stems. */
FUND_API fund_status fund_index_stats_get(fund_index *index, fund_index_stats *stats,
                                          fund_error *err);

FUND_API void fund_index_close(fund_index *index);

/* ---- Searching ---------------------------------------------------------------------------- */

/* What the hits can be counted by. */
typedef enum fund_facet {
    FUND_FACET_PERSON = 1, /* those that the articles name; the numbers of fund_entity_type */
    FUND_FACET_ORG,
    FUND_FACET_PLACE,
    FUND_FACET_SOURCE, /* the outlet */
    FUND_FACET_AUTHOR,
    FUND_FACET_TAG, /* keywords that came with the articles */
    FUND_FACET_YEAR,
    FUND_FACET_MONTH,
    FUND_FACET_DAY,
} fund_facet;

/* "person", "org", "place", "source", "author", "tag", "year", "month", "day"; static. */
FUND_API const char *fund_facet_name(fund_facet facet);

/* The facet of that name, or of the German one: ort, quelle, autor, jahr, monat. False: none. */
FUND_API bool fund_facet_find(fund_facet *facet, const char *name);

#define FUND_FACET_BIT(facet) (1U << (facet))

typedef struct fund_search_options {
    size_t size;
    size_t first;      /* leave out the best so many */
    size_t n_hits;     /* how many hits at the most, up to FUND_HITS_MAX; 0 means 10 */
    bool strict;       /* what can be read in two ways, such as a stray quote, is FUND_SYNTAX */
    bool wants_all;    /* of words that stand beside each other all must occur, instead of any */
    unsigned facets;   /* FUND_FACET_BIT() of all that the hits shall be counted by; 0 for none */
    size_t facet_size; /* how many values of each at the most, up to FUND_HITS_MAX; 0 means 10 */
} fund_search_options;

#define FUND_SEARCH_OPTIONS_INIT                              \
    {                                                         \
        sizeof(fund_search_options), 0, 0, false, false, 0, 0 \
    }

/* The longest query taken, in bytes, and the most hits on one page. */
#define FUND_QUERY_MAX ((size_t)32 << 10)
#define FUND_HITS_MAX ((size_t)10000)

/* Why a word of an article matches a word of the query. */
typedef enum fund_reason {
    FUND_EXACT = 1, /* the same but for case: soldat, Soldat */
    FUND_STEM,      /* another form of the word: Soldat, Soldaten */
    FUND_COMPOUND,  /* a part of a compound, on either side: Krieg, Angriffskrieg */
    FUND_NUMBER,    /* the same number: 1500, 1.500 */
    FUND_SPELLING,  /* the same word written otherwise: Strasse, Straße */
    FUND_DEMONYM,   /* a country and its people: Nordkorea, nordkoreanisch */
    FUND_ENTITY,    /* another name of the same: Selenskyj, Zelensky */
} fund_reason;

/* "exact", "stem" ...; static. */
FUND_API const char *fund_reason_name(fund_reason reason);

/* A range of bytes in a text, [start, end), that a word of the query matched, and why. */
typedef struct fund_highlight {
    size_t start;
    size_t end;
    fund_reason reason;
} fund_highlight;

/* A text with the ranges to highlight, in ascending order and without overlap. */
typedef struct fund_marked_text {
    const char *text;
    const fund_highlight *highlights;
    size_t n_highlights;
} fund_marked_text;

typedef struct fund_hit {
    size_t rank;    /* from 1 */
    double score;   /* BM25+; comparable within one answer only */
    const char *id; /* strings are "" where the article has none */
    const char *title;
    const char *date;
    const char *source;
    const char *author;
    const char *url;
    const char *body;
    const char *const *tags;
    size_t n_tags;
    const fund_entity *entities; /* what the article names, in the order of the first mention */
    size_t n_entities;
} fund_hit;

typedef struct fund_page fund_page;

/*
 * Answers `query` (docs/query.md) with a page of hits, best first; ties in the order in which
 * the articles were added. `options` may be NULL. The page belongs to its index: use both in one
 * thread, and free the page first. It holds what was found at the time of the search.
 * Errors: FUND_SYNTAX (strict), FUND_INVALID (query or page too long, not UTF-8), FUND_CHANGED,
 * FUND_CORRUPT, FUND_IO. A query without a word to look for is answered by an empty page.
 */
FUND_API fund_status fund_search(fund_page **page, fund_index *index, const char *query,
                                 const fund_search_options *options, fund_error *err);

/* Hits on this page. */
FUND_API size_t fund_page_size(const fund_page *page);

/* Articles that match in all; `*is_exact` (may be NULL) is false where that is an estimate. */
FUND_API uint64_t fund_page_total(const fund_page *page, bool *is_exact);

/* Hit number `i` of the page, from 0 to fund_page_size() - 1. It lives as long as the page. */
FUND_API const fund_hit *fund_page_hit(const fund_page *page, size_t i);

/* The title of hit `i` with its highlights. It lives as long as the page. */
FUND_API fund_status fund_page_title(fund_page *page, size_t i, const fund_marked_text **title,
                                     fund_error *err);

/*
 * The passage of hit `i` that best shows why it was found, of about `n_chars` characters at the
 * most (0 means 240), cut at sentence bounds or else at word bounds, with "…" where something
 * was left out; line feeds have become blanks. It lives as long as the page. The text is "" for
 * an article without a body.
 */
FUND_API fund_status fund_page_snippet(fund_page *page, size_t i, size_t n_chars,
                                       const fund_marked_text **snippet, fund_error *err);

/* A value of a facet: somebody or something that articles of the answer have. */
typedef struct fund_facet_value {
    const char *name; /* "Wladimir Putin", "Norddeutsche Umschau", "2024-10" */
    const char
        *query; /* what finds the articles, to be added to a query: person:"Wladimir Putin" */
    uint64_t n_articles; /* of all that match, not just of those on the page */
} fund_facet_value;

typedef struct fund_facet_counts {
    const fund_facet_value *values; /* in most articles first; years, months, days by time */
    size_t n_values;                /* those in most articles, facet_size at the most */
    uint64_t n_in_all;              /* how many values there are */
} fund_facet_counts;

/*
 * How many of all articles that match have each value of the facet; the counts are exact. They
 * live as long as the page. FUND_INVALID: the search was not asked for this facet.
 */
FUND_API fund_status fund_page_facet(const fund_page *page, fund_facet facet,
                                     const fund_facet_counts **counts, fund_error *err);

/*
 * Something that the query asks for: a stem, or a phrase. What a word of the query becomes is in
 * those that have it as `word`.
 */
typedef struct fund_query_term {
    const char *word;   /* as typed */
    const char *term;   /* the stem, or the phrase as typed */
    fund_reason reason; /* what the term is to the word */
    bool is_phrase;
    bool is_group;    /* the stem and those of related words, "nordkorea|nordkorean" */
    bool is_in_title; /* it is asked for in titles, besides */
    double factor;    /* what it counts, 1 being the word itself */
    uint64_t
        n_articles; /* that have it, once fund_page_weights() was called; of a phrase or group 0 */
} fund_query_term;

/* How many terms the query has become. */
FUND_API size_t fund_page_n_terms(const fund_page *page);

/* Term number `j`, from 0 to fund_page_n_terms() - 1. It lives as long as the page. */
FUND_API const fund_query_term *fund_page_term(const fund_page *page, size_t j);

/*
 * What each term adds to the score of hit `i`: fund_page_n_terms() numbers, 0 for one that the
 * article has not, the score being their sum. They live as long as the page. Errors: FUND_CHANGED
 * when the index was written to since the search, FUND_IO, FUND_CORRUPT.
 */
FUND_API fund_status fund_page_weights(fund_page *page, size_t i, const double **weights,
                                       fund_error *err);

FUND_API void fund_page_free(fund_page *page);

#ifdef __cplusplus
}
#endif

#endif
