/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The streams of many blocks -> one, in the order of the terms: for each term its records in the
 * order of the blocks, which is that of the documents. A stream lies in memory or in a part of a
 * file, from which it is read piece by piece.
 */
#ifndef INDEXER_GLASS_MERGE_H
#define INDEXER_GLASS_MERGE_H

#include <stdint.h>
#include <sys/types.h>

#include "indexer/bytes.h"
#include "indexer/error.h"

/* Where the records of a block are: at `data`, or where that is NULL at `offset` of the file. */
struct stream {
    const unsigned char *data;
    off_t offset;
    uint64_t len;
    uint32_t first_docid;
};

/* What a block knows of a term: `rest` is the record behind the term. */
struct part {
    const unsigned char *rest;
    const unsigned char *end;
    uint32_t first_docid;
};

struct merge;

/* `fd` is the file of those that are not in memory; `buffers` bytes serve to read them. */
fund_status merge_new(struct merge **merge, const struct stream *streams, size_t n, int fd,
                      size_t buffers, fund_error *err);

/*
 * The next term and its parts, which live until the next call. `*n_parts` is 0 behind the last
 * term.
 */
fund_status merge_next(struct merge *merge, const unsigned char **term, size_t *term_len,
                       const struct part **parts, size_t *n_parts, fund_error *err);

void merge_free(struct merge *merge);

#endif
