/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The one entry to all that knows German: text in, a table of tokens out. An article, a query
 * and a snippet go through the same analyse(), so that index, query and highlight cannot
 * disagree.
 *
 *     "Nordkoreas Präsidenten"  ->   start end  folded         stem       position
 *                                      0    10  nordkoreas     nordkorea      1
 *                                     11    23  praesidenten   prasident      2
 */
#ifndef INDEXER_TEXT_ANALYSIS_H
#define INDEXER_TEXT_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/error.h"

/* A row of the table. Each stage fills its own columns and reads only those above. */
struct token {
    uint32_t start; /* bytes [start, end) of the text as given         words.c */
    uint32_t end;
    const char *folded; /* lower case, NFC, ss for ß, ae oe ue for ä ö ü   fold.c */
    uint32_t folded_len;
    bool is_stop_word; /* der, und, nicht ... : indexed, not asked for    stop.c */
    const char *stem;  /* what words of one family have in common         stem.c */
    uint32_t stem_len;
    uint32_t position; /* the how-manyth word of the text, from 1 */
};

/* The table. A zeroed struct is an empty one; it is used again from text to text. */
struct analysis {
    struct token *tokens;
    size_t n_tokens;
    size_t capacity;
};

/* Holds the break iterator, the stemmer and what is known of words seen before. */
struct analyzer;

fund_status analyzer_new(struct analyzer **analyzer, fund_error *err);
void analyzer_free(struct analyzer *analyzer);

/*
 * Fills `*analysis` with the tokens of `text`, which must be valid UTF-8 of at most 4 GiB. The
 * strings of the tokens live until the next analyse() with this analyzer.
 */
fund_status analyse(struct analyzer *analyzer, const char *text, size_t len,
                    struct analysis *analysis, fund_error *err);

void analysis_release(struct analysis *analysis);

#endif
