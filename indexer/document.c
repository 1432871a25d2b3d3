/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/document.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void document_reset(struct document *doc)
{
    doc->n_bytes = 0;
    doc->n_occurrences = 0;
    doc->n_values = 0;
    doc->data = NULL;
    doc->data_len = 0;
}

void document_release(struct document *doc)
{
    free(doc->bytes);
    free(doc->occurrences);
    *doc = (struct document){0};
}

static bool make_room(struct document *doc, size_t n_bytes)
{
    if (doc->n_bytes + n_bytes > doc->bytes_capacity) {
        size_t capacity = 2 * doc->bytes_capacity + n_bytes + 4096;
        char *bytes = realloc(doc->bytes, capacity);
        if (!bytes)
            return false;
        doc->bytes = bytes;
        doc->bytes_capacity = capacity;
    }
    if (doc->n_occurrences == doc->occurrences_capacity) {
        size_t capacity = 2 * doc->occurrences_capacity + 1024;
        struct occurrence *larger = realloc(doc->occurrences, capacity * sizeof *larger);
        if (!larger)
            return false;
        doc->occurrences = larger;
        doc->occurrences_capacity = capacity;
    }
    return true;
}

fund_status document_add(struct document *doc, const char *prefix, const char *text, size_t len,
                         uint32_t position, uint32_t wdf, fund_error *err)
{
    size_t prefix_len = strlen(prefix);
    size_t term_len = prefix_len + len;
    if (term_len == 0 || term_len > TERM_MAX || (prefix_len == 0 && *text == '\0'))
        return fail(err, FUND_INTERNAL, "\"%s%.40s\" of %zu bytes cannot be a term", prefix, text,
                    term_len);
    if (!make_room(doc, term_len))
        return fail_no_memory(err);
    memcpy(mempcpy(doc->bytes + doc->n_bytes, prefix, prefix_len), text, len);
    doc->occurrences[doc->n_occurrences++] = (struct occurrence){
        .start = (uint32_t)doc->n_bytes,
        .len = (uint32_t)term_len,
        .position = position,
        .wdf = wdf,
    };
    doc->n_bytes += term_len;
    return FUND_OK;
}

void document_set_value(struct document *doc, uint32_t slot, const char *bytes, size_t len)
{
    assert(doc->n_values < DOCUMENT_VALUES_MAX);
    if (len > 0)
        doc->values[doc->n_values++] =
            (struct document_value){.slot = slot, .len = (uint32_t)len, .bytes = bytes};
}

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
