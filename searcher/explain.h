/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What each leaf of a plan adds to the score of each hit. libxapian says the sum only; what a leaf
 * adds is its score when it is asked for alone, among the hits.
 */
#ifndef SEARCHER_EXPLAIN_H
#define SEARCHER_EXPLAIN_H

#include <xapian-c.h>

#include "searcher/plan.h"

/* A hit, and where its weights go: a number a leaf, all 0 before. */
struct explained {
    xapian_docid docid;
    const char *id;
    double *weights;
};

/*
 * Fills the weights of the `n_hits` hits; `enquire` is as for the query itself, but for the query,
 * which is changed.
 */
xapian_status explain_hits(const struct plan *plan, xapian_enquire *enquire,
                           const struct explained *hits, size_t n_hits, xapian_error *xerr);

#endif
