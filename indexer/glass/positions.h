/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The places of a term in a document, packed as the position table of a Xapian database has them.
 */
#ifndef INDEXER_GLASS_POSITIONS_H
#define INDEXER_GLASS_POSITIONS_H

#include <stddef.h>
#include <stdint.h>

/*
 * Packs `n` ascending positions, `n` > 0. `out` has room for positions_size(n) bytes; comes back
 * where they end.
 */
unsigned char *positions_pack(unsigned char *out, const uint32_t *positions, size_t n);

static inline size_t positions_size(size_t n)
{
    return 16 + 5 * n;
}

#endif
