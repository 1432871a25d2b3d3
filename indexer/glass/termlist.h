/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The terms of a document, packed as the termlist table of a Xapian database has them: the length
 * of the document, the number of terms, and for each term how much it takes over from the one
 * before, the length of its rest, the rest, and its wdf:
 *
 *     Zkrieg 2, Zkursk 1     6 "Zkrieg" 2 | 2 + 7 * (1 + 1) 4 "ursk"
 *
 * A small wdf shares the byte that says how much is taken over: that plus wdf + 1 times the length
 * of the term before plus 1.
 */
#ifndef INDEXER_GLASS_TERMLIST_H
#define INDEXER_GLASS_TERMLIST_H

#include <stdint.h>

#include "indexer/bytes.h"

struct termlist_entry {
    const unsigned char *term;
    uint32_t len;
    uint32_t wdf;
};

/* Appends the list to `out`; the entries are sorted. False when there is no memory. */
bool termlist_pack(struct bytes *out, uint32_t length, const struct termlist_entry *entries,
                   size_t n);

#endif
