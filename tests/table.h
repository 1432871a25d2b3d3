/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables of cases, a line each: what is written in tests/tables/ and what it comes to.
 *
 * Lines that begin with # and empty ones are passed over. What cannot be seen or typed is
 * written as in C: \n, \r and \t, \x with two and \u with four hexadecimal digits.
 */
#ifndef TESTS_TABLE_H
#define TESTS_TABLE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The next case of the table, without its line feed; NULL at the end. It lives until then. */
__attribute__((unused)) static char *next_case(FILE *table)
{
    static char line[8192];
    while (fgets(line, sizeof line, table)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line != '#' && *line != '\0')
            return line;
    }
    return NULL;
}

static char *put_code_point(char *out, unsigned c)
{
    if (c >= 0x800) {
        *out++ = (char)(0xE0 | c >> 12);
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
    } else if (c >= 0x80) {
        *out++ = (char)(0xC0 | c >> 6);
    }
    *out++ = (char)(c < 0x80 ? c : 0x80 | (c & 0x3F));
    return out;
}

/* Reads `n_digits` behind `c`; 0 where there are not so many. */
static unsigned hex_digits(const char *c, int n_digits)
{
    char digits[5] = "";
    memcpy(digits, c, strnlen(c, (size_t)n_digits));
    return strspn(digits, "0123456789abcdefABCDEF") == (size_t)n_digits
               ? (unsigned)strtoul(digits, NULL, 16)
               : 0;
}

/* The character that a backslash and `c` stand for, or NUL. */
static char control_character(char c)
{
    return c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : '\0';
}

/* Writes what the escape at `c` stands for behind `*out`, and returns what follows it. */
static const char *expand_one(const char *c, char **out)
{
    unsigned code;
    if (control_character(c[1])) {
        *(*out)++ = control_character(c[1]);
        return c + 2;
    }
    if (c[1] == 'x' && (code = hex_digits(c + 2, 2)) != 0) {
        *(*out)++ = (char)code;
        return c + 4;
    }
    if (c[1] == 'u' && (code = hex_digits(c + 2, 4)) != 0) {
        *out = put_code_point(*out, code);
        return c + 6;
    }
    *(*out)++ = *c;
    return c + 1;
}

/* Expands the escapes of `text` in place, and returns it. */
__attribute__((unused)) static char *expand(char *text)
{
    char *out = text;
    for (const char *c = text; *c;) {
        if (*c == '\\')
            c = expand_one(c, &out);
        else
            *out++ = *c++;
    }
    *out = '\0';
    return text;
}

/*
 * Cuts `text` in two at the first `divider` and returns what is behind; NULL when it has none.
 * Blanks that line the table up go.
 */
__attribute__((unused)) static char *cut_at(char *text, const char *divider)
{
    char *at = strstr(text, divider);
    if (!at)
        return NULL;
    char *rest = at + strlen(divider);
    while (at > text && at[-1] == ' ')
        at--;
    *at = '\0';
    return rest + strspn(rest, " ");
}

#endif
