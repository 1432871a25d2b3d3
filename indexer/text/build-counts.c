/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Counts the words of a text, one document a line, plain or JSON, from standard input:
 *
 *     zstd -dc articles.jsonl.zst | build-counts > counts
 *
 *     soldaten   TAB  5201  TAB  12  TAB  3110
 *
 * is a word in folded spelling, how often it stood within a sentence with a capital and without
 * one, and in how many documents. build-lexicon learns from that.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/hash.h"
#include "indexer/text/fold.h"

enum { SLOTS = 1 << 22, WORD_MAX = 64, LEAST = 2 };

struct count {
    char *word;
    unsigned n_capital;
    unsigned n_small;
    unsigned n_documents;
    unsigned last_document;
};

static struct count counts[SLOTS];
static size_t n_words;

static struct count *count_of(const char *word, size_t len)
{
    size_t i = hash_bytes(word, len) & (SLOTS - 1);
    while (counts[i].word && strcmp(counts[i].word, word) != 0)
        i = (i + 1) & (SLOTS - 1);
    if (!counts[i].word) {
        if (++n_words > (size_t)SLOTS / 10 * 9) {
            fputs("build-counts: too many words\n", stderr);
            exit(2);
        }
        counts[i].word = strdup(word);
    }
    return &counts[i];
}

/* The length of the letter at `c`: ASCII, or any of two bytes from À on; 0 when it is none. */
static size_t letter_len(const unsigned char *c)
{
    if (isalpha(*c))
        return 1;
    return *c >= 0xC3 && *c <= 0xC9 && c[1] >= 0x80 ? 2 : 0;
}

static int is_capital(const unsigned char *c)
{
    return isupper(*c) || (c[0] == 0xC3 && c[1] >= 0x80 && c[1] <= 0x9E);
}

static size_t word_len(const unsigned char *c)
{
    size_t len = 0;
    for (size_t letter; (letter = letter_len(c + len)) > 0;)
        len += letter;
    return len;
}

static void count_word(struct folder *folder, const unsigned char *word, size_t len,
                       int is_in_sentence, unsigned document)
{
    char folded[FOLDED_MAX + 1];
    if (len > WORD_MAX || len < 2)
        return;
    size_t folded_len = fold(folder, (const char *)word, len, folded);
    struct count *count = count_of(folded, folded_len);
    if (!is_capital(word))
        count->n_small++;
    else if (is_in_sentence && !is_capital(word + letter_len(word)))
        count->n_capital++;
    count->n_documents += count->last_document != document;
    count->last_document = document;
}

static void count_line(struct folder *folder, const unsigned char *line, unsigned document)
{
    int is_in_sentence = 0;
    for (const unsigned char *c = line; *c;) {
        size_t len = word_len(c);
        if (len > 0) {
            count_word(folder, c, len, is_in_sentence, document);
            c += len;
            is_in_sentence = *c == ' ' || (*c == ',' && c[1] == ' ');
        } else if (*c == '\\' && c[1]) { /* of JSON: \n and the like are no letters */
            c += 2;
            is_in_sentence = 0;
        } else {
            is_in_sentence = is_in_sentence && (*c == ' ' || *c == ',');
            c++;
        }
    }
}

static int by_word(const void *a, const void *b)
{
    return strcmp(((const struct count *)a)->word, ((const struct count *)b)->word);
}

static void print_counts(void)
{
    size_t n = 0;
    for (size_t i = 0; i < SLOTS; i++)
        if (counts[i].word && counts[i].n_capital + counts[i].n_small >= LEAST)
            counts[n++] = counts[i];
    qsort(counts, n, sizeof *counts, by_word);
    for (size_t i = 0; i < n; i++)
        printf("%s\t%u\t%u\t%u\n", counts[i].word, counts[i].n_capital, counts[i].n_small,
               counts[i].n_documents);
}

int main(void)
{
    struct folder *folder;
    char *line = NULL;
    size_t size = 0;
    unsigned document = 0;
    if (folder_new(&folder, NULL) != FUND_OK)
        return 2;
    while (getline(&line, &size, stdin) > 0)
        count_line(folder, (const unsigned char *)line, ++document);
    print_counts();
    free(line);
    folder_free(folder);
    return 0;
}
