/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Some hundred documents, inverted: what they put into each table of the index. The streams of
 * postings and positions are sorted by term, so that those of many blocks can be merged:
 *
 *     record      length of the rest 4 | term length 1 | term | rest
 *     postings    documents | sum of wdf | docid, wdf, step to the next docid - 1, wdf ...
 *     positions   docid, length, packed positions, step to the next docid - 1, length ...
 *
 * The first docid of a record counts from the first one of the block. Numbers are as in pack.h.
 */
#ifndef INDEXER_GLASS_BLOCK_H
#define INDEXER_GLASS_BLOCK_H

#include <stdint.h>

#include "indexer/bytes.h"

enum { RECORD_HEAD = 4 };

/* One document; its tags are those of the block behind the ones of the documents before it. */
struct block_document {
    uint32_t length; /* the sum of its wdf */
    uint32_t data_len;
    uint32_t termlist_len;
    uint32_t values_len;
    bool is_data_compressed;
    bool is_termlist_compressed;
};

struct block {
    uint32_t first_docid;
    uint32_t n_documents;
    uint32_t max_wdf;
    struct block_document *documents;
    struct bytes data;
    struct bytes termlists;
    struct bytes values; /* slot, length, bytes; in the order of the slots */
    struct bytes postings;
    struct bytes positions;
};

void block_release(struct block *block);

#endif
