/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/first.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/arena.h"
#include "indexer/bulk.h"
#include "indexer/bytes.h"
#include "indexer/ids.h"
#include "indexer/schema.h"
#include "indexer/store.h"

/* The memory of a build unless another is asked for, and the least that it takes. */
static const size_t MEMORY_DEFAULT = (size_t)1 << 30, MEMORY_MIN = (size_t)16 << 20;

enum { THREADS_MAX = 256 };

struct first_build {
    char *folder;
    bool refuse_repeats;
    const struct entity_options *entities;
    struct bulk *bulk;
    struct ids ids;
    uint32_t last_docid;
    FILE *changes; /* docid and length of the record, 0 to delete it; the record */
    uint64_t n_changes;
    bool is_over; /* a commit has failed, of which nothing can be used again */
};

/* ---- Opening --------------------------------------------------------------------------------- */

static unsigned n_threads(const fund_writer_options *options)
{
    long n = options->threads ? (long)options->threads : sysconf(_SC_NPROCESSORS_ONLN);
    return (unsigned)(n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : n);
}

static size_t memory(const fund_writer_options *options)
{
    size_t bytes = options->memory ? options->memory : MEMORY_DEFAULT;
    return bytes < MEMORY_MIN ? MEMORY_MIN : bytes;
}

fund_status first_build_new(struct first_build **first, xapian_database *db, const char *folder,
                            const fund_writer_options *options,
                            const struct entity_options *entities, bool *is_unknown,
                            fund_error *err)
{
    xapian_error xerr;
    xapian_docid last;
    *first = NULL;
    *is_unknown = false;
    if (xapian_database_last_docid(db, &last, &xerr))
        return fail_xapian(err, &xerr, folder);
    if (last > 0)
        return FUND_OK;
    struct first_build *f = calloc(1, sizeof *f);
    if (!f || !(f->folder = strdup(folder))) {
        first_build_free(f);
        return fail_no_memory(err);
    }
    f->refuse_repeats = options->refuse_repeats;
    f->entities = entities;
    fund_status status =
        bulk_new(&f->bulk, folder, memory(options), n_threads(options), entities, err);
    if (status != FUND_OK || !f->bulk) {
        *is_unknown = status == FUND_OK;
        first_build_free(f);
        return status;
    }
    *first = f;
    return FUND_OK;
}

void first_build_free(struct first_build *first)
{
    if (!first)
        return;
    if (first->changes)
        fclose(first->changes);
    bulk_free(first->bulk);
    ids_release(&first->ids);
    free(first->folder);
    free(first);
}

bool first_build_is_empty(const struct first_build *first)
{
    return first->last_docid == 0;
}

/* ---- Articles -------------------------------------------------------------------------------- */

static fund_status fail_over(const struct first_build *first, fund_error *err)
{
    return fail(err, FUND_IO, "%s: building it has failed before; begin again", first->folder);
}

/* Writes a change down, to be made when the tables are there. */
static fund_status note_change(struct first_build *first, uint32_t docid, struct record record,
                               fund_error *err)
{
    char *path;
    if (!first->changes) {
        if (asprintf(&path, "%s/changes", builder_folder(bulk_builder(first->bulk))) < 0)
            return fail_no_memory(err);
        first->changes = fopen(path, "w+e");
        free(path);
    }
    if (!first->changes || fwrite(&docid, sizeof docid, 1, first->changes) != 1 ||
        fwrite(&record.len, sizeof record.len, 1, first->changes) != 1 ||
        fwrite(record.data, 1, record.len, first->changes) != record.len)
        return fail_errno(err, errno, "%s", first->folder);
    first->n_changes++;
    return FUND_OK;
}

static fund_status replace(struct first_build *first, const char *id, struct id_entry *entry,
                           struct record record, fund_change *change, fund_error *err)
{
    struct fingerprint fingerprint = schema_fingerprint(record);
    *change = FUND_NONE;
    if (memcmp(&entry->fingerprint, &fingerprint, sizeof fingerprint) == 0) {
        *change = FUND_UNCHANGED;
        return FUND_OK;
    }
    if (first->refuse_repeats)
        return fail_repeat(err, id);
    fund_status status = note_change(first, entry->docid, record, err);
    if (status != FUND_OK)
        return status;
    entry->fingerprint = fingerprint;
    *change = FUND_REPLACED;
    return FUND_OK;
}

fund_status first_build_put(struct first_build *first, const char *id, struct record record,
                            xapian_docid *docid, fund_change *change, fund_error *err)
{
    struct term term = schema_id_term(id);
    struct id_entry *entry = ids_find(&first->ids, &term);
    if (first->is_over)
        return fail_over(first, err);
    *docid = entry ? entry->docid : first->last_docid + 1;
    *change = FUND_NONE;
    if (entry)
        return replace(first, id, entry, record, change, err);
    fund_status status = bulk_add(first->bulk, record, err);
    if (status != FUND_OK)
        return status;
    first->last_docid = *docid;
    if (!ids_add(&first->ids, &term, *docid, schema_fingerprint(record)))
        return fail_no_memory(err);
    *change = FUND_ADDED;
    return FUND_OK;
}

fund_status first_build_delete(struct first_build *first, const char *id, fund_error *err)
{
    struct term term = schema_id_term(id);
    struct id_entry *entry = ids_find(&first->ids, &term);
    if (!entry)
        return fail_no_article(err, first->folder, id);
    fund_status status = note_change(first, entry->docid, (struct record){"", 0}, err);
    if (status == FUND_OK)
        entry->docid = 0;
    return status;
}

/* ---- Metadata -------------------------------------------------------------------------------- */

/* What the empty index knows of itself. */
struct known {
    struct metadata *list;
    size_t n;
    size_t capacity;
    struct arena arena;
};

static fund_status keep(struct known *known, xapian_string key, xapian_string value,
                        fund_error *err)
{
    struct metadata *list = array_grow(known->list, known->n, &known->capacity, sizeof *list);
    char *key_copy = arena_copy(&known->arena, key.data, key.len);
    char *value_copy = arena_copy(&known->arena, value.data, value.len);
    if (list)
        known->list = list;
    if (!list || !key_copy || !value_copy)
        return fail_no_memory(err);
    list[known->n++] = (struct metadata){key_copy, key.len, value_copy, value.len};
    return FUND_OK;
}

static fund_status read_metadata(struct known *known, xapian_database *db, const char *folder,
                                 fund_error *err)
{
    xapian_error xerr;
    xapian_terms *keys = NULL;
    xapian_string key, value;
    fund_status status = FUND_OK;
    xapian_status got = xapian_database_metadata_keys(&keys, db, "", 0, &xerr);
    while (status == FUND_OK && !got) {
        got = xapian_terms_next(keys, &key, &xerr);
        if (!got)
            got = xapian_database_metadata(db, &value, key.data, key.len, &xerr);
        if (!got)
            status = keep(known, key, value, err);
    }
    if (status == FUND_OK && got != XAPIAN_DONE)
        status = fail_xapian(err, &xerr, folder);
    xapian_terms_free(keys);
    return status;
}

static void known_release(struct known *known)
{
    free(known->list);
    arena_release(&known->arena);
}

/* ---- Commit ---------------------------------------------------------------------------------- */

/* Makes the next change that was written down. */
static fund_status make_change(struct first_build *first, xapian_writable *db, struct store *store,
                               struct bytes *buffer, fund_error *err)
{
    uint32_t docid;
    struct record record;
    struct arena arena = {0};
    fund_article article;
    xapian_error xerr;
    if (fread(&docid, sizeof docid, 1, first->changes) != 1 ||
        fread(&record.len, sizeof record.len, 1, first->changes) != 1)
        return fail_errno(err, EIO, "%s", first->folder);
    if (record.len == 0)
        return xapian_writable_delete(db, docid, &xerr) ? fail_xapian(err, &xerr, first->folder)
                                                        : FUND_OK;
    if (!bytes_reserve(buffer, record.len))
        return fail_no_memory(err);
    if (fread(buffer->data, 1, record.len, first->changes) != record.len)
        return fail_errno(err, EIO, "%s", first->folder);
    record.data = (const char *)buffer->data;
    fund_status status = record_unpack(record, &arena, &article, NULL, err);
    if (status == FUND_OK)
        status = store_article(store, db, first->folder, &article, record, &docid, err);
    arena_release(&arena);
    return status;
}

/* Has libxapian make the changes to the index that was built, before it is installed. */
static fund_status make_changes(struct first_build *first, fund_error *err)
{
    xapian_error xerr;
    xapian_writable *db;
    struct store store = {.entities = first->entities};
    struct bytes buffer = {0};
    fund_status status = FUND_OK;
    if (xapian_writable_open(&db, builder_folder(bulk_builder(first->bulk)), XAPIAN_DB_OPEN, 0,
                             &xerr))
        return fail_xapian(err, &xerr, first->folder);
    rewind(first->changes);
    for (uint64_t i = 0; status == FUND_OK && i < first->n_changes; i++)
        status = make_change(first, db, &store, &buffer, err);
    if (status == FUND_OK && xapian_writable_commit(db, &xerr))
        status = fail_xapian(err, &xerr, first->folder);
    xapian_writable_free(db);
    store_release(&store);
    bytes_release(&buffer);
    return status;
}

fund_status first_build_commit(struct first_build *first, xapian_database *db, fund_error *err)
{
    struct known known = {0};
    if (first->is_over)
        return fail_over(first, err);
    first->is_over = true;
    fund_status status = read_metadata(&known, db, first->folder, err);
    if (status == FUND_OK)
        status = bulk_finish(first->bulk, known.list, known.n, err);
    if (status == FUND_OK && first->n_changes > 0)
        status = make_changes(first, err);
    if (status == FUND_OK)
        status = builder_install(bulk_builder(first->bulk), err);
    known_release(&known);
    return status;
}
