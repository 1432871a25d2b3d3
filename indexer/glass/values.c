/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/values.h"

#include <stdlib.h>

#include "indexer/glass/pack.h"

enum { VALUE_CHUNK = 2000, VALUE_KEY_MAX = 2 + NUMBER_SIZE + DOCID_SIZE };

static struct slot *find_slot(struct values *values, uint32_t number)
{
    for (size_t i = 0; i < values->n_slots; i++)
        if (values->slots[i].number == number)
            return &values->slots[i];
    if (values->n_slots == SLOTS_MAX)
        return NULL;
    values->slots[values->n_slots] = (struct slot){.number = number};
    return &values->slots[values->n_slots++];
}

static int compare(const struct bytes *a, const unsigned char *b, size_t len)
{
    int order = memcmp(a->data, b, a->len < len ? a->len : len);
    return order ? order : (a->len > len) - (a->len < len);
}

static bool set(struct bytes *bytes, const unsigned char *value, size_t len)
{
    bytes->len = 0;
    return bytes_append(bytes, value, len);
}

static bool count(struct slot *slot, const unsigned char *value, size_t len)
{
    bool ok = true;
    slot->n_values++;
    if (slot->n_values == 1 || compare(&slot->smallest, value, len) > 0)
        ok = set(&slot->smallest, value, len);
    if (ok && (slot->n_values == 1 || compare(&slot->greatest, value, len) < 0))
        ok = set(&slot->greatest, value, len);
    return ok;
}

static bool close_chunk(struct slot *slot)
{
    uint32_t head[2] = {slot->first, (uint32_t)slot->open.len};
    bool ok = bytes_append(&slot->chunks, head, sizeof head) &&
              bytes_append(&slot->chunks, slot->open.data, slot->open.len);
    slot->open.len = 0;
    return ok;
}

static bool add(struct slot *slot, uint32_t docid, const unsigned char *value, size_t len)
{
    if (!bytes_reserve(&slot->open, (size_t)2 * NUMBER_SIZE + len) || !count(slot, value, len))
        return false;
    unsigned char *out = slot->open.data + slot->open.len;
    if (slot->open.len == 0)
        slot->first = docid;
    else
        out = pack_number(out, docid - slot->last - 1);
    out = mempcpy(pack_number(out, len), value, len);
    slot->open.len = (size_t)(out - slot->open.data);
    slot->last = docid;
    return slot->open.len < VALUE_CHUNK || close_chunk(slot);
}

fund_status values_add(struct values *values, uint32_t docid, const unsigned char *packed,
                       size_t len, unsigned char used[], size_t *used_len, fund_error *err)
{
    const unsigned char *end = packed + len;
    unsigned char *out = used;
    uint32_t next_slot = 0;
    while (packed < end) {
        uint32_t number = (uint32_t)unpack_number(&packed);
        size_t value_len = unpack_number(&packed);
        struct slot *slot = find_slot(values, number);
        if (!slot)
            return fail(err, FUND_INTERNAL, "more than %d slots of values", SLOTS_MAX);
        if (!add(slot, docid, packed, value_len))
            return fail_no_memory(err);
        packed += value_len;
        out = pack_number(out, number - next_slot);
        next_slot = number + 1;
    }
    *used_len = (size_t)(out - used);
    return FUND_OK;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static size_t statistics_key(unsigned char *key, uint32_t number)
{
    unsigned char *out = mempcpy(key, "\0\xd0", 2);
    for (; number > 0; number >>= 8)
        *out++ = (unsigned char)number;
    return (size_t)(out - key);
}

static size_t chunk_key(unsigned char *key, uint32_t number)
{
    return (size_t)(pack_number(mempcpy(key, "\0\xd8", 2), number) - key);
}

typedef size_t make_key(unsigned char *key, uint32_t number);

static int compare_keys(const struct slot *a, const struct slot *b, make_key *make)
{
    unsigned char key_a[VALUE_KEY_MAX], key_b[VALUE_KEY_MAX];
    size_t len_a = make(key_a, a->number), len_b = make(key_b, b->number);
    int order = memcmp(key_a, key_b, len_a < len_b ? len_a : len_b);
    return order ? order : (len_a > len_b) - (len_a < len_b);
}

/* Keys do not sort as numbers do from slot 128 or 256 on. */
static void sort_slots(struct values *values, make_key *make)
{
    for (size_t i = 1; i < values->n_slots; i++)
        for (size_t j = i; j > 0; j--) {
            struct slot *a = &values->slots[j - 1], *b = &values->slots[j], other = *a;
            if (compare_keys(a, b, make) <= 0)
                break;
            *a = *b;
            *b = other;
        }
}

static fund_status write_statistics(struct slot *slot, struct btree *tree, fund_error *err)
{
    unsigned char key[VALUE_KEY_MAX];
    struct bytes tag = {0};
    bool is_same = compare(&slot->smallest, slot->greatest.data, slot->greatest.len) == 0;
    if (!bytes_reserve(&tag, (size_t)2 * NUMBER_SIZE + slot->smallest.len + slot->greatest.len))
        return fail_no_memory(err);
    unsigned char *out = pack_number(tag.data, slot->n_values);
    out = pack_number(out, slot->smallest.len);
    out = mempcpy(out, slot->smallest.data, slot->smallest.len);
    if (!is_same)
        out = mempcpy(out, slot->greatest.data, slot->greatest.len);
    fund_status status = btree_add(tree, key, statistics_key(key, slot->number), tag.data,
                                   (size_t)(out - tag.data), false, err);
    bytes_release(&tag);
    return status;
}

fund_status values_write_statistics(struct values *values, struct btree *tree, fund_error *err)
{
    fund_status status = FUND_OK;
    sort_slots(values, statistics_key);
    for (size_t i = 0; status == FUND_OK && i < values->n_slots; i++)
        status = write_statistics(&values->slots[i], tree, err);
    return status;
}

static fund_status write_chunks(struct slot *slot, struct btree *tree, fund_error *err)
{
    unsigned char key[VALUE_KEY_MAX];
    size_t head_len = chunk_key(key, slot->number);
    fund_status status = FUND_OK;
    if (slot->open.len > 0 && !close_chunk(slot))
        return fail_no_memory(err);
    const unsigned char *at = slot->chunks.data, *end = at + slot->chunks.len;
    while (status == FUND_OK && at < end) {
        uint32_t head[2];
        memcpy(head, at, sizeof head);
        size_t key_len = (size_t)(pack_docid(key + head_len, head[0]) - key);
        status = btree_add(tree, key, key_len, at + sizeof head, head[1], false, err);
        at += sizeof head + head[1];
    }
    return status;
}

fund_status values_write_chunks(struct values *values, struct btree *tree, fund_error *err)
{
    fund_status status = FUND_OK;
    sort_slots(values, chunk_key);
    for (size_t i = 0; status == FUND_OK && i < values->n_slots; i++)
        status = write_chunks(&values->slots[i], tree, err);
    return status;
}

size_t values_memory(const struct values *values)
{
    size_t memory = 0;
    for (size_t i = 0; i < values->n_slots; i++)
        memory += values->slots[i].chunks.capacity;
    return memory;
}

void values_release(struct values *values)
{
    for (size_t i = 0; i < values->n_slots; i++) {
        bytes_release(&values->slots[i].smallest);
        bytes_release(&values->slots[i].greatest);
        bytes_release(&values->slots[i].chunks);
        bytes_release(&values->slots[i].open);
    }
    *values = (struct values){0};
}
