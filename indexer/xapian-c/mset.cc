/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a search found: hits and how many; relevant documents; terms to expand a query with. */
#include "indexer/xapian-c/handles.h"

static_assert(XAPIAN_SNIPPET_BACKGROUND_MODEL == int(Xapian::MSet::SNIPPET_BACKGROUND_MODEL) &&
                  XAPIAN_SNIPPET_EXHAUSTIVE == int(Xapian::MSet::SNIPPET_EXHAUSTIVE) &&
                  XAPIAN_SNIPPET_EMPTY_WITHOUT_MATCH ==
                      int(Xapian::MSet::SNIPPET_EMPTY_WITHOUT_MATCH) &&
                  XAPIAN_SNIPPET_CJK_NGRAM == int(Xapian::MSet::SNIPPET_CJK_NGRAM),
              "the flags are libxapian's own");

namespace
{
template <class Set, class Index> auto at(const Set &set, Index i)
{
    if (i >= set.size())
        throw Xapian::RangeError("the set has no item of this number");
    return set[i];
}

std::string snippet(const Xapian::MSet &mset, const std::string &text, const xapian_snippet &o)
{
    return mset.snippet(text, o.length, o.stem ? real(o.stem) : Xapian::Stem(), o.flags, o.start,
                        o.end, o.omit);
}
} // namespace

xapian_doccount xapian_mset_size(const xapian_mset *mset)
{
    return real(mset).size();
}

void xapian_mset_matches(const xapian_mset *mset, xapian_matches *matches)
{
    const Xapian::MSet &m = real(mset);
    *matches = {m.get_matches_lower_bound(),
                m.get_matches_estimated(),
                m.get_matches_upper_bound(),
                m.get_uncollapsed_matches_lower_bound(),
                m.get_uncollapsed_matches_estimated(),
                m.get_uncollapsed_matches_upper_bound(),
                m.get_max_possible(),
                m.get_max_attained()};
}

xapian_status xapian_mset_hit(xapian_mset *mset, xapian_hit *hit, xapian_doccount i,
                              xapian_error *err)
{
    return get(hit, err, [&] {
        hit->collapse_key = hit->sort_key = {"", 0};
        Xapian::MSetIterator it = at(real(mset), i);
        mset->collapse_key = it.get_collapse_key();
        mset->text = it.get_sort_key();
        return xapian_hit{*it,
                          it.get_rank(),
                          it.get_weight(),
                          it.get_percent(),
                          it.get_collapse_count(),
                          view(mset->collapse_key),
                          view(mset->text)};
    });
}

xapian_status xapian_mset_document(xapian_document **doc, xapian_mset *mset, xapian_doccount i,
                                   xapian_error *err)
{
    return make(doc, err, [&] {
        return new xapian_document{at(real(mset), i).get_document(), {}};
    });
}

xapian_status xapian_mset_fetch(xapian_mset *mset, xapian_error *err)
{
    return guarded(err, [&] {
        /* libxapian 1.4 reads outside its list if the first hits were left out. */
        if (real(mset).get_firstitem() == 0)
            real(mset).fetch();
    });
}

xapian_status xapian_mset_termfreq(xapian_mset *mset, xapian_doccount *n, const char *term,
                                   size_t len, xapian_error *err)
{
    return get(n, err, [&] { return real(mset).get_termfreq(bytes(term, len)); });
}

xapian_status xapian_mset_termweight(xapian_mset *mset, double *weight, const char *term,
                                     size_t len, xapian_error *err)
{
    return get(weight, err, [&] { return real(mset).get_termweight(bytes(term, len)); });
}

xapian_status xapian_mset_snippet(xapian_mset *mset, xapian_string *result, const char *text,
                                  size_t len, const xapian_snippet *options, xapian_error *err)
{
    return get_text(mset, result, err, [&] {
        return snippet(real(mset), bytes(text, len), with_defaults(options, XAPIAN_SNIPPET_INIT));
    });
}

void xapian_mset_free(xapian_mset *mset)
{
    delete mset;
}

xapian_status xapian_rset_new(xapian_rset **rset, xapian_error *err)
{
    return make(rset, err, [&] { return new xapian_rset(); });
}

xapian_status xapian_rset_add(xapian_rset *rset, xapian_docid docid, xapian_error *err)
{
    return guarded(err, [&] { real(rset).add_document(docid); });
}

xapian_status xapian_rset_remove(xapian_rset *rset, xapian_docid docid, xapian_error *err)
{
    return guarded(err, [&] { real(rset).remove_document(docid); });
}

xapian_status xapian_rset_contains(const xapian_rset *rset, bool *contains, xapian_docid docid,
                                   xapian_error *err)
{
    return get(contains, err, [&] { return real(rset).contains(docid); });
}

xapian_doccount xapian_rset_size(const xapian_rset *rset)
{
    return real(rset).size();
}

void xapian_rset_free(xapian_rset *rset)
{
    delete rset;
}

xapian_termcount xapian_eset_size(const xapian_eset *eset)
{
    return real(eset).size();
}

xapian_termcount xapian_eset_bound(const xapian_eset *eset)
{
    return real(eset).get_ebound();
}

xapian_status xapian_eset_term(xapian_eset *eset, xapian_string *term, double *weight,
                               xapian_termcount i, xapian_error *err)
{
    return get_text(eset, term, err, [&] {
        if (weight)
            *weight = 0;
        Xapian::ESetIterator it = at(real(eset), i);
        if (weight)
            *weight = it.get_weight();
        return *it;
    });
}

void xapian_eset_free(xapian_eset *eset)
{
    delete eset;
}
