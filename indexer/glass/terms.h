/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The different terms of a block, numbered from 0 in the order in which they are first seen. */
#ifndef INDEXER_GLASS_TERMS_H
#define INDEXER_GLASS_TERMS_H

#include <stdint.h>

#include "indexer/bytes.h"
#include "indexer/glass/sort.h"

struct term_entry {
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

static const uint32_t NO_TERM = UINT32_MAX;

/* The number of a term; NO_TERM when there is no memory. */
uint32_t terms_intern(struct terms *terms, const char *bytes, size_t len);

/* All terms sorted by their bytes, until the next call; NULL when there is no memory. */
const struct sort_item *terms_sort(struct terms *terms);

void terms_reset(struct terms *terms);
void terms_release(struct terms *terms);

#endif
