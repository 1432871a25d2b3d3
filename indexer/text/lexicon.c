/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The file: a header, an automaton that shares beginnings and endings of words, a record for each
 * word. All numbers are little-endian.
 *
 *      0  "FUNDLEX1"
 *      8  number of edges, number of words              u32 each
 *     16  fingerprint of all that follows               u64
 *     24  the edge of the root for each first byte      u32 x 256; 0: no word begins so
 *   1048  edges                                         u32 x 2 each; edge 0 is unused
 *         records: front, end, flags, link              u8 x 4 each
 *
 * The edges of a node lie side by side. An edge has its letter in bits 0-7, "last of its node" in
 * bit 8, "a word ends here" in bit 9 and the first edge of its target in bits 10-31 (0: none, as no
 * edge leads to the root). Its second number is how many words of the node come before it, so that
 * the sum along the way is the rank of a word, which is where its record is.
 */
#include "indexer/text/lexicon.h"

#include <string.h>

enum { HEADER_BYTES = 24, ROOT_BYTES = 256 * 4, EDGE_BYTES = 8, RECORD_BYTES = 4 };

#ifndef LEXICON_FILE
#define LEXICON_FILE "indexer/text/german.lexicon"
#endif

/* The path is relative to the root of the project, as those of #include are. */
__asm__(".pushsection .rodata.german_lexicon,\"a\"\n"
        ".balign 8\n"
        "german_lexicon:\n"
        ".incbin \"" LEXICON_FILE "\"\n"
        "german_lexicon_end:\n"
        ".popsection\n");

__attribute__((visibility("hidden"))) extern const unsigned char german_lexicon[],
    german_lexicon_end[];

static uint32_t u32_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static uint64_t u64_at(const unsigned char *bytes)
{
    return u32_at(bytes) | (uint64_t)u32_at(bytes + 4) << 32;
}

struct lexicon lexicon_from_bytes(const unsigned char *bytes, size_t len)
{
    static const unsigned char nothing[ROOT_BYTES];
    struct lexicon lexicon = {nothing, nothing, nothing, 0, 0, 0};
    if (len < HEADER_BYTES + ROOT_BYTES || memcmp(bytes, "FUNDLEX1", 8) != 0)
        return lexicon;
    lexicon.n_edges = u32_at(bytes + 8);
    lexicon.n_words = u32_at(bytes + 12);
    lexicon.fingerprint = u64_at(bytes + 16);
    lexicon.root = bytes + HEADER_BYTES;
    lexicon.edges = lexicon.root + ROOT_BYTES;
    lexicon.records = lexicon.edges + (size_t)lexicon.n_edges * EDGE_BYTES;
    return lexicon;
}

struct lexicon lexicon_german(void)
{
    return lexicon_from_bytes(german_lexicon, (size_t)(german_lexicon_end - german_lexicon));
}

/* The edge of `node` with this letter; 0 when there is none. */
static uint32_t find_edge(const struct lexicon *lexicon, uint32_t node, unsigned char letter)
{
    if (node == 0)
        return u32_at(lexicon->root + (size_t)letter * 4);
    for (uint32_t edge = node;; edge++) {
        uint32_t bits = u32_at(lexicon->edges + (size_t)edge * EDGE_BYTES);
        if ((bits & 0xFF) == letter)
            return edge;
        if (bits & 0x100)
            return 0;
    }
}

/* A word that ends where nothing goes on leads to this node, which there is not. */
static const uint32_t DEAD_END = UINT32_MAX;

bool lexicon_step(const struct lexicon *lexicon, struct lexicon_walk *walk, unsigned char letter,
                  bool *is_word)
{
    *is_word = false;
    uint32_t edge = walk->node == DEAD_END ? 0 : find_edge(lexicon, walk->node, letter);
    if (edge == 0)
        return false;
    const unsigned char *at = lexicon->edges + (size_t)edge * EDGE_BYTES;
    uint32_t bits = u32_at(at);
    *is_word = (bits & 0x200) != 0;
    walk->node = bits >> 10 ? bits >> 10 : DEAD_END;
    walk->rank += u32_at(at + 4) + *is_word;
    return true;
}

struct lexicon_word lexicon_word(const struct lexicon *lexicon, uint32_t i)
{
    const unsigned char *at = lexicon->records + (size_t)i * RECORD_BYTES;
    return (struct lexicon_word){at[0], at[1], at[2], at[3]};
}

bool lexicon_find(const struct lexicon *lexicon, const char *word, size_t len,
                  struct lexicon_word *found)
{
    struct lexicon_walk walk = {0};
    bool is_word = false;
    for (size_t i = 0; i < len; i++)
        if (!lexicon_step(lexicon, &walk, (unsigned char)word[i], &is_word))
            return false;
    if (is_word)
        *found = lexicon_word(lexicon, walk.rank - 1);
    return is_word;
}

/* What a word can have instead of the letters that it drops in front of another. */
static const char *const APPENDED[] = {"", "e", "en", "n", "a", "um", "us", "o"};

size_t lexicon_strip(struct lexicon_word word)
{
    return word.link & 7;
}

const char *lexicon_append(struct lexicon_word word)
{
    return APPENDED[word.link >> 3 & 7];
}

uint8_t lexicon_link(size_t strip, const char *append)
{
    unsigned i = 0;
    while (i < 7 && strcmp(APPENDED[i], append) != 0)
        i++;
    return (uint8_t)(strip | i << 3);
}
