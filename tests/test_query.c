/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Query text -> spans, by a table; then queries that are too long, too deep, or at random.
 */
#include "searcher/query.h"

#include <stdlib.h>

#include "indexer/utf8.h"
#include "tests/table.h"
#include "tests/tap.h"

static struct arena arena;

/* ---- What holds for every query ---- */

/* Spans that lie in the text one behind the other, none of them empty, no character halved. */
static bool are_sound(const struct query *query, const char *text)
{
    size_t last = 0, len = strlen(text);
    for (size_t i = 0; i < query->n_spans; i++) {
        const struct query_span *span = &query->spans[i];
        if (span->start < last || span->start >= span->end || span->end > len)
            return false;
        if (!utf8_is_valid(text + span->start, span->end - span->start, NULL))
            return false;
        last = span->end;
    }
    return true;
}

static bool are_equal(const struct query *a, const struct query *b)
{
    for (size_t i = 0; i < a->n_spans && i < b->n_spans; i++) {
        const struct query_span *x = &a->spans[i], *y = &b->spans[i];
        if (x->start != y->start || x->end != y->end || x->is_phrase != y->is_phrase)
            return false;
    }
    return a->n_spans == b->n_spans;
}

/* What a strict reading takes is what the other takes, and the offset is one of the text. */
static bool is_parsed_soundly(const char *text)
{
    struct query query, strict;
    fund_error err = {0};
    arena_reset(&arena);
    if (query_parse(&query, text, false, &arena, NULL) != FUND_OK || !are_sound(&query, text))
        return false;
    fund_status status = query_parse(&strict, text, true, &arena, &err);
    if (status == FUND_SYNTAX)
        return err.status == FUND_SYNTAX && err.offset < strlen(text) && *err.message;
    return status == FUND_OK && are_equal(&strict, &query);
}

/* ---- The table ---- */

static void put_span(FILE *out, const char *text, struct query_span span)
{
    while (span.start < span.end && strchr(" \t\n", text[span.start]))
        span.start++;
    while (span.end > span.start && strchr(" \t\n", text[span.end - 1]))
        span.end--;
    if (span.start < span.end)
        fprintf(out, "%s%.*s%s", span.is_phrase ? "\"" : "[", (int)(span.end - span.start),
                text + span.start, span.is_phrase ? "\" " : "] ");
}

/* As the table has it: [Putin] "Auswärtiges Amt" [Kim] */
static char *tell_spans(const char *text)
{
    char *told;
    size_t size;
    struct query query;
    FILE *out = open_memstream(&told, &size);
    arena_reset(&arena);
    if (query_parse(&query, text, false, &arena, NULL) != FUND_OK)
        fprintf(out, "<not taken> ");
    for (size_t i = 0; i < query.n_spans; i++)
        put_span(out, text, query.spans[i]);
    fclose(out);
    told[strlen(told) - (*told != '\0')] = '\0';
    return told;
}

static void test_strictly(const char *text, const char *want)
{
    struct query query;
    fund_error err = {0};
    arena_reset(&arena);
    fund_status status = query_parse(&query, text, true, &arena, &err);
    if (strcmp(want, "ok") == 0) {
        is_string(fund_status_name(status), "ok", "... strictly, too");
        return;
    }
    is_string(fund_status_name(status), "syntax", "... strictly it is wrong");
    is_int((long long)err.offset, atoll(want), "... at byte %s", want);
    ok(query_parse(&query, text, true, &arena, NULL) == FUND_SYNTAX, "... without an error, too");
}

static void test_invalid(const char *text, const char *offset)
{
    struct query query;
    fund_error err = {0};
    char byte[32];
    snprintf(byte, sizeof byte, "byte %s ", offset);
    ok(query_parse(&query, text, false, &arena, &err) == FUND_INVALID && query.n_spans == 0,
       "... is refused");
    ok(query_parse(&query, text, true, &arena, NULL) == FUND_INVALID, "... strictly, too");
    ok(strstr(err.message, byte) && utf8_is_valid(err.message, strlen(err.message), NULL),
       "... as of byte %s", offset);
}

static void test_case(char *text, char *want, const char *strict)
{
    expand(text);
    if (!strict) {
        test_invalid(text, want + strlen("invalid "));
        return;
    }
    char *told = tell_spans(text);
    is_string(told, expand(want), "... its spans");
    free(told);
    test_strictly(text, strict);
    ok(is_parsed_soundly(text), "... soundly");
}

static void test_table(FILE *table)
{
    for (char *text; (text = next_case(table)) != NULL;) {
        char *want = cut_at(text, " =>");
        char *strict = want && *want ? cut_at(want, "=> ") : NULL;
        if (ok(want && (strict || strncmp(want, "invalid ", 8) == 0), "%s", text))
            test_case(text, want, strict);
    }
}

/* ---- What a table cannot hold ---- */

static void test_empty(void)
{
    struct query query;
    ok(query_parse(&query, "", true, &arena, NULL) == FUND_OK && query.n_spans == 0, "empty");
}

/* As long as a query may be, and one byte longer. */
static void test_long(char c)
{
    struct query query;
    fund_error err = {0};
    char *text = malloc(FUND_QUERY_MAX + 2);
    if (!text)
        return;
    memset(text, c, FUND_QUERY_MAX + 1);
    text[FUND_QUERY_MAX + 1] = '\0';
    is_int(query_parse(&query, text, false, &arena, &err), FUND_INVALID, "too long: %c...", c);
    ok(query.n_spans == 0 && strstr(err.message, "32768") != NULL, "... as the error says");
    text[FUND_QUERY_MAX] = '\0';
    ok(is_parsed_soundly(text), "... a byte less is taken");
    free(text);
}

/* Quotes at every place, so that there are as many spans as there can be. */
static void test_many_spans(void)
{
    enum { N = 8000 };
    struct query query = {0};
    char *text = malloc((size_t)4 * N + 1);
    for (size_t i = 0; text && i <= (size_t)4 * N; i++)
        text[i] = i < (size_t)4 * N ? "a\"b\""[i % 4] : '\0';
    arena_reset(&arena);
    if (text && query_parse(&query, text, true, &arena, NULL) == FUND_OK && query.spans) {
        is_int((long long)query.n_spans, 2LL * N, "many phrases, and words between them");
        ok(are_sound(&query, text) && !query.spans[0].is_phrase && query.spans[1].is_phrase,
           "... soundly");
    } else {
        ok(false, "many phrases");
    }
    free(text);
}

/* Brackets may be nested up to a depth, and an error beyond it is told where it is. */
static void test_deep(void)
{
    struct query query;
    fund_error err = {0};
    char text[129] = "";
    memset(text, '(', 64);
    memset(text + 64, ')', 64);
    ok(query_parse(&query, text, false, &arena, NULL) == FUND_OK, "64 brackets");
    ok(query_parse(&query, text, true, &arena, &err) == FUND_SYNTAX && err.offset == 32,
       "... strictly, too many");
    ok(query_parse(&query, text + 16, true, &arena, &err) == FUND_SYNTAX,
       "... or not as many closed as opened");
    text[96] = '\0';
    ok(query_parse(&query, text + 32, true, &arena, NULL) == FUND_OK, "... but 32 are fine");
}

static unsigned next_random(void)
{
    static unsigned state = 2463534242u;
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static void test_random(void)
{
    static const char *const pieces[] = {"\"",  "„", "“",  "”", "«",      "»", "'", "’", "(",
                                         ")",   "[", "]",  "{", "}",      ":", " ", " ", "\n",
                                         "Kim", "ä", "日", "👍", "\u0308", "1", "-"};
    enum { N_PIECES = sizeof pieces / sizeof *pieces, N_QUERIES = 5000 };
    int n_sound = 0;
    for (int i = 0; i < N_QUERIES; i++) {
        char text[256] = "";
        size_t len = 0;
        for (unsigned n = next_random() % 40; n > 0; n--)
            len += (size_t)snprintf(text + len, sizeof text - len, "%s",
                                    pieces[next_random() % N_PIECES]);
        n_sound += is_parsed_soundly(text);
    }
    is_int(n_sound, N_QUERIES, "random queries");
}

int main(void)
{
    FILE *table = fopen("tests/tables/query.txt", "r");
    if (!table) {
        perror("tests/tables/query.txt");
        return 1;
    }
    test_table(table);
    fclose(table);
    test_empty();
    test_long('x');
    test_long('"');
    test_long('(');
    test_many_spans();
    test_deep();
    test_random();
    arena_release(&arena);
    return done_testing();
}
