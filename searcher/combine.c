/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/combine.h"

#include <stdlib.h>

#include "indexer/schema.h"
#include "searcher/filter.h"

struct combiner {
    const struct combine_calls *calls;
    bool wants_all;
};

static fund_status combine(xapian_query **whole, const struct combiner *combiner,
                           const struct query_node *node, enum leaf_use use, fund_error *err);

/* `*left` becomes `*left` op `right`, which is used up; where one is NULL, the other one. */
static fund_status join(xapian_query **left, xapian_op op, xapian_query *right, unsigned parameter,
                        fund_error *err)
{
    xapian_error xerr;
    if (!*left || !right) {
        *left = *left ? *left : right;
        return FUND_OK;
    }
    const xapian_query *both[] = {*left, right};
    xapian_query *whole = NULL;
    xapian_status status = xapian_query_combine(&whole, op, both, 2, parameter, &xerr);
    xapian_query_free(*left);
    xapian_query_free(right);
    *left = whole;
    return status ? fail_xapian(err, &xerr, "the query") : FUND_OK;
}

fund_status combine_clauses(xapian_query **whole, xapian_op op, xapian_query **clauses, size_t n,
                            fund_error *err)
{
    xapian_error xerr;
    size_t n_asked = 0;
    for (size_t i = 0; i < n; i++)
        if (clauses[i])
            clauses[n_asked++] = clauses[i];
    *whole = n_asked == 1 ? clauses[0] : NULL;
    if (n_asked < 2)
        return FUND_OK;
    xapian_status status =
        xapian_query_combine(whole, op, (const xapian_query *const *)clauses, n_asked, 0, &xerr);
    for (size_t i = 0; i < n_asked; i++)
        xapian_query_free(clauses[i]);
    return status ? fail_xapian(err, &xerr, "the query") : FUND_OK;
}

static size_t count_children(const struct query_node *node)
{
    size_t n = 0;
    for (const struct query_node *child = node->child; child; child = child->next)
        n++;
    return n;
}

/* All children, joined by one operator. */
static fund_status combine_all(xapian_query **whole, const struct combiner *combiner,
                               const struct query_node *node, xapian_op op, enum leaf_use use,
                               fund_error *err)
{
    fund_status status = FUND_OK;
    size_t n = 0;
    xapian_query **parts = calloc(count_children(node) + 1, sizeof(void *));
    if (!parts)
        return fail_no_memory(err);
    for (const struct query_node *child = node->child; !status && child; child = child->next)
        status = combine(&parts[n++], combiner, child, use, err);
    if (status == FUND_OK)
        status = combine_clauses(whole, op, parts, n, err);
    else
        while (n > 0)
            xapian_query_free(parts[--n]);
    free(parts);
    return status;
}

/* ---- Near ---------------------------------------------------------------------------------- */

enum { MAX_NEAR = 16 };

/* libxapian can tell how near terms are, but not phrases or what else stands in brackets. */
static bool is_near_terms(const struct query_node *node)
{
    size_t n = 0;
    for (const struct query_node *child = node->child; child; child = child->next, n++)
        if (child->kind > QUERY_FUZZY || child->kind == QUERY_PHRASE ||
            (child->field != FIELD_ANY && child->field != FIELD_TEXT))
            return false;
    return n <= MAX_NEAR;
}

static fund_status combine_near(xapian_query **whole, const struct combiner *combiner,
                                const struct query_node *node, enum leaf_use use, fund_error *err)
{
    xapian_error xerr;
    xapian_query *places[MAX_NEAR];
    fund_status status = FUND_OK;
    xapian_status failed = XAPIAN_OK;
    size_t n = 0;
    if (!is_near_terms(node))
        return combine_all(whole, combiner, node, XAPIAN_OP_AND, use, err);
    for (const struct query_node *child = node->child; !status && child; child = child->next) {
        places[n] = NULL;
        status = combiner->calls->leaf(combiner->calls->context, child,
                                       use == LEAF_EXCLUDED ? LEAF_EXCLUDED_NEAR : LEAF_NEAR,
                                       &places[n], err);
        n += places[n] != NULL;
    }
    if (status == FUND_OK && n > 0)
        failed = xapian_query_combine(whole, n > 1 ? XAPIAN_OP_NEAR : XAPIAN_OP_OR,
                                      (const xapian_query *const *)places, n,
                                      (xapian_termcount)((n - 1) * node->distance + 1), &xerr);
    while (n > 0)
        xapian_query_free(places[--n]);
    if (failed)
        return fail_xapian(err, &xerr, "the query");
    if (status == FUND_OK && use == LEAF_SCORED && *whole)
        status = combiner->calls->near(combiner->calls->context, node, *whole, err);
    return status;
}

/* ---- Lists --------------------------------------------------------------------------------- */

enum { N_KINDS = QUERY_FILTER + 1 };

/* Can the index choose by it? */
static bool is_carried_out(const struct query_node *node)
{
    for (const struct query_node *child = node->child; child; child = child->next)
        if (!is_carried_out(child))
            return false;
    return node->child || node->field == FIELD_DATE || filter_has_field(node->field);
}

static enum query_occurrence occurrence_of(const struct combiner *combiner,
                                           const struct query_node *node)
{
    enum query_occurrence occurrence = node->occurrence;
    if (occurrence == QUERY_FILTER && !is_carried_out(node))
        return QUERY_MAY;
    return occurrence == QUERY_MAY && combiner->wants_all ? QUERY_MUST : occurrence;
}

/* What is beneath an exclusion excludes, even where it is excluded from that. */
static enum leaf_use use_of_child(enum leaf_use use, enum query_occurrence occurrence)
{
    if (use == LEAF_EXCLUDED || occurrence == QUERY_NOT)
        return LEAF_EXCLUDED;
    return occurrence == QUERY_FILTER ? LEAF_FILTER : use;
}

/* The children that count in one way, joined to one. All clauses are used up. */
static fund_status combine_kind(xapian_query **whole, const struct combiner *combiner,
                                const struct query_node *list, enum query_occurrence kind,
                                xapian_query **clauses, xapian_query **scratch, fund_error *err)
{
    bool is_any = kind == QUERY_MAY || kind == QUERY_NOT;
    size_t i = 0, n = 0;
    for (const struct query_node *child = list->child; child; child = child->next, i++)
        if (occurrence_of(combiner, child) == kind)
            scratch[n++] = clauses[i];
    return combine_clauses(whole, is_any ? XAPIAN_OP_OR : XAPIAN_OP_AND, scratch, n, err);
}

/* The children by how they count, each kind of them joined to one. */
static fund_status combine_kinds(xapian_query *kinds[N_KINDS], const struct combiner *combiner,
                                 const struct query_node *list, enum leaf_use use, fund_error *err)
{
    fund_status status = FUND_OK, first = FUND_OK;
    size_t n = count_children(list), i = 0;
    xapian_query **clauses = calloc(2 * n + 1, sizeof(void *));
    if (!clauses)
        return fail_no_memory(err);
    for (const struct query_node *child = list->child; !status && child; child = child->next)
        status = combine(&clauses[i++], combiner, child,
                         use_of_child(use, occurrence_of(combiner, child)), err);
    while (status != FUND_OK && i > 0)
        xapian_query_free(clauses[--i]);
    for (int kind = 0; status == FUND_OK && kind < N_KINDS; kind++) {
        fund_status failed = combine_kind(&kinds[kind], combiner, list, (enum query_occurrence)kind,
                                          clauses, clauses + n, err);
        first = first ? first : failed;
    }
    free(clauses);
    return status ? status : first;
}

/* `*query` is all articles when it was NULL, to have something to leave articles out of. */
static fund_status match_all(xapian_query **query, fund_error *err)
{
    xapian_error xerr;
    if (*query || !xapian_query_match_all(query, &xerr))
        return FUND_OK;
    return fail_xapian(err, &xerr, "the query");
}

/* Joins `right`, if any, to what there is or else to all articles. */
static fund_status restrict_to(xapian_query **query, xapian_op op, xapian_query **right,
                               fund_error *err)
{
    if (!*right)
        return FUND_OK;
    fund_status status = match_all(query, err);
    if (status != FUND_OK)
        return status;
    status = join(query, op, *right, 0, err);
    *right = NULL;
    return status;
}

/*
 * What may be and need not makes scores better, and is left out where there are none. There it
 * must be: libxapian 1.4 reads memory that it has not set on AND_MAYBE within AND within the right
 * side of AND_NOT.
 */
static fund_status combine_list(xapian_query **whole, const struct combiner *combiner,
                                const struct query_node *list, enum leaf_use use, fund_error *err)
{
    xapian_query *kinds[N_KINDS] = {NULL};
    fund_status status = combine_kinds(kinds, combiner, list, use, err);
    if (use != LEAF_SCORED && kinds[QUERY_MUST]) {
        xapian_query_free(kinds[QUERY_MAY]);
        kinds[QUERY_MAY] = NULL;
    }
    if (status == FUND_OK) {
        *whole = kinds[QUERY_MUST];
        status = join(whole, XAPIAN_OP_AND_MAYBE, kinds[QUERY_MAY], 0, err);
        kinds[QUERY_MUST] = kinds[QUERY_MAY] = NULL;
    }
    if (status == FUND_OK)
        status = restrict_to(whole, XAPIAN_OP_FILTER, &kinds[QUERY_FILTER], err);
    if (status == FUND_OK)
        status = restrict_to(whole, XAPIAN_OP_AND_NOT, &kinds[QUERY_NOT], err);
    for (size_t i = 0; i < N_KINDS; i++)
        xapian_query_free(kinds[i]);
    return status;
}

/* Do the parts of the node count only together, or only where others are? */
static bool is_conditional(const struct query_node *node)
{
    if (node->kind != QUERY_LIST)
        return node->kind == QUERY_AND || node->kind == QUERY_NEAR;
    for (const struct query_node *child = node->child; child; child = child->next)
        if (child->occurrence != QUERY_MAY)
            return true;
    return false;
}

static fund_status combine_node(xapian_query **whole, const struct combiner *combiner,
                                const struct query_node *node, enum leaf_use use, fund_error *err)
{
    switch (node->kind) {
    case QUERY_LIST:
        return combine_list(whole, combiner, node, use, err);
    case QUERY_AND:
        return combine_all(whole, combiner, node, XAPIAN_OP_AND, use, err);
    case QUERY_OR:
        return combine_all(whole, combiner, node, XAPIAN_OP_OR, use, err);
    case QUERY_NEAR:
        return combine_near(whole, combiner, node, use, err);
    default:
        return combiner->calls->leaf(combiner->calls->context, node, use, whole, err);
    }
}

static fund_status combine(xapian_query **whole, const struct combiner *combiner,
                           const struct query_node *node, enum leaf_use use, fund_error *err)
{
    const struct combine_calls *calls = combiner->calls;
    size_t mark = calls->mark(calls->context);
    fund_status status = combine_node(whole, combiner, node, use, err);
    if (status == FUND_OK && use == LEAF_SCORED && *whole &&
        (combiner->wants_all || is_conditional(node)))
        status = calls->gate(calls->context, mark, *whole, err);
    return status;
}

fund_status combine_tree(xapian_query **whole, const struct query *query,
                         const struct combine_calls *calls, fund_error *err)
{
    struct combiner combiner = {calls, query->wants_all};
    *whole = NULL;
    fund_status status = combine(whole, &combiner, query->root, LEAF_SCORED, err);
    if (status != FUND_OK) {
        xapian_query_free(*whole);
        *whole = NULL;
    }
    return status;
}
