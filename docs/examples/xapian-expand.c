/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which words would make a search better? Those that set the relevant documents apart:
 *
 *     xapian-expand DATABASE TERM... [-- DOCUMENT-ID...]
 *
 * searches for any of the terms and takes the given documents, or else the five best, as relevant.
 */
#include <xapian-c.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TERMS = 100, N_RELEVANT = 5, N_SUGGESTIONS = 20 };

static xapian_status set_terms(xapian_enquire *enquire, char **words, size_t n, xapian_error *err)
{
    xapian_string terms[MAX_TERMS];
    xapian_query *query;
    for (size_t i = 0; i < n; i++)
        terms[i] = (xapian_string){words[i], strlen(words[i])};
    xapian_status status = xapian_query_combine_terms(&query, XAPIAN_OP_OR, terms, n, 0, err);
    if (!status)
        status = xapian_enquire_set_query(enquire, query, 0, err);
    xapian_query_free(query);
    return status;
}

static xapian_status mark_given(xapian_rset *rset, char **ids, xapian_error *err)
{
    xapian_status status = XAPIAN_OK;
    for (; *ids && !status; ids++)
        status = xapian_rset_add(rset, (xapian_docid)strtoul(*ids, NULL, 10), err);
    return status;
}

static xapian_status mark_best(xapian_rset *rset, xapian_enquire *enquire, xapian_error *err)
{
    xapian_match match = XAPIAN_MATCH_INIT;
    xapian_mset *mset;
    match.max_items = N_RELEVANT;
    xapian_status status = xapian_enquire_search(&mset, enquire, &match, err);
    for (xapian_doccount i = 0; !status && i < xapian_mset_size(mset); i++) {
        xapian_hit hit;
        status = xapian_mset_hit(mset, &hit, i, err);
        if (!status)
            status = xapian_rset_add(rset, hit.docid, err);
    }
    xapian_mset_free(mset);
    return status;
}

/* No stems, which begin with Z, and nothing shorter than three bytes. */
static xapian_verdict is_a_word(void *data, xapian_string term)
{
    (void)data;
    return term.len >= 3 && term.data[0] != 'Z' ? XAPIAN_ACCEPT : XAPIAN_REJECT;
}

static xapian_status print_suggestions(xapian_enquire *enquire, const xapian_rset *rset,
                                       xapian_error *err)
{
    xapian_expand options = XAPIAN_EXPAND_INIT;
    xapian_eset *eset;
    options.max_terms = N_SUGGESTIONS;
    options.filter = is_a_word;
    xapian_status status = xapian_enquire_expand(&eset, enquire, rset, &options, err);
    for (xapian_termcount i = 0; !status && i < xapian_eset_size(eset); i++) {
        xapian_string term;
        double weight;
        status = xapian_eset_term(eset, &term, &weight, i, err);
        if (!status)
            printf("%8.3f  %s\n", weight, term.data);
    }
    xapian_eset_free(eset);
    return status;
}

int main(int argc, char **argv)
{
    xapian_error err = {XAPIAN_OK, "", "", "", ""};
    xapian_database *db = NULL;
    xapian_enquire *enquire = NULL;
    xapian_rset *rset = NULL;
    int end = 2;
    while (end < argc && strcmp(argv[end], "--") != 0)
        end++;
    if (end == 2 || end - 2 > MAX_TERMS || argc < 3) {
        fprintf(stderr, "usage: %s DATABASE TERM... [-- DOCUMENT-ID...]\n", argv[0]);
        return 2;
    }
    xapian_status status = xapian_database_open(&db, argv[1], 0, &err);
    if (!status)
        status = xapian_enquire_new(&enquire, db, &err);
    if (!status)
        status = set_terms(enquire, argv + 2, (size_t)end - 2, &err);
    if (!status)
        status = xapian_rset_new(&rset, &err);
    if (!status)
        status =
            end < argc ? mark_given(rset, argv + end + 1, &err) : mark_best(rset, enquire, &err);
    if (!status)
        status = print_suggestions(enquire, rset, &err);
    if (status)
        fprintf(stderr, "%s: %s\n", xapian_status_string(status), err.message);
    xapian_rset_free(rset);
    xapian_enquire_free(enquire);
    xapian_database_free(db);
    return status ? 1 : 0;
}
