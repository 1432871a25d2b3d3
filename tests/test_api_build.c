/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A first build as any program sees it: what is put twice, replaced and deleted before the first
 * commit comes to the same with either writer, and after it the writer goes on.
 */
#include <fundstelle.h>

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/tap.h"

static const char *writer_name;

static fund_change put(fund_writer *writer, const char *id, const char *body)
{
    fund_article article = FUND_ARTICLE_INIT;
    fund_change change;
    fund_error err;
    article.id = id;
    article.body = body;
    article.date = "2024-11-05";
    if (fund_writer_put(writer, &article, &change, &err) != FUND_OK)
        printf("# %s: %s\n", id, err.message);
    return change;
}

/* The ids that are found, in the order in which they were added. */
static const char *found(const char *path, const char *query)
{
    static char ids[64];
    fund_index *index = NULL;
    fund_page *page = NULL;
    fund_error err;
    *ids = '\0';
    if (fund_index_open(&index, &path, 1, &err) != FUND_OK ||
        fund_search(&page, index, query, NULL, &err) != FUND_OK)
        printf("# %s: %s\n", query, err.message);
    for (size_t i = 0; page && i < fund_page_size(page); i++)
        snprintf(ids + strlen(ids), sizeof ids - strlen(ids), "%s ", fund_page_hit(page, i)->id);
    fund_page_free(page);
    fund_index_close(index);
    return ids;
}

static uint64_t n_articles(const char *path)
{
    fund_index *index;
    fund_index_stats stats = {0};
    if (fund_index_open(&index, &path, 1, NULL) == FUND_OK)
        fund_index_stats_get(index, &stats, NULL);
    fund_index_close(index);
    return stats.n_articles;
}

static void remove_index(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    while (folder && (entry = readdir(folder)) != NULL)
        unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    rmdir(path);
}

static void test_before_commit(fund_writer *writer, const char *path)
{
    is_int(put(writer, "a", "Anna in Kursk"), FUND_ADDED, "%s: an article", writer_name);
    is_int(put(writer, "b", "Berta in Kursk"), FUND_ADDED, "... a second one");
    is_int(put(writer, "c", "Cäsar in Kursk"), FUND_ADDED, "... a third one");
    is_int(put(writer, "a", "Anna in Kursk"), FUND_UNCHANGED, "... the same again");
    is_int(put(writer, "b", "Bruno in Kursk"), FUND_REPLACED, "... another with its id");
    is_int(put(writer, "b", "Bruno in Kursk"), FUND_UNCHANGED, "... that again");
    is_int(fund_writer_delete(writer, "c", NULL), FUND_OK, "... one is deleted");
    is_int(fund_writer_delete(writer, "c", NULL), FUND_NOT_FOUND, "... and gone");
    is_int(put(writer, "c", "Christa in Kursk"), FUND_ADDED, "... and comes again");
    is_int(put(writer, "d", "Dora in Kursk"), FUND_ADDED, "... one more");
    is_int(fund_writer_delete(writer, "d", NULL), FUND_OK, "... is deleted");
    is_int((long long)n_articles(path), 0, "... and nobody sees any of it");
}

static void test_after_commit(fund_writer *writer, const char *path)
{
    is_int(fund_writer_commit(writer, NULL), FUND_OK, "%s: commit", writer_name);
    is_int((long long)n_articles(path), 3, "... three articles");
    is_string(found(path, "Kursk"), "a b c ", "... are found");
    is_string(found(path, "Bruno"), "b ", "... by what they have");
    is_string(found(path, "Christa"), "c ", "... by what they have");
    is_string(found(path, "Berta"), "", "... and not by what they had");
    is_string(found(path, "Cäsar"), "", "... and not by what they had");
    is_int(fund_writer_commit(writer, NULL), FUND_OK, "... commit of nothing");
    is_int(put(writer, "a", "Anna in Kursk"), FUND_UNCHANGED, "... the writer goes on");
    is_int(put(writer, "a", "Armin in Kursk"), FUND_REPLACED, "... replaces");
    is_int(put(writer, "e", "Emil in Kursk"), FUND_ADDED, "... adds");
    is_int(fund_writer_delete(writer, "b", NULL), FUND_OK, "... deletes");
    is_string(found(path, "Kursk"), "a b c ", "... which nobody sees");
    is_int(fund_writer_commit(writer, NULL), FUND_OK, "... before the next commit");
    is_string(found(path, "Kursk"), "a c e ", "... and then all");
}

static void test_life(const char *path, bool use_xapian, unsigned threads)
{
    fund_writer_options options = FUND_WRITER_OPTIONS_INIT;
    fund_writer *writer;
    options.use_xapian = use_xapian;
    options.threads = threads;
    writer_name = use_xapian ? "Xapian's writer" : threads > 1 ? "three threads" : "one thread";
    is_int(fund_writer_open(&writer, path, &options, NULL), FUND_OK, "%s", writer_name);
    ok(!fund_writer_notice(writer), "... has nothing to tell");
    is_int(fund_writer_commit(writer, NULL), FUND_OK, "... commit of nothing");
    test_before_commit(writer, path);
    test_after_commit(writer, path);
    fund_writer_close(writer);
    remove_index(path);
}

/* What is not committed is thrown away. */
static void test_given_up(const char *path)
{
    fund_writer *writer, *other;
    is_int(fund_writer_open(&writer, path, NULL, NULL), FUND_OK, "a writer");
    put(writer, "a", "Anna in Kursk");
    is_int(fund_writer_open(&other, path, NULL, NULL), FUND_LOCKED, "... excludes another");
    fund_writer_close(writer);
    is_int((long long)n_articles(path), 0, "... that is closed leaves nothing");
    is_int(fund_writer_open(&writer, path, NULL, NULL), FUND_OK, "... and lets the next one in");
    is_int(put(writer, "a", "Anna in Kursk"), FUND_ADDED, "... to build");
    is_int(fund_writer_commit(writer, NULL), FUND_OK, "... and commit");
    is_int(fund_writer_open(&other, path, NULL, NULL), FUND_OK, "... which lets another in");
    fund_writer_close(other);
    fund_writer_close(writer);
    is_string(found(path, "Kursk"), "a ", "... and stays");
    remove_index(path);
}

int main(void)
{
    char folder[] = "/tmp/test-build-XXXXXX", path[64];
    if (!mkdtemp(folder))
        return 1;
    snprintf(path, sizeof path, "%s/index", folder);
    test_life(path, true, 1);
    test_life(path, false, 1);
    test_life(path, false, 3);
    test_given_up(path);
    rmdir(folder);
    return done_testing();
}
