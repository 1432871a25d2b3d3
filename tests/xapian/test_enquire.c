/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searches: weighting, order, collapsing, spies, deciders, expansion, snippets. */
#include "tests/xapian/corpus.h"

#include <math.h>

static xapian_database *db;
static xapian_enquire *enquire;

/* A new search for any of three words, which find 1 2 3 4 6. */
static void search_for(const char *a, const char *b, const char *c)
{
    xapian_string words[3] = {{a, NUL}, {b, NUL}, {c, NUL}};
    xapian_query *query;
    xapian_enquire_free(enquire);
    must(xapian_enquire_new(&enquire, db, &err));
    must(xapian_query_combine_terms(&query, XAPIAN_OP_OR, words, 1U + (b ? 1U : 0U) + (c ? 1U : 0U),
                                    0, &err));
    must(xapian_enquire_set_query(enquire, query, 0, &err));
    xapian_query_free(query);
}

static xapian_mset *run(const xapian_match *match)
{
    xapian_mset *mset;
    xapian_status status = xapian_enquire_search(&mset, enquire, match, &err);
    if (status != XAPIAN_OK)
        is_status(status, XAPIAN_OK, "search");
    return mset;
}

static const char *found(void)
{
    xapian_mset *mset = run(NULL);
    const char *hits = mset ? list_hits(mset) : "failed";
    xapian_mset_free(mset);
    return hits;
}

static void test_hits(void)
{
    search_for("red", "green", NULL);
    xapian_match match = XAPIAN_MATCH_INIT;
    match.check_at_least = N_SAMPLES;
    xapian_mset *mset = run(&match);
    xapian_matches matches;
    xapian_hit hit;
    xapian_document *doc;
    xapian_string text;
    xapian_terms *terms;
    uint32_t n;
    double weight;
    is_int(xapian_mset_size(mset), 5, "five hits");
    xapian_mset_matches(mset, &matches);
    ok(matches.lower == 5 && matches.estimated == 5 && matches.upper == 5, "of five");
    ok(matches.uncollapsed_lower == 5 && matches.uncollapsed_upper == 5, "before collapsing too");
    ok(matches.max_attained > 0 && matches.max_possible >= matches.max_attained, "weights");
    fine(xapian_mset_hit(mset, &hit, 0, &err), "the first");
    ok(hit.rank == 0 && hit.docid <= 2 && hit.percent > 50, "hit: %u with %d %%", hit.docid,
       hit.percent);
    ok(fabs(hit.weight - matches.max_attained) < 1e-9, "has the greatest weight");
    ok(hit.collapse_count == 0 && hit.collapse_key.len == 0 && hit.sort_key.len == 0, "no keys");
    is_status(xapian_mset_hit(mset, &hit, 5, &err), XAPIAN_OUT_OF_RANGE, "no sixth");
    is_int(hit.docid, 0, "0 on failure");
    fine(xapian_mset_fetch(mset, &err), "fetch");
    fine(xapian_mset_document(&doc, mset, 0, &err), "its document");
    fine(xapian_document_data(doc, &text, &err), "and data");
    is_string(text.data, "red", "is red");
    xapian_document_free(doc);
    is_status(xapian_mset_document(&doc, mset, 5, &err), XAPIAN_OUT_OF_RANGE, "no sixth document");
    fine(xapian_mset_termfreq(mset, &n, "green", NUL, &err), "frequency of a term");
    is_int(n, 4, "is 4");
    fine(xapian_mset_termfreq(mset, &n, "submarine", NUL, &err), "of any term");
    is_int(n, 1, "is 1");
    fine(xapian_mset_termweight(mset, &weight, "red", NUL, &err), "weight of a term");
    ok(weight > 0, "is %g", weight);
    is_status(xapian_mset_termweight(mset, &weight, "hill", NUL, &err), XAPIAN_INVALID_ARGUMENT,
              "of the query only");
    fine(xapian_enquire_matching_terms(&terms, enquire, 1, &err), "matching terms");
    is_string(list_terms(terms, NULL), "green red", "by position, here all 0");
    is_status(xapian_enquire_matching_terms(&terms, enquire, 99, &err), XAPIAN_DOC_NOT_FOUND,
              "of no document");
    xapian_mset_free(mset);

    match.first = 2;
    match.max_items = 2;
    mset = run(&match);
    is_int(xapian_mset_size(mset), 2, "two from the middle");
    fine(xapian_mset_hit(mset, &hit, 1, &err), "the second");
    is_int(hit.rank, 3, "is the fourth of all");
    fine(xapian_mset_fetch(mset, &err), "fetch from the middle");
    fine(xapian_mset_document(&doc, mset, 1, &err), "document from the middle");
    is_int(xapian_document_id(doc), hit.docid, "is the right one");
    xapian_document_free(doc);
    xapian_mset_free(mset);
    match.max_items = 0;
    mset = run(&match);
    is_int(xapian_mset_size(mset), 0, "none asked for");
    xapian_mset_free(mset);
}

static void test_weights(void)
{
    search_for("red", "green", NULL);
    for (int scheme = XAPIAN_WEIGHT_BM25; scheme <= XAPIAN_WEIGHT_COORD; scheme++) {
        xapian_weight weight = XAPIAN_WEIGHT_INIT;
        xapian_hit hit;
        weight.scheme = (xapian_weight_scheme)scheme;
        xapian_status status = xapian_enquire_set_weight(enquire, &weight, &err);
        xapian_mset *mset = run(NULL);
        ok(status == XAPIAN_OK && mset && xapian_mset_size(mset) == 5, "scheme %d", scheme);
        must(xapian_mset_hit(mset, &hit, 0, &err));
        if (scheme == XAPIAN_WEIGHT_BOOL)
            ok(hit.weight == 0, "gives no weight");
        if (scheme == XAPIAN_WEIGHT_COORD)
            ok(hit.weight == 2, "counts terms");
        xapian_mset_free(mset);
    }
    for (int kind = XAPIAN_SMOOTHING_TWO_STAGE; kind <= XAPIAN_SMOOTHING_DIRICHLET_PLUS; kind++) {
        xapian_weight weight = XAPIAN_WEIGHT_INIT;
        weight.scheme = XAPIAN_WEIGHT_LM;
        weight.smoothing = (xapian_smoothing)kind;
        fine(xapian_enquire_set_weight(enquire, &weight, &err), "smoothing");
        xapian_mset_free(run(NULL));
    }
    xapian_weight weight = XAPIAN_WEIGHT_INIT;
    weight.scheme = (xapian_weight_scheme)99;
    is_status(xapian_enquire_set_weight(enquire, &weight, &err), XAPIAN_INVALID_ARGUMENT,
              "no such scheme");
    weight.scheme = XAPIAN_WEIGHT_PL2;
    weight.c = -1;
    is_status(xapian_enquire_set_weight(enquire, &weight, &err), XAPIAN_INVALID_ARGUMENT,
              "no such parameter");
    weight.scheme = XAPIAN_WEIGHT_TFIDF;
    weight.normalizations = NULL;
    is_status(xapian_enquire_set_weight(enquire, &weight, &err), XAPIAN_INVALID_ARGUMENT,
              "no normalizations");
    weight.scheme = XAPIAN_WEIGHT_LM;
    weight.smoothing = (xapian_smoothing)9;
    is_status(xapian_enquire_set_weight(enquire, &weight, &err), XAPIAN_INVALID_ARGUMENT,
              "no such smoothing");
    /* A caller built when the struct ended after the scheme. */
    xapian_weight old = {offsetof(xapian_weight, k1),
                         XAPIAN_WEIGHT_BM25,
                         -1,
                         -1,
                         -1,
                         -1,
                         -1,
                         -1,
                         -1,
                         -1,
                         NULL,
                         (xapian_smoothing)0,
                         -1,
                         -1,
                         -1};
    fine(xapian_enquire_set_weight(enquire, &old, &err), "a shorter struct");
    fine(xapian_enquire_set_weight(enquire, NULL, &err), "no struct");
    is_string(found(), "1 2 3 4 6", "both are as the default");
}

static void test_order(void)
{
    search_for("red", "green", NULL);
    xapian_hit hit;
    fine(xapian_enquire_sort_by_value(enquire, XAPIAN_SORT_KEY, 0, false, &err), "by value");
    is_string(found(), "2 3 6 1 4", "ascending");
    fine(xapian_enquire_sort_by_value(enquire, XAPIAN_SORT_KEY, 0, true, &err), "reversed");
    is_string(found(), "4 1 6 3 2", "descending");
    xapian_mset *mset = run(NULL);
    must(xapian_mset_hit(mset, &hit, 0, &err));
    ok(xapian_sortable_unserialise(hit.sort_key.data, hit.sort_key.len) == 10, "with the key");
    xapian_mset_free(mset);
    fine(xapian_enquire_sort_by_value(enquire, XAPIAN_SORT_KEY_THEN_RELEVANCE, 1, true, &err),
         "by value, then by relevance");
    is_string(found(), "4 1 2 3 6", "as expected");
    fine(xapian_enquire_sort_by_value(enquire, XAPIAN_SORT_RELEVANCE_THEN_KEY, 0, true, &err),
         "by relevance, then by value");
    is_string(found(), "1 2 3 4 6", "as expected");
    xapian_sort_key keys[] = {{1, true, "zzz", 3}, {0, false, NULL, 0}};
    fine(xapian_enquire_sort_by_values(enquire, XAPIAN_SORT_KEY, keys, 2, false, &err),
         "by two values");
    is_string(found(), "6 4 2 3 1", "the absent one as zzz, reversed; then ascending");
    for (int sort = XAPIAN_SORT_RELEVANCE; sort <= XAPIAN_SORT_RELEVANCE_THEN_KEY; sort++) {
        fine(xapian_enquire_sort_by_values(enquire, (xapian_sort)sort, keys, 2, true, &err),
             "sort");
        is_int((long long)strlen(found()), 9, "finds five");
    }
    is_status(xapian_enquire_sort_by_value(enquire, (xapian_sort)9, 0, false, &err),
              XAPIAN_INVALID_ARGUMENT, "no such sort");
    is_status(xapian_enquire_sort_by_values(enquire, (xapian_sort)9, keys, 2, false, &err),
              XAPIAN_INVALID_ARGUMENT, "no such sort either");
    fine(xapian_enquire_sort_by_relevance(enquire, &err), "by relevance");
    is_string(found(), "1 2 3 4 6", "as at first");

    xapian_weight weight = XAPIAN_WEIGHT_INIT;
    weight.scheme = XAPIAN_WEIGHT_BOOL;
    must(xapian_enquire_set_weight(enquire, &weight, &err));
    fine(xapian_enquire_set_docid_order(enquire, XAPIAN_DOCID_DESCENDING, &err), "order of ids");
    is_string(found(), "6 4 3 2 1", "descending");
    fine(xapian_enquire_set_docid_order(enquire, XAPIAN_DOCID_ASCENDING, &err), "order of ids");
    is_string(found(), "1 2 3 4 6", "ascending");
    fine(xapian_enquire_set_docid_order(enquire, XAPIAN_DOCID_DONT_CARE, &err), "any order");
    is_status(xapian_enquire_set_docid_order(enquire, (xapian_docid_order)5, &err),
              XAPIAN_INVALID_ARGUMENT, "no such order");
}

static void test_limits(void)
{
    search_for("red", "green", NULL);
    fine(xapian_enquire_set_collapse(enquire, 1, 1, &err), "collapse");
    xapian_match match = XAPIAN_MATCH_INIT;
    match.check_at_least = N_SAMPLES;
    xapian_mset *mset = run(&match);
    is_string(list_hits(mset), "1 4 6", "one of each kind; those without are kept");
    xapian_hit hit;
    xapian_matches matches;
    must(xapian_mset_hit(mset, &hit, 0, &err));
    is_string(hit.collapse_key.data, "colour", "the key");
    is_int(hit.collapse_count, 2, "two more");
    xapian_mset_matches(mset, &matches);
    ok(matches.estimated == 3 && matches.uncollapsed_upper >= 5, "three of five");
    xapian_mset_free(mset);
    fine(xapian_enquire_set_collapse(enquire, XAPIAN_BAD_VALUENO, 1, &err), "no longer");
    is_string(found(), "1 2 3 4 6", "all again");
    fine(xapian_enquire_set_cutoff(enquire, 40, 0, &err), "cutoff");
    ok(strlen(found()) < 9, "fewer hits");
    fine(xapian_enquire_set_cutoff(enquire, 0, 0.9, &err), "by weight");
    ok(strlen(found()) < 9, "fewer hits");
    fine(xapian_enquire_set_cutoff(enquire, 0, 0, &err), "no longer");
    fine(xapian_enquire_set_time_limit(enquire, 5, &err), "time limit");
    is_string(found(), "1 2 3 4 6", "in time");
}

struct calls {
    int n, abort_at;
    char names[64];
};

static xapian_verdict spy(void *data, xapian_document *doc, double weight)
{
    struct calls *calls = data;
    xapian_string text;
    if (xapian_document_data(doc, &text, NULL) == XAPIAN_OK && weight >= 0)
        strcat(strcat(calls->names, text.data), " ");
    return ++calls->n == calls->abort_at ? XAPIAN_ABORT : XAPIAN_REJECT;
}

static xapian_verdict only_colours(void *data, xapian_document *doc)
{
    struct calls *calls = data;
    xapian_string kind;
    if (++calls->n == calls->abort_at)
        return XAPIAN_ABORT;
    if (xapian_document_value(doc, &kind, 1, NULL) != XAPIAN_OK)
        return XAPIAN_ABORT;
    return strcmp(kind.data, "colour") == 0 ? XAPIAN_ACCEPT : XAPIAN_REJECT;
}

static void test_callbacks(void)
{
    struct calls calls = {0};
    xapian_match match = XAPIAN_MATCH_INIT;
    xapian_mset *mset;
    match.check_at_least = N_SAMPLES;
    search_for("red", "green", NULL);
    fine(xapian_enquire_add_spy(enquire, spy, &calls, &err), "add a spy");
    xapian_mset_free(run(&match));
    is_string(calls.names, "red red green blue redwood ", "it saw all");
    calls = (struct calls){.abort_at = 2};
    is_status(xapian_enquire_search(&mset, enquire, &match, &err), XAPIAN_ABORTED, "it can abort");
    ok(mset == NULL && calls.n == 2, "at once");
    fine(xapian_enquire_clear_spies(enquire, &err), "no spies");
    calls = (struct calls){0};
    xapian_mset_free(run(&match));
    is_int(calls.n, 0, "saw nothing");

    match.decider = only_colours;
    match.decider_data = &calls;
    mset = run(&match);
    is_string(list_hits(mset), "1 2 3", "a decider");
    xapian_mset_free(mset);
    calls.abort_at = calls.n + 1;
    is_status(xapian_enquire_search(&mset, enquire, &match, &err), XAPIAN_ABORTED, "can abort too");

    xapian_value_counts *counts;
    xapian_terms *values;
    match.decider = NULL;
    fine(xapian_value_counts_new(&counts, 1, &err), "count values");
    fine(xapian_enquire_add_value_counts(enquire, counts, &err), "add");
    xapian_mset_free(run(&match));
    is_int((long long)xapian_value_counts_total(counts), 5, "five documents");
    fine(xapian_value_counts_values(&values, counts, &err), "values");
    is_string(list_terms(values, xapian_terms_freq), "colour:3 landscape:1", "with counts");
    fine(xapian_value_counts_top(&values, counts, 1, &err), "top");
    is_string(list_terms(values, xapian_terms_freq), "colour:3", "the most frequent");
    xapian_value_counts_free(counts);
    fine(xapian_enquire_search(&mset, enquire, &match, &err), "the enquire keeps its spies");
    xapian_enquire_free(enquire);
    enquire = NULL;
    is_int(xapian_mset_size(mset), 5, "the mset outlives the enquire");
    xapian_mset_free(mset);
}

static xapian_verdict no_blue(void *data, xapian_string term)
{
    int *n_calls = data;
    ++*n_calls;
    if (*n_calls > 50)
        return XAPIAN_ABORT;
    return strcmp(term.data, "blue") ? XAPIAN_ACCEPT : XAPIAN_REJECT;
}

static const char *expanded(const xapian_rset *rset, const xapian_expand *options)
{
    static char text[128];
    xapian_eset *eset;
    double weight, last = INFINITY;
    xapian_string term;
    text[0] = '\0';
    xapian_status status = xapian_enquire_expand(&eset, enquire, rset, options, &err);
    if (status != XAPIAN_OK)
        return xapian_status_string(status);
    for (xapian_termcount i = 0; i < xapian_eset_size(eset); i++) {
        must(xapian_eset_term(eset, &term, &weight, i, &err));
        strcat(strcat(text, i ? " " : ""), term.data);
        if (weight > last)
            strcat(text, " (out of order)");
        last = weight;
    }
    is_status(xapian_eset_term(eset, &term, NULL, xapian_eset_size(eset), &err),
              XAPIAN_OUT_OF_RANGE, "no more terms");
    ok(xapian_eset_bound(eset) >= xapian_eset_size(eset), "bound");
    xapian_eset_free(eset);
    return text;
}

static void test_expand(void)
{
    xapian_rset *rset;
    bool contains;
    int n_calls = 0;
    search_for("green", NULL, NULL);
    fine(xapian_rset_new(&rset, &err), "relevant documents");
    is_string(expanded(rset, NULL), "", "none, no terms");
    fine(xapian_rset_add(rset, 1, &err), "add");
    must(xapian_rset_add(rset, 4, &err));
    must(xapian_rset_add(rset, 5, &err));
    fine(xapian_rset_remove(rset, 5, &err), "remove");
    is_status(xapian_rset_add(rset, 0, &err), XAPIAN_INVALID_ARGUMENT, "no document 0");
    is_int(xapian_rset_size(rset), 2, "two");
    fine(xapian_rset_contains(rset, &contains, 4, &err), "contains");
    ok(contains, "it does");
    ok(strncmp(expanded(rset, NULL), "blue", 4) == 0, "blue is in both");
    xapian_expand options = XAPIAN_EXPAND_INIT;
    options.flags = XAPIAN_EXPAND_QUERY_TERMS | XAPIAN_EXPAND_EXACT_TERMFREQ;
    ok(strstr(expanded(rset, &options), "green") != NULL, "with terms of the query");
    options.flags = 0;
    options.filter = no_blue;
    options.filter_data = &n_calls;
    ok(strstr(expanded(rset, &options), "blue") == NULL && n_calls > 0, "a filter");
    n_calls = 50;
    is_string(expanded(rset, &options), "aborted", "can abort");
    fine(xapian_enquire_set_expansion(enquire, "bo1", 1, &err), "another scheme");
    ok(strstr(expanded(rset, NULL), "blue") != NULL, "finds blue too");
    is_status(xapian_enquire_set_expansion(enquire, "magic", 1, &err), XAPIAN_INVALID_ARGUMENT,
              "no such scheme");
    xapian_match match = XAPIAN_MATCH_INIT;
    match.rset = rset;
    xapian_mset *mset = run(&match);
    is_int(xapian_mset_size(mset), 4, "search with relevant documents");
    xapian_mset_free(mset);
    xapian_rset_free(rset);
}

static void test_snippet(void)
{
    search_for("green", "hill", NULL);
    xapian_mset *mset = run(NULL);
    xapian_string text;
    xapian_stem *stem;
    xapian_snippet options = XAPIAN_SNIPPET_INIT;
    fine(xapian_mset_snippet(mset, &text, "A green & lovely hill.", NUL, NULL, &err), "snippet");
    is_string(text.data, "A <b>green</b> &amp; lovely <b>hill</b>.", "marked and escaped");
    must(xapian_stem_new(&stem, "none", &err));
    options.stem = stem;
    options.length = 10;
    options.start = "[";
    options.end = "]";
    options.omit = "~";
    fine(xapian_mset_snippet(mset, &text,
                             "Nothing to see for quite a while and then green. And nothing more.",
                             NUL, &options, &err),
         "a short one");
    ok(strstr(text.data, "[green]") && strchr(text.data, '~'), "is \"%s\"", text.data);
    options.flags |= XAPIAN_SNIPPET_EMPTY_WITHOUT_MATCH;
    must(xapian_mset_snippet(mset, &text, "no match", NUL, &options, &err));
    is_string(text.data, "", "nothing without a match");
    xapian_stem_free(stem);
    xapian_mset_free(mset);
}

/* A query not set finds nothing; a database closed under a search is a status. */
static void test_misfortune(void)
{
    xapian_mset *mset;
    xapian_enquire_free(enquire);
    must(xapian_enquire_new(&enquire, db, &err));
    fine(xapian_enquire_search(&mset, enquire, NULL, &err), "no query");
    is_int(xapian_mset_size(mset), 0, "no hits");
    xapian_mset_free(mset);
    search_for("red", "green", NULL);
    xapian_database_close(db, &err);
    is_status(xapian_enquire_search(&mset, enquire, NULL, &err), XAPIAN_CLOSED, "closed");
}

int main(void)
{
    make_work_dir();
    create_samples(in_dir("db"));
    must(xapian_database_open(&db, in_dir("db"), 0, &err));
    test_hits();
    test_weights();
    test_order();
    test_limits();
    test_callbacks();
    test_expand();
    test_snippet();
    test_misfortune();
    xapian_enquire_free(enquire);
    xapian_database_free(db);
    xapian_mset_free(NULL);
    xapian_rset_free(NULL);
    xapian_eset_free(NULL);
    xapian_value_counts_free(NULL);
    return done_testing();
}
