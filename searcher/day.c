/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/day.h"

#include <time.h>

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* The first of January of the year. */
static int32_t year_start(int year)
{
    int before = year - 1;
    return DAY_MIN + before * 365 + before / 4 - before / 100 + before / 400;
}

bool day_of(struct date date, int32_t *day)
{
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12)
        return false;
    if (date.day < 1 || date.day > days_in_month(date.year, date.month))
        return false;
    *day = year_start(date.year) + date.day - 1;
    for (int month = 1; month < date.month; month++)
        *day += days_in_month(date.year, month);
    return true;
}

struct date day_date(int32_t day)
{
    struct date date = {(day - DAY_MIN) / 366 + 1, 1, 1};
    while (date.year < 9999 && year_start(date.year + 1) <= day)
        date.year++;
    int32_t rest = day - year_start(date.year);
    while (rest >= days_in_month(date.year, date.month))
        rest -= days_in_month(date.year, date.month++);
    date.day = rest + 1;
    return date;
}

int32_t day_today(void)
{
    time_t now = time(NULL);
    struct tm local;
    int32_t day = 0;
    if (localtime_r(&now, &local))
        day_of((struct date){local.tm_year + 1900, local.tm_mon + 1, local.tm_mday}, &day);
    return day;
}
