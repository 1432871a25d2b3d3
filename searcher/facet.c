/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/facet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/schema.h"
#include "searcher/facet-name.h"

/* Facets that SLOT_ENTITIES tells of, and those that the date does. */
#define PACKED_FACETS (FUND_FACET_BIT(FUND_FACET_YEAR) - FUND_FACET_BIT(FUND_FACET_PERSON))
#define TIME_FACETS (FUND_FACET_BIT(N_FACETS) - FUND_FACET_BIT(FUND_FACET_YEAR))

/* ---- Counting -------------------------------------------------------------------------------- */

fund_status facets_begin(struct facets *facets, const fund_search_options *options, fund_error *err)
{
    if (options->facets & ~(PACKED_FACETS | TIME_FACETS))
        return fail(err, FUND_INVALID, "there are no such facets: 0x%x", options->facets);
    if (options->facet_size > FUND_HITS_MAX)
        return fail(err, FUND_INVALID, "%zu values are too many for a facet, at most %zu are given",
                    options->facet_size, FUND_HITS_MAX);
    facets_release(facets);
    *facets =
        (struct facets){.wanted = options->facets,
                        .sample.step = 1,
                        .size = options->facet_size ? options->facet_size : FACET_DEFAULT_SIZE};
    return FUND_OK;
}

/* The tally for a packed facet; NULL for one that is not wanted. */
static struct tally *tally_for(struct facets *facets, const char *packed)
{
    unsigned facet = (unsigned char)*packed;
    bool is_wanted = facet < N_FACETS && (facets->wanted & FUND_FACET_BIT(facet));
    return is_wanted ? &facets->tallies[facet] : NULL;
}

/* An article may have 50 of them, in as many places of memory, which are all sent for first. */
static bool see_packed(struct facets *facets, xapian_string packed, xapian_docid docid)
{
    bool is_counted = true;
    for (size_t i = 0; i + FACET_SIZE <= packed.len; i += FACET_SIZE) {
        const struct tally *tally = tally_for(facets, packed.data + i);
        if (tally)
            tally_await(tally, thing_of(packed.data + i));
    }
    for (size_t i = 0; is_counted && i + FACET_SIZE <= packed.len; i += FACET_SIZE) {
        struct tally *tally = tally_for(facets, packed.data + i);
        if (tally)
            is_counted = tally_add(tally, thing_of(packed.data + i), docid);
    }
    return is_counted;
}

/* The digits of "2024-10-21T12:00" up to byte `end` as a number; 0 when it is not that precise. */
static uint32_t time_of(xapian_string date, size_t end)
{
    uint32_t time = 0;
    if (date.len < end)
        return 0;
    for (size_t i = 0; i < end; i++)
        if (date.data[i] >= '0' && date.data[i] <= '9')
            time = 10 * time + (uint32_t)(date.data[i] - '0');
    return time;
}

static bool see_date(struct facets *facets, xapian_string date, xapian_docid docid)
{
    static const size_t ends[] = {
        [FUND_FACET_YEAR] = 4, [FUND_FACET_MONTH] = 7, [FUND_FACET_DAY] = 10};
    for (unsigned facet = FUND_FACET_YEAR; facet <= FUND_FACET_DAY; facet++) {
        uint32_t time = time_of(date, ends[facet]);
        if (time > 0 && (facets->wanted & FUND_FACET_BIT(facet)) &&
            !tally_add(&facets->tallies[facet], time, docid))
            return false;
    }
    return true;
}

/* When there is no more room, every other one goes. */
static void take_sample(struct sample *sample, xapian_docid docid)
{
    if (sample->n_seen++ % sample->step != 0)
        return;
    if (sample->n == FACET_SAMPLE) {
        for (size_t i = 0; i < FACET_SAMPLE / 2; i++)
            sample->docids[i] = sample->docids[2 * i];
        sample->n = FACET_SAMPLE / 2;
        sample->step *= 2;
    }
    sample->docids[sample->n++] = docid;
}

xapian_verdict facets_see(void *data, xapian_document *doc, double weight)
{
    struct facets *facets = data;
    xapian_error *failure = &facets->failure;
    xapian_string value;
    bool is_counted = true;
    xapian_docid docid = xapian_document_id(doc);
    (void)weight;
    take_sample(&facets->sample, docid);
    if (facets->wanted & PACKED_FACETS) {
        if (xapian_document_value(doc, &value, SLOT_ENTITIES, failure))
            return XAPIAN_ABORT;
        is_counted = see_packed(facets, value, docid);
    }
    if (is_counted && (facets->wanted & TIME_FACETS)) {
        if (xapian_document_value(doc, &value, SLOT_DATE, failure))
            return XAPIAN_ABORT;
        is_counted = see_date(facets, value, docid);
    }
    if (is_counted)
        return XAPIAN_ACCEPT;
    failure->status = XAPIAN_OUT_OF_MEMORY;
    return XAPIAN_ABORT;
}

/* ---- What was counted ------------------------------------------------------------------------ */

static int compare_times(const void *a, const void *b)
{
    const struct tallied *x = a, *y = b;
    return (x->thing > y->thing) - (x->thing < y->thing);
}

/* 202410 of a month is "2024-10", and datum:2024-10. */
static bool name_time(fund_facet_value *value, fund_facet facet, uint32_t time, struct arena *arena)
{
    char query[32];
    size_t name = strlen("datum:");
    if (facet == FUND_FACET_YEAR)
        snprintf(query, sizeof query, "datum:%04u", time);
    else if (facet == FUND_FACET_MONTH)
        snprintf(query, sizeof query, "datum:%04u-%02u", time / 100, time % 100);
    else
        snprintf(query, sizeof query, "datum:%04u-%02u-%02u", time / 10000, time / 100 % 100,
                 time % 100);
    value->query = arena_copy(arena, query, strlen(query));
    value->name = value->query ? value->query + name : NULL;
    return value->query != NULL;
}

static bool name_times(fund_facet_value *values, fund_facet facet, struct tallied *top, size_t n,
                       struct arena *arena)
{
    qsort(top, n, sizeof *top, compare_times);
    for (size_t i = 0; i < n; i++) {
        values[i].n_articles = top[i].n;
        if (!name_time(&values[i], facet, (uint32_t)top[i].thing, arena))
            return false;
    }
    return true;
}

/* The top of one facet; their names follow, but for times. */
static fund_status list_top(struct facets *facets, fund_facet facet, struct facet_names *names,
                            struct arena *arena, fund_error *err)
{
    const struct tally *tally = &facets->tallies[facet];
    size_t room = tally->n_things < facets->size ? tally->n_things : facets->size;
    struct tallied *top = arena_alloc(arena, (room + 1) * sizeof *top);
    fund_facet_value *values = arena_alloc(arena, (room + 1) * sizeof *values);
    if (!top || !values)
        return fail_no_memory(err);
    size_t n = tally_top(tally, top, room);
    facets->counts[facet] = (fund_facet_counts){values, n, tally->n_things};
    if (facet >= FUND_FACET_YEAR)
        return name_times(values, facet, top, n, arena) ? FUND_OK : fail_no_memory(err);
    return facet_names_ask(names, facet, top, n, values) ? FUND_OK : fail_no_memory(err);
}

static int compare_values(const void *a, const void *b)
{
    const fund_facet_value *x = a, *y = b;
    if (x->n_articles != y->n_articles)
        return x->n_articles > y->n_articles ? -1 : 1;
    return strcmp(x->name, y->name);
}

fund_status facets_finish(struct facets *facets, fund_index *index, struct arena *arena,
                          fund_error *err)
{
    struct facet_names names = {.index = index,
                                .arena = arena,
                                .sample = facets->sample.docids,
                                .n_sample = facets->sample.n};
    fund_status status = FUND_OK;
    for (unsigned facet = FUND_FACET_PERSON; status == FUND_OK && facet < N_FACETS; facet++)
        if (facets->wanted & FUND_FACET_BIT(facet))
            status = list_top(facets, (fund_facet)facet, &names, arena, err);
    if (status == FUND_OK)
        status = facet_names_read(&names, err);
    facet_names_release(&names);
    for (unsigned facet = FUND_FACET_PERSON; status == FUND_OK && facet < FUND_FACET_YEAR; facet++)
        if (facets->counts[facet].n_values > 1)
            qsort((fund_facet_value *)facets->counts[facet].values, facets->counts[facet].n_values,
                  sizeof(fund_facet_value), compare_values);
    return status;
}

void facets_release(struct facets *facets)
{
    for (size_t i = 0; i < N_FACETS; i++)
        tally_release(&facets->tallies[i]);
}

/* ---- Names of facets ------------------------------------------------------------------------- */

static const struct {
    const char *name;
    fund_facet facet;
} facet_table[] = {
    {"person", FUND_FACET_PERSON}, {"org", FUND_FACET_ORG},       {"place", FUND_FACET_PLACE},
    {"ort", FUND_FACET_PLACE},     {"source", FUND_FACET_SOURCE}, {"quelle", FUND_FACET_SOURCE},
    {"author", FUND_FACET_AUTHOR}, {"autor", FUND_FACET_AUTHOR},  {"tag", FUND_FACET_TAG},
    {"year", FUND_FACET_YEAR},     {"jahr", FUND_FACET_YEAR},     {"month", FUND_FACET_MONTH},
    {"monat", FUND_FACET_MONTH},   {"day", FUND_FACET_DAY},
};

enum { N_FACET_NAMES = sizeof facet_table / sizeof *facet_table };

const char *fund_facet_name(fund_facet facet)
{
    for (size_t i = 0; i < N_FACET_NAMES; i++)
        if (facet_table[i].facet == facet)
            return facet_table[i].name;
    return "unknown";
}

bool fund_facet_find(fund_facet *facet, const char *name)
{
    for (size_t i = 0; i < N_FACET_NAMES; i++) {
        if (strcmp(name, facet_table[i].name) == 0) {
            *facet = facet_table[i].facet;
            return true;
        }
    }
    return false;
}
