/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Two words with a hyphen between them that others write as one:
 *
 *     Süd-Korea  Krim-Brücke  E-Mail  Ex-Präsident  Co-Pilot
 *
 * Where the splitter divides the joined word at that very place (Ukraine|krieg), both spellings
 * have the same parts and meet in them. Where it does not, the first of the two words gets the stem
 * of the joined one on top (token.also), which stands for both (token.also_places): Süd has
 * sudkorea, over its own place and that of Korea. Chains of three (Nord-Süd-Dialog), numbers
 * (Covid-19) and what begins with an abbreviation (US-Präsident) are not written as one.
 */
#ifndef INDEXER_TEXT_JOINED_H
#define INDEXER_TEXT_JOINED_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/text/analysis.h"
#include "indexer/text/truncated.h"

/* Marks such pairs among the tokens of `text`. False when there is no memory. */
bool joined_mark(const char *text, struct analysis *analysis, truncated_study *study,
                 void *context);

#endif
