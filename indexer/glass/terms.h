/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The different terms of a block, numbered from 0 in the order in which they are first seen. */
#ifndef INDEXER_GLASS_TERMS_H
#define INDEXER_GLASS_TERMS_H

#include <stdint.h>

#include "indexer/bytes.h"
#include "indexer/glass/sort.h"

/* A term to look up: its first bytes, ending in zeros where it is short, say most about it. */
struct term_key {
    uint64_t head[2];
    const char *bytes;
    uint32_t len;
    uint32_t hash;
};

/* 32 bytes, so that looking at one costs no more than one line of the cache. */
struct term_entry {
    uint64_t head[2];
    uint32_t start; /* of its bytes */
    uint32_t len;
    uint32_t n_documents;
    uint32_t pair; /* of the term and the document that had it last */
};

struct term_slot {
    uint32_t hash;
    uint32_t number; /* of the term, from 1; 0: the slot is empty */
};

/* A zeroed struct is empty. */
struct terms {
    struct bytes bytes;
    struct term_entry *entries;
    size_t n_entries;
    size_t entries_capacity;
    struct term_slot *slots;
    size_t n_slots; /* a power of 2, 0 at first */
    struct sort_item *items;
    struct sort_item *scratch;
    size_t items_capacity;
};

/* Makes a key of `len` bytes, behind which others may be read: KEY_SLACK in all. */
enum { KEY_SLACK = 16 };
void terms_key(struct term_key *key, const char *bytes, size_t len);

/*
 * The number of each of the `n` terms, looked up side by side so that the memory can fetch for one
 * while another is worked on. False when there is no memory.
 */
enum { LOOK_UP_MAX = 32 };
bool terms_intern(struct terms *terms, const struct term_key *keys, size_t n, uint32_t *numbers);

/* All terms sorted by their bytes, until the next call; NULL when there is no memory. */
const struct sort_item *terms_sort(struct terms *terms);

void terms_reset(struct terms *terms);
void terms_release(struct terms *terms);

#endif
