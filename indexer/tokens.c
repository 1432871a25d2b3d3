/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text -> the table of its tokens, for people who want to see what the index makes of it. */
#include <fundstelle.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/arena.h"
#include "indexer/text/analysis.h"
#include "indexer/utf8.h"

struct fund_tokens {
    struct analyzer *analyzer;
    struct analysis analysis;
    struct arena arena;
    fund_token *tokens;
};

/* The stems of the parts, those of a second reading behind them. */
static const char *const *list_parts(const struct token *token, struct arena *arena)
{
    uint32_t n = token->n_parts + token->n_other_parts;
    const char **parts = arena_alloc(arena, (n + 1) * sizeof *parts);
    for (uint32_t i = 0; parts && i < n; i++)
        parts[i] = token->parts[i].stem;
    return parts;
}

static fund_status list_tokens(fund_tokens *tokens, fund_error *err)
{
    const struct analysis *analysis = &tokens->analysis;
    tokens->tokens = arena_alloc(&tokens->arena, (analysis->n_tokens + 1) * sizeof *tokens->tokens);
    if (!tokens->tokens)
        return fail_no_memory(err);
    for (size_t i = 0; i < analysis->n_tokens; i++) {
        const struct token *token = &analysis->tokens[i];
        fund_token *out = &tokens->tokens[i];
        *out = (fund_token){.start = token->start,
                            .end = token->end,
                            .position = token->position,
                            .folded = token->folded,
                            .is_stop_word = token->is_stop_word,
                            .stem = token->stem,
                            .also = token->also,
                            .parts = list_parts(token, &tokens->arena),
                            .n_parts = token->n_parts,
                            .n_other_parts = token->n_other_parts};
        if (!out->parts)
            return fail_no_memory(err);
    }
    return FUND_OK;
}

fund_status fund_analyse(fund_tokens **tokens, const char *text, fund_error *err)
{
    size_t len = strlen(text), bad;
    *tokens = NULL;
    if (!utf8_is_valid(text, len, &bad))
        return fail(err, FUND_INVALID, "byte %zu of the text is not UTF-8", bad);
    fund_tokens *made = calloc(1, sizeof *made);
    if (!made)
        return fail_no_memory(err);
    fund_status status = analyzer_new(&made->analyzer, err);
    if (status == FUND_OK)
        status = analyse(made->analyzer, text, len, &made->analysis, err);
    if (status == FUND_OK)
        status = list_tokens(made, err);
    if (status == FUND_OK)
        *tokens = made;
    else
        fund_tokens_free(made);
    return status;
}

size_t fund_tokens_size(const fund_tokens *tokens)
{
    return tokens->analysis.n_tokens;
}

const fund_token *fund_tokens_get(const fund_tokens *tokens, size_t i)
{
    return i < tokens->analysis.n_tokens ? &tokens->tokens[i] : NULL;
}

void fund_tokens_free(fund_tokens *tokens)
{
    if (!tokens)
        return;
    analyzer_free(tokens->analyzer);
    analysis_release(&tokens->analysis);
    arena_release(&tokens->arena);
    free(tokens);
}
