/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Raising an error in one line: the caller's struct is filled, the status comes back. */
#ifndef INDEXER_ERROR_H
#define INDEXER_ERROR_H

#include <fundstelle.h>

/*
 * Fills `*err` (NULL is fine) and returns `status`:
 *
 *     return fail(err, FUND_INPUT, "%s:%zu: no \"body\"", path, line);
 *
 * A message that is too long is cut at the bound of a character; control characters in it
 * (a file name may hold any) become '?', so that it stays one line.
 */
__attribute__((format(printf, 3, 4))) fund_status fail(fund_error *err, fund_status status,
                                                       const char *format, ...);

/* The one message for an allocation that failed. */
fund_status fail_no_memory(fund_error *err);

/* As fail(), with the status that fits `error_number` and strerror() behind the message. */
__attribute__((format(printf, 3, 4))) fund_status fail_errno(fund_error *err, int error_number,
                                                             const char *format, ...);

#endif
