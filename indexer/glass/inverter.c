/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/inverter.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/glass/compress.h"
#include "indexer/glass/pack.h"
#include "indexer/glass/positions.h"
#include "indexer/glass/termlist.h"
#include "indexer/glass/terms.h"

/* libxapian leaves tags of up to so many bytes as they are. */
enum { COMPRESS_MIN = 18 };

/*
 * A term in a document. While the document is read `places_end` counts the places; then it is where
 * its packed positions end, which begin where those of the pair before end.
 */
struct pair {
    uint32_t term;
    uint32_t document; /* from 0 in the block */
    uint32_t wdf;
    uint32_t places_end;
};

/* A pair again, sorted by term. */
struct posting {
    uint32_t document;
    uint32_t wdf;
    uint32_t places; /* where its packed positions begin */
    uint32_t places_len;
};

/* Scratch space for as many elements as an array of the inverter holds. */
struct numbers {
    uint32_t *data;
    size_t capacity;
};

struct inverter {
    struct terms terms;
    struct pair *pairs; /* from 1 on, by document; number 0 stands for none */
    size_t n_pairs;     /* with number 0 */
    size_t pairs_capacity;
    struct bytes places; /* packed positions, by pair */
    struct block block;  /* as far as it is made */
    size_t documents_capacity;
    struct numbers pair_of;   /* each occurrence of a document */
    struct numbers starts;    /* of each pair of a document; of each term */
    struct numbers places_of; /* by pair */
    struct posting *postings; /* all pairs by term */
    size_t postings_capacity;
    struct termlist_entry *entries;
    size_t entries_capacity;
    uint32_t *first_pairs; /* of each document */
    size_t first_pairs_capacity;
    struct compressor *compressor;
};

fund_status inverter_new(struct inverter **inverter, fund_error *err)
{
    struct inverter *i = *inverter = calloc(1, sizeof *i);
    fund_status status = i ? compressor_new(&i->compressor, err) : fail_no_memory(err);
    if (status != FUND_OK) {
        inverter_free(i);
        *inverter = NULL;
    }
    return status;
}

void inverter_free(struct inverter *inverter)
{
    if (!inverter)
        return;
    terms_release(&inverter->terms);
    bytes_release(&inverter->places);
    block_release(&inverter->block);
    compressor_free(inverter->compressor);
    free(inverter->pairs);
    free(inverter->pair_of.data);
    free(inverter->starts.data);
    free(inverter->places_of.data);
    free(inverter->postings);
    free(inverter->entries);
    free(inverter->first_pairs);
    free(inverter);
}

void inverter_start(struct inverter *inverter, uint32_t first_docid)
{
    terms_reset(&inverter->terms);
    block_release(&inverter->block);
    inverter->documents_capacity = 0;
    inverter->block.first_docid = first_docid;
    inverter->places.len = 0;
    inverter->n_pairs = 1;
}

void block_release(struct block *block)
{
    free(block->documents);
    bytes_release(&block->data);
    bytes_release(&block->termlists);
    bytes_release(&block->values);
    bytes_release(&block->postings);
    bytes_release(&block->positions);
    *block = (struct block){0};
}

/* ---- One document ---------------------------------------------------------------------------- */

static bool reserve(struct numbers *numbers, size_t n)
{
    if (n <= numbers->capacity)
        return true;
    free(numbers->data);
    numbers->capacity = n + n / 2;
    numbers->data = malloc(numbers->capacity * sizeof *numbers->data);
    if (!numbers->data)
        numbers->capacity = 0;
    return numbers->data != NULL;
}

/* The pair of a term with the document that is being read, which is made when it is new. */
static uint32_t find_pair(struct inverter *inverter, uint32_t term, size_t first_pair)
{
    struct term_entry *entry = &inverter->terms.entries[term];
    if (entry->pair >= first_pair)
        return entry->pair;
    struct pair *pairs =
        array_grow(inverter->pairs, inverter->n_pairs, &inverter->pairs_capacity, sizeof *pairs);
    if (!pairs)
        return 0;
    inverter->pairs = pairs;
    entry->pair = (uint32_t)inverter->n_pairs++;
    entry->n_documents++;
    pairs[entry->pair] = (struct pair){.term = term, .document = inverter->block.n_documents};
    return entry->pair;
}

/* Counts one occurrence to its pair. */
static bool count_occurrence(struct inverter *inverter, const struct occurrence *o, uint32_t term,
                             size_t first_pair, uint32_t *pair)
{
    *pair = find_pair(inverter, term, first_pair);
    if (*pair == 0)
        return false;
    inverter->pairs[*pair].wdf += o->wdf;
    inverter->pairs[*pair].places_end += o->position > 0;
    return true;
}

/* Makes the pairs of a document, each with its wdf and the number of its places. */
static bool make_pairs(struct inverter *inverter, const struct document *doc)
{
    struct term_key keys[LOOK_UP_MAX];
    uint32_t terms[LOOK_UP_MAX];
    size_t first_pair = inverter->n_pairs, n;
    if (!reserve(&inverter->pair_of, doc->n_occurrences))
        return false;
    for (size_t start = 0; start < doc->n_occurrences; start += n) {
        const struct occurrence *o = doc->occurrences + start;
        n = doc->n_occurrences - start < LOOK_UP_MAX ? doc->n_occurrences - start : LOOK_UP_MAX;
        for (size_t i = 0; i < n; i++)
            terms_key(&keys[i], doc->bytes + o[i].start, o[i].len);
        if (!terms_intern(&inverter->terms, keys, n, terms))
            return false;
        for (size_t i = 0; i < n; i++)
            if (!count_occurrence(inverter, &o[i], terms[i], first_pair,
                                  &inverter->pair_of.data[start + i]))
                return false;
    }
    return true;
}

static int compare_places(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Puts the places into ascending order, each once; mostly they are. Returns how many are left. */
static size_t order_places(uint32_t *places, size_t n)
{
    size_t i = 1;
    while (i < n && places[i - 1] < places[i])
        i++;
    if (i >= n)
        return n;
    qsort(places, n, sizeof *places, compare_places);
    size_t kept = 1;
    for (i = 1; i < n; i++)
        if (places[i] != places[kept - 1])
            places[kept++] = places[i];
    return kept;
}

/* Gathers the places of each pair of the document. */
static bool gather_places(struct inverter *inverter, const struct document *doc, size_t first_pair)
{
    uint32_t sum = 0;
    size_t n_pairs = inverter->n_pairs - first_pair;
    if (!reserve(&inverter->starts, n_pairs) || !reserve(&inverter->places_of, doc->n_occurrences))
        return false;
    for (size_t i = 0; i < n_pairs; i++) {
        inverter->starts.data[i] = sum;
        sum += inverter->pairs[first_pair + i].places_end;
    }
    for (size_t i = 0; i < doc->n_occurrences; i++)
        if (doc->occurrences[i].position > 0) {
            uint32_t *start = &inverter->starts.data[inverter->pair_of.data[i] - first_pair];
            inverter->places_of.data[(*start)++] = doc->occurrences[i].position;
        }
    return true;
}

/* Packs the places that gather_places() has put side by side. */
static bool pack_places(struct inverter *inverter, size_t first_pair)
{
    struct bytes *packed = &inverter->places;
    for (size_t i = first_pair; i < inverter->n_pairs; i++) {
        struct pair *pair = &inverter->pairs[i];
        size_t n = pair->places_end;
        if (n > 0) {
            uint32_t *places = inverter->places_of.data + inverter->starts.data[i - first_pair] - n;
            n = order_places(places, n);
            if (!bytes_reserve(packed, positions_size(n)))
                return false;
            packed->len =
                (size_t)(positions_pack(packed->data + packed->len, places, n) - packed->data);
        }
        pair->places_end = (uint32_t)packed->len;
    }
    return true;
}

/* The values in the order of their slots, as the block holds them. */
static bool add_values(struct inverter *inverter, const struct document *doc,
                       struct block_document *out)
{
    struct bytes *values = &inverter->block.values;
    size_t before = values->len;
    for (int64_t last = -1;;) {
        const struct document_value *next = NULL;
        for (size_t i = 0; i < doc->n_values; i++)
            if (doc->values[i].slot > last && (!next || doc->values[i].slot < next->slot))
                next = &doc->values[i];
        if (!next)
            break;
        if (!bytes_reserve(values, 2 * (size_t)NUMBER_SIZE + next->len))
            return false;
        unsigned char *to = pack_number(values->data + values->len, next->slot);
        to = mempcpy(pack_number(to, next->len), next->bytes, next->len);
        values->len = (size_t)(to - values->data);
        last = next->slot;
    }
    out->values_len = (uint32_t)(values->len - before);
    return true;
}

static bool add_data(struct inverter *inverter, const struct document *doc,
                     struct block_document *out)
{
    struct bytes *data = &inverter->block.data;
    size_t before = data->len;
    if (!compress_into(inverter->compressor, data, doc->data, doc->data_len, COMPRESS_MIN,
                       &out->is_data_compressed))
        return false;
    out->data_len = (uint32_t)(data->len - before);
    return true;
}

static struct block_document *new_document(struct inverter *inverter)
{
    struct block *block = &inverter->block;
    size_t n = block->n_documents;
    struct block_document *documents =
        array_grow(block->documents, n, &inverter->documents_capacity, sizeof *documents);
    if (!documents)
        return NULL;
    block->documents = documents;
    uint32_t *first_pairs =
        array_grow(inverter->first_pairs, n, &inverter->first_pairs_capacity, sizeof *first_pairs);
    if (!first_pairs)
        return NULL;
    inverter->first_pairs = first_pairs;
    first_pairs[n] = (uint32_t)inverter->n_pairs;
    documents[n] = (struct block_document){0};
    return &documents[n];
}

static void count_wdf(struct inverter *inverter, size_t first_pair, struct block_document *out)
{
    for (size_t i = first_pair; i < inverter->n_pairs; i++) {
        uint32_t wdf = inverter->pairs[i].wdf;
        out->length += wdf;
        if (wdf > inverter->block.max_wdf)
            inverter->block.max_wdf = wdf;
    }
}

fund_status inverter_add(struct inverter *inverter, const struct document *doc, fund_error *err)
{
    size_t first_pair = inverter->n_pairs;
    struct block_document *out = new_document(inverter);
    if (!out || !make_pairs(inverter, doc) || !gather_places(inverter, doc, first_pair) ||
        !pack_places(inverter, first_pair) || !add_values(inverter, doc, out) ||
        !add_data(inverter, doc, out))
        return fail_no_memory(err);
    count_wdf(inverter, first_pair, out);
    inverter->block.n_documents++;
    return FUND_OK;
}

/* ---- The block ------------------------------------------------------------------------------- */

/* Room for an element per pair; what the array held is lost. */
static void *reserve_pairs(struct inverter *inverter, void *array, size_t *capacity, size_t size)
{
    if (array && inverter->n_pairs <= *capacity)
        return array;
    free(array);
    array = malloc((inverter->pairs_capacity + 1) * size);
    *capacity = array ? inverter->pairs_capacity + 1 : 0;
    return array;
}

/* Counts the pairs into their places: by term, in the order of the terms, then by document. */
static bool sort_pairs(struct inverter *inverter, const struct sort_item *items)
{
    const struct term_entry *entries = inverter->terms.entries;
    uint32_t sum = 0, places = 0;
    inverter->postings = reserve_pairs(inverter, inverter->postings, &inverter->postings_capacity,
                                       sizeof *inverter->postings);
    if (!inverter->postings || !reserve(&inverter->starts, inverter->terms.n_entries))
        return false;
    uint32_t *starts = inverter->starts.data;
    for (size_t i = 0; i < inverter->terms.n_entries; i++) {
        starts[items[i].id] = sum;
        sum += entries[items[i].id].n_documents;
    }
    for (size_t i = 1; i < inverter->n_pairs; i++) {
        const struct pair *pair = &inverter->pairs[i];
        inverter->postings[starts[pair->term]++] =
            (struct posting){pair->document, pair->wdf, places, pair->places_end - places};
        places = pair->places_end;
    }
    return true;
}

/* Begins a record; record_end() fills in how long it got. */
static size_t record_begin(struct bytes *out, const struct sort_item *term)
{
    size_t start = out->len;
    unsigned char *to = out->data + start + RECORD_HEAD;
    *to++ = (unsigned char)term->len;
    to = mempcpy(to, term->bytes, term->len);
    out->len = (size_t)(to - out->data);
    return start;
}

static void record_end(struct bytes *out, size_t start)
{
    uint32_t len = (uint32_t)(out->len - start - RECORD_HEAD);
    memcpy(out->data + start, &len, sizeof len);
}

enum { RECORD_START_MAX = RECORD_HEAD + 1 + KEY_MAX + 2 * NUMBER_SIZE };

static bool put_postings(struct inverter *inverter, const struct sort_item *term,
                         const struct posting *postings, size_t n)
{
    struct bytes *out = &inverter->block.postings;
    uint64_t sum = 0;
    if (!bytes_reserve(out, RECORD_START_MAX + n * 2 * NUMBER_SIZE))
        return false;
    for (size_t i = 0; i < n; i++)
        sum += postings[i].wdf;
    size_t start = record_begin(out, term);
    unsigned char *to = pack_number(out->data + out->len, n);
    to = pack_number(to, sum);
    uint32_t next = 0;
    for (size_t i = 0; i < n; i++) {
        to = pack_number(to, postings[i].document - next);
        to = pack_number(to, postings[i].wdf);
        next = postings[i].document + 1;
    }
    out->len = (size_t)(to - out->data);
    record_end(out, start);
    return true;
}

static bool put_positions(struct inverter *inverter, const struct sort_item *term,
                          const struct posting *postings, size_t n)
{
    struct bytes *out = &inverter->block.positions;
    size_t before = out->len, start = before;
    uint32_t next = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t len = postings[i].places_len;
        if (len == 0)
            continue;
        if (!bytes_reserve(out, RECORD_START_MAX + len + 2 * (size_t)NUMBER_SIZE))
            return false;
        if (out->len == before)
            start = record_begin(out, term);
        unsigned char *to = pack_number(out->data + out->len, postings[i].document - next);
        to = pack_number(to, len);
        to = mempcpy(to, inverter->places.data + postings[i].places, len);
        out->len = (size_t)(to - out->data);
        next = postings[i].document + 1;
    }
    if (out->len > before)
        record_end(out, start);
    return true;
}

/* Enters the term into the list of each document that has it. */
static void list_term(struct inverter *inverter, const struct sort_item *term,
                      const struct posting *postings, size_t n)
{
    for (size_t i = 0; i < n; i++)
        inverter->entries[inverter->first_pairs[postings[i].document]++] =
            (struct termlist_entry){term->bytes, term->len, postings[i].wdf};
}

static bool put_terms(struct inverter *inverter, const struct sort_item *items)
{
    const struct posting *postings = inverter->postings;
    for (size_t i = 0; i < inverter->terms.n_entries; i++) {
        size_t n = inverter->terms.entries[items[i].id].n_documents;
        if (!put_postings(inverter, &items[i], postings, n) ||
            !put_positions(inverter, &items[i], postings, n))
            return false;
        list_term(inverter, &items[i], postings, n);
        postings += n;
    }
    return true;
}

/* After list_term() the first pair of each document is that of the next one. */
static bool put_termlists(struct inverter *inverter)
{
    struct bytes *out = &inverter->block.termlists;
    struct bytes plain = {0};
    bool ok = true;
    size_t first = 1;
    for (size_t i = 0; ok && i < inverter->block.n_documents; i++) {
        struct block_document *document = &inverter->block.documents[i];
        size_t before = out->len, next = inverter->first_pairs[i];
        plain.len = 0;
        ok = termlist_pack(&plain, document->length, inverter->entries + first, next - first) &&
             compress_into(inverter->compressor, out, plain.data, plain.len, COMPRESS_MIN,
                           &document->is_termlist_compressed);
        document->termlist_len = (uint32_t)(out->len - before);
        first = next;
    }
    bytes_release(&plain);
    return ok;
}

fund_status inverter_finish(struct inverter *inverter, struct block *block, fund_error *err)
{
    const struct sort_item *items = terms_sort(&inverter->terms);
    *block = (struct block){0};
    inverter->entries = reserve_pairs(inverter, inverter->entries, &inverter->entries_capacity,
                                      sizeof *inverter->entries);
    if (!items || !inverter->entries || !sort_pairs(inverter, items) ||
        !put_terms(inverter, items) || !put_termlists(inverter))
        return fail_no_memory(err);
    *block = inverter->block;
    inverter->block = (struct block){0};
    return FUND_OK;
}
