/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SOURCE_PLAIN_H
#define INDEXER_SOURCE_PLAIN_H

#include "indexer/arena.h"
#include "indexer/source/input.h"

/* Reads the whole of `input` as one article; its strings lie in the arena. */
fund_status plain_read(struct input *input, const char *id, struct arena *arena,
                       fund_article *article, fund_error *err);

#endif
