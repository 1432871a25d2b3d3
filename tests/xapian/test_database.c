/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Databases for reading: alone, grouped, from stubs, files and memory; their figures. */
#include "tests/xapian/corpus.h"

#include <fcntl.h>
#include <math.h>

static void test_figures(xapian_database *db)
{
    uint32_t n, m;
    uint64_t big;
    double length;
    bool yes;
    fine(xapian_database_doccount(db, &n, &err), "doccount");
    is_int(n, N_SAMPLES, "six documents");
    fine(xapian_database_last_docid(db, &n, &err), "last docid");
    is_int(n, N_SAMPLES, "is six");
    fine(xapian_database_total_length(db, &big, &err), "total length");
    is_int((long long)big, 18, "eighteen words");
    fine(xapian_database_average_length(db, &length, &err), "average length");
    ok(fabs(length - 3) < 1e-9, "is three");
    fine(xapian_database_length_bounds(db, &n, &m, &err), "bounds of length");
    ok(n >= 1 && n <= 2 && m >= 4, "hold: %u to %u", n, m);
    fine(xapian_database_has_positions(db, &yes, &err), "has positions");
    ok(yes, "it has");
    fine(xapian_database_has_term(db, &yes, "green", NUL, &err), "has term");
    ok(yes, "it has");
    fine(xapian_database_has_term(db, &yes, "greenish", 8, &err), "has term");
    ok(!yes, "it has not");
    fine(xapian_database_termfreq(db, &n, "red", NUL, &err), "termfreq");
    is_int(n, 2, "red is in two documents");
    fine(xapian_database_termfreq(db, &n, "", 0, &err), "termfreq of the empty term");
    is_int(n, N_SAMPLES, "all documents");
    fine(xapian_database_collection_freq(db, &n, "redwood", 3, &err), "by length: red");
    is_int(n, 3, "red is there three times");
    fine(xapian_database_wdf_upper_bound(db, &n, "red", NUL, &err), "wdf bound");
    ok(n >= 2, "red is there at least twice in a document");
    fine(xapian_database_termfreq(db, &n, "none", NUL, &err), "unknown term");
    is_int(n, 0, "is nowhere");
    fine(xapian_database_value_freq(db, &n, 1, &err), "value freq");
    is_int(n, 5, "one kind is empty");
    xapian_string bound;
    fine(xapian_database_value_lower_bound(db, &bound, 1, &err), "lower bound");
    is_string(bound.data, "colour", "of kinds");
    fine(xapian_database_value_upper_bound(db, &bound, 1, &err), "upper bound");
    is_string(bound.data, "vehicle", "of kinds");
    fine(xapian_database_value_upper_bound(db, &bound, 7, &err), "bound of an empty slot");
    is_bytes(bound, "", 0, "is empty");
    fine(xapian_database_doc_length(db, &n, 4, &err), "length of a document");
    is_int(n, 4, "four words");
    fine(xapian_database_doc_unique_terms(db, &n, 2, &err), "unique terms of a document");
    is_int(n, 2, "two words");
    is_status(xapian_database_doc_length(db, &n, 99, &err), XAPIAN_DOC_NOT_FOUND, "no document 99");
    is_int(n, 0, "a number is 0 on failure");
    is_status(xapian_database_doc_length(db, &n, 0, &err), XAPIAN_INVALID_ARGUMENT,
              "no document can be 0");
}

static void test_disk(void)
{
    xapian_database *db;
    xapian_string text;
    uint64_t revision;
    bool yes = true;
    fine(xapian_database_open(&db, in_dir("db"), 0, &err), "open");
    test_figures(db);
    is_int((long long)xapian_database_n_shards(db), 1, "one shard");
    fine(xapian_database_uuid(db, &text, &err), "uuid");
    is_int((long long)text.len, 36, "has 36 characters");
    fine(xapian_database_revision(db, &revision, &err), "revision");
    ok(revision >= 1, "is %llu", (unsigned long long)revision);
    fine(xapian_database_is_locked(db, &yes, &err), "is it locked");
    ok(!yes, "no");
    fine(xapian_database_reopen(db, NULL, &err), "reopen");
    fine(xapian_database_keep_alive(db, &err), "keep alive");
    xapian_database_free(db);
    fine(xapian_database_open(&db, in_dir("db"), XAPIAN_DB_BACKEND_GLASS, &err), "open as glass");
    xapian_database_free(db);
    is_status(xapian_database_open(&db, in_dir("db"), XAPIAN_DB_BACKEND_CHERT, &err),
              XAPIAN_NOT_FOUND, "not a chert database");
}

static void test_group(void)
{
    const char *paths[] = {in_dir("db"), in_dir("other")};
    xapian_database *group, *one, *db;
    uint64_t revision;
    uint32_t n;
    create_samples(paths[1]);
    fine(xapian_database_open_many(&group, paths, 2, 0, &err), "open two as one");
    is_int((long long)xapian_database_n_shards(group), 2, "two shards");
    must(xapian_database_doccount(group, &n, &err));
    is_int(n, 2 * N_SAMPLES, "twice the documents");
    is_status(xapian_database_revision(group, &revision, &err), XAPIAN_INVALID_OPERATION,
              "a group has no revision");
    must(xapian_database_doc_length(group, &n, (4 - 1) * 2 + 1 + 1, &err));
    is_int(n, 4, "document 4 of the second shard");
    must(xapian_database_open(&one, paths[0], 0, &err));
    fine(xapian_database_add(group, one, &err), "add a third");
    is_int((long long)xapian_database_n_shards(group), 3, "three shards");
    is_status(xapian_database_add(group, group, &err), XAPIAN_INVALID_ARGUMENT, "add to itself");
    xapian_database_free(group);
    must(xapian_database_doccount(one, &n, &err));
    is_int(n, N_SAMPLES, "a shard outlives the group");
    xapian_database_free(one);

    paths[1] = in_dir("nowhere");
    is_status(xapian_database_open_many(&db, paths, 2, 0, &err), XAPIAN_NOT_FOUND,
              "one of them is missing");
    ok(db == NULL, "and no handle");
}

static void test_empty_group(void)
{
    xapian_database *db;
    xapian_string text;
    xapian_document *doc;
    xapian_enquire *enquire;
    xapian_terms *terms;
    uint32_t n = 7;
    fine(xapian_database_open_many(&db, NULL, 0, 0, &err), "a group of none");
    fine(xapian_database_doccount(db, &n, &err), "doccount");
    is_int(n, 0, "is 0");
    fine(xapian_database_metadata(db, &text, "key", 3, &err), "metadata");
    fine(xapian_database_all_terms(&terms, db, "", 0, &err), "all terms");
    is_string(list_terms(terms, NULL), "", "there are none");
    is_status(xapian_database_document(&doc, db, 1, 0, &err), XAPIAN_INVALID_OPERATION,
              "no document");
    is_status(xapian_database_doc_length(db, &n, 1, &err), XAPIAN_INVALID_OPERATION, "no length");
    is_status(xapian_enquire_new(&enquire, db, &err), XAPIAN_INVALID_ARGUMENT, "no searching");
    is_status(xapian_database_compact(db, in_dir("nothing"), NULL, &err), XAPIAN_INVALID_OPERATION,
              "no compacting");
    xapian_database_free(db);
}

static void test_stub(void)
{
    FILE *stub = fopen(in_dir("stub"), "w");
    fprintf(stub, "auto db\nauto other\n");
    fclose(stub);
    xapian_database *db;
    uint32_t n;
    fine(xapian_database_open(&db, in_dir("stub"), 0, &err), "a stub file");
    must(xapian_database_doccount(db, &n, &err));
    is_int(n, 2 * N_SAMPLES, "with two databases");
    xapian_database_free(db);
    fine(xapian_database_open(&db, in_dir("stub"), XAPIAN_DB_BACKEND_STUB, &err),
         "the same, by flag");
    xapian_database_free(db);
    stub = fopen(in_dir("bad-stub"), "w");
    fprintf(stub, "nonsense here\n");
    fclose(stub);
    is_status(xapian_database_open(&db, in_dir("bad-stub"), 0, &err), XAPIAN_DATABASE_FAILED,
              "a stub file with nonsense");
}

static void test_memory(void)
{
    xapian_writable *writer;
    xapian_database *db;
    uint32_t n;
    fine(xapian_writable_open(&writer, "", XAPIAN_DB_BACKEND_INMEMORY, 0, &err), "in memory");
    add_samples(writer);
    test_figures(xapian_writable_database(writer));
    is_status(xapian_writable_begin(writer, true, &err), XAPIAN_UNSUPPORTED,
              "no transactions in memory");
    xapian_writable_free(writer);
    fine(xapian_database_open(&db, "", XAPIAN_DB_BACKEND_INMEMORY, &err), "empty in memory");
    must(xapian_database_doccount(db, &n, &err));
    is_int(n, 0, "has nothing");
    xapian_database_free(db);
}

/* A single file with something else before it. */
static void test_descriptor(void)
{
    xapian_database *db;
    xapian_compaction options = XAPIAN_COMPACTION_INIT;
    options.flags = XAPIAN_COMPACT_FULL | XAPIAN_COMPACT_SINGLE_FILE;
    must(xapian_database_open(&db, in_dir("db"), 0, &err));
    fine(xapian_database_compact(db, in_dir("single"), &options, &err), "to a single file");
    xapian_database_free(db);
    char command[2048];
    snprintf(command, sizeof command, "(printf 0123456789; cat %s) > %s", in_dir("single"),
             in_dir("embedded"));
    ok(system(command) == 0, "embed it");
    int fd = open(in_dir("embedded"), O_RDONLY);
    lseek(fd, 10, SEEK_SET);
    fine(xapian_database_open_fd(&db, fd, 0, &err), "open it from where the descriptor stands");
    test_figures(db);
    xapian_database_free(db);
    ok(fcntl(fd, F_GETFD) < 0, "the descriptor was closed with it");
    is_status(xapian_database_open_fd(&db, -1, 0, &err), XAPIAN_INVALID_ARGUMENT, "no descriptor");
    fine(xapian_database_open(&db, in_dir("single"), 0, &err), "a single file opens by path");
    xapian_database_free(db);
}

static void test_dictionaries(void)
{
    xapian_writable *writer;
    must(xapian_writable_open(&writer, in_dir("words"), XAPIAN_DB_CREATE, 0, &err));
    xapian_database *db = xapian_writable_database(writer);
    xapian_string text;
    xapian_terms *terms;

    fine(xapian_writable_set_metadata(writer, "a\0b", 3, "v\0w", 3, &err), "set metadata");
    must(xapian_writable_set_metadata(writer, "alpha", NUL, "1", NUL, &err));
    must(xapian_writable_set_metadata(writer, "beta", NUL, "2", NUL, &err));
    fine(xapian_database_metadata(db, &text, "a\0b", 3, &err), "get metadata");
    is_bytes(text, "v\0w", 3, "with its NUL");
    fine(xapian_database_metadata(db, &text, "none", NUL, &err), "absent metadata");
    is_bytes(text, "", 0, "is empty");
    is_status(xapian_database_metadata(db, &text, "", 0, &err), XAPIAN_INVALID_ARGUMENT,
              "an empty key");
    must(xapian_writable_commit(writer, &err));
    fine(xapian_database_metadata_keys(&terms, db, "al", NUL, &err), "metadata keys");
    is_string(list_terms(terms, NULL), "alpha", "with a prefix");
    must(xapian_writable_set_metadata(writer, "alpha", NUL, "", 0, &err));
    must(xapian_writable_commit(writer, &err));
    must(xapian_database_metadata_keys(&terms, db, "al", NUL, &err));
    is_string(list_terms(terms, NULL), "", "an empty value removes the key");

    fine(xapian_writable_add_spelling(writer, "hello", NUL, 3, &err), "add spelling");
    must(xapian_writable_add_spelling(writer, "help", NUL, 1, &err));
    must(xapian_writable_commit(writer, &err));
    fine(xapian_database_suggest_spelling(db, &text, "helo", NUL, 2, &err), "suggest spelling");
    is_string(text.data, "hello", "the more frequent word");
    must(xapian_database_suggest_spelling(db, &text, "zzzzzz", NUL, 2, &err));
    is_string(text.data, "", "no suggestion");
    fine(xapian_database_spellings(&terms, db, &err), "spellings");
    is_string(list_terms(terms, xapian_terms_freq), "hello:3 help:1", "with frequency");
    fine(xapian_writable_remove_spelling(writer, "help", NUL, 1, &err), "remove spelling");
    must(xapian_writable_commit(writer, &err));
    must(xapian_database_spellings(&terms, db, &err));
    is_string(list_terms(terms, NULL), "hello", "one is left");

    fine(xapian_writable_add_synonym(writer, "car", NUL, "automobile", NUL, &err), "add synonym");
    must(xapian_writable_add_synonym(writer, "car", NUL, "vehicle", NUL, &err));
    must(xapian_writable_add_synonym(writer, "cat", NUL, "tomcat", NUL, &err));
    must(xapian_writable_commit(writer, &err));
    fine(xapian_database_synonyms(&terms, db, "car", NUL, &err), "synonyms");
    is_string(list_terms(terms, NULL), "automobile vehicle", "of car");
    fine(xapian_database_synonym_keys(&terms, db, "ca", NUL, &err), "terms with synonyms");
    is_string(list_terms(terms, NULL), "car cat", "are two");
    fine(xapian_writable_remove_synonym(writer, "car", NUL, "vehicle", NUL, &err), "remove one");
    fine(xapian_writable_clear_synonyms(writer, "cat", NUL, &err), "remove all");
    must(xapian_writable_commit(writer, &err));
    must(xapian_database_synonym_keys(&terms, db, "", 0, &err));
    is_string(list_terms(terms, NULL), "car", "one term is left");
    xapian_writable_free(writer);
}

int main(void)
{
    make_work_dir();
    create_samples(in_dir("db"));
    test_disk();
    test_group();
    test_empty_group();
    test_stub();
    test_memory();
    test_descriptor();
    test_dictionaries();
    xapian_database_free(NULL);
    xapian_writable_free(NULL);
    xapian_terms_free(NULL);
    return done_testing();
}
