/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/key-map.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/hash.h"

enum { CAPACITY_MIN = 64, CAPACITY_KEPT = 4096 };

/* The slot of the key, or the empty one where it belongs. */
static struct key_map_entry *find_slot(const struct key_map *map, const char *key, size_t len,
                                       uint64_t hash)
{
    for (size_t i = hash & (map->capacity - 1);; i = (i + 1) & (map->capacity - 1)) {
        struct key_map_entry *entry = &map->entries[i];
        if (!entry->key ||
            (entry->hash == hash && entry->len == len && memcmp(entry->key, key, len) == 0))
            return entry;
    }
}

static bool grow(struct key_map *map)
{
    struct key_map larger = {NULL, map->capacity ? 2 * map->capacity : CAPACITY_MIN, map->n};
    larger.entries = calloc(larger.capacity, sizeof *larger.entries);
    if (!larger.entries)
        return false;
    for (size_t i = 0; i < map->capacity; i++) {
        const struct key_map_entry *entry = &map->entries[i];
        if (entry->key)
            *find_slot(&larger, entry->key, entry->len, entry->hash) = *entry;
    }
    free(map->entries);
    *map = larger;
    return true;
}

uint32_t *key_map_find(const struct key_map *map, const char *key, size_t len)
{
    if (map->n == 0)
        return NULL;
    struct key_map_entry *entry = find_slot(map, key, len, hash_bytes(key, len));
    return entry->key ? &entry->value : NULL;
}

uint32_t *key_map_put(struct key_map *map, const char *key, size_t len, bool *is_new)
{
    if (2 * map->n >= map->capacity && !grow(map))
        return NULL;
    uint64_t hash = hash_bytes(key, len);
    struct key_map_entry *entry = find_slot(map, key, len, hash);
    *is_new = !entry->key;
    if (*is_new) {
        *entry = (struct key_map_entry){key, (uint32_t)len, 0, hash};
        map->n++;
    }
    return &entry->value;
}

void key_map_clear(struct key_map *map)
{
    if (map->capacity > CAPACITY_KEPT)
        key_map_release(map);
    else if (map->n > 0)
        memset(map->entries, 0, map->capacity * sizeof *map->entries);
    map->n = 0;
}

void key_map_release(struct key_map *map)
{
    free(map->entries);
    *map = (struct key_map){NULL, 0, 0};
}
