/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/bulk.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/arena.h"
#include "indexer/bytes.h"
#include "indexer/glass/inverter.h"
#include "indexer/maker.h"
#include "indexer/thread.h"

/* How much text goes into a batch, and how much memory a thread takes for each byte of it. */
enum { BATCH_MIN = 64 << 10, BATCH_MAX = 4 << 20, MEMORY_FACTOR = 16 };

/* Articles in a row. */
struct batch {
    uint64_t number;
    uint32_t first_docid;
    uint32_t n_records;
    struct bytes records; /* each behind its length */
    struct batch *next;
};

/* What a thread needs of its own. */
struct worker {
    struct bulk *bulk;
    pthread_t thread;
    bool is_open; /* the maker is, since the first batch */
    struct maker maker;
    struct arena arena;
    struct inverter *inverter;
};

struct bulk {
    struct builder *builder;
    const struct entity_options *entities;
    size_t batch_size;
    unsigned n_threads;
    unsigned n_running;
    struct worker *workers; /* with one thread it works within bulk_add() */
    struct batch *open;     /* the one that is being filled */
    uint64_t n_batches;
    uint32_t n_records;

    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t changed;
    struct batch *first; /* waiting */
    struct batch *last;
    unsigned n_waiting;
    bool is_closed;      /* no more will come */
    uint64_t next_block; /* the batch whose block the builder takes next */
    fund_status status;  /* the first failure */
    fund_error err;
};

static void batch_free(struct batch *batch)
{
    if (batch)
        bytes_release(&batch->records);
    free(batch);
}

/* ---- One batch ------------------------------------------------------------------------------- */

static fund_status add_record(struct worker *worker, struct record record, fund_error *err)
{
    fund_article article;
    arena_reset(&worker->arena);
    fund_status status = record_unpack(record, &worker->arena, &article, NULL, err);
    if (status == FUND_OK)
        status = maker_make(&worker->maker, &article, record, NULL, err);
    return status == FUND_OK ? inverter_add(worker->inverter, &worker->maker.document, err)
                             : status;
}

static fund_status open_worker(struct worker *worker, fund_error *err)
{
    if (worker->is_open)
        return FUND_OK;
    fund_status status = maker_open(&worker->maker, worker->bulk->entities, err);
    worker->is_open = status == FUND_OK;
    return status;
}

static fund_status invert(struct worker *worker, const struct batch *batch, struct block *block,
                          fund_error *err)
{
    const unsigned char *at = batch->records.data;
    fund_status status = open_worker(worker, err);
    inverter_start(worker->inverter, batch->first_docid);
    for (uint32_t i = 0; status == FUND_OK && i < batch->n_records; i++) {
        struct record record;
        memcpy(&record.len, at, sizeof record.len);
        record.data = (const char *)at + sizeof record.len;
        status = add_record(worker, record, err);
        at += sizeof record.len + record.len;
    }
    *block = (struct block){0};
    return status == FUND_OK ? inverter_finish(worker->inverter, block, err) : status;
}

/* ---- Threads --------------------------------------------------------------------------------- */

/* The batch that has waited longest; NULL when no more will come. */
static struct batch *take_batch(struct bulk *bulk)
{
    pthread_mutex_lock(&bulk->lock);
    while (!bulk->first && !bulk->is_closed)
        pthread_cond_wait(&bulk->changed, &bulk->lock);
    struct batch *batch = bulk->first;
    if (batch) {
        bulk->first = batch->next;
        bulk->n_waiting--;
        pthread_cond_broadcast(&bulk->changed);
    }
    pthread_mutex_unlock(&bulk->lock);
    return batch;
}

static void wait_for_turn(struct bulk *bulk, uint64_t number)
{
    pthread_mutex_lock(&bulk->lock);
    while (bulk->next_block != number)
        pthread_cond_wait(&bulk->changed, &bulk->lock);
    pthread_mutex_unlock(&bulk->lock);
}

/* The turn of the next one; a first failure is kept for the caller. */
static void end_turn(struct bulk *bulk, fund_status status, const fund_error *err)
{
    pthread_mutex_lock(&bulk->lock);
    bulk->next_block++;
    if (status != FUND_OK && bulk->status == FUND_OK) {
        bulk->status = status;
        bulk->err = *err;
    }
    pthread_cond_broadcast(&bulk->changed);
    pthread_mutex_unlock(&bulk->lock);
}

static fund_status failure(struct bulk *bulk, fund_error *err)
{
    pthread_mutex_lock(&bulk->lock);
    fund_status status = bulk->status;
    if (status != FUND_OK)
        fail(err, status, "%s", bulk->err.message);
    pthread_mutex_unlock(&bulk->lock);
    return status;
}

/* Takes a batch to its end; after a failure batches only pass through. */
static void work_off(struct worker *worker, struct batch *batch)
{
    struct bulk *bulk = worker->bulk;
    struct block block = {0};
    fund_error err;
    fund_status status = failure(bulk, &err);
    if (status == FUND_OK)
        status = invert(worker, batch, &block, &err);
    wait_for_turn(bulk, batch->number);
    if (status == FUND_OK)
        status = failure(bulk, &err);
    if (status == FUND_OK)
        status = builder_add(bulk->builder, &block, &err);
    block_release(&block);
    end_turn(bulk, status, &err);
    batch_free(batch);
}

static void *run(void *data)
{
    struct worker *worker = data;
    for (struct batch *batch; (batch = take_batch(worker->bulk)) != NULL;)
        work_off(worker, batch);
    return NULL;
}

/* Hands the open batch on, to a thread or, where there is but one, to be worked off here. */
static void submit(struct bulk *bulk)
{
    struct batch *batch = bulk->open;
    bulk->open = NULL;
    if (!batch)
        return;
    if (bulk->n_running == 0) {
        work_off(&bulk->workers[0], batch);
        return;
    }
    pthread_mutex_lock(&bulk->lock);
    while (bulk->n_waiting >= bulk->n_running)
        pthread_cond_wait(&bulk->changed, &bulk->lock);
    if (bulk->first)
        bulk->last->next = batch;
    else
        bulk->first = batch;
    bulk->last = batch;
    bulk->n_waiting++;
    pthread_cond_broadcast(&bulk->changed);
    pthread_mutex_unlock(&bulk->lock);
}

/* With one thread alone there is none besides that of the caller. */
static void start_threads(struct bulk *bulk)
{
    for (unsigned i = 0; bulk->n_threads > 1 && i < bulk->n_threads; i++) {
        if (!thread_start(&bulk->workers[i].thread, run, &bulk->workers[i]))
            break;
        bulk->n_running++;
    }
}

/* Lets the threads work off what is there, and end. */
static void join_threads(struct bulk *bulk)
{
    pthread_mutex_lock(&bulk->lock);
    bulk->is_closed = true;
    pthread_cond_broadcast(&bulk->changed);
    pthread_mutex_unlock(&bulk->lock);
    for (unsigned i = 0; i < bulk->n_running; i++)
        pthread_join(bulk->workers[i].thread, NULL);
    bulk->n_running = 0;
}

/* ---- Building -------------------------------------------------------------------------------- */

static fund_status new_worker(struct worker *worker, struct bulk *bulk, fund_error *err)
{
    worker->bulk = bulk;
    return inverter_new(&worker->inverter, err);
}

static fund_status new_workers(struct bulk *bulk, fund_error *err)
{
    fund_status status = FUND_OK;
    for (unsigned i = 0; status == FUND_OK && i < bulk->n_threads; i++)
        status = new_worker(&bulk->workers[i], bulk, err);
    return status;
}

static size_t fitting_batch(size_t memory, unsigned n_threads)
{
    size_t size = memory / 4 / MEMORY_FACTOR / n_threads;
    size = size > BATCH_MAX ? BATCH_MAX : size;
    return size < BATCH_MIN ? BATCH_MIN : size;
}

fund_status bulk_new(struct bulk **bulk, const char *folder, size_t memory, unsigned n_threads,
                     const struct entity_options *entities, fund_error *err)
{
    struct builder *builder;
    *bulk = NULL;
    fund_status status = builder_new(&builder, folder, memory, err);
    if (status != FUND_OK || !builder)
        return status;
    struct bulk *b = *bulk = calloc(1, sizeof *b);
    if (!b) {
        builder_free(builder);
        return fail_no_memory(err);
    }
    b->builder = builder;
    b->entities = entities;
    b->n_threads = n_threads;
    b->batch_size = fitting_batch(memory, n_threads);
    pthread_mutex_init(&b->lock, NULL);
    pthread_cond_init(&b->changed, NULL);
    b->workers = calloc(n_threads, sizeof *b->workers);
    status = b->workers ? new_workers(b, err) : fail_no_memory(err);
    if (status == FUND_OK) {
        start_threads(b);
        return FUND_OK;
    }
    bulk_free(b);
    *bulk = NULL;
    return status;
}

fund_status bulk_add(struct bulk *bulk, struct record record, fund_error *err)
{
    if (!bulk->open) {
        bulk->open = calloc(1, sizeof *bulk->open);
        if (!bulk->open)
            return fail_no_memory(err);
        bulk->open->number = bulk->n_batches++;
        bulk->open->first_docid = bulk->n_records + 1;
    }
    struct batch *batch = bulk->open;
    if (!bytes_reserve(&batch->records, sizeof record.len + record.len))
        return fail_no_memory(err);
    bytes_append(&batch->records, &record.len, sizeof record.len);
    bytes_append(&batch->records, record.data, record.len);
    batch->n_records++;
    bulk->n_records++;
    if (batch->records.len < bulk->batch_size)
        return FUND_OK;
    submit(bulk);
    return failure(bulk, err);
}

static void free_workers(struct bulk *bulk)
{
    for (unsigned i = 0; bulk->workers && i < bulk->n_threads; i++) {
        struct worker *worker = &bulk->workers[i];
        maker_release(&worker->maker);
        arena_release(&worker->arena);
        inverter_free(worker->inverter);
    }
    free(bulk->workers);
    bulk->workers = NULL;
}

fund_status bulk_finish(struct bulk *bulk, const struct metadata *metadata, size_t n_metadata,
                        fund_error *err)
{
    submit(bulk);
    join_threads(bulk);
    free_workers(bulk); /* their memory is wanted for the merge */
    fund_status status = failure(bulk, err);
    if (status == FUND_OK)
        status = builder_finish(bulk->builder, metadata, n_metadata, bulk->n_threads > 1, err);
    return status;
}

struct builder *bulk_builder(struct bulk *bulk)
{
    return bulk->builder;
}

/* What still waits need not be worked off. */
static void drop_batches(struct bulk *bulk)
{
    pthread_mutex_lock(&bulk->lock);
    if (bulk->status == FUND_OK)
        bulk->status = fail(&bulk->err, FUND_INTERRUPTED, "the build was given up");
    pthread_mutex_unlock(&bulk->lock);
}

void bulk_free(struct bulk *bulk)
{
    if (!bulk)
        return;
    drop_batches(bulk);
    join_threads(bulk);
    free_workers(bulk);
    batch_free(bulk->open);
    builder_free(bulk->builder);
    pthread_cond_destroy(&bulk->changed);
    pthread_mutex_destroy(&bulk->lock);
    free(bulk);
}
