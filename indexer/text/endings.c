/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/endings.h"

#include <stdlib.h>
#include <string.h>

/* Shorter words are left to Snowball, which takes nothing from Gas, Los, was. */
enum { WORD_MIN = 4, WORD_MAX = 128, ENDING_MAX = 40 };

static int compare(const void *ending, const void *entry)
{
    return strcmp(ending, ((const struct ending_entry *)entry)->ending);
}

static const struct ending_entry *find_entry(const char *ending)
{
    return bsearch(ending, ending_entries, n_ending_entries, sizeof *ending_entries, compare);
}

/* The entry that speaks for the word, from the whole word to its last letters; NULL for none. */
static const struct ending_entry *longest_entry(const char *word, size_t len)
{
    char ending[ENDING_MAX + 2];
    size_t first = len > ENDING_MAX ? len - ENDING_MAX : 0;
    const struct ending_entry *entry = NULL;
    if (first == 0) {
        ending[0] = '^';
        memcpy(ending + 1, word, len);
        ending[len + 1] = '\0';
        entry = find_entry(ending);
    }
    for (size_t i = first; !entry && i < len; i++) {
        size_t rest = len - i;
        ending[0] = '-';
        memcpy(ending + 1, word + i, rest);
        ending[rest + 1] = '\0';
        entry = find_entry(ending);
    }
    return entry;
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

bool endings_cut(const char *folded, size_t *len)
{
    if (has_final_s(folded, *len) && ending_kind(folded, *len) != OWN_ENDING)
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
