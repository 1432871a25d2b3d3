/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Exceptions to statuses: each class of libxapian, by name, becomes what a caller would do about
 * it. */
#include "indexer/xapian-c/guard.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <stdexcept>

namespace
{
struct mapping {
    const char *type;
    xapian_status status;
};

const mapping mappings[] = {
    {"AssertionError", XAPIAN_INTERNAL},
    {"DatabaseClosedError", XAPIAN_CLOSED},
    {"DatabaseCorruptError", XAPIAN_CORRUPT},
    {"DatabaseCreateError", XAPIAN_CREATE_FAILED},
    {"DatabaseError", XAPIAN_DATABASE_FAILED},
    {"DatabaseLockError", XAPIAN_LOCKED},
    {"DatabaseModifiedError", XAPIAN_MODIFIED},
    {"DatabaseNotFoundError", XAPIAN_NOT_FOUND},
    {"DatabaseOpeningError", XAPIAN_DATABASE_FAILED},
    {"DatabaseVersionError", XAPIAN_VERSION_MISMATCH},
    {"DocNotFoundError", XAPIAN_DOC_NOT_FOUND},
    {"FeatureUnavailableError", XAPIAN_UNSUPPORTED},
    {"InternalError", XAPIAN_INTERNAL},
    {"InvalidArgumentError", XAPIAN_INVALID_ARGUMENT},
    {"InvalidOperationError", XAPIAN_INVALID_OPERATION},
    {"NetworkError", XAPIAN_NETWORK_FAILED},
    {"NetworkTimeoutError", XAPIAN_NETWORK_TIMEOUT},
    {"QueryParserError", XAPIAN_PARSE_FAILED},
    {"RangeError", XAPIAN_OUT_OF_RANGE},
    {"SerialisationError", XAPIAN_BAD_SERIALISATION},
    {"UnimplementedError", XAPIAN_UNSUPPORTED},
    {"WildcardError", XAPIAN_WILDCARD_LIMIT},
};

xapian_status status_of(const Xapian::Error &error) noexcept
{
    for (const mapping &known : mappings)
        if (std::strcmp(known.type, error.get_type()) == 0)
            return known.status;
    return XAPIAN_OTHER;
}

/* The operating system's text is made on demand, which may itself run out of memory. */
const char *cause_of(const Xapian::Error &error) noexcept
{
    try {
        return error.get_error_string();
    } catch (...) {
        return nullptr;
    }
}

template <size_t n> void copy(char (&to)[n], const char *from) noexcept
{
    size_t len = from ? strnlen(from, n - 1) : 0;
    std::copy_n(from, len, to);
    to[len] = '\0';
}

xapian_status fill(xapian_error *err, xapian_status status, const char *type, const char *message,
                   const char *context = "", const char *cause = "") noexcept
{
    if (err) {
        err->status = status;
        copy(err->type, type);
        copy(err->message, message);
        copy(err->context, context);
        copy(err->cause, cause);
    }
    return status;
}
} // namespace

xapian_status report_current_exception(xapian_error *err) noexcept
{
    try {
        throw;
    } catch (const Xapian::Error &e) {
        return fill(err, status_of(e), e.get_type(), e.get_msg().c_str(), e.get_context().c_str(),
                    cause_of(e));
    } catch (const std::bad_alloc &) {
        return fill(err, XAPIAN_OUT_OF_MEMORY, "bad_alloc", "out of memory");
    } catch (const std::length_error &e) {
        return fill(err, XAPIAN_INVALID_ARGUMENT, "length_error", e.what());
    } catch (const callback_abort &) {
        return fill(err, XAPIAN_ABORTED, "callback_abort", "a callback asked to stop");
    } catch (const std::exception &e) {
        return fill(err, XAPIAN_OTHER, "exception", e.what());
    } catch (...) {
        return fill(err, XAPIAN_OTHER, "unknown", "an exception of unknown type");
    }
}

const char *xapian_status_string(xapian_status status)
{
    static const char *const names[] = {
        "ok",
        "done",
        "locked",
        "modified",
        "corrupt",
        "not found",
        "document not found",
        "version mismatch",
        "closed",
        "create failed",
        "database failed",
        "network failed",
        "network timeout",
        "invalid argument",
        "invalid operation",
        "unsupported",
        "out of range",
        "bad serialisation",
        "parse failed",
        "wildcard limit",
        "aborted",
        "out of memory",
        "internal",
        "other",
    };
    static_assert(std::size(names) == XAPIAN_OTHER + 1, "a name for each status, in its order");
    return size_t(status) < std::size(names) ? names[status] : "unknown";
}

const char *xapian_version_string(void)
{
    return Xapian::version_string();
}
