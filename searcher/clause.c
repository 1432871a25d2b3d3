/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/clause.h"

#include <string.h>

#include "indexer/schema.h"
#include "indexer/text/related.h"

/*
 * What things are worth beside the stem of the word itself. Measured: docs/quality.md.
 * compound: the word itself, and each of its parts, when it is a compound.
 * title: that it is in the title, too. That little puts an article first whose title was typed,
 * even one of common words ("So geht es nicht weiter").
 * exact: that it has the very form that was typed.
 * related: a word for the people or the country, instead or besides.
 */
static const double compound_factor = 0.5, title_factor = 0.1, exact_factor = 0.2,
                    related_factor = 0.3;

/* What a leaf is made from. */
struct request {
    struct plan *plan;
    struct arena *arena;
    const struct plan_word *word;
    xapian_error *xerr;
};

/* A leaf to be: a stem, for what reason, and how much. */
struct wish {
    const char *stem;
    size_t len;
    fund_reason reason;
    double factor;
    int needs;
};

static xapian_status no_memory(xapian_error *xerr)
{
    *xerr = (xapian_error){.status = XAPIAN_OUT_OF_MEMORY};
    return xerr->status;
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

/* Another handle of the query. */
static xapian_status same_query(xapian_query **copy, const xapian_query *query, xapian_error *xerr)
{
    return xapian_query_combine(copy, XAPIAN_OP_OR, &query, 1, 0, xerr);
}

/* The leaf belongs to the plan, and its query with it. */
static bool append_leaf(struct plan *plan, struct plan_leaf leaf, struct arena *arena)
{
    if (plan->n_leaves == plan->leaf_capacity) {
        size_t capacity = plan->leaf_capacity ? 2 * plan->leaf_capacity : 16;
        struct plan_leaf *leaves = arena_alloc(arena, capacity * sizeof *leaves);
        if (!leaves)
            return false;
        if (plan->n_leaves > 0)
            memcpy(leaves, plan->leaves, plan->n_leaves * sizeof *leaves);
        plan->leaves = leaves;
        plan->leaf_capacity = capacity;
    }
    plan->leaves[plan->n_leaves++] = leaf;
    return true;
}

static xapian_status keep_leaf(const struct request *request, struct plan_leaf leaf,
                               const xapian_query *query)
{
    xapian_status status = same_query(&leaf.query, query, request->xerr);
    if (status || append_leaf(request->plan, leaf, request->arena))
        return status;
    xapian_query_free(leaf.query);
    return no_memory(request->xerr);
}

/* A query for one term, and its leaf. */
static xapian_status make_leaf(xapian_query **query, const struct request *request,
                               const struct wish *wish, struct term term, bool is_in_title)
{
    struct plan_leaf leaf = {.key = term, .needs = wish->needs};
    leaf.term = (fund_query_term){.word = request->word->forms->raw,
                                  .term = arena_copy(request->arena, wish->stem, wish->len),
                                  .reason = wish->reason,
                                  .is_in_title = is_in_title,
                                  .factor = wish->factor};
    if (!leaf.term.term)
        return no_memory(request->xerr);
    xapian_status status =
        xapian_query_term(query, term.bytes, term.len, request->word->wqf, 0, request->xerr);
    if (!status && wish->factor < 1)
        status = scale(query, wish->factor, request->xerr);
    return status ? status : keep_leaf(request, leaf, *query);
}

/* A stem, and a little more where the title has it. */
static xapian_status make_stem(xapian_query **query, const struct request *request,
                               struct wish wish)
{
    xapian_query *in_title = NULL;
    struct term term = schema_stem_term(wish.stem, wish.len);
    xapian_status status = make_leaf(query, request, &wish, term, false);
    wish.factor *= title_factor;
    term = schema_title_term(wish.stem, wish.len);
    if (!status)
        status = make_leaf(&in_title, request, &wish, term, true);
    if (!status)
        status = join(query, XAPIAN_OP_AND_MAYBE, &in_title, request->xerr);
    xapian_query_free(in_title);
    return status;
}

/* The query becomes `*query` or the stem. */
static xapian_status or_stem(xapian_query **query, const struct request *request, struct wish wish)
{
    xapian_query *other = NULL;
    xapian_status status = make_stem(&other, request, wish);
    if (!status)
        status = join(query, XAPIAN_OP_OR, &other, request->xerr);
    xapian_query_free(other);
    return status;
}

static struct wish wish_for_part(const struct token_part *part, int needs)
{
    return (struct wish){part->stem, part->stem_len, FUND_COMPOUND, compound_factor, needs};
}

/* Krieg of Angriffskrieg, and where that is, Angriff. What has Angriff only is not meant. */
static xapian_status make_parts(xapian_query **query, const struct request *request)
{
    const struct token_part *parts = request->word->parts;
    size_t last = request->word->n_parts - 1;
    int head = (int)request->plan->n_leaves;
    xapian_query *modifiers = NULL;
    xapian_status status = make_stem(query, request, wish_for_part(&parts[last], NO_LEAF));
    for (size_t i = 0; !status && i < last; i++)
        status =
            (i == 0 ? make_stem : or_stem)(&modifiers, request, wish_for_part(&parts[i], head));
    if (!status)
        status = join(query, XAPIAN_OP_AND_MAYBE, &modifiers, request->xerr);
    xapian_query_free(modifiers);
    return status;
}

/* A little more for an article that has one of the very forms that were typed. */
static xapian_status add_exact(xapian_query **query, const struct request *request, double factor,
                               int needs)
{
    xapian_status status = XAPIAN_OK;
    for (const struct word_form *form = request->word->forms; !status && form; form = form->next) {
        struct wish wish = {form->folded, form->folded_len, FUND_EXACT, factor * exact_factor,
                            needs};
        struct term term = schema_exact_term(form->folded, form->folded_len);
        xapian_query *exact = NULL;
        status = make_leaf(&exact, request, &wish, term, false);
        if (!status)
            status = join(query, XAPIAN_OP_AND_MAYBE, &exact, request->xerr);
        xapian_query_free(exact);
    }
    return status;
}

/* The stems of the word and of those that are related to it, with a bar between them. */
static char *name_group(const struct request *request, const xapian_string *terms, size_t n)
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += terms[i].len;
    char *name = arena_alloc(request->arena, len + 1), *end = name;
    for (size_t i = 0; name && i < n; i++) {
        if (i > 0)
            *end++ = '|';
        end = stpcpy(end, terms[i].data + strlen(STEM_PREFIX));
    }
    return name;
}

/* A leaf that any of the terms matches, and all of them as one word would. */
static xapian_status make_group(xapian_query **query, const struct request *request,
                                const xapian_string *terms, size_t n)
{
    struct plan_leaf leaf = {.needs = NO_LEAF};
    leaf.term = (fund_query_term){.word = request->word->forms->raw,
                                  .term = name_group(request, terms, n),
                                  .reason = FUND_DEMONYM,
                                  .is_group = true,
                                  .factor = related_factor};
    if (!leaf.term.term)
        return no_memory(request->xerr);
    xapian_status status =
        xapian_query_combine_terms(query, XAPIAN_OP_SYNONYM, terms, n, 0, request->xerr);
    if (!status)
        status = scale(query, related_factor, request->xerr);
    return status ? status : keep_leaf(request, leaf, *query);
}

/*
 * Nordkoreanisch, for Nordkorea. Together with the word itself they are rated as one word, which
 * is less rare than the word: so none of them, be it as rare as KDVR, is worth more than it.
 */
static xapian_status or_related(xapian_query **query, const struct request *request)
{
    const struct plan_word *word = request->word;
    const struct related *related;
    size_t n = related_words(word->stem, word->stem_len, &related);
    if (n == 0)
        return XAPIAN_OK;
    struct term *terms = arena_alloc(request->arena, (n + 1) * sizeof *terms);
    xapian_string *strings = arena_alloc(request->arena, (n + 1) * sizeof *strings);
    if (!terms || !strings)
        return no_memory(request->xerr);
    for (size_t i = 0; i <= n; i++) {
        terms[i] = i == 0 ? schema_stem_term(word->stem, word->stem_len)
                          : schema_stem_term(related[i - 1].stem, related[i - 1].stem_len);
        strings[i] = (xapian_string){terms[i].bytes, terms[i].len};
    }
    xapian_query *group = NULL;
    xapian_status status = make_group(&group, request, strings, n + 1);
    if (!status)
        status = join(query, XAPIAN_OP_OR, &group, request->xerr);
    xapian_query_free(group);
    return status;
}

xapian_status clause_of_word(xapian_query **query, struct plan *plan, const struct plan_word *word,
                             struct arena *arena, xapian_error *xerr)
{
    struct request request = {plan, arena, word, xerr};
    double factor = word->n_parts > 0 ? compound_factor : 1;
    xapian_query *parts = NULL;
    int stem = (int)plan->n_leaves;
    *query = NULL;
    xapian_status status = make_stem(
        query, &request, (struct wish){word->stem, word->stem_len, FUND_STEM, factor, NO_LEAF});
    if (!status)
        status = add_exact(query, &request, factor, stem);
    if (!status && word->also)
        status = or_stem(query, &request,
                         (struct wish){word->also, word->also_len, FUND_STEM, factor, NO_LEAF});
    if (!status && word->n_parts > 0)
        status = make_parts(&parts, &request);
    if (!status && word->n_parts > 0)
        status = join(query, XAPIAN_OP_OR, &parts, xerr);
    xapian_query_free(parts);
    return status ? status : or_related(query, &request);
}

xapian_status clause_of_title_word(xapian_query **query, struct plan *plan,
                                   const struct plan_word *word, struct arena *arena,
                                   xapian_error *xerr)
{
    struct request request = {plan, arena, word, xerr};
    struct wish wish = {word->stem, word->stem_len, FUND_STEM, 1, NO_LEAF};
    *query = NULL;
    return make_leaf(query, &request, &wish, schema_title_term(word->stem, word->stem_len), true);
}

xapian_status clause_of_exact_word(xapian_query **query, struct plan *plan,
                                   const struct plan_word *word, struct arena *arena,
                                   xapian_error *xerr)
{
    struct request request = {plan, arena, word, xerr};
    const struct word_form *form = word->forms;
    struct wish wish = {form->folded, form->folded_len, FUND_EXACT, 1, NO_LEAF};
    *query = NULL;
    return make_leaf(query, &request, &wish, schema_exact_term(form->folded, form->folded_len),
                     false);
}

/* ---- Phrases --------------------------------------------------------------------------------- */

xapian_status clause_of_place(xapian_query **query, const char *stem, size_t len, const char *also,
                              size_t also_len, xapian_error *xerr)
{
    struct term terms[2] = {schema_stem_term(stem, len)};
    if (also)
        terms[1] = schema_stem_term(also, also_len);
    xapian_string strings[] = {{terms[0].bytes, terms[0].len}, {terms[1].bytes, terms[1].len}};
    return xapian_query_combine_terms(query, XAPIAN_OP_OR, strings, also ? 2 : 1, 0, xerr);
}

/* The places of a word in a phrase: as many as it has parts, or one. */
static xapian_status make_places(xapian_query **places, size_t *n, const struct token *token,
                                 xapian_error *xerr)
{
    const char *also = token->also_places > 1 ? NULL : token->also;
    xapian_status status = XAPIAN_OK;
    if (token->n_parts == 0)
        return clause_of_place(&places[(*n)++], token->stem, token->stem_len, also, token->also_len,
                               xerr);
    for (uint32_t i = 0; !status && i < token->n_parts; i++)
        status = clause_of_place(&places[(*n)++], token->parts[i].stem, token->parts[i].stem_len,
                                 NULL, 0, xerr);
    return status;
}

/* The tokens as a phrase; with Südkorea at one place instead of Süd and Korea, if `is_joined`. */
static xapian_status make_phrase(xapian_query **query, const struct token *tokens, size_t n_tokens,
                                 bool is_joined, struct arena *arena, xapian_error *xerr)
{
    size_t n = 0, room = 0;
    xapian_status status = XAPIAN_OK;
    for (size_t i = 0; i < n_tokens; i++)
        room += tokens[i].n_parts ? tokens[i].n_parts : 1;
    xapian_query **places = arena_alloc(arena, room * sizeof(void *));
    *query = NULL;
    if (!places)
        return no_memory(xerr);
    for (size_t i = 0; !status && i < n_tokens; i++) {
        bool is_one = is_joined && tokens[i].also_places > 1 && i + 1 < n_tokens;
        status = is_one ? clause_of_place(&places[n++], tokens[i].also, tokens[i].also_len, NULL, 0,
                                          xerr)
                        : make_places(places, &n, &tokens[i], xerr);
        i += is_one;
    }
    if (!status)
        status = xapian_query_combine(query, XAPIAN_OP_PHRASE, (const xapian_query *const *)places,
                                      n, 0, xerr);
    while (n > 0)
        xapian_query_free(places[--n]);
    return status;
}

static bool has_joined(const struct token *tokens, size_t n_tokens)
{
    for (size_t i = 0; i + 1 < n_tokens; i++)
        if (tokens[i].also_places > 1)
            return true;
    return false;
}

xapian_status leaf_of_phrase(struct plan *plan, const char *text, const xapian_query *query,
                             struct arena *arena, xapian_error *xerr)
{
    const struct request request = {plan, arena, NULL, xerr};
    struct plan_leaf leaf = {.needs = NO_LEAF};
    leaf.term = (fund_query_term){
        .word = text, .term = text, .reason = FUND_STEM, .is_phrase = true, .factor = 1};
    return keep_leaf(&request, leaf, query);
}

xapian_status clause_of_phrase(xapian_query **query, struct plan *plan, const char *text,
                               const struct token *tokens, size_t n_tokens, struct arena *arena,
                               xapian_error *xerr)
{
    xapian_query *joined = NULL;
    xapian_status status = make_phrase(query, tokens, n_tokens, false, arena, xerr);
    if (!status && has_joined(tokens, n_tokens)) {
        status = make_phrase(&joined, tokens, n_tokens, true, arena, xerr);
        if (!status)
            status = join(query, XAPIAN_OP_OR, &joined, xerr);
        xapian_query_free(joined);
    }
    return status ? status : leaf_of_phrase(plan, text, *query, arena, xerr);
}
