/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the tagger knows of words before it reads: the lists of names that a word is on, and the
 * clusters of words that are used as it is.
 *
 *     Chemnitz   a city; clusters 39, 203, 811, 1530, with Cottbus and Zwickau
 *     Angela     a first name
 *
 * Built by train-knowledge; its bytes are a part of the model and are read where they lie.
 */
#ifndef INDEXER_ENTITY_KNOWLEDGE_H
#define INDEXER_ENTITY_KNOWLEDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/entity/spelling.h"

enum { KNOWLEDGE_GRAINS = 4, KNOWLEDGE_VOTES = 7 };

enum {
    LIST_FIRST_NAME = 1,
    LIST_LAST_NAME = 2,
    LIST_COUNTRY = 4,
    LIST_CITY = 8,
    LIST_HOME_CITY = 16, /* of Germany, Austria, Switzerland */
    LIST_REGION = 32,
    LIST_PLACE_FIRST = 64, /* New in New York */
    LIST_PLACE_LATER = 128,
    LIST_MEMBER_FIRST = 256, /* of the Bundestag */
    LIST_MEMBER_LAST = 512,
};

struct word_facts {
    uint16_t lists;
    uint8_t frequency;                   /* logarithm of how often it was seen */
    uint16_t clusters[KNOWLEDGE_GRAINS]; /* 0: not known */
    uint8_t votes[KNOWLEDGE_VOTES];      /* 1 to 15 for each label but OTHER; 0: not known */
};

/*
 * The bytes: "FUNDKNOW", number of records u32, unused u32; the number of the first record of each
 * of 65536 buckets, and the end, u32 each; records of 12 bytes; the weights of spelling.h.
 *
 * A word's bucket is the top of its hash. A record is a check of the hash (u16), lists in ten bits
 * with the frequency above them (u16), and a u64 with the clusters, from the lowest bit on as wide
 * as KNOWLEDGE_WIDTHS says, and the votes above them, four bits each.
 */
struct knowledge {
    const unsigned char *buckets;
    const unsigned char *records;
    struct spelling spelling;
    uint32_t n;
};

#define KNOWLEDGE_WIDTHS \
    {                    \
        7, 8, 10, 11     \
    }

enum {
    KNOWLEDGE_BUCKETS = 65536,
    KNOWLEDGE_HEADER = 16,
    KNOWLEDGE_RECORD = 12,
    KNOWLEDGE_LIST_BITS = 10
};

/* False when the bytes are none. They must be kept. */
bool knowledge_open(struct knowledge *knowledge, const unsigned char *bytes, size_t len);

/* All zero when the word, as word_key() spells it, is not known. */
struct word_facts knowledge_find(const struct knowledge *knowledge, const char *key, size_t len);

#endif
