/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One name for one thing: the mentions of an article in, its entities out.
 *
 *     "Putins" "Yoon Suk Yeol" "Yoon" "ISW" "DVRK" "Kreml"
 *
 *     type    name                        key                     iso  mentions
 *     person  Wladimir Putin              vladimirputin                "Wladimir Putin" "Putins"
 *     person  Yoon Suk Yeol               yoonsukyeol                  "Yoon Suk Yeol" "Yoon"
 *     org     Institute for the Study ... institutefor...              "Institute ..." "ISW"
 *     place   Nordkorea                   nordkorea               KP   "DVRK"
 *     place   Kreml                       kreml                        stands_for RU
 *
 * Across the index what is equal by type and key is one entity. Of the names that it has in its
 * articles the index shows the one of most articles, of people one with `is_full` if there is any;
 * where `origin` says that the name was given, it is that one. A person of whom an article has only
 * the family name has the key of that; it is the `short_key` of those who may be meant.
 */
#ifndef INDEXER_ENTITY_NAMES_H
#define INDEXER_ENTITY_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/arena.h"
#include "indexer/entity/catalogue.h"
#include "indexer/entity/mention.h"
#include "indexer/error.h"

/* Where a name comes from; what stands below wins over what stands above. */
enum name_origin {
    NAME_FROM_TEXT,
    NAME_FROM_TABLE,   /* countries and well-known organisations */
    NAME_FROM_ARTICLE, /* the article came with it */
    NAME_FROM_USER
};

struct entity {
    enum entity_type type;
    enum name_origin origin;
    const char *name;
    const char *key;
    const char *short_key;  /* of a person's family name; else NULL */
    const char *letters;    /* what the text gives as its short form, ISW; else NULL */
    const char *iso;        /* ISO 3166-1 alpha-2 of a country; else NULL */
    const char *stands_for; /* the country for whose government a mention of it stands; else NULL */
    bool is_full;           /* of a person: not the family name alone */
    const uint32_t *mentions; /* their numbers, rising */
    uint32_t n_mentions;      /* 0 for one that came with the article and is not in the text */
};

/* A name that came with the article, as its tags or entities. */
struct given_name {
    const char *name;
    bool has_type; /* without, it names what the text mentions, and adds nothing */
    enum entity_type type;
};

struct article_names {
    const char *text; /* valid UTF-8 */
    size_t len;
    const struct mention *mentions; /* rising, not overlapping */
    size_t n_mentions;
    const struct given_name *given;
    size_t n_given;
    const struct catalogue *user_names; /* or NULL */
};

/* Holds the built-in names, and memory that is used again. */
struct resolver;

fund_status resolver_new(struct resolver **resolver, fund_error *err);
void resolver_free(struct resolver *resolver);

/*
 * The entities in the order of their first mention. They and their strings lie in the arena, but
 * for codes of countries, which are the resolver's. A mention that is no name ("Präsident" alone)
 * is in none of them.
 */
fund_status entities_resolve(struct resolver *resolver, const struct article_names *article,
                             struct arena *arena, const struct entity **entities, size_t *n,
                             fund_error *err);

/*
 * The country that a word is about, if it is one for its people, its adjective (Nordkoreaner,
 * nordkoreanische) or its name, by the stem of the word as struct token has it; NULL for other
 * words. A mention of type ENTITY_PLACE put there counts for the country.
 */
const struct known_name *resolver_country(const struct resolver *resolver, const char *stem,
                                          size_t len);

/*
 * The key by which an entity called `name` is found in the index, such as what a query says, and,
 * of a person, that of the family name. User names and built-in ones are looked up first. False
 * when it is no name.
 */
struct entity_keys {
    char key[256];
    char short_key[256];
};
bool entity_keys_of(struct resolver *resolver, const struct catalogue *user_names,
                    enum entity_type type, const char *name, struct entity_keys *keys);

#endif
