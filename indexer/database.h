/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The folder of an index: is it one, may it become one, and is it of our format? */
#ifndef INDEXER_DATABASE_H
#define INDEXER_DATABASE_H

#include <stdbool.h>
#include <stdint.h>
#include <xapian-c.h>

#include "indexer/error.h"

/* Opens the index in folder `path` for reading. */
fund_status database_open(xapian_database **db, const char *path, fund_error *err);

/*
 * FUND_FORMAT when the index was made with another analysis than this program's: words of the
 * one may then not be found by the other.
 */
fund_status database_check_analysis(xapian_database *db, const char *path, fund_error *err);

/*
 * Opens the index in folder `path` for writing, or makes a new one where nothing is. A file, or
 * a folder with other things in it, is refused.
 */
fund_status database_open_writable(xapian_writable **db, const char *path, bool must_exist,
                                   fund_error *err);

/* What an index says of its entities. */
struct database_entities {
    bool are_wanted;
    bool is_other_model; /* they were found by another model than this program's */
};

fund_status database_entities(xapian_database *db, const char *path,
                              struct database_entities *entities, fund_error *err);

/* Says in the metadata whether the articles have entities, and by which model. */
fund_status database_set_entities(xapian_writable *db, const char *path, bool are_wanted,
                                  fund_error *err);

/* The size of all files of the index in bytes. */
fund_status database_disk_bytes(uint64_t *bytes, const char *path, fund_error *err);

#endif
