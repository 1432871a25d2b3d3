/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The compound splitter: a table of words, and what holds for any bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "indexer/text/compound.h"
#include "indexer/text/fold.h"
#include "indexer/text/lexicon.h"
#include "tests/table.h"
#include "tests/tap.h"

static struct folder *folder;

/* Writes "schul buch" for a reading; with all linking letters gone. */
static char *put_reading(char *out, const char *word, const struct compound *compound)
{
    for (size_t i = 0; i < compound->n_parts; i++) {
        const struct compound_part *part = &compound->parts[i];
        out += sprintf(out, "%s%.*s", i > 0 ? " " : "", (int)(part->end - part->start),
                       word + part->start);
    }
    return out;
}

static void put_readings(char *out, const char *word, size_t len)
{
    struct compound readings[COMPOUND_READINGS];
    size_t n = compound_split(word, len, readings);
    if (n == 0)
        strcpy(out, word);
    for (size_t i = 0; i < n; i++) {
        out += sprintf(out, "%s", i > 0 ? " | " : "");
        out = put_reading(out, word, &readings[i]);
    }
}

static void test_table(void)
{
    char folded[FOLDED_MAX + 1], got[1024];
    FILE *table = fopen("tests/tables/compound.txt", "r");
    if (!ok(table != NULL, "tests/tables/compound.txt"))
        return;
    for (char *word; (word = next_case(table)) != NULL;) {
        char *want = cut_at(word, " ");
        size_t len = fold(folder, word, strlen(word), folded);
        put_readings(got, folded, len);
        is_string(got, want, "%s", word);
    }
    fclose(table);
}

/* Parts follow each other, none is empty, and what is between two is short. */
static bool is_sound(const struct compound *compound, size_t len)
{
    const struct compound_part *parts = compound->parts;
    size_t n = compound->n_parts;
    if (n < 2 || n > COMPOUND_PARTS || parts[0].start != 0 || parts[n - 1].end != len)
        return false;
    for (size_t i = 0; i < n; i++) {
        size_t next = i + 1 < n ? parts[i + 1].start : len;
        if (parts[i].start >= parts[i].end || parts[i].end > next || next - parts[i].end > 3 ||
            !parts[i].append)
            return false;
    }
    return true;
}

static bool is_sound_word(const char *word, size_t len)
{
    struct compound readings[COMPOUND_READINGS];
    /* A copy of just that size, so that a sanitizer sees what reads beyond it. */
    char *copy = malloc(len + 1);
    memcpy(copy, word, len);
    size_t n = compound_split(copy, len, readings);
    bool sound = n <= COMPOUND_READINGS;
    for (size_t i = 0; i < n && sound; i++)
        sound = is_sound(&readings[i], len);
    free(copy);
    return sound;
}

static uint32_t random_number(void)
{
    static uint32_t state = 12345;
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

static void test_random_bytes(void)
{
    char word[FOLDED_MAX + 1];
    bool sound = true;
    for (int i = 0; i < 200000 && sound; i++) {
        size_t len = random_number() % FOLDED_MAX;
        unsigned range = i % 2 ? 26 : 256;
        for (size_t k = 0; k < len; k++)
            word[k] = (char)(random_number() % range + (i % 2 ? 'a' : 0));
        sound = is_sound_word(word, len);
    }
    ok(sound, "random bytes");
}

/* Words of the lexicon after each other: far more parts than there can be. */
static void test_random_parts(void)
{
    static const char *const PARTS[] = {"arbeits", "markt", "haus", "schul", "bundes", "ei",
                                        "donau",   "s",     "er",   "tag",   "staub",  "ecken",
                                        "politik", "n",     "wehr", "land",  "ge",     "soldaten"};
    char word[256];
    bool sound = true;
    for (int i = 0; i < 200000 && sound; i++) {
        size_t len = 0;
        for (uint32_t n = random_number() % 12; n > 0; n--)
            len += (size_t)sprintf(word + len, "%s",
                                   PARTS[random_number() % (sizeof PARTS / sizeof *PARTS)]);
        sound = is_sound_word(word, len);
    }
    ok(sound, "random parts");
}

static void test_append(void)
{
    struct compound readings[COMPOUND_READINGS];
    is_int((long long)compound_split("schulbuch", 9, readings), 1, "schulbuch is a compound");
    is_string(readings[0].parts[0].append, "e", "schul is a form of schule");
    is_string(readings[0].parts[1].append, "", "buch of buch");
}

static void test_bounds(void)
{
    struct compound readings[COMPOUND_READINGS];
    is_int((long long)compound_split("", 0, readings), 0, "nothing");
    is_int((long long)compound_split("schulbuchxyz", 9, readings), 1, "no more than len is read");
    is_int((long long)compound_split("ukraine-krieg", 13, readings), 0, "hyphens are not ours");
}

static void test_lexicon(void)
{
    struct lexicon lexicon = lexicon_german();
    struct lexicon_word word;
    ok(lexicon.n_words > 10000, "the lexicon is linked in: %u words", lexicon.n_words);
    ok(lexicon_find(&lexicon, "krieg", 5, &word) && word.end != COST_NEVER, "krieg is an end");
    ok(lexicon_find(&lexicon, "arbeits", 7, &word) && lexicon_strip(word) == 1,
       "arbeits has one linking letter");
    ok(!lexicon_find(&lexicon, "xyzzy", 5, &word), "xyzzy is not there");
    lexicon = lexicon_from_bytes((const unsigned char *)"FUNDLEX0", 8);
    ok(lexicon.n_words == 0 && !lexicon_find(&lexicon, "krieg", 5, &word), "no lexicon, no words");
}

static void test_speed(void)
{
    static const char *const WORDS[] = {"arbeitsmarktpolitik",
                                        "vereinbart",
                                        "bundesregierung",
                                        "nordkorea",
                                        "staubecken",
                                        "praesidenten",
                                        "und",
                                        "sagte"};
    enum { N = 800000 };
    struct compound readings[COMPOUND_READINGS];
    size_t n = 0;
    clock_t start = clock();
    for (int i = 0; i < N; i++)
        n += compound_split(WORDS[i % 8], strlen(WORDS[i % 8]), readings);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    ok(n > 0, "%.0f words a second", N / seconds);
}

int main(void)
{
    if (folder_new(&folder, NULL) != FUND_OK)
        return 1;
    test_table();
    test_append();
    test_bounds();
    test_lexicon();
    test_random_bytes();
    test_random_parts();
    test_speed();
    folder_free(folder);
    return done_testing();
}
