/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Groups words by the words beside them, so that the tagger knows Cottbus when it has learned from
 * Chemnitz:
 *
 *     zstd -dc articles.jsonl.zst | train-clusters 64 256 1024 >clusters
 *
 *     Chemnitz  TAB  1204  TAB  17  TAB  203  TAB  811
 *
 * is a word, how often it was seen and its cluster among 64, 256 and 1024. The exchange algorithm
 * (Kneser and Ney 1993): each word in turn goes to the cluster where the likelihood of the text
 * under a bigram model of clusters is highest, until hardly a word moves.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/train-text.h"

enum { LEAST_COUNT = 4, ROUNDS = 12, MAX_GRAINS = 4, TABLE = 1 << 16 };

/* How often which words stand beside a word, on one side of it. */
struct neighbours {
    uint32_t *first; /* of each word, its first in `word` and `count`; one more at the end */
    uint32_t *word;
    uint32_t *count;
};

struct clustering {
    uint32_t n; /* clusters 1 to n - 1 for words, 0 for the bound of a sentence */
    uint32_t *of;
    int32_t *follow;  /* follow[a * n + b]: how often cluster b comes after a */
    int32_t *precede; /* the same, turned */
    int64_t *size;
};

static struct train_text text;
static struct neighbours after, before;
static double entropy_table[TABLE];

static void *zeroed(size_t n, size_t size)
{
    void *memory = calloc(n, size);
    if (!memory) {
        fputs("train-clusters: no memory\n", stderr);
        exit(2);
    }
    return memory;
}

/* x log x */
static double entropy(int64_t x)
{
    return x < TABLE ? entropy_table[x] : (double)x * log((double)x);
}

/* ---- Neighbours ------------------------------------------------------------------------------ */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Sorts the neighbours of each word and counts equal ones. */
static void count_equal(struct neighbours *side)
{
    uint32_t n = 0;
    for (size_t w = 0; w < text.n_words; w++) {
        uint32_t begin = side->first[w], end = side->first[w + 1];
        qsort(side->word + begin, end - begin, sizeof *side->word, by_number);
        side->first[w] = n;
        for (uint32_t i = begin; i < end; i++)
            if (n > side->first[w] && side->word[n - 1] == side->word[i]) {
                side->count[n - 1]++;
            } else {
                side->word[n] = side->word[i];
                side->count[n++] = 1;
            }
    }
    side->first[text.n_words] = n;
}

/* A word beside itself says nothing: all clusters are equal then. */
static int is_pair(size_t i, int step)
{
    return text.ids[i] != text.ids[i + (size_t)step];
}

/* The neighbours at `step` (1 or -1) of all words. */
static void find_neighbours(struct neighbours *side, int step)
{
    uint32_t *fill = zeroed(text.n_words + 1, sizeof *fill);
    side->first = zeroed(text.n_words + 1, sizeof *side->first);
    side->word = zeroed(text.n, sizeof *side->word);
    side->count = zeroed(text.n, sizeof *side->count);
    for (size_t i = 1; i + 1 < text.n; i++)
        side->first[text.ids[i] + 1] += is_pair(i, step);
    for (size_t w = 0; w < text.n_words; w++)
        side->first[w + 1] += side->first[w];
    memcpy(fill, side->first, (text.n_words + 1) * sizeof *fill);
    for (size_t i = 1; i + 1 < text.n; i++)
        if (is_pair(i, step))
            side->word[fill[text.ids[i]]++] = text.ids[i + (size_t)step];
    count_equal(side);
    free(fill);
}

/* ---- Exchange -------------------------------------------------------------------------------- */

/* How often each cluster stands beside the word; clusters seen come back in `list`. */
static size_t sum_clusters(const struct clustering *c, const struct neighbours *side, uint32_t word,
                           int32_t *sums, uint32_t *list)
{
    size_t n = 0;
    for (uint32_t i = side->first[word]; i < side->first[word + 1]; i++) {
        uint32_t cluster = c->of[side->word[i]];
        if (sums[cluster] == 0)
            list[n++] = cluster;
        sums[cluster] += (int32_t)side->count[i];
    }
    return n;
}

struct view {
    int32_t *sums[2];  /* by cluster, after and before the word */
    uint32_t *list[2]; /* the clusters there */
    size_t n[2];
    double *gain;
};

/* Takes the word out of its cluster (sign -1) or puts it into one (1). */
static void move_word(struct clustering *c, const struct view *view, uint32_t word, uint32_t to,
                      int32_t sign)
{
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < view->n[side]; i++) {
            uint32_t other = view->list[side][i];
            int32_t count = sign * view->sums[side][other];
            uint32_t a = side == 0 ? to : other, b = side == 0 ? other : to;
            c->follow[(size_t)a * c->n + b] += count;
            c->precede[(size_t)b * c->n + a] += count;
        }
    c->size[to] += sign * (int64_t)text.counts[word];
}

/* What the likelihood gains by the word in each cluster, with what is beside it on one side. */
static void add_gains(const struct clustering *c, const struct view *view, int side)
{
    const int32_t *table = side == 0 ? c->precede : c->follow;
    for (size_t i = 0; i < view->n[side]; i++) {
        uint32_t other = view->list[side][i];
        int32_t count = view->sums[side][other];
        const int32_t *row = table + (size_t)other * c->n;
        double alone = entropy(count);
        for (uint32_t k = 1; k < c->n; k++)
            view->gain[k] += row[k] == 0 ? alone : entropy(row[k] + count) - entropy(row[k]);
    }
}

static uint32_t best_cluster(const struct clustering *c, const struct view *view, uint32_t word)
{
    int64_t count = text.counts[word];
    uint32_t best = 1;
    memset(view->gain, 0, c->n * sizeof *view->gain);
    add_gains(c, view, 0);
    add_gains(c, view, 1);
    for (uint32_t k = 1; k < c->n; k++) {
        view->gain[k] -= 2 * (entropy(c->size[k] + count) - entropy(c->size[k]));
        if (view->gain[k] > view->gain[best])
            best = k;
    }
    return best;
}

static int exchange(struct clustering *c, struct view *view, uint32_t word)
{
    uint32_t old = c->of[word];
    view->n[0] = sum_clusters(c, &after, word, view->sums[0], view->list[0]);
    view->n[1] = sum_clusters(c, &before, word, view->sums[1], view->list[1]);
    move_word(c, view, word, old, -1);
    uint32_t best = best_cluster(c, view, word);
    c->of[word] = best;
    move_word(c, view, word, best, 1);
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < view->n[side]; i++)
            view->sums[side][view->list[side][i]] = 0;
    return best != old;
}

static void count_all(struct clustering *c)
{
    for (size_t w = 0; w < text.n_words; w++) {
        c->size[c->of[w]] += text.counts[w];
        for (uint32_t i = after.first[w]; i < after.first[w + 1]; i++) {
            uint32_t a = c->of[w], b = c->of[after.word[i]];
            c->follow[(size_t)a * c->n + b] += (int32_t)after.count[i];
            c->precede[(size_t)b * c->n + a] += (int32_t)after.count[i];
        }
    }
}

static uint32_t *cluster_words(uint32_t n_clusters)
{
    uint32_t n = n_clusters + 1;
    struct clustering c = {n, zeroed(text.n_words, sizeof *c.of),
                           zeroed((size_t)n * n, sizeof *c.follow),
                           zeroed((size_t)n * n, sizeof *c.precede), zeroed(n, sizeof *c.size)};
    struct view view = {{zeroed(n, sizeof(int32_t)), zeroed(n, sizeof(int32_t))},
                        {zeroed(n, sizeof(uint32_t)), zeroed(n, sizeof(uint32_t))},
                        {0, 0},
                        zeroed(n, sizeof(double))};
    for (uint32_t w = 1; w < text.n_words; w++)
        c.of[w] = 1 + (w - 1) % n_clusters;
    count_all(&c);
    for (int round = 0; round < ROUNDS; round++) {
        size_t moved = 0;
        for (uint32_t w = 1; w + 1 < text.n_words; w++)
            moved += (size_t)exchange(&c, &view, w);
        fprintf(stderr, "%u clusters, round %d: %zu words moved\n", n_clusters, round + 1, moved);
        if (moved < text.n_words / 100)
            break;
    }
    for (int side = 0; side < 2; side++) {
        free(view.sums[side]);
        free(view.list[side]);
    }
    free(view.gain);
    free(c.follow);
    free(c.precede);
    free(c.size);
    return c.of;
}

int main(int argc, char **argv)
{
    uint32_t *grains[MAX_GRAINS];
    int n_grains = argc - 1;
    if (n_grains < 1 || n_grains > MAX_GRAINS) {
        fputs("usage: train-clusters N... <articles.jsonl\n", stderr);
        return 2;
    }
    for (int i = 1; i < TABLE; i++)
        entropy_table[i] = i * log(i);
    train_text_read(&text, stdin, LEAST_COUNT);
    fprintf(stderr, "%zu tokens, %zu words\n", text.n, text.n_words);
    find_neighbours(&after, 1);
    find_neighbours(&before, -1);
    for (int g = 0; g < n_grains; g++)
        grains[g] = cluster_words((uint32_t)atoi(argv[g + 1]));
    for (size_t w = 1; w + 1 < text.n_words; w++) {
        printf("%s\t%u", text.words[w], text.counts[w]);
        for (int g = 0; g < n_grains; g++)
            printf("\t%u", grains[g][w]);
        putchar('\n');
    }
    return 0;
}
