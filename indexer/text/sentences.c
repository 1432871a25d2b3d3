/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/sentences.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include "indexer/text/stop.h"

struct sentences {
    UBreakIterator *breaks;
    UText *utext;
    struct sentence *list;
    size_t n;
    size_t capacity;
};

/* Part of a text: bytes [start, end). */
struct span {
    const char *text;
    uint32_t start;
    uint32_t end;
};

/* Written with a full stop that ends no sentence; in the order of strcmp(). */
/* clang-format off */
static const char *const abbreviations[] = {
    "Abb", "Abg", "Abs", "Abt", "Anm", "Apr", "Art", "Aufl", "Aug", "Ausg", "Az", "Bd", "Bgm",
    "Bhf", "Bl", "Bsp", "Chr", "Dez", "Dipl", "Dr", "Ew", "Feb", "Febr", "Fr", "Frl", "Gebr",
    "Gen", "Hbf", "Hg", "Hl", "Hr", "Hrn", "Hrsg", "Inc", "Ing", "Jan", "Jg", "Jh", "Jhd", "Jr",
    "Jul", "Jun", "Kap", "Kfz", "Km", "Lt", "Mag", "Mill", "Min", "Mio", "Mr", "Mrd", "Mrs",
    "MwSt", "Mwst", "Nov", "Nr", "Okt", "Pfr", "Pkt", "Prof", "Red", "Rel", "Sek", "Sept", "Sgt",
    "Skt", "Sr", "St", "Std", "Str", "Tab", "Tel", "Tsd", "Ver", "Vol", "Ziff", "allg", "ausschl",
    "bes", "bspw", "bzgl", "bzw", "ca", "cm", "dgl", "ebd", "ehem", "einschl", "etc", "ev", "evtl",
    "exkl", "ff", "geb", "gegr", "gest", "ggf", "ggfs", "habil", "hl", "inkl", "jr", "jur", "kath",
    "km", "lfd", "lt", "max", "med", "min", "mind", "mtl", "näml", "phil", "rd", "rer", "resp",
    "schwed", "sog", "spez", "st", "stellv", "tgl", "ugs", "urspr", "usf", "usw", "vgl", "vs",
    "zit", "zw", "zzgl", "zzt",
};
/* clang-format on */

static int compare_abbreviations(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

fund_status sentences_new(struct sentences **sentences, fund_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    *sentences = calloc(1, sizeof **sentences);
    if (!*sentences)
        return fail_no_memory(err);
    (*sentences)->breaks = ubrk_open(UBRK_SENTENCE, "de", NULL, 0, &status);
    if (U_SUCCESS(status))
        return FUND_OK;
    sentences_free(*sentences);
    *sentences = NULL;
    return fail(err, FUND_INTERNAL, "ICU has no sentence breaks: %s", u_errorName(status));
}

void sentences_free(struct sentences *sentences)
{
    if (!sentences)
        return;
    if (sentences->breaks)
        ubrk_close(sentences->breaks);
    utext_close(sentences->utext);
    free(sentences->list);
    free(sentences);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct span trim(struct span span)
{
    while (span.start < span.end && is_blank(span.text[span.start]))
        span.start++;
    while (span.end > span.start && is_blank(span.text[span.end - 1]))
        span.end--;
    return span;
}

static bool is_letter_byte(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The run of bytes of one kind that ends at `end`. */
static struct span last_run(struct span span, uint32_t end, bool (*is_kind)(char))
{
    struct span run = {span.text, end, end};
    while (run.start > span.start && is_kind(span.text[run.start - 1]))
        run.start--;
    return run;
}

static bool is_one_letter(struct span word)
{
    uint32_t next = word.start;
    if (word.start == word.end)
        return false;
    U8_FWD_1_UNSAFE(word.text, next);
    return next == word.end;
}

static bool is_abbreviation(struct span word)
{
    char key[16];
    const char *entry = key;
    size_t len = word.end - word.start;
    if (len == 0 || len >= sizeof key)
        return false;
    memcpy(key, word.text + word.start, len);
    key[len] = '\0';
    return bsearch(&entry, abbreviations, sizeof abbreviations / sizeof *abbreviations,
                   sizeof *abbreviations, compare_abbreviations) != NULL;
}

/*
 * True when the text goes on with "Der", "Es", "Aber": words that are written with a capital
 * only where a sentence begins.
 */
static bool begins_with_function_word(struct span rest)
{
    char word[16];
    size_t len = 0;
    uint32_t i = rest.start;
    while (i < rest.end && !is_letter_byte(rest.text[i]) && !is_digit(rest.text[i]))
        i++;
    if (i == rest.end || rest.text[i] < 'A' || rest.text[i] > 'Z')
        return false;
    while (i < rest.end && is_letter_byte(rest.text[i]) && len < sizeof word - 1)
        word[len++] = rest.text[i++];
    word[len] = '\0';
    word[0] = (char)(word[0] - 'A' + 'a');
    return is_stop_word(word);
}

/* 24 in "am 24. Oktober", but not the end of 3:2 or of 3,50. */
static bool is_ordinal(struct span before, struct span digits)
{
    bool is_of_larger =
        digits.start > before.start && strchr(":,.", before.text[digits.start - 1]) != NULL;
    return digits.end - digits.start <= 2 && !is_of_larger;
}

/* A full stop that belongs to its word: is the sentence `before` unfinished? */
static bool ends_in_false_stop(struct span before, struct span rest)
{
    if (before.end - before.start < 2 || before.text[before.end - 1] != '.')
        return false;
    struct span digits = last_run(before, before.end - 1, is_digit);
    struct span word = last_run(before, before.end - 1, is_letter_byte);
    if (digits.end - digits.start > 0)
        return is_ordinal(before, digits) && !begins_with_function_word(rest);
    if (is_one_letter(word))
        return !begins_with_function_word(rest);
    return is_abbreviation(word) && !begins_with_function_word(rest);
}

/* German sentences begin with a capital: „Nein!“ und ging. */
static bool begins_small(struct span rest)
{
    UChar32 c;
    uint32_t i = rest.start;
    U8_NEXT_UNSAFE(rest.text, i, c);
    return u_islower(c);
}

/*
 * Does it end with a comma, or with a word that leads on, such as der or von? No sentence and no
 * heading does. Words that may end one (kam an, nicht) are not in the list.
 */
static bool leads_on(struct span before)
{
    static const char *const words[] = {
        "als", "am",   "beim", "bis",   "das",   "dem",   "den",   "der",   "des",  "die",
        "ein", "eine", "für",  "im",    "ins",   "oder",  "seit",  "und",   "vom",  "von",
        "zum", "zur",  "dass", "einem", "einen", "einer", "eines", "gegen", "ohne", "sowie",
    };
    struct span word = last_run(before, before.end, is_letter_byte);
    size_t len = word.end - word.start;
    if (before.end > before.start && before.text[before.end - 1] == ',')
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && memcmp(words[i], word.text + word.start, len) == 0)
            return true;
    return false;
}

/* One line feed between `before` and `rest`, in the middle of a sentence. */
static bool is_wrapped_line(const char *text, struct span before, struct span rest)
{
    uint32_t n_feeds = 0;
    for (uint32_t i = before.end; i < rest.start; i++)
        n_feeds += text[i] == '\n';
    return n_feeds == 1 && rest.start < rest.end && (begins_small(rest) || leads_on(before));
}

static bool has_line_feed(const char *text, uint32_t start, uint32_t end)
{
    return end > start && memchr(text + start, '\n', end - start) != NULL;
}

static bool is_true_end(struct span before, struct span rest)
{
    if (rest.start == rest.end)
        return true;
    if (has_line_feed(before.text, before.end, rest.start))
        return !is_wrapped_line(before.text, before, rest);
    return !begins_small(rest) && !ends_in_false_stop(before, rest);
}

static bool append(struct sentences *sentences, struct span span)
{
    if (sentences->n == sentences->capacity) {
        size_t capacity = sentences->capacity ? 2 * sentences->capacity : 64;
        struct sentence *list = realloc(sentences->list, capacity * sizeof *list);
        if (!list)
            return false;
        sentences->list = list;
        sentences->capacity = capacity;
    }
    sentences->list[sentences->n++] = (struct sentence){span.start, span.end};
    return true;
}

fund_status sentences_find(struct sentences *sentences, const char *text, size_t len,
                           const struct sentence **list, size_t *n, fund_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    *list = NULL;
    *n = sentences->n = 0;
    sentences->utext = utext_openUTF8(sentences->utext, text, (int64_t)len, &status);
    ubrk_setUText(sentences->breaks, sentences->utext, &status);
    if (U_FAILURE(status))
        return fail(err, FUND_INTERNAL, "ICU cannot read the text: %s", u_errorName(status));
    uint32_t start = 0;
    ubrk_first(sentences->breaks);
    for (int32_t end; (end = ubrk_next(sentences->breaks)) != UBRK_DONE;) {
        struct span before = trim((struct span){text, start, (uint32_t)end});
        struct span rest = trim((struct span){text, (uint32_t)end, (uint32_t)len});
        if (!is_true_end(before, rest))
            continue;
        if (before.start < before.end && !append(sentences, before))
            return fail_no_memory(err);
        start = (uint32_t)end;
    }
    *list = sentences->list;
    *n = sentences->n;
    return FUND_OK;
}
