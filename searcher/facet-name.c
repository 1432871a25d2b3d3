/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/facet-name.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/bytes.h"
#include "indexer/field-key.h"
#include "indexer/schema.h"
#include "searcher/query-field.h"
#include "searcher/query-lexer.h"
#include "searcher/query-word.h"

/* A name that was seen, and in how many of the articles that were read. */
struct seen_name {
    const char *name;
    size_t n;
    struct seen_name *next;
};

struct asked {
    fund_facet facet;
    uint64_t thing;
    xapian_docid first; /* article that has it */
    struct seen_name *seen;
    fund_facet_value *value;
};

bool facet_names_ask(struct facet_names *names, fund_facet facet, const struct tallied *top,
                     size_t n, fund_facet_value *values)
{
    for (size_t i = 0; i < n; i++) {
        struct asked *asked =
            array_grow(names->asked, names->n_asked, &names->capacity, sizeof *asked);
        if (!asked)
            return false;
        values[i] = (fund_facet_value){"", "", top[i].n};
        names->asked = asked;
        asked[names->n_asked++] =
            (struct asked){facet, top[i].thing, top[i].first, NULL, &values[i]};
    }
    return true;
}

void facet_names_release(struct facet_names *names)
{
    arena_release(&names->scratch);
    free(names->asked);
    names->asked = NULL;
    names->n_asked = 0;
}

/* ---- What articles say ----------------------------------------------------------------------- */

static int compare_asked(const void *a, const void *b)
{
    const struct asked *x = a, *y = b;
    if (x->facet != y->facet)
        return x->facet < y->facet ? -1 : 1;
    return (x->thing > y->thing) - (x->thing < y->thing);
}

/* The article calls what has `key` by `name`. */
static bool see_name(struct facet_names *names, fund_facet facet, const char *key, const char *name)
{
    struct facet packed = schema_facet(facet, key);
    struct asked wanted = {.facet = facet, .thing = thing_of((const char *)packed.bytes)};
    struct asked *asked =
        bsearch(&wanted, names->asked, names->n_asked, sizeof wanted, compare_asked);
    struct seen_name **seen = asked ? &asked->seen : NULL;
    if (!asked)
        return true;
    for (; *seen; seen = &(*seen)->next) {
        if (strcmp((*seen)->name, name) == 0) {
            (*seen)->n++;
            return true;
        }
    }
    *seen = arena_alloc(names->arena, sizeof **seen);
    if (!*seen)
        return false;
    **seen = (struct seen_name){arena_copy(names->arena, name, strlen(name)), 1, NULL};
    return (*seen)->name != NULL;
}

/* Outlet, author, keyword: their key is made of their words. */
static fund_status see_field(struct facet_names *names, fund_facet facet, const char *name,
                             fund_error *err)
{
    fund_index *index = names->index;
    fund_status status =
        analyse(snippets_analyzer(index->snippets), name, strlen(name), &index->analysis, err);
    if (status != FUND_OK)
        return status;
    struct field_key key = field_key_of(index->analysis.tokens, index->analysis.n_tokens);
    return see_name(names, facet, key.bytes, name) ? FUND_OK : fail_no_memory(err);
}

static bool is_asked(const struct facet_names *names, fund_facet facet)
{
    for (size_t i = 0; i < names->n_asked; i++)
        if (names->asked[i].facet == facet)
            return true;
    return false;
}

static fund_status see_article(struct facet_names *names, const fund_article *article,
                               const struct record_entities *entities, fund_error *err)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; i < entities->n; i++) {
        const fund_entity *entity = &entities->all[i];
        if (!see_name(names, (fund_facet)entity->type, entity->key, entity->name))
            return fail_no_memory(err);
    }
    if (*article->source && is_asked(names, FUND_FACET_SOURCE))
        status = see_field(names, FUND_FACET_SOURCE, article->source, err);
    if (status == FUND_OK && *article->author && is_asked(names, FUND_FACET_AUTHOR))
        status = see_field(names, FUND_FACET_AUTHOR, article->author, err);
    for (size_t i = 0; status == FUND_OK && i < article->n_tags; i++)
        if (is_asked(names, FUND_FACET_TAG))
            status = see_field(names, FUND_FACET_TAG, article->tags[i], err);
    return status;
}

static fund_status read_article(struct facet_names *names, xapian_docid docid, fund_error *err)
{
    xapian_error xerr;
    xapian_document *doc = NULL;
    xapian_string data = {NULL, 0};
    fund_article article;
    struct record_entities entities;
    fund_status status = FUND_OK;
    arena_reset(&names->scratch);
    xapian_status got = xapian_database_document(&doc, names->index->db, docid, 0, &xerr);
    if (!got)
        got = xapian_document_data(doc, &data, &xerr);
    if (got == XAPIAN_DOC_NOT_FOUND) {
        xapian_document_free(doc);
        return FUND_OK; /* of this number in another folder */
    }
    if (got)
        status = fail_xapian(err, &xerr, index_name(names->index));
    if (status == FUND_OK)
        status = record_unpack((struct record){data.data, data.len}, &names->scratch, &article,
                               &entities, err);
    if (status == FUND_OK)
        status = see_article(names, &article, &entities, err);
    xapian_document_free(doc);
    return status;
}

/*
 * libxapian tells a spy the number that an article has in its own folder, and not which folder that
 * is; so those with the same number in the others are read as well, which does no harm.
 */
static fund_status read_in_all(struct facet_names *names, xapian_docid docid, fund_error *err)
{
    fund_status status = FUND_OK;
    xapian_docid n = (xapian_docid)xapian_database_n_shards(names->index->db);
    for (xapian_docid i = 1; status == FUND_OK && i <= n; i++)
        status = read_article(names, (docid - 1) * n + i, err);
    return status;
}

static int compare_docids(const void *a, const void *b)
{
    const xapian_docid *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The sample, and the first article of each, every article once. */
static fund_status read_articles(struct facet_names *names, fund_error *err)
{
    fund_status status = FUND_OK;
    size_t n = 0;
    xapian_docid *docids =
        arena_alloc(names->arena, (names->n_asked + names->n_sample) * sizeof *docids);
    if (!docids)
        return fail_no_memory(err);
    for (size_t i = 0; i < names->n_asked; i++) {
        docids[n++] = names->asked[i].first;
    }
    for (size_t i = 0; i < names->n_sample; i++)
        docids[n++] = names->sample[i];
    qsort(docids, n, sizeof *docids, compare_docids);
    for (size_t i = 0; status == FUND_OK && i < n; i++)
        if (i == 0 || docids[i] != docids[i - 1])
            status = read_in_all(names, docids[i], err);
    return status;
}

/* ---- Names and queries ----------------------------------------------------------------------- */

/* Surely one: of letters only, ä and é among them. */
static bool is_one_word(const char *name)
{
    for (const char *c = name; *c; c++) {
        bool is_latin = *c == '\xC3' && c[1] != '\x97' && c[1] != '\xB7'; /* no sign of times */
        if (!is_latin && !word_is_ascii_letter(*c))
            return false;
        c += is_latin;
    }
    return true;
}

/* person:"Wladimir Putin"; quotes in the name make no difference, and blanks stand for them. */
static char *write_query(fund_facet facet, const char *name, struct arena *arena)
{
    static const enum query_field fields[] = {
        [FUND_FACET_PERSON] = FIELD_PERSON, [FUND_FACET_ORG] = FIELD_ORG,
        [FUND_FACET_PLACE] = FIELD_PLACE,   [FUND_FACET_SOURCE] = FIELD_SOURCE,
        [FUND_FACET_AUTHOR] = FIELD_AUTHOR, [FUND_FACET_TAG] = FIELD_TAG};
    const char *field = field_name(fields[facet]), *quote = is_one_word(name) ? "" : "\"";
    char *query = arena_alloc(arena, strlen(field) + strlen(name) + sizeof ":\"\"");
    struct lexer lexer;
    if (!query)
        return NULL;
    char *end = stpcpy(stpcpy(stpcpy(query, field), ":"), quote);
    lexer_init(&lexer, name, strlen(name), 0);
    for (size_t i = 0; name[i];) {
        size_t len = lexer_quote_len(&lexer, i);
        *end++ = len > 0 ? ' ' : name[i];
        i += len > 0 ? len : 1;
    }
    *stpcpy(end, quote) = '\0';
    return query;
}

/* The name that most articles have; of equals, the first in byte order. */
static bool put_name(const struct asked *asked, struct arena *arena)
{
    const struct seen_name *best = asked->seen;
    for (const struct seen_name *seen = best; seen; seen = seen->next)
        if (seen->n > best->n || (seen->n == best->n && strcmp(seen->name, best->name) < 0))
            best = seen;
    if (!best)
        return true;
    asked->value->name = best->name;
    asked->value->query = write_query(asked->facet, best->name, arena);
    return asked->value->query != NULL;
}

fund_status facet_names_read(struct facet_names *names, fund_error *err)
{
    if (names->n_asked == 0)
        return FUND_OK;
    qsort(names->asked, names->n_asked, sizeof *names->asked, compare_asked);
    fund_status status = read_articles(names, err);
    for (size_t i = 0; status == FUND_OK && i < names->n_asked; i++) {
        if (!put_name(&names->asked[i], names->arena))
            status = fail_no_memory(err);
        else if (!names->asked[i].seen)
            status = fail(err, FUND_CORRUPT,
                          "%s: its articles and their values do not agree; "
                          "build it anew",
                          index_name(names->index));
    }
    return status;
}
