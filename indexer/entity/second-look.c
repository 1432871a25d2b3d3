/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/second-look.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/hash.h"

enum { N_TYPES = 3, ACRONYM_MAX = 8, SMALL_WORDS_MAX = 3 };

/* How often a word alone is labelled as what, and whether it is the last or first of a person. */
struct remembered {
    uint64_t hash;
    uint32_t alone[N_TYPES];
    uint32_t unlabelled;
    bool is_of_person;
};

/* ---- Tokens ---------------------------------------------------------------------------------- */

static const char *start_of(const struct labelled *a, size_t i)
{
    return a->text + a->tokens[i].start;
}

static size_t len_of(const struct labelled *a, size_t i)
{
    return a->tokens[i].end - a->tokens[i].start;
}

static bool is_word(const struct labelled *a, size_t i, const char *word)
{
    return strlen(word) == len_of(a, i) && memcmp(start_of(a, i), word, len_of(a, i)) == 0;
}

static bool is_one_of(const struct labelled *a, size_t i, const char *const *words)
{
    while (*words && !is_word(a, i, *words))
        words++;
    return *words != NULL;
}

static bool is_capital(const struct labelled *a, size_t i)
{
    const unsigned char *c = (const unsigned char *)start_of(a, i);
    return (*c >= 'A' && *c <= 'Z') || (c[0] == 0xC3 && c[1] < 0x9F) || (*c >= 0xC4 && *c < 0xE0);
}

static bool is_small(const struct labelled *a, size_t i)
{
    const unsigned char *c = (const unsigned char *)start_of(a, i);
    return (*c >= 'a' && *c <= 'z') || (c[0] == 0xC3 && c[1] >= 0x9F);
}

/* Is token `i` of the same sentence as the one before? */
static bool is_joined(const struct labelled *a, size_t i)
{
    return i > 0 && i < a->n && !a->tokens[i].begins_sentence;
}

static size_t name_end(const struct labelled *a, size_t i)
{
    size_t end = i + 1;
    while (end < a->n && a->labels[end] == (a->labels[i] | 1) && is_joined(a, end))
        end++;
    return end;
}

static void label_name(const struct labelled *a, size_t start, size_t end, enum entity_type type)
{
    for (size_t i = start; i < end; i++)
        a->labels[i] = (uint8_t)label_of_type(type, i > start);
    /* What went on with a name that now ends earlier begins one. */
    if (end < a->n && label_goes_on(a->labels[end]) && is_joined(a, end))
        a->labels[end] = (uint8_t)(a->labels[end] - 1);
}

/* ---- Bounds ---------------------------------------------------------------------------------- */

/* "Kim von" is Kim: a name does not end in a small word. */
static void trim_names(const struct labelled *a)
{
    for (size_t i = 0; i < a->n; i++) {
        if (!label_begins(a->labels[i]))
            continue;
        size_t end = name_end(a, i), last = end;
        while (last > i + 1 && is_small(a, last - 1))
            a->labels[--last] = LABEL_O;
        i = end - 1;
    }
}

/*
 * Institute for the Study of War: where one word is taken for a name, the English words around it
 * that belong together are.
 */
static void join_english(const struct labelled *a)
{
    static const char *const links[] = {"of", "for", NULL};
    static const char *const inner[] = {"of", "for", "the", "and", "on", NULL};
    for (size_t i = 1; i + 1 < a->n; i++) {
        if (!is_one_of(a, i, links) || !is_joined(a, i) || !is_capital(a, i - 1))
            continue;
        size_t start = i - 1, end = i + 1, capital = 0;
        while (is_joined(a, start) && a->labels[start] != LABEL_O && is_capital(a, start - 1) &&
               a->labels[start - 1] >= LABEL_B_PERSON)
            start--;
        for (; end < a->n && is_joined(a, end); end++)
            if (is_capital(a, end))
                capital = end + 1;
            else if (!is_one_of(a, end, inner))
                break;
        enum entity_type type = ENTITY_ORG;
        size_t n_labelled = 0;
        for (size_t k = start; k < capital; k++)
            n_labelled += a->labels[k] >= LABEL_B_PERSON;
        if (n_labelled == 0 || a->labels[i - 1] == LABEL_OTHER)
            continue;
        if (a->labels[start] >= LABEL_B_PERSON)
            type = label_type(a->labels[start]);
        label_name(a, start, capital, type);
        i = capital;
    }
}

/* ---- Letters in brackets --------------------------------------------------------------------- */

static bool is_acronym(const struct labelled *a, size_t i)
{
    size_t len = len_of(a, i);
    const char *c = start_of(a, i);
    for (size_t k = 0; k < len; k++)
        if (c[k] < 'A' || c[k] > 'Z')
            return false;
    return len >= 2 && len <= ACRONYM_MAX;
}

/* Where the words begin that the acronym at `i` is short for; `i` when they are not there. */
static size_t long_form(const struct labelled *a, size_t i)
{
    size_t left = len_of(a, i), at = i - 1, n_small = 0;
    while (is_joined(a, at) && left > 0) {
        at--;
        if (is_small(a, at)) {
            if (++n_small > SMALL_WORDS_MAX)
                return i;
        } else if (*start_of(a, at) == start_of(a, i)[left - 1]) {
            n_small = 0;
            left--;
        } else {
            return i;
        }
    }
    return left == 0 ? at : i;
}

static void read_acronyms(const struct labelled *a)
{
    for (size_t i = 2; i + 1 < a->n; i++) {
        if (!is_acronym(a, i) || !is_word(a, i - 1, "(") || !is_word(a, i + 1, ")"))
            continue;
        size_t start = long_form(a, i);
        if (start >= i || i - start < 3)
            continue;
        bool is_person = false;
        for (size_t k = start; k + 1 < i; k++)
            is_person |= a->labels[k] == LABEL_B_PERSON || a->labels[k] == LABEL_I_PERSON;
        if (is_person)
            continue;
        label_name(a, start, i - 1, ENTITY_ORG);
        label_name(a, i, i + 1, ENTITY_ORG);
    }
}

/* ---- Words of the article -------------------------------------------------------------------- */

/* The entry of a word, which Putin and Putins share. */
static struct remembered *recall(struct memory *memory, const struct labelled *a, size_t i)
{
    size_t len = len_of(a, i);
    const char *word = start_of(a, i);
    if (len > 4 && word[len - 1] == 's' && word[len - 2] != 's')
        len--;
    uint64_t hash = hash_bytes(word, len);
    size_t slot = (hash ^ hash >> 32) & (memory->n_slots - 1);
    while (memory->slots[slot].hash != 0 && memory->slots[slot].hash != hash)
        slot = (slot + 1) & (memory->n_slots - 1);
    memory->slots[slot].hash = hash;
    return &memory->slots[slot];
}

static bool make_room(struct memory *memory, size_t n)
{
    size_t n_slots = 256;
    while (n_slots < 2 * n)
        n_slots *= 2;
    if (n_slots > memory->n_slots) {
        free(memory->slots);
        memory->slots = malloc(n_slots * sizeof *memory->slots);
        memory->n_slots = memory->slots ? n_slots : 0;
    }
    if (memory->slots)
        memset(memory->slots, 0, memory->n_slots * sizeof *memory->slots);
    return memory->slots != NULL;
}

static void remember_names(struct memory *memory, const struct labelled *a)
{
    for (size_t i = 0, end; i < a->n; i = end) {
        end = i + 1;
        if (!label_begins(a->labels[i]))
            continue;
        end = name_end(a, i);
        if (end == i + 1) {
            recall(memory, a, i)->alone[label_type(a->labels[i])]++;
        } else if (a->labels[i] == LABEL_B_PERSON) {
            recall(memory, a, i)->is_of_person = true;
            recall(memory, a, end - 1)->is_of_person = true;
        }
    }
}

static void remember_others(struct memory *memory, const struct labelled *a)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->labels[i] < LABEL_B_PERSON && is_capital(a, i))
            recall(memory, a, i)->unlabelled++;
}

static enum entity_type usual_type(const struct remembered *word)
{
    enum entity_type best = ENTITY_PERSON;
    for (int type = 1; type < N_TYPES; type++)
        if (word->alone[type] > word->alone[best])
            best = (enum entity_type)type;
    return best;
}

/* The word at `i`, labelled alone as `type`: what is it by all that is known? */
static enum entity_type settle(const struct remembered *word, enum entity_type type)
{
    enum entity_type usual = usual_type(word);
    uint32_t others = word->alone[ENTITY_ORG] + word->alone[ENTITY_PLACE];
    if (word->is_of_person && others <= 1 + word->alone[ENTITY_PERSON])
        return ENTITY_PERSON;
    return word->alone[usual] > 2 * word->alone[type] ? usual : type;
}

/* "der Koch" is no Mr Koch. */
static bool may_be_a_name(const struct labelled *a, size_t i)
{
    static const char *const articles[] = {"der",  "die",   "das",   "des",   "dem",   "den", "ein",
                                           "eine", "einen", "einem", "einer", "eines", NULL};
    return is_joined(a, i) && !is_one_of(a, i - 1, articles);
}

static void settle_unlabelled(const struct remembered *word, const struct labelled *a, size_t i)
{
    enum entity_type usual = usual_type(word);
    uint32_t seen = word->alone[usual];
    if (word->is_of_person && may_be_a_name(a, i) && seen == word->alone[ENTITY_PERSON])
        label_name(a, i, i + 1, ENTITY_PERSON);
    else if (seen >= 3 && 3 * word->unlabelled <= seen)
        label_name(a, i, i + 1, usual);
}

/* "Nordkoreas Allianz" is one word too long where Nordkorea is known as a place. */
static bool is_owner(const struct remembered *word, const struct labelled *a, size_t i)
{
    return a->labels[i] == LABEL_B_PLACE && word->alone[ENTITY_PLACE] >= 2 &&
           start_of(a, i)[len_of(a, i) - 1] == 's';
}

static void settle_all(struct memory *memory, const struct labelled *a)
{
    for (size_t i = 0, end; i < a->n; i = end) {
        end = i + 1;
        if (!is_capital(a, i))
            continue;
        const struct remembered *word = recall(memory, a, i);
        if (a->labels[i] == LABEL_O) {
            settle_unlabelled(word, a, i);
        } else if (label_begins(a->labels[i])) {
            end = name_end(a, i);
            if (end == i + 1)
                label_name(a, i, end, settle(word, label_type(a->labels[i])));
            else if (word->is_of_person && recall(memory, a, end - 1)->is_of_person)
                label_name(a, i, end, ENTITY_PERSON);
            else if (is_owner(word, a, i))
                memset(a->labels + i + 1, LABEL_O, end - i - 1);
        }
    }
}

bool second_look(struct memory *memory, const struct labelled *article)
{
    trim_names(article);
    read_acronyms(article);
    join_english(article);
    if (!make_room(memory, article->n))
        return false;
    remember_names(memory, article);
    remember_others(memory, article);
    settle_all(memory, article);
    return true;
}

void memory_release(struct memory *memory)
{
    free(memory->slots);
    *memory = (struct memory){0};
}
