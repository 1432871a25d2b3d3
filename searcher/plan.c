/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/plan.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/schema.h"
#include "searcher/query.h"

/* Of the word itself and of each of its parts, when it is a compound; and of being in the title. */
static const double compound_weight = 0.5, title_reward = 0.1;

void plan_release(struct plan *plan)
{
    for (size_t i = 0; i < plan->n_clauses; i++)
        xapian_query_free((xapian_query *)plan->clauses[i]);
    plan->n_clauses = 0;
}

/* `*query` becomes `factor` times itself. */
static xapian_status scale(xapian_query **query, double factor, xapian_error *xerr)
{
    xapian_query *whole = *query;
    xapian_status status = xapian_query_scale(query, whole, factor, xerr);
    xapian_query_free(whole);
    return status;
}

/* `*left` becomes `*left` op `*right`, which is used up. */
static xapian_status join(xapian_query **left, xapian_op op, xapian_query **right,
                          xapian_error *xerr)
{
    xapian_query *both[] = {*left, *right};
    xapian_status status =
        xapian_query_combine(left, op, (const xapian_query *const *)both, 2, 0, xerr);
    xapian_query_free(both[0]);
    xapian_query_free(both[1]);
    *right = NULL;
    return status;
}

/*
 * The query for one stem: the article that has it, and a little more where its title does. That
 * little puts an article first whose title was typed, even one of common words ("So geht es nicht
 * weiter").
 */
static xapian_status make_term(xapian_query **query, const char *stem, size_t len, unsigned wqf,
                               xapian_error *xerr)
{
    struct term term = schema_stem_term(stem, len);
    struct term title = schema_title_term(stem, len);
    xapian_query *in_title = NULL;
    xapian_status status = xapian_query_term(query, term.bytes, term.len, wqf, 0, xerr);
    if (!status)
        status = xapian_query_term(&in_title, title.bytes, title.len, wqf, 0, xerr);
    if (!status)
        status = scale(&in_title, title_reward, xerr);
    if (!status)
        status = join(query, XAPIAN_OP_AND_MAYBE, &in_title, xerr);
    xapian_query_free(in_title);
    return status;
}

static fund_status keep(struct plan *plan, xapian_status status, xapian_query *clause,
                        const xapian_error *xerr, fund_error *err)
{
    if (status) {
        xapian_query_free(clause);
        return fail_xapian(err, xerr, "the query");
    }
    plan->clauses[plan->n_clauses++] = clause;
    return FUND_OK;
}

/* One part of a compound, or several of them: whichever occurs. */
static xapian_status make_parts(xapian_query **query, const struct token_part *parts,
                                size_t n_parts, unsigned wqf, xapian_error *xerr)
{
    xapian_query *part = NULL;
    xapian_status status = make_term(query, parts[0].stem, parts[0].stem_len, wqf, xerr);
    for (size_t i = 1; !status && i < n_parts; i++) {
        status = make_term(&part, parts[i].stem, parts[i].stem_len, wqf, xerr);
        if (!status)
            status = join(query, XAPIAN_OP_OR, &part, xerr);
    }
    return status;
}

/*
 * Angriffskrieg: half for the word itself, half for its head, Krieg, and where that is, half for
 * each of its other parts. What has Angriff only is not meant.
 */
static xapian_status make_compound(xapian_query **query, const struct plan_word *word,
                                   xapian_error *xerr)
{
    const struct token_part *head = &word->parts[word->n_parts - 1];
    xapian_query *parts = NULL, *modifiers = NULL;
    xapian_status status = make_term(query, word->stem, word->stem_len, word->wqf, xerr);
    if (!status)
        status = make_parts(&parts, head, 1, word->wqf, xerr);
    if (!status)
        status = make_parts(&modifiers, word->parts, word->n_parts - 1, word->wqf, xerr);
    if (!status)
        status = join(&parts, XAPIAN_OP_AND_MAYBE, &modifiers, xerr);
    if (!status)
        status = join(query, XAPIAN_OP_OR, &parts, xerr);
    if (!status)
        status = scale(query, compound_weight, xerr);
    xapian_query_free(parts);
    xapian_query_free(modifiers);
    return status;
}

static fund_status add_word(struct plan *plan, const struct plan_word *word, fund_error *err)
{
    xapian_error xerr;
    xapian_query *clause = NULL;
    xapian_status status = word->n_parts > 0
                               ? make_compound(&clause, word, &xerr)
                               : make_term(&clause, word->stem, word->stem_len, word->wqf, &xerr);
    return keep(plan, status, clause, &xerr, err);
}

/* The parts of the words of a phrase one behind the other, stop words included. */
static fund_status add_phrase(struct plan *plan, const struct token *tokens, size_t n_tokens,
                              struct arena *arena, fund_error *err)
{
    xapian_error xerr;
    xapian_query *clause = NULL;
    size_t n = 0, room = 0;
    for (size_t i = 0; i < n_tokens; i++)
        room += tokens[i].n_parts ? tokens[i].n_parts : 1;
    struct term *terms = arena_alloc(arena, room * sizeof *terms);
    xapian_string *strings = arena_alloc(arena, room * sizeof *strings);
    if (!terms || !strings)
        return fail_no_memory(err);
    for (size_t i = 0; i < n_tokens; i++) {
        if (tokens[i].n_parts == 0)
            terms[n++] = schema_stem_term(tokens[i].stem, tokens[i].stem_len);
        for (uint32_t j = 0; j < tokens[i].n_parts; j++)
            terms[n++] = schema_stem_term(tokens[i].parts[j].stem, tokens[i].parts[j].stem_len);
    }
    for (size_t i = 0; i < n; i++)
        strings[i] = (xapian_string){terms[i].bytes, terms[i].len};
    xapian_status status =
        xapian_query_combine_terms(&clause, XAPIAN_OP_PHRASE, strings, n, 0, &xerr);
    return keep(plan, status, clause, &xerr, err);
}

/* Notes a word: `wqf` is 0 for one that is asked for as part of a phrase. */
static fund_status note_word(struct plan *plan, const struct token *token, unsigned wqf,
                             struct arena *arena, fund_error *err)
{
    struct token_part *parts = arena_alloc(arena, (token->n_parts + 1) * sizeof *parts);
    char *stem = arena_copy(arena, token->stem, token->stem_len);
    if (!stem || !parts)
        return fail_no_memory(err);
    for (uint32_t i = 0; i < token->n_parts; i++) {
        parts[i] = token->parts[i];
        parts[i].stem = arena_copy(arena, token->parts[i].stem, token->parts[i].stem_len);
        if (!parts[i].stem)
            return fail_no_memory(err);
    }
    plan->words[plan->n_words++] =
        (struct plan_word){stem, token->stem_len, parts, token->n_parts, wqf};
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
            status = note_word(plan, &tokens[i], is_phrase ? 0 : 1, arena, err);
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

static int compare_stems(const char *a, size_t a_len, const char *b, size_t b_len)
{
    if (a_len != b_len)
        return a_len < b_len ? -1 : 1;
    return memcmp(a, b, a_len);
}

static int compare_words(const void *a, const void *b)
{
    const struct plan_word *x = a, *y = b;
    return compare_stems(x->stem, x->stem_len, y->stem, y->stem_len);
}

static int compare_terms(const void *a, const void *b)
{
    const struct snippet_term *x = a, *y = b;
    return compare_stems(x->stem, x->stem_len, y->stem, y->stem_len);
}

/* A word that is asked for twice becomes one that counts twice. */
static void merge_words(struct plan *plan)
{
    size_t n = 0;
    qsort(plan->words, plan->n_words, sizeof *plan->words, compare_words);
    for (size_t i = 0; i < plan->n_words; i++) {
        if (n > 0 && compare_words(&plan->words[n - 1], &plan->words[i]) == 0)
            plan->words[n - 1].wqf += plan->words[i].wqf;
        else
            plan->words[n++] = plan->words[i];
    }
    plan->n_words = n;
}

/* What a snippet shows: the words and the parts of the compounds, each once. */
static fund_status list_terms(struct plan *plan, struct arena *arena, fund_error *err)
{
    size_t room = plan->n_words + 1, n = 0;
    for (size_t i = 0; i < plan->n_words; i++)
        room += plan->words[i].n_parts;
    plan->terms = arena_alloc(arena, room * sizeof *plan->terms);
    if (!plan->terms)
        return fail_no_memory(err);
    for (size_t i = 0; i < plan->n_words; i++) {
        const struct plan_word *word = &plan->words[i];
        plan->terms[n++] = (struct snippet_term){word->stem, word->stem_len, 1.0};
        for (size_t j = 0; j < word->n_parts; j++)
            plan->terms[n++] =
                (struct snippet_term){word->parts[j].stem, word->parts[j].stem_len, 0.5};
    }
    qsort(plan->terms, n, sizeof *plan->terms, compare_terms);
    for (size_t i = 0; i < n; i++)
        if (plan->n_terms == 0 ||
            compare_terms(&plan->terms[plan->n_terms - 1], &plan->terms[i]) != 0)
            plan->terms[plan->n_terms++] = plan->terms[i];
    return FUND_OK;
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
    plan->words = arena_alloc(arena, n * sizeof *plan->words);
    plan->clauses = arena_alloc(arena, n * sizeof(void *));
    if (!plan->words || !plan->clauses)
        return fail_no_memory(err);
    status = plan_spans(plan, &query, analysis, arena, err);
    merge_words(plan);
    for (size_t i = 0; status == FUND_OK && i < plan->n_words; i++)
        if (plan->words[i].wqf > 0)
            status = add_word(plan, &plan->words[i], err);
    return status == FUND_OK ? list_terms(plan, arena, err) : status;
}
