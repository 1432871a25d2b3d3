/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Folders of files: to make durable what was renamed in one, to remove one with what is in it. */
#ifndef INDEXER_GLASS_FOLDER_H
#define INDEXER_GLASS_FOLDER_H

#include "indexer/error.h"

/* Makes the names in the folder durable. */
fund_status folder_sync(const char *path, fund_error *err);

/* Removes the folder and the files in it, as far as it goes; folders in it stay. */
void folder_remove(const char *path);

#endif
