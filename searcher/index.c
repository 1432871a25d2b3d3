/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening an index for reading, several as one, and what it holds. */
#include "searcher/index.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/database.h"
#include "indexer/entity/user-names.h"
#include "indexer/schema.h"

const char *index_name(const struct fund_index *index)
{
    return index->paths[0];
}

static fund_status keep_paths(fund_index *index, const char *const *paths, size_t n_paths,
                              fund_error *err)
{
    index->paths = calloc(n_paths, sizeof *index->paths);
    if (!index->paths)
        return fail_no_memory(err);
    for (; index->n_paths < n_paths; index->n_paths++) {
        index->paths[index->n_paths] = strdup(paths[index->n_paths]);
        if (!index->paths[index->n_paths])
            return fail_no_memory(err);
    }
    return FUND_OK;
}

/* The names that a user has given to the index. */
static fund_status read_names(fund_index *index, xapian_database *shard, const char *path,
                              fund_error *err)
{
    xapian_error xerr;
    xapian_string text;
    if (index->names)
        return FUND_OK;
    if (xapian_database_metadata(shard, &text, NAMES_KEY, XAPIAN_NUL_TERMINATED, &xerr))
        return fail_xapian(err, &xerr, path);
    return text.len > 0 ? user_names_parse(&index->names, path, text.data, text.len, err) : FUND_OK;
}

static fund_status open_databases(fund_index *index, fund_error *err)
{
    xapian_error xerr;
    if (xapian_database_open_many(&index->db, NULL, 0, 0, &xerr))
        return fail_xapian(err, &xerr, index_name(index));
    for (size_t i = 0; i < index->n_paths; i++) {
        xapian_database *shard;
        fund_status status = database_open(&shard, index->paths[i], err);
        if (status != FUND_OK)
            return status;
        database_check_analysis(shard, index->paths[i], &index->notice);
        status = read_names(index, shard, index->paths[i], err);
        if (status == FUND_OK && xapian_database_add(index->db, shard, &xerr))
            status = fail_xapian(err, &xerr, index->paths[i]);
        xapian_database_free(shard);
        if (status != FUND_OK)
            return status;
    }
    return FUND_OK;
}

fund_status fund_index_open(fund_index **index, const char *const *paths, size_t n_paths,
                            fund_error *err)
{
    *index = NULL;
    if (n_paths == 0)
        return fail(err, FUND_INVALID, "no index was named");
    struct fund_index *opened = calloc(1, sizeof *opened);
    if (!opened)
        return fail_no_memory(err);
    fund_status status = keep_paths(opened, paths, n_paths, err);
    if (status == FUND_OK)
        status = open_databases(opened, err);
    if (status == FUND_OK)
        status = snippets_new(&opened->snippets, err);
    if (status == FUND_OK)
        *index = opened;
    else
        fund_index_close(opened);
    return status;
}

const char *fund_index_notice(const fund_index *index)
{
    return index->notice.status == FUND_OK ? NULL : index->notice.message;
}

void fund_index_close(fund_index *index)
{
    if (!index)
        return;
    for (size_t i = 0; i < index->n_paths; i++)
        free(index->paths[i]);
    free(index->paths);
    xapian_database_free(index->db);
    snippets_free(index->snippets);
    analysis_release(&index->analysis);
    resolver_free(index->resolver);
    catalogue_free(index->names);
    free(index);
}

static xapian_status count_terms(xapian_database *db, const char *prefix, uint64_t *n,
                                 xapian_error *xerr)
{
    xapian_terms *terms = NULL;
    xapian_string term;
    xapian_status status = xapian_database_all_terms(&terms, db, prefix, strlen(prefix), xerr);
    while (!status && !(status = xapian_terms_next(terms, &term, xerr)))
        ++*n;
    xapian_terms_free(terms);
    return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

static void copy_date(char *out, size_t size, xapian_string date)
{
    size_t len = date.len < size ? date.len : size - 1;
    memcpy(out, date.data, len);
    out[len] = '\0';
}

/* The first and the last date. libxapian's own bounds keep those of deleted articles. */
static xapian_status find_dates(xapian_database *db, fund_index_stats *stats, xapian_error *xerr)
{
    xapian_values *dates = NULL;
    xapian_string date;
    uint32_t docid;
    xapian_status status = xapian_database_values(&dates, db, SLOT_DATE, xerr);
    while (!status && !(status = xapian_values_next(dates, &docid, &date, xerr))) {
        if (!*stats->first_date || strcmp(date.data, stats->first_date) < 0)
            copy_date(stats->first_date, sizeof stats->first_date, date);
        if (strcmp(date.data, stats->last_date) > 0)
            copy_date(stats->last_date, sizeof stats->last_date, date);
    }
    xapian_values_free(dates);
    return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

/* Of several indexes it is the first that tells. */
static xapian_status read_has_entities(xapian_database *db, fund_index_stats *stats,
                                       xapian_error *xerr)
{
    xapian_string said;
    xapian_status status =
        xapian_database_metadata(db, &said, ENTITIES_KEY, XAPIAN_NUL_TERMINATED, xerr);
    stats->has_entities = !status && said.len > 0 && strcmp(said.data, ENTITIES_NONE) != 0;
    return status;
}

static xapian_status read_stats(xapian_database *db, fund_index_stats *stats, xapian_error *xerr)
{
    xapian_doccount n_articles = 0;
    xapian_status status = xapian_database_doccount(db, &n_articles, xerr);
    stats->n_articles = n_articles;
    if (!status)
        status = xapian_database_total_length(db, &stats->length, xerr);
    if (!status)
        status = count_terms(db, STEM_PREFIX, &stats->n_terms, xerr);
    if (!status)
        status = find_dates(db, stats, xerr);
    if (!status)
        status = read_has_entities(db, stats, xerr);
    return status;
}

/* As read_stats(), again when a writer has taken the ground from under it. */
static xapian_status read_stats_again(xapian_database *db, fund_index_stats *stats,
                                      xapian_error *xerr)
{
    xapian_status status = read_stats(db, stats, xerr);
    for (int i = 0; status == XAPIAN_MODIFIED && i < INDEX_REOPENINGS; i++) {
        *stats = (fund_index_stats){0};
        status = xapian_database_reopen(db, NULL, xerr);
        if (!status)
            status = read_stats(db, stats, xerr);
    }
    return status;
}

fund_status fund_index_stats_get(fund_index *index, fund_index_stats *stats, fund_error *err)
{
    xapian_error xerr;
    *stats = (fund_index_stats){0};
    if (read_stats_again(index->db, stats, &xerr))
        return fail_xapian(err, &xerr, index_name(index));
    for (size_t i = 0; i < index->n_paths; i++) {
        uint64_t bytes;
        fund_status status = database_disk_bytes(&bytes, index->paths[i], err);
        if (status != FUND_OK)
            return status;
        stats->disk_bytes += bytes;
    }
    return FUND_OK;
}
