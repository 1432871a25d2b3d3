/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/token.h"

#include <stdlib.h>
#include <string.h>

/* What a character is to the tokens around it. */
enum kind { KIND_MARK, KIND_BLANK, KIND_FEED, KIND_LETTER, KIND_DIGIT, KIND_JOINER };

struct reader {
    const unsigned char *text;
    uint32_t len;
    uint32_t at;
};

struct character {
    enum kind kind;
    uint32_t len;
};

/* ---- Characters ------------------------------------------------------------------------------ */

static uint32_t sequence_len(unsigned char lead)
{
    return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* U+2000 to U+206F: blanks, dashes, quotation marks, and the hyphens U+2010 and U+2011. */
static enum kind kind_of_general_punctuation(unsigned char second, unsigned char third)
{
    if (second == 0x81)
        return third == 0x9F || third >= 0xA0 ? KIND_BLANK : KIND_MARK;
    if (third == 0xA8 || third == 0xA9)
        return KIND_FEED;
    if (third <= 0x8F || third >= 0xAA)
        return third >= 0xB0 ? KIND_MARK : KIND_BLANK;
    return third == 0x90 || third == 0x91 || third == 0x99 ? KIND_JOINER : KIND_MARK;
}

/* U+0080 to U+00BF: of these ª, µ, º and the soft hyphen belong to words. */
static enum kind kind_of_latin_sign(unsigned char second)
{
    if (second <= 0xA0)
        return KIND_BLANK;
    return second == 0xAA || second == 0xB5 || second == 0xBA || second == 0xAD ? KIND_LETTER
                                                                                : KIND_MARK;
}

/* Letters are all characters that are not known to be something else. */
static enum kind kind_of_long(const unsigned char *c)
{
    switch (c[0]) {
    case 0xC2:
        return kind_of_latin_sign(c[1]);
    case 0xC3:
        return c[1] == 0x97 || c[1] == 0xB7 ? KIND_MARK : KIND_LETTER;
    case 0xE2:
        if (c[1] == 0x80 || c[1] == 0x81)
            return kind_of_general_punctuation(c[1], c[2]);
        return c[1] < 0xB0 ? KIND_MARK : KIND_LETTER;
    case 0xE3:
        if (c[1] == 0x80)
            return c[2] == 0x80 ? KIND_BLANK : KIND_MARK;
        return KIND_LETTER;
    case 0xEF:
        if (c[1] == 0xBB && c[2] == 0xBF)
            return KIND_BLANK;
        return c[1] == 0xBC || c[1] == 0xBD || c[1] == 0xBF ? KIND_MARK : KIND_LETTER;
    case 0xF0:
        return c[1] == 0x9F ? KIND_MARK : KIND_LETTER;
    default:
        return KIND_LETTER;
    }
}

static enum kind kind_of_ascii(unsigned char c)
{
    if (c == ' ')
        return KIND_BLANK;
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        return KIND_LETTER;
    if (c >= '0' && c <= '9')
        return KIND_DIGIT;
    if (c == '\n' || c == '\r' || c == '\f')
        return KIND_FEED;
    if (c <= ' ' || c == 0x7F)
        return KIND_BLANK;
    return c == '-' || c == '\'' || c == '.' || c == ',' || c == ':' || c == '&' || c == '_'
               ? KIND_JOINER
               : KIND_MARK;
}

static struct character character_at(const struct reader *reader, uint32_t at)
{
    if (at >= reader->len)
        return (struct character){KIND_FEED, 0};
    const unsigned char *c = reader->text + at;
    if (*c < 0x80)
        return (struct character){kind_of_ascii(*c), 1};
    uint32_t len = sequence_len(*c);
    if (len > reader->len - at)
        return (struct character){KIND_MARK, reader->len - at};
    return (struct character){kind_of_long(c), len};
}

static bool is_small(const unsigned char *c)
{
    return (*c >= 'a' && *c <= 'z') || (c[0] == 0xC3 && c[1] >= 0x9F);
}

/* ---- Words ----------------------------------------------------------------------------------- */

static bool is_word_kind(enum kind kind)
{
    return kind == KIND_LETTER || kind == KIND_DIGIT;
}

/* Written with a full stop and followed by a name or a number; in the order of strcmp(). */
static const char *const abbreviations[] = {
    "Abs",  "Art", "Bd",  "Co",  "Dipl", "Dr",   "Fr",  "Gebr", "Hl",   "Hr",  "Hrsg", "Inc",
    "Ing",  "Jh",  "Jr",  "Lt",  "Mag",  "Mio",  "Mr",  "Mrd",  "Mrs",  "Ms",  "Nr",   "Pfr",
    "Prof", "Sr",  "St",  "Std", "Str",  "Tel",  "bzw", "ca",   "ehem", "etc", "geb",  "ggf",
    "inkl", "jr",  "max", "med", "min",  "phil", "sog", "usw",  "vgl",  "vs",
};

static int compare_abbreviations(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

static bool is_abbreviation(const unsigned char *word, size_t len)
{
    char key[8];
    if (len < 2 || len >= sizeof key)
        return false;
    memcpy(key, word, len);
    key[len] = '\0';
    return bsearch(key, abbreviations, sizeof abbreviations / sizeof *abbreviations,
                   sizeof *abbreviations, compare_abbreviations) != NULL;
}

/* The part of the word at [start, end) behind its last full stop has one letter: z.B, U.S, J */
static bool ends_in_one_letter(const struct reader *reader, uint32_t start, uint32_t end)
{
    uint32_t letter = start;
    for (uint32_t i = start; i < end; i++)
        if (reader->text[i] == '.' || reader->text[i] == '-')
            letter = i + 1;
    struct character c = character_at(reader, letter);
    return letter < end && c.kind == KIND_LETTER && letter + c.len == end;
}

/* Does the full stop at the end of the word [start, end) belong to it? */
static bool keeps_stop(const struct reader *reader, uint32_t start, uint32_t end)
{
    struct character next = character_at(reader, end + 1);
    bool is_number = true;
    for (uint32_t i = start; i < end; i++)
        is_number = is_number && reader->text[i] >= '0' && reader->text[i] <= '9';
    if (is_number)
        return end - start <= 2 && next.kind == KIND_BLANK &&
               character_at(reader, end + 1 + next.len).kind == KIND_LETTER;
    return ends_in_one_letter(reader, start, end) ||
           is_abbreviation(reader->text + start, end - start);
}

/* Does the joiner at `at` hold together what is before and behind it? "Jong-un", "1.500" */
static bool joins(const struct reader *reader, uint32_t start, uint32_t at, uint32_t len)
{
    unsigned char joiner = reader->text[at];
    struct character next = character_at(reader, at + len);
    bool after_digit = at > start && reader->text[at - 1] >= '0' && reader->text[at - 1] <= '9';
    if (!is_word_kind(next.kind))
        return joiner == '-' && !after_digit &&
               (next.kind == KIND_BLANK || reader->text[at + 1] == ',') && at + 1 < reader->len;
    switch (joiner) {
    case ',':
    case ':':
        return after_digit && next.kind == KIND_DIGIT;
    case '.':
        return (after_digit && next.kind == KIND_DIGIT) || ends_in_one_letter(reader, start, at) ||
               (next.kind == KIND_LETTER && is_small(reader->text + at + 1));
    default:
        return true;
    }
}

/* Most are: this only saves time. */
static bool is_plain_letter(unsigned char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

static uint32_t word_end(const struct reader *reader)
{
    uint32_t end = reader->at;
    for (;;) {
        while (end < reader->len && is_plain_letter(reader->text[end]))
            end++;
        struct character c = character_at(reader, end);
        if (c.len == 0)
            return end;
        if (!is_word_kind(c.kind) &&
            (c.kind != KIND_JOINER || !joins(reader, reader->at, end, c.len)))
            return end < reader->len && reader->text[end] == '.' &&
                           keeps_stop(reader, reader->at, end)
                       ? end + 1
                       : end;
        end += c.len;
    }
}

/* A mark, or a row of full stops. */
static uint32_t mark_end(const struct reader *reader, struct character c)
{
    uint32_t end = reader->at + c.len;
    if (reader->text[reader->at] == '.')
        while (end < reader->len && reader->text[end] == '.')
            end++;
    return end;
}

/* ---- Sentences ------------------------------------------------------------------------------- */

static bool is_closing(const struct reader *reader, struct token token)
{
    const unsigned char *c = reader->text + token.start;
    uint32_t len = token.end - token.start;
    if (len == 1)
        return *c == '"' || *c == '\'' || *c == ')' || *c == ']';
    return (len == 2 && c[0] == 0xC2 && (c[1] == 0xAB || c[1] == 0xBB)) ||
           (len == 3 && c[0] == 0xE2 && c[1] == 0x80 && c[2] >= 0x98 && c[2] <= 0x9F);
}

static bool is_end_mark(const struct reader *reader, struct token token)
{
    unsigned char c = reader->text[token.start];
    return c == '.' || c == '!' || c == '?';
}

/* Is the sentence over before the next token, at reader->at? */
static bool is_over(const struct reader *reader, const struct token_list *list, bool is_new_line)
{
    size_t last = list->n;
    if (last == 0)
        return true;
    if (is_small(reader->text + reader->at))
        return false;
    if (is_new_line)
        return true;
    while (last > 1 && is_closing(reader, list->all[last - 1]))
        last--;
    struct character next = character_at(reader, reader->at);
    return is_end_mark(reader, list->all[last - 1]) && (is_word_kind(next.kind) || last == list->n);
}

static bool reserve(struct token_list *list)
{
    if (list->n < list->capacity)
        return true;
    size_t capacity = list->capacity ? 2 * list->capacity : 1024;
    struct token *all = realloc(list->all, capacity * sizeof *all);
    if (!all)
        return false;
    list->all = all;
    list->capacity = capacity;
    return true;
}

bool token_list_find(struct token_list *list, const char *text, size_t len)
{
    struct reader reader = {(const unsigned char *)text, (uint32_t)len, 0};
    bool is_new_line = true;
    list->n = 0;
    while (reader.at < reader.len) {
        struct character c = character_at(&reader, reader.at);
        uint32_t start = reader.at;
        is_new_line = is_new_line || c.kind == KIND_FEED;
        if (c.kind == KIND_FEED || c.kind == KIND_BLANK) {
            reader.at += c.len;
            continue;
        }
        if (!reserve(list))
            return false;
        bool begins = is_over(&reader, list, is_new_line);
        reader.at = is_word_kind(c.kind) ? word_end(&reader) : mark_end(&reader, c);
        list->all[list->n++] = (struct token){start, reader.at, begins};
        is_new_line = false;
    }
    return true;
}

void token_list_release(struct token_list *list)
{
    free(list->all);
    *list = (struct token_list){0};
}
