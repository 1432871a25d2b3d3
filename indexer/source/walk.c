/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/source/input.h"
#include "indexer/utf8.h"

struct folder {
    struct dirent **names;
    int n_names, next;
    size_t path_len; /* with the slash behind it */
};

enum file_kind file_kind(const char *name)
{
    static const struct {
        const char *ending;
        enum file_kind kind;
    } kinds[] = {{".txt", KIND_PLAIN}, {".json", KIND_JSON}, {".jsonl", KIND_JSON_LINES}};
    const char *slash = strrchr(name, '/'), *ending = strrchr(slash ? slash : name, '.');
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && ending; i++)
        if (strlen(ending) == strlen(kinds[i].ending) &&
            utf8_equal_ascii_case(ending, kinds[i].ending, strlen(ending)))
            return kinds[i].kind;
    return KIND_NONE;
}

static fund_status fail_path(const struct walk *walk, int error_number, fund_error *err)
{
    char shown[SHOWN_SIZE];
    utf8_show(shown, sizeof shown, walk->path);
    return fail_errno(err, error_number, "%s", shown);
}

/* Makes the path its first `len` bytes and `name`. */
static bool set_path(struct walk *walk, size_t len, const char *name)
{
    size_t name_len = strlen(name), needed = len + name_len + sizeof "/";
    if (needed > walk->path_cap) {
        char *path = realloc(walk->path, needed * 2);
        if (!path)
            return false;
        walk->path = path;
        walk->path_cap = needed * 2;
    }
    memcpy(walk->path + len, name, name_len + 1);
    walk->path_len = len + name_len;
    return true;
}

static int is_wanted(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static struct folder *new_folder(struct walk *walk)
{
    if (walk->n_folders == walk->cap_folders) {
        size_t cap = walk->cap_folders ? walk->cap_folders * 2 : 16;
        struct folder *folders = realloc(walk->folders, cap * sizeof *folders);
        if (!folders)
            return NULL;
        walk->folders = folders;
        walk->cap_folders = cap;
    }
    return &walk->folders[walk->n_folders];
}

/* Goes down into the folder at the path. */
static fund_status enter(struct walk *walk, int flags, fund_error *err)
{
    struct folder *folder = new_folder(walk);
    if (!folder)
        return fail_no_memory(err);
    int fd = (int)TEMP_FAILURE_RETRY(open(walk->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags));
    if (fd < 0)
        return fail_path(walk, errno, err);
    int n = scandirat(fd, ".", &folder->names, is_wanted, compare_names);
    int error_number = errno;
    close(fd);
    if (n < 0)
        return fail_path(walk, error_number, err);
    if (walk->path[walk->path_len - 1] != '/' && !set_path(walk, walk->path_len, "/")) {
        while (n > 0)
            free(folder->names[--n]);
        free(folder->names);
        return fail_no_memory(err);
    }
    folder->n_names = n;
    folder->next = 0;
    folder->path_len = walk->path_len;
    walk->n_folders++;
    return FUND_OK;
}

static void leave(struct walk *walk)
{
    struct folder *folder = &walk->folders[--walk->n_folders];
    for (int i = 0; i < folder->n_names; i++)
        free(folder->names[i]);
    free(folder->names);
}

/* Looks at the entry at the path: enters a folder, fills `found` for a file that is wanted. */
static fund_status visit(struct walk *walk, unsigned char type, struct found *found,
                         fund_error *err)
{
    struct stat st;
    enum file_kind kind = file_kind(walk->path);
    if (type == DT_DIR)
        return enter(walk, O_NOFOLLOW, err);
    if (type == DT_UNKNOWN) {
        if (lstat(walk->path, &st) < 0)
            return fail_path(walk, errno, err);
        if (S_ISDIR(st.st_mode))
            return enter(walk, O_NOFOLLOW, err);
    }
    if (kind == KIND_NONE)
        return FUND_OK;
    if (stat(walk->path, &st) < 0)
        return fail_path(walk, errno, err);
    if (S_ISREG(st.st_mode))
        *found = (struct found){walk->path, walk->path + walk->root_len, kind, st.st_size};
    return FUND_OK;
}

fund_status walk_open(struct walk *walk, const char *path, fund_error *err)
{
    memset(walk, 0, sizeof *walk);
    if (!set_path(walk, 0, path))
        return fail_no_memory(err);
    fund_status status = enter(walk, 0, err);
    walk->root_len = walk->path_len;
    return status;
}

fund_status walk_next(struct walk *walk, struct found *found, fund_error *err)
{
    fund_status status = FUND_OK;
    *found = (struct found){0};
    while (walk->n_folders > 0 && !found->path && status == FUND_OK) {
        struct folder *folder = &walk->folders[walk->n_folders - 1];
        if (folder->next == folder->n_names) {
            leave(walk);
            continue;
        }
        const struct dirent *entry = folder->names[folder->next++];
        status = set_path(walk, folder->path_len, entry->d_name)
                     ? visit(walk, entry->d_type, found, err)
                     : fail_no_memory(err);
    }
    return status;
}

void walk_release(struct walk *walk)
{
    while (walk->n_folders > 0)
        leave(walk);
    free(walk->folders);
    free(walk->path);
    memset(walk, 0, sizeof *walk);
}
