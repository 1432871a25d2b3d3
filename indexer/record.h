/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An article as it is kept in the index: the fields of a fund_article one behind the other,
 * each as its length, its bytes and a NUL, so that it is read back without copying.
 *
 *     version 1 | id | title | date | source | author | url | origin | n_tags | tag ... | body
 *
 * Lengths are variable-length integers of seven bits a byte, low bits first. An absent field
 * has length 0.
 */
#ifndef INDEXER_RECORD_H
#define INDEXER_RECORD_H

#include <stddef.h>

#include "indexer/arena.h"
#include "indexer/error.h"

struct record {
    const char *data;
    size_t len;
};

/* Packs `article` into memory of the arena. */
fund_status record_pack(const fund_article *article, struct arena *arena, struct record *record,
                        fund_error *err);

/*
 * Reads a record back; the strings of `*article` point into it, its list of tags lies in the
 * arena. Absent fields are "". FUND_CORRUPT when the bytes are not a record.
 */
fund_status record_unpack(struct record record, struct arena *arena, fund_article *article,
                          fund_error *err);

#endif
