/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/model.h"

#include <string.h>

#include "indexer/hash.h"

#ifndef ENTITIES_FILE
#define ENTITIES_FILE "indexer/entity/german.entities"
#endif

/* The path is relative to the root of the project, as those of #include are. */
__asm__(".pushsection .rodata.german_entities,\"a\"\n"
        ".balign 8\n"
        "german_entities:\n"
        ".incbin \"" ENTITIES_FILE "\"\n"
        "german_entities_end:\n"
        ".popsection\n");

__attribute__((visibility("hidden"))) extern const unsigned char german_entities[],
    german_entities_end[];

static uint32_t u32_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

/* A table of `n_slots` at `bytes`; what is behind it comes back. */
static const unsigned char *open_table(struct model_table *table, const unsigned char *bytes,
                                       uint32_t n_slots, uint32_t width)
{
    table->checks = bytes;
    table->weights = (const int8_t *)bytes + (size_t)n_slots * 2;
    table->n_slots = n_slots;
    table->width = width;
    return bytes + (size_t)n_slots * (2 + width);
}

bool model_open(struct model *model, const unsigned char *bytes, size_t len)
{
    const size_t head = MODEL_HEADER + N_LABELS * N_LABELS * 2;
    if (len < head || memcmp(bytes, "FUNDENT1", 8) != 0)
        return false;
    uint32_t n_words = u32_at(bytes + 8), n_places = u32_at(bytes + 12);
    const unsigned char *at = bytes + MODEL_HEADER;
    for (int from = 0; from < N_LABELS; from++)
        for (int to = 0; to < N_LABELS; to++, at += 2)
            model->next[from][to] = (int16_t)(at[0] | at[1] << 8);
    if (len <
        head + (size_t)n_words * (2 + MODEL_STEPS * N_LABELS) + (size_t)n_places * (2 + N_LABELS))
        return false;
    at = open_table(&model->words, at, n_words, MODEL_STEPS * N_LABELS);
    at = open_table(&model->places, at, n_places, N_LABELS);
    return n_words > 0 && n_places > 0 &&
           knowledge_open(&model->knowledge, at, len - (size_t)(at - bytes));
}

bool model_german(struct model *model)
{
    return model_open(model, german_entities, (size_t)(german_entities_end - german_entities));
}

/* All of it would take longer than opening an index: the head, and a piece of each stretch. */
uint64_t model_fingerprint(void)
{
    enum { PIECE = 64, STRETCH = 64 * PIECE };
    size_t len = (size_t)(german_entities_end - german_entities);
    uint64_t hash = len;
    for (size_t at = 0; at + PIECE <= len; at += STRETCH)
        hash = hash * 31 + hash_bytes((const char *)german_entities + at, PIECE);
    return hash;
}
