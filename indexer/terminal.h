/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text of strangers on a terminal: without what would command it, and how wide it is. */
#ifndef INDEXER_TERMINAL_H
#define INDEXER_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Bytes [start, end) of `text`, with blanks for characters that would command a terminal. */
void terminal_print(FILE *stream, const char *text, size_t start, size_t end);

/* `text`, and blanks up to `columns` columns. */
void terminal_print_padded(FILE *stream, const char *text, size_t columns);

/* The columns that bytes [start, end) take on a terminal. */
size_t terminal_width(const char *text, size_t start, size_t end);

/* The bytes of the UTF-8 character at `c`. */
size_t terminal_character_len(const char *c);

/*
 * Would the character command the terminal instead of being shown? C0, C1, and what changes the
 * direction of the text (U+202A to U+202E, U+2066 to U+2069).
 */
bool terminal_is_control(const char *c);

#endif
