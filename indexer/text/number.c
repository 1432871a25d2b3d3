/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/number.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * Behind these a number is a name of its own: Platz 1 500 Meter, Tel. 239 270, im Oktober 24 500
 * Soldaten. In small letters, as queries are typed, and in the order of strcmp().
 */
static const char *const labels[] = {
    "abs",     "absatz",    "apr",      "april",    "art",       "artikel", "aug",      "august",
    "band",    "block",     "dez",      "dezember", "fax",       "feb",     "februar",  "fon",
    "formel",  "gleis",     "gruppe",   "jan",      "januar",    "juli",    "juni",     "jänner",
    "kapitel", "kategorie", "klasse",   "liga",     "linie",     "mai",     "mobil",    "märz",
    "nov",     "november",  "nr",       "nummer",   "okt",       "oktober", "paragraf", "phase",
    "platz",   "pos",       "position", "punkt",    "rang",      "raum",    "runde",    "s",
    "satz",    "seite",     "sep",      "sept",     "september", "stufe",   "tag",      "teil",
    "tel",     "telefon",   "titel",    "typ",      "version",   "zeile",   "ziffer",   "zimmer",
    "§",       "§§",
};

/* More than the longest label has. */
enum { LABEL_MAX = 16 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of the blank at `c` that may divide groups of digits; 0 when there is none. */
static size_t group_blank_len(const char *c, size_t len)
{
    static const char *const blanks[] = {" ", "\u00A0", "\u2007", "\u2009", "\u202F"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        size_t n = strlen(blanks[i]);
        if (n <= len && memcmp(c, blanks[i], n) == 0)
            return n;
    }
    return 0;
}

static size_t digits_len(const char *text, size_t len, size_t start)
{
    size_t n = 0;
    while (start + n < len && is_digit(text[start + n]))
        n++;
    return n;
}

static bool is_first_group(const char *text, uint32_t start, uint32_t end)
{
    return end - start <= 3 && text[start] != '0' && digits_len(text, end, start) == end - start;
}

/* The end of the groups of three behind `end`, each divided by the same blank as the first. */
static size_t groups_end(const char *text, size_t len, size_t end, const char *blank,
                         size_t blank_len)
{
    while (len - end > blank_len && memcmp(text + end, blank, blank_len) == 0 &&
           digits_len(text, len, end + blank_len) == 3)
        end += blank_len + 3;
    return end;
}

/* Behind the decimals, if there are any. */
static size_t decimals_end(const char *text, size_t len, size_t end)
{
    size_t n = end < len && text[end] == ',' ? digits_len(text, len, end + 1) : 0;
    return n > 0 ? end + 1 + n : end;
}

/* Nothing at `end` goes on with the number: not 1 500er, 1 500.12, 1 500 30. */
static bool ends_well(const char *text, size_t len, size_t end, const char *blank, size_t blank_len)
{
    if (end == len)
        return true;
    unsigned char c = (unsigned char)text[end];
    bool is_sign = c == 0xC2 || c == 0xE2; /* Latin-1's and general signs: °, €, –, quotes */
    if (is_letter(text[end]) || is_digit(text[end]) || c == '_' || (c >= 0x80 && !is_sign))
        return false;
    if (strchr(".,:/'", text[end]))
        return end + 1 == len || !is_digit(text[end + 1]);
    return len - end <= blank_len || memcmp(text + end, blank, blank_len) != 0 ||
           !is_digit(text[end + blank_len]);
}

/* Nothing before `start` belongs to the number: not 24.1 500, 2:1 500, Covid-19 500. */
static bool begins_well(const char *text, size_t start)
{
    if (start == 0)
        return true;
    char c = text[start - 1];
    if (strchr(".,:/'_", c))
        return start == 1 || !is_digit(text[start - 2]);
    return c != '-' || start == 1 || !(is_letter(text[start - 2]) || is_digit(text[start - 2]));
}

static int compare(const void *word, const void *entry)
{
    return strcmp(word, *(const char *const *)entry);
}

static bool is_label(const char *word, size_t len)
{
    char label[LABEL_MAX + 1];
    while (len > 0 && strchr(".:(", word[len - 1]))
        len--;
    while (len > 0 && *word == '(') {
        word++;
        len--;
    }
    if (len > LABEL_MAX)
        return false;
    for (size_t i = 0; i < len; i++)
        label[i] = word[i] >= 'A' && word[i] <= 'Z' ? (char)(word[i] - 'A' + 'a') : word[i];
    label[len] = '\0';
    return bsearch(label, labels, sizeof labels / sizeof *labels, sizeof *labels, compare) != NULL;
}

static bool is_year(const char *word, size_t len)
{
    return (*word == '1' || *word == '2') && digits_len(word, len, 0) == 4 &&
           (len == 4 || (len == 5 && strchr(",:", word[4])));
}

/*
 * The word before, if a blank is all that divides it from the number: it may be a year (2017 50 533
 * Menschen), but no other number, which the groups might go on with (0171 123 456; 12. 500 000), no
 * colon on its own (3 : 1 500) and no label.
 */
static bool may_precede(const char *text, size_t start)
{
    size_t end = start, first;
    if (end == 0 || text[end - 1] != ' ')
        return true;
    first = --end;
    while (first > 0 && !strchr(" \n\t\r", text[first - 1]))
        first--;
    const char *word = text + first;
    size_t len = end - first;
    if (is_year(word, len))
        return true;
    for (size_t i = 0; i < len; i++)
        if (is_digit(word[i]))
            return false;
    return !(len == 1 && strchr(":/+", *word)) && !is_label(word, len);
}

uint32_t grouped_number_end(const char *text, size_t len, uint32_t start, uint32_t end)
{
    size_t blank_len =
        is_first_group(text, start, end) ? group_blank_len(text + end, len - end) : 0;
    if (blank_len == 0)
        return end;
    const char *blank = text + end;
    size_t last = groups_end(text, len, end, blank, blank_len);
    if (last == end)
        return end;
    last = decimals_end(text, len, last);
    if (!begins_well(text, start) || !ends_well(text, len, last, blank, blank_len))
        return end;
    return *blank != ' ' || may_precede(text, start) ? (uint32_t)last : end;
}
