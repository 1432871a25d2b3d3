/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Walking through terms, postings, positions and values. The care is in `cursor`, handles.h. */
#include "indexer/xapian-c/handles.h"

struct xapian_postings : cursor<Xapian::PostingIterator> {
};

struct xapian_positions : cursor<Xapian::PositionIterator> {
};

struct xapian_values : cursor<Xapian::ValueIterator> {
    uint32_t (*key)(const Xapian::ValueIterator &); /* slot of a document, document of a slot */
    std::string text;
};

namespace
{
std::string term_of(const Xapian::TermIterator &it)
{
    return *it;
}

template <class Iterator> uint32_t number_of(const Iterator &it)
{
    return *it;
}

uint32_t docid_of(const Xapian::ValueIterator &it)
{
    return it.get_docid();
}

uint32_t slot_of(const Xapian::ValueIterator &it)
{
    return it.get_valueno();
}

size_t copy_positions(Xapian::PositionIterator from, xapian_termpos *to, size_t capacity)
{
    size_t n = 0;
    for (; from != Xapian::PositionIterator(); ++from, n++)
        if (n < capacity)
            to[n] = *from;
    return n;
}

/* `advance` says whether there is an item, which is then given out. */
template <class Numbers, class Advance>
xapian_status give_number(Numbers *numbers, uint32_t *number, xapian_error *err, Advance advance)
{
    return guarded(err, [&] {
        assert(numbers && number);
        *number = 0;
        if (!advance())
            return XAPIAN_DONE;
        *number = *numbers->real;
        return XAPIAN_OK;
    });
}

template <class Advance>
xapian_status give_term(xapian_terms *terms, xapian_string *term, xapian_error *err,
                        Advance advance)
{
    return guarded(err, [&] {
        assert(terms && term);
        *term = {"", 0};
        if (!advance())
            return XAPIAN_DONE;
        terms->text = *terms->real;
        *term = view(terms->text);
        return XAPIAN_OK;
    });
}

template <class Advance>
xapian_status give_value(xapian_values *values, uint32_t *key, xapian_string *value,
                         xapian_error *err, Advance advance)
{
    return guarded(err, [&] {
        assert(values && key && value);
        *key = 0;
        *value = {"", 0};
        if (!advance())
            return XAPIAN_DONE;
        values->text = *values->real;
        *key = values->key(values->real);
        *value = view(values->text);
        return XAPIAN_OK;
    });
}
} // namespace

xapian_terms *new_terms(Xapian::TermIterator begin)
{
    return new xapian_terms{{std::move(begin)}, {}};
}

xapian_status xapian_database_all_terms(xapian_terms **terms, xapian_database *db,
                                        const char *prefix, size_t len, xapian_error *err)
{
    return make(terms, err, [&] { return new_terms(real(db).allterms_begin(bytes(prefix, len))); });
}

xapian_status xapian_database_doc_terms(xapian_terms **terms, xapian_database *db,
                                        xapian_docid docid, xapian_error *err)
{
    return make(terms, err, [&] { return new_terms(real(db).termlist_begin(docid)); });
}

xapian_status xapian_document_terms(xapian_terms **terms, xapian_document *doc, xapian_error *err)
{
    return make(terms, err, [&] { return new_terms(real(doc).termlist_begin()); });
}

xapian_status xapian_database_metadata_keys(xapian_terms **keys, xapian_database *db,
                                            const char *prefix, size_t len, xapian_error *err)
{
    return make(keys, err,
                [&] { return new_terms(real(db).metadata_keys_begin(bytes(prefix, len))); });
}

xapian_status xapian_database_spellings(xapian_terms **words, xapian_database *db,
                                        xapian_error *err)
{
    return make(words, err, [&] { return new_terms(real(db).spellings_begin()); });
}

xapian_status xapian_database_synonyms(xapian_terms **synonyms, xapian_database *db,
                                       const char *term, size_t len, xapian_error *err)
{
    return make(synonyms, err,
                [&] { return new_terms(real(db).synonyms_begin(bytes(term, len))); });
}

xapian_status xapian_database_synonym_keys(xapian_terms **keys, xapian_database *db,
                                           const char *prefix, size_t len, xapian_error *err)
{
    return make(keys, err,
                [&] { return new_terms(real(db).synonym_keys_begin(bytes(prefix, len))); });
}

xapian_status xapian_terms_next(xapian_terms *terms, xapian_string *term, xapian_error *err)
{
    return give_term(terms, term, err, [&] { return terms->next(); });
}

xapian_status xapian_terms_skip_to(xapian_terms *terms, xapian_string *term, const char *target,
                                   size_t len, xapian_error *err)
{
    return give_term(terms, term, err, [&] { return terms->skip_to(term_of, bytes(target, len)); });
}

xapian_status xapian_terms_wdf(xapian_terms *terms, xapian_termcount *wdf, xapian_error *err)
{
    return get(wdf, err, [&] { return terms->current().get_wdf(); });
}

xapian_status xapian_terms_freq(xapian_terms *terms, xapian_doccount *n, xapian_error *err)
{
    return get(n, err, [&] { return terms->current().get_termfreq(); });
}

xapian_status xapian_terms_positions(xapian_terms *terms, size_t *n, xapian_termpos *positions,
                                     size_t capacity, xapian_error *err)
{
    return get(n, err, [&] {
        return copy_positions(terms->current().positionlist_begin(), positions, capacity);
    });
}

void xapian_terms_free(xapian_terms *terms)
{
    delete terms;
}

xapian_status xapian_database_postings(xapian_postings **postings, xapian_database *db,
                                       const char *term, size_t len, xapian_error *err)
{
    return make(postings, err,
                [&] { return new xapian_postings{{real(db).postlist_begin(bytes(term, len))}}; });
}

xapian_status xapian_postings_next(xapian_postings *postings, xapian_docid *docid,
                                   xapian_error *err)
{
    return give_number(postings, docid, err, [&] { return postings->next(); });
}

xapian_status xapian_postings_skip_to(xapian_postings *postings, xapian_docid *docid,
                                      xapian_docid target, xapian_error *err)
{
    return give_number(postings, docid, err, [&] {
        return postings->skip_to(number_of<Xapian::PostingIterator>, target);
    });
}

xapian_status xapian_postings_read(xapian_postings *postings, size_t *n, xapian_docid *docids,
                                   xapian_termcount *wdfs, size_t capacity, xapian_error *err)
{
    return guarded(err, [&] {
        *n = 0;
        size_t n_read = 0;
        for (; n_read < capacity && postings->next(); n_read++) {
            docids[n_read] = *postings->real;
            if (wdfs)
                wdfs[n_read] = postings->real.get_wdf();
        }
        *n = n_read;
        return n_read || !capacity ? XAPIAN_OK : XAPIAN_DONE;
    });
}

xapian_status xapian_postings_wdf(xapian_postings *postings, xapian_termcount *wdf,
                                  xapian_error *err)
{
    return get(wdf, err, [&] { return postings->current().get_wdf(); });
}

xapian_status xapian_postings_doc_length(xapian_postings *postings, xapian_termcount *length,
                                         xapian_error *err)
{
    return get(length, err, [&] { return postings->current().get_doclength(); });
}

xapian_status xapian_postings_unique_terms(xapian_postings *postings, xapian_termcount *n,
                                           xapian_error *err)
{
    return get(n, err, [&] { return postings->current().get_unique_terms(); });
}

xapian_status xapian_postings_positions(xapian_postings *postings, size_t *n,
                                        xapian_termpos *positions, size_t capacity,
                                        xapian_error *err)
{
    return get(n, err, [&] {
        return copy_positions(postings->current().positionlist_begin(), positions, capacity);
    });
}

void xapian_postings_free(xapian_postings *postings)
{
    delete postings;
}

xapian_status xapian_database_positions(xapian_positions **positions, xapian_database *db,
                                        xapian_docid docid, const char *term, size_t len,
                                        xapian_error *err)
{
    return make(positions, err, [&] {
        return new xapian_positions{{real(db).positionlist_begin(docid, bytes(term, len))}};
    });
}

xapian_status xapian_positions_next(xapian_positions *positions, xapian_termpos *pos,
                                    xapian_error *err)
{
    return give_number(positions, pos, err, [&] { return positions->next(); });
}

xapian_status xapian_positions_skip_to(xapian_positions *positions, xapian_termpos *pos,
                                       xapian_termpos target, xapian_error *err)
{
    return give_number(positions, pos, err, [&] {
        return positions->skip_to(number_of<Xapian::PositionIterator>, target);
    });
}

void xapian_positions_free(xapian_positions *positions)
{
    delete positions;
}

xapian_status xapian_database_values(xapian_values **values, xapian_database *db,
                                     xapian_valueno slot, xapian_error *err)
{
    return make(values, err, [&] {
        return new xapian_values{{real(db).valuestream_begin(slot)}, docid_of, {}};
    });
}

xapian_status xapian_document_values(xapian_values **values, xapian_document *doc,
                                     xapian_error *err)
{
    return make(values, err, [&] {
        return new xapian_values{{real(doc).values_begin()}, slot_of, {}};
    });
}

xapian_status xapian_values_next(xapian_values *values, uint32_t *key, xapian_string *value,
                                 xapian_error *err)
{
    return give_value(values, key, value, err, [&] { return values->next(); });
}

xapian_status xapian_values_skip_to(xapian_values *values, uint32_t *key, xapian_string *value,
                                    uint32_t target, xapian_error *err)
{
    return give_value(values, key, value, err,
                      [&] { return values->skip_to(values->key, target); });
}

void xapian_values_free(xapian_values *values)
{
    delete values;
}
