/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Labelled sentences and their features, as numbers of rows of weights:
 *
 *     Brüssel TAB B-LOC   ->   LABEL_B_PLACE; rows 17 (ends in -el), 203 (a city), ...
 *
 * Any error ends the program: it runs for its user, once.
 */
#ifndef INDEXER_ENTITY_TRAIN_CONLL_H
#define INDEXER_ENTITY_TRAIN_CONLL_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/entity/feature.h"
#include "indexer/entity/knowledge.h"

enum { CONLL_MAX = 2048 };

#define CONLL_NO_ROW SIZE_MAX

/* Rows of weights. */
struct rows {
    const uint32_t *all;
    size_t n;
};

/* A word with what it is known by; `rows` follows from `features` when they are numbered. */
struct conll_word {
    char *text;
    struct word_view view;
    uint64_t *features;
    uint32_t *rows;
    size_t n;
    size_t n_rows;
};

struct sentence {
    size_t n;
    uint32_t *words; /* numbers of conll.words */
    uint8_t *labels;
    uint32_t **place_rows; /* of each token, as many as n_place_rows says */
    size_t *n_place_rows;
    int kind; /* of the file that it is from */
};

/* A feature that has a row. */
struct conll_feature {
    uint64_t feature;
    uint32_t count;
    uint32_t row;
};

struct conll {
    struct knowledge knowledge;
    const unsigned char *knowledge_bytes;
    size_t knowledge_len;
    struct sentence *sentences;
    size_t n;
    struct conll_word *words;
    size_t n_words;
    uint64_t *word_features; /* of each row */
    uint64_t *place_features;
    size_t n_word_rows;
    size_t n_place_rows;
};

_Noreturn void conll_fail(const char *message);

/* Reads what train-knowledge has written. */
void conll_open(struct conll *data, const char *knowledge_path);

/* Adds the sentences of a file. */
void conll_read(struct conll *data, const char *path, int kind);

/* Gives rows to all features that are seen `least` times. */
void conll_number_features(struct conll *data, uint32_t least);

/* The row of a feature; CONLL_NO_ROW when it has none. */
size_t conll_row(uint64_t feature);

/* The rows of the word at `i`, which may be before or behind the sentence. */
struct rows conll_word_rows(const struct conll *data, const struct sentence *s, ptrdiff_t i);

struct rows conll_place_rows(const struct conll *data, const struct sentence *s, size_t i);

#endif
