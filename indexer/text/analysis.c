/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/analysis.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uversion.h>

#include "indexer/arena.h"
#include "indexer/text/compound.h"
#include "indexer/text/fold.h"
#include "indexer/text/gender.h"
#include "indexer/text/joined.h"
#include "indexer/text/lexicon.h"
#include "indexer/text/stem.h"
#include "indexer/text/stop.h"
#include "indexer/text/truncated.h"
#include "indexer/text/vocabulary.h"
#include "indexer/text/words.h"

/* Changes with every change of a step that makes other tokens of a text. */
enum { ANALYSIS_VERSION = 5 };

/* So many words are looked up side by side. */
enum { SHEAF = 32 };

struct analyzer {
    struct words *words;
    struct folder *folder;
    struct stemmer *stemmer;
    struct vocabulary *vocabulary; /* what the words seen before have come to */
    struct arena *arena;           /* its arena, for the strings of the tokens */
    struct vocabulary_key sheaf[SHEAF];
    struct token studied; /* the row of a word that the vocabulary has no room for */
};

fund_status analyzer_new(struct analyzer **analyzer, fund_error *err)
{
    struct analyzer *a = *analyzer = calloc(1, sizeof *a);
    fund_status status = FUND_OK;
    if (!a)
        return fail_no_memory(err);
    status = vocabulary_new(&a->vocabulary, err);
    if (status == FUND_OK)
        status = words_new(&a->words, err);
    if (status == FUND_OK)
        status = folder_new(&a->folder, err);
    if (status == FUND_OK)
        status = stemmer_new(&a->stemmer, err);
    if (status != FUND_OK) {
        analyzer_free(a);
        *analyzer = NULL;
        return status;
    }
    a->arena = vocabulary_arena(a->vocabulary);
    return FUND_OK;
}

void analyzer_free(struct analyzer *analyzer)
{
    if (!analyzer)
        return;
    words_free(analyzer->words);
    folder_free(analyzer->folder);
    stemmer_free(analyzer->stemmer);
    vocabulary_free(analyzer->vocabulary);
    free(analyzer);
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
    *part = (struct token_part){.stem = arena_copy(analyzer->arena, stem_bytes, len),
                                .stem_len = (uint32_t)len,
                                .start = (uint32_t)found->start,
                                .end = (uint32_t)found->end};
    return len > 0 && part->stem;
}

/* Fills the columns of the parts, when it is a compound. */
static bool study_parts(struct analyzer *analyzer, const char *folded, size_t len,
                        struct token *word)
{
    struct compound readings[COMPOUND_READINGS];
    size_t n = compound_split(folded, len, readings);
    if (n == 0)
        return true;
    word->n_parts = (uint32_t)readings[0].n_parts;
    word->n_other_parts = n > 1 ? (uint32_t)readings[1].n_parts : 0;
    struct token_part *parts =
        arena_alloc(analyzer->arena, (word->n_parts + word->n_other_parts) * sizeof *parts);
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
    *kept = stem_len > 0 ? arena_copy(analyzer->arena, stem_bytes, stem_len) : NULL;
    *kept_len = (uint32_t)stem_len;
    return *kept != NULL;
}

/* Fills the columns of a word that has not been seen before. */
static bool study_word(struct analyzer *analyzer, const char *raw, size_t len, struct token *word)
{
    char folded[FOLDED_MAX + 1];
    size_t folded_len = fold(analyzer->folder, raw, len, folded);
    word->folded_len = (uint32_t)folded_len;
    if (folded_len == 0)
        return true;
    word->is_stop_word = is_stop_word(folded);
    word->folded = arena_copy(analyzer->arena, folded, folded_len);
    if (!word->folded || !study_stem(analyzer, folded, folded_len, &word->stem, &word->stem_len))
        return false;
    return word->is_stop_word || study_parts(analyzer, folded, folded_len, word);
}

/*
 * Makes the parts of the masculine a second reading of the feminine: Kanzler finds Bundeskanzler:in
 * as well. What is behind Lehrer in lehrermangel is `shift` bytes on in lehrerinnenmangel.
 */
static bool add_masculine_parts(struct analyzer *analyzer, const char *folded, size_t len,
                                size_t base_len, uint32_t shift, struct token *word)
{
    struct token masculine = {0};
    if (!study_parts(analyzer, folded, len, &masculine))
        return false;
    if (word->n_parts == 0 || masculine.n_parts == 0)
        return true;
    uint32_t n = word->n_parts + masculine.n_parts;
    struct token_part *parts = arena_alloc(analyzer->arena, n * sizeof *parts);
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
                              struct token *word)
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

static bool study(struct analyzer *analyzer, const char *raw, size_t len, struct token *word)
{
    struct gender_form form;
    return gender_form_read(raw, len, &form) ? study_gender_form(analyzer, &form, word)
                                             : study_word(analyzer, raw, len, word);
}

/* The row of a word but for its place, known or new; NULL when there is no memory left. */
static const struct token *look_up(struct analyzer *analyzer, const struct vocabulary_key *key)
{
    const struct token *row = vocabulary_find(analyzer->vocabulary, key);
    if (row)
        return row;
    analyzer->studied = (struct token){0};
    if (!study(analyzer, key->raw, key->len, &analyzer->studied))
        return NULL;
    return vocabulary_add(analyzer->vocabulary, key, &analyzer->studied);
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
    struct analyzer *analyzer = context;
    struct vocabulary_key key;
    vocabulary_key(analyzer->vocabulary, &key, folded, len, len);
    const struct token *row = look_up(analyzer, &key);
    if (!row)
        return false;
    token->stem = row->stem;
    token->stem_len = row->stem_len;
    token->parts = row->parts;
    token->n_parts = row->n_parts;
    return true;
}

/* Reads the next words of the text and has fetched what is known of them. */
static size_t read_words(struct analyzer *analyzer, const char *text, size_t len)
{
    uint32_t start, end;
    size_t n = 0;
    while (n < SHEAF && words_next(analyzer->words, &start, &end))
        vocabulary_key(analyzer->vocabulary, &analyzer->sheaf[n++], text + start, end - start,
                       len - start);
    for (size_t i = 0; i < n; i++)
        vocabulary_look(analyzer->vocabulary, &analyzer->sheaf[i]);
    for (size_t i = 0; i < n; i++)
        vocabulary_approach(analyzer->vocabulary, &analyzer->sheaf[i]);
    return n;
}

/* Appends the token of a word that begins at byte `start`, if anything is left of it. */
static bool add_token(struct analyzer *analyzer, const struct vocabulary_key *key, uint32_t start,
                      uint32_t *position, struct analysis *analysis)
{
    const struct token *row = look_up(analyzer, key);
    if (!row || row->folded_len == 0)
        return row != NULL;
    struct token *token = append(analysis);
    if (!token)
        return false;
    *token = *row;
    token->start = start;
    token->end = start + (uint32_t)key->len;
    token->position = *position;
    *position += row->n_parts > 0 ? row->n_parts : 1;
    return true;
}

fund_status analyse(struct analyzer *analyzer, const char *text, size_t len,
                    struct analysis *analysis, fund_error *err)
{
    uint32_t position = 1;
    analysis->n_tokens = 0;
    vocabulary_tidy(analyzer->vocabulary);
    words_set_text(analyzer->words, text, len);
    for (size_t n; (n = read_words(analyzer, text, len)) > 0;)
        for (size_t i = 0; i < n; i++) {
            const struct vocabulary_key *key = &analyzer->sheaf[i];
            uint32_t start = (uint32_t)(key->raw - text);
            if (!add_token(analyzer, key, start, &position, analysis))
                return fail_no_memory(err);
        }
    if (!truncated_complete(text, len, analysis, analyzer->arena, study_completed, analyzer) ||
        !joined_mark(text, analysis, study_completed, analyzer))
        return fail_no_memory(err);
    return words_status(analyzer->words, err);
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
