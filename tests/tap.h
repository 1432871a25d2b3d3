/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The Test Anything Protocol on one page: each check prints a line, prove(1) counts them. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

__attribute__((format(printf, 2, 3), unused)) static bool ok(bool passed, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    printf("%sok %d - ", passed ? "" : "not ", ++tap_count);
    vprintf(format, args);
    putchar('\n');
    va_end(args);
    tap_failed += !passed;
    fflush(stdout);
    return passed;
}

__attribute__((format(printf, 3, 4), unused)) static bool is_int(long long got, long long want,
                                                                 const char *format, ...)
{
    char name[512];
    va_list args;
    va_start(args, format);
    vsnprintf(name, sizeof name, format, args);
    va_end(args);
    if (ok(got == want, "%s", name))
        return true;
    printf("#   got  %lld\n#   want %lld\n", got, want);
    return false;
}

__attribute__((format(printf, 3, 4), unused)) static bool is_string(const char *got,
                                                                    const char *want,
                                                                    const char *format, ...)
{
    char name[512];
    va_list args;
    va_start(args, format);
    vsnprintf(name, sizeof name, format, args);
    va_end(args);
    if (ok(got == want || (got && want && strcmp(got, want) == 0), "%s", name))
        return true;
    printf("#   got  \"%s\"\n#   want \"%s\"\n", got ? got : "(null)", want ? want : "(null)");
    return false;
}

__attribute__((format(printf, 2, 3), unused)) static void skip(int n, const char *format, ...)
{
    char why[512];
    va_list args;
    va_start(args, format);
    vsnprintf(why, sizeof why, format, args);
    va_end(args);
    while (n-- > 0)
        printf("ok %d # SKIP %s\n", ++tap_count, why);
}

/* The last line of main(): `return done_testing();` */
__attribute__((unused)) static int done_testing(void)
{
    printf("1..%d\n", tap_count);
    return tap_failed > 0;
}

#endif
