/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The value of a filter -> what libxapian is asked for, without any score.
 *
 *     person:Putin           XPputin, which Wladimir Putin has as his family name
 *     ort:DVRK               XLnordkorea
 *     quelle:"Elbe Spree"    XSelbespree
 */
#ifndef SEARCHER_FILTER_H
#define SEARCHER_FILTER_H

#include <stdbool.h>
#include <xapian-c.h>

#include "indexer/entity/names.h"
#include "indexer/error.h"
#include "indexer/text/analysis.h"
#include "searcher/query.h"

/* Can the index choose by this field, the date and ranges aside? */
bool filter_has_field(enum query_field field);

/* Is it person, org or ort? Then filter_of_entity() is for it, else filter_of_words(). */
bool filter_is_entity(enum query_field field);

/* The type of entity that such a field asks for. */
fund_entity_type filter_entity_type(enum query_field field);

/* What a name is looked up with; the names that the index was given may be NULL. */
struct name_tools {
    struct resolver *resolver;
    const struct catalogue *given;
};

/* Articles that name the person, organisation or place `name`; none when it is no name. The
 * key that it is looked for by comes back in `*keys`. */
fund_status filter_of_entity(xapian_query **clause, enum query_field field, const char *name,
                             struct name_tools names, struct entity_keys *keys, fund_error *err);

/* Articles whose outlet, author or keyword has these words. */
fund_status filter_of_words(xapian_query **clause, enum query_field field,
                            const struct token *tokens, size_t n_tokens, fund_error *err);

#endif
