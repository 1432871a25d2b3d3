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

/* A word of the query, and how often it is asked for by itself. */
struct plan_word {
    const char *stem;
    size_t stem_len;
    const struct token_part *parts; /* of a compound, the head last */
    size_t n_parts;
    unsigned wqf; /* 0 for a word of a phrase */
};

struct plan {
    struct plan_word *words; /* each stem once */
    size_t n_words;
    struct snippet_term *terms; /* what to highlight, in the order of snippet_terms */
    size_t n_terms;
    const xapian_query **clauses; /* words and phrases, to be joined by OR */
    size_t n_clauses;             /* 0: there is nothing to look for */
};

/*
 * Plans the query `text`. What it holds lies in the arena; the clauses are freed by plan_release(),
 * which must be called in any case. Errors: those of query_parse().
 */
fund_status plan_make(struct plan *plan, const char *text, bool strict, struct analyzer *analyzer,
                      struct analysis *analysis, struct arena *arena, fund_error *err);

void plan_release(struct plan *plan);

#endif
