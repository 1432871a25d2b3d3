/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All words that build-lexicon has heard of, in folded spelling, and what each source says. */
#ifndef INDEXER_TEXT_BUILD_WORDS_H
#define INDEXER_TEXT_BUILD_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    NO_WORD = -1,

    /* kinds */
    IS_NOUN = 1 << 0,      /* a form of a noun of the dictionary */
    IS_VERB = 1 << 1,      /* of a verb */
    IS_OTHER = 1 << 2,     /* of an adjective, a particle ... */
    IS_LEMMA = 1 << 3,     /* the nominative of a noun */
    IS_FRONT = 1 << 4,     /* the dictionary says that it stands before others in compounds */
    IS_NAME = 1 << 5,      /* of a person or a place */
    IS_NAME_FORM = 1 << 7, /* Hamburgs, Hamburger, if Hamburg is one */
    IS_LISTED = 1 << 6,    /* written with a capital in the list of full forms */

    /* rules of inflection: those for a genitive, and those for a plural or a dative */
    GENITIVE = 7,
    PLURAL = ~GENITIVE
};

struct word {
    const char *text;
    unsigned kinds;
    unsigned inflection; /* of a lemma: its rules of inflection, a bit each */
    int lemma;           /* of a noun: where its nominative is */
    int first_form;      /* of a lemma: a form of it, */
    int next_form;       /* of that: one more */
    unsigned n_capital;  /* in the corpus, within sentences */
    unsigned n_small;
    unsigned n_documents;

    /* what is learned */
    bool is_front;
    bool is_end;
    bool is_compound;
    bool is_unit; /* a compound, and a part of others all the same */
    bool is_whole;
    double front_evidence; /* in how many words it stands before a noun */
    double end_evidence;   /* and behind one */
    double front_count;
    double end_count;
    double base_count;  /* of all front parts that are forms of this word */
    int base;           /* of a front part: the word that it is a form of */
    const char *append; /* and how that differs */
    unsigned char strip;
};

/* All of them. An int that names a word is its place here; it lasts, pointers only to word_add().
 */
extern struct words {
    struct word *all;
    size_t n;
    int *slots;
} words;

/* Read a source each; what cannot be read ends the program. */
void words_of_hunspell(const char *aff_path, const char *dic_path);
void words_of_list(const char *path);
void words_of_counts(const char *path);
void words_of_names(const char *path);

/* The number of a word, or NO_WORD; and the same with the word added where it is not there. */
int word_find(const char *text, size_t len);
int word_add(const char *text, size_t len);

/* Puts down that `form` is one of the noun `lemma`. */
void word_set_lemma(int form, int lemma, unsigned inflection);

bool is_kind(const struct word *word, unsigned kinds);
bool ends_in(const char *text, const char *ending);

/* NULL when there is no such word. */
struct word *word_of(const char *text, size_t len);

/* Written with a capital where that is no accident: nouns and names. */
bool is_capitalized(const struct word *word);

/* Whether the splitter is to learn from the word. */
bool is_example(const struct word *word);

#endif
