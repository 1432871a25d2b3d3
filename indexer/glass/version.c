/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/version.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/glass/pack.h"

const char *const table_names[N_TABLES] = {"postlist", "docdata",  "termlist",
                                           "position", "spelling", "synonym"};

/* Year since 2014, month, day: 2016-03-14. */
enum { FORMAT = 2 << 9 | 3 << 5 | 14 };
static const unsigned char magic[16] = "\x0f\x0dXapian Glass\x04\x6e";
_Static_assert(FORMAT == 0x046e, "the format in the magic bytes");

/* A root may take 6 numbers and its free list, the counts 8 numbers. */
enum { VERSION_SIZE = 32 + NUMBER_SIZE + N_TABLES * (7 * NUMBER_SIZE + FREE_LIST_MAX) + 80 };

/* What is left to read. */
struct reader {
    const unsigned char *next;
    const unsigned char *end;
    bool failed;
};

static uint64_t take_number(struct reader *reader)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && reader->next < reader->end; shift += 7) {
        unsigned char byte = *reader->next++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
    reader->failed = true;
    return 0;
}

static void take_root(struct reader *reader, struct table_root *root)
{
    root->block = (uint32_t)take_number(reader);
    uint64_t level = take_number(reader);
    root->level = (uint32_t)(level >> 2);
    root->is_sequential = level & 2;
    root->is_fake = level & 1;
    root->n_entries = take_number(reader);
    root->block_size = (uint32_t)(take_number(reader) << 11);
    root->compress_min = (uint32_t)take_number(reader);
    root->free_list_len = (size_t)take_number(reader);
    if (root->free_list_len > FREE_LIST_MAX ||
        root->free_list_len > (size_t)(reader->end - reader->next))
        root->free_list_len = 0, reader->failed = true;
    memcpy(root->free_list, reader->next, root->free_list_len);
    reader->next += root->free_list_len;
}

static void take_counts(struct reader *reader, struct counts *counts)
{
    if (reader->next == reader->end)
        return; /* a new database has none */
    counts->n_documents = take_number(reader);
    counts->last_docid = counts->n_documents + take_number(reader);
    counts->min_length = take_number(reader);
    counts->max_wdf = take_number(reader);
    counts->max_length = counts->max_wdf + take_number(reader);
    counts->oldest_changes = take_number(reader);
    counts->total_length = take_number(reader);
    counts->max_spelling = take_number(reader);
}

static ssize_t read_file(const char *path, unsigned char *out, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, out, size) : -1;
    if (fd >= 0)
        close(fd);
    return n;
}

fund_status version_read(struct version *version, const char *folder, bool *is_known,
                         fund_error *err)
{
    unsigned char file[VERSION_SIZE];
    char *path;
    *version = (struct version){0};
    *is_known = false;
    if (asprintf(&path, "%s/iamglass", folder) < 0)
        return fail_no_memory(err);
    ssize_t n = read_file(path, file, sizeof file);
    fund_status status = n < 0 ? fail_errno(err, errno, "%s", path) : FUND_OK;
    free(path);
    if (n < (ssize_t)(sizeof magic + sizeof version->uuid) ||
        memcmp(file, magic, sizeof magic) != 0)
        return status;
    struct reader reader = {file + sizeof magic + sizeof version->uuid, file + n, false};
    memcpy(version->uuid, file + sizeof magic, sizeof version->uuid);
    version->revision = (uint32_t)take_number(&reader);
    for (size_t i = 0; i < N_TABLES; i++)
        take_root(&reader, &version->roots[i]);
    take_counts(&reader, &version->counts);
    *is_known = !reader.failed && reader.next == reader.end;
    return FUND_OK;
}

static unsigned char *put_root(unsigned char *out, const struct table_root *root)
{
    out = pack_number(out, root->block);
    out = pack_number(out, root->level << 2 | (unsigned)root->is_sequential << 1 | root->is_fake);
    out = pack_number(out, root->n_entries);
    out = pack_number(out, root->block_size >> 11);
    out = pack_number(out, root->compress_min);
    out = pack_number(out, root->free_list_len);
    memcpy(out, root->free_list, root->free_list_len);
    return out + root->free_list_len;
}

static unsigned char *put_counts(unsigned char *out, const struct counts *counts)
{
    out = pack_number(out, counts->n_documents);
    out = pack_number(out, counts->last_docid - counts->n_documents);
    out = pack_number(out, counts->min_length);
    out = pack_number(out, counts->max_wdf);
    out = pack_number(out, counts->max_length - counts->max_wdf);
    out = pack_number(out, counts->oldest_changes);
    out = pack_number(out, counts->total_length);
    return pack_number(out, counts->max_spelling);
}

static fund_status write_file(const char *path, const unsigned char *data, size_t len,
                              fund_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail_errno(err, errno, "%s", path);
    bool ok = write(fd, data, len) == (ssize_t)len && fdatasync(fd) == 0;
    int error_number = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        error_number = errno;
    }
    return ok ? FUND_OK : fail_errno(err, error_number, "%s", path);
}

fund_status version_write(const struct version *version, const char *folder, fund_error *err)
{
    unsigned char file[VERSION_SIZE];
    char *path;
    unsigned char *out = mempcpy(file, magic, sizeof magic);
    out = mempcpy(out, version->uuid, sizeof version->uuid);
    out = pack_number(out, version->revision);
    for (size_t i = 0; i < N_TABLES; i++)
        out = put_root(out, &version->roots[i]);
    out = put_counts(out, &version->counts);
    if (asprintf(&path, "%s/iamglass", folder) < 0)
        return fail_no_memory(err);
    fund_status status = write_file(path, file, (size_t)(out - file), err);
    free(path);
    return status;
}

uint32_t table_end(const struct table_root *root)
{
    struct reader reader = {root->free_list, root->free_list + root->free_list_len, false};
    if (root->free_list_len == 0)
        return root->is_fake ? 0 : root->block + 1;
    take_number(&reader); /* the revision */
    return (uint32_t)take_number(&reader);
}
