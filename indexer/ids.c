/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/ids.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/hash.h"

enum { FIRST_SLOTS = 1024 };

/* The slot of the term, or the empty one where it belongs. */
static struct id_entry *look_up(const struct ids *ids, const struct term *term, uint64_t hash)
{
    for (size_t i = hash;; i++) {
        struct id_entry *slot = &ids->slots[i & (ids->n_slots - 1)];
        if (slot->len == 0 || (slot->hash == hash && slot->len == term->len &&
                               memcmp(ids->terms + slot->start, term->bytes, term->len) == 0))
            return slot;
    }
}

struct id_entry *ids_find(const struct ids *ids, const struct term *term)
{
    if (ids->n_slots == 0)
        return NULL;
    struct id_entry *slot = look_up(ids, term, hash_bytes(term->bytes, term->len));
    return slot->len > 0 && slot->docid > 0 ? slot : NULL;
}

static bool grow(struct ids *ids)
{
    size_t n_slots = ids->n_slots ? 2 * ids->n_slots : FIRST_SLOTS;
    struct id_entry *slots = calloc(n_slots, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < ids->n_slots; i++) {
        size_t at = ids->slots[i].hash;
        if (ids->slots[i].len == 0)
            continue;
        while (slots[at & (n_slots - 1)].len > 0)
            at++;
        slots[at & (n_slots - 1)] = ids->slots[i];
    }
    free(ids->slots);
    ids->slots = slots;
    ids->n_slots = n_slots;
    return true;
}

static bool keep(struct ids *ids, const struct term *term, size_t *start)
{
    if (ids->terms_capacity - ids->terms_len < term->len) {
        size_t capacity = ids->terms_capacity + ids->terms_capacity / 2 + 4096;
        char *terms = realloc(ids->terms, capacity);
        if (!terms)
            return false;
        ids->terms = terms;
        ids->terms_capacity = capacity;
    }
    *start = ids->terms_len;
    memcpy(ids->terms + *start, term->bytes, term->len);
    ids->terms_len += term->len;
    return true;
}

bool ids_add(struct ids *ids, const struct term *term, uint32_t docid,
             struct fingerprint fingerprint)
{
    uint64_t hash = hash_bytes(term->bytes, term->len);
    size_t start;
    if (4 * ids->n_used >= 3 * ids->n_slots && !grow(ids))
        return false;
    struct id_entry *slot = look_up(ids, term, hash);
    if (slot->len == 0) {
        if (!keep(ids, term, &start))
            return false;
        *slot = (struct id_entry){.hash = hash, .start = start, .len = (uint32_t)term->len};
        ids->n_used++;
    }
    slot->docid = docid;
    slot->fingerprint = fingerprint;
    return true;
}

size_t ids_memory(const struct ids *ids)
{
    return ids->n_slots * sizeof *ids->slots + ids->terms_capacity;
}

void ids_release(struct ids *ids)
{
    free(ids->slots);
    free(ids->terms);
    *ids = (struct ids){0};
}
