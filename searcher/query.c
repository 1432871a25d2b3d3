/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query.h"

#include <string.h>

#include "indexer/utf8.h"

/* The double quotes that German texts are typed with. */
static const char *const quotes[] = {"\"", "„", "“", "”", "‟", "»", "«"};

/* The length of the double quote at `c`, 0 when there is none. */
static size_t quote_len(const char *c)
{
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        size_t len = strlen(quotes[i]);
        if (strncmp(c, quotes[i], len) == 0)
            return len;
    }
    return 0;
}

/* The next double quote from `c` on, or NULL. */
static const char *find_quote(const char *c)
{
    while (*c && quote_len(c) == 0)
        c++;
    return *c ? c : NULL;
}

static void add_span(struct query *query, const char *text, const char *start, const char *end,
                     bool is_phrase)
{
    if (start < end)
        query->spans[query->n_spans++] =
            (struct query_span){(size_t)(start - text), (size_t)(end - text), is_phrase};
}

static size_t count_quotes(const char *text)
{
    size_t n = 0;
    for (const char *c = find_quote(text); c; c = find_quote(c + quote_len(c)))
        n++;
    return n;
}

static fund_status fail_syntax(fund_error *err, size_t offset, const char *what)
{
    fund_status status = fail(err, FUND_SYNTAX, "byte %zu of the query: %s", offset, what);
    if (err)
        err->offset = offset;
    return status;
}

static char partner(char bracket)
{
    return bracket == ')' ? '(' : bracket == ']' ? '[' : '{';
}

/* Brackets in pairs and no colon, outside of phrases. */
static fund_status check_words(const char *text, const struct query_span *span, fund_error *err)
{
    size_t open[32], n_open = 0;
    for (size_t i = span->start; i < span->end; i++) {
        char c = text[i];
        if (c == ':')
            return fail_syntax(err, i, "a colon has no meaning here; leave it out or quote it");
        if (strchr("([{", c) && n_open == sizeof open / sizeof *open)
            return fail_syntax(err, i, "brackets are nested too deeply");
        if (strchr("([{", c))
            open[n_open++] = i;
        else if (strchr(")]}", c) && (n_open == 0 || text[open[--n_open]] != partner(c)))
            return fail_syntax(err, i, "this bracket was not opened");
    }
    if (n_open > 0)
        return fail_syntax(err, open[n_open - 1], "this bracket is not closed");
    return FUND_OK;
}

static fund_status check_strictly(const struct query *query, const char *text,
                                  const char *stray_quote, fund_error *err)
{
    for (size_t i = 0; i < query->n_spans; i++) {
        fund_status status =
            query->spans[i].is_phrase ? FUND_OK : check_words(text, &query->spans[i], err);
        if (status != FUND_OK)
            return status;
    }
    if (stray_quote)
        return fail_syntax(err, (size_t)(stray_quote - text), "this quote is not closed");
    return FUND_OK;
}

static fund_status check_text(const char *text, size_t len, fund_error *err)
{
    size_t bad;
    if (len > FUND_QUERY_MAX)
        return fail(err, FUND_INVALID, "the query has %zu bytes, at most %zu are taken: shorten it",
                    len, FUND_QUERY_MAX);
    if (!utf8_is_valid(text, len, &bad))
        return fail(err, FUND_INVALID, "byte %zu of the query is not UTF-8", bad);
    return FUND_OK;
}

fund_status query_parse(struct query *query, const char *text, bool strict, struct arena *arena,
                        fund_error *err)
{
    *query = (struct query){0};
    fund_status status = check_text(text, strlen(text), err);
    if (status != FUND_OK)
        return status;
    query->spans = arena_alloc(arena, (count_quotes(text) + 1) * sizeof *query->spans);
    if (!query->spans)
        return fail_no_memory(err);
    const char *rest = text;
    const char *opening;
    while ((opening = find_quote(rest)) != NULL) {
        const char *inside = opening + quote_len(opening);
        const char *closing = find_quote(inside);
        if (!closing)
            break;
        add_span(query, text, rest, opening, false);
        add_span(query, text, inside, closing, true);
        rest = closing + quote_len(closing);
    }
    add_span(query, text, rest, text + strlen(text), false);
    return strict ? check_strictly(query, text, opening, err) : FUND_OK;
}
