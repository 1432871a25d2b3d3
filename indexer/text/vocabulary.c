/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/vocabulary.h"

#include <stdlib.h>
#include <string.h>

/* 256 kB, of which the frequent half is in use: most processors have as much for each core. */
#ifndef NEAR_BITS
#define NEAR_BITS 13
#endif
enum { NEAR_SLOTS = 1 << NEAR_BITS };

/* A year of a newspaper has so many different words, and they take about 50 MB. */
enum { FAR_SLOTS = 1 << 19, MAX_WORDS = FAR_SLOTS / 2 };

/* A word that is remembered. */
struct entry {
    struct token row;
    uint32_t len;
    char raw[];
};

struct near_slot {
    uint64_t bytes[2];
    const struct token *row; /* NULL in an empty slot */
    size_t len;
};

struct far_slot {
    uint64_t hash;
    const struct entry *entry; /* NULL in an empty slot */
};

struct vocabulary {
    struct near_slot *near;
    struct far_slot *far; /* open addressing */
    size_t n_words;
    struct arena arena;
};

fund_status vocabulary_new(struct vocabulary **vocabulary, fund_error *err)
{
    struct vocabulary *v = *vocabulary = calloc(1, sizeof *v);
    if (!v)
        return fail_no_memory(err);
    v->near = calloc(NEAR_SLOTS, sizeof *v->near);
    v->far = calloc(FAR_SLOTS, sizeof *v->far);
    if (v->near && v->far)
        return FUND_OK;
    vocabulary_free(v);
    *vocabulary = NULL;
    return fail_no_memory(err);
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    arena_release(&vocabulary->arena);
    free(vocabulary->near);
    free(vocabulary->far);
    free(vocabulary);
}

struct arena *vocabulary_arena(struct vocabulary *vocabulary)
{
    return &vocabulary->arena;
}

void vocabulary_tidy(struct vocabulary *vocabulary)
{
    if (vocabulary->n_words < MAX_WORDS)
        return;
    memset(vocabulary->near, 0, NEAR_SLOTS * sizeof *vocabulary->near);
    memset(vocabulary->far, 0, FAR_SLOTS * sizeof *vocabulary->far);
    vocabulary->n_words = 0;
    arena_reset(&vocabulary->arena);
}

/* ---- Keys ---- */

enum { NEAR_MAX = 16 };

static uint64_t mix(uint64_t hash, uint64_t bytes)
{
    hash = (hash ^ bytes) * 0x9E3779B97F4A7C15u; /* 2^64 by the golden ratio, as Knuth has it */
    return hash ^ hash >> 29;
}

/* The first `len` bytes of eight. */
static uint64_t first_bytes(const char *bytes, size_t len)
{
    static const uint64_t ones = ~(uint64_t)0;
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return eight & ones >> (64 - 8 * len);
#else
    return eight & ones << (64 - 8 * len);
#endif
}

static void read_short(struct vocabulary_key *key, size_t room)
{
    char copy[NEAR_MAX] = {0};
    const char *raw = key->raw;
    if (room < NEAR_MAX)
        raw = memcpy(copy, raw, key->len);
    key->bytes[0] = first_bytes(raw, key->len < 8 ? key->len : 8);
    key->bytes[1] = key->len > 8 ? first_bytes(raw + 8, key->len - 8) : 0;
    key->hash = mix(mix(key->len, key->bytes[0]), key->bytes[1]);
}

static void read_long(struct vocabulary_key *key)
{
    key->bytes[0] = key->bytes[1] = 0;
    key->hash = key->len;
    for (size_t i = 0; i < key->len; i += 8) {
        uint64_t eight = 0;
        memcpy(&eight, key->raw + i, key->len - i < 8 ? key->len - i : 8);
        key->hash = mix(key->hash, eight);
    }
}

/* ---- Looking up ---- */

static size_t near_index(const struct vocabulary_key *key)
{
    return key->hash >> (64 - NEAR_BITS);
}

/* Has both lines fetched that a row and the bytes behind it mostly lie in. */
static void fetch_row(const struct token *row)
{
    __builtin_prefetch(row);
    __builtin_prefetch((const char *)row + 64);
}

void vocabulary_key(const struct vocabulary *vocabulary, struct vocabulary_key *key,
                    const char *raw, size_t len, size_t room)
{
    key->raw = raw;
    key->len = len;
    key->row = NULL;
    if (len <= NEAR_MAX)
        read_short(key, room);
    else
        read_long(key);
    __builtin_prefetch(&vocabulary->near[near_index(key)]);
}

void vocabulary_look(const struct vocabulary *vocabulary, struct vocabulary_key *key)
{
    const struct near_slot *slot = &vocabulary->near[near_index(key)];
    bool is_same = slot->bytes[0] == key->bytes[0] && slot->bytes[1] == key->bytes[1];
    if (is_same && slot->len == key->len) {
        key->row = slot->row;
        fetch_row(key->row);
    } else {
        __builtin_prefetch(&vocabulary->far[key->hash % FAR_SLOTS]);
    }
}

void vocabulary_approach(const struct vocabulary *vocabulary, const struct vocabulary_key *key)
{
    const struct entry *entry = key->row ? NULL : vocabulary->far[key->hash % FAR_SLOTS].entry;
    if (entry)
        fetch_row(&entry->row);
}

static const struct token *keep_near(struct vocabulary *vocabulary,
                                     const struct vocabulary_key *key, const struct token *row)
{
    if (key->len <= NEAR_MAX)
        vocabulary->near[near_index(key)] =
            (struct near_slot){{key->bytes[0], key->bytes[1]}, row, key->len};
    return row;
}

/* The slot that holds the word, or the empty one where it belongs. */
static struct far_slot *far_slot(struct vocabulary *vocabulary, const struct vocabulary_key *key)
{
    for (size_t i = key->hash;; i++) {
        struct far_slot *slot = &vocabulary->far[i % FAR_SLOTS];
        if (!slot->entry)
            return slot;
        if (slot->hash == key->hash && slot->entry->len == key->len &&
            memcmp(slot->entry->raw, key->raw, key->len) == 0)
            return slot;
    }
}

const struct token *vocabulary_find(struct vocabulary *vocabulary, const struct vocabulary_key *key)
{
    if (key->row)
        return key->row;
    const struct entry *entry = far_slot(vocabulary, key)->entry;
    return entry ? keep_near(vocabulary, key, &entry->row) : NULL;
}

const struct token *vocabulary_add(struct vocabulary *vocabulary, const struct vocabulary_key *key,
                                   const struct token *row)
{
    if (vocabulary->n_words >= MAX_WORDS)
        return row;
    struct entry *entry = arena_alloc(&vocabulary->arena, sizeof *entry + key->len);
    if (!entry)
        return NULL;
    entry->row = *row;
    entry->len = (uint32_t)key->len;
    memcpy(entry->raw, key->raw, key->len);
    *far_slot(vocabulary, key) = (struct far_slot){key->hash, entry};
    vocabulary->n_words++;
    return keep_near(vocabulary, key, &entry->row);
}
