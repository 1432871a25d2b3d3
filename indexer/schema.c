/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/schema.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/field-key.h"
#include "indexer/hash.h"

static struct term make_term(const char *prefix, const char *text, size_t len)
{
    struct term term;
    size_t prefix_len = strlen(prefix);
    memcpy(term.bytes, prefix, prefix_len);
    memcpy(term.bytes + prefix_len, text, len);
    term.len = prefix_len + len;
    term.bytes[term.len] = '\0';
    return term;
}

/* What is too long for a term ends in its hash. */
static struct term make_cut_term(const char *prefix, const char *text)
{
    enum { HASH_LEN = 17 };
    size_t len = strlen(text), kept = TERM_MAX - strlen(prefix) - HASH_LEN;
    char cut[TERM_MAX + 1];
    if (len <= kept)
        return make_term(prefix, text, len);
    snprintf(cut, sizeof cut, "%.*s~%016" PRIx64, (int)kept, text, hash_bytes(text, len));
    return make_term(prefix, cut, kept + HASH_LEN);
}

struct term schema_id_term(const char *id)
{
    return make_cut_term("Q", id);
}

struct term schema_entity_term(fund_entity_type type, const char *key)
{
    return schema_facet_term((fund_facet)type, key);
}

struct term schema_facet_term(fund_facet facet, const char *key)
{
    static const char *const prefixes[] = {
        [FUND_FACET_PERSON] = PERSON_PREFIX, [FUND_FACET_ORG] = ORG_PREFIX,
        [FUND_FACET_PLACE] = PLACE_PREFIX,   [FUND_FACET_SOURCE] = SOURCE_PREFIX,
        [FUND_FACET_AUTHOR] = AUTHOR_PREFIX, [FUND_FACET_TAG] = TAG_PREFIX};
    return make_cut_term(prefixes[facet], key);
}

struct facet schema_facet(fund_facet facet, const char *key)
{
    uint64_t hash = hash_bytes(key, strlen(key));
    struct facet packed = {{(unsigned char)facet}};
    for (size_t i = 1; i < FACET_SIZE; i++, hash <<= 8)
        packed.bytes[i] = (unsigned char)(hash >> 56);
    return packed;
}

struct term schema_origin_term(const char *origin)
{
    char hash[17];
    snprintf(hash, sizeof hash, "%016" PRIx64, hash_bytes(origin, strlen(origin)));
    return make_term("O", hash, strlen(hash));
}

struct term schema_stem_term(const char *stem, size_t len)
{
    return make_term(STEM_PREFIX, stem, len);
}

struct term schema_title_term(const char *stem, size_t len)
{
    return make_term(TITLE_PREFIX, stem, len);
}

struct term schema_exact_term(const char *folded, size_t len)
{
    return make_term("", folded, len);
}

struct fingerprint schema_fingerprint(struct record record)
{
    struct fingerprint fingerprint;
    uint64_t hash = hash_bytes(record.data, record.len);
    memcpy(fingerprint.bytes, &hash, sizeof fingerprint.bytes);
    return fingerprint;
}

/* A stem at a position; what is in the title counts more. */
struct posting {
    const char *stem;
    size_t stem_len;
    uint32_t position;
    unsigned weight;
};

static fund_status add_posting(struct document *doc, struct posting posting, fund_error *err)
{
    fund_status status = document_add(doc, STEM_PREFIX, posting.stem, posting.stem_len,
                                      posting.position, posting.weight, err);
    if (status == FUND_OK && posting.weight == TITLE_WEIGHT)
        status = document_add(doc, TITLE_PREFIX, posting.stem, posting.stem_len, 0, 1, err);
    return status;
}

/* The parts of a compound, one behind the other; those of a second reading on the same places. */
static fund_status add_parts(struct document *doc, const struct token *token, uint32_t position,
                             unsigned weight, fund_error *err)
{
    fund_status status = FUND_OK;
    for (uint32_t i = 0; status == FUND_OK && i < token->n_parts + token->n_other_parts; i++) {
        const struct token_part *part = &token->parts[i];
        uint32_t place = i < token->n_parts ? i : i - token->n_parts;
        struct posting posting = {part->stem, part->stem_len, position + place, weight};
        status = add_posting(doc, posting, err);
    }
    return status;
}

/* The word as it is written, for which an article with its stem counts a little more. */
static fund_status add_exact(struct document *doc, const struct token *token, unsigned weight,
                             fund_error *err)
{
    return token->is_stop_word
               ? FUND_OK
               : document_add(doc, "", token->folded, token->folded_len, 0, weight, err);
}

/* A word's stem, its other stem (of Politiker:innen) on the same place, its form, its parts. */
static fund_status add_token(struct document *doc, const struct token *token, uint32_t position,
                             unsigned weight, fund_error *err)
{
    struct posting whole = {token->stem, token->stem_len, position, weight};
    struct posting also = {token->also, token->also_len, position, weight};
    fund_status status = add_posting(doc, whole, err);
    if (status == FUND_OK && token->also)
        status = add_posting(doc, also, err);
    if (status == FUND_OK && token->also_places > 1) /* "Südkorea wählt" is in "Süd-Korea wählt" */
        status = document_add(doc, STEM_PREFIX, token->also, token->also_len,
                              position + token->also_places - 1, 0, err);
    if (status == FUND_OK)
        status = add_exact(doc, token, weight, err);
    return status == FUND_OK ? add_parts(doc, token, position, weight, err) : status;
}

fund_status schema_words(struct document *doc, const struct analysis *words, unsigned weight,
                         uint32_t *last, fund_error *err)
{
    uint32_t position = *last;
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < words->n_tokens; i++) {
        const struct token *token = &words->tokens[i];
        position = *last + token->position;
        status = add_token(doc, token, position, weight, err);
    }
    *last = position;
    return status;
}

/* ---- Facets ---------------------------------------------------------------------------------- */

static fund_status add_key(struct document *doc, fund_facet facet, const char *key, fund_error *err)
{
    struct term term = schema_facet_term(facet, key);
    return document_add(doc, "", term.bytes, term.len, 0, 0, err);
}

static int compare_facets(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct facet));
}

/* Rising, each once; how many are left. */
static size_t sort_facets(struct facet *facets, size_t n)
{
    size_t n_kept = 0;
    if (n > 0)
        qsort(facets, n, sizeof *facets, compare_facets);
    for (size_t i = 0; i < n; i++)
        if (n_kept == 0 || compare_facets(&facets[i], &facets[n_kept - 1]) != 0)
            facets[n_kept++] = facets[i];
    return n_kept;
}

fund_status schema_entities(struct document *doc, const struct record_entities *entities,
                            struct facets_of_article *facets, fund_error *err)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < entities->n; i++) {
        const fund_entity *entity = &entities->all[i];
        fund_facet facet = (fund_facet)entity->type;
        facets->all[facets->n++] = schema_facet(facet, entity->key);
        status = add_key(doc, facet, entity->key, err);
        if (status == FUND_OK && *entity->short_key)
            status = add_key(doc, facet, entity->short_key, err);
    }
    return status;
}

fund_status schema_field(struct document *doc, fund_facet facet, const struct analysis *words,
                         struct facets_of_article *facets, fund_error *err)
{
    struct field_key key = field_key_of(words->tokens, words->n_tokens);
    if (key.len == 0)
        return FUND_OK;
    facets->all[facets->n++] = schema_facet(facet, key.bytes);
    fund_status status = add_key(doc, facet, key.bytes, err);
    for (size_t i = 0; status == FUND_OK && words->n_tokens > 1 && i < words->n_tokens; i++) {
        key = field_key_of(&words->tokens[i], 1);
        if (!words->tokens[i].is_stop_word && key.len > 0)
            status = add_key(doc, facet, key.bytes, err);
    }
    return status;
}

void schema_facets(struct document *doc, struct facets_of_article *facets)
{
    facets->n = sort_facets(facets->all, facets->n);
    document_set_value(doc, SLOT_ENTITIES, (const char *)facets->all,
                       facets->n * sizeof *facets->all);
}

/* ---- All else -------------------------------------------------------------------------------- */

fund_status schema_metadata(struct document *doc, const fund_article *article, struct record record,
                            const struct fingerprint *fingerprint, fund_error *err)
{
    struct term id = schema_id_term(article->id);
    fund_status status = document_add(doc, "", id.bytes, id.len, 0, 0, err);
    if (status == FUND_OK && article->origin && *article->origin) {
        struct term origin = schema_origin_term(article->origin);
        status = document_add(doc, "", origin.bytes, origin.len, 0, 0, err);
    }
    document_set_value(doc, SLOT_FINGERPRINT, fingerprint->bytes, sizeof fingerprint->bytes);
    if (article->date)
        document_set_value(doc, SLOT_DATE, article->date, strlen(article->date));
    doc->data = record.data;
    doc->data_len = record.len;
    return status;
}

fund_status fail_repeat(fund_error *err, const char *id)
{
    return fail(err, FUND_INPUT,
                "the id \"%s\" was already used in this run by another article; the first is kept",
                id);
}

fund_status fail_no_article(fund_error *err, const char *index, const char *id)
{
    return fail(err, FUND_NOT_FOUND, "%s: there is no article with the id \"%s\"", index, id);
}

/* Damage that libxapian 1.4 reports as any trouble with a database. */
static bool is_damage(const char *message)
{
    return strncmp(message, "inflate failed", strlen("inflate failed")) == 0 ||
           strncmp(message, "EOF reading", strlen("EOF reading")) == 0;
}

static fund_status status_of(const xapian_error *xerr)
{
    if (xerr->status == XAPIAN_DATABASE_FAILED && is_damage(xerr->message))
        return FUND_CORRUPT;
    switch (xerr->status) {
    case XAPIAN_LOCKED:
        return FUND_LOCKED;
    case XAPIAN_MODIFIED:
        return FUND_CHANGED;
    case XAPIAN_CORRUPT:
        return FUND_CORRUPT;
    case XAPIAN_NOT_FOUND:
    case XAPIAN_DOC_NOT_FOUND:
        return FUND_NOT_FOUND;
    case XAPIAN_VERSION_MISMATCH:
        return FUND_FORMAT;
    case XAPIAN_OUT_OF_MEMORY:
        return FUND_NO_MEMORY;
    case XAPIAN_CREATE_FAILED:
    case XAPIAN_DATABASE_FAILED:
    case XAPIAN_NETWORK_FAILED:
    case XAPIAN_NETWORK_TIMEOUT:
        return FUND_IO;
    default:
        return FUND_INTERNAL;
    }
}

/* What the reader of the message can do about it. */
static const char *advice(fund_status status)
{
    switch (status) {
    case FUND_LOCKED:
        return "another process is writing to it; try again when it has finished";
    case FUND_CHANGED:
        return "it was rewritten while being read; ask again";
    case FUND_CORRUPT:
        return "it is damaged; build it anew in an empty folder";
    case FUND_FORMAT:
        return "another version of Xapian wrote it; build it anew in an empty folder";
    default:
        return NULL;
    }
}

fund_status fail_xapian(fund_error *err, const xapian_error *xerr, const char *what)
{
    fund_status status = status_of(xerr);
    const char *todo = advice(status);
    if (status == FUND_NO_MEMORY)
        return fail_no_memory(err);
    if (todo)
        return fail(err, status, "%s: %s (%s)", what, todo, xerr->message);
    return fail(err, status, "%s: %s%s%s", what, xerr->message, *xerr->cause ? ": " : "",
                xerr->cause);
}
