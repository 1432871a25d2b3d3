/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an unknown word looks like:
 *
 *     Klavierlehrerin   a common noun      Valempoulières   a place
 *     Sigurdsson        a last name        Solarwatt        an organisation
 *
 * Each run of two to five letters (and the bounds of the word) speaks for or against each kind, as
 * train-spelling has learned from lists of names and of common words.
 */
#ifndef INDEXER_ENTITY_SPELLING_H
#define INDEXER_ENTITY_SPELLING_H

#include <stddef.h>
#include <stdint.h>

enum spelling_kind {
    SPELLING_COMMON,
    SPELLING_FIRST_NAME,
    SPELLING_LAST_NAME,
    SPELLING_PLACE,
    SPELLING_ORG,
    SPELLING_KINDS
};

enum { SPELLING_SLOTS = 1 << 16, SPELLING_MAX_RUNS = 320, SPELLING_UNIT = 32 };

/* Weights of each slot: [SPELLING_SLOTS][SPELLING_KINDS] */
struct spelling {
    const int8_t *weights;
};

/* The slots of the runs of letters in a word in small letters; how many comes back. */
size_t spelling_runs(const char *lower, size_t len, uint32_t slots[SPELLING_MAX_RUNS]);

/* How much the spelling speaks for each kind, in units of 1 / SPELLING_UNIT. */
void spelling_judge(const struct spelling *spelling, const char *lower, size_t len,
                    int sums[SPELLING_KINDS]);

#endif
