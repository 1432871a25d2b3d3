/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/tagger.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/feature.h"
#include "indexer/entity/model.h"
#include "indexer/entity/second-look.h"
#include "indexer/entity/token.h"

/* A sentence that is longer is cut. */
enum { SENTENCE_MAX = 512, KEPT_WORDS = 1 << 18, WORD_SLOTS = 1 << 19 };

/* So far below the best that it never wins, and no sum overflows. */
#define NEVER (-12000)
#define SCORE_LIMIT 8000

/* Where O leads by that much without features of several words, they cannot change it. */
#define SURE_LEAD 140

/* A number for each label. */
typedef int16_t scores __attribute__((vector_size(2 * N_LABELS)));
typedef int8_t narrow_scores __attribute__((vector_size(N_LABELS)));

struct word {
    scores given[MODEL_STEPS]; /* to the label of the token `step - MODEL_REACH` places before */
    struct word_view view;
    uint64_t hash;
};

struct tagger {
    struct model model;
    struct word *words;
    uint32_t *slots; /* 1 + index into words */
    uint32_t n_words;
    struct word edges[2]; /* what is before and behind a sentence */
    scores next[N_LABELS];
    scores start;  /* before the first token: no I */
    scores only_o; /* behind one that is no name */
    struct token_list tokens;
    uint8_t *article_labels; /* of each of those */
    size_t n_article_labels; /* room for so many */
    struct memory memory;
    const struct word *sentence[SENTENCE_MAX];
    const struct word_view *views[SENTENCE_MAX];
    enum label labels[SENTENCE_MAX];
    scores came_from[SENTENCE_MAX];
};

/* ---- Words ----------------------------------------------------------------------------------- */

static uint64_t load(const char *text, size_t len)
{
    uint64_t all = 0;
    uint32_t first, last;
    if (len == 8) {
        memcpy(&all, text, 8);
        return all;
    }
    if (len >= 4) {
        memcpy(&first, text, 4);
        memcpy(&last, text + len - 4, 4);
        return (uint64_t)first << 32 | last;
    }
    for (size_t i = 0; i < len; i++)
        all = all << 8 | (unsigned char)text[i];
    return all;
}

static uint64_t hash_word(const char *text, size_t len)
{
    uint64_t hash = len * 0x9E3779B97F4A7C15u;
    for (; len > 8; text += 8, len -= 8) {
        hash = (hash ^ load(text, 8)) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
    }
    hash = (hash ^ load(text, len)) * 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 29;
}

/* Weights as they are in the model, as scores. */
static scores widen(const int8_t *weights)
{
    narrow_scores narrow;
    memcpy(&narrow, weights, sizeof narrow);
    return __builtin_convertvector(narrow, scores);
}

static void add_weights(const struct model *model, struct word *word, uint64_t feature)
{
    const int8_t *weights = model_find(&model->words, feature);
    if (!weights)
        return;
    for (int step = 0; step < MODEL_STEPS; step++)
        word->given[step] += widen(weights + (ptrdiff_t)step * N_LABELS);
}

static void learn_word(const struct model *model, struct word *word, const char *text, size_t len)
{
    uint64_t features[MAX_WORD_FEATURES];
    memset(word->given, 0, sizeof word->given);
    size_t n = features_of_word(&model->knowledge, text, len, &word->view, features);
    for (size_t i = 0; i < n; i++)
        add_weights(model, word, features[i]);
}

static const struct word *find_word(struct tagger *tagger, const char *text, size_t len)
{
    uint64_t hash = hash_word(text, len);
    size_t slot = hash & (WORD_SLOTS - 1);
    for (uint32_t i; (i = tagger->slots[slot]) > 0; slot = (slot + 1) & (WORD_SLOTS - 1))
        if (tagger->words[i - 1].hash == hash)
            return &tagger->words[i - 1];
    struct word *word = &tagger->words[tagger->n_words++];
    word->hash = hash;
    learn_word(&tagger->model, word, text, len);
    tagger->slots[slot] = tagger->n_words;
    return word;
}

/* Makes room for the words of a sentence by forgetting all others. */
static void make_room(struct tagger *tagger)
{
    if (tagger->n_words + SENTENCE_MAX <= KEPT_WORDS)
        return;
    memset(tagger->slots, 0, WORD_SLOTS * sizeof *tagger->slots);
    tagger->n_words = 0;
}

/* ---- One sentence ---------------------------------------------------------------------------- */

static const struct word *word_at(const struct tagger *tagger, size_t n, ptrdiff_t i)
{
    return i < 0 ? &tagger->edges[0] : i >= (ptrdiff_t)n ? &tagger->edges[1] : tagger->sentence[i];
}

static scores splat(int16_t value)
{
    return (scores){value, value, value, value, value, value, value, value};
}

/* Does O lead all others by SURE_LEAD? */
static bool is_surely_no_name(scores sums)
{
    uint64_t halves[2];
    scores is_behind = sums < splat((int16_t)(sums[LABEL_O] - SURE_LEAD));
    is_behind[LABEL_O] = -1;
    memcpy(halves, &is_behind, sizeof halves);
    return (halves[0] & halves[1]) == UINT64_MAX;
}

/* What the words around token `i` and it itself say of it. */
static scores sum_words(const struct tagger *tagger, size_t n, size_t i)
{
    scores sums = tagger->sentence[i]->given[MODEL_REACH];
    for (int step = -MODEL_REACH; step <= MODEL_REACH; step++)
        if (step != 0)
            sums += word_at(tagger, n, (ptrdiff_t)i + step)->given[step + MODEL_REACH];
    return sums;
}

static scores sum_place(const struct tagger *tagger, size_t n, size_t i)
{
    scores sums = {0};
    uint64_t features[MAX_PLACE_FEATURES];
    size_t n_features = features_of_place(tagger->views, n, i, features);
    for (size_t f = 0; f < n_features; f++) {
        const int8_t *weights = model_find(&tagger->model.places, features[f]);
        if (weights)
            sums += widen(weights);
    }
    return sums;
}

static int16_t best_label(scores sums)
{
    int best = 0;
    for (int label = 1; label < N_LABELS; label++)
        if (sums[label] > sums[best])
            best = label;
    return (int16_t)best;
}

/* The best way to each label, one token on (Viterbi); `came_from` says from where. */
static scores advance(const struct tagger *tagger, scores sums, scores *came_from)
{
    scores best = splat(sums[0]) + tagger->next[0], from = {0};
    for (int label = 1; label < N_LABELS; label++) {
        scores way = splat(sums[label]) + tagger->next[label];
        scores is_better = way > best;
        best = (way & is_better) | (best & ~is_better);
        from = (is_better & splat((int16_t)label)) | (from & ~is_better);
    }
    *came_from = from;
    /* Only differences count, and they are small. */
    if (best[LABEL_O] > SCORE_LIMIT || best[LABEL_O] < -SCORE_LIMIT)
        best -= splat(best[LABEL_O]);
    return best;
}

/* The same to O alone: from there on nothing else is possible. */
static scores advance_to_o(const struct tagger *tagger, scores sums, scores *came_from)
{
    scores ways = sums;
    for (int label = 0; label < N_LABELS; label++)
        ways[label] = (int16_t)(ways[label] + tagger->next[label][LABEL_O]);
    (*came_from)[LABEL_O] = best_label(ways);
    return tagger->only_o;
}

/* Labels the words of tagger->sentence. Most are no names, and no names are near. */
static void label_sentence(struct tagger *tagger, size_t n)
{
    scores sums = tagger->start;
    bool is_only_o = true;
    for (size_t i = 0; i < n; i++) {
        scores given = sum_words(tagger, n, i);
        bool is_sure = is_surely_no_name(given);
        if (is_sure && is_only_o)
            tagger->came_from[i][LABEL_O] = LABEL_O, sums = tagger->only_o;
        else if (is_sure)
            sums = advance_to_o(tagger, sums, &tagger->came_from[i]);
        else
            sums = (i == 0 ? sums : advance(tagger, sums, &tagger->came_from[i])) + given +
                   sum_place(tagger, n, i);
        is_only_o = is_sure;
    }
    int16_t label = best_label(sums);
    for (size_t i = n; i-- > 0; label = tagger->came_from[i][label])
        tagger->labels[i] = (enum label)label;
}

fund_status tagger_label(struct tagger *tagger, const struct tagger_token *tokens, size_t n,
                         enum label *labels, fund_error *err)
{
    (void)err;
    for (size_t start = 0; start < n; start += SENTENCE_MAX) {
        size_t part = n - start < SENTENCE_MAX ? n - start : SENTENCE_MAX;
        make_room(tagger);
        for (size_t i = 0; i < part; i++) {
            tagger->sentence[i] = find_word(tagger, tokens[start + i].text, tokens[start + i].len);
            tagger->views[i] = &tagger->sentence[i]->view;
        }
        label_sentence(tagger, part);
        memcpy(labels + start, tagger->labels, part * sizeof *labels);
    }
    return FUND_OK;
}

/* ---- One text -------------------------------------------------------------------------------- */

static bool append(struct mentions *mentions, struct mention mention)
{
    if (mentions->n == mentions->capacity) {
        size_t capacity = mentions->capacity ? 2 * mentions->capacity : 64;
        struct mention *all = realloc(mentions->all, capacity * sizeof *all);
        if (!all)
            return false;
        mentions->all = all;
        mentions->capacity = capacity;
    }
    mentions->all[mentions->n++] = mention;
    return true;
}

static bool append_names(const struct labelled *article, struct mentions *mentions)
{
    for (size_t i = 0; i < article->n; i++) {
        enum label label = article->labels[i];
        size_t last = i;
        if (!label_begins(label))
            continue;
        while (last + 1 < article->n && article->labels[last + 1] == label + 1)
            last++;
        if (!append(mentions, (struct mention){article->tokens[i].start, article->tokens[last].end,
                                               label_type(label)}))
            return false;
        i = last;
    }
    return true;
}

static size_t sentence_len(const struct token *tokens, size_t n)
{
    size_t len = 1;
    while (len < n && len < SENTENCE_MAX && !tokens[len].begins_sentence)
        len++;
    return len;
}

static bool reserve_labels(struct tagger *tagger, size_t n)
{
    if (n <= tagger->n_article_labels)
        return true;
    free(tagger->article_labels);
    tagger->article_labels = malloc(2 * n);
    tagger->n_article_labels = tagger->article_labels ? 2 * n : 0;
    return tagger->article_labels != NULL;
}

/* Labels each sentence by itself. */
static void label_all(struct tagger *tagger, const struct labelled *article)
{
    for (size_t start = 0, n; start < article->n; start += n) {
        const struct token *tokens = article->tokens + start;
        n = sentence_len(tokens, article->n - start);
        make_room(tagger);
        for (size_t i = 0; i < n; i++) {
            tagger->sentence[i] =
                find_word(tagger, article->text + tokens[i].start, tokens[i].end - tokens[i].start);
            tagger->views[i] = &tagger->sentence[i]->view;
        }
        label_sentence(tagger, n);
        for (size_t i = 0; i < n; i++)
            article->labels[start + i] = (uint8_t)tagger->labels[i];
    }
}

fund_status tagger_tag(struct tagger *tagger, const char *text, size_t len,
                       struct mentions *mentions, fund_error *err)
{
    mentions->n = 0;
    if (!token_list_find(&tagger->tokens, text, len) || !reserve_labels(tagger, tagger->tokens.n))
        return fail_no_memory(err);
    struct labelled article = {text, tagger->tokens.all, tagger->article_labels, tagger->tokens.n};
    label_all(tagger, &article);
    if (!second_look(&tagger->memory, &article) || !append_names(&article, mentions))
        return fail_no_memory(err);
    return FUND_OK;
}

void mentions_release(struct mentions *mentions)
{
    free(mentions->all);
    *mentions = (struct mentions){0};
}

/* ---- The tagger ------------------------------------------------------------------------------ */

fund_status tagger_new(struct tagger **tagger, fund_error *err)
{
    struct tagger *made = *tagger = NULL;
    if (posix_memalign((void **)&made, 64, sizeof *made) != 0)
        return fail_no_memory(err);
    memset(made, 0, sizeof *made);
    made->slots = calloc(WORD_SLOTS, sizeof *made->slots);
    if (!made->slots ||
        posix_memalign((void **)&made->words, 64, KEPT_WORDS * sizeof *made->words) != 0) {
        tagger_free(made);
        return fail_no_memory(err);
    }
    if (!model_german(&made->model)) {
        tagger_free(made);
        return fail(err, FUND_INTERNAL, "the model of the entity tagger is damaged");
    }
    for (int from = 0; from < N_LABELS; from++)
        for (int to = 0; to < N_LABELS; to++)
            made->next[from][to] = made->model.next[from][to];
    for (int label = 0; label < N_LABELS; label++) {
        made->start[label] = label_goes_on((enum label)label) ? NEVER : 0;
        made->only_o[label] = label == LABEL_O ? 0 : NEVER;
    }
    for (unsigned side = 0; side < 2; side++)
        add_weights(&made->model, &made->edges[side], feature_of_edge(side));
    *tagger = made;
    return FUND_OK;
}

void tagger_free(struct tagger *tagger)
{
    if (!tagger)
        return;
    token_list_release(&tagger->tokens);
    memory_release(&tagger->memory);
    free(tagger->article_labels);
    free(tagger->words);
    free(tagger->slots);
    free(tagger);
}
