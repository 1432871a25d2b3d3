/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compaction, several databases into one if need be, and checking files for faults. */
#include "indexer/xapian-c/handles.h"

#include <cstdio>
#include <ostream>
#include <streambuf>

static_assert(XAPIAN_COMPACT_STANDARD == int(Xapian::Compactor::STANDARD) &&
                  XAPIAN_COMPACT_FULL == int(Xapian::Compactor::FULL) &&
                  XAPIAN_COMPACT_FULLER == int(Xapian::Compactor::FULLER) &&
                  XAPIAN_COMPACT_NO_RENUMBER == Xapian::DBCOMPACT_NO_RENUMBER &&
                  XAPIAN_COMPACT_MULTIPASS == Xapian::DBCOMPACT_MULTIPASS &&
                  XAPIAN_COMPACT_SINGLE_FILE == Xapian::DBCOMPACT_SINGLE_FILE,
              "the flags are libxapian's own");
static_assert(XAPIAN_CHECK_SHORT_TREE == Xapian::DBCHECK_SHORT_TREE &&
                  XAPIAN_CHECK_FULL_TREE == Xapian::DBCHECK_FULL_TREE &&
                  XAPIAN_CHECK_SHOW_FREELIST == Xapian::DBCHECK_SHOW_FREELIST &&
                  XAPIAN_CHECK_SHOW_STATS == Xapian::DBCHECK_SHOW_STATS &&
                  XAPIAN_CHECK_FIX == Xapian::DBCHECK_FIX,
              "the flags are libxapian's own");

namespace
{
/* libxapian 1.4 hands over the key as it stands in the table, behind two bytes. */
xapian_string metadata_key(const std::string &key)
{
    xapian_string bare = view(key);
    if (key.compare(0, 2, "\0\xc0", 2) == 0)
        bare = {bare.data + 2, bare.len - 2};
    return bare;
}

class callback_compactor : public Xapian::Compactor
{
    const xapian_compaction &options;

  public:
    explicit callback_compactor(const xapian_compaction &options) : options(options)
    {
    }

    void set_status(const std::string &table, const std::string &status) override
    {
        if (options.progress)
            is_accepted(options.progress(options.data, table.c_str(), status.c_str()));
    }

    std::string resolve_duplicate_metadata(const std::string &key, size_t n,
                                           const std::string values[]) override
    {
        if (!options.resolve)
            return values[0];
        std::vector<xapian_string> views(n);
        std::transform(values, values + n, views.begin(), view);
        size_t chosen = options.resolve(options.data, metadata_key(key), views.data(), n);
        return chosen < n ? values[chosen] : std::string();
    }
};

class file_buffer : public std::streambuf
{
    FILE *file;

    int_type overflow(int_type c) override
    {
        return c == traits_type::eof() ? traits_type::not_eof(c) : putc(c, file);
    }

    std::streamsize xsputn(const char *text, std::streamsize len) override
    {
        return std::streamsize(fwrite(text, 1, size_t(len), file));
    }

  public:
    explicit file_buffer(FILE *file) : file(file)
    {
    }
};

size_t check(const char *path, unsigned flags, FILE *out)
{
    file_buffer buffer(out);
    std::ostream stream(&buffer);
    return Xapian::Database::check(path, int(flags), out ? &stream : nullptr);
}

void compact(Xapian::Database &db, const char *path, const xapian_compaction &options)
{
    if (db.size() == 0)
        throw Xapian::InvalidOperationError("no database to compact");
    callback_compactor compactor(options);
    db.compact(path, options.flags, options.block_size, compactor);
}
} // namespace

xapian_status xapian_database_compact(xapian_database *db, const char *path,
                                      const xapian_compaction *options, xapian_error *err)
{
    return guarded(
        err, [&] { compact(real(db), path, with_defaults(options, XAPIAN_COMPACTION_INIT)); });
}

xapian_status xapian_database_check(size_t *n_faults, const char *path, unsigned flags, FILE *out,
                                    xapian_error *err)
{
    return get(n_faults, err, [&] { return check(path, flags, out); });
}
