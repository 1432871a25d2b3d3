/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SOURCE_TITLE_H
#define INDEXER_SOURCE_TITLE_H

#include "indexer/source/article.h"

/*
 * Finds the title of a text that does not name one, and what is then its body. `text` is
 * trimmed, not empty and has line feeds only. Both pieces point into it or into the arena.
 */
fund_status title_find(struct piece text, struct arena *arena, struct piece *title,
                       struct piece *body, fund_error *err);

#endif
