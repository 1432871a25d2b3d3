/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Databases elsewhere: xapian-tcpsrv on this machine, xapian-progsrv over a pipe. */
#include "tests/xapian/corpus.h"

#include <signal.h>

enum { FIRST_PORT = 20000, LAST_PORT = 60000 };

/* Does the server answer within five seconds? */
static bool answers(unsigned port, pid_t server)
{
    for (int attempt = 0; waitpid(server, NULL, WNOHANG) == 0; attempt++) {
        xapian_database *db;
        if (xapian_database_open_remote(&db, "127.0.0.1", port, 1000, 1000, NULL) == XAPIAN_OK) {
            xapian_database_free(db);
            return true;
        }
        if (attempt == 100)
            kill(server, SIGTERM);
        usleep(50000);
    }
    return false;
}

/* xapian-tcpsrv on a port that nobody uses; 0 if there is no such program. */
static unsigned serve(const char *path, bool is_writable, pid_t *server)
{
    srand((unsigned)getpid());
    for (int attempt = 0; attempt < 5; attempt++) {
        unsigned port = FIRST_PORT + (unsigned)rand() % (LAST_PORT - FIRST_PORT);
        char text[16];
        snprintf(text, sizeof text, "%u", port);
        *server = fork();
        if (*server == 0) {
            setpgid(0, 0); /* as it ends, it ends its whole group */
            execlp("xapian-tcpsrv", "xapian-tcpsrv", "--quiet", "--interface=127.0.0.1", "--port",
                   text, path, is_writable ? "--writable" : NULL, (char *)NULL);
            _exit(127);
        }
        if (answers(port, *server))
            return port;
    }
    return 0;
}

static void stop(pid_t server)
{
    kill(server, SIGTERM);
    waitpid(server, NULL, 0);
}

static xapian_verdict ignore(void *data, xapian_document *doc, double weight)
{
    (void)data;
    (void)doc;
    return weight < 0 ? XAPIAN_ABORT : XAPIAN_ACCEPT;
}

static void test_reading(xapian_database *db)
{
    xapian_doccount n;
    xapian_enquire *enquire;
    xapian_query *query;
    xapian_mset *mset;
    xapian_document *doc;
    xapian_terms *terms;
    xapian_string text;
    xapian_value_counts *counts;
    fine(xapian_database_doccount(db, &n, &err), "doccount");
    is_int(n, N_SAMPLES, "six documents");
    fine(xapian_database_keep_alive(db, &err), "keep alive");
    must(xapian_enquire_new(&enquire, db, &err));
    must(xapian_query_term(&query, "green", NUL, 1, 0, &err));
    fine(xapian_enquire_set_query(enquire, query, 0, &err), "set query");
    must(xapian_value_counts_new(&counts, 1, &err));
    fine(xapian_enquire_add_value_counts(enquire, counts, &err), "count values");
    xapian_match match = XAPIAN_MATCH_INIT;
    match.check_at_least = N_SAMPLES;
    fine(xapian_enquire_search(&mset, enquire, &match, &err), "search");
    is_int(xapian_mset_size(mset), 4, "four hits");
    fine(xapian_mset_fetch(mset, &err), "fetch");
    fine(xapian_mset_document(&doc, mset, 0, &err), "document");
    fine(xapian_document_data(doc, &text, &err), "data");
    ok(text.len > 0, "is %s", text.data);
    fine(xapian_value_counts_top(&terms, counts, 1, &err), "counts");
    is_string(list_terms(terms, xapian_terms_freq), "colour:2", "of the most frequent");
    must(xapian_enquire_clear_spies(enquire, &err));
    fine(xapian_enquire_add_spy(enquire, ignore, NULL, &err), "a spy of C");
    xapian_mset *none;
    is_status(xapian_enquire_search(&none, enquire, NULL, &err), XAPIAN_UNSUPPORTED,
              "cannot go there");
    is_status(xapian_database_doc_length(db, &n, 99, &err), XAPIAN_DOC_NOT_FOUND,
              "errors come across");
    xapian_value_counts_free(counts);
    xapian_document_free(doc);
    xapian_mset_free(mset);
    xapian_query_free(query);
    xapian_enquire_free(enquire);
}

static void test_writing(xapian_writable *db)
{
    xapian_document *doc = sample_document(&samples[0]);
    xapian_docid docid;
    fine(xapian_writable_add_document(db, &docid, doc, &err), "add");
    ok(docid > N_SAMPLES, "after the others");
    fine(xapian_writable_commit(db, &err), "commit");
    fine(xapian_writable_delete(db, docid, &err), "delete");
    fine(xapian_writable_set_metadata(db, "key", NUL, "value", NUL, &err), "set metadata");
    fine(xapian_writable_commit(db, &err), "commit");
    fine(xapian_writable_close(db, &err), "close");
    xapian_document_free(doc);
}

static void test_tcp(void)
{
    xapian_database *db;
    xapian_writable *writer;
    pid_t server;
    unsigned port = serve(in_dir("db"), false, &server);
    if (!port) {
        skip(1, "xapian-tcpsrv is not there");
        return;
    }
    fine(xapian_database_open_remote(&db, "127.0.0.1", port, 5000, 5000, &err), "open by tcp");
    test_reading(db);
    is_status(xapian_writable_open_remote(&writer, "127.0.0.1", port, 5000, 5000, 0, &err),
              XAPIAN_INVALID_OPERATION, "not for writing");
    stop(server);
    xapian_database_free(db);

    port = serve(in_dir("db"), true, &server);
    fine(xapian_writable_open_remote(&writer, "127.0.0.1", port, 5000, 5000, 0, &err),
         "open for writing by tcp");
    test_writing(writer);
    xapian_writable_free(writer);
    stop(server);
}

static void test_program(void)
{
    xapian_database *db;
    xapian_writable *writer;
    if (xapian_database_open_program(&db, "xapian-progsrv", in_dir("db"), 5000, &err)) {
        skip(1, "xapian-progsrv is not there");
        return;
    }
    test_reading(db);
    xapian_database_free(db);
    char args[600];
    snprintf(args, sizeof args, "--writable %s", in_dir("db"));
    fine(xapian_writable_open_program(&writer, "xapian-progsrv", args, 5000, 0, &err),
         "for writing by program");
    test_writing(writer);
    xapian_writable_free(writer);
}

int main(void)
{
    make_work_dir();
    create_samples(in_dir("db"));
    test_tcp();
    test_program();
    return done_testing();
}
