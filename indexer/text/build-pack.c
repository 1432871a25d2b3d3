/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sorted words in, the bytes of a lexicon file out.
 *
 * Words with a beginning in common are a node, whose edges are made after those of the nodes behind
 * it; a node with the same edges as one before is that one. So endings are shared as well, and the
 * automaton is the smallest there is.
 */
#include "indexer/text/build-pack.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/hash.h"

static const char MAGIC[8] = {'F', 'U', 'N', 'D', 'L', 'E', 'X', '1'};

enum { NODE_EDGES = 256, REGISTER_SLOTS = 1 << 22 };

struct edge {
    uint32_t bits;
    uint32_t before;
};

struct packer {
    const struct packed_word *words;
    struct edge *edges;
    size_t n_edges;
    size_t capacity;
    uint32_t *nodes; /* REGISTER_SLOTS first edges of nodes, by the hash of their edges */
};

static void *must(void *memory)
{
    if (memory)
        return memory;
    fputs("build-lexicon: out of memory\n", stderr);
    exit(2);
}

static uint32_t append_node(struct packer *packer, const struct edge *edges, size_t n)
{
    if (packer->n_edges + n > packer->capacity) {
        packer->capacity = packer->capacity * 2 + NODE_EDGES;
        packer->edges = must(realloc(packer->edges, packer->capacity * sizeof *packer->edges));
    }
    uint32_t first = (uint32_t)packer->n_edges;
    memcpy(packer->edges + first, edges, n * sizeof *edges);
    packer->n_edges += n;
    return first;
}

/* The node with these edges: one there is, or a new one. */
static uint32_t node_of(struct packer *packer, const struct edge *edges, size_t n)
{
    size_t size = n * sizeof *edges;
    size_t i = hash_bytes((const char *)edges, size) & (REGISTER_SLOTS - 1);
    for (; packer->nodes[i]; i = (i + 1) & (REGISTER_SLOTS - 1)) {
        uint32_t node = packer->nodes[i];
        if (node + n <= packer->n_edges && memcmp(packer->edges + node, edges, size) == 0)
            return node;
    }
    packer->nodes[i] = append_node(packer, edges, n);
    return packer->nodes[i];
}

static size_t same_letter(const struct packer *packer, size_t from, size_t to, size_t depth)
{
    size_t end = from + 1;
    while (end < to && packer->words[end].word[depth] == packer->words[from].word[depth])
        end++;
    return end;
}

static uint32_t pack_words(struct packer *packer, size_t from, size_t to, size_t depth);

/* The edge for words [from, end), which have the letter at `depth` in common. */
static struct edge make_edge(struct packer *packer, size_t from, size_t end, size_t depth)
{
    bool is_word = packer->words[from].word[depth + 1] == '\0';
    uint32_t target = from + is_word < end ? pack_words(packer, from + is_word, end, depth + 1) : 0;
    uint32_t letter = (unsigned char)packer->words[from].word[depth];
    return (struct edge){letter | (uint32_t)is_word << 9 | target << 10, 0};
}

/* The node of words [from, to), which have `depth` letters in common. */
static uint32_t pack_words(struct packer *packer, size_t from, size_t to, size_t depth)
{
    struct edge edges[NODE_EDGES];
    size_t n = 0;
    for (size_t i = from, end; i < to; i = end) {
        end = same_letter(packer, i, to, depth);
        edges[n] = make_edge(packer, i, end, depth);
        edges[n++].before = (uint32_t)(i - from);
    }
    edges[n - 1].bits |= 0x100;
    return node_of(packer, edges, n);
}

static void put_u32(unsigned char *out, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        out[i] = (unsigned char)(value >> 8 * i);
}

static void put_root(struct packer *packer, size_t n_words, unsigned char *out)
{
    for (size_t i = 0, end; i < n_words; i = end) {
        end = same_letter(packer, i, n_words, 0);
        struct edge edge = make_edge(packer, i, end, 0);
        edge.bits |= 0x100;
        edge.before = (uint32_t)i;
        put_u32(out + (size_t)(edge.bits & 0xFF) * 4, append_node(packer, &edge, 1));
    }
}

static unsigned char *put_all(const struct packer *packer, size_t n_words,
                              const unsigned char *root, size_t *len)
{
    *len = 24 + 1024 + packer->n_edges * 8 + n_words * 4;
    unsigned char *bytes = must(malloc(*len));
    memcpy(bytes, MAGIC, sizeof MAGIC);
    put_u32(bytes + 8, (uint32_t)packer->n_edges);
    put_u32(bytes + 12, (uint32_t)n_words);
    memcpy(bytes + 24, root, 1024);
    unsigned char *out = bytes + 24 + 1024;
    for (size_t i = 0; i < packer->n_edges; i++, out += 8) {
        put_u32(out, packer->edges[i].bits);
        put_u32(out + 4, packer->edges[i].before);
    }
    for (size_t i = 0; i < n_words; i++, out += 4) {
        struct lexicon_word record = packer->words[i].record;
        out[0] = record.front;
        out[1] = record.end;
        out[2] = record.flags;
        out[3] = record.link;
    }
    uint64_t hash = hash_bytes((const char *)bytes + 24, *len - 24);
    put_u32(bytes + 16, (uint32_t)hash);
    put_u32(bytes + 20, (uint32_t)(hash >> 32));
    return bytes;
}

unsigned char *pack_lexicon(const struct packed_word *words, size_t n, size_t *len)
{
    unsigned char root[1024] = {0};
    struct edge unused = {0x100, 0};
    struct packer packer = {.words = words,
                            .nodes = must(calloc(REGISTER_SLOTS, sizeof(uint32_t)))};
    append_node(&packer, &unused, 1);
    put_root(&packer, n, root);
    unsigned char *bytes = put_all(&packer, n, root, len);
    free(packer.edges);
    free(packer.nodes);
    return bytes;
}
