/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/tables/finds.txt over an index: what a query finds, and what is lit. */
#include <fundstelle.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/table.h"
#include "tests/tap.h"

enum { CASES_MAX = 1000, TEXT_MAX = 1000 };

struct find_case {
    char query[TEXT_MAX];
    char marked[TEXT_MAX]; /* the text, with [highlights] */
    char id[16];
};

static struct find_case cases[CASES_MAX];
static size_t n_cases;

static void die(const char *what, const fund_error *err)
{
    printf("Bail out! %s: %s\n", what, err->message);
    exit(1);
}

static void read_cases(void)
{
    FILE *table = fopen("tests/tables/finds.txt", "r");
    for (char *line; table && n_cases < CASES_MAX && (line = next_case(table));) {
        char *arrow = strstr(expand(line), " => ");
        struct find_case *c = &cases[n_cases];
        if (!arrow)
            continue;
        *arrow = '\0';
        snprintf(c->query, sizeof c->query, "%.999s", line);
        snprintf(c->marked, sizeof c->marked, "%.999s", arrow + strlen(" => "));
        snprintf(c->id, sizeof c->id, "%zu", n_cases++);
    }
    if (table)
        fclose(table);
}

static void without_brackets(char *out, const char *marked)
{
    for (; *marked; marked++)
        if (*marked != '[' && *marked != ']')
            *out++ = *marked;
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
        without_brackets(body, cases[i].marked);
        article.id = cases[i].id;
        article.body = body;
        if (fund_writer_put(writer, &article, &change, &err) != FUND_OK)
            die("put", &err);
    }
    if (fund_writer_commit(writer, &err) != FUND_OK)
        die("commit", &err);
    fund_writer_close(writer);
}

/* The snippet with brackets around its highlights. */
static void mark(char *out, const fund_marked_text *snippet)
{
    size_t next = 0;
    for (size_t i = 0; i < snippet->n_highlights; i++) {
        const fund_highlight *h = &snippet->highlights[i];
        out += sprintf(out, "%.*s[%.*s]", (int)(h->start - next), snippet->text + next,
                       (int)(h->end - h->start), snippet->text + h->start);
        next = h->end;
    }
    strcpy(out, snippet->text + next);
}

/* What the query shows of the case's own text: "" when it does not find it. */
static void ask(fund_index *index, const struct find_case *c, char *shown)
{
    fund_error err;
    fund_page *page;
    const fund_marked_text *snippet;
    fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.n_hits = CASES_MAX;
    *shown = '\0';
    if (fund_search(&page, index, c->query, &options, &err) != FUND_OK)
        die(c->query, &err);
    for (size_t i = 0; i < fund_page_size(page); i++) {
        if (strcmp(fund_page_hit(page, i)->id, c->id) != 0)
            continue;
        if (fund_page_snippet(page, i, TEXT_MAX, &snippet, &err) != FUND_OK)
            die(c->query, &err);
        mark(shown, snippet);
    }
    fund_page_free(page);
}

int main(void)
{
    fund_error err;
    fund_index *index;
    char folder[] = "/tmp/fundstelle-finds-XXXXXX";
    char path[64], command[96], shown[2 * TEXT_MAX];
    const char *paths[] = {path};
    if (!mkdtemp(folder))
        return 1;
    snprintf(path, sizeof path, "%s/index", folder);
    read_cases();
    ok(n_cases > 0 && n_cases < CASES_MAX, "%zu cases", n_cases);
    write_index(path);
    if (fund_index_open(&index, paths, 1, &err) != FUND_OK)
        die("open", &err);
    for (size_t i = 0; i < n_cases; i++) {
        bool is_wanted = strchr(cases[i].marked, '[') != NULL;
        ask(index, &cases[i], shown);
        is_string(shown, is_wanted ? cases[i].marked : "", "%s", cases[i].query);
    }
    fund_index_close(index);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0 || done_testing();
}
