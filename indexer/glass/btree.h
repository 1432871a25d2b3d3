/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writes one table of a Xapian database (format 2016-03-14, „glass“): pairs of key and tag come in
 * in the order of their keys, a file of blocks goes out, filled to the brim, leaves and branches
 * one behind the other as they get full.
 *
 *     block    revision 4 | level 1 | free 2 | free 2 | end of directory 2 | offsets 2 each ...
 *              ... free ... | items, the first one last
 *     leaf     size and flags 2 | key length 1 | key | piece number 2, but for the first | tag
 *     branch   block number 4 | key length 1 | key | piece number 2
 *
 * A tag that does not fit into what is left of a block goes on in the next one. The first item of a
 * table has the empty key, the first of each branch too. A branch holds of each key no more than
 * tells it from the one before.
 */
#ifndef INDEXER_GLASS_BTREE_H
#define INDEXER_GLASS_BTREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/error.h"
#include "indexer/glass/version.h"

struct btree;

/*
 * Makes the file `path`. It becomes the next revision of the table `old`, whose file is `old_path`:
 * the old blocks are kept where they are, as free ones, so that whichever of the two version files
 * is there, old or new, finds its table in the new file.
 */
fund_status btree_create(struct btree **tree, const char *path, const struct table_root *old,
                         const char *old_path, uint32_t revision, fund_error *err);

/*
 * Adds a pair; its key must be greater than the one before and have 1 to 255 bytes.
 * `is_compressed`: the tag is raw deflate.
 */
fund_status btree_add(struct btree *tree, const unsigned char *key, size_t key_len,
                      const unsigned char *tag, size_t tag_len, bool is_compressed,
                      fund_error *err);

/* Writes what is left, makes the file durable and tells where its root is. */
fund_status btree_finish(struct btree *tree, struct table_root *root, fund_error *err);

void btree_free(struct btree *tree);

#endif
