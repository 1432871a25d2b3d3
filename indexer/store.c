/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store.h"

#include <string.h>

#include "indexer/schema.h"

static xapian_status fill(xapian_document *out, const struct document *doc, xapian_error *xerr)
{
    xapian_status status = xapian_document_set_data(out, doc->data, doc->data_len, xerr);
    for (size_t i = 0; !status && i < doc->n_values; i++)
        status = xapian_document_set_value(out, doc->values[i].slot, doc->values[i].bytes,
                                           doc->values[i].len, xerr);
    for (size_t i = 0; !status && i < doc->n_occurrences; i++) {
        const struct occurrence *o = &doc->occurrences[i];
        const char *term = doc->bytes + o->start;
        status = o->position
                     ? xapian_document_add_posting(out, term, o->len, o->position, o->wdf, xerr)
                     : xapian_document_add_term(out, term, o->len, o->wdf, xerr);
    }
    return status;
}

xapian_status document_to_xapian(xapian_document **out, const struct document *doc,
                                 xapian_error *xerr)
{
    xapian_status status = xapian_document_new(out, xerr);
    if (!status)
        status = fill(*out, doc, xerr);
    if (status) {
        xapian_document_free(*out);
        *out = NULL;
    }
    return status;
}

static fund_status open_store(struct store *store, fund_error *err)
{
    if (store->is_open)
        return FUND_OK;
    fund_status status = maker_open(&store->maker, store->entities, err);
    store->is_open = status == FUND_OK;
    return status;
}

/* Writes the document that was made last. */
static fund_status write_document(struct store *store, xapian_writable *db, const char *path,
                                  xapian_docid *docid, fund_error *err)
{
    xapian_error xerr;
    xapian_document *doc = NULL;
    fund_status status = FUND_OK;
    if (document_to_xapian(&doc, &store->maker.document, &xerr))
        status = fail_xapian(err, &xerr, "the article");
    else if (*docid ? xapian_writable_replace(db, *docid, doc, &xerr)
                    : xapian_writable_add_document(db, docid, doc, &xerr))
        status = fail_xapian(err, &xerr, path);
    xapian_document_free(doc);
    return status;
}

fund_status store_article(struct store *store, xapian_writable *db, const char *path,
                          const fund_article *article, struct record record, xapian_docid *docid,
                          fund_error *err)
{
    fund_status status = open_store(store, err);
    if (status == FUND_OK)
        status = maker_make(&store->maker, article, record, NULL, err);
    return status == FUND_OK ? write_document(store, db, path, docid, err) : status;
}

static bool is_same(struct record a, struct record b)
{
    return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

/* What store_rename() does, in memory of the arena. */
static fund_status rename_in(struct arena *arena, struct store *store, xapian_writable *db,
                             const char *path, struct record record, xapian_docid docid,
                             bool *is_changed, fund_error *err)
{
    fund_article article;
    struct record_entities before, after;
    struct record renamed, plain;
    fund_status status = record_unpack(record, arena, &article, &before, err);
    if (status == FUND_OK)
        status = entities_rename(store->maker.finder, &article, &before, arena, &after, err);
    if (status == FUND_OK)
        status = record_pack(&article, &after, arena, &renamed, err);
    if (status != FUND_OK || is_same(record, renamed))
        return status;
    *is_changed = true;
    status = record_pack(&article, NULL, arena, &plain, err);
    if (status == FUND_OK)
        status = maker_make(&store->maker, &article, plain, &after, err);
    return status == FUND_OK ? write_document(store, db, path, &docid, err) : status;
}

fund_status store_rename(struct store *store, xapian_writable *db, const char *path,
                         struct record record, xapian_docid docid, bool *is_changed,
                         fund_error *err)
{
    struct arena arena = {0};
    *is_changed = false;
    fund_status status = open_store(store, err);
    if (status == FUND_OK)
        status = rename_in(&arena, store, db, path, record, docid, is_changed, err);
    arena_release(&arena);
    return status;
}

void store_release(struct store *store)
{
    maker_release(&store->maker);
    store->is_open = false;
}
