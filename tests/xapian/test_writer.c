/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing: documents in, changed and out; terms with NUL and too long; commits and transactions. */
#include "tests/xapian/corpus.h"

static xapian_writable *create(const char *name, unsigned flags)
{
    xapian_writable *db;
    must(xapian_writable_open(&db, in_dir(name), flags | XAPIAN_DB_NO_SYNC, 0, &err));
    return db;
}

static xapian_document *document(const char *term, size_t len)
{
    xapian_document *doc;
    must(xapian_document_new(&doc, &err));
    must(xapian_document_add_term(doc, term, len, 1, &err));
    must(xapian_document_set_data(doc, term, len, &err));
    return doc;
}

static unsigned count(xapian_database *db)
{
    xapian_doccount n;
    must(xapian_database_doccount(db, &n, &err));
    return n;
}

static unsigned count_on_disk(const char *name)
{
    xapian_database *db;
    must(xapian_database_open(&db, in_dir(name), 0, &err));
    unsigned n = count(db);
    xapian_database_free(db);
    return n;
}

static const char *data_of(xapian_database *db, xapian_docid docid)
{
    static char text[64];
    xapian_document *doc;
    xapian_string data;
    xapian_status status = xapian_database_document(&doc, db, docid, 0, &err);
    if (status != XAPIAN_OK)
        return xapian_status_string(status);
    must(xapian_document_data(doc, &data, &err));
    snprintf(text, sizeof text, "%s", data.data);
    is_int(xapian_document_id(doc), docid, "document id");
    xapian_document_free(doc);
    return text;
}

static void test_documents(void)
{
    xapian_writable *db = create("documents", XAPIAN_DB_CREATE);
    xapian_database *reader = xapian_writable_database(db);
    xapian_document *one = document("one", NUL), *two = document("two", NUL);
    xapian_docid docid;
    bool locked = false;
    fine(xapian_database_is_locked(reader, &locked, &err), "is a writer's database locked");
    ok(locked, "always");
    fine(xapian_writable_add_document(db, &docid, one, &err), "add");
    is_int(docid, 1, "document 1");
    fine(xapian_writable_add_document(db, NULL, one, &err), "add without asking for the id");
    fine(xapian_writable_replace(db, 10, two, &err), "replace makes a new one");
    fine(xapian_writable_add_document(db, &docid, two, &err), "add");
    is_int(docid, 11, "document 11");
    is_int(count(reader), 4, "seen before the commit");
    is_int(count_on_disk("documents"), 0, "but by nobody else");
    fine(xapian_writable_commit(db, &err), "commit");
    is_int(count_on_disk("documents"), 4, "now they are there");
    is_string(data_of(reader, 10), "two", "data of 10");
    fine(xapian_writable_replace(db, 1, two, &err), "replace");
    is_string(data_of(reader, 1), "two", "data of 1");
    fine(xapian_writable_replace_by_term(db, &docid, "two", NUL, one, &err), "replace by term");
    is_int(docid, 1, "the first of them");
    is_int(count(reader), 2, "the others are gone");
    fine(xapian_writable_replace_by_term(db, &docid, "three", NUL, two, &err), "replace none");
    is_int(docid, 12, "adds one");
    fine(xapian_writable_delete(db, 12, &err), "delete");
    is_status(xapian_writable_delete(db, 12, &err), XAPIAN_DOC_NOT_FOUND, "delete again");
    is_string(data_of(reader, 12), "document not found", "it is gone");
    fine(xapian_writable_delete_by_term(db, "one", NUL, &err), "delete by term");
    fine(xapian_writable_delete_by_term(db, "one", NUL, &err), "delete none by term");
    is_int(count(reader), 0, "all are gone");
    is_status(xapian_writable_replace(db, 0, one, &err), XAPIAN_INVALID_ARGUMENT, "no document 0");
    fine(xapian_writable_add_document(db, NULL, one, &err), "add");
    fine(xapian_writable_close(db, &err), "close");
    is_status(xapian_writable_add_document(db, &docid, one, &err), XAPIAN_CLOSED,
              "add when closed");
    is_int(count_on_disk("documents"), 1, "closing commits");
    xapian_writable_free(db);
    xapian_document_free(one);
    xapian_document_free(two);
}

static void test_terms(void)
{
    char longest[260], zeros[200] = "";
    memset(longest, 'x', sizeof longest);
    xapian_writable *db = create("terms", XAPIAN_DB_CREATE);
    xapian_document *fits = document(longest, 245), *long_one = document(longest, 246);
    xapian_document *binary = document("\0a\0\xff", 4), *nul = document(zeros, sizeof zeros);
    xapian_postings *postings;
    xapian_docid docid;
    fine(xapian_writable_add_document(db, NULL, fits, &err), "a term of 245 bytes");
    is_status(xapian_writable_add_document(db, &docid, long_one, &err), XAPIAN_INVALID_ARGUMENT,
              "a term of 246 bytes");
    is_int(docid, 0, "and no id");
    is_int(count(xapian_writable_database(db)), 0, "which drops what was not committed");
    fine(xapian_writable_add_document(db, NULL, binary, &err), "a term with NUL");
    fine(xapian_writable_commit(db, &err), "commit");
    fine(xapian_database_postings(&postings, xapian_writable_database(db), "\0a\0\xff", 4, &err),
         "its postings");
    fine(xapian_postings_next(postings, &docid, &err), "the first");
    is_int(docid, 1, "document 1");
    xapian_postings_free(postings);
    xapian_status status = xapian_writable_add_document(db, NULL, nul, &err);
    if (status == XAPIAN_OK)
        status = xapian_writable_commit(db, &err);
    is_status(status, XAPIAN_INVALID_ARGUMENT, "too many NULs, at the commit if not before");
    xapian_writable_free(db);
    xapian_document_free(fits);
    xapian_document_free(long_one);
    xapian_document_free(binary);
    xapian_document_free(nul);
}

static void test_transactions(void)
{
    xapian_writable *db = create("transactions", XAPIAN_DB_CREATE);
    xapian_database *reader = xapian_writable_database(db);
    xapian_document *doc = document("one", NUL);
    fine(xapian_writable_begin(db, true, &err), "begin");
    is_status(xapian_writable_begin(db, true, &err), XAPIAN_INVALID_OPERATION, "begin again");
    is_status(xapian_writable_commit(db, &err), XAPIAN_INVALID_OPERATION, "commit within");
    must(xapian_writable_add_document(db, NULL, doc, &err));
    fine(xapian_writable_commit_transaction(db, &err), "commit the transaction");
    is_int(count_on_disk("transactions"), 1, "it is there");
    must(xapian_writable_begin(db, true, &err));
    must(xapian_writable_add_document(db, NULL, doc, &err));
    fine(xapian_writable_cancel_transaction(db, &err), "cancel");
    is_int(count(reader), 1, "as before");
    is_status(xapian_writable_commit_transaction(db, &err), XAPIAN_INVALID_OPERATION,
              "none to commit");
    is_status(xapian_writable_cancel_transaction(db, &err), XAPIAN_INVALID_OPERATION,
              "none to cancel");
    fine(xapian_writable_begin(db, false, &err), "begin unflushed");
    must(xapian_writable_add_document(db, NULL, doc, &err));
    fine(xapian_writable_commit_transaction(db, &err), "commit it");
    is_int(count_on_disk("transactions"), 1, "waits");
    must(xapian_writable_commit(db, &err));
    is_int(count_on_disk("transactions"), 2, "is there");
    must(xapian_writable_begin(db, true, &err));
    must(xapian_writable_add_document(db, NULL, doc, &err));
    xapian_writable_free(db);
    is_int(count_on_disk("transactions"), 2, "freeing cancels");
    xapian_document_free(doc);
}

static void test_flags(void)
{
    xapian_document *doc = document("one", NUL);
    xapian_writable *db = create("flags", XAPIAN_DB_CREATE_OR_OPEN);
    must(xapian_writable_add_document(db, NULL, doc, &err));
    xapian_writable_free(db);
    db = create("flags", XAPIAN_DB_CREATE_OR_OPEN);
    is_int(count(xapian_writable_database(db)), 1, "CREATE_OR_OPEN keeps");
    xapian_writable_free(db);
    db = create("flags", XAPIAN_DB_CREATE_OR_OVERWRITE);
    is_int(count(xapian_writable_database(db)), 0, "CREATE_OR_OVERWRITE does not");
    xapian_writable_free(db);

    db = create("dangerous", XAPIAN_DB_CREATE | XAPIAN_DB_DANGEROUS);
    fine(xapian_writable_add_document(db, NULL, doc, &err), "DANGEROUS");
    fine(xapian_writable_close(db, &err), "and close");
    xapian_writable_free(db);
    is_int(count_on_disk("dangerous"), 1, "is there");

    xapian_terms *terms;
    db = create("no-termlist", XAPIAN_DB_CREATE | XAPIAN_DB_NO_TERMLIST);
    must(xapian_writable_add_document(db, NULL, doc, &err));
    must(xapian_writable_commit(db, &err));
    is_status(xapian_database_doc_terms(&terms, xapian_writable_database(db), 1, &err),
              XAPIAN_UNSUPPORTED, "NO_TERMLIST has no terms of a document");
    xapian_writable_free(db);

    must(xapian_writable_open(&db, in_dir("chert"),
                              XAPIAN_DB_CREATE | XAPIAN_DB_BACKEND_CHERT | XAPIAN_DB_FULL_SYNC,
                              2048, &err));
    fine(xapian_writable_add_document(db, NULL, doc, &err), "chert, 2 kB blocks, full sync");
    xapian_writable_free(db);
    ok(access(in_dir("chert/iamchert"), R_OK) == 0, "it is chert");
    is_int(count_on_disk("chert"), 1, "and opens");

    db = create("retry", XAPIAN_DB_CREATE | XAPIAN_DB_RETRY_LOCK);
    ok(db != NULL, "RETRY_LOCK of a free lock");
    xapian_writable_free(db);
    xapian_document_free(doc);
}

static void test_shards(void)
{
    xapian_writable *one = create("shard1", XAPIAN_DB_CREATE);
    xapian_writable *two = create("shard2", XAPIAN_DB_CREATE);
    xapian_document *doc = document("word", NUL);
    is_status(xapian_writable_add(one, one, &err), XAPIAN_INVALID_ARGUMENT, "add to itself");
    fine(xapian_writable_add(one, two, &err), "two shards to write to");
    is_int((long long)xapian_database_n_shards(xapian_writable_database(one)), 2, "two shards");
    for (int i = 0; i < 4; i++)
        must(xapian_writable_add_document(one, NULL, doc, &err));
    fine(xapian_writable_commit(one, &err), "commit both");
    is_int(count(xapian_writable_database(one)), 4, "four in all");
    is_int(count(xapian_writable_database(two)), 2, "two in the second");
    xapian_writable_free(one);
    xapian_writable_free(two);
    xapian_document_free(doc);
}

int main(void)
{
    make_work_dir();
    test_documents();
    test_terms();
    test_transactions();
    test_flags();
    test_shards();
    return done_testing();
}
