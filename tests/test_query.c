/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Query text -> tree, by a table; then queries that are too long, too deep, or at random.
 */
#include "searcher/query.h"

#include <stdlib.h>

#include "tests/query_check.h"
#include "tests/table.h"
#include "tests/tap.h"

static struct arena arena;

/* ---- The table ---- */

static const struct query_options lenient = {.today = TEST_TODAY};
static const struct query_options strictly = {.strict = true, .today = TEST_TODAY};

/* As the table has it: (Putin AND Kim) OR Xi */
static const char *tell_tree(const char *text)
{
    struct query query;
    const char *printed;
    arena_reset(&arena);
    if (query_parse(&query, text, lenient, &arena, NULL) != FUND_OK ||
        query_print(&query, &arena, &printed, NULL) != FUND_OK)
        return "<not taken>";
    return printed;
}

static void test_strictly(const char *text, const char *want)
{
    struct query query;
    fund_error err = {0};
    arena_reset(&arena);
    fund_status status = query_parse(&query, text, strictly, &arena, &err);
    if (strcmp(want, "ok") == 0) {
        is_string(fund_status_name(status), "ok", "... strictly, too");
        return;
    }
    is_string(fund_status_name(status), "syntax", "... strictly it is wrong");
    is_int((long long)err.offset, atoll(want), "... at byte %s", want);
    ok(query_parse(&query, text, strictly, &arena, NULL) == FUND_SYNTAX,
       "... without an error, too");
}

static void test_invalid(const char *text, const char *offset)
{
    struct query query;
    fund_error err = {0};
    char byte[32];
    snprintf(byte, sizeof byte, "byte %s ", offset);
    ok(query_parse(&query, text, lenient, &arena, &err) == FUND_INVALID && !query.root,
       "... is refused");
    ok(query_parse(&query, text, strictly, &arena, NULL) == FUND_INVALID, "... strictly, too");
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
    is_string(tell_tree(text), expand(want), "... its tree");
    test_strictly(text, strict);
    ok(is_parsed_soundly(text, &arena), "... soundly");
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
    ok(query_parse(&query, "", strictly, &arena, NULL) == FUND_OK && !query.root, "empty");
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
    is_int(query_parse(&query, text, lenient, &arena, &err), FUND_INVALID, "too long: %c...", c);
    ok(!query.root && strstr(err.message, "32768") != NULL, "... as the error says");
    text[FUND_QUERY_MAX] = '\0';
    ok(is_parsed_soundly(text, &arena), "... a byte less is taken");
    free(text);
}

/* Quotes at every place, so that there are as many leaves as there can be. */
static void test_many_leaves(void)
{
    enum { N = 8000 };
    struct query query = {0};
    size_t n = 0;
    char *text = malloc((size_t)4 * N + 1);
    for (size_t i = 0; text && i <= (size_t)4 * N; i++)
        text[i] = i < (size_t)4 * N ? "a\"b\""[i % 4] : '\0';
    arena_reset(&arena);
    if (text && query_parse(&query, text, strictly, &arena, NULL) == FUND_OK && query.root)
        for (const struct query_node *leaf = query.root->child; leaf; leaf = leaf->next)
            n += leaf->kind == (n % 2 ? QUERY_PHRASE : QUERY_TEXT);
    is_int((long long)n, 2LL * N, "many phrases, and words between them");
    ok(text && is_parsed_soundly(text, &arena), "... soundly");
    free(text);
}

/* `n` of one piece one behind the other; the caller frees it. */
static char *repeat(const char *piece, size_t n)
{
    size_t len = strlen(piece);
    char *text = malloc(n * len + 1);
    for (size_t i = 0; text && i < n; i++)
        memcpy(text + i * len, piece, len);
    if (text)
        text[n * len] = '\0';
    return text;
}

/* Brackets, operators, signs and fields as often as there is room. */
static void test_repeated(void)
{
    static const char *const pieces[] = {
        "(",     "(a ",     "-(a AND ", "a NEAR/3 ", "NOT ",    "titel:", "titel:(", "a AND ",
        "a OR ", "a b OR ", "+",        "-",         "(a)",     "f(x",    "a* ",     "a~",
        "=\"",   "-\"a",    "und -a ",  "=a ",       "titel:a", "a:",     "*",       "datum:2024 "};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char *text = repeat(pieces[i], FUND_QUERY_MAX / strlen(pieces[i]));
        ok(text && is_parsed_soundly(text, &arena), "32 kB of %s", pieces[i]);
        free(text);
    }
}

/* Brackets may be nested up to a depth; what is deeper is told where it is, and flattened. */
static void test_deep(void)
{
    struct query query;
    fund_error err = {0};
    char text[4096] = "";
    for (int i = 0; i < QUERY_MAX_DEPTH; i++)
        strcat(text, "(a OR b AND ");
    strcat(text, "c");
    for (int i = 0; i < QUERY_MAX_DEPTH; i++)
        strcat(text, ")");
    ok(is_parsed_soundly(text, &arena), "64 brackets");
    is_int(query_parse(&query, text, strictly, &arena, NULL), FUND_OK, "... strictly, too");
    memmove(text + 12, text, strlen(text) + 1);
    strcat(text, ")");
    ok(is_parsed_soundly(text, &arena), "65 brackets");
    is_int(query_parse(&query, text, strictly, &arena, &err), FUND_SYNTAX, "... strictly not");
    is_int((long long)err.offset, 12LL * QUERY_MAX_DEPTH, "... because of the innermost");
}

/* With --all the tree is the same, and says so. */
static void test_all(void)
{
    struct query query;
    struct query_options options = {.wants_all = true};
    ok(query_parse(&query, "Kursk Soldaten", options, &arena, NULL) == FUND_OK && query.wants_all &&
           query.root && query.root->kind == QUERY_TEXT,
       "all words");
}

/* What is said about the first doubt, and how many notes there are. */
static void test_notes(void)
{
    struct query query;
    fund_error err = {0};
    query_parse(&query, "Kursk AND titl:Kim \"", lenient, &arena, NULL);
    is_int((long long)query.n_notes, 2, "two notes");
    is_int((long long)query.notes[0].offset, 14, "... the first at the colon");
    is_int((long long)query.notes[1].offset, 19, "... the second at the quote");
    ok(strstr(query.notes[0].message, "titel"), "... naming the fields");
    query_parse(&query, "Kursk AND titl:Kim \"", strictly, &arena, &err);
    ok(strstr(err.message, query.notes[0].message), "... which is the error of a strict reading");
    query_parse(&query, "))))))))))))))))))))))))))))", lenient, &arena, NULL);
    is_int((long long)query.n_notes, QUERY_MAX_NOTES, "not more notes than there is room for");
}

/* ---- Days ---- */

static void test_days(void)
{
    int32_t day = 0;
    ok(day_of((struct date){1970, 1, 1}, &day) && day == 0, "1970-01-01 is day 0");
    ok(day_of((struct date){2024, 10, 24}, &day) && day == TEST_TODAY, "2024-10-24");
    ok(day_of((struct date){1, 1, 1}, &day) && day == DAY_MIN, "the first day");
    ok(day_of((struct date){9999, 12, 31}, &day) && day == DAY_MAX, "the last one");
    ok(!day_of((struct date){2023, 2, 29}, &day) && !day_of((struct date){2024, 13, 1}, &day) &&
           !day_of((struct date){2024, 0, 1}, &day) && !day_of((struct date){10000, 1, 1}, &day),
       "days that are in no calendar");
    int n_wrong = 0;
    for (int32_t i = DAY_MIN; i <= DAY_MAX; i += 13)
        n_wrong += !day_of(day_date(i), &day) || day != i;
    is_int(n_wrong, 0, "days to dates and back");
    ok(day_today() > TEST_TODAY, "today is later than this test was written");
}

/* seit:1m on the last of a month is the last of the month before. */
static void test_months(void)
{
    struct query query;
    struct query_options options = {0};
    int32_t want;
    day_of((struct date){2024, 3, 31}, &options.today);
    day_of((struct date){2024, 2, 29}, &want);
    query_parse(&query, "seit:1m", options, &arena, NULL);
    is_int(query.root ? query.root->range.from : 0, want, "a month before 31 March");
    day_of((struct date){2024, 2, 29}, &options.today);
    day_of((struct date){2023, 2, 28}, &want);
    query_parse(&query, "seit:1j", options, &arena, NULL);
    is_int(query.root ? query.root->range.from : 0, want, "a year before 29 February");
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
    static const char *const pieces[] = {
        "\"", "„",      "“",    "»",      "'",    "’",   "(",    ")",   "[",      "]",
        ":",  "titel:", "url:", "datum:", "2024", "..",  "AND ", "OR ", "NOT ",   "NEAR/2 ",
        " ",  " ",      "\n",   "Kim",    "ä",    "日",  "👍",    "1",   "-",      "+",
        "*",  "?",      "~",    "=",      "und ", "a, ", ".",    "/",   "\u00A0", "innen"};
    enum { N_PIECES = sizeof pieces / sizeof *pieces, N_QUERIES = 5000 };
    int n_sound = 0;
    for (int i = 0; i < N_QUERIES; i++) {
        char text[256] = "";
        size_t len = 0;
        for (unsigned n = next_random() % 40; n > 0; n--)
            len += (size_t)snprintf(text + len, sizeof text - len, "%s",
                                    pieces[next_random() % N_PIECES]);
        n_sound += is_parsed_soundly(text, &arena);
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
    test_many_leaves();
    test_repeated();
    test_deep();
    test_all();
    test_notes();
    test_days();
    test_months();
    test_random();
    arena_release(&arena);
    return done_testing();
}
