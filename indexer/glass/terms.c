/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/terms.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1 << 15 };

static inline uint64_t load_8(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static inline uint64_t load_4(const char *bytes)
{
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static inline uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* Eight bytes a step; the last step takes up bytes of the one before where that saves a loop. */
static inline uint32_t hash_term(const char *bytes, size_t len)
{
    uint64_t hash = len;
    size_t i = 0;
    for (; i + 8 < len; i += 8)
        hash = mix(hash, load_8(bytes + i));
    if (len >= 8)
        hash = mix(hash, load_8(bytes + len - 8));
    else if (len >= 4)
        hash = mix(hash, load_4(bytes) | load_4(bytes + len - 4) << 32);
    else
        for (; i < len; i++)
            hash = mix(hash, (unsigned char)bytes[i]);
    hash *= UINT64_C(0xD6E8FEB86659FD93);
    return (uint32_t)(hash >> 32);
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

static uint32_t add_term(struct terms *terms, struct term_slot *slot, uint32_t hash,
                         const char *bytes, size_t len)
{
    struct term_entry *entries =
        array_grow(terms->entries, terms->n_entries, &terms->entries_capacity, sizeof *entries);
    if (!entries)
        return NO_TERM;
    terms->entries = entries;
    entries[terms->n_entries] =
        (struct term_entry){.start = (uint32_t)terms->bytes.len, .len = (uint32_t)len};
    if (!bytes_append(&terms->bytes, bytes, len))
        return NO_TERM;
    *slot = (struct term_slot){hash, (uint32_t)++terms->n_entries};
    return slot->number - 1;
}

uint32_t terms_intern(struct terms *terms, const char *bytes, size_t len)
{
    uint32_t hash = hash_term(bytes, len);
    if (2 * terms->n_entries >= terms->n_slots && !grow_slots(terms))
        return NO_TERM;
    for (size_t at = hash & (terms->n_slots - 1);; at = (at + 1) & (terms->n_slots - 1)) {
        struct term_slot *slot = &terms->slots[at];
        if (slot->number == 0)
            return add_term(terms, slot, hash, bytes, len);
        const struct term_entry *entry = &terms->entries[slot->number - 1];
        if (slot->hash == hash && entry->len == len &&
            memcmp(terms->bytes.data + entry->start, bytes, len) == 0)
            return slot->number - 1;
    }
}

static bool reserve_items(struct terms *terms)
{
    if (terms->items && terms->n_entries <= terms->items_capacity)
        return true;
    free(terms->items);
    terms->items_capacity = terms->entries_capacity;
    terms->items = malloc((2 * terms->items_capacity + 1) * sizeof *terms->items);
    terms->scratch = terms->items + terms->items_capacity;
    if (!terms->items)
        terms->items_capacity = 0;
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
