/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/related.h"

#include <string.h>

/* strcmp() of a stem that need not end in NUL with one that does. */
static int compare(const char *stem, size_t len, const char *other)
{
    int order = strncmp(stem, other, len);
    return order != 0 || other[len] == '\0' ? order : -1;
}

size_t related_words(const char *stem, size_t len, const struct related **words)
{
    size_t low = 0, high = n_related_entries;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct related_entry *entry = &related_entries[middle];
        int order = compare(stem, len, entry->stem);
        if (order == 0) {
            *words = &related_stems[entry->first];
            return entry->n;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    *words = NULL;
    return 0;
}
