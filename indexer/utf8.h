/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The few questions about UTF-8 that need no Unicode library: is it any, where may it be cut. */
#ifndef INDEXER_UTF8_H
#define INDEXER_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* On false, `*bad_offset` (NULL is fine) is the first byte that belongs to no character. */
bool utf8_is_valid(const char *text, size_t len, size_t *bad_offset);

/* Bytes of the white space character that `text` begins with (a no-break space is one), or 0. */
size_t utf8_space_len(const char *text, size_t len);

/* True when the texts differ at most in the case of A to Z; the locale has no say in it. */
bool utf8_equal_ascii_case(const char *a, const char *b, size_t len);

/*
 * Bytes of the character at `c` if a terminal would obey it instead of showing it: C0, DEL, C1,
 * and what changes the direction of the text (U+202A to U+202E, U+2066 to U+2069); else 0.
 */
size_t utf8_control_len(const char *c);

/* The largest length up to `max` at which `text` can be cut without halving a character. */
size_t utf8_cut(const char *text, size_t len, size_t max);

/*
 * Makes a file name fit for a message: bytes that are not UTF-8 become '?', and of a long name
 * the end is kept behind "…", so that it leaves room for what is to be said about it.
 */
void utf8_show(char *shown, size_t size, const char *name);

#endif
