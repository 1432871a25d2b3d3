/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the tagger has learned: what is known of words (knowledge.h), and how much each feature
 * speaks for each label.
 *
 *                               O   OTHER  B_PERSON  I_PERSON  B_ORG  ...
 *     the word before: Herr    -31    -4       58        2      -12
 *     ends in -ingen            -9    -3       -2        1       -5
 *
 * german.entities, which train-tagger writes, is linked into the program as it is and read where
 * it lies. All numbers are little-endian:
 *
 *      0  "FUNDENT1"
 *      8  slots for features of words, slots for features of places, bytes of knowledge   u32 each
 *     20  unused                                                                          u32
 *     24  from one label to the next                                          i16, [from][to]
 *    152  checks of word features (0: the slot is empty)                      u16 each
 *         their weights                                                       i8, [step][label]
 *         checks of place features                                            u16 each
 *         their weights                                                       i8, [label]
 *         knowledge
 *
 * A feature's slot is the one that its hash names or the first behind it that is its own; step is
 * how far the word is from the token that is to be labelled: -2 to 2.
 */
#ifndef INDEXER_ENTITY_MODEL_H
#define INDEXER_ENTITY_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/entity/knowledge.h"
#include "indexer/entity/label.h"

enum { MODEL_REACH = 2, MODEL_STEPS = 2 * MODEL_REACH + 1, MODEL_HEADER = 24 };

struct model_table {
    const unsigned char *checks;
    const int8_t *weights;
    uint32_t n_slots;
    uint32_t width; /* weights of a feature */
};

struct model {
    struct model_table words;
    struct model_table places;
    int16_t next[N_LABELS][N_LABELS];
    struct knowledge knowledge;
};

/* The model that is linked in; false when it is none. */
bool model_german(struct model *model);

/* The model in the bytes of a file, which must outlive it. */
bool model_open(struct model *model, const unsigned char *bytes, size_t len);

/* Of the model that is linked in: what tells it from others, a hash of some of its bytes. */
uint64_t model_fingerprint(void);

/* The weights of a feature; NULL when it has none. */
static inline const int8_t *model_find(const struct model_table *table, uint64_t feature)
{
    uint32_t slot = (uint32_t)((feature >> 32) * table->n_slots >> 32);
    uint32_t check = (uint32_t)(feature >> 16 & 0xFFFF) | 1;
    for (;;) {
        const unsigned char *at = table->checks + 2 * (size_t)slot;
        uint32_t found = (uint32_t)at[0] | (uint32_t)at[1] << 8;
        if (found == check)
            return table->weights + (size_t)slot * table->width;
        if (found == 0)
            return NULL;
        slot = slot + 1 == table->n_slots ? 0 : slot + 1;
    }
}

#endif
