/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The formats of output.c, a file each, and what they share. */
#ifndef SEARCHER_OUTPUT_FORMATS_H
#define SEARCHER_OUTPUT_FORMATS_H

#include "searcher/output.h"

fund_status output_text(const struct output *output, fund_page *page, fund_error *err);
fund_status output_json(const struct output *output, fund_page *page, fund_error *err);
void output_trec(const struct output *output, const fund_page *page);

/* The bytes of the UTF-8 character at `c`. */
size_t output_character_len(const char *c);

/*
 * Would the character command the terminal instead of being shown? C0, C1, and what changes the
 * direction of the text (U+202A to U+202E, U+2066 to U+2069).
 */
bool output_is_control(const char *c);

#endif
