/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query-range.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/utf8.h"
#include "searcher/day.h"

struct cursor {
    const char *at, *end;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool take(struct cursor *in, char c)
{
    if (in->at == in->end || *in->at != c)
        return false;
    in->at++;
    return true;
}

static size_t count_digits(struct cursor in)
{
    const char *start = in.at;
    while (in.at < in.end && is_digit(*in.at))
        in.at++;
    return (size_t)(in.at - start);
}

/* A number of `min` to `max` digits and not one more. */
static bool take_digits(struct cursor *in, size_t min, size_t max, int *number)
{
    size_t n = count_digits(*in);
    if (n < min || n > max)
        return false;
    for (*number = 0; n > 0; n--)
        *number = *number * 10 + (*in->at++ - '0');
    return true;
}

/* ---- Days ---------------------------------------------------------------------------------- */

/* The range of days of a date in which month and day may be missing: 0. */
static bool span_date(struct date date, struct query_range *range)
{
    struct date first = {date.year, date.month ? date.month : 1, date.day ? date.day : 1};
    struct date last = {date.year, date.month ? date.month : 12, date.day};
    int32_t from, to;
    if (!day_of(first, &from))
        return false;
    if (last.day == 0)
        last.day = days_in_month(last.year, last.month);
    if (!day_of(last, &to))
        return false;
    *range = (struct query_range){from, to};
    return true;
}

/* 2024, 2024-10, 2024-10-21 */
static bool read_iso(struct cursor in, struct query_range *range)
{
    struct date date = {0, 0, 0};
    if (!take_digits(&in, 4, 4, &date.year))
        return false;
    if (take(&in, '-') && (!take_digits(&in, 1, 2, &date.month) || date.month == 0))
        return false;
    if (date.month && take(&in, '-') && (!take_digits(&in, 1, 2, &date.day) || date.day == 0))
        return false;
    return in.at == in.end && span_date(date, range);
}

/* 21.10.2024, 10.2024 */
static bool read_german(struct cursor in, struct query_range *range)
{
    int numbers[2], n = 0;
    struct date date = {0, 0, 0};
    while (n < 2 && count_digits(in) <= 2 && take_digits(&in, 1, 2, &numbers[n]) && take(&in, '.'))
        if (numbers[n++] == 0)
            return false;
    if (n == 0 || !take_digits(&in, 4, 4, &date.year) || in.at < in.end)
        return false;
    date.month = numbers[n - 1];
    date.day = n == 2 ? numbers[0] : 0;
    return span_date(date, range);
}

static bool read_name(struct cursor in, int32_t today, struct query_range *range)
{
    static const struct {
        const char *name;
        int days_ago;
    } names[] = {{"heute", 0},      {"today", 0},   {"gestern", 1},  {"yesterday", 1},
                 {"vorgestern", 2}, {"morgen", -1}, {"tomorrow", -1}};
    size_t len = (size_t)(in.end - in.at);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == len && utf8_equal_ascii_case(in.at, names[i].name, len)) {
            range->from = range->to = today - names[i].days_ago;
            return true;
        }
    return false;
}

static bool read_date(struct cursor in, int32_t today, struct query_range *range)
{
    return read_iso(in, range) || read_german(in, range) || read_name(in, today, range);
}

/* The same day so many months ago, or the last of that month: 31 March, a month ago, 28 February.
 */
static int32_t months_ago(int32_t today, int months)
{
    struct date date = day_date(today);
    int32_t day = DAY_MIN;
    int index = date.year * 12 + date.month - 1 - months;
    if (index < 12)
        return DAY_MIN;
    date.year = index / 12;
    date.month = index % 12 + 1;
    int last = days_in_month(date.year, date.month);
    date.day = date.day < last ? date.day : last;
    day_of(date, &day);
    return day;
}

/* 7t, 2w, 3m, 1j: how long ago; an English d and y as well. */
static bool read_age(struct cursor in, int32_t today, int32_t *day)
{
    int n;
    if (!take_digits(&in, 1, 4, &n) || in.end - in.at != 1)
        return false;
    switch (*in.at | 0x20) {
    case 't':
    case 'd':
        *day = today - n;
        break;
    case 'w':
        *day = today - 7 * n;
        break;
    case 'm':
        *day = months_ago(today, n);
        break;
    case 'j':
    case 'y':
        *day = months_ago(today, 12 * n);
        break;
    default:
        return false;
    }
    *day = *day < DAY_MIN ? DAY_MIN : *day;
    return true;
}

static bool read_since(struct cursor in, int32_t today, struct query_range *range)
{
    int32_t day;
    if (read_age(in, today, &day))
        range->from = day;
    else if (!read_date(in, today, range))
        return false;
    range->to = DAY_MAX;
    return true;
}

/* ---- Numbers ------------------------------------------------------------------------------- */

enum { THOUSAND = 1000, MAX_DIGITS = 15 };

/* A point or apostrophe that groups digits has just three of them behind it. */
static bool take_group_sign(struct cursor *in)
{
    struct cursor after = *in;
    if ((!take(&after, '.') && !take(&after, '\'')) || count_digits(after) != 3)
        return false;
    *in = after;
    return true;
}

/* Up to three digits behind a comma, or a point that groups nothing. */
static bool take_decimals(struct cursor *in, int64_t *thousandths)
{
    int64_t unit = THOUSAND / 10;
    if (!take(in, ',') && !take(in, '.'))
        return true;
    if (count_digits(*in) == 0)
        return false;
    for (; in->at < in->end && is_digit(*in->at); in->at++, unit /= 10)
        *thousandths += unit * (*in->at - '0');
    return true;
}

/* 1500, 1.500, 1'500, -5, 1,5 */
static bool read_number(struct cursor in, struct query_range *range)
{
    int64_t number = 0, decimals = 0;
    int n_digits = 0;
    bool is_negative = take(&in, '-');
    for (; in.at < in.end && (is_digit(*in.at) || (n_digits > 0 && take_group_sign(&in)));
         in.at++) {
        if (++n_digits > MAX_DIGITS)
            return false;
        number = number * 10 + (*in.at - '0');
    }
    if (n_digits == 0 || !take_decimals(&in, &decimals) || in.at < in.end)
        return false;
    number = number * THOUSAND + decimals;
    range->from = range->to = is_negative ? -number : number;
    return true;
}

/* ---- Ranges -------------------------------------------------------------------------------- */

static struct query_range open_range(enum query_field field)
{
    return field == FIELD_NUMBER ? (struct query_range){QUERY_NUMBER_MIN, QUERY_NUMBER_MAX}
                                 : (struct query_range){DAY_MIN, DAY_MAX};
}

static bool read_one(enum query_field field, struct cursor in, int32_t today,
                     struct query_range *range)
{
    return field == FIELD_NUMBER ? read_number(in, range) : read_date(in, today, range);
}

/* Both ends, or one when the other is open. */
static bool read_ends(enum query_field field, struct cursor in, const char *dots, int32_t today,
                      struct query_range ends[2])
{
    struct cursor left = {in.at, dots}, right = {dots + 2, in.end};
    ends[0] = ends[1] = open_range(field);
    if (left.at == left.end && right.at == right.end)
        return false;
    return (left.at == left.end || read_one(field, left, today, &ends[0])) &&
           (right.at == right.end || read_one(field, right, today, &ends[1]));
}

bool range_read(enum query_field field, const char *value, size_t len, int32_t today,
                struct query_range *range, bool *is_reversed)
{
    struct cursor in = {value, value + len};
    struct query_range ends[2];
    const char *dots = memmem(value, len, "..", 2);
    *is_reversed = false;
    if (field == FIELD_SINCE)
        return read_since(in, today, range);
    if (!dots)
        return read_one(field, in, today, range);
    if (!read_ends(field, in, dots, today, ends))
        return false;
    *is_reversed = ends[0].from > ends[1].to;
    *range = (struct query_range){ends[*is_reversed].from, ends[!*is_reversed].to};
    return true;
}

/* -1500,5 or 2024-10-21; the end of it. */
static char *write_one(char *out, enum query_field field, int64_t number)
{
    if (field != FIELD_NUMBER) {
        struct date date = day_date((int32_t)number);
        return out +
               snprintf(out, RANGE_SIZE / 2, "%04d-%02d-%02d", date.year, date.month, date.day);
    }
    uint64_t n = number < 0 ? -(uint64_t)number : (uint64_t)number;
    out += snprintf(out, RANGE_SIZE / 2, "%s%" PRIu64, number < 0 ? "-" : "", n / THOUSAND);
    if (n % THOUSAND)
        out += snprintf(out, 5, ",%03d", (int)(n % THOUSAND));
    while (n % THOUSAND && out[-1] == '0')
        *--out = '\0';
    return out;
}

void range_write(enum query_field field, struct query_range range, char written[RANGE_SIZE])
{
    struct query_range open = open_range(field);
    bool is_all = range.from == open.from && range.to == open.to;
    if (range.from != open.from || is_all)
        written = write_one(written, field, range.from);
    if (range.from != range.to)
        written = stpcpy(written, "..");
    if (range.from != range.to && (range.to != open.to || is_all))
        written = write_one(written, field, range.to);
    *written = '\0';
}
