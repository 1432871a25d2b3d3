/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What was counted by its hash -> what it is called, and the query that finds it.
 *
 *     person 3f2a90c1, in article 3   ->   "Wladimir Putin", person:"Wladimir Putin"
 *
 * Of each, an article is read that has it, and a sample of all hits. The name that most of them
 * have is shown.
 */
#ifndef SEARCHER_FACET_NAME_H
#define SEARCHER_FACET_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "indexer/arena.h"
#include "indexer/error.h"
#include "indexer/schema.h"
#include "searcher/index.h"
#include "searcher/tally.h"

/* The hash of a packed facet; its bytes in the order of this machine, as it is only compared. */
static inline uint64_t thing_of(const char packed[FACET_SIZE])
{
    uint64_t thing = 0;
    memcpy(&thing, packed + 1, FACET_SIZE - 1);
    return thing;
}

/* A zeroed struct but for index, arena and sample; facet_names_release() in any case. */
struct facet_names {
    fund_index *index;
    struct arena *arena;  /* where names go */
    struct arena scratch; /* an article at a time */
    const xapian_docid *sample;
    size_t n_sample;
    struct asked *asked;
    size_t n_asked, capacity;
};

/*
 * Asks for the names of `n` values, which are in `values` later on, beside their counts. All of it
 * must stay where it is. False when there is no memory.
 */
bool facet_names_ask(struct facet_names *names, fund_facet facet, const struct tallied *top,
                     size_t n, fund_facet_value *values);

/* Reads them. */
fund_status facet_names_read(struct facet_names *names, fund_error *err);

void facet_names_release(struct facet_names *names);

#endif
