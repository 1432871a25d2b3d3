/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents: data, values, terms, and the whole as bytes. */
#include "indexer/xapian-c/handles.h"

static_assert(XAPIAN_DOC_ASSUME_VALID == Xapian::DOC_ASSUME_VALID, "the flag is libxapian's own");

xapian_status xapian_document_new(xapian_document **doc, xapian_error *err)
{
    return make(doc, err, [&] { return new xapian_document(); });
}

xapian_status xapian_database_document(xapian_document **doc, xapian_database *db,
                                       xapian_docid docid, unsigned flags, xapian_error *err)
{
    return make(doc, err, [&] {
        return new xapian_document{real(db).get_document(docid, flags), {}};
    });
}

void xapian_document_free(xapian_document *doc)
{
    delete doc;
}

xapian_docid xapian_document_id(const xapian_document *doc)
{
    return real(doc).get_docid();
}

xapian_status xapian_document_data(xapian_document *doc, xapian_string *data, xapian_error *err)
{
    return get_text(doc, data, err, [&] { return real(doc).get_data(); });
}

xapian_status xapian_document_set_data(xapian_document *doc, const char *data, size_t len,
                                       xapian_error *err)
{
    return guarded(err, [&] { real(doc).set_data(bytes(data, len)); });
}

xapian_status xapian_document_value(xapian_document *doc, xapian_string *value, xapian_valueno slot,
                                    xapian_error *err)
{
    return get_text(doc, value, err, [&] { return real(doc).get_value(slot); });
}

xapian_status xapian_document_set_value(xapian_document *doc, xapian_valueno slot,
                                        const char *value, size_t len, xapian_error *err)
{
    return guarded(err, [&] { real(doc).add_value(slot, bytes(value, len)); });
}

xapian_status xapian_document_remove_value(xapian_document *doc, xapian_valueno slot,
                                           xapian_error *err)
{
    return guarded(err, [&] { real(doc).remove_value(slot); });
}

xapian_status xapian_document_clear_values(xapian_document *doc, xapian_error *err)
{
    return guarded(err, [&] { real(doc).clear_values(); });
}

xapian_status xapian_document_n_values(xapian_document *doc, xapian_termcount *n, xapian_error *err)
{
    return get(n, err, [&] { return real(doc).values_count(); });
}

xapian_status xapian_document_add_term(xapian_document *doc, const char *term, size_t len,
                                       xapian_termcount wdf_inc, xapian_error *err)
{
    return guarded(err, [&] { real(doc).add_term(bytes(term, len), wdf_inc); });
}

xapian_status xapian_document_add_boolean_term(xapian_document *doc, const char *term, size_t len,
                                               xapian_error *err)
{
    return guarded(err, [&] { real(doc).add_boolean_term(bytes(term, len)); });
}

xapian_status xapian_document_add_posting(xapian_document *doc, const char *term, size_t len,
                                          xapian_termpos pos, xapian_termcount wdf_inc,
                                          xapian_error *err)
{
    return guarded(err, [&] { real(doc).add_posting(bytes(term, len), pos, wdf_inc); });
}

xapian_status xapian_document_add_postings(xapian_document *doc, const char *term, size_t len,
                                           const xapian_termpos *positions, size_t n,
                                           xapian_termcount wdf_inc, xapian_error *err)
{
    return guarded(err, [&] {
        std::string name = bytes(term, len);
        for (size_t i = 0; i < n; i++)
            real(doc).add_posting(name, positions[i], wdf_inc);
    });
}

xapian_status xapian_document_remove_posting(xapian_document *doc, const char *term, size_t len,
                                             xapian_termpos pos, xapian_termcount wdf_dec,
                                             xapian_error *err)
{
    return guarded(err, [&] { real(doc).remove_posting(bytes(term, len), pos, wdf_dec); });
}

xapian_status xapian_document_remove_postings(xapian_document *doc, xapian_termpos *n,
                                              const char *term, size_t len, xapian_termpos first,
                                              xapian_termpos last, xapian_termcount wdf_dec,
                                              xapian_error *err)
{
    xapian_termpos unwanted;
    return get(n ? n : &unwanted, err,
               [&] { return real(doc).remove_postings(bytes(term, len), first, last, wdf_dec); });
}

xapian_status xapian_document_remove_term(xapian_document *doc, const char *term, size_t len,
                                          xapian_error *err)
{
    return guarded(err, [&] { real(doc).remove_term(bytes(term, len)); });
}

xapian_status xapian_document_clear_terms(xapian_document *doc, xapian_error *err)
{
    return guarded(err, [&] { real(doc).clear_terms(); });
}

xapian_status xapian_document_n_terms(xapian_document *doc, xapian_termcount *n, xapian_error *err)
{
    return get(n, err, [&] { return real(doc).termlist_count(); });
}

xapian_status xapian_document_serialise(xapian_document *doc, xapian_string *serialised,
                                        xapian_error *err)
{
    return get_text(doc, serialised, err, [&] { return real(doc).serialise(); });
}

xapian_status xapian_document_unserialise(xapian_document **doc, const char *serialised, size_t len,
                                          xapian_error *err)
{
    return make(doc, err, [&] {
        return new xapian_document{
            unserialise([&] { return Xapian::Document::unserialise(bytes(serialised, len)); }), {}};
    });
}

xapian_status xapian_document_description(xapian_document *doc, xapian_string *text,
                                          xapian_error *err)
{
    return get_text(doc, text, err, [&] { return real(doc).get_description(); });
}

size_t xapian_sortable_serialise(char serialised[9], double number)
{
    return Xapian::sortable_serialise_(number, serialised);
}

double xapian_sortable_unserialise(const char *serialised, size_t len)
{
    double number = 0;
    get(&number, nullptr, [&] { return Xapian::sortable_unserialise(bytes(serialised, len)); });
    return number;
}
