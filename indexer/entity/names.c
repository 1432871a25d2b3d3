/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Forms (forms.c), what belongs together (groups.c), and here the name and the rest for each. */
#include "indexer/entity/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/context.h"
#include "indexer/entity/groups.h"
#include "indexer/entity/inflection.h"
#include "indexer/entity/name-key.h"
#include "indexer/entity/person.h"

struct resolver {
    struct catalogue *built_in;
    struct demonyms *demonyms;
    struct key_map seen, bases;
    struct form_cache cache;
};

fund_status resolver_new(struct resolver **resolver, fund_error *err)
{
    *resolver = calloc(1, sizeof **resolver);
    if (!*resolver)
        return fail_no_memory(err);
    fund_status status = catalogue_new_built_in(&(*resolver)->built_in, err);
    if (status == FUND_OK)
        status = demonyms_new(&(*resolver)->demonyms, (*resolver)->built_in, err);
    if (status != FUND_OK) {
        resolver_free(*resolver);
        *resolver = NULL;
    }
    return status;
}

void resolver_free(struct resolver *resolver)
{
    if (!resolver)
        return;
    demonyms_free(resolver->demonyms);
    catalogue_free(resolver->built_in);
    key_map_release(&resolver->seen);
    key_map_release(&resolver->bases);
    form_cache_release(&resolver->cache);
    free(resolver);
}

/* ---- From groups to entities ---- */

struct emitter {
    const struct article_names *article;
    struct arena *arena;
    struct forms *forms;
    struct groups *groups;
    uint32_t *entity_of; /* of a group, or NO_FORM */
    struct entity *entities;
    const struct form **best; /* the form that an entity is called by */
    size_t n;
};

static bool emitter_init(struct emitter *emitter)
{
    size_t n = emitter->groups->n + 1;
    emitter->entity_of = arena_alloc(emitter->arena, n * sizeof *emitter->entity_of);
    emitter->entities = arena_alloc(emitter->arena, n * sizeof *emitter->entities);
    emitter->best = arena_alloc(emitter->arena, n * sizeof(const struct form *));
    if (!emitter->entity_of || !emitter->entities || !emitter->best)
        return false;
    for (size_t i = 0; i < n; i++)
        emitter->entity_of[i] = NO_FORM;
    return true;
}

static struct entity *entity_of_group(struct emitter *emitter, uint32_t group)
{
    uint32_t *number = &emitter->entity_of[group];
    if (*number == NO_FORM) {
        *number = (uint32_t)emitter->n++;
        emitter->best[*number] = NULL;
        emitter->entities[*number] = (struct entity){.type = emitter->groups->groups[group].type};
    }
    return &emitter->entities[*number];
}

/* Each entity's mentions lie one behind the other in one array. */
static bool put_mentions(struct emitter *emitter)
{
    size_t n = emitter->article->n_mentions;
    const uint32_t *of_mention = emitter->groups->of_mention;
    uint32_t *numbers = arena_alloc(emitter->arena, (n + 1) * sizeof *numbers);
    if (!numbers)
        return false;
    for (size_t i = 0; i < n; i++)
        if (of_mention[i] != NO_FORM)
            entity_of_group(emitter, of_mention[i])->n_mentions++;
    uint32_t at = 0;
    for (size_t i = 0; i < emitter->n; i++) {
        emitter->entities[i].mentions = numbers + at;
        at += emitter->entities[i].n_mentions;
        emitter->entities[i].n_mentions = 0;
    }
    for (size_t i = 0; i < n; i++) {
        if (of_mention[i] == NO_FORM)
            continue;
        struct entity *entity = entity_of_group(emitter, of_mention[i]);
        numbers[(size_t)(entity->mentions - numbers) + entity->n_mentions++] = (uint32_t)i;
    }
    return true;
}

/* Names with a type that came with the article are entities even if the text has them not. */
static void put_given(struct emitter *emitter)
{
    for (size_t i = 0; i < emitter->forms->n; i++) {
        const struct form *form = &emitter->forms->forms[i];
        bool is_short = form->type == ENTITY_PERSON && !form->is_full;
        if (form->given_name && form->given_name->has_type && !is_short)
            entity_of_group(emitter, group_root(emitter->groups, form->group));
    }
}

/* Is `a` the better one to be called by? Ties go to the one that comes first. */
static bool is_better(const struct form *a, const struct form *b)
{
    if (!b)
        return true;
    if (a->is_full != b->is_full)
        return a->is_full;
    if (a->is_letters != b->is_letters && strcmp(a->key.bytes, b->key.bytes) != 0)
        return b->is_letters && strlen(a->text) > strlen(b->text);
    if (a->is_shouted != b->is_shouted && (a->type != ENTITY_ORG || strchr(a->text, ' ')))
        return b->is_shouted;
    return a->n > b->n;
}

static void choose_names(struct emitter *emitter)
{
    for (size_t i = 0; i < emitter->forms->n; i++) {
        const struct form *form = &emitter->forms->forms[i];
        bool is_untyped = form->given_name && !form->given_name->has_type;
        if (form->group == NO_FORM || is_untyped)
            continue;
        uint32_t number = emitter->entity_of[group_root(emitter->groups, form->group)];
        if (number != NO_FORM && is_better(form, emitter->best[number]))
            emitter->best[number] = form;
    }
}

/* The name, by who has most say: the user, the article, the table, the text. */
static void put_name(struct entity *entity, const struct group *group, const struct form *best)
{
    const struct known_name *known = group->user ? group->user : group->table;
    entity->origin = group->user    ? NAME_FROM_USER
                     : group->given ? NAME_FROM_ARTICLE
                     : group->table ? NAME_FROM_TABLE
                                    : NAME_FROM_TEXT;
    entity->name = group->user    ? group->user->name
                   : group->given ? group->given->name
                   : group->table ? group->table->name
                                  : best->text;
    entity->key = known ? known->key : best->key.bytes;
    entity->is_full = entity->type != ENTITY_PERSON || best->is_full || group->user;
    if (entity->type == ENTITY_PERSON)
        entity->short_key = known                ? known->short_key
                            : best->family.bytes ? best->family.bytes
                                                 : best->key.bytes;
    entity->letters = group->letters;
    entity->iso = group->table ? group->table->iso : NULL;
}

/* Into the caller's arena: the string may lie in a cache. */
static bool keep(struct emitter *emitter, const char **text)
{
    if (*text)
        *text = arena_copy(emitter->arena, *text, strlen(*text));
    return *text != NULL;
}

static bool put_names(struct emitter *emitter)
{
    for (size_t i = 0; i < emitter->groups->n; i++) {
        uint32_t number = emitter->entity_of[i];
        if (number == NO_FORM)
            continue;
        struct entity *entity = &emitter->entities[number];
        put_name(entity, &emitter->groups->groups[i], emitter->best[number]);
        if (!keep(emitter, &entity->name) || !keep(emitter, &entity->key) ||
            (entity->short_key && !keep(emitter, &entity->short_key)) ||
            (entity->letters && !keep(emitter, &entity->letters)))
            return false;
    }
    return true;
}

/* Of a capital or a seat: does it stand for the government anywhere? */
static void put_governments(struct emitter *emitter, struct folder *folder)
{
    for (size_t i = 0; i < emitter->article->n_mentions; i++) {
        uint32_t root = emitter->groups->of_mention[i];
        const struct group *group = root != NO_FORM ? &emitter->groups->groups[root] : NULL;
        if (!group || !group->table || !group->table->government)
            continue;
        struct entity *entity = entity_of_group(emitter, root);
        const struct mention *mention = &emitter->article->mentions[i];
        struct place here = {emitter->article->text, emitter->article->len, mention->start,
                             mention->end};
        bool is_genitive = emitter->forms->forms[emitter->forms->of_mention[i]].is_genitive;
        if (!entity->stands_for && stands_for_government(here, is_genitive, folder))
            entity->stands_for = group->table->government;
    }
}

fund_status entities_resolve(struct resolver *resolver, const struct article_names *article,
                             struct arena *arena, const struct entity **entities, size_t *n,
                             fund_error *err)
{
    struct folder *folder = catalogue_folder(resolver->built_in);
    struct form_reader reader = {.folder = folder,
                                 .built_in = resolver->built_in,
                                 .demonyms = resolver->demonyms,
                                 .arena = arena,
                                 .cache = &resolver->cache,
                                 .seen = &resolver->seen,
                                 .bases = &resolver->bases};
    struct forms forms;
    struct groups groups;
    *entities = NULL;
    *n = 0;
    fund_status status = forms_read(&reader, article, &forms, err);
    if (status == FUND_OK)
        status = groups_build(&reader, article, &forms, &groups, err);
    if (status != FUND_OK)
        return status;
    struct emitter emitter = {
        .article = article, .arena = arena, .forms = &forms, .groups = &groups};
    if (!emitter_init(&emitter) || !put_mentions(&emitter))
        return fail_no_memory(err);
    put_given(&emitter);
    choose_names(&emitter);
    if (!put_names(&emitter))
        return fail_no_memory(err);
    put_governments(&emitter, folder);
    *entities = emitter.entities;
    *n = emitter.n;
    return FUND_OK;
}

/* ---- One name ---- */

const struct known_name *resolver_country(const struct resolver *resolver, const char *stem,
                                          size_t len)
{
    return demonyms_find(resolver->demonyms, stem, len);
}

bool entity_keys_of(struct resolver *resolver, const struct catalogue *user_names,
                    enum entity_type type, const char *text, struct entity_keys *keys)
{
    struct name name;
    struct folder *folder = catalogue_folder(resolver->built_in);
    if (!name_read(&name, folder, text, strlen(text)))
        return false;
    if (type == ENTITY_PERSON && person_title_words(&name) < name.n_words)
        name_drop_words(&name, person_title_words(&name));
    else if (type != ENTITY_PERSON)
        undo_inflection(&name, folder, "");
    size_t len = name_key(&name, 0, name.n_words, keys->key);
    const struct known_name *known =
        user_names ? catalogue_find(user_names, keys->key, len, type) : NULL;
    if (!known && type != ENTITY_PERSON)
        known = catalogue_find(resolver->built_in, keys->key, len, type);
    struct person_parts parts = person_parts(&name);
    name_key(&name, parts.core_from, parts.family_to, keys->short_key);
    if (known) {
        snprintf(keys->key, sizeof keys->key, "%s", known->key);
        snprintf(keys->short_key, sizeof keys->short_key, "%s",
                 known->short_key ? known->short_key : "");
    } else if (type != ENTITY_PERSON) {
        keys->short_key[0] = '\0';
    }
    return true;
}
