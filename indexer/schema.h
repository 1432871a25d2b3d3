/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The layout of the index, all in one place: which terms, values, data and metadata an article
 * becomes. Here German (text/) and libxapian (xapian-c.h) meet.
 *
 *   terms       Q<id>      the article itself; an id that is too long ends in its hash
 *               O<hash>    its origin: the folder or file that it was read from
 *               Z<stem>    the words of title and body, and the parts of compounds, with positions
 *               S<stem>    those of the title once more, without positions
 *               <folded>   the words as written, not stemmed, without positions; no stop words
 *               XP<key>    persons that are named, by key and by that of the family name
 *               XO<key>    organisations
 *               XL<key>    places
 *               XS<key>    the outlet, by all its words and by each of them (field-key.h)
 *               A<key>     the author, likewise
 *               K<key>     keywords that came with the article, likewise
 *   values      0          fingerprint: a hash of the article, to tell changed from unchanged
 *               1          date, ISO 8601 as it came
 *               2          facets of its entities, outlet, author and keywords, FACET_SIZE bytes
 *                          each, rising, for counting
 *   data        the article itself: record.h
 *   metadata    fundstelle.format     FORMAT_VERSION
 *               fundstelle.analysis   analysis_fingerprint() of the first article's time
 *               fundstelle.entities   ENTITIES_NONE, or the model by which they are found
 *               fundstelle.names      the file of names that a user has given (entity/user-names.h)
 *
 * Positions: a word takes one, a compound one for each of its parts (it stands at that of the
 * first), so that „Ukraine Krieg“ is a phrase in Ukrainekrieg. The title counts from 1; the body
 * goes on POSITION_GAP behind it, so that no phrase reaches from one into the other. A word of the
 * title counts as TITLE_WEIGHT words of the body. Prefixes are those of Omega
 * (https://xapian.org/docs/omega/termprefixes.html) where it has one.
 */
#ifndef INDEXER_SCHEMA_H
#define INDEXER_SCHEMA_H

#include <stddef.h>
#include <stdint.h>
#include <xapian-c.h>

#include "indexer/document.h"
#include "indexer/error.h"
#include "indexer/record.h"
#include "indexer/text/analysis.h"

/* Changes when an index of before can no longer be read, or would be read wrongly. */
#define FORMAT_VERSION "2"
#define FORMAT_KEY "fundstelle.format"
#define ANALYSIS_KEY "fundstelle.analysis"
#define ENTITIES_KEY "fundstelle.entities"
#define ENTITIES_NONE "none"
#define NAMES_KEY "fundstelle.names"

enum { SLOT_FINGERPRINT = 0, SLOT_DATE = 1, SLOT_ENTITIES = 2 };
enum { TITLE_WEIGHT = 2, POSITION_GAP = 100 };

struct term {
    char bytes[TERM_MAX + 1];
    size_t len;
};

struct term schema_id_term(const char *id);
struct term schema_origin_term(const char *origin);
struct term schema_stem_term(const char *stem, size_t len);
struct term schema_title_term(const char *stem, size_t len);
struct term schema_exact_term(const char *folded, size_t len);
struct term schema_entity_term(fund_entity_type type, const char *key);
/* The same, and of an outlet, an author or a keyword, by field_key_of(). */
struct term schema_facet_term(fund_facet facet, const char *key);

/*
 * Where only counting matters: a kind of facet, and six bytes of a hash of the key. With four, two
 * of 27,000 people of 10,000 articles were one.
 */
enum { FACET_SIZE = 7 };

struct facet {
    unsigned char bytes[FACET_SIZE];
};

struct facet schema_facet(fund_facet facet, const char *key);

/* The prefixes of the terms that these make. */
#define STEM_PREFIX "Z"
#define TITLE_PREFIX "S"
#define PERSON_PREFIX "XP"
#define ORG_PREFIX "XO"
#define PLACE_PREFIX "XL"
#define SOURCE_PREFIX "XS"
#define AUTHOR_PREFIX "A"
#define TAG_PREFIX "K"

/* The value by which two versions of an article are told apart: 8 bytes. */
struct fingerprint {
    char bytes[8];
};

struct fingerprint schema_fingerprint(struct record record);

/*
 * Adds the words of one field to a document, `weight` times, behind position `*last`, which moves
 * on to the last of them.
 */
fund_status schema_words(struct document *doc, const struct analysis *words, unsigned weight,
                         uint32_t *last, fund_error *err);

/* The facets of an article; `all` has room for all that will be there. */
struct facets_of_article {
    struct facet *all;
    size_t n;
};

/* Adds the terms of the entities, and their facets. */
fund_status schema_entities(struct document *doc, const struct record_entities *entities,
                            struct facets_of_article *facets, fund_error *err);

/* Adds the terms of an outlet, an author or a keyword of these words, and its facet. */
fund_status schema_field(struct document *doc, fund_facet facet, const struct analysis *words,
                         struct facets_of_article *facets, fund_error *err);

/* Sets the value that facets are counted by; it points to them. */
void schema_facets(struct document *doc, struct facets_of_article *facets);

/*
 * Adds all else: `record` is the article packed. The values and the data of the document point to
 * what is given here.
 */
fund_status schema_metadata(struct document *doc, const fund_article *article, struct record record,
                            const struct fingerprint *fingerprint, fund_error *err);

/* A second article that differs, with an id that the same run has put already. */
fund_status fail_repeat(fund_error *err, const char *id);

fund_status fail_no_article(fund_error *err, const char *index, const char *id);

/* An error of libxapian as one of ours; `what` names the index. */
fund_status fail_xapian(fund_error *err, const xapian_error *xerr, const char *what);

#endif
