/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which words may stand in front and at the end of compounds.
 *
 * A front part is what the dictionary lists as one (Arbeits-, Schul-), a noun, a plural, a noun
 * with a linking s that is seen before nouns in several words, or a name that is (Merkelregierung).
 * An end is a form of a noun, or a capitalized word that is seen behind front parts.
 */
#include "indexer/text/build-parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "indexer/text/stop.h"

enum {
    PART_MIN = 3,
    END_MIN = 4,
    FRONT_EVIDENCE = 3, /* in so many words it must stand before a noun */
    LINKED_EVIDENCE = 5,
    NAME_EVIDENCE = 4,
    END_EVIDENCE = 4,
    NAME_END_EVIDENCE = 8,
    KNOWN_DOCUMENTS = 5
};

/* Verbal prefixes and other little words: what they begin is a word of its own. */
static bool is_prefix(const char *text)
{
    static const char *const PREFIXES[] = {
        "ab",    "an",     "auf",    "aus",    "bei",     "ein",      "ent",    "her",
        "hin",   "los",    "miss",   "mit",    "nach",    "ueber",    "um",     "unter",
        "ver",   "vor",    "weg",    "wider",  "zer",     "durch",    "fort",   "empor",
        "dar",   "davon",  "dazu",   "wieder", "zurueck", "zusammen", "ins",    "her",
        "herum", "heraus", "herein", "hinaus", "vorbei",  "vorher",   "hinter", "unge"};
    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++)
        if (strcmp(text, PREFIXES[i]) == 0)
            return true;
    return false;
}

/* Nord, Süd ...: before a name they make another name. */
static bool is_direction(const char *text, size_t len)
{
    static const char *const DIRECTIONS[] = {"nord",    "sued",  "ost",    "west",  "mittel",
                                             "ober",    "unter", "nieder", "neu",   "gross",
                                             "zentral", "klein", "alt",    "vorder"};
    for (size_t i = 0; i < sizeof DIRECTIONS / sizeof *DIRECTIONS; i++)
        if (strlen(DIRECTIONS[i]) == len && memcmp(DIRECTIONS[i], text, len) == 0)
            return true;
    return false;
}

static void count_fronts_before(const char *text, size_t len)
{
    for (size_t at = PART_MIN; at + END_MIN <= len; at++) {
        const struct word *end = word_of(text + at, len - at);
        if (end && is_kind(end, IS_NOUN)) {
            int front = word_add(text, at);
            words.all[front].front_count++;
        }
    }
}

/* Counts what stands behind parts that the dictionary knows in front: new heads among them. */
static void count_ends_after(const char *text, size_t len)
{
    for (size_t at = PART_MIN; at + PART_MIN <= len; at++) {
        int end = word_find(text + at, len - at);
        const struct word *front = word_of(text, at);
        if (end != NO_WORD && front && is_kind(front, IS_FRONT | IS_LEMMA) &&
            !is_direction(text, at))
            words.all[end].end_count++;
    }
}

static void count_ends(void)
{
    for (size_t i = 0; i < words.n; i++)
        if (is_example(&words.all[i]))
            count_ends_after(words.all[i].text, strlen(words.all[i].text));
}

static void count_fronts(void)
{
    size_t n = words.n;
    for (size_t i = 0; i < n; i++)
        if (is_example(&words.all[i]))
            count_fronts_before(words.all[i].text, strlen(words.all[i].text));
}

/* Ways from a front part to the word that it is a form of. */
static const struct link {
    const char *linked, *own;
} LINKS[] = {{"", ""}, {"s", ""}, {"es", ""}, {"ens", ""}, {"", "e"}, {"", "en"}};

static bool is_own_word(const struct word *word)
{
    return is_kind(word, IS_NOUN | IS_OTHER | IS_NAME) || is_capitalized(word);
}

/* How good `word` is as what the front part is a form of: 0, not at all. */
static int base_quality(const struct word *front, const struct word *word)
{
    if (word == front)
        return is_kind(word, IS_LEMMA | IS_OTHER) ? 3 : is_own_word(word) ? 1 : 0;
    bool is_usual = is_capitalized(word) && word->n_capital > front->n_capital;
    return is_kind(word, IS_LEMMA) ? 2 : is_usual ? 1 : 0;
}

void find_base(struct word *front)
{
    char base[256];
    size_t len = strlen(front->text);
    int best = 0;
    for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++) {
        size_t linked = strlen(LINKS[i].linked);
        if (len < linked + PART_MIN || strcmp(front->text + len - linked, LINKS[i].linked) != 0 ||
            (linked && ends_in(front->text, "ss")))
            continue;
        snprintf(base, sizeof base, "%.*s%s", (int)(len - linked), front->text, LINKS[i].own);
        const struct word *word = word_of(base, strlen(base));
        int quality = word ? base_quality(front, word) : 0;
        if (quality > best || (quality == best && best == 1 && linked)) {
            best = quality;
            front->base = (int)(word - words.all);
            front->strip = (unsigned char)linked;
            front->append = LINKS[i].own;
        }
    }
}

static bool is_linked(const char *text)
{
    static const char *const LINKED[] = {"ungs",  "heits", "keits", "schafts", "ions",
                                         "taets", "tums",  "lings", "ments",   "iums"};
    for (size_t i = 0; i < sizeof LINKED / sizeof *LINKED; i++)
        if (ends_in(text, LINKED[i]))
            return true;
    return false;
}

static bool can_be_front(const struct word *word)
{
    size_t len = strlen(word->text);
    if (len < PART_MIN || !strpbrk(word->text, "aeiouy") || is_prefix(word->text) ||
        strcmp(word->text, "schaft") == 0)
        return false;
    if (is_kind(word, IS_FRONT | IS_LEMMA))
        return true;
    if (is_kind(word, IS_NOUN) && len >= 5 &&
        (ends_in(word->text, "n") || ends_in(word->text, "er")))
        return word->n_capital >= word->n_small;
    if (word->base == NO_WORD || word->front_count < FRONT_EVIDENCE ||
        (is_stop_word(word->text) && len < 6))
        return false;
    if (is_kind(word, IS_NOUN))
        return word->n_capital >= word->n_small;
    if (is_kind(&words.all[word->base], IS_LEMMA))
        return len >= END_MIN && (is_linked(word->text) || word->front_count >= LINKED_EVIDENCE);
    return len >= END_MIN && word->n_documents >= KNOWN_DOCUMENTS &&
           word->front_count >= NAME_EVIDENCE && is_capitalized(word) &&
           !is_kind(word, IS_OTHER | IS_VERB);
}

bool is_proper(const struct word *word)
{
    const struct word *lemma = word->lemma == NO_WORD ? word : &words.all[word->lemma];
    return is_kind(lemma, IS_NAME) && (lemma->inflection & PLURAL) == 0;
}

/* Straße, Berg: behind a name they make another name. */
static bool is_naming_head(const char *text)
{
    static const char *const HEADS[] = {
        "strasse", "str",   "platz", "weg",    "gasse", "allee", "damm",    "ufer",    "burg",
        "berg",    "dorf",  "bach",  "feld",   "felde", "hof",   "heim",    "hausen",  "tal",
        "stein",   "land",  "see",   "brueck", "hafen", "stadt", "ring",    "kirchen", "wald",
        "au",      "aue",   "steig", "park",   "mann",  "meyer", "mueller", "kopf",    "weiler",
        "reich",   "bogen", "hardt", "horst",  "hoff",  "bauer", "berger"};
    for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++)
        if (strcmp(text, HEADS[i]) == 0)
            return true;
    return false;
}

bool makes_name(const struct word *word)
{
    return is_naming_head(word->text);
}

/* A name that is seldom a head: Korea, Wiesbaden. */
static bool is_lone_name(const struct word *word)
{
    return is_proper(word) && !is_kind(word, IS_FRONT) && word->end_count < NAME_END_EVIDENCE;
}

static bool can_be_end(const struct word *word)
{
    static const char *const SUFFIXES[] = {
        "ung",    "ungen",   "heit",    "keit",    "schaft", "schaften",  "ion",    "ionen",
        "tum",    "ismus",   "ist",     "isten",   "lich",   "isch",      "ling",   "chen",
        "lein",   "innen",   "enden",   "ender",   "ing",    "eur",       "ner",    "lung",
        "nische", "nischen", "nischer", "elle",    "ellen",  "same",      "samen",  "los",
        "lose",   "losen",   "loser",   "loses",   "losem",  "haft",      "haften", "haftes",
        "bare",   "baren",   "lan",     "sam",     "oese",   "oesen",     "arme",   "armen",
        "armer",  "armes",   "reiche",  "reichen", "weise",  "maessigen", "same",   "freier",
        "freien"};
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++)
        if (strcmp(word->text, SUFFIXES[i]) == 0)
            return false;
    if (is_kind(word, IS_NOUN))
        return strlen(word->text) >= PART_MIN && !is_lone_name(word);
    return strlen(word->text) >= END_MIN && word->n_documents >= KNOWN_DOCUMENTS &&
           word->end_count >= END_EVIDENCE && is_capitalized(word) &&
           !is_kind(word, IS_NAME | IS_NAME_FORM | IS_OTHER);
}

void choose_parts(void)
{
    count_fronts();
    count_ends();
    for (size_t i = 0; i < words.n; i++) {
        struct word *word = &words.all[i];
        find_base(word);
        word->is_front = can_be_front(word);
        word->is_end = can_be_end(word);
        word->front_evidence = word->front_count;
        word->end_evidence = word->end_count;
        word->front_count = word->is_front ? 1 + 0.3 * word->front_count : 0;
        word->end_count = word->is_end ? 1 : 0;
    }
}
