/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/terms.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1 << 15 };

static inline uint64_t load(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return le64toh(word);
}

/* The first `len` bytes of a word, up to eight. */
static inline uint64_t cut(uint64_t word, size_t len)
{
    return len >= 8 ? word : word & ((UINT64_C(1) << 8 * len) - 1);
}

static inline uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

void terms_key(struct term_key *key, const char *bytes, size_t len)
{
    key->head[0] = cut(load(bytes), len);
    key->head[1] = len > 8 ? cut(load(bytes + 8), len - 8) : 0;
    key->bytes = bytes;
    key->len = (uint32_t)len;
    uint64_t hash = mix(mix(len, key->head[0]), key->head[1]);
    for (size_t i = KEY_SLACK; i < len; i += 8)
        hash = mix(hash, cut(load(bytes + i), len - i));
    hash *= UINT64_C(0xD6E8FEB86659FD93);
    key->hash = (uint32_t)(hash >> 32);
}

/* Twice the slots, or the first ones. */
static bool grow_slots(struct terms *terms)
{
    size_t n_slots = terms->n_slots ? 2 * terms->n_slots : FIRST_SLOTS;
    struct term_slot *slots = calloc(n_slots, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < terms->n_slots; i++) {
        struct term_slot slot = terms->slots[i];
        size_t at = slot.hash & (n_slots - 1);
        if (slot.number == 0)
            continue;
        while (slots[at].number != 0)
            at = (at + 1) & (n_slots - 1);
        slots[at] = slot;
    }
    free(terms->slots);
    terms->slots = slots;
    terms->n_slots = n_slots;
    return true;
}

/* Enters a term that is new into its slot; 0 when there is no memory. */
static uint32_t add_term(struct terms *terms, struct term_slot *slot, const struct term_key *key)
{
    struct term_entry *entries =
        array_grow(terms->entries, terms->n_entries, &terms->entries_capacity, sizeof *entries);
    if (!entries)
        return 0;
    terms->entries = entries;
    entries[terms->n_entries] = (struct term_entry){
        .head = {key->head[0], key->head[1]},
        .start = (uint32_t)terms->bytes.len,
        .len = key->len,
    };
    if (!bytes_append(&terms->bytes, key->bytes, key->len))
        return 0;
    *slot = (struct term_slot){key->hash, (uint32_t)++terms->n_entries};
    return slot->number;
}

static bool is_same(const struct terms *terms, const struct term_entry *entry,
                    const struct term_key *key)
{
    return entry->head[0] == key->head[0] && entry->head[1] == key->head[1] &&
           entry->len == key->len &&
           (key->len <= sizeof key->head ||
            memcmp(terms->bytes.data + entry->start + sizeof key->head,
                   key->bytes + sizeof key->head, key->len - sizeof key->head) == 0);
}

/* The number of the term, from 1; it gets one when it is new. 0 when there is no memory. */
static uint32_t intern(struct terms *terms, const struct term_key *key)
{
    if (2 * terms->n_entries >= terms->n_slots && !grow_slots(terms))
        return 0;
    for (size_t at = key->hash & (terms->n_slots - 1);; at = (at + 1) & (terms->n_slots - 1)) {
        struct term_slot *slot = &terms->slots[at];
        if (slot->number == 0)
            return add_term(terms, slot, key);
        if (slot->hash == key->hash && is_same(terms, &terms->entries[slot->number - 1], key))
            return slot->number;
    }
}

bool terms_intern(struct terms *terms, const struct term_key *keys, size_t n, uint32_t *numbers)
{
    if (terms->n_slots == 0 && !grow_slots(terms))
        return false;
    for (size_t i = 0; i < n; i++)
        __builtin_prefetch(&terms->slots[keys[i].hash & (terms->n_slots - 1)]);
    for (size_t i = 0; i < n; i++) {
        uint32_t number = terms->slots[keys[i].hash & (terms->n_slots - 1)].number;
        if (number > 0)
            __builtin_prefetch(&terms->entries[number - 1]);
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t number = intern(terms, &keys[i]);
        if (number == 0)
            return false;
        numbers[i] = number - 1;
    }
    return true;
}

static bool reserve_items(struct terms *terms)
{
    if (terms->items && terms->n_entries <= terms->items_capacity)
        return true;
    free(terms->items);
    size_t capacity = terms->entries_capacity + 1;
    terms->items = malloc(2 * capacity * sizeof *terms->items);
    terms->items_capacity = terms->items ? capacity : 0;
    terms->scratch = terms->items ? terms->items + capacity : NULL;
    return terms->items != NULL;
}

const struct sort_item *terms_sort(struct terms *terms)
{
    if (!reserve_items(terms))
        return NULL;
    for (uint32_t i = 0; i < terms->n_entries; i++)
        terms->items[i] = (struct sort_item){
            .bytes = terms->bytes.data + terms->entries[i].start,
            .len = terms->entries[i].len,
            .id = i,
        };
    sort_strings(terms->items, terms->n_entries, terms->scratch);
    return terms->items;
}

void terms_reset(struct terms *terms)
{
    if (terms->n_entries > 0)
        memset(terms->slots, 0, terms->n_slots * sizeof *terms->slots);
    terms->n_entries = 0;
    terms->bytes.len = 0;
}

void terms_release(struct terms *terms)
{
    bytes_release(&terms->bytes);
    free(terms->entries);
    free(terms->slots);
    free(terms->items);
    *terms = (struct terms){0};
}
