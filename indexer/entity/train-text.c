/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/train-text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/token.h"
#include "indexer/entity/word.h"
#include "indexer/hash.h"

enum { SLOTS = 1 << 23 };

struct entry {
    char *word;
    uint32_t count;
    uint32_t id;
};

/* The words in order of appearance; slots[] holds 1 + their number there. */
static struct entry *entries;
static uint32_t *slots;
static uint32_t n_entries, capacity_entries;
static size_t capacity_ids;

static void *grow(void *array, size_t n, size_t size)
{
    array = realloc(array, n * size);
    if (!array) {
        fputs("no memory\n", stderr);
        exit(2);
    }
    return array;
}

static uint32_t number_of(const char *word, size_t len)
{
    size_t i = hash_bytes(word, len) & (SLOTS - 1);
    while (slots[i] && strcmp(entries[slots[i] - 1].word, word) != 0)
        i = (i + 1) & (SLOTS - 1);
    if (!slots[i]) {
        if (n_entries == capacity_entries)
            entries =
                grow(entries, capacity_entries = 2 * capacity_entries + 1024, sizeof *entries);
        entries[n_entries] = (struct entry){strdup(word), 0, 0};
        slots[i] = ++n_entries;
    }
    return slots[i] - 1;
}

static void append(struct train_text *text, uint32_t id)
{
    if (text->n == capacity_ids)
        text->ids = grow(text->ids, capacity_ids = 2 * capacity_ids + 1024, sizeof *text->ids);
    text->ids[text->n++] = id;
}

/* Number 0 is kept for the bound of a sentence, so that all are one higher for now. */
static void read_string(struct train_text *text, struct token_list *list, const char *string)
{
    char key[WORD_KEY_MAX + 1];
    if (!string || !token_list_find(list, string, strlen(string)))
        return;
    for (size_t i = 0; i < list->n; i++) {
        struct token token = list->all[i];
        size_t len = word_key(string + token.start, token.end - token.start, key);
        uint32_t number = number_of(key, len);
        if (token.begins_sentence)
            append(text, 0);
        entries[number].count++;
        append(text, number + 1);
    }
    append(text, 0);
}

static int by_count(const void *a, const void *b)
{
    const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
    return x->count != y->count ? (x->count < y->count ? 1 : -1) : strcmp(x->word, y->word);
}

/* Numbers by frequency in place of those by appearance. */
static void renumber(struct train_text *text, uint32_t least_count)
{
    struct entry **order = grow(NULL, n_entries + 1, sizeof(struct entry *));
    size_t n = 0;
    for (size_t i = 0; i < n_entries; i++)
        if (entries[i].count >= least_count)
            order[n++] = &entries[i];
    qsort(order, n, sizeof(struct entry *), by_count);
    text->n_words = n + 2;
    text->words = grow(NULL, n + 2, sizeof *text->words);
    text->counts = grow(NULL, n + 2, sizeof *text->counts);
    text->words[0] = "";
    text->words[n + 1] = "?";
    text->counts[0] = text->counts[n + 1] = 0;
    for (size_t i = 0; i < n; i++) {
        text->words[i + 1] = order[i]->word;
        text->counts[i + 1] = order[i]->count;
        order[i]->id = (uint32_t)i + 1;
    }
    for (size_t i = 0; i < text->n; i++) {
        uint32_t number = text->ids[i];
        if (number > 0)
            text->ids[i] = entries[number - 1].id ? entries[number - 1].id : (uint32_t)n + 1;
        text->counts[text->ids[i]] += text->ids[i] == 0 || text->ids[i] == n + 1;
    }
    free(order);
}

void train_text_read(struct train_text *text, FILE *file, uint32_t least_count)
{
    struct token_list list = {0};
    char *line = NULL;
    size_t size = 0;
    *text = (struct train_text){0};
    slots = calloc(SLOTS, sizeof *slots);
    while (slots && getline(&line, &size, file) > 0) {
        json_t *article = json_loads(line, 0, NULL);
        read_string(text, &list, json_string_value(json_object_get(article, "title")));
        read_string(text, &list, json_string_value(json_object_get(article, "body")));
        json_decref(article);
    }
    renumber(text, least_count);
    token_list_release(&list);
    free(slots);
    free(line);
}
