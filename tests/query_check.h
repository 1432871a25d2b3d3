/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What holds for the tree of every query, whatever it is: for tests and for the fuzzer. */
#ifndef TESTS_QUERY_CHECK_H
#define TESTS_QUERY_CHECK_H

#include <string.h>

#include "indexer/utf8.h"
#include "searcher/day.h"
#include "searcher/query.h"

/* 2024-10-24, a Thursday. */
enum { TEST_TODAY = 20020 };

/* Each bracket is at most a list of near words in an AND in an OR. */
enum { MAX_TREE_DEPTH = 4 * QUERY_MAX_DEPTH + 4 };

struct check {
    const char *text;
    size_t len;
    size_t last; /* where the leaf before this one ends */
};

/* Inside the text, behind the leaf before it, not empty, and without half a character. */
static bool is_leaf_sound(struct check *check, const struct query_node *leaf)
{
    if (leaf->start < check->last || leaf->start >= leaf->end || leaf->end > check->len)
        return false;
    check->last = leaf->end;
    if (leaf->kind == QUERY_RANGE && leaf->range.from > leaf->range.to)
        return false;
    if (leaf->field == FIELD_DATE && leaf->kind == QUERY_RANGE &&
        (leaf->range.from < DAY_MIN || leaf->range.to > DAY_MAX))
        return false;
    return leaf->field != FIELD_SINCE &&
           utf8_is_valid(check->text + leaf->start, leaf->end - leaf->start, NULL);
}

static bool is_node_sound(struct check *check, const struct query_node *node, int depth)
{
    size_t n = 0;
    if (depth > MAX_TREE_DEPTH)
        return false;
    if (node->kind <= QUERY_RANGE)
        return !node->child && is_leaf_sound(check, node);
    for (const struct query_node *child = node->child; child; child = child->next, n++)
        if (!is_node_sound(check, child, depth + 1) ||
            (node->kind != QUERY_LIST && child->occurrence != QUERY_MAY))
            return false;
    return n > 1 || (n == 1 && node->kind == QUERY_LIST && node->child->occurrence != QUERY_MAY);
}

static bool are_notes_sound(const struct query *query, size_t len)
{
    for (size_t i = 0; i < query->n_notes; i++)
        if (query->notes[i].offset >= len || !query->notes[i].message ||
            (i > 0 && query->notes[i].offset < query->notes[i - 1].offset))
            return false;
    return true;
}

/* A strict reading takes just what leaves no doubt, and else says where the first one is. */
static bool is_strict_sound(const struct query *query, struct arena *arena)
{
    struct query strict;
    fund_error err = {0};
    fund_status status =
        query_parse(&strict, query->text,
                    (struct query_options){.strict = true, .today = TEST_TODAY}, arena, &err);
    if (query->n_notes == 0)
        return status == FUND_OK;
    return status == FUND_SYNTAX && err.status == FUND_SYNTAX &&
           err.offset == query->notes[0].offset && *err.message;
}

/* What is printed is one line, and a query that prints the same. */
static bool is_print_stable(const struct query *query, struct arena *arena)
{
    struct query again;
    const char *printed, *reprinted;
    const struct query_options options = {.today = TEST_TODAY};
    if (query_print(query, arena, &printed, NULL) != FUND_OK || strchr(printed, '\n') ||
        !utf8_is_valid(printed, strlen(printed), NULL))
        return false;
    if (strlen(printed) > FUND_QUERY_MAX)
        return true;
    return query_parse(&again, printed, options, arena, NULL) == FUND_OK &&
           query_print(&again, arena, &reprinted, NULL) == FUND_OK &&
           strcmp(printed, reprinted) == 0;
}

/* `text` must be valid UTF-8 and not too long. */
__attribute__((unused)) static bool is_parsed_soundly(const char *text, struct arena *arena)
{
    struct query query;
    struct check check = {text, strlen(text), 0};
    arena_reset(arena);
    return query_parse(&query, text, (struct query_options){.today = TEST_TODAY}, arena, NULL) ==
               FUND_OK &&
           (!query.root || is_node_sound(&check, query.root, 0)) &&
           are_notes_sound(&query, check.len) && is_strict_sound(&query, arena) &&
           is_print_stable(&query, arena);
}

#endif
