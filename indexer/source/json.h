/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SOURCE_JSON_H
#define INDEXER_SOURCE_JSON_H

#include "indexer/arena.h"
#include "indexer/source/input.h"
#include "indexer/source/values.h"

/* How the records of a file lie in it. A .json file is looked at to find out. */
enum json_layout { JSON_UNKNOWN, JSON_LINES, JSON_VALUES };

struct json {
    enum json_layout layout;
    bool has_any;         /* records, good or bad */
    struct values values; /* zeroed */
};

/* The next record of `input`; `*found` is false after the last. Its strings lie in the arena. */
fund_status json_next(struct json *json, struct input *input, struct arena *arena,
                      fund_article *article, bool *found, fund_error *err);

#endif
