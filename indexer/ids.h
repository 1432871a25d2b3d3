/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The articles of a first build by their ids: which number each has, and the fingerprint of what
 * was put last. The index itself, which knows this otherwise, is not there yet.
 */
#ifndef INDEXER_IDS_H
#define INDEXER_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/schema.h"

struct id_entry {
    uint64_t hash;
    size_t start; /* of the term in `terms` */
    uint32_t len;
    uint32_t docid; /* 0 once it is deleted */
    struct fingerprint fingerprint;
};

/* A zeroed struct is empty. */
struct ids {
    char *terms;
    size_t terms_len;
    size_t terms_capacity;
    struct id_entry *slots; /* open addressing; an empty slot has length 0 */
    size_t n_slots;         /* a power of 2, 0 at first */
    size_t n_used;
};

/* The entry of an id term; NULL when there is none. It lives until the next ids_add(). */
struct id_entry *ids_find(const struct ids *ids, const struct term *term);

/* Enters an id that is not there, or was deleted; false when there is no memory. */
bool ids_add(struct ids *ids, const struct term *term, uint32_t docid,
             struct fingerprint fingerprint);

/* Bytes used. */
size_t ids_memory(const struct ids *ids);

void ids_release(struct ids *ids);

#endif
