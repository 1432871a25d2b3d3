/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands behind the handles that more than one file uses: `real` is the object of libxapian,
 * `text` the last string handed out.
 */
#ifndef XAPIAN_C_HANDLES_H
#define XAPIAN_C_HANDLES_H

#include "indexer/xapian-c/guard.h"

#include <memory>
#include <vector>

struct xapian_database {
    Xapian::Database real;
    std::string text;
};

struct xapian_writable {
    Xapian::WritableDatabase real;
    xapian_database reader; /* shares the shards of `real` */
};

struct xapian_document {
    Xapian::Document real;
    std::string text;
};

struct xapian_query {
    Xapian::Query real;
    bool is_fragile;
    std::string text;
};

struct xapian_enquire {
    /* libxapian keeps bare pointers to the spies, so they must outlive it. */
    std::vector<std::shared_ptr<Xapian::MatchSpy>> spies;
    Xapian::Enquire real;
    size_t n_shards;
};

struct xapian_rset {
    Xapian::RSet real;
};

struct xapian_mset {
    Xapian::MSet real;
    std::string text, collapse_key;
};

struct xapian_eset {
    Xapian::ESet real;
    std::string text;
};

struct xapian_stem {
    Xapian::Stem real;
    std::string text;
};

/*
 * An iterator that knows whether it stands before its first item, on one, or behind the last;
 * asking a libxapian iterator for what is not there would be undefined.
 */
template <class Iterator> struct cursor {
    Iterator real;
    bool is_started = false;

    bool is_at_end() const
    {
        return real == Iterator();
    }

    bool next()
    {
        if (is_started && !is_at_end()) {
            Iterator moved = std::move(real); /* a failure leaves `real` at the end */
            ++moved;
            real = std::move(moved);
        }
        is_started = true;
        return !is_at_end();
    }

    template <class Key, class Target> bool skip_to(Key key, const Target &target)
    {
        is_started = true;
        if (!is_at_end() && key(real) < target) {
            Iterator moved = std::move(real);
            moved.skip_to(target);
            real = std::move(moved);
        }
        return !is_at_end();
    }

    const Iterator &current() const
    {
        if (!is_started || is_at_end())
            throw Xapian::InvalidOperationError("the iterator is not on an item");
        return real;
    }
};

struct xapian_terms : cursor<Xapian::TermIterator> {
    std::string text;
};

xapian_terms *new_terms(Xapian::TermIterator begin);

/* Throws if libxapian would crash on the query; the handle knows if only a single shard is sound.
 * See query.cc. */
xapian_query *new_query(Xapian::Query query);

/* A document handle for the time of a callback. */
template <class Callback> auto call_with_document(const Xapian::Document &doc, Callback callback)
{
    xapian_document handle{doc, {}};
    return callback(&handle);
}

inline bool is_accepted(xapian_verdict verdict)
{
    if (verdict == XAPIAN_ABORT)
        throw callback_abort();
    return verdict != XAPIAN_REJECT;
}

#endif
