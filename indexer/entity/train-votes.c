/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Asks the places where a word stands what it is:
 *
 *     train-votes knowledge articles.jsonl germeval.conll... -- smartdata.conll... >votes
 *
 *     Putin  TAB  785  TAB  0.5035  TAB  0.0242  TAB  0.1688  ...
 *
 * From labelled sentences it learns how likely the words around a capitalised word make each label
 * of it, the word itself not being looked at ("Präsident ... sagte"). Then it reads unlabelled
 * text; the mean over all places where a word stands there is one more thing known of the word,
 * with the number of places before it. `knowledge` is one without votes.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/feature.h"
#include "indexer/entity/label.h"
#include "indexer/entity/model.h"
#include "indexer/entity/train-conll.h"
#include "indexer/entity/train-text.h"

enum { EPOCHS = 5, STEPS = MODEL_STEPS, WIDTH = STEPS * N_LABELS, LEAST_COUNT = 2, LEAST_SEEN = 4 };

#define RATE 0.02f
#define SHRINK 0.0005f

static struct conll data;
static struct train_text text;
static float *weights[3], *squares[3]; /* for all files, for the first kind, for the other */
static float rate;

/* ---- Learning -------------------------------------------------------------------------------- */

static int is_capital(const char *word)
{
    const unsigned char *c = (const unsigned char *)word;
    return (*c >= 'A' && *c <= 'Z') || (c[0] == 0xC3 && c[1] < 0x9F) || (*c >= 0xC4 && *c < 0xE0);
}

static void descend(float *w, float *square, const float *gradient)
{
    for (int label = 0; label < N_LABELS; label++) {
        float g = gradient[label] + SHRINK * w[label];
        square[label] += g * g;
        w[label] -= rate * g / (sqrtf(square[label]) + 1e-3f);
    }
}

/* Adds the weights of the words around `i` to `sums` or, with a gradient, changes them. */
static void each_weight(const struct sentence *s, size_t i, float *sums, const float *gradient)
{
    const int kinds[] = {0, 1 + s->kind};
    for (int step = 0; step < STEPS; step++) {
        struct rows rows = conll_word_rows(&data, s, (ptrdiff_t)i + step - MODEL_REACH);
        for (size_t r = 0; step != MODEL_REACH && r < rows.n; r++)
            for (int k = 0; k < 2; k++) {
                size_t at = (size_t)rows.all[r] * WIDTH + (size_t)(step * N_LABELS);
                if (gradient)
                    descend(weights[kinds[k]] + at, squares[kinds[k]] + at, gradient);
                for (int label = 0; !gradient && label < N_LABELS; label++)
                    sums[label] += weights[kinds[k]][at + (size_t)label];
            }
    }
}

/* Sums to probabilities. */
static void normalise(float *sums)
{
    float top = sums[0], total = 0;
    for (int label = 1; label < N_LABELS; label++)
        top = fmaxf(top, sums[label]);
    for (int label = 0; label < N_LABELS; label++)
        total += sums[label] = expf(sums[label] - top);
    for (int label = 0; label < N_LABELS; label++)
        sums[label] /= total;
}

static void learn_sentence(const struct sentence *s)
{
    for (size_t i = 0; i < s->n; i++) {
        float sums[N_LABELS] = {0};
        if (!is_capital(data.words[s->words[i]].text))
            continue;
        each_weight(s, i, sums, NULL);
        normalise(sums);
        sums[s->labels[i]] -= 1;
        each_weight(s, i, NULL, sums);
    }
}

static void learn(void)
{
    for (int kind = 0; kind < 3; kind++) {
        weights[kind] = calloc(data.n_word_rows * WIDTH, sizeof(float));
        squares[kind] = calloc(data.n_word_rows * WIDTH, sizeof(float));
        if (!weights[kind] || !squares[kind])
            conll_fail("no memory");
    }
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        rate = RATE * (1 - 0.9f * (float)epoch / EPOCHS);
        for (size_t i = 0; i < data.n; i++)
            /* a walk through all in steps of a large prime */
            learn_sentence(&data.sentences[i * 15485863 % data.n]);
    }
}

/* ---- Asking ---------------------------------------------------------------------------------- */

typedef float contributions[STEPS][N_LABELS];

/* What a word says of those around it. */
static void contribute(const char *word, contributions sums)
{
    uint64_t features[MAX_WORD_FEATURES];
    struct word_view view;
    size_t n = features_of_word(&data.knowledge, word, strlen(word), &view, features);
    for (size_t f = 0; f < n; f++) {
        size_t row = conll_row(features[f]);
        for (size_t k = 0; row != CONLL_NO_ROW && k < WIDTH; k++)
            sums[k / N_LABELS][k % N_LABELS] +=
                weights[0][row * WIDTH + k] + weights[1][row * WIDTH + k];
    }
}

/* Number 0 is what is before a sentence, for the words behind it, and what is behind, for those
 * before it. */
static contributions *contribute_all(void)
{
    contributions *all = calloc(text.n_words, sizeof *all);
    if (!all)
        conll_fail("no memory");
    for (size_t k = 0; k < WIDTH; k++) {
        size_t row = k / N_LABELS < MODEL_REACH ? 0 : 1;
        all[0][k / N_LABELS][k % N_LABELS] =
            weights[0][row * WIDTH + k] + weights[1][row * WIDTH + k];
    }
    for (size_t w = 1; w < text.n_words; w++)
        contribute(text.words[w], all[w]);
    return all;
}

static void ask_place(const contributions *all, size_t i, double *votes)
{
    const uint32_t *t = text.ids + i;
    uint32_t around[STEPS] = {t[-1] ? t[-2] : 0, t[-1], 0, t[1], t[1] ? t[2] : 0};
    float sums[N_LABELS] = {0};
    for (int step = 0; step < STEPS; step++)
        for (int label = 0; step != MODEL_REACH && label < N_LABELS; label++)
            sums[label] += all[around[step]][step][label];
    normalise(sums);
    for (int label = 0; label < N_LABELS; label++)
        votes[label] += (double)sums[label];
}

static void ask(void)
{
    contributions *all = contribute_all();
    double(*votes)[N_LABELS] = calloc(text.n_words, sizeof *votes);
    if (!votes)
        conll_fail("no memory");
    for (size_t i = 2; i + 2 < text.n; i++)
        if (is_capital(text.words[text.ids[i]]))
            ask_place((const contributions *)all, i, votes[text.ids[i]]);
    for (size_t w = 1; w + 1 < text.n_words; w++) {
        if (!is_capital(text.words[w]))
            continue;
        printf("%s\t%u", text.words[w], text.counts[w]);
        for (int label = 0; label < N_LABELS; label++)
            printf("\t%.4f", votes[w][label] / text.counts[w]);
        putchar('\n');
    }
    free(votes);
    free(all);
}

int main(int argc, char **argv)
{
    int kind = 0;
    FILE *file = argc > 3 ? fopen(argv[2], "r") : NULL;
    if (!file) {
        fputs("usage: train-votes KNOWLEDGE TEXT FILE... [-- FILE...] >VOTES\n", stderr);
        return 2;
    }
    conll_open(&data, argv[1]);
    for (int i = 3; i < argc; i++)
        if (strcmp(argv[i], "--") == 0)
            kind = 1;
        else
            conll_read(&data, argv[i], kind);
    conll_number_features(&data, LEAST_COUNT);
    learn();
    train_text_read(&text, file, LEAST_SEEN);
    ask();
    fclose(file);
    return 0;
}
