/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How fast a core analyses news: tokens, folding, stems and parts of compounds, beside what the
 * libraries need for less: ICU's word boundaries over UTF-8 (UText) with Snowball's stem of every
 * word as it is written. Both by turns over all bodies of a source, each time as if for the first
 * time; medians of CPU seconds.
 *
 *     analysis ARTICLES.jsonl [RUNS]
 */
#include <fundstelle.h>
#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "indexer/text/analysis.h"

enum { RUNS_MAX = 99, ENOUGH = 16000000 };

/* The texts one behind the other, each with a NUL. */
struct texts {
    char *bytes;
    size_t len;
    size_t room;
};

static void *or_die(void *memory)
{
    if (memory)
        return memory;
    perror("analysis");
    exit(2);
}

static void append(struct texts *texts, const char *text, size_t len)
{
    if (texts->len + len + 1 > texts->room) {
        texts->room = 2 * (texts->len + len + 1);
        texts->bytes = or_die(realloc(texts->bytes, texts->room));
    }
    memcpy(texts->bytes + texts->len, text, len);
    texts->len += len;
    texts->bytes[texts->len++] = '\0';
}

static void read_bodies(struct texts *texts, const char *path)
{
    fund_error err;
    fund_source *source;
    const fund_article *article;
    fund_status status = fund_source_open(&source, path, &err);
    while (status == FUND_OK && (status = fund_source_next(source, &article, &err)) == FUND_OK &&
           article)
        if (article->body)
            append(texts, article->body, strlen(article->body));
    if (status != FUND_OK || texts->len == 0) {
        fprintf(stderr, "analysis: %s: %s\n", path, status != FUND_OK ? err.message : "no text");
        exit(2);
    }
    fund_source_close(source);
}

/* A few articles say nothing about a vocabulary; but they are better than no figure. */
static void repeat(struct texts *texts)
{
    size_t len = texts->len;
    while (texts->len < ENOUGH) {
        if (texts->len + len > texts->room)
            texts->bytes = or_die(realloc(texts->bytes, texts->room = 2 * (texts->len + len)));
        memcpy(texts->bytes + texts->len, texts->bytes, len);
        texts->len += len;
    }
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static size_t n_tokens, n_stems;

static void run_analysis(const struct texts *texts)
{
    struct analyzer *analyzer;
    struct analysis analysis = {0};
    n_tokens = 0;
    if (analyzer_new(&analyzer, NULL) != FUND_OK)
        exit(2);
    for (size_t at = 0, len; at < texts->len; at += len + 1) {
        len = strlen(texts->bytes + at);
        if (analyse(analyzer, texts->bytes + at, len, &analysis, NULL) != FUND_OK)
            exit(2);
        n_tokens += analysis.n_tokens;
    }
    analysis_release(&analysis);
    analyzer_free(analyzer);
}

static void stem_words(UBreakIterator *breaks, struct sb_stemmer *stemmer, const char *text)
{
    int32_t start = ubrk_first(breaks);
    for (int32_t end; (end = ubrk_next(breaks)) != UBRK_DONE; start = end)
        if (ubrk_getRuleStatus(breaks) >= UBRK_WORD_NUMBER)
            n_stems +=
                sb_stemmer_stem(stemmer, (const sb_symbol *)text + start, end - start) != NULL;
}

static void run_libraries(const struct texts *texts)
{
    UErrorCode status = U_ZERO_ERROR;
    UText *utext = NULL;
    UBreakIterator *breaks = ubrk_open(UBRK_WORD, "de", NULL, 0, &status);
    struct sb_stemmer *stemmer = or_die(sb_stemmer_new("german", "UTF_8"));
    n_stems = 0;
    for (size_t at = 0, len; at < texts->len && U_SUCCESS(status); at += len + 1) {
        len = strlen(texts->bytes + at);
        utext = utext_openUTF8(utext, texts->bytes + at, (int64_t)len, &status);
        ubrk_setUText(breaks, utext, &status);
        if (U_SUCCESS(status))
            stem_words(breaks, stemmer, texts->bytes + at);
    }
    if (U_FAILURE(status))
        exit(2);
    ubrk_close(breaks);
    utext_close(utext);
    sb_stemmer_delete(stemmer);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *seconds, int n)
{
    qsort(seconds, (size_t)n, sizeof *seconds, compare);
    return seconds[n / 2];
}

static double time_of(void (*run)(const struct texts *), const struct texts *texts)
{
    double start = cpu_seconds();
    run(texts);
    return cpu_seconds() - start;
}

int main(int argc, char **argv)
{
    struct texts texts = {0};
    double ours[RUNS_MAX], theirs[RUNS_MAX];
    int n_runs = argc > 2 ? atoi(argv[2]) : 5;
    if (argc < 2 || n_runs < 1 || n_runs > RUNS_MAX) {
        fprintf(stderr, "usage: analysis ARTICLES [RUNS]\n");
        return 2;
    }
    read_bodies(&texts, argv[1]);
    repeat(&texts);
    for (int i = 0; i < n_runs; i++) {
        theirs[i] = time_of(run_libraries, &texts);
        ours[i] = time_of(run_analysis, &texts);
    }
    double mb = 1e-6 * (double)texts.len;
    double our_speed = mb / median(ours, n_runs), their_speed = mb / median(theirs, n_runs);
    printf("analysis         %.1f MB/s of a core (tokens, folding, stems, parts; %zu tokens of "
           "%.0f MB)\n",
           our_speed, n_tokens, mb);
    printf(
        "                 %.1f times ICU's words (UText, UTF-8) with Snowball on each: %.1f MB/s "
        "(%zu stems)\n",
        our_speed / their_speed, their_speed, n_stems);
    free(texts.bytes);
    return 0;
}
