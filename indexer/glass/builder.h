/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Blocks, in the order of their documents -> the tables of an index, written at once and in the
 * order of their keys. It takes the place of libxapian's writer where an index is empty: that one
 * keeps all postings in trees of small strings and changes its tables a little at a time.
 *
 * What goes by document (data, lists of terms) is written as it comes. Postings and positions are
 * kept, sorted block by block, in memory or, when that is used up, in a file; in the end the blocks
 * are merged. All of it lies in a folder „unfinished“ inside the index, whose files replace those
 * of the index at the very end. A build that was killed leaves that folder behind, and the index as
 * it was.
 */
#ifndef INDEXER_GLASS_BUILDER_H
#define INDEXER_GLASS_BUILDER_H

#include "indexer/error.h"
#include "indexer/glass/block.h"

struct builder;

/* What the index is to know of itself, sorted by key. */
struct metadata {
    const char *key;
    size_t key_len;
    const char *value;
    size_t value_len;
};

/*
 * Begins to build into the index in `folder`, which must be empty and locked by the caller. Of
 * `memory` bytes three eighths are for blocks, and in the end two for reading back those that did
 * not fit; the rest is left to those who make them.
 * `*builder` is NULL, and FUND_OK comes back, when it is of a format that is not known here.
 */
fund_status builder_new(struct builder **builder, const char *folder, size_t memory,
                        fund_error *err);

/* Adds a block and takes it over; it begins behind the last document of the one before. */
fund_status builder_add(struct builder *builder, struct block *block, fund_error *err);

/*
 * Writes all tables, as a whole database in the folder unfinished; `in_parallel`: two at a time.
 * The index is as before, until builder_install() puts them in its place.
 */
fund_status builder_finish(struct builder *builder, const struct metadata *metadata,
                           size_t n_metadata, bool in_parallel, fund_error *err);

/* The folder in which the database is built. */
const char *builder_folder(const struct builder *builder);

/* Puts the new tables in the place of the old ones: the last step replaces the version file. */
fund_status builder_install(struct builder *builder, fund_error *err);

/* Removes what has not been installed. */
void builder_free(struct builder *builder);

/* Removes what a build that was killed has left in the index. */
void builder_clean(const char *folder);

#endif
