/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ENTITY_FEATURE_H
#define INDEXER_ENTITY_FEATURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/entity/knowledge.h"

enum { MAX_WORD_FEATURES = 128, MAX_PLACE_FEATURES = 19, VIEW_GRAINS = 3 };

/* What the features of a place in a sentence need of the words around it. */
struct word_view {
    uint64_t form; /* hash of the word in small letters */
    uint16_t clusters[VIEW_GRAINS];
    uint16_t lists;
    uint8_t shape;
};

/* The features of a word alone: numbers in `ids`, how many comes back. */
size_t features_of_word(const struct knowledge *knowledge, const char *word, size_t len,
                        struct word_view *view, uint64_t ids[MAX_WORD_FEATURES]);

/* The one feature of what is before a sentence (0) or behind it (1). */
uint64_t feature_of_edge(unsigned side);

/* The features of word `i` of a sentence that need more than one word. */
size_t features_of_place(const struct word_view *const *words, size_t n, size_t i,
                         uint64_t ids[MAX_PLACE_FEATURES]);

#endif
