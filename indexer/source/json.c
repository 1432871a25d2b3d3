/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Records in JSON, one a line or the elements of an array, to articles:
 *
 *     {"id": "a1", "title": "Haustür aufgebrochen", "date": "2024-10-21", "body": "Unbekannte ..."}
 *
 * Jansson decides what is JSON and words the errors; shortcut.c takes the plain cases past it.
 */
#include "indexer/source/json.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

#include "indexer/source/article.h"
#include "indexer/source/shortcut.h"
#include "indexer/utf8.h"

static bool is_blank(const char *text, size_t len)
{
    while (len > 0 && strchr(" \t\r\n", text[len - 1]) && text[len - 1])
        len--;
    return len == 0;
}

/* What Jansson says of a record, put in its place in the file. */
static fund_status fail_json(const struct draft *draft, const struct input *input, const char *text,
                             size_t len, const json_error_t *problem, fund_error *err)
{
    char said[JSON_ERROR_TEXT_LENGTH]; /* it may quote bytes that are not UTF-8 */
    size_t bad, line = draft->line + (problem->line > 1 ? (size_t)problem->line - 1 : 0);
    enum json_error_code code = json_error_code(problem);
    if (code == json_error_out_of_memory || problem->text[0] == '\0')
        return fail_no_memory(err);
    if (code == json_error_invalid_utf8 && !utf8_is_valid(text, len, &bad)) {
        const char *feed = memrchr(text, '\n', bad);
        size_t start = feed ? (size_t)(feed - text) + 1 : 0;
        return input_fail_encoding(input, line, "line", bad - start + 1, text[bad], err);
    }
    if (code == json_error_null_character || code == json_error_null_byte_in_key)
        return fail(err, FUND_INPUT, "%s:%zu:%d: \\u0000 cannot be part of a text", draft->shown,
                    line, problem->column);
    utf8_show(said, sizeof said, problem->text);
    return fail(err, FUND_INPUT, "%s:%zu:%d: not JSON: %s", draft->shown, line, problem->column,
                said);
}

static fund_status fail_type(const struct draft *draft, const char *key, const char *wanted,
                             fund_error *err)
{
    return fail(err, FUND_INPUT, "%s:%zu: \"%s\" is not %s", draft->shown, draft->line, key,
                wanted);
}

static struct piece string_piece(const json_t *string)
{
    return (struct piece){json_string_value(string), json_string_length(string)};
}

static fund_status get_string(const json_t *record, const char *key, const struct draft *draft,
                              struct piece *piece, fund_error *err)
{
    const json_t *value = json_object_get(record, key);
    if (!value || json_is_null(value))
        return FUND_OK;
    if (!json_is_string(value))
        return fail_type(draft, key, "a string", err);
    *piece = string_piece(value);
    return FUND_OK;
}

static fund_status get_id(const json_t *record, struct draft *draft, struct arena *arena,
                          fund_error *err)
{
    const json_t *id = json_object_get(record, "id");
    if (json_is_integer(id)) {
        char digits[24];
        int len = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
        draft->id = (struct piece){arena_copy(arena, digits, (size_t)len), (size_t)len};
        return draft->id.text ? FUND_OK : fail_no_memory(err);
    }
    if (id && !json_is_null(id) && !json_is_string(id))
        return fail_type(draft, "id", "a string or an integer", err);
    if (!json_is_string(id) || json_string_length(id) == 0)
        return fail(err, FUND_INPUT, "%s:%zu: no \"id\"", draft->shown, draft->line);
    draft->id = string_piece(id);
    return FUND_OK;
}

/* The strings of a list; `*pieces` is NULL when `value` is no list. */
static fund_status get_list(const json_t *value, const char *key, const struct draft *draft,
                            struct arena *arena, struct piece **pieces, fund_error *err)
{
    *pieces = NULL;
    if (!json_is_array(value))
        return FUND_OK;
    size_t n = json_array_size(value);
    struct piece *list = arena_alloc(arena, (n + 1) * sizeof *list);
    if (!list)
        return fail_no_memory(err);
    for (size_t i = 0; i < n; i++) {
        const json_t *element = json_array_get(value, i);
        if (!json_is_string(element))
            return fail_type(draft, key, "a string or a list of strings", err);
        list[i] = string_piece(element);
    }
    *pieces = list;
    return FUND_OK;
}

static fund_status get_tags(const json_t *record, struct draft *draft, struct arena *arena,
                            fund_error *err)
{
    const json_t *value = json_object_get(record, "tags");
    struct piece *list;
    fund_status status = get_list(value, "tags", draft, arena, &list, err);
    if (status != FUND_OK)
        return status;
    if (!list)
        return get_string(record, "tags", draft, &draft->tag_list, err);
    draft->tags = list;
    draft->n_tags = json_array_size(value);
    return FUND_OK;
}

/* 0 for what is none of ours. */
static fund_entity_type entity_type(const json_t *type)
{
    static const struct {
        const char *word;
        fund_entity_type type;
    } words[] = {
        {"person", FUND_PERSON}, {"org", FUND_ORG}, {"place", FUND_PLACE}, {"ort", FUND_PLACE},
        {"PER", FUND_PERSON},    {"ORG", FUND_ORG}, {"LOC", FUND_PLACE},
    };
    for (size_t i = 0; json_is_string(type) && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].word, json_string_value(type)) == 0)
            return words[i].type;
    return (fund_entity_type)0;
}

/* Those that have a type and a name; what other programs put there is no error. */
static fund_status get_entities(const json_t *record, struct draft *draft, struct arena *arena,
                                fund_error *err)
{
    const json_t *list = json_object_get(record, "entities");
    size_t n = json_array_size(list);
    struct draft_entity *entities = arena_alloc(arena, (n + 1) * sizeof *entities);
    if (!entities)
        return fail_no_memory(err);
    draft->entities = entities;
    for (size_t i = 0; i < n; i++) {
        const json_t *element = json_array_get(list, i);
        const json_t *name = json_object_get(element, "name");
        fund_entity_type type = entity_type(json_object_get(element, "type"));
        if (type && json_is_string(name))
            entities[draft->n_entities++] = (struct draft_entity){type, string_piece(name)};
    }
    return FUND_OK;
}

/* "Anna Beck, Carl Dorn" of several. */
static fund_status get_author(const json_t *record, struct draft *draft, struct arena *arena,
                              fund_error *err)
{
    const json_t *value = json_object_get(record, "author");
    struct piece *list;
    fund_status status = get_list(value, "author", draft, arena, &list, err);
    if (status != FUND_OK)
        return status;
    if (!list)
        return get_string(record, "author", draft, &draft->author, err);
    size_t n = json_array_size(value), size = 1;
    for (size_t i = 0; i < n; i++)
        size += list[i].len + strlen(", ");
    char *names = arena_alloc(arena, size), *end = names;
    if (!names)
        return fail_no_memory(err);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            end = mempcpy(end, ", ", strlen(", "));
        end = mempcpy(end, list[i].text, list[i].len);
    }
    draft->author = (struct piece){names, (size_t)(end - names)};
    return FUND_OK;
}

/* The pieces of the draft then lie in `record`. */
static fund_status fill_draft(const json_t *record, struct draft *draft, struct arena *arena,
                              fund_error *err)
{
    const struct {
        const char *key;
        struct piece *piece;
    } strings[] = {
        {"title", &draft->title}, {"date", &draft->date}, {"source", &draft->source},
        {"url", &draft->url},     {"body", &draft->body},
    };
    if (!json_is_object(record))
        return fail(err, FUND_INPUT, "%s:%zu: a record is to be an object: {...}", draft->shown,
                    draft->line);
    fund_status status = get_id(record, draft, arena, err);
    for (size_t i = 0; i < sizeof strings / sizeof *strings && status == FUND_OK; i++)
        status = get_string(record, strings[i].key, draft, strings[i].piece, err);
    if (status == FUND_OK)
        status = get_author(record, draft, arena, err);
    if (status == FUND_OK)
        status = get_tags(record, draft, arena, err);
    if (status == FUND_OK)
        status = get_entities(record, draft, arena, err);
    if (status == FUND_OK && !draft->body.text)
        status = fail(err, FUND_INPUT, "%s:%zu: no \"body\"", draft->shown, draft->line);
    return status;
}

static fund_status read_with_jansson(struct draft *draft, const struct input *input,
                                     const char *text, size_t len, struct arena *arena,
                                     fund_article *article, fund_error *err)
{
    json_error_t problem;
    errno = 0;
    json_t *record = json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &problem);
    if (!record && errno == ENOMEM) /* which Jansson often words as an error in the text */
        return fail_no_memory(err);
    if (!record)
        return fail_json(draft, input, text, len, &problem, err);
    fund_status status = fill_draft(record, draft, arena, err);
    if (status == FUND_OK)
        status = draft_finish(draft, arena, article, err);
    json_decref(record);
    return status;
}

static fund_status read_record(const struct input *input, const char *text, size_t len, size_t line,
                               struct arena *arena, fund_article *article, fund_error *err)
{
    struct draft draft = {.shown = input->shown, .line = line};
    if (shortcut_read(text, len, arena, &draft))
        return draft_finish(&draft, arena, article, err);
    return read_with_jansson(&draft, input, text, len, arena, article, err);
}

/* JSON_LINES when the first line is an object, whole and alone, else JSON_VALUES. */
static fund_status find_layout(struct input *input, enum json_layout *layout, fund_error *err)
{
    struct value_scan scan = {0};
    const char *feed = NULL;
    while (!feed && !input->is_at_end && input->end - input->start <= FUND_ARTICLE_MAX) {
        fund_status status = input_fill(input, err);
        if (status != FUND_OK)
            return status;
        feed = memchr(input->bytes + input->start, '\n', input->end - input->start);
    }
    const char *text = input->bytes + input->start;
    size_t len = feed ? (size_t)(feed - text) : 0;
    bool is_object = len > 0 && *text == '{';
    size_t n = is_object ? value_scan_part(&scan, text, len) : 0;
    *layout = scan.is_complete && is_blank(text + n, len - n) ? JSON_LINES : JSON_VALUES;
    return FUND_OK;
}

static fund_status next_text(struct json *json, struct input *input, const char **text, size_t *len,
                             size_t *line, fund_error *err)
{
    if (json->layout == JSON_VALUES)
        return values_next(&json->values, input, text, len, line, err);
    char *start;
    fund_status status;
    do
        status = input_line(input, &start, len, line, err);
    while (status == FUND_OK && start && is_blank(start, *len));
    *text = start;
    return status;
}

/*
 * A file without anything in it was probably not meant to be so, and is worth a message before
 * all the articles it once held are pruned.
 */
static fund_status finish(struct json *json, const struct input *input, fund_error *err)
{
    if (json->has_any || json->values.is_array || !input->is_ours)
        return FUND_OK;
    json->has_any = true;
    return fail(err, FUND_INPUT, "%s: empty, no text", input->shown);
}

fund_status json_next(struct json *json, struct input *input, struct arena *arena,
                      fund_article *article, bool *found, fund_error *err)
{
    const char *text;
    size_t len, line;
    fund_status status = FUND_OK;
    *found = false;
    if (json->layout == JSON_UNKNOWN)
        status = find_layout(input, &json->layout, err);
    if (status == FUND_OK)
        status = next_text(json, input, &text, &len, &line, err);
    if (status == FUND_OK && !text)
        return finish(json, input, err);
    json->has_any = true;
    if (status == FUND_OK)
        status = read_record(input, text, len, line, arena, article, err);
    *found = status == FUND_OK;
    return status;
}
