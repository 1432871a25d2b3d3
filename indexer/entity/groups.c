/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/groups.h"

#include <string.h>

#include "indexer/entity/context.h"
#include "indexer/entity/name-key.h"

enum { N_TYPES = 3, TYPE_LEN = 1 };

/* What the steps share; the maps of the reader are used again, one after the other. */
struct builder {
    struct form_reader *reader;
    const struct article_names *article;
    struct forms *forms;
    struct groups *groups;
};

uint32_t group_root(struct groups *groups, uint32_t number)
{
    struct group *all = groups->groups;
    while (all[number].parent != number) {
        all[number].parent = all[all[number].parent].parent; /* the next walk is shorter */
        number = all[number].parent;
    }
    return number;
}

/* What a user or a table knows has the say; else the first. */
static void join(struct groups *groups, uint32_t into, uint32_t number)
{
    into = group_root(groups, into);
    number = group_root(groups, number);
    if (into == number)
        return;
    struct group *all = groups->groups;
    bool is_better = (all[number].user && !all[into].user) ||
                     (all[number].table && !all[into].table && !all[into].user);
    uint32_t root = is_better ? number : into;
    uint32_t child = is_better ? into : number;
    all[child].parent = root;
    if (!all[root].letters)
        all[root].letters = all[child].letters;
    if (!all[root].given)
        all[root].given = all[child].given;
}

/* ---- One type for one key ---- */

/* A name that is tagged twice as often as something else is taken for that. */
static bool unify_types(struct builder *builder)
{
    struct forms *forms = builder->forms;
    struct key_map *map = builder->reader->seen;
    uint32_t(*counts)[N_TYPES] =
        arena_alloc(builder->reader->arena, (forms->n + 1) * sizeof *counts);
    if (!counts)
        return false;
    memset(counts, 0, (forms->n + 1) * sizeof *counts);
    key_map_clear(map);
    for (size_t i = 0; i < forms->n; i++) {
        struct form *form = &forms->forms[i];
        bool is_new;
        uint32_t *slot = key_map_put(map, form->key.bytes, form->key.len, &is_new);
        if (!slot)
            return false;
        if (is_new)
            *slot = (uint32_t)i;
        counts[*slot][form->type] += form->n;
        form->group = *slot;
    }
    for (size_t i = 0; i < forms->n; i++) {
        struct form *form = &forms->forms[i];
        const uint32_t *count = counts[form->group];
        for (size_t type = 0; type < N_TYPES && !form->user && !form->table; type++)
            if (type != form->type && !form->given_name && count[type] >= 2 * count[form->type] &&
                !form_set_type(builder->reader, form, (enum entity_type)type))
                return false;
    }
    return true;
}

/* ---- Groups by key ---- */

static struct key form_key(const struct form *form)
{
    const char *known = form->user ? form->user->key : form->table ? form->table->key : NULL;
    return known ? (struct key){known, (uint32_t)strlen(known)} : form->key;
}

/* The number of the group of that type and key, in the map; NULL when there is no memory. */
static uint32_t *group_slot(struct builder *builder, enum entity_type type, struct key key,
                            bool *is_new)
{
    char *typed = arena_alloc(builder->reader->arena, key.len + TYPE_LEN);
    if (!typed)
        return NULL;
    typed[0] = (char)('0' + type);
    memcpy(typed + TYPE_LEN, key.bytes, key.len);
    return key_map_put(builder->reader->seen, typed, key.len + TYPE_LEN, is_new);
}

static bool add_to_group(struct builder *builder, struct form *form)
{
    struct groups *groups = builder->groups;
    struct key key = form_key(form);
    bool is_new;
    uint32_t *slot = group_slot(builder, form->type, key, &is_new);
    if (!slot)
        return false;
    if (is_new) {
        *slot = (uint32_t)groups->n++;
        groups->groups[*slot] = (struct group){.type = form->type,
                                               .key = key,
                                               .user = form->user,
                                               .parent = *slot,
                                               .initial = form->text[0]};
    }
    form->group = *slot;
    struct group *group = &groups->groups[*slot];
    if (form->table && !group->table)
        group->table = form->table;
    if (form->given_name && !group->given)
        group->given = form->given_name;
    return true;
}

/* A name without a type goes with what the text has by that name, if it has it. */
static void give_name(struct builder *builder, struct form *form)
{
    char typed[TYPE_LEN + 256];
    form->group = NO_FORM;
    for (int type = 0; type < N_TYPES && form->key.len < 256; type++) {
        typed[0] = (char)('0' + type);
        memcpy(typed + TYPE_LEN, form->key.bytes, form->key.len);
        uint32_t *slot = key_map_find(builder->reader->seen, typed, form->key.len + TYPE_LEN);
        if (!slot)
            continue;
        form->group = *slot;
        if (!builder->groups->groups[*slot].given)
            builder->groups->groups[*slot].given = form->given_name;
        return;
    }
}

static bool is_untyped(const struct form *form)
{
    return form->given_name && !form->given_name->has_type;
}

static bool build_groups(struct builder *builder)
{
    struct forms *forms = builder->forms;
    key_map_clear(builder->reader->seen);
    for (size_t i = 0; i < forms->n; i++)
        if (!is_untyped(&forms->forms[i]) && !add_to_group(builder, &forms->forms[i]))
            return false;
    for (size_t i = 0; i < forms->n; i++)
        if (is_untyped(&forms->forms[i]))
            give_name(builder, &forms->forms[i]);
    return true;
}

/* ---- Letters ---- */

/* The form of the mention, if that is an organisation or a place; else NULL. */
static const struct form *named_by_letters(const struct builder *builder, size_t mention)
{
    uint32_t number = builder->forms->of_mention[mention];
    const struct form *form = number != NO_FORM ? &builder->forms->forms[number] : NULL;
    return form && form->type != ENTITY_PERSON ? form : NULL;
}

/* "Institute for the Study of War (ISW)": ISW leads to the group from here on and before. */
static bool note_letters(struct builder *builder, const struct form *form, struct place letters)
{
    char folded[FOLDED_MAX + 1];
    struct form_reader *reader = builder->reader;
    size_t len = letters.end - letters.start;
    struct group *group = &builder->groups->groups[form->group];
    if (group->letters ||
        !letters_stand_for(letters.text + letters.start, len, form->text, strlen(form->text)))
        return true;
    place_fold(letters, reader->folder, folded);
    group->letters = arena_copy(reader->arena, letters.text + letters.start, len);
    char *key = arena_copy(reader->arena, folded, strlen(folded));
    bool is_new;
    uint32_t *slot = key ? key_map_put(reader->bases, key, strlen(key), &is_new) : NULL;
    if (!slot || !group->letters)
        return false;
    if (is_new)
        *slot = form->group;
    return true;
}

/* "ISW (Institute for the Study of War)": the next mention is in the brackets. */
static void join_reversed(struct builder *builder, size_t i)
{
    const struct mention *mention = &builder->article->mentions[i];
    const struct form *letters = named_by_letters(builder, i);
    const struct form *form = named_by_letters(builder, i + 1);
    const char *text = builder->article->text;
    if (!form || !letters->is_letters || mention[1].start - mention->end != 2 ||
        memcmp(text + mention->end, " (", 2) != 0)
        return;
    struct group *group = &builder->groups->groups[form->group];
    if (!letters_stand_for(letters->text, strlen(letters->text), form->text, strlen(form->text)))
        return;
    if (!group->letters)
        group->letters = letters->text;
    join(builder->groups, form->group, letters->group);
}

static bool join_letters(struct builder *builder)
{
    const struct article_names *article = builder->article;
    struct key_map *map = builder->reader->bases;
    key_map_clear(map);
    for (size_t i = 0; i < article->n_mentions; i++) {
        const struct form *form = named_by_letters(builder, i);
        const struct mention *mention = &article->mentions[i];
        struct place here = {article->text, article->len, mention->start, mention->end};
        struct place letters = short_form_behind(here);
        if (!form)
            continue;
        if (letters.start < letters.end && !note_letters(builder, form, letters))
            return false;
        if (i + 1 < article->n_mentions)
            join_reversed(builder, i);
    }
    for (size_t i = 0; i < builder->forms->n && map->n > 0; i++) {
        const struct form *form = &builder->forms->forms[i];
        uint32_t *slot = key_map_find(map, form->key.bytes, form->key.len);
        if (slot && form->is_letters && form->type != ENTITY_PERSON && form->group != NO_FORM)
            join(builder->groups, *slot, form->group);
    }
    return true;
}

/* ---- People ---- */

/* Full names with the same first and last word: one of two words, and one that is longer. */
struct pair {
    uint32_t two, longer;
    bool is_ambiguous; /* George W. Bush, George H. W. Bush: who is George Bush? */
};

static void put_into_pair(struct groups *groups, struct pair *pair, const struct form *form)
{
    uint32_t group = group_root(groups, form->group);
    uint32_t *number = form->has_middle_name ? &pair->longer : &pair->two;
    if (*number != NO_FORM && group_root(groups, *number) != group)
        pair->is_ambiguous = true;
    else
        *number = group;
}

static struct pair *pair_of(struct builder *builder, const struct form *form, struct pair *pairs,
                            size_t *n)
{
    struct form_reader *reader = builder->reader;
    size_t len = form->given.len + 1 + form->family.len;
    char *key = arena_alloc(reader->arena, len);
    bool is_new;
    if (!key)
        return NULL;
    memcpy(key, form->given.bytes, form->given.len);
    key[form->given.len] = '\0';
    memcpy(key + form->given.len + 1, form->family.bytes, form->family.len);
    uint32_t *slot = key_map_put(reader->bases, key, len, &is_new);
    if (!slot)
        return NULL;
    if (is_new) {
        *slot = (uint32_t)(*n)++;
        pairs[*slot] = (struct pair){NO_FORM, NO_FORM, false};
    }
    return &pairs[*slot];
}

static bool is_full_person(const struct form *form)
{
    return form->type == ENTITY_PERSON && form->is_full && !is_untyped(form);
}

static bool join_longer_names(struct builder *builder)
{
    struct forms *forms = builder->forms;
    size_t n = 0;
    struct pair *pairs = arena_alloc(builder->reader->arena, (forms->n + 1) * sizeof *pairs);
    if (!pairs)
        return false;
    key_map_clear(builder->reader->bases);
    for (size_t i = 0; i < forms->n; i++) {
        const struct form *form = &forms->forms[i];
        if (!is_full_person(form))
            continue;
        struct pair *pair = pair_of(builder, form, pairs, &n);
        if (!pair)
            return false;
        put_into_pair(builder->groups, pair, form);
    }
    for (size_t i = 0; i < n; i++)
        if (!pairs[i].is_ambiguous && pairs[i].two != NO_FORM && pairs[i].longer != NO_FORM)
            join(builder->groups, pairs[i].two, pairs[i].longer);
    return true;
}

/* Whom a short name means. */
struct bearer {
    uint32_t first, last; /* groups; `last` is NO_FORM before the first full name */
    bool is_given;        /* Angela: only if nobody is called so by family */
    bool is_beginning;    /* Kim Jong, of Kim Jong Un */
};

static bool put_bearer(struct builder *builder, struct bearer *bearers, size_t *n, struct key key,
                       struct bearer bearer)
{
    bool is_new;
    if (!key.bytes || key.len == 0)
        return true;
    uint32_t *slot = key_map_put(builder->reader->bases, key.bytes, key.len, &is_new);
    if (!slot)
        return false;
    if (is_new)
        *slot = (uint32_t)(*n)++;
    if (is_new || (bearers[*slot].is_given && !bearer.is_given))
        bearers[*slot] = bearer;
    return true;
}

static bool put_bearers(struct builder *builder, struct bearer *bearers)
{
    struct forms *forms = builder->forms;
    size_t n = 0;
    key_map_clear(builder->reader->bases);
    for (size_t i = 0; i < forms->n; i++) {
        const struct form *form = &forms->forms[i];
        if (!is_full_person(form))
            continue;
        struct bearer by_family = {form->group, NO_FORM, false, false};
        struct bearer by_given = {form->group, NO_FORM, true, false};
        struct bearer by_beginning = {form->group, NO_FORM, false, true};
        if (!put_bearer(builder, bearers, &n, form->family, by_family) ||
            !put_bearer(builder, bearers, &n, form->long_family, by_family) ||
            !put_bearer(builder, bearers, &n, form->beginning, by_beginning) ||
            !put_bearer(builder, bearers, &n, form->given, by_given))
            return false;
    }
    return true;
}

static struct bearer *find_bearer(const struct builder *builder, struct bearer *bearers,
                                  struct key key)
{
    uint32_t *slot = key.bytes ? key_map_find(builder->reader->bases, key.bytes, key.len) : NULL;
    return slot ? &bearers[*slot] : NULL;
}

/* A full name was read: from here on the family name means this person. */
static void note_full_name(const struct builder *builder, struct bearer *bearers,
                           const struct form *form)
{
    const struct key keys[] = {form->family, form->long_family, form->beginning, form->given};
    for (size_t i = 0; i < 4; i++) {
        struct bearer *bearer = find_bearer(builder, bearers, keys[i]);
        if (bearer && bearer->is_given == (i == 3))
            bearer->last = form->group;
    }
}

/* The group that the short name means, or its own. */
static uint32_t group_of_short_name(struct builder *builder, struct bearer *bearers,
                                    const struct form *form)
{
    struct bearer *bearer =
        find_bearer(builder, bearers, form->is_initial ? form->family : form->key);
    if (!bearer || (form->is_initial && bearer->is_given))
        return form->group;
    uint32_t group = bearer->last != NO_FORM ? bearer->last : bearer->first;
    bool is_other = form->is_initial && builder->groups->groups[group].initial != form->text[0];
    return is_other ? form->group : group;
}

/* "Cho Tae" where the article has Cho Tae Yul. */
static bool is_beginning(const struct builder *builder, struct bearer *bearers,
                         const struct form *form)
{
    const struct bearer *bearer = find_bearer(builder, bearers, form->key);
    return bearer && bearer->is_beginning && !form->user;
}

static bool join_short_names(struct builder *builder)
{
    struct forms *forms = builder->forms;
    size_t n = builder->article->n_mentions;
    uint32_t *of_mention = builder->groups->of_mention;
    struct bearer *bearers =
        arena_alloc(builder->reader->arena, (4 * forms->n + 1) * sizeof *bearers);
    if (!bearers || !put_bearers(builder, bearers))
        return false;
    for (size_t i = 0; i < n; i++) {
        uint32_t number = forms->of_mention[i];
        of_mention[i] = NO_FORM;
        if (number == NO_FORM)
            continue;
        const struct form *form = &forms->forms[number];
        bool is_short = form->type == ENTITY_PERSON && !form->is_full && !form->user;
        if (is_full_person(form) && is_beginning(builder, bearers, form))
            is_short = true;
        else if (is_full_person(form))
            note_full_name(builder, bearers, form);
        uint32_t group = is_short ? group_of_short_name(builder, bearers, form) : form->group;
        of_mention[i] = group_root(builder->groups, group);
    }
    return true;
}

fund_status groups_build(struct form_reader *reader, const struct article_names *article,
                         struct forms *forms, struct groups *groups, fund_error *err)
{
    struct builder builder = {reader, article, forms, groups};
    groups->n = 0;
    groups->groups = arena_alloc(reader->arena, (forms->n + 1) * sizeof *groups->groups);
    groups->of_mention =
        arena_alloc(reader->arena, (article->n_mentions + 1) * sizeof *groups->of_mention);
    if (!groups->groups || !groups->of_mention || !unify_types(&builder) ||
        !build_groups(&builder) || !join_letters(&builder) || !join_longer_names(&builder) ||
        !join_short_names(&builder))
        return fail_no_memory(err);
    return FUND_OK;
}
