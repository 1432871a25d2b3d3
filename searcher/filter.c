/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/filter.h"

#include "indexer/field-key.h"
#include "indexer/schema.h"

static const struct {
    enum query_field field;
    fund_facet facet;
} fields[] = {
    {FIELD_PERSON, FUND_FACET_PERSON}, {FIELD_ORG, FUND_FACET_ORG},
    {FIELD_PLACE, FUND_FACET_PLACE},   {FIELD_SOURCE, FUND_FACET_SOURCE},
    {FIELD_AUTHOR, FUND_FACET_AUTHOR}, {FIELD_TAG, FUND_FACET_TAG},
};

/* 0 for a field that is no such filter. */
static fund_facet facet_of(enum query_field field)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].field == field)
            return fields[i].facet;
    return (fund_facet)0;
}

bool filter_has_field(enum query_field field)
{
    return facet_of(field) != 0;
}

bool filter_is_entity(enum query_field field)
{
    return field == FIELD_PERSON || field == FIELD_ORG || field == FIELD_PLACE;
}

fund_entity_type filter_entity_type(enum query_field field)
{
    return (fund_entity_type)facet_of(field);
}

/* BM25+ gives a term its delta even where it counts nothing in an article, so 0 times that. */
static xapian_status filter_of_key(xapian_query **clause, fund_facet facet, const char *key,
                                   xapian_error *xerr)
{
    struct term term = schema_facet_term(facet, key);
    xapian_query *scored = NULL;
    if (!*key)
        return xapian_query_match_nothing(clause, xerr);
    xapian_status status = xapian_query_term(&scored, term.bytes, term.len, 1, 0, xerr);
    if (!status)
        status = xapian_query_scale(clause, scored, 0, xerr);
    xapian_query_free(scored);
    return status;
}

fund_status filter_of_entity(xapian_query **clause, enum query_field field, const char *name,
                             struct name_tools names, struct entity_keys *keys, fund_error *err)
{
    static const enum entity_type types[] = {[FUND_FACET_PERSON] = ENTITY_PERSON,
                                             [FUND_FACET_ORG] = ENTITY_ORG,
                                             [FUND_FACET_PLACE] = ENTITY_PLACE};
    xapian_error xerr;
    fund_facet facet = facet_of(field);
    bool is_name = entity_keys_of(names.resolver, names.given, types[facet], name, keys);
    if (!is_name)
        keys->key[0] = '\0';
    return filter_of_key(clause, facet, keys->key, &xerr) ? fail_xapian(err, &xerr, "the query")
                                                          : FUND_OK;
}

fund_status filter_of_words(xapian_query **clause, enum query_field field,
                            const struct token *tokens, size_t n_tokens, fund_error *err)
{
    xapian_error xerr;
    struct field_key key = field_key_of(tokens, n_tokens);
    return filter_of_key(clause, facet_of(field), key.bytes, &xerr)
               ? fail_xapian(err, &xerr, "the query")
               : FUND_OK;
}
