/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/word.h"

#include <stdbool.h>

#include "indexer/hash.h"

/* What stands for a character of two or three bytes; NULL when it stands for itself. */
static const char *plain_mark(const unsigned char *c, size_t len, size_t *mark_len)
{
    if (len >= 2 && c[0] == 0xC2) {
        *mark_len = 2;
        return c[1] == 0xAB || c[1] == 0xBB ? "\"" : c[1] == 0xAD ? "" : NULL;
    }
    if (len < 3 || c[0] != 0xE2 || c[1] != 0x80)
        return NULL;
    *mark_len = 3;
    if (c[2] >= 0x90 && c[2] <= 0x95)
        return "-";
    if (c[2] == 0x98 || c[2] == 0x99)
        return "'";
    if ((c[2] >= 0x9A && c[2] <= 0x9F) || c[2] == 0xB9 || c[2] == 0xBA)
        return "\"";
    return NULL;
}

size_t word_key(const char *word, size_t len, char key[WORD_KEY_MAX + 1])
{
    size_t n = 0;
    for (size_t i = 0; i < len && n < WORD_KEY_MAX; i++) {
        const unsigned char *c = (const unsigned char *)word + i;
        size_t mark_len = 1;
        const char *mark = *c >= 0xC2 && *c <= 0xE2 ? plain_mark(c, len - i, &mark_len) : NULL;
        if (mark) {
            if (*mark)
                key[n++] = *mark;
            i += mark_len - 1;
        } else {
            key[n++] = *c >= '0' && *c <= '9' ? '0' : (char)*c;
        }
    }
    key[n] = '\0';
    return n;
}

uint64_t word_hash(const char *key, size_t len)
{
    uint64_t hash = hash_bytes(key, len);
    hash = (hash ^ hash >> 32) * 0x9E3779B97F4A7C15u;
    hash = (hash ^ hash >> 29) * 0xBF58476D1CE4E5B9u;
    return hash ^ hash >> 32;
}

void word_lower(const char *key, size_t len, char *lower)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)key[i];
        bool is_latin = i > 0 && (unsigned char)key[i - 1] == 0xC3 && c >= 0x80 && c <= 0x9E;
        bool is_upper = (c >= 'A' && c <= 'Z') || is_latin;
        lower[i] = (char)(is_upper ? c + 32 : c);
    }
    lower[len] = '\0';
}
