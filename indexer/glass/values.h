/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The values of the documents, gathered by slot and packed as the postlist table of a Xapian
 * database has them, in chunks of some 2000 bytes:
 *
 *     chunk        key "\0\xd8", slot, docid   length | value | step to the next docid - 1 | ...
 *     statistics   key "\0\xd0", slot          values | length | smallest | greatest, if different
 *     used slots   in the termlist table, below the docid: steps from slot to slot - 1
 */
#ifndef INDEXER_GLASS_VALUES_H
#define INDEXER_GLASS_VALUES_H

#include "indexer/bytes.h"
#include "indexer/glass/btree.h"

enum { SLOTS_MAX = 16 };

/* The values of a slot: chunks that are full, each with its docid and length, and the open one. */
struct slot {
    uint32_t number;
    uint64_t n_values;
    struct bytes smallest;
    struct bytes greatest;
    struct bytes chunks;
    struct bytes open;
    uint32_t first; /* docids of the open one */
    uint32_t last;
};

/* A zeroed struct is empty. */
struct values {
    struct slot slots[SLOTS_MAX];
    size_t n_slots;
};

/*
 * Adds the values of the document, as a block holds them; docids ascend. `*used` becomes its used
 * slots, packed, `*used_len` their length.
 */
fund_status values_add(struct values *values, uint32_t docid, const unsigned char *packed,
                       size_t len, unsigned char used[], size_t *used_len, fund_error *err);

/* Room for the used slots of a document. */
enum { USED_SIZE = SLOTS_MAX * 5 };

/* Write all: the statistics, whose keys come first, then the chunks. */
fund_status values_write_statistics(struct values *values, struct btree *tree, fund_error *err);
fund_status values_write_chunks(struct values *values, struct btree *tree, fund_error *err);

size_t values_memory(const struct values *values);
void values_release(struct values *values);

#endif
