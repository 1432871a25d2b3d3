/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The names that a user gives (entity/user-names.h): a file of them is kept in the index, so that
 * later articles get the same ones, and they are given to the articles that are in it already.
 */
#ifndef INDEXER_RENAME_H
#define INDEXER_RENAME_H

#include <xapian-c.h>

#include "indexer/entities.h"
#include "indexer/store.h"

/* Reads a file and sees to it that it is well formed; the text is freed by the caller. */
fund_status names_load(char **text, size_t *len, const char *path, fund_error *err);

/* Reads the names that the index has been given. */
fund_status names_read(struct entity_options *entities, xapian_database *db, const char *path,
                       fund_error *err);

/* Keeps them in the index. */
fund_status names_write(const struct entity_options *entities, xapian_writable *db,
                        const char *path, fund_error *err);

/* Gives all articles of the index their names anew; `*n_changed` had others. */
fund_status rename_all(struct store *store, xapian_writable *db, const char *path,
                       size_t *n_changed, fund_error *err);

#endif
