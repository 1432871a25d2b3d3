/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The hits of a query -> how many of them name whom, and are from where and when.
 *
 *     Kursk   ->   place Nordkorea 14, Russland 12 ...   month 2024-10 9, 2024-11 5
 *
 * libxapian shows each hit to facets_see(), which counts what the article's packed value says
 * (SLOT_FACETS of schema.h): numbers only. The names of those that come out on top are read from
 * the records of a few articles that have them, so that no name is stored twice.
 */
#ifndef SEARCHER_FACET_H
#define SEARCHER_FACET_H

#include <xapian-c.h>

#include "indexer/arena.h"
#include "indexer/error.h"
#include "searcher/index.h"
#include "searcher/tally.h"

enum { N_FACETS = FUND_FACET_DAY + 1, FACET_DEFAULT_SIZE = 10, FACET_SAMPLE = 32 };

/* Every 2nd, 4th, 8th ... of the hits: at least half of FACET_SAMPLE, spread evenly. */
struct sample {
    xapian_docid docids[FACET_SAMPLE];
    size_t n;
    size_t step; /* a power of two */
    size_t n_seen;
};

/* A zeroed struct counts nothing. */
struct facets {
    unsigned wanted; /* bits: FUND_FACET_BIT() */
    size_t size;
    struct tally tallies[N_FACETS];
    struct sample sample;
    xapian_error failure; /* of facets_see() */
    fund_facet_counts counts[N_FACETS];
};

/* Begins to count, for an answer or once more for the same. FUND_INVALID: no such facets. */
fund_status facets_begin(struct facets *facets, const fund_search_options *options,
                         fund_error *err);

/* A xapian_spy_fn; `data` are the facets. It aborts the search when it fails. */
xapian_verdict facets_see(void *data, xapian_document *doc, double weight);

/* What has been counted becomes `counts`, in memory of the arena. */
fund_status facets_finish(struct facets *facets, fund_index *index, struct arena *arena,
                          fund_error *err);

void facets_release(struct facets *facets);

#endif
