/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words seen before, each with the row of the table that it comes to (analysis.h). News
 * repeats its words: of a hundred, three are new. Two levels:
 *
 *     near   the word's own bytes and where its row is, for words of up to 16 bytes, in a table
 *            that fits the processor's cache; a new word displaces an old one
 *     far    all words, until they are too many: then all are forgotten at once
 */
#ifndef INDEXER_TEXT_VOCABULARY_H
#define INDEXER_TEXT_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/arena.h"
#include "indexer/error.h"
#include "indexer/text/analysis.h"

struct vocabulary;

/* A word as it is written, on its way to its row. */
struct vocabulary_key {
    const char *raw;
    size_t len;
    uint64_t bytes[2]; /* all of a word of up to sixteen bytes, zeroes behind the last */
    uint64_t hash;
    const struct token *row; /* when it is near */
};

fund_status vocabulary_new(struct vocabulary **vocabulary, fund_error *err);
void vocabulary_free(struct vocabulary *vocabulary);

/*
 * Looking up takes four steps, because to wait for what is not in the processor's cache takes as
 * long as all else that is done for a word. Each step asks for what the next one needs; while it is
 * brought, the step is made for other words.
 */
/* First: takes the word [raw, raw + len) of a text that has `room` bytes from `raw` on. */
void vocabulary_key(const struct vocabulary *vocabulary, struct vocabulary_key *key,
                    const char *raw, size_t len, size_t room);
/* Second: looks near by. */
void vocabulary_look(const struct vocabulary *vocabulary, struct vocabulary_key *key);
/* Third. */
void vocabulary_approach(const struct vocabulary *vocabulary, const struct vocabulary_key *key);
/* Fourth: the row of the word without its place, until vocabulary_tidy(); NULL for a new word. */
const struct token *vocabulary_find(struct vocabulary *vocabulary,
                                    const struct vocabulary_key *key);

/*
 * Remembers a new word. What `row` points to is the caller's and must last as long: he takes it
 * from the arena of vocabulary_arena(). A full vocabulary keeps nothing.
 */
const struct token *vocabulary_add(struct vocabulary *vocabulary, const struct vocabulary_key *key,
                                   const struct token *row);

/* For the strings of the rows. */
struct arena *vocabulary_arena(struct vocabulary *vocabulary);

/* Forgets all words when they have become too many; to be called between texts. */
void vocabulary_tidy(struct vocabulary *vocabulary);

#endif
