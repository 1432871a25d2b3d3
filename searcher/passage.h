/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which passages of a text make the best snippet: sentences that follow each other, or part of
 * one that is too long. Weighed are the different words of the query that it shows, how early in
 * the article it stands, and how well it reads.
 */
#ifndef SEARCHER_PASSAGE_H
#define SEARCHER_PASSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/text/sentences.h"
#include "searcher/snippet.h"

/* A token that matched, and the term that it matched. */
struct match {
    uint32_t start; /* bytes of the text */
    uint32_t end;
    uint32_t term;
    fund_reason reason;
};

/* The text being shown, and what was found in it: each stage reads only what is above it. */
struct view {
    const char *text;
    const char *title;
    size_t len;
    struct snippet_terms terms;
    const struct match *matches;
    size_t n_matches;
    const struct sentence *sentences;
    size_t n_sentences;
    unsigned *seen; /* scratch space, a number a term, all 0 */
    bool *shown;    /* by word: the passages that are chosen already show it; all false at first */
    size_t n_chars; /* the room there is */
};

/* Sentences [first, end) of a view, and how good a snippet they would make. */
struct passage {
    size_t first;
    size_t end;
    struct sentence range; /* bytes: all of them, or part of one that is too long */
    double score;
};

/* Stands for what was left out. */
#define PASSAGE_GAP "…"
enum { PASSAGE_GAP_CHARS = 2 }; /* with the blank before it */

enum { PASSAGES_MAX = 2 };

/*
 * The best passages of a text that has at least one sentence, in the order of the text: one, or two
 * where they show words that no single one can. Returns how many.
 */
size_t passages_choose(const struct view *view, struct passage passages[PASSAGES_MAX]);

/* The first match that begins at byte `start` or behind it. */
size_t view_first_match(const struct view *view, size_t start);

/* Is it a heading or a list item, which ends at its line and not with a sentence's punctuation? */
bool view_is_heading(const struct view *view, const struct sentence *sentence);

/* A blank, a line feed or any other of ASCII's white space. */
bool is_blank(char c);

#endif
