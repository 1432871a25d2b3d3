/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The files of a folder and of all below it, in the byte order of names, for any depth: the way
 * down is kept in a list instead of on the stack, and no folder stays open.
 *
 * Names that begin with a dot are passed over, and so are links to folders (which could lead in
 * a circle), pipes, devices and files of other kinds.
 */
#ifndef INDEXER_SOURCE_WALK_H
#define INDEXER_SOURCE_WALK_H

#include <sys/types.h>

#include "indexer/error.h"

enum file_kind { KIND_NONE, KIND_PLAIN, KIND_JSON, KIND_JSON_LINES };

/* What the ending of the name says. */
enum file_kind file_kind(const char *name);

struct walk {
    char *path; /* of what was found last */
    size_t path_len, path_cap;
    size_t root_len; /* of the folder it began with, and the slash behind it */
    struct folder *folders;
    size_t n_folders, cap_folders;
};

struct found {
    const char *path;     /* NULL after the last; lives until the next call */
    const char *relative; /* the part of it behind the folder named */
    enum file_kind kind;
    off_t size;
};

/* Begins in the folder `path`, which may be a link. A zeroed struct can be released. */
fund_status walk_open(struct walk *walk, const char *path, fund_error *err);

/* After an error (but FUND_NO_MEMORY) the next call goes on with what comes next. */
fund_status walk_next(struct walk *walk, struct found *found, fund_error *err);

void walk_release(struct walk *walk);

#endif
