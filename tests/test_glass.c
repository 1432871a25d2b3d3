/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The bulk builder against libxapian's own writer: both are given the same documents, and all that
 * can be asked of the two databases must come out the same. Then libxapian checks what we have
 * written, changes it, and checks it again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian-c.h>

#include "indexer/glass/builder.h"
#include "indexer/glass/folder.h"
#include "indexer/glass/inverter.h"
#include "indexer/store.h"
#include "tests/tap.h"

static char *tmp;
static struct document doc;
static xapian_error xerr;
static fund_error err;

static void give_up(const char *what, const char *message)
{
    printf("Bail out! %s: %s\n", what, message);
    exit(1);
}

static void must(xapian_status status, const char *what)
{
    if (status && status != XAPIAN_DONE)
        give_up(what, xerr.message);
}

static void must_fund(fund_status status, const char *what)
{
    if (status)
        give_up(what, err.message);
}

/* ---- Documents ------------------------------------------------------------------------------- */

/* The same numbers in every run. */
static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

static void add(const char *term, size_t len, uint32_t position, uint32_t wdf)
{
    must_fund(document_add(&doc, "", term, len, position, wdf, &err), "adding a term");
}

static void add_text(const char *term, uint32_t position, uint32_t wdf)
{
    add(term, strlen(term), position, wdf);
}

static char value_bytes[64];
static char *data_bytes;

/* Words of a small vocabulary, common ones often, some never; places in order. */
static void make_article(uint32_t i)
{
    uint32_t state = i * 7919 + 1, n = 1 + draw(&state, 300);
    char term[32];
    for (uint32_t position = 1; position <= n; position++) {
        uint32_t word = draw(&state, 1 + draw(&state, 1 + draw(&state, 5000)));
        snprintf(term, sizeof term, "Zwort%u", word);
        add_text(term, position, 1);
        if (word % 7 == 0) {
            snprintf(term, sizeof term, "Zteil%u", word / 7);
            add_text(term, position, 2);
        }
    }
    snprintf(term, sizeof term, "Qarticle-%u", i);
    add_text(term, 0, 0);
    add_text("Otest", 0, 0);
    snprintf(value_bytes, sizeof value_bytes, "%08x", i * 2654435761u);
    document_set_value(&doc, 0, value_bytes, 8);
    if (i % 3 == 0)
        document_set_value(&doc, 1, value_bytes + 2, 1 + i % 6);
    doc.data = value_bytes;
    doc.data_len = i % 9;
}

/* A term or two, no places: for posting lists of very many documents. */
static void make_tiny(uint32_t i)
{
    char term[32];
    add_text("Zall", 0, 1 + i % 3 / 2);
    if (i % 50 == 0)
        add_text("Zfew", i, 1);
    snprintf(term, sizeof term, "Q%u", i);
    add_text(term, 0, 0);
}

static void fill(char *out, size_t len, uint32_t state)
{
    for (size_t j = 0; j < len; j++)
        out[j] = (char)draw(&state, 256);
}

/* All that a table could trip over; each number is a case of its own. */
static void make_awkward(uint32_t i)
{
    static char long_term[TERM_MAX + 1];
    static const uint32_t places[] = {9, 3, 3, 70000, 1, 9, 4000000000u, 2};
    size_t data_sizes[] = {0, 1, 17, 18, 19, 2000, 2040, 8192, 100000, 3000000};
    switch (i % 8) {
    case 0: /* a word */
        add_text("Zwort", 1, 1);
        break;
    case 1: /* no term at all, only data */
        break;
    case 2: /* places out of order and twice, wdf without places and large */
        for (size_t j = 0; j < sizeof places / sizeof *places; j++)
            add_text("Zdurcheinander", places[j], 1);
        add_text("Zgross", 0, 100000);
        add_text("Znull", 0, 0);
        break;
    case 3: /* long terms that differ at their ends, some one the start of another */
        memset(long_term, 'x', TERM_MAX);
        add(long_term, TERM_MAX, 1, 1);
        add(long_term, TERM_MAX - 1, 2, 1);
        long_term[TERM_MAX - 1] = 'y';
        add(long_term, TERM_MAX, 3, 1);
        add("x", 1, 4, 1);
        break;
    case 4: /* zero and high bytes within terms */
        add("Za\0b", 4, 1, 1);
        add("Za\0", 3, 2, 1);
        add("Za\0\xff", 4, 3, 1);
        add("Za\x01", 3, 4, 1);
        add("Za", 2, 5, 1);
        add("\xff\xff", 2, 6, 1);
        break;
    case 5: /* many places */
        for (uint32_t j = 1; j < 30000; j++)
            add_text(j % 3 ? "Zviel" : "Zmanches", 2 * j, 1);
        break;
    case 6: /* values with zero bytes, in slots whose keys sort in another order; a long one */
        memset(value_bytes, (int)i, sizeof value_bytes);
        document_set_value(&doc, 300, "\0\0x", 3);
        document_set_value(&doc, 1, value_bytes, 1);
        document_set_value(&doc, 256, value_bytes, sizeof value_bytes);
        document_set_value(&doc, 128, "", 0);
        document_set_value(&doc, 127, "\0", 1);
        document_set_value(&doc, 5, data_bytes, 5000);
        break;
    default: /* many terms, each a piece of the next */
        for (uint32_t j = 1; j < 200; j++)
            add("zusammengesetzt-zusammengesetzt-zusammengesetzt-zusammengesetzt-zusammengesetzt-"
                "zusammengesetzt-zusammengesetzt-zusammengesetzt-zusammengesetzt-zusammengesetzt-"
                "zusammengesetzt-zusammengesetzt-zusammen",
                j, j, j);
    }
    fill(data_bytes, 5000, i);
    if (i % 2)
        memset(data_bytes, 'd', 3000000); /* this can be compressed */
    doc.data = data_bytes;
    doc.data_len = data_sizes[i % 10];
}

typedef void make_document(uint32_t i);

static void make(make_document *make_it, uint32_t i)
{
    document_reset(&doc);
    make_it(i);
}

/* ---- The two writers ------------------------------------------------------------------------- */

static xapian_writable *create(const char *path)
{
    xapian_writable *db;
    folder_remove(path);
    must(xapian_writable_open(&db, path, XAPIAN_DB_CREATE, 0, &xerr), path);
    must(xapian_writable_set_metadata(db, "test.b", 6, "zwei", 4, &xerr), path);
    must(xapian_writable_set_metadata(db, "test.a", 6, "ei\0ns", 5, &xerr), path);
    must(xapian_writable_commit(db, &xerr), path);
    return db;
}

static void build_theirs(const char *path, make_document *make_it, uint32_t n)
{
    xapian_writable *db = create(path);
    for (uint32_t i = 1; i <= n; i++) {
        xapian_document *theirs;
        xapian_docid docid;
        make(make_it, i);
        must(document_to_xapian(&theirs, &doc, &xerr), "document");
        must(xapian_writable_add_document(db, &docid, theirs, &xerr), "add");
        xapian_document_free(theirs);
    }
    must(xapian_writable_commit(db, &xerr), path);
    xapian_writable_free(db);
}

/* In blocks of `per_block` documents, of which as many stay in memory as fit into `memory`. */
static void build_ours(const char *path, make_document *make_it, uint32_t n, uint32_t per_block,
                       size_t memory, bool in_parallel)
{
    static const struct metadata metadata[] = {{"test.a", 6, "ei\0ns", 5},
                                               {"test.b", 6, "zwei", 4}};
    struct builder *builder;
    struct inverter *inverter;
    struct block block;
    xapian_writable *db = create(path);
    must_fund(builder_new(&builder, path, memory, &err), "builder");
    must_fund(inverter_new(&inverter, &err), "inverter");
    if (!builder)
        give_up(path, "the format of the tables is not known");
    for (uint32_t i = 1; i <= n; i++) {
        if (i % per_block == 1 || per_block == 1)
            inverter_start(inverter, i);
        make(make_it, i);
        must_fund(inverter_add(inverter, &doc, &err), "inverter_add");
        if (i % per_block == 0 || i == n) {
            must_fund(inverter_finish(inverter, &block, &err), "inverter_finish");
            must_fund(builder_add(builder, &block, &err), "builder_add");
        }
    }
    must_fund(builder_finish(builder, metadata, 2, in_parallel, &err), "builder_finish");
    must_fund(builder_install(builder, &err), "builder_install");
    inverter_free(inverter);
    builder_free(builder);
    xapian_writable_free(db);
}

/* ---- Comparing ------------------------------------------------------------------------------- */

/* The differences found, of which the first few are told. */
static size_t n_differences;

__attribute__((format(printf, 2, 3))) static void expect(bool is_same, const char *format, ...)
{
    va_list args;
    if (is_same || n_differences++ >= 5)
        return;
    va_start(args, format);
    printf("#   ");
    vprintf(format, args);
    putchar('\n');
    va_end(args);
}

static bool same(xapian_string a, xapian_string b)
{
    return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

static void compare_counts(xapian_database *a, xapian_database *b)
{
    xapian_doccount n_a, n_b;
    xapian_docid last_a, last_b;
    double average_a, average_b;
    uint64_t total_a, total_b;
    xapian_termcount lower_a, lower_b, upper_a, upper_b;
    bool has_a, has_b;
    must(xapian_database_doccount(a, &n_a, &xerr), "doccount");
    must(xapian_database_doccount(b, &n_b, &xerr), "doccount");
    expect(n_a == n_b, "documents: %u, %u", n_a, n_b);
    must(xapian_database_last_docid(a, &last_a, &xerr), "last docid");
    must(xapian_database_last_docid(b, &last_b, &xerr), "last docid");
    expect(last_a == last_b, "last docid: %u, %u", last_a, last_b);
    must(xapian_database_average_length(a, &average_a, &xerr), "average");
    must(xapian_database_average_length(b, &average_b, &xerr), "average");
    expect(average_a == average_b, "average length: %g, %g", average_a, average_b);
    must(xapian_database_total_length(a, &total_a, &xerr), "total");
    must(xapian_database_total_length(b, &total_b, &xerr), "total");
    expect(total_a == total_b, "total length");
    must(xapian_database_length_bounds(a, &lower_a, &upper_a, &xerr), "bounds");
    must(xapian_database_length_bounds(b, &lower_b, &upper_b, &xerr), "bounds");
    expect(lower_a == lower_b && upper_a == upper_b, "bounds of length: %u-%u, %u-%u", lower_a,
           upper_a, lower_b, upper_b);
    must(xapian_database_has_positions(a, &has_a, &xerr), "positions");
    must(xapian_database_has_positions(b, &has_b, &xerr), "positions");
    expect(has_a == has_b, "has positions");
}

enum { AT_ONCE = 65536 };

static void compare_postings(xapian_database *a, xapian_database *b, xapian_string term)
{
    static xapian_docid docids[2][AT_ONCE];
    static xapian_termcount wdfs[2][AT_ONCE];
    xapian_database *dbs[] = {a, b};
    xapian_postings *postings[2];
    size_t n[2] = {1, 1};
    for (int i = 0; i < 2; i++)
        must(xapian_database_postings(&postings[i], dbs[i], term.data, term.len, &xerr), "list");
    while (n[0] > 0 && n[0] == n[1]) {
        for (int i = 0; i < 2; i++)
            must(xapian_postings_read(postings[i], &n[i], docids[i], wdfs[i], AT_ONCE, &xerr),
                 "read");
        expect(n[0] == n[1] && memcmp(docids[0], docids[1], n[0] * sizeof **docids) == 0 &&
                   memcmp(wdfs[0], wdfs[1], n[0] * sizeof **wdfs) == 0,
               "postings of \"%s\"", term.data);
    }
    xapian_postings_free(postings[0]);
    xapian_postings_free(postings[1]);
}

static void compare_term(xapian_database *a, xapian_database *b, xapian_string term)
{
    xapian_doccount n_a, n_b;
    xapian_termcount sum_a, sum_b, bound_a, bound_b;
    must(xapian_database_termfreq(a, &n_a, term.data, term.len, &xerr), "termfreq");
    must(xapian_database_termfreq(b, &n_b, term.data, term.len, &xerr), "termfreq");
    must(xapian_database_collection_freq(a, &sum_a, term.data, term.len, &xerr), "collfreq");
    must(xapian_database_collection_freq(b, &sum_b, term.data, term.len, &xerr), "collfreq");
    must(xapian_database_wdf_upper_bound(a, &bound_a, term.data, term.len, &xerr), "bound");
    must(xapian_database_wdf_upper_bound(b, &bound_b, term.data, term.len, &xerr), "bound");
    expect(n_a == n_b && sum_a == sum_b && bound_a == bound_b, "frequencies of \"%s\"", term.data);
    compare_postings(a, b, term);
}

static size_t compare_terms(xapian_database *a, xapian_database *b)
{
    xapian_terms *terms_a, *terms_b;
    xapian_string term_a, term_b;
    size_t n = 0;
    must(xapian_database_all_terms(&terms_a, a, "", 0, &xerr), "all terms");
    must(xapian_database_all_terms(&terms_b, b, "", 0, &xerr), "all terms");
    for (;; n++) {
        xapian_status got_a = xapian_terms_next(terms_a, &term_a, &xerr);
        xapian_status got_b = xapian_terms_next(terms_b, &term_b, &xerr);
        must(got_a, "next term");
        must(got_b, "next term");
        expect(got_a == got_b, "one has more terms than the other");
        if (got_a || got_b)
            break;
        expect(same(term_a, term_b), "terms \"%s\", \"%s\"", term_a.data, term_b.data);
        compare_term(a, b, term_a);
    }
    xapian_terms_free(terms_a);
    xapian_terms_free(terms_b);
    return n;
}

static void compare_term_lists(xapian_database *a, xapian_database *b, xapian_docid docid)
{
    static xapian_termpos places_a[AT_ONCE], places_b[AT_ONCE];
    xapian_terms *terms_a, *terms_b;
    xapian_string term_a, term_b;
    xapian_termcount wdf_a, wdf_b;
    size_t n_a, n_b;
    must(xapian_database_doc_terms(&terms_a, a, docid, &xerr), "terms");
    must(xapian_database_doc_terms(&terms_b, b, docid, &xerr), "terms");
    for (;;) {
        xapian_status got_a = xapian_terms_next(terms_a, &term_a, &xerr);
        xapian_status got_b = xapian_terms_next(terms_b, &term_b, &xerr);
        expect(got_a == got_b, "terms of %u", docid);
        if (got_a || got_b)
            break;
        must(xapian_terms_wdf(terms_a, &wdf_a, &xerr), "wdf");
        must(xapian_terms_wdf(terms_b, &wdf_b, &xerr), "wdf");
        must(xapian_terms_positions(terms_a, &n_a, places_a, AT_ONCE, &xerr), "places");
        must(xapian_terms_positions(terms_b, &n_b, places_b, AT_ONCE, &xerr), "places");
        expect(same(term_a, term_b) && wdf_a == wdf_b, "term \"%s\" of %u", term_a.data, docid);
        expect(n_a == n_b && memcmp(places_a, places_b, n_a * sizeof *places_a) == 0,
               "places of \"%s\" in %u: %zu, %zu", term_a.data, docid, n_a, n_b);
    }
    xapian_terms_free(terms_a);
    xapian_terms_free(terms_b);
}

static void compare_document(xapian_database *a, xapian_database *b, xapian_docid docid)
{
    xapian_document *doc_a, *doc_b;
    xapian_string data_a, data_b;
    xapian_termcount n_a, n_b, length_a, length_b;
    xapian_status got_a = xapian_database_document(&doc_a, a, docid, 0, &xerr);
    xapian_status got_b = xapian_database_document(&doc_b, b, docid, 0, &xerr);
    expect(got_a == got_b, "only one has %u", docid);
    if (got_a || got_b)
        return;
    must(xapian_database_doc_length(a, &length_a, docid, &xerr), "length");
    must(xapian_database_doc_length(b, &length_b, docid, &xerr), "length");
    expect(length_a == length_b, "length of %u: %u, %u", docid, length_a, length_b);
    must(xapian_database_doc_unique_terms(a, &length_a, docid, &xerr), "unique");
    must(xapian_database_doc_unique_terms(b, &length_b, docid, &xerr), "unique");
    expect(length_a == length_b, "unique terms of %u: %u, %u", docid, length_a, length_b);
    must(xapian_document_data(doc_a, &data_a, &xerr), "data");
    must(xapian_document_data(doc_b, &data_b, &xerr), "data");
    expect(same(data_a, data_b), "data of %u: %zu, %zu bytes", docid, data_a.len, data_b.len);
    must(xapian_document_n_values(doc_a, &n_a, &xerr), "values");
    must(xapian_document_n_values(doc_b, &n_b, &xerr), "values");
    expect(n_a == n_b, "number of values of %u: %u, %u", docid, n_a, n_b);
    compare_term_lists(a, b, docid);
    xapian_document_free(doc_a);
    xapian_document_free(doc_b);
}

static void compare_values(xapian_database *a, xapian_database *b, xapian_valueno slot)
{
    xapian_doccount n_a, n_b;
    xapian_string value_a, value_b;
    xapian_values *values_a, *values_b;
    uint32_t key_a, key_b;
    must(xapian_database_value_freq(a, &n_a, slot, &xerr), "value freq");
    must(xapian_database_value_freq(b, &n_b, slot, &xerr), "value freq");
    expect(n_a == n_b, "values in slot %u: %u, %u", slot, n_a, n_b);
    must(xapian_database_value_lower_bound(a, &value_a, slot, &xerr), "bound");
    must(xapian_database_value_lower_bound(b, &value_b, slot, &xerr), "bound");
    expect(same(value_a, value_b), "lower bound of slot %u", slot);
    must(xapian_database_value_upper_bound(a, &value_a, slot, &xerr), "bound");
    must(xapian_database_value_upper_bound(b, &value_b, slot, &xerr), "bound");
    expect(same(value_a, value_b), "upper bound of slot %u", slot);
    must(xapian_database_values(&values_a, a, slot, &xerr), "values");
    must(xapian_database_values(&values_b, b, slot, &xerr), "values");
    for (;;) {
        xapian_status got_a = xapian_values_next(values_a, &key_a, &value_a, &xerr);
        xapian_status got_b = xapian_values_next(values_b, &key_b, &value_b, &xerr);
        expect(got_a == got_b, "one has more values in slot %u", slot);
        if (got_a || got_b)
            break;
        expect(key_a == key_b && same(value_a, value_b), "value %u of %u", slot, key_a);
    }
    xapian_values_free(values_a);
    xapian_values_free(values_b);
}

static void compare_metadata(xapian_database *a, xapian_database *b)
{
    static const char *const keys[] = {"test.a", "test.b", "test.c"};
    xapian_string value_a, value_b;
    for (size_t i = 0; i < 3; i++) {
        must(xapian_database_metadata(a, &value_a, keys[i], 6, &xerr), "metadata");
        must(xapian_database_metadata(b, &value_b, keys[i], 6, &xerr), "metadata");
        expect(same(value_a, value_b), "metadata \"%s\"", keys[i]);
    }
}

static xapian_database *open_database(const char *path)
{
    xapian_database *db;
    must(xapian_database_open(&db, path, 0, &xerr), path);
    return db;
}

/* Compares all there is; documents each `step`-th. */
static void compare(const char *name, const char *path_a, const char *path_b, uint32_t n,
                    uint32_t step)
{
    static const xapian_valueno slots[] = {0, 1, 2, 5, 127, 128, 256, 300};
    xapian_database *a = open_database(path_a), *b = open_database(path_b);
    n_differences = 0;
    compare_counts(a, b);
    compare_metadata(a, b);
    size_t n_terms = compare_terms(a, b);
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        compare_values(a, b, slots[i]);
    for (xapian_docid docid = 1; docid <= n + 1; docid += step)
        compare_document(a, b, docid);
    is_int((long long)n_differences, 0, "%s: the same in all %zu terms and %u documents", name,
           n_terms, n);
    xapian_database_free(a);
    xapian_database_free(b);
}

static void check(const char *name, const char *path)
{
    size_t n_faults = 1;
    FILE *out = tmpfile();
    xapian_status status = xapian_database_check(&n_faults, path, 0, out, &xerr);
    if (!ok(!status && n_faults == 0, "%s: libxapian's check finds no fault", name))
        printf("#   %zu faults, %s\n", n_faults, status ? xerr.message : "");
    fclose(out);
}

/* ---- Updates --------------------------------------------------------------------------------- */

/* Replaces, deletes and adds, here and there, as users do. */
static void update(const char *path, make_document *make_it, uint32_t n)
{
    xapian_writable *db;
    xapian_document *theirs;
    xapian_docid docid;
    must(xapian_writable_open(&db, path, XAPIAN_DB_OPEN, 0, &xerr), path);
    for (uint32_t i = 1; i <= n; i += 1 + n / 40) {
        make(make_it, i + 1);
        must(document_to_xapian(&theirs, &doc, &xerr), "document");
        must(xapian_writable_replace(db, i, theirs, &xerr), "replace");
        must(xapian_writable_add_document(db, &docid, theirs, &xerr), "add");
        xapian_document_free(theirs);
        if (i + 2 <= n)
            must(xapian_writable_delete(db, i + 2, &xerr), "delete");
        if (i % 3 == 0)
            must(xapian_writable_commit(db, &xerr), "commit");
    }
    must(xapian_writable_set_metadata(db, "test.c", 6, "drei", 4, &xerr), path);
    must(xapian_writable_commit(db, &xerr), "commit");
    xapian_writable_free(db);
}

static void compare_writers(const char *name, make_document *make_it, uint32_t n,
                            uint32_t per_block, size_t memory, bool in_parallel)
{
    char theirs[256], ours[256];
    snprintf(theirs, sizeof theirs, "%s/theirs", tmp);
    snprintf(ours, sizeof ours, "%s/ours", tmp);
    build_theirs(theirs, make_it, n);
    build_ours(ours, make_it, n, per_block, memory, in_parallel);
    compare(name, theirs, ours, n, 1 + n / 2000);
    check(name, ours);
    update(theirs, make_it, n);
    update(ours, make_it, n);
    compare("... and after updates", theirs, ours, n + 50, 1 + n / 2000);
    check("... and after updates", ours);
    folder_remove(theirs);
    folder_remove(ours);
}

/* ---- What must not be ------------------------------------------------------------------------ */

static void test_bad_terms(void)
{
    char term[TERM_MAX + 1];
    memset(term, 'x', sizeof term);
    document_reset(&doc);
    is_int(document_add(&doc, "", "", 0, 1, 1, &err), FUND_INTERNAL, "an empty term is refused");
    is_int(document_add(&doc, "", "\0a", 2, 1, 1, &err), FUND_INTERNAL,
           "a term that begins with a zero byte is refused");
    is_int(document_add(&doc, "Z", term, TERM_MAX, 1, 1, &err), FUND_INTERNAL,
           "a term that is too long is refused");
    memset(term, 0, 100);
    is_int(document_add(&doc, "Z", term, TERM_MAX - 50, 1, 1, &err), FUND_INTERNAL,
           "... and one that its zero bytes make so in keys");
    is_int((long long)doc.n_occurrences, 0, "... and nothing is added");
}

static void test_foreign_index(void)
{
    char path[256], version[300];
    struct builder *builder;
    snprintf(path, sizeof path, "%s/foreign", tmp);
    snprintf(version, sizeof version, "%s/iamglass", path);
    build_theirs(path, make_tiny, 1);
    is_int(builder_new(&builder, path, 1 << 20, &err), FUND_OK, "an index with articles");
    ok(!builder, "... is not built anew");
    folder_remove(path);
    xapian_writable_free(create(path));
    FILE *file = fopen(version, "r+");
    fseek(file, 15, SEEK_SET);
    fputc('\x6f', file);
    fclose(file);
    is_int(builder_new(&builder, path, 1 << 20, &err), FUND_OK, "an index of another format");
    ok(!builder, "... is left to libxapian");
    folder_remove(path);
}

/* Until the last step an index is as it was, whatever has happened. */
static void test_given_up(void)
{
    char path[256], unfinished[300];
    struct builder *builder;
    struct inverter *inverter;
    struct block block;
    snprintf(path, sizeof path, "%s/given-up", tmp);
    snprintf(unfinished, sizeof unfinished, "%s/unfinished", path);
    xapian_writable *db = create(path);
    must_fund(builder_new(&builder, path, 1 << 20, &err), "builder");
    must_fund(inverter_new(&inverter, &err), "inverter");
    inverter_start(inverter, 1);
    make(make_article, 1);
    must_fund(inverter_add(inverter, &doc, &err), "add");
    must_fund(inverter_finish(inverter, &block, &err), "finish");
    must_fund(builder_add(builder, &block, &err), "add");
    must_fund(builder_finish(builder, NULL, 0, false, &err), "finish");
    check("a build that is finished and not installed", path);
    check("... which is a database by itself", builder_folder(builder));
    ok(access(unfinished, F_OK) == 0, "... lies in a folder of its own");
    builder_free(builder);
    ok(access(unfinished, F_OK) != 0, "... which goes when it is given up");
    xapian_writable_free(db);
    inverter_free(inverter);
    folder_remove(path);
}

/* Killed between two of the last renames: old version file, some new tables. */
static void test_half_installed(void)
{
    char theirs[256], ours[256], command[1024];
    snprintf(theirs, sizeof theirs, "%s/theirs", tmp);
    snprintf(ours, sizeof ours, "%s/ours", tmp);
    build_ours(ours, make_article, 50, 10, 1 << 20, false);
    xapian_writable_free(create(theirs));
    snprintf(command, sizeof command, "cp '%s'/*.glass '%s'", ours, theirs);
    ok(system(command) == 0, "new tables below an old version file");
    check("... are an empty index", theirs);
    xapian_database *db = open_database(theirs);
    xapian_string value;
    xapian_doccount n;
    must(xapian_database_doccount(db, &n, &xerr), "count");
    must(xapian_database_metadata(db, &value, "test.b", 6, &xerr), "metadata");
    is_int(n, 0, "... without documents");
    is_string(value.data, "zwei", "... with its metadata");
    xapian_database_free(db);
    update(theirs, make_article, 0);
    check("... that can be written to", theirs);
    folder_remove(theirs);
    folder_remove(ours);
}

int main(void)
{
    char template[] = "/tmp/test-glass-XXXXXX";
    bool is_observed = getenv("VALGRIND") || (getenv("SAN") && *getenv("SAN"));
    tmp = mkdtemp(template);
    data_bytes = calloc(1, 3000000);
    if (!tmp || !data_bytes)
        return 1;
    compare_writers("no document", make_article, 0, 1, 1 << 20, false);
    compare_writers("one document", make_article, 1, 10, 1 << 20, false);
    compare_writers("one word", make_tiny, 1, 10, 1 << 20, false);
    compare_writers("articles in one block", make_article, 400, 1000, 64 << 20, false);
    compare_writers("a block for each article", make_article, 300, 1, 64 << 20, true);
    compare_writers("blocks in a file", make_article, 2000, 64, 1, true);
    compare_writers("some blocks in a file", make_article, 2000, 100, 200 << 10, false);
    compare_writers("awkward documents", make_awkward, 48, 7, 1, false);
    compare_writers("many documents", make_tiny, is_observed ? 3000 : 70000, 1500, 64 << 20, true);
    test_bad_terms();
    test_foreign_index();
    test_given_up();
    test_half_installed();
    document_release(&doc);
    free(data_bytes);
    folder_remove(tmp);
    return done_testing();
}
