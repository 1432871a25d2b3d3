/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/explain.h"

#include <stdlib.h>

#include "indexer/schema.h"

/* The hits themselves, by their ids: a filter. */
static xapian_status filter_of(xapian_query **filter, const struct explained *hits, size_t n_hits,
                               xapian_error *xerr)
{
    struct term *terms = calloc(n_hits, sizeof *terms);
    xapian_string *strings = calloc(n_hits, sizeof *strings);
    xapian_status status = xerr->status = XAPIAN_OUT_OF_MEMORY;
    for (size_t i = 0; terms && strings && i < n_hits; i++) {
        terms[i] = schema_id_term(hits[i].id);
        strings[i] = (xapian_string){terms[i].bytes, terms[i].len};
    }
    *filter = NULL;
    if (terms && strings)
        status = xapian_query_combine_terms(filter, XAPIAN_OP_OR, strings, n_hits, 0, xerr);
    free(terms);
    free(strings);
    return status;
}

/* The same article may lie in two folders that are searched as one: the docid tells. */
static void note_weight(const struct explained *hits, size_t n_hits, const xapian_hit *found,
                        size_t leaf)
{
    for (size_t i = 0; i < n_hits; i++)
        if (hits[i].docid == found->docid)
            hits[i].weights[leaf] = found->weight;
}

static xapian_status read_weights(xapian_mset *mset, const struct explained *hits, size_t n_hits,
                                  size_t leaf, xapian_error *xerr)
{
    xapian_status status = XAPIAN_OK;
    for (xapian_doccount i = 0; !status && i < xapian_mset_size(mset); i++) {
        xapian_hit found;
        status = xapian_mset_hit(mset, &found, i, xerr);
        if (!status)
            note_weight(hits, n_hits, &found, leaf);
    }
    return status;
}

/* Asks for one leaf alone. */
static xapian_status weigh_leaf(const struct plan *plan, size_t leaf, const xapian_query *filter,
                                xapian_enquire *enquire, const struct explained *hits,
                                size_t n_hits, xapian_error *xerr)
{
    xapian_query *query = NULL;
    xapian_mset *mset = NULL;
    xapian_match match = XAPIAN_MATCH_INIT;
    const xapian_query *both[] = {plan->leaves[leaf].query, filter};
    /* Copies of a hit in other folders come in as well: there must be room for all. */
    match.max_items = UINT32_MAX;
    xapian_status status = xapian_query_combine(&query, XAPIAN_OP_FILTER, both, 2, 0, xerr);
    if (!status)
        status = xapian_enquire_set_query(enquire, query, 0, xerr);
    if (!status)
        status = xapian_enquire_search(&mset, enquire, &match, xerr);
    if (!status)
        status = read_weights(mset, hits, n_hits, leaf, xerr);
    xapian_mset_free(mset);
    xapian_query_free(query);
    return status;
}

/* Angriff of Angriffskrieg counts where Krieg is. */
static void drop_unneeded(const struct plan *plan, double *weights)
{
    for (size_t i = 0; i < plan->n_leaves; i++) {
        int needs = plan->leaves[i].needs;
        if (needs != NO_LEAF && weights[needs] == 0)
            weights[i] = 0;
    }
}

xapian_status explain_hits(const struct plan *plan, xapian_enquire *enquire,
                           const struct explained *hits, size_t n_hits, xapian_error *xerr)
{
    xapian_query *filter = NULL;
    xapian_status status = filter_of(&filter, hits, n_hits, xerr);
    for (size_t i = 0; !status && i < plan->n_leaves; i++)
        status = weigh_leaf(plan, i, filter, enquire, hits, n_hits, xerr);
    for (size_t i = 0; !status && i < n_hits; i++)
        drop_unneeded(plan, hits[i].weights);
    xapian_query_free(filter);
    return status;
}
