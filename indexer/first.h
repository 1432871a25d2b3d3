/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The first build of an index, up to its commit: new articles go to the bulk builder. An article
 * that differs from an earlier one with its id replaces it, as in any index, and one may be deleted
 * again; such changes are written down and made by libxapian's writer once the tables are there,
 * before anybody sees them.
 */
#ifndef INDEXER_FIRST_H
#define INDEXER_FIRST_H

#include <xapian-c.h>

#include "indexer/entities.h"
#include "indexer/error.h"
#include "indexer/record.h"

struct first_build;

/*
 * Begins the first build of the index in `folder`. `*first` is NULL, and FUND_OK comes back, when
 * the index is not empty or not of a format that the builder knows; `*is_unknown` tells the latter.
 * The options of entities are the caller's, and may be changed up to the first article.
 */
fund_status first_build_new(struct first_build **first, xapian_database *db, const char *folder,
                            const fund_writer_options *options,
                            const struct entity_options *entities, bool *is_unknown,
                            fund_error *err);

/* As fund_writer_put(), with the article packed in `record`, without entities; `*docid` becomes its
 * number. */
fund_status first_build_put(struct first_build *first, const char *id, struct record record,
                            xapian_docid *docid, fund_change *change, fund_error *err);

/* As fund_writer_delete(). */
fund_status first_build_delete(struct first_build *first, const char *id, fund_error *err);

/* Has nothing been put yet? */
bool first_build_is_empty(const struct first_build *first);

/*
 * Writes the index and puts it in the place of the empty one, which `db` is; that must be opened
 * anew afterwards.
 */
fund_status first_build_commit(struct first_build *first, xapian_database *db, fund_error *err);

void first_build_free(struct first_build *first);

#endif
