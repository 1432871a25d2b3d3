/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/termlist.h"

#include "indexer/glass/pack.h"

static uint32_t common_prefix(const struct termlist_entry *a, const struct termlist_entry *b)
{
    uint32_t i = 0;
    while (i < a->len && i < b->len && a->term[i] == b->term[i])
        i++;
    return i;
}

static unsigned char *pack_entry(unsigned char *out, const struct termlist_entry *last,
                                 const struct termlist_entry *entry)
{
    uint32_t shared = common_prefix(last, entry);
    uint64_t both = ((uint64_t)entry->wdf + 1) * (last->len + 1) + shared;
    *out++ = (unsigned char)(both < 256 ? both : shared);
    *out++ = (unsigned char)(entry->len - shared);
    out = mempcpy(out, entry->term + shared, entry->len - shared);
    return both < 256 ? out : pack_number(out, entry->wdf);
}

bool termlist_pack(struct bytes *out, uint32_t length, const struct termlist_entry *entries,
                   size_t n)
{
    size_t room = (size_t)2 * NUMBER_SIZE;
    for (size_t i = 0; i < n; i++)
        room += 2 + entries[i].len + NUMBER_SIZE;
    if (n == 0)
        return true; /* the list of a document without terms is empty */
    if (!bytes_reserve(out, room))
        return false;
    unsigned char *to = pack_number(out->data + out->len, length);
    to = pack_number(to, n);
    *to++ = (unsigned char)entries[0].len;
    to = mempcpy(to, entries[0].term, entries[0].len);
    to = pack_number(to, entries[0].wdf);
    for (size_t i = 1; i < n; i++)
        to = pack_entry(to, &entries[i - 1], &entries[i]);
    out->len = (size_t)(to - out->data);
    return true;
}
