/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/sort.h"

#include <string.h>

#include <endian.h>

/* Fewer are sorted by insertion. */
enum { FEW = 48, WORD = 8 };

/* Strings of which only zeros are left at this depth: their lengths tell them apart. */
enum { LONGEST = 256 };

uint64_t sort_word(const unsigned char *bytes, size_t len)
{
    uint64_t word = 0;
    memcpy(&word, bytes, len < WORD ? len : WORD);
    return be64toh(word);
}

static int compare(const struct sort_item *a, const struct sort_item *b, size_t depth)
{
    if (a->word != b->word)
        return a->word < b->word ? -1 : 1;
    size_t from_a = depth < a->len ? depth : a->len, from_b = depth < b->len ? depth : b->len;
    size_t len_a = a->len - from_a, len_b = b->len - from_b;
    int order = memcmp(a->bytes + from_a, b->bytes + from_b, len_a < len_b ? len_a : len_b);
    return order ? order : (a->len > b->len) - (a->len < b->len);
}

static void insertion_sort(struct sort_item *items, size_t n, size_t depth)
{
    for (size_t i = 1; i < n; i++) {
        struct sort_item item = items[i];
        size_t j = i;
        for (; j > 0 && compare(&item, &items[j - 1], depth) < 0; j--)
            items[j] = items[j - 1];
        items[j] = item;
    }
}

/* One pass per byte of the word, from the last one on; a byte that is the same in all is passed. */
static void radix_sort(struct sort_item *items, size_t n, struct sort_item *scratch)
{
    static const unsigned BUCKETS = 256;
    struct sort_item *from = items, *to = scratch;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        size_t starts[256] = {0}, sum = 0;
        for (size_t i = 0; i < n; i++)
            starts[from[i].word >> shift & 0xFF]++;
        if (starts[from[0].word >> shift & 0xFF] == n)
            continue;
        for (unsigned b = 0; b < BUCKETS; b++) {
            size_t count = starts[b];
            starts[b] = sum;
            sum += count;
        }
        for (size_t i = 0; i < n; i++)
            to[starts[from[i].word >> shift & 0xFF]++] = from[i];
        struct sort_item *other = from;
        from = to;
        to = other;
    }
    if (from != items)
        memcpy(items, from, n * sizeof *items);
}

/* Sorts items that are the same up to byte `depth`. */
static void sort_from(struct sort_item *items, size_t n, struct sort_item *scratch, size_t depth)
{
    for (size_t i = 0; i < n; i++)
        items[i].word =
            depth < items[i].len ? sort_word(items[i].bytes + depth, items[i].len - depth) : 0;
    if (n <= FEW || depth > LONGEST) {
        insertion_sort(items, n, depth);
        return;
    }
    radix_sort(items, n, scratch);
    for (size_t start = 0, end; start < n; start = end) {
        for (end = start + 1; end < n && items[end].word == items[start].word;)
            end++;
        if (end - start > 1)
            sort_from(items + start, end - start, scratch, depth + WORD);
    }
}

void sort_strings(struct sort_item *items, size_t n, struct sort_item *scratch)
{
    sort_from(items, n, scratch, 0);
}
