/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libxapian's own text analysis: stems, stop words, text to terms, text to query. */
#include "tests/xapian/corpus.h"

static xapian_stem *english(void)
{
    xapian_stem *stem;
    must(xapian_stem_new(&stem, "english", &err));
    return stem;
}

static xapian_stopper *the(void)
{
    xapian_stopper *stopper;
    must(xapian_stopper_new(&stopper, &err));
    must(xapian_stopper_add(stopper, "the", NUL, &err));
    return stopper;
}

static void test_stem(void)
{
    xapian_stem *stem;
    xapian_string word;
    fine(xapian_stem_new(&stem, "en", &err), "a stemmer");
    fine(xapian_stem_word(stem, &word, "houses", NUL, &err), "stem");
    is_string(word.data, "hous", "of houses");
    xapian_stem_free(stem);
    is_status(xapian_stem_new(&stem, "klingon", &err), XAPIAN_INVALID_ARGUMENT, "no such language");
}

static void test_term_generator(void)
{
    xapian_term_generator *generator;
    xapian_document *doc;
    xapian_writable *db;
    xapian_terms *terms;
    xapian_stem *stem = english();
    xapian_stopper *stopper = the();
    xapian_termpos pos;
    must(xapian_document_new(&doc, &err));
    must(xapian_writable_open(&db, in_dir("spelling"), XAPIAN_DB_CREATE, 0, &err));
    fine(xapian_term_generator_new(&generator, &err), "a term generator");
    fine(xapian_term_generator_set_stem(generator, stem, XAPIAN_STEM_SOME, &err), "stem");
    fine(xapian_term_generator_set_stopper(generator, stopper, XAPIAN_STOP_ALL, &err), "stopper");
    fine(xapian_term_generator_set_document(generator, doc, &err), "document");
    fine(xapian_term_generator_set_spelling(generator, db, &err), "spelling");
    fine(xapian_term_generator_set_max_word(generator, 10, &err), "longest word");
    xapian_stem_free(stem);
    xapian_stopper_free(stopper);
    fine(xapian_term_generator_index(generator, "The two houses, overwhelmingly", NUL, 1, "", true,
                                     &err),
         "index");
    fine(xapian_term_generator_position(generator, &pos, &err), "position");
    ok(pos >= 2, "of the last word: %u", pos);
    fine(xapian_term_generator_set_position(generator, 100, &err), "set position");
    fine(xapian_term_generator_index(generator, "A title", NUL, 2, "S", false, &err),
         "index with a prefix");
    xapian_term_generator_free(generator);
    must(xapian_document_terms(&terms, doc, &err));
    is_string(list_terms(terms, xapian_terms_wdf),
              "Sa:2 Stitle:2 ZSa:2 ZStitl:2 Zhous:1 Ztwo:1 houses:1 two:1", "terms");
    must(xapian_writable_commit(db, &err));
    must(xapian_database_spellings(&terms, xapian_writable_database(db), &err));
    is_string(list_terms(terms, NULL), "houses two", "words for spelling");

    must(xapian_term_generator_new(&generator, &err));
    is_status(xapian_term_generator_set_stem(generator, NULL, (xapian_stem_strategy)9, &err),
              XAPIAN_INVALID_ARGUMENT, "no such strategy");
    fine(xapian_term_generator_set_stopper(generator, NULL, XAPIAN_STOP_NONE, &err), "no stopper");
    fine(xapian_term_generator_set_spelling(generator, NULL, &err), "no spelling");
    xapian_term_generator_free(generator);
    xapian_document_free(doc);
    xapian_writable_free(db);
}

static xapian_query_parser *parser;

static const char *parsed(const char *text, unsigned flags)
{
    static char description[512];
    xapian_query *query;
    xapian_string got;
    xapian_status status = xapian_query_parser_parse(&query, parser, text, NUL, flags, "", &err);
    if (status != XAPIAN_OK)
        return xapian_status_string(status);
    must(xapian_query_description(query, &got, &err));
    snprintf(description, sizeof description, "%s", got.data);
    xapian_query_free(query);
    return description;
}

static void test_query_parser(void)
{
    xapian_database *db;
    xapian_terms *words;
    xapian_string text;
    xapian_stem *stem = english();
    xapian_stopper *stopper = the();
    fine(xapian_query_parser_new(&parser, &err), "a query parser");
    is_string(parsed("red AND green", XAPIAN_PARSE_DEFAULT), "Query((red@1 AND green@2))", "AND");
    fine(xapian_query_parser_set_stem(parser, stem, XAPIAN_STEM_SOME, &err), "stem");
    fine(xapian_query_parser_set_stopper(parser, stopper, &err), "stopper");
    xapian_stem_free(stem);
    xapian_stopper_free(stopper);
    is_string(parsed("the houses", XAPIAN_PARSE_DEFAULT), "Query(Zhous@2)", "stemmed, stopped");
    fine(xapian_query_parser_stop_words(&words, parser, &err), "stop words");
    is_string(list_terms(words, NULL), "the", "left out");
    fine(xapian_query_parser_unstemmed(&words, parser, "Zhous", NUL, &err), "unstemmed");
    is_string(list_terms(words, NULL), "houses", "of the stem");
    fine(xapian_query_parser_set_stem(parser, NULL, XAPIAN_STEM_NONE, &err), "no stem");
    is_string(parsed("\"red green\"", XAPIAN_PARSE_DEFAULT), "Query((red@1 PHRASE 2 green@2))",
              "a phrase");
    fine(xapian_query_parser_add_prefix(parser, "title", "S", false, &err), "a field");
    fine(xapian_query_parser_add_prefix(parser, "kind", "K", true, &err), "a filter");
    is_string(parsed("title:red kind:a", XAPIAN_PARSE_DEFAULT), "Query((Sred@1 FILTER Ka))",
              "fields");
    fine(xapian_query_parser_add_range(parser, XAPIAN_RANGE_PLAIN, 1, "kind:", 0, &err), "a range");
    fine(xapian_query_parser_add_range(parser, XAPIAN_RANGE_DATE, 2, "date:", 0, &err), "of dates");
    fine(xapian_query_parser_add_range(parser, XAPIAN_RANGE_NUMBER, 0, "", 0, &err), "of numbers");
    is_string(parsed("kind:a..b", XAPIAN_PARSE_DEFAULT), "Query(VALUE_RANGE 1 a b)", "a range");
    ok(strncmp(parsed("1..2", XAPIAN_PARSE_DEFAULT), "Query(VALUE_RANGE 0 ", 20) == 0,
       "of numbers");
    is_status(xapian_query_parser_add_range(parser, (xapian_range)5, 1, "", 0, &err),
              XAPIAN_INVALID_ARGUMENT, "no such range");
    fine(xapian_query_parser_set_default_op(parser, XAPIAN_OP_AND, &err), "default operator");
    is_string(parsed("red green", XAPIAN_PARSE_DEFAULT), "Query((red@1 AND green@2))", "is AND");
    is_status(xapian_query_parser_set_default_op(parser, XAPIAN_OP_XOR, &err),
              XAPIAN_INVALID_ARGUMENT, "not XOR");
    is_string(parsed("red AND", XAPIAN_PARSE_DEFAULT), "parse failed", "a syntax error");
    is_string(err.type, "QueryParserError", "has its type");
    must(xapian_query_parser_set_default_op(parser, XAPIAN_OP_MAX, &err));
    is_string(parsed("red green", XAPIAN_PARSE_DEFAULT), "Query((red@1 MAX green@2))", "MAX");
    is_string(parsed("red green OR blue", XAPIAN_PARSE_DEFAULT), "unsupported", "OR over MAX");

    create_samples(in_dir("db"));
    must(xapian_database_open(&db, in_dir("db"), 0, &err));
    fine(xapian_query_parser_set_database(parser, db, &err), "database");
    xapian_database_free(db);
    fine(xapian_query_parser_set_max_expansion(parser, 1, XAPIAN_WILDCARD_LIMIT_ERROR, &err),
         "wildcard limit");
    ok(strstr(parsed("red*", XAPIAN_PARSE_DEFAULT | XAPIAN_PARSE_WILDCARD), "WILDCARD") != NULL,
       "a wildcard");
    fine(xapian_query_parser_corrected(parser, &text, &err), "corrected");
    is_string(text.data, "", "nothing to correct");
    xapian_query_parser_free(parser);
}

int main(void)
{
    make_work_dir();
    test_stem();
    test_term_generator();
    test_query_parser();
    return done_testing();
}
