/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parts of a person's name, and what stands in front of it:
 *
 *     US-Präsident Joe Biden       ->  Joe Biden             family: Biden
 *     Ursula von der Leyen                                   family: von der Leyen
 *     Kim Jong Un, Xi Jinping                                family: Kim, Xi
 *     Donald Trump Jr.                                       family: Trump
 */
#ifndef INDEXER_ENTITY_PERSON_H
#define INDEXER_ENTITY_PERSON_H

#include "indexer/entity/name.h"

/*
 * How many words in front are titles, functions and articles. All of them, when nothing but these
 * is there and none may be a family name: Präsident, but not König.
 */
size_t person_title_words(const struct name *name);

struct person_parts {
    size_t family_from, family_to; /* words: von der Leyen */
    size_t core_from;              /* without the particles: Leyen */
    size_t given_from, given_to;   /* empty where there is none */
};

struct person_parts person_parts(const struct name *name);

/* True for Korean and Chinese names, whose first word is that of the family. */
bool person_is_family_first(const struct name *name);

#endif
