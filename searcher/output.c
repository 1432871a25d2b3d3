/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/output.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 4, JSON_FORMAT_VERSION = 1 };

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

/* ---- Text for people ------------------------------------------------------------------------- */

static size_t character_len(const char *c)
{
    unsigned char byte = (unsigned char)*c;
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/*
 * Would the character command the terminal instead of being shown? C0, C1, and what changes the
 * direction of the text (U+202A to U+202E, U+2066 to U+2069).
 */
static bool is_control(const char *c)
{
    const unsigned char *b = (const unsigned char *)c;
    if (b[0] < 0x20 || b[0] == 0x7F)
        return true;
    if (b[0] == 0xC2 && b[1] < 0xA0)
        return true;
    return b[0] == 0xE2 && ((b[1] == 0x80 && b[2] >= 0xAA && b[2] <= 0xAE) ||
                            (b[1] == 0x81 && b[2] >= 0xA6 && b[2] <= 0xA9));
}

/* Soft hyphens and combining accents take no room. */
static bool is_zero_width(const char *c)
{
    const unsigned char *b = (const unsigned char *)c;
    return (b[0] == 0xC2 && b[1] == 0xAD) || b[0] == 0xCC || (b[0] == 0xCD && b[1] < 0xB0);
}

void output_print_safely(FILE *stream, const char *text, size_t start, size_t end)
{
    for (size_t i = start; i < end;) {
        size_t len = character_len(text + i);
        if (is_control(text + i))
            fputc(' ', stream);
        else
            fwrite(text + i, 1, len, stream);
        i += len;
    }
}

/* A marked text on its way out: where we are, and in which column. */
struct flow {
    const struct output *output;
    const fund_marked_text *marked;
    const char *unmark;
    size_t next; /* the next highlight */
    size_t column;
};

size_t output_width(const char *text, size_t start, size_t end)
{
    size_t width = 0;
    for (size_t i = start; i < end; i += character_len(text + i))
        width += !is_zero_width(text + i);
    return width;
}

/* One word, that is bytes without a blank, and the highlights that begin or end in it. */
static void print_word(struct flow *flow, size_t start, size_t end)
{
    const fund_marked_text *marked = flow->marked;
    const struct style *style = style_of(flow->output);
    FILE *stream = flow->output->stream;
    while (flow->next < marked->n_highlights && marked->highlights[flow->next].start < end) {
        const fund_highlight *highlight = &marked->highlights[flow->next++];
        output_print_safely(stream, marked->text, start, highlight->start);
        fputs(style->mark, stream);
        output_print_safely(stream, marked->text, highlight->start, highlight->end);
        fputs(flow->unmark, stream);
        start = highlight->end;
    }
    output_print_safely(stream, marked->text, start, end);
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
        size_t width = output_width(marked->text, start, i);
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
        output_print_safely(output->stream, fields[i], 0, strlen(fields[i]));
        is_first = false;
    }
}

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
    fputc('\n', output->stream);
    return FUND_OK;
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
    output_print_safely(output->stream, output->query_id, 0, strlen(output->query_id));
    fputs(": ", output->stream);
    output_print_safely(output->stream, output->query, 0, strlen(output->query));
    fputc('\n', output->stream);
}

static fund_status print_text(const struct output *output, fund_page *page, fund_error *err)
{
    fund_status status = FUND_OK;
    if (output->query_id)
        print_query(output);
    for (size_t i = 0; status == FUND_OK && i < fund_page_size(page); i++)
        status = print_hit(output, page, i, err);
    print_total(output, page);
    if (output->query_id)
        fputc('\n', output->stream);
    return status;
}

/* ---- JSON lines (docs/output.md) ------------------------------------------------------------- */

bool output_is_utf8(const char *text)
{
    json_t *string = json_string(text);
    json_decref(string);
    return string != NULL;
}

/* Absent is null, not "". */
static json_t *json_text(const char *text)
{
    return *text ? json_string(text) : json_null();
}

static json_t *json_highlights(const fund_marked_text *marked)
{
    json_t *list = json_array();
    for (size_t i = 0; i < marked->n_highlights; i++)
        json_array_append_new(list, json_pack("{s:I, s:I}", "start",
                                              (json_int_t)marked->highlights[i].start, "end",
                                              (json_int_t)marked->highlights[i].end));
    return list;
}

static json_t *json_tags(const fund_hit *hit)
{
    json_t *list = json_array();
    for (size_t i = 0; i < hit->n_tags; i++)
        json_array_append_new(list, json_string(hit->tags[i]));
    return list;
}

static json_t *json_hit(const struct output *output, const fund_hit *hit,
                        const fund_marked_text *title, const fund_marked_text *snippet)
{
    json_t *object = json_pack("{s:i}", "format_version", JSON_FORMAT_VERSION);
    if (output->query_id)
        json_object_set_new(object, "query_id", json_string(output->query_id));
    json_object_set_new(object, "rank", json_integer((json_int_t)hit->rank));
    json_object_set_new(object, "score", json_real(hit->score));
    json_object_set_new(object, "id", json_string(hit->id));
    json_object_set_new(object, "title", json_string(title->text));
    json_object_set_new(object, "title_highlights", json_highlights(title));
    json_object_set_new(object, "date", json_text(hit->date));
    json_object_set_new(object, "source", json_text(hit->source));
    json_object_set_new(object, "author", json_text(hit->author));
    json_object_set_new(object, "url", json_text(hit->url));
    json_object_set_new(object, "tags", json_tags(hit));
    json_object_set_new(object, "snippet", json_string(snippet->text));
    json_object_set_new(object, "highlights", json_highlights(snippet));
    return object;
}

/* JSON has to escape C0 only, but a terminal may obey C1 (C2 80 to C2 9F), too. */
static void print_json_line(FILE *stream, const char *line)
{
    for (const char *c = line; *c; c++) {
        unsigned char byte = (unsigned char)*c, next = (unsigned char)c[1];
        if (byte == 0x7F || (byte == 0xC2 && next < 0xA0))
            fprintf(stream, "\\u%04X",
                    byte == 0x7F ? 0x7FU : (unsigned)*(const unsigned char *)++c);
        else
            fputc(*c, stream);
    }
    fputc('\n', stream);
}

static fund_status print_json(const struct output *output, fund_page *page, fund_error *err)
{
    for (size_t i = 0; i < fund_page_size(page); i++) {
        const fund_marked_text *title, *snippet;
        fund_status status = fund_page_title(page, i, &title, err);
        if (status == FUND_OK)
            status = fund_page_snippet(page, i, 0, &snippet, err);
        if (status != FUND_OK)
            return status;
        json_t *object = json_hit(output, fund_page_hit(page, i), title, snippet);
        char *line = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(9));
        json_decref(object);
        if (!line) {
            if (err)
                *err = (fund_error){FUND_NO_MEMORY, 0, "out of memory"};
            return FUND_NO_MEMORY;
        }
        print_json_line(output->stream, line);
        free(line);
    }
    return FUND_OK;
}

/* ---- TREC run -------------------------------------------------------------------------------- */

/* The format has blanks between its fields: those of a name, and controls, become %20 and so on. */
static void print_trec_name(FILE *stream, const char *name)
{
    for (size_t i = 0; name[i];) {
        size_t end = i + character_len(name + i);
        bool is_plain = name[i] != ' ' && !is_control(name + i);
        for (; i < end; i++)
            fprintf(stream, is_plain ? "%c" : "%%%02X", (unsigned char)name[i]);
    }
}

static void print_trec(const struct output *output, const fund_page *page)
{
    for (size_t i = 0; i < fund_page_size(page); i++) {
        const fund_hit *hit = fund_page_hit(page, i);
        print_trec_name(output->stream, output->query_id ? output->query_id : "1");
        fputs(" Q0 ", output->stream);
        print_trec_name(output->stream, hit->id);
        fprintf(output->stream, " %zu %.6f fundstelle\n", hit->rank, hit->score);
    }
}

fund_status output_page(const struct output *output, fund_page *page, fund_error *err)
{
    switch (output->format) {
    case OUTPUT_JSON:
        return print_json(output, page, err);
    case OUTPUT_TREC:
        print_trec(output, page);
        return FUND_OK;
    case OUTPUT_TEXT:
        break;
    }
    return print_text(output, page, err);
}
