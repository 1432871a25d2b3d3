/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searches: weighting, order, collapsing, spies, deciders, expansion; and running them. */
#include "indexer/xapian-c/handles.h"

static_assert(XAPIAN_SMOOTHING_TWO_STAGE == int(Xapian::Weight::TWO_STAGE_SMOOTHING) &&
                  XAPIAN_SMOOTHING_DIRICHLET_PLUS == int(Xapian::Weight::DIRICHLET_PLUS_SMOOTHING),
              "the kinds of smoothing are libxapian's own");
static_assert(XAPIAN_DOCID_ASCENDING == int(Xapian::Enquire::ASCENDING) &&
                  XAPIAN_DOCID_DESCENDING == int(Xapian::Enquire::DESCENDING) &&
                  XAPIAN_DOCID_DONT_CARE == int(Xapian::Enquire::DONT_CARE),
              "the orders are libxapian's own");
static_assert(XAPIAN_EXPAND_QUERY_TERMS == Xapian::Enquire::INCLUDE_QUERY_TERMS &&
                  XAPIAN_EXPAND_EXACT_TERMFREQ == Xapian::Enquire::USE_EXACT_TERMFREQ,
              "the flags are libxapian's own");

struct xapian_value_counts {
    std::shared_ptr<Xapian::ValueCountMatchSpy> real;
};

namespace
{
using Xapian::InvalidArgumentError;

class callback_spy : public Xapian::MatchSpy
{
    xapian_spy_fn spy;
    void *data;

  public:
    callback_spy(xapian_spy_fn spy, void *data) : spy(spy), data(data)
    {
    }

    void operator()(const Xapian::Document &doc, double weight) override
    {
        is_accepted(
            call_with_document(doc, [&](xapian_document *d) { return spy(data, d, weight); }));
    }
};

class callback_decider : public Xapian::MatchDecider
{
    xapian_decider_fn decider;
    void *data;

  public:
    callback_decider(xapian_decider_fn decider, void *data) : decider(decider), data(data)
    {
    }

    bool operator()(const Xapian::Document &doc) const override
    {
        return is_accepted(
            call_with_document(doc, [&](xapian_document *d) { return decider(data, d); }));
    }
};

class callback_filter : public Xapian::ExpandDecider
{
    xapian_expand_fn filter;
    void *data;

  public:
    callback_filter(xapian_expand_fn filter, void *data) : filter(filter), data(data)
    {
    }

    bool operator()(const std::string &term) const override
    {
        return is_accepted(filter(data, view(term)));
    }
};

void set_bm25_plus(Xapian::Enquire &enquire, const xapian_weight &w)
{
    double delta = w.delta < 0 ? 1 : w.delta;
    enquire.set_weighting_scheme(
        Xapian::BM25PlusWeight(w.k1, w.k2, w.k3, w.b, w.min_normlen, delta));
}

void set_tfidf(Xapian::Enquire &enquire, const xapian_weight &w)
{
    enquire.set_weighting_scheme(Xapian::TfIdfWeight(w.normalizations ? w.normalizations : ""));
}

void set_lm(Xapian::Enquire &enquire, const xapian_weight &w)
{
    if (w.smoothing < XAPIAN_SMOOTHING_TWO_STAGE || w.smoothing > XAPIAN_SMOOTHING_DIRICHLET_PLUS)
        throw InvalidArgumentError("unknown kind of smoothing");
    auto smoothing = Xapian::Weight::type_smoothing(w.smoothing);
    enquire.set_weighting_scheme(Xapian::LMWeight(w.log, smoothing, w.smoothing1, w.smoothing2));
}

void set_weight(Xapian::Enquire &enquire, const xapian_weight &w)
{
    switch (w.scheme) {
    case XAPIAN_WEIGHT_BM25:
        return enquire.set_weighting_scheme(
            Xapian::BM25Weight(w.k1, w.k2, w.k3, w.b, w.min_normlen));
    case XAPIAN_WEIGHT_BM25_PLUS:
        return set_bm25_plus(enquire, w);
    case XAPIAN_WEIGHT_TRAD:
        return enquire.set_weighting_scheme(Xapian::TradWeight(w.k));
    case XAPIAN_WEIGHT_BOOL:
        return enquire.set_weighting_scheme(Xapian::BoolWeight());
    case XAPIAN_WEIGHT_TFIDF:
        return set_tfidf(enquire, w);
    case XAPIAN_WEIGHT_INL2:
        return enquire.set_weighting_scheme(Xapian::InL2Weight(w.c));
    case XAPIAN_WEIGHT_IFB2:
        return enquire.set_weighting_scheme(Xapian::IfB2Weight(w.c));
    case XAPIAN_WEIGHT_INEB2:
        return enquire.set_weighting_scheme(Xapian::IneB2Weight(w.c));
    case XAPIAN_WEIGHT_BB2:
        return enquire.set_weighting_scheme(Xapian::BB2Weight(w.c));
    case XAPIAN_WEIGHT_PL2:
        return enquire.set_weighting_scheme(Xapian::PL2Weight(w.c));
    case XAPIAN_WEIGHT_PL2_PLUS:
        return enquire.set_weighting_scheme(
            Xapian::PL2PlusWeight(w.c, w.delta < 0 ? 0.8 : w.delta));
    case XAPIAN_WEIGHT_DLH:
        return enquire.set_weighting_scheme(Xapian::DLHWeight());
    case XAPIAN_WEIGHT_DPH:
        return enquire.set_weighting_scheme(Xapian::DPHWeight());
    case XAPIAN_WEIGHT_LM:
        return set_lm(enquire, w);
    case XAPIAN_WEIGHT_COORD:
        return enquire.set_weighting_scheme(Xapian::CoordWeight());
    }
    throw InvalidArgumentError("unknown weighting scheme");
}

void sort_by_value(Xapian::Enquire &enquire, xapian_sort sort, xapian_valueno slot, bool is_reverse)
{
    switch (sort) {
    case XAPIAN_SORT_RELEVANCE:
        return enquire.set_sort_by_relevance();
    case XAPIAN_SORT_KEY:
        return enquire.set_sort_by_value(slot, is_reverse);
    case XAPIAN_SORT_KEY_THEN_RELEVANCE:
        return enquire.set_sort_by_value_then_relevance(slot, is_reverse);
    case XAPIAN_SORT_RELEVANCE_THEN_KEY:
        return enquire.set_sort_by_relevance_then_value(slot, is_reverse);
    }
    throw InvalidArgumentError("unknown way to sort");
}

/* A key maker that is `release()`d belongs to libxapian as soon as it is handed over. */
void sort_by_key(Xapian::Enquire &enquire, xapian_sort sort,
                 std::unique_ptr<Xapian::KeyMaker> maker, bool is_reverse)
{
    switch (sort) {
    case XAPIAN_SORT_RELEVANCE:
        return enquire.set_sort_by_relevance();
    case XAPIAN_SORT_KEY:
        return enquire.set_sort_by_key(maker.release()->release(), is_reverse);
    case XAPIAN_SORT_KEY_THEN_RELEVANCE:
        return enquire.set_sort_by_key_then_relevance(maker.release()->release(), is_reverse);
    case XAPIAN_SORT_RELEVANCE_THEN_KEY:
        return enquire.set_sort_by_relevance_then_key(maker.release()->release(), is_reverse);
    }
    throw InvalidArgumentError("unknown way to sort");
}

std::unique_ptr<Xapian::KeyMaker> key_maker(const xapian_sort_key *keys, size_t n)
{
    auto maker = std::make_unique<Xapian::MultiValueKeyMaker>();
    for (size_t i = 0; i < n; i++)
        maker->add_value(keys[i].slot, keys[i].is_reverse,
                         bytes(keys[i].missing, keys[i].missing_len));
    return maker;
}

void add_spy(xapian_enquire *enquire, const std::shared_ptr<Xapian::MatchSpy> &spy)
{
    enquire->spies.push_back(spy);
    real(enquire).add_matchspy(spy.get());
}

Xapian::MSet search(xapian_enquire *enquire, const xapian_match &match)
{
    callback_decider decider(match.decider, match.decider_data);
    return real(enquire).get_mset(match.first, match.max_items, match.check_at_least,
                                  match.rset ? &real(match.rset) : nullptr,
                                  match.decider ? &decider : nullptr);
}

Xapian::ESet expand(xapian_enquire *enquire, const xapian_rset *rset, const xapian_expand &options)
{
    callback_filter filter(options.filter, options.filter_data);
    return real(enquire).get_eset(options.max_terms, real(rset), int(options.flags),
                                  options.filter ? &filter : nullptr, options.min_weight);
}
} // namespace

xapian_status xapian_enquire_new(xapian_enquire **enquire, xapian_database *db, xapian_error *err)
{
    return make(enquire, err, [&] {
        return new xapian_enquire{{}, Xapian::Enquire(real(db)), real(db).size()};
    });
}

void xapian_enquire_free(xapian_enquire *enquire)
{
    delete enquire;
}

xapian_status xapian_enquire_set_query(xapian_enquire *enquire, const xapian_query *query,
                                       xapian_termcount length, xapian_error *err)
{
    return guarded(err, [&] {
        assert(enquire && query);
        if (query->is_fragile && enquire->n_shards > 1)
            throw Xapian::UnimplementedError("libxapian 1.4 can't run MAX or XOR over shards");
        real(enquire).set_query(real(query), length);
    });
}

xapian_status xapian_enquire_set_weight(xapian_enquire *enquire, const xapian_weight *weight,
                                        xapian_error *err)
{
    return guarded(err,
                   [&] { set_weight(real(enquire), with_defaults(weight, XAPIAN_WEIGHT_INIT)); });
}

xapian_status xapian_enquire_sort_by_relevance(xapian_enquire *enquire, xapian_error *err)
{
    return guarded(err, [&] { real(enquire).set_sort_by_relevance(); });
}

xapian_status xapian_enquire_sort_by_value(xapian_enquire *enquire, xapian_sort sort,
                                           xapian_valueno slot, bool is_reverse, xapian_error *err)
{
    return guarded(err, [&] { sort_by_value(real(enquire), sort, slot, is_reverse); });
}

xapian_status xapian_enquire_sort_by_values(xapian_enquire *enquire, xapian_sort sort,
                                            const xapian_sort_key *keys, size_t n, bool is_reverse,
                                            xapian_error *err)
{
    return guarded(err, [&] { sort_by_key(real(enquire), sort, key_maker(keys, n), is_reverse); });
}

xapian_status xapian_enquire_set_docid_order(xapian_enquire *enquire, xapian_docid_order order,
                                             xapian_error *err)
{
    return guarded(err, [&] {
        if (unsigned(order) > XAPIAN_DOCID_DONT_CARE)
            throw InvalidArgumentError("unknown order of documents");
        real(enquire).set_docid_order(Xapian::Enquire::docid_order(order));
    });
}

xapian_status xapian_enquire_set_collapse(xapian_enquire *enquire, xapian_valueno slot,
                                          xapian_doccount max, xapian_error *err)
{
    return guarded(err, [&] { real(enquire).set_collapse_key(slot, max); });
}

xapian_status xapian_enquire_set_cutoff(xapian_enquire *enquire, int percent, double weight,
                                        xapian_error *err)
{
    return guarded(err, [&] { real(enquire).set_cutoff(percent, weight); });
}

xapian_status xapian_enquire_set_time_limit(xapian_enquire *enquire, double seconds,
                                            xapian_error *err)
{
    return guarded(err, [&] { real(enquire).set_time_limit(seconds); });
}

xapian_status xapian_enquire_set_expansion(xapian_enquire *enquire, const char *scheme, double k,
                                           xapian_error *err)
{
    return guarded(err, [&] { real(enquire).set_expansion_scheme(scheme, k); });
}

xapian_status xapian_enquire_add_spy(xapian_enquire *enquire, xapian_spy_fn spy, void *data,
                                     xapian_error *err)
{
    return guarded(err, [&] { add_spy(enquire, std::make_shared<callback_spy>(spy, data)); });
}

xapian_status xapian_value_counts_new(xapian_value_counts **counts, xapian_valueno slot,
                                      xapian_error *err)
{
    return make(counts, err, [&] {
        return new xapian_value_counts{std::make_shared<Xapian::ValueCountMatchSpy>(slot)};
    });
}

xapian_status xapian_enquire_add_value_counts(xapian_enquire *enquire, xapian_value_counts *counts,
                                              xapian_error *err)
{
    return guarded(err, [&] { add_spy(enquire, real(counts)); });
}

size_t xapian_value_counts_total(const xapian_value_counts *counts)
{
    return real(counts)->get_total();
}

xapian_status xapian_value_counts_values(xapian_terms **values, xapian_value_counts *counts,
                                         xapian_error *err)
{
    return make(values, err, [&] { return new_terms(real(counts)->values_begin()); });
}

xapian_status xapian_value_counts_top(xapian_terms **values, xapian_value_counts *counts,
                                      size_t max, xapian_error *err)
{
    return make(values, err, [&] { return new_terms(real(counts)->top_values_begin(max)); });
}

void xapian_value_counts_free(xapian_value_counts *counts)
{
    delete counts;
}

xapian_status xapian_enquire_clear_spies(xapian_enquire *enquire, xapian_error *err)
{
    return guarded(err, [&] {
        real(enquire).clear_matchspies();
        enquire->spies.clear();
    });
}

xapian_status xapian_enquire_search(xapian_mset **mset, xapian_enquire *enquire,
                                    const xapian_match *match, xapian_error *err)
{
    return make(mset, err, [&] {
        return new xapian_mset{search(enquire, with_defaults(match, XAPIAN_MATCH_INIT)), {}, {}};
    });
}

xapian_status xapian_enquire_matching_terms(xapian_terms **terms, xapian_enquire *enquire,
                                            xapian_docid docid, xapian_error *err)
{
    return make(terms, err,
                [&] { return new_terms(real(enquire).get_matching_terms_begin(docid)); });
}

xapian_status xapian_enquire_expand(xapian_eset **eset, xapian_enquire *enquire,
                                    const xapian_rset *rset, const xapian_expand *options,
                                    xapian_error *err)
{
    return make(eset, err, [&] {
        return new xapian_eset{expand(enquire, rset, with_defaults(options, XAPIAN_EXPAND_INIT)),
                               {}};
    });
}
