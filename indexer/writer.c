/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Articles -> an index: add, replace, delete, prune, commit. All changes between two commits are
 * one transaction of libxapian, so that readers never see half of a run and a killed run leaves
 * the index as it was. An index that is empty is built by first.c instead, up to the first commit.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/database.h"
#include "indexer/first.h"
#include "indexer/glass/builder.h"
#include "indexer/rename.h"
#include "indexer/schema.h"
#include "indexer/source/date.h"
#include "indexer/store.h"
#include "indexer/utf8.h"

/* Document numbers, a bit each. */
struct docid_set {
    unsigned char *bits;
    size_t n_bytes;
};

struct fund_writer {
    xapian_writable *db; /* NULL behind the commit of a first build; resume() opens it again */
    char *path;
    bool refuse_repeats;
    struct first_build *first; /* NULL where the index is not empty */
    const char *notice;
    struct entity_options entities;
    struct store store;
    struct arena arena; /* emptied for each article */
    struct docid_set put;
};

static bool set_has(const struct docid_set *set, xapian_docid docid)
{
    return docid / 8 < set->n_bytes && (set->bits[docid / 8] >> (docid % 8) & 1);
}

static bool set_add(struct docid_set *set, xapian_docid docid)
{
    if (docid / 8 >= set->n_bytes) {
        size_t n_bytes = 2 * (size_t)(docid / 8) + 1024;
        unsigned char *bits = realloc(set->bits, n_bytes);
        if (!bits)
            return false;
        memset(bits + set->n_bytes, 0, n_bytes - set->n_bytes);
        set->bits = bits;
        set->n_bytes = n_bytes;
    }
    set->bits[docid / 8] |= (unsigned char)(1u << (docid % 8));
    return true;
}

static fund_status begin(struct fund_writer *writer, fund_error *err)
{
    xapian_error xerr;
    return xapian_writable_begin(writer->db, false, &xerr) ? fail_xapian(err, &xerr, writer->path)
                                                           : FUND_OK;
}

/* Opens the index again that a first build has put in the place of the empty one. */
static fund_status resume(struct fund_writer *writer, fund_error *err)
{
    if (writer->db)
        return FUND_OK;
    fund_status status = database_open_writable(&writer->db, writer->path, true, err);
    return status == FUND_OK ? begin(writer, err) : status;
}

/* Has the bulk builder build the index, where it can. */
static fund_status begin_first_build(struct fund_writer *writer, const fund_writer_options *options,
                                     fund_error *err)
{
    bool is_unknown;
    builder_clean(writer->path);
    if (options->use_xapian)
        return FUND_OK;
    fund_status status =
        first_build_new(&writer->first, xapian_writable_database(writer->db), writer->path, options,
                        &writer->entities, &is_unknown, err);
    if (is_unknown)
        writer->notice =
            "Xapian's own, slower writer builds this index: its tables are of a form that "
            "Fundstelle's writer does not know";
    return status;
}

/* An index that is empty takes the choice of this writer, another one keeps its own. */
static fund_status choose_entities(struct fund_writer *writer, const fund_writer_options *options,
                                   fund_error *err)
{
    xapian_error xerr;
    xapian_docid last;
    struct database_entities kept;
    xapian_database *db = xapian_writable_database(writer->db);
    if (xapian_database_last_docid(db, &last, &xerr))
        return fail_xapian(err, &xerr, writer->path);
    fund_status status = database_entities(db, writer->path, &kept, err);
    if (status != FUND_OK)
        return status;
    writer->entities.are_wanted = last == 0 ? !options->no_entities : kept.are_wanted;
    if (last == 0)
        return database_set_entities(writer->db, writer->path, !options->no_entities, err);
    if (kept.are_wanted && options->no_entities)
        return fail(
            err, FUND_INVALID,
            "%s: its articles have entities; build an index without them in an empty folder",
            writer->path);
    if (!kept.are_wanted && !options->no_entities && !options->must_exist)
        writer->notice = "the index was built without entities, and so are the articles that come "
                         "now; build it anew in an empty folder to have them";
    if (kept.is_other_model)
        writer->notice = "the entities of the index were found by another model than those of the "
                         "articles that come now; build it anew in an empty folder to be even";
    return FUND_OK;
}

fund_status fund_writer_open(fund_writer **writer, const char *path,
                             const fund_writer_options *options, fund_error *err)
{
    fund_writer_options given = FUND_WRITER_OPTIONS_INIT;
    struct fund_writer *w = *writer = calloc(1, sizeof *w);
    if (!w || !(w->path = strdup(path))) {
        fund_writer_close(w);
        *writer = NULL;
        return fail_no_memory(err);
    }
    if (options) /* those of a program that was compiled with fewer of them, too */
        memcpy(&given, options, options->size < sizeof given ? options->size : sizeof given);
    w->refuse_repeats = given.refuse_repeats;
    fund_status status = database_open_writable(&w->db, path, given.must_exist, err);
    w->store.entities = &w->entities;
    if (status == FUND_OK)
        status = begin_first_build(w, &given, err);
    if (status == FUND_OK)
        status = begin(w, err);
    if (status == FUND_OK)
        status = choose_entities(w, &given, err);
    if (status == FUND_OK)
        status = names_read(&w->entities, xapian_writable_database(w->db), path, err);
    if (status != FUND_OK) {
        fund_writer_close(w);
        *writer = NULL;
    }
    return status;
}

const char *fund_writer_notice(const fund_writer *writer)
{
    return writer->notice;
}

void fund_writer_close(fund_writer *writer)
{
    if (!writer)
        return;
    first_build_free(writer->first);
    xapian_writable_free(writer->db); /* within a transaction, this cancels it */
    store_release(&writer->store);
    free(writer->entities.names);
    arena_release(&writer->arena);
    free(writer->put.bits);
    free(writer->path);
    free(writer);
}

/* ---- Is it an article? --------------------------------------------------------------------- */

static bool is_empty(const char *text)
{
    return !text || *text == '\0';
}

static fund_status check_text(const char *id, const char *field, const char *text, size_t *total,
                              fund_error *err)
{
    size_t bad;
    size_t len = text ? strlen(text) : 0;
    *total += len;
    if (text && !utf8_is_valid(text, len, &bad))
        return fail(err, FUND_INPUT, "article \"%s\": byte %zu of its %s is not UTF-8", id, bad,
                    field);
    return FUND_OK;
}

static fund_status check_id(const char *id, fund_error *err)
{
    size_t bad;
    if (is_empty(id))
        return fail(err, FUND_INPUT, "an article without an id");
    if (!utf8_is_valid(id, strlen(id), &bad))
        return fail(err, FUND_INPUT, "an article whose id is not UTF-8 (byte %zu)", bad);
    if (strlen(id) > 4096)
        return fail(err, FUND_INPUT, "an article whose id is longer than 4096 bytes: %.40s…", id);
    return FUND_OK;
}

static fund_status check_entity(const char *id, const fund_given_entity *entity, size_t *total,
                                fund_error *err)
{
    if (entity->type < FUND_PERSON || entity->type > FUND_PLACE)
        return fail(err, FUND_INPUT,
                    "article \"%s\": an entity that is no person, organisation or place", id);
    return check_text(id, "entities", entity->name, total, err);
}

static fund_status check_fields(const fund_article *article, fund_error *err)
{
    const char *id = article->id;
    size_t total = 0;
    fund_status status = check_text(id, "title", article->title, &total, err);
    if (status == FUND_OK)
        status = check_text(id, "source", article->source, &total, err);
    if (status == FUND_OK)
        status = check_text(id, "author", article->author, &total, err);
    if (status == FUND_OK)
        status = check_text(id, "url", article->url, &total, err);
    if (status == FUND_OK)
        status = check_text(id, "body", article->body, &total, err);
    if (status == FUND_OK)
        status = check_text(id, "origin", article->origin, &total, err);
    for (size_t i = 0; status == FUND_OK && i < article->n_tags; i++)
        status = check_text(id, "tags", article->tags[i], &total, err);
    for (size_t i = 0; status == FUND_OK && i < article->n_entities; i++)
        status = check_entity(id, &article->entities[i], &total, err);
    if (status == FUND_OK && total > FUND_ARTICLE_MAX)
        return fail(err, FUND_INPUT, "article \"%s\" has %zu bytes, at most %zu are taken", id,
                    total, FUND_ARTICLE_MAX);
    return status;
}

static fund_status check_article(const fund_article *article, fund_error *err)
{
    fund_status status = check_id(article->id, err);
    if (status != FUND_OK)
        return status;
    if (is_empty(article->title) && is_empty(article->body))
        return fail(err, FUND_INPUT, "article \"%s\" has neither title nor body", article->id);
    return check_fields(article, err);
}

/* The date as it is stored; `iso` is room for it. */
static fund_status normalize_date(fund_article *article, char iso[DATE_SIZE], fund_error *err)
{
    if (is_empty(article->date)) {
        article->date = NULL;
        return FUND_OK;
    }
    if (!date_parse(iso, article->date, strlen(article->date)))
        return fail(err, FUND_INPUT, "article \"%s\": its date \"%.40s\" is none of " DATE_FORMS,
                    article->id, article->date);
    article->date = iso;
    return FUND_OK;
}

/* ---- Put ------------------------------------------------------------------------------------ */

/* The document of an article, 0 when there is none. */
static fund_status find_article(struct fund_writer *writer, const char *id, xapian_docid *docid,
                                fund_error *err)
{
    xapian_error xerr;
    xapian_postings *postings = NULL;
    struct term term = schema_id_term(id);
    xapian_database *db = xapian_writable_database(writer->db);
    *docid = 0;
    xapian_status status = xapian_database_postings(&postings, db, term.bytes, term.len, &xerr);
    if (!status)
        status = xapian_postings_next(postings, docid, &xerr);
    xapian_postings_free(postings);
    return status && status != XAPIAN_DONE ? fail_xapian(err, &xerr, writer->path) : FUND_OK;
}

static fund_status has_fingerprint(struct fund_writer *writer, xapian_docid docid,
                                   struct fingerprint wanted, bool *has_it, fund_error *err)
{
    xapian_error xerr;
    xapian_document *doc = NULL;
    xapian_string value = {NULL, 0};
    xapian_database *db = xapian_writable_database(writer->db);
    fund_status status = FUND_OK;
    if (xapian_database_document(&doc, db, docid, 0, &xerr) ||
        xapian_document_value(doc, &value, SLOT_FINGERPRINT, &xerr))
        status = fail_xapian(err, &xerr, writer->path);
    *has_it = status == FUND_OK && value.len == sizeof wanted.bytes &&
              memcmp(value.data, wanted.bytes, value.len) == 0;
    xapian_document_free(doc);
    return status;
}

/* What putting an article with this record will come to. */
static fund_status compare(struct fund_writer *writer, const fund_article *article,
                           struct record record, xapian_docid *docid, fund_change *change,
                           fund_error *err)
{
    bool is_same;
    *change = FUND_NONE;
    fund_status status = find_article(writer, article->id, docid, err);
    if (status != FUND_OK)
        return status;
    if (*docid == 0) {
        *change = FUND_ADDED;
        return FUND_OK;
    }
    status = has_fingerprint(writer, *docid, schema_fingerprint(record), &is_same, err);
    if (status != FUND_OK)
        return status;
    if (!is_same && writer->refuse_repeats && set_has(&writer->put, *docid))
        return fail_repeat(err, article->id);
    *change = is_same ? FUND_UNCHANGED : FUND_REPLACED;
    return FUND_OK;
}

/* Puts an article into an index that is there. */
static fund_status put_record(struct fund_writer *writer, const fund_article *article,
                              struct record record, xapian_docid *docid, fund_change *change,
                              fund_error *err)
{
    fund_status status = resume(writer, err);
    if (status == FUND_OK)
        status = compare(writer, article, record, docid, change, err);
    if (status == FUND_OK && *change != FUND_UNCHANGED)
        status =
            store_article(&writer->store, writer->db, writer->path, article, record, docid, err);
    return status;
}

fund_status fund_writer_put(fund_writer *writer, const fund_article *given, fund_change *change,
                            fund_error *err)
{
    fund_article article = FUND_ARTICLE_INIT;
    char iso[DATE_SIZE];
    struct record record;
    xapian_docid docid;
    fund_change what = FUND_NONE;
    *change = FUND_NONE;
    arena_reset(&writer->arena);
    /* That of a program that was compiled with fewer fields, too. */
    memcpy(&article, given, given->size < sizeof article ? given->size : sizeof article);
    fund_status status = check_article(&article, err);
    if (status == FUND_OK)
        status = normalize_date(&article, iso, err);
    if (status == FUND_OK)
        status = record_pack(&article, NULL, &writer->arena, &record, err);
    if (status == FUND_OK)
        status = writer->first
                     ? first_build_put(writer->first, article.id, record, &docid, &what, err)
                     : put_record(writer, &article, record, &docid, &what, err);
    if (status == FUND_OK && !set_add(&writer->put, docid))
        status = fail_no_memory(err);
    if (status == FUND_OK)
        *change = what;
    return status;
}

/* ---- Names ---------------------------------------------------------------------------------- */

/* Takes the text of a file of names over, and what was made with another one is made anew. */
static void take_names(struct fund_writer *writer, char *text, size_t len)
{
    store_release(&writer->store);
    free(writer->entities.names);
    writer->entities.names = text;
    writer->entities.names_len = len;
}

fund_status fund_writer_names(fund_writer *writer, const char *path, size_t *n_changed,
                              fund_error *err)
{
    char *text;
    size_t len;
    *n_changed = 0;
    if (!writer->entities.are_wanted)
        return fail(err, FUND_INVALID, "%s: an index without entities has no use for names",
                    writer->path);
    if (writer->first && !first_build_is_empty(writer->first))
        return fail(err, FUND_INVALID, "names must be given before the first article");
    fund_status status = resume(writer, err);
    if (status == FUND_OK)
        status = names_load(&text, &len, path, err);
    if (status != FUND_OK)
        return status;
    take_names(writer, text, len);
    status = names_write(&writer->entities, writer->db, writer->path, err);
    return status == FUND_OK && !writer->first
               ? rename_all(&writer->store, writer->db, writer->path, n_changed, err)
               : status;
}

/* ---- Delete, prune, commit ------------------------------------------------------------------ */

fund_status fund_writer_delete(fund_writer *writer, const char *id, fund_error *err)
{
    xapian_error xerr;
    xapian_docid docid;
    if (writer->first)
        return first_build_delete(writer->first, id, err);
    fund_status status = resume(writer, err);
    if (status == FUND_OK)
        status = find_article(writer, id, &docid, err);
    if (status != FUND_OK)
        return status;
    if (docid == 0)
        return fail_no_article(err, writer->path, id);
    return xapian_writable_delete(writer->db, docid, &xerr) ? fail_xapian(err, &xerr, writer->path)
                                                            : FUND_OK;
}

/* The articles of an origin that have not been put, in memory that the caller frees. */
static fund_status find_gone(struct fund_writer *writer, const char *origin, xapian_docid **gone,
                             size_t *n_gone, fund_error *err)
{
    enum { CHUNK = 1024 };
    xapian_error xerr;
    xapian_postings *postings = NULL;
    struct term term = schema_origin_term(origin);
    xapian_database *db = xapian_writable_database(writer->db);
    fund_status status = FUND_OK;
    xapian_status got = xapian_database_postings(&postings, db, term.bytes, term.len, &xerr);
    for (size_t n_read = CHUNK; !got && n_read == CHUNK;) {
        xapian_docid *larger = realloc(*gone, (*n_gone + CHUNK) * sizeof **gone);
        if (!larger) {
            status = fail_no_memory(err);
            break;
        }
        *gone = larger;
        xapian_docid *chunk = *gone + *n_gone;
        got = xapian_postings_read(postings, &n_read, chunk, NULL, CHUNK, &xerr);
        for (size_t i = 0; i < n_read; i++)
            if (!set_has(&writer->put, chunk[i]))
                (*gone)[(*n_gone)++] = chunk[i];
    }
    if (got && got != XAPIAN_DONE)
        status = fail_xapian(err, &xerr, writer->path);
    xapian_postings_free(postings);
    return status;
}

fund_status fund_writer_prune(fund_writer *writer, const char *origin, size_t *n_deleted,
                              fund_error *err)
{
    xapian_error xerr;
    xapian_docid *gone = NULL;
    size_t n_gone = 0;
    *n_deleted = 0;
    if (writer->first)
        return FUND_OK; /* all that is in it was put by this writer */
    fund_status status = resume(writer, err);
    if (status == FUND_OK)
        status = find_gone(writer, origin, &gone, &n_gone, err);
    for (size_t i = 0; status == FUND_OK && i < n_gone; i++) {
        if (xapian_writable_delete(writer->db, gone[i], &xerr))
            status = fail_xapian(err, &xerr, writer->path);
        else
            ++*n_deleted;
    }
    free(gone);
    return status;
}

/* After that the index is one like any other. */
static fund_status commit_first_build(struct fund_writer *writer, fund_error *err)
{
    if (first_build_is_empty(writer->first))
        return FUND_OK;
    fund_status status =
        first_build_commit(writer->first, xapian_writable_database(writer->db), err);
    if (status != FUND_OK)
        return status;
    first_build_free(writer->first);
    xapian_writable_free(writer->db);
    writer->first = NULL;
    writer->db = NULL;
    return FUND_OK;
}

fund_status fund_writer_commit(fund_writer *writer, fund_error *err)
{
    xapian_error xerr;
    if (writer->first)
        return commit_first_build(writer, err);
    if (!writer->db)
        return FUND_OK; /* nothing has been done since the last commit */
    if (xapian_writable_commit_transaction(writer->db, &xerr) ||
        xapian_writable_commit(writer->db, &xerr))
        return fail_xapian(err, &xerr, writer->path);
    return begin(writer, err);
}
