/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/analysis.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uversion.h>

#include "indexer/arena.h"
#include "indexer/hash.h"
#include "indexer/text/compound.h"
#include "indexer/text/fold.h"
#include "indexer/text/gender.h"
#include "indexer/text/lexicon.h"
#include "indexer/text/stem.h"
#include "indexer/text/stop.h"
#include "indexer/text/truncated.h"
#include "indexer/text/words.h"

/* Changes with every change of a step that makes other tokens of a text. */
enum { ANALYSIS_VERSION = 4 };

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
    uint32_t also_len;
    const char *also;
    bool is_stop_word;
    const struct token_part *parts;
    uint32_t n_parts;
    uint32_t n_other_parts;
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

/* The stem of a part, which is that of the word it is a form of: schul, of Schule. */
static bool study_part(struct analyzer *analyzer, const char *folded,
                       const struct compound_part *found, struct token_part *part)
{
    char word[FOLDED_MAX + 8];
    char stem_bytes[FOLDED_MAX + 8];
    size_t len = found->end - found->start;
    size_t append_len = strlen(found->append);
    memcpy(word, folded + found->start, len);
    memcpy(word + len, found->append, append_len + 1);
    len = stem(analyzer->stemmer, word, len + append_len, stem_bytes);
    *part = (struct token_part){.stem = arena_copy(&analyzer->arena, stem_bytes, len),
                                .stem_len = (uint32_t)len,
                                .start = (uint32_t)found->start,
                                .end = (uint32_t)found->end};
    return len > 0 && part->stem;
}

/* Fills the columns of the parts, when it is a compound. */
static bool study_parts(struct analyzer *analyzer, const char *folded, size_t len,
                        struct word *word)
{
    struct compound readings[COMPOUND_READINGS];
    size_t n = compound_split(folded, len, readings);
    if (n == 0)
        return true;
    word->n_parts = (uint32_t)readings[0].n_parts;
    word->n_other_parts = n > 1 ? (uint32_t)readings[1].n_parts : 0;
    struct token_part *parts =
        arena_alloc(&analyzer->arena, (word->n_parts + word->n_other_parts) * sizeof *parts);
    word->parts = parts;
    for (size_t i = 0; parts && i < n; i++)
        for (size_t j = 0; j < readings[i].n_parts; j++)
            if (!study_part(analyzer, folded, &readings[i].parts[j], parts++))
                return false;
    return word->parts != NULL;
}

/* Keeps the stem of a folded word; false when there is no memory left. */
static bool study_stem(struct analyzer *analyzer, const char *folded, size_t len, const char **kept,
                       uint32_t *kept_len)
{
    char stem_bytes[FOLDED_MAX + 1];
    size_t stem_len = stem(analyzer->stemmer, folded, len, stem_bytes);
    *kept = stem_len > 0 ? arena_copy(&analyzer->arena, stem_bytes, stem_len) : NULL;
    *kept_len = (uint32_t)stem_len;
    return *kept != NULL;
}

/* Fills the columns of a word that has not been seen before. */
static bool study_word(struct analyzer *analyzer, const char *raw, size_t len, struct word *word)
{
    char folded[FOLDED_MAX + 1];
    size_t folded_len = fold(analyzer->folder, raw, len, folded);
    word->folded_len = (uint32_t)folded_len;
    if (folded_len == 0)
        return true;
    word->is_stop_word = is_stop_word(folded);
    word->folded = arena_copy(&analyzer->arena, folded, folded_len);
    if (!word->folded || !study_stem(analyzer, folded, folded_len, &word->stem, &word->stem_len))
        return false;
    return word->is_stop_word || study_parts(analyzer, folded, folded_len, word);
}

/*
 * Makes the parts of the masculine a second reading of the feminine: Kanzler finds Bundeskanzler:in
 * as well. What is behind Lehrer in lehrermangel is `shift` bytes on in lehrerinnenmangel.
 */
static bool add_masculine_parts(struct analyzer *analyzer, const char *folded, size_t len,
                                size_t base_len, uint32_t shift, struct word *word)
{
    struct word masculine = {0};
    if (!study_parts(analyzer, folded, len, &masculine))
        return false;
    if (word->n_parts == 0 || masculine.n_parts == 0)
        return true;
    uint32_t n = word->n_parts + masculine.n_parts;
    struct token_part *parts = arena_alloc(&analyzer->arena, n * sizeof *parts);
    if (!parts)
        return false;
    memcpy(parts, word->parts, word->n_parts * sizeof *parts);
    for (uint32_t i = 0; i < masculine.n_parts; i++) {
        struct token_part *part = &parts[word->n_parts + i];
        *part = masculine.parts[i];
        part->start += part->start >= base_len ? shift : 0;
        part->end += part->end > base_len ? shift : 0;
    }
    word->parts = parts;
    word->n_other_parts = masculine.n_parts;
    return true;
}

/*
 * Politiker:innen is read as Politikerinnen, and has the stems of both: it is found by Politiker
 * and by Politikerinnen, which do not find each other.
 */
static bool study_gender_form(struct analyzer *analyzer, const struct gender_form *form,
                              struct word *word)
{
    char folded[FOLDED_MAX + 1];
    if (!study_word(analyzer, form->feminine, form->feminine_len, word))
        return false;
    size_t base_len = fold(analyzer->folder, form->masculine, form->base_len, folded);
    size_t len = fold(analyzer->folder, form->masculine, form->masculine_len, folded);
    if (base_len == 0) /* accents without letters */
        return true;
    uint32_t shift = word->folded_len > len ? word->folded_len - (uint32_t)len : 0;
    word->also = word->stem;
    word->also_len = word->stem_len;
    return study_stem(analyzer, folded, len, &word->stem, &word->stem_len) &&
           add_masculine_parts(analyzer, folded, len, base_len, shift, word);
}

static bool study(struct analyzer *analyzer, const char *raw, size_t len, struct word *word)
{
    struct gender_form form;
    return gender_form_read(raw, len, &form) ? study_gender_form(analyzer, &form, word)
                                             : study_word(analyzer, raw, len, word);
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

/* What a truncated word is completed to is remembered as any other word. */
static bool study_completed(void *context, const char *folded, size_t len, struct token *token)
{
    struct word word;
    if (!look_up(context, folded, len, &word))
        return false;
    token->stem = word.stem;
    token->stem_len = word.stem_len;
    token->parts = word.parts;
    token->n_parts = word.n_parts;
    return true;
}

fund_status analyse(struct analyzer *analyzer, const char *text, size_t len,
                    struct analysis *analysis, fund_error *err)
{
    struct word word;
    uint32_t start, end;
    uint32_t position = 1;
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
            .also = word.also,
            .also_len = word.also_len,
            .parts = word.parts,
            .n_parts = word.n_parts,
            .n_other_parts = word.n_other_parts,
            .position = position,
        };
        position += word.n_parts > 0 ? word.n_parts : 1;
    }
    return truncated_complete(text, len, analysis, &analyzer->arena, study_completed, analyzer)
               ? FUND_OK
               : fail_no_memory(err);
}

void analysis_fingerprint(char fingerprint[FINGERPRINT_SIZE])
{
    UVersionInfo version;
    char icu[U_MAX_VERSION_STRING_LENGTH];
    u_getVersion(version);
    u_versionToString(version, icu);
    snprintf(fingerprint, FINGERPRINT_SIZE, "analysis %d, ICU %s, lexicon %016" PRIx64,
             ANALYSIS_VERSION, icu, lexicon_german().fingerprint);
}

/* How long the first `len` bytes of a word come to when folded, signs as in Lehrer:innen left out.
 */
static size_t folded_prefix_len(struct analyzer *analyzer, const char *raw, uint32_t len)
{
    char letters[FOLDED_MAX], folded[FOLDED_MAX + 1];
    size_t n = 0;
    for (uint32_t i = 0; i < len && n < sizeof letters; i++)
        if (!strchr(GENDER_SIGNS, raw[i]))
            letters[n++] = raw[i];
    return fold(analyzer->folder, letters, n, folded);
}

/* The raw byte at which the folded form of a word has come to `folded_len` bytes. */
static uint32_t raw_offset(struct analyzer *analyzer, const char *raw, uint32_t len,
                           uint32_t folded_len)
{
    for (uint32_t i = 1; i < len; i++) {
        bool is_boundary = ((unsigned char)raw[i] & 0xC0) != 0x80;
        if (is_boundary && folded_prefix_len(analyzer, raw, i) >= folded_len)
            return i;
    }
    return len;
}

void token_part_range(struct analyzer *analyzer, const char *text, const struct token *token,
                      const struct token_part *part, uint32_t *start, uint32_t *end)
{
    const char *raw = text + token->start;
    uint32_t len = token->end - token->start;
    *start = token->start;
    *end = token->end;
    if (part->end == 0)
        return;
    if (part->start > 0)
        *start += raw_offset(analyzer, raw, len, part->start);
    *end = part->end == token->folded_len
               ? token->end
               : token->start + raw_offset(analyzer, raw, len, part->end);
}

void analysis_release(struct analysis *analysis)
{
    free(analysis->tokens);
    *analysis = (struct analysis){0};
}
