/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Puts an article into an index and finds it again. */
#include <fundstelle.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : "example-index";
    fund_article article = {.size = sizeof article, .id = "1", .title = "Soldaten in Kursk"};
    fund_error err;
    fund_change change;
    fund_writer *writer = NULL;
    fund_index *index = NULL;
    fund_page *page = NULL;
    const fund_marked_text *snippet;
    article.body = "In Kursk wurden nach Angaben aus Kiew Soldaten aus Nordkorea gesehen.";
    bool ok = fund_writer_open(&writer, path, NULL, &err) == FUND_OK &&
              fund_writer_put(writer, &article, &change, &err) == FUND_OK &&
              fund_writer_commit(writer, &err) == FUND_OK &&
              fund_index_open(&index, &path, 1, &err) == FUND_OK &&
              fund_search(&page, index, "Soldat", NULL, &err) == FUND_OK;
    for (size_t i = 0; ok && i < fund_page_size(page); i++)
        if ((ok = fund_page_snippet(page, i, 0, &snippet, &err) == FUND_OK))
            printf("%s: %s\n", fund_page_hit(page, i)->id, snippet->text);
    if (!ok)
        fprintf(stderr, "%s\n", err.message);
    fund_page_free(page);
    fund_index_close(index);
    fund_writer_close(writer);
    return !ok;
}
