/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Learns how names and common words are spelled:
 *
 *     train-spelling <words >spelling
 *
 * A line is "place TAB Valempoulières"; the kinds are common, first, last, place and org. Logistic
 * regression over runs of letters (spelling.h), each kind being given the same weight in all,
 * since lists differ in length by more than what is in texts.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/spelling.h"
#include "indexer/entity/word.h"

enum { EPOCHS = 5, LINE_LEN = 512 };

#define RATE 0.1f
#define SHRINK 1e-5f

struct example {
    char *word;
    int kind;
};

static struct example *examples;
static size_t n_examples;
static size_t n_of_kind[SPELLING_KINDS];
static float weights[SPELLING_SLOTS][SPELLING_KINDS], squares[SPELLING_SLOTS][SPELLING_KINDS];

static const char *const kinds[SPELLING_KINDS] = {"common", "first", "last", "place", "org"};

static void read_example(char *line)
{
    char key[WORD_KEY_MAX + 1], lower[WORD_KEY_MAX + 1];
    char *tab = strchr(line, '\t');
    if (!tab)
        return;
    *tab = '\0';
    tab[1 + strcspn(tab + 1, "\n")] = '\0';
    for (int kind = 0; kind < SPELLING_KINDS; kind++) {
        if (strcmp(line, kinds[kind]) != 0)
            continue;
        if ((n_examples & (n_examples - 1)) == 0)
            examples = realloc(examples, (n_examples ? 2 * n_examples : 1) * sizeof *examples);
        if (!examples)
            exit(2);
        size_t len = word_key(tab + 1, strlen(tab + 1), key);
        word_lower(key, len, lower);
        examples[n_examples++] = (struct example){strdup(lower), kind};
        n_of_kind[kind]++;
    }
}

static void learn_example(const struct example *example, float rate)
{
    uint32_t slots[SPELLING_MAX_RUNS];
    double sums[SPELLING_KINDS] = {0}, total = 0;
    size_t n = spelling_runs(example->word, strlen(example->word), slots);
    float importance =
        (float)sqrt((double)n_examples / SPELLING_KINDS / (double)n_of_kind[example->kind]);
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < SPELLING_KINDS; k++)
            sums[k] += (double)weights[slots[i]][k];
    for (int k = 0; k < SPELLING_KINDS; k++)
        total += sums[k] = exp(fmin(sums[k], 50));
    for (int k = 0; k < SPELLING_KINDS; k++) {
        float gradient = importance * (float)(sums[k] / total - (k == example->kind));
        for (size_t i = 0; i < n; i++) {
            float g = gradient + SHRINK * weights[slots[i]][k];
            squares[slots[i]][k] += g * g;
            weights[slots[i]][k] -= rate * g / (sqrtf(squares[slots[i]][k]) + 1e-2f);
        }
    }
}

static uint64_t next_random(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

int main(void)
{
    char line[LINE_LEN];
    while (fgets(line, sizeof line, stdin))
        read_example(line);
    for (int epoch = 0; epoch < EPOCHS; epoch++)
        for (size_t i = 0; i < n_examples; i++)
            learn_example(&examples[next_random() % n_examples],
                          RATE * (1 - 0.9f * (float)epoch / EPOCHS));
    for (size_t slot = 0; slot < SPELLING_SLOTS; slot++)
        for (int k = 0; k < SPELLING_KINDS; k++) {
            float weight = roundf(weights[slot][k] * SPELLING_UNIT);
            putchar((int)fmaxf(-127, fminf(127, weight)) & 0xFF);
        }
    return 0;
}
