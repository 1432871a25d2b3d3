/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query-word.h"

#include <string.h>

/* ---- Characters ---------------------------------------------------------------------------- */

bool word_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool word_is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool word_is_letter(char c)
{
    return word_is_ascii_letter(c) || (unsigned char)c >= 0x80;
}

bool word_is_lower(const char *text, size_t len)
{
    if (len == 0)
        return false;
    if (*text >= 'a' && *text <= 'z')
        return true;
    return len > 1 && *text == '\xC3' && (unsigned char)text[1] >= 0x9F;
}

static bool is_wild(char c)
{
    return c == '*' || c == '?';
}

static bool is_literal(char c)
{
    return word_is_letter(c) || word_is_digit(c);
}

bool word_read_number(const char *text, size_t len, size_t *at, unsigned *number)
{
    enum { MAX_DIGITS = 4 };
    size_t i = *at;
    for (*number = 0; i < len && word_is_digit(text[i]); i++) {
        if (i - *at == MAX_DIGITS)
            return false;
        *number = *number * 10 + (unsigned)(text[i] - '0');
    }
    bool has_digits = i > *at;
    *at = i;
    return has_digits;
}

/* ---- Forms of words ------------------------------------------------------------------------ */

static bool begins_with(const char *text, size_t len, const char *what)
{
    return len >= strlen(what) && memcmp(text, what, strlen(what)) == 0;
}

static bool is_one_of(const char *text, size_t len, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (strlen(words[i]) == len && memcmp(text, words[i], len) == 0)
            return true;
    return false;
}

/* The length without what ends a sentence or a part of one. */
static size_t core_len(const char *text, size_t len)
{
    while (len > 0 && strchr("?!.,;:", text[len - 1]))
        len--;
    return len;
}

/* The end of the letters that the text begins with. */
static size_t letters_len(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len && word_is_letter(text[at]))
        at++;
    return at;
}

bool word_is_gender_suffix(const char *text, size_t len)
{
    static const char *const suffixes[] = {"in", "innen", "In", "Innen", "IN", "INNEN", NULL};
    enum { LONGEST = 5 };
    size_t n = letters_len(text, len < LONGEST + 1 ? len : LONGEST + 1);
    return is_one_of(text, n, suffixes) && (n == len || !strchr("*-_0123456789", text[n]));
}

bool word_is_gender_form(const char *text, size_t len)
{
    enum { MIN_BASE = 3 };
    len = core_len(text, len);
    size_t sign = letters_len(text, len);
    if (sign < MIN_BASE || sign == len || !strchr("*:", text[sign]))
        return false;
    const char *suffix = text + sign + 1;
    size_t suffix_len = len - sign - 1;
    return word_is_gender_suffix(suffix, suffix_len) ||
           (begins_with(suffix, suffix_len, "innen") &&
            letters_len(suffix, suffix_len) == suffix_len);
}

bool word_leads_on(const char *text, size_t len)
{
    static const char *const words[] = {
        "und",  "u.",   "oder", "od.",  "sowie", "bzw.", "beziehungsweise",
        "bis",  "noch", "wie",  "als",  "statt", "auch", "respektive",
        "samt", "&",    "/",    "plus", NULL};
    return (len > 1 && text[len - 1] == ',') || is_one_of(text, len, words);
}

/* ---- Signs --------------------------------------------------------------------------------- */

/* Begins with a letter or digit, and has only such, hyphens and the like; `*` and `?` if they may.
 */
static bool is_clean(const char *text, size_t len, bool may_be_wild)
{
    if (len == 0 || !is_literal(*text))
        return false;
    for (size_t i = 1; i < len; i++)
        if (!is_literal(text[i]) && !strchr("-'_", text[i]) && !(may_be_wild && is_wild(text[i])))
            return false;
    return true;
}

/* The first `*` or `?`; the length when there is none. */
static size_t find_wild(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len && !is_wild(text[at]))
        at++;
    return at;
}

/* Nordk*, M?ller; but not 5*3. */
static bool is_pattern(const char *text, size_t len)
{
    size_t wild = find_wild(text, len);
    if (wild == len || wild == 0 || word_is_gender_form(text, len))
        return false;
    bool is_sum = word_is_digit(text[wild - 1]) && wild + 1 < len && word_is_digit(text[wild + 1]);
    return !is_sum && is_clean(text, len, true);
}

/* The length of the word in Kurks~ or Kurks~2, 0 when it is nothing of the kind. */
static size_t fuzzy_len(const char *text, size_t len, unsigned *distance)
{
    const char *tilde = memchr(text, '~', len);
    size_t at = tilde ? (size_t)(tilde - text) : len;
    if (!tilde || !is_clean(text, at, false))
        return 0;
    size_t word_len = at++;
    *distance = 1;
    if (at == len)
        return word_len;
    return word_read_number(text, len, &at, distance) && at == len ? word_len : 0;
}

struct word word_read(const char *text, size_t len, bool is_address)
{
    struct word word = {WORD_PLAIN, 0, len, 0, NULL};
    size_t core = core_len(text, len), fuzzy;
    if (is_address) {
        word.kind = memchr(text, '*', len) && len > 1 ? WORD_PATTERN : WORD_PLAIN;
    } else if (core > 1 && *text == '=' && is_clean(text + 1, core - 1, false)) {
        word = (struct word){WORD_EXACT, 1, core, 0, NULL};
    } else if (is_pattern(text, core)) {
        word = (struct word){WORD_PATTERN, 0, core, 0, NULL};
    } else if ((fuzzy = fuzzy_len(text, core, &word.distance)) > 0) {
        word.kind = WORD_FUZZY;
        word.end = fuzzy;
        if (word.distance < 1 || word.distance > WORD_MAX_EDITS) {
            word.doubt = "a ~ takes 1 or 2: so many letters may differ";
            word.distance = word.distance < 1 ? 1 : WORD_MAX_EDITS;
        }
    } else {
        word.distance = 0;
    }
    return word;
}

const char *word_lost_sign(const char *text, size_t len)
{
    bool has_letter = false;
    const char *sign = NULL;
    for (size_t i = 0; i < len; i++) {
        if (strchr("/@=", text[i]))
            return NULL; /* an address, or code */
        has_letter = has_letter || word_is_letter(text[i]);
        if (!sign && (text[i] == '*' || text[i] == '~'))
            sign = text + i;
    }
    return has_letter && !word_is_gender_form(text, len) ? sign : NULL;
}
