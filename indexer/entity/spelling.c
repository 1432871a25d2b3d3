/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/spelling.h"

#include <string.h>

#include "indexer/entity/word.h"

enum { SHORTEST = 2, LONGEST = 5 };

size_t spelling_runs(const char *lower, size_t len, uint32_t slots[SPELLING_MAX_RUNS])
{
    char bounded[WORD_KEY_MAX + 3];
    size_t n = 0;
    bounded[0] = '^';
    memcpy(bounded + 1, lower, len);
    bounded[len + 1] = '$';
    for (size_t start = 0; start < len + 2; start++) {
        uint64_t hash = 0;
        for (size_t i = start; i < len + 2 && i < start + LONGEST; i++) {
            hash = (hash + (unsigned char)bounded[i] + 1) * 0x9E3779B97F4A7C15u;
            hash ^= hash >> 29;
            if (i + 1 >= start + SHORTEST && n < SPELLING_MAX_RUNS)
                slots[n++] = (uint32_t)(hash >> 40) % SPELLING_SLOTS;
        }
    }
    return n;
}

void spelling_judge(const struct spelling *spelling, const char *lower, size_t len,
                    int sums[SPELLING_KINDS])
{
    uint32_t slots[SPELLING_MAX_RUNS];
    size_t n = spelling_runs(lower, len, slots);
    for (int kind = 0; kind < SPELLING_KINDS; kind++)
        sums[kind] = 0;
    for (size_t i = 0; i < n; i++)
        for (int kind = 0; kind < SPELLING_KINDS; kind++)
            sums[kind] += spelling->weights[(size_t)slots[i] * SPELLING_KINDS + (size_t)kind];
}
