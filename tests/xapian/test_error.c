/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every failure is a status: each class thrown for a test, then what can be provoked for real. */
#include "tests/xapian/corpus.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

xapian_status test_raise(const char *type, xapian_error *err); /* raise.cc */

static void test_each_class(void)
{
    static const struct {
        const char *type;
        xapian_status status;
    } classes[] = {
        {"AssertionError", XAPIAN_INTERNAL},
        {"DatabaseClosedError", XAPIAN_CLOSED},
        {"DatabaseCorruptError", XAPIAN_CORRUPT},
        {"DatabaseCreateError", XAPIAN_CREATE_FAILED},
        {"DatabaseError", XAPIAN_DATABASE_FAILED},
        {"DatabaseLockError", XAPIAN_LOCKED},
        {"DatabaseModifiedError", XAPIAN_MODIFIED},
        {"DatabaseNotFoundError", XAPIAN_NOT_FOUND},
        {"DatabaseOpeningError", XAPIAN_DATABASE_FAILED},
        {"DatabaseVersionError", XAPIAN_VERSION_MISMATCH},
        {"DocNotFoundError", XAPIAN_DOC_NOT_FOUND},
        {"FeatureUnavailableError", XAPIAN_UNSUPPORTED},
        {"InternalError", XAPIAN_INTERNAL},
        {"InvalidArgumentError", XAPIAN_INVALID_ARGUMENT},
        {"InvalidOperationError", XAPIAN_INVALID_OPERATION},
        {"NetworkError", XAPIAN_NETWORK_FAILED},
        {"NetworkTimeoutError", XAPIAN_NETWORK_TIMEOUT},
        {"QueryParserError", XAPIAN_PARSE_FAILED},
        {"RangeError", XAPIAN_OUT_OF_RANGE},
        {"SerialisationError", XAPIAN_BAD_SERIALISATION},
        {"UnimplementedError", XAPIAN_UNSUPPORTED},
        {"WildcardError", XAPIAN_WILDCARD_LIMIT},
        {"bad_alloc", XAPIAN_OUT_OF_MEMORY},
        {"length_error", XAPIAN_INVALID_ARGUMENT},
        {"callback_abort", XAPIAN_ABORTED},
        {"exception", XAPIAN_OTHER},
        {"unknown", XAPIAN_OTHER},
    };
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        memset(&err, '#', sizeof err);
        is_status(test_raise(classes[i].type, &err), classes[i].status, classes[i].type);
        ok(err.status == classes[i].status && strcmp(err.type, classes[i].type) == 0,
           "%s fills the struct", classes[i].type);
        is_status(test_raise(classes[i].type, NULL), classes[i].status, "... and may be NULL");
    }
    test_raise("DatabaseCorruptError", &err);
    is_string(err.message, "raised for a test", "message");
    is_string(err.context, "the context", "context");
    is_string(err.cause, strerror(ENOENT), "cause");
    strcpy(err.message, "untouched");
    fine(test_raise("none", &err), "nothing thrown");
    is_string(err.message, "untouched", "the struct is written on failure only");
}

static void test_names(void)
{
    is_string(xapian_status_string(XAPIAN_OK), "ok", "first name");
    is_string(xapian_status_string(XAPIAN_OTHER), "other", "last name");
    is_string(xapian_status_string((xapian_status)999), "unknown", "no name");
    ok(strncmp(xapian_version_string(), "1.4.", 4) == 0, "version %s", xapian_version_string());
}

static void test_opening(void)
{
    xapian_database *db = (xapian_database *)&err;
    is_status(xapian_database_open(&db, in_dir("nowhere"), 0, &err), XAPIAN_NOT_FOUND,
              "nothing there");
    ok(db == NULL, "and no handle");
    is_string(err.type, "DatabaseNotFoundError", "the type says so");
    ok(strstr(err.message, "nowhere") != NULL, "the message names it: %s", err.message);

    mkdir(in_dir("empty"), 0777);
    is_status(xapian_database_open(&db, in_dir("empty"), 0, &err), XAPIAN_NOT_FOUND,
              "an empty directory");
    xapian_writable *writer;
    is_status(xapian_writable_open(&writer, in_dir("nowhere"), XAPIAN_DB_OPEN, 0, &err),
              XAPIAN_NOT_FOUND, "nothing to write to");
    is_status(xapian_writable_open(&writer, in_dir("no/such/parent"), XAPIAN_DB_CREATE, 0, &err),
              XAPIAN_CREATE_FAILED, "no directory to create it in");
    ok(err.cause[0] != '\0', "with the cause: %s", err.cause);
    create_samples(in_dir("db"));
    is_status(xapian_writable_open(&writer, in_dir("db"), XAPIAN_DB_CREATE, 0, &err),
              XAPIAN_CREATE_FAILED, "exists already");
    ok(writer == NULL, "and no handle");
}

static void test_locked(void)
{
    xapian_writable *first, *second;
    must(xapian_writable_open(&first, in_dir("db"), XAPIAN_DB_OPEN, 0, &err));
    is_status(xapian_writable_open(&second, in_dir("db"), XAPIAN_DB_OPEN, 0, &err), XAPIAN_LOCKED,
              "two writers");
    xapian_writable_free(first);
    fine(xapian_writable_open(&second, in_dir("db"), XAPIAN_DB_OPEN, 0, &err), "one after another");
    xapian_writable_free(second);
}

/* Enough terms for many blocks. */
static void rewrite(xapian_writable *writer)
{
    for (xapian_docid docid = 1; docid <= 500; docid++) {
        xapian_document *doc = sample_document(&samples[docid % N_SAMPLES]);
        for (int i = 0; i < 20; i++) {
            char term[40];
            snprintf(term, sizeof term, "filling-%u-%d", docid, i);
            must(xapian_document_add_term(doc, term, NUL, 1, &err));
        }
        must(xapian_writable_replace(writer, docid, doc, &err));
        xapian_document_free(doc);
    }
    must(xapian_writable_commit(writer, &err));
}

static xapian_status walk(xapian_database *db)
{
    xapian_terms *terms;
    xapian_string term;
    xapian_status status = xapian_database_all_terms(&terms, db, "", 0, &err);
    while (status == XAPIAN_OK)
        status = xapian_terms_next(terms, &term, &err);
    is_status(terms ? xapian_terms_next(terms, &term, &err) : XAPIAN_DONE, XAPIAN_DONE,
              "an iterator that ended or failed is at its end");
    xapian_terms_free(terms);
    return status;
}

/* A reader's blocks are free for reuse after the second commit behind its back. */
static void test_modified(void)
{
    xapian_writable *writer;
    xapian_database *reader;
    must(xapian_writable_open(&writer, in_dir("modified"), XAPIAN_DB_CREATE | XAPIAN_DB_NO_SYNC, 0,
                              &err));
    rewrite(writer);
    must(xapian_database_open(&reader, in_dir("modified"), 0, &err));
    rewrite(writer);
    rewrite(writer);
    is_status(walk(reader), XAPIAN_MODIFIED, "two commits behind a reader's back");
    bool changed = false;
    fine(xapian_database_reopen(reader, &changed, &err), "reopen");
    ok(changed, "which is a change");
    is_status(walk(reader), XAPIAN_DONE, "and all is well");
    xapian_database_free(reader);
    xapian_writable_free(writer);
}

static void overwrite(const char *path, long offset, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "r+b");
    if (!file || fseek(file, offset, SEEK_SET) || fwrite(bytes, 1, len, file) != len)
        printf("Bail out! cannot damage %s\n", path);
    if (file)
        fclose(file);
}

static void test_damage(void)
{
    xapian_database *db;
    create_samples(in_dir("corrupt"));
    char junk[4096];
    memset(junk, 0xee, sizeof junk);
    overwrite(in_dir("corrupt/postlist.glass"), 0, junk, sizeof junk);
    xapian_status status = xapian_database_open(&db, in_dir("corrupt"), 0, &err);
    xapian_postings *postings = NULL;
    if (status == XAPIAN_OK)
        status = xapian_database_postings(&postings, db, "green", NUL, &err);
    is_status(status, XAPIAN_CORRUPT, "a damaged table");
    xapian_postings_free(postings);
    xapian_database_free(db);

    create_samples(in_dir("version"));
    overwrite(in_dir("version/iamglass"), 14, "\x7f\x7f", 2);
    is_status(xapian_database_open(&db, in_dir("version"), 0, &err), XAPIAN_VERSION_MISMATCH,
              "a format of another version");
    overwrite(in_dir("version/iamglass"), 0, "no such magic", 13);
    is_status(xapian_database_open(&db, in_dir("version"), 0, &err), XAPIAN_CORRUPT,
              "no format at all");
}

static void test_closed(void)
{
    xapian_database *db;
    xapian_string value;
    must(xapian_database_open(&db, in_dir("db"), 0, &err));
    fine(xapian_database_close(db, &err), "close");
    fine(xapian_database_close(db, &err), "close again");
    is_status(xapian_database_metadata(db, &value, "key", 3, &err), XAPIAN_CLOSED,
              "use after close");
    is_bytes(value, "", 0, "a string is empty on failure");
    is_status(xapian_database_reopen(db, NULL, &err), XAPIAN_CLOSED, "reopen after close");
    xapian_database_free(db);
}

/* A port that was free a moment ago; `listening` leaves a socket there that never answers. */
static unsigned a_port(int *listening)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, len) ||
        getsockname(fd, (struct sockaddr *)&address, &len))
        return 0;
    if (listening && listen(fd, 1) == 0)
        *listening = fd;
    else
        close(fd);
    return ntohs(address.sin_port);
}

static void test_network(void)
{
    xapian_database *db;
    is_status(xapian_database_open_remote(&db, "127.0.0.1", a_port(NULL), 1000, 1000, &err),
              XAPIAN_NETWORK_FAILED, "refused");
    ok(strstr(err.context, "127.0.0.1") != NULL, "the context says where: %s", err.context);
    is_string(err.cause, strerror(ECONNREFUSED), "the cause says why");
    int listening = -1;
    unsigned port = a_port(&listening);
    is_status(xapian_database_open_remote(&db, "127.0.0.1", port, 200, 1000, &err),
              XAPIAN_NETWORK_TIMEOUT, "no answer");
    xapian_writable *writer;
    is_status(xapian_writable_open_remote(&writer, "127.0.0.1", port, 200, 1000, 0, &err),
              XAPIAN_NETWORK_TIMEOUT, "no answer to a writer either");
    close(listening);
    is_status(xapian_database_open_program(&db, "/nonexistent/program", "", 1000, &err),
              XAPIAN_NETWORK_FAILED, "no such program");
}

int main(void)
{
    make_work_dir();
    test_names();
    test_each_class();
    test_opening();
    test_locked();
    test_modified();
    test_damage();
    test_closed();
    test_network();
    return done_testing();
}
