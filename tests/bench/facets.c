/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What counting the hits costs, in CPU time, beside libxapian's ValueCountMatchSpy over the same
 * value: by day, one value a hit; and by person, organisation and place, some 25 values a hit, of
 * which ValueCountMatchSpy counts just the whole.
 *
 *     facets INDEX [RUNS]
 *
 * All articles are hits. The search itself, without a spy, is taken off; of each the least is told.
 */
#include <fundstelle.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <xapian-c.h>

#include "indexer/schema.h"
#include "searcher/facet.h"

/* What is to be counted, and the value that it is in. */
static unsigned wanted;
static xapian_valueno slot;

/* What looks at the hits; one of them, or none, is there. */
struct spies {
    struct facets *facets;
    xapian_value_counts *counts;
};

static void must(xapian_status status, const xapian_error *xerr)
{
    if (!status)
        return;
    fprintf(stderr, "facets: %s\n", xerr->message);
    exit(2);
}

/* Looks at all articles; how many there are. */
static size_t search(fund_index *index, struct spies spies)
{
    xapian_error xerr;
    xapian_enquire *enquire;
    xapian_query *query;
    xapian_mset *mset;
    xapian_matches matches;
    xapian_match match = XAPIAN_MATCH_INIT;
    match.max_items = 10;
    must(xapian_database_doccount(index->db, &match.check_at_least, &xerr), &xerr);
    must(xapian_enquire_new(&enquire, index->db, &xerr), &xerr);
    must(xapian_query_match_all(&query, &xerr), &xerr);
    must(xapian_enquire_set_query(enquire, query, 0, &xerr), &xerr);
    if (spies.facets)
        must(xapian_enquire_add_spy(enquire, facets_see, spies.facets, &xerr), &xerr);
    if (spies.counts)
        must(xapian_enquire_add_value_counts(enquire, spies.counts, &xerr), &xerr);
    must(xapian_enquire_search(&mset, enquire, &match, &xerr), &xerr);
    xapian_mset_matches(mset, &matches);
    xapian_mset_free(mset);
    xapian_query_free(query);
    xapian_enquire_free(enquire);
    return matches.estimated;
}

static size_t run_nothing(fund_index *index)
{
    return search(index, (struct spies){0});
}

/* Ten of each, with their names. */
static size_t run_facets(fund_index *index)
{
    struct arena arena = {0};
    struct facets facets = {0};
    fund_error err;
    fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.facets = wanted;
    facets_begin(&facets, &options, &err);
    size_t n = search(index, (struct spies){.facets = &facets});
    if (facets_finish(&facets, index, &arena, &err) != FUND_OK) {
        fprintf(stderr, "facets: %s\n", err.message);
        exit(2);
    }
    facets_release(&facets);
    arena_release(&arena);
    return n;
}

/* Each value as a whole, and the ten most frequent. */
static size_t run_value_counts(fund_index *index)
{
    xapian_error xerr;
    xapian_value_counts *counts;
    xapian_terms *top;
    must(xapian_value_counts_new(&counts, slot, &xerr), &xerr);
    size_t n = search(index, (struct spies){.counts = counts});
    must(xapian_value_counts_top(&top, counts, 10, &xerr), &xerr);
    xapian_terms_free(top);
    xapian_value_counts_free(counts);
    return n;
}

static double best_of(size_t (*run)(fund_index *), fund_index *index, int n_runs, size_t *n)
{
    double best = 1e9;
    for (int i = 0; i < n_runs; i++) {
        clock_t begin = clock();
        *n = run(index);
        double ms = 1e3 * (double)(clock() - begin) / CLOCKS_PER_SEC;
        best = ms < best ? ms : best;
    }
    return best;
}

static void compare(fund_index *index, const char *what, int n_runs)
{
    size_t n;
    double nothing = best_of(run_nothing, index, n_runs, &n);
    double facets = best_of(run_facets, index, n_runs, &n) - nothing;
    double counts = best_of(run_value_counts, index, n_runs, &n) - nothing;
    printf("%-16s %.1f ms for %zu hits (their search %.1f), ValueCountMatchSpy %.1f: %.2f of it\n",
           what, facets, n, nothing, counts, facets / counts);
}

int main(int argc, char **argv)
{
    fund_index *index;
    fund_error err;
    const char *path = argc > 1 ? argv[1] : "";
    int n_runs = argc > 2 ? atoi(argv[2]) : 20;
    if (fund_index_open(&index, &path, 1, &err) != FUND_OK) {
        fprintf(stderr, "facets: %s\n", err.message);
        return 2;
    }
    wanted = FUND_FACET_BIT(FUND_FACET_DAY);
    slot = SLOT_DATE;
    compare(index, "counts by day", n_runs);
    wanted = FUND_FACET_BIT(FUND_FACET_PERSON) | FUND_FACET_BIT(FUND_FACET_ORG) |
             FUND_FACET_BIT(FUND_FACET_PLACE);
    slot = SLOT_ENTITIES;
    compare(index, "... by entity", n_runs);
    fund_index_close(index);
    return 0;
}
