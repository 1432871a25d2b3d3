/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An article packed and read back; then records that are cut off, changed in a bit, or nothing
 * but noise. Each lies in memory of its own size, for a sanitizer to see what is read beyond it.
 */
#include "indexer/record.h"

#include <stdint.h>
#include <stdlib.h>

#include "tests/tap.h"

static struct arena arena;

/* The version and seven empty fields of a record. */
#define HEAD "\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static const char *const tags[] = {"Ausland", "", "Nordkorea", "Süd\nkorea"};

static const fund_given_entity given_entities[] = {
    {FUND_PLACE, "Kursk"}, {FUND_PERSON, "Süße Ähre"}, {FUND_ORG, ""}};

static const fund_article full = {
    .size = sizeof(fund_article),
    .id = "afp-1",
    .title = "Soldaten in Kursk",
    .date = "2024-10-21T16:19+02:00",
    .source = "Norddeutsche Umschau",
    .author = "Süße Ähre",
    .url = "https://www.beispiel.de/1?a=b",
    .body = "Erster Absatz.\n\nZweiter Absatz mit „Quotes“ und 👍.\n",
    .tags = tags,
    .n_tags = sizeof tags / sizeof *tags,
    .origin = "/var/lib/artikel",
    .entities = given_entities,
    .n_entities = 3,
};

/* In "Soldaten in Kursk" and, 19 bytes on, "Erster Absatz. ..." */
static const fund_entity entities_of_full[] = {
    {FUND_PLACE, "Kursk", "kursk", "", "", "RU", NULL, 0},
    {FUND_PERSON, "Ähre Absatz", "ahreabsatz", "absatz", "", "", NULL, 0},
    {FUND_PLACE, "Nordkorea", "nordkorea", NULL, "KP", NULL, NULL, 0},
};

static const struct record_mention mentions_of_full[] = {
    {0, 8, FUND_ORG, NO_ENTITY}, {12, 17, FUND_PLACE, 0}, {19, 32, FUND_PERSON, 1},
    {33, 33, FUND_ORG, 0},       {35, 49, FUND_ORG, 1},
};

static const struct record_entities named = {entities_of_full, 3, mentions_of_full, 5};

/* Absent comes back as "". */
static bool is_same_text(const char *given, const char *got)
{
    return got && strcmp(given ? given : "", got) == 0;
}

static bool is_same(const fund_article *given, const fund_article *got)
{
    bool is_fine =
        is_same_text(given->id, got->id) && is_same_text(given->title, got->title) &&
        is_same_text(given->date, got->date) && is_same_text(given->source, got->source) &&
        is_same_text(given->author, got->author) && is_same_text(given->url, got->url) &&
        is_same_text(given->body, got->body) && is_same_text(given->origin, got->origin) &&
        given->n_tags == got->n_tags && given->n_entities == got->n_entities;
    for (size_t i = 0; is_fine && i < given->n_tags; i++)
        is_fine = is_same_text(given->tags[i], got->tags[i]);
    for (size_t i = 0; is_fine && i < given->n_entities; i++)
        is_fine = given->entities[i].type == got->entities[i].type &&
                  is_same_text(given->entities[i].name, got->entities[i].name);
    return is_fine;
}

static void test_round_trip(const fund_article *article, const char *name)
{
    struct record record = {NULL, 0}, again = {NULL, 0};
    fund_article got;
    arena_reset(&arena);
    ok(record_pack(article, NULL, &arena, &record, NULL) == FUND_OK &&
           record_unpack(record, &arena, &got, NULL, NULL) == FUND_OK && is_same(article, &got) &&
           got.size == sizeof got,
       "there and back: %s", name);
    ok(record_pack(article, NULL, &arena, &again, NULL) == FUND_OK && again.len == record.len &&
           memcmp(again.data, record.data, record.len) == 0,
       "... the same bytes each time");
}

static bool is_same_entity(const fund_entity *given, const fund_entity *got)
{
    return given->type == got->type && is_same_text(given->name, got->name) &&
           is_same_text(given->key, got->key) && is_same_text(given->short_key, got->short_key) &&
           is_same_text(given->iso, got->iso) && is_same_text(given->stands_for, got->stands_for);
}

static bool is_mention(const fund_mention *mention, size_t start, size_t end, bool is_in_title)
{
    return mention->start == start && mention->end == end && mention->is_in_title == is_in_title;
}

static void test_entities(void)
{
    struct record record = {NULL, 0};
    struct record_entities got = {0};
    fund_article article;
    arena_reset(&arena);
    if (!ok(record_pack(&full, &named, &arena, &record, NULL) == FUND_OK &&
                record_unpack(record, &arena, &article, &got, NULL) == FUND_OK &&
                is_same(&full, &article) && got.n == 3 && got.n_mentions == 5,
            "there and back: entities"))
        return;
    for (size_t i = 0; i < got.n; i++)
        ok(is_same_entity(&named.all[i], &got.all[i]), "... %s", got.all[i].name);
    ok(memcmp(got.mentions, mentions_of_full, sizeof mentions_of_full) == 0, "... mentions");
    ok(got.all[0].n_mentions == 2 && is_mention(&got.all[0].mentions[0], 12, 17, true) &&
           is_mention(&got.all[0].mentions[1], 14, 14, false),
       "... of an entity, in title and body");
    ok(got.all[1].n_mentions == 2 && is_mention(&got.all[1].mentions[0], 0, 13, false) &&
           is_mention(&got.all[1].mentions[1], 16, 30, false),
       "... of another, in the body");
    is_int((long long)got.all[2].n_mentions, 0, "... of one that came with the article");
    ok(record_unpack(record, &arena, &article, NULL, NULL) == FUND_OK && is_same(&full, &article),
       "entities need not be asked for");
}

static void test_no_entities(void)
{
    static const struct record_entities none = {0};
    struct record without = {NULL, 0}, with = {NULL, 0};
    struct record_entities got = named;
    fund_article article;
    arena_reset(&arena);
    ok(record_pack(&full, NULL, &arena, &without, NULL) == FUND_OK &&
           record_pack(&full, &none, &arena, &with, NULL) == FUND_OK && with.len == without.len &&
           memcmp(with.data, without.data, with.len) == 0,
       "no entities are the same as none");
    ok(record_unpack(with, &arena, &article, &got, NULL) == FUND_OK && got.n == 0 &&
           got.n_mentions == 0,
       "... and come back as none");
}

/* Lengths around those at which their own length changes. */
static void test_lengths(void)
{
    static const size_t lengths[] = {0, 1, 126, 127, 128, 129, 16383, 16384, 2097151, 2097152};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        fund_article article = FUND_ARTICLE_INIT;
        char name[64], *text = malloc(lengths[i] + 1);
        if (!text)
            return;
        memset(text, 'x', lengths[i]);
        text[lengths[i]] = '\0';
        article.id = "1";
        article.title = article.body = text;
        snprintf(name, sizeof name, "%zu bytes", lengths[i]);
        test_round_trip(&article, name);
        free(text);
    }
}

static void test_many_tags(void)
{
    enum { N_TAGS = 1000 };
    const char *many[N_TAGS];
    fund_article article = FUND_ARTICLE_INIT;
    for (size_t i = 0; i < N_TAGS; i++)
        many[i] = i % 3 == 0 ? NULL : "Kursk";
    article.id = "1";
    article.tags = many;
    article.n_tags = N_TAGS;
    test_round_trip(&article, "1000 tags, some of them absent");
}

/* ---- Damage ---- */

/* Walks over all that was read, so that no string runs out of the record. */
static size_t sum_lengths(const fund_article *article)
{
    size_t n = strlen(article->id) + strlen(article->title) + strlen(article->date) +
               strlen(article->source) + strlen(article->author) + strlen(article->url) +
               strlen(article->body) + strlen(article->origin);
    for (size_t i = 0; i < article->n_tags; i++)
        n += strlen(article->tags[i]);
    for (size_t i = 0; i < article->n_entities; i++)
        n += strlen(article->entities[i].name);
    return n;
}

static size_t sum_entities(const struct record_entities *entities, const fund_article *article)
{
    size_t n = 0;
    for (size_t i = 0; i < entities->n; i++) {
        const fund_entity *e = &entities->all[i];
        n += strlen(e->name) + strlen(e->key) + strlen(e->short_key) + strlen(e->iso) +
             strlen(e->stands_for);
        for (size_t k = 0; k < e->n_mentions; k++) {
            const char *text = e->mentions[k].is_in_title ? article->title : article->body;
            if (e->mentions[k].end > strlen(text) || e->mentions[k].start > e->mentions[k].end)
                return SIZE_MAX / 2;
        }
    }
    return n;
}

/* An article that fits into the record, or FUND_CORRUPT with a message; nothing else. */
static bool is_read_safely(const char *bytes, size_t len, fund_status *status)
{
    char *copy = malloc(len ? len : 1);
    fund_article article;
    struct record_entities entities = {0};
    fund_error err = {0};
    if (!copy)
        return false;
    memcpy(copy, bytes, len);
    arena_reset(&arena);
    *status = record_unpack((struct record){copy, len}, &arena, &article, &entities, &err);
    bool is_fine = *status == FUND_OK
                       ? sum_lengths(&article) + sum_entities(&entities, &article) <= len
                       : *status == FUND_CORRUPT && err.status == FUND_CORRUPT && *err.message;
    free(copy);
    return is_fine;
}

static void test_truncation(const char *bytes, size_t len)
{
    size_t n_refused = 0;
    for (size_t i = 0; i < len; i++) {
        fund_status status;
        n_refused += is_read_safely(bytes, i, &status) && status == FUND_CORRUPT;
    }
    is_int((long long)n_refused, (long long)len, "cut off at every byte: corrupt");
}

static void test_appended(const char *bytes, size_t len)
{
    fund_status status;
    char *longer = calloc(1, len + 1);
    if (!longer)
        return;
    memcpy(longer, bytes, len);
    ok(is_read_safely(longer, len + 1, &status) && status == FUND_CORRUPT, "a byte too many");
    free(longer);
}

/* Each byte is replaced by each other value. */
static void test_flips(char *bytes, size_t len)
{
    size_t n = 0, n_safe = 0, n_refused = 0;
    for (size_t i = 0; i < len; i++) {
        char before = bytes[i];
        for (unsigned value = 0; value < 256; value++) {
            fund_status status = FUND_OK;
            bytes[i] = (char)value;
            n_safe += is_read_safely(bytes, len, &status);
            n_refused += status != FUND_OK;
            n++;
        }
        bytes[i] = before;
    }
    is_int((long long)n_safe, (long long)n, "each byte changed: corrupt or an article");
    ok(n_refused > len && n_refused < n, "... there are both");
}

static void test_damage(void)
{
    struct record record = {NULL, 0};
    struct arena own = {0};
    if (!ok(record_pack(&full, &named, &own, &record, NULL) == FUND_OK, "a record to damage"))
        return;
    char *bytes = malloc(record.len);
    if (bytes) {
        memcpy(bytes, record.data, record.len);
        test_truncation(bytes, record.len);
        test_appended(bytes, record.len);
        test_flips(bytes, record.len);
    }
    free(bytes);
    arena_release(&own);
}

/* Records that claim more than there is. */
static void test_lies(void)
{
    static const struct {
        const char *name, *bytes;
        size_t len;
    } lies[] = {
        {"nothing", "", 0},
        {"another version", "\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20},
        {"only a version", "\2", 1},
        {"a length without end", "\2\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 14},
        {"the largest length", "\2\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01x\0", 13},
        {"a length that wraps around", "\2\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7Fx\0", 13},
        {"a string without its NUL", "\2\1xx\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 19},
        {"a NUL in a string", "\2\2x\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20},
        {"more tags than bytes", "\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x7F\0\0\0", 19},
        {"tags without number",
         "\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F\0\0\0", 27},
        {"more given entities than bytes", HEAD "\0\x7F\0\0\0", 20},
        {"a given entity without a type", HEAD "\0\1\0\0\0\0\0\0", 23},
        {"more entities than bytes", HEAD "\0\0\x7F\0\0", 20},
        {"an entity without a type", HEAD "\0\0\7\1\0\0\0\0\0\0\0\0", 27},
        {"an entity with unknown flags", HEAD "\0\0\7\1\x21\0\0\0\0\0\0\0", 27},
        {"a mention beyond the text", HEAD "\0\0\5\0\1\3\5\0\0\0", 25},
        {"a mention of an entity that is not there", HEAD "\0\0\5\0\1\2\5\1\1x\0", 26},
        {"bytes behind the mentions", HEAD "\0\0\3\0\0\0\0\0", 23},
    };
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        fund_status status;
        ok(is_read_safely(lies[i].bytes, lies[i].len, &status) && status == FUND_CORRUPT,
           "corrupt: %s", lies[i].name);
    }
    fund_status status;
    ok(is_read_safely(HEAD "\0\0\0\0\0", 20, &status) && status == FUND_OK, "the shortest record");
    ok(is_read_safely(HEAD "\0\0\7\1\1\0\0\0\0\0\0\0", 27, &status) && status == FUND_OK,
       "an entity without a name");
    ok(is_read_safely(HEAD "\0\1\1\0\0\0\0\0", 23, &status) && status == FUND_OK,
       "a given one, too");
    fund_article article;
    ok(record_unpack((struct record){"", 0}, &arena, &article, NULL, NULL) == FUND_CORRUPT,
       "no error is asked for");
}

static void test_noise(void)
{
    enum { N = 20000 };
    unsigned state = 2463534242u;
    size_t n_safe = 0;
    for (int i = 0; i < N; i++) {
        char bytes[64] = "\2";
        fund_status status;
        for (size_t k = 1; k < sizeof bytes; k++) {
            state = state * 1664525u + 1013904223u;
            bytes[k] = (char)(state >> 30 ? state >> 29 & 1 : state >> 24);
        }
        n_safe += is_read_safely(bytes, sizeof bytes, &status);
    }
    is_int((long long)n_safe, N, "noise");
}

int main(void)
{
    fund_article least = FUND_ARTICLE_INIT;
    least.id = "1";
    test_round_trip(&full, "all fields");
    test_round_trip(&least, "only an id");
    test_entities();
    test_no_entities();
    test_lengths();
    test_many_tags();
    test_damage();
    test_lies();
    test_noise();
    arena_release(&arena);
    return done_testing();
}
