/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fund_source: in comes what the user named, out go articles one by one. This file knows where
 * the next file comes from; plain.c and json.c know what is in it. An error is an answer like an
 * article: the state is such that the next call goes on behind what was bad.
 */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/source/input.h"
#include "indexer/source/json.h"
#include "indexer/source/plain.h"
#include "indexer/source/walk.h"
#include "indexer/utf8.h"

struct fund_source {
    struct walk walk; /* of a folder */
    struct input input;
    enum file_kind kind; /* of the file in `input` */
    struct json json;
    const char *id; /* of the plain file in `input` */
    char *name;     /* of the file that was named */
    char *origin;
    uint64_t done; /* bytes of the files behind us */
    uint64_t total;
    bool is_finished;
    struct arena arena;
    fund_article article;
};

/* An error in the midst of reading says no more than that something could not be read. */
static fund_status as_io(fund_status status, fund_error *err)
{
    if (status != FUND_NOT_FOUND)
        return status;
    if (err)
        err->status = FUND_IO;
    return FUND_IO;
}

static void begin_file(fund_source *source, enum file_kind kind, const char *id)
{
    source->kind = kind;
    source->id = id;
    source->json = (struct json){.layout = kind == KIND_JSON ? JSON_UNKNOWN : JSON_LINES};
}

static void finish_file(fund_source *source)
{
    uint64_t size = (uint64_t)source->input.size, position = input_position(&source->input);
    source->done += size > position ? size : position;
    input_close(&source->input);
}

/* ---- Opening ---- */

static fund_status open_file(fund_source *source, const char *path, const char *shown,
                             fund_error *err)
{
    enum file_kind kind = file_kind(path);
    if (kind == KIND_NONE)
        return fail(err, FUND_INPUT,
                    "%s: what is in it cannot be told by its name; known are .txt, .json and "
                    ".jsonl (and - for JSON lines on standard input)",
                    shown);
    source->name = strdup(basename(path));
    if (!source->name)
        return fail_no_memory(err);
    fund_status status = input_open(&source->input, path, err);
    source->total = (uint64_t)source->input.size;
    begin_file(source, kind, source->name);
    return status;
}

/* Walks the folder once to add up what there is to read; its errors are told the second time. */
static fund_status open_folder(fund_source *source, const char *path, fund_error *err)
{
    struct found found = {0};
    fund_status status = walk_open(&source->walk, path, err);
    if (status != FUND_OK)
        return status;
    while ((status = walk_next(&source->walk, &found, NULL)) != FUND_NO_MEMORY)
        if (found.path)
            source->total += (uint64_t)found.size;
        else if (status == FUND_OK)
            break;
    walk_release(&source->walk);
    return status == FUND_OK ? walk_open(&source->walk, path, err) : fail_no_memory(err);
}

static fund_status open_path(fund_source *source, const char *path, fund_error *err)
{
    struct stat st;
    char shown[SHOWN_SIZE];
    utf8_show(shown, sizeof shown, path);
    source->origin = realpath(path, NULL);
    if (!source->origin || stat(path, &st) < 0)
        return fail_errno(err, errno, "%s", shown);
    if (!utf8_is_valid(source->origin, strlen(source->origin), NULL))
        return fail(err, FUND_INPUT, "%s: the name of the file or folder is not UTF-8", shown);
    if (S_ISDIR(st.st_mode))
        return open_folder(source, path, err);
    if (!S_ISREG(st.st_mode))
        return fail(err, FUND_INPUT,
                    "%s: neither a folder nor a file; a pipe is read as standard input, with -",
                    shown);
    return open_file(source, path, shown, err);
}

fund_status fund_source_open(fund_source **source, const char *path, fund_error *err)
{
    assert(source && path);
    fund_status status = FUND_OK;
    *source = NULL;
    fund_source *opened = calloc(1, sizeof *opened);
    if (!opened)
        return fail_no_memory(err);
    opened->input = (struct input)INPUT_INIT;
    if (strcmp(path, "-") == 0) {
        input_open_stdin(&opened->input);
        begin_file(opened, KIND_JSON_LINES, NULL);
    } else {
        status = open_path(opened, path, err);
    }
    if (status == FUND_OK)
        *source = opened;
    else
        fund_source_close(opened);
    return status;
}

void fund_source_close(fund_source *source)
{
    if (!source)
        return;
    walk_release(&source->walk);
    input_release(&source->input);
    arena_release(&source->arena);
    free(source->name);
    free(source->origin);
    free(source);
}

/* ---- Reading ---- */

static fund_status next_file(fund_source *source, fund_error *err)
{
    struct found found;
    fund_status status = walk_next(&source->walk, &found, err);
    if (status != FUND_OK)
        return status;
    if (!found.path) {
        source->is_finished = true;
        return FUND_OK;
    }
    status = input_open(&source->input, found.path, err);
    if (status != FUND_OK)
        source->done += (uint64_t)found.size;
    begin_file(source, found.kind, found.relative);
    return status;
}

static fund_status read_plain(fund_source *source, fund_error *err)
{
    fund_status status;
    if (utf8_is_valid(source->id, strlen(source->id), NULL))
        status = plain_read(&source->input, source->id, &source->arena, &source->article, err);
    else
        status =
            fail(err, FUND_INPUT, "%s: the name of the file is not UTF-8", source->input.shown);
    finish_file(source);
    return status;
}

/* Reads on in the open file, which is closed when it has no more. */
static fund_status read_file(fund_source *source, bool *found, fund_error *err)
{
    arena_reset(&source->arena);
    source->article = (fund_article)FUND_ARTICLE_INIT;
    source->article.origin = source->origin;
    if (source->kind == KIND_PLAIN) {
        fund_status status = read_plain(source, err);
        *found = status == FUND_OK;
        return status;
    }
    fund_status status =
        json_next(&source->json, &source->input, &source->arena, &source->article, found, err);
    if (status == FUND_OK && !*found)
        finish_file(source);
    return status;
}

fund_status fund_source_next(fund_source *source, const fund_article **article, fund_error *err)
{
    assert(source && article);
    fund_status status = FUND_OK;
    bool found = false;
    *article = NULL;
    while (status == FUND_OK && !found && !source->is_finished) {
        if (source->input.fd >= 0)
            status = read_file(source, &found, err);
        else
            status = next_file(source, err);
    }
    if (status == FUND_NO_MEMORY)
        source->is_finished = true;
    if (found)
        *article = &source->article;
    return as_io(status, err);
}

void fund_source_progress(const fund_source *source, uint64_t *done, uint64_t *total)
{
    assert(source && done && total);
    *done = source->done;
    if (source->input.fd >= 0)
        *done += input_position(&source->input);
    /* Files may have grown since they were counted. */
    *total = source->total > 0 && *done > source->total ? *done : source->total;
}

const char *fund_source_origin(const fund_source *source)
{
    assert(source);
    return source->origin;
}
