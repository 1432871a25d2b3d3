/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libxapian's own text analysis, in short: stemming, stop words, text to terms, text to query. */
#include "indexer/xapian-c/handles.h"

static_assert(XAPIAN_PARSE_DEFAULT == int(Xapian::QueryParser::FLAG_DEFAULT) &&
                  XAPIAN_PARSE_AUTO_MULTIWORD_SYNONYMS ==
                      int(Xapian::QueryParser::FLAG_AUTO_MULTIWORD_SYNONYMS) &&
                  XAPIAN_PARSE_CJK_NGRAM == int(Xapian::QueryParser::FLAG_CJK_NGRAM) &&
                  XAPIAN_PARSE_ACCUMULATE == int(Xapian::QueryParser::FLAG_ACCUMULATE) &&
                  XAPIAN_PARSE_NO_POSITIONS == int(Xapian::QueryParser::FLAG_NO_POSITIONS) &&
                  XAPIAN_STEM_SOME_FULL_POS == int(Xapian::QueryParser::STEM_SOME_FULL_POS) &&
                  XAPIAN_STEM_SOME_FULL_POS == int(Xapian::TermGenerator::STEM_SOME_FULL_POS) &&
                  XAPIAN_STOP_STEMMED == int(Xapian::TermGenerator::STOP_STEMMED) &&
                  XAPIAN_RANGE_SUFFIX == int(Xapian::RP_SUFFIX) &&
                  XAPIAN_RANGE_REPEATED == int(Xapian::RP_REPEATED) &&
                  XAPIAN_RANGE_PREFER_MDY == int(Xapian::RP_DATE_PREFER_MDY),
              "the flags and strategies are libxapian's own");

/* libxapian keeps a bare pointer to a stopper, so who uses one shares it. */
struct xapian_stopper {
    std::shared_ptr<Xapian::SimpleStopper> real;
};

struct xapian_term_generator {
    std::shared_ptr<const Xapian::Stopper> stopper;
    Xapian::TermGenerator real;
};

struct xapian_query_parser {
    std::shared_ptr<const Xapian::Stopper> stopper;
    Xapian::QueryParser real;
    std::string text;
};

namespace
{
template <class Option> Option option_of(int value, int last)
{
    if (value < 0 || value > last)
        throw Xapian::InvalidArgumentError("unknown value of an option");
    return Option(value);
}

template <class User> void set_stopper(User *user, const xapian_stopper *stopper)
{
    std::shared_ptr<const Xapian::Stopper> shared;
    if (stopper)
        shared = stopper->real;
    real(user).set_stopper(shared.get());
    user->stopper = shared;
}

Xapian::Stem stem_of(const xapian_stem *stem)
{
    return stem ? stem->real : Xapian::Stem();
}

void index_text(Xapian::TermGenerator &generator, const std::string &text, xapian_termcount inc,
                const char *prefix, bool with_positions)
{
    if (with_positions)
        generator.index_text(text, inc, prefix);
    else
        generator.index_text_without_positions(text, inc, prefix);
}

Xapian::RangeProcessor *new_range(xapian_range range, xapian_valueno slot, const char *marker,
                                  unsigned flags)
{
    switch (range) {
    case XAPIAN_RANGE_PLAIN:
        return new Xapian::RangeProcessor(slot, marker, flags);
    case XAPIAN_RANGE_NUMBER:
        return new Xapian::NumberRangeProcessor(slot, marker, flags);
    case XAPIAN_RANGE_DATE:
        return new Xapian::DateRangeProcessor(slot, marker, flags);
    }
    throw Xapian::InvalidArgumentError("unknown kind of range");
}
} // namespace

xapian_status xapian_stem_new(xapian_stem **stem, const char *language, xapian_error *err)
{
    return make(stem, err, [&] { return new xapian_stem{Xapian::Stem(language), {}}; });
}

xapian_status xapian_stem_word(xapian_stem *stem, xapian_string *stemmed, const char *word,
                               size_t len, xapian_error *err)
{
    return get_text(stem, stemmed, err, [&] { return real(stem)(bytes(word, len)); });
}

void xapian_stem_free(xapian_stem *stem)
{
    delete stem;
}

xapian_status xapian_stopper_new(xapian_stopper **stopper, xapian_error *err)
{
    return make(stopper, err,
                [&] { return new xapian_stopper{std::make_shared<Xapian::SimpleStopper>()}; });
}

xapian_status xapian_stopper_add(xapian_stopper *stopper, const char *word, size_t len,
                                 xapian_error *err)
{
    return guarded(err, [&] { real(stopper)->add(bytes(word, len)); });
}

void xapian_stopper_free(xapian_stopper *stopper)
{
    delete stopper;
}

xapian_status xapian_term_generator_new(xapian_term_generator **generator, xapian_error *err)
{
    return make(generator, err, [&] { return new xapian_term_generator(); });
}

xapian_status xapian_term_generator_set_stem(xapian_term_generator *generator,
                                             const xapian_stem *stem, xapian_stem_strategy strategy,
                                             xapian_error *err)
{
    return guarded(err, [&] {
        using Strategy = Xapian::TermGenerator::stem_strategy;
        real(generator).set_stemming_strategy(
            option_of<Strategy>(strategy, XAPIAN_STEM_SOME_FULL_POS));
        real(generator).set_stemmer(stem_of(stem));
    });
}

xapian_status xapian_term_generator_set_stopper(xapian_term_generator *generator,
                                                const xapian_stopper *stopper,
                                                xapian_stop_strategy strategy, xapian_error *err)
{
    return guarded(err, [&] {
        using Strategy = Xapian::TermGenerator::stop_strategy;
        real(generator).set_stopper_strategy(option_of<Strategy>(strategy, XAPIAN_STOP_STEMMED));
        set_stopper(generator, stopper);
    });
}

xapian_status xapian_term_generator_set_document(xapian_term_generator *generator,
                                                 xapian_document *doc, xapian_error *err)
{
    return guarded(err, [&] { real(generator).set_document(real(doc)); });
}

xapian_status xapian_term_generator_set_spelling(xapian_term_generator *generator,
                                                 xapian_writable *db, xapian_error *err)
{
    return guarded(err, [&] {
        int spelling = Xapian::TermGenerator::FLAG_SPELLING;
        real(generator).set_database(db ? db->real : Xapian::WritableDatabase());
        real(generator).set_flags(db ? spelling : 0, ~spelling);
    });
}

xapian_status xapian_term_generator_set_max_word(xapian_term_generator *generator, unsigned max,
                                                 xapian_error *err)
{
    return guarded(err, [&] { real(generator).set_max_word_length(max); });
}

xapian_status xapian_term_generator_index(xapian_term_generator *generator, const char *text,
                                          size_t len, xapian_termcount wdf_inc, const char *prefix,
                                          bool with_positions, xapian_error *err)
{
    return guarded(err, [&] {
        index_text(real(generator), bytes(text, len), wdf_inc, prefix, with_positions);
    });
}

xapian_status xapian_term_generator_position(xapian_term_generator *generator, xapian_termpos *pos,
                                             xapian_error *err)
{
    return get(pos, err, [&] { return real(generator).get_termpos(); });
}

xapian_status xapian_term_generator_set_position(xapian_term_generator *generator,
                                                 xapian_termpos pos, xapian_error *err)
{
    return guarded(err, [&] { real(generator).set_termpos(pos); });
}

void xapian_term_generator_free(xapian_term_generator *generator)
{
    delete generator;
}

xapian_status xapian_query_parser_new(xapian_query_parser **parser, xapian_error *err)
{
    return make(parser, err, [&] { return new xapian_query_parser(); });
}

xapian_status xapian_query_parser_set_stem(xapian_query_parser *parser, const xapian_stem *stem,
                                           xapian_stem_strategy strategy, xapian_error *err)
{
    return guarded(err, [&] {
        using Strategy = Xapian::QueryParser::stem_strategy;
        real(parser).set_stemming_strategy(
            option_of<Strategy>(strategy, XAPIAN_STEM_SOME_FULL_POS));
        real(parser).set_stemmer(stem_of(stem));
    });
}

xapian_status xapian_query_parser_set_stopper(xapian_query_parser *parser,
                                              const xapian_stopper *stopper, xapian_error *err)
{
    return guarded(err, [&] { set_stopper(parser, stopper); });
}

xapian_status xapian_query_parser_set_default_op(xapian_query_parser *parser, xapian_op op,
                                                 xapian_error *err)
{
    return guarded(err, [&] {
        real(parser).set_default_op(option_of<Xapian::Query::op>(op, XAPIAN_OP_WILDCARD));
    });
}

xapian_status xapian_query_parser_set_database(xapian_query_parser *parser, xapian_database *db,
                                               xapian_error *err)
{
    return guarded(err, [&] { real(parser).set_database(real(db)); });
}

xapian_status xapian_query_parser_add_prefix(xapian_query_parser *parser, const char *field,
                                             const char *prefix, bool is_boolean, xapian_error *err)
{
    return guarded(err, [&] {
        if (is_boolean)
            real(parser).add_boolean_prefix(field, prefix);
        else
            real(parser).add_prefix(field, prefix);
    });
}

xapian_status xapian_query_parser_add_range(xapian_query_parser *parser, xapian_range range,
                                            xapian_valueno slot, const char *marker, unsigned flags,
                                            xapian_error *err)
{
    return guarded(err, [&] {
        real(parser).add_rangeprocessor(new_range(range, slot, marker, flags)->release());
    });
}

xapian_status xapian_query_parser_set_max_expansion(xapian_query_parser *parser,
                                                    xapian_termcount max_terms,
                                                    xapian_wildcard_limit limit, xapian_error *err)
{
    return guarded(err, [&] {
        real(parser).set_max_expansion(max_terms,
                                       option_of<int>(limit, XAPIAN_WILDCARD_LIMIT_MOST_FREQUENT));
    });
}

xapian_status xapian_query_parser_parse(xapian_query **query, xapian_query_parser *parser,
                                        const char *text, size_t len, unsigned flags,
                                        const char *prefix, xapian_error *err)
{
    return make(query, err, [&] {
        return new_query(real(parser).parse_query(bytes(text, len), flags, prefix));
    });
}

xapian_status xapian_query_parser_corrected(xapian_query_parser *parser, xapian_string *text,
                                            xapian_error *err)
{
    return get_text(parser, text, err, [&] { return real(parser).get_corrected_query_string(); });
}

xapian_status xapian_query_parser_stop_words(xapian_terms **words, xapian_query_parser *parser,
                                             xapian_error *err)
{
    return make(words, err, [&] { return new_terms(real(parser).stoplist_begin()); });
}

xapian_status xapian_query_parser_unstemmed(xapian_terms **words, xapian_query_parser *parser,
                                            const char *term, size_t len, xapian_error *err)
{
    return make(words, err, [&] { return new_terms(real(parser).unstem_begin(bytes(term, len))); });
}

void xapian_query_parser_free(xapian_query_parser *parser)
{
    delete parser;
}
