/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packs words and their records into the bytes of a lexicon file, whose layout is in lexicon.c. */
#ifndef INDEXER_TEXT_BUILD_PACK_H
#define INDEXER_TEXT_BUILD_PACK_H

#include <stddef.h>

#include "indexer/text/lexicon.h"

struct packed_word {
    const char *word;
    struct lexicon_word record;
};

/* `words` are in strcmp() order, each once. The bytes are the caller's to free(). */
unsigned char *pack_lexicon(const struct packed_word *words, size_t n, size_t *len);

#endif
