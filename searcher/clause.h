/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A word of the query -> what libxapian is asked for, and the leaves, one a term, that explain a
 * hit later.
 *
 *     Soldaten       ->  Zsoldat, and where that is, a little more for the title's Ssoldat and for
 *                        the very form, soldaten
 *     Angriffskrieg  ->  half of Zangriffskrieg, half of Zkrieg and where that is, half of Zangriff
 *     Nordkorea      ->  Znordkorea, or for less Znordkorean, Znordkoreanisch
 */
#ifndef SEARCHER_CLAUSE_H
#define SEARCHER_CLAUSE_H

#include <xapian-c.h>

#include "indexer/arena.h"
#include "searcher/plan.h"

/* The query for a word; its leaves are added to the plan. */
xapian_status clause_of_word(xapian_query **query, struct plan *plan, const struct plan_word *word,
                             struct arena *arena, xapian_error *xerr);

/* The query for a phrase of `n_tokens` words, `text` as typed. */
xapian_status clause_of_phrase(xapian_query **query, struct plan *plan, const char *text,
                               const struct token *tokens, size_t n_tokens, struct arena *arena,
                               xapian_error *xerr);

/* A leaf for `query`, which is that of a phrase or of words near each other, `text` as typed. */
xapian_status leaf_of_phrase(struct plan *plan, const char *text, const xapian_query *query,
                             struct arena *arena, xapian_error *xerr);

/* The query for a word in the title only; its leaf is added to the plan. */
xapian_status clause_of_title_word(xapian_query **query, struct plan *plan,
                                   const struct plan_word *word, struct arena *arena,
                                   xapian_error *xerr);

/* The query for a word in just the form that was typed; its leaf is added to the plan. */
xapian_status clause_of_exact_word(xapian_query **query, struct plan *plan,
                                   const struct plan_word *word, struct arena *arena,
                                   xapian_error *xerr);

/* What may stand at one place of a phrase: a stem, or the other stem of the same word. */
xapian_status clause_of_place(xapian_query **query, const char *stem, size_t len, const char *also,
                              size_t also_len, xapian_error *xerr);

#endif
