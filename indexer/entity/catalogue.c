/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/arena.h"
#include "indexer/entity/countries.h"
#include "indexer/entity/key-map.h"
#include "indexer/entity/known-names.h"
#include "indexer/entity/name-key.h"
#include "indexer/entity/person.h"

enum { N_TYPES = 3 };

/* What goes by one key. */
struct slot {
    const struct known_name *by_type[N_TYPES];
};

struct catalogue {
    struct folder *folder;
    struct arena arena;
    struct key_map map; /* to 1 + the index of a slot */
    struct slot *slots;
    size_t n_slots, capacity;
};

fund_status catalogue_new(struct catalogue **catalogue, fund_error *err)
{
    *catalogue = calloc(1, sizeof **catalogue);
    if (!*catalogue)
        return fail_no_memory(err);
    fund_status status = folder_new(&(*catalogue)->folder, err);
    if (status != FUND_OK) {
        catalogue_free(*catalogue);
        *catalogue = NULL;
    }
    return status;
}

void catalogue_free(struct catalogue *catalogue)
{
    if (!catalogue)
        return;
    folder_free(catalogue->folder);
    arena_release(&catalogue->arena);
    key_map_release(&catalogue->map);
    free(catalogue->slots);
    free(catalogue);
}

struct folder *catalogue_folder(const struct catalogue *catalogue)
{
    return catalogue->folder;
}

/* The slot of the key, new if need be; NULL when there is no memory. */
static struct slot *slot_put(struct catalogue *catalogue, const char *key, size_t len)
{
    if (catalogue->n_slots == catalogue->capacity) {
        size_t capacity = catalogue->capacity ? 2 * catalogue->capacity : 64;
        struct slot *larger = realloc(catalogue->slots, capacity * sizeof *larger);
        if (!larger)
            return NULL;
        catalogue->slots = larger;
        catalogue->capacity = capacity;
    }
    uint32_t *known = key_map_find(&catalogue->map, key, len);
    if (known)
        return &catalogue->slots[*known - 1];
    bool is_new;
    char *copy = arena_copy(&catalogue->arena, key, len);
    uint32_t *value = copy ? key_map_put(&catalogue->map, copy, len, &is_new) : NULL;
    if (!value)
        return NULL;
    catalogue->slots[catalogue->n_slots] = (struct slot){{NULL, NULL, NULL}};
    *value = (uint32_t)++catalogue->n_slots;
    return &catalogue->slots[*value - 1];
}

fund_status catalogue_add_alias(struct catalogue *catalogue, const struct known_name *known,
                                const char *alias, size_t len, const struct known_name **before,
                                fund_error *err)
{
    struct name name;
    char key[NAME_KEY_MAX + 1];
    size_t key_len = 0;
    if (name_read(&name, catalogue->folder, alias, len))
        key_len = name_key(&name, 0, name.n_words, key);
    if (key_len == 0)
        return fail(err, FUND_INVALID, "\"%.*s\" is no name", (int)len, alias);
    struct slot *slot = slot_put(catalogue, key, key_len);
    if (!slot)
        return fail_no_memory(err);
    *before = slot->by_type[known->type];
    if (!*before)
        slot->by_type[known->type] = known;
    return FUND_OK;
}

/* A copy in the catalogue; NULL stays NULL. */
static bool copy_string(struct catalogue *catalogue, const char *text, const char **copy)
{
    *copy = text ? arena_copy(&catalogue->arena, text, strlen(text)) : NULL;
    return *copy || !text;
}

static bool copy_keys(struct catalogue *catalogue, const struct name *name,
                      struct known_name *known)
{
    char key[NAME_KEY_MAX + 1];
    name_key(name, 0, name->n_words, key);
    if (!copy_string(catalogue, key, &known->key))
        return false;
    if (known->type != ENTITY_PERSON)
        return true;
    struct person_parts parts = person_parts(name);
    name_key(name, parts.core_from, parts.family_to, key);
    return copy_string(catalogue, key, &known->short_key);
}

fund_status catalogue_add(struct catalogue *catalogue, const struct known_name *known,
                          const struct known_name **added, fund_error *err)
{
    struct name name;
    *added = NULL;
    if (!name_read(&name, catalogue->folder, known->name, strlen(known->name)))
        return fail(err, FUND_INVALID, "\"%s\" is no name", known->name);
    struct known_name *copy = arena_alloc(&catalogue->arena, sizeof *copy);
    if (!copy)
        return fail_no_memory(err);
    *copy = *known;
    copy->short_key = NULL;
    if (!copy_string(catalogue, known->name, &copy->name) ||
        !copy_string(catalogue, known->iso, &copy->iso) ||
        !copy_string(catalogue, known->government, &copy->government) ||
        !copy_keys(catalogue, &name, copy))
        return fail_no_memory(err);
    *added = copy;
    return FUND_OK;
}

const struct known_name *catalogue_find(const struct catalogue *catalogue, const char *key,
                                        size_t len, enum entity_type type)
{
    const uint32_t *value = key_map_find(&catalogue->map, key, len);
    if (!value)
        return NULL;
    const struct slot *slot = &catalogue->slots[*value - 1];
    if (slot->by_type[type])
        return slot->by_type[type];
    for (size_t i = 0; i < N_TYPES; i++)
        if (slot->by_type[i])
            return slot->by_type[i];
    return NULL;
}

/* ---- What is built in ---- */

/* Adds a name with all its aliases, which are divided by "|". */
static fund_status add_with_aliases(struct catalogue *catalogue, const struct known_name *known,
                                    const char *aliases, fund_error *err)
{
    const struct known_name *added, *before;
    fund_status status = catalogue_add(catalogue, known, &added, err);
    if (status == FUND_OK && added)
        status =
            catalogue_add_alias(catalogue, added, known->name, strlen(known->name), &before, err);
    while (status == FUND_OK && added && *aliases) {
        size_t len = strcspn(aliases, "|");
        status = catalogue_add_alias(catalogue, added, aliases, len, &before, err);
        aliases += len + (aliases[len] == '|');
    }
    return status;
}

/* The capitals have names of their own: "La Paz|Sucre" of one country, or one in two spellings. */
static fund_status add_country(struct catalogue *catalogue, const struct country *country,
                               fund_error *err)
{
    struct known_name known = {.type = ENTITY_PLACE, .name = country->name, .iso = country->iso};
    fund_status status = add_with_aliases(catalogue, &known, country->other_names, err);
    if (status != FUND_OK || *country->capitals == '\0')
        return status;
    size_t len = strcspn(country->capitals, "|");
    char *capital = arena_copy(&catalogue->arena, country->capitals, len);
    if (!capital)
        return fail_no_memory(err);
    known = (struct known_name){.type = ENTITY_PLACE, .name = capital, .government = country->iso};
    return add_with_aliases(catalogue, &known,
                            country->capitals + len + (country->capitals[len] == '|'), err);
}

static fund_status add_seat(struct catalogue *catalogue, const struct seat *seat, fund_error *err)
{
    struct known_name known = {.type = ENTITY_PLACE, .name = seat->name, .government = seat->iso};
    return add_with_aliases(catalogue, &known, seat->other_names, err);
}

static fund_status add_built_in(struct catalogue *catalogue, fund_error *err)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < n_countries && status == FUND_OK; i++)
        status = add_country(catalogue, &countries[i], err);
    for (size_t i = 0; i < n_seats && status == FUND_OK; i++)
        status = add_seat(catalogue, &seats[i], err);
    for (size_t i = 0; i < n_known_organisations && status == FUND_OK; i++) {
        const struct known_organisation *known = &known_organisations[i];
        struct known_name name = {.type = ENTITY_ORG, .name = known->name};
        status = add_with_aliases(catalogue, &name, known->other_names, err);
    }
    return status;
}

fund_status catalogue_new_built_in(struct catalogue **catalogue, fund_error *err)
{
    fund_status status = catalogue_new(catalogue, err);
    if (status != FUND_OK || !*catalogue)
        return status;
    status = add_built_in(*catalogue, err);
    if (status != FUND_OK) {
        catalogue_free(*catalogue);
        *catalogue = NULL;
    }
    return status;
}
