/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bytes that grow at their end. A zeroed struct is empty. */
#ifndef INDEXER_BYTES_H
#define INDEXER_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct bytes {
    unsigned char *data;
    size_t len;
    size_t capacity;
};

/* Makes room for `n` more bytes, at least doubling; false when there is no memory. */
bool bytes_grow(struct bytes *bytes, size_t n);

void bytes_release(struct bytes *bytes);

/* Room for `n` more bytes behind the end, to be written to and then counted in `len`. */
static inline bool bytes_reserve(struct bytes *bytes, size_t n)
{
    return bytes->capacity - bytes->len >= n || bytes_grow(bytes, n);
}

static inline bool bytes_append(struct bytes *bytes, const void *data, size_t n)
{
    if (!bytes_reserve(bytes, n))
        return false;
    if (n > 0)
        memcpy(bytes->data + bytes->len, data, n);
    bytes->len += n;
    return true;
}

/*
 * The same for an array: room for one more element of `size` bytes behind `n`; the array comes
 * back, moved if need be, NULL when there is no memory (the old one is still there).
 */
void *array_grow(void *array, size_t n, size_t *capacity, size_t size);

#endif
