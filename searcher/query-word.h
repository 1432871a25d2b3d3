/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One word of a query, as blanks bound it: is it just a word, or does it carry signs of its own?
 *
 *     Nordk*   M?ller   Kurks~   Kurks~2   =Soldaten
 *
 * `?` at the end is a question (Corona?), and Politiker*innen is a word.
 */
#ifndef SEARCHER_QUERY_WORD_H
#define SEARCHER_QUERY_WORD_H

#include <stdbool.h>
#include <stddef.h>

enum word_kind { WORD_PLAIN, WORD_EXACT, WORD_PATTERN, WORD_FUZZY };

struct word {
    enum word_kind kind;
    size_t start; /* without signs; but for a plain word, without punctuation at its end */
    size_t end;
    unsigned distance;
    const char *doubt;
};

/* The largest distance between words, and between the letters of two. */
enum { WORD_MAX_DISTANCE = 1000, WORD_MAX_EDITS = 2 };

/* `is_address` for one in which `?` and other signs are nothing special: the value of url: */
struct word word_read(const char *text, size_t len, bool is_address);

/* Politiker:innen, Ärzt*in, Lehrer*innenmangel */
bool word_is_gender_form(const char *text, size_t len);

/* Does the text begin with the "innen" or the "in" of such a form, and no longer word? */
bool word_is_gender_suffix(const char *text, size_t len);

/* Does the word lead on to a truncated one: "und" or "Waffen," before -importe? */
bool word_leads_on(const char *text, size_t len);

/* A `*` or `~` in a plain word that can hardly be meant for nothing; NULL when there is none. */
const char *word_lost_sign(const char *text, size_t len);

/* Reads up to four digits at `*at`, and goes on behind them. */
bool word_read_number(const char *text, size_t len, size_t *at, unsigned *number);

bool word_is_digit(char c);
bool word_is_ascii_letter(char c);

/* Takes all that is not ASCII for a letter. */
bool word_is_letter(char c);

/* Does the text begin with a small letter, one of German's umlauts included? */
bool word_is_lower(const char *text, size_t len);

#endif
