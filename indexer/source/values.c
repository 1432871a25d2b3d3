/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/values.h"

#include <string.h>

enum { END = -1 };

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* A string cannot hold a line feed: so a missing quotation mark does damage in one line only. */
static void scan_in_string(struct value_scan *scan, char c)
{
    if (c == '\n' || (c == '"' && !scan->is_escaped))
        scan->in_string = false;
    scan->is_escaped = c == '\\' && !scan->is_escaped;
}

/* False when `c` no longer belongs to the value, which is then a bare one such as 12 or null. */
static bool scan_outside(struct value_scan *scan, char c)
{
    bool is_bare = scan->depth == 0;
    if (is_bare && (c == ',' || c == '}' || c == ']' || is_space(c)))
        scan->is_complete = true;
    else if (c == '"')
        scan->in_string = true;
    else if (c == '{' || c == '[')
        scan->depth++;
    else if (c == '}' || c == ']')
        scan->is_complete = --scan->depth == 0;
    return !(is_bare && scan->is_complete);
}

size_t value_scan_part(struct value_scan *scan, const char *text, size_t len)
{
    size_t i = 0;
    while (i < len && !scan->is_complete) {
        if (scan->in_string) {
            scan_in_string(scan, text[i]);
            scan->is_complete = !scan->in_string && scan->depth == 0;
        } else if (!scan_outside(scan, text[i])) {
            break;
        }
        scan->size++;
        i++;
    }
    return i;
}

/* The next byte that is not white space, left untaken, or END. */
static fund_status peek(struct input *input, int *c, fund_error *err)
{
    for (;;) {
        while (input->start < input->end && is_space(input->bytes[input->start]))
            input_take(input, 1);
        if (input->start < input->end || input->is_at_end)
            break;
        fund_status status = input_fill(input, err);
        if (status != FUND_OK)
            return status;
    }
    *c = input->start < input->end ? (unsigned char)input->bytes[input->start] : END;
    return FUND_OK;
}

/* Behind the bracket that closes the array. */
static fund_status finish_array(struct values *values, struct input *input, fund_error *err)
{
    int c;
    bool is_after_comma = values->expected == VALUE;
    size_t line = input->line;
    values->is_finished = true;
    fund_status status = peek(input, &c, err);
    if (status == FUND_OK && is_after_comma)
        return fail(err, FUND_INPUT, "%s:%zu: a comma before the end of the array", input->shown,
                    line);
    if (status == FUND_OK && c != END)
        return fail(err, FUND_INPUT, "%s:%zu: the file goes on behind its array; not read",
                    input->shown, input->line);
    return status;
}

/* Where no value can begin nothing tells where the next one would: the rest is given up. */
static fund_status begin_value(struct values *values, const struct input *input, int c,
                               fund_error *err)
{
    if (strchr("{[\"-0123456789tfn", c) && c != '\0')
        return FUND_OK;
    values->is_finished = true;
    return fail(err, FUND_INPUT, "%s:%zu: not JSON: '{' expected; the rest of it is not read",
                input->shown, input->line);
}

/* Goes to the first byte of the next value, or sets `is_finished`. */
static fund_status go_to_value(struct values *values, struct input *input, fund_error *err)
{
    int c;
    fund_status status;
    while ((status = peek(input, &c, err)) == FUND_OK && c != END) {
        bool is_array = values->is_array, has_begun = values->has_begun;
        values->has_begun = true;
        if (!has_begun && c == '[') {
            values->is_array = true;
        } else if (is_array && c == ']') {
            input_take(input, 1);
            return finish_array(values, input, err);
        } else if (is_array && values->expected == COMMA_OR_END) {
            values->expected = VALUE;
            if (c != ',')
                return fail(err, FUND_INPUT, "%s:%zu: no comma before this element of the array",
                            input->shown, input->line);
        } else {
            return begin_value(values, input, c, err);
        }
        input_take(input, 1);
    }
    values->is_finished = true;
    if (status == FUND_OK && values->is_array)
        status =
            fail(err, FUND_INPUT, "%s:%zu: the array is not closed", input->shown, input->line);
    return status;
}

fund_status values_next(struct values *values, struct input *input, const char **text, size_t *len,
                        size_t *line, fund_error *err)
{
    struct value_scan scan = {0};
    size_t n = 0;
    fund_status status = FUND_OK;
    *text = NULL;
    *len = 0;
    if (!values->is_finished)
        status = go_to_value(values, input, err);
    if (status != FUND_OK || values->is_finished)
        return status;
    values->expected = COMMA_OR_END;
    *line = input->line;
    for (;;) {
        n += value_scan_part(&scan, input->bytes + input->start + n, input->end - input->start - n);
        if (scan.is_complete || input->is_at_end)
            break;
        if (n > FUND_ARTICLE_MAX) {
            input_take(input, n);
            n = 0;
        }
        if ((status = input_fill(input, err)) != FUND_OK) {
            values->is_finished = true;
            return status;
        }
    }
    *text = input->bytes + input->start;
    *len = n;
    input_take(input, n);
    if (scan.size <= FUND_ARTICLE_MAX)
        return FUND_OK;
    *text = NULL;
    return input_fail_size(input, *line, scan.size, err);
}
