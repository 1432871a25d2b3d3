/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The last position comes first; for a single one that is all. Then follow, in bits, the first one,
 * how many there are, and those between by interpolative coding (Moffat and Stuiver 2000): the one
 * in the middle, which must lie far enough from both ends to leave room for those between, and then
 * both halves in the same manner. A number below n takes log2(n) bits, those in the middle of the
 * range one less where there are bits to spare.
 */
#include "indexer/glass/positions.h"

#include "indexer/glass/pack.h"

struct bits {
    unsigned char *out;
    uint64_t held; /* not yet written, low bits first */
    unsigned n_held;
};

static inline void put_below(struct bits *bits, uint32_t number, uint32_t limit)
{
    if (limit <= 1)
        return;
    unsigned width = 32u - (unsigned)__builtin_clz(limit - 1);
    uint32_t spare = (uint32_t)((UINT64_C(1) << width) - limit);
    if (spare > 0) {
        uint32_t short_from = (limit - spare) / 2;
        if (number >= short_from + spare)
            number = (number - (short_from + spare)) | UINT32_C(1) << (width - 1);
        else if (number >= short_from)
            width--;
    }
    bits->held |= (uint64_t)number << bits->n_held;
    for (bits->n_held += width; bits->n_held >= 8; bits->n_held -= 8) {
        *bits->out++ = (unsigned char)bits->held;
        bits->held >>= 8;
    }
}

/* Those between number `left` and number `right`. */
static void put_between(struct bits *bits, const uint32_t *positions, size_t left, size_t right)
{
    while (left + 1 < right) {
        size_t middle = left + (right - left) / 2;
        uint32_t lowest = positions[left] + (uint32_t)(middle - left);
        uint32_t limit = positions[right] - positions[left] - (uint32_t)(right - left) + 1;
        put_below(bits, positions[middle] - lowest, limit);
        put_between(bits, positions, left, middle);
        left = middle;
    }
}

unsigned char *positions_pack(unsigned char *out, const uint32_t *positions, size_t n)
{
    uint32_t first = positions[0], last = positions[n - 1];
    out = pack_number(out, last);
    if (n == 1)
        return out;
    struct bits bits = {.out = out};
    put_below(&bits, first, last);
    put_below(&bits, (uint32_t)(n - 2), last - first);
    put_between(&bits, positions, 0, n - 1);
    if (bits.n_held > 0)
        *bits.out++ = (unsigned char)bits.held;
    return bits.out;
}
