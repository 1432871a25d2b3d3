/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/analysis.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/arena.h"
#include "indexer/hash.h"
#include "indexer/text/fold.h"
#include "indexer/text/stem.h"
#include "indexer/text/stop.h"
#include "indexer/text/words.h"

/*
 * News repeats its words: what folding and stemming make of a word is remembered, from its raw
 * bytes on. The memory is emptied when it has this many words.
 */
enum { MEMORY_SLOTS = 1 << 17, MEMORY_WORDS = MEMORY_SLOTS / 2 };

struct word {
    uint64_t hash;
    const char *raw;
    uint32_t raw_len;
    uint32_t folded_len; /* 0: nothing is left of it, there is no token */
    const char *folded;
    const char *stem;
    uint32_t stem_len;
    bool is_stop_word;
};

struct analyzer {
    struct words *words;
    struct folder *folder;
    struct stemmer *stemmer;
    struct word *memory; /* MEMORY_SLOTS, open addressing; an empty slot has no raw */
    size_t n_words;
    struct arena arena; /* the strings of the words */
};

fund_status analyzer_new(struct analyzer **analyzer, fund_error *err)
{
    struct analyzer *a = *analyzer = calloc(1, sizeof *a);
    fund_status status = FUND_OK;
    if (!a)
        return fail_no_memory(err);
    a->memory = calloc(MEMORY_SLOTS, sizeof *a->memory);
    status = a->memory ? words_new(&a->words, err) : fail_no_memory(err);
    if (status == FUND_OK)
        status = folder_new(&a->folder, err);
    if (status == FUND_OK)
        status = stemmer_new(&a->stemmer, err);
    if (status != FUND_OK) {
        analyzer_free(a);
        *analyzer = NULL;
    }
    return status;
}

void analyzer_free(struct analyzer *analyzer)
{
    if (!analyzer)
        return;
    words_free(analyzer->words);
    folder_free(analyzer->folder);
    stemmer_free(analyzer->stemmer);
    arena_release(&analyzer->arena);
    free(analyzer->memory);
    free(analyzer);
}

static void forget_words(struct analyzer *analyzer)
{
    memset(analyzer->memory, 0, MEMORY_SLOTS * sizeof *analyzer->memory);
    analyzer->n_words = 0;
    arena_reset(&analyzer->arena);
}

/* The slot that holds the word, or the empty one where it belongs. */
static struct word *find_slot(struct analyzer *analyzer, const char *raw, size_t len, uint64_t hash)
{
    for (size_t i = hash;; i++) {
        struct word *slot = &analyzer->memory[i % MEMORY_SLOTS];
        if (!slot->raw)
            return slot;
        if (slot->hash == hash && slot->raw_len == len && memcmp(slot->raw, raw, len) == 0)
            return slot;
    }
}

/* Fills the columns of a word that has not been seen before. */
static bool study(struct analyzer *analyzer, const char *raw, size_t len, struct word *word)
{
    char folded[FOLDED_MAX + 1];
    char stem_bytes[FOLDED_MAX + 1];
    size_t folded_len = fold(analyzer->folder, raw, len, folded);
    size_t stem_len = 0;
    word->folded_len = (uint32_t)folded_len;
    if (folded_len == 0)
        return true;
    stem_len = stem(analyzer->stemmer, folded, folded_len, stem_bytes);
    word->is_stop_word = is_stop_word(folded);
    word->stem_len = (uint32_t)stem_len;
    word->folded = arena_copy(&analyzer->arena, folded, folded_len);
    word->stem = arena_copy(&analyzer->arena, stem_bytes, stem_len);
    return stem_len > 0 && word->folded && word->stem;
}

/* What is known of a word, from memory or by studying it; false when there is no memory left. */
static bool look_up(struct analyzer *analyzer, const char *raw, size_t len, struct word *word)
{
    uint64_t hash = hash_bytes(raw, len);
    struct word *slot = find_slot(analyzer, raw, len, hash);
    if (slot->raw) {
        *word = *slot;
        return true;
    }
    *word = (struct word){.hash = hash, .raw_len = (uint32_t)len};
    if (!study(analyzer, raw, len, word))
        return false;
    if (analyzer->n_words < MEMORY_WORDS) {
        word->raw = arena_copy(&analyzer->arena, raw, len);
        if (!word->raw)
            return false;
        *slot = *word;
        analyzer->n_words++;
    }
    return true;
}

static struct token *append(struct analysis *analysis)
{
    if (analysis->n_tokens == analysis->capacity) {
        size_t capacity = analysis->capacity ? 2 * analysis->capacity : 256;
        struct token *tokens = realloc(analysis->tokens, capacity * sizeof *tokens);
        if (!tokens)
            return NULL;
        analysis->tokens = tokens;
        analysis->capacity = capacity;
    }
    return &analysis->tokens[analysis->n_tokens++];
}

fund_status analyse(struct analyzer *analyzer, const char *text, size_t len,
                    struct analysis *analysis, fund_error *err)
{
    struct word word;
    uint32_t start, end;
    analysis->n_tokens = 0;
    if (analyzer->n_words >= MEMORY_WORDS)
        forget_words(analyzer);
    fund_status status = words_set_text(analyzer->words, text, len, err);
    if (status != FUND_OK)
        return status;
    while (words_next(analyzer->words, &start, &end)) {
        if (!look_up(analyzer, text + start, end - start, &word))
            return fail_no_memory(err);
        if (word.folded_len == 0)
            continue;
        struct token *token = append(analysis);
        if (!token)
            return fail_no_memory(err);
        *token = (struct token){
            .start = start,
            .end = end,
            .folded = word.folded,
            .folded_len = word.folded_len,
            .is_stop_word = word.is_stop_word,
            .stem = word.stem,
            .stem_len = word.stem_len,
            .position = (uint32_t)analysis->n_tokens,
        };
    }
    return FUND_OK;
}

void analysis_release(struct analysis *analysis)
{
    free(analysis->tokens);
    *analysis = (struct analysis){0};
}
