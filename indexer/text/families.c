/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/families.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/text/endings.h"

enum { WORD_MIN = 3, SHORT_ENDING = 5, PREFIXES_MAX = 2 };

static bool ends_in(const char *word, size_t len, const char *ending)
{
    size_t n = strlen(ending);
    return len > n && memcmp(word + len - n, ending, n) == 0;
}

static size_t copy(char *out, const char *word)
{
    size_t len = strlen(word);
    memcpy(out, word, len + 1);
    return len;
}

/* ---- Spellings ---- */

/* Writes `new` for each `old`, in place; false when there is no room. */
static bool replace(char *word, size_t *len, const struct family_spelling *spelling)
{
    size_t old_len = strlen(spelling->old), new_len = strlen(spelling->new);
    for (char *at = word; (at = strstr(at, spelling->old)) != NULL; at += new_len) {
        if (*len + new_len - old_len > FAMILY_WORD_MAX)
            return false;
        memmove(at + new_len, at + old_len, *len - (size_t)(at - word) - old_len + 1);
        memcpy(at, spelling->new, new_len);
        *len += new_len - old_len;
    }
    return true;
}

/* A bit for each of the letters a to z that it has, and one for all others. */
static uint32_t letters_of(const char *word)
{
    uint32_t letters = 0;
    for (; *word; word++)
        letters |= 1u << (*word >= 'a' && *word <= 'z' ? *word - 'a' : 26);
    return letters;
}

/* Of the old form of each spelling; made with the filter, below. */
enum { SPELLINGS_MAX = 64 };
static uint32_t spelling_letters[SPELLINGS_MAX];

/* Most words lack a letter of most spellings. */
static size_t respell(char *word, size_t len)
{
    uint32_t letters = letters_of(word);
    for (size_t i = 0; i < n_family_spellings; i++) {
        if (spelling_letters[i] & ~letters)
            continue;
        if (!replace(word, &len, &family_spellings[i]))
            break;
        letters |= letters_of(family_spellings[i].new);
    }
    return len;
}

/* ---- Looking up ---- */

/*
 * Nearly all that is looked up is in no table, and one bit tells so: a filter (Bloom 1970,
 * https://doi.org/10.1145/362686.362692) of one hash, made once. The hash goes from the last letter
 * to the first, so that those of all endings of a word are made in one go.
 */
enum { FILTER_BITS = 1 << 16, NO_HASH = 18652613 };

static uint64_t filter[FILTER_BITS / 64];
static pthread_once_t filter_once = PTHREAD_ONCE_INIT;

static uint32_t hash_before(char c, uint32_t hash)
{
    return (hash ^ (unsigned char)c) * 16777619u;
}

static uint32_t hash_of(const char *word, size_t len)
{
    uint32_t hash = NO_HASH;
    while (len-- > 0)
        hash = hash_before(word[len], hash);
    return hash;
}

static void add_to_filter(const char *word)
{
    uint32_t bit = hash_of(word, strlen(word)) >> 16;
    filter[bit / 64] |= (uint64_t)1 << bit % 64;
}

static void make_filter(void)
{
    assert(n_family_spellings <= SPELLINGS_MAX);
    for (size_t i = 0; i < n_family_spellings; i++)
        spelling_letters[i] = letters_of(family_spellings[i].old);
    for (size_t i = 0; i < n_family_forms; i++)
        add_to_filter(family_forms[i].form);
    for (size_t i = 0; i < n_family_weak_verbs; i++)
        add_to_filter(family_weak_verbs[i]);
    for (size_t i = 0; i < n_family_own; i++)
        add_to_filter(family_own[i]);
}

static bool may_be_in(uint32_t hash)
{
    uint32_t bit = hash >> 16;
    return filter[bit / 64] >> bit % 64 & 1;
}

static int compare_words(const void *a, const void *b)
{
    return strcmp(a, b);
}

static bool is_in(const family_word *list, size_t n, const char *word)
{
    return may_be_in(hash_of(word, strlen(word))) &&
           bsearch(word, list, n, sizeof *list, compare_words) != NULL;
}

/* The base of a form that is in the table with this sign; NULL when it is not. */
static const char *find_hashed(char sign, const char *word, size_t len, uint32_t hash)
{
    family_word key;
    if (len + 2 > sizeof key || !may_be_in(hash_before(sign, hash)))
        return NULL;
    key[0] = sign;
    memcpy(key + 1, word, len);
    key[len + 1] = '\0';
    const struct family_form *form =
        bsearch(key, family_forms, n_family_forms, sizeof *family_forms, compare_words);
    return form ? family_bases[form->base] : NULL;
}

static const char *find_form(char sign, const char *word, size_t len)
{
    return find_hashed(sign, word, len, hash_of(word, len));
}

/* Coronaviren: what is in front of the ending is kept, and is no single letter. */
static size_t base_by_ending(const char *word, size_t len, char *base)
{
    uint32_t hashes[FAMILY_WORD_MAX + 1] = {0};
    hashes[len] = NO_HASH;
    for (size_t i = len; i-- > 0;)
        hashes[i] = hash_before(word[i], hashes[i + 1]);
    for (size_t i = 0; i + WORD_MIN < len; i++) {
        const char *found = find_hashed('-', word + i, len - i, hashes[i]);
        if (!found || (i > 0 && i < 3 && len - i <= SHORT_ENDING))
            continue;
        memcpy(base, word, i);
        return i + copy(base + i, found);
    }
    return 0;
}

/* ---- Verbs ---- */

/*
 * The infinitive of a weak verb whose stem has these bytes: warn, handel, forder. Those in -ern
 * only where endings.h leaves them their er; zuckern would else meet zucken.
 */
static size_t weak_infinitive(const char *stem, size_t len, char *base)
{
    if (len < 2 || len + 3 > sizeof(family_word))
        return 0;
    memcpy(base, stem, len);
    bool is_er = ends_in(stem, len, "er");
    size_t base_len = len + copy(base + len, is_er || ends_in(stem, len, "el") ? "n" : "en");
    size_t cut_len = base_len;
    bool is_known = is_in(family_weak_verbs, n_family_weak_verbs, base) &&
                    (!is_er || endings_cut(base, &cut_len));
    return is_known ? base_len : 0;
}

/* warnt, warnte, arbeitete; gewarnt, gewarnte */
static size_t base_of_weak(const char *word, size_t len, char *base)
{
    static const char *const endings[] = {"t",  "te",  "ten",  "tet",  "ter",  "tes",  "tem",
                                          "et", "ete", "eten", "etet", "eter", "etes", "etem"};
    if (len < 3 || !memchr(word + len - 3, 't', 3))
        return 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!ends_in(word, len, endings[i]))
            continue;
        size_t stem_len = len - strlen(endings[i]);
        size_t base_len = weak_infinitive(word, stem_len, base);
        if (base_len == 0 && stem_len > 3 && memcmp(word, "ge", 2) == 0 &&
            !ends_in(endings[i], strlen(endings[i]), "tet"))
            base_len = weak_infinitive(word + 2, stem_len - 2, base);
        if (base_len > 0)
            return base_len;
    }
    return 0;
}

/* The length without an ending of adjectives. */
static size_t bare_len(const char *word, size_t len)
{
    static const char *const endings[] = {"en", "er", "es", "em", "e"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_in(word, len, endings[i]))
            return len - strlen(endings[i]);
    return len;
}

static size_t base_of_simple_verb(const char *word, size_t len, char *base)
{
    const char *found = find_form('+', word, len);
    return found ? copy(base, found) : base_of_weak(word, len, base);
}

/* The zu of anzusprechen goes. */
static size_t base_of_zu(const char *word, size_t len, char *base)
{
    family_word infinitive;
    if (len < 6 || len - 2 >= sizeof infinitive || memcmp(word, "zu", 2) != 0)
        return 0;
    memcpy(infinitive, word + 2, len - 2);
    infinitive[len - 2] = '\0';
    const char *found = find_form('+', infinitive, len - 2);
    if ((found && strcmp(found, infinitive) == 0) ||
        is_in(family_weak_verbs, n_family_weak_verbs, infinitive))
        return copy(base, infinitive);
    return 0;
}

/* A verb with up to `n_prefixes` prefixes: ging, aufging, voranging. */
static size_t base_of_verb(const char *word, size_t len, int n_prefixes, char *base)
{
    size_t base_len = base_of_simple_verb(word, len, base);
    for (size_t i = 0; base_len == 0 && n_prefixes > 0 && i < n_family_prefixes; i++) {
        const char *prefix = family_prefixes[i];
        if (*prefix != *word)
            continue;
        size_t n = strlen(prefix);
        if (len < n + WORD_MIN || memcmp(word, prefix, n) != 0)
            continue;
        base_len = base_of_zu(word + n, len - n, base + n);
        if (base_len == 0)
            base_len = base_of_verb(word + n, len - n, n_prefixes - 1, base + n);
        if (base_len > 0) {
            memcpy(base, word, n);
            base_len += n;
        }
    }
    return base_len;
}

/* Macht, and geplant with or without an ending. */
static bool is_own(const char *word, size_t len)
{
    family_word bare;
    size_t n = bare_len(word, len);
    if (n >= sizeof bare)
        return false;
    memcpy(bare, word, n);
    bare[n] = '\0';
    return is_in(family_own, n_family_own, bare) ||
           (len < sizeof bare && is_in(family_own, n_family_own, word));
}

size_t family_base(const char *folded, size_t len, char *base)
{
    char word[FAMILY_BASE_MAX + 1];
    if (len < WORD_MIN || len > FAMILY_WORD_MAX)
        return 0;
    pthread_once(&filter_once, make_filter);
    memcpy(word, folded, len);
    word[len] = '\0';
    size_t word_len = respell(word, len);
    const char *whole = find_form('^', word, word_len);
    size_t base_len = whole ? copy(base, whole) : 0;
    if (base_len == 0)
        base_len = base_by_ending(word, word_len, base);
    if (base_len == 0 && !is_own(word, word_len))
        base_len = base_of_verb(word, word_len, PREFIXES_MAX, base);
    if (base_len == 0 && (word_len != len || memcmp(word, folded, len) != 0))
        base_len = copy(base, word);
    return base_len;
}
