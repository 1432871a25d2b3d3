/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Posting lists, packed as the postlist table of a Xapian database has them, in chunks of some 2000
 * bytes:
 *
 *     first chunk    key: the term      documents | sum of wdf | docid - 1 | chunk
 *     later ones     key: term, docid   chunk
 *     chunk          '1' for the last one, else '0' | last docid - first | wdf
 *                    | step to the next docid - 1 | wdf | ...
 *
 * The lengths of the documents are a list of the same kind, below a key of their own.
 */
#ifndef INDEXER_GLASS_POSTLIST_H
#define INDEXER_GLASS_POSTLIST_H

#include "indexer/glass/btree.h"
#include "indexer/glass/pack.h"

enum { CHUNK_SIZE = 2000, CHUNK_HEAD_MAX = 5 * NUMBER_SIZE };

/* A list that is being written. */
struct postlist {
    struct btree *tree;
    unsigned char key[KEY_MAX]; /* of the first chunk */
    size_t key_len;
    bool ends_term; /* a zero divides the term from the docid in keys */
    uint64_t n_documents;
    uint64_t sum;
    bool is_first_chunk;
    uint32_t first; /* docids of the chunk */
    uint32_t last;
    size_t len; /* of the chunk */
    unsigned char chunk[CHUNK_HEAD_MAX + CHUNK_SIZE + 2 * NUMBER_SIZE];
};

/* The list of a term that occurs in `n_documents`, `sum` times in all. */
void postlist_start(struct postlist *list, struct btree *tree, const unsigned char *term,
                    size_t term_len, uint64_t n_documents, uint64_t sum);

/* The list of the lengths of the documents. */
void postlist_start_lengths(struct postlist *list, struct btree *tree);

/* Adds a posting; docids ascend. */
fund_status postlist_add(struct postlist *list, uint32_t docid, uint32_t wdf, fund_error *err);

/* Writes the last chunk. */
fund_status postlist_end(struct postlist *list, fund_error *err);

#endif
