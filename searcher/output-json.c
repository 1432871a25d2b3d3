/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JSON lines, an object a hit: docs/output.md. */
#include <jansson.h>
#include <stdlib.h>

#include "searcher/output-formats.h"

enum { FORMAT_VERSION = 1 };

/* Absent is null, not "". */
static json_t *json_text(const char *text)
{
    return *text ? json_string(text) : json_null();
}

static json_t *json_highlight(const fund_highlight *highlight)
{
    return json_pack("{s:I, s:I, s:s}", "start", (json_int_t)highlight->start, "end",
                     (json_int_t)highlight->end, "reason", fund_reason_name(highlight->reason));
}

static json_t *json_highlights(const fund_marked_text *marked)
{
    json_t *list = json_array();
    for (size_t i = 0; i < marked->n_highlights; i++)
        json_array_append_new(list, json_highlight(&marked->highlights[i]));
    return list;
}

/* A term of the query, and what it adds to the score of a hit. */
static json_t *json_term(const fund_query_term *term, double weight)
{
    return json_pack("{s:s, s:s, s:s, s:b, s:b, s:f, s:I, s:f}", "word", term->word, "term",
                     term->term, "reason", fund_reason_name(term->reason), "phrase",
                     term->is_phrase, "in_title", term->is_in_title, "factor", term->factor,
                     "articles", (json_int_t)term->n_articles, "weight", weight);
}

static json_t *json_terms(const fund_page *page, const double *weights)
{
    json_t *list = json_array();
    for (size_t j = 0; j < fund_page_n_terms(page); j++)
        json_array_append_new(list, json_term(fund_page_term(page, j), weights[j]));
    return list;
}

static json_t *json_tags(const fund_hit *hit)
{
    json_t *list = json_array();
    for (size_t i = 0; i < hit->n_tags; i++)
        json_array_append_new(list, json_string(hit->tags[i]));
    return list;
}

static const char *type_name(fund_entity_type type)
{
    return fund_facet_name((fund_facet)type);
}

/* Whom or what the article names, and how often. */
static json_t *json_entity(const fund_entity *entity)
{
    json_t *object = json_pack("{s:s, s:s, s:s}", "type", type_name(entity->type), "name",
                               entity->name, "key", entity->key);
    json_object_set_new(object, "iso", json_text(entity->iso));
    json_object_set_new(object, "stands_for", json_text(entity->stands_for));
    json_object_set_new(object, "mentions", json_integer((json_int_t)entity->n_mentions));
    return object;
}

static json_t *json_entities(const fund_hit *hit)
{
    json_t *list = json_array();
    for (size_t i = 0; i < hit->n_entities; i++)
        json_array_append_new(list, json_entity(&hit->entities[i]));
    return list;
}

static json_t *json_hit(const struct output *output, const fund_hit *hit,
                        const fund_marked_text *title, const fund_marked_text *snippet)
{
    json_t *object = json_pack("{s:i}", "format_version", FORMAT_VERSION);
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
    json_object_set_new(object, "entities", json_entities(hit));
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

static fund_status fail_no_memory(fund_error *err)
{
    if (err)
        *err = (fund_error){FUND_NO_MEMORY, 0, "out of memory"};
    return FUND_NO_MEMORY;
}

static fund_status print_object(FILE *stream, json_t *object, fund_error *err)
{
    char *line = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(9));
    json_decref(object);
    if (!line)
        return fail_no_memory(err);
    print_json_line(stream, line);
    free(line);
    return FUND_OK;
}

static fund_status print_hit(const struct output *output, fund_page *page, size_t i,
                             fund_error *err)
{
    const fund_marked_text *title, *snippet;
    const double *weights = NULL;
    fund_status status = fund_page_title(page, i, &title, err);
    if (status == FUND_OK)
        status = fund_page_snippet(page, i, 0, &snippet, err);
    if (status == FUND_OK && output->explains)
        status = fund_page_weights(page, i, &weights, err);
    if (status != FUND_OK)
        return status;
    json_t *object = json_hit(output, fund_page_hit(page, i), title, snippet);
    if (weights)
        json_object_set_new(object, "terms", json_terms(page, weights));
    return print_object(output->stream, object, err);
}

/* ---- Facets ---------------------------------------------------------------------------------- */

static json_t *json_facet(const fund_facet_counts *counts)
{
    json_t *list = json_array();
    for (size_t i = 0; i < counts->n_values; i++) {
        const fund_facet_value *value = &counts->values[i];
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:I}", "name", value->name, "query",
                                        value->query, "articles", (json_int_t)value->n_articles));
    }
    return json_pack("{s:I, s:o}", "in_all", (json_int_t)counts->n_in_all, "values", list);
}

/* One line for all of them, behind the hits. */
static fund_status print_facets(const struct output *output, const fund_page *page, fund_error *err)
{
    json_t *facets = json_object();
    json_t *object = json_pack("{s:i}", "format_version", FORMAT_VERSION);
    if (output->query_id)
        json_object_set_new(object, "query_id", json_string(output->query_id));
    for (unsigned facet = FUND_FACET_PERSON; facet <= FUND_FACET_DAY; facet++) {
        const fund_facet_counts *counts;
        if ((output->facets & FUND_FACET_BIT(facet)) &&
            fund_page_facet(page, (fund_facet)facet, &counts, err) == FUND_OK)
            json_object_set_new(facets, fund_facet_name((fund_facet)facet), json_facet(counts));
    }
    json_object_set_new(object, "facets", facets);
    return print_object(output->stream, object, err);
}

fund_status output_json(const struct output *output, fund_page *page, fund_error *err)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < fund_page_size(page); i++)
        status = print_hit(output, page, i, err);
    if (status == FUND_OK && output->facets)
        status = print_facets(output, page, err);
    return status;
}
