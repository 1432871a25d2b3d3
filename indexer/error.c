/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "indexer/utf8.h"

/* vsnprintf() may have cut the last character in half: drop its bytes. */
static void drop_partial_character(char *text)
{
    size_t len = strlen(text);
    size_t lead = len;
    while (lead > 0 && ((unsigned char)text[lead - 1] & 0xC0) == 0x80)
        lead--;
    if (lead == 0)
        return;
    unsigned char c = (unsigned char)text[lead - 1];
    size_t want = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (len - (lead - 1) < want)
        text[lead - 1] = '\0';
}

/* A file name or an id may hold anything: no message shall command the terminal it is read on. */
static void replace_controls(char *text)
{
    char *out = text;
    for (const char *c = text; *c;) {
        size_t len = utf8_control_len(c);
        *out++ = len > 0 ? '?' : *c;
        c += len > 0 ? len : 1;
    }
    *out = '\0';
}

/* A path may hold any bytes: what is not UTF-8 becomes '?'. */
static void replace_bad_bytes(char *text)
{
    size_t len = strlen(text), bad;
    while (!utf8_is_valid(text, len, &bad))
        text[bad] = '?';
}

static void format_message(fund_error *err, const char *format, va_list args)
{
    int written = vsnprintf(err->message, sizeof err->message, format, args);
    if (written >= (int)sizeof err->message)
        drop_partial_character(err->message);
    replace_bad_bytes(err->message);
    replace_controls(err->message);
}

static fund_status fill(fund_error *err, fund_status status, const char *format, va_list args)
{
    if (err) {
        err->status = status;
        err->offset = 0;
        format_message(err, format, args);
    }
    return status;
}

fund_status fail(fund_error *err, fund_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, status, format, args);
    va_end(args);
    return status;
}

fund_status fail_no_memory(fund_error *err)
{
    return fail(err, FUND_NO_MEMORY, "out of memory");
}

static fund_status errno_status(int error_number)
{
    switch (error_number) {
    case ENOENT:
    case ENOTDIR:
        return FUND_NOT_FOUND;
    case ENOMEM:
        return FUND_NO_MEMORY;
    case EINTR:
        return FUND_INTERRUPTED;
    default:
        return FUND_IO;
    }
}

fund_status fail_errno(fund_error *err, int error_number, const char *format, ...)
{
    va_list args;
    fund_status status = errno_status(error_number);
    va_start(args, format);
    fill(err, status, format, args);
    va_end(args);
    if (err) {
        size_t len = strlen(err->message);
        snprintf(err->message + len, sizeof err->message - len, ": %s", strerror(error_number));
    }
    return status;
}

const char *fund_status_name(fund_status status)
{
    switch (status) {
    case FUND_OK:
        return "ok";
    case FUND_SYNTAX:
        return "syntax";
    case FUND_INPUT:
        return "input";
    case FUND_INVALID:
        return "invalid";
    case FUND_NOT_FOUND:
        return "not found";
    case FUND_LOCKED:
        return "locked";
    case FUND_CHANGED:
        return "changed";
    case FUND_CORRUPT:
        return "corrupt";
    case FUND_FORMAT:
        return "format";
    case FUND_IO:
        return "io";
    case FUND_INTERRUPTED:
        return "interrupted";
    case FUND_NO_MEMORY:
        return "no memory";
    case FUND_INTERNAL:
        return "internal";
    }
    return "unknown";
}

#define AS_TEXT_(x) #x
#define AS_TEXT(x) AS_TEXT_(x)

const char *fund_version(void)
{
    return AS_TEXT(FUND_VERSION_MAJOR) "." AS_TEXT(FUND_VERSION_MINOR) "." AS_TEXT(
        FUND_VERSION_PATCH);
}
