/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names that are known before any article is read, by the keys of all they are called:
 *
 *     selenski, zelensky ...   ->  person Wolodymyr Selenskyj      a file of the user
 * (user-names.h) kdvr, northkorea         ->  place  Nordkorea, KP            countries.h uno,
 * vereinnationen      ->  org    Vereinte Nationen        known-names.h
 */
#ifndef INDEXER_ENTITY_CATALOGUE_H
#define INDEXER_ENTITY_CATALOGUE_H

#include "indexer/entity/mention.h"
#include "indexer/entity/name.h"
#include "indexer/error.h"

struct known_name {
    enum entity_type type;
    const char *name;       /* as it is shown */
    const char *key;        /* of that name; what is equal by key is one entity */
    const char *short_key;  /* of a person's family name, else NULL */
    const char *iso;        /* of a country, else NULL */
    const char *government; /* the country whose government the place stands for, else NULL */
    size_t line;            /* of the user's file; 0 for what is built in */
};

struct catalogue;

fund_status catalogue_new(struct catalogue **catalogue, fund_error *err);
void catalogue_free(struct catalogue *catalogue);

/* Countries, capitals, seats of governments, well-known organisations. */
fund_status catalogue_new_built_in(struct catalogue **catalogue, fund_error *err);

/* What catalogue_find() and catalogue_add() read names with. */
struct folder *catalogue_folder(const struct catalogue *catalogue);

/*
 * Adds a name that goes by itself and is given in `*known`, whose strings but `key` and `short_key`
 * are copied. `*added` lives as long as the catalogue. FUND_INVALID: no letter in it.
 */
fund_status catalogue_add(struct catalogue *catalogue, const struct known_name *known,
                          const struct known_name **added, fund_error *err);

/*
 * Lets `alias` lead to `known`. What it led to before (of the same type) comes back in `*before`,
 * and stays. FUND_INVALID: no letter in it.
 */
fund_status catalogue_add_alias(struct catalogue *catalogue, const struct known_name *known,
                                const char *alias, size_t len, const struct known_name **before,
                                fund_error *err);

/* What goes by the key, one of `type` if there is one; else NULL. */
const struct known_name *catalogue_find(const struct catalogue *catalogue, const char *key,
                                        size_t len, enum entity_type type);

#endif
