/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An ordinary program with libfundstelle: writes two articles to the index argv[1] and searches. */
#include <fundstelle.h>

#include <stdio.h>
#include <stdlib.h>

/* Libfundstelle has a fail() of its own inside; neither may replace the other. */
void fail(const fund_error *err);

void fail(const fund_error *err)
{
    fprintf(stderr, "client: %s: %s\n", fund_status_name(err->status), err->message);
    exit(2);
}

static void write_articles(const char *path)
{
    fund_error err;
    fund_writer *writer;
    if (fund_writer_open(&writer, path, NULL, &err))
        fail(&err);
    const char *const bodies[][2] = {
        {"haus", "Das Haus am Hafen wurde verkauft."},
        {"schiff", "Im Hafen von Rostock liegen drei Schiffe."},
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        fund_article article = FUND_ARTICLE_INIT;
        fund_change change;
        article.id = bodies[i][0];
        article.body = bodies[i][1];
        if (fund_writer_put(writer, &article, &change, &err))
            fail(&err);
    }
    if (fund_writer_commit(writer, &err))
        fail(&err);
    fund_writer_close(writer);
}

static void print_marked(const fund_marked_text *marked)
{
    size_t at = 0;
    for (size_t i = 0; i < marked->n_highlights; i++) {
        fund_highlight h = marked->highlights[i];
        printf("%.*s[%.*s]", (int)(h.start - at), marked->text + at, (int)(h.end - h.start),
               marked->text + h.start);
        at = h.end;
    }
    puts(marked->text + at);
}

static void print_hits(const char *path, const char *query)
{
    fund_error err;
    fund_index *index;
    fund_page *page;
    if (fund_index_open(&index, &path, 1, &err) || fund_search(&page, index, query, NULL, &err))
        fail(&err);
    for (size_t i = 0; i < fund_page_size(page); i++) {
        const fund_marked_text *snippet;
        if (fund_page_snippet(page, i, 0, &snippet, &err))
            fail(&err);
        printf("%s: ", fund_page_hit(page, i)->id);
        print_marked(snippet);
    }
    fund_page_free(page);
    fund_index_close(index);
}

int main(int argc, char **argv)
{
    fund_error err;
    fund_index *index;
    if (argc < 2)
        return 2;
    /* Here the library catches an exception of libxapian and calls its own fail(). */
    fund_status status = fund_index_open(&index, (const char *const *)&argv[1], 1, &err);
    printf("before: %s\n", fund_status_name(status));
    write_articles(argv[1]);
    print_hits(argv[1], "Schiff");
    return 0;
}
