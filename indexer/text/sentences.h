/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the sentences of a text begin and end, for snippets.
 *
 * Unicode's sentence boundaries (UAX 29) as ICU finds them, less those after an ordinal
 * ("am 24. Oktober"), an abbreviation ("z. B.", "Dr.", "Mio.") or an initial ("J. K. Schulze"),
 * and less those at a line feed within a wrapped line. Headings and list items end at theirs.
 */
#ifndef INDEXER_TEXT_SENTENCES_H
#define INDEXER_TEXT_SENTENCES_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/error.h"

struct sentences;

/* Bytes [start, end) of the text, without the blanks around. */
struct sentence {
    uint32_t start;
    uint32_t end;
};

fund_status sentences_new(struct sentences **sentences, fund_error *err);
void sentences_free(struct sentences *sentences);

/*
 * Finds the sentences of `text`, valid UTF-8. `*list` lives until the next call with the same
 * `sentences`.
 */
fund_status sentences_find(struct sentences *sentences, const char *text, size_t len,
                           const struct sentence **list, size_t *n, fund_error *err);

#endif
