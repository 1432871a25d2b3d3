/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Databases for reading: opening them in all the ways there are, grouping, reopening, closing. */
#include "indexer/xapian-c/handles.h"

static_assert(sizeof(Xapian::docid) == 4 && sizeof(Xapian::termcount) == 4 &&
                  sizeof(Xapian::doccount) == 4 && sizeof(Xapian::termpos) == 4 &&
                  sizeof(Xapian::valueno) == 4,
              "xapian-c.h has 32-bit numbers");
static_assert(XAPIAN_DB_CREATE_OR_OPEN == Xapian::DB_CREATE_OR_OPEN &&
                  XAPIAN_DB_CREATE_OR_OVERWRITE == Xapian::DB_CREATE_OR_OVERWRITE &&
                  XAPIAN_DB_CREATE == Xapian::DB_CREATE && XAPIAN_DB_OPEN == Xapian::DB_OPEN &&
                  XAPIAN_DB_NO_SYNC == Xapian::DB_NO_SYNC &&
                  XAPIAN_DB_FULL_SYNC == Xapian::DB_FULL_SYNC &&
                  XAPIAN_DB_DANGEROUS == Xapian::DB_DANGEROUS &&
                  XAPIAN_DB_NO_TERMLIST == Xapian::DB_NO_TERMLIST &&
                  XAPIAN_DB_RETRY_LOCK == Xapian::DB_RETRY_LOCK &&
                  XAPIAN_DB_BACKEND_GLASS == Xapian::DB_BACKEND_GLASS &&
                  XAPIAN_DB_BACKEND_CHERT == Xapian::DB_BACKEND_CHERT &&
                  XAPIAN_DB_BACKEND_STUB == Xapian::DB_BACKEND_STUB &&
                  XAPIAN_DB_BACKEND_INMEMORY == Xapian::DB_BACKEND_INMEMORY,
              "the flags are libxapian's own");

static xapian_database *new_database(Xapian::Database db)
{
    return new xapian_database{std::move(db), {}};
}

xapian_status xapian_database_open(xapian_database **db, const char *path, unsigned flags,
                                   xapian_error *err)
{
    return make(db, err, [&] { return new_database(Xapian::Database(path, int(flags))); });
}

xapian_status xapian_database_open_many(xapian_database **db, const char *const *paths, size_t n,
                                        unsigned flags, xapian_error *err)
{
    return make(db, err, [&] {
        Xapian::Database group;
        for (size_t i = 0; i < n; i++)
            group.add_database(Xapian::Database(paths[i], int(flags)));
        return new_database(std::move(group));
    });
}

xapian_status xapian_database_open_fd(xapian_database **db, int fd, unsigned flags,
                                      xapian_error *err)
{
    return make(db, err, [&] { return new_database(Xapian::Database(fd, int(flags))); });
}

xapian_status xapian_database_open_remote(xapian_database **db, const char *host, unsigned port,
                                          unsigned timeout, unsigned connect_timeout,
                                          xapian_error *err)
{
    return make(db, err, [&] {
        return new_database(Xapian::Remote::open(host, port, timeout, connect_timeout));
    });
}

xapian_status xapian_database_open_program(xapian_database **db, const char *program,
                                           const char *args, unsigned timeout, xapian_error *err)
{
    return make(db, err,
                [&] { return new_database(Xapian::Remote::open(program, args, timeout)); });
}

xapian_status xapian_database_add(xapian_database *db, xapian_database *other, xapian_error *err)
{
    return guarded(err, [&] { real(db).add_database(real(other)); });
}

size_t xapian_database_n_shards(const xapian_database *db)
{
    return real(db).size();
}

xapian_status xapian_database_reopen(xapian_database *db, bool *changed, xapian_error *err)
{
    bool unwanted;
    return get(changed ? changed : &unwanted, err, [&] { return real(db).reopen(); });
}

xapian_status xapian_database_close(xapian_database *db, xapian_error *err)
{
    return guarded(err, [&] { real(db).close(); });
}

void xapian_database_free(xapian_database *db)
{
    delete db;
}

xapian_status xapian_database_keep_alive(xapian_database *db, xapian_error *err)
{
    return guarded(err, [&] { real(db).keep_alive(); });
}

xapian_status xapian_database_uuid(xapian_database *db, xapian_string *uuid, xapian_error *err)
{
    return get_text(db, uuid, err, [&] { return real(db).get_uuid(); });
}

xapian_status xapian_database_revision(xapian_database *db, uint64_t *revision, xapian_error *err)
{
    return get(revision, err, [&] { return real(db).get_revision(); });
}

xapian_status xapian_database_is_locked(xapian_database *db, bool *locked, xapian_error *err)
{
    return get(locked, err, [&] { return real(db).locked(); });
}

xapian_status xapian_database_metadata(xapian_database *db, xapian_string *value, const char *key,
                                       size_t len, xapian_error *err)
{
    return get_text(db, value, err, [&] { return real(db).get_metadata(bytes(key, len)); });
}

xapian_status xapian_database_suggest_spelling(xapian_database *db, xapian_string *suggestion,
                                               const char *word, size_t len, unsigned max_edits,
                                               xapian_error *err)
{
    return get_text(db, suggestion, err,
                    [&] { return real(db).get_spelling_suggestion(bytes(word, len), max_edits); });
}
