/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

/* Room for a word before and after folding; NFKC may make one character into eighteen. */
enum { RAW_MAX = 256, UNITS_MAX = RAW_MAX * 18 };

struct folder {
    const UNormalizer2 *casefold; /* NFKC_Casefold: lower case, ß to ss, no soft hyphens, NFKC */
    const UNormalizer2 *nfd;      /* for taking accents off */
    UChar raw[RAW_MAX];
    UChar units[UNITS_MAX];
};

/* The end of a word being written: bytes that do not fit are dropped whole characters at a time. */
struct out {
    char *bytes;
    size_t len;
};

fund_status folder_new(struct folder **folder, fund_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    *folder = calloc(1, sizeof **folder);
    if (!*folder)
        return fail_no_memory(err);
    (*folder)->casefold = unorm2_getNFKCCasefoldInstance(&status);
    (*folder)->nfd = unorm2_getNFDInstance(&status);
    if (U_SUCCESS(status))
        return FUND_OK;
    folder_free(*folder);
    *folder = NULL;
    return fail(err, FUND_INTERNAL, "ICU has no normalizer: %s", u_errorName(status));
}

void folder_free(struct folder *folder)
{
    free(folder);
}

static void put_bytes(struct out *out, const char *bytes, size_t len)
{
    if (out->len + len <= FOLDED_MAX) {
        memcpy(out->bytes + out->len, bytes, len);
        out->len += len;
    }
}

static void put_character(struct out *out, UChar32 c)
{
    char bytes[U8_MAX_LENGTH];
    int32_t len = 0;
    U8_APPEND_UNSAFE(bytes, len, c);
    put_bytes(out, bytes, (size_t)len);
}

/* How a letter is written by those who do not have it on their keyboard; NULL for the others. */
static const char *transcription(UChar32 c)
{
    switch (c) {
    case 0xE4: /* ä */
    case 0xE6: /* æ */
        return "ae";
    case 0xF6:  /* ö */
    case 0xF8:  /* ø */
    case 0x153: /* œ */
        return "oe";
    case 0xFC: /* ü */
        return "ue";
    case 0x111: /* đ */
    case 0xF0:  /* ð */
        return "d";
    case 0x131: /* ı */
        return "i";
    case 0x142: /* ł */
        return "l";
    case 0xFE: /* þ */
        return "th";
    default:
        return NULL;
    }
}

/* é to e, ğ to g; a letter that is not made up of others stays. */
static UChar32 without_accents(const struct folder *folder, UChar32 c)
{
    UChar parts[8];
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = unorm2_getDecomposition(folder->nfd, c, parts, 8, &status);
    if (U_FAILURE(status) || len <= 0)
        return c;
    UChar32 base;
    int32_t i = 0;
    U16_NEXT(parts, i, len, base);
    return base < 0x250 ? base : c; /* Latin only: й is not и */
}

static void put_folded(const struct folder *folder, struct out *out, UChar32 c)
{
    const char *letters = transcription(c);
    if (letters)
        put_bytes(out, letters, strlen(letters));
    else if (c < 0x80)
        put_character(out, c);
    else if (c >= 0x300 && c <= 0x36F)
        return; /* an accent that is not part of a letter */
    else
        put_character(out, without_accents(folder, c));
}

/* U+00C0 to U+00FF, folded as fold_unicode() does it. × and ÷ are no letters. */
/* clang-format off */
static const char latin1_letters[64][3] = {
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "oe", "", "oe", "u", "u", "u", "ue", "y", "th", "ss",
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "oe", "", "oe", "u", "u", "u", "ue", "y", "th", "y",
};
/* clang-format on */

/* Folds a word of ASCII and letters of Latin-1; false when there is anything else in it. */
static bool fold_latin1(const char *word, size_t len, char *folded, size_t *folded_len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        char c = word[i];
        if ((unsigned char)c < 0x80) {
            folded[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
            continue;
        }
        const char *letters = c == '\xC3' ? latin1_letters[word[++i] & 0x3F] : "";
        if (*letters == '\0')
            return false;
        folded[n++] = letters[0];
        if (letters[1] != '\0')
            folded[n++] = letters[1];
    }
    *folded_len = n;
    return true;
}

/* The general way, by ICU. */
static size_t fold_unicode(struct folder *folder, const char *word, size_t len, char *folded)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t n_raw = 0;
    struct out out = {folded, 0};
    u_strFromUTF8(folder->raw, RAW_MAX, &n_raw, word, (int32_t)len, &status);
    int32_t n =
        unorm2_normalize(folder->casefold, folder->raw, n_raw, folder->units, UNITS_MAX, &status);
    if (U_FAILURE(status))
        return 0;
    for (int32_t i = 0; i < n;) {
        UChar32 c;
        U16_NEXT(folder->units, i, n, c);
        put_folded(folder, &out, c);
    }
    return out.len;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/*
 * The length in bytes of an apostrophe or of the other signs that group digits in print
 * (straight, typographic, Swiss) at `c`; 0 when there is none.
 */
static size_t apostrophe_len(const char *c)
{
    if (*c == '\'')
        return 1;
    return strncmp(c, "\u2019", 3) == 0 || strncmp(c, "\u2018", 3) == 0 ? 3 : 0;
}

/* The blanks between groups (words.c) have been made plain ones by then. */
static size_t group_separator_len(const char *c)
{
    return *c == '.' || *c == ' ' ? 1 : apostrophe_len(c);
}

static size_t digits_len(const char *c)
{
    size_t n = 0;
    while (is_digit(c[n]))
        n++;
    return n;
}

/* Digits behind a comma, to the end. */
static bool is_decimals(const char *c)
{
    size_t n = *c == ',' ? digits_len(c + 1) : 0;
    return n > 0 && c[1 + n] == '\0';
}

/* 12.000 and 1'500,99, but neither 24.10.2024 nor 3.14: one to three digits, then threes. */
static bool is_grouped_number(const char *word)
{
    size_t first = digits_len(word);
    const char *c = word + first;
    if (first < 1 || first > 3 || *word == '0' || *c == '\0' || *c == ',')
        return false;
    while (*c && !is_decimals(c)) {
        size_t separator = group_separator_len(c);
        if (separator == 0 || digits_len(c + separator) != 3)
            return false;
        c += separator + 3;
    }
    return true;
}

/* Takes apostrophes and blanks out, and points that do not stand between digits. */
static size_t drop_inner_marks(char *word)
{
    bool is_grouped = is_grouped_number(word);
    char *out = word;
    for (const char *c = word; *c;) {
        size_t apostrophe = apostrophe_len(c);
        bool is_inner_point = *c == '.' && !(c > word && is_digit(c[-1]) && is_digit(c[1]));
        if (apostrophe)
            c += apostrophe;
        else if (*c == ' ' || is_inner_point || (is_grouped && *c == '.'))
            c++;
        else
            *out++ = *c++;
    }
    *out = '\0';
    return (size_t)(out - word);
}

/* Putin's, geht's: the s after an apostrophe goes; so it does in the genitive without one. */
static void drop_apostrophe_s(char *word, size_t len)
{
    for (size_t mark = 1; mark <= 3; mark += 2) {
        if (len > mark + 1 && word[len - 1] == 's' && apostrophe_len(word + len - 1 - mark) == mark)
            word[len - 1 - mark] = '\0';
    }
}

/* `len`, or less so that no more than `max` bytes and no half character are left. */
static size_t cut_to(const char *word, size_t len, size_t max)
{
    if (len <= max)
        return len;
    len = max;
    while (len > 0 && U8_IS_TRAIL((uint8_t)word[len]))
        len--;
    return len;
}

size_t fold(struct folder *folder, const char *word, size_t len, char *folded)
{
    len = cut_to(word, len, FOLDED_MAX);
    size_t n;
    if (!fold_latin1(word, len, folded, &n))
        n = fold_unicode(folder, word, len, folded);
    folded[n] = '\0';
    if (!strpbrk(folded, "'. \xE2"))
        return n;
    drop_apostrophe_s(folded, n);
    return drop_inner_marks(folded);
}

/* The next character of a word, without regard to case. */
static UChar32 next_without_case(const char *word, size_t len, size_t *i)
{
    UChar32 c;
    U8_NEXT((const uint8_t *)word, *i, len, c);
    return u_foldCase(c, U_FOLD_CASE_DEFAULT);
}

bool is_same_but_for_case(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t i = 0, j = 0;
    while (i < a_len && j < b_len)
        if (next_without_case(a, a_len, &i) != next_without_case(b, b_len, &j))
            return false;
    return i == a_len && j == b_len;
}
