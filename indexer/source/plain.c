/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A .txt file is one article: maybe a head that says what is what, then the text.
 *
 *     Titel: Haustür aufgebrochen
 *     Datum: 21. Oktober 2024
 *
 *     Unbekannte haben in der Nacht ...
 *
 * The head is not strict: any line that does not fit ends it and belongs to the text, so that
 * no article loses a line because it resembles a head. docs/input.md tells the rules.
 */
#include "indexer/source/plain.h"

#include <string.h>

#include "indexer/source/article.h"
#include "indexer/source/title.h"
#include "indexer/utf8.h"

enum field { TITLE, DATE, SOURCE, AUTHOR, URL, TAGS, N_FIELDS };

static const struct {
    const char *name;
    enum field field;
} head_names[] = {
    {"Titel", TITLE},      {"Title", TITLE},      {"Datum", DATE},        {"Date", DATE},
    {"Quelle", SOURCE},    {"Source", SOURCE},    {"Autor", AUTHOR},      {"Autorin", AUTHOR},
    {"Author", AUTHOR},    {"URL", URL},          {"Schlagwörter", TAGS}, {"SCHLAGWÖRTER", TAGS},
    {"Schlagworte", TAGS}, {"Stichwörter", TAGS}, {"STICHWÖRTER", TAGS},  {"Tags", TAGS},
    {"Keywords", TAGS},
};

/* Cuts the next line off `text`. */
static struct piece take_line(struct piece *text)
{
    const char *feed = memchr(text->text, '\n', text->len);
    struct piece line = {text->text, feed ? (size_t)(feed - text->text) : text->len};
    size_t taken = line.len + (feed != NULL);
    text->text += taken;
    text->len -= taken;
    return line;
}

/* Divides "Titel: Haustür aufgebrochen"; false when it is no line of a head. */
static bool is_head_line(struct piece line, enum field *field, struct piece *value)
{
    const char *colon = line.len > 0 ? memchr(line.text, ':', line.len) : NULL;
    size_t len = colon ? (size_t)(colon - line.text) : 0;
    for (size_t i = 0; i < sizeof head_names / sizeof *head_names; i++)
        if (len > 0 && strlen(head_names[i].name) == len &&
            utf8_equal_ascii_case(line.text, head_names[i].name, len)) {
            *field = head_names[i].field;
            *value = (struct piece){colon + 1, line.len - len - 1};
            return true;
        }
    return false;
}

/* Reads the head into the draft, if there is one; the text behind it. */
static struct piece take_head(struct draft *draft, struct piece text)
{
    struct piece *const values[N_FIELDS] = {
        [TITLE] = &draft->title,   [DATE] = &draft->date, [SOURCE] = &draft->source,
        [AUTHOR] = &draft->author, [URL] = &draft->url,   [TAGS] = &draft->tag_list,
    };
    size_t line = draft->line;
    while (text.len > 0) {
        enum field field;
        struct piece rest = text, value;
        if (!is_head_line(take_line(&rest), &field, &value) || values[field]->text)
            break;
        *values[field] = value;
        if (field == DATE)
            draft->line = line;
        line++;
        text = rest;
    }
    return text;
}

static size_t count_lines(const char *text, size_t len)
{
    size_t n = 1;
    for (size_t i = 0; i < len; i++)
        n += text[i] == '\n' || (text[i] == '\r' && (i + 1 == len || text[i + 1] != '\n'));
    return n;
}

/* UTF-8 without NUL, or a message that helps. */
static fund_status check(const struct input *input, const char *text, size_t len, fund_error *err)
{
    size_t bad;
    if (len >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0))
        return fail(err, FUND_INPUT,
                    "%s: UTF-16 instead of UTF-8; to convert it: iconv -f UTF-16 -t UTF-8",
                    input->shown);
    const char *nul = len > 0 ? memchr(text, '\0', len) : NULL;
    if (nul)
        return fail(err, FUND_INPUT, "%s:%zu: not a text: byte %zu of the file is 0", input->shown,
                    count_lines(text, (size_t)(nul - text)),
                    (size_t)(nul - text) + input->bom_len + 1);
    if (!utf8_is_valid(text, len, &bad))
        return input_fail_encoding(input, count_lines(text, bad), "file", bad + input->bom_len + 1,
                                   text[bad], err);
    return FUND_OK;
}

fund_status plain_read(struct input *input, const char *id, struct arena *arena,
                       fund_article *article, fund_error *err)
{
    char *bytes;
    size_t len;
    fund_status status = input_whole(input, &bytes, &len, err);
    if (status == FUND_OK)
        status = check(input, bytes, len, err);
    if (status != FUND_OK)
        return status;
    struct piece all = {bytes, unify_line_ends(bytes, len)}, text = piece_trim(all);
    struct draft draft = {
        .shown = input->shown,
        .line = count_lines(all.text, (size_t)(text.text - all.text)),
        .id = {id, strlen(id)},
    };
    text = piece_trim(take_head(&draft, text));
    draft.body = text;
    if (piece_trim(draft.title).len == 0 && text.len > 0)
        status = title_find(text, arena, &draft.title, &draft.body, err);
    return status == FUND_OK ? draft_finish(&draft, arena, article, err) : status;
}
