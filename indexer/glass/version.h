/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The file iamglass of a Xapian database: its format and revision, where the root of each table is,
 * and what is counted over all documents.
 *
 *     "\x0f\x0dXapian Glass" | format 2 | uuid 16 | revision | a root per table | counts
 *     root      block | level << 2 | sequential << 1 | fake | entries | block size / 2048
 *               | least tag to compress | length of, and the list of free blocks
 *     counts    documents | last docid - documents | least length | greatest wdf
 *               | greatest length - greatest wdf | oldest change set | sum of lengths
 *               | greatest frequency of a word for spelling
 *
 * (Numbers as pack.h has them.) A fake root is that of a table without a block.
 */
#ifndef INDEXER_GLASS_VERSION_H
#define INDEXER_GLASS_VERSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/error.h"

enum { FREE_LIST_MAX = 64 };

struct table_root {
    uint32_t block;
    uint32_t level;
    bool is_sequential; /* the leaves are in the order of their keys */
    bool is_fake;
    uint64_t n_entries;
    uint32_t block_size;
    uint32_t compress_min;
    unsigned char free_list[FREE_LIST_MAX];
    size_t free_list_len;
};

enum table { POSTLIST, DOCDATA, TERMLIST, POSITION, SPELLING, SYNONYM, N_TABLES };

extern const char *const table_names[N_TABLES];

struct counts {
    uint64_t n_documents;
    uint64_t last_docid;
    uint64_t min_length; /* of the documents that have any */
    uint64_t max_length;
    uint64_t max_wdf;
    uint64_t total_length;
    uint64_t oldest_changes;
    uint64_t max_spelling;
};

struct version {
    unsigned char uuid[16];
    uint32_t revision;
    struct table_root roots[N_TABLES];
    struct counts counts;
};

/* Reads the version file in `folder`; `*is_known` is false when it is of another format. */
fund_status version_read(struct version *version, const char *folder, bool *is_known,
                         fund_error *err);

/* Writes one, durably. */
fund_status version_write(const struct version *version, const char *folder, fund_error *err);

/* The first block behind those that the table uses or lists as free. */
uint32_t table_end(const struct table_root *root);

#endif
