/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Snowball's German stemmer (https://snowballstem.org/algorithms/german/stemmer.html), for words
 * of a to z, ä, ö and ü, byte by byte: what libstemmer gives, in a tenth of its time, which was
 * most of the time spent on a new word. Words with other letters are for libstemmer (stem.c).
 */
#ifndef INDEXER_TEXT_SNOWBALL_H
#define INDEXER_TEXT_SNOWBALL_H

#include <stddef.h>

/* How ä, ö and ü are written here, so that each letter is a byte. */
enum { A_UMLAUT = 'A', O_UMLAUT = 'O', U_UMLAUT = 'Q' };

/* Stems a word in place, and returns its new length, which is never 0 but for an empty word. */
size_t snowball_stem(char *word, size_t len);

#endif
