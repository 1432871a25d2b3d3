/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/plan.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/schema.h"
#include "indexer/text/related.h"
#include "searcher/clause.h"
#include "searcher/combine.h"
#include "searcher/day.h"
#include "searcher/filter.h"
#include "searcher/query-range.h"

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

/*
 * What of the token is asked for: all, or of a stop word what it is completed to, with those parts,
 * such as Einfuhr at the Ein- of "Ein- und Ausfuhr". False when that is nothing.
 */
static bool is_asked_for(struct token *token, bool keep_stop_words)
{
    if (!token->is_stop_word || keep_stop_words)
        return true;
    if (!token->also)
        return false;
    token->stem = token->also;
    token->stem_len = token->also_len;
    token->also = NULL;
    token->also_len = 0;
    token->n_parts = token->n_other_parts; /* it has no parts of its own */
    token->n_other_parts = 0;
    return true;
}

/* ---- The leaves of the query ---------------------------------------------------------------- */

/* The query and its words, gone through from left to right. */
struct planner {
    struct plan *plan;
    const struct query *query;
    const struct analysis *analysis;
    const struct plan_tools *tools;
    struct arena *arena;
    size_t next; /* the first token that has not been passed */
    bool keeps_stop_words;
};

/* The tokens of a leaf; what is between the leaves is passed over. */
static const struct token *take_tokens(struct planner *planner, const struct query_node *leaf,
                                       size_t *n_tokens)
{
    const struct analysis *analysis = planner->analysis;
    size_t first, end;
    for (first = planner->next; first < analysis->n_tokens; first++)
        if (analysis->tokens[first].start >= leaf->start)
            break;
    for (end = first; end < analysis->n_tokens; end++)
        if (analysis->tokens[end].end > leaf->end)
            break;
    planner->next = end;
    *n_tokens = end - first;
    return analysis->tokens + first;
}

/* Is there a word in the leaves that is no stop word? */
static bool has_word(struct planner *planner, const struct query_node *node)
{
    bool has_one = false;
    for (const struct query_node *child = node->child; child; child = child->next)
        has_one = has_word(planner, child) || has_one;
    if (node->child)
        return has_one;
    size_t n_tokens;
    const struct token *tokens = take_tokens(planner, node, &n_tokens);
    for (size_t i = 0; i < n_tokens; i++)
        has_one = has_one || !tokens[i].is_stop_word;
    return has_one;
}

/* The words of one leaf of a query that is just words and phrases. */
static fund_status plan_leaf(struct planner *planner, const struct query_node *leaf,
                             fund_error *err)
{
    size_t n_tokens;
    const char *text = planner->query->text;
    const struct token *tokens = take_tokens(planner, leaf, &n_tokens);
    bool is_phrase = leaf->kind == QUERY_PHRASE && n_tokens > 1;
    fund_status status = FUND_OK;
    if (is_phrase)
        status = add_phrase(planner->plan, text, tokens, n_tokens, planner->arena, err);
    for (size_t i = 0; status == FUND_OK && i < n_tokens; i++) {
        struct token token = tokens[i];
        if (is_asked_for(&token, planner->keeps_stop_words))
            status = note_word(planner->plan, text, &token, is_phrase ? 0 : 1, planner->arena, err);
    }
    return status;
}

/* Words and phrases are joined by OR, and a word that is there twice counts twice. */
static fund_status plan_words(struct planner *planner, fund_error *err)
{
    const struct query_node *root = planner->query->root;
    fund_status status = FUND_OK;
    for (const struct query_node *leaf = root->child ? root->child : root; leaf && !status;
         leaf = leaf->next)
        status = plan_leaf(planner, leaf, err);
    return status;
}

static bool is_word_leaf(const struct query_node *node)
{
    return node->kind < QUERY_RANGE && node->kind != QUERY_EXACT && !node->is_exact &&
           node->field != FIELD_TITLE && !filter_has_field(node->field);
}

/* Is the query just words and phrases? */
static bool is_plain(const struct query *query)
{
    const struct query_node *root = query->root;
    if (query->wants_all || (root->child && root->kind != QUERY_LIST))
        return false;
    for (const struct query_node *child = root->child; child; child = child->next)
        if (child->occurrence != QUERY_MAY || !is_word_leaf(child))
            return false;
    return root->child || is_word_leaf(root);
}

/* ---- Operators, signs and fields ------------------------------------------------------------ */

/*
 * Articles of these days, whatever the time. The first of a month begins with "2024-10", which an
 * article may have for its date; one without a date is of no day.
 */
static xapian_status clause_of_days(xapian_query **clause, struct query_range days,
                                    xapian_error *xerr)
{
    struct date date = day_date((int32_t)days.from);
    char first[RANGE_SIZE], last[RANGE_SIZE];
    range_write(FIELD_DATE, (struct query_range){days.from, days.from}, first);
    range_write(FIELD_DATE, (struct query_range){days.to, days.to}, last);
    size_t first_len = strlen(first), last_len = strlen(last);
    if (date.day == 1)
        first_len -= date.month == 1 ? strlen("-01-01") : strlen("-01");
    if (days.from == DAY_MIN)
        first_len = 1; /* 0 */
    last[last_len++] = '~';
    return xapian_query_value_range(clause, SLOT_DATE, first, first_len, last, last_len, xerr);
}

/*
 * The clause of one word, which is the last that was noted. What is left out is the word itself
 * only: without Angriffskrieg there may still be Krieg, and without Nordkorea its people.
 */
static xapian_status clause_of_noted(xapian_query **clause, struct planner *planner,
                                     const struct query_node *leaf, enum leaf_use use,
                                     xapian_error *xerr)
{
    struct plan *plan = planner->plan;
    const struct plan_word *word = &plan->words[plan->n_words - 1];
    bool is_near = use >= LEAF_NEAR;
    if (!is_near && (leaf->kind == QUERY_EXACT || leaf->is_exact))
        return clause_of_exact_word(clause, plan, word, planner->arena, xerr);
    if (!is_near && leaf->field == FIELD_TITLE)
        return clause_of_title_word(clause, plan, word, planner->arena, xerr);
    if (use != LEAF_SCORED)
        return clause_of_place(clause, word->stem, word->stem_len, word->also, word->also_len,
                               xerr);
    return clause_of_word(clause, plan, word, planner->arena, xerr);
}

/* The clauses of the words, joined by OR, or by AND where all of them are wanted. */
static fund_status clause_of_words(struct planner *planner, const struct query_node *leaf,
                                   const struct token *tokens, size_t n_tokens, enum leaf_use use,
                                   xapian_query **whole, fund_error *err)
{
    xapian_error xerr;
    fund_status status = FUND_OK;
    size_t n = 0;
    bool needs_all = leaf->kind == QUERY_PHRASE || (planner->query->wants_all && use < LEAF_NEAR);
    xapian_query **clauses = arena_alloc(planner->arena, (n_tokens + 1) * sizeof(void *));
    if (!clauses)
        return fail_no_memory(err);
    for (size_t i = 0; status == FUND_OK && i < n_tokens; i++) {
        struct token token = tokens[i];
        if (!is_asked_for(&token, planner->keeps_stop_words))
            continue;
        status = note_word(planner->plan, planner->query->text, &token, 1, planner->arena, err);
        clauses[n] = NULL;
        if (status == FUND_OK && clause_of_noted(&clauses[n++], planner, leaf, use, &xerr))
            status = fail_xapian(err, &xerr, "the query");
    }
    if (status == FUND_OK)
        return combine_clauses(whole, needs_all ? XAPIAN_OP_AND : XAPIAN_OP_OR, clauses, n, err);
    while (n > 0)
        xapian_query_free(clauses[--n]);
    return status;
}

/* What is left out or chooses only, adds nothing to a score. */
static void drop_leaves(struct plan *plan, size_t n)
{
    while (plan->n_leaves > n)
        xapian_query_free(plan->leaves[--plan->n_leaves].query);
}

static fund_status note_entity(struct planner *planner, fund_entity_type type, const char *key,
                               fund_error *err)
{
    struct plan_entity *entity = arena_alloc(planner->arena, sizeof *entity);
    const char *copy = arena_copy(planner->arena, key, strlen(key));
    if (!entity || !copy)
        return fail_no_memory(err);
    *entity = (struct plan_entity){type, copy, planner->plan->entities};
    planner->plan->entities = entity;
    return FUND_OK;
}

/* A person, an outlet: chosen by what it is called, not by words of the text. */
static fund_status clause_of_filter(struct planner *planner, const struct query_node *leaf,
                                    const struct token *tokens, size_t n_tokens, enum leaf_use use,
                                    xapian_query **clause, fund_error *err)
{
    if (!filter_is_entity(leaf->field))
        return filter_of_words(clause, leaf->field, tokens, n_tokens, err);
    const char *text = planner->query->text;
    const char *name = arena_copy(planner->arena, text + leaf->start, leaf->end - leaf->start);
    struct resolver **resolver = planner->tools->resolver;
    fund_status status = *resolver ? FUND_OK : resolver_new(resolver, err);
    if (status == FUND_OK && !name)
        status = fail_no_memory(err);
    if (status != FUND_OK)
        return status;
    struct name_tools names = {*resolver, planner->tools->names};
    struct entity_keys keys;
    status = filter_of_entity(clause, leaf->field, name, names, &keys, err);
    if (status != FUND_OK || use == LEAF_EXCLUDED || use == LEAF_EXCLUDED_NEAR)
        return status;
    return note_entity(planner, filter_entity_type(leaf->field), keys.key, err);
}

static fund_status make_clause(struct planner *planner, const struct query_node *leaf,
                               enum leaf_use use, xapian_query **clause, fund_error *err)
{
    xapian_error xerr;
    size_t n_tokens;
    const char *text = planner->query->text;
    const struct token *tokens = take_tokens(planner, leaf, &n_tokens);
    fund_status status = FUND_OK;
    if (leaf->kind == QUERY_RANGE)
        return leaf->field == FIELD_DATE && clause_of_days(clause, leaf->range, &xerr)
                   ? fail_xapian(err, &xerr, "the query")
                   : FUND_OK;
    if (filter_has_field(leaf->field))
        return clause_of_filter(planner, leaf, tokens, n_tokens, use, clause, err);
    if (leaf->kind != QUERY_PHRASE || n_tokens < 2 || leaf->field == FIELD_TITLE ||
        leaf->is_exact) {
        return clause_of_words(planner, leaf, tokens, n_tokens, use, clause, err);
    }
    status = add_phrase(planner->plan, text, tokens, n_tokens, planner->arena, err);
    if (status == FUND_OK)
        *clause = (xapian_query *)planner->plan->clauses[--planner->plan->n_clauses];
    for (size_t i = 0; status == FUND_OK && i < n_tokens; i++) {
        struct token token = tokens[i];
        if (is_asked_for(&token, planner->keeps_stop_words))
            status = note_word(planner->plan, text, &token, 0, planner->arena, err);
    }
    return status;
}

static fund_status plan_tree_leaf(void *context, const struct query_node *leaf, enum leaf_use use,
                                  xapian_query **clause, fund_error *err)
{
    struct planner *planner = context;
    struct plan *plan = planner->plan;
    size_t n_leaves = plan->n_leaves, n_words = plan->n_words;
    *clause = NULL;
    fund_status status = make_clause(planner, leaf, use, clause, err);
    if (status != FUND_OK) {
        xapian_query_free(*clause);
        *clause = NULL;
    }
    if (use != LEAF_SCORED)
        drop_leaves(plan, n_leaves);
    if (use == LEAF_EXCLUDED || use == LEAF_EXCLUDED_NEAR)
        plan->n_words = n_words;
    return status;
}

static size_t count_leaves(void *context)
{
    return ((const struct planner *)context)->plan->n_leaves;
}

/* The leaves from `first` on count where the condition is met. */
static fund_status gate_leaves(void *context, size_t first, const xapian_query *condition,
                               fund_error *err)
{
    xapian_error xerr;
    struct plan *plan = ((const struct planner *)context)->plan;
    for (size_t i = first; i < plan->n_leaves; i++) {
        xapian_query *gated = NULL;
        const xapian_query *both[] = {plan->leaves[i].query, condition};
        if (xapian_query_combine(&gated, XAPIAN_OP_FILTER, both, 2, 0, &xerr))
            return fail_xapian(err, &xerr, "the query");
        xapian_query_free(plan->leaves[i].query);
        plan->leaves[i].query = gated;
    }
    return FUND_OK;
}

/* Words near each other are one leaf, as a phrase is. */
static fund_status note_near(void *context, const struct query_node *node,
                             const xapian_query *query, fund_error *err)
{
    xapian_error xerr;
    const struct planner *planner = context;
    const struct query_node *last = node->child;
    while (last->next)
        last = last->next;
    const char *text = arena_copy(planner->arena, planner->query->text + node->child->start,
                                  last->end - node->child->start);
    if (!text)
        return fail_no_memory(err);
    return leaf_of_phrase(planner->plan, text, query, planner->arena, &xerr)
               ? fail_xapian(err, &xerr, "the query")
               : FUND_OK;
}

/* One clause that says all. */
static fund_status plan_tree(struct planner *planner, fund_error *err)
{
    struct plan *plan = planner->plan;
    xapian_query *whole;
    const struct combine_calls calls = {plan_tree_leaf, count_leaves, gate_leaves, note_near,
                                        planner};
    fund_status status = combine_tree(&whole, planner->query, &calls, err);
    if (whole)
        plan->clauses[plan->n_clauses++] = whole;
    return status;
}

/* ---- Words and terms ------------------------------------------------------------------------ */

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
    struct word_form *new_form = again->forms, **end = &word->forms;
    word->wqf += again->wqf;
    for (; *end; end = &(*end)->next)
        if (compare_stems((*end)->raw, (*end)->raw_len, new_form->raw, new_form->raw_len) == 0)
            return;
    *end = new_form;
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
    plan->terms[plan->n_terms++] = (struct snippet_term){stem,
                                                         len,
                                                         weight,
                                                         reason,
                                                         (uint32_t)(word - plan->words),
                                                         reason == FUND_STEM ? word->forms : NULL};
}

/* What it is worth to show a mention of an entity that is filtered by. */
static const double entity_weight = 0.3;

/* What a snippet shows: the words, the parts of the compounds, related words; each once. */
static fund_status list_terms(struct plan *plan, struct arena *arena, fund_error *err)
{
    size_t room = 2 * plan->n_words + 2, n = 0;
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
    if (plan->entities)
        plan->terms[plan->n_terms++] =
            (struct snippet_term){"", 0, entity_weight, FUND_ENTITY, (uint32_t)plan->n_words, NULL};
    qsort(plan->terms, plan->n_terms, sizeof *plan->terms, compare_terms);
    for (size_t i = 0; i < plan->n_terms; i++)
        if (n == 0 || compare_stems_of(&plan->terms[n - 1], &plan->terms[i]) != 0)
            plan->terms[n++] = plan->terms[i];
    plan->n_terms = n;
    return FUND_OK;
}

static fund_status plan_query(struct plan *plan, const struct query *query,
                              const struct plan_tools *tools, struct arena *arena, fund_error *err)
{
    const struct analysis *analysis = tools->analysis;
    struct planner planner = {
        .plan = plan, .query = query, .analysis = analysis, .tools = tools, .arena = arena};
    size_t n = analysis->n_tokens + 1;
    plan->words = arena_alloc(arena, n * sizeof *plan->words);
    plan->clauses = arena_alloc(arena, 2 * n * sizeof(void *));
    if (!plan->words || !plan->clauses)
        return fail_no_memory(err);
    planner.keeps_stop_words = !has_word(&planner, query->root);
    planner.next = 0;
    bool is_just_words = is_plain(query);
    fund_status status = is_just_words ? plan_words(&planner, err) : plan_tree(&planner, err);
    merge_words(plan);
    for (size_t i = 0; is_just_words && status == FUND_OK && i < plan->n_words; i++)
        if (plan->words[i].wqf > 0)
            status = add_word(plan, &plan->words[i], arena, err);
    return status == FUND_OK ? list_terms(plan, arena, err) : status;
}

fund_status plan_make(struct plan *plan, const char *text, struct query_options options,
                      const struct plan_tools *tools, struct arena *arena, fund_error *err)
{
    struct query query;
    *plan = (struct plan){0};
    fund_status status = query_parse(&query, text, options, arena, err);
    if (status == FUND_OK)
        status = analyse(tools->analyzer, text, strlen(text), tools->analysis, err);
    if (status != FUND_OK || !query.root)
        return status;
    return plan_query(plan, &query, tools, arena, err);
}
