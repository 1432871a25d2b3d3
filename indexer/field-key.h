/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words of an outlet, an author or a keyword as one key: the same bytes however it is written.
 *
 *     Norddeutsche Umschau  norddeutsche-umschau          norddeutscheumschau
 *     Ägypten  Aegypten                                   aegypten
 *
 * Article and query make it from the same tokens (analyse()).
 */
#ifndef INDEXER_FIELD_KEY_H
#define INDEXER_FIELD_KEY_H

#include <stddef.h>

#include "indexer/text/analysis.h"

enum { FIELD_KEY_MAX = 200 };

struct field_key {
    char bytes[FIELD_KEY_MAX + 1];
    size_t len; /* 0 when there are no words */
};

/* What is too long is cut. */
struct field_key field_key_of(const struct token *tokens, size_t n_tokens);

#endif
