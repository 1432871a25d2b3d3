/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/words.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/text/gender.h"
#include "indexer/text/number.h"
#include "indexer/text/segments.h"

struct words {
    struct segments *segments;
    const char *text;
    size_t len;
    uint32_t next; /* what is left of the current segment, [next, end) */
    uint32_t end;
    bool is_plain; /* nothing divides the segment */
};

fund_status words_new(struct words **words, fund_error *err)
{
    *words = calloc(1, sizeof **words);
    if (!*words)
        return fail_no_memory(err);
    fund_status status = segments_new(&(*words)->segments, err);
    if (status == FUND_OK)
        return FUND_OK;
    words_free(*words);
    *words = NULL;
    return status;
}

void words_free(struct words *words)
{
    if (!words)
        return;
    segments_free(words->segments);
    free(words);
}

void words_use_icu_alone(struct words *words)
{
    segments_use_icu_alone(words->segments);
}

void words_set_text(struct words *words, const char *text, size_t len)
{
    segments_set_text(words->segments, text, len);
    words->text = text;
    words->len = len;
    words->next = words->end = 0;
}

fund_status words_status(const struct words *words, fund_error *err)
{
    return segments_status(words->segments, err);
}

static bool next_segment(struct words *words)
{
    struct segment segment;
    if (!segments_next(words->segments, &segment))
        return false;
    words->next = segment.start;
    words->end = segment.end;
    words->is_plain = segment.is_plain;
    return true;
}

/*
 * The length of what divides words at `c`, 0 for the rest: also @ and the middle dot, which ICU
 * takes for letters, and the narrow no-break space, which it takes into numbers.
 */
static uint32_t divider_len(const char *c)
{
    switch (*c) {
    case '.':
    case '_':
    case ':':
    case '@':
        return 1;
    case '\xC2':
        return strncmp(c, "\u00B7", 2) == 0 ? 2 : 0;
    case '\xE2':
        return strncmp(c, "\u202F", 3) == 0 ? 3 : 0;
    default:
        return 0;
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The end of the piece that begins at `start`: the next divider that is not inside a number. */
static uint32_t piece_end(const char *text, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++) {
        bool is_in_number =
            i > start && is_digit(text[i - 1]) && i + 1 < end && is_digit(text[i + 1]);
        if (divider_len(text + i) > 0 && !is_in_number)
            return i;
    }
    return end;
}

/* U.S.A and z.B: letters of one byte, each but the last with a full stop behind it. */
static bool is_dotted_acronym(const char *text, uint32_t start, uint32_t end)
{
    if ((end - start) % 2 == 0)
        return false;
    for (uint32_t i = start + 1; i < end; i += 2)
        if (text[i] != '.')
            return false;
    return true;
}

/* Goes on to where the next piece begins. */
static bool next_piece(struct words *words)
{
    for (;;) {
        uint32_t len;
        while (words->next < words->end && (len = divider_len(words->text + words->next)) > 0)
            words->next += len;
        if (words->next < words->end)
            return true;
        if (!next_segment(words))
            return false;
    }
}

/* The signs in gender forms, or the first byte of one. */
static bool may_join_gender(char c)
{
    return c == ':' || c == '*' || c == '_' || c == '/' || c == '(' || c == '\xC2';
}

/* The end of the word that begins with the piece [start, end): it may reach beyond ICU's word. */
static uint32_t whole_end(const struct words *words, uint32_t start, uint32_t end)
{
    uint32_t whole = end;
    if (end < words->len && may_join_gender(words->text[end]))
        whole = gender_form_end(words->text, words->len, start, end);
    if (whole == end && is_digit(words->text[start]))
        whole = grouped_number_end(words->text, words->len, start, end);
    return whole;
}

/* Goes on behind `end`, over the segments that the word has taken in. */
static void skip_to(struct words *words, uint32_t end)
{
    while (words->end < end && next_segment(words))
        continue;
    if (words->next < end)
        words->next = end;
}

/* The end of the piece that begins at `start`. */
static uint32_t find_piece_end(const struct words *words, uint32_t start)
{
    return words->is_plain || is_dotted_acronym(words->text, start, words->end)
               ? words->end
               : piece_end(words->text, start, words->end);
}

bool words_next(struct words *words, uint32_t *start, uint32_t *end)
{
    if (!next_piece(words))
        return false;
    *start = words->next;
    *end = whole_end(words, *start, find_piece_end(words, *start));
    skip_to(words, *end);
    return true;
}
