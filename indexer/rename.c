/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/rename.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/entity/user-names.h"
#include "indexer/schema.h"

fund_status names_load(char **text, size_t *len, const char *path, fund_error *err)
{
    struct catalogue *names = NULL;
    fund_status status = user_names_load(text, len, path, err);
    if (status == FUND_OK)
        status = user_names_parse(&names, path, *text, *len, err);
    catalogue_free(names);
    if (status != FUND_OK) {
        free(*text);
        *text = NULL;
    }
    return status;
}

fund_status names_read(struct entity_options *entities, xapian_database *db, const char *path,
                       fund_error *err)
{
    xapian_error xerr;
    xapian_string kept;
    if (xapian_database_metadata(db, &kept, NAMES_KEY, XAPIAN_NUL_TERMINATED, &xerr))
        return fail_xapian(err, &xerr, path);
    if (kept.len == 0)
        return FUND_OK;
    entities->names = malloc(kept.len);
    if (!entities->names)
        return fail_no_memory(err);
    entities->names_len = kept.len;
    memcpy(entities->names, kept.data, kept.len);
    return FUND_OK;
}

fund_status names_write(const struct entity_options *entities, xapian_writable *db,
                        const char *path, fund_error *err)
{
    xapian_error xerr;
    return xapian_writable_set_metadata(db, NAMES_KEY, XAPIAN_NUL_TERMINATED, entities->names,
                                        entities->names_len, &xerr)
               ? fail_xapian(err, &xerr, path)
               : FUND_OK;
}

/* Reads the data of a document into memory of the arena; NULL where there is no such document. */
static fund_status read_record(xapian_writable *db, const char *path, xapian_docid docid,
                               struct arena *arena, struct record *record, fund_error *err)
{
    xapian_error xerr;
    xapian_document *doc = NULL;
    xapian_string data;
    fund_status status = FUND_OK;
    *record = (struct record){NULL, 0};
    xapian_status got =
        xapian_database_document(&doc, xapian_writable_database(db), docid, 0, &xerr);
    if (got == XAPIAN_DOC_NOT_FOUND)
        return FUND_OK;
    if (got || xapian_document_data(doc, &data, &xerr)) {
        status = fail_xapian(err, &xerr, path);
    } else {
        *record = (struct record){arena_copy(arena, data.data, data.len), data.len};
        if (!record->data)
            status = fail_no_memory(err);
    }
    xapian_document_free(doc);
    return status;
}

fund_status rename_all(struct store *store, xapian_writable *db, const char *path,
                       size_t *n_changed, fund_error *err)
{
    xapian_error xerr;
    xapian_docid last;
    struct arena arena = {0};
    struct record record;
    fund_status status = FUND_OK;
    *n_changed = 0;
    if (xapian_database_last_docid(xapian_writable_database(db), &last, &xerr))
        return fail_xapian(err, &xerr, path);
    for (xapian_docid docid = 1; status == FUND_OK && docid <= last; docid++) {
        bool is_changed = false;
        arena_reset(&arena);
        status = read_record(db, path, docid, &arena, &record, err);
        if (status == FUND_OK && record.data)
            status = store_rename(store, db, path, record, docid, &is_changed, err);
        *n_changed += is_changed;
    }
    arena_release(&arena);
    return status;
}
