/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compaction of one and of several, with its callbacks; checking sound and damaged files. */
#include "tests/xapian/corpus.h"

/* libxapian 1.4 frees a table by the size of its base class when it checks a database. */
SANITIZER_DEFAULTS("new_delete_type_mismatch=0")

struct seen {
    int n_calls, abort_after;
    char table[32];
    size_t n_values, choose;
};

static xapian_verdict progress(void *data, const char *table, const char *status)
{
    struct seen *seen = data;
    if (!*status)
        snprintf(seen->table, sizeof seen->table, "%s", table);
    return ++seen->n_calls == seen->abort_after ? XAPIAN_ABORT : XAPIAN_ACCEPT;
}

static size_t resolve(void *data, xapian_string key, const xapian_string *values, size_t n)
{
    struct seen *seen = data;
    seen->n_values = n;
    ok(strcmp(key.data, "key") == 0 && values[0].len == 3, "asked for the key's values");
    return seen->choose;
}

static xapian_database *two(void)
{
    static const char *const names[] = {"one", "two"};
    const char *paths[2];
    for (int i = 0; i < 2; i++) {
        xapian_writable *db;
        paths[i] = in_dir(names[i]);
        create_samples(paths[i]);
        must(xapian_writable_open(&db, paths[i], XAPIAN_DB_OPEN, 0, &err));
        must(xapian_writable_set_metadata(db, "key", NUL, names[i], NUL, &err));
        must(xapian_writable_commit(db, &err));
        xapian_writable_free(db);
    }
    xapian_database *group;
    must(xapian_database_open_many(&group, paths, 2, 0, &err));
    return group;
}

static void is_merged(const char *name, const char *metadata)
{
    xapian_database *db;
    xapian_doccount n;
    xapian_string value;
    must(xapian_database_open(&db, in_dir(name), 0, &err));
    must(xapian_database_doccount(db, &n, &err));
    is_int(n, 2 * N_SAMPLES, "all documents of both");
    must(xapian_database_metadata(db, &value, "key", NUL, &err));
    is_string(value.data, metadata, "metadata");
    xapian_database_free(db);
}

static void test_compact(void)
{
    xapian_database *group = two();
    fine(xapian_database_compact(group, in_dir("plain"), NULL, &err), "compact two to one");
    is_merged("plain", "one");

    struct seen seen = {.choose = 1};
    xapian_compaction options = XAPIAN_COMPACTION_INIT;
    options.flags = XAPIAN_COMPACT_FULLER | XAPIAN_COMPACT_MULTIPASS;
    options.block_size = 4096;
    options.progress = progress;
    options.resolve = resolve;
    options.data = &seen;
    fine(xapian_database_compact(group, in_dir("chosen"), &options, &err), "with callbacks");
    is_merged("chosen", "two");
    ok(seen.n_calls > 5 && seen.table[0], "progress was reported, last of %s", seen.table);
    is_int((long long)seen.n_values, 2, "two values to choose from");
    seen.choose = 2;
    fine(xapian_database_compact(group, in_dir("dropped"), &options, &err), "drop the key");
    is_merged("dropped", "");
    seen.n_calls = 0;
    seen.abort_after = 2;
    is_status(xapian_database_compact(group, in_dir("aborted"), &options, &err), XAPIAN_ABORTED,
              "stop in the middle");
    options = (xapian_compaction)XAPIAN_COMPACTION_INIT;
    options.flags |= XAPIAN_COMPACT_NO_RENUMBER;
    is_status(xapian_database_compact(group, in_dir("overlap"), &options, &err),
              XAPIAN_INVALID_OPERATION, "ids that overlap cannot be kept");
    is_status(xapian_database_compact(group, in_dir("no/such/place"), NULL, &err),
              XAPIAN_DATABASE_FAILED, "nowhere to write");
    xapian_database_free(group);

    xapian_writable *memory;
    must(xapian_writable_open(&memory, "", XAPIAN_DB_BACKEND_INMEMORY, 0, &err));
    is_status(xapian_database_compact(xapian_writable_database(memory), in_dir("x"), NULL, &err),
              XAPIAN_DATABASE_FAILED, "not from memory");
    xapian_writable_free(memory);
}

static void test_check(void)
{
    char *text;
    size_t len, n_faults = 7;
    FILE *out = open_memstream(&text, &len);
    fine(xapian_database_check(&n_faults, in_dir("plain"), XAPIAN_CHECK_SHOW_STATS, out, &err),
         "check");
    fclose(out);
    is_int((long long)n_faults, 0, "no faults");
    ok(strstr(text, "postlist") != NULL, "the report names the tables");
    free(text);
    fine(xapian_database_check(&n_faults, in_dir("plain"), 0, NULL, &err), "check in silence");
    is_status(xapian_database_check(&n_faults, in_dir("nowhere"), 0, NULL, &err),
              XAPIAN_DATABASE_FAILED, "nothing to check");

    FILE *table = fopen(in_dir("plain/postlist.glass"), "r+b");
    fseek(table, 11, SEEK_SET);
    for (int i = 0; i < 40; i++)
        putc(0x5a, table);
    fclose(table);
    xapian_status status = xapian_database_check(&n_faults, in_dir("plain"), 0, NULL, &err);
    ok(status != XAPIAN_OK || n_faults > 0, "damage is found: %s", xapian_status_string(status));
}

int main(void)
{
    make_work_dir();
    test_compact();
    test_check();
    return done_testing();
}
