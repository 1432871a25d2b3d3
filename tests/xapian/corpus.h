/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of the binding share: a directory to work in, and six small documents. */
#ifndef TESTS_XAPIAN_CORPUS_H
#define TESTS_XAPIAN_CORPUS_H

#include "include/xapian-c.h"
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NUL XAPIAN_NUL_TERMINATED
#define UNUSED __attribute__((unused))
#define EXPORT __attribute__((visibility("default")))

/* For tests in which libxapian itself loses memory, as it does where it throws half-way. What the
 * binding loses is still found: its handles are allocated by neither of the two. */
#define SANITIZER_DEFAULTS(options)                       \
    EXPORT const char *__asan_default_options(void);      \
    EXPORT const char *__lsan_default_suppressions(void); \
    const char *__asan_default_options(void)              \
    {                                                     \
        return options;                                   \
    }                                                     \
    const char *__lsan_default_suppressions(void)         \
    {                                                     \
        return "leak:libxapian\nleak:libstdc++\n";        \
    }

static xapian_error err;
static char work_dir[256];

static void remove_work_dir(void)
{
    char command[300];
    snprintf(command, sizeof command, "rm -rf '%s'", work_dir);
    if (system(command))
        fprintf(stderr, "could not remove %s\n", work_dir);
}

UNUSED static void make_work_dir(void)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(work_dir, sizeof work_dir, "%s/xapian-c.XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(work_dir))
        exit(1);
    atexit(remove_work_dir);
}

/* A path in the directory; good for the next three calls. */
UNUSED static const char *in_dir(const char *name)
{
    static char paths[4][512];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", work_dir, name);
    return path;
}

UNUSED static bool is_status(xapian_status got, xapian_status want, const char *what)
{
    bool passed = is_string(xapian_status_string(got), xapian_status_string(want), "%s", what);
    if (!passed && got > XAPIAN_DONE)
        printf("#   %s: %s (%s)\n", err.type, err.message, err.cause);
    return passed;
}

UNUSED static bool fine(xapian_status status, const char *what)
{
    return is_status(status, XAPIAN_OK, what);
}

/* For steps on the way: silent unless they fail. */
UNUSED static void must(xapian_status status)
{
    if (status == XAPIAN_OK)
        return;
    printf("Bail out! %s: %s (%s)\n", err.type, err.message, err.cause);
    exit(1);
}

UNUSED static bool is_bytes(xapian_string got, const char *want, size_t len, const char *what)
{
    return ok(got.len == len && memcmp(got.data, want, len) == 0 && got.data[len] == '\0', "%s",
              what);
}

/* Words with positions, the text as data, slot 0 a number, slot 1 a kind (absent from the last). */
struct sample {
    const char *words[6];
    double number;
    const char *kind;
};

static const struct sample samples[] = {
    {{"red", "green", "blue"}, 3, "colour"},  {{"red", "red", "yellow"}, 1, "colour"},
    {{"green", "blue"}, 2, "colour"},         {{"blue", "sky", "green", "hill"}, 10, "landscape"},
    {{"yellow", "submarine"}, -4, "vehicle"}, {{"redwood", "green", "hill", "hill"}, 2.5, ""},
};
enum { N_SAMPLES = sizeof samples / sizeof samples[0] };

UNUSED static xapian_document *sample_document(const struct sample *sample)
{
    xapian_document *doc;
    must(xapian_document_new(&doc, &err));
    for (xapian_termpos i = 0; i < 6 && sample->words[i]; i++)
        must(xapian_document_add_posting(doc, sample->words[i], NUL, i + 1, 1, &err));
    must(xapian_document_set_data(doc, sample->words[0], NUL, &err));
    char number[9];
    size_t len = xapian_sortable_serialise(number, sample->number);
    must(xapian_document_set_value(doc, 0, number, len, &err));
    must(xapian_document_set_value(doc, 1, sample->kind, NUL, &err));
    return doc;
}

UNUSED static void add_samples(xapian_writable *db)
{
    for (int i = 0; i < N_SAMPLES; i++) {
        xapian_document *doc = sample_document(&samples[i]);
        must(xapian_writable_add_document(db, NULL, doc, &err));
        xapian_document_free(doc);
    }
    must(xapian_writable_commit(db, &err));
}

UNUSED static void create_samples(const char *path)
{
    xapian_writable *db;
    must(xapian_writable_open(&db, path, XAPIAN_DB_CREATE_OR_OVERWRITE | XAPIAN_DB_NO_SYNC, 0,
                              &err));
    add_samples(db);
    xapian_writable_free(db);
}

/* All terms of an iterator, "a b c", with a number after each if asked for; frees it. */
UNUSED static const char *list_terms(xapian_terms *terms,
                                     xapian_status (*number)(xapian_terms *, uint32_t *,
                                                             xapian_error *))
{
    static char text[1024];
    size_t len = 0;
    text[0] = '\0';
    xapian_string term;
    xapian_status status;
    while ((status = xapian_terms_next(terms, &term, &err)) == XAPIAN_OK) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", len ? " " : "", term.data);
        uint32_t n;
        if (number && number(terms, &n, &err) == XAPIAN_OK)
            len += (size_t)snprintf(text + len, sizeof text - len, ":%u", n);
    }
    xapian_terms_free(terms);
    return status == XAPIAN_DONE ? text : xapian_status_string(status);
}

UNUSED static const char *list_hits(xapian_mset *mset)
{
    static char text[256];
    size_t len = 0;
    text[0] = '\0';
    for (xapian_doccount i = 0; i < xapian_mset_size(mset); i++) {
        xapian_hit hit;
        must(xapian_mset_hit(mset, &hit, i, &err));
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%u", len ? " " : "", hit.docid);
    }
    return text;
}

#endif
