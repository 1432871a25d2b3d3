/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Unicode's words in a text: of what lies between the boundaries of UAX 29, as ICU finds them,
 * all that may hold a letter or a digit.
 *
 *     "Kiews „U-Bahn“ fährt 3,5 km"
 *      [---]   []---   [---]  [-] []
 *
 * ICU walks through its tables for every character, and took most of the time that is spent on a
 * text. But news is made of few characters: ASCII, Latin letters with their accents, quotes and
 * dashes. For these the rules are a page of code (UAX 29, WB4 to WB13b). Where any other
 * character comes, ICU reads on from the last boundary to a blank well behind it.
 */
#ifndef INDEXER_TEXT_SEGMENTS_H
#define INDEXER_TEXT_SEGMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/error.h"

/* Bytes [start, end) of the text. */
struct segment {
    uint32_t start;
    uint32_t end;
    bool is_plain; /* nothing but letters, digits and what is attached to them */
};

struct segments;

fund_status segments_new(struct segments **segments, fund_error *err);
void segments_free(struct segments *segments);

/* From the next text on ICU does all of it: to compare with. */
void segments_use_icu_alone(struct segments *segments);

/* Begins at the start of `text`, which must be valid UTF-8 and outlive the iteration. */
void segments_set_text(struct segments *segments, const char *text, size_t len);

/* The next one; false after the last, and when ICU has failed. */
bool segments_next(struct segments *segments, struct segment *segment);

/* FUND_OK unless ICU has failed in this text. */
fund_status segments_status(const struct segments *segments, fund_error *err);

#endif
