/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Memory for one article or one answer: handed out piece by piece, taken back all at once.
 * A zeroed struct is an empty arena. The blocks are kept by arena_reset() for the next article.
 */
#ifndef INDEXER_ARENA_H
#define INDEXER_ARENA_H

#include <stddef.h>

struct arena {
    struct arena_block *first;
    struct arena_block *current;
};

/* `size` bytes, aligned for any type; NULL when there is no memory. */
void *arena_alloc(struct arena *arena, size_t size);

/* A copy of `len` bytes of `text` with a NUL behind it; NULL when there is no memory. */
char *arena_copy(struct arena *arena, const char *text, size_t len);

/* Takes back all that was handed out. */
void arena_reset(struct arena *arena);

/* Takes back all and gives the blocks back to the system. */
void arena_release(struct arena *arena);

#endif
