/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Cuts a .json file into its records without holding more than one of them:
 *
 *     [{"id": "a", ...}, {"id": "b", ...}]      the elements of an array
 *     {"id": "a", ...}  {"id": "b", ...}        or values one behind the other
 *
 * It only finds where a value ends, by counting brackets; whether it is JSON inside is for
 * Jansson to say. Jansson itself can read a stream, but only through getc() or whole.
 */
#ifndef INDEXER_SOURCE_VALUES_H
#define INDEXER_SOURCE_VALUES_H

#include "indexer/source/input.h"

/* Where in a value we are. Zeroed: before its first byte. */
struct value_scan {
    uint64_t size; /* bytes so far */
    size_t depth;
    bool in_string, is_escaped, is_complete;
};

/* How many of the `len` bytes that come next belong to the value. */
size_t value_scan_part(struct value_scan *scan, const char *text, size_t len);

/* Zeroed: at the beginning of the file. */
struct values {
    bool has_begun, is_array, is_finished;
    enum { VALUE_OR_END, COMMA_OR_END, VALUE } expected; /* in an array */
};

/*
 * The next value; `*text` is NULL after the last. It lives until the next call, `*line` is the
 * line of its first byte. FUND_INPUT: one over FUND_ARTICLE_MAX, an array that is not well formed.
 */
fund_status values_next(struct values *values, struct input *input, const char **text, size_t *len,
                        size_t *line, fund_error *err);

#endif
