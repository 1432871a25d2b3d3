/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The one entry to all that knows German: text in, a table of tokens out. An article, a query
 * and a snippet go through the same analyse(), so that index, query and highlight cannot
 * disagree.
 *
 *     "Präsidenten im Angriffskrieg"  ->   start end  folded         stem           parts position
 *                                            0    12  praesidenten   prasident 1 13    15  im* im 2
 *                                           16    29  angriffskrieg  angriffskrieg  angriff krieg 3
 */
#ifndef INDEXER_TEXT_ANALYSIS_H
#define INDEXER_TEXT_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/error.h"

/* A part of a compound: Angriff and Krieg in Angriffskrieg. */
struct token_part {
    const char *stem;
    uint32_t stem_len;
    uint32_t start; /* bytes [start, end) of the folded word; 0, 0 if it is only meant there */
    uint32_t end;
};

/* A row of the table. Each stage fills its own columns and reads only those above. */
struct token {
    uint32_t start; /* bytes [start, end) of the text as given         words.c */
    uint32_t end;
    const char *folded; /* lower case, NFC, ss for ß, ae oe ue for ä ö ü   fold.c */
    uint32_t folded_len;
    bool is_stop_word; /* der, und, nicht ... : indexed, not asked for    stop.c */
    const char *stem;  /* what words of one family have in common         stem.c */
    uint32_t stem_len;
    /* A second stem: of Politiker:innen that of Politikerin (gender.c), of Süd- in "Süd- und
     * Nordkorea" and of Süd in "Süd-Korea" that of Südkorea (truncated.c, joined.c); mostly NULL.
     * To be asked for also of stop words: Einfuhr in "Ein- und Ausfuhr". */
    const char *also;
    uint32_t also_len;
    uint32_t also_places; /* those of both tokens when it stands for two (Süd-Korea); else 0 */
    const struct token_part *parts; /* of a compound, the head last     compound.c */
    uint32_t n_parts;               /* 0 for a word that is none */
    uint32_t n_other_parts; /* of a second reading (Stau-becken, Staub-ecken), behind them */
    uint32_t position;      /* of its first part; each part takes one, from 1 on */
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

/*
 * What two analyses must have in common for one to find what the other has indexed, such as
 * "analysis 2, ICU 72.1, lexicon 5f3a…": steps, Unicode's tables, lexicon.
 */
enum { FINGERPRINT_SIZE = 80 };
void analysis_fingerprint(char fingerprint[FINGERPRINT_SIZE]);

/* Where a part of the token stands: bytes [*start, *end) of the text that was analysed. */
void token_part_range(struct analyzer *analyzer, const char *text, const struct token *token,
                      const struct token_part *part, uint32_t *start, uint32_t *end);

void analysis_release(struct analysis *analysis);

#endif
