/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entities.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/bytes.h"
#include "indexer/entity/model.h"
#include "indexer/entity/names.h"
#include "indexer/entity/tagger.h"
#include "indexer/entity/user-names.h"

struct entity_finder {
    struct tagger *tagger; /* made with the first article that is tagged */
    struct resolver *resolver;
    struct catalogue *user_names; /* or NULL */
    struct mentions tagged;
    struct mentions countries; /* words such as nordkoreanisch */
};

fund_status entity_finder_new(struct entity_finder **finder, const struct entity_options *options,
                              fund_error *err)
{
    struct entity_finder *f = *finder = calloc(1, sizeof *f);
    if (!f)
        return fail_no_memory(err);
    fund_status status = resolver_new(&f->resolver, err);
    if (status == FUND_OK && options->names)
        status = user_names_parse(&f->user_names, "the index's own file of names", options->names,
                                  options->names_len, err);
    if (status != FUND_OK) {
        entity_finder_free(f);
        *finder = NULL;
    }
    return status;
}

void entity_finder_free(struct entity_finder *finder)
{
    if (!finder)
        return;
    tagger_free(finder->tagger);
    resolver_free(finder->resolver);
    catalogue_free(finder->user_names);
    mentions_release(&finder->tagged);
    mentions_release(&finder->countries);
    free(finder);
}

/* ---- Countries ------------------------------------------------------------------------------- */

void entity_finder_begin(struct entity_finder *finder)
{
    finder->countries.n = 0;
}

static fund_status note_country(struct mentions *countries, const struct token *word, size_t before,
                                fund_error *err)
{
    struct mention *all =
        array_grow(countries->all, countries->n, &countries->capacity, sizeof *all);
    if (!all)
        return fail_no_memory(err);
    countries->all = all;
    all[countries->n++] = (struct mention){(uint32_t)(before + word->start),
                                           (uint32_t)(before + word->end), ENTITY_PLACE};
    return FUND_OK;
}

fund_status entity_finder_see(struct entity_finder *finder, const struct analysis *words,
                              size_t before, fund_error *err)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < words->n_tokens; i++) {
        const struct token *word = &words->tokens[i];
        if (!word->is_stop_word && resolver_country(finder->resolver, word->stem, word->stem_len))
            status = note_country(&finder->countries, word, before, err);
    }
    return status;
}

/* ---- Mentions -------------------------------------------------------------------------------- */

/* Title and body as they are tagged. */
struct whole {
    const char *text;
    size_t len;
    size_t title_len;
};

static fund_status join(const fund_article *article, struct arena *arena, struct whole *whole,
                        fund_error *err)
{
    const char *title = article->title ? article->title : "";
    const char *body = article->body ? article->body : "";
    size_t title_len = strlen(title), body_len = strlen(body);
    size_t len = title_len + TITLE_END_LEN + body_len;
    char *text = arena_alloc(arena, len + 1);
    *whole = (struct whole){"", 0, 0};
    if (!text)
        return fail_no_memory(err);
    memcpy(mempcpy(mempcpy(text, title, title_len), TITLE_END, TITLE_END_LEN), body, body_len + 1);
    *whole = (struct whole){text, len, title_len};
    return FUND_OK;
}

/* Does it lie in the title or in the body, and not in both? */
static bool lies_in_one(const struct mention *mention, const struct whole *whole)
{
    return mention->end <= whole->title_len || mention->start >= whole->title_len + TITLE_END_LEN;
}

/* What was tagged and, where nothing was, the words for countries, in the order of the text. */
static struct mention *merge(const struct entity_finder *finder, const struct whole *whole,
                             struct arena *arena, size_t *n)
{
    const struct mentions *tagged = &finder->tagged, *countries = &finder->countries;
    struct mention *all = arena_alloc(arena, (tagged->n + countries->n + 1) * sizeof *all);
    size_t next = 0;
    *n = 0;
    for (size_t i = 0; all && i <= tagged->n; i++) {
        const struct mention *name = i < tagged->n ? &tagged->all[i] : NULL;
        for (; next < countries->n && (!name || countries->all[next].end <= name->start); next++)
            all[(*n)++] = countries->all[next];
        while (name && next < countries->n && countries->all[next].start < name->end)
            next++;
        if (name && lies_in_one(name, whole))
            all[(*n)++] = *name;
    }
    return all;
}

static fund_status find_mentions(struct entity_finder *finder, const struct whole *whole,
                                 struct arena *arena, struct mention **mentions, size_t *n,
                                 fund_error *err)
{
    fund_status status = finder->tagger ? FUND_OK : tagger_new(&finder->tagger, err);
    if (status == FUND_OK)
        status = tagger_tag(finder->tagger, whole->text, whole->len, &finder->tagged, err);
    if (status != FUND_OK)
        return status;
    *mentions = merge(finder, whole, arena, n);
    return *mentions ? FUND_OK : fail_no_memory(err);
}

/* ---- Entities -------------------------------------------------------------------------------- */

static enum entity_type inner_type(fund_entity_type type)
{
    return (enum entity_type)((int)type - FUND_PERSON);
}

static fund_entity_type public_type(enum entity_type type)
{
    return (fund_entity_type)((int)type + FUND_PERSON);
}

/* The entities that came with the article, and its tags: names without a type. */
static fund_status list_given(const fund_article *article, struct arena *arena,
                              struct article_names *names, fund_error *err)
{
    struct given_name *given =
        arena_alloc(arena, (article->n_entities + article->n_tags + 1) * sizeof *given);
    if (!given)
        return fail_no_memory(err);
    names->given = given;
    names->n_given = 0;
    for (size_t i = 0; i < article->n_entities; i++)
        if (article->entities[i].name && *article->entities[i].name)
            given[names->n_given++] = (struct given_name){article->entities[i].name, true,
                                                          inner_type(article->entities[i].type)};
    for (size_t i = 0; i < article->n_tags; i++)
        if (article->tags[i] && *article->tags[i])
            given[names->n_given++] = (struct given_name){.name = article->tags[i]};
    return FUND_OK;
}

static const char *text_or_empty(const char *text)
{
    return text ? text : "";
}

/* As the record has them: each mention tells its entity. */
static fund_status to_record(const struct entity *entities, size_t n, const struct mention *tagged,
                             size_t n_tagged, struct arena *arena, struct record_entities *out,
                             fund_error *err)
{
    fund_entity *all = arena_alloc(arena, (n + 1) * sizeof *all);
    struct record_mention *mentions = arena_alloc(arena, (n_tagged + 1) * sizeof *mentions);
    if (!all || !mentions)
        return fail_no_memory(err);
    for (size_t i = 0; i < n_tagged; i++)
        mentions[i] = (struct record_mention){tagged[i].start, tagged[i].end,
                                              public_type(tagged[i].type), NO_ENTITY};
    for (size_t i = 0; i < n; i++) {
        const struct entity *e = &entities[i];
        all[i] = (fund_entity){.type = public_type(e->type),
                               .name = e->name,
                               .key = e->key,
                               .short_key = text_or_empty(e->short_key),
                               .iso = text_or_empty(e->iso),
                               .stands_for = text_or_empty(e->stands_for)};
        for (uint32_t k = 0; k < e->n_mentions; k++)
            mentions[e->mentions[k]].entity = (uint32_t)i;
    }
    *out = (struct record_entities){all, n, mentions, n_tagged};
    return FUND_OK;
}

static fund_status resolve(struct entity_finder *finder, const fund_article *article,
                           const struct whole *whole, const struct mention *mentions, size_t n,
                           struct arena *arena, struct record_entities *out, fund_error *err)
{
    const struct entity *entities;
    size_t n_entities;
    struct article_names names = {.text = whole->text,
                                  .len = whole->len,
                                  .mentions = mentions,
                                  .n_mentions = n,
                                  .user_names = finder->user_names};
    fund_status status = list_given(article, arena, &names, err);
    if (status == FUND_OK)
        status = entities_resolve(finder->resolver, &names, arena, &entities, &n_entities, err);
    return status == FUND_OK ? to_record(entities, n_entities, mentions, n, arena, out, err)
                             : status;
}

fund_status entities_find(struct entity_finder *finder, const fund_article *article,
                          struct arena *arena, struct record_entities *found, fund_error *err)
{
    struct whole whole;
    struct mention *mentions;
    size_t n;
    *found = (struct record_entities){0};
    fund_status status = join(article, arena, &whole, err);
    if (status == FUND_OK)
        status = find_mentions(finder, &whole, arena, &mentions, &n, err);
    return status == FUND_OK ? resolve(finder, article, &whole, mentions, n, arena, found, err)
                             : status;
}

fund_status entities_rename(struct entity_finder *finder, const fund_article *article,
                            const struct record_entities *before, struct arena *arena,
                            struct record_entities *renamed, fund_error *err)
{
    struct whole whole;
    struct mention *mentions = arena_alloc(arena, (before->n_mentions + 1) * sizeof *mentions);
    *renamed = (struct record_entities){0};
    if (!mentions)
        return fail_no_memory(err);
    for (size_t i = 0; i < before->n_mentions; i++) {
        const struct record_mention *m = &before->mentions[i];
        mentions[i] = (struct mention){m->start, m->end, inner_type(m->type)};
    }
    fund_status status = join(article, arena, &whole, err);
    return status == FUND_OK
               ? resolve(finder, article, &whole, mentions, before->n_mentions, arena, renamed, err)
               : status;
}

void entities_model_name(char name[MODEL_NAME_SIZE])
{
    snprintf(name, MODEL_NAME_SIZE, "model %016" PRIx64, model_fingerprint());
}
