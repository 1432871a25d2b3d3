/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Learns the weights of the tagger from sentences that people have labelled:
 *
 *     train-tagger knowledge german.entities germeval.conll... -- smartdata.conll...
 *
 * A line of a .conll file is "Brüssel TAB B-LOC", an empty one ends a sentence. The files behind
 * -- are labelled by other rules: every feature has one weight for all files and one for each of
 * the two kinds (Daumé 2007), and the tagger gets the sum for the first kind.
 *
 * A linear-chain conditional random field, by stochastic gradient descent (AdaGrad). Wrong labels
 * get a bonus while learning, most where a name would be missed (softmax-margin, Gimpel and Smith
 * 2010), which brings recall up to precision.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/feature.h"
#include "indexer/entity/label.h"
#include "indexer/entity/model.h"
#include "indexer/entity/train-conll.h"
#include "indexer/entity/train-pack.h"

enum {
    EPOCHS = 8,
    AVERAGED_FROM = 3,
    KINDS = 3,
    STEPS = MODEL_STEPS,
    WIDTH = STEPS * N_LABELS,
    LEAST_COUNT = 2
};

#define RATE 0.03f
#define MISSED_NAME 3.0
#define OTHER_ERROR 0.5
#define IMPOSSIBLE (-1e9)

/* While learning, this part of all features is left out, and in this part of the words those of
 * their letters: what is learned must not lean on words that may never come again. */
#define LEFT_OUT 0.5f
#define HIDDEN 0.4f

/* Gradients below teach nothing. */
#define SMALL 0.002f

/* Weights of one table, and the squares of their gradients; [KINDS][rows][width] */
struct weights {
    size_t n_rows, width;
    float *of[KINDS];
    float *squares[KINDS];
    float *sums[KINDS]; /* over rounds */
};

/* Which features of the sentence at hand are left out: a number for each visit, drawn once. */
static uint64_t drawn_from;

static struct conll data;
static struct weights words, places;
static float next[N_LABELS][N_LABELS], next_squares[N_LABELS][N_LABELS];
static float rate;

/* Of the sentence at hand */
static double score[CONLL_MAX][N_LABELS], forward[CONLL_MAX][N_LABELS],
    backward[CONLL_MAX][N_LABELS];

static void weights_new(struct weights *w, size_t n_rows, size_t width)
{
    w->n_rows = n_rows;
    w->width = width;
    for (int kind = 0; kind < KINDS; kind++) {
        w->of[kind] = calloc(n_rows * width, sizeof(float));
        w->squares[kind] = calloc(n_rows * width, sizeof(float));
        w->sums[kind] = calloc(n_rows * width, sizeof(float));
        if (!w->of[kind] || !w->squares[kind] || !w->sums[kind])
            conll_fail("no memory");
    }
}

static uint64_t next_random(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

/* ---- One sentence ---------------------------------------------------------------------------- */

static uint64_t scramble(uint64_t x)
{
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

/* From 0 up to 1, the same for the same things of the same sentence. */
static float draw(uint64_t a, uint64_t b)
{
    return (float)(scramble(drawn_from + a * 0x9E3779B97F4A7C15u + b) >> 40) / (float)(1 << 24);
}

/* Is a feature of token `i` left out; when it is of letters, is its word hidden? */
static int is_left_out(size_t i, size_t place, size_t r, uint64_t feature, size_t word)
{
    if ((feature & 1) && draw(word, 1) < HIDDEN)
        return 1;
    return draw(i * 8 + place, r + 2) < LEFT_OUT;
}

/* Calls `visit` for the weights of each feature of token `i`, of all kinds that it has. */
static void each_feature(const struct sentence *s, size_t i,
                         void (*visit)(float *weights, float *squares, void *with), void *with)
{
    const int kinds[] = {0, 1 + s->kind};
    for (int k = 0; k < 2; k++) {
        float *w = words.of[kinds[k]], *squares = words.squares[kinds[k]];
        for (int step = 0; step < STEPS; step++) {
            struct rows rows = conll_word_rows(&data, s, (ptrdiff_t)i + step - MODEL_REACH);
            for (size_t r = 0; r < rows.n; r++) {
                size_t at = (size_t)rows.all[r] * WIDTH + (size_t)(step * N_LABELS);
                uint64_t feature = data.word_features[rows.all[r]];
                if (!is_left_out(i, (size_t)step, r, feature, i + (size_t)step))
                    visit(w + at, squares + at, with);
            }
        }
        w = places.of[kinds[k]], squares = places.squares[kinds[k]];
        struct rows rows = conll_place_rows(&data, s, i);
        for (size_t r = 0; r < rows.n; r++) {
            size_t at = (size_t)rows.all[r] * N_LABELS;
            uint64_t feature = data.place_features[rows.all[r]];
            if (!is_left_out(i, STEPS, r, feature, CONLL_MAX + i * 32 + r))
                visit(w + at, squares + at, with);
        }
    }
}

static void add_to_sum(float *weights, float *squares, void *sum)
{
    (void)squares;
    for (int label = 0; label < N_LABELS; label++)
        ((float *)sum)[label] += weights[label];
}

static void descend(float *weights, float *squares, void *gradient)
{
    const float *g = gradient;
    for (int label = 0; label < N_LABELS; label++) {
        squares[label] += g[label] * g[label];
        weights[label] -= rate * g[label] / (sqrtf(squares[label]) + 1e-3f);
    }
}

/* I goes on with a name of its type. */
static int may_follow(int from, int to)
{
    return !label_goes_on((enum label)to) || from == to || from == to - 1;
}

static double error_cost(int gold, int label)
{
    if (gold == label)
        return 0;
    if (gold >= LABEL_B_PERSON && label < LABEL_B_PERSON)
        return MISSED_NAME;
    return label >= LABEL_B_PERSON ? OTHER_ERROR : 0;
}

static double step_to(int from, int to)
{
    return may_follow(from, to) ? (double)next[from][to] : IMPOSSIBLE;
}

static double log_sum(const double *values)
{
    double top = values[0], sum = 0;
    for (int i = 1; i < N_LABELS; i++)
        top = values[i] > top ? values[i] : top;
    for (int i = 0; i < N_LABELS; i++)
        sum += exp(values[i] - top);
    return top + log(sum);
}

static void score_tokens(const struct sentence *s)
{
    for (size_t i = 0; i < s->n; i++) {
        float sums[N_LABELS] = {0};
        each_feature(s, i, add_to_sum, sums);
        for (int label = 0; label < N_LABELS; label++)
            score[i][label] =
                (double)(sums[label] / (1 - LEFT_OUT)) + error_cost(s->labels[i], label);
    }
}

/* The logarithm of the sum over all ways to label the sentence comes back. */
static double sum_ways(size_t n)
{
    double ways[N_LABELS];
    for (int to = 0; to < N_LABELS; to++) {
        forward[0][to] = may_follow(LABEL_O, to) ? score[0][to] : IMPOSSIBLE;
        backward[n - 1][to] = 0;
    }
    for (size_t i = 1; i < n; i++)
        for (int to = 0; to < N_LABELS; to++) {
            for (int from = 0; from < N_LABELS; from++)
                ways[from] = forward[i - 1][from] + step_to(from, to);
            forward[i][to] = log_sum(ways) + score[i][to];
        }
    for (size_t i = n - 1; i-- > 0;)
        for (int from = 0; from < N_LABELS; from++) {
            for (int to = 0; to < N_LABELS; to++)
                ways[to] = backward[i + 1][to] + score[i + 1][to] + step_to(from, to);
            backward[i][from] = log_sum(ways);
        }
    return log_sum(forward[n - 1]);
}

static void learn_steps(const struct sentence *s, double total)
{
    float gradient[N_LABELS][N_LABELS] = {{0}};
    for (size_t i = 1; i < s->n; i++) {
        for (int from = 0; from < N_LABELS; from++)
            for (int to = 0; to < N_LABELS; to++)
                gradient[from][to] += (float)exp(forward[i - 1][from] + step_to(from, to) +
                                                 score[i][to] + backward[i][to] - total);
        gradient[s->labels[i - 1]][s->labels[i]] -= 1;
    }
    for (int from = 0; from < N_LABELS; from++)
        descend(next[from], next_squares[from], gradient[from]);
}

static void learn_sentence(const struct sentence *s)
{
    drawn_from = next_random();
    score_tokens(s);
    double total = sum_ways(s->n);
    for (size_t i = 0; i < s->n; i++) {
        float gradient[N_LABELS], largest = 0;
        for (int label = 0; label < N_LABELS; label++) {
            gradient[label] = (float)exp(forward[i][label] + backward[i][label] - total) -
                              (label == s->labels[i]);
            largest = fmaxf(largest, fabsf(gradient[label]));
        }
        if (largest >= SMALL)
            each_feature(s, i, descend, gradient);
    }
    learn_steps(s, total);
}

/* ---- All sentences --------------------------------------------------------------------------- */

static void shuffle(struct sentence *sentences, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t other = next_random() % i;
        struct sentence held = sentences[i - 1];
        sentences[i - 1] = sentences[other];
        sentences[other] = held;
    }
}

/* The tagger gets the means of the weights over the later rounds. */
static void keep_weights(struct weights *w)
{
    for (int kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < w->n_rows * w->width; i++)
            w->sums[kind][i] += w->of[kind][i];
}

static void take_means(struct weights *w, float n)
{
    for (int kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < w->n_rows * w->width; i++)
            w->of[kind][i] = w->sums[kind][i] / n;
}

static void learn(void)
{
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        rate = RATE * (1 - 0.9f * (float)epoch / EPOCHS);
        shuffle(data.sentences, data.n);
        for (size_t i = 0; i < data.n; i++)
            learn_sentence(&data.sentences[i]);
        fprintf(stderr, "round %d of %d\n", epoch + 1, EPOCHS);
        if (epoch < AVERAGED_FROM)
            continue;
        keep_weights(&words);
        keep_weights(&places);
    }
    take_means(&words, EPOCHS - AVERAGED_FROM);
    take_means(&places, EPOCHS - AVERAGED_FROM);
}

/* The weights for the first kind of files take the place of those for all. */
static void sum_kinds(struct weights *w)
{
    for (size_t i = 0; i < w->n_rows * w->width; i++)
        w->of[0][i] += w->of[1][i];
}

int main(int argc, char **argv)
{
    int kind = 0;
    if (argc < 4) {
        fputs("usage: train-tagger KNOWLEDGE MODEL FILE... [-- FILE...]\n", stderr);
        return 2;
    }
    conll_open(&data, argv[1]);
    for (int i = 3; i < argc; i++)
        if (strcmp(argv[i], "--") == 0)
            kind = 1;
        else
            conll_read(&data, argv[i], kind);
    conll_number_features(&data, LEAST_COUNT);
    weights_new(&words, data.n_word_rows, WIDTH);
    weights_new(&places, data.n_place_rows, N_LABELS);
    learn();
    sum_kinds(&words);
    sum_kinds(&places);
    for (int from = 0; from < N_LABELS; from++)
        for (int to = 0; to < N_LABELS; to++)
            next[from][to] = (float)step_to(from, to);
    return pack_model(argv[2], &data, words.of[0], places.of[0], next) ? 0 : 2;
}
