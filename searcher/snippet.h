/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stored text + the stems of the query -> the passage that shows why an article was found.
 *
 *     Soldat Kursk  ->  "Nun sind wohl [Soldaten] in der Kriegsregion in [Kursk]. …"
 *
 * The text is analysed as it was for the index, and a token is highlighted where its stem is
 * one of the query's: what is lit is what matched.
 */
#ifndef SEARCHER_SNIPPET_H
#define SEARCHER_SNIPPET_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/arena.h"
#include "indexer/error.h"
#include "indexer/text/analysis.h"
#include "indexer/text/sentences.h"

/* A word as it was typed. */
struct word_form {
    const char *raw;
    size_t raw_len;
    const char *folded;
    size_t folded_len;
    struct word_form *next;
};

/*
 * A stem that the query asks for; `weight` says how much it is worth to show it, and `reason` why
 * it is asked for: FUND_STEM for a word itself, whose `forms` then tell in what a match differs.
 */
struct snippet_term {
    const char *stem;
    size_t stem_len;
    double weight;
    fund_reason reason;
    uint32_t word; /* of the query, counted from 0: a word and its parts have the same */
    const struct word_form *forms;
};

/*
 * What the query asks for, each stem once, the shorter first and then in byte order. A first one
 * without letters stands for the mentions of entities, which are those of the text at hand.
 */
struct snippet_terms {
    const struct snippet_term *terms;
    size_t n_terms;
    const fund_mention *mentions; /* NULL for none */
    size_t n_mentions;
};

enum { SNIPPET_DEFAULT_CHARS = 240 };

struct snippets;

fund_status snippets_new(struct snippets **snippets, fund_error *err);
void snippets_free(struct snippets *snippets);

/* The analyzer that snippets are made with; the query may use it between two of them. */
struct analyzer *snippets_analyzer(struct snippets *snippets);

/* All of `text`, one line, with its highlights. What is returned lies in the arena. */
fund_status snippet_mark_all(struct snippets *snippets, const char *text,
                             struct snippet_terms terms, struct arena *arena,
                             const fund_marked_text **marked, fund_error *err);

/*
 * The best passage of `text`, of about `n_chars` characters at the most (0: the default). What
 * stands in `title`, which is shown beside it, is avoided.
 */
fund_status snippet_make(struct snippets *snippets, const char *text, const char *title,
                         struct snippet_terms terms, size_t n_chars, struct arena *arena,
                         const fund_marked_text **marked, fund_error *err);

#endif
