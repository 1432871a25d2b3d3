/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers and terms as bytes, the ways in which Xapian's glass tables hold them. Each pack function
 * writes to `out` and returns where it stopped; the sizes say how much room it may need.
 *
 *     number    seven bits a byte, low bits first, high bit set on all but the last
 *     docid     in keys, sorting as the numbers do: two bytes below 0x8000, then 3, 4, 5
 *     term      in keys: a zero byte is followed by 0xff; a zero ends a term that more follows
 */
#ifndef INDEXER_GLASS_PACK_H
#define INDEXER_GLASS_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { NUMBER_SIZE = 10, DOCID_SIZE = 5, KEY_MAX = 255 };

static inline unsigned char *pack_number(unsigned char *out, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        *out++ = (unsigned char)(number | 0x80);
    *out++ = (unsigned char)number;
    return out;
}

/* Reads what pack_number() wrote and steps behind it. */
static inline uint64_t unpack_number(const unsigned char **in)
{
    const unsigned char *p = *in;
    uint64_t number = *p & 0x7F;
    for (unsigned shift = 7; *p++ >= 0x80; shift += 7)
        number |= (uint64_t)(*p & 0x7F) << shift;
    *in = p;
    return number;
}

static inline unsigned char *pack_docid(unsigned char *out, uint32_t docid)
{
    if (docid >= 0x20000000)
        *out++ = 0xE0;
    if (docid >= 0x400000)
        *out++ = (unsigned char)(docid >> 24 | (docid < 0x20000000 ? 0xC0 : 0));
    if (docid >= 0x8000)
        *out++ = (unsigned char)(docid >> 16 | (docid < 0x400000 ? 0x80 : 0));
    *out++ = (unsigned char)(docid >> 8);
    *out++ = (unsigned char)docid;
    return out;
}

static inline unsigned char *pack_term(unsigned char *out, const unsigned char *term, size_t len)
{
    for (;;) {
        const unsigned char *zero = memchr(term, 0, len);
        size_t n = zero ? (size_t)(zero - term) + 1 : len;
        memcpy(out, term, n);
        out += n;
        if (!zero)
            return out;
        *out++ = 0xFF;
        term += n;
        len -= n;
    }
}

/* Numbers in the blocks of a table, high byte first. */
static inline void write_u16(unsigned char *out, uint32_t number)
{
    out[0] = (unsigned char)(number >> 8);
    out[1] = (unsigned char)number;
}

static inline void write_u32(unsigned char *out, uint32_t number)
{
    write_u16(out, number >> 16);
    write_u16(out + 2, number);
}

#endif
