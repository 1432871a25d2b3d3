/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Folding: spellings that a reader takes for the same word become the same bytes.
 *
 *     STRASSE Straße Strasse           ->  strasse
 *     Ministerpräsident, ...praesident ->  ministerpraesident
 *     Erdoğan Erdogan                  ->  erdogan
 *     Sol<soft hyphen>daten            ->  soldaten
 *     U.S.A  1.500  1'500  Putin's     ->  usa  1500  1500  putin
 *
 * ä becomes ae, not a, because ae is also how it is typed where there is no ä; the stemmer
 * comes after, and only then are both reduced to a (stem.c).
 */
#ifndef INDEXER_TEXT_FOLD_H
#define INDEXER_TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/error.h"

struct folder;

fund_status folder_new(struct folder **folder, fund_error *err);
void folder_free(struct folder *folder);

/* The longest folded word in bytes; what is longer is cut, at the bound of a character. */
enum { FOLDED_MAX = 128 };

/*
 * Writes the folded form of `word` to `folded`, which has room for FOLDED_MAX + 1 bytes, and
 * returns its length; 0 when nothing is left of it.
 */
size_t fold(struct folder *folder, const char *word, size_t len, char *folded);

/* The same letters but for case: Straße is not Strasse, and Erdoğan is not Erdogan. */
bool is_same_but_for_case(const char *a, size_t a_len, const char *b, size_t b_len);

#endif
