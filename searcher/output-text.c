/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hits for people to read. */
#include <inttypes.h>
#include <string.h>

#include "indexer/terminal.h"
#include "searcher/output-formats.h"

enum { INDENT = 4 };

/* How highlights, titles and what is about them look; "" without colour. */
struct style {
    const char *mark, *unmark, *unmark_in_title;
    const char *title, *plain;
    const char *dim;
};

static const struct style coloured = {"\033[1;31m", "\033[22;39m", "\033[39m",
                                      "\033[1m",    "\033[0m",     "\033[2m"};
static const struct style uncoloured = {"**", "**", "**", "", "", ""};

static const struct style *style_of(const struct output *output)
{
    return output->has_colour ? &coloured : &uncoloured;
}

/* A marked text on its way out: where we are, and in which column. */
struct flow {
    const struct output *output;
    const fund_marked_text *marked;
    const char *unmark;
    size_t next; /* the next highlight */
    size_t column;
};

/* One word, that is bytes without a blank, and the highlights that begin or end in it. */
static void print_word(struct flow *flow, size_t start, size_t end)
{
    const fund_marked_text *marked = flow->marked;
    const struct style *style = style_of(flow->output);
    FILE *stream = flow->output->stream;
    while (flow->next < marked->n_highlights && marked->highlights[flow->next].start < end) {
        const fund_highlight *highlight = &marked->highlights[flow->next++];
        terminal_print(stream, marked->text, start, highlight->start);
        fputs(style->mark, stream);
        terminal_print(stream, marked->text, highlight->start, highlight->end);
        fputs(flow->unmark, stream);
        start = highlight->end;
    }
    terminal_print(stream, marked->text, start, end);
}

static void print_indent(FILE *stream)
{
    fprintf(stream, "%*s", INDENT, "");
}

/* The text with its highlights, broken at blanks where the output has a width. */
static void print_marked(const struct output *output, const fund_marked_text *marked,
                         const char *unmark)
{
    struct flow flow = {output, marked, unmark, 0, INDENT};
    for (size_t i = 0; marked->text[i];) {
        size_t start = i;
        while (marked->text[i] && marked->text[i] != ' ')
            i++;
        size_t width = terminal_width(marked->text, start, i);
        bool is_first = start == 0;
        if (!is_first && output->width && flow.column + 1 + width > output->width) {
            fputc('\n', output->stream);
            print_indent(output->stream);
            flow.column = INDENT;
        } else if (!is_first) {
            fputc(' ', output->stream);
            flow.column++;
        }
        print_word(&flow, start, i);
        flow.column += width;
        while (marked->text[i] == ' ')
            i++;
    }
}

/* "Norddeutsche Umschau, 2024-10-21, nordkorea/umschau.txt" */
static void print_origin(const struct output *output, const fund_hit *hit)
{
    const char *fields[] = {hit->source, hit->date, *hit->url ? hit->url : hit->id};
    bool is_first = true;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (*fields[i] == '\0')
            continue;
        if (!is_first)
            fputs(", ", output->stream);
        terminal_print(output->stream, fields[i], 0, strlen(fields[i]));
        is_first = false;
    }
}

/* ---- Entities and facets --------------------------------------------------------------------- */

/* "person: Wladimir Putin (3), Kim Jong Un", with how often where that is more than once. */
static void print_entities(const struct output *output, const fund_hit *hit, fund_entity_type type)
{
    const struct style *style = style_of(output);
    bool is_first = true;
    for (size_t i = 0; i < hit->n_entities; i++) {
        const fund_entity *entity = &hit->entities[i];
        if (entity->type != type)
            continue;
        if (is_first)
            fprintf(output->stream, "%*s%s%s:%s ", INDENT, "", style->dim,
                    fund_facet_name((fund_facet)type), style->plain);
        else
            fputs(", ", output->stream);
        terminal_print(output->stream, entity->name, 0, strlen(entity->name));
        if (entity->n_mentions > 1)
            fprintf(output->stream, " (%zu)", entity->n_mentions);
        is_first = false;
    }
    if (!is_first)
        fputc('\n', output->stream);
}

/* A bar, its length that of the count beside the largest, for what happens in time. */
static void print_bar(FILE *stream, uint64_t n, uint64_t most)
{
    enum { BAR_COLUMNS = 40 };
    uint64_t length = (n * BAR_COLUMNS + most - 1) / most;
    fputs("  ", stream);
    while (length-- > 0)
        fputs("█", stream);
}

static uint64_t largest_count(const fund_facet_counts *counts)
{
    uint64_t most = 1;
    for (size_t i = 0; i < counts->n_values; i++)
        if (counts->values[i].n_articles > most)
            most = counts->values[i].n_articles;
    return most;
}

/* The queries of the values, to be repeated, and their counts; what there is besides. */
static void print_facet(const struct output *output, fund_facet facet,
                        const fund_facet_counts *counts)
{
    enum { COUNT_COLUMNS = 8 };
    const struct style *style = style_of(output);
    uint64_t most = largest_count(counts);
    fprintf(output->stream, "\n%s%s%s\n", style->title, fund_facet_name(facet), style->plain);
    for (size_t i = 0; i < counts->n_values; i++) {
        const fund_facet_value *value = &counts->values[i];
        fprintf(output->stream, "%*" PRIu64 "  ", COUNT_COLUMNS, value->n_articles);
        terminal_print(output->stream, value->query, 0, strlen(value->query));
        if (facet >= FUND_FACET_YEAR)
            print_bar(output->stream, value->n_articles, most);
        fputc('\n', output->stream);
    }
    if (counts->n_in_all > counts->n_values)
        fprintf(output->stream, "%s%*s  and %" PRIu64 " more%s\n", style->dim, COUNT_COLUMNS, "",
                counts->n_in_all - counts->n_values, style->plain);
}

static fund_status print_facets(const struct output *output, const fund_page *page, fund_error *err)
{
    fund_status status = FUND_OK;
    for (unsigned facet = FUND_FACET_PERSON; !status && facet <= FUND_FACET_DAY; facet++) {
        const fund_facet_counts *counts;
        if (!(output->facets & FUND_FACET_BIT(facet)))
            continue;
        status = fund_page_facet(page, (fund_facet)facet, &counts, err);
        if (status == FUND_OK && counts->n_values > 0)
            print_facet(output, (fund_facet)facet, counts);
    }
    return status;
}

/* ---- Why ------------------------------------------------------------------------------------- */

static const char *meaning(const fund_query_term *term)
{
    return term->is_in_title ? "in the title"
           : term->is_phrase ? "phrase"
                             : fund_reason_name(term->reason);
}

enum { TERM_COLUMNS = 26, WORD_COLUMNS = 22 };

/* "Angriffskrieg          krieg                      compound × 0.5, in 12 articles" */
static void print_term(const struct output *output, const fund_query_term *term, bool is_new_word)
{
    terminal_print_padded(output->stream, is_new_word ? term->word : "", WORD_COLUMNS);
    fputc(' ', output->stream);
    terminal_print_padded(output->stream, term->term, TERM_COLUMNS);
    fprintf(output->stream, " %s × %.3g", meaning(term), term->factor);
    if (!term->is_phrase && !term->is_group)
        fprintf(output->stream, ", in %" PRIu64 " articles", term->n_articles);
    fputc('\n', output->stream);
}

/* What the words of the query became. */
static fund_status print_terms(const struct output *output, fund_page *page, fund_error *err)
{
    const double *weights;
    const char *word = NULL;
    if (fund_page_size(page) == 0) {
        fputs("No article has a word of the query:\n", output->stream);
    } else {
        fund_status status = fund_page_weights(page, 0, &weights, err);
        if (status != FUND_OK)
            return status;
    }
    for (size_t j = 0; j < fund_page_n_terms(page); j++) {
        const fund_query_term *term = fund_page_term(page, j);
        print_term(output, term, term->word != word);
        word = term->word;
    }
    fputc('\n', output->stream);
    return FUND_OK;
}

/* "     4.1203  krieg                      compound", and so on, and the sum. */
static fund_status print_weights(const struct output *output, fund_page *page, size_t i,
                                 fund_error *err)
{
    const double *weights;
    fund_status status = fund_page_weights(page, i, &weights, err);
    for (size_t j = 0; status == FUND_OK && j < fund_page_n_terms(page); j++) {
        const fund_query_term *term = fund_page_term(page, j);
        if (weights[j] == 0)
            continue;
        fprintf(output->stream, "%*s%9.4f  ", INDENT, "", weights[j]);
        terminal_print_padded(output->stream, term->term, TERM_COLUMNS);
        fprintf(output->stream, " %s\n", meaning(term));
    }
    if (status == FUND_OK)
        fprintf(output->stream, "%*s%9.4f  score\n", INDENT, "", fund_page_hit(page, i)->score);
    return status;
}

/* ---- Hits ------------------------------------------------------------------------------------ */

static fund_status print_hit(const struct output *output, fund_page *page, size_t i,
                             fund_error *err)
{
    const struct style *style = style_of(output);
    const fund_hit *hit = fund_page_hit(page, i);
    const fund_marked_text *title, *snippet;
    fund_status status = fund_page_title(page, i, &title, err);
    if (status == FUND_OK)
        status = fund_page_snippet(page, i, 0, &snippet, err);
    if (status != FUND_OK)
        return status;
    fprintf(output->stream, "%s%*zu%s  %s", style->dim, INDENT - 2, hit->rank, style->plain,
            style->title);
    print_marked(output, title, style->unmark_in_title);
    fprintf(output->stream, "%s\n%*s%s", style->plain, INDENT, "", style->dim);
    print_origin(output, hit);
    fprintf(output->stream, "%s\n", style->plain);
    if (*snippet->text) {
        print_indent(output->stream);
        print_marked(output, snippet, style->unmark);
        fputc('\n', output->stream);
    }
    for (int type = FUND_PERSON; output->lists_entities && type <= FUND_PLACE; type++)
        print_entities(output, hit, (fund_entity_type)type);
    if (output->explains)
        status = print_weights(output, page, i, err);
    fputc('\n', output->stream);
    return status;
}

static void print_total(const struct output *output, const fund_page *page)
{
    bool is_exact;
    uint64_t total = fund_page_total(page, &is_exact);
    size_t n = fund_page_size(page);
    const struct style *style = style_of(output);
    if (n == 0)
        return;
    fprintf(output->stream, "%s%zu of %s%" PRIu64 " hits%s\n", style->dim, n,
            is_exact ? "" : "about ", total, style->plain);
}

/* In a batch, what the hits below are the answer to. */
static void print_query(const struct output *output)
{
    fputs("== ", output->stream);
    terminal_print(output->stream, output->query_id, 0, strlen(output->query_id));
    fputs(": ", output->stream);
    terminal_print(output->stream, output->query, 0, strlen(output->query));
    fputc('\n', output->stream);
}

fund_status output_text(const struct output *output, fund_page *page, fund_error *err)
{
    fund_status status = FUND_OK;
    if (output->query_id)
        print_query(output);
    if (output->explains)
        status = print_terms(output, page, err);
    for (size_t i = 0; status == FUND_OK && i < fund_page_size(page); i++)
        status = print_hit(output, page, i, err);
    print_total(output, page);
    if (status == FUND_OK && fund_page_size(page) > 0)
        status = print_facets(output, page, err);
    if (output->query_id)
        fputc('\n', output->stream);
    return status;
}
