/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The spans of a query + the analysis of its words -> what to ask libxapian for.
 *
 *     die „Auswärtiges Amt" Soldaten Soldat
 *         ->  PHRASE(Zauswart Zamt)  OR  Zsoldat (twice)
 *
 * Words and phrases are joined by OR. Stop words are not asked for, except within phrases and
 * where the query has nothing else.
 */
#ifndef SEARCHER_PLAN_H
#define SEARCHER_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <xapian-c.h>

#include "indexer/arena.h"
#include "indexer/error.h"
#include "indexer/text/analysis.h"
#include "searcher/snippet.h"

/* A stem of the query, and how often it is asked for by itself. */
struct plan_term {
    struct snippet_term shown;
    unsigned wqf;
};

struct plan {
    struct plan_term *terms; /* each stem once, in the order of snippet_terms */
    size_t n_terms;
    const xapian_query **parts; /* single words and phrases, to be joined by OR */
    size_t n_parts;             /* 0: there is nothing to look for */
};

/*
 * Plans the query `text`. The terms lie in the arena; the parts are freed by plan_release(),
 * which must be called in any case. Errors: those of query_parse().
 */
fund_status plan_make(struct plan *plan, const char *text, bool strict, struct analyzer *analyzer,
                      struct analysis *analysis, struct arena *arena, fund_error *err);

void plan_release(struct plan *plan);

#endif
