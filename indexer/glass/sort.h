/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sorts many short strings: by eight bytes at a time, as numbers, with a radix sort. */
#ifndef INDEXER_GLASS_SORT_H
#define INDEXER_GLASS_SORT_H

#include <stddef.h>
#include <stdint.h>

struct sort_item {
    uint64_t word; /* the eight bytes looked at, the first one high; filled by sort_strings() */
    const unsigned char *bytes;
    uint32_t len;
    uint32_t id;
};

/* The `len` bytes from `bytes` on as a number that sorts as they do; short ones end in zeros. */
uint64_t sort_word(const unsigned char *bytes, size_t len);

/* Sorts the items by their bytes; `scratch` has room for as many. */
void sort_strings(struct sort_item *items, size_t n, struct sort_item *scratch);

#endif
