/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A plain text begins with its headline, or it begins at once. So the first line is the title
 * and goes out of the body, unless something would be torn apart or lost by that:
 *
 *   - a long line is the first paragraph: its first sentence is the title, the body keeps all;
 *   - a line that goes on in lower case on the next was wrapped: as above, for the paragraph;
 *   - a text of one line is title and body, for there is to be a passage to show.
 */
#include "indexer/source/title.h"

#include <string.h>

#include "indexer/utf8.h"

enum {
    TITLE_MAX = 200,       /* characters; headlines with kicker and subtitle stay below */
    SENTENCE_MIN = 40,     /* "Kiew." opens a text, but says nothing about it */
    LOOK_AT_MOST = 8 << 10 /* bytes of a first line; more cannot matter */
};

/* Offset of character number `n`, or `len` when there are not as many. */
static size_t character_offset(const char *text, size_t len, size_t n)
{
    size_t i = 0;
    while (i < len && n > 0) {
        i++;
        while (i < len && ((unsigned char)text[i] & 0xC0) == 0x80)
            i++;
        n--;
    }
    return i;
}

static size_t closing_quote_len(const char *text)
{
    static const char *const quotes[] = {"\"", "“", "”", "«", "»", "‹", "›", "’", "‘", "'", ")"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (strncmp(text, quotes[i], strlen(quotes[i])) == 0)
            return strlen(quotes[i]);
    return 0;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* "21." and "Dr." end no sentence; what is shorter than four letters is not worth the doubt. */
static bool is_abbreviation(const char *text, size_t point)
{
    static const char *const known[] = {"Prof", "Dipl", "evtl", "inkl", "bzgl"};
    size_t start = point;
    while (start > 0 && is_letter(text[start - 1]))
        start--;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (point - start == strlen(known[i]) && memcmp(text + start, known[i], point - start) == 0)
            return true;
    return point - start < 4;
}

/* The end of the first sentence within [min, max], with its quotation mark, or 0. */
static size_t sentence_end(const char *text, size_t min, size_t max)
{
    for (size_t i = min; i < max; i++) {
        if (!text[i] || !strchr(".!?", text[i]) || (text[i] == '.' && is_abbreviation(text, i)))
            continue;
        size_t end = i + 1;
        for (size_t n; (n = closing_quote_len(text + end)) > 0;)
            end += n;
        bool goes_on = text[end] == ' ' && text[end + 1] >= 'a' && text[end + 1] <= 'z';
        if (end <= max && !goes_on && (text[end] == ' ' || text[end] == '\0'))
            return end;
    }
    return 0;
}

/* The end of the last whole word before `max`, without the comma behind it. */
static size_t word_end(const char *text, size_t max)
{
    size_t end = max;
    while (end > 0 && text[end] != ' ')
        end--;
    while (end > 0 && strchr(" ,;:-", text[end - 1]))
        end--;
    return end > 0 ? end : max;
}

static struct piece shorten(struct piece line, struct arena *arena)
{
    size_t max = character_offset(line.text, line.len, TITLE_MAX);
    size_t min = character_offset(line.text, line.len, SENTENCE_MIN);
    size_t end = sentence_end(line.text, min, max);
    if (end > 0)
        return (struct piece){line.text, end};
    max = character_offset(line.text, line.len, TITLE_MAX - 2);
    end = word_end(line.text, max);
    const char *ellipsis = end < max || line.text[end] == ' ' ? " …" : "…";
    size_t ellipsis_len = strlen(ellipsis);
    char *title = arena_alloc(arena, end + ellipsis_len + 1);
    if (!title)
        return (struct piece){NULL, 0};
    memcpy(title, line.text, end);
    memcpy(title + end, ellipsis, ellipsis_len + 1);
    return (struct piece){title, end + ellipsis_len};
}

/* a to z, ä, ö, ü, ß and their like */
static bool begins_in_lower_case(const char *text, size_t len)
{
    if (len > 1 && (unsigned char)text[0] == 0xC3)
        return (unsigned char)text[1] >= 0x9F;
    return len > 0 && text[0] >= 'a' && text[0] <= 'z';
}

static size_t line_len(const char *text, size_t len)
{
    const char *feed = memchr(text, '\n', len);
    return feed ? (size_t)(feed - text) : len;
}

fund_status title_find(struct piece text, struct arena *arena, struct piece *title,
                       struct piece *body, fund_error *err)
{
    struct piece line = {text.text, line_len(text.text, text.len)};
    struct piece rest = {text.text + line.len, text.len - line.len};
    bool is_wrapped = rest.len > 0 && begins_in_lower_case(rest.text + 1, rest.len - 1);
    if (is_wrapped) {
        const char *blank_line = memmem(text.text, text.len, "\n\n", 2);
        line.len = blank_line ? (size_t)(blank_line - text.text) : text.len;
    }
    line.len = utf8_cut(line.text, line.len, LOOK_AT_MOST);
    struct piece folded = piece_fold(line, arena);
    if (!folded.text)
        return fail_no_memory(err);
    bool is_long = character_offset(folded.text, folded.len, TITLE_MAX) < folded.len;
    *title = is_long ? shorten(folded, arena) : folded;
    if (!title->text)
        return fail_no_memory(err);
    *body = is_long || is_wrapped || rest.len == 0 ? text : rest;
    return FUND_OK;
}
