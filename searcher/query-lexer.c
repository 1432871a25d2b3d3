/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query-lexer.h"

#include <string.h>

#include "indexer/utf8.h"
#include "searcher/query-field.h"
#include "searcher/query-range.h"
#include "searcher/query-word.h"

enum { MAX_FIELD_NAME = 8, MAX_BRACKETED = 64 };

void lexer_init(struct lexer *lexer, const char *text, size_t len, int32_t today)
{
    *lexer = (struct lexer){.text = text, .len = len, .today = today};
}

/* The byte at `at`, or NUL behind the end. */
static char byte_at(const struct lexer *in, size_t at)
{
    return at < in->len ? in->text[at] : '\0';
}

static size_t space_len(const struct lexer *in, size_t at)
{
    return at < in->len ? utf8_space_len(in->text + at, in->len - at) : 0;
}

/* ---- Quotes -------------------------------------------------------------------------------- */

size_t lexer_quote_len(const struct lexer *in, size_t at)
{
    static const char *const quotes[] = {"\"", "„", "“", "”", "‟", "»", "«"};
    if (at >= in->len || !strchr("\"\xE2\xC2", in->text[at]))
        return 0;
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        size_t len = strlen(quotes[i]);
        if (in->len - at >= len && memcmp(in->text + at, quotes[i], len) == 0)
            return len;
    }
    return 0;
}

/* The next quote from `at` on, or the end. */
static size_t find_quote(const struct lexer *in, size_t at)
{
    while (at < in->len && lexer_quote_len(in, at) == 0)
        at++;
    return at;
}

/* Is there a quote with another one behind it? */
static bool is_phrase(const struct lexer *in, size_t at)
{
    size_t len = lexer_quote_len(in, at);
    return len > 0 && find_quote(in, at + len) < in->len;
}

/* The words between the quotes, without blanks around them. */
static void trim(const struct lexer *in, struct lexeme *lexeme)
{
    size_t len;
    while (lexeme->inner_start < lexeme->inner_end &&
           (len = space_len(in, lexeme->inner_start)) > 0)
        lexeme->inner_start += len;
    while (lexeme->inner_end > lexeme->inner_start) {
        size_t last = lexeme->inner_end - 1;
        while (last > lexeme->inner_start && ((unsigned char)in->text[last] & 0xC0) == 0x80)
            last--;
        if (space_len(in, last) != lexeme->inner_end - last)
            return;
        lexeme->inner_end = last;
    }
}

/* "Kim Un"~2: so many words may stand in between. */
static void read_slop(const struct lexer *in, struct lexeme *lexeme)
{
    size_t at = lexeme->end + 1;
    unsigned distance;
    if (byte_at(in, lexeme->end) != '~' || !word_read_number(in->text, in->len, &at, &distance))
        return;
    lexeme->end = at;
    lexeme->distance = distance < WORD_MAX_DISTANCE ? distance : WORD_MAX_DISTANCE;
}

static struct lexeme read_quoted(const struct lexer *in, struct lexeme lexeme)
{
    size_t opening = lexeme.inner_start, len = lexer_quote_len(in, opening);
    size_t closing = find_quote(in, opening + len);
    lexeme.inner_start = opening + len;
    lexeme.inner_end = closing;
    lexeme.end = closing + lexer_quote_len(in, closing);
    if (closing == in->len) {
        lexeme.kind = LEXEME_STRAY;
        lexeme.inner_end = lexeme.end = opening + len;
        lexeme.doubt = "this quote is not closed; close it or leave it out";
        lexeme.doubt_at = opening;
        return lexeme;
    }
    lexeme.kind = LEXEME_PHRASE;
    trim(in, &lexeme);
    read_slop(in, &lexeme);
    return lexeme;
}

/* ---- Signs --------------------------------------------------------------------------------- */

static bool is_letter_at(const struct lexer *in, size_t at)
{
    return at < in->len && word_is_letter(in->text[at]) && lexer_quote_len(in, at) == 0 &&
           space_len(in, at) == 0;
}

static bool is_literal_at(const struct lexer *in, size_t at)
{
    return is_letter_at(in, at) || word_is_digit(byte_at(in, at));
}

bool lexer_is_signable(const struct lexer *in, size_t at)
{
    char c = byte_at(in, at);
    return c == '(' || is_letter_at(in, at) || is_phrase(in, at) ||
           (c == '=' && (is_literal_at(in, at + 1) || is_phrase(in, at + 1)));
}

/* ---- Fields -------------------------------------------------------------------------------- */

/* The field whose name and colon begin at `at`; FIELD_ANY when there is none. */
static enum query_field find_field(const struct lexer *in, size_t at, size_t *colon)
{
    *colon = at;
    while (*colon < in->len && *colon - at <= MAX_FIELD_NAME &&
           word_is_ascii_letter(in->text[*colon]))
        ++*colon;
    if (byte_at(in, *colon) != ':')
        return FIELD_ANY;
    return field_find(in->text + at, *colon - at);
}

/* Is what begins at `at` a truncated word, for which the word before it has paved the way? */
static bool is_truncated_word(const struct lexer *in, size_t at)
{
    size_t colon;
    return byte_at(in, at) == '-' && in->word_end > in->word_start && !in->is_value_due &&
           find_field(in, at + 1, &colon) == FIELD_ANY &&
           word_is_lower(in->text + at + 1, in->len - at - 1) &&
           word_leads_on(in->text + in->word_start, in->word_end - in->word_start);
}

/* Can a value of the field begin at `at`? */
static bool is_value_at(const struct lexer *in, enum query_field field, size_t at)
{
    char c = byte_at(in, at);
    if (c == '(' || is_literal_at(in, at) || is_phrase(in, at))
        return true;
    if (c == '=')
        return is_literal_at(in, at + 1) || is_phrase(in, at + 1);
    if (field_is_range(field))
        return c == '.' || c == '-';
    return field == FIELD_URL && (c == '.' || c == '*' || (c == '/' && byte_at(in, at + 1) != '/'));
}

static const char *doubt_about_range(enum query_field field)
{
    if (field == FIELD_NUMBER)
        return "this is no number; write one like " RANGE_NUMBER_FORMS;
    if (field == FIELD_SINCE)
        return "this is no span of time; write one like " RANGE_SINCE_FORMS;
    return "this is no date; write one like " RANGE_DATE_FORMS;
}

/* The value of a range up to `end`; what does not look like one is a word. */
static struct lexeme read_range(const struct lexer *in, struct lexeme lexeme,
                                enum query_field field, size_t value)
{
    size_t end = lexeme.end;
    while (end > value && strchr(",;:!?", in->text[end - 1]))
        end--;
    bool is_reversed, is_range = range_read(field, in->text + value, end - value, in->today,
                                            &lexeme.range, &is_reversed);
    if (!is_range && end > value && in->text[end - 1] == '.')
        is_range = range_read(field, in->text + value, --end - value, in->today, &lexeme.range,
                              &is_reversed);
    lexeme.doubt_at = value;
    if (!is_range) {
        lexeme.doubt = doubt_about_range(field);
        return lexeme;
    }
    if (is_reversed)
        lexeme.doubt = "this range ends before it begins; put the lower end first";
    lexeme.kind = LEXEME_RANGE;
    lexeme.field = field == FIELD_SINCE ? FIELD_DATE : field;
    lexeme.inner_start = value;
    lexeme.inner_end = end;
    return lexeme;
}

/* ---- Words --------------------------------------------------------------------------------- */

/* The end of "(innen)" when that begins at `at` and has neither blanks nor brackets inside. */
static size_t bracketed_end(const struct lexer *in, size_t at)
{
    size_t end = at + 1;
    while (end < in->len && end - at <= MAX_BRACKETED && !strchr("()", in->text[end]) &&
           space_len(in, end) == 0 && lexer_quote_len(in, end) == 0)
        end++;
    return byte_at(in, end) == ')' ? end + 1 : at;
}

static enum lexeme_kind find_operator(const char *word, size_t len)
{
    static const struct {
        const char *name;
        enum lexeme_kind kind;
    } names[] = {{"AND", LEXEME_AND}, {"UND", LEXEME_AND}, {"OR", LEXEME_OR},
                 {"ODER", LEXEME_OR}, {"NOT", LEXEME_NOT}, {"NICHT", LEXEME_NOT}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == len && memcmp(word, names[i].name, len) == 0)
            return names[i].kind;
    return LEXEME_WORD;
}

/* The end of what blanks, quotes and brackets bound; a bracket that is closed inside is part. */
static size_t find_word_end(const struct lexer *in, size_t start)
{
    size_t at = start;
    while (at < in->len && in->text[at] != ')' && space_len(in, at) == 0 &&
           lexer_quote_len(in, at) == 0) {
        size_t end = in->text[at] == '(' ? bracketed_end(in, at) : at + 1;
        bool is_operator = !in->is_value_due && in->text[at] == '(' &&
                           find_operator(in->text + start, at - start) != LEXEME_WORD;
        if (end == at || is_operator)
            return at;
        at = end;
    }
    return at;
}

/* NEAR/5, NAHE/5. NEAR alone is no German word, but NAHE is one. */
static bool read_near(const struct lexer *in, struct lexeme *lexeme)
{
    const char *word = in->text + lexeme->start;
    size_t len = lexeme->end - lexeme->start, at = lexeme->start + 5;
    bool is_near = len >= 4 && memcmp(word, "NEAR", 4) == 0;
    bool is_nahe = len >= 4 && memcmp(word, "NAHE", 4) == 0;
    if ((!is_near && !is_nahe) || (len > 4 && word[4] != '/') || (len == 4 && is_nahe))
        return false;
    if (len < 6 || !word_read_number(in->text, lexeme->end, &at, &lexeme->distance) ||
        at != lexeme->end) {
        lexeme->doubt = "read as a word; NEAR takes a distance from 1 to 1000, such as NEAR/5";
        return false;
    }
    lexeme->kind = LEXEME_NEAR;
    if (lexeme->distance < 1 || lexeme->distance > WORD_MAX_DISTANCE) {
        lexeme->distance = lexeme->distance < 1 ? 1 : WORD_MAX_DISTANCE;
        lexeme->doubt = "NEAR takes a distance from 1 to 1000";
    }
    return true;
}

static bool read_operator(const struct lexer *in, struct lexeme *lexeme)
{
    if (in->is_value_due)
        return false;
    lexeme->kind = find_operator(in->text + lexeme->start, lexeme->end - lexeme->start);
    return lexeme->kind != LEXEME_WORD || read_near(in, lexeme);
}

/* A colon behind letters that name no field, such as titl:Kursk; but http://, Kim: and std::x. */
static bool is_like_field(const struct lexer *in, size_t start)
{
    size_t colon = start;
    while (colon < in->len && word_is_ascii_letter(in->text[colon]))
        colon++;
    if (colon - start < 2 || byte_at(in, colon) != ':')
        return false;
    return field_find(in->text + start, colon - start) != FIELD_ANY ||
           is_value_at(in, FIELD_ANY, colon + 1);
}

/* What of a word that is just a word looks as if it were meant to be more. */
static void doubt_word(const struct lexer *in, struct lexeme *lexeme)
{
    const char *sign = NULL, *word = in->text + lexeme->start;
    size_t len = lexeme->end - lexeme->start;
    if (lexeme->doubt)
        return;
    if (lexeme->is_truncated || (strchr("+-", *word) && len > 1 && word_is_digit(word[1]))) {
        lexeme->doubt = lexeme->is_truncated
                            ? "read as the end of a compound; write NOT to exclude it"
                            : "read as a signed number; write NOT or quotes if "
                              "you mean the sign";
        sign = word;
    } else if (is_like_field(in, lexeme->start) && !word_is_gender_form(word, len)) {
        lexeme->doubt = "no field before this colon, or no value behind it; put it in quotes, or "
                        "take one of: " FIELD_NAMES;
        sign = memchr(word, ':', len);
    } else if ((sign = word_lost_sign(word, len)) != NULL) {
        lexeme->doubt = *sign == '*' ? "this * stands for no letters here; it does at the end or "
                                       "in the midst of a word of letters"
                                     : "a ~ goes behind a word, with 1 or 2 or nothing behind it";
    }
    lexeme->doubt_at = sign ? (size_t)(sign - in->text) : lexeme->start;
}

static struct lexeme read_word(const struct lexer *in, struct lexeme lexeme)
{
    static const enum lexeme_kind kinds[] = {[WORD_PLAIN] = LEXEME_WORD,
                                             [WORD_EXACT] = LEXEME_EXACT,
                                             [WORD_PATTERN] = LEXEME_PATTERN,
                                             [WORD_FUZZY] = LEXEME_FUZZY};
    lexeme.end = find_word_end(in, lexeme.start);
    lexeme.inner_end = lexeme.end;
    lexeme.doubt_at = lexeme.start;
    if (read_operator(in, &lexeme))
        return lexeme;
    struct word word = word_read(in->text + lexeme.start, lexeme.end - lexeme.start,
                                 in->is_value_due && in->field == FIELD_URL);
    lexeme.kind = kinds[word.kind];
    lexeme.inner_start = lexeme.start + word.start;
    lexeme.inner_end = lexeme.start + word.end;
    lexeme.distance = word.distance;
    lexeme.doubt = word.doubt ? word.doubt : lexeme.doubt;
    return lexeme;
}

/* As the value, and not as the end of a word such as Autor:innen. */
bool lexer_is_value(const struct lexer *in, enum query_field field, size_t at)
{
    enum { LONGER_THAN_SUFFIX = 8 };
    size_t end = at;
    while (end < in->len && end - at < LONGER_THAN_SUFFIX && space_len(in, end) == 0 &&
           lexer_quote_len(in, end) == 0)
        end++;
    return is_value_at(in, field, at) && !word_is_gender_suffix(in->text + at, end - at);
}

static bool is_field(const struct lexer *in, enum query_field field, size_t colon)
{
    return field != FIELD_ANY && lexer_is_value(in, field, colon + 1);
}

static bool is_sign(const struct lexer *in, size_t at)
{
    return !in->is_value_due && strchr("+-", in->text[at]) && lexer_is_signable(in, at + 1);
}

/* A word, or the field or sign before it. */
static struct lexeme read_chunk(const struct lexer *in, struct lexeme lexeme)
{
    size_t colon, at = lexeme.start;
    enum query_field field = find_field(in, at, &colon);
    lexeme.is_truncated = is_truncated_word(in, at);
    if (is_sign(in, at) && !lexeme.is_truncated) {
        lexeme.kind = in->text[at] == '+' ? LEXEME_PLUS : LEXEME_MINUS;
        lexeme.end = at + 1;
    } else if (in->text[at] == '=' && is_phrase(in, at + 1)) {
        lexeme.inner_start = at + 1;
        lexeme.is_exact = true;
        lexeme = read_quoted(in, lexeme);
    } else if (is_field(in, field, colon) && field_is_range(field)) {
        lexeme.end = lexeme.inner_end = find_word_end(in, at);
        lexeme = read_range(in, lexeme, field, colon + 1);
    } else if (is_field(in, field, colon)) {
        lexeme.kind = LEXEME_FIELD;
        lexeme.field = field;
        lexeme.end = colon + 1;
    } else {
        lexeme.start += lexeme.is_truncated;
        lexeme = read_word(in, lexeme);
        lexeme.start = at;
        if (lexeme.kind == LEXEME_WORD || lexeme.is_truncated)
            doubt_word(in, &lexeme);
        lexeme.is_truncated = lexeme.is_truncated && lexeme.kind == LEXEME_WORD;
    }
    return lexeme;
}

static void skip_blanks(struct lexer *in)
{
    size_t len;
    while ((len = space_len(in, in->at)) > 0)
        in->at += len;
}

/* The hyphen of "Mutations"-Impfungen, which is no sign. */
static void skip_hyphen(struct lexer *in)
{
    if (!in->is_value_due && in->at > 0 && strchr("+-", byte_at(in, in->at)) &&
        byte_at(in, in->at) && in->text[in->at - 1] != '(' && lexer_is_signable(in, in->at + 1))
        in->at++;
}

struct lexeme lexer_next(struct lexer *in)
{
    size_t before = in->at;
    skip_blanks(in);
    if (in->at == before)
        skip_hyphen(in);
    char c = byte_at(in, in->at);
    struct lexeme lexeme = {.start = in->at, .end = in->at, .inner_start = in->at};
    if (in->at == in->len) {
        lexeme.kind = LEXEME_END;
    } else if (lexer_quote_len(in, in->at) > 0) {
        lexeme = read_quoted(in, lexeme);
    } else if (c == '(' || c == ')') {
        lexeme.kind = c == '(' ? LEXEME_OPEN : LEXEME_CLOSE;
        lexeme.end = in->at + 1;
    } else {
        lexeme.kind = LEXEME_WORD;
        lexeme = read_chunk(in, lexeme);
    }
    lexeme.is_value = in->is_value_due;
    bool is_word = lexeme.kind == LEXEME_WORD && !lexeme.is_value;
    in->is_value_due =
        lexeme.kind == LEXEME_FIELD || lexeme.kind == LEXEME_PLUS || lexeme.kind == LEXEME_MINUS;
    in->field = lexeme.field;
    in->word_start = is_word ? lexeme.start : 0;
    in->word_end = is_word ? lexeme.end : 0;
    in->at = lexeme.end;
    return lexeme;
}
