/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Splitting German compounds into the words they are made of.
 *
 *     arbeitsmarktpolitik     ->  arbeit markt politik
 *     bundeswehrsoldaten      ->  bund wehr soldaten
 *     staubecken              ->  staub ecken, or stau becken
 *     vereinbart, nordkorea   ->  whole
 *
 * A part that is a compound itself, and part of many others, stays together (krankenhaus
 * gesellschaft); to split it further, call compound_split() with it.
 *
 * It uses only the lexicon that is linked in (lexicon.h), allocates nothing, and may be called from
 * any number of threads.
 */
#ifndef INDEXER_TEXT_COMPOUND_H
#define INDEXER_TEXT_COMPOUND_H

#include <stddef.h>

enum { COMPOUND_PARTS = 8, COMPOUND_READINGS = 2 };

/*
 * A part: bytes [start, end) of the folded word, without the letters that link it to the next.
 * Followed by `append` it is the word of which the part is a form (schul + e: Schule), which is
 * what to stem. Mostly "".
 */
struct compound_part {
    size_t start;
    size_t end;
    const char *append;
};

/* From the first part to the head, which is the last. */
struct compound {
    size_t n_parts; /* at least 2 */
    unsigned cost;  /* the less, the likelier: eighths of a bit */
    struct compound_part parts[COMPOUND_PARTS];
};

/*
 * Splits a word as fold() gives it. Returns the number of readings: 0 when it is no compound, 1,
 * or 2 when a second one is nearly as likely; the likelier comes first.
 */
size_t compound_split(const char *folded, size_t len, struct compound readings[COMPOUND_READINGS]);

/* The same with another lexicon. */
struct lexicon;
size_t compound_split_with(const struct lexicon *lexicon, const char *folded, size_t len,
                           struct compound readings[COMPOUND_READINGS]);

#endif
