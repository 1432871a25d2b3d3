/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The whole life of an index as any program sees it, through fundstelle.h and nothing else:
 * written, read, searched, shared, refused, damaged. All of it happens in a temporary folder.
 */
#include <fundstelle.h>

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/tap.h"

static char *own_path;

/* ---- Helpers ---- */

/* Under valgrind or a sanitizer, memory and time are others. */
static bool is_observed(void)
{
    const char *san = getenv("SAN");
    return getenv("VALGRIND") || (san && *san);
}

static fund_article make_article(const char *id, const char *title, const char *body)
{
    fund_article article = FUND_ARTICLE_INIT;
    article.id = id;
    article.title = title;
    article.body = body;
    return article;
}

static fund_writer *open_writer(const char *path)
{
    fund_writer *writer;
    fund_error err = {0};
    if (fund_writer_open(&writer, path, NULL, &err) == FUND_OK)
        return writer;
    printf("Bail out! %s: %s\n", path, err.message);
    exit(1);
}

static fund_index *open_index(const char *path)
{
    fund_index *index;
    fund_error err = {0};
    if (fund_index_open(&index, &path, 1, &err) == FUND_OK)
        return index;
    printf("Bail out! %s: %s\n", path, err.message);
    exit(1);
}

/* What fund_writer_put() did, as a word, or its status where it did nothing. */
static const char *put_article(fund_writer *writer, const fund_article *article)
{
    static const char *const words[] = {"none", "added", "replaced", "unchanged"};
    fund_change change = (fund_change)7;
    fund_status status = fund_writer_put(writer, article, &change, NULL);
    if (status != FUND_OK)
        return change == FUND_NONE ? fund_status_name(status) : "a failure that changed something";
    return words[change];
}

static const char *put(fund_writer *writer, const char *id, const char *title, const char *body)
{
    fund_article article = make_article(id, title, body);
    return put_article(writer, &article);
}

static void commit(fund_writer *writer)
{
    fund_error err = {0};
    if (fund_writer_commit(writer, &err) != FUND_OK)
        ok(false, "commit: %s", err.message);
}

static void write_index(const char *path, const char *id, const char *title, const char *body)
{
    fund_writer *writer = open_writer(path);
    put(writer, id, title, body);
    commit(writer);
    fund_writer_close(writer);
}

/* The ids of the hits with blanks between, or the status. It lives until the next call. */
static const char *find(fund_index *index, const char *query)
{
    static char *told;
    size_t size;
    fund_page *page;
    fund_status status = fund_search(&page, index, query, NULL, NULL);
    if (status != FUND_OK)
        return page ? "a failure with a page" : fund_status_name(status);
    free(told);
    FILE *out = open_memstream(&told, &size);
    for (size_t i = 0; i < fund_page_size(page); i++)
        fprintf(out, "%s%s", i > 0 ? " " : "", fund_page_hit(page, i)->id);
    fclose(out);
    fund_page_free(page);
    return told;
}

/* As find(), by a reader that is opened for it. */
static const char *find_in(const char *path, const char *query)
{
    fund_index *index = open_index(path);
    const char *told = find(index, query);
    fund_index_close(index);
    return told;
}

static fund_page *search(fund_index *index, const char *query, size_t first, size_t n_hits)
{
    fund_page *page;
    fund_error err = {0};
    fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.first = first;
    options.n_hits = n_hits;
    if (fund_search(&page, index, query, &options, &err) != FUND_OK)
        printf("# \"%s\": %s\n", query, err.message);
    return page;
}

/* The text with [its highlights]. It lives until the next call. */
static const char *tell_marked(const fund_marked_text *marked)
{
    static char *told;
    size_t size, last = 0;
    free(told);
    FILE *out = open_memstream(&told, &size);
    for (size_t i = 0; marked && i < marked->n_highlights; i++) {
        fund_highlight lit = marked->highlights[i];
        fprintf(out, "%.*s[%.*s]", (int)(lit.start - last), marked->text + last,
                (int)(lit.end - lit.start), marked->text + lit.start);
        last = lit.end;
    }
    fprintf(out, "%s", marked ? marked->text + last : "(none)");
    fclose(out);
    return told;
}

static const char *title_of(fund_page *page, size_t i)
{
    const fund_marked_text *marked = NULL;
    fund_page_title(page, i, &marked, NULL);
    return tell_marked(marked);
}

static const char *snippet_of(fund_page *page, size_t i, size_t n_chars)
{
    const fund_marked_text *marked = NULL;
    fund_page_snippet(page, i, n_chars, &marked, NULL);
    return tell_marked(marked);
}

static void write_file(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "w");
    if (!file || fwrite(bytes, 1, len, file) != len || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

static size_t count_entries(const char *path)
{
    size_t n = 0;
    DIR *folder = opendir(path);
    while (folder && readdir(folder))
        n++;
    if (folder)
        closedir(folder);
    return n;
}

/* One line of text that says something. */
static bool is_message(const char *message)
{
    return *message && !strpbrk(message, "\n\r\t");
}

/*
 * Runs one of `parts`, below, in a process of its own and returns what it returned, -1 where it
 * died. It is this program started once more, for valgrind not to look into it.
 */
static int run_apart(const char *part)
{
    int how = 0;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        execl(own_path, own_path, part, NULL);
        _exit(98);
    }
    if (child < 0 || waitpid(child, &how, 0) != child)
        return -1;
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

/* ---- One article, from its first day to its last ---- */

static void test_life(void)
{
    fund_writer *writer = open_writer("life");
    is_string(put(writer, "1", "Soldaten in Kursk", "Die Lage ist ernst."), "added", "put");
    is_string(put(writer, "1", "Soldaten in Kursk", "Die Lage ist ernst."), "unchanged", "again");
    is_string(put(writer, "1", "Soldaten in Kursk", "Die Lage ist gut."), "replaced", "changed");
    is_string(put(writer, "2", "Hochwasser", "Die Elbe steigt."), "added", "another");
    commit(writer);
    is_string(put(writer, "1", "Soldaten in Kursk", "Die Lage ist gut."), "unchanged",
              "the same after a commit");
    fund_writer_close(writer);
    is_string(find_in("life", "Kursk"), "1", "found");
    is_string(find_in("life", "ernst"), "", "what was replaced is not");
    is_string(find_in("life", "Lage Elbe steigt"), "2 1", "the better first");

    writer = open_writer("life");
    is_string(put(writer, "1", "Soldaten in Kursk", "Die Lage ist gut."), "unchanged",
              "the same for another writer");
    is_int(fund_writer_delete(writer, "1", NULL), FUND_OK, "deleted");
    is_int(fund_writer_delete(writer, "1", NULL), FUND_NOT_FOUND, "... and gone");
    is_string(put(writer, "1", "Zurück", NULL), "added", "put again it is new");
    is_int(fund_writer_delete(writer, "2", NULL), FUND_OK, "deleted");
    commit(writer);
    fund_writer_close(writer);
    is_string(find_in("life", "Zurück Kursk Hochwasser"), "1", "what is left");
}

static void test_no_such_article(void)
{
    fund_error err = {0};
    fund_writer *writer = open_writer("none");
    is_int(fund_writer_delete(writer, "nirgends", &err), FUND_NOT_FOUND, "no such article");
    ok(strstr(err.message, "nirgends") && err.status == FUND_NOT_FOUND, "... which");
    is_int(fund_writer_delete(writer, "", NULL), FUND_NOT_FOUND, "no id");
    commit(writer);
    fund_writer_close(writer);
    fund_writer_close(NULL);
    is_string(find_in("none", "Kursk"), "", "an index without articles");
}

static void test_refuse_repeats(void)
{
    fund_writer *writer;
    fund_error err = {0};
    fund_change change;
    fund_writer_options options = FUND_WRITER_OPTIONS_INIT;
    options.refuse_repeats = true;
    write_index("repeats", "1", "Alt", NULL);
    if (fund_writer_open(&writer, "repeats", &options, NULL) != FUND_OK)
        return;
    is_string(put(writer, "1", "Neu", NULL), "replaced", "what lies there is replaced once");
    is_string(put(writer, "1", "Neu", NULL), "unchanged", "... the same is no repeat");
    fund_article other = make_article("1", "Fremd", NULL);
    is_int(fund_writer_put(writer, &other, &change, &err), FUND_INPUT, "... another is refused");
    ok(strstr(err.message, "\"1\"") && change == FUND_NONE, "... by its id");
    commit(writer);
    is_string(put(writer, "1", "Fremd", NULL), "input", "... after a commit, too");
    is_string(put(writer, "2", "Fremd", NULL), "added", "the writer goes on");
    commit(writer);
    fund_writer_close(writer);
    is_string(find_in("repeats", "Neu Fremd"), "1 2", "the first was kept");
}

static const char *put_from(fund_writer *writer, const char *id, const char *origin)
{
    fund_article article = make_article(id, "Nachricht", NULL);
    article.origin = origin;
    return put_article(writer, &article);
}

static void test_prune(void)
{
    size_t n = 7;
    fund_writer *writer = open_writer("prune");
    put_from(writer, "a", "/x");
    put_from(writer, "b", "/x");
    put_from(writer, "c", "/x");
    put_from(writer, "d", "/x/y");
    put_from(writer, "e", NULL);
    ok(fund_writer_prune(writer, "/x", &n, NULL) == FUND_OK && n == 0, "all have been put");
    commit(writer);
    fund_writer_close(writer);

    writer = open_writer("prune");
    is_string(put_from(writer, "a", "/x"), "unchanged", "one is still there");
    is_string(put_from(writer, "c", "/z"), "replaced", "one has moved");
    ok(fund_writer_prune(writer, "/nirgends", &n, NULL) == FUND_OK && n == 0, "no such origin");
    ok(fund_writer_prune(writer, "/x", &n, NULL) == FUND_OK && n == 1, "one is gone");
    ok(fund_writer_prune(writer, "/x", &n, NULL) == FUND_OK && n == 0, "... once");
    commit(writer);
    fund_writer_close(writer);
    is_string(find_in("prune", "Nachricht"), "a c d e", "those of other origins stay");
}

/* More articles than are read at a time. */
static void test_prune_many(void)
{
    enum { N = 2500 };
    size_t n = 0;
    char id[16];
    fund_writer *writer = open_writer("prune-many");
    for (int i = 0; i < N; i++) {
        snprintf(id, sizeof id, "%d", i);
        put_from(writer, id, "/x");
    }
    commit(writer);
    fund_writer_close(writer);
    writer = open_writer("prune-many");
    for (int i = 0; i < N; i += 2) {
        snprintf(id, sizeof id, "%d", i);
        put_from(writer, id, "/x");
    }
    ok(fund_writer_prune(writer, "/x", &n, NULL) == FUND_OK && n == N / 2, "every second goes");
    commit(writer);
    fund_writer_close(writer);
    fund_index_stats stats;
    fund_index *index = open_index("prune-many");
    ok(fund_index_stats_get(index, &stats, NULL) == FUND_OK && stats.n_articles == N / 2,
       "... the others stay");
    fund_index_close(index);
}

/* ---- Who sees what, and when ---- */

static void test_visibility(void)
{
    write_index("seen", "1", "Kursk", NULL);
    fund_index *before = open_index("seen");
    fund_writer *writer = open_writer("seen");
    put(writer, "2", "Kursk", NULL);
    fund_writer_delete(writer, "1", NULL);
    is_string(find(before, "Kursk"), "1", "nothing is seen before the commit");
    is_string(find_in("seen", "Kursk"), "1", "... by a new reader neither");
    commit(writer);
    is_string(find(before, "Kursk"), "1", "a reader opened before sees the old state");
    is_string(find_in("seen", "Kursk"), "2", "a new one the new state");
    put(writer, "3", "Kursk", NULL);
    fund_writer_delete(writer, "2", NULL);
    fund_writer_close(writer);
    is_string(find_in("seen", "Kursk"), "2", "without a commit all is thrown away");
    fund_index_close(before);
    fund_index_close(NULL);
}

/* A writer that dies in the midst leaves the index as it was, and free for the next. */
static int put_and_die(void)
{
    fund_writer *writer = open_writer("killed");
    for (int i = 0; i < 200; i++) {
        char id[16];
        snprintf(id, sizeof id, "%d", i);
        put(writer, id, "Kursk", "Soldaten kämpfen in Kursk.");
    }
    kill(getpid(), SIGKILL);
    return 0;
}

static void test_killed(void)
{
    write_index("killed", "1", "Kiew", NULL);
    is_int(run_apart("put_and_die"), -1, "a writer is killed");
    is_string(find_in("killed", "Kursk"), "", "what it put is not there");
    is_string(find_in("killed", "Kiew"), "1", "... what was there is");
    write_index("killed", "2", "Kiew", NULL);
    is_string(find_in("killed", "Kiew"), "1 2", "... and the next can write");
}

/* Two commits take the ground from under a reader; it must not be noticed. */
static void test_reader_under_writer(void)
{
    enum { N = 60, N_LOOKS = 20 };
    char body[64];
    int n_found = 0;
    write_index("busy", "1", "Kursk", "Ausgabe 0");
    fund_index *index = open_index("busy");
    fund_page *first = search(index, "Kursk", 0, 10);
    fund_writer *writer = open_writer("busy");
    for (int i = 1; i <= N; i++) {
        snprintf(body, sizeof body, "Ausgabe %d", i);
        put(writer, "1", "Kursk", body);
        snprintf(body, sizeof body, "%d", i);
        put(writer, body, "Kiew", body);
        commit(writer);
        if (i % (N / N_LOOKS) != 0)
            continue;
        n_found += strcmp(find(index, "\"Kursk\" Kursk"), "1") == 0;
        fund_page *page = search(index, "Kursk Kiew", 0, 5);
        n_found += page && *snippet_of(page, 0, 0) && fund_page_size(page) > 0;
        fund_page_free(page);
    }
    is_int(n_found, 2LL * N_LOOKS, "a reader goes on under a writer");
    is_string(first ? fund_page_hit(first, 0)->body : NULL, "Ausgabe 0", "an old page stays");
    is_string(first ? snippet_of(first, 0, 0) : NULL, "Ausgabe 0", "... with its snippets");
    fund_page_free(first);
    fund_index_close(index);
    fund_writer_close(writer);
}

static int open_second(void)
{
    fund_writer *writer;
    fund_error err = {0};
    fund_status status = fund_writer_open(&writer, "locked", NULL, &err);
    if (writer || err.status != status || !is_message(err.message))
        return 99;
    return (int)status;
}

static void test_locked(void)
{
    fund_writer *writer = open_writer("locked");
    is_int(open_second(), FUND_LOCKED, "a second writer");
    is_int(run_apart("open_second"), FUND_LOCKED, "... in another process");
    ok(fund_writer_open(&(fund_writer *){NULL}, "locked", NULL, NULL) == FUND_LOCKED,
       "... quietly");
    is_string(put(writer, "1", "Kursk", NULL), "added", "the first can go on");
    commit(writer);
    fund_writer_close(writer);
    write_index("locked", "2", "Kursk", NULL);
    is_string(find_in("locked", "Kursk"), "1 2", "then the next can write");
}

/* ---- Where an index may lie ---- */

static fund_status try_writer(const char *path, bool must_exist)
{
    fund_writer *writer = (fund_writer *)&writer;
    fund_error err = {0};
    fund_writer_options options = FUND_WRITER_OPTIONS_INIT;
    options.must_exist = must_exist;
    fund_status status = fund_writer_open(&writer, path, &options, &err);
    if (status != FUND_OK && (writer || err.status != status || !is_message(err.message)))
        ok(false, "%s: a failure has no writer, but a message", path);
    fund_writer_close(writer);
    return status;
}

static fund_status try_index(const char *path)
{
    fund_index *index = (fund_index *)&index;
    fund_error err = {0};
    fund_status status = fund_index_open(&index, &path, 1, &err);
    if (status != FUND_OK && (index || err.status != status || !is_message(err.message)))
        ok(false, "%s: a failure has no index, but a message", path);
    fund_index_close(index);
    return status;
}

static void test_places(void)
{
    is_int(try_writer("nowhere", true), FUND_NOT_FOUND, "none where one must be");
    is_int(try_index("nowhere"), FUND_NOT_FOUND, "none to read");
    ok(access("nowhere", F_OK) != 0, "... and none is made by asking");
    is_int(try_writer("a/b/c/index", false), FUND_OK, "the folders above are made");
    is_int(try_writer("a/b/c/index", true), FUND_OK, "... now it is there");
    is_int(try_index("a/b/c/index"), FUND_OK, "... and can be read");
    is_int(try_writer("slash/", false), FUND_OK, "a slash behind it");
    is_int(try_index("./slash//"), FUND_OK, "... and more of them");
    is_int(try_writer("", false), FUND_INVALID, "no name at all");
    is_int(try_index(""), FUND_INVALID, "... to read neither");
    mkdir("empty", 0700);
    is_int(try_index("empty"), FUND_NOT_FOUND, "an empty folder is no index");
    is_int(try_writer("empty", true), FUND_NOT_FOUND, "... for a writer neither");
    is_int((long long)count_entries("empty"), 2, "... and stays empty");
    is_int(try_writer("empty", false), FUND_OK, "... but can become one");
    is_int(try_writer("Süd korea", false), FUND_OK, "a name with blanks and umlauts");
}

static void test_wrong_places(void)
{
    write_file("file", "Kursk", 5);
    is_int(try_writer("file", false), FUND_INVALID, "a file");
    ok(try_index("file") != FUND_OK, "... is none to read");
    ok(try_writer("file/index", false) != FUND_OK, "a folder in a file");
    mkdir("other", 0700);
    write_file("other/brief.txt", "Kursk", 5);
    is_int(try_writer("other", false), FUND_INVALID, "a folder with other things");
    is_int(try_index("other"), FUND_NOT_FOUND, "... is none to read");
    is_int((long long)count_entries("other"), 3, "... and is left alone");
    char *name = malloc(5001);
    if (name) {
        memset(name, 'x', 5000);
        name[5000] = '\0';
        ok(try_writer(name, false) != FUND_OK, "a name that is too long");
        ok(try_index(name) != FUND_OK, "... is none to read");
    }
    free(name);
    ok(symlink("loop", "loop") == 0 && try_writer("loop", false) == FUND_IO, "a link to itself");
    is_int(fund_index_open(&(fund_index *){NULL}, NULL, 0, NULL), FUND_INVALID, "no index named");
}

/* As somebody who may read but not write; root would be allowed everything. */
static int try_as_nobody(void)
{
    if (geteuid() == 0 && setuid(65534) != 0)
        return 99;
    if (try_writer("rights/new", false) != FUND_IO)
        return 1;
    if (try_writer("rights/index", false) != FUND_IO)
        return 2;
    if (try_index("rights/index") != FUND_OK)
        return 3;
    return try_index("rights/secret") == FUND_IO ? 0 : 4;
}

static void test_rights(void)
{
    mkdir("rights", 0755);
    write_index("rights/index", "1", "Kursk", NULL);
    write_index("rights/secret", "1", "Kursk", NULL);
    chmod("rights/index", 0555);
    chmod("rights/secret", 0);
    chmod("rights", 0555);
    is_int(run_apart("try_as_nobody"), 0, "no right to write, or to read");
    chmod("rights", 0755);
    chmod("rights/index", 0755);
    chmod("rights/secret", 0755);
}

/* A disk that is full: no file may grow beyond 100 kB. */
static int write_too_much(void)
{
    struct rlimit limit = {.rlim_cur = 100000, .rlim_max = 100000};
    fund_status status = FUND_OK;
    fund_error err = {0};
    char id[16], body[200];
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    fund_writer *writer = open_writer("full");
    for (unsigned i = 0; status == FUND_OK && i < 3000; i++) {
        fund_change change;
        snprintf(id, sizeof id, "%u", i);
        snprintf(body, sizeof body, "Wort%u Wert%u Wurst%u", i * 77, i * 7919, i * 104729);
        fund_article article = make_article(id, "Kursk", body);
        status = fund_writer_put(writer, &article, &change, &err);
    }
    if (status == FUND_OK)
        status = fund_writer_commit(writer, &err);
    fund_writer_close(writer);
    return is_message(err.message) ? (int)status : 99;
}

static void test_full_disk(void)
{
    write_index("full", "alt", "Kiew", NULL);
    is_int(run_apart("write_too_much"), FUND_IO, "a full disk");
    is_string(find_in("full", "Kiew Kursk"), "alt", "... leaves what was there");
    write_index("full", "neu", "Kiew", NULL);
    is_string(find_in("full", "Kiew"), "alt neu", "... to be written on");
}

/* ---- What is an article ---- */

static void test_fields(void)
{
    static const char *const tags[] = {"Ausland", "Krieg"};
    fund_article article = make_article("voll", "Soldaten in Kursk", "Erstens.\n\nZweitens.");
    fund_writer *writer = open_writer("fields");
    article.date = "21.10.2024, 16:19 Uhr";
    article.source = "Norddeutsche Umschau";
    article.author = "Jana Müller";
    article.url = "https://www.beispiel.de/";
    article.tags = tags;
    article.n_tags = 2;
    article.origin = "/artikel";
    is_string(put_article(writer, &article), "added", "all fields");
    is_string(put(writer, "leer", "Kursk", NULL), "added", "only a title");
    is_string(put(writer, "rumpf", "", "Kursk"), "added", "only a body");
    commit(writer);
    fund_writer_close(writer);

    fund_index *index = open_index("fields");
    fund_page *page = search(index, "Soldaten", 0, 1);
    const fund_hit *hit = page ? fund_page_hit(page, 0) : NULL;
    ok(hit != NULL, "found");
    if (hit) {
        is_string(hit->id, "voll", "its id");
        is_string(hit->title, "Soldaten in Kursk", "its title");
        is_string(hit->date, "2024-10-21T16:19", "its date, in ISO 8601");
        is_string(hit->source, "Norddeutsche Umschau", "its source");
        is_string(hit->author, "Jana Müller", "its author");
        is_string(hit->url, "https://www.beispiel.de/", "its address");
        is_string(hit->body, "Erstens.\n\nZweitens.", "its body, as it was");
        ok(hit->n_tags == 2 && strcmp(hit->tags[1], "Krieg") == 0, "its tags");
        ok(hit->rank == 1 && hit->score > 0, "its rank and score");
    }
    fund_page_free(page);
    page = search(index, "Kursk", 0, 10);
    for (size_t i = 0; page && i < fund_page_size(page); i++) {
        hit = fund_page_hit(page, i);
        ok(hit->title && hit->date && hit->source && hit->author && hit->url && hit->body &&
               (hit->n_tags == 0 || hit->tags),
           "%s: absent is \"\"", hit->id);
    }
    fund_page_free(page);
    fund_index_close(index);
}

/* A change in any field is a change. */
static void test_each_field_counts(void)
{
    static const char *const one[] = {"eins"};
    fund_article article = make_article("1", "Titel", "Text");
    const char **const fields[] = {&article.title, &article.date, &article.source, &article.author,
                                   &article.url,   &article.body, &article.origin};
    fund_writer *writer = open_writer("changes");
    put_article(writer, &article);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        *fields[i] = "2024";
        is_string(put_article(writer, &article), "replaced", "field %zu is changed", i);
        is_string(put_article(writer, &article), "unchanged", "... once");
    }
    article.tags = one;
    article.n_tags = 1;
    is_string(put_article(writer, &article), "replaced", "a tag is added");
    article.n_tags = 0;
    article.source = "";
    is_string(put_article(writer, &article), "replaced", "it is gone");
    article.source = NULL;
    is_string(put_article(writer, &article), "unchanged", "\"\" and NULL are the same");
    fund_writer_close(writer);
}

/* Puts what must be refused, and looks that the writer is well afterwards. */
static void refuse(fund_writer *writer, const fund_article *article, const char *name)
{
    fund_error err = {0};
    fund_change change = FUND_ADDED;
    fund_status status = fund_writer_put(writer, article, &change, &err);
    ok(status == FUND_INPUT && change == FUND_NONE && err.status == FUND_INPUT &&
           is_message(err.message),
       "refused: %s", name);
    is_int(fund_writer_put(writer, article, &change, NULL), FUND_INPUT, "... quietly, too");
}

static void test_refused(void)
{
    fund_writer *writer = open_writer("refused");
    fund_article article = make_article(NULL, "Titel", "Text");
    refuse(writer, &article, "no id");
    article.id = "";
    refuse(writer, &article, "an empty id");
    article = make_article("1", NULL, NULL);
    refuse(writer, &article, "neither title nor body");
    article = make_article("1", "", "");
    refuse(writer, &article, "... both empty");
    article = make_article("1", "Titel", "Text");
    article.date = "gestern";
    refuse(writer, &article, "a date that is none");
    article.date = "2024-02-30";
    refuse(writer, &article, "... or on no calendar");
    is_string(put(writer, "1", "Titel", "Text"), "added", "the writer goes on");
    commit(writer);
    fund_writer_close(writer);
    is_string(find_in("refused", "Titel Text"), "1", "... and nothing else is there");
}

static void test_invalid_utf8(void)
{
    fund_article article = make_article("1", "Titel", "Text");
    const char *tags[] = {"gut", "schlecht \xFF"};
    const char **const fields[] = {&article.id,     &article.title, &article.source,
                                   &article.author, &article.url,   &article.body};
    fund_writer *writer = open_writer("utf8");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        char name[32];
        snprintf(name, sizeof name, "field %zu is not UTF-8", i);
        const char *before = *fields[i];
        *fields[i] = "S\xFC"
                     "dkorea";
        refuse(writer, &article, name);
        *fields[i] = before;
    }
    article.tags = tags;
    article.n_tags = 2;
    refuse(writer, &article, "a tag is not UTF-8");
    article.n_tags = 1;
    is_string(put_article(writer, &article), "added", "the writer goes on");
    fund_writer_close(writer);
}

static void test_size(void)
{
    char *body = malloc(FUND_ARTICLE_MAX + 1);
    fund_writer *writer = open_writer("size");
    if (body) {
        memset(body, 'x', FUND_ARTICLE_MAX);
        body[FUND_ARTICLE_MAX] = '\0';
        fund_article article = make_article("1", "Titel", body);
        refuse(writer, &article, "too large");
        article.title = NULL;
        if (is_observed())
            skip(1, "this would take long");
        else
            is_string(put_article(writer, &article), "added", "... as large as can be");
    }
    fund_writer_close(writer);
    free(body);
}

static void test_ids(void)
{
    static const size_t lengths[] = {1, 2, 200, 221, 222, 223, 239, 240, 241, 245, 250, 1000, 4096};
    enum { N = sizeof lengths / sizeof *lengths };
    char id[4098];
    fund_writer *writer = open_writer("ids");
    int n_added = 0, n_unchanged = 0, n_deleted = 0;
    for (size_t i = 0; i < N; i++) {
        memset(id, 'x', lengths[i]);
        id[lengths[i]] = '\0';
        n_added += strcmp(put(writer, id, "Kursk", NULL), "added") == 0;
        n_unchanged += strcmp(put(writer, id, "Kursk", NULL), "unchanged") == 0;
    }
    is_int(n_added, N, "ids of 1 to 4096 bytes");
    is_int(n_unchanged, N, "... are found again");
    memset(id, 'x', 4097);
    id[4097] = '\0';
    is_string(put(writer, id, "Kursk", NULL), "input", "... but not of 4097");
    commit(writer);
    fund_index *index = open_index("ids");
    fund_page *page = search(index, "Kursk", 0, 100);
    bool is_whole = page && fund_page_size(page) == N;
    for (size_t i = 0; is_whole && i < N; i++)
        is_whole = strlen(fund_page_hit(page, i)->id) == lengths[i];
    ok(is_whole, "... and come back whole");
    fund_page_free(page);
    fund_index_close(index);
    for (size_t i = 0; i < N; i++) {
        memset(id, 'x', lengths[i]);
        id[lengths[i]] = '\0';
        n_deleted += fund_writer_delete(writer, id, NULL) == FUND_OK;
    }
    is_int(n_deleted, N, "... and can be deleted");
    fund_writer_close(writer);
}

static void test_odd_ids(void)
{
    char one[300], two[300];
    memset(one, 'x', sizeof one);
    memset(two, 'x', sizeof two);
    one[250] = 'a';
    two[250] = 'b';
    one[299] = two[299] = '\0';
    const char *const ids[] = {one,    two,    "Q",      "Süd\nkorea", " ", "a b", "\"",
                               "\x01", "日本", "a/../b", "A",          "a", "%s",  "👍"};
    enum { N = sizeof ids / sizeof *ids };
    int n_added = 0, n_unchanged = 0;
    fund_writer *writer = open_writer("odd");
    for (size_t i = 0; i < N; i++)
        n_added += strcmp(put(writer, ids[i], "Kursk", ids[i]), "added") == 0;
    commit(writer);
    for (size_t i = 0; i < N; i++)
        n_unchanged += strcmp(put(writer, ids[i], "Kursk", ids[i]), "unchanged") == 0;
    is_int(n_added, N, "two long ids that begin alike, and odd ones");
    is_int(n_unchanged, N, "... are different articles");
    fund_writer_close(writer);
}

/* ---- Searching ---- */

/* Twenty-five articles that match alike, in the order of their ids. */
static void write_many(const char *path)
{
    fund_writer *writer = open_writer(path);
    char id[16];
    for (int i = 1; i <= 25; i++) {
        snprintf(id, sizeof id, "%02d", i);
        put(writer, id, "Soldaten in Kursk", "Die Lage ist ernst.");
    }
    commit(writer);
    fund_writer_close(writer);
}

static void is_page(fund_index *index, size_t first, size_t n_hits, size_t want, const char *name)
{
    bool is_exact = false, in_order = true;
    fund_page *page = search(index, "Kursk", first, n_hits);
    if (!ok(page != NULL, "%s", name))
        return;
    is_int((long long)fund_page_size(page), (long long)want, "... has so many hits");
    ok(fund_page_total(page, &is_exact) == 25 && is_exact, "... of 25");
    is_int((long long)fund_page_total(page, NULL), 25, "... quietly, too");
    for (size_t i = 0; i < fund_page_size(page); i++) {
        const fund_hit *hit = fund_page_hit(page, i);
        in_order = in_order && hit->rank == first + i + 1 && (size_t)atoi(hit->id) == hit->rank;
    }
    ok(in_order, "... ranked in the order in which they were added");
    ok(!fund_page_hit(page, want) && !fund_page_hit(page, SIZE_MAX), "... and none behind them");
    fund_page_free(page);
}

static void test_pages(void)
{
    fund_page *page = (fund_page *)&page;
    fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    write_many("many");
    fund_index *index = open_index("many");
    is_page(index, 0, 0, 10, "the usual page");
    is_page(index, 0, 1, 1, "one hit");
    is_page(index, 20, 10, 5, "the last page");
    is_page(index, 24, 1, 1, "the last hit");
    is_page(index, 25, 10, 0, "behind the last");
    is_page(index, 1000000, 10, 0, "far behind");
    is_page(index, 0, FUND_HITS_MAX, 25, "all at once");
    options.n_hits = FUND_HITS_MAX + 1;
    ok(fund_search(&page, index, "Kursk", &options, NULL) == FUND_INVALID && !page, "too many");
    options.n_hits = 1;
    options.first = SIZE_MAX;
    ok(fund_search(&page, index, "Kursk", &options, NULL) == FUND_INVALID && !page, "too far");
    fund_page_free(NULL);
    fund_index_close(index);
}

static void test_marked(void)
{
    fund_error err = {0};
    const fund_marked_text *marked = (const fund_marked_text *)&marked;
    write_index("marked", "1", "Soldaten  aus \"Nordkorea\" in Kursk",
                "Ein Soldat sprach.\nEr kam aus Kursk, das an der Grenze liegt, und wollte nicht "
                "erkannt werden, wie er sagte.");
    fund_index *index = open_index("marked");
    fund_page *page = search(index, "soldat NORDKOREA der", 0, 1);
    is_string(title_of(page, 0), "[Soldaten] aus \"[Nordkorea]\" in Kursk", "a title");
    is_string(snippet_of(page, 0, 20), "Ein [Soldat] sprach.", "a short snippet");
    is_string(snippet_of(page, 0, 1000),
              "Ein [Soldat] sprach. Er kam aus Kursk, das an der Grenze liegt, und wollte nicht "
              "erkannt werden, wie er sagte.",
              "... a long one");
    ok(*snippet_of(page, 0, SIZE_MAX), "... the longest");
    char *usual = strdup(snippet_of(page, 0, 240));
    is_string(snippet_of(page, 0, 0), usual, "... and the usual");
    free(usual);
    is_int(fund_page_title(page, 1, &marked, &err), FUND_INVALID, "no title of a hit too many");
    ok(!marked && is_message(err.message), "... as it is said");
    marked = (const fund_marked_text *)&marked;
    is_int(fund_page_snippet(page, 1, 0, &marked, &err), FUND_INVALID, "... nor a snippet");
    ok(!marked && fund_page_snippet(page, 1, 0, &marked, NULL) == FUND_INVALID, "... quietly");
    const fund_marked_text *one = NULL, *two = NULL;
    fund_page_title(page, 0, &one, NULL);
    fund_page_snippet(page, 0, 20, &two, NULL);
    char *kept = strdup(one ? one->text : "");
    find(index, "Kursk Elbe Grenze");
    is_string(one ? one->text : NULL, kept, "a title lives as long as its page");
    is_string(two ? two->text : NULL, "Ein Soldat sprach.", "... so does a snippet");
    free(kept);
    fund_page_free(page);
    fund_index_close(index);
    write_index("marked", "2", "Nordkorea schweigt", NULL);
    index = open_index("marked");
    page = search(index, "schweigt", 0, 1);
    is_string(snippet_of(page, 0, 0), "", "no body, no snippet");
    fund_page_free(page);
    fund_index_close(index);
}

static void test_queries(void)
{
    fund_writer *writer = open_writer("queries");
    put(writer, "un", "Kim Jong Un", "Der Machthaber lud ein.");
    put(writer, "jong", "Jong Kim Un", "Am Ende der Welt.");
    put(writer, "welt", "Welt der Wunder", "Ein Ende ist da. Kim kam. Jong ging.");
    put(writer, "haus", "Häuser in der Straße", "Rund 1.500 Soldaten der U.S.A. kamen.");
    commit(writer);
    fund_writer_close(writer);
    fund_index *index = open_index("queries");
    is_string(find(index, "\"Kim Jong Un\""), "un", "a phrase");
    is_string(find(index, "„Kim Jong“"), "un", "... in other quotes");
    is_string(find(index, "\"Ende der Welt\""), "jong", "... with a stop word");
    is_string(find(index, "\"Ende einer Welt\""), "", "... which counts");
    is_string(find(index, "\"Un Der Machthaber\""), "", "no phrase goes from title to body");
    is_string(find(index, "\"Machthaber\""), "un", "a phrase of one word");
    is_string(find(index, "\"\""), "", "a phrase of none");
    is_string(find(index, "Haus STRASSE"), "haus", "forms and spellings");
    is_string(find(index, "1500"), "haus", "a number");
    is_string(find(index, "USA"), "haus", "an acronym");
    is_string(find(index, "Machthaber Wunder der"), "un welt", "the stop word is not asked for");
    is_string(find(index, "einer"), "un welt", "... except alone");
    is_string(find(index, "der in einer"), "haus welt un jong", "... or among its like");
    is_string(find(index, "Mondlandung"), "", "a word that is nowhere");
    is_string(find(index, "Mondlandung Wunder"), "welt", "... does no harm");
    is_string(find(index, "Kim: (Machthaber"), "un jong welt", "stray signs");
    fund_index_close(index);
}

static void test_no_words(void)
{
    static const char *const queries[] = {"", " ", "\n\t", "...", "\"\"", "(", "?!", "👍", "\" \""};
    bool is_exact = false;
    write_index("words", "1", "Kursk", "... (?!) 👍");
    fund_index *index = open_index("words");
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        fund_page *page = search(index, queries[i], 0, 10);
        ok(page && fund_page_size(page) == 0 && fund_page_total(page, &is_exact) == 0 && is_exact,
           "no word to look for: %zu", i);
        fund_page_free(page);
    }
    fund_index_close(index);
}

static void test_strict(void)
{
    fund_page *page;
    fund_error err = {0};
    fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.strict = true;
    write_index("strict", "1", "Kursk", NULL);
    fund_index *index = open_index("strict");
    is_int(fund_search(&page, index, "Süd \"Kursk", &options, &err), FUND_SYNTAX, "a stray quote");
    ok(err.status == FUND_SYNTAX && err.offset == 5 && is_message(err.message) && !page,
       "... and where");
    is_int(fund_search(&page, index, "titl:Kursk", &options, NULL), FUND_SYNTAX, "... quietly");
    is_int(fund_search(&page, index, "(Kursk) \"Kiew\"", &options, &err), FUND_OK, "all is well");
    fund_page_free(page);
    fund_index_close(index);
}

/* Of words beside each other any may occur, or all. */
static void test_all_words(void)
{
    fund_page *page;
    fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    write_index("all", "1", "Kursk und Kiew", NULL);
    write_index("all", "2", "Kursk", NULL);
    fund_index *index = open_index("all");
    is_string(find(index, "Kursk Kiew"), "1 2", "any word");
    options.wants_all = true;
    ok(fund_search(&page, index, "Kursk Kiew", &options, NULL) == FUND_OK &&
           fund_page_size(page) == 1 && strcmp(fund_page_hit(page, 0)->id, "1") == 0,
       "... or all words");
    fund_page_free(page);
    ok(fund_search(&page, index, "Kiew OR Kursk", &options, NULL) == FUND_OK &&
           fund_page_size(page) == 2,
       "... but for OR");
    fund_page_free(page);
    fund_index_close(index);
}

static void test_bad_queries(void)
{
    fund_page *page = (fund_page *)&page;
    fund_error err = {0};
    char *query = malloc(100001);
    write_index("bad", "1", "Kursk", NULL);
    fund_index *index = open_index("bad");
    is_int(fund_search(&page, index, "Kursk \xFF", NULL, &err), FUND_INVALID, "not UTF-8");
    ok(!page && err.status == FUND_INVALID && is_message(err.message), "... as it is said");
    for (size_t i = 0; query && i < 100000; i++)
        query[i] = "Kursk "[i % 6];
    if (query) {
        query[100000] = '\0';
        is_int(fund_search(&page, index, query, NULL, &err), FUND_INVALID, "100 kB");
        ok(!page && is_message(err.message), "... as it is said");
        query[FUND_QUERY_MAX] = '\0';
        is_string(find(index, query), "1", "32 kB are taken");
        memset(query, 'x', FUND_QUERY_MAX);
        is_string(find(index, query), "", "... of one word, too");
        query[0] = query[FUND_QUERY_MAX - 1] = '"';
        for (size_t i = 2; i < FUND_QUERY_MAX - 1; i += 2)
            query[i] = ' ';
        is_string(find(index, query), "", "... or of one phrase");
    }
    is_string(find(index, "Kursk"), "1", "the index is well");
    free(query);
    fund_index_close(index);
}

/* ---- What an index holds ---- */

static void test_stats(void)
{
    fund_index_stats stats;
    fund_article article = make_article("1", "Kursk Kiew", "Kursk Kursk");
    fund_writer *writer = open_writer("stats");
    commit(writer);
    fund_index *index = open_index("stats");
    is_int(fund_index_stats_get(index, &stats, NULL), FUND_OK, "an empty index");
    ok(stats.n_articles == 0 && stats.n_terms == 0 && stats.length == 0, "... holds nothing");
    ok(!*stats.first_date && !*stats.last_date && stats.disk_bytes > 0, "... but has files");
    fund_index_close(index);
    article.date = "2024-10-21T16:19:05+02:00";
    put_article(writer, &article);
    article = make_article("2", "Rom", NULL);
    article.date = "1999";
    put_article(writer, &article);
    article = make_article("3", "Rom", NULL);
    put_article(writer, &article);
    commit(writer);
    fund_writer_close(writer);
    index = open_index("stats");
    is_int(fund_index_stats_get(index, &stats, NULL), FUND_OK, "three articles");
    is_int((long long)stats.n_articles, 3, "... so many");
    is_int((long long)stats.n_terms, 3, "... different stems");
    is_int((long long)stats.length, 24, "... words, those of titles three times, and their forms");
    is_string(stats.first_date, "1999", "... the oldest");
    ok(strncmp(stats.last_date, "2024-10-21T16:19:05", 19) == 0, "... the newest");
    fund_index_close(index);
}

static void test_two_indexes(void)
{
    fund_index *index;
    fund_index_stats stats;
    const char *paths[] = {"two-a", "two-b", "nowhere"};
    write_index("two-a", "1", "Kursk", "Soldaten");
    write_index("two-a", "beide", "Kiew", NULL);
    write_index("two-b", "2", "Kursk", "Rekruten");
    write_index("two-b", "beide", "Kiew", NULL);
    if (!ok(fund_index_open(&index, paths, 2, NULL) == FUND_OK, "two indexes"))
        return;
    is_string(find(index, "Soldaten"), "1", "found in the first");
    is_string(find(index, "Rekruten"), "2", "found in the second");
    ok(strlen(find(index, "Kursk")) == 3, "found in both");
    is_string(find(index, "Kiew"), "beide beide", "the same article is found twice");
    ok(fund_index_stats_get(index, &stats, NULL) == FUND_OK && stats.n_articles == 4, "the sum");
    fund_page *page = search(index, "Rekruten", 0, 1);
    is_string(snippet_of(page, 0, 0), "[Rekruten]", "a snippet");
    fund_page_free(page);
    for (int i = 0; i < 3; i++)
        write_index("two-b", i % 2 ? "2" : "3", "Kursk", i % 2 ? "Rekruten" : "Soldaten");
    is_string(find(index, "Rekruten"), "2", "... under a writer, too");
    fund_index_close(index);
    fund_error err = {0};
    is_int(fund_index_open(&index, paths, 3, &err), FUND_NOT_FOUND, "one of them is missing");
    ok(!index && strstr(err.message, "nowhere") != NULL, "... which");
    paths[1] = "two-a";
    ok(fund_index_open(&index, paths, 2, NULL) == FUND_OK, "the same twice");
    is_string(find(index, "Soldaten"), "1 1", "... finds twice");
    fund_index_close(index);
}

/* ---- Damage ---- */

static void write_large(const char *path)
{
    char id[16], body[256];
    fund_writer *writer = open_writer(path);
    for (unsigned i = 0; i < 400; i++) {
        snprintf(id, sizeof id, "%u", i);
        snprintf(body, sizeof body,
                 "Kursk und Wort%u, Wert%u, Wurst%u: Soldaten kämpfen in der Region, am Abend, in "
                 "der Stadt und auf dem Land.",
                 i, i * 7, i * 31);
        put(writer, id, "Soldaten in Kursk", body);
    }
    commit(writer);
    fund_writer_close(writer);
}

/* Opens, searches and reads all; returns the first failure. Its message must say something. */
static fund_status read_all(const char *path)
{
    fund_index *index;
    fund_page *page = NULL;
    fund_error err = {0};
    fund_index_stats stats;
    fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.n_hits = 1000;
    fund_status status = fund_index_open(&index, &path, 1, &err);
    if (status == FUND_OK)
        status = fund_search(&page, index, "Kursk \"in der Region\" Wort17", &options, &err);
    for (size_t i = 0; status == FUND_OK && i < fund_page_size(page); i += 50) {
        const fund_marked_text *marked;
        status = fund_page_snippet(page, i, 0, &marked, &err);
    }
    if (status == FUND_OK)
        status = fund_index_stats_get(index, &stats, &err);
    fund_page_free(page);
    fund_index_close(index);
    if (status != FUND_OK && (err.status != status || !is_message(err.message)))
        return FUND_INTERNAL;
    return status;
}

static bool is_damage(fund_status status)
{
    return status == FUND_CORRUPT || status == FUND_FORMAT || status == FUND_IO ||
           status == FUND_NOT_FOUND;
}

static char *read_file(const char *path, size_t *len)
{
    struct stat info;
    FILE *file = fopen(path, "r");
    *len = file && fstat(fileno(file), &info) == 0 ? (size_t)info.st_size : 0;
    char *bytes = calloc(1, *len + 1);
    if (file && bytes)
        *len = fread(bytes, 1, *len, file);
    if (file)
        fclose(file);
    return bytes;
}

/* Cut off at `n_cuts` places: the answer needs what is behind each of them. */
static void test_truncated(const char *path, int n_cuts)
{
    size_t len;
    char *bytes = read_file(path, &len);
    int n_told = 0;
    for (int i = 0; i < n_cuts; i++) {
        write_file(path, bytes, len * (size_t)i / 8);
        fund_status status = read_all("damaged");
        n_told += is_damage(status);
        if (!is_damage(status))
            printf("# %d/8 of it: %s\n", i, fund_status_name(status));
    }
    is_int(n_told, n_cuts, "cut off: %s", path);
    write_file(path, bytes, len);
    free(bytes);
}

/*
 * One byte in each part of the file: an error or an answer, but no crash. In the revision of a
 * block it looks as if the index had been written to.
 */
static void test_flipped(const char *path)
{
    size_t len;
    char *bytes = read_file(path, &len);
    int n = 0, n_fine = 0, parts = is_observed() ? 16 : 64;
    for (int i = 0; i < parts && len > 0; i++, n++) {
        size_t at = len * (size_t)i / (size_t)parts + (size_t)i % 7;
        if (at >= len)
            at = 0;
        bytes[at] ^= 0x55;
        write_file(path, bytes, len);
        bytes[at] ^= 0x55;
        fund_status status = read_all("damaged");
        bool is_fine = status == FUND_OK || status == FUND_CHANGED || is_damage(status);
        n_fine += is_fine;
        if (!is_fine)
            printf("# byte %zu: %s\n", at, fund_status_name(status));
    }
    is_int(n_fine, n, "a byte changed: %s", path);
    write_file(path, bytes, len);
    free(bytes);
}

static void test_damaged(void)
{
    write_large("damaged");
    is_int(read_all("damaged"), FUND_OK, "an index to damage");
    test_truncated("damaged/postlist.glass", 7);
    test_truncated("damaged/docdata.glass", 8);
    test_truncated("damaged/position.glass", 4);
    test_truncated("damaged/iamglass", 8);
    test_flipped("damaged/docdata.glass");
    is_int(read_all("damaged"), FUND_OK, "it is whole again");
    write_file("damaged/iamglass", "kein Index", 10);
    ok(is_damage(read_all("damaged")), "it is no index");
    ok(is_damage(try_writer("damaged", false)), "... for a writer neither");
    write_index("damaged/copy", "1", "Kursk", NULL);
    unlink("damaged/copy/postlist.glass");
    ok(is_damage(read_all("damaged/copy")), "a file is gone");
}

/* ---- Rules ---- */

/* Success leaves *err alone. */
static void test_quiet_success(void)
{
    fund_writer *writer = NULL;
    fund_index *index = NULL;
    fund_page *page = NULL;
    fund_change change;
    fund_index_stats stats;
    const fund_marked_text *marked;
    size_t n;
    fund_error err = {.status = FUND_IO, .offset = 7, .message = "wie zuvor"};
    const char *path = "quiet";
    fund_article article = make_article("1", "Kursk", "Kursk");
    bool is_fine = fund_writer_open(&writer, path, NULL, &err) == FUND_OK &&
                   fund_writer_put(writer, &article, &change, &err) == FUND_OK &&
                   fund_writer_prune(writer, "/", &n, &err) == FUND_OK &&
                   fund_writer_commit(writer, &err) == FUND_OK &&
                   fund_index_open(&index, &path, 1, &err) == FUND_OK &&
                   fund_search(&page, index, "Kursk", NULL, &err) == FUND_OK &&
                   fund_page_title(page, 0, &marked, &err) == FUND_OK &&
                   fund_page_snippet(page, 0, 0, &marked, &err) == FUND_OK &&
                   fund_index_stats_get(index, &stats, &err) == FUND_OK &&
                   fund_writer_delete(writer, "1", &err) == FUND_OK;
    ok(is_fine, "all goes well");
    ok(err.status == FUND_IO && err.offset == 7 && strcmp(err.message, "wie zuvor") == 0,
       "... and the error is left alone");
    fund_page_free(page);
    fund_index_close(index);
    fund_writer_close(writer);
}

/* The strings of an article need to live only for the call. */
static void test_borrowed(void)
{
    char id[] = "1", title[] = "Kursk", tag[] = "Krieg";
    const char *tags[] = {tag};
    fund_article article = make_article(id, title, NULL);
    fund_writer *writer = open_writer("borrowed");
    article.tags = tags;
    article.n_tags = 1;
    put_article(writer, &article);
    id[0] = title[0] = tag[0] = 'X';
    commit(writer);
    fund_writer_close(writer);
    is_string(find_in("borrowed", "Kursk"), "1", "the strings were copied");
}

static void test_version(void)
{
    char version[32];
    snprintf(version, sizeof version, "%d.%d.%d", FUND_VERSION_MAJOR, FUND_VERSION_MINOR,
             FUND_VERSION_PATCH);
    is_string(fund_version(), version, "the version");
    is_string(fund_status_name(FUND_CHANGED), "changed", "a status");
    ok(fund_status_name((fund_status)77) != NULL, "... what is none");
}

/* ---- All of it ---- */

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

static int run_part(const char *name)
{
    static const struct {
        const char *name;
        int (*run)(void);
    } parts[] = {
        {"put_and_die", put_and_die},
        {"open_second", open_second},
        {"try_as_nobody", try_as_nobody},
        {"write_too_much", write_too_much},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcmp(parts[i].name, name) == 0)
            return parts[i].run();
    return 97;
}

int main(int argc, char **argv)
{
    if (argc == 2)
        return run_part(argv[1]);
    own_path = realpath(argv[0], NULL);
    char folder[] = "/tmp/fundstelle-api-XXXXXX";
    if (!own_path || !mkdtemp(folder) || chmod(folder, 0755) != 0 || chdir(folder) != 0) {
        perror(folder);
        return 1;
    }
    test_version();
    test_life();
    test_no_such_article();
    test_refuse_repeats();
    test_prune();
    test_prune_many();
    test_visibility();
    test_killed();
    test_reader_under_writer();
    test_locked();
    test_places();
    test_wrong_places();
    test_rights();
    test_full_disk();
    test_fields();
    test_each_field_counts();
    test_refused();
    test_invalid_utf8();
    test_size();
    test_ids();
    test_odd_ids();
    test_pages();
    test_marked();
    test_queries();
    test_no_words();
    test_strict();
    test_all_words();
    test_bad_queries();
    test_stats();
    test_two_indexes();
    test_damaged();
    test_quiet_success();
    test_borrowed();
    if (chdir("/") != 0 || nftw(folder, remove_one, 20, FTW_DEPTH | FTW_PHYS) != 0)
        perror(folder);
    free(own_path);
    return done_testing();
}
