/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/document.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 4096 };

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
    if (doc->n_bytes + n_bytes + DOCUMENT_SLACK > doc->bytes_capacity) {
        size_t capacity = 2 * doc->bytes_capacity + n_bytes + FIRST_BYTES;
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

/* How long the term gets in keys, where each zero byte takes two; a short one cannot get too long.
 */
static size_t key_len(const char *text, size_t len)
{
    size_t n = len;
    if (len < TERM_MAX / 2)
        return len;
    for (const char *end = text + len; (text = memchr(text, '\0', (size_t)(end - text))); text++)
        n++;
    return n;
}

fund_status document_add(struct document *doc, const char *prefix, const char *text, size_t len,
                         uint32_t position, uint32_t wdf, fund_error *err)
{
    size_t prefix_len = strlen(prefix);
    size_t term_len = prefix_len + len;
    if (term_len == 0 || prefix_len + key_len(text, len) > TERM_MAX ||
        (prefix_len == 0 && *text == '\0'))
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
