/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/common-part.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/text/lexicon.h"

enum {
    PART_MIN = 3,
    KNOWN_TAIL_MIN = 5,   /* of a word whose front is unknown */
    UNKNOWN_TAIL_MIN = 5, /* and of one that is unknown itself */
    INFLECTION_MAX = 4,   /* losesten */
};

/*
 * What stands in front of words in pairs, folded: ein/aus, nord/süd. Some make a verb of another
 * and are in pairs with their like only: be/ent, but not haupt/be in "Haupt- und Berufsschule".
 */
static const char *const verb_fronts[] = {
    "be", "ent", "er", "ge", "miss", "un", "ur", "ver", "zer",
};
static const char *const particles[] = {
    "ab",     "an",     "anti", "auf",    "aus",   "bei",    "contra", "dazu",    "de",
    "durch",  "ein",    "ex",   "fort",   "gegen", "her",    "hin",    "im",      "in",
    "kontra", "mit",    "nach", "pro",    "re",    "rueck",  "ueber",  "um",      "unter",
    "vor",    "voraus", "weg",  "weiter", "wider", "wieder", "zu",     "zurueck", "zusammen",
};
static const char *const other_fronts[] = {
    "acht",   "achtzig", "alt",      "aussen",   "ausser",    "binnen", "drei",    "dreissig",
    "dritt",  "einzel",  "elf",      "erst",     "frueh",     "fuenf",  "fuenft",  "fuenfzig",
    "gesamt", "gross",   "halb",     "haupt",    "hinter",    "hoch",   "hundert", "innen",
    "inner",  "inter",   "intra",    "klein",    "kurz",      "lang",   "makro",   "mehr",
    "mikro",  "mini",    "mittel",   "mono",     "neben",     "neu",    "neun",    "neunt",
    "nicht",  "nieder",  "nord",     "nordost",  "nordwest",  "ober",   "ost",     "post",
    "prae",   "primaer", "sechs",    "sechst",   "sekundaer", "sieben", "siebt",   "spaet",
    "stief",  "sued",    "suedost",  "suedwest", "tausend",   "teil",   "tief",    "vier",
    "viert",  "voll",    "vorder",   "west",     "zehn",      "zehnt",  "zentral", "zwanzig",
    "zwei",   "zweit",   "zwischen", "zwoelf",
};

/* clang-format off */
/* Heads that the lexicon does not have, the longer first of those that end alike. */
static const char *const heads[] = {
    "wirtschaftlich", "wissenschaftlich", "gesellschaftlich", "politisch", "technisch", "rechtlich",
    "freundlich", "feindlich", "spezifisch", "jaehrig", "taegig", "woechig", "monatig", "stuendig",
    "stuendlich", "prozentig", "koepfig", "stellig", "sprachig", "seitig", "teilig", "foermig",
    "artig", "maessig", "faehig", "wertig", "haltig", "fertig", "bedingt", "bezogen", "basiert",
    "haarig", "aeugig", "farbig", "voll", "arm", "frei", "fach", "wert", "los", "bar",
};
/* clang-format on */

/* Endings that make one word of another, and so are no part of a compound: jugend-lich. */
static const char *const suffixes[] = {"lich", "isch", "keit", "heit", "ung", "ling", "ion"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool begins_with(const char *word, size_t len, const char *what)
{
    size_t n = strlen(what);
    return len >= n && memcmp(word, what, n) == 0;
}

static bool is_one_of(const char *word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (*word == *list[i] && strcmp(word, list[i]) == 0)
            return true;
    return false;
}

/* The longest of the list that the word begins with, and that leaves something behind it. */
static size_t front_len(const char *word, size_t len, const char *const *list, size_t n)
{
    size_t longest = 0;
    for (size_t i = 0; i < n; i++) {
        size_t front = list[i][0] == word[0] ? strlen(list[i]) : 0;
        if (front > longest && front + PART_MIN <= len && begins_with(word, len, list[i]))
            longest = front;
    }
    return longest;
}

static size_t max(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Süd- and nord|korea, be- and ent|laden, 13- and 17|jaehrig: two fronts of a sort. */
static size_t bound_between_fronts(const char *truncated, const char *word, size_t len)
{
    size_t digits = strspn(word, "0123456789");
    if (digits > 0)
        return strspn(truncated, "0123456789") > 0 && digits < len ? digits : 0;
    bool is_verbal = is_one_of(truncated, verb_fronts, COUNT(verb_fronts)) ||
                     is_one_of(truncated, particles, COUNT(particles));
    if (!is_verbal && !is_one_of(truncated, other_fronts, COUNT(other_fronts)))
        return 0;
    size_t found = max(front_len(word, len, particles, COUNT(particles)),
                       front_len(word, len, other_fronts, COUNT(other_fronts)));
    return is_verbal ? max(found, front_len(word, len, verb_fronts, COUNT(verb_fronts))) : found;
}

static unsigned cost_in_front(const struct lexicon *lexicon, const char *word, size_t len)
{
    struct lexicon_word found;
    return lexicon_find(lexicon, word, len, &found) ? found.front : COST_NEVER;
}

static unsigned cost_at_end(const struct lexicon *lexicon, const char *word, size_t len)
{
    struct lexicon_word found;
    return lexicon_find(lexicon, word, len, &found) ? found.end : COST_NEVER;
}

/* Divides a word that the splitter leaves whole into two of the lexicon, at the least cost. */
static size_t cheapest_bound(const struct lexicon *lexicon, const char *word, size_t len)
{
    size_t best = 0;
    unsigned best_cost = 2 * COST_NEVER;
    for (size_t at = PART_MIN; at + PART_MIN <= len; at++) {
        unsigned front = cost_in_front(lexicon, word, at);
        unsigned end = front < COST_NEVER ? cost_at_end(lexicon, word + at, len - at) : COST_NEVER;
        if (end < COST_NEVER && front + end < best_cost) {
            best = at;
            best_cost = front + end;
        }
    }
    return best;
}

/* Before the longest word of the lexicon that the word ends in: fiskal|politik. */
static size_t bound_behind_unknown(const struct lexicon *lexicon, const char *word, size_t len)
{
    for (size_t at = PART_MIN; at + KNOWN_TAIL_MIN <= len; at++)
        if (cost_at_end(lexicon, word + at, len - at) < COST_NEVER)
            return at;
    return 0;
}

/* Before one of the heads, whatever its ending: verantwortungs|loseste. */
static size_t bound_before_head(const char *word, size_t len)
{
    for (size_t i = 0; i < COUNT(heads); i++) {
        size_t n = strlen(heads[i]);
        for (size_t ending = 0; ending <= INFLECTION_MAX && ending + n + PART_MIN <= len; ending++)
            if (memcmp(word + len - ending - n, heads[i], n) == 0)
                return len - ending - n;
    }
    return 0;
}

/* Behind the longest front part of the lexicon, though what follows is not in it. */
static size_t bound_before_unknown(const struct lexicon *lexicon, const char *word, size_t len)
{
    if (len < PART_MIN + UNKNOWN_TAIL_MIN)
        return 0;
    size_t at = len - UNKNOWN_TAIL_MIN;
    while (at >= PART_MIN && cost_in_front(lexicon, word, at) == COST_NEVER)
        at--;
    if (at < PART_MIN)
        return 0;
    bool is_whole = front_len(word, at + PART_MIN, verb_fronts, COUNT(verb_fronts)) == at;
    for (size_t i = 0; i < COUNT(suffixes); i++)
        is_whole |= begins_with(word + at, len - at, suffixes[i]);
    return is_whole ? 0 : at;
}

size_t common_tail(const struct token *truncated, const struct token *whole)
{
    const char *word = whole->folded;
    size_t len = whole->folded_len;
    size_t bound = bound_between_fronts(truncated->folded, word, len);
    if (bound == 0 && whole->n_parts > 1)
        return whole->parts[1].start;
    struct lexicon lexicon = lexicon_german();
    if (bound == 0)
        bound = cheapest_bound(&lexicon, word, len);
    if (bound == 0)
        bound = bound_before_head(word, len);
    if (bound == 0)
        bound = bound_behind_unknown(&lexicon, word, len);
    return bound > 0 ? bound : bound_before_unknown(&lexicon, word, len);
}

size_t common_front(const struct token *whole)
{
    if (whole->n_parts > 1)
        return whole->parts[whole->n_parts - 1].start;
    struct lexicon lexicon = lexicon_german();
    return cheapest_bound(&lexicon, whole->folded, whole->folded_len);
}
