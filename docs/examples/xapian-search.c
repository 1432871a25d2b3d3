/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Search what xapian-index-lines made and print the ten best:
 *
 *     xapian-search DATABASE blue OR '"green hill"'
 *
 * The arguments are one query in the syntax of libxapian's query parser.
 */
#include <xapian-c.h>

#include <stdio.h>
#include <string.h>

/* The arguments with blanks between. */
static const char *join(char **words, char *text, size_t size)
{
    size_t len = 0;
    text[0] = '\0';
    for (; *words && len < size; words++)
        len += (size_t)snprintf(text + len, size - len, "%s%s", len ? " " : "", *words);
    return text;
}

static xapian_status parse(xapian_query **query, const char *text, xapian_error *err)
{
    xapian_query_parser *parser = NULL;
    xapian_stem *stem = NULL;
    *query = NULL;
    xapian_status status = xapian_query_parser_new(&parser, err);
    if (!status)
        status = xapian_stem_new(&stem, "english", err);
    if (!status)
        status = xapian_query_parser_set_stem(parser, stem, XAPIAN_STEM_SOME, err);
    if (!status)
        status = xapian_query_parser_parse(query, parser, text, XAPIAN_NUL_TERMINATED,
                                           XAPIAN_PARSE_DEFAULT, "", err);
    xapian_stem_free(stem);
    xapian_query_parser_free(parser);
    return status;
}

static xapian_status print_hit(xapian_mset *mset, xapian_doccount i, xapian_error *err)
{
    xapian_hit hit;
    xapian_document *doc = NULL;
    xapian_string data;
    xapian_status status = xapian_mset_hit(mset, &hit, i, err);
    if (!status)
        status = xapian_mset_document(&doc, mset, i, err);
    if (!status)
        status = xapian_document_data(doc, &data, err);
    if (!status)
        printf("%u: document %u, %d %%\n%s\n", hit.rank + 1, hit.docid, hit.percent, data.data);
    xapian_document_free(doc);
    return status;
}

static xapian_status search(xapian_database *db, const xapian_query *query, xapian_error *err)
{
    xapian_enquire *enquire = NULL;
    xapian_mset *mset = NULL;
    xapian_matches matches;
    xapian_status status = xapian_enquire_new(&enquire, db, err);
    if (!status)
        status = xapian_enquire_set_query(enquire, query, 0, err);
    if (!status)
        status = xapian_enquire_search(&mset, enquire, NULL, err);
    if (!status) {
        xapian_mset_matches(mset, &matches);
        printf("about %u documents match\n\n", matches.estimated);
        for (xapian_doccount i = 0; !status && i < xapian_mset_size(mset); i++)
            status = print_hit(mset, i, err);
    }
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
    return status;
}

int main(int argc, char **argv)
{
    xapian_error err = {XAPIAN_OK, "", "", "", ""};
    xapian_database *db = NULL;
    xapian_query *query = NULL;
    char text[4096];
    if (argc < 3) {
        fprintf(stderr, "usage: %s DATABASE QUERY...\n", argv[0]);
        return 2;
    }
    xapian_status status = xapian_database_open(&db, argv[1], 0, &err);
    if (!status)
        status = parse(&query, join(argv + 2, text, sizeof text), &err);
    if (!status)
        status = search(db, query, &err);
    if (status)
        fprintf(stderr, "%s: %s\n", xapian_status_string(status), err.message);
    xapian_query_free(query);
    xapian_database_free(db);
    return status ? 1 : 0;
}
