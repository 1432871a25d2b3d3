/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Figures about a database, its terms, its values and its documents. */
#include "indexer/xapian-c/handles.h"

xapian_status xapian_database_doccount(xapian_database *db, xapian_doccount *n, xapian_error *err)
{
    return get(n, err, [&] { return real(db).get_doccount(); });
}

xapian_status xapian_database_last_docid(xapian_database *db, xapian_docid *docid,
                                         xapian_error *err)
{
    return get(docid, err, [&] { return real(db).get_lastdocid(); });
}

xapian_status xapian_database_average_length(xapian_database *db, double *length, xapian_error *err)
{
    return get(length, err, [&] { return real(db).get_average_length(); });
}

xapian_status xapian_database_total_length(xapian_database *db, uint64_t *length, xapian_error *err)
{
    return get(length, err, [&] { return real(db).get_total_length(); });
}

xapian_status xapian_database_length_bounds(xapian_database *db, xapian_termcount *lower,
                                            xapian_termcount *upper, xapian_error *err)
{
    return guarded(err, [&] {
        *lower = *upper = 0;
        xapian_termcount least = real(db).get_doclength_lower_bound();
        *upper = real(db).get_doclength_upper_bound();
        *lower = least;
    });
}

xapian_status xapian_database_has_positions(xapian_database *db, bool *has_positions,
                                            xapian_error *err)
{
    return get(has_positions, err, [&] { return real(db).has_positions(); });
}

xapian_status xapian_database_has_term(xapian_database *db, bool *has_term, const char *term,
                                       size_t len, xapian_error *err)
{
    return get(has_term, err, [&] { return real(db).term_exists(bytes(term, len)); });
}

xapian_status xapian_database_termfreq(xapian_database *db, xapian_doccount *n, const char *term,
                                       size_t len, xapian_error *err)
{
    return get(n, err, [&] { return real(db).get_termfreq(bytes(term, len)); });
}

xapian_status xapian_database_collection_freq(xapian_database *db, xapian_termcount *n,
                                              const char *term, size_t len, xapian_error *err)
{
    return get(n, err, [&] { return real(db).get_collection_freq(bytes(term, len)); });
}

xapian_status xapian_database_wdf_upper_bound(xapian_database *db, xapian_termcount *n,
                                              const char *term, size_t len, xapian_error *err)
{
    return get(n, err, [&] { return real(db).get_wdf_upper_bound(bytes(term, len)); });
}

xapian_status xapian_database_value_freq(xapian_database *db, xapian_doccount *n,
                                         xapian_valueno slot, xapian_error *err)
{
    return get(n, err, [&] { return real(db).get_value_freq(slot); });
}

xapian_status xapian_database_value_lower_bound(xapian_database *db, xapian_string *bound,
                                                xapian_valueno slot, xapian_error *err)
{
    return get_text(db, bound, err, [&] { return real(db).get_value_lower_bound(slot); });
}

xapian_status xapian_database_value_upper_bound(xapian_database *db, xapian_string *bound,
                                                xapian_valueno slot, xapian_error *err)
{
    return get_text(db, bound, err, [&] { return real(db).get_value_upper_bound(slot); });
}

xapian_status xapian_database_doc_length(xapian_database *db, xapian_termcount *length,
                                         xapian_docid docid, xapian_error *err)
{
    return get(length, err, [&] { return real(db).get_doclength(docid); });
}

xapian_status xapian_database_doc_unique_terms(xapian_database *db, xapian_termcount *n,
                                               xapian_docid docid, xapian_error *err)
{
    return get(n, err, [&] { return real(db).get_unique_terms(docid); });
}
