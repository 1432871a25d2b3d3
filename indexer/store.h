/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One article -> libxapian's writer: the way of all changes to an index that is there. */
#ifndef INDEXER_STORE_H
#define INDEXER_STORE_H

#include <stdbool.h>
#include <xapian-c.h>

#include "indexer/maker.h"

/* Zeroed but for its options it is ready for use; what it needs is made with the first article. */
struct store {
    const struct entity_options *entities;
    bool is_open;
    struct maker maker;
};

/*
 * Writes the article, whose packed form without entities is `record`, under `*docid`, or where that
 * is 0 under a new number that it becomes. `path` names the index in errors.
 */
fund_status store_article(struct store *store, xapian_writable *db, const char *path,
                          const fund_article *article, struct record record, xapian_docid *docid,
                          fund_error *err);

/*
 * Gives the article under `docid`, which was read as `record`, the names that its mentions have
 * now, without tagging it again; `*is_changed` says whether it had others.
 */
fund_status store_rename(struct store *store, xapian_writable *db, const char *path,
                         struct record record, xapian_docid docid, bool *is_changed,
                         fund_error *err);

/* A document as libxapian has it. */
xapian_status document_to_xapian(xapian_document **out, const struct document *doc,
                                 xapian_error *xerr);

void store_release(struct store *store);

#endif
