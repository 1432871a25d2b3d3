/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Counts of things that are told apart by a number, such as the hash of a name or a day.
 *
 *     Nordkorea, of articles 3 and 7   ->   {hash, n = 2, first = 3}
 *
 * A count takes 16 bytes, because a query may find a hundred thousand different people, and the
 * table must not be much larger than what a processor has at hand.
 */
#ifndef SEARCHER_TALLY_H
#define SEARCHER_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tallied {
    uint64_t thing;
    uint32_t n;     /* 0 for an empty place of the table */
    uint32_t first; /* of the articles that have it */
};

/* A zeroed struct is an empty one. */
struct tally {
    struct tallied *places;
    size_t n_places; /* a power of two */
    size_t n_things;
};

/* Says that the thing will soon be counted, for its place to be fetched from memory meanwhile. */
void tally_await(const struct tally *tally, uint64_t thing);

/* Counts one more; false when there is no memory. */
bool tally_add(struct tally *tally, uint64_t thing, uint32_t article);

/*
 * Copies up to `n` that have been counted most often to `top`, these first, and of equal ones what
 * came first; returns how many.
 */
size_t tally_top(const struct tally *tally, struct tallied *top, size_t n);

void tally_release(struct tally *tally);

#endif
