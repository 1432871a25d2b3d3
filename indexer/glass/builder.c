/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/builder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/glass/btree.h"
#include "indexer/glass/folder.h"
#include "indexer/glass/merge.h"
#include "indexer/glass/pack.h"
#include "indexer/glass/postlist.h"
#include "indexer/glass/values.h"
#include "indexer/thread.h"

/* An empty index has a block or two; with more, something else is in it. */
enum { OLD_BLOCKS_MAX = 64 };

struct builder {
    char *folder;
    char *unfinished;
    struct version version;
    struct btree *trees[N_TABLES];
    struct stream *postings; /* of each block */
    struct stream *positions;
    size_t n_blocks;
    size_t postings_capacity;
    size_t positions_capacity;
    size_t n_spilled; /* blocks that are in the file */
    int spill;
    off_t spill_end;
    size_t memory;
    size_t used; /* by the blocks in memory */
    struct values values;
    uint32_t *lengths; /* of the documents */
    size_t lengths_capacity;
};

/* ---- Opening --------------------------------------------------------------------------------- */

/* Can the tables of this version be replaced by new ones? */
static bool is_empty(const struct version *version)
{
    bool ok = version->counts.n_documents == 0 && version->counts.last_docid == 0;
    for (size_t i = 0; i < N_TABLES; i++)
        ok = ok && table_end(&version->roots[i]) <= OLD_BLOCKS_MAX &&
             version->roots[i].block_size >= 2048 && version->roots[i].block_size <= 65536;
    return ok;
}

static fund_status create_tree(struct builder *builder, enum table table, fund_error *err)
{
    char *path = NULL, *old_path = NULL;
    fund_status status = FUND_OK;
    if (asprintf(&path, "%s/%s.glass", builder->unfinished, table_names[table]) < 0)
        path = NULL, status = fail_no_memory(err);
    if (asprintf(&old_path, "%s/%s.glass", builder->folder, table_names[table]) < 0)
        old_path = NULL, status = fail_no_memory(err);
    if (status == FUND_OK)
        status = btree_create(&builder->trees[table], path, &builder->version.roots[table],
                              old_path, builder->version.revision + 1, err);
    free(path);
    free(old_path);
    return status;
}

static fund_status start(struct builder *builder, const char *folder, fund_error *err)
{
    builder->folder = strdup(folder);
    if (!builder->folder || asprintf(&builder->unfinished, "%s/unfinished", folder) < 0) {
        builder->unfinished = NULL;
        return fail_no_memory(err);
    }
    folder_remove(builder->unfinished);
    if (mkdir(builder->unfinished, 0777) != 0)
        return fail_errno(err, errno, "%s", builder->unfinished);
    fund_status status = FUND_OK;
    for (enum table table = POSTLIST; status == FUND_OK && table <= POSITION; table++)
        status = create_tree(builder, table, err);
    return status;
}

fund_status builder_new(struct builder **builder, const char *folder, size_t memory,
                        fund_error *err)
{
    bool is_known;
    struct version version;
    *builder = NULL;
    fund_status status = version_read(&version, folder, &is_known, err);
    if (status != FUND_OK || !is_known || !is_empty(&version))
        return status;
    struct builder *b = *builder = calloc(1, sizeof *b);
    if (!b)
        return fail_no_memory(err);
    b->version = version;
    b->memory = memory;
    b->spill = -1;
    status = start(b, folder, err);
    if (status != FUND_OK) {
        builder_free(b);
        *builder = NULL;
    }
    return status;
}

const char *builder_folder(const struct builder *builder)
{
    return builder->unfinished;
}

/* ---- Adding ---------------------------------------------------------------------------------- */

static fund_status write_all(struct builder *builder, const unsigned char *data, size_t len,
                             fund_error *err)
{
    while (len > 0) {
        ssize_t n = write(builder->spill, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_errno(err, errno, "%s", builder->unfinished);
        data += n;
        len -= (size_t)n;
    }
    return FUND_OK;
}

static fund_status spill_stream(struct builder *builder, struct stream *stream, fund_error *err)
{
    fund_status status = write_all(builder, stream->data, stream->len, err);
    if (status != FUND_OK)
        return status;
    free((void *)stream->data);
    stream->data = NULL;
    stream->offset = builder->spill_end;
    builder->spill_end += (off_t)stream->len;
    return FUND_OK;
}

static fund_status open_spill(struct builder *builder, fund_error *err)
{
    char *path;
    if (builder->spill >= 0)
        return FUND_OK;
    if (asprintf(&path, "%s/blocks", builder->unfinished) < 0)
        return fail_no_memory(err);
    builder->spill = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    fund_status status = builder->spill < 0 ? fail_errno(err, errno, "%s", path) : FUND_OK;
    free(path);
    return status;
}

/* Moves the blocks in memory to the file. */
static fund_status spill(struct builder *builder, fund_error *err)
{
    fund_status status = open_spill(builder, err);
    for (; status == FUND_OK && builder->n_spilled < builder->n_blocks; builder->n_spilled++) {
        status = spill_stream(builder, &builder->postings[builder->n_spilled], err);
        if (status == FUND_OK)
            status = spill_stream(builder, &builder->positions[builder->n_spilled], err);
    }
    builder->used = 0;
    return status;
}

/* Takes over the bytes of a block. */
static struct stream keep(struct bytes *bytes, uint32_t first_docid)
{
    unsigned char *fitting = realloc(bytes->data, bytes->len ? bytes->len : 1);
    struct stream stream = {
        .data = fitting ? fitting : bytes->data, .len = bytes->len, .first_docid = first_docid};
    *bytes = (struct bytes){0};
    return stream;
}

static fund_status keep_streams(struct builder *builder, struct block *block, fund_error *err)
{
    size_t n = builder->n_blocks;
    void *array =
        array_grow(builder->postings, n, &builder->postings_capacity, sizeof *builder->postings);
    if (!array)
        return fail_no_memory(err);
    builder->postings = array;
    array =
        array_grow(builder->positions, n, &builder->positions_capacity, sizeof *builder->positions);
    if (!array)
        return fail_no_memory(err);
    builder->positions = array;
    builder->used += block->postings.len + block->positions.len;
    builder->postings[n] = keep(&block->postings, block->first_docid);
    builder->positions[n] = keep(&block->positions, block->first_docid);
    builder->n_blocks++;
    size_t other =
        values_memory(&builder->values) + builder->lengths_capacity * sizeof *builder->lengths;
    return builder->used + other > builder->memory / 8 * 3 ? spill(builder, err) : FUND_OK;
}

static void count(struct counts *counts, uint32_t length)
{
    counts->n_documents++;
    counts->last_docid++;
    counts->total_length += length;
    if (length > 0 && (counts->min_length == 0 || length < counts->min_length))
        counts->min_length = length;
    if (length > counts->max_length)
        counts->max_length = length;
}

/* Where the tags of the next document are. */
struct tags {
    const unsigned char *data;
    const unsigned char *termlist;
    const unsigned char *values;
};

static fund_status add_document(struct builder *builder, const struct block_document *document,
                                struct tags *tags, fund_error *err)
{
    unsigned char key[DOCID_SIZE + 1], used[USED_SIZE];
    size_t used_len;
    struct counts *counts = &builder->version.counts;
    uint32_t *lengths = array_grow(builder->lengths, counts->n_documents,
                                   &builder->lengths_capacity, sizeof *lengths);
    if (!lengths)
        return fail_no_memory(err);
    builder->lengths = lengths;
    lengths[counts->n_documents] = document->length;
    count(counts, document->length);
    uint32_t docid = (uint32_t)counts->last_docid;
    size_t key_len = (size_t)(pack_docid(key, docid) - key);
    fund_status status = values_add(&builder->values, docid, tags->values, document->values_len,
                                    used, &used_len, err);
    if (status == FUND_OK && document->data_len > 0)
        status = btree_add(builder->trees[DOCDATA], key, key_len, tags->data, document->data_len,
                           document->is_data_compressed, err);
    if (status == FUND_OK)
        status = btree_add(builder->trees[TERMLIST], key, key_len, tags->termlist,
                           document->termlist_len, document->is_termlist_compressed, err);
    key[key_len] = '\0';
    if (status == FUND_OK && used_len > 0)
        status = btree_add(builder->trees[TERMLIST], key, key_len + 1, used, used_len, false, err);
    tags->data += document->data_len;
    tags->termlist += document->termlist_len;
    tags->values += document->values_len;
    return status;
}

fund_status builder_add(struct builder *builder, struct block *block, fund_error *err)
{
    struct tags tags = {block->data.data, block->termlists.data, block->values.data};
    struct counts *counts = &builder->version.counts;
    fund_status status = FUND_OK;
    if (block->max_wdf > counts->max_wdf)
        counts->max_wdf = block->max_wdf;
    for (uint32_t i = 0; status == FUND_OK && i < block->n_documents; i++)
        status = add_document(builder, &block->documents[i], &tags, err);
    if (status == FUND_OK)
        status = keep_streams(builder, block, err);
    block_release(block);
    return status;
}

/* ---- Finishing ------------------------------------------------------------------------------- */

static fund_status write_metadata(struct btree *tree, const struct metadata *metadata,
                                  fund_error *err)
{
    unsigned char key[KEY_MAX] = "\0\xc0";
    if (metadata->key_len > KEY_MAX - 2)
        return fail(err, FUND_INTERNAL, "a key of metadata of %zu bytes", metadata->key_len);
    memcpy(key + 2, metadata->key, metadata->key_len);
    return btree_add(tree, key, metadata->key_len + 2, (const unsigned char *)metadata->value,
                     metadata->value_len, false, err);
}

static fund_status write_lengths(struct builder *builder, fund_error *err)
{
    struct postlist list;
    fund_status status = FUND_OK;
    if (builder->version.counts.n_documents == 0)
        return FUND_OK;
    postlist_start_lengths(&list, builder->trees[POSTLIST]);
    for (uint32_t i = 0; status == FUND_OK && i < builder->version.counts.n_documents; i++)
        status = postlist_add(&list, i + 1, builder->lengths[i], err);
    return status == FUND_OK ? postlist_end(&list, err) : status;
}

static fund_status write_postings(struct btree *tree, const unsigned char *term, size_t term_len,
                                  const struct part *parts, size_t n_parts, fund_error *err)
{
    struct postlist list;
    uint64_t n_documents = 0, sum = 0;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < n_parts; i++) {
        const unsigned char *at = parts[i].rest;
        n_documents += unpack_number(&at);
        sum += unpack_number(&at);
    }
    postlist_start(&list, tree, term, term_len, n_documents, sum);
    for (size_t i = 0; i < n_parts; i++) {
        const unsigned char *at = parts[i].rest;
        uint32_t docid = parts[i].first_docid;
        unpack_number(&at);
        unpack_number(&at);
        while (status == FUND_OK && at < parts[i].end) {
            docid += (uint32_t)unpack_number(&at);
            status = postlist_add(&list, docid++, (uint32_t)unpack_number(&at), err);
        }
    }
    return status == FUND_OK ? postlist_end(&list, err) : status;
}

static fund_status write_positions(struct btree *tree, const unsigned char *term, size_t term_len,
                                   const struct part *parts, size_t n_parts, fund_error *err)
{
    unsigned char key[KEY_MAX + DOCID_SIZE];
    unsigned char *key_end = pack_term(key, term, term_len);
    *key_end++ = '\0';
    fund_status status = FUND_OK;
    for (size_t i = 0; i < n_parts; i++) {
        const unsigned char *at = parts[i].rest;
        uint32_t docid = parts[i].first_docid;
        while (status == FUND_OK && at < parts[i].end) {
            docid += (uint32_t)unpack_number(&at);
            size_t len = unpack_number(&at);
            size_t key_len = (size_t)(pack_docid(key_end, docid++) - key);
            status = btree_add(tree, key, key_len, at, len, false, err);
            at += len;
        }
    }
    return status;
}

typedef fund_status write_term(struct btree *tree, const unsigned char *term, size_t term_len,
                               const struct part *parts, size_t n_parts, fund_error *err);

/* Merges the streams of all blocks into a table. */
static fund_status merge_streams(struct builder *builder, const struct stream *streams,
                                 struct btree *tree, write_term *write, fund_error *err)
{
    struct merge *merge;
    const unsigned char *term = NULL;
    const struct part *parts;
    size_t term_len = 0, n_parts = 1;
    fund_status status =
        merge_new(&merge, streams, builder->n_blocks, builder->spill, builder->memory / 8, err);
    while (status == FUND_OK && n_parts > 0) {
        status = merge_next(merge, &term, &term_len, &parts, &n_parts, err);
        if (status == FUND_OK && n_parts > 0)
            status = write(tree, term, term_len, parts, n_parts, err);
    }
    merge_free(merge);
    return status;
}

static fund_status finish_tree(struct builder *builder, enum table table, fund_error *err)
{
    return btree_finish(builder->trees[table], &builder->version.roots[table], err);
}

/* The table of positions is made in a thread of its own. */
struct positions_job {
    struct builder *builder;
    fund_status status;
    fund_error err;
};

static void *run_positions(void *data)
{
    struct positions_job *job = data;
    struct builder *builder = job->builder;
    job->status = merge_streams(builder, builder->positions, builder->trees[POSITION],
                                write_positions, &job->err);
    if (job->status == FUND_OK)
        job->status = finish_tree(builder, POSITION, &job->err);
    return NULL;
}

/* The keys of the table of postings in their order: those of libxapian first, then the terms. */
static fund_status write_postlist_table(struct builder *builder, const struct metadata *metadata,
                                        size_t n_metadata, fund_error *err)
{
    struct btree *tree = builder->trees[POSTLIST];
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < n_metadata; i++)
        status = write_metadata(tree, &metadata[i], err);
    if (status == FUND_OK)
        status = values_write_statistics(&builder->values, tree, err);
    if (status == FUND_OK)
        status = values_write_chunks(&builder->values, tree, err);
    if (status == FUND_OK)
        status = write_lengths(builder, err);
    if (status == FUND_OK)
        status = merge_streams(builder, builder->postings, tree, write_postings, err);
    return status == FUND_OK ? finish_tree(builder, POSTLIST, err) : status;
}

static fund_status write_tables(struct builder *builder, const struct metadata *metadata,
                                size_t n_metadata, bool in_parallel, fund_error *err)
{
    pthread_t thread;
    struct positions_job job = {.builder = builder};
    bool is_running = in_parallel && thread_start(&thread, run_positions, &job);
    fund_status status = finish_tree(builder, DOCDATA, err);
    if (status == FUND_OK)
        status = finish_tree(builder, TERMLIST, err);
    if (status == FUND_OK)
        status = write_postlist_table(builder, metadata, n_metadata, err);
    if (is_running)
        pthread_join(thread, NULL);
    else
        run_positions(&job);
    if (status == FUND_OK && job.status != FUND_OK)
        status = fail(err, job.status, "%s", job.err.message);
    return status;
}

fund_status builder_finish(struct builder *builder, const struct metadata *metadata,
                           size_t n_metadata, bool in_parallel, fund_error *err)
{
    fund_status status = write_tables(builder, metadata, n_metadata, in_parallel, err);
    builder->version.revision++;
    return status == FUND_OK ? version_write(&builder->version, builder->unfinished, err) : status;
}

/* ---- Installing ------------------------------------------------------------------------------ */

static fund_status move_file(struct builder *builder, const char *name, fund_error *err)
{
    char *from = NULL, *to = NULL;
    fund_status status = FUND_OK;
    if (asprintf(&from, "%s/%s", builder->unfinished, name) < 0)
        from = NULL, status = fail_no_memory(err);
    if (asprintf(&to, "%s/%s", builder->folder, name) < 0)
        to = NULL, status = fail_no_memory(err);
    if (status == FUND_OK && rename(from, to) != 0 && errno != ENOENT)
        status = fail_errno(err, errno, "%s", to);
    free(from);
    free(to);
    return status;
}

fund_status builder_install(struct builder *builder, fund_error *err)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < N_TABLES; i++) {
        char name[32];
        snprintf(name, sizeof name, "%s.glass", table_names[i]);
        status = move_file(builder, name, err);
    }
    if (status == FUND_OK)
        status = folder_sync(builder->folder, err);
    if (status == FUND_OK)
        status = move_file(builder, "iamglass", err);
    return status == FUND_OK ? folder_sync(builder->folder, err) : status;
}

void builder_free(struct builder *builder)
{
    if (!builder)
        return;
    for (size_t i = 0; i < N_TABLES; i++)
        btree_free(builder->trees[i]);
    for (size_t i = builder->n_spilled; i < builder->n_blocks; i++) {
        free((void *)builder->postings[i].data);
        free((void *)builder->positions[i].data);
    }
    if (builder->spill >= 0)
        close(builder->spill);
    if (builder->unfinished)
        folder_remove(builder->unfinished);
    free(builder->postings);
    free(builder->positions);
    values_release(&builder->values);
    free(builder->lengths);
    free(builder->folder);
    free(builder->unfinished);
    free(builder);
}

void builder_clean(const char *folder)
{
    char *unfinished;
    if (asprintf(&unfinished, "%s/unfinished", folder) < 0)
        return;
    folder_remove(unfinished);
    free(unfinished);
}
