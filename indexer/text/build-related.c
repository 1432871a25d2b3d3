/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Makes a table in C of nations.txt, from standard input, for related.c:
 *
 *     RU      Russland | Russe, Russin | russisch
 *
 * Every word is folded and stemmed in all its forms (Russinnen, russischen), as a text or a query
 * may have any of them. The words of a line stand twice in a row in related_stems, so that behind
 * each there are all the others:
 *
 *     russland russ russin russisch russland russ russin russisch
 *                   [russin's: n = 3              ]
 *
 * A stem that would belong to two lines is an error: it would relate Dominica to the Dominikanische
 * Republik.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/text/fold.h"
#include "indexer/text/related.h"
#include "indexer/text/stem.h"

enum { ENTRIES_MAX = 8192, LINE_STEMS_MAX = 64 };

struct line_stem {
    char *stem;
    enum related_kind kind;
    bool is_asked_for; /* false where all its words have a ~ in front */
};

static struct folder *folder;
static struct stemmer *stemmer;

/* The stems of the line being read. */
static struct line_stem line_stems[LINE_STEMS_MAX];
static size_t n_line_stems;

static struct related_entry entries[ENTRIES_MAX];
static size_t n_entries;
static size_t n_written; /* of related_stems */

static void die(const char *problem, const char *what)
{
    fprintf(stderr, "build-related: %s: %s\n", problem, what);
    exit(2);
}

static bool ends_in(const char *word, const char *ending)
{
    size_t len = strlen(word), ending_len = strlen(ending);
    return len >= ending_len && strcmp(word + len - ending_len, ending) == 0;
}

static void add_stem(const char *stem_bytes, enum related_kind kind, bool is_asked_for)
{
    for (size_t i = 0; i < n_line_stems; i++) {
        if (strcmp(line_stems[i].stem, stem_bytes) == 0) {
            line_stems[i].is_asked_for |= is_asked_for;
            return;
        }
    }
    if (n_line_stems == LINE_STEMS_MAX)
        die("too many words in one line", stem_bytes);
    line_stems[n_line_stems++] = (struct line_stem){strdup(stem_bytes), kind, is_asked_for};
}

static void add_form(const char *word, const char *ending, enum related_kind kind,
                     bool is_asked_for)
{
    char form[256], folded[FOLDED_MAX + 1], stem_bytes[FOLDED_MAX + 1];
    int len = snprintf(form, sizeof form, "%s%s", word, ending);
    if (len < 0 || (size_t)len >= sizeof form)
        die("a word is too long", word);
    size_t folded_len = fold(folder, form, (size_t)len, folded);
    if (folded_len == 0 || stem(stemmer, folded, folded_len, stem_bytes) == 0)
        die("no stem", word);
    add_stem(stem_bytes, kind, is_asked_for);
}

/* The endings that a word may have; those of its sort that take any. */
static const char *const *endings_of(const char *word, enum related_kind kind)
{
    static const char *const adjective[] = {"e", "en", "er", "es", "em", NULL};
    static const char *const feminine[] = {"nen", NULL};             /* Russin */
    static const char *const by_n[] = {"n", NULL};                   /* Russe */
    static const char *const by_n_or_s[] = {"n", "s", NULL};         /* Syrer, Niederlande, Chile */
    static const char *const by_s[] = {"s", NULL};                   /* Israeli, Kongo */
    static const char *const none[] = {NULL};                        /* USA, Texas */
    static const char *const by_en[] = {"en", "s", NULL};            /* Zypriot */
    static const char *const deadjectival[] = {"n", "r", "m", NULL}; /* Deutsche */
    if (kind == RELATED_ADJECTIVE)
        return adjective;
    char last = word[strlen(word) - 1];
    if (last == 's' || (last >= 'A' && last <= 'Z'))
        return none;
    if (ends_in(word, "er") || (last == 'e' && kind == RELATED_NAME))
        return by_n_or_s;
    if (last == 'e')
        return ends_in(word, "sche") ? deadjectival : by_n;
    if (kind == RELATED_NAME || strchr("aiou", last))
        return by_s;
    return ends_in(word, "in") ? feminine : by_en;
}

/* A name of several words is left out: no single word stands for it. */
static void add_word(const char *word, enum related_kind kind)
{
    bool is_asked_for = *word != '~';
    word += !is_asked_for;
    if (strpbrk(word, " -") || *word == '\0')
        return;
    add_form(word, "", kind, is_asked_for);
    for (const char *const *ending = endings_of(word, kind); *ending; ending++)
        add_form(word, *ending, kind, is_asked_for);
}

/* The words of one column, with commas between. */
static void add_column(char *column, enum related_kind kind)
{
    char *rest;
    for (char *word = strtok_r(column, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        word += strspn(word, " ");
        size_t len = strlen(word);
        while (len > 0 && word[len - 1] == ' ')
            word[--len] = '\0';
        add_word(word, kind);
    }
}

static void add_entry(char *stem_bytes, size_t first, size_t n)
{
    if (n_entries == ENTRIES_MAX)
        die("too many words", stem_bytes);
    entries[n_entries++] = (struct related_entry){stem_bytes, (uint16_t)first, (uint16_t)n};
}

static void write_stems(void)
{
    static const char *const kinds[] = {"RELATED_NAME", "RELATED_PEOPLE", "RELATED_ADJECTIVE"};
    for (size_t i = 0; i < n_line_stems; i++)
        if (line_stems[i].is_asked_for)
            printf("    {\"%s\", %zu, %s},\n", line_stems[i].stem, strlen(line_stems[i].stem),
                   kinds[line_stems[i].kind]);
}

/* The stems of the line twice, and for each where the others are. */
static void finish_line(void)
{
    size_t n_asked_for = 0, place = 0;
    for (size_t i = 0; i < n_line_stems; i++)
        n_asked_for += line_stems[i].is_asked_for;
    for (size_t i = 0; i < n_line_stems; i++) {
        if (line_stems[i].is_asked_for)
            add_entry(line_stems[i].stem, n_written + ++place, n_asked_for - 1);
        else
            add_entry(line_stems[i].stem, n_written, n_asked_for);
    }
    write_stems();
    write_stems();
    n_written += 2 * n_asked_for;
    n_line_stems = 0;
}

/* Reads "RU      Russland | Russe, Russin | russisch". */
static void read_line(char *line)
{
    char *columns[3];
    columns[0] = line + strcspn(line, " ");
    for (size_t i = 1; i < 3; i++) {
        columns[i] = strchr(columns[i - 1], '|');
        if (!columns[i])
            die("a line without two bars", line);
        *columns[i]++ = '\0';
    }
    add_column(columns[0], RELATED_NAME);
    add_column(columns[1], RELATED_PEOPLE);
    add_column(columns[2], RELATED_ADJECTIVE);
    finish_line();
}

static int by_stem(const void *a, const void *b)
{
    return strcmp(((const struct related_entry *)a)->stem, ((const struct related_entry *)b)->stem);
}

static void write_entries(void)
{
    qsort(entries, n_entries, sizeof *entries, by_stem);
    puts("const struct related_entry related_entries[] = {");
    for (size_t i = 0; i < n_entries; i++) {
        if (i > 0 && by_stem(&entries[i - 1], &entries[i]) == 0)
            die("a stem of two lines", entries[i].stem);
        printf("    {\"%s\", %u, %u},\n", entries[i].stem, entries[i].first, entries[i].n);
    }
    printf("};\nconst size_t n_related_entries = %zu;\n", n_entries);
}

int main(void)
{
    char *line = NULL;
    size_t size = 0;
    if (folder_new(&folder, NULL) != FUND_OK || stemmer_new(&stemmer, NULL) != FUND_OK)
        die("no stemmer", "out of memory");
    puts("/* Made by build-related from indexer/text/nations.txt. */\n"
         "#include \"indexer/text/related.h\"\n\n"
         "const struct related related_stems[] = {");
    while (getline(&line, &size, stdin) > 0) {
        line[strcspn(line, "\n")] = '\0';
        if (*line != '#' && *line != '\0')
            read_line(line);
    }
    puts("};\n");
    write_entries();
    for (size_t i = 0; i < n_entries; i++)
        free((char *)entries[i].stem);
    free(line);
    stemmer_free(stemmer);
    folder_free(folder);
    return n_written < UINT16_MAX ? 0 : 2;
}
