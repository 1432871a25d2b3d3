/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/user-names.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/utf8.h"

/* How long a name and a file may be. */
enum { USER_NAME_MAX = 200 };
static const size_t file_max = (size_t)64 << 20;

struct text {
    const char *bytes;
    size_t len;
};

struct reader {
    struct catalogue *names;
    const char *path;
    size_t line;
    fund_error *err;
};

/* ---- Pieces of a line ---- */

static struct text trim(struct text text)
{
    while (text.len > 0 && strchr(" \t\r", text.bytes[0])) {
        text.bytes++;
        text.len--;
    }
    while (text.len > 0 && strchr(" \t\r", text.bytes[text.len - 1]))
        text.len--;
    return text;
}

/* What is in front of the next `divider`, trimmed; `*rest` is what is behind. */
static struct text take(struct text *rest, char divider)
{
    const char *at = memchr(rest->bytes, divider, rest->len);
    size_t len = at ? (size_t)(at - rest->bytes) : rest->len;
    struct text piece = trim((struct text){rest->bytes, len});
    rest->bytes += len + (at ? 1 : 0);
    rest->len -= len + (at ? 1 : 0);
    return piece;
}

static bool is_text(struct text text, const char *word)
{
    return text.len == strlen(word) && utf8_equal_ascii_case(text.bytes, word, text.len);
}

static bool read_type(struct text text, enum entity_type *type)
{
    static const struct {
        const char *word;
        enum entity_type type;
    } types[] = {
        {"person", ENTITY_PERSON},
        {"org", ENTITY_ORG},
        {"place", ENTITY_PLACE},
        {"ort", ENTITY_PLACE},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (is_text(text, types[i].word)) {
            *type = types[i].type;
            return true;
        }
    }
    return false;
}

/* ---- A line ---- */

__attribute__((format(printf, 2, 3))) static fund_status bad_line(struct reader *reader,
                                                                  const char *format, ...)
{
    char what[400], shown[120];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    utf8_show(shown, sizeof shown, reader->path);
    return fail(reader->err, FUND_INPUT, "%s:%zu: %s", shown, reader->line, what);
}

/* Lets a name lead to `known`, unless another line of the same type has it. */
static fund_status add_alias(struct reader *reader, const struct known_name *known,
                             struct text alias)
{
    const struct known_name *before;
    if (alias.len > USER_NAME_MAX)
        return bad_line(reader, "a name of more than %d bytes; make it shorter", USER_NAME_MAX);
    fund_status status =
        catalogue_add_alias(reader->names, known, alias.bytes, alias.len, &before, NULL);
    if (status == FUND_INVALID)
        return bad_line(reader, "\"%.*s\" has neither a letter nor a digit; take it out",
                        (int)alias.len, alias.bytes);
    if (status != FUND_OK)
        return fail_no_memory(reader->err);
    if (before && before != known)
        return bad_line(reader,
                        "\"%.*s\" is %s by line %zu; take it out of one of the two lines, or put "
                        "both names on one line",
                        (int)alias.len, alias.bytes, before->name, before->line);
    return FUND_OK;
}

static fund_status add_name(struct reader *reader, enum entity_type type, struct text name,
                            const struct known_name **known)
{
    char shown[USER_NAME_MAX + 1];
    if (name.len > USER_NAME_MAX)
        return bad_line(reader, "a name of more than %d bytes; make it shorter", USER_NAME_MAX);
    memcpy(shown, name.bytes, name.len);
    shown[name.len] = '\0';
    struct known_name entry = {.type = type, .name = shown, .line = reader->line};
    fund_status status = catalogue_add(reader->names, &entry, known, NULL);
    if (status == FUND_INVALID)
        return bad_line(reader, "\"%s\" has neither a letter nor a digit; write the name there",
                        shown);
    return status == FUND_OK ? FUND_OK : fail_no_memory(reader->err);
}

static fund_status read_line(struct reader *reader, struct text line)
{
    const struct known_name *known = NULL;
    enum entity_type type = ENTITY_PERSON;
    struct text rest = line;
    bool has_tab = memchr(line.bytes, '\t', line.len) != NULL;
    struct text word = take(&rest, '\t');
    if (!has_tab)
        return bad_line(reader, "no tab; write a type, a tab and the name, such as "
                                "person<TAB>Wolodymyr Selenskyj<TAB>Selenski, Zelensky");
    if (!read_type(word, &type))
        return bad_line(reader, "\"%.*s\" is no type; write person, org or place",
                        (int)(word.len < 60 ? word.len : utf8_cut(word.bytes, word.len, 60)),
                        word.bytes);
    struct text name = take(&rest, '\t');
    if (name.len == 0)
        return bad_line(reader, "no name behind the type; write it there, behind one tab");
    fund_status status = add_name(reader, type, name, &known);
    if (status == FUND_OK)
        status = add_alias(reader, known, name);
    while (status == FUND_OK && rest.len > 0) {
        struct text aliases = take(&rest, '\t');
        while (status == FUND_OK && aliases.len > 0) {
            struct text alias = take(&aliases, ',');
            if (alias.len > 0)
                status = add_alias(reader, known, alias);
        }
    }
    return status;
}

/* ---- The file ---- */

static fund_status read_lines(struct reader *reader, struct text rest)
{
    fund_status status = FUND_OK;
    if (rest.len >= 3 && memcmp(rest.bytes, "\xEF\xBB\xBF", 3) == 0)
        rest = (struct text){rest.bytes + 3, rest.len - 3};
    while (rest.len > 0 && status == FUND_OK) {
        const char *feed = memchr(rest.bytes, '\n', rest.len);
        struct text line = {rest.bytes, feed ? (size_t)(feed - rest.bytes) : rest.len};
        rest.bytes += line.len + (feed ? 1 : 0);
        rest.len -= line.len + (feed ? 1 : 0);
        reader->line++;
        if (!utf8_is_valid(line.bytes, line.len, NULL) || memchr(line.bytes, '\0', line.len))
            return bad_line(reader, "not UTF-8; save the file as UTF-8");
        struct text content = trim(line);
        if (content.len > 0 && content.bytes[0] != '#')
            status = read_line(reader, line);
    }
    return status;
}

fund_status user_names_parse(struct catalogue **names, const char *path, const char *text,
                             size_t len, fund_error *err)
{
    fund_status status = catalogue_new(names, err);
    if (status != FUND_OK)
        return status;
    struct reader reader = {*names, path, 0, err};
    status = read_lines(&reader, (struct text){text, len});
    if (status != FUND_OK) {
        catalogue_free(*names);
        *names = NULL;
    }
    return status;
}

/* Reads the whole file into memory that the caller frees. */
static fund_status read_file(FILE *file, const char *path, char **text, size_t *len,
                             fund_error *err)
{
    size_t capacity = 0;
    *text = NULL;
    *len = 0;
    for (;;) {
        if (*len == capacity) {
            capacity = capacity ? 2 * capacity : 4096;
            char *larger = capacity <= file_max ? realloc(*text, capacity) : NULL;
            if (!larger)
                return capacity > file_max
                           ? fail(err, FUND_INPUT, "%s: more than 64 MB; names only", path)
                           : fail_no_memory(err);
            *text = larger;
        }
        size_t n = fread(*text + *len, 1, capacity - *len, file);
        *len += n;
        if (n == 0)
            return ferror(file) ? fail_errno(err, errno, "cannot read %s", path) : FUND_OK;
    }
}

fund_status user_names_load(char **text, size_t *len, const char *path, fund_error *err)
{
    char shown[200];
    utf8_show(shown, sizeof shown, path);
    *text = NULL;
    *len = 0;
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail_errno(err, errno, "cannot open %s", shown);
    fund_status status = read_file(file, shown, text, len, err);
    if (fclose(file) != 0 && status == FUND_OK)
        status = fail_errno(err, errno, "cannot read %s", shown);
    if (status != FUND_OK) {
        free(*text);
        *text = NULL;
    }
    return status;
}

fund_status user_names_read(struct catalogue **names, const char *path, fund_error *err)
{
    char *text;
    size_t len;
    *names = NULL;
    fund_status status = user_names_load(&text, &len, path, err);
    if (status == FUND_OK)
        status = user_names_parse(names, path, text, len, err);
    free(text);
    return status;
}
