/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text to tokens for the tagger, as the treebanks that it learns from divide it: punctuation is a
 * token of its own, a hyphen or an apostrophe within a word is not.
 *
 *     "Der Nato-Chef", sagte J. Smith am 24. Oktober.
 *     ^^   ^        ^^ ^     ^  ^     ^  ^   ^      ^
 *
 * indexer/text/words.h finds words for the index and knows no punctuation, which tells names;
 * this reads bytes by a table and costs a tenth of it.
 */
#ifndef INDEXER_ENTITY_TOKEN_H
#define INDEXER_ENTITY_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes [start, end) of the text. */
struct token {
    uint32_t start;
    uint32_t end;
    bool begins_sentence;
};

struct token_list {
    struct token *all;
    size_t n;
    size_t capacity;
};

/* Finds the tokens of `text`, valid UTF-8; false when there is no memory. */
bool token_list_find(struct token_list *list, const char *text, size_t len);

void token_list_release(struct token_list *list);

#endif
