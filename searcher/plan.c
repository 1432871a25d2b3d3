/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/plan.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/schema.h"
#include "searcher/query.h"

void plan_release(struct plan *plan)
{
    for (size_t i = 0; i < plan->n_parts; i++)
        xapian_query_free((xapian_query *)plan->parts[i]);
    plan->n_parts = 0;
}

static fund_status add_part(struct plan *plan, xapian_status status, xapian_query *part,
                            const xapian_error *xerr, fund_error *err)
{
    if (status)
        return fail_xapian(err, xerr, "the query");
    plan->parts[plan->n_parts++] = part;
    return FUND_OK;
}

/* The words of a phrase one behind the other, stop words included. */
static fund_status add_phrase(struct plan *plan, const struct token *tokens, size_t n_tokens,
                              struct arena *arena, fund_error *err)
{
    xapian_error xerr;
    xapian_query *part = NULL;
    struct term *terms = arena_alloc(arena, n_tokens * sizeof *terms);
    xapian_string *strings = arena_alloc(arena, n_tokens * sizeof *strings);
    if (!terms || !strings)
        return fail_no_memory(err);
    for (size_t i = 0; i < n_tokens; i++) {
        terms[i] = schema_stem_term(tokens[i].stem, tokens[i].stem_len);
        strings[i] = (xapian_string){terms[i].bytes, terms[i].len};
    }
    xapian_status status =
        xapian_query_combine_terms(&part, XAPIAN_OP_PHRASE, strings, n_tokens, 0, &xerr);
    return add_part(plan, status, part, &xerr, err);
}

static fund_status add_word(struct plan *plan, const struct plan_term *word, fund_error *err)
{
    xapian_error xerr;
    xapian_query *part = NULL;
    struct term term = schema_stem_term(word->shown.stem, word->shown.stem_len);
    xapian_status status = xapian_query_term(&part, term.bytes, term.len, word->wqf, 0, &xerr);
    return add_part(plan, status, part, &xerr, err);
}

/* Notes the stem of a token: `wqf` is 0 for a word that is asked for as part of a phrase. */
static fund_status note_stem(struct plan *plan, const struct token *token, unsigned wqf,
                             struct arena *arena, fund_error *err)
{
    char *stem = arena_copy(arena, token->stem, token->stem_len);
    if (!stem)
        return fail_no_memory(err);
    plan->terms[plan->n_terms++] = (struct plan_term){{stem, token->stem_len, 1.0}, wqf};
    return FUND_OK;
}

static bool has_word(const struct analysis *analysis)
{
    for (size_t i = 0; i < analysis->n_tokens; i++)
        if (!analysis->tokens[i].is_stop_word)
            return true;
    return false;
}

/* The words of one span of the query, `tokens[0]` to `tokens[n_tokens - 1]`. */
static fund_status plan_span(struct plan *plan, const struct query_span *span,
                             const struct token *tokens, size_t n_tokens, bool keep_stop_words,
                             struct arena *arena, fund_error *err)
{
    bool is_phrase = span->is_phrase && n_tokens > 1;
    fund_status status = FUND_OK;
    if (is_phrase)
        status = add_phrase(plan, tokens, n_tokens, arena, err);
    for (size_t i = 0; status == FUND_OK && i < n_tokens; i++)
        if (!tokens[i].is_stop_word || keep_stop_words)
            status = note_stem(plan, &tokens[i], is_phrase ? 0 : 1, arena, err);
    return status;
}

static fund_status plan_spans(struct plan *plan, const struct query *query,
                              const struct analysis *analysis, struct arena *arena, fund_error *err)
{
    bool keep_stop_words = !has_word(analysis);
    fund_status status = FUND_OK;
    size_t first = 0;
    for (size_t i = 0; status == FUND_OK && i < query->n_spans; i++) {
        size_t end = first;
        while (end < analysis->n_tokens && analysis->tokens[end].end <= query->spans[i].end)
            end++;
        status = plan_span(plan, &query->spans[i], analysis->tokens + first, end - first,
                           keep_stop_words, arena, err);
        first = end;
    }
    return status;
}

static int compare_terms(const void *a, const void *b)
{
    const struct snippet_term *x = &((const struct plan_term *)a)->shown;
    const struct snippet_term *y = &((const struct plan_term *)b)->shown;
    if (x->stem_len != y->stem_len)
        return x->stem_len < y->stem_len ? -1 : 1;
    return memcmp(x->stem, y->stem, x->stem_len);
}

/* A stem that is asked for twice becomes one that counts twice. */
static void merge_terms(struct plan *plan)
{
    size_t n = 0;
    qsort(plan->terms, plan->n_terms, sizeof *plan->terms, compare_terms);
    for (size_t i = 0; i < plan->n_terms; i++) {
        if (n > 0 && compare_terms(&plan->terms[n - 1], &plan->terms[i]) == 0)
            plan->terms[n - 1].wqf += plan->terms[i].wqf;
        else
            plan->terms[n++] = plan->terms[i];
    }
    plan->n_terms = n;
}

fund_status plan_make(struct plan *plan, const char *text, bool strict, struct analyzer *analyzer,
                      struct analysis *analysis, struct arena *arena, fund_error *err)
{
    struct query query;
    *plan = (struct plan){0};
    fund_status status = query_parse(&query, text, strict, arena, err);
    if (status == FUND_OK)
        status = analyse(analyzer, text, strlen(text), analysis, err);
    if (status != FUND_OK)
        return status;
    size_t n = analysis->n_tokens + query.n_spans + 1;
    plan->terms = arena_alloc(arena, n * sizeof *plan->terms);
    plan->parts = arena_alloc(arena, n * sizeof(void *));
    if (!plan->terms || !plan->parts)
        return fail_no_memory(err);
    status = plan_spans(plan, &query, analysis, arena, err);
    merge_terms(plan);
    for (size_t i = 0; status == FUND_OK && i < plan->n_terms; i++)
        if (plan->terms[i].wqf > 0)
            status = add_word(plan, &plan->terms[i], err);
    return status;
}
