/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stop words: so frequent that a query gains nothing by asking for them. They are indexed all
 * the same, for phrases.
 */
#ifndef INDEXER_TEXT_STOP_H
#define INDEXER_TEXT_STOP_H

#include <stdbool.h>

/* True for a folded word such as "der", "fuer", "nicht". */
bool is_stop_word(const char *folded);

#endif
