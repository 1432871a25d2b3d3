/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/stem.h"

#include <libstemmer.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/text/endings.h"
#include "indexer/text/families.h"
#include "indexer/text/snowball.h"

struct stemmer {
    struct sb_stemmer *snowball;
};

fund_status stemmer_new(struct stemmer **stemmer, fund_error *err)
{
    *stemmer = calloc(1, sizeof **stemmer);
    if (!*stemmer)
        return fail_no_memory(err);
    (*stemmer)->snowball = sb_stemmer_new("german", "UTF_8");
    if ((*stemmer)->snowball)
        return FUND_OK;
    stemmer_free(*stemmer);
    *stemmer = NULL;
    return fail(err, FUND_INTERNAL, "libstemmer has no German stemmer");
}

void stemmer_free(struct stemmer *stemmer)
{
    if (stemmer)
        sb_stemmer_delete(stemmer->snowball);
    free(stemmer);
}

static bool is_vowel(char c)
{
    return c != '\0' && strchr("aeiou", c) != NULL;
}

/* ae, oe, and ue where it can be an ü: not after a vowel (neue, Bauer), not after q (Quelle). */
static bool is_umlaut(const char *word, size_t len, size_t i)
{
    if (i + 1 >= len || word[i + 1] != 'e')
        return false;
    if (word[i] == 'a' || word[i] == 'o')
        return true;
    return word[i] == 'u' && (i == 0 || (!is_vowel(word[i - 1]) && word[i - 1] != 'q'));
}

/* `out` may be `word`. */
static size_t reduce_umlauts(const char *word, size_t len, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        char letter = word[i];
        i += is_umlaut(word, len, i);
        out[n++] = letter;
    }
    out[n] = '\0';
    return n;
}

/* Whether an r follows the ae, oe or ue at `i`. */
static bool is_umlaut_before_r(const char *word, size_t len, size_t i)
{
    return i + 2 < len && word[i + 2] == 'r' && is_umlaut(word, len, i);
}

/*
 * Writes ä, ö, ü back where an r follows. Else Snowball would take the "er" from militaer and
 * erklaeren, and they would not meet militaerisch and Erklaerung.
 */
static size_t restore_umlauts(const char *word, size_t len, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (!is_umlaut_before_r(word, len, i)) {
            out[n++] = word[i];
            continue;
        }
        out[n++] = word[i] == 'a' ? A_UMLAUT : word[i] == 'o' ? O_UMLAUT : U_UMLAUT;
        i++;
    }
    return n;
}

/* The same in UTF-8, in place: ä is as long as ae. */
static void restore_utf8_umlauts(char *word, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!is_umlaut_before_r(word, len, i))
            continue;
        word[i + 1] = word[i] == 'a' ? '\xA4' : word[i] == 'o' ? '\xB6' : '\xBC';
        word[i] = '\xC3';
    }
}

static bool is_ascii(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)word[i] >= 0x80)
            return false;
    return true;
}

static size_t ascii_stem(const char *folded, size_t len, char *out)
{
    size_t n = restore_umlauts(folded, len, out);
    return reduce_umlauts(out, snowball_stem(out, n), out);
}

/* By libstemmer, which knows all letters. */
static size_t library_stem(struct stemmer *stemmer, const char *folded, size_t len, char *out)
{
    memcpy(out, folded, len);
    restore_utf8_umlauts(out, len);
    const sb_symbol *word = sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)out, (int)len);
    if (!word)
        return 0;
    size_t stem_len = (size_t)sb_stemmer_length(stemmer->snowball);
    return reduce_umlauts((const char *)word, stem_len, out);
}

size_t stem(struct stemmer *stemmer, const char *folded, size_t len, char *out)
{
    char base[FAMILY_BASE_MAX + 1];
    size_t base_len = family_base(folded, len, base);
    if (base_len > 0) {
        folded = base;
        len = base_len;
    }
    if (endings_cut(folded, &len))
        return reduce_umlauts(folded, len, out);
    return is_ascii(folded, len) ? ascii_stem(folded, len, out)
                                 : library_stem(stemmer, folded, len, out);
}
