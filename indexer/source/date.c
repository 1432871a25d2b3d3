/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * In comes a date as printed, out goes ISO 8601, as exact as it was given:
 *
 *     21. Oktober 2024, 16:19 Uhr       2024-10-21T16:19
 *     Mon, 21 Oct 2024 16:19:05 +0200   2024-10-21T16:19:05+02:00
 *
 * Only forms that leave no doubt are taken: 10/11/24 is guesswork, and a wrong date is worse
 * than an error. Fractions of a second are dropped.
 */
#include "indexer/source/date.h"

#include <stdio.h>
#include <string.h>

#include "indexer/utf8.h"

struct cursor {
    const char *at, *end;
};

enum { NOT_GIVEN = -1 };

struct date {
    int year, month, day;
    int hour, minute, second;
    char zone[sizeof "+01:00"];
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static void skip_blanks(struct cursor *in)
{
    while (in->at < in->end && (*in->at == ' ' || *in->at == '\t'))
        in->at++;
}

static bool take(struct cursor *in, char c)
{
    if (in->at == in->end || *in->at != c)
        return false;
    in->at++;
    return true;
}

/* A number of `min` to `max` digits and not one more. */
static bool take_number(struct cursor *in, int min, int max, int *number)
{
    const char *start = in->at;
    int value = 0;
    while (in->at < in->end && is_digit(*in->at) && in->at - start < max)
        value = value * 10 + (*in->at++ - '0');
    bool is_longer = in->at < in->end && is_digit(*in->at);
    if (in->at - start < min || is_longer) {
        in->at = start;
        return false;
    }
    *number = value;
    return true;
}

static size_t word_len(const struct cursor *in)
{
    const char *at = in->at;
    while (at < in->end && is_letter(*at))
        at++;
    return (size_t)(at - in->at);
}

static bool is_word(const struct cursor *in, const char *word)
{
    size_t len = strlen(word);
    return word_len(in) == len && utf8_equal_ascii_case(in->at, word, len);
}

static bool take_word(struct cursor *in, const char *word)
{
    if (!is_word(in, word))
        return false;
    in->at += strlen(word);
    return true;
}

/* The month of a whole name or of its first three letters, German, Austrian or English. */
static bool take_month(struct cursor *in, int *month)
{
    static const struct {
        const char *name;
        int month;
    } names[] = {
        {"Januar", 1},   {"January", 1},   {"Jänner", 1},    {"Jan", 1},  {"Jän", 1},
        {"Februar", 2},  {"Feber", 2},     {"February", 2},  {"Feb", 2},  {"März", 3},
        {"Maerz", 3},    {"March", 3},     {"Mär", 3},       {"Mrz", 3},  {"Mar", 3},
        {"April", 4},    {"Apr", 4},       {"Mai", 5},       {"May", 5},  {"Juni", 6},
        {"June", 6},     {"Jun", 6},       {"Juli", 7},      {"July", 7}, {"Jul", 7},
        {"August", 8},   {"Aug", 8},       {"September", 9}, {"Sept", 9}, {"Sep", 9},
        {"Oktober", 10}, {"October", 10},  {"Okt", 10},      {"Oct", 10}, {"November", 11},
        {"Nov", 11},     {"Dezember", 12}, {"December", 12}, {"Dez", 12}, {"Dec", 12},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (take_word(in, names[i].name)) {
            take(in, '.');
            *month = names[i].month;
            return true;
        }
    return false;
}

/* "Montag, " or "Mon, ": passed over, not checked. */
static void skip_weekday(struct cursor *in)
{
    struct cursor after = *in;
    size_t len = word_len(in);
    int month;
    if (len == 0 || take_month(&after, &month))
        return;
    after.at += len;
    take(&after, '.');
    if (take(&after, ',')) {
        skip_blanks(&after);
        *in = after;
    }
}

/* 2024, 2024-10, 2024-10-21 */
static bool take_iso_day(struct cursor *in, struct date *date)
{
    if (!take_number(in, 4, 4, &date->year))
        return false;
    if (!take(in, '-'))
        return true;
    if (!take_number(in, 2, 2, &date->month))
        return false;
    return !take(in, '-') || take_number(in, 2, 2, &date->day);
}

/* 21.10.2024, 21. 10. 2024, 21. Oktober 2024, 21 Oct 2024, Oktober 2024 */
static bool take_written_day(struct cursor *in, struct date *date)
{
    skip_weekday(in);
    bool has_day = take_number(in, 1, 2, &date->day);
    bool has_point = has_day && take(in, '.');
    skip_blanks(in);
    if (!take_month(in, &date->month) &&
        !(has_point && take_number(in, 1, 2, &date->month) && take(in, '.')))
        return false;
    skip_blanks(in);
    return take_number(in, 4, 4, &date->year);
}

/* Writes "-09" or the like; the end of it. */
static char *put_two(char *to, char before, int number)
{
    to[0] = before;
    to[1] = (char)('0' + number / 10);
    to[2] = (char)('0' + number % 10);
    return to + 3;
}

/* Z, UTC, GMT, +01:00, +0100, +01; or none */
static bool take_zone(struct cursor *in, struct date *date)
{
    int hours, minutes = 0;
    skip_blanks(in);
    if (take_word(in, "Z") || take_word(in, "UTC") || take_word(in, "GMT")) {
        memcpy(date->zone, "Z", sizeof "Z");
        return true;
    }
    char sign = in->at < in->end ? *in->at : '\0';
    if (!take(in, '+') && !take(in, '-'))
        return true;
    if (in->end - in->at == 4 && take_number(in, 4, 4, &hours)) {
        minutes = hours % 100;
        hours /= 100;
    } else if (!take_number(in, 2, 2, &hours) ||
               (take(in, ':') && !take_number(in, 2, 2, &minutes))) {
        return false;
    }
    if (hours > 18 || minutes > 59)
        return false;
    *put_two(put_two(date->zone, sign, hours), ':', minutes) = '\0';
    return true;
}

/* 16:19, 16:19:05, 16:19:05.123, 16.19 Uhr, 16 Uhr */
static bool take_clock(struct cursor *in, struct date *date)
{
    int fraction;
    if (!take_number(in, 1, 2, &date->hour))
        return false;
    if (take(in, ':') || take(in, '.')) {
        if (!take_number(in, 2, 2, &date->minute))
            return false;
        if (take(in, ':') && !take_number(in, 2, 2, &date->second))
            return false;
        if (date->second != NOT_GIVEN && (take(in, '.') || take(in, ',')) &&
            !take_number(in, 1, 9, &fraction))
            return false;
    }
    skip_blanks(in);
    bool has_word = take_word(in, "Uhr");
    if (date->minute == NOT_GIVEN && has_word)
        date->minute = 0;
    return date->minute != NOT_GIVEN;
}

/* What divides a day from its time: "T", blanks, ",", "-", "um". */
static void skip_to_clock(struct cursor *in)
{
    if (take(in, 'T') || take(in, 't'))
        return;
    skip_blanks(in);
    take(in, ',');
    skip_blanks(in);
    if (!take(in, '-'))
        take_word(in, "um");
    skip_blanks(in);
}

static bool take_day(struct cursor *in, struct date *date)
{
    const struct cursor start = *in;
    if (take_iso_day(in, date))
        return true;
    *in = start;
    date->month = date->day = NOT_GIVEN;
    return take_written_day(in, date);
}

static bool is_in_calendar(const struct date *date)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int y = date->year, m = date->month;
    bool is_leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    if (y == 0 || m == 0 || m > 12 || date->day == 0)
        return false;
    if (date->day > 0 && date->day > days[m - 1] + (m == 2 && is_leap))
        return false;
    return date->hour <= 23 && date->minute <= 59 && date->second <= 60;
}

static void print(char iso[DATE_SIZE], const struct date *date)
{
    const char before[] = "--T::";
    const int values[] = {date->month, date->day, date->hour, date->minute, date->second};
    char *to = iso + snprintf(iso, DATE_SIZE, "%04d", date->year);
    for (size_t i = 0; i < sizeof values / sizeof *values && values[i] != NOT_GIVEN; i++)
        to = put_two(to, before[i], values[i]);
    snprintf(to, (size_t)(iso + DATE_SIZE - to), "%s", date->zone);
}

bool date_parse(char iso[DATE_SIZE], const char *text, size_t len)
{
    struct cursor in = {text, text + len};
    struct date date = {0, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, ""};
    skip_blanks(&in);
    if (!take_day(&in, &date))
        return false;
    if (date.day != NOT_GIVEN) {
        skip_to_clock(&in);
        if (in.at < in.end && (!take_clock(&in, &date) || !take_zone(&in, &date)))
            return false;
    }
    skip_blanks(&in);
    if (in.at != in.end || !is_in_calendar(&date))
        return false;
    print(iso, &date);
    return true;
}
