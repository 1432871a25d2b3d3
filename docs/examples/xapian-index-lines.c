/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Put the paragraphs of standard input into a database, one document each, with nothing but
 * <xapian-c.h>:
 *
 *     xapian-index-lines DATABASE < notes.txt
 *
 * A paragraph ends at an empty line. Its words become terms, by their English stems; its text is
 * the document's data, for xapian-search to show.
 */
#include <xapian-c.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct paragraph {
    char *text;
    size_t len, capacity;
};

static int append(struct paragraph *paragraph, const char *line)
{
    size_t len = strlen(line);
    if (paragraph->len + len + 1 > paragraph->capacity) {
        size_t capacity = 2 * (paragraph->len + len + 1);
        char *text = realloc(paragraph->text, capacity);
        if (!text)
            return 0;
        paragraph->text = text;
        paragraph->capacity = capacity;
    }
    memcpy(paragraph->text + paragraph->len, line, len + 1);
    paragraph->len += len;
    return 1;
}

static xapian_status add(xapian_writable *db, xapian_term_generator *generator,
                         struct paragraph *paragraph, xapian_error *err)
{
    xapian_document *doc;
    xapian_status status = xapian_document_new(&doc, err);
    if (!status)
        status = xapian_document_set_data(doc, paragraph->text, paragraph->len, err);
    if (!status)
        status = xapian_term_generator_set_document(generator, doc, err);
    if (!status)
        status = xapian_term_generator_index(generator, paragraph->text, paragraph->len, 1, "",
                                             true, err);
    if (!status)
        status = xapian_writable_add_document(db, NULL, doc, err);
    xapian_document_free(doc);
    paragraph->len = 0;
    return status;
}

static xapian_status add_all(xapian_writable *db, xapian_term_generator *generator,
                             xapian_error *err)
{
    struct paragraph paragraph = {NULL, 0, 0};
    char line[4096];
    xapian_status status = XAPIAN_OK;
    while (!status && fgets(line, sizeof line, stdin)) {
        if (*line != '\n')
            status = append(&paragraph, line) ? XAPIAN_OK : XAPIAN_OUT_OF_MEMORY;
        else if (paragraph.len)
            status = add(db, generator, &paragraph, err);
    }
    if (!status && paragraph.len)
        status = add(db, generator, &paragraph, err);
    free(paragraph.text);
    return status ? status : xapian_writable_commit(db, err);
}

int main(int argc, char **argv)
{
    xapian_error err = {XAPIAN_OK, "", "", "", ""};
    xapian_writable *db = NULL;
    xapian_term_generator *generator = NULL;
    xapian_stem *stem = NULL;
    if (argc != 2) {
        fprintf(stderr, "usage: %s DATABASE < TEXT\n", argv[0]);
        return 2;
    }
    xapian_status status = xapian_writable_open(&db, argv[1], XAPIAN_DB_CREATE_OR_OPEN, 0, &err);
    if (!status)
        status = xapian_stem_new(&stem, "english", &err);
    if (!status)
        status = xapian_term_generator_new(&generator, &err);
    if (!status)
        status = xapian_term_generator_set_stem(generator, stem, XAPIAN_STEM_SOME, &err);
    if (!status)
        status = add_all(db, generator, &err);
    if (status)
        fprintf(stderr, "%s: %s\n", xapian_status_string(status), err.message);
    xapian_term_generator_free(generator);
    xapian_stem_free(stem);
    xapian_writable_free(db);
    return status ? 1 : 0;
}
