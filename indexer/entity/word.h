/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The spelling under which the tagger knows a word: digits become 0, so that all years are one
 * word, quotation marks become ", dashes -, and a soft hyphen goes.
 *
 *     1986 -> 0000     „ -> "     – -> -     Jong‑un -> Jong-un
 */
#ifndef INDEXER_ENTITY_WORD_H
#define INDEXER_ENTITY_WORD_H

#include <stddef.h>
#include <stdint.h>

enum { WORD_KEY_MAX = 63 };

/* Writes the key of the word and a NUL; its length comes back. Longer words are cut. */
size_t word_key(const char *word, size_t len, char key[WORD_KEY_MAX + 1]);

/* The same in small letters (of Latin-1), with a NUL. */
void word_lower(const char *key, size_t len, char *lower);

/* A hash of which every bit depends on every letter, unlike those of FNV-1a. */
uint64_t word_hash(const char *key, size_t len);

#endif
