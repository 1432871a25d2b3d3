/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/train-pack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/model.h"

/* A weight of 1 is written as this; rows whose largest weight is below LEAST go. */
#define UNIT 32
#define LEAST 4

/* With empty slots, a feature that is not there is soon known not to be. Words are looked up once
 * for each word, places all the time. */
#define WORD_SLOTS_PER_ROW 1.3
#define PLACE_SLOTS_PER_ROW 3.0

struct table {
    uint16_t *checks;
    int8_t *weights;
    uint32_t n_slots;
    uint32_t width;
};

static int round_weight(float weight)
{
    float scaled = roundf(weight * UNIT);
    return (int)fmaxf(-127, fminf(127, scaled));
}

static bool is_worth_it(const float *row, uint32_t width)
{
    for (uint32_t i = 0; i < width; i++)
        if (abs(round_weight(row[i])) >= LEAST)
            return true;
    return false;
}

/* As model_find() looks for it. */
static void put_row(struct table *table, uint64_t feature, const float *row)
{
    uint32_t slot = (uint32_t)((feature >> 32) * table->n_slots >> 32);
    while (table->checks[slot])
        slot = slot + 1 == table->n_slots ? 0 : slot + 1;
    table->checks[slot] = (uint16_t)((feature >> 16 & 0xFFFF) | 1);
    for (uint32_t i = 0; i < table->width; i++)
        table->weights[(size_t)slot * table->width + i] = (int8_t)round_weight(row[i]);
}

static bool make_table(struct table *table, const uint64_t *features, const float *weights,
                       size_t n_rows, uint32_t width, double slots_per_row)
{
    size_t n = 0;
    for (size_t i = 0; i < n_rows; i++)
        n += is_worth_it(weights + i * width, width);
    table->width = width;
    table->n_slots = (uint32_t)((double)n * slots_per_row) + 2;
    table->checks = calloc(table->n_slots, sizeof *table->checks);
    table->weights = calloc(table->n_slots, width);
    for (size_t i = 0; table->checks && table->weights && i < n_rows; i++)
        if (is_worth_it(weights + i * width, width))
            put_row(table, features[i], weights + i * width);
    fprintf(stderr, "%zu of %zu features\n", n, n_rows);
    return table->checks && table->weights;
}

static void put_number(FILE *file, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        putc((int)(number >> 8 * i & 0xFF), file);
}

static void put_table(FILE *file, const struct table *table)
{
    for (uint32_t i = 0; i < table->n_slots; i++)
        put_number(file, table->checks[i], 2);
    fwrite(table->weights, table->width, table->n_slots, file);
}

static void put_model(FILE *file, const struct conll *data, const struct table *words,
                      const struct table *places, float next[N_LABELS][N_LABELS])
{
    fputs("FUNDENT1", file);
    put_number(file, words->n_slots, 4);
    put_number(file, places->n_slots, 4);
    put_number(file, (uint32_t)data->knowledge_len, 4);
    put_number(file, 0, 4);
    for (int from = 0; from < N_LABELS; from++)
        for (int to = 0; to < N_LABELS; to++) {
            float weight = fmaxf(-10000, roundf(next[from][to] * UNIT));
            put_number(file, (uint32_t)(int32_t)weight & 0xFFFF, 2);
        }
    put_table(file, words);
    put_table(file, places);
    fwrite(data->knowledge_bytes, 1, data->knowledge_len, file);
}

static void release_table(struct table *table)
{
    free(table->checks);
    free(table->weights);
}

bool pack_model(const char *path, const struct conll *data, const float *words, const float *places,
                float next[N_LABELS][N_LABELS])
{
    struct table word_table = {0}, place_table = {0};
    FILE *file = fopen(path, "wb");
    bool is_done = file != NULL;
    if (!file)
        perror(path);
    is_done = is_done && make_table(&word_table, data->word_features, words, data->n_word_rows,
                                    MODEL_STEPS * N_LABELS, WORD_SLOTS_PER_ROW);
    is_done = is_done && make_table(&place_table, data->place_features, places, data->n_place_rows,
                                    N_LABELS, PLACE_SLOTS_PER_ROW);
    if (is_done)
        put_model(file, data, &word_table, &place_table, next);
    release_table(&word_table);
    release_table(&place_table);
    return file && fclose(file) == 0 && is_done;
}
