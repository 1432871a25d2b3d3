/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lexicon of the compound splitter: which words German compounds are made of, and how likely
 * each stands in front or at the end of one.
 *
 *     word       front  end  strip  append  is_whole
 *     arbeits      6.1    -      1                      Arbeit|s|markt
 *     schul        8.9    -           e                 Schul|buch, from Schule
 *     markt        9.0  8.2                     yes
 *     soldaten    11.3  9.8                     yes     never Sold|daten
 *
 * german.lexicon, which build-lexicon writes, is linked into the program as it is: nothing is
 * opened, read or copied, and any number of threads may use it. Its layout is in lexicon.c.
 */
#ifndef INDEXER_TEXT_LEXICON_H
#define INDEXER_TEXT_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where things are in the bytes of a lexicon file. */
struct lexicon {
    const unsigned char *root;
    const unsigned char *edges;
    const unsigned char *records;
    uint32_t n_edges;
    uint32_t n_words;
    uint64_t fingerprint; /* of the content: goes into that of the analysis */
};

/* Costs are 8 * -log2 of a probability; NEVER where the word cannot stand. */
enum { COST_UNIT = 8, COST_NEVER = 255 };

enum {
    WORD_IS_WHOLE = 1,  /* standing alone it is one word, not to be split */
    WORD_IS_NAME = 2,   /* Huber, Saar: with the next, */
    WORD_MAKES_NAME = 4 /* Straße, Land, it is a name and whole */
};

/* What is known of a word, in folded spelling. */
struct lexicon_word {
    uint8_t front; /* cost as a part before others, linking letters included */
    uint8_t end;   /* cost as the last part */
    uint8_t flags; /* WORD_... */
    uint8_t link;  /* of a front part: lexicon_strip(), lexicon_append() */
};

/* The lexicon that is linked in. */
struct lexicon lexicon_german(void);

/*
 * The lexicon in the bytes of a file, which must outlive it. They are trusted, as the program's
 * own; one without a word comes back when they are none of a lexicon.
 */
struct lexicon lexicon_from_bytes(const unsigned char *bytes, size_t len);

/* A walk along the letters of a word; it begins as {0}. */
struct lexicon_walk {
    uint32_t node; /* its first edge; 0 is the root */
    uint32_t rank; /* how many words of the lexicon come before */
};

/*
 * Goes on by one letter; false when no word goes on so. `*is_word` says whether the letters so far
 * are a word; if so it is number walk->rank - 1.
 */
bool lexicon_step(const struct lexicon *lexicon, struct lexicon_walk *walk, unsigned char letter,
                  bool *is_word);

/* Word number `i`, in alphabetical order. */
struct lexicon_word lexicon_word(const struct lexicon *lexicon, uint32_t i);

/* Looks a word up; false when it is not there. */
bool lexicon_find(const struct lexicon *lexicon, const char *word, size_t len,
                  struct lexicon_word *found);

/* How many linking letters are at the end of a front part; and what its own word has instead. */
size_t lexicon_strip(struct lexicon_word word);
const char *lexicon_append(struct lexicon_word word);
uint8_t lexicon_link(size_t strip, const char *append);

#endif
