/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SOURCE_DATE_H
#define INDEXER_SOURCE_DATE_H

#include <stdbool.h>
#include <stddef.h>

enum { DATE_SIZE = sizeof "2024-10-21T10:00:00+01:00" };

/* The forms to name in a message about a date that could not be read. */
#define DATE_FORMS "2024-10-21, 2024-10-21T10:00+02:00, 21.10.2024 or 21. Oktober 2024"

/* Reads a date as people and feeds write it; false when it is none. */
bool date_parse(char iso[DATE_SIZE], const char *text, size_t len);

#endif
