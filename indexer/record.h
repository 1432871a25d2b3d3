/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An article as it is kept in the index: the fields of a fund_article one behind the other,
 * each as its length, its bytes and a NUL, so that it is read back without copying; and what it
 * names.
 *
 *     version 2 | id | title | date | source | author | url | origin | n_tags | tag ...
 *               | n_given | type name ... | length of entities | entities | body
 *
 *     entities  n | type and flags | name | key | short_key? | iso? | stands_for?  ...
 *               n | gap to the last mention | 4 length + type as tagged | entity from 1 or 0  ...
 *
 * Lengths are variable-length integers of seven bits a byte, low bits first. An absent field
 * has length 0; an article that names nothing has entities of length 0.
 */
#ifndef INDEXER_RECORD_H
#define INDEXER_RECORD_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/arena.h"
#include "indexer/error.h"

struct record {
    const char *data;
    size_t len;
};

/*
 * What the tagger found, be it a name in the end or not ("Präsident" alone), so that names can be
 * given anew without it.
 */
struct record_mention {
    uint32_t start; /* bytes [start, end) of title, two line feeds and body in one */
    uint32_t end;
    fund_entity_type type; /* as tagged, that of its entity may be another */
    uint32_t entity;       /* its number, or NO_ENTITY */
};

#define NO_ENTITY UINT32_MAX

/* Between title and body, where the two are one text. */
#define TITLE_END "\n\n"
enum { TITLE_END_LEN = 2 };

struct record_entities {
    const fund_entity *all;
    size_t n;
    const struct record_mention *mentions; /* rising, none within another */
    size_t n_mentions;
};

/*
 * Packs `article` into memory of the arena. `entities` may be NULL; of each entity's mentions
 * those count that are in the list of all.
 */
fund_status record_pack(const fund_article *article, const struct record_entities *entities,
                        struct arena *arena, struct record *record, fund_error *err);

/*
 * Reads a record back; the strings of `*article` and `*entities` point into it, lists lie in the
 * arena. Absent fields are "". `entities` may be NULL. FUND_CORRUPT when the bytes are not a
 * record.
 */
fund_status record_unpack(struct record record, struct arena *arena, fund_article *article,
                          struct record_entities *entities, fund_error *err);

#endif
