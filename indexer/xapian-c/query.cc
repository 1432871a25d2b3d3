/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries: built from parts, taken apart, written as bytes.
 *
 * libxapian 1.4 builds MAX (with weights) and XOR from lists whose maximal weight it may compute
 * after the last of their parts has ended and been freed: a crash. It does so when such a list has
 * ended while something above it goes on: beneath OR and its kin, beneath AND_MAYBE (which
 * turns into an AND and is then looked at once more), and in a shard that is not the last. Beneath
 * AND, FILTER, AND_NOT and SCALE_WEIGHT the end of a part is either the end of the whole or not
 * looked at.
 */
#include "indexer/xapian-c/handles.h"

#include <cmath>

static_assert(XAPIAN_OP_AND == int(Xapian::Query::OP_AND) &&
                  XAPIAN_OP_MAX == int(Xapian::Query::OP_MAX) &&
                  XAPIAN_OP_WILDCARD == int(Xapian::Query::OP_WILDCARD) &&
                  XAPIAN_LEAF_MATCH_NOTHING == int(Xapian::Query::LEAF_MATCH_NOTHING) &&
                  XAPIAN_WILDCARD_LIMIT_MOST_FREQUENT ==
                      int(Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT),
              "the operators are libxapian's own");

namespace
{
using Xapian::Query;

/* Only its description tells how a wildcard combines its terms. */
bool is_wildcard(const Query &query, const std::string &combiner)
{
    return query.get_type() == Query::OP_WILDCARD &&
           query.get_description().rfind("Query(WILDCARD " + combiner + " ", 0) == 0;
}

bool is_fragile_itself(const Query &query)
{
    return query.get_type() == Query::OP_MAX || query.get_type() == Query::OP_XOR ||
           is_wildcard(query, "MAX");
}

bool is_value_range(const Query &query)
{
    return query.get_type() == Query::OP_VALUE_RANGE || query.get_type() == Query::OP_VALUE_GE ||
           query.get_type() == Query::OP_VALUE_LE;
}

bool is_sound_above(Query::op op)
{
    return op == Query::OP_AND || op == Query::OP_AND_NOT || op == Query::OP_FILTER ||
           op == Query::OP_SCALE_WEIGHT;
}

bool takes_parameter(xapian_op op)
{
    return op == XAPIAN_OP_NEAR || op == XAPIAN_OP_PHRASE || op == XAPIAN_OP_ELITE_SET;
}

Query::op operator_of(xapian_op op)
{
    if (unsigned(op) > XAPIAN_OP_WILDCARD)
        throw Xapian::InvalidArgumentError("not an operator to combine by");
    return Query::op(op);
}

Query combine(xapian_op op, const std::vector<Query> &parts, xapian_termcount parameter)
{
    return Query(operator_of(op), parts.begin(), parts.end(), takes_parameter(op) ? parameter : 0);
}

bool is_fragile(const Query &query)
{
    bool is_beneath = false;
    for (size_t i = 0; i < query.get_num_subqueries(); i++)
        is_beneath |= is_fragile(query.get_subquery(i));
    if (is_beneath && !is_sound_above(query.get_type()))
        throw Xapian::UnimplementedError("libxapian 1.4 can't run MAX or XOR beneath anything but "
                                         "AND, FILTER, AND_NOT and SCALE_WEIGHT");
    return is_beneath || is_fragile_itself(query);
}

/* Could the constructors have made it? libxapian reads broken bytes as parts that are missing. */
bool is_well_formed(const Query &query)
{
    size_t n = query.get_num_subqueries();
    for (size_t i = 0; i < n; i++)
        if (query.get_subquery(i).empty() || !is_well_formed(query.get_subquery(i)))
            return false;
    switch (query.get_type()) {
    case Query::OP_INVALID:
        return false;
    case Query::OP_WILDCARD:
        return is_wildcard(query, "SYNONYM") || is_wildcard(query, "OR") ||
               is_wildcard(query, "MAX");
    case Query::OP_SYNONYM:
    case Query::OP_SCALE_WEIGHT:
        return n > 0;
    default:
        return n > 1 || query.get_type() >= Query::LEAF_TERM || is_value_range(query);
    }
}

Query from_bytes(const std::string &serialised)
{
    Query query = unserialise([&] { return Query::unserialise(serialised); });
    if (!is_well_formed(query))
        throw Xapian::SerialisationError("not a serialised query");
    return query;
}
} // namespace

xapian_query *new_query(Query query)
{
    bool fragile = is_fragile(query);
    return new xapian_query{std::move(query), fragile, {}};
}

xapian_status xapian_query_match_all(xapian_query **query, xapian_error *err)
{
    return make(query, err, [&] { return new_query(Query(std::string())); });
}

xapian_status xapian_query_match_nothing(xapian_query **query, xapian_error *err)
{
    return make(query, err, [&] { return new_query(Query()); });
}

xapian_status xapian_query_term(xapian_query **query, const char *term, size_t len,
                                xapian_termcount wqf, xapian_termpos pos, xapian_error *err)
{
    return make(query, err, [&] { return new_query(Query(bytes(term, len), wqf, pos)); });
}

xapian_status xapian_query_combine(xapian_query **query, xapian_op op,
                                   const xapian_query *const *parts, size_t n,
                                   xapian_termcount parameter, xapian_error *err)
{
    return make(query, err, [&] {
        std::vector<Query> queries;
        for (size_t i = 0; i < n; i++)
            queries.push_back(real(parts[i]));
        return new_query(combine(op, queries, parameter));
    });
}

xapian_status xapian_query_combine_terms(xapian_query **query, xapian_op op,
                                         const xapian_string *terms, size_t n,
                                         xapian_termcount parameter, xapian_error *err)
{
    return make(query, err, [&] {
        std::vector<Query> queries;
        for (size_t i = 0; i < n; i++)
            queries.push_back(Query(bytes(terms[i].data, terms[i].len)));
        return new_query(combine(op, queries, parameter));
    });
}

xapian_status xapian_query_scale(xapian_query **query, const xapian_query *part, double factor,
                                 xapian_error *err)
{
    return make(query, err, [&] {
        if (!std::isfinite(factor))
            throw Xapian::InvalidArgumentError("a weight can't be scaled by infinity or NaN");
        return new_query(Query(factor, real(part)));
    });
}

xapian_status xapian_query_value_range(xapian_query **query, xapian_valueno slot, const char *lower,
                                       size_t lower_len, const char *upper, size_t upper_len,
                                       xapian_error *err)
{
    return make(query, err, [&] {
        return new_query(
            Query(Query::OP_VALUE_RANGE, slot, bytes(lower, lower_len), bytes(upper, upper_len)));
    });
}

xapian_status xapian_query_value_ge(xapian_query **query, xapian_valueno slot, const char *limit,
                                    size_t len, xapian_error *err)
{
    return make(query, err,
                [&] { return new_query(Query(Query::OP_VALUE_GE, slot, bytes(limit, len))); });
}

xapian_status xapian_query_value_le(xapian_query **query, xapian_valueno slot, const char *limit,
                                    size_t len, xapian_error *err)
{
    return make(query, err,
                [&] { return new_query(Query(Query::OP_VALUE_LE, slot, bytes(limit, len))); });
}

xapian_status xapian_query_wildcard(xapian_query **query, const char *prefix, size_t len,
                                    xapian_termcount max_terms, xapian_wildcard_limit limit,
                                    xapian_op combiner, xapian_error *err)
{
    return make(query, err, [&] {
        if (unsigned(limit) > XAPIAN_WILDCARD_LIMIT_MOST_FREQUENT)
            throw Xapian::InvalidArgumentError("unknown kind of wildcard limit");
        return new_query(
            Query(Query::OP_WILDCARD, bytes(prefix, len), max_terms, limit, operator_of(combiner)));
    });
}

void xapian_query_free(xapian_query *query)
{
    delete query;
}

bool xapian_query_is_empty(const xapian_query *query)
{
    return real(query).empty();
}

xapian_op xapian_query_op(const xapian_query *query)
{
    return xapian_op(real(query).get_type());
}

xapian_termcount xapian_query_length(const xapian_query *query)
{
    return real(query).get_length();
}

size_t xapian_query_n_parts(const xapian_query *query)
{
    return real(query).get_num_subqueries();
}

xapian_status xapian_query_part(xapian_query **part, const xapian_query *query, size_t i,
                                xapian_error *err)
{
    return make(part, err, [&] {
        if (i >= real(query).get_num_subqueries())
            throw Xapian::RangeError("the query has no part of this number");
        return new_query(real(query).get_subquery(i));
    });
}

xapian_status xapian_query_terms(xapian_terms **terms, const xapian_query *query, xapian_error *err)
{
    return make(terms, err, [&] { return new_terms(real(query).get_terms_begin()); });
}

xapian_status xapian_query_unique_terms(xapian_terms **terms, const xapian_query *query,
                                        xapian_error *err)
{
    return make(terms, err, [&] { return new_terms(real(query).get_unique_terms_begin()); });
}

xapian_status xapian_query_description(xapian_query *query, xapian_string *text, xapian_error *err)
{
    return get_text(query, text, err, [&] { return real(query).get_description(); });
}

xapian_status xapian_query_serialise(xapian_query *query, xapian_string *serialised,
                                     xapian_error *err)
{
    return get_text(query, serialised, err, [&] { return real(query).serialise(); });
}

xapian_status xapian_query_unserialise(xapian_query **query, const char *serialised, size_t len,
                                       xapian_error *err)
{
    return make(query, err, [&] { return new_query(from_bytes(bytes(serialised, len))); });
}
