/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The values of datum:, seit: and zahl: as ranges:
 *
 *     2024-10          2024-10-01 to 2024-10-31        1.000..4.000    1000 to 4000
 *     ..2024           to 2024-12-31                   1,5..           from 1.5 on
 *     gestern          the day before today            7t (seit:)      from a week ago on
 */
#ifndef SEARCHER_QUERY_RANGE_H
#define SEARCHER_QUERY_RANGE_H

#include "searcher/query.h"

#define RANGE_DATE_FORMS "2024-10-21, 21.10.2024, 2024-10, 2024, heute, gestern, 2024-10..2024-12"
#define RANGE_SINCE_FORMS "7t (days), 2w (weeks), 3m (months), 1j (years), 2024-10-21, gestern"
#define RANGE_NUMBER_FORMS "1500, 1000..4000, 1000.., ..4000"

/*
 * Reads the value of `field`, one of those that take a range; false when it is none. One that was
 * written the wrong way round, 2025..2024, is put right.
 */
bool range_read(enum query_field field, const char *value, size_t len, int32_t today,
                struct query_range *range, bool *is_reversed);

enum { RANGE_SIZE = 64 };

/* The range as range_read() takes it: "2024-10-01..2024-10-31". */
void range_write(enum query_field field, struct query_range range, char written[RANGE_SIZE]);

#endif
