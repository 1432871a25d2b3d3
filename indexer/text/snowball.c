/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/snowball.h"

#include <stdbool.h>
#include <string.h>

/* u and y between vowels are consonants; so they are written while the word is worked on. */
enum { CONSONANT_U = 'U', CONSONANT_Y = 'Y' };

/* The word without what has been taken off, and where its regions begin (R1 and R2). */
struct state {
    const char *word;
    size_t len;
    size_t r1;
    size_t r2;
};

static bool is_vowel(char c)
{
    switch (c) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
    case A_UMLAUT:
    case O_UMLAUT:
    case U_UMLAUT:
        return true;
    default:
        return false;
    }
}

static void mark_consonants(char *word, size_t len)
{
    for (size_t i = 1; i + 1 < len; i++)
        if ((word[i] == 'u' || word[i] == 'y') && is_vowel(word[i - 1]) && is_vowel(word[i + 1]))
            word[i] = word[i] == 'u' ? CONSONANT_U : CONSONANT_Y;
}

/* Behind the first consonant that follows a vowel, from `from` on. */
static size_t find_region(const char *word, size_t len, size_t from)
{
    while (from < len && !is_vowel(word[from]))
        from++;
    while (from < len && is_vowel(word[from]))
        from++;
    return from < len ? from + 1 : len;
}

static struct state find_regions(const char *word, size_t len)
{
    struct state state = {word, len, len, len};
    if (len < 3)
        return state;
    state.r1 = find_region(word, len, 0);
    state.r2 = find_region(word, len, state.r1);
    if (state.r1 < 3)
        state.r1 = 3;
    return state;
}

static bool ends_in(const struct state *state, const char *ending, size_t n)
{
    return state->len >= n && memcmp(state->word + state->len - n, ending, n) == 0;
}

struct ending {
    char letters[5];
    unsigned char len; /* 0 behind the last of a list */
};

/* The length of the first of `endings` that the word has, 0 for none; the longer come first. */
static size_t ending_len(const struct state *state, const struct ending *endings)
{
    char last = state->len > 0 ? state->word[state->len - 1] : '\0';
    for (; endings->len > 0; endings++)
        if (endings->letters[endings->len - 1] == last &&
            ends_in(state, endings->letters, endings->len))
            return endings->len;
    return 0;
}

/* The letter `n` before the end; NUL where the word is shorter. */
static char letter_before(const struct state *state, size_t n)
{
    return state->len > n ? state->word[state->len - n - 1] : '\0';
}

static bool is_one_of(char c, const char *letters)
{
    return c != '\0' && strchr(letters, c) != NULL;
}

static void cut_plural_s(struct state *state)
{
    if (is_one_of(letter_before(state, 1), "bdfghklmnrt"))
        state->len--;
}

/* em, ern, er; e, en, es, and then an s of niss; s behind certain letters. */
static void cut_inflection(struct state *state)
{
    static const struct ending endings[] = {{"ern", 3}, {"em", 2}, {"er", 2}, {"en", 2},
                                            {"es", 2},  {"e", 1},  {"s", 1},  {"", 0}};
    size_t n = ending_len(state, endings);
    char last = letter_before(state, 0);
    if (n == 0 || state->len - n < state->r1)
        return;
    if (n == 1 && last == 's') {
        cut_plural_s(state);
        return;
    }
    state->len -= n;
    if (n < 3 && last != 'm' && last != 'r' && ends_in(state, "niss", 4))
        state->len--;
}

/* en, er, est; st behind certain letters and three more. */
static void cut_degree(struct state *state)
{
    static const struct ending endings[] = {{"est", 3}, {"en", 2}, {"er", 2}, {"st", 2}, {"", 0}};
    size_t n = ending_len(state, endings);
    if (n == 0 || state->len - n < state->r1)
        return;
    if (n == 2 && ends_in(state, "st", 2) &&
        (!is_one_of(letter_before(state, 2), "bdfghklmnt") || state->len < 6))
        return;
    state->len -= n;
}

/* Takes off one of `endings` if it lies behind `region`. */
static void cut_one_of(struct state *state, const struct ending *endings, size_t region)
{
    size_t n = ending_len(state, endings);
    if (n > 0 && state->len - n >= region)
        state->len -= n;
}

/* What may go as well when ung, lich or keit has gone. */
static void cut_before_derivation(struct state *state, char last)
{
    static const struct ending before_ung[] = {{"ig", 2}, {"", 0}};
    static const struct ending before_lich[] = {{"er", 2}, {"en", 2}, {"", 0}};
    static const struct ending before_keit[] = {{"lich", 4}, {"ig", 2}, {"", 0}};
    switch (last) {
    case 'd': /* end */
    case 'g': /* ung */
        if (letter_before(state, 2) != 'e')
            cut_one_of(state, before_ung, state->r2);
        break;
    case 'h': /* lich, heit */
        cut_one_of(state, before_lich, state->r1);
        break;
    default: /* keit */
        cut_one_of(state, before_keit, state->r2);
    }
}

/* end, ung, ig, ik, isch, lich, heit, keit: what makes words of other words. */
static void cut_derivation(struct state *state)
{
    static const struct ending firm[] = {{"end", 3},  {"ung", 3},  {"lich", 4},
                                         {"heit", 4}, {"keit", 4}, {"", 0}};
    static const struct ending loose[] = {
        {"isch", 4}, {"ig", 2}, {"ik", 2}, {"", 0}}; /* not behind an e */
    size_t n = ending_len(state, firm);
    bool is_firm = n > 0;
    if (!is_firm)
        n = ending_len(state, loose);
    if (n == 0 || state->len - n < state->r2 || (!is_firm && letter_before(state, n) == 'e'))
        return;
    char last = ends_in(state, "heit", 4) ? 'h' : letter_before(state, 0);
    state->len -= n;
    if (is_firm)
        cut_before_derivation(state, last);
}

static char plain_letter(char c)
{
    switch (c) {
    case A_UMLAUT:
        return 'a';
    case O_UMLAUT:
        return 'o';
    case U_UMLAUT:
    case CONSONANT_U:
        return 'u';
    case CONSONANT_Y:
        return 'y';
    default:
        return c;
    }
}

size_t snowball_stem(char *word, size_t len)
{
    mark_consonants(word, len);
    struct state state = find_regions(word, len);
    cut_inflection(&state);
    cut_degree(&state);
    cut_derivation(&state);
    for (size_t i = 0; i < state.len; i++)
        word[i] = plain_letter(word[i]);
    return state.len;
}
