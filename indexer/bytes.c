/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/bytes.h"

#include <stdlib.h>

bool bytes_grow(struct bytes *bytes, size_t n)
{
    size_t capacity = bytes->capacity + bytes->capacity / 2;
    if (capacity < bytes->len + n)
        capacity = bytes->len + n + 256;
    unsigned char *data = realloc(bytes->data, capacity);
    if (!data)
        return false;
    bytes->data = data;
    bytes->capacity = capacity;
    return true;
}

void bytes_release(struct bytes *bytes)
{
    free(bytes->data);
    *bytes = (struct bytes){0};
}

void *array_grow(void *array, size_t n, size_t *capacity, size_t size)
{
    if (n < *capacity)
        return array;
    size_t larger = *capacity + *capacity / 2 + 64;
    void *moved = realloc(array, larger * size);
    if (moved)
        *capacity = larger;
    return moved;
}
