/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Out of memory, for real: this program's operator new takes the place of the C++ library's and
 * fails at the n-th call, for each n that a scenario comes to. The scenarios together make every
 * call of the binding. Each must end with XAPIAN_OUT_OF_MEMORY, or as if nothing had happened where
 * libxapian can do without; leaks are for the sanitizer or valgrind to find (for the latter
 * with --soname-synonyms=somalloc=nouserintercepts, or it keeps its own operator new).
 */
#include "tests/xapian/corpus.h"

#include <fcntl.h>

SANITIZER_DEFAULTS("")

_Noreturn void _ZSt17__throw_bad_allocv(void);

static long n_allocations, fail_at;

static bool is_to_fail(void)
{
    return ++n_allocations == fail_at;
}

static void *allocate(size_t size)
{
    void *memory = is_to_fail() ? NULL : malloc(size ? size : 1);
    if (!memory)
        _ZSt17__throw_bad_allocv();
    return memory;
}

/* operator new and delete: alone, for arrays, with the size, not throwing. */
EXPORT void *_Znwm(size_t size);
EXPORT void *_Znam(size_t size);
EXPORT void *_ZnwmRKSt9nothrow_t(size_t size, const void *tag);
EXPORT void *_ZnamRKSt9nothrow_t(size_t size, const void *tag);
EXPORT void _ZdlPv(void *memory);
EXPORT void _ZdaPv(void *memory);
EXPORT void _ZdlPvm(void *memory, size_t size);
EXPORT void _ZdaPvm(void *memory, size_t size);
EXPORT void _ZdlPvRKSt9nothrow_t(void *memory, const void *tag);
EXPORT void _ZdaPvRKSt9nothrow_t(void *memory, const void *tag);

void *_Znwm(size_t size)
{
    return allocate(size);
}

void *_Znam(size_t size)
{
    return allocate(size);
}

void *_ZnwmRKSt9nothrow_t(size_t size, const void *tag)
{
    (void)tag;
    return is_to_fail() ? NULL : malloc(size ? size : 1);
}

void *_ZnamRKSt9nothrow_t(size_t size, const void *tag)
{
    return _ZnwmRKSt9nothrow_t(size, tag);
}

void _ZdlPv(void *memory)
{
    free(memory);
}

void _ZdaPv(void *memory)
{
    free(memory);
}

void _ZdlPvm(void *memory, size_t size)
{
    (void)size;
    free(memory);
}

void _ZdaPvm(void *memory, size_t size)
{
    (void)size;
    free(memory);
}

void _ZdlPvRKSt9nothrow_t(void *memory, const void *tag)
{
    (void)tag;
    free(memory);
}

void _ZdaPvRKSt9nothrow_t(void *memory, const void *tag)
{
    (void)tag;
    free(memory);
}

#define TRY(call)                            \
    do {                                     \
        if ((status = (call)) > XAPIAN_DONE) \
            goto out;                        \
    } while (0)

static const char *const long_word = "a-word-that-is-too-long-for-a-short-string";
static xapian_database *db;

static xapian_status scenario_database(void)
{
    xapian_database *one = NULL, *group = NULL;
    const char *paths[] = {in_dir("db"), in_dir("db")};
    xapian_string text;
    uint64_t revision;
    uint32_t n;
    double length;
    bool yes;
    xapian_status status;
    TRY(xapian_database_open(&one, paths[0], 0, &err));
    TRY(xapian_database_open_many(&group, paths, 2, 0, &err));
    TRY(xapian_database_add(group, one, &err));
    TRY(xapian_database_reopen(one, NULL, &err));
    TRY(xapian_database_keep_alive(one, &err));
    TRY(xapian_database_uuid(one, &text, &err));
    TRY(xapian_database_revision(one, &revision, &err));
    TRY(xapian_database_is_locked(one, &yes, &err));
    TRY(xapian_database_metadata(one, &text, long_word, NUL, &err));
    TRY(xapian_database_suggest_spelling(one, &text, "helo", NUL, 2, &err));
    TRY(xapian_database_doccount(group, &n, &err));
    TRY(xapian_database_last_docid(group, &n, &err));
    TRY(xapian_database_average_length(group, &length, &err));
    TRY(xapian_database_total_length(group, &revision, &err));
    TRY(xapian_database_length_bounds(group, &n, &n, &err));
    TRY(xapian_database_has_positions(group, &yes, &err));
    TRY(xapian_database_has_term(group, &yes, long_word, NUL, &err));
    TRY(xapian_database_termfreq(group, &n, long_word, NUL, &err));
    TRY(xapian_database_collection_freq(group, &n, long_word, NUL, &err));
    TRY(xapian_database_wdf_upper_bound(group, &n, long_word, NUL, &err));
    TRY(xapian_database_value_freq(one, &n, 1, &err));
    TRY(xapian_database_value_lower_bound(one, &text, 1, &err));
    TRY(xapian_database_value_upper_bound(one, &text, 1, &err));
    TRY(xapian_database_doc_length(one, &n, 1, &err));
    TRY(xapian_database_doc_unique_terms(one, &n, 1, &err));
    TRY(xapian_database_close(one, &err));
out:
    xapian_database_free(one);
    xapian_database_free(group);
    return status;
}

static xapian_status scenario_terms(xapian_terms *terms)
{
    xapian_string term;
    uint32_t n;
    size_t n_positions;
    xapian_termpos positions[4];
    xapian_status status;
    TRY(xapian_terms_next(terms, &term, &err));
    if (status == XAPIAN_OK)
        TRY(xapian_terms_freq(terms, &n, &err));
    TRY(xapian_terms_skip_to(terms, &term, "r", 1, &err));
    if (status == XAPIAN_OK && xapian_terms_wdf(terms, &n, NULL) == XAPIAN_OK)
        TRY(xapian_terms_positions(terms, &n_positions, positions, 4, &err));
    while (status == XAPIAN_OK)
        TRY(xapian_terms_next(terms, &term, &err));
out:
    xapian_terms_free(terms);
    return status;
}

static xapian_status scenario_postings(void)
{
    xapian_postings *postings = NULL;
    xapian_positions *positions = NULL;
    xapian_values *values = NULL, *own = NULL;
    xapian_document *doc = NULL;
    xapian_string text;
    xapian_termpos some[4];
    size_t n_some;
    uint32_t n;
    xapian_status status;
    TRY(xapian_database_postings(&postings, db, "green", NUL, &err));
    TRY(xapian_postings_next(postings, &n, &err));
    TRY(xapian_postings_wdf(postings, &n, &err));
    TRY(xapian_postings_doc_length(postings, &n, &err));
    TRY(xapian_postings_unique_terms(postings, &n, &err));
    TRY(xapian_postings_positions(postings, &n_some, some, 4, &err));
    TRY(xapian_postings_skip_to(postings, &n, 3, &err));
    TRY(xapian_postings_read(postings, &n_some, some, NULL, 4, &err));
    TRY(xapian_database_positions(&positions, db, 6, "hill", NUL, &err));
    TRY(xapian_positions_next(positions, &n, &err));
    TRY(xapian_positions_skip_to(positions, &n, 4, &err));
    TRY(xapian_database_values(&values, db, 1, &err));
    TRY(xapian_values_next(values, &n, &text, &err));
    TRY(xapian_values_skip_to(values, &n, &text, 4, &err));
    TRY(xapian_database_document(&doc, db, 3, 0, &err));
    TRY(xapian_document_data(doc, &text, &err));
    TRY(xapian_document_values(&own, doc, &err));
    TRY(xapian_values_next(own, &n, &text, &err));
out:
    xapian_postings_free(postings);
    xapian_positions_free(positions);
    xapian_values_free(values);
    xapian_values_free(own);
    xapian_document_free(doc);
    return status;
}

static xapian_status scenario_iterate(void)
{
    xapian_terms *terms;
    xapian_status status;
    TRY(xapian_database_all_terms(&terms, db, "", 0, &err));
    TRY(scenario_terms(terms));
    TRY(xapian_database_doc_terms(&terms, db, 6, &err));
    TRY(scenario_terms(terms));
    TRY(xapian_database_metadata_keys(&terms, db, "", 0, &err));
    xapian_terms_free(terms);
    TRY(xapian_database_spellings(&terms, db, &err));
    TRY(scenario_terms(terms));
    TRY(xapian_database_synonyms(&terms, db, long_word, NUL, &err));
    xapian_terms_free(terms);
    TRY(xapian_database_synonym_keys(&terms, db, "", 0, &err));
    xapian_terms_free(terms);
    TRY(scenario_postings());
out:
    return status;
}

static xapian_status scenario_document(void)
{
    static const xapian_termpos some[] = {7, 9, 8};
    xapian_document *doc = NULL, *copy = NULL;
    xapian_terms *terms = NULL;
    xapian_string text;
    uint32_t n;
    xapian_status status;
    TRY(xapian_document_new(&doc, &err));
    TRY(xapian_document_set_data(doc, long_word, NUL, &err));
    TRY(xapian_document_data(doc, &text, &err));
    TRY(xapian_document_set_value(doc, 1, long_word, NUL, &err));
    TRY(xapian_document_set_value(doc, 2, long_word, NUL, &err));
    TRY(xapian_document_value(doc, &text, 1, &err));
    TRY(xapian_document_n_values(doc, &n, &err));
    TRY(xapian_document_add_term(doc, long_word, NUL, 1, &err));
    TRY(xapian_document_add_boolean_term(doc, "B", NUL, &err));
    TRY(xapian_document_add_posting(doc, long_word, NUL, 5, 1, &err));
    TRY(xapian_document_add_postings(doc, long_word, NUL, some, 3, 1, &err));
    TRY(xapian_document_remove_posting(doc, long_word, NUL, 5, 1, &err));
    TRY(xapian_document_remove_postings(doc, NULL, long_word, NUL, 8, 9, 1, &err));
    TRY(xapian_document_n_terms(doc, &n, &err));
    TRY(xapian_document_terms(&terms, doc, &err));
    TRY(xapian_terms_next(terms, &text, &err));
    TRY(xapian_document_serialise(doc, &text, &err));
    TRY(xapian_document_unserialise(&copy, text.data, text.len, &err));
    TRY(xapian_document_description(doc, &text, &err));
    TRY(xapian_document_remove_term(doc, "B", NUL, &err));
    TRY(xapian_document_remove_value(doc, 1, &err));
    TRY(xapian_document_clear_values(doc, &err));
    TRY(xapian_document_clear_terms(doc, &err));
out:
    xapian_terms_free(terms);
    xapian_document_free(doc);
    xapian_document_free(copy);
    return status;
}

static xapian_status write_to(xapian_writable *writer, bool has_transactions)
{
    xapian_document *doc = NULL;
    xapian_docid docid;
    xapian_status status;
    TRY(xapian_document_new(&doc, &err));
    TRY(xapian_document_add_posting(doc, long_word, NUL, 1, 1, &err));
    TRY(xapian_document_set_value(doc, 1, long_word, NUL, &err));
    TRY(xapian_document_set_data(doc, long_word, NUL, &err));
    TRY(xapian_writable_add_document(writer, &docid, doc, &err));
    TRY(xapian_writable_replace(writer, docid, doc, &err));
    TRY(xapian_writable_replace_by_term(writer, &docid, long_word, NUL, doc, &err));
    TRY(xapian_writable_set_metadata(writer, long_word, NUL, long_word, NUL, &err));
    TRY(xapian_writable_commit(writer, &err));
    TRY(xapian_writable_delete(writer, docid, &err));
    TRY(xapian_writable_delete_by_term(writer, long_word, NUL, &err));
    if (has_transactions) {
        TRY(xapian_writable_add_spelling(writer, long_word, NUL, 1, &err));
        TRY(xapian_writable_remove_spelling(writer, long_word, NUL, 1, &err));
        TRY(xapian_writable_add_synonym(writer, long_word, NUL, "b", NUL, &err));
        TRY(xapian_writable_remove_synonym(writer, long_word, NUL, "b", NUL, &err));
        TRY(xapian_writable_clear_synonyms(writer, long_word, NUL, &err));
        TRY(xapian_writable_begin(writer, true, &err));
        TRY(xapian_writable_add_document(writer, NULL, doc, &err));
        TRY(xapian_writable_commit_transaction(writer, &err));
        TRY(xapian_writable_begin(writer, false, &err));
        TRY(xapian_writable_cancel_transaction(writer, &err));
    }
    TRY(xapian_writable_close(writer, &err));
out:
    xapian_document_free(doc);
    return status;
}

static xapian_status scenario_writer(void)
{
    xapian_writable *writer = NULL, *other = NULL;
    xapian_status status;
    TRY(xapian_writable_open(&writer, in_dir("new"),
                             XAPIAN_DB_CREATE_OR_OVERWRITE | XAPIAN_DB_NO_SYNC, 2048, &err));
    TRY(write_to(writer, true));
    TRY(xapian_writable_open(&other, "", XAPIAN_DB_BACKEND_INMEMORY, 0, &err));
    TRY(xapian_writable_add(writer, other, &err));
    TRY(write_to(other, false));
out:
    xapian_writable_free(other);
    xapian_writable_free(writer);
    return status;
}

static xapian_status scenario_query(void)
{
    enum { N = 8 };
    xapian_string words[2] = {{long_word, NUL}, {"b", 1}}, text;
    xapian_query *queries[N] = {NULL};
    xapian_terms *terms = NULL;
    xapian_status status;
    TRY(xapian_query_match_all(&queries[0], &err));
    TRY(xapian_query_term(&queries[1], long_word, NUL, 1, 0, &err));
    TRY(xapian_query_combine_terms(&queries[2], XAPIAN_OP_NEAR, words, 2, 5, &err));
    TRY(xapian_query_value_range(&queries[3], 1, "a", 1, long_word, NUL, &err));
    TRY(xapian_query_wildcard(&queries[4], long_word, NUL, 0, XAPIAN_WILDCARD_LIMIT_ERROR,
                              XAPIAN_OP_OR, &err));
    TRY(xapian_query_scale(&queries[5], queries[1], 2, &err));
    TRY(xapian_query_combine(&queries[6], XAPIAN_OP_OR, (const xapian_query *const *)queries, 6, 0,
                             &err));
    TRY(xapian_query_terms(&terms, queries[6], &err));
    TRY(scenario_terms(terms) == XAPIAN_OUT_OF_MEMORY ? XAPIAN_OUT_OF_MEMORY : XAPIAN_OK);
    TRY(xapian_query_unique_terms(&terms, queries[6], &err));
    xapian_terms_free(terms);
    TRY(xapian_query_description(queries[6], &text, &err));
    TRY(xapian_query_serialise(queries[6], &text, &err));
    TRY(xapian_query_unserialise(&queries[7], text.data, text.len, &err));
    xapian_query_free(queries[0]);
    TRY(xapian_query_part(&queries[0], queries[7], 1, &err));
    xapian_query_free(queries[0]);
    TRY(xapian_query_match_nothing(&queries[0], &err));
    xapian_query_free(queries[0]);
    TRY(xapian_query_value_ge(&queries[0], 1, long_word, NUL, &err));
    xapian_query_free(queries[0]);
    TRY(xapian_query_value_le(&queries[0], 1, long_word, NUL, &err));
out:
    for (int i = 0; i < N; i++)
        xapian_query_free(queries[i]);
    return status;
}

static xapian_verdict accept_document(void *data, xapian_document *doc)
{
    xapian_string value;
    (void)data;
    return xapian_document_value(doc, &value, 1, NULL) ? XAPIAN_ABORT : XAPIAN_ACCEPT;
}

static xapian_verdict spy_document(void *data, xapian_document *doc, double weight)
{
    (void)weight;
    return accept_document(data, doc) == XAPIAN_ABORT ? XAPIAN_ABORT : XAPIAN_ACCEPT;
}

static xapian_verdict accept_term(void *data, xapian_string term)
{
    (void)data;
    return term.len ? XAPIAN_ACCEPT : XAPIAN_REJECT;
}

/* A callback that runs out of memory can only abort. */
static xapian_status as_memory(xapian_status status)
{
    return status == XAPIAN_ABORTED ? XAPIAN_OUT_OF_MEMORY : status;
}

static xapian_status look_at(xapian_mset *mset, xapian_rset *rset)
{
    xapian_document *doc = NULL;
    xapian_string text;
    xapian_hit hit;
    uint32_t n;
    double weight;
    bool contains;
    xapian_status status;
    TRY(xapian_mset_fetch(mset, &err));
    TRY(xapian_mset_hit(mset, &hit, 0, &err));
    TRY(xapian_mset_document(&doc, mset, 0, &err));
    TRY(xapian_document_data(doc, &text, &err));
    TRY(xapian_mset_termfreq(mset, &n, long_word, NUL, &err));
    TRY(xapian_mset_termweight(mset, &weight, "green", NUL, &err));
    TRY(xapian_mset_snippet(mset, &text, "a green hill and much more that is not green", NUL, NULL,
                            &err));
    TRY(xapian_rset_add(rset, hit.docid, &err));
    TRY(xapian_rset_contains(rset, &contains, hit.docid, &err));
    TRY(xapian_rset_add(rset, 4, &err));
    TRY(xapian_rset_remove(rset, 4, &err));
out:
    xapian_document_free(doc);
    return status;
}

static xapian_status scenario_enquire(void)
{
    xapian_sort_key keys[] = {{1, false, long_word, NUL}, {0, true, "", 0}};
    xapian_weight weight = XAPIAN_WEIGHT_INIT;
    xapian_match match = XAPIAN_MATCH_INIT;
    xapian_expand expand = XAPIAN_EXPAND_INIT;
    xapian_enquire *enquire = NULL;
    xapian_query *query = NULL;
    xapian_value_counts *counts = NULL;
    xapian_rset *rset = NULL;
    xapian_mset *mset = NULL;
    xapian_eset *eset = NULL;
    xapian_terms *terms = NULL;
    xapian_string text;
    xapian_status status;
    xapian_string words[] = {{"green", 5}, {"red", 3}};
    weight.scheme = XAPIAN_WEIGHT_TFIDF;
    expand.filter = accept_term;
    TRY(xapian_rset_new(&rset, &err));
    TRY(xapian_query_combine_terms(&query, XAPIAN_OP_OR, words, 2, 0, &err));
    TRY(xapian_enquire_new(&enquire, db, &err));
    TRY(xapian_enquire_set_query(enquire, query, 0, &err));
    TRY(xapian_enquire_set_weight(enquire, &weight, &err));
    TRY(xapian_enquire_sort_by_value(enquire, XAPIAN_SORT_KEY, 1, true, &err));
    TRY(xapian_enquire_sort_by_values(enquire, XAPIAN_SORT_KEY, keys, 2, true, &err));
    TRY(xapian_enquire_set_collapse(enquire, 1, 1, &err));
    TRY(xapian_enquire_set_expansion(enquire, "bo1", 1, &err));
    TRY(xapian_enquire_add_spy(enquire, spy_document, NULL, &err));
    TRY(xapian_value_counts_new(&counts, 1, &err));
    TRY(xapian_enquire_add_value_counts(enquire, counts, &err));
    match.decider = accept_document;
    match.rset = rset;
    TRY(as_memory(xapian_enquire_search(&mset, enquire, &match, &err)));
    TRY(look_at(mset, rset));
    TRY(xapian_enquire_matching_terms(&terms, enquire, 1, &err));
    xapian_terms_free(terms);
    TRY(xapian_value_counts_values(&terms, counts, &err));
    TRY(scenario_terms(terms));
    TRY(xapian_value_counts_top(&terms, counts, 2, &err));
    xapian_terms_free(terms);
    TRY(xapian_enquire_expand(&eset, enquire, rset, &expand, &err));
    if (xapian_eset_size(eset))
        TRY(xapian_eset_term(eset, &text, NULL, 0, &err));
    TRY(xapian_enquire_sort_by_relevance(enquire, &err));
    TRY(xapian_enquire_set_docid_order(enquire, XAPIAN_DOCID_DONT_CARE, &err));
    TRY(xapian_enquire_set_cutoff(enquire, 1, 0, &err));
    TRY(xapian_enquire_set_time_limit(enquire, 1, &err));
    TRY(xapian_enquire_clear_spies(enquire, &err));
out:
    xapian_value_counts_free(counts);
    xapian_eset_free(eset);
    xapian_mset_free(mset);
    xapian_rset_free(rset);
    xapian_query_free(query);
    xapian_enquire_free(enquire);
    return status;
}

static xapian_verdict go_on(void *data, const char *table, const char *status)
{
    (void)data;
    (void)table;
    (void)status;
    return XAPIAN_ACCEPT;
}

static size_t keep_last(void *data, xapian_string key, const xapian_string *values, size_t n)
{
    (void)data;
    (void)values;
    return key.len ? n - 1 : n;
}

static xapian_status scenario_compact(void)
{
    const char *paths[] = {in_dir("db"), in_dir("db2")};
    xapian_compaction options = XAPIAN_COMPACTION_INIT;
    xapian_database *group = NULL;
    size_t n_faults;
    xapian_status status;
    options.progress = go_on;
    options.resolve = keep_last;
    TRY(xapian_database_open_many(&group, paths, 2, 0, &err));
    TRY(xapian_database_compact(group, in_dir("compact"), &options, &err));
    TRY(xapian_database_check(&n_faults, in_dir("compact"), 0, NULL, &err));
out:
    xapian_database_free(group);
    return status;
}

static xapian_status scenario_text(void)
{
    xapian_stem *stem = NULL;
    xapian_stopper *stopper = NULL;
    xapian_term_generator *generator = NULL;
    xapian_query_parser *parser = NULL;
    xapian_document *doc = NULL;
    xapian_query *query = NULL;
    xapian_terms *terms;
    xapian_string text;
    xapian_termpos pos;
    xapian_status status;
    TRY(xapian_stem_new(&stem, "english", &err));
    TRY(xapian_stem_word(stem, &text, long_word, NUL, &err));
    TRY(xapian_stopper_new(&stopper, &err));
    TRY(xapian_stopper_add(stopper, "the", NUL, &err));
    TRY(xapian_document_new(&doc, &err));
    TRY(xapian_term_generator_new(&generator, &err));
    TRY(xapian_term_generator_set_stem(generator, stem, XAPIAN_STEM_SOME, &err));
    TRY(xapian_term_generator_set_stopper(generator, stopper, XAPIAN_STOP_ALL, &err));
    TRY(xapian_term_generator_set_document(generator, doc, &err));
    TRY(xapian_term_generator_set_spelling(generator, NULL, &err));
    TRY(xapian_term_generator_set_max_word(generator, 40, &err));
    TRY(xapian_term_generator_index(generator, "the houses on the hill", NUL, 1, "S", true, &err));
    TRY(xapian_term_generator_position(generator, &pos, &err));
    TRY(xapian_term_generator_set_position(generator, 100, &err));
    TRY(xapian_query_parser_new(&parser, &err));
    TRY(xapian_query_parser_set_stem(parser, stem, XAPIAN_STEM_SOME, &err));
    TRY(xapian_query_parser_set_stopper(parser, stopper, &err));
    TRY(xapian_query_parser_set_default_op(parser, XAPIAN_OP_AND, &err));
    TRY(xapian_query_parser_set_database(parser, db, &err));
    TRY(xapian_query_parser_add_prefix(parser, "title", "S", false, &err));
    TRY(xapian_query_parser_add_range(parser, XAPIAN_RANGE_NUMBER, 0, "no:", 0, &err));
    TRY(xapian_query_parser_set_max_expansion(parser, 10, XAPIAN_WILDCARD_LIMIT_FIRST, &err));
    TRY(xapian_query_parser_parse(&query, parser, "title:houses OR (the red*) no:1..2", NUL,
                                  XAPIAN_PARSE_DEFAULT | XAPIAN_PARSE_WILDCARD, "", &err));
    TRY(xapian_query_parser_corrected(parser, &text, &err));
    TRY(xapian_query_parser_stop_words(&terms, parser, &err));
    xapian_terms_free(terms);
    TRY(xapian_query_parser_unstemmed(&terms, parser, "ZShous", NUL, &err));
    xapian_terms_free(terms);
out:
    xapian_query_free(query);
    xapian_query_parser_free(parser);
    xapian_term_generator_free(generator);
    xapian_document_free(doc);
    xapian_stopper_free(stopper);
    xapian_stem_free(stem);
    return status;
}

static const struct {
    const char *name;
    xapian_status (*run)(void);
    /* At so many allocations libxapian 1.4.22 itself ends the process: while a commit writes out
     * postings, and while a query is parsed, it throws where its own code may not. */
    int n_known_ends;
} scenarios[] = {
    {"database", scenario_database, 0}, {"iterate", scenario_iterate, 0},
    {"document", scenario_document, 0}, {"writer", scenario_writer, 3},
    {"query", scenario_query, 0},       {"enquire", scenario_enquire, 0},
    {"compact", scenario_compact, 0},   {"text", scenario_text, 2},
};
enum { N_SCENARIOS = sizeof scenarios / sizeof scenarios[0] };

static xapian_status run_failing(int i, long n)
{
    n_allocations = 0;
    fail_at = n;
    xapian_status status = scenarios[i].run();
    fail_at = 0;
    return status;
}

/* Try it in a child first, where that is to be feared. */
static bool ends_the_process(int i, long n)
{
    int result = 0;
    pid_t child = fork();
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        run_failing(i, n);
        _exit(0);
    }
    return waitpid(child, &result, 0) != child || result != 0;
}

static void test_scenario(int i)
{
    xapian_status status = run_failing(i, 0);
    ok(status <= XAPIAN_DONE, "%s with enough memory: %s", scenarios[i].name,
       xapian_status_string(status));
    run_failing(i, 0);
    long total = n_allocations, n_reported = 0, n_unnoticed = 0, n_ends = 0;
    for (long n = 1; n <= total; n++) {
        if (scenarios[i].n_known_ends && ends_the_process(i, n)) {
            printf("# allocation %ld: the process ended\n", n);
            n_ends++;
            continue;
        }
        status = run_failing(i, n);
        n_reported += status == XAPIAN_OUT_OF_MEMORY;
        n_unnoticed += status <= XAPIAN_DONE;
        if (status > XAPIAN_DONE && status != XAPIAN_OUT_OF_MEMORY)
            printf("# allocation %ld: %s: %s\n", n, err.type, err.message);
    }
    ok(n_reported > 0 && n_reported + n_unnoticed + n_ends == total &&
           n_ends <= scenarios[i].n_known_ends,
       "%s failing at each of %ld allocations: %ld reported, %ld done without, %ld ends",
       scenarios[i].name, total, n_reported, n_unnoticed, n_ends);
}

/* With the number of a scenario and of an allocation: only that, for a debugger. */
int main(int argc, char **argv)
{
    make_work_dir();
    create_samples(in_dir("db"));
    create_samples(in_dir("db2"));
    must(xapian_database_open(&db, in_dir("db"), 0, &err));
    if (argc == 3)
        return run_failing(atoi(argv[1]), atol(argv[2]));
    if (n_allocations == 0) {
        xapian_database_free(db);
        skip(1, "something else, perhaps valgrind, replaces operator new");
        return done_testing();
    }
    for (int i = 0; i < N_SCENARIOS; i++)
        test_scenario(i);
    xapian_database_free(db);
    return done_testing();
}
