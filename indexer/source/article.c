/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/article.h"

#include <string.h>

#include "indexer/source/date.h"
#include "indexer/utf8.h"

/* The contract of fund_article. */
enum { ID_MAX = 4096 };

static size_t last_space_len(const char *text, size_t len)
{
    for (size_t n = 1; n <= 3 && n <= len; n++)
        if (utf8_space_len(text + len - n, n) == n)
            return n;
    return 0;
}

struct piece piece_trim(struct piece piece)
{
    size_t n;
    while ((n = utf8_space_len(piece.text, piece.len)) > 0) {
        piece.text += n;
        piece.len -= n;
    }
    while ((n = last_space_len(piece.text, piece.len)) > 0)
        piece.len -= n;
    return piece;
}

struct piece piece_fold(struct piece piece, struct arena *arena)
{
    piece = piece_trim(piece);
    char *copy = arena_alloc(arena, piece.len + 1);
    if (!copy)
        return (struct piece){NULL, 0};
    size_t len = 0;
    for (size_t i = 0; i < piece.len;) {
        size_t n = utf8_space_len(piece.text + i, piece.len - i);
        if (n == 0)
            copy[len++] = piece.text[i++];
        else if (copy[len - 1] != ' ')
            copy[len++] = ' ';
        i += n;
    }
    copy[len] = '\0';
    return (struct piece){copy, len};
}

/* Sets `*line` to the folded piece, or to NULL when it is blank. */
static fund_status take_line(struct piece piece, struct arena *arena, const char **line,
                             fund_error *err)
{
    *line = NULL;
    if (!piece.text)
        return FUND_OK;
    struct piece folded = piece_fold(piece, arena);
    if (!folded.text)
        return fail_no_memory(err);
    if (folded.len > 0)
        *line = folded.text;
    return FUND_OK;
}

size_t unify_line_ends(char *text, size_t len)
{
    char *from = len > 0 ? memchr(text, '\r', len) : NULL, *end = text + len;
    if (!from)
        return len;
    char *to = from;
    for (; from < end; from++)
        if (*from != '\r')
            *to++ = *from;
        else if (from + 1 == end || from[1] != '\n')
            *to++ = '\n';
    return (size_t)(to - text);
}

static fund_status take_body(struct piece piece, struct arena *arena, const char **body,
                             fund_error *err)
{
    *body = NULL;
    piece = piece_trim(piece);
    if (piece.len == 0)
        return FUND_OK;
    char *copy = arena_copy(arena, piece.text, piece.len);
    if (!copy)
        return fail_no_memory(err);
    copy[unify_line_ends(copy, piece.len)] = '\0';
    *body = copy;
    return FUND_OK;
}

static fund_status take_date(const struct draft *draft, struct arena *arena, const char **date,
                             fund_error *err)
{
    char iso[DATE_SIZE];
    struct piece piece = piece_trim(draft->date);
    *date = NULL;
    if (piece.len == 0)
        return FUND_OK;
    if (!date_parse(iso, piece.text, piece.len))
        return fail(err, FUND_INPUT, "%s:%zu: \"%.*s\" is not a date; write " DATE_FORMS,
                    draft->shown, draft->line, (int)utf8_cut(piece.text, piece.len, 40),
                    piece.text);
    *date = arena_copy(arena, iso, strlen(iso));
    return *date ? FUND_OK : fail_no_memory(err);
}

/* The next of the tags, whichever way they came. */
static bool next_tag(struct piece *list, const struct piece **tags, size_t *n_tags,
                     struct piece *tag)
{
    if (*n_tags > 0) {
        *tag = *(*tags)++;
        --*n_tags;
        return true;
    }
    if (!list->text)
        return false;
    const char *comma = memchr(list->text, ',', list->len);
    size_t len = comma ? (size_t)(comma - list->text) : list->len;
    *tag = (struct piece){list->text, len};
    list->text = comma ? comma + 1 : NULL;
    list->len -= comma ? len + 1 : len;
    return true;
}

static size_t count_tags(const struct draft *draft)
{
    struct piece list = draft->tag_list;
    if (!list.text)
        return draft->n_tags;
    size_t n = 1;
    for (size_t i = 0; i < list.len; i++)
        n += list.text[i] == ',';
    return draft->n_tags + n;
}

static fund_status take_tags(const struct draft *draft, struct arena *arena, fund_article *article,
                             fund_error *err)
{
    struct piece list = draft->tag_list, tag;
    const struct piece *rest = draft->tags;
    size_t n_rest = draft->n_tags, max = count_tags(draft);
    article->tags = NULL;
    article->n_tags = 0;
    if (max == 0)
        return FUND_OK;
    const char **tags = arena_alloc(arena, max * sizeof *tags);
    if (!tags)
        return fail_no_memory(err);
    while (next_tag(&list, &rest, &n_rest, &tag)) {
        fund_status status = take_line(tag, arena, &tags[article->n_tags], err);
        if (status != FUND_OK)
            return status;
        article->n_tags += tags[article->n_tags] != NULL;
    }
    article->tags = article->n_tags > 0 ? tags : NULL;
    return FUND_OK;
}

static fund_status take_entities(const struct draft *draft, struct arena *arena,
                                 fund_article *article, fund_error *err)
{
    if (draft->n_entities == 0)
        return FUND_OK;
    fund_given_entity *entities = arena_alloc(arena, draft->n_entities * sizeof *entities);
    if (!entities)
        return fail_no_memory(err);
    for (size_t i = 0; i < draft->n_entities; i++) {
        fund_given_entity *entity = &entities[article->n_entities];
        entity->type = draft->entities[i].type;
        fund_status status = take_line(draft->entities[i].name, arena, &entity->name, err);
        if (status != FUND_OK)
            return status;
        article->n_entities += entity->name != NULL;
    }
    article->entities = entities;
    return FUND_OK;
}

static fund_status take_id(const struct draft *draft, struct arena *arena, const char **id,
                           fund_error *err)
{
    if (draft->id.len > ID_MAX)
        return fail(err, FUND_INPUT, "%s:%zu: an id of %zu bytes; the limit is %d", draft->shown,
                    draft->line, draft->id.len, ID_MAX);
    *id = arena_copy(arena, draft->id.text, draft->id.len);
    return *id ? FUND_OK : fail_no_memory(err);
}

fund_status draft_finish(const struct draft *draft, struct arena *arena, fund_article *article,
                         fund_error *err)
{
    const struct {
        struct piece from;
        const char **to;
    } lines[] = {
        {draft->title, &article->title},
        {draft->source, &article->source},
        {draft->author, &article->author},
        {draft->url, &article->url},
    };
    fund_status status = take_id(draft, arena, &article->id, err);
    for (size_t i = 0; i < sizeof lines / sizeof *lines && status == FUND_OK; i++)
        status = take_line(lines[i].from, arena, lines[i].to, err);
    if (status == FUND_OK)
        status = take_body(draft->body, arena, &article->body, err);
    if (status == FUND_OK)
        status = take_date(draft, arena, &article->date, err);
    if (status == FUND_OK)
        status = take_tags(draft, arena, article, err);
    if (status == FUND_OK)
        status = take_entities(draft, arena, article, err);
    if (status == FUND_OK && !article->title && !article->body)
        status = fail(err, FUND_INPUT, "%s:%zu: empty, no text", draft->shown, draft->line);
    return status;
}
