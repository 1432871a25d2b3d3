/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/maker.h"

#include <string.h>

fund_status maker_open(struct maker *maker, const struct entity_options *options, fund_error *err)
{
    fund_status status = analyzer_new(&maker->analyzer, err);
    if (status == FUND_OK && options->are_wanted)
        status = entity_finder_new(&maker->finder, options, err);
    if (status != FUND_OK)
        maker_release(maker);
    return status;
}

void maker_release(struct maker *maker)
{
    analyzer_free(maker->analyzer);
    entity_finder_free(maker->finder);
    analysis_release(&maker->analysis);
    arena_release(&maker->arena);
    document_release(&maker->document);
    *maker = (struct maker){0};
}

/* The words of title and body become terms; the finder, if any, looks at them as they pass. */
static fund_status make_words(struct maker *maker, const fund_article *article,
                              struct entity_finder *finder, fund_error *err)
{
    const char *fields[] = {article->title, article->body};
    const unsigned weights[] = {TITLE_WEIGHT, 1};
    uint32_t last = 0;
    size_t before = 0;
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < 2; i++) {
        size_t len = fields[i] ? strlen(fields[i]) : 0;
        if (len > 0)
            status = analyse(maker->analyzer, fields[i], len, &maker->analysis, err);
        if (status == FUND_OK && len > 0)
            status = schema_words(&maker->document, &maker->analysis, weights[i], &last, err);
        if (status == FUND_OK && len > 0 && finder)
            status = entity_finder_see(finder, &maker->analysis, before, err);
        last += POSITION_GAP;
        before += len + TITLE_END_LEN;
    }
    return status;
}

static fund_status make_field(struct maker *maker, fund_facet facet, const char *text,
                              struct facets_of_article *facets, fund_error *err)
{
    if (!text || !*text)
        return FUND_OK;
    fund_status status = analyse(maker->analyzer, text, strlen(text), &maker->analysis, err);
    return status == FUND_OK ? schema_field(&maker->document, facet, &maker->analysis, facets, err)
                             : status;
}

/* What the article can be filtered and counted by. */
static fund_status make_facets(struct maker *maker, const fund_article *article,
                               const struct record_entities *entities, fund_error *err)
{
    struct facets_of_article facets = {.n = 0};
    facets.all =
        arena_alloc(&maker->arena, (entities->n + article->n_tags + 2) * sizeof *facets.all);
    if (!facets.all)
        return fail_no_memory(err);
    fund_status status = schema_entities(&maker->document, entities, &facets, err);
    if (status == FUND_OK)
        status = make_field(maker, FUND_FACET_SOURCE, article->source, &facets, err);
    if (status == FUND_OK)
        status = make_field(maker, FUND_FACET_AUTHOR, article->author, &facets, err);
    for (size_t i = 0; status == FUND_OK && i < article->n_tags; i++)
        status = make_field(maker, FUND_FACET_TAG, article->tags[i], &facets, err);
    schema_facets(&maker->document, &facets);
    return status;
}

fund_status maker_make(struct maker *maker, const fund_article *article, struct record plain,
                       const struct record_entities *known, fund_error *err)
{
    struct entity_finder *finder = known ? NULL : maker->finder;
    struct record_entities entities = known ? *known : (struct record_entities){0};
    struct record record = plain;
    arena_reset(&maker->arena);
    document_reset(&maker->document);
    maker->fingerprint = schema_fingerprint(plain);
    if (finder)
        entity_finder_begin(finder);
    fund_status status = make_words(maker, article, finder, err);
    if (status == FUND_OK && finder)
        status = entities_find(finder, article, &maker->arena, &entities, err);
    if (status == FUND_OK && entities.n_mentions + entities.n > 0)
        status = record_pack(article, &entities, &maker->arena, &record, err);
    if (status == FUND_OK)
        status = make_facets(maker, article, &entities, err);
    return status == FUND_OK
               ? schema_metadata(&maker->document, article, record, &maker->fingerprint, err)
               : status;
}
