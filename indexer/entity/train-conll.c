/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/train-conll.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/label.h"
#include "indexer/hash.h"

enum { WORD_SLOTS = 1 << 20, FEATURE_SLOTS = 1 << 23, LINE_MAX_LEN = 4096, EDGES = 2 };

static uint32_t *word_slots; /* 1 + number */
static struct conll_feature *features;
static size_t n_features;

_Noreturn void conll_fail(const char *message)
{
    fprintf(stderr, "train-tagger: %s\n", message);
    exit(2);
}

static void *grow(void *array, size_t n, size_t size)
{
    array = realloc(array, (n ? n : 1) * size);
    if (!array)
        conll_fail("no memory");
    return array;
}

/* `n` things, and room for one more whenever it is a power of two. */
static void *room_for_one(void *array, size_t n, size_t size)
{
    return (n & (n - 1)) == 0 ? grow(array, n ? 2 * n : 1, size) : array;
}

void conll_open(struct conll *data, const char *knowledge_path)
{
    FILE *file = fopen(knowledge_path, "rb");
    *data = (struct conll){0};
    if (!file)
        conll_fail(knowledge_path);
    fseek(file, 0, SEEK_END);
    data->knowledge_len = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = grow(NULL, data->knowledge_len, 1);
    if (fread(bytes, 1, data->knowledge_len, file) != data->knowledge_len ||
        !knowledge_open(&data->knowledge, bytes, data->knowledge_len))
        conll_fail(knowledge_path);
    data->knowledge_bytes = bytes;
    word_slots = calloc(WORD_SLOTS, sizeof *word_slots);
    features = calloc(FEATURE_SLOTS, sizeof *features);
    if (!word_slots || !features)
        conll_fail("no memory");
    fclose(file);
}

/* ---- Sentences ------------------------------------------------------------------------------- */

static void describe(const struct conll *data, struct conll_word *word)
{
    uint64_t found[MAX_WORD_FEATURES];
    word->n =
        features_of_word(&data->knowledge, word->text, strlen(word->text), &word->view, found);
    word->features = grow(NULL, word->n, sizeof *found);
    memcpy(word->features, found, word->n * sizeof *found);
}

static uint32_t number_of(struct conll *data, const char *text)
{
    size_t slot = hash_bytes(text, strlen(text)) & (WORD_SLOTS - 1);
    while (word_slots[slot] && strcmp(data->words[word_slots[slot] - 1].text, text) != 0)
        slot = (slot + 1) & (WORD_SLOTS - 1);
    if (!word_slots[slot]) {
        data->words = room_for_one(data->words, data->n_words, sizeof *data->words);
        data->words[data->n_words] = (struct conll_word){.text = strdup(text)};
        describe(data, &data->words[data->n_words]);
        word_slots[slot] = (uint32_t)++data->n_words;
    }
    return word_slots[slot] - 1;
}

static uint8_t label_of(const char *tag)
{
    static const char *const types[] = {"PER", "ORG", "LOC"};
    if (tag[0] == 'O' || tag[0] == '\0')
        return LABEL_O;
    for (int type = 0; type < 3; type++)
        if (strcmp(tag + 2, types[type]) == 0)
            return (uint8_t)label_of_type((enum entity_type)type, tag[0] == 'I');
    return LABEL_OTHER;
}

static bool begins_small(const char *text)
{
    return (*text >= 'a' && *text <= 'z') ||
           ((unsigned char)text[0] == 0xC3 && (unsigned char)text[1] >= 0x9F);
}

static bool ends_in(const char *text, const char *end)
{
    size_t len = strlen(text), end_len = strlen(end);
    return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/*
 * The other kind of files label adjectives as places (italienische, Deutsche, Berliner Polizei),
 * which by the rules of the first kind are none.
 */
static bool is_adjective(const struct conll *data, const char *text, const char *behind)
{
    static const char *const ends[] = {"isch",     "ische",     "ischen",   "ischer",
                                       "isches",   "ischem",    "deutsche", "deutschen",
                                       "Deutsche", "Deutschen", "Deutscher"};
    if (begins_small(text))
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_in(text, ends[i]))
            return true;
    size_t len = strlen(text);
    if (len < 5 || !ends_in(text, "er") || !behind || begins_small(behind))
        return false;
    const uint16_t places = LIST_COUNTRY | LIST_CITY | LIST_HOME_CITY | LIST_REGION;
    return knowledge_find(&data->knowledge, text, len - 2).lists & places;
}

static void drop_adjectives(const struct conll *data, struct sentence *s)
{
    for (size_t i = 0; i < s->n; i++) {
        bool goes_on = i + 1 < s->n && s->labels[i + 1] == LABEL_I_PLACE;
        const char *behind = i + 1 < s->n ? data->words[s->words[i + 1]].text : NULL;
        if (s->labels[i] == LABEL_B_PLACE && !goes_on &&
            is_adjective(data, data->words[s->words[i]].text, behind))
            s->labels[i] = LABEL_O;
    }
}

static void add_token(struct conll *data, struct sentence *s, char *line)
{
    char *tab = strrchr(line, '\t');
    if (!tab || s->n == CONLL_MAX)
        conll_fail("not a .conll file, or a sentence is too long");
    *tab = '\0';
    s->words = room_for_one(s->words, s->n, sizeof *s->words);
    s->labels = room_for_one(s->labels, s->n, sizeof *s->labels);
    s->words[s->n] = number_of(data, line);
    s->labels[s->n++] = label_of(tab + 1);
}

static void add_sentence(struct conll *data, struct sentence *s)
{
    if (s->n == 0)
        return;
    if (s->kind == 1)
        drop_adjectives(data, s);
    data->sentences = room_for_one(data->sentences, data->n, sizeof *data->sentences);
    data->sentences[data->n++] = *s;
    *s = (struct sentence){.kind = s->kind};
}

void conll_read(struct conll *data, const char *path, int kind)
{
    FILE *file = fopen(path, "r");
    char line[LINE_MAX_LEN];
    struct sentence sentence = {.kind = kind};
    if (!file)
        conll_fail(path);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\r\n")] = '\0';
        if (*line)
            add_token(data, &sentence, line);
        else
            add_sentence(data, &sentence);
    }
    add_sentence(data, &sentence);
    fclose(file);
}

/* ---- Features -------------------------------------------------------------------------------- */

static struct conll_feature *find_feature(uint64_t feature)
{
    size_t slot = (feature ^ feature >> 32) & (FEATURE_SLOTS - 1);
    while (features[slot].count && features[slot].feature != feature)
        slot = (slot + 1) & (FEATURE_SLOTS - 1);
    if (!features[slot].count)
        features[slot].feature = feature;
    return &features[slot];
}

static void count_feature(uint64_t feature)
{
    if (find_feature(feature)->count++ == 0 && ++n_features > (size_t)FEATURE_SLOTS / 10 * 9)
        conll_fail("too many features");
}

/* The rows of those features that have been seen often enough; new ones get the next row. */
static size_t number(const uint64_t *found, size_t n, uint32_t least, uint32_t *rows,
                     uint64_t **features_of_rows, size_t *n_rows)
{
    size_t n_found = 0;
    for (size_t i = 0; i < n; i++) {
        struct conll_feature *feature = find_feature(found[i]);
        if (feature->count < least)
            continue;
        if (feature->row == 0) {
            *features_of_rows = room_for_one(*features_of_rows, *n_rows, sizeof **features_of_rows);
            (*features_of_rows)[(*n_rows)++] = found[i];
            feature->row = (uint32_t)*n_rows; /* one more than it is */
        }
        rows[n_found++] = feature->row - 1;
    }
    return n_found;
}

/* The features of each token that need its neighbours. */
static size_t find_place_features(const struct conll *data, const struct sentence *s, size_t i,
                                  uint64_t *found)
{
    static const struct word_view *views[CONLL_MAX];
    if (i == 0)
        for (size_t k = 0; k < s->n; k++)
            views[k] = &data->words[s->words[k]].view;
    return features_of_place(views, s->n, i, found);
}

static void count_all(const struct conll *data)
{
    uint64_t found[MAX_PLACE_FEATURES];
    for (size_t k = 0; k < data->n; k++) {
        const struct sentence *s = &data->sentences[k];
        for (size_t i = 0; i < s->n; i++) {
            const struct conll_word *word = &data->words[s->words[i]];
            for (size_t f = 0; f < word->n; f++)
                count_feature(word->features[f]);
            size_t n = find_place_features(data, s, i, found);
            for (size_t f = 0; f < n; f++)
                count_feature(found[f]);
        }
    }
}

static void number_places(struct conll *data, struct sentence *s, uint32_t least)
{
    uint64_t found[MAX_PLACE_FEATURES];
    uint32_t rows[MAX_PLACE_FEATURES];
    s->place_rows = grow(NULL, s->n, sizeof *s->place_rows);
    s->n_place_rows = grow(NULL, s->n, sizeof *s->n_place_rows);
    for (size_t i = 0; i < s->n; i++) {
        size_t n = find_place_features(data, s, i, found);
        n = number(found, n, least, rows, &data->place_features, &data->n_place_rows);
        s->n_place_rows[i] = n;
        s->place_rows[i] = grow(NULL, n, sizeof *rows);
        memcpy(s->place_rows[i], rows, n * sizeof *rows);
    }
}

void conll_number_features(struct conll *data, uint32_t least)
{
    uint32_t edges[EDGES];
    count_all(data);
    for (unsigned side = 0; side < EDGES; side++) {
        uint64_t edge = feature_of_edge(side);
        find_feature(edge)->count = least;
        number(&edge, 1, least, &edges[side], &data->word_features, &data->n_word_rows);
    }
    for (size_t w = 0; w < data->n_words; w++) {
        struct conll_word *word = &data->words[w];
        word->rows = grow(NULL, word->n, sizeof *word->rows);
        word->n_rows = number(word->features, word->n, least, word->rows, &data->word_features,
                              &data->n_word_rows);
    }
    for (size_t k = 0; k < data->n; k++)
        number_places(data, &data->sentences[k], least);
}

size_t conll_row(uint64_t feature)
{
    struct conll_feature *found = find_feature(feature);
    return found->count > 0 && found->row > 0 ? found->row - 1 : CONLL_NO_ROW;
}

struct rows conll_word_rows(const struct conll *data, const struct sentence *s, ptrdiff_t i)
{
    static const uint32_t edges[EDGES] = {0, 1};
    if (i < 0 || i >= (ptrdiff_t)s->n)
        return (struct rows){&edges[i < 0 ? 0 : 1], 1};
    const struct conll_word *word = &data->words[s->words[i]];
    return (struct rows){word->rows, word->n_rows};
}

struct rows conll_place_rows(const struct conll *data, const struct sentence *s, size_t i)
{
    (void)data;
    return (struct rows){s->place_rows[i], s->n_place_rows[i]};
}
