/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

fund_status folder_sync(const char *path, fund_error *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fail_errno(err, errno, "%s", path);
    int error_number = fsync(fd) == 0 ? 0 : errno;
    close(fd);
    /* Some file systems cannot do this to a folder, and need not. */
    return error_number && error_number != EINVAL ? fail_errno(err, error_number, "%s", path)
                                                  : FUND_OK;
}

void folder_remove(const char *path)
{
    /* Not through a link, which might lead out of the index. */
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    struct dirent *entry;
    if (!folder && fd >= 0)
        close(fd);
    if (!folder)
        return;
    while ((entry = readdir(folder)) != NULL)
        unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
    rmdir(path);
}
