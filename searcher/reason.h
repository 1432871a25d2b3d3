/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Why a word of a text matches a word of the query.
 *
 *     Soldat   Soldaten  soldat                   stem, exact
 *     Strasse  Straße                             spelling
 *     1500     1.500                              number
 */
#ifndef SEARCHER_REASON_H
#define SEARCHER_REASON_H

#include "indexer/text/analysis.h"
#include "searcher/snippet.h"

/* Of a `token` in `text` that matches the term as a whole. */
fund_reason reason_of(const struct snippet_term *term, const char *text, const struct token *token);

#endif
