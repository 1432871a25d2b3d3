/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Queries: what each operator finds in the six documents, and what is refused. */
#include "tests/xapian/corpus.h"

#include <math.h>

SANITIZER_DEFAULTS("")

static xapian_database *db;

/* The ids found, ascending; frees the query. */
static const char *found_by(xapian_weight_scheme scheme, xapian_query *query)
{
    xapian_enquire *enquire;
    xapian_mset *mset;
    xapian_weight weight = XAPIAN_WEIGHT_INIT;
    weight.scheme = scheme;
    must(xapian_enquire_new(&enquire, db, &err));
    must(xapian_enquire_set_query(enquire, query, 0, &err));
    must(xapian_enquire_set_weight(enquire, &weight, &err));
    xapian_query_free(query);
    xapian_status status = xapian_enquire_search(&mset, enquire, NULL, &err);
    xapian_enquire_free(enquire);
    if (status != XAPIAN_OK)
        return xapian_status_string(status);
    const char *hits = list_hits(mset);
    xapian_mset_free(mset);
    return hits;
}

static const char *found(xapian_query *query)
{
    return found_by(XAPIAN_WEIGHT_BOOL, query);
}

static xapian_query *term(const char *name)
{
    xapian_query *query;
    must(xapian_query_term(&query, name, NUL, 1, 0, &err));
    return query;
}

/* Up to four terms combined. */
static xapian_query *terms(xapian_op op, xapian_termcount parameter, const char *a, const char *b,
                           const char *c)
{
    xapian_string names[3] = {{a, NUL}, {b, NUL}, {c, NUL}};
    xapian_query *query;
    must(xapian_query_combine_terms(&query, op, names, c ? 3 : 2, parameter, &err));
    return query;
}

/* Frees its parts; NULL if refused. */
static xapian_query *combine(xapian_op op, xapian_query *a, xapian_query *b, xapian_status want)
{
    const xapian_query *parts[] = {a, b};
    xapian_query *query;
    char what[60];
    snprintf(what, sizeof what, "combine by operator %d", op);
    is_status(xapian_query_combine(&query, op, parts, b ? 2 : 1, 0, &err), want, what);
    xapian_query_free(a);
    xapian_query_free(b);
    return query;
}

static xapian_query *value_query(xapian_op op, double low, double high)
{
    char lower[9], upper[9];
    size_t lower_len = xapian_sortable_serialise(lower, low);
    size_t upper_len = xapian_sortable_serialise(upper, high);
    xapian_query *query;
    if (op == XAPIAN_OP_VALUE_GE)
        must(xapian_query_value_ge(&query, 0, lower, lower_len, &err));
    else if (op == XAPIAN_OP_VALUE_LE)
        must(xapian_query_value_le(&query, 0, upper, upper_len, &err));
    else
        must(xapian_query_value_range(&query, 0, lower, lower_len, upper, upper_len, &err));
    return query;
}

static void test_operators(void)
{
    xapian_query *query;
    is_string(found(term("green")), "1 3 4 6", "a term");
    is_string(found(terms(XAPIAN_OP_AND, 0, "green", "blue", NULL)), "1 3 4", "AND");
    is_string(found(terms(XAPIAN_OP_OR, 0, "red", "sky", "submarine")), "1 2 4 5", "OR");
    is_string(found(terms(XAPIAN_OP_AND_NOT, 0, "green", "red", "hill")), "3", "AND_NOT");
    is_string(found(terms(XAPIAN_OP_XOR, 0, "green", "blue", NULL)), "6", "XOR");
    is_string(found(terms(XAPIAN_OP_XOR, 0, "red", "green", "blue")), "1 2 6", "XOR of three");
    is_string(found(terms(XAPIAN_OP_AND_MAYBE, 0, "red", "blue", NULL)), "1 2", "AND_MAYBE");
    is_string(found(terms(XAPIAN_OP_FILTER, 0, "green", "hill", NULL)), "4 6", "FILTER");
    is_string(found(terms(XAPIAN_OP_NEAR, 2, "blue", "green", NULL)), "1 3", "NEAR");
    is_string(found(terms(XAPIAN_OP_NEAR, 3, "blue", "green", NULL)), "1 3 4", "wider NEAR");
    is_string(found(terms(XAPIAN_OP_PHRASE, 0, "green", "blue", NULL)), "1 3", "PHRASE");
    is_string(found(terms(XAPIAN_OP_PHRASE, 3, "blue", "green", NULL)), "4", "wider PHRASE");
    is_string(
        found_by(XAPIAN_WEIGHT_BM25, terms(XAPIAN_OP_ELITE_SET, 1, "green", "submarine", NULL)),
        "5", "ELITE_SET takes the rare term");
    is_string(found(terms(XAPIAN_OP_SYNONYM, 0, "sky", "red", NULL)), "1 2 4", "SYNONYM");
    is_string(found(terms(XAPIAN_OP_MAX, 0, "sky", "red", NULL)), "1 2 4", "MAX");
    is_string(found(value_query(XAPIAN_OP_VALUE_RANGE, 1, 2.5)), "2 3 6", "VALUE_RANGE");
    is_string(found(value_query(XAPIAN_OP_VALUE_RANGE, 2.5, 1)), "", "VALUE_RANGE, none");
    is_string(found(value_query(XAPIAN_OP_VALUE_GE, 2.5, 0)), "1 4 6", "VALUE_GE");
    is_string(found(value_query(XAPIAN_OP_VALUE_LE, 0, 1)), "2 5", "VALUE_LE");
    must(xapian_query_match_all(&query, &err));
    is_string(found(query), "1 2 3 4 5 6", "match all");
    must(xapian_query_match_nothing(&query, &err));
    ok(xapian_query_is_empty(query), "nothing is empty");
    is_string(found(query), "", "match nothing");
    must(xapian_query_wildcard(&query, "red", NUL, 0, XAPIAN_WILDCARD_LIMIT_ERROR,
                               XAPIAN_OP_SYNONYM, &err));
    is_string(found(query), "1 2 6", "WILDCARD");
    must(xapian_query_wildcard(&query, "red", NUL, 1, XAPIAN_WILDCARD_LIMIT_FIRST, XAPIAN_OP_OR,
                               &err));
    is_string(found(query), "1 2", "WILDCARD, the first");
    must(xapian_query_wildcard(&query, "s", NUL, 1, XAPIAN_WILDCARD_LIMIT_MOST_FREQUENT,
                               XAPIAN_OP_MAX, &err));
    ok(strlen(found(query)) == 1, "WILDCARD, the most frequent");
    must(xapian_query_wildcard(&query, "", 0, 3, XAPIAN_WILDCARD_LIMIT_ERROR, XAPIAN_OP_SYNONYM,
                               &err));
    is_string(found(query), "wildcard limit", "WILDCARD, too many");
    must(xapian_query_combine(&query, XAPIAN_OP_AND, NULL, 0, 0, &err));
    is_string(found(query), "", "no parts");
    is_string(found(combine(XAPIAN_OP_PHRASE, term("green"),
                            terms(XAPIAN_OP_OR, 0, "blue", "hill", NULL), XAPIAN_OK)),
              "1 3 4 6", "PHRASE with an OR");
}

static void test_refused(void)
{
    xapian_query *query, *sky = term("sky");
    ok(!combine(XAPIAN_OP_NEAR, term("green"), terms(XAPIAN_OP_AND, 0, "blue", "hill", NULL),
                XAPIAN_UNSUPPORTED),
       "NEAR with an AND");
    ok(!combine(XAPIAN_OP_VALUE_GE, term("a"), NULL, XAPIAN_INVALID_ARGUMENT), "not that way");
    ok(!combine(XAPIAN_OP_SCALE_WEIGHT, term("a"), NULL, XAPIAN_INVALID_ARGUMENT),
       "not that way either");
    ok(!combine(XAPIAN_OP_INVALID, term("a"), NULL, XAPIAN_INVALID_ARGUMENT), "not at all");
    is_status(xapian_query_scale(&query, sky, -1, &err), XAPIAN_INVALID_ARGUMENT, "negative scale");
    is_status(xapian_query_scale(&query, sky, NAN, &err), XAPIAN_INVALID_ARGUMENT, "scale of NaN");
    is_status(
        xapian_query_wildcard(&query, "a", 1, 0, (xapian_wildcard_limit)7, XAPIAN_OP_OR, &err),
        XAPIAN_INVALID_ARGUMENT, "no such limit");
    is_status(
        xapian_query_wildcard(&query, "a", 1, 0, XAPIAN_WILDCARD_LIMIT_ERROR, XAPIAN_OP_AND, &err),
        XAPIAN_INVALID_ARGUMENT, "no such combiner");
    is_status(xapian_query_part(&query, sky, 0, &err), XAPIAN_OUT_OF_RANGE, "a term has no parts");
    xapian_query_free(sky);
}

static xapian_query *max(void)
{
    return terms(XAPIAN_OP_MAX, 0, "red", "hill", NULL);
}

static xapian_query *scaled(xapian_query *part)
{
    xapian_query *query;
    must(xapian_query_scale(&query, part, 2, &err));
    xapian_query_free(part);
    return query;
}

/* An OR with a MAX, XOR or wildcard inside crashes libxapian 1.4 on some data, as bytes too. */
static void test_max(void)
{
    static const xapian_op refused[] = {XAPIAN_OP_OR,  XAPIAN_OP_AND_MAYBE, XAPIAN_OP_ELITE_SET,
                                        XAPIAN_OP_XOR, XAPIAN_OP_SYNONYM,   XAPIAN_OP_MAX};
    xapian_query *query;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        ok(!combine(refused[i], max(), term("blue"), XAPIAN_UNSUPPORTED), "MAX first");
        ok(!combine(refused[i], term("blue"), scaled(max()), XAPIAN_UNSUPPORTED), "scaled MAX");
        ok(!combine(refused[i], term("blue"), terms(XAPIAN_OP_XOR, 0, "a", "b", NULL),
                    XAPIAN_UNSUPPORTED),
           "XOR");
        query = combine(XAPIAN_OP_AND, term("blue"), max(), XAPIAN_OK);
        ok(!combine(refused[i], query, term("green"), XAPIAN_UNSUPPORTED), "MAX further down");
        must(xapian_query_wildcard(&query, "h", 1, 0, XAPIAN_WILDCARD_LIMIT_ERROR, XAPIAN_OP_MAX,
                                   &err));
        ok(!combine(refused[i], query, term("green"), XAPIAN_UNSUPPORTED), "wildcard by MAX");
    }
    is_string(found(combine(XAPIAN_OP_AND, max(), term("green"), XAPIAN_OK)), "1 4 6", "AND");
    is_string(found(combine(XAPIAN_OP_FILTER, max(), term("green"), XAPIAN_OK)), "1 4 6", "FILTER");
    is_string(found(combine(XAPIAN_OP_FILTER, term("green"), max(), XAPIAN_OK)), "1 4 6", "FILTER");
    is_string(found(combine(XAPIAN_OP_AND_NOT, max(), term("green"), XAPIAN_OK)), "2", "AND_NOT");
    is_string(found(combine(XAPIAN_OP_AND_NOT, term("green"), max(), XAPIAN_OK)), "3", "AND_NOT");
    is_string(found(scaled(max())), "1 2 4 6", "SCALE_WEIGHT");
    /* OR (multi-way code 1, two parts) of MAX (7, two parts) of terms a, b; and of term c. */
    is_status(xapian_query_unserialise(&query, "\x8a\xba\x51\x61\x51\x62\x51\x63", 8, &err),
              XAPIAN_UNSUPPORTED, "OR over MAX as bytes");
    ok(query == NULL, "and no handle");
    fine(xapian_query_unserialise(&query, "\xba\x51\x61\x51\x62", 5, &err), "MAX as bytes");
    xapian_query_free(query);

    const char *paths[] = {in_dir("db"), in_dir("db")};
    xapian_database *group;
    xapian_enquire *enquire;
    must(xapian_database_open_many(&group, paths, 2, 0, &err));
    must(xapian_enquire_new(&enquire, group, &err));
    query = combine(XAPIAN_OP_AND, max(), term("green"), XAPIAN_OK);
    is_status(xapian_enquire_set_query(enquire, query, 0, &err), XAPIAN_UNSUPPORTED,
              "MAX over two shards");
    xapian_query_free(query);
    xapian_enquire_free(enquire);
    xapian_database_free(group);
}

static void test_shape(void)
{
    xapian_query *query = combine(XAPIAN_OP_AND, scaled(term("red")),
                                  terms(XAPIAN_OP_PHRASE, 0, "green", "blue", NULL), XAPIAN_OK);
    xapian_query *part, *copy;
    xapian_terms *names;
    xapian_string text;
    is_int(xapian_query_op(query), XAPIAN_OP_AND, "operator");
    is_int((long long)xapian_query_n_parts(query), 2, "parts");
    is_int(xapian_query_length(query), 3, "length");
    fine(xapian_query_part(&part, query, 1, &err), "part");
    is_int(xapian_query_op(part), XAPIAN_OP_PHRASE, "is the phrase");
    is_status(xapian_query_part(&copy, part, 2, &err), XAPIAN_OUT_OF_RANGE, "no part 2");
    xapian_query_free(part);
    fine(xapian_query_description(query, &text, &err), "description");
    is_string(text.data, "Query((2 * red AND (green PHRASE 2 blue)))", "of the query");
    fine(xapian_query_terms(&names, query, &err), "terms");
    is_string(list_terms(names, NULL), "blue green red", "by position, here all 0");
    fine(xapian_query_unique_terms(&names, query, &err), "unique terms");
    is_string(list_terms(names, NULL), "blue green red", "in byte order");
    fine(xapian_query_serialise(query, &text, &err), "serialise");
    fine(xapian_query_unserialise(&copy, text.data, text.len, &err), "unserialise");
    fine(xapian_query_description(copy, &text, &err), "describe the copy");
    is_string(text.data, "Query((2 * red AND (green PHRASE 2 blue)))", "the same");
    xapian_query_free(copy);
    xapian_query_free(query);
    fine(xapian_query_term(&query, "n\0l", 3, 5, 2, &err), "a term with NUL");
    fine(xapian_query_unique_terms(&names, query, &err), "its terms");
    fine(xapian_terms_next(names, &text, &err), "the first");
    is_bytes(text, "n\0l", 3, "is the term");
    is_status(xapian_terms_skip_to(names, &text, "z", 1, &err), XAPIAN_INVALID_OPERATION,
              "terms of a query cannot be skipped");
    is_status(xapian_terms_next(names, &text, &err), XAPIAN_DONE, "a failure ends the iterator");
    xapian_terms_free(names);
    is_int(xapian_query_length(query), 5, "wqf is the length");
    xapian_query_free(query);
}

/* Each is refused; none crashes, now or when run. */
static void test_broken_bytes(void)
{
    static const struct {
        const char *bytes;
        size_t len;
    } broken[] = {
        {"\x8a", 1},                     /* OR without its parts */
        {"\x8a\x51\x61", 3},             /* OR with one of two */
        {"\x80\xff\xff\xff\xff", 5},     /* AND of very many */
        {"\x0d\x01", 2},                 /* a scale that breaks off */
        {"\x5f\x61", 2},                 /* a term that breaks off */
        {"\x0b\x00\x09\x09\x01\x61", 6}, /* a wildcard with an unknown combiner */
        {"\x00", 1},                     /* the invalid query */
        {"\x1f", 1},                     /* no such operator */
    };
    xapian_query *query;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        char what[40];
        snprintf(what, sizeof what, "broken bytes, number %zu", i);
        is_status(xapian_query_unserialise(&query, broken[i].bytes, broken[i].len, &err),
                  XAPIAN_BAD_SERIALISATION, what);
        xapian_query_free(query);
    }
    fine(xapian_query_unserialise(&query, "", 0, &err), "no bytes match nothing");
    ok(xapian_query_is_empty(query), "they do");
    xapian_query_free(query);
}

int main(void)
{
    make_work_dir();
    create_samples(in_dir("db"));
    must(xapian_database_open(&db, in_dir("db"), 0, &err));
    test_operators();
    test_refused();
    test_max();
    test_shape();
    test_broken_bytes();
    xapian_database_free(db);
    xapian_query_free(NULL);
    return done_testing();
}
