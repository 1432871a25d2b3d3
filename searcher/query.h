/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Query text -> spans: what is to be taken word by word, and what is a phrase. No German and no
 * Xapian here: the words of a span are found by analyse().
 *
 *     Putin „Auswärtiges Amt" Kim
 *     [---]  [=============]  [-]      -  words    =  phrase
 *
 * A query is what a person typed or pasted, so everything has a reading: a quote without a
 * partner, a bracket or a colon is a blank. With `strict` it is an error instead.
 */
#ifndef SEARCHER_QUERY_H
#define SEARCHER_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/arena.h"
#include "indexer/error.h"

/* Bytes [start, end) of the query text. */
struct query_span {
    size_t start;
    size_t end;
    bool is_phrase;
};

struct query {
    struct query_span *spans; /* in the order of the text; in the arena */
    size_t n_spans;
};

/*
 * Parses `text`. FUND_SYNTAX (strict only) carries the byte offset; FUND_INVALID for a text
 * that is too long or not UTF-8.
 */
fund_status query_parse(struct query *query, const char *text, bool strict, struct arena *arena,
                        fund_error *err);

#endif
