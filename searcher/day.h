/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Days as numbers, so that "seven days ago" is a subtraction: 0 is 1970-01-01. */
#ifndef SEARCHER_DAY_H
#define SEARCHER_DAY_H

#include <stdbool.h>
#include <stdint.h>

/* 0001-01-01 and 9999-12-31: the ends of a range that was left open. */
enum { DAY_MIN = -719162, DAY_MAX = 2932896 };

struct date {
    int year, month, day;
};

/* False for a date that is in no calendar, such as 2023-02-29. */
bool day_of(struct date date, int32_t *day);

/* The date of a day from DAY_MIN to DAY_MAX. */
struct date day_date(int32_t day);

/* 28 to 31. */
int days_in_month(int year, int month);

/* The day that it is here and now, by the local clock. */
int32_t day_today(void);

#endif
