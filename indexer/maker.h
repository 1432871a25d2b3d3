/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An article, packed without its entities -> its document: words are analysed, entities found and
 * put into the record, terms and values made (schema.h). Both writers go this way.
 */
#ifndef INDEXER_MAKER_H
#define INDEXER_MAKER_H

#include "indexer/document.h"
#include "indexer/entities.h"
#include "indexer/schema.h"

/* What a thread makes documents with. A zeroed struct is ready to be opened or released. */
struct maker {
    struct analyzer *analyzer;
    struct entity_finder *finder; /* NULL where entities are not wanted */
    struct analysis analysis;
    struct arena arena; /* emptied for each document */
    struct fingerprint fingerprint;
    struct document document; /* the last that was made; lives until the next */
};

fund_status maker_open(struct maker *maker, const struct entity_options *options, fund_error *err);
void maker_release(struct maker *maker);

/*
 * Makes the document of the article, which `plain` is the record of, without entities. `known`, if
 * not NULL, are its entities; else they are looked for.
 */
fund_status maker_make(struct maker *maker, const fund_article *article, struct record plain,
                       const struct record_entities *known, fund_error *err);

#endif
