/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Makes what the tagger knows of words from clusters and lists of names:
 *
 *     train-knowledge clusters names votes spelling >knowledge
 *
 * A line of `clusters` is "Chemnitz TAB 1204 TAB 39 TAB 203 TAB 811 TAB 1530", one of `names` is
 * "city TAB New York". The layout of the result is in knowledge.h.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/knowledge.h"
#include "indexer/entity/word.h"
#include "indexer/hash.h"

enum { SLOTS = 1 << 21 };

struct entry {
    uint64_t hash;
    struct word_facts facts;
    bool is_used;
};

static struct entry *table;

static struct word_facts *facts_of(const char *word, size_t len)
{
    char key[WORD_KEY_MAX + 1];
    uint64_t hash = word_hash(key, word_key(word, len, key));
    size_t i = (hash ^ hash >> 32) & (SLOTS - 1);
    while (table[i].is_used && table[i].hash != hash)
        i = (i + 1) & (SLOTS - 1);
    table[i].hash = hash;
    table[i].is_used = true;
    return &table[i].facts;
}

static const struct {
    const char *name;
    uint16_t list;
} lists[] = {
    {"first", LIST_FIRST_NAME},
    {"last", LIST_LAST_NAME},
    {"country", LIST_COUNTRY},
    {"city", LIST_CITY},
    {"home", LIST_HOME_CITY},
    {"region", LIST_REGION},
    {"member-first", LIST_MEMBER_FIRST},
    {"member-last", LIST_MEMBER_LAST},
};

/* A name of several words marks them as parts of names. */
static void read_name(const char *list, char *name)
{
    bool is_person = strstr(list, "first") || strstr(list, "last");
    if (is_person || !strpbrk(name, " /")) {
        for (char *word = strtok(name, " "); word; word = strtok(NULL, " "))
            for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
                if (strcmp(lists[i].name, list) == 0)
                    facts_of(word, strlen(word))->lists |= lists[i].list;
        return;
    }
    uint16_t part = LIST_PLACE_FIRST;
    for (char *word = strtok(name, " (/"); word; word = strtok(NULL, " ()/")) {
        facts_of(word, strlen(word))->lists |= part;
        part = LIST_PLACE_LATER;
    }
}

static FILE *open_file(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(2);
    }
    return file;
}

static void read_names(const char *path)
{
    FILE *file = open_file(path);
    char line[512];
    while (fgets(line, sizeof line, file)) {
        char *tab = strchr(line, '\t');
        line[strcspn(line, "\n")] = '\0';
        if (!tab)
            continue;
        *tab = '\0';
        read_name(line, tab + 1);
    }
    fclose(file);
}

static void read_clusters(const char *path)
{
    FILE *file = open_file(path);
    char line[512];
    while (fgets(line, sizeof line, file)) {
        char *tab = strchr(line, '\t');
        if (!tab)
            continue;
        struct word_facts *facts = facts_of(line, (size_t)(tab - line));
        facts->frequency = (uint8_t)log2((double)strtoul(tab + 1, &tab, 10));
        for (int g = 0; g < KNOWLEDGE_GRAINS && *tab == '\t'; g++)
            facts->clusters[g] = (uint16_t)strtoul(tab + 1, &tab, 10);
    }
    fclose(file);
}

/* 15 is more than 0.8, each step less a factor of 1.5. */
static uint8_t level_of(double probability)
{
    double level = 15 + floor(1.6 * log2(fmax(probability, 1e-6)) + 0.5);
    return (uint8_t)fmax(1, fmin(15, level));
}

/* "Putin TAB 785 TAB 0.5035 TAB ...", one for each label: train-votes writes it. */
static void read_votes(const char *path)
{
    FILE *file = open_file(path);
    char line[512];
    while (fgets(line, sizeof line, file)) {
        char *tab = strchr(line, '\t');
        if (!tab)
            continue;
        struct word_facts *facts = facts_of(line, (size_t)(tab - line));
        double seen = strtod(tab + 1, &tab);
        for (int label = 0, v = 0; label < 8 && *tab == '\t'; label++) {
            double mean = strtod(tab + 1, &tab);
            double usual = label == 0 ? 0.8 : 0.02;
            if (label != 1)
                facts->votes[v++] = level_of((mean * seen + usual * 2) / (seen + 2));
        }
    }
    fclose(file);
}

static int by_hash(const void *a, const void *b)
{
    uint64_t x = ((const struct entry *)a)->hash, y = ((const struct entry *)b)->hash;
    return (x > y) - (x < y);
}

static void put(uint32_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        putchar((int)(number >> 8 * i & 0xFF));
}

static void put_clusters(const struct word_facts *facts)
{
    static const unsigned widths[KNOWLEDGE_GRAINS] = KNOWLEDGE_WIDTHS;
    unsigned shift = 0;
    uint64_t bits = 0;
    for (unsigned g = 0; g < KNOWLEDGE_GRAINS; shift += widths[g++])
        bits |= (uint64_t)facts->clusters[g] << shift;
    for (unsigned v = 0; v < KNOWLEDGE_VOTES; v++, shift += 4)
        bits |= (uint64_t)facts->votes[v] << shift;
    put((uint32_t)bits, 4);
    put((uint32_t)(bits >> 32), 4);
}

static void write_all(void)
{
    size_t n = 0, bucket = 0;
    for (size_t i = 0; i < SLOTS; i++)
        if (table[i].is_used)
            table[n++] = table[i];
    qsort(table, n, sizeof *table, by_hash);
    fputs("FUNDKNOW", stdout);
    put((uint32_t)n, 4);
    put(0, 4);
    for (size_t i = 0; bucket <= KNOWLEDGE_BUCKETS; bucket++) {
        while (i < n && table[i].hash >> 48 < bucket)
            i++;
        put((uint32_t)i, 4);
    }
    for (size_t i = 0; i < n; i++) {
        put((uint32_t)(table[i].hash >> 24) & 0xFFFF, 2);
        put(table[i].facts.lists | (uint32_t)table[i].facts.frequency << KNOWLEDGE_LIST_BITS, 2);
        put_clusters(&table[i].facts);
    }
}

static void copy_spelling(const char *path)
{
    FILE *file = open_file(path);
    for (int c; (c = getc(file)) != EOF;)
        putchar(c);
    fclose(file);
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fputs("usage: train-knowledge CLUSTERS NAMES VOTES SPELLING >KNOWLEDGE\n", stderr);
        return 2;
    }
    table = calloc(SLOTS, sizeof *table);
    if (!table)
        return 2;
    read_clusters(argv[1]);
    read_names(argv[2]);
    read_votes(argv[3]);
    write_all();
    copy_spelling(argv[4]);
    return 0;
}
