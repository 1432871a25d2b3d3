/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Countries, the people who live there, and their adjectives: words of different families that are
 * about the same place.
 *
 *     nordkorea  ->  nordkorean (Nordkoreaner, nordkoreanisch), nordkoreanerin, kdvr
 *     russin     ->  russland, russ (Russe), russisch
 *
 * They are related to a word, not forms of it: a query asks for them at a lower weight than for
 * the word itself. Which belong together is written in nations.txt; at build time build-related
 * makes stems of it, as analyse() does, and a table in the order of the stems. Nothing is
 * allocated or set up; any number of threads may ask.
 */
#ifndef INDEXER_TEXT_RELATED_H
#define INDEXER_TEXT_RELATED_H

#include <stddef.h>
#include <stdint.h>

enum related_kind { RELATED_NAME, RELATED_PEOPLE, RELATED_ADJECTIVE };

struct related {
    const char *stem;
    uint32_t stem_len;
    enum related_kind kind;
};

/*
 * The stems related to that of a word, as struct token has it. The stem itself is not among them.
 * Returns how many there are, mostly 0; `*words` points to the first and lives for ever.
 */
size_t related_words(const char *stem, size_t len, const struct related **words);

/* The table that build-related writes, in the order of strcmp(): a stem, and where its words are.
 */
struct related_entry {
    const char *stem;
    uint16_t first; /* of related_stems */
    uint16_t n;
};
extern const struct related_entry related_entries[];
extern const size_t n_related_entries;
extern const struct related related_stems[];

#endif
