/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Filters by whom and what articles name, and counts of them, against a count by brute force over
 * all articles: the project's own, and 10,000 of the news in ../shared where they are.
 */
#include <fundstelle.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/tap.h"

enum { N_FACETS = FUND_FACET_DAY + 1 };

#define ALL_FACETS (FUND_FACET_BIT(N_FACETS) - FUND_FACET_BIT(FUND_FACET_PERSON))

_Noreturn static void bail_out(const char *what, const char *message)
{
    printf("Bail out! %s: %s\n", what, message);
    exit(1);
}

/* Indexes what lies at `articles`. */
static fund_index *make_index(const char *path, const char *articles)
{
    fund_source *source;
    fund_writer *writer;
    fund_index *index = NULL;
    fund_error err = {0};
    const fund_article *article;
    if (fund_source_open(&source, articles, &err) || fund_writer_open(&writer, path, NULL, &err))
        bail_out(articles, err.message);
    while (fund_source_next(source, &article, &err) == FUND_OK && article) {
        fund_change change;
        if (fund_writer_put(writer, article, &change, &err) != FUND_OK)
            bail_out(article->id, err.message);
    }
    if (fund_writer_commit(writer, &err) || fund_index_open(&index, &path, 1, &err))
        bail_out(path, err.message);
    fund_source_close(source);
    fund_writer_close(writer);
    return index;
}

static fund_page *search(fund_index *index, const char *query, unsigned facets, size_t facet_size)
{
    fund_page *page;
    fund_error err = {0};
    fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    options.n_hits = facet_size > 10 ? FUND_HITS_MAX : 1;
    options.facets = facets;
    options.facet_size = facet_size;
    if (fund_search(&page, index, query, &options, &err) != FUND_OK)
        bail_out(query, err.message);
    return page;
}

/* ---- Brute force ----------------------------------------------------------------------------- */

/* Something that an article has: "1 vladimirputin", "7 2024-10". */
struct thing {
    char *key;
    const char *name;
    size_t article;
};

struct things {
    struct thing *all;
    size_t n, capacity;
};

static void add_thing(struct things *things, unsigned facet, const char *key, size_t len,
                      const char *name, size_t article)
{
    if (things->n == things->capacity) {
        things->capacity = things->capacity ? 2 * things->capacity : 1024;
        things->all = realloc(things->all, things->capacity * sizeof *things->all);
    }
    struct thing *thing = &things->all[things->n++];
    *thing = (struct thing){NULL, name, article};
    if (asprintf(&thing->key, "%u %.*s", facet, (int)len, key) < 0)
        exit(1);
}

static void add_date(struct things *things, const fund_hit *hit, size_t article)
{
    static const size_t ends[] = {4, 7, 10};
    for (unsigned i = 0; i < 3; i++)
        if (strlen(hit->date) >= ends[i])
            add_thing(things, FUND_FACET_YEAR + i, hit->date, ends[i], hit->date, article);
}

static void add_hit(struct things *things, const fund_hit *hit, size_t article)
{
    for (size_t i = 0; i < hit->n_entities; i++) {
        const fund_entity *entity = &hit->entities[i];
        add_thing(things, entity->type, entity->key, strlen(entity->key), entity->name, article);
    }
    if (*hit->source)
        add_thing(things, FUND_FACET_SOURCE, hit->source, strlen(hit->source), hit->source,
                  article);
    add_date(things, hit, article);
}

static int compare_things(const void *a, const void *b)
{
    const struct thing *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order != 0 ? order : (x->article > y->article) - (x->article < y->article);
}

static int compare_numbers(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x < *y) - (*x > *y);
}

/* How many articles have each thing of the facet, the largest numbers first. */
static size_t count_things(const struct things *things, unsigned facet, uint64_t *counts)
{
    size_t n = 0;
    for (size_t i = 0; i < things->n; i++) {
        const struct thing *thing = &things->all[i];
        bool is_same = i > 0 && strcmp(thing->key, thing[-1].key) == 0;
        if (strtoul(thing->key, NULL, 10) != facet ||
            (is_same && thing[-1].article == thing->article))
            continue;
        if (!is_same)
            counts[n++] = 0;
        counts[n - 1]++;
    }
    qsort(counts, n, sizeof *counts, compare_numbers);
    return n;
}

static void free_things(struct things *things)
{
    for (size_t i = 0; i < things->n; i++)
        free(things->all[i].key);
    free(things->all);
}

static void read_things(struct things *things, const fund_page *page)
{
    for (size_t i = 0; i < fund_page_size(page); i++)
        add_hit(things, fund_page_hit(page, i), i);
    qsort(things->all, things->n, sizeof *things->all, compare_things);
}

/* ---- Counts ---------------------------------------------------------------------------------- */

/* The counts of one facet, in descending order, are those of brute force. */
static void check_facet(const fund_page *page, const struct things *things, fund_facet facet,
                        const char *query)
{
    const fund_facet_counts *counts;
    if (!ok(fund_page_facet(page, facet, &counts, NULL) == FUND_OK, "%s: by %s", query,
            fund_facet_name(facet)))
        return;
    uint64_t *want = calloc(things->n + 1, sizeof *want),
             *got = calloc(counts->n_values + 1, sizeof *got);
    size_t n = count_things(things, facet, want), n_same = 0;
    for (size_t i = 0; i < counts->n_values; i++)
        got[i] = counts->values[i].n_articles;
    qsort(got, counts->n_values, sizeof *got, compare_numbers);
    while (n_same < n && n_same < counts->n_values && got[n_same] == want[n_same])
        n_same++;
    is_int((long long)counts->n_in_all, (long long)n, "... %zu values", n);
    ok(n_same == counts->n_values && (n_same == n || n_same == FUND_HITS_MAX), "... each counted");
    free(want);
    free(got);
}

/* How many of the articles have a thing of this facet whose name, or day, is `name`. */
static uint64_t count_named(const struct things *things, unsigned facet, const char *name)
{
    const char *key = NULL;
    uint64_t n = 0;
    for (size_t i = 0; i < things->n && !key; i++)
        if (strtoul(things->all[i].key, NULL, 10) == facet &&
            strncmp(things->all[i].name, name, facet < FUND_FACET_YEAR ? SIZE_MAX : strlen(name)) ==
                0)
            key = things->all[i].key;
    for (size_t i = 0; i < things->n && key; i++) {
        const struct thing *thing = &things->all[i];
        bool is_again =
            i > 0 && thing[-1].article == thing->article && strcmp(thing[-1].key, thing->key) == 0;
        n += !is_again && strcmp(thing->key, key) == 0;
    }
    return n;
}

/* Each value's count is that of what has its name. */
static void check_names(const fund_page *page, const struct things *things, fund_facet facet,
                        const char *query)
{
    const fund_facet_counts *counts;
    size_t n_wrong = 0;
    fund_page_facet(page, facet, &counts, NULL);
    for (size_t i = 0; i < counts->n_values && i < 30; i++) {
        const fund_facet_value *value = &counts->values[i];
        uint64_t n = count_named(things, facet, value->name);
        if (n == value->n_articles)
            continue;
        n_wrong++;
        printf("# %s: %s is in %llu articles, not %llu\n", query, value->query,
               (unsigned long long)n, (unsigned long long)value->n_articles);
    }
    is_int((long long)n_wrong, 0, "%s: by %s, the names are right", query, fund_facet_name(facet));
}

static void check_query(fund_index *index, const char *query)
{
    struct things things = {0};
    fund_page *page = search(index, query, ALL_FACETS, FUND_HITS_MAX);
    bool is_exact;
    uint64_t total = fund_page_total(page, &is_exact);
    is_int((long long)fund_page_size(page), (long long)total, "%s: %llu articles on one page",
           query, (unsigned long long)total);
    read_things(&things, page);
    for (unsigned facet = FUND_FACET_PERSON; facet < N_FACETS; facet++) {
        if (facet == FUND_FACET_AUTHOR || facet == FUND_FACET_TAG)
            continue;
        check_facet(page, &things, (fund_facet)facet, query);
        check_names(page, &things, (fund_facet)facet, query);
    }
    free_things(&things);
    fund_page_free(page);
}

/* ---- Filters --------------------------------------------------------------------------------- */

/* Does the article have it by this key, or by this key of a family name? */
static bool has_entity(const fund_hit *hit, fund_entity_type type, const char *key)
{
    for (size_t i = 0; i < hit->n_entities; i++) {
        const fund_entity *entity = &hit->entities[i];
        if (entity->type == type &&
            (strcmp(entity->key, key) == 0 || strcmp(entity->short_key, key) == 0))
            return true;
    }
    return false;
}

static const char *key_of(const fund_page *page, fund_entity_type type, const char *name)
{
    for (size_t i = 0; i < fund_page_size(page); i++) {
        const fund_hit *hit = fund_page_hit(page, i);
        for (size_t j = 0; j < hit->n_entities; j++)
            if (hit->entities[j].type == type && strcmp(hit->entities[j].name, name) == 0)
                return hit->entities[j].key;
    }
    return "";
}

/* What a value's query finds are the articles that have it. */
static bool finds_its_articles(fund_index *index, const fund_page *all, fund_entity_type type,
                               const fund_facet_value *value)
{
    fund_page *page = search(index, value->query, 0, FUND_HITS_MAX);
    const char *key = key_of(all, type, value->name);
    size_t n = 0;
    for (size_t i = 0; i < fund_page_size(all); i++)
        n += has_entity(fund_page_hit(all, i), type, key);
    bool is_right = *key && n == fund_page_size(page) && n >= value->n_articles;
    for (size_t i = 0; i < fund_page_size(page); i++)
        is_right = is_right && has_entity(fund_page_hit(page, i), type, key);
    if (!is_right)
        printf("# %s finds %zu articles, not %zu\n", value->query, fund_page_size(page), n);
    fund_page_free(page);
    return is_right;
}

static void check_filters(fund_index *index, size_t size)
{
    fund_page *all = search(index, "NOT Zzyzx", ALL_FACETS, FUND_HITS_MAX);
    for (unsigned type = FUND_PERSON; type <= FUND_PLACE; type++) {
        const fund_facet_counts *counts;
        size_t n_right = 0, n = 0;
        fund_page_facet(all, (fund_facet)type, &counts, NULL);
        for (; n < size && n < counts->n_values; n++)
            n_right += finds_its_articles(index, all, (fund_entity_type)type, &counts->values[n]);
        ok(n > 0 && n_right == n, "%zu of %zu filters by %s find their articles", n_right, n,
           fund_facet_name((fund_facet)type));
    }
    fund_page_free(all);
}

/* ---- Options --------------------------------------------------------------------------------- */

static void check_options(fund_index *index)
{
    fund_page *page = search(index, "Kursk", FUND_FACET_BIT(FUND_FACET_PLACE), 3);
    const fund_facet_counts *counts;
    fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    is_int(fund_page_facet(page, FUND_FACET_PLACE, &counts, NULL), FUND_OK, "a facet");
    ok(counts->n_values == 3 && counts->n_in_all > 3, "... as many values as were asked for");
    is_int(fund_page_facet(page, FUND_FACET_PERSON, &counts, NULL), FUND_INVALID, "not asked for");
    ok(!counts, "... and none");
    fund_page_free(page);
    options.facets = 1;
    is_int(fund_search(&page, index, "Kursk", &options, NULL), FUND_INVALID, "no such facet");
    options.facets = FUND_FACET_BIT(FUND_FACET_PLACE);
    options.facet_size = FUND_HITS_MAX + 1;
    is_int(fund_search(&page, index, "Kursk", &options, NULL), FUND_INVALID, "too many values");
    page = search(index, "und ob", ALL_FACETS, 3);
    is_int(fund_page_facet(page, FUND_FACET_PLACE, &counts, NULL), FUND_OK, "of no hits");
    fund_page_free(page);
    page = search(index, "Zzyzx", ALL_FACETS, 3);
    is_int(fund_page_facet(page, FUND_FACET_MONTH, &counts, NULL), FUND_OK, "of no hits");
    ok(counts && counts->n_values == 0 && counts->n_in_all == 0, "... none");
    fund_page_free(page);
}

/* Two folders are one index: their counts add up, and names are found in either. */
static void check_shards(const char *one)
{
    fund_index *index = NULL;
    fund_error err = {0};
    const char *paths[] = {one, one};
    if (fund_index_open(&index, paths, 2, &err) != FUND_OK)
        bail_out(one, err.message);
    check_query(index, "Kursk");
    fund_index_close(index);
}

/* ---- News ------------------------------------------------------------------------------------ */

static void check_news(const char *news)
{
    const char *san = getenv("SAN");
    if (access(news, R_OK) != 0 || getenv("VALGRIND") || (san && *san) ||
        system("command -v zstd >/dev/null") != 0) {
        skip(1, "10,000 articles: no %s, no zstd(1), or a slow run", news);
        return;
    }
    char *command;
    if (asprintf(&command, "zstd -dcq '%s' | head -n 10000 >news.jsonl", news) < 0)
        exit(1);
    if (system(command) != 0)
        bail_out(command, "failed");
    free(command);
    fund_index *index = make_index("news", "news.jsonl");
    check_query(index, "NOT Zzyzx");
    check_query(index, "Impfstoff Merkel");
    check_filters(index, 100);
    fund_index_close(index);
}

int main(void)
{
    const char *shared = getenv("FUNDSTELLE_SHARED");
    char folder[] = "/tmp/fundstelle-entities-XXXXXX", *corpus = realpath("corpus", NULL);
    char *news = NULL, *relative = NULL;
    if (asprintf(&relative, "%s/data/news/fang-a.jsonl.zst", shared ? shared : "../shared") < 0)
        return 1;
    news = realpath(relative, NULL);
    if (!corpus || !mkdtemp(folder) || chdir(folder) != 0)
        bail_out(folder, "no such folder");
    fund_index *index = make_index("index", corpus);
    check_query(index, "Kursk");
    check_query(index, "Soldaten -Kursk datum:2024-10");
    check_query(index, "NOT Zzyzx");
    check_filters(index, 1000);
    check_options(index);
    check_shards("index");
    check_news(news ? news : relative);
    fund_index_close(index);
    free(news);
    free(relative);
    free(corpus);
    if (chdir("/") != 0 || asprintf(&news, "rm -rf %s", folder) < 0 || system(news) != 0)
        return 1;
    free(news);
    return done_testing();
}
