/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/plan.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/schema.h"
#include "indexer/text/related.h"
#include "searcher/clause.h"
#include "searcher/query.h"

void plan_release(struct plan *plan)
{
    for (size_t i = 0; i < plan->n_clauses; i++)
        xapian_query_free((xapian_query *)plan->clauses[i]);
    for (size_t i = 0; i < plan->n_leaves; i++)
        xapian_query_free(plan->leaves[i].query);
    plan->n_clauses = plan->n_leaves = 0;
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

static fund_status add_word(struct plan *plan, const struct plan_word *word, struct arena *arena,
                            fund_error *err)
{
    xapian_error xerr;
    xapian_query *clause;
    xapian_status status = clause_of_word(&clause, plan, word, arena, &xerr);
    return keep(plan, status, clause, &xerr, err);
}

static fund_status add_phrase(struct plan *plan, const char *text, const struct token *tokens,
                              size_t n_tokens, struct arena *arena, fund_error *err)
{
    xapian_error xerr;
    xapian_query *clause;
    size_t start = tokens[0].start, end = tokens[n_tokens - 1].end;
    const char *phrase = arena_copy(arena, text + start, end - start);
    if (!phrase)
        return fail_no_memory(err);
    xapian_status status = clause_of_phrase(&clause, plan, phrase, tokens, n_tokens, arena, &xerr);
    return keep(plan, status, clause, &xerr, err);
}

/* What was typed, for a token to be compared with. */
static bool copy_form(struct word_form *form, const char *text, const struct token *token,
                      struct arena *arena)
{
    form->raw_len = token->end - token->start;
    form->raw = arena_copy(arena, text + token->start, form->raw_len);
    form->folded_len = token->folded_len;
    form->folded = arena_copy(arena, token->folded, token->folded_len);
    return form->raw && form->folded;
}

/* Notes a word: `wqf` is 0 for one that is asked for as part of a phrase. */
static fund_status note_word(struct plan *plan, const char *text, const struct token *token,
                             unsigned wqf, struct arena *arena, fund_error *err)
{
    struct plan_word word = {.stem_len = token->stem_len,
                             .also_len = token->also_len,
                             .n_parts = token->n_parts,
                             .wqf = wqf,
                             .place = token->start};
    struct word_form *form = arena_alloc(arena, sizeof *form);
    struct token_part *parts = arena_alloc(arena, (token->n_parts + 1) * sizeof *parts);
    word.stem = arena_copy(arena, token->stem, token->stem_len);
    word.also = token->also ? arena_copy(arena, token->also, token->also_len) : NULL;
    if (!form || !parts || !word.stem || !word.also != !token->also)
        return fail_no_memory(err);
    *form = (struct word_form){.next = NULL};
    if (!copy_form(form, text, token, arena))
        return fail_no_memory(err);
    for (uint32_t i = 0; i < token->n_parts; i++) {
        parts[i] = token->parts[i];
        parts[i].stem = arena_copy(arena, token->parts[i].stem, token->parts[i].stem_len);
        if (!parts[i].stem)
            return fail_no_memory(err);
    }
    word.forms = form;
    word.parts = parts;
    plan->words[plan->n_words++] = word;
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
static fund_status plan_span(struct plan *plan, const char *text, const struct query_span *span,
                             const struct token *tokens, size_t n_tokens, bool keep_stop_words,
                             struct arena *arena, fund_error *err)
{
    bool is_phrase = span->is_phrase && n_tokens > 1;
    fund_status status = FUND_OK;
    if (is_phrase)
        status = add_phrase(plan, text, tokens, n_tokens, arena, err);
    for (size_t i = 0; status == FUND_OK && i < n_tokens; i++)
        if (!tokens[i].is_stop_word || keep_stop_words)
            status = note_word(plan, text, &tokens[i], is_phrase ? 0 : 1, arena, err);
    return status;
}

static fund_status plan_spans(struct plan *plan, const char *text, const struct query *query,
                              const struct analysis *analysis, struct arena *arena, fund_error *err)
{
    bool keep_stop_words = !has_word(analysis);
    fund_status status = FUND_OK;
    size_t first = 0;
    for (size_t i = 0; status == FUND_OK && i < query->n_spans; i++) {
        size_t end = first;
        while (end < analysis->n_tokens && analysis->tokens[end].end <= query->spans[i].end)
            end++;
        status = plan_span(plan, text, &query->spans[i], analysis->tokens + first, end - first,
                           keep_stop_words, arena, err);
        first = end;
    }
    return status;
}

static int compare_stems(const char *a, size_t a_len, const char *b, size_t b_len)
{
    if (a_len != b_len)
        return a_len < b_len ? -1 : 1;
    return a_len > 0 ? memcmp(a, b, a_len) : 0;
}

static int compare_places(const void *a, const void *b)
{
    const struct plan_word *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

static int compare_words(const struct plan_word *a, const struct plan_word *b)
{
    int order = compare_stems(a->stem, a->stem_len, b->stem, b->stem_len);
    return order != 0 ? order : compare_stems(a->also, a->also_len, b->also, b->also_len);
}

static int compare_words_and_places(const void *a, const void *b)
{
    int order = compare_words(a, b);
    return order != 0 ? order : compare_places(a, b);
}

static int compare_stems_of(const struct snippet_term *a, const struct snippet_term *b)
{
    return compare_stems(a->stem, a->stem_len, b->stem, b->stem_len);
}

/* By stem, and of one stem the one that is worth most first. */
static int compare_terms(const void *a, const void *b)
{
    const struct snippet_term *x = a, *y = b;
    int order = compare_stems_of(x, y);
    return order != 0 ? order : (x->weight < y->weight) - (x->weight > y->weight);
}

/* `again` is the same word, maybe in another form. */
static void merge_word(struct plan_word *word, const struct plan_word *again)
{
    struct word_form *new_form = again->forms;
    word->wqf += again->wqf;
    for (const struct word_form *form = word->forms; form; form = form->next)
        if (compare_stems(form->raw, form->raw_len, new_form->raw, new_form->raw_len) == 0)
            return;
    new_form->next = word->forms->next;
    word->forms->next = new_form;
}

/* A word that is asked for twice becomes one that counts twice. */
static void merge_words(struct plan *plan)
{
    size_t n = 0;
    qsort(plan->words, plan->n_words, sizeof *plan->words, compare_words_and_places);
    for (size_t i = 0; i < plan->n_words; i++) {
        if (n > 0 && compare_words(&plan->words[n - 1], &plan->words[i]) == 0)
            merge_word(&plan->words[n - 1], &plan->words[i]);
        else
            plan->words[n++] = plan->words[i];
    }
    plan->n_words = n;
    qsort(plan->words, n, sizeof *plan->words, compare_places);
}

static void list_term(struct plan *plan, const struct plan_word *word, const char *stem, size_t len,
                      fund_reason reason, double weight)
{
    plan->terms[plan->n_terms++] =
        (struct snippet_term){stem, len, weight, reason, reason == FUND_STEM ? word->forms : NULL};
}

/* What a snippet shows: the words, the parts of the compounds, related words; each once. */
static fund_status list_terms(struct plan *plan, struct arena *arena, fund_error *err)
{
    size_t room = 2 * plan->n_words + 1, n = 0;
    const struct related *related;
    for (size_t i = 0; i < plan->n_words; i++)
        room += plan->words[i].n_parts +
                related_words(plan->words[i].stem, plan->words[i].stem_len, &related);
    plan->terms = arena_alloc(arena, room * sizeof *plan->terms);
    if (!plan->terms)
        return fail_no_memory(err);
    for (size_t i = 0; i < plan->n_words; i++) {
        const struct plan_word *word = &plan->words[i];
        list_term(plan, word, word->stem, word->stem_len, FUND_STEM, 1);
        if (word->also)
            list_term(plan, word, word->also, word->also_len, FUND_STEM, 1);
        for (size_t j = 0; j < word->n_parts; j++)
            list_term(plan, word, word->parts[j].stem, word->parts[j].stem_len, FUND_COMPOUND, 0.5);
        size_t n_related = word->wqf > 0 ? related_words(word->stem, word->stem_len, &related) : 0;
        for (size_t j = 0; j < n_related; j++)
            list_term(plan, word, related[j].stem, related[j].stem_len, FUND_DEMONYM, 0.3);
    }
    qsort(plan->terms, plan->n_terms, sizeof *plan->terms, compare_terms);
    for (size_t i = 0; i < plan->n_terms; i++)
        if (n == 0 || compare_stems_of(&plan->terms[n - 1], &plan->terms[i]) != 0)
            plan->terms[n++] = plan->terms[i];
    plan->n_terms = n;
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
    status = plan_spans(plan, text, &query, analysis, arena, err);
    merge_words(plan);
    for (size_t i = 0; status == FUND_OK && i < plan->n_words; i++)
        if (plan->words[i].wqf > 0)
            status = add_word(plan, &plan->words[i], arena, err);
    return status == FUND_OK ? list_terms(plan, arena, err) : status;
}
