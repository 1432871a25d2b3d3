/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Query text -> tree. No German and no Xapian here: what the words are is found by analyse().
 *
 *     Kursk „Auswärtiges Amt“ -Putin seit:7t
 *
 *         list   text "Kursk"
 *                phrase "Auswärtiges Amt"
 *                not text "Putin"
 *                filter date 2024-10-17..
 *
 * A query is what a person typed or pasted, so everything has a reading; where there is doubt,
 * a note says which was taken. With `strict` the first doubt is an error instead. The grammar is
 * told in docs/query.md. query.c is the parser, query-lexer.c finds the words and signs.
 */
#ifndef SEARCHER_QUERY_H
#define SEARCHER_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/arena.h"
#include "indexer/error.h"

enum query_kind {
    /* Leaves: bytes [start, end) of the query. */
    QUERY_TEXT,    /* words one behind the other, to be analysed as running text */
    QUERY_PHRASE,  /* the same in quotes; `distance` words may stand in between */
    QUERY_EXACT,   /* =Wort: just this form */
    QUERY_PATTERN, /* Nordk*, M?ller: `*` is any letters, `?` is one */
    QUERY_FUZZY,   /* Kurks~: up to `distance` letters differ */
    QUERY_RANGE,   /* datum:2024-10, zahl:1000..4000: `range`, both ends included */
    /* Branches. */
    QUERY_LIST, /* beside each other: the occurrence of each child says how it counts */
    QUERY_AND,
    QUERY_OR,
    QUERY_NEAR, /* at most `distance` words from one to the next, in any order */
};

/* How a child of a list counts. */
enum query_occurrence {
    QUERY_MAY,    /* the more of these, the better; all of them with `wants_all` */
    QUERY_MUST,   /* +Wort */
    QUERY_NOT,    /* -Wort */
    QUERY_FILTER, /* must be, and changes no score: datum:, quelle: ... */
};

/* Where a leaf is looked for; their names are in query-field.c. */
enum query_field {
    FIELD_ANY, /* title and text */
    FIELD_TITLE,
    FIELD_TEXT,
    FIELD_SOURCE,
    FIELD_AUTHOR,
    FIELD_PERSON,
    FIELD_ORG,
    FIELD_PLACE,
    FIELD_TAG,
    FIELD_URL,
    FIELD_DATE,   /* a range of days (searcher/day.h) */
    FIELD_SINCE,  /* only in the text of a query: it becomes FIELD_DATE */
    FIELD_NUMBER, /* a range of thousandths */
};

struct query_range {
    int64_t from;
    int64_t to;
};

/* The ends of a range of numbers that was left open; those of days are in searcher/day.h. */
#define QUERY_NUMBER_MIN INT64_MIN
#define QUERY_NUMBER_MAX INT64_MAX

struct query_node {
    enum query_kind kind;
    enum query_occurrence occurrence; /* in a list; elsewhere QUERY_MAY */
    enum query_field field;           /* of a leaf */
    bool is_exact;                    /* ="Kim Jong Un" */
    bool is_filter;                   /* a leaf that filters, or a branch of such */
    bool is_joinable, is_truncated;   /* for the parser: see query.c */
    unsigned distance;
    size_t start; /* of a leaf: without quotes, signs, field */
    size_t end;
    struct query_range range;
    struct query_node *child; /* the first of a branch */
    struct query_node *next;  /* sibling */
};

/* A place at which the query could have been meant otherwise. */
struct query_note {
    size_t offset;
    const char *message; /* what is there, and what to write to be understood */
};

enum { QUERY_MAX_NOTES = 16, QUERY_MAX_DEPTH = 64 };

struct query {
    const char *text;        /* as given: it must outlive the query */
    struct query_node *root; /* in the arena; NULL when there is nothing to look for */
    bool wants_all;
    size_t n_notes; /* by offset; those beyond the limit are left out */
    struct query_note notes[QUERY_MAX_NOTES];
};

struct query_options {
    bool strict;
    bool wants_all; /* of words beside each other all must occur */
    int32_t today;  /* what heute, gestern and seit:7t count from: searcher/day.h */
};

/*
 * Parses `text`. FUND_SYNTAX (strict only: just where there would be a note) carries the byte
 * offset; FUND_INVALID for a text that is too long or not UTF-8.
 */
fund_status query_parse(struct query *query, const char *text, struct query_options options,
                        struct arena *arena, fund_error *err);

/*
 * The query as it was understood, in the language of queries, with all brackets that show what
 * belongs together: `a OR b AND c` is "a OR (b AND c)". Parsed again it prints the same. The
 * string lies in the arena.
 */
fund_status query_print(const struct query *query, struct arena *arena, const char **printed,
                        fund_error *err);

#endif
