/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The country that a word for its people or of its own is about:
 *
 *     nordkoreanische, Nordkoreaner, Nordkoreanerinnen   ->  Nordkorea (KP)
 *
 * By the stems of indexer/text/related.h. A word that leads to two countries, or to none with a
 * code (koreanisch, kongolesisch, bayerisch), is about no country here.
 */
#ifndef INDEXER_ENTITY_DEMONYMS_H
#define INDEXER_ENTITY_DEMONYMS_H

#include "indexer/entity/catalogue.h"

struct demonyms;

/* `catalogue`, which has the countries, must outlive it. */
fund_status demonyms_new(struct demonyms **demonyms, const struct catalogue *catalogue,
                         fund_error *err);
void demonyms_free(struct demonyms *demonyms);

/*
 * By the stem of the word, as struct token has it; NULL for all other words. The country's own name
 * leads to it, too, as its stem may be that of the adjective (Ukraine, ukrainisch).
 */
const struct known_name *demonyms_find(const struct demonyms *demonyms, const char *stem,
                                       size_t len);

/* By the folded word. */
const struct known_name *demonyms_find_word(const struct demonyms *demonyms, const char *folded,
                                            size_t len);

#endif
