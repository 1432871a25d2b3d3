/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Chooses the words that compounds may be made of, before anything is split. */
#ifndef INDEXER_TEXT_BUILD_PARTS_H
#define INDEXER_TEXT_BUILD_PARTS_H

#include "indexer/text/build-words.h"

/* Sets is_front and is_end of all words, and first counts. */
void choose_parts(void);

/* Finds what a front part is a form of: arbeits of arbeit, schul of schule. */
void find_base(struct word *front);

/* A name, and no more than one: Korea, but not Hof or Fischer. */
bool is_proper(const struct word *word);

/* Whether a name with this behind it is another name: Huberstraße, Saarland. */
bool makes_name(const struct word *word);

#endif
