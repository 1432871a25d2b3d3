/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Nothing is hidden: why a word is lit (tests/tables/reasons.txt), what the words of a query
 * became, and that what they weigh adds up to the score.
 */
#include <fundstelle.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/table.h"
#include "tests/tap.h"

enum { CASES_MAX = 200, TEXT_MAX = 500 };

struct reason_case {
    char query[TEXT_MAX];
    char marked[TEXT_MAX]; /* the text, with [word reason] */
    char id[16];
};

static struct reason_case cases[CASES_MAX];
static size_t n_cases;

static void die(const char *what, const fund_error *err)
{
    printf("Bail out! %s: %s\n", what, err->message);
    exit(1);
}

static void read_cases(void)
{
    FILE *table = fopen("tests/tables/reasons.txt", "r");
    for (char *line; table && n_cases < CASES_MAX && (line = next_case(table));) {
        char *arrow = strstr(line, " => ");
        struct reason_case *c = &cases[n_cases];
        if (!arrow)
            continue;
        *arrow = '\0';
        snprintf(c->query, sizeof c->query, "%.499s", line);
        snprintf(c->marked, sizeof c->marked, "%.499s", arrow + strlen(" => "));
        snprintf(c->id, sizeof c->id, "%zu", n_cases++);
    }
    if (table)
        fclose(table);
}

/* "Ein [Soldat exact] blieb" -> "Ein Soldat blieb" */
static void without_reasons(char *out, const char *marked)
{
    while (*marked) {
        if (*marked != '[') {
            *out++ = *marked++;
            continue;
        }
        const char *end = strchr(++marked, ']');
        const char *reason = end;
        while (*reason != ' ')
            reason--;
        out = mempcpy(out, marked, (size_t)(reason - marked));
        marked = end + 1;
    }
    *out = '\0';
}

static void write_index(const char *path)
{
    fund_error err;
    fund_writer *writer;
    fund_change change;
    if (fund_writer_open(&writer, path, NULL, &err) != FUND_OK)
        die("open", &err);
    for (size_t i = 0; i < n_cases; i++) {
        char body[TEXT_MAX];
        fund_article article = FUND_ARTICLE_INIT;
        without_reasons(body, cases[i].marked);
        article.id = cases[i].id;
        article.title = i % 3 == 0 ? body : NULL;
        article.body = body;
        if (fund_writer_put(writer, &article, &change, &err) != FUND_OK)
            die("put", &err);
    }
    if (fund_writer_commit(writer, &err) != FUND_OK)
        die("commit", &err);
    fund_writer_close(writer);
}

static void mark(char *out, const fund_marked_text *snippet)
{
    size_t next = 0;
    for (size_t i = 0; i < snippet->n_highlights; i++) {
        const fund_highlight *h = &snippet->highlights[i];
        out += sprintf(out, "%.*s[%.*s %s]", (int)(h->start - next), snippet->text + next,
                       (int)(h->end - h->start), snippet->text + h->start,
                       fund_reason_name(h->reason));
        next = h->end;
    }
    strcpy(out, snippet->text + next);
}

/* Is the score of hit `i` the sum of its weights? */
static bool adds_up(fund_page *page, size_t i)
{
    fund_error err;
    const double *weights;
    double sum = 0;
    if (fund_page_weights(page, i, &weights, &err) != FUND_OK)
        die("weights", &err);
    for (size_t j = 0; j < fund_page_n_terms(page); j++)
        sum += weights[j];
    return fabs(sum - fund_page_hit(page, i)->score) < 1e-9 * (1 + fabs(sum)) && sum > 0;
}

static fund_page *ask(fund_index *index, const char *query)
{
    fund_error err;
    fund_page *page;
    fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.n_hits = CASES_MAX;
    if (fund_search(&page, index, query, &options, &err) != FUND_OK)
        die(query, &err);
    return page;
}

static void test_case(fund_index *index, const struct reason_case *c)
{
    fund_error err;
    fund_page *page = ask(index, c->query);
    const fund_marked_text *snippet;
    char shown[2 * TEXT_MAX] = "";
    size_t n_sums = 0;
    for (size_t i = 0; i < fund_page_size(page); i++) {
        n_sums += adds_up(page, i);
        if (strcmp(fund_page_hit(page, i)->id, c->id) != 0)
            continue;
        if (fund_page_snippet(page, i, TEXT_MAX, &snippet, &err) != FUND_OK)
            die(c->query, &err);
        mark(shown, snippet);
    }
    is_string(shown, c->marked, "%s", c->query);
    is_int((long long)n_sums, (long long)fund_page_size(page), "... the weights add up");
    fund_page_free(page);
}

static void test_sums(fund_index *index)
{
    static const char *const queries[] = {
        "Soldat Soldaten Soldat Krieg",
        "\"blieb zurück\" Soldat Angriffskrieg",
        "Angriffskrieg Ukrainekrieg Krieg Straßen",
        "Nordkorea Nordkoreaner russisch Russland",
        "Politiker:innen 1 500 USA",
        "der die das",
        "Soldat OR (Krieg AND blieb)",
        "(Angriffskrieg AND dauert) OR (Krieg AND Folgen) Ukraine",
        "+Krieg Angriffskrieg dauert -Folgen",
        "Krieg NEAR/3 dauert OR Soldat",
        "(Angriffskrieg -Folgen) Nordkorea",
        "titel:Soldat OR =Soldaten OR (+Nordkorea flohen)",
    };
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        fund_page *page = ask(index, queries[i]);
        size_t n = fund_page_size(page), n_sums = 0;
        for (size_t j = 0; j < n; j++)
            n_sums += adds_up(page, j);
        ok(n > 0 && n_sums == n, "the weights of all %zu hits add up: %s", n, queries[i]);
        fund_page_free(page);
    }
}

/* "krieg compound", with the word that it came from in front, of all terms but those of titles. */
static void test_terms(fund_index *index)
{
    char got[1000] = "", *out = got;
    fund_error err;
    const double *weights;
    fund_page *page = ask(index, "Angriffskriege \"blieb zurück\" Nordkorea");
    if (fund_page_weights(page, 0, &weights, &err) != FUND_OK)
        die("weights", &err);
    for (size_t j = 0; j < fund_page_n_terms(page); j++) {
        const fund_query_term *term = fund_page_term(page, j);
        if (!term->is_in_title && !term->is_group)
            out += sprintf(out, "%s:%s:%s:%g:%d ", term->word, term->term,
                           fund_reason_name(term->reason), term->factor, (int)term->n_articles);
    }
    is_string(got,
              "blieb zurück:blieb zurück:stem:1:0 Angriffskriege:angriffskrieg:stem:0.5:3 "
              "Angriffskriege:angriffskriege:exact:0.1:0 Angriffskriege:krieg:compound:0.5:5 "
              "Angriffskriege:angriff:compound:0.5:3 Nordkorea:nordkorea:stem:1:1 "
              "Nordkorea:nordkorea:exact:0.2:0 ",
              "what the words became");
    ok(!fund_page_term(page, fund_page_n_terms(page)), "no term behind the last");
    is_int(fund_page_weights(page, fund_page_size(page), &weights, &err), FUND_INVALID,
           "no weights behind the last hit");
    ok(!weights, "... and none are given");
    fund_page_free(page);
}

static void test_same_article_twice(const char *path)
{
    fund_error err;
    fund_index *index;
    const char *const paths[] = {path, path};
    if (fund_index_open(&index, paths, 2, &err) != FUND_OK)
        die("open", &err);
    fund_page *page = ask(index, "Angriffskrieg");
    size_t n_sums = 0;
    for (size_t i = 0; i < fund_page_size(page); i++)
        n_sums += adds_up(page, i);
    ok(n_sums > 1 && n_sums == fund_page_size(page), "an article that is in two indexes");
    fund_page_free(page);
    fund_index_close(index);
}

static void test_tokens(void)
{
    fund_error err;
    fund_tokens *tokens;
    const fund_token *token;
    is_int(fund_analyse(&tokens, "Die Politiker:innen am Staubecken", &err), FUND_OK, "a text");
    is_int((long long)fund_tokens_size(tokens), 4, "... has four words");
    token = fund_tokens_get(tokens, 0);
    ok(token->is_stop_word && token->position == 1, "... the first is a stop word");
    token = fund_tokens_get(tokens, 1);
    ok(token->start == 4 && token->end == 19, "... the second is where it stands");
    is_string(token->stem, "polit", "... with a stem");
    is_string(token->also, "politikerin", "... and another");
    token = fund_tokens_get(tokens, 3);
    ok(token->n_parts == 2 && token->n_other_parts == 2, "... the last can be read in two ways");
    is_string(token->parts[0], "staub", "... with Staub");
    is_string(token->parts[2], "stau", "... or with Stau");
    ok(!fund_tokens_get(tokens, 4), "... no word behind it");
    fund_tokens_free(tokens);
    is_int(fund_analyse(&tokens, "", &err), FUND_OK, "no text");
    is_int((long long)fund_tokens_size(tokens), 0, "... no words");
    fund_tokens_free(tokens);
    is_int(fund_analyse(&tokens, "a\xFF", &err), FUND_INVALID, "not UTF-8");
    is_string(err.message, "byte 1 of the text is not UTF-8", "... is said");
    fund_tokens_free(NULL);
}

int main(void)
{
    fund_error err;
    fund_index *index;
    char folder[] = "/tmp/fundstelle-reasons-XXXXXX";
    char path[64], command[96];
    const char *paths[] = {path};
    if (!mkdtemp(folder))
        return 1;
    snprintf(path, sizeof path, "%s/index", folder);
    read_cases();
    ok(n_cases > 0 && n_cases < CASES_MAX, "%zu cases", n_cases);
    write_index(path);
    if (fund_index_open(&index, paths, 1, &err) != FUND_OK)
        die("open", &err);
    for (size_t i = 0; i < n_cases; i++)
        test_case(index, &cases[i]);
    test_sums(index);
    test_terms(index);
    fund_index_close(index);
    test_same_article_twice(path);
    test_tokens();
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0 || done_testing();
}
