/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers whose digits are grouped by blanks: 1 500, 12 000,50, 130 000 000.
 *
 * ICU sees a word in each group; which of them are one number, only their surroundings tell. A
 * no-break space or a thin one between the groups is put there for nothing else. A plain blank is
 * the same thing after scraping (agencies write 100 000 Einwohner), but it also stands between two
 * numbers, so there must be nothing around that looks like another number: see number.c.
 */
#ifndef INDEXER_TEXT_NUMBER_H
#define INDEXER_TEXT_NUMBER_H

#include <stddef.h>
#include <stdint.h>

/*
 * The end of the number that begins with the word [start, end) of `text`, decimals included;
 * `end` when the word is not the first group of such a number.
 */
uint32_t grouped_number_end(const char *text, size_t len, uint32_t start, uint32_t end);

#endif
