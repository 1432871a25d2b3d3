/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/merge.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/glass/block.h"
#include "indexer/glass/sort.h"

enum { BUFFER_MIN = 4096, BUFFER_MAX = 1 << 20 };

/* A stream and the record at which it stands. */
struct source {
    uint64_t word; /* the first bytes of the term, to compare them at once */
    const unsigned char *term;
    size_t term_len;
    const unsigned char *next; /* what is at hand behind the record */
    const unsigned char *end;
    uint64_t left; /* in the file behind that */
    off_t offset;
    struct bytes buffer;
    uint32_t first_docid;
    uint32_t number;
};

struct merge {
    int fd;
    size_t buffer_size;
    struct source *sources;
    size_t n_sources;
    struct source **heap; /* the one with the smallest term first */
    size_t n_heap;
    struct source **current; /* those that stand at the current term */
    size_t n_current;
    struct part *parts;
};

/* ---- Reading --------------------------------------------------------------------------------- */

/* Reads on behind what is in the buffer, up to `n` bytes in all. */
static fund_status read_on(struct merge *merge, struct source *source, size_t n, fund_error *err)
{
    struct bytes *buffer = &source->buffer;
    while (buffer->len < n) {
        ssize_t got = pread(merge->fd, buffer->data + buffer->len, n - buffer->len, source->offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return fail_errno(err, got < 0 ? errno : EIO, "reading back a part of the index");
        buffer->len += (size_t)got;
        source->offset += got;
        source->left -= (uint64_t)got;
    }
    return FUND_OK;
}

/* Moves what is at hand to the start of the buffer and reads on until `n` bytes are there. */
static fund_status refill(struct merge *merge, struct source *source, size_t n, fund_error *err)
{
    struct bytes *buffer = &source->buffer;
    size_t at_hand = (size_t)(source->end - source->next);
    size_t wanted = n > merge->buffer_size ? n : merge->buffer_size;
    if (wanted - at_hand > source->left)
        wanted = at_hand + (size_t)source->left;
    if (wanted < n)
        return fail(err, FUND_IO, "a part of the index is shorter than it should be");
    if (buffer->data && at_hand > 0)
        memmove(buffer->data, source->next, at_hand);
    buffer->len = at_hand;
    if (!bytes_reserve(buffer, wanted - at_hand) || !buffer->data)
        return fail_no_memory(err);
    fund_status status = read_on(merge, source, wanted, err);
    source->next = buffer->data;
    source->end = buffer->data + buffer->len;
    return status;
}

static fund_status ensure(struct merge *merge, struct source *source, size_t n, fund_error *err)
{
    return (size_t)(source->end - source->next) >= n ? FUND_OK : refill(merge, source, n, err);
}

/* Steps to the next record; behind the last one the source has no term. */
static fund_status advance(struct merge *merge, struct source *source, fund_error *err)
{
    uint32_t len;
    source->term = NULL;
    if (source->next == source->end && source->left == 0)
        return FUND_OK;
    fund_status status = ensure(merge, source, RECORD_HEAD, err);
    if (status != FUND_OK)
        return status;
    assert(source->next);
    memcpy(&len, source->next, sizeof len);
    status = ensure(merge, source, RECORD_HEAD + (size_t)len, err);
    if (status != FUND_OK)
        return status;
    source->term_len = source->next[RECORD_HEAD];
    source->term = source->next + RECORD_HEAD + 1;
    source->word = sort_word(source->term, source->term_len);
    source->next += RECORD_HEAD + (size_t)len;
    return FUND_OK;
}

/* ---- The heap -------------------------------------------------------------------------------- */

static int compare_terms(const struct source *a, const struct source *b)
{
    if (a->word != b->word)
        return a->word < b->word ? -1 : 1;
    size_t len = a->term_len < b->term_len ? a->term_len : b->term_len;
    int order = memcmp(a->term, b->term, len);
    return order ? order : (a->term_len > b->term_len) - (a->term_len < b->term_len);
}

static bool is_before(const struct source *a, const struct source *b)
{
    int order = compare_terms(a, b);
    return order < 0 || (order == 0 && a->number < b->number);
}

static void push(struct merge *merge, struct source *source)
{
    size_t i = merge->n_heap++;
    for (; i > 0 && is_before(source, merge->heap[(i - 1) / 2]); i = (i - 1) / 2)
        merge->heap[i] = merge->heap[(i - 1) / 2];
    merge->heap[i] = source;
}

static struct source *pop(struct merge *merge)
{
    struct source *top = merge->heap[0], *last = merge->heap[--merge->n_heap];
    size_t i = 0;
    for (size_t child; (child = 2 * i + 1) < merge->n_heap; i = child) {
        if (child + 1 < merge->n_heap && is_before(merge->heap[child + 1], merge->heap[child]))
            child++;
        if (!is_before(merge->heap[child], last))
            break;
        merge->heap[i] = merge->heap[child];
    }
    merge->heap[i] = last;
    return top;
}

/* ---- Merging --------------------------------------------------------------------------------- */

/* Steps those at the current term on and puts them back into the heap. */
static fund_status leave_term(struct merge *merge, fund_error *err)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < merge->n_current; i++) {
        status = advance(merge, merge->current[i], err);
        if (status == FUND_OK && merge->current[i]->term)
            push(merge, merge->current[i]);
    }
    merge->n_current = 0;
    return status;
}

fund_status merge_next(struct merge *merge, const unsigned char **term, size_t *term_len,
                       const struct part **parts, size_t *n_parts, fund_error *err)
{
    fund_status status = leave_term(merge, err);
    *n_parts = 0;
    if (status != FUND_OK || merge->n_heap == 0)
        return status;
    do {
        struct source *source = pop(merge);
        merge->current[merge->n_current++] = source;
        merge->parts[(*n_parts)++] =
            (struct part){source->term + source->term_len, source->next, source->first_docid};
    } while (merge->n_heap > 0 && compare_terms(merge->heap[0], merge->current[0]) == 0);
    *term = merge->current[0]->term;
    *term_len = merge->current[0]->term_len;
    *parts = merge->parts;
    return FUND_OK;
}

static void open_source(struct source *source, const struct stream *stream, uint32_t number)
{
    source->number = number;
    source->first_docid = stream->first_docid;
    if (stream->data) {
        source->next = stream->data;
        source->end = stream->data + stream->len;
    } else {
        source->offset = stream->offset;
        source->left = stream->len;
    }
}

static size_t buffer_size(size_t buffers, size_t n)
{
    size_t size = buffers / (n + 1);
    size = size > BUFFER_MAX ? BUFFER_MAX : size;
    return size < BUFFER_MIN ? BUFFER_MIN : size;
}

static bool allocate(struct merge *merge, size_t n)
{
    merge->sources = calloc(n + 1, sizeof *merge->sources);
    merge->heap = malloc((n + 1) * sizeof(struct source *));
    merge->current = malloc((n + 1) * sizeof(struct source *));
    merge->parts = malloc((n + 1) * sizeof *merge->parts);
    merge->n_sources = merge->sources ? n : 0;
    return merge->sources && merge->heap && merge->current && merge->parts;
}

/* Each source at its first term. */
static fund_status open_sources(struct merge *merge, const struct stream *streams, fund_error *err)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < merge->n_sources; i++) {
        open_source(&merge->sources[i], &streams[i], (uint32_t)i);
        status = advance(merge, &merge->sources[i], err);
        if (status == FUND_OK && merge->sources[i].term)
            push(merge, &merge->sources[i]);
    }
    return status;
}

fund_status merge_new(struct merge **merge, const struct stream *streams, size_t n, int fd,
                      size_t buffers, fund_error *err)
{
    struct merge *m = *merge = calloc(1, sizeof *m);
    if (!m)
        return fail_no_memory(err);
    m->fd = fd;
    m->buffer_size = buffer_size(buffers, n);
    fund_status status = allocate(m, n) ? open_sources(m, streams, err) : fail_no_memory(err);
    if (status != FUND_OK) {
        merge_free(m);
        *merge = NULL;
    }
    return status;
}

void merge_free(struct merge *merge)
{
    if (!merge)
        return;
    for (size_t i = 0; i < merge->n_sources; i++)
        bytes_release(&merge->sources[i].buffer);
    free(merge->sources);
    free(merge->heap);
    free(merge->current);
    free(merge->parts);
    free(merge);
}
