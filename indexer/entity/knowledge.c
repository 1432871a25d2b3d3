/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/knowledge.h"

#include <string.h>

#include "indexer/entity/word.h"

static uint32_t u16_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8;
}

static uint32_t u32_at(const unsigned char *bytes)
{
    return u16_at(bytes) | u16_at(bytes + 2) << 16;
}

bool knowledge_open(struct knowledge *knowledge, const unsigned char *bytes, size_t len)
{
    const size_t head = KNOWLEDGE_HEADER + 4 * ((size_t)KNOWLEDGE_BUCKETS + 1);
    if (len < head || memcmp(bytes, "FUNDKNOW", 8) != 0)
        return false;
    knowledge->n = u32_at(bytes + 8);
    knowledge->buckets = bytes + KNOWLEDGE_HEADER;
    knowledge->records = bytes + head;
    size_t end = head + (size_t)knowledge->n * KNOWLEDGE_RECORD;
    if (len < end + (size_t)SPELLING_SLOTS * SPELLING_KINDS)
        return false;
    knowledge->spelling.weights = (const int8_t *)bytes + end;
    return true;
}

struct word_facts knowledge_find(const struct knowledge *knowledge, const char *key, size_t len)
{
    static const unsigned widths[KNOWLEDGE_GRAINS] = KNOWLEDGE_WIDTHS;
    struct word_facts facts = {0};
    uint64_t hash = word_hash(key, len);
    const unsigned char *bucket = knowledge->buckets + (size_t)(hash >> 48) * 4;
    uint32_t check = (uint32_t)(hash >> 24) & 0xFFFF;
    for (uint32_t i = u32_at(bucket); i < u32_at(bucket + 4); i++) {
        const unsigned char *record = knowledge->records + (size_t)i * KNOWLEDGE_RECORD;
        if (u16_at(record) != check)
            continue;
        uint64_t bits = u32_at(record + 4) | (uint64_t)u32_at(record + 8) << 32;
        facts.lists = (uint16_t)(u16_at(record + 2) & ((1u << KNOWLEDGE_LIST_BITS) - 1));
        facts.frequency = (uint8_t)(u16_at(record + 2) >> KNOWLEDGE_LIST_BITS);
        for (unsigned g = 0; g < KNOWLEDGE_GRAINS; bits >>= widths[g++])
            facts.clusters[g] = (uint16_t)(bits & ((1u << widths[g]) - 1));
        for (unsigned v = 0; v < KNOWLEDGE_VOTES; v++, bits >>= 4)
            facts.votes[v] = bits & 15;
        break;
    }
    return facts;
}
