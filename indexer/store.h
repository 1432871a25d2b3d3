/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One article -> libxapian's writer: the way of all changes to an index that is there. */
#ifndef INDEXER_STORE_H
#define INDEXER_STORE_H

#include <xapian-c.h>

#include "indexer/document.h"
#include "indexer/record.h"
#include "indexer/text/analysis.h"

/* A zeroed struct is ready for use; what it needs is made with the first article. */
struct store {
    struct analyzer *analyzer;
    struct analysis analysis;
    struct document document;
};

/*
 * Writes the article, whose packed form is `record`, under `*docid`, or where that is 0 under a new
 * number that it becomes. `path` names the index in errors.
 */
fund_status store_article(struct store *store, xapian_writable *db, const char *path,
                          const fund_article *article, struct record record, xapian_docid *docid,
                          fund_error *err);

/* A document as libxapian has it. */
xapian_status document_to_xapian(xapian_document **out, const struct document *doc,
                                 xapian_error *xerr);

void store_release(struct store *store);

#endif
