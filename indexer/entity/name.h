/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A name as it stands in print, made readable and cut into words:
 *
 *     „Auswärtigen<line feed>Amtes“   ->  Auswärtigen Amtes   auswaertigen, amtes
 *     Kim Jong-un                     ->  Kim Jong-un         kim, jong, un
 *     Scholz’                         ->  Scholz              scholz; it has a genitive mark
 *
 * What the words of a name mean is for others to say (titles.h, genitive.h, name-key.h).
 */
#ifndef INDEXER_ENTITY_NAME_H
#define INDEXER_ENTITY_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/text/fold.h"

/* What is longer is no name, or not all of it; the rest is cut off. */
enum { NAME_BYTES = 200, NAME_WORDS = 16, NAME_FOLDED_BYTES = 2 * NAME_BYTES };

struct name_word {
    uint16_t start, end;   /* bytes of `text` */
    uint16_t folded_start; /* of `folded`, where a NUL is behind each word */
    uint16_t folded_len;
};

struct name {
    char text[NAME_BYTES + 1]; /* single blanks, no soft hyphens, no quotes */
    size_t len;
    bool has_genitive_mark; /* Scholz’ or Putin's, with the mark taken off */
    bool has_apostrophe_s;  /* the second of these */
    size_t n_words;
    struct name_word words[NAME_WORDS];
    char folded[NAME_FOLDED_BYTES];
};

/* Reads `raw`, valid UTF-8. False when nothing is left of it. */
bool name_read(struct name *name, struct folder *folder, const char *raw, size_t len);

/* Puts ’s back where it belongs to the name, as in that of a firm: Moody’s, Standard & Poor’s. */
void name_restore_apostrophe_s(struct name *name, struct folder *folder);

/* The folded form of word `i`. */
const char *name_folded(const struct name *name, size_t i);

/* True when word `i` begins with a capital letter of Latin, Greek or Cyrillic script. */
bool name_is_capital(const struct name *name, size_t i);

/* True for von, van der, de, al and the like, which belong to the name behind them. */
bool name_is_particle(const char *folded);

/* Takes off the first `n` words; all of them leaves an empty name. */
void name_drop_words(struct name *name, size_t n);

/* Replaces the end of word `i`, behind its first `keep` bytes, by `ending`, and folds it anew. */
void name_change_ending(struct name *name, struct folder *folder, size_t i, size_t keep,
                        const char *ending);

/* A capital letter at `c`, of which `len` bytes are there. */
bool is_capital_letter(const char *c, size_t len);

/* True when `text` is one of `list`, which is in the order of strcmp(). */
bool is_in_list(const char *text, const char *const *list, size_t n);

/* Endings to be tried one after the other; {ENDING("ow"), ENDING("ew")}. */
struct ending {
    const char *text;
    size_t len;
};
#define ENDING(text)             \
    {                            \
        (text), sizeof(text) - 1 \
    }

/* The length of the first ending of the list that `text` has; 0 for none. */
size_t ending_len(const char *text, size_t len, const struct ending *list, size_t n);

/* True when `text` ends in `ending`. */
bool has_ending(const char *text, size_t len, const char *ending);

#endif
