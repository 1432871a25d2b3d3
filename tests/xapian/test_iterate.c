/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Walking through all that a database holds, with terms that hold NUL among it. */
#include "tests/xapian/corpus.h"

static void test_terms(xapian_database *db)
{
    xapian_terms *terms;
    xapian_string term;
    xapian_termpos positions[8];
    size_t n_positions;
    uint32_t n;
    fine(xapian_database_all_terms(&terms, db, "", 0, &err), "all terms");
    is_string(list_terms(terms, xapian_terms_freq),
              "blue:3 green:4 hill:2 red:2 redwood:1 sky:1 submarine:1 yellow:2",
              "with their frequency");
    fine(xapian_database_all_terms(&terms, db, "red", NUL, &err), "with a prefix");
    is_string(list_terms(terms, NULL), "red redwood", "are two");
    must(xapian_database_all_terms(&terms, db, "", 0, &err));
    fine(xapian_terms_skip_to(terms, &term, "h", 1, &err), "skip");
    is_string(term.data, "hill", "to hill");
    fine(xapian_terms_skip_to(terms, &term, "hill", 4, &err), "skip to where it is");
    is_string(term.data, "hill", "stays");
    fine(xapian_terms_skip_to(terms, &term, "blue", 4, &err), "skip back");
    is_string(term.data, "hill", "stays");
    fine(xapian_terms_next(terms, &term, &err), "next");
    is_string(term.data, "red", "is red");
    is_status(xapian_terms_wdf(terms, &n, &err), XAPIAN_INVALID_OPERATION,
              "terms of a database have no wdf");
    is_status(xapian_terms_positions(terms, &n_positions, positions, 8, &err),
              XAPIAN_INVALID_OPERATION, "nor positions");
    xapian_terms_free(terms);

    fine(xapian_database_doc_terms(&terms, db, 6, &err), "terms of a document");
    fine(xapian_terms_next(terms, &term, &err), "first");
    fine(xapian_terms_next(terms, &term, &err), "second");
    is_string(term.data, "hill", "is hill");
    fine(xapian_terms_wdf(terms, &n, &err), "wdf");
    is_int(n, 2, "is 2");
    fine(xapian_terms_freq(terms, &n, &err), "frequency");
    is_int(n, 2, "is 2");
    fine(xapian_terms_positions(terms, &n_positions, positions, 8, &err), "positions");
    ok(n_positions == 2 && positions[0] == 3 && positions[1] == 4, "are 3 and 4");
    xapian_terms_free(terms);
    is_status(xapian_database_doc_terms(&terms, db, 77, &err), XAPIAN_DOC_NOT_FOUND,
              "no such document");
}

static void test_postings(xapian_database *db)
{
    xapian_postings *postings;
    xapian_docid docids[4];
    xapian_termcount wdfs[4];
    xapian_termpos positions[4];
    size_t n_read;
    uint32_t n;
    fine(xapian_database_postings(&postings, db, "green", NUL, &err), "postings");
    is_status(xapian_postings_wdf(postings, &n, &err), XAPIAN_INVALID_OPERATION,
              "before the first");
    fine(xapian_postings_next(postings, &n, &err), "first");
    is_int(n, 1, "document 1");
    fine(xapian_postings_doc_length(postings, &n, &err), "length of it");
    is_int(n, 3, "is 3");
    fine(xapian_postings_unique_terms(postings, &n, &err), "unique terms of it");
    is_int(n, 3, "are 3");
    fine(xapian_postings_positions(postings, &n_read, positions, 4, &err), "positions");
    ok(n_read == 1 && positions[0] == 2, "second word");
    fine(xapian_postings_skip_to(postings, &n, 4, &err), "skip to 4");
    is_int(n, 4, "document 4");
    fine(xapian_postings_skip_to(postings, &n, 2, &err), "skip back");
    is_int(n, 4, "stays");
    fine(xapian_postings_next(postings, &n, &err), "next");
    is_int(n, 6, "document 6");
    is_status(xapian_postings_next(postings, &n, &err), XAPIAN_DONE, "no more");
    is_int(n, 0, "0 at the end");
    is_status(xapian_postings_skip_to(postings, &n, 1, &err), XAPIAN_DONE, "still no more");
    is_status(xapian_postings_wdf(postings, &n, &err), XAPIAN_INVALID_OPERATION, "after the last");
    xapian_postings_free(postings);

    must(xapian_database_postings(&postings, db, "red", NUL, &err));
    fine(xapian_postings_read(postings, &n_read, docids, wdfs, 4, &err), "read many");
    ok(n_read == 2 && docids[0] == 1 && docids[1] == 2 && wdfs[0] == 1 && wdfs[1] == 2,
       "two documents with their wdf");
    is_status(xapian_postings_read(postings, &n_read, docids, NULL, 4, &err), XAPIAN_DONE,
              "no more");
    is_int((long long)n_read, 0, "0 at the end");
    xapian_postings_free(postings);

    must(xapian_database_postings(&postings, db, "", 0, &err));
    must(xapian_postings_read(postings, &n_read, docids, NULL, 4, &err));
    ok(n_read == 4 && docids[3] == 4, "all documents, the first four");
    fine(xapian_postings_doc_length(postings, &n, &err), "the last one read is current");
    is_int(n, 4, "and has four words");
    must(xapian_postings_read(postings, &n_read, docids, NULL, 4, &err));
    ok(n_read == 2 && docids[1] == 6, "and the other two");
    xapian_postings_free(postings);
    must(xapian_database_postings(&postings, db, "none", NUL, &err));
    is_status(xapian_postings_next(postings, &n, &err), XAPIAN_DONE, "an unknown term has none");
    xapian_postings_free(postings);
}

static void test_positions(xapian_database *db)
{
    xapian_positions *positions;
    uint32_t n;
    fine(xapian_database_positions(&positions, db, 6, "hill", NUL, &err), "positions");
    fine(xapian_positions_next(positions, &n, &err), "first");
    is_int(n, 3, "is 3");
    fine(xapian_positions_skip_to(positions, &n, 4, &err), "skip to 4");
    is_int(n, 4, "is 4");
    is_status(xapian_positions_next(positions, &n, &err), XAPIAN_DONE, "no more");
    xapian_positions_free(positions);
    fine(xapian_database_positions(&positions, db, 6, "blue", NUL, &err), "of a term not in it");
    is_status(xapian_positions_next(positions, &n, &err), XAPIAN_DONE, "none");
    xapian_positions_free(positions);
}

static void test_values(xapian_database *db)
{
    xapian_values *values;
    xapian_string value;
    uint32_t n;
    fine(xapian_database_values(&values, db, 1, &err), "values of a slot");
    fine(xapian_values_next(values, &n, &value, &err), "first");
    ok(n == 1 && strcmp(value.data, "colour") == 0, "of document 1");
    fine(xapian_values_skip_to(values, &n, &value, 4, &err), "skip to 4");
    ok(n == 4 && strcmp(value.data, "landscape") == 0, "of document 4");
    fine(xapian_values_skip_to(values, &n, &value, 2, &err), "skip back");
    is_int(n, 4, "stays");
    fine(xapian_values_next(values, &n, &value, &err), "next");
    is_int(n, 5, "of document 5");
    is_status(xapian_values_next(values, &n, &value, &err), XAPIAN_DONE, "document 6 has none");
    is_bytes(value, "", 0, "empty at the end");
    xapian_values_free(values);
    must(xapian_database_values(&values, db, 8, &err));
    is_status(xapian_values_next(values, &n, &value, &err), XAPIAN_DONE, "an empty slot");
    xapian_values_free(values);
}

/* Handles keep alive what they were made from. */
static void test_order_of_freeing(void)
{
    xapian_database *db;
    xapian_terms *terms;
    xapian_document *doc;
    xapian_string text;
    must(xapian_database_open(&db, in_dir("db"), 0, &err));
    must(xapian_database_all_terms(&terms, db, "", 0, &err));
    must(xapian_database_document(&doc, db, 4, 0, &err));
    xapian_database_free(db);
    fine(xapian_terms_next(terms, &text, &err), "terms outlive the database");
    fine(xapian_document_data(doc, &text, &err), "and so does a document");
    is_string(text.data, "blue", "with its data");
    xapian_terms_free(terms);
    xapian_document_free(doc);
}

int main(void)
{
    xapian_database *db;
    xapian_writable *memory;
    make_work_dir();
    create_samples(in_dir("db"));
    must(xapian_database_open(&db, in_dir("db"), 0, &err));
    test_terms(db);
    test_postings(db);
    test_positions(db);
    test_values(db);
    xapian_database_free(db);
    must(xapian_writable_open(&memory, "", XAPIAN_DB_BACKEND_INMEMORY, 0, &err));
    add_samples(memory);
    test_values(xapian_writable_database(memory));
    xapian_writable_free(memory);
    test_order_of_freeing();
    xapian_postings_free(NULL);
    xapian_positions_free(NULL);
    xapian_values_free(NULL);
    return done_testing();
}
