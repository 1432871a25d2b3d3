/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From what a file says to a fund_article: each reader fills a draft with pieces of its input,
 * as they stand there, and draft_finish() makes of them what the contract promises.
 */
#ifndef INDEXER_SOURCE_ARTICLE_H
#define INDEXER_SOURCE_ARTICLE_H

#include "indexer/arena.h"
#include "indexer/error.h"

/* Text of somebody else's; `text` is NULL where there is none. */
struct piece {
    const char *text;
    size_t len;
};

struct draft_entity {
    fund_entity_type type;
    struct piece name;
};

/* All the readers see to it that the pieces are UTF-8 without NUL. */
struct draft {
    const char *shown; /* the place, for messages: the file and */
    size_t line;       /* the line of the article, or of its date where that has its own */
    struct piece id, title, date, source, author, url, body;
    struct piece tag_list; /* divided by commas; or */
    const struct piece *tags;
    size_t n_tags;
    const struct draft_entity *entities;
    size_t n_entities;
};

/*
 * Makes an article whose strings lie in the arena: title and names on one line, white space
 * folded; the body with line feeds only, trimmed; the date in ISO 8601; absent what is blank.
 * FUND_INPUT: an id that is too long, a date that is none, no text.
 */
fund_status draft_finish(const struct draft *draft, struct arena *arena, fund_article *article,
                         fund_error *err);

/* Makes LF of CRLF and of a CR alone, in place; the new length. */
size_t unify_line_ends(char *text, size_t len);

/* Without the white space at both ends. */
struct piece piece_trim(struct piece piece);

/* A copy with each run of white space made one blank; its `text` is NULL without memory. */
struct piece piece_fold(struct piece piece, struct arena *arena);

#endif
