/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the words of a text are, as byte offsets into its UTF-8.
 *
 *     "Am 24. Oktober sagte U.S.-General Smith: ..."
 *      [] []  [-----] [---] [-]  [-----] [---]
 *
 * Unicode's word boundaries (UAX 29, segments.h), with one step more: UAX 29 leaves a
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

/* From the next text on ICU finds all boundaries: to compare with. */
void words_use_icu_alone(struct words *words);

/* Begins at the start of `text`, which must be valid UTF-8 and outlive the iteration. */
void words_set_text(struct words *words, const char *text, size_t len);

/* The next word's bytes [*start, *end); false after the last, and when ICU has failed. */
bool words_next(struct words *words, uint32_t *start, uint32_t *end);

/* FUND_OK unless ICU has failed in this text. */
fund_status words_status(const struct words *words, fund_error *err);

#endif
