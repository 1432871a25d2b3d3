/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The plan of a query -> libxapian -> a page of hits, ranked by BM25+, with titles and snippets. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/schema.h"
#include "searcher/day.h"
#include "searcher/explain.h"
#include "searcher/facet.h"
#include "searcher/index.h"
#include "searcher/plan.h"

/*
 * BM25+ (Lv and Zhai 2011, https://doi.org/10.1145/2063576.2063584): BM25 with a reward, delta,
 * for containing a word at all, so that articles with more of the words come first. The values
 * were best over the sets of `make quality`.
 */
static const double bm25_k1 = 0.7, bm25_b = 0.3, bm25_delta = 1.0;

enum { DEFAULT_HITS = 10, EXACT_TOTAL_UP_TO = 1000 };

struct fund_page {
    struct fund_index *index;
    struct arena arena;
    struct plan plan;
    struct snippet_terms terms;
    fund_hit *hits;
    xapian_docid *docids; /* of the hits */
    struct facets facets;
    double *weights; /* n_leaves for each hit, once they have been asked for; else NULL */
    size_t n_hits;
    uint64_t total;
    bool is_total_exact;
};

/* What a snippet gains by showing a term: the more, the rarer the term is. */
static xapian_status weigh_terms(fund_index *index, fund_page *page, xapian_error *xerr)
{
    const struct plan *plan = &page->plan;
    struct snippet_term *terms = arena_alloc(&page->arena, (plan->n_terms + 1) * sizeof *terms);
    xapian_doccount n_docs = 0, n = 0;
    if (!terms)
        return xerr->status = XAPIAN_OUT_OF_MEMORY;
    xapian_status status = xapian_database_doccount(index->db, &n_docs, xerr);
    for (size_t i = 0; !status && i < plan->n_terms; i++) {
        terms[i] = plan->terms[i];
        struct term term = schema_stem_term(terms[i].stem, terms[i].stem_len);
        status = xapian_database_termfreq(index->db, &n, term.bytes, term.len, xerr);
        terms[i].weight *= log(1.0 + (n_docs + 1.0) / (n + 1.0));
    }
    page->terms = (struct snippet_terms){.terms = terms, .n_terms = plan->n_terms};
    return status;
}

static xapian_status open_enquire(xapian_enquire **enquire, xapian_database *db, xapian_error *xerr)
{
    xapian_weight weight = XAPIAN_WEIGHT_INIT;
    weight.scheme = XAPIAN_WEIGHT_BM25_PLUS;
    weight.k1 = bm25_k1;
    weight.b = bm25_b;
    weight.delta = bm25_delta;
    weight.min_normlen = 0;
    xapian_status status = xapian_enquire_new(enquire, db, xerr);
    return status ? status : xapian_enquire_set_weight(*enquire, &weight, xerr);
}

/* Facets count all that matches, so all of it must be looked at. */
static xapian_status set_facets(xapian_enquire *enquire, xapian_database *db, struct facets *facets,
                                xapian_match *match, xapian_error *xerr)
{
    if (!facets->wanted)
        return XAPIAN_OK;
    xapian_status status = xapian_database_doccount(db, &match->check_at_least, xerr);
    return status ? status : xapian_enquire_add_spy(enquire, facets_see, facets, xerr);
}

/* Where nothing is scored, the latest articles come first. */
static xapian_status set_order(xapian_enquire *enquire, const struct plan *plan, xapian_error *xerr)
{
    if (plan->n_leaves > 0)
        return XAPIAN_OK;
    return xapian_enquire_sort_by_value(enquire, XAPIAN_SORT_KEY, SLOT_DATE, true, xerr);
}

static xapian_status run_query(xapian_mset **mset, fund_page *page, const xapian_query *query,
                               const fund_search_options *options, xapian_error *xerr)
{
    xapian_database *db = page->index->db;
    struct facets *facets = &page->facets;
    xapian_enquire *enquire = NULL;
    xapian_match match = XAPIAN_MATCH_INIT;
    match.first = (xapian_doccount)options->first;
    match.max_items = (xapian_doccount)(options->n_hits ? options->n_hits : DEFAULT_HITS);
    match.check_at_least = EXACT_TOTAL_UP_TO;
    *mset = NULL;
    xapian_status status = open_enquire(&enquire, db, xerr);
    if (!status)
        status = xapian_enquire_set_query(enquire, query, 0, xerr);
    if (!status)
        status = set_order(enquire, &page->plan, xerr);
    if (!status)
        status = set_facets(enquire, db, facets, &match, xerr);
    if (!status)
        status = xapian_enquire_search(mset, enquire, &match, xerr);
    if (status && facets->failure.status) {
        *xerr = facets->failure;
        status = xerr->status;
    }
    xapian_enquire_free(enquire);
    return status;
}

/* The stored article of hit `i`, copied into the page. */
static fund_status read_record(fund_page *page, xapian_mset *mset, size_t i, struct record *record,
                               fund_error *err)
{
    xapian_error xerr;
    xapian_document *doc = NULL;
    xapian_string data = {NULL, 0};
    fund_status status = FUND_OK;
    if (xapian_mset_document(&doc, mset, (xapian_doccount)i, &xerr) ||
        xapian_document_data(doc, &data, &xerr)) {
        status = fail_xapian(err, &xerr, index_name(page->index));
    } else {
        *record = (struct record){arena_copy(&page->arena, data.data, data.len), data.len};
        if (!record->data)
            status = fail_no_memory(err);
    }
    xapian_document_free(doc);
    return status;
}

static fund_status read_hit(fund_page *page, xapian_mset *mset, size_t i, fund_error *err)
{
    xapian_error xerr;
    xapian_hit found;
    struct record record;
    fund_article article;
    struct record_entities entities;
    if (xapian_mset_hit(mset, &found, (xapian_doccount)i, &xerr))
        return fail_xapian(err, &xerr, index_name(page->index));
    fund_status status = read_record(page, mset, i, &record, err);
    if (status == FUND_OK)
        status = record_unpack(record, &page->arena, &article, &entities, err);
    page->docids[i] = found.docid;
    if (status == FUND_OK)
        page->hits[i] = (fund_hit){.rank = (size_t)found.rank + 1,
                                   .score = found.weight,
                                   .id = article.id,
                                   .title = article.title,
                                   .date = article.date,
                                   .source = article.source,
                                   .author = article.author,
                                   .url = article.url,
                                   .body = article.body,
                                   .tags = article.tags,
                                   .n_tags = article.n_tags,
                                   .entities = entities.all,
                                   .n_entities = entities.n};
    return status;
}

static fund_status fill_page(fund_page *page, xapian_mset *mset, fund_error *err)
{
    xapian_matches matches;
    xapian_mset_matches(mset, &matches);
    page->total = matches.estimated;
    page->is_total_exact = matches.lower == matches.upper;
    page->n_hits = 0;
    page->hits = arena_alloc(&page->arena, (xapian_mset_size(mset) + 1) * sizeof *page->hits);
    page->docids = arena_alloc(&page->arena, (xapian_mset_size(mset) + 1) * sizeof *page->docids);
    if (!page->hits || !page->docids)
        return fail_no_memory(err);
    for (size_t i = 0; i < xapian_mset_size(mset); i++) {
        fund_status status = read_hit(page, mset, i, err);
        if (status != FUND_OK)
            return status;
        page->n_hits++;
    }
    return FUND_OK;
}

static fund_status answer(fund_page *page, const fund_search_options *options, fund_error *err)
{
    const struct plan *plan = &page->plan;
    xapian_error xerr;
    xapian_query *query = NULL;
    xapian_mset *mset = NULL;
    fund_index *index = page->index;
    fund_status status = facets_begin(&page->facets, options, err);
    if (status != FUND_OK)
        return status;
    if (weigh_terms(index, page, &xerr) ||
        xapian_query_combine(&query, XAPIAN_OP_OR, plan->clauses, plan->n_clauses, 0, &xerr) ||
        run_query(&mset, page, query, options, &xerr))
        status = fail_xapian(err, &xerr, index_name(index));
    else
        status = fill_page(page, mset, err);
    if (status == FUND_OK)
        status = facets_finish(&page->facets, index, &page->arena, err);
    xapian_mset_free(mset);
    xapian_query_free(query);
    return status;
}

/* A writer that commits twice takes the ground from under a reader: then look again. */
static fund_status answer_again(fund_page *page, const fund_search_options *options,
                                fund_error *err)
{
    xapian_error xerr;
    fund_status status = answer(page, options, err);
    for (int i = 0; status == FUND_CHANGED && i < INDEX_REOPENINGS; i++) {
        if (xapian_database_reopen(page->index->db, NULL, &xerr))
            return fail_xapian(err, &xerr, index_name(page->index));
        status = answer(page, options, err);
    }
    return status;
}

fund_status fund_search(fund_page **page, fund_index *index, const char *query,
                        const fund_search_options *options, fund_error *err)
{
    const fund_search_options defaults = FUND_SEARCH_OPTIONS_INIT;
    options = options ? options : &defaults;
    *page = NULL;
    if (options->n_hits > FUND_HITS_MAX)
        return fail(err, FUND_INVALID, "%zu hits are too many for one page, at most %zu are given",
                    options->n_hits, FUND_HITS_MAX);
    if (options->first > UINT32_MAX - FUND_HITS_MAX)
        return fail(err, FUND_INVALID, "no index has %zu hits", options->first);
    struct fund_page *filled = calloc(1, sizeof *filled);
    if (!filled)
        return fail_no_memory(err);
    filled->index = index;
    filled->is_total_exact = true;
    struct query_options reading = {options->strict, options->wants_all, day_today()};
    struct plan_tools tools = {snippets_analyzer(index->snippets), &index->analysis,
                               &index->resolver, index->names};
    fund_status status = facets_begin(&filled->facets, options, err);
    if (status == FUND_OK)
        status = plan_make(&filled->plan, query, reading, &tools, &filled->arena, err);
    if (status == FUND_OK && filled->plan.n_clauses > 0)
        status = answer_again(filled, options, err);
    if (status == FUND_OK)
        *page = filled;
    else
        fund_page_free(filled);
    return status;
}

/* ---- The page -------------------------------------------------------------------------------- */

size_t fund_page_size(const fund_page *page)
{
    return page->n_hits;
}

uint64_t fund_page_total(const fund_page *page, bool *is_exact)
{
    if (is_exact)
        *is_exact = page->is_total_exact;
    return page->total;
}

const fund_hit *fund_page_hit(const fund_page *page, size_t i)
{
    return i < page->n_hits ? &page->hits[i] : NULL;
}

static fund_status check_rank(const fund_page *page, size_t i, fund_error *err)
{
    return i < page->n_hits
               ? FUND_OK
               : fail(err, FUND_INVALID, "the page has %zu hits, not %zu", page->n_hits, i + 1);
}

static bool is_asked(const struct plan *plan, const fund_entity *entity)
{
    for (const struct plan_entity *asked = plan->entities; asked; asked = asked->next)
        if (asked->type == entity->type &&
            (strcmp(asked->key, entity->key) == 0 || strcmp(asked->key, entity->short_key) == 0))
            return true;
    return false;
}

/* The terms, and where title or body of the hit name an entity that was asked for. */
static fund_status terms_of_hit(fund_page *page, size_t i, bool is_title,
                                struct snippet_terms *terms, fund_error *err)
{
    const fund_hit *hit = &page->hits[i];
    size_t room = 0;
    *terms = page->terms;
    for (size_t j = 0; page->plan.entities && j < hit->n_entities; j++)
        room += hit->entities[j].n_mentions;
    fund_mention *mentions = arena_alloc(&page->arena, (room + 1) * sizeof *mentions);
    if (!mentions)
        return fail_no_memory(err);
    terms->mentions = mentions;
    for (size_t j = 0; room > 0 && j < hit->n_entities; j++)
        for (size_t k = 0;
             is_asked(&page->plan, &hit->entities[j]) && k < hit->entities[j].n_mentions; k++)
            if (hit->entities[j].mentions[k].is_in_title == is_title)
                mentions[terms->n_mentions++] = hit->entities[j].mentions[k];
    return FUND_OK;
}

fund_status fund_page_title(fund_page *page, size_t i, const fund_marked_text **title,
                            fund_error *err)
{
    *title = NULL;
    struct snippet_terms terms;
    fund_status status = check_rank(page, i, err);
    if (status == FUND_OK)
        status = terms_of_hit(page, i, true, &terms, err);
    if (status != FUND_OK)
        return status;
    return snippet_mark_all(page->index->snippets, page->hits[i].title, terms, &page->arena, title,
                            err);
}

fund_status fund_page_snippet(fund_page *page, size_t i, size_t n_chars,
                              const fund_marked_text **snippet, fund_error *err)
{
    *snippet = NULL;
    struct snippet_terms terms;
    fund_status status = check_rank(page, i, err);
    if (status == FUND_OK)
        status = terms_of_hit(page, i, false, &terms, err);
    if (status != FUND_OK)
        return status;
    return snippet_make(page->index->snippets, page->hits[i].body, page->hits[i].title, terms,
                        n_chars, &page->arena, snippet, err);
}

fund_status fund_page_facet(const fund_page *page, fund_facet facet,
                            const fund_facet_counts **counts, fund_error *err)
{
    *counts = NULL;
    if ((unsigned)facet >= N_FACETS || !(page->facets.wanted & FUND_FACET_BIT(facet)))
        return fail(err, FUND_INVALID, "the search was not asked to count by %s",
                    fund_facet_name(facet));
    *counts = &page->facets.counts[facet];
    return FUND_OK;
}

/* ---- Why ------------------------------------------------------------------------------------- */

size_t fund_page_n_terms(const fund_page *page)
{
    return page->plan.n_leaves;
}

const fund_query_term *fund_page_term(const fund_page *page, size_t j)
{
    return j < page->plan.n_leaves ? &page->plan.leaves[j].term : NULL;
}

/* How many articles have each of the terms. */
static xapian_status count_articles(fund_index *index, struct plan *plan, xapian_error *xerr)
{
    xapian_status status = XAPIAN_OK;
    for (size_t i = 0; !status && i < plan->n_leaves; i++) {
        struct plan_leaf *leaf = &plan->leaves[i];
        xapian_doccount n = 0;
        if (leaf->key.len > 0)
            status = xapian_database_termfreq(index->db, &n, leaf->key.bytes, leaf->key.len, xerr);
        leaf->term.n_articles = n;
    }
    return status;
}

/* Fills `page->weights`, a row a hit. */
static fund_status explain_page(fund_page *page, fund_error *err)
{
    xapian_error xerr;
    xapian_enquire *enquire = NULL;
    size_t n_leaves = page->plan.n_leaves, n = page->n_hits * n_leaves;
    double *weights = arena_alloc(&page->arena, (n + 1) * sizeof *weights);
    struct explained *hits = arena_alloc(&page->arena, page->n_hits * sizeof *hits);
    if (!weights || !hits)
        return fail_no_memory(err);
    for (size_t i = 0; i < n; i++)
        weights[i] = 0;
    for (size_t i = 0; i < page->n_hits; i++)
        hits[i] = (struct explained){page->docids[i], page->hits[i].id, &weights[i * n_leaves]};
    xapian_status status = open_enquire(&enquire, page->index->db, &xerr);
    if (!status)
        status = count_articles(page->index, &page->plan, &xerr);
    if (!status)
        status = explain_hits(&page->plan, enquire, hits, page->n_hits, &xerr);
    xapian_enquire_free(enquire);
    if (status)
        return fail_xapian(err, &xerr, index_name(page->index));
    page->weights = weights;
    return FUND_OK;
}

fund_status fund_page_weights(fund_page *page, size_t i, const double **weights, fund_error *err)
{
    *weights = NULL;
    fund_status status = check_rank(page, i, err);
    if (status == FUND_OK && !page->weights)
        status = explain_page(page, err);
    if (status == FUND_OK)
        *weights = &page->weights[i * page->plan.n_leaves];
    return status;
}

void fund_page_free(fund_page *page)
{
    if (!page)
        return;
    plan_release(&page->plan);
    facets_release(&page->facets);
    arena_release(&page->arena);
    free(page);
}
