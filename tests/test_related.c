/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Countries, their people and adjectives: tests/tables/related.txt in both directions, what holds
 * for the whole table, and whether nations.txt has every territory of the CLDR.
 */
#include "indexer/text/related.h"

#include <stdlib.h>

#include "indexer/text/analysis.h"
#include "tests/table.h"
#include "tests/tap.h"

static struct analyzer *analyzer;

/* The stem of a word, as a text or a query has it. */
static void stem_of(const char *word, char stem[256])
{
    struct analysis analysis = {0};
    *stem = '\0';
    if (analyse(analyzer, word, strlen(word), &analysis, NULL) == FUND_OK && analysis.n_tokens == 1)
        snprintf(stem, 256, "%s", analysis.tokens[0].stem);
    analysis_release(&analysis);
}

static bool leads_to(const char *from, const char *to)
{
    char from_stem[256], to_stem[256];
    const struct related *words;
    stem_of(from, from_stem);
    stem_of(to, to_stem);
    size_t n = related_words(from_stem, strlen(from_stem), &words);
    for (size_t i = 0; i < n; i++)
        if (strcmp(words[i].stem, to_stem) == 0)
            return true;
    return false;
}

/* Words of one family need no table: Deutsche and deutsch have one stem. */
static bool is_same(const char *a, const char *b)
{
    char a_stem[256], b_stem[256];
    stem_of(a, a_stem);
    stem_of(b, b_stem);
    return *a_stem && strcmp(a_stem, b_stem) == 0;
}

static void test_case(const char *word, char *others, bool is_both)
{
    char *rest;
    for (char *other = strtok_r(others, " ", &rest); other; other = strtok_r(NULL, " ", &rest)) {
        bool is_one = is_same(word, other);
        ok(is_one || leads_to(word, other), "%s -> %s", word, other);
        ok(is_one || leads_to(other, word) == is_both, "%s %s %s", other,
           is_both ? "->" : "does not lead to", word);
    }
}

static void test_table(void)
{
    FILE *table = fopen("tests/tables/related.txt", "r");
    if (!ok(table != NULL, "tests/tables/related.txt"))
        return;
    for (char *word; (word = next_case(table)) != NULL;) {
        char *others = cut_at(word, " ");
        if (!ok(others && *others, "%s", word))
            continue;
        if (strncmp(others, "!= ", 3) == 0)
            ok(!leads_to(word, others + 3) && !leads_to(others + 3, word), "%s != %s", word,
               others + 3);
        else if (strncmp(others, "-> ", 3) == 0)
            test_case(word, others + 3, false);
        else
            test_case(word, others, true);
    }
    fclose(table);
}

/* ---- What holds for all of it ---- */

static void test_order(void)
{
    size_t n_in_order = 1, n_found = 0;
    for (size_t i = 0; i < n_related_entries; i++) {
        const struct related_entry *entry = &related_entries[i];
        const struct related *words;
        size_t n = related_words(entry->stem, strlen(entry->stem), &words);
        n_in_order += i > 0 && strcmp(entry[-1].stem, entry->stem) < 0;
        n_found += n == entry->n && words == &related_stems[entry->first];
    }
    is_int((long long)n_in_order, (long long)n_related_entries, "the table is in order");
    is_int((long long)n_found, (long long)n_related_entries, "... and everything is found");
}

/* A stem is not related to itself nor twice to another, and its words lead to each other. */
static void test_soundness(void)
{
    size_t n_unsound = 0;
    for (size_t i = 0; i < n_related_entries; i++) {
        const struct related_entry *entry = &related_entries[i];
        const struct related *words = &related_stems[entry->first], *others;
        for (size_t k = 0; k < entry->n; k++) {
            bool is_twice = strcmp(words[k].stem, entry->stem) == 0;
            for (size_t j = 0; j < k; j++)
                is_twice |= strcmp(words[j].stem, words[k].stem) == 0;
            if (is_twice || words[k].stem_len != strlen(words[k].stem) ||
                related_words(words[k].stem, words[k].stem_len, &others) + 1 < entry->n) {
                printf("# %s, related to %s\n", entry->stem, words[k].stem);
                n_unsound++;
            }
        }
    }
    is_int((long long)n_unsound, 0, "all relations are sound");
}

static void test_bounds(void)
{
    const struct related *words = related_stems;
    ok(related_words("", 0, &words) == 0 && !words, "nothing is related to nothing");
    ok(related_words("russlandxyz", 8, &words) > 0, "what is behind the stem is not looked at");
    ok(related_words("russlan", 7, &words) == 0, "a beginning is no stem");
    ok(related_words("russlandx", 9, &words) == 0, "... nor is what goes on");
    ok(related_words("zzz", 3, &words) == 0 && related_words("\xFF", 1, &words) == 0,
       "behind the last");
}

static void test_kinds(void)
{
    const struct related *words;
    size_t n = related_words("russisch", 8, &words), n_names = 0, n_people = 0;
    for (size_t i = 0; i < n; i++) {
        n_names += words[i].kind == RELATED_NAME && strcmp(words[i].stem, "russland") == 0;
        n_people += words[i].kind == RELATED_PEOPLE && strcmp(words[i].stem, "russin") == 0;
    }
    ok(n_names == 1 && n_people == 1, "russisch: Russland is a name, Russin is people");
}

/* ---- All countries ---- */

static char *read_file(const char *path)
{
    char *bytes = NULL;
    size_t size = 0;
    FILE *file = fopen(path, "r");
    if (file && getdelim(&bytes, &size, '\0', file) < 0)
        *bytes = '\0';
    if (file)
        fclose(file);
    return bytes;
}

/* The line of nations.txt that has the code, as "XX " or in "XX,YY "; NULL when there is none. */
static const char *line_of(const char *nations, const char *code)
{
    for (const char *line = nations; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        size_t n_codes = strcspn(line, " \n");
        for (size_t i = 0; *line != '#' && i + 2 <= n_codes; i += 3)
            if (strncmp(line + i, code, 2) == 0 && strchr(", ", line[i + 2]))
                return line;
    }
    return NULL;
}

/* Whether the line of nations.txt has the name, whole. */
static bool has_name(const char *line, const char *name)
{
    size_t len = strlen(name), end = strcspn(line, "\n");
    for (const char *at = line; (at = strstr(at, name)) && at < line + end; at++)
        if (strchr(" ,~", at[-1]) && strchr(" ,\n", at[len]))
            return true;
    return false;
}

/* Places that are none: the rest of Oceania, test locales, the unknown. */
static bool is_no_place(const char *code)
{
    static const char *const none[] = {"QO", "XA", "XB", "ZZ"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (strcmp(code, none[i]) == 0)
            return true;
    return false;
}

static void test_territory(const char *nations, const char *code, const char *name)
{
    const char *line = line_of(nations, code);
    if (!ok(line != NULL, "nations.txt has %s, %s", code, name) || strpbrk(name, " -"))
        return;
    ok(has_name(line, name), "... by this name");
}

static void test_territories(void)
{
    char path[4096];
    const char *shared = getenv("FUNDSTELLE_SHARED");
    snprintf(path, sizeof path, "%s/data/gazetteer/cldr-territories-de.tsv",
             shared ? shared : "../shared");
    FILE *table = fopen(path, "r");
    char *nations = read_file("indexer/text/nations.txt");
    if (!table) {
        skip(1, "no shared data");
    } else if (ok(nations != NULL, "indexer/text/nations.txt")) {
        for (char *code; (code = next_case(table)) != NULL;) {
            char *name = cut_at(code, "\t");
            if (name && strlen(code) == 2 && !is_no_place(code))
                test_territory(nations, code, name);
        }
    }
    if (table)
        fclose(table);
    free(nations);
}

int main(void)
{
    if (analyzer_new(&analyzer, NULL) != FUND_OK)
        return 1;
    test_table();
    test_order();
    test_soundness();
    test_bounds();
    test_kinds();
    test_territories();
    analyzer_free(analyzer);
    return done_testing();
}
