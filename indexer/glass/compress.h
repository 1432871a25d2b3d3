/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Raw deflate, as libxapian reads it in the tags of a table. */
#ifndef INDEXER_GLASS_COMPRESS_H
#define INDEXER_GLASS_COMPRESS_H

#include "indexer/bytes.h"
#include "indexer/error.h"

struct compressor;

fund_status compressor_new(struct compressor **compressor, fund_error *err);
void compressor_free(struct compressor *compressor);

/*
 * Appends `data` to `out`, compressed where that is shorter; `*is_compressed` says so. What has no
 * more than `min` bytes stays as it is. False when there is no memory.
 */
bool compress_into(struct compressor *compressor, struct bytes *out, const void *data, size_t len,
                   size_t min, bool *is_compressed);

#endif
