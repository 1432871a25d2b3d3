/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents: what goes in comes out, byte for byte. */
#include "tests/xapian/corpus.h"

#include <math.h>

static void test_data_and_values(void)
{
    xapian_document *doc;
    xapian_string text;
    xapian_values *values;
    uint32_t n;
    fine(xapian_document_new(&doc, &err), "new document");
    is_int(xapian_document_id(doc), 0, "has no id");
    fine(xapian_document_set_data(doc, "a\0b", 3, &err), "set data");
    fine(xapian_document_data(doc, &text, &err), "get data");
    is_bytes(text, "a\0b", 3, "the same with its NUL");
    fine(xapian_document_set_data(doc, NULL, 0, &err), "no data");
    must(xapian_document_data(doc, &text, &err));
    is_bytes(text, "", 0, "is empty");

    fine(xapian_document_set_value(doc, 5, "f\0ve", 4, &err), "set value");
    must(xapian_document_set_value(doc, 2, "two", NUL, &err));
    must(xapian_document_set_value(doc, 9, "nine", NUL, &err));
    fine(xapian_document_value(doc, &text, 5, &err), "get value");
    is_bytes(text, "f\0ve", 4, "the same with its NUL");
    must(xapian_document_value(doc, &text, 6, &err));
    is_bytes(text, "", 0, "an absent value is empty");
    fine(xapian_document_remove_value(doc, 9, &err), "remove value");
    is_status(xapian_document_remove_value(doc, 9, &err), XAPIAN_INVALID_ARGUMENT, "twice");
    fine(xapian_document_n_values(doc, &n, &err), "count values");
    is_int(n, 2, "two are left");
    fine(xapian_document_values(&values, doc, &err), "iterate over values");
    fine(xapian_values_next(values, &n, &text, &err), "first");
    ok(n == 2 && strcmp(text.data, "two") == 0, "slot 2");
    fine(xapian_values_next(values, &n, &text, &err), "second");
    ok(n == 5 && text.len == 4, "slot 5");
    is_status(xapian_values_next(values, &n, &text, &err), XAPIAN_DONE, "no third");
    is_status(xapian_values_next(values, &n, &text, &err), XAPIAN_DONE, "nor later");
    xapian_values_free(values);
    must(xapian_document_values(&values, doc, &err));
    fine(xapian_values_skip_to(values, &n, &text, 3, &err), "skip to slot 3");
    is_int(n, 5, "arrives at 5");
    xapian_values_free(values);
    fine(xapian_document_clear_values(doc, &err), "clear values");
    must(xapian_document_n_values(doc, &n, &err));
    is_int(n, 0, "none are left");
    xapian_document_free(doc);
}

static void test_terms(void)
{
    static const xapian_termpos many[] = {30, 10, 20};
    xapian_document *doc;
    xapian_terms *terms;
    xapian_string term;
    xapian_termpos positions[4];
    size_t n_positions;
    uint32_t n;
    must(xapian_document_new(&doc, &err));
    fine(xapian_document_add_term(doc, "weighed", NUL, 3, &err), "add term");
    fine(xapian_document_add_boolean_term(doc, "XFLAG", NUL, &err), "add boolean term");
    fine(xapian_document_add_posting(doc, "placed", NUL, 7, 1, &err), "add posting");
    fine(xapian_document_add_postings(doc, "placed", NUL, many, 3, 2, &err), "add postings");
    fine(xapian_document_add_term(doc, "n\0l", 3, 1, &err), "add term with NUL");
    is_status(xapian_document_add_term(doc, "", 0, 1, &err), XAPIAN_INVALID_ARGUMENT,
              "an empty term");
    fine(xapian_document_n_terms(doc, &n, &err), "count terms");
    is_int(n, 4, "four");
    fine(xapian_document_terms(&terms, doc, &err), "iterate over terms");
    is_string(list_terms(terms, xapian_terms_wdf), "XFLAG:0 n:1 placed:7 weighed:3",
              "with their wdf");
    must(xapian_document_terms(&terms, doc, &err));
    is_status(xapian_terms_wdf(terms, &n, &err), XAPIAN_INVALID_OPERATION, "before the first");
    fine(xapian_terms_skip_to(terms, &term, "n", 1, &err), "skip");
    is_bytes(term, "n\0l", 3, "to the term with NUL");
    fine(xapian_terms_next(terms, &term, &err), "next");
    fine(xapian_terms_positions(terms, &n_positions, positions, 2, &err), "positions");
    ok(n_positions == 4 && positions[0] == 7 && positions[1] == 10, "two of four, ascending");
    fine(xapian_terms_positions(terms, &n_positions, NULL, 0, &err), "count positions");
    is_int((long long)n_positions, 4, "four");
    is_status(xapian_terms_freq(terms, &n, &err), XAPIAN_INVALID_OPERATION,
              "no term frequency outside a database");
    fine(xapian_terms_skip_to(terms, &term, "a", 1, &err), "skip backwards");
    is_string(term.data, "placed", "stays");
    is_status(xapian_terms_skip_to(terms, &term, "zzz", 3, &err), XAPIAN_DONE, "skip past the end");
    is_status(xapian_terms_skip_to(terms, &term, "a", 1, &err), XAPIAN_DONE, "and no way back");
    is_status(xapian_terms_wdf(terms, &n, &err), XAPIAN_INVALID_OPERATION, "after the last");
    xapian_terms_free(terms);

    fine(xapian_document_remove_posting(doc, "placed", NUL, 7, 1, &err), "remove posting");
    is_status(xapian_document_remove_posting(doc, "placed", NUL, 8, 1, &err),
              XAPIAN_INVALID_ARGUMENT, "not there");
    is_status(xapian_document_remove_posting(doc, "none", NUL, 8, 1, &err), XAPIAN_INVALID_ARGUMENT,
              "no such term");
    fine(xapian_document_remove_postings(doc, &n, "placed", NUL, 10, 20, 2, &err),
         "remove postings");
    is_int(n, 2, "two of them");
    fine(xapian_document_remove_postings(doc, NULL, "placed", NUL, 90, 99, 2, &err), "or none");
    must(xapian_document_terms(&terms, doc, &err));
    is_string(list_terms(terms, xapian_terms_wdf), "XFLAG:0 n:1 placed:2 weighed:3",
              "and the wdf is less");
    fine(xapian_document_remove_term(doc, "n\0l", 3, &err), "remove term");
    is_status(xapian_document_remove_term(doc, "n\0l", 3, &err), XAPIAN_INVALID_ARGUMENT, "twice");
    fine(xapian_document_clear_terms(doc, &err), "clear terms");
    must(xapian_document_n_terms(doc, &n, &err));
    is_int(n, 0, "none are left");
    xapian_document_free(doc);
}

static void test_serialise(void)
{
    xapian_document *doc = sample_document(&samples[0]), *copy;
    xapian_string text;
    xapian_terms *terms;
    fine(xapian_document_serialise(doc, &text, &err), "serialise");
    fine(xapian_document_unserialise(&copy, text.data, text.len, &err), "unserialise");
    must(xapian_document_data(copy, &text, &err));
    is_string(text.data, "red", "data survives");
    must(xapian_document_terms(&terms, copy, &err));
    is_string(list_terms(terms, xapian_terms_wdf), "blue:1 green:1 red:1", "terms survive");
    fine(xapian_document_description(copy, &text, &err), "description");
    ok(strstr(text.data, "Document") != NULL, "is \"%s\"", text.data);
    xapian_document_free(copy);
    is_status(xapian_document_unserialise(&copy, "\xff\xff\xff\xff", 4, &err),
              XAPIAN_BAD_SERIALISATION, "not a document");
    ok(copy == NULL, "and no handle");
    xapian_document_free(doc);
}

static void test_sortable(void)
{
    static const double ascending[] = {-INFINITY, -1e300, -4, -0.5, 0, 1e-9, 1, 2, 1e18, INFINITY};
    char bytes[2][9];
    size_t len[2] = {0, 0};
    bool ordered = true, same = true;
    for (size_t i = 0; i < sizeof ascending / sizeof ascending[0]; i++) {
        size_t now = i % 2, before = 1 - now;
        len[now] = xapian_sortable_serialise(bytes[now], ascending[i]);
        same = same && xapian_sortable_unserialise(bytes[now], len[now]) == ascending[i];
        size_t common = len[now] < len[before] ? len[now] : len[before];
        int order = memcmp(bytes[before], bytes[now], common);
        ordered = ordered && (i == 0 || order < 0 || (order == 0 && len[before] < len[now]));
    }
    ok(same, "numbers survive");
    ok(ordered, "and sort as bytes");
}

int main(void)
{
    test_data_and_values();
    test_terms();
    test_serialise();
    test_sortable();
    xapian_document_free(NULL);
    return done_testing();
}
