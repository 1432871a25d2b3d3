/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stemming: what the words of one family have in common.
 *
 *     soldat soldaten             ->  soldat
 *     haus haeuser hauses         ->  haus
 *     praesident praesidenten     ->  prasident
 *
 * Snowball's German stemmer (https://snowballstem.org/algorithms/german/stemmer.html), over
 * words in which ä is written ae. Snowball ends by making ä into a, so that Häuser meets Haus;
 * here that last step is made on ae, oe and ue, after the endings have gone. Before, it would
 * take the ending from Statuen ("statün") and neue. What Snowball gets wrong by rule is mended
 * before it has its turn (endings.h), and irregular forms are led back to their base (families.h):
 * ging to gehen, viren to virus.
 */
#ifndef INDEXER_TEXT_STEM_H
#define INDEXER_TEXT_STEM_H

#include <stddef.h>

#include "indexer/error.h"

struct stemmer;

fund_status stemmer_new(struct stemmer **stemmer, fund_error *err);
void stemmer_free(struct stemmer *stemmer);

/* No base form is longer. */
enum { STEM_ROOM = 96 };

/*
 * Writes the stem of the folded word to `out`, which has room for `len` + 1 and STEM_ROOM bytes,
 * and returns its length, which is never 0 for a word that has one byte. 0 means out of memory.
 */
size_t stem(struct stemmer *stemmer, const char *folded, size_t len, char *out);

#endif
