/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A page of hits -> text for people, JSON lines, or a TREC run; a client of fundstelle.h. */
#ifndef SEARCHER_OUTPUT_H
#define SEARCHER_OUTPUT_H

#include <fundstelle.h>
#include <stdbool.h>
#include <stdio.h>

enum output_format { OUTPUT_TEXT, OUTPUT_JSON, OUTPUT_TREC };

struct output {
    FILE *stream;
    enum output_format format;
    bool has_colour;      /* highlights by colours instead of ** */
    size_t width;         /* columns to break lines at; 0 for none */
    bool lists_entities;  /* whom and what each hit names (JSON always does) */
    unsigned facets;      /* FUND_FACET_BIT() of those that the search was asked for */
    bool explains;        /* what the words became, and why each hit is one */
    const char *query_id; /* of a batch, else NULL */
    const char *query;
};

/* All output is UTF-8: is the text? */
bool output_is_utf8(const char *text);

/* Prints the page. The errors are those of fund_page_snippet(). */
fund_status output_page(const struct output *output, fund_page *page, fund_error *err);

#endif
