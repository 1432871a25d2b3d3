/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libFuzzer: a byte for the length of the snippet, a line of words to look for, a line of title,
 * and a text. The highlights must lie in the snippet one behind the other, at the bounds of
 * characters.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/utf8.h"
#include "searcher/snippet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_TERMS = 64 };

static struct arena arena;
static struct snippets *snippets;

static int compare_terms(const void *a, const void *b)
{
    const struct snippet_term *x = a, *y = b;
    if (x->stem_len != y->stem_len)
        return x->stem_len < y->stem_len ? -1 : 1;
    return memcmp(x->stem, y->stem, x->stem_len);
}

/* The stems of the words, and of the parts of compounds, each once and in order. */
static struct snippet_terms make_terms(const char *words, struct snippet_term terms[MAX_TERMS])
{
    struct analysis analysis = {0};
    size_t n = 0, n_terms = 0;
    if (analyse(snippets_analyzer(snippets), words, strlen(words), &analysis, NULL) != FUND_OK)
        abort();
    for (size_t i = 0; i < analysis.n_tokens; i++) {
        const struct token *token = &analysis.tokens[i];
        for (uint32_t j = 0; j <= token->n_parts && n < MAX_TERMS; j++) {
            const char *stem = j < token->n_parts ? token->parts[j].stem : token->stem;
            size_t len = j < token->n_parts ? token->parts[j].stem_len : token->stem_len;
            terms[n++] =
                (struct snippet_term){.stem = arena_copy(&arena, stem, len),
                                      .stem_len = len,
                                      .weight = 1.0 + (double)j,
                                      .reason = j < token->n_parts ? FUND_COMPOUND : FUND_STEM,
                                      .word = (uint32_t)i};
        }
    }
    analysis_release(&analysis);
    qsort(terms, n, sizeof *terms, compare_terms);
    for (size_t i = 0; i < n; i++)
        if (n_terms == 0 || compare_terms(&terms[n_terms - 1], &terms[i]) != 0)
            terms[n_terms++] = terms[i];
    return (struct snippet_terms){.terms = terms, .n_terms = n_terms};
}

/* Copies up to `end`; what is not UTF-8 becomes question marks, for the rest to be looked at. */
static char *copy_text(const uint8_t *data, size_t len)
{
    size_t bad;
    char *text = malloc(len + 1);
    if (!text)
        abort();
    memcpy(text, data, len);
    text[len] = '\0';
    for (char *rest = text; !utf8_is_valid(rest, strlen(rest), &bad); rest += bad)
        rest[bad] = '?';
    return text;
}

/* The text up to the next line feed, which is passed over. */
static char *next_line(const uint8_t **data, size_t *size)
{
    const uint8_t *end = memchr(*data, '\n', *size);
    size_t len = end ? (size_t)(end - *data) : *size;
    char *line = copy_text(*data, len);
    *data += end ? len + 1 : len;
    *size -= end ? len + 1 : len;
    return line;
}

static bool is_bound(const char *text, size_t at)
{
    return ((unsigned char)text[at] & 0xC0) != 0x80;
}

static void check(fund_status status, const fund_marked_text *marked)
{
    size_t last = 0;
    bool is_sound = status == FUND_OK && marked &&
                    utf8_is_valid(marked->text, strlen(marked->text), NULL) &&
                    !strchr(marked->text, '\n');
    for (size_t i = 0; is_sound && i < marked->n_highlights; i++) {
        fund_highlight lit = marked->highlights[i];
        is_sound = lit.start >= last && lit.start < lit.end && lit.end <= strlen(marked->text) &&
                   is_bound(marked->text, lit.start) && is_bound(marked->text, lit.end);
        last = lit.end;
    }
    if (is_sound)
        return;
    fprintf(stderr, "not a sound snippet: %s\n", marked ? marked->text : "(none)");
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct snippet_term buffer[MAX_TERMS];
    const fund_marked_text *marked = NULL;
    if (size < 1 || (!snippets && snippets_new(&snippets, NULL) != FUND_OK))
        return 0;
    size_t n_chars = data[0] * (size_t)2;
    data++;
    size--;
    char *words = next_line(&data, &size), *title = next_line(&data, &size);
    char *text = copy_text(data, size);
    arena_reset(&arena);
    struct snippet_terms terms = make_terms(words, buffer);
    check(snippet_make(snippets, text, title, terms, n_chars, &arena, &marked, NULL), marked);
    check(snippet_mark_all(snippets, title, terms, &arena, &marked, NULL), marked);
    free(words);
    free(title);
    free(text);
    return 0;
}
