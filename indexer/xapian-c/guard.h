/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The one place where exceptions end. Every function of the binding is a single expression:
 *
 *     return guarded(err, [&] { real(db).commit(); });                       does something
 *     return get(n, err, [&] { return real(db).get_doccount(); });           gives a value
 *     return get_text(db, uuid, err, [&] { return real(db).get_uuid(); });   gives a string
 *     return make(query, err, [&] { return new xapian_query{...}; });        gives a handle
 *
 * The last three set the result to nothing first, so that it is nothing on failure.
 */
#ifndef XAPIAN_C_GUARD_H
#define XAPIAN_C_GUARD_H

#include "include/xapian-c.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <xapian.h>

/* Thrown by the callback adapters when a C callback answers XAPIAN_ABORT. */
struct callback_abort {
};

/* Fill `err` from the exception being handled. To be called in a catch block only. */
xapian_status report_current_exception(xapian_error *err) noexcept;

template <class Body> xapian_status guarded(xapian_error *err, Body &&body) noexcept
{
    try {
        if constexpr (std::is_void_v<decltype(body())>) {
            body();
            return XAPIAN_OK;
        } else {
            return body();
        }
    } catch (...) {
        return report_current_exception(err);
    }
}

template <class Result, class Body>
xapian_status get(Result *result, xapian_error *err, Body &&body) noexcept
{
    return guarded(err, [&] {
        assert(result);
        *result = Result();
        *result = body();
    });
}

inline xapian_string view(const std::string &text)
{
    return {text.data(), text.size()};
}

/* The string stays in the handle until its next call. */
template <class Handle, class Body>
xapian_status get_text(Handle *handle, xapian_string *result, xapian_error *err,
                       Body &&body) noexcept
{
    return guarded(err, [&] {
        assert(handle && result);
        *result = {"", 0};
        handle->text = body();
        *result = view(handle->text);
    });
}

template <class Handle, class Body>
xapian_status make(Handle **handle, xapian_error *err, Body &&body) noexcept
{
    return get(handle, err, std::forward<Body>(body));
}

/* The C++ object in a handle. */
template <class Handle> auto &real(Handle *handle)
{
    assert(handle);
    return handle->real;
}

inline std::string bytes(const char *data, size_t len)
{
    assert(data || len == 0);
    if (len == XAPIAN_NUL_TERMINATED)
        return data;
    return len ? std::string(data, len) : std::string();
}

/* libxapian 1.4 reports bytes that break off as trouble with the network, or believes a length. */
template <class Body> auto unserialise(Body &&body)
{
    try {
        return body();
    } catch (const Xapian::NetworkError &e) {
        throw Xapian::SerialisationError(e.get_msg());
    } catch (const std::length_error &e) {
        throw Xapian::SerialisationError(e.what());
    }
}

/* Options of a caller that may have been built with an older, shorter struct. */
template <class Options>
Options with_defaults(const Options *given, std::common_type_t<Options> defaults)
{
    if (given)
        std::memcpy(static_cast<void *>(&defaults), given, std::min(given->size, sizeof defaults));
    return defaults;
}

#endif
