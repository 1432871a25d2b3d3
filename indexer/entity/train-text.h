/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The unlabelled text that the tagger learns words from, as numbers:
 *
 *     {"title": "Putin trifft Kim", "body": "Wladimir Putin ..."}   ->   0 417 1033 88 0 902 417
 * ... 0
 *
 * Reads articles as JSON lines from standard input. Words that are seen often enough have a number
 * from 1 on, by falling frequency; 0 is the bound of a sentence; all others are UNKNOWN.
 */
#ifndef INDEXER_ENTITY_TRAIN_TEXT_H
#define INDEXER_ENTITY_TRAIN_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct train_text {
    uint32_t *ids;      /* the text */
    size_t n;           /* its length */
    const char **words; /* of each number, as word_key() spells it */
    uint32_t *counts;
    size_t n_words; /* numbers 0 to n_words - 1; the last is UNKNOWN */
};

/* Ends the program when it cannot read. */
void train_text_read(struct train_text *text, FILE *file, uint32_t least_count);

#endif
