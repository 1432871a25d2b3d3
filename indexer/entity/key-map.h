/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From keys to numbers: a hash table that grows. A zeroed struct is an empty one. */
#ifndef INDEXER_ENTITY_KEY_MAP_H
#define INDEXER_ENTITY_KEY_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct key_map_entry {
    const char *key; /* NULL in an empty slot */
    uint32_t len;
    uint32_t value;
    uint64_t hash;
};

struct key_map {
    struct key_map_entry *entries;
    size_t capacity; /* a power of two, or 0 */
    size_t n;
};

/* The value of the key, or NULL. It lives until the next key_map_put(). */
uint32_t *key_map_find(const struct key_map *map, const char *key, size_t len);

/*
 * The value of the key, which is new with 0 if there was none; `key` must outlive the map. NULL
 * when there is no memory.
 */
uint32_t *key_map_put(struct key_map *map, const char *key, size_t len, bool *is_new);

/* Empties the map and keeps its memory, if that is not far more than was needed. */
void key_map_clear(struct key_map *map);

void key_map_release(struct key_map *map);

#endif
