/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which nouns are compounds: those that the splitter splits so that the head inflects as they do
 * (Angriffskrieg as Krieg; but not Mannschaft as Schaft).
 *
 * Two kinds of compounds are parts of others all the same. Opaque ones are far more frequent than
 * what they seem to be made of (Flugzeug, Hubschrauber); they stay whole. Units are in many other
 * compounds (Krankenhaus-gesellschaft, Kunststoff-industrie); alone they are split.
 */
#include "indexer/text/build-compounds.h"

#include <stdio.h>
#include <string.h>

#include "indexer/text/build-parts.h"
#include "indexer/text/compound.h"

enum { TEXT_MAX = 256, ADOPTED_MIN = 6, UNIT_EVIDENCE = 18, OPAQUE_LEAST = 20 };

/* How many times as frequent as its parts an opaque compound is. */
#define FAR_MORE 4
#define EVEN_MORE 20       /* in spite of a linking s: Donnerstag */
#define MORE_THAN_HEAD 1.5 /* of a short head */
#define MORE_THAN_FRONT 0.4

/*
 * Whether a noun may have this head by the way it inflects: both with or both without a genitive,
 * and no plural that the head has not. What does not inflect at all says nothing.
 */
static bool inflects_as(const struct word *word, const struct word *head)
{
    if (head->lemma == NO_WORD)
        return false;
    unsigned own = word->inflection, heads = words.all[head->lemma].inflection;
    bool same_genitive = ((own & GENITIVE) != 0) == ((heads & GENITIVE) != 0);
    return own == 0 || heads == 0 || (same_genitive && (own & PLURAL & ~heads) == 0);
}

static double frequency(const struct word *word)
{
    return word ? (double)word->n_capital + word->n_small : 0;
}

/* How frequent a noun is in all its forms, with the first `len` letters of `front` before it. */
static double noun_frequency(const char *front, size_t len, const struct word *noun)
{
    char text[TEXT_MAX];
    double sum = 0;
    if (noun->lemma == NO_WORD)
        return 0;
    const struct word *lemma = &words.all[noun->lemma];
    snprintf(text, sizeof text, "%.*s%s", (int)len, front, lemma->text);
    sum += frequency(word_of(text, strlen(text)));
    for (int i = lemma->first_form; i != NO_WORD; i = words.all[i].next_form) {
        snprintf(text, sizeof text, "%.*s%s", (int)len, front, words.all[i].text);
        sum += frequency(word_of(text, strlen(text)));
    }
    return sum;
}

/*
 * Whether the word is so much more frequent than its would-be parts that it will not be made of
 * them (Verbraucher of Verb), or means something of its own (Flugzeug). Hardly so when a linking
 * s shows how it is made: Bundesregierung.
 */
static bool is_opaque(const struct word *word, const struct compound *compound,
                      const struct word *head)
{
    const struct compound_part *front = &compound->parts[compound->n_parts - 2];
    const struct compound_part *last = front + 1;
    int i = word_find(word->text + front->start, last->start - front->start);
    if (i == NO_WORD || words.all[i].base == NO_WORD)
        return false;
    const struct word *base = &words.all[words.all[i].base];
    double own = noun_frequency(word->text, last->start, head);
    double fronts = noun_frequency("", 0, base) + (base->lemma == NO_WORD ? frequency(base) : 0);
    double heads = noun_frequency("", 0, head);
    if (own < OPAQUE_LEAST)
        return false;
    if (front->end < last->start)
        return is_kind(word, IS_LEMMA) && own > EVEN_MORE * fronts;
    if (is_kind(word, IS_LEMMA) && (own > FAR_MORE * heads || own > FAR_MORE * fronts))
        return true;
    return own > MORE_THAN_FRONT * fronts &&
           own > (strlen(head->text) <= 6 ? MORE_THAN_HEAD : FAR_MORE) * heads;
}

/*
 * Whether a compound is part of so many others that it is a unit there: Kunststoff, Hochschule. Not
 * when a linking s shows its parts.
 */
static bool is_frequent_unit(const struct word *word, const struct compound *compound)
{
    const struct compound_part *parts = compound->parts;
    return compound->n_parts == 2 && parts[0].end == parts[1].start &&
           word->front_evidence + word->end_evidence >= UNIT_EVIDENCE;
}

static void make_part(int i)
{
    struct word *word = &words.all[i];
    word->is_front = word->is_end = true;
    word->base = NO_WORD;
    find_base(word);
    word->front_count = word->front_evidence;
    words.all[word->lemma].end_count = words.all[word->lemma].end_evidence;
}

/* Compounds that the dictionary leaves out and that are opaque, or units, become parts. */
static void promote(const struct lexicon *lexicon, int i)
{
    struct compound readings[COMPOUND_READINGS];
    const char *text = words.all[i].text;
    if (compound_split_with(lexicon, text, strlen(text), readings) == 0)
        return;
    size_t at = readings[0].parts[readings[0].n_parts - 1].start;
    const struct word *head = word_of(text + at, strlen(text + at));
    if (!head || head->lemma == NO_WORD)
        return;
    bool opaque = is_opaque(&words.all[i], &readings[0], head);
    bool unit = !opaque && is_frequent_unit(&words.all[i], &readings[0]);
    if (!opaque && !unit)
        return;
    unsigned inflection = words.all[head->lemma].inflection;
    char text_of_lemma[TEXT_MAX];
    snprintf(text_of_lemma, sizeof text_of_lemma, "%.*s%s", (int)at, text,
             words.all[head->lemma].text);
    int lemma = word_add(text_of_lemma, strlen(text_of_lemma));
    word_set_lemma(i, lemma, inflection);
    words.all[lemma].is_unit |= unit;
    words.all[i].is_unit |= unit;
    make_part(i);
    make_part(lemma);
}

/* The nominative that a noun the dictionary leaves out is a form of; itself when there is none. */
static int listed_lemma(int i)
{
    static const char *const ENDINGS[] = {"es", "s", "en", "n", "e", "ern", "er"};
    const char *text = words.all[i].text;
    for (size_t k = 0; k < sizeof ENDINGS / sizeof *ENDINGS; k++) {
        if (!ends_in(text, ENDINGS[k]))
            continue;
        int lemma = word_find(text, strlen(text) - strlen(ENDINGS[k]));
        if (lemma != NO_WORD && is_kind(&words.all[lemma], IS_LISTED) &&
            is_capitalized(&words.all[lemma]))
            return lemma;
    }
    return i;
}

/* Nouns of the list that the dictionary leaves out, and that are no compounds: Vorsprung. */
static void adopt(const struct lexicon *lexicon, int i)
{
    struct compound readings[COMPOUND_READINGS];
    const char *text = words.all[i].text;
    int lemma = listed_lemma(i);
    if (strlen(text) < ADOPTED_MIN || is_kind(&words.all[i], IS_NAME | IS_NAME_FORM | IS_OTHER) ||
        words.all[i].n_capital + words.all[i].n_small == 0 ||
        compound_split_with(lexicon, text, strlen(text), readings) > 0)
        return;
    word_set_lemma(i, words.all[lemma].lemma == NO_WORD ? lemma : words.all[lemma].lemma, 0);
    make_part(i);
    make_part(lemma);
}

void adopt_all(const struct lexicon *lexicon)
{
    size_t n = words.n;
    for (size_t i = 0; i < n; i++)
        if (is_kind(&words.all[i], IS_LISTED) && is_capitalized(&words.all[i]) &&
            !is_kind(&words.all[i], IS_NOUN))
            adopt(lexicon, (int)i);
}

void promote_all(const struct lexicon *lexicon)
{
    size_t n = words.n;
    for (size_t i = 0; i < n; i++)
        if (is_example(&words.all[i]) && !is_kind(&words.all[i], IS_NOUN))
            promote(lexicon, (int)i);
}

static bool is_compound(const struct lexicon *lexicon, const struct word *word)
{
    struct compound readings[COMPOUND_READINGS];
    size_t n = compound_split_with(lexicon, word->text, strlen(word->text), readings);
    for (size_t i = 0; i < n; i++) {
        const struct compound_part *last = &readings[i].parts[readings[i].n_parts - 1];
        const struct word *head = word_of(word->text + last->start, last->end - last->start);
        if (head && inflects_as(word, head) && !is_opaque(word, &readings[i], head))
            return true;
    }
    return false;
}

void find_compounds(const struct lexicon *lexicon)
{
    for (size_t i = 0; i < words.n; i++) {
        struct word *word = &words.all[i];
        bool is_verb =
            word->n_small > word->n_capital; /* das Niederlegen, but mostly niederlegen */
        if (is_kind(word, IS_LEMMA) && !is_kind(word, IS_NAME))
            word->is_compound = !is_verb && is_compound(lexicon, word);
    }
}

/* The parts that are compounds themselves go: they are split in their turn. */
static bool splits_into_fronts(const struct lexicon *lexicon, const struct word *word)
{
    struct compound readings[COMPOUND_READINGS];
    size_t n = compound_split_with(lexicon, word->text, strlen(word->text), readings);
    if (n == 0)
        return false;
    const struct compound_part *last = &readings[0].parts[readings[0].n_parts - 1];
    const struct word *head = word_of(word->text + last->start, last->end - last->start);
    return head && head->is_front;
}

/* A word of the dictionary that is none of its compounds. */
static bool is_simple(const struct word *word)
{
    return is_kind(word, IS_OTHER | IS_NAME) ||
           (word->lemma != NO_WORD && !words.all[word->lemma].is_compound);
}

/* With schifffahrts goes schiff, and then fahrts must be there. */
static void keep_last_part(const struct lexicon *lexicon, const struct word *front)
{
    struct compound readings[COMPOUND_READINGS];
    const struct word *base = &words.all[front->base];
    if (compound_split_with(lexicon, base->text, strlen(base->text), readings) == 0)
        return;
    size_t at = readings[0].parts[readings[0].n_parts - 1].start;
    double evidence = front->front_evidence;
    int i = word_add(front->text + at, strlen(front->text + at));
    struct word *last = &words.all[i];
    if (last->base == NO_WORD)
        find_base(last);
    if (last->is_front || last->base == NO_WORD || !is_kind(&words.all[last->base], IS_LEMMA))
        return;
    last->is_front = true;
    last->front_count = evidence;
}

void drop_compounds(const struct lexicon *lexicon)
{
    for (size_t i = 0; i < words.n; i++) {
        struct word *word = &words.all[i];
        const struct word *base = word->base == NO_WORD ? NULL : &words.all[word->base];
        bool is_unit = (is_kind(word, IS_FRONT) && word->base == (int)i) || word->is_unit;
        if (word->is_front && base && base->lemma != NO_WORD &&
            words.all[base->lemma].is_compound && !is_unit) {
            word->is_front = false;
            keep_last_part(lexicon, word);
            word = &words.all[i];
        }
        if (word->is_front && !is_unit && !(base && is_simple(base)) &&
            splits_into_fronts(lexicon, word))
            word->is_front = false;
        if (word->is_end && !is_kind(word, IS_NOUN) && splits_into_fronts(lexicon, word))
            word->is_end = false;
        if (word->lemma != NO_WORD && words.all[word->lemma].is_compound && !word->is_unit)
            word->is_end = false;
    }
}
