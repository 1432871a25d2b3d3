/* SPDX-License-Identifier: GPL-2.0-or-later */
/* FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): for tables and fingerprints. */
#ifndef INDEXER_HASH_H
#define INDEXER_HASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t hash_bytes(const char *bytes, size_t len);

#endif
