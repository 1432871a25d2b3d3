/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every byte that is stored or printed has passed utf8_is_valid(), so it is written to be cheap:
 * eight bytes of ASCII are one step, and only the rest is looked at character by character.
 */
#include "indexer/utf8.h"

#include <stdint.h>
#include <string.h>

static bool is_continuation(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Length of the non-ASCII character at `s`, or 0. The table of Unicode 15, section 3.9. */
static size_t character_len(const unsigned char *s, size_t len)
{
    unsigned char lead = s[0];
    size_t want = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0xC2 || lead > 0xF4 || len < want)
        return 0;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < want; i++)
        if (!is_continuation(s[i]))
            return 0;
    return want;
}

static size_t ascii_len(const char *text, size_t len)
{
    size_t i = 0;
    for (uint64_t eight; i + 8 <= len; i += 8) {
        memcpy(&eight, text + i, 8);
        if (eight & 0x8080808080808080u)
            break;
    }
    while (i < len && (unsigned char)text[i] < 0x80)
        i++;
    return i;
}

bool utf8_is_valid(const char *text, size_t len, size_t *bad_offset)
{
    size_t i = ascii_len(text, len);
    while (i < len) {
        size_t n = character_len((const unsigned char *)text + i, len - i);
        if (n == 0) {
            if (bad_offset)
                *bad_offset = i;
            return false;
        }
        i += n;
        i += ascii_len(text + i, len - i);
    }
    return true;
}

size_t utf8_space_len(const char *text, size_t len)
{
    const unsigned char *s = (const unsigned char *)text;
    if (len == 0)
        return 0;
    if (s[0] < 0x80)
        return s[0] == ' ' || (s[0] >= '\t' && s[0] <= '\r');
    if (s[0] == 0xC2 && len >= 2)
        return s[1] == 0x85 || s[1] == 0xA0 ? 2 : 0; /* next line, no-break space */
    if (len < 3 || s[0] < 0xE1 || s[0] > 0xE3)
        return 0;
    unsigned c = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    bool is_space = c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
                    c == 0x202F || c == 0x205F || c == 0x3000;
    return is_space ? 3 : 0;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool utf8_equal_ascii_case(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (lower(a[i]) != lower(b[i]))
            return false;
    return true;
}

size_t utf8_cut(const char *text, size_t len, size_t max)
{
    if (len <= max)
        return len;
    while (max > 0 && is_continuation((unsigned char)text[max]))
        max--;
    return max;
}

void utf8_show(char *shown, size_t size, const char *name)
{
    const char ellipsis[] = "…";
    size_t len = strlen(name), bad;
    if (len < size) {
        memcpy(shown, name, len + 1);
    } else {
        const char *tail = name + len - (size - sizeof ellipsis);
        while (is_continuation((unsigned char)*tail))
            tail++;
        memcpy(shown, ellipsis, sizeof ellipsis - 1);
        memcpy(shown + sizeof ellipsis - 1, tail, strlen(tail) + 1);
    }
    while (!utf8_is_valid(shown, strlen(shown), &bad))
        shown[bad] = '?';
}

size_t utf8_control_len(const char *c)
{
    const unsigned char *b = (const unsigned char *)c;
    if ((b[0] > 0 && b[0] < 0x20) || b[0] == 0x7F)
        return 1;
    if (b[0] == 0xC2 && b[1] >= 0x80 && b[1] < 0xA0)
        return 2;
    if (b[0] != 0xE2)
        return 0;
    bool is_embedding = b[1] == 0x80 && b[2] >= 0xAA && b[2] <= 0xAE;
    bool is_isolate = b[1] == 0x81 && b[2] >= 0xA6 && b[2] <= 0xA9;
    return is_embedding || is_isolate ? 3 : 0;
}
