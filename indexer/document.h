/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an article becomes in the index, before anything of libxapian: its terms, one entry for each
 * place where one stands, its values and its data. schema.c fills it; from it comes a document
 * of libxapian for small updates, and the tables of a first build (glass/).
 *
 *     „Der Krieg in Kursk“     Zkrieg at 2, Zkursk at 4, Skrieg, Skursk, Q… ; value 0 = fingerprint
 *
 * A term may come any number of times, in any order: its frequencies are summed, its positions
 * kept once each.
 */
#ifndef INDEXER_DOCUMENT_H
#define INDEXER_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/error.h"

/* libxapian takes terms of up to 245 bytes; we keep a little below. */
enum { TERM_MAX = 240 };

/* A term at one place. */
struct occurrence {
    uint32_t start; /* of its bytes, in document.bytes */
    uint32_t len;
    uint32_t position; /* from 1; 0: the term has no place in the text */
    uint32_t wdf;      /* what this place adds to the frequency of the term */
};

struct document_value {
    uint32_t slot;
    uint32_t len;
    const char *bytes;
};

enum { DOCUMENT_VALUES_MAX = 16, DOCUMENT_SLACK = 16 };

/* A zeroed struct is an empty document; document_reset() empties it for the next article. */
struct document {
    char *bytes; /* of all terms, one behind the other; DOCUMENT_SLACK more may be read */
    size_t n_bytes;
    size_t bytes_capacity;
    struct occurrence *occurrences;
    size_t n_occurrences;
    size_t occurrences_capacity;
    struct document_value values[DOCUMENT_VALUES_MAX]; /* their bytes belong to the caller */
    size_t n_values;
    const char *data; /* the caller's */
    size_t data_len;
};

void document_reset(struct document *doc);
void document_release(struct document *doc);

/*
 * Adds the term that is `prefix` and `text` in one. FUND_INTERNAL for a term that no index can
 * hold: empty, longer than TERM_MAX, or one that begins with a zero byte, as libxapian's own keys
 * do.
 */
fund_status document_add(struct document *doc, const char *prefix, const char *text, size_t len,
                         uint32_t position, uint32_t wdf, fund_error *err);

/* Sets a value; `bytes` must live as long as the document is in use. Empty ones are none. */
void document_set_value(struct document *doc, uint32_t slot, const char *bytes, size_t len);

#endif
