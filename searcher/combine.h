/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tree of a query + what each of its leaves becomes -> one query for libxapian.
 *
 *     Kursk -Putin (Kim AND Xi)   ->   (kursk OR (kim AND xi)) AND_NOT putin
 */
#ifndef SEARCHER_COMBINE_H
#define SEARCHER_COMBINE_H

#include <xapian-c.h>

#include "indexer/error.h"
#include "searcher/query.h"

/* What a leaf is wanted for. */
enum leaf_use {
    LEAF_SCORED,
    LEAF_FILTER,        /* to choose articles without scores */
    LEAF_EXCLUDED,      /* to leave out articles */
    LEAF_NEAR,          /* to be near another: terms with positions, joined by OR */
    LEAF_EXCLUDED_NEAR, /* both */
};

/* Makes the clause of a leaf; NULL when it asks for nothing, as stop words do. */
typedef fund_status combine_leaf(void *context, const struct query_node *leaf, enum leaf_use use,
                                 xapian_query **clause, fund_error *err);

/*
 * For explaining a score: `mark` says how many terms there are, `gate` that those behind a mark
 * count only where `condition` is met (Kursk in Putin OR (Kursk AND Kim)), `near` that words near
 * each other count together.
 */
struct combine_calls {
    combine_leaf *leaf;
    size_t (*mark)(void *context);
    fund_status (*gate)(void *context, size_t mark, const xapian_query *condition, fund_error *err);
    fund_status (*near)(void *context, const struct query_node *node, const xapian_query *query,
                        fund_error *err);
    void *context;
};

/*
 * Combines the clauses of the leaves, which are asked for in the order of the text. What the index
 * cannot filter by as yet, such as url:, is looked for like other words. `*whole` is NULL when
 * nothing is asked for.
 */
fund_status combine_tree(xapian_query **whole, const struct query *query,
                         const struct combine_calls *calls, fund_error *err);

/*
 * Joins `n` clauses by one operator and uses them up; of them NULL asks for nothing. All at once:
 * one after the other it would take time that grows with the square of their number.
 */
fund_status combine_clauses(xapian_query **whole, xapian_op op, xapian_query **clauses, size_t n,
                            fund_error *err);

#endif
