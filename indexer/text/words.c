/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/words.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "indexer/text/gender.h"
#include "indexer/text/number.h"

struct words {
    UBreakIterator *breaks;
    UText *utext;
    const char *text;
    size_t len;
    int32_t segment; /* where ICU's current segment begins */
    uint32_t next;   /* what is left of the current word, [next, end) */
    uint32_t end;
};

fund_status words_new(struct words **words, fund_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    *words = calloc(1, sizeof **words);
    if (!*words)
        return fail_no_memory(err);
    (*words)->breaks = ubrk_open(UBRK_WORD, "de", NULL, 0, &status);
    if (U_SUCCESS(status))
        return FUND_OK;
    words_free(*words);
    *words = NULL;
    return fail(err, FUND_INTERNAL, "ICU has no word breaks: %s", u_errorName(status));
}

void words_free(struct words *words)
{
    if (!words)
        return;
    if (words->breaks)
        ubrk_close(words->breaks);
    utext_close(words->utext);
    free(words);
}

fund_status words_set_text(struct words *words, const char *text, size_t len, fund_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    words->utext = utext_openUTF8(words->utext, text, (int64_t)len, &status);
    ubrk_setUText(words->breaks, words->utext, &status);
    if (U_FAILURE(status))
        return fail(err, FUND_INTERNAL, "ICU cannot read the text: %s", u_errorName(status));
    words->text = text;
    words->len = len;
    words->segment = ubrk_first(words->breaks);
    words->next = words->end = 0;
    return FUND_OK;
}

/* Goes on to the next segment that is a word and not blanks or punctuation. */
static bool next_segment(struct words *words)
{
    for (;;) {
        int32_t end = ubrk_next(words->breaks);
        if (end == UBRK_DONE)
            return false;
        words->next = (uint32_t)words->segment;
        words->end = (uint32_t)end;
        words->segment = end;
        if (ubrk_getRuleStatus(words->breaks) >= UBRK_WORD_NUMBER)
            return true;
    }
}

/*
 * The length of what divides words at `c`, 0 for the rest: also @ and the middle dot, which ICU
 * takes for letters, and the narrow no-break space, which it takes into numbers.
 */
static uint32_t divider_len(const char *c)
{
    if (strchr("._:@", *c))
        return 1;
    if (strncmp(c, "\u00B7", 2) == 0)
        return 2;
    return strncmp(c, "\u202F", 3) == 0 ? 3 : 0;
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
        while (words->next < words->end && divider_len(words->text + words->next) > 0)
            words->next += divider_len(words->text + words->next);
        if (words->next < words->end)
            return true;
        if (!next_segment(words))
            return false;
    }
}

/* The end of the word that begins with the piece [start, end): it may reach beyond ICU's word. */
static uint32_t whole_end(const struct words *words, uint32_t start, uint32_t end)
{
    uint32_t whole = gender_form_end(words->text, words->len, start, end);
    return whole > end ? whole : grouped_number_end(words->text, words->len, start, end);
}

/* Goes on behind `end`, over the segments that the word has taken in. */
static void skip_to(struct words *words, uint32_t end)
{
    while (words->end < end && next_segment(words))
        continue;
    if (words->next < end)
        words->next = end;
}

bool words_next(struct words *words, uint32_t *start, uint32_t *end)
{
    if (!next_piece(words))
        return false;
    *start = words->next;
    *end = is_dotted_acronym(words->text, *start, words->end)
               ? words->end
               : piece_end(words->text, *start, words->end);
    *end = whole_end(words, *start, *end);
    skip_to(words, *end);
    return true;
}
