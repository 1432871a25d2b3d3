/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What Xapian does by itself, to compare with: articles -> an index with its TermGenerator and the
 * German stemmer, positions and the text stored, as its manual shows it.
 *
 *     term-generator INDEX FILE some    words as they stand and stems, its default
 *     term-generator INDEX FILE all     stems only
 */
#include <fundstelle.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xapian-c.h>

static xapian_error xerr;

static void must(xapian_status status, const char *what)
{
    if (!status)
        return;
    fprintf(stderr, "%s: %s\n", what, xerr.message);
    exit(1);
}

static void index_text(xapian_term_generator *generator, const char *text, xapian_termcount weight)
{
    xapian_termpos position;
    if (!text)
        return;
    must(xapian_term_generator_index(generator, text, strlen(text), weight, "", true, &xerr),
         "text");
    must(xapian_term_generator_position(generator, &position, &xerr), "position");
    must(xapian_term_generator_set_position(generator, position + 100, &xerr), "position");
}

static void add_article(xapian_writable *db, xapian_term_generator *generator,
                        const fund_article *article)
{
    xapian_document *doc;
    xapian_docid docid;
    char *data;
    int len = asprintf(&data, "%s\n%s", article->title ? article->title : "",
                       article->body ? article->body : "");
    if (len < 0)
        exit(1);
    must(xapian_document_new(&doc, &xerr), "document");
    must(xapian_document_set_data(doc, data, (size_t)len, &xerr), "data");
    must(xapian_term_generator_set_document(generator, doc, &xerr), "generator");
    must(xapian_term_generator_set_position(generator, 0, &xerr), "generator");
    index_text(generator, article->title, 2);
    index_text(generator, article->body, 1);
    must(xapian_writable_add_document(db, &docid, doc, &xerr), "adding");
    xapian_document_free(doc);
    free(data);
}

int main(int argc, char **argv)
{
    xapian_writable *db;
    xapian_stem *stem;
    xapian_term_generator *generator;
    fund_source *source;
    fund_error err;
    const fund_article *article;
    if (argc != 4)
        return 2;
    bool is_all = strcmp(argv[3], "all") == 0;
    must(xapian_writable_open(&db, argv[1], XAPIAN_DB_CREATE, 0, &xerr), argv[1]);
    must(xapian_stem_new(&stem, "german", &xerr), "stemmer");
    must(xapian_term_generator_new(&generator, &xerr), "generator");
    must(xapian_term_generator_set_stem(generator, stem,
                                        is_all ? XAPIAN_STEM_ALL : XAPIAN_STEM_SOME, &xerr),
         "generator");
    fund_status status = fund_source_open(&source, argv[2], &err);
    while (status == FUND_OK && (status = fund_source_next(source, &article, &err)) == FUND_OK &&
           article)
        add_article(db, generator, article);
    if (status != FUND_OK)
        fprintf(stderr, "%s\n", err.message);
    must(xapian_writable_commit(db, &xerr), argv[1]);
    fund_source_close(source);
    xapian_term_generator_free(generator);
    xapian_stem_free(stem);
    xapian_writable_free(db);
    return status != FUND_OK;
}
