/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the words of a text are, as byte offsets into its UTF-8.
 *
 *     "Am 24. Oktober sagte U.S.-General Smith: ..."
 *      [] []  [-----] [---] [-]  [-----] [---]
 *
 * Unicode's word boundaries (UAX 29) as ICU finds them, with one step more: UAX 29 leaves a
 * full stop between letters inside the word, which in scraped text is mostly a missing blank
 * ("Kiew.Der Westen") or an address (www.beispiel.de). Such a word is divided there, unless it
 * is made up of single letters (U.S.A, z.B). So are words at an underscore or a colon.
 *
 * And one step back: forms for women and men (Politiker:innen, gender.h) and numbers with blanks
 * between their groups (1 500, number.h), which UAX 29 divides, are one word.
 */
#ifndef INDEXER_TEXT_WORDS_H
#define INDEXER_TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/error.h"

struct words;

fund_status words_new(struct words **words, fund_error *err);
void words_free(struct words *words);

/* Begins at the start of `text`, which must be valid UTF-8 and outlive the iteration. */
fund_status words_set_text(struct words *words, const char *text, size_t len, fund_error *err);

/* The next word's bytes [*start, *end); false after the last. */
bool words_next(struct words *words, uint32_t *start, uint32_t *end);

#endif
