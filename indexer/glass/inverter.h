/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Documents, one after the other -> a block: what each of them puts into the tables of the index,
 * postings and positions sorted by term.
 *
 *     1: krieg kursk krieg     krieg 1 (2 times, at 2 and 9), 2 (once, at 4)
 *     2: krieg                 kursk 1 (once, at 5)
 *
 * Each term gets a number when it is seen first, and all sorting is of numbers: the terms
 * themselves are sorted once for the whole block, the pairs of term and document are then counted
 * into their places, by term for the postings and by document for the lists of terms.
 */
#ifndef INDEXER_GLASS_INVERTER_H
#define INDEXER_GLASS_INVERTER_H

#include "indexer/document.h"
#include "indexer/glass/block.h"

struct inverter;

fund_status inverter_new(struct inverter **inverter, fund_error *err);
void inverter_free(struct inverter *inverter);

/* Starts a block whose first document will be `first_docid`. */
void inverter_start(struct inverter *inverter, uint32_t first_docid);

/* Adds the document with the next number. */
fund_status inverter_add(struct inverter *inverter, const struct document *doc, fund_error *err);

/* The block of all documents added since the start; block_release() frees it. */
fund_status inverter_finish(struct inverter *inverter, struct block *block, fund_error *err);

#endif
