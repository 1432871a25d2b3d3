/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/field-key.h"

#include <string.h>

struct field_key field_key_of(const struct token *tokens, size_t n_tokens)
{
    struct field_key key = {.len = 0};
    for (size_t i = 0; i < n_tokens; i++) {
        size_t room = FIELD_KEY_MAX - key.len;
        size_t len = tokens[i].folded_len < room ? tokens[i].folded_len : room;
        memcpy(key.bytes + key.len, tokens[i].folded, len);
        key.len += len;
    }
    key.bytes[key.len] = '\0';
    return key;
}
