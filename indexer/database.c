/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/database.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/entities.h"
#include "indexer/schema.h"

/* What is at the path of an index. */
enum place { PLACE_NOTHING, PLACE_INDEX, PLACE_EMPTY_FOLDER, PLACE_OTHER_FOLDER, PLACE_NO_FOLDER };

/* Every database of libxapian 1.4 in a folder has this file. */
static const char version_file[] = "iamglass";
static const char lock_file[] = "flintlock";

static bool is_dot_name(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Calls for each entry of the folder; stops where `visit` returns false. */
static fund_status for_each_entry(const char *path, bool (*visit)(int folder, const char *, void *),
                                  void *data, fund_error *err)
{
    struct dirent *entry;
    DIR *folder = opendir(path);
    if (!folder)
        return fail_errno(err, errno, "%s", path);
    errno = 0;
    while ((entry = readdir(folder)) != NULL)
        if (!is_dot_name(entry->d_name) && !visit(dirfd(folder), entry->d_name, data))
            break;
    int error_number = entry ? 0 : errno;
    closedir(folder);
    return error_number ? fail_errno(err, error_number, "%s", path) : FUND_OK;
}

static bool look_for_version_file(int folder, const char *name, void *data)
{
    enum place *place = data;
    (void)folder;
    if (strcmp(name, lock_file) == 0)
        return true; /* left by a run that was killed before it had begun */
    *place = strcmp(name, version_file) == 0 ? PLACE_INDEX : PLACE_OTHER_FOLDER;
    return *place != PLACE_INDEX;
}

static fund_status look_at(const char *path, enum place *place, fund_error *err)
{
    struct stat info;
    *place = PLACE_NOTHING;
    if (*path == '\0')
        return fail(err, FUND_INVALID, "the name of the index is empty");
    if (stat(path, &info) != 0)
        return errno == ENOENT ? FUND_OK : fail_errno(err, errno, "%s", path);
    *place = S_ISDIR(info.st_mode) ? PLACE_EMPTY_FOLDER : PLACE_NO_FOLDER;
    return S_ISDIR(info.st_mode) ? for_each_entry(path, look_for_version_file, place, err)
                                 : FUND_OK;
}

static fund_status fail_place(fund_error *err, const char *path, enum place place)
{
    if (place == PLACE_NO_FOLDER)
        return fail(err, FUND_INVALID, "%s: this is a file; an index is a folder of its own", path);
    return fail(err, FUND_INVALID,
                "%s: this folder holds other things and no index; name an empty or a new one",
                path);
}

static bool has_file(const char *folder, const char *name)
{
    char *path;
    bool is_there = asprintf(&path, "%s/%s", folder, name) >= 0 && access(path, F_OK) == 0;
    free(path);
    return is_there;
}

/*
 * libxapian takes a table that is missing for an empty one and, when it writes, makes it so: what
 * is left of the index would be lost. The table of articles comes with the first of them.
 */
static fund_status check_tables(const char *path, fund_error *err)
{
    const char *missing = NULL;
    if (!has_file(path, "postlist.glass"))
        missing = "postlist.glass";
    else if (has_file(path, "position.glass") && !has_file(path, "docdata.glass"))
        missing = "docdata.glass";
    if (!missing)
        return FUND_OK;
    return fail(err, FUND_CORRUPT,
                "%s: it is damaged, %s is missing; build it anew in an empty folder", path,
                missing);
}

/* libxapian reports a lock that may not be written as one that is held. */
static fund_status check_rights(const char *path, fund_error *err)
{
    char *lock;
    fund_status status = FUND_OK;
    if (access(path, W_OK) != 0)
        return fail_errno(err, errno, "%s", path);
    if (asprintf(&lock, "%s/%s", path, lock_file) < 0)
        return fail_no_memory(err);
    if (access(lock, W_OK) != 0 && errno != ENOENT)
        status = fail_errno(err, errno, "%s", lock);
    free(lock);
    return status;
}

static fund_status fail_no_index(fund_error *err, const char *path)
{
    return fail(err, FUND_NOT_FOUND,
                "%s: there is no index; make one with: fundstelle-index -i %s PATH", path, path);
}

/* Is the database one of ours, and not of a later version? */
static fund_status check_format(xapian_database *db, const char *path, fund_error *err)
{
    xapian_error xerr;
    xapian_string format;
    if (xapian_database_metadata(db, &format, FORMAT_KEY, XAPIAN_NUL_TERMINATED, &xerr))
        return fail_xapian(err, &xerr, path);
    if (format.len == 0)
        return fail(err, FUND_FORMAT, "%s: this is a Xapian database, but not of Fundstelle", path);
    if (strcmp(format.data, FORMAT_VERSION) != 0)
        return fail(err, FUND_FORMAT,
                    "%s: the index has format %s, this program reads format %s; build it anew in "
                    "an empty folder",
                    path, format.data, FORMAT_VERSION);
    return FUND_OK;
}

fund_status database_check_analysis(xapian_database *db, const char *path, fund_error *err)
{
    xapian_error xerr;
    xapian_string theirs;
    char ours[FINGERPRINT_SIZE];
    analysis_fingerprint(ours);
    if (xapian_database_metadata(db, &theirs, ANALYSIS_KEY, XAPIAN_NUL_TERMINATED, &xerr))
        return fail_xapian(err, &xerr, path);
    if (strcmp(theirs.data, ours) == 0)
        return FUND_OK;
    return fail(err, FUND_FORMAT,
                "%s: the index was made with another analysis (%s) than this program's (%s); build "
                "it anew in an empty folder",
                path, theirs.data, ours);
}

fund_status database_entities(xapian_database *db, const char *path,
                              struct database_entities *entities, fund_error *err)
{
    xapian_error xerr;
    xapian_string said;
    char model[MODEL_NAME_SIZE];
    *entities = (struct database_entities){0};
    if (xapian_database_metadata(db, &said, ENTITIES_KEY, XAPIAN_NUL_TERMINATED, &xerr))
        return fail_xapian(err, &xerr, path);
    entities_model_name(model);
    entities->are_wanted = said.len > 0 && strcmp(said.data, ENTITIES_NONE) != 0;
    entities->is_other_model = entities->are_wanted && strcmp(said.data, model) != 0;
    return FUND_OK;
}

fund_status database_set_entities(xapian_writable *db, const char *path, bool are_wanted,
                                  fund_error *err)
{
    xapian_error xerr;
    char model[MODEL_NAME_SIZE];
    entities_model_name(model);
    if (xapian_writable_set_metadata(db, ENTITIES_KEY, XAPIAN_NUL_TERMINATED,
                                     are_wanted ? model : ENTITIES_NONE, XAPIAN_NUL_TERMINATED,
                                     &xerr))
        return fail_xapian(err, &xerr, path);
    return FUND_OK;
}

fund_status database_open(xapian_database **db, const char *path, fund_error *err)
{
    enum place place;
    xapian_error xerr;
    *db = NULL;
    fund_status status = look_at(path, &place, err);
    if (status != FUND_OK)
        return status;
    if (place == PLACE_NO_FOLDER)
        return fail_place(err, path, place);
    if (place != PLACE_INDEX)
        return fail_no_index(err, path);
    status = check_tables(path, err);
    if (status != FUND_OK)
        return status;
    if (xapian_database_open(db, path, 0, &xerr))
        return fail_xapian(err, &xerr, path);
    status = check_format(*db, path, err);
    if (status != FUND_OK) {
        xapian_database_free(*db);
        *db = NULL;
    }
    return status;
}

/* mkdir -p: the folder and those above it. */
static fund_status make_folders(const char *path, fund_error *err)
{
    char *copy = strdup(path);
    fund_status status = FUND_OK;
    if (!copy)
        return fail_no_memory(err);
    for (char *slash = copy; status == FUND_OK && slash;) {
        slash = strchr(slash + 1, '/');
        if (slash)
            *slash = '\0';
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            status = fail_errno(err, errno, "cannot make folder %s", copy);
        if (slash)
            *slash = '/';
    }
    free(copy);
    return status;
}

/* A new index carries its format from its first commit on, so that it is never without. */
static fund_status set_format(xapian_writable *db, const char *path, fund_error *err)
{
    xapian_error xerr;
    char analysis[FINGERPRINT_SIZE];
    analysis_fingerprint(analysis);
    if (xapian_writable_set_metadata(db, FORMAT_KEY, XAPIAN_NUL_TERMINATED, FORMAT_VERSION,
                                     XAPIAN_NUL_TERMINATED, &xerr) ||
        xapian_writable_set_metadata(db, ANALYSIS_KEY, XAPIAN_NUL_TERMINATED, analysis,
                                     XAPIAN_NUL_TERMINATED, &xerr) ||
        xapian_writable_commit(db, &xerr))
        return fail_xapian(err, &xerr, path);
    return FUND_OK;
}

/* Killed between making the database and setting its format: nothing can be in it. */
static bool is_newborn(xapian_database *db)
{
    xapian_docid last;
    xapian_string format;
    return !xapian_database_metadata(db, &format, FORMAT_KEY, XAPIAN_NUL_TERMINATED, NULL) &&
           format.len == 0 && !xapian_database_last_docid(db, &last, NULL) && last == 0;
}

fund_status database_open_writable(xapian_writable **db, const char *path, bool must_exist,
                                   fund_error *err)
{
    enum place place;
    xapian_error xerr;
    *db = NULL;
    fund_status status = look_at(path, &place, err);
    if (status != FUND_OK)
        return status;
    if (place == PLACE_NO_FOLDER || place == PLACE_OTHER_FOLDER)
        return fail_place(err, path, place);
    if (place != PLACE_INDEX && must_exist)
        return fail_no_index(err, path);
    if (place == PLACE_NOTHING)
        status = make_folders(path, err);
    if (status == FUND_OK)
        status = check_rights(path, err);
    if (status != FUND_OK)
        return status;
    unsigned flags = place == PLACE_INDEX ? XAPIAN_DB_OPEN : XAPIAN_DB_CREATE;
    if (place == PLACE_INDEX)
        status = check_tables(path, err);
    if (status != FUND_OK)
        return status;
    if (xapian_writable_open(db, path, flags, 0, &xerr))
        return fail_xapian(err, &xerr, path);
    if (is_newborn(xapian_writable_database(*db)))
        status = set_format(*db, path, err);
    else
        status = check_format(xapian_writable_database(*db), path, err);
    if (status == FUND_OK)
        status = database_check_analysis(xapian_writable_database(*db), path, err);
    if (status != FUND_OK) {
        xapian_writable_free(*db);
        *db = NULL;
    }
    return status;
}

static bool add_file_size(int folder, const char *name, void *data)
{
    struct stat info;
    uint64_t *bytes = data;
    if (fstatat(folder, name, &info, 0) == 0 && S_ISREG(info.st_mode))
        *bytes += (uint64_t)info.st_size;
    return true;
}

fund_status database_disk_bytes(uint64_t *bytes, const char *path, fund_error *err)
{
    *bytes = 0;
    return for_each_entry(path, add_file_size, bytes, err);
}
