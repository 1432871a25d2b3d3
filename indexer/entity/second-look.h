/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a sentence alone cannot tell and the article can:
 *
 *     Institute for the Study of War (ISW)   the letters in brackets say where the name begins
 *     ... John Kirby ... Kirby               a name given in full speaks for its last word
 *     Pjöngjang, 13 times a place            is one the 14th time too
 *
 * Changes the labels of an article's tokens, after each sentence has been labelled by itself.
 */
#ifndef INDEXER_ENTITY_SECOND_LOOK_H
#define INDEXER_ENTITY_SECOND_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/entity/label.h"
#include "indexer/entity/token.h"

/* The tokens of an article with a label each. */
struct labelled {
    const char *text;
    const struct token *tokens;
    uint8_t *labels;
    size_t n;
};

struct remembered;

/* What is known of the words of an article; a zeroed struct knows nothing. Kept for the next. */
struct memory {
    struct remembered *slots;
    size_t n_slots; /* a power of two */
};

/* False when there is no memory. */
bool second_look(struct memory *memory, const struct labelled *article);

void memory_release(struct memory *memory);

#endif
