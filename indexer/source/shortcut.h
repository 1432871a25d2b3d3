/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SOURCE_SHORTCUT_H
#define INDEXER_SOURCE_SHORTCUT_H

#include "indexer/source/article.h"

/*
 * Reads a JSON object of plain strings into the draft, whose pieces then lie in `json` and in
 * the arena. False: it is something else, or broken; the draft is as before, ask Jansson.
 */
bool shortcut_read(const char *json, size_t len, struct arena *arena, struct draft *draft);

#endif
