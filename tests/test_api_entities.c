/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What articles name, as any program sees it through fundstelle.h: found, kept with its places,
 * left off, and given other names by a file of one's own.
 */
#include <fundstelle.h>

#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/tap.h"

static const char title[] = "Kim Jong Un in Russland";
static const char body[] =
    "Kim Jong Un traf in Moskau den Präsidenten Wladimir Putin.\n\nDie nordkoreanische Armee, "
    "sagte Putin, sei in Kursk.";
static const char other[] = "In Seoul sagte der Präsident, davon sei nichts bekannt.";

/* ---- Helpers ---- */

static fund_writer *open_writer(const char *path, const fund_writer_options *options)
{
    fund_writer *writer;
    fund_error err = {0};
    if (fund_writer_open(&writer, path, options, &err) == FUND_OK)
        return writer;
    printf("Bail out! %s: %s\n", path, err.message);
    exit(1);
}

static fund_change put(fund_writer *writer, const char *id, const char *text)
{
    fund_article article = FUND_ARTICLE_INIT;
    fund_change change;
    article.id = id;
    article.title = text == body ? title : NULL;
    article.body = text;
    fund_writer_put(writer, &article, &change, NULL);
    return change;
}

/* An index with both articles. */
static void write_both(const char *path, const fund_writer_options *options)
{
    fund_writer *writer = open_writer(path, options);
    put(writer, "1", body);
    put(writer, "2", other);
    is_int(fund_writer_commit(writer, NULL), FUND_OK, "%s", path);
    fund_writer_close(writer);
}

/* " Kim Jong Un|Kim" for the entity of that name: its mentions as the texts have them. */
static void tell(FILE *out, const fund_hit *hit, const fund_entity *entity)
{
    fprintf(out, "%d %s %s %s %s:", (int)entity->type, entity->name, entity->key, entity->short_key,
            entity->iso);
    for (size_t i = 0; i < entity->n_mentions; i++) {
        const fund_mention *m = &entity->mentions[i];
        const char *text = m->is_in_title ? hit->title : hit->body;
        bool is_inside = m->start < m->end && m->end <= strlen(text);
        fprintf(out, "%s%.*s", m->is_in_title ? " T " : " ",
                is_inside ? (int)(m->end - m->start) : 3, is_inside ? text + m->start : "???");
        fprintf(out, i + 1 < entity->n_mentions ? "," : "");
    }
}

/* All entities of article `id`, one a line. It lives until the next call. */
static const char *entities_of(const char *path, const char *id)
{
    static char *told;
    size_t size;
    fund_index *index;
    fund_page *page = NULL;
    free(told);
    FILE *out = open_memstream(&told, &size);
    if (fund_index_open(&index, &path, 1, NULL) == FUND_OK)
        fund_search(&page, index, "Präsident", NULL, NULL);
    for (size_t i = 0; page && i < fund_page_size(page); i++) {
        const fund_hit *hit = fund_page_hit(page, i);
        for (size_t k = 0; strcmp(hit->id, id) == 0 && k < hit->n_entities; k++) {
            tell(out, hit, &hit->entities[k]);
            fputc('\n', out);
        }
    }
    fclose(out);
    fund_page_free(page);
    fund_index_close(index);
    return told;
}

static bool has_entities(const char *path)
{
    fund_index *index;
    fund_index_stats stats = {0};
    if (fund_index_open(&index, &path, 1, NULL) != FUND_OK)
        return false;
    fund_index_stats_get(index, &stats, NULL);
    fund_index_close(index);
    return stats.has_entities;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        exit(1);
}

/* Has an entity the line `wanted`? */
static void has_line(const char *path, const char *id, const char *wanted)
{
    const char *lines = entities_of(path, id), *at = strstr(lines, wanted);
    size_t len = strlen(wanted);
    if (!ok(at && (at == lines || at[-1] == '\n') && at[len] == '\n', "%s: %s", path, wanted))
        printf("# has\n# %s\n", lines);
}

/* ---- Found ---- */

static void test_found(void)
{
    write_both("found", NULL);
    ok(has_entities("found"), "... has entities");
    has_line("found", "1", "1 Kim Jong Un kimjongun kim : T Kim Jong Un, Kim Jong Un");
    has_line("found", "1", "1 Wladimir Putin vladimirputin putin : Wladimir Putin, Putin");
    has_line("found", "1", "3 Russland russland  RU: T Russland");
    has_line("found", "1", "3 Nordkorea nordkorea  KP: nordkoreanische");
    has_line("found", "2", "3 Seoul seoul  : Seoul");
}

/* The same from Xapian's writer, and from what is changed within a first build. */
static void test_writers(void)
{
    fund_writer_options options = FUND_WRITER_OPTIONS_INIT;
    char *expected = strdup(entities_of("found", "1"));
    options.use_xapian = true;
    write_both("theirs", &options);
    is_string(entities_of("theirs", "1"), expected, "Xapian's writer finds the same");
    fund_writer *writer = open_writer("changed", NULL);
    put(writer, "1", other);
    is_int(put(writer, "1", body), FUND_REPLACED, "replaced before the first commit");
    fund_writer_commit(writer, NULL);
    is_string(entities_of("changed", "1"), expected, "... has the entities of what came last");
    is_int(put(writer, "1", other), FUND_REPLACED, "replaced after it");
    is_int(put(writer, "1", body), FUND_REPLACED, "... and back");
    fund_writer_commit(writer, NULL);
    is_string(entities_of("changed", "1"), expected, "... again");
    fund_writer_close(writer);
    free(expected);
}

/* Entities are no part of what tells changed from unchanged. */
static void test_unchanged(void)
{
    fund_writer *writer = open_writer("found", NULL);
    is_int(put(writer, "1", body), FUND_UNCHANGED, "the same article is unchanged");
    is_int(put(writer, "2", other), FUND_UNCHANGED, "... another, too");
    ok(fund_writer_notice(writer) == NULL, "... and nothing is to be said");
    fund_writer_close(writer);
}

/* What comes with an article wins over what is found, and is kept. */
static void test_given(void)
{
    const fund_given_entity given[] = {{FUND_PERSON, "Wladimir W. Putin"}, {FUND_ORG, "Bundestag"}};
    const fund_given_entity bad = {(fund_entity_type)7, "Putin"};
    fund_article article = FUND_ARTICLE_INIT;
    fund_change change;
    fund_writer *writer = open_writer("given", NULL);
    article.id = "1";
    article.body = "Der Präsident Wladimir Putin sprach.";
    article.entities = given;
    article.n_entities = 2;
    is_int(fund_writer_put(writer, &article, &change, NULL), FUND_OK, "given entities");
    fund_writer_commit(writer, NULL);
    has_line("given", "1", "1 Wladimir W. Putin vladimirputin putin : Wladimir Putin");
    has_line("given", "1", "2 Bundestag bundestag  :");
    fund_writer_put(writer, &article, &change, NULL);
    is_int(change, FUND_UNCHANGED, "the same once more");
    article.n_entities = 1;
    fund_writer_put(writer, &article, &change, NULL);
    is_int(change, FUND_REPLACED, "others make another article");
    article.entities = &bad;
    is_int(fund_writer_put(writer, &article, &change, NULL), FUND_INPUT, "a type that is none");
    fund_writer_close(writer);
}

/* ---- Left off ---- */

static void test_without(void)
{
    fund_writer_options options = FUND_WRITER_OPTIONS_INIT;
    fund_writer *writer;
    size_t n = 7;
    options.no_entities = true;
    write_both("without", &options);
    is_string(entities_of("without", "1"), "", "... has none");
    ok(!has_entities("without"), "... and says so");
    writer = open_writer("without", NULL);
    ok(fund_writer_notice(writer) && strstr(fund_writer_notice(writer), "without entities"),
       "it stays so, and that is told");
    put(writer, "3", body);
    is_int(fund_writer_names(writer, "names", &n, NULL), FUND_INVALID, "names are refused");
    is_int((long long)n, 0, "... and change nothing");
    fund_writer_commit(writer, NULL);
    fund_writer_close(writer);
    is_string(entities_of("without", "3"), "", "... for new articles");
    is_int(fund_writer_open(&writer, "found", &options, NULL), FUND_INVALID,
           "one that has them keeps them");
}

/* ---- Names of one's own ---- */

static size_t rename_index(const char *path, bool is_kept)
{
    size_t n = 77;
    fund_writer *writer = open_writer(path, NULL);
    is_int(fund_writer_names(writer, "names", &n, NULL), FUND_OK, "%s: names", path);
    if (is_kept)
        fund_writer_commit(writer, NULL);
    fund_writer_close(writer);
    return n;
}

static void test_renamed(void)
{
    char *before = strdup(entities_of("found", "1")), *others = strdup(entities_of("found", "2"));
    write_file("names", "# wer\nperson\tPutin (Kreml)\tPutin, Wladimir Putin\n");
    is_int((long long)rename_index("found", false), 1, "one article has others");
    is_string(entities_of("found", "1"), before, "... not without a commit");
    is_int((long long)rename_index("found", true), 1, "... once more");
    ok(strstr(entities_of("found", "1"), "1 Putin (Kreml) ") != NULL, "... it is called so");
    ok(strstr(entities_of("found", "1"), "1 Wladimir Putin ") == NULL, "... and not as before");
    is_string(entities_of("found", "2"), others, "... the other article is as it was");
    is_int((long long)rename_index("found", true), 0, "... which changes nothing twice");
    test_unchanged();
    fund_writer *writer = open_writer("found", NULL);
    put(writer, "3", body);
    fund_writer_commit(writer, NULL);
    fund_writer_close(writer);
    free(others);
    others = strdup(entities_of("found", "1"));
    is_string(entities_of("found", "3"), others, "a later article gets the name, too");
    write_file("names", "");
    is_int((long long)rename_index("found", true), 2, "an empty file takes it from both");
    is_string(entities_of("found", "1"), before, "... which then have what they had");
    free(before);
    free(others);
}

/* Given before the first article, names are those of all. */
static void test_named_at_once(void)
{
    size_t n = 77;
    write_file("names", "org\tVolksarmee\tArmee\nplace\tRegion Kursk\tKursk\n");
    fund_writer *writer = open_writer("at once", NULL);
    is_int(fund_writer_names(writer, "names", &n, NULL), FUND_OK, "names for a new index");
    is_int((long long)n, 0, "... in which none has others");
    put(writer, "1", body);
    is_int(fund_writer_names(writer, "names", &n, NULL), FUND_INVALID, "... not behind an article");
    fund_writer_commit(writer, NULL);
    is_int(fund_writer_names(writer, "names", &n, NULL), FUND_OK, "... but behind a commit");
    is_int((long long)n, 0, "... and they are the same");
    fund_writer_close(writer);
    has_line("at once", "1", "3 Region Kursk regionkursk  : Kursk");
    write_both("later", NULL);
    is_int((long long)rename_index("later", true), 1, "names for an old one");
    char *expected = strdup(entities_of("at once", "1"));
    is_string(entities_of("later", "1"), expected, "... come to the same");
    free(expected);
}

static void test_bad_names(void)
{
    size_t n = 77;
    fund_error err = {0};
    fund_writer *writer = open_writer("later", NULL);
    write_file("names", "person Putin\n");
    is_int(fund_writer_names(writer, "names", &n, &err), FUND_INPUT, "a line without a tab");
    ok(strstr(err.message, "names:1") != NULL, "... is named: %s", err.message);
    is_int(fund_writer_names(writer, "no such", &n, &err), FUND_NOT_FOUND, "no file");
    fund_writer_commit(writer, NULL);
    fund_writer_close(writer);
    has_line("later", "1", "3 Region Kursk regionkursk  : Kursk");
}

/* ---- All of it ---- */

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

int main(void)
{
    char folder[] = "/tmp/fundstelle-entities-XXXXXX";
    if (!mkdtemp(folder) || chdir(folder) != 0) {
        perror(folder);
        return 1;
    }
    test_found();
    test_writers();
    test_unchanged();
    test_given();
    test_without();
    test_renamed();
    test_named_at_once();
    test_bad_names();
    if (chdir("/") != 0 || nftw(folder, remove_one, 20, FTW_DEPTH | FTW_PHYS) != 0)
        perror(folder);
    return done_testing();
}
