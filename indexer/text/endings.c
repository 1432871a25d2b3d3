/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/endings.h"

#include <string.h>

/* Shorter words are left to Snowball, which takes nothing from Gas, Los, was. */
enum { WORD_MIN = 4, WORD_MAX = 128 };

/* The letter `n` before the end of the entry; NUL beyond its beginning. */
static char letter_before(const struct ending_entry *entry, size_t n)
{
    size_t len = strlen(entry->ending);
    return n < len ? entry->ending[len - n - 1] : '\0';
}

/* The first of the entries [low, high) whose letter `n` before the end is not below `letter`. */
static const struct ending_entry *first_not_below(const struct ending_entry *low,
                                                  const struct ending_entry *high, size_t n,
                                                  char letter)
{
    while (low < high) {
        const struct ending_entry *middle = low + (high - low) / 2;
        if (letter_before(middle, n) < letter)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/*
 * The entry that speaks for the word, from its last letters to the whole of it; NULL for none. The
 * entries that end as the word does lie side by side, the one that has no further letter first.
 */
static const struct ending_entry *longest_entry(const char *word, size_t len)
{
    const struct ending_entry *low = ending_entries, *high = low + n_ending_entries;
    const struct ending_entry *entry = NULL;
    for (size_t n = 0; n <= len && low < high; n++) {
        if (letter_before(low, n) == '-')
            entry = low;
        char letter = n < len ? word[len - n - 1] : '^';
        low = first_not_below(low, high, n, letter);
        high = first_not_below(low, high, n, (char)(letter + 1));
    }
    return low < high ? low : entry;
}

static bool ends_in(const char *word, size_t len, const char *ending)
{
    size_t n = strlen(ending);
    return len >= n && memcmp(word + len - n, ending, n) == 0;
}

/* What the word has at its end, if that is s, em, ern or innen; any other ending is usual. */
static enum ending_kind ending_kind(const char *word, size_t len)
{
    bool may_be_listed =
        len >= WORD_MIN && (word[len - 1] == 's' || ends_in(word, len, "em") ||
                            ends_in(word, len, "ern") || ends_in(word, len, "innen"));
    const struct ending_entry *entry = may_be_listed ? longest_entry(word, len) : NULL;
    return entry ? entry->kind : USUAL_ENDING;
}

/* Gas, Los and was keep their s; so do words in -ss. */
static bool has_final_s(const char *word, size_t len)
{
    return len > 3 && ends_in(word, len, "s") && !ends_in(word, len, "ss");
}

/* The verb whose infinitive this is, with an n in place of what follows `len`. */
static bool is_verb(const char *word, size_t len)
{
    char infinitive[WORD_MAX + 1];
    if (len >= WORD_MAX)
        return false;
    memcpy(infinitive, word, len);
    infinitive[len] = 'n';
    return ending_kind(infinitive, len + 1) == VERB_ENDING;
}

/* Whether `letters`, three, are among the last `n` of the word. */
static bool has_near_end(const char *word, size_t len, size_t n, const char *letters)
{
    for (size_t i = len > n ? len - n : 0; i + 3 <= len; i++)
        if (memcmp(word + i, letters, 3) == 0)
            return true;
    return false;
}

/*
 * The end of the ier in Papier or regieren, which Snowball would take for an ending of its own: a
 * syllable goes before (not in Tier), and it is not that of Feier.
 */
static bool ends_in_ier(const char *word, size_t len)
{
    if (len < 5 || !ends_in(word, len, "ier") || strchr("aeo", word[len - 4]))
        return false;
    for (size_t i = 0; i < len - 4; i++)
        if (strchr("aeiou", word[i]))
            return true;
    return false;
}

/* The length without `endings[i]`, if what is left is a stem in -ier; 0 for none. */
static size_t ier_len(const char *word, size_t len)
{
    static const char *const endings[] = {"", "e", "en", "n"};
    if (!has_near_end(word, len, 5, "ier"))
        return 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_in(word, len, endings[i]) && ends_in_ier(word, len - strlen(endings[i])))
            return len - strlen(endings[i]);
    return 0;
}

/*
 * Snowball leaves the t of weak verbs. Where the verb is one in -ieren or a known one in -ern, it
 * goes: regiert, regierte, regierten with Regierung; fordert, forderte with Forderung.
 */
static size_t weak_verb_len(const char *word, size_t len)
{
    static const char *const endings[] = {"",      "e",   "en",   "er",    "es",    "em",
                                          "et",    "est", "este", "esten", "ester", "estes",
                                          "estem", "ere", "eren", "erer",  "eres"};
    if (!has_near_end(word, len, 8, "ert"))
        return 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (!ends_in(word, len, endings[i]) || !ends_in(word, len - n, "ert"))
            continue;
        size_t stem_len = len - n - 1;
        return ends_in_ier(word, stem_len) || is_verb(word, stem_len) ? stem_len : 0;
    }
    return 0;
}

/* What the table leaves of the word; 0 when it leaves the ending to Snowball. */
static size_t table_len(const char *word, size_t len)
{
    switch (ending_kind(word, len)) {
    case OWN_ENDING:
        return len;
    case VERB_ENDING:
        return len - 1;
    case FEMININE_ENDING:
        return len - 3;
    default:
        return 0;
    }
}

bool endings_has_s(const char *folded, size_t len)
{
    return has_final_s(folded, len) && ending_kind(folded, len) != OWN_ENDING;
}

bool endings_cut(const char *folded, size_t *len)
{
    if (endings_has_s(folded, *len))
        (*len)--;
    size_t stem_len = ier_len(folded, *len);
    if (stem_len == 0)
        stem_len = weak_verb_len(folded, *len);
    if (stem_len == 0)
        stem_len = table_len(folded, *len);
    if (stem_len > 0)
        *len = stem_len;
    return stem_len > 0;
}
