/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tree of a query + the analysis of its words -> what to ask libxapian for.
 *
 *     die „Auswärtiges Amt" Soldaten Soldat
 *         ->  PHRASE(Zauswart Zamt)  OR  Zsoldat (twice)
 *
 * Words and phrases are joined by OR, unless operators and signs say otherwise (combine.h). Stop
 * words are not asked for, except within phrases and where the query has nothing else. What a word
 * becomes: clause.h.
 */
#ifndef SEARCHER_PLAN_H
#define SEARCHER_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <xapian-c.h>

#include "indexer/arena.h"
#include "indexer/entity/names.h"
#include "indexer/error.h"
#include "indexer/schema.h"
#include "indexer/text/analysis.h"
#include "searcher/query.h"
#include "searcher/snippet.h"

/* A word of the query, and how often it is asked for by itself. */
struct plan_word {
    struct word_form *forms; /* all that were typed: Soldat, Soldaten */
    const char *stem;
    size_t stem_len;
    const char *also; /* of Politiker:innen the stem of Politikerin; else NULL */
    size_t also_len;
    const struct token_part *parts; /* of a compound, the head last */
    size_t n_parts;
    unsigned wqf; /* 0 for a word of a phrase */
    size_t place; /* in the query */
};

enum { NO_LEAF = -1 };

/*
 * One term, or one phrase, and what it is worth. The score of an article is the sum of what its
 * leaves weigh, without those whose `needs` it does not have.
 */
struct plan_leaf {
    fund_query_term term; /* for people */
    struct term key;      /* in the index; empty for a phrase or group */
    xapian_query *query;
    int needs; /* the leaf without which this one counts nothing, or NO_LEAF */
};

/* An entity that hits must have, whose mentions are to be highlighted. */
struct plan_entity {
    fund_entity_type type;
    const char *key; /* or short_key, of a person */
    struct plan_entity *next;
};

struct plan {
    struct plan_word *words; /* each stem once */
    size_t n_words;
    struct plan_leaf *leaves;
    size_t n_leaves;
    size_t leaf_capacity;
    struct snippet_term *terms; /* what to highlight, in the order of snippet_terms */
    size_t n_terms;
    struct plan_entity *entities;
    const xapian_query **clauses; /* words and phrases, to be joined by OR */
    size_t n_clauses;             /* 0: there is nothing to look for */
};

/* What a plan is made with. */
struct plan_tools {
    struct analyzer *analyzer;
    struct analysis *analysis;
    struct resolver **resolver;    /* made when a query names an entity; the caller frees it */
    const struct catalogue *names; /* that were given to the index, or NULL */
};

/*
 * Plans the query `text`. What it holds lies in the arena, but for queries, which plan_release()
 * frees; it must be called in any case. Errors: those of query_parse().
 */
fund_status plan_make(struct plan *plan, const char *text, struct query_options options,
                      const struct plan_tools *tools, struct arena *arena, fund_error *err);

void plan_release(struct plan *plan);

#endif
