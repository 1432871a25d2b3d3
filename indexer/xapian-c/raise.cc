/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For the tests alone, and not in the library: throw what is asked for inside the guard. */
#include "indexer/xapian-c/guard.h"

#include <new>
#include <stdexcept>

namespace
{
template <class Error> void raise_error()
{
    throw Error("raised for a test", "the context", ENOENT);
}

struct raiser {
    const char *type;
    void (*raise)();
};

const raiser raisers[] = {
    {"AssertionError", raise_error<Xapian::AssertionError>},
    {"DatabaseClosedError", raise_error<Xapian::DatabaseClosedError>},
    {"DatabaseCorruptError", raise_error<Xapian::DatabaseCorruptError>},
    {"DatabaseCreateError", raise_error<Xapian::DatabaseCreateError>},
    {"DatabaseError", raise_error<Xapian::DatabaseError>},
    {"DatabaseLockError", raise_error<Xapian::DatabaseLockError>},
    {"DatabaseModifiedError", raise_error<Xapian::DatabaseModifiedError>},
    {"DatabaseNotFoundError", raise_error<Xapian::DatabaseNotFoundError>},
    {"DatabaseOpeningError", raise_error<Xapian::DatabaseOpeningError>},
    {"DatabaseVersionError", raise_error<Xapian::DatabaseVersionError>},
    {"DocNotFoundError", raise_error<Xapian::DocNotFoundError>},
    {"FeatureUnavailableError", raise_error<Xapian::FeatureUnavailableError>},
    {"InternalError", raise_error<Xapian::InternalError>},
    {"InvalidArgumentError", raise_error<Xapian::InvalidArgumentError>},
    {"InvalidOperationError", raise_error<Xapian::InvalidOperationError>},
    {"NetworkError", raise_error<Xapian::NetworkError>},
    {"NetworkTimeoutError", raise_error<Xapian::NetworkTimeoutError>},
    {"QueryParserError", raise_error<Xapian::QueryParserError>},
    {"RangeError", raise_error<Xapian::RangeError>},
    {"SerialisationError", raise_error<Xapian::SerialisationError>},
    {"UnimplementedError", raise_error<Xapian::UnimplementedError>},
    {"WildcardError", raise_error<Xapian::WildcardError>},
    {"bad_alloc", [] { throw std::bad_alloc(); }},
    {"length_error", [] { throw std::length_error("too long"); }},
    {"callback_abort", [] { throw callback_abort(); }},
    {"exception", [] { throw std::runtime_error("some other exception"); }},
    {"unknown", [] { throw 42; }},
};
} // namespace

/* XAPIAN_OK if there is no such type. */
extern "C" xapian_status test_raise(const char *type, xapian_error *err)
{
    return guarded(err, [&] {
        for (const raiser &known : raisers)
            if (std::strcmp(known.type, type) == 0)
                known.raise();
    });
}
