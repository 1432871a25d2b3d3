/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Many articles -> a new index: they are analysed in several threads, a batch each, and inverted
 * into blocks, which go to the builder (glass/) in the order of the articles. So the index is the
 * same, byte by byte, whatever the number of threads.
 */
#ifndef INDEXER_BULK_H
#define INDEXER_BULK_H

#include <stddef.h>

#include "indexer/entities.h"
#include "indexer/error.h"
#include "indexer/glass/builder.h"
#include "indexer/record.h"

struct bulk;

/*
 * Begins to build into the empty index in `folder`. `*bulk` is NULL, and FUND_OK comes back, when
 * the tables of this libxapian are not of the format that the builder writes. The options of
 * entities are the caller's, and may be changed up to the first article.
 */
fund_status bulk_new(struct bulk **bulk, const char *folder, size_t memory, unsigned n_threads,
                     const struct entity_options *entities, fund_error *err);

/* Adds the article packed in the record, without entities, under the next number. */
fund_status bulk_add(struct bulk *bulk, struct record record, fund_error *err);

/* Waits for all articles and writes the tables; builder_install() is what is left to do. */
fund_status bulk_finish(struct bulk *bulk, const struct metadata *metadata, size_t n_metadata,
                        fund_error *err);

struct builder *bulk_builder(struct bulk *bulk);

/* Throws away what has not been installed. */
void bulk_free(struct bulk *bulk);

#endif
