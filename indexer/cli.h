/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What both programs do in the same way on the command line; clients of fundstelle.h. */
#ifndef INDEXER_CLI_H
#define INDEXER_CLI_H

#include <argp.h>
#include <fundstelle.h>

/* Exit codes, as those of grep and rg, and of sysexits.h for "try again". */
enum { EXIT_HITS = 0, EXIT_NO_HITS = 1, EXIT_ERROR = 2, EXIT_LOCKED = 75 };

/*
 * Parses the options by `argp`; prints the help, the version, or an error and how to get help.
 * Ends the process in those cases.
 */
void cli_parse(const struct argp *argp, int argc, char **argv, void *input);

/*
 * The index when none is named: $FUNDSTELLE_INDEX, else fundstelle/index below $XDG_DATA_HOME,
 * else below ~/.local/share. In memory that the caller frees; NULL when no home is known.
 */
char *cli_default_index(void);

/* The words of a command line, a blank between them; the caller frees it. NULL: no memory. */
char *cli_join_words(char *const *words, int n_words);

/* Prints "PROGRAM: MESSAGE" on stderr. */
__attribute__((format(printf, 1, 2))) void cli_complain(const char *format, ...);

/* Complains of `err` and returns the exit code for it. */
int cli_fail(const fund_error *err);

/*
 * The last thing before the end: writes out what is left for stdout. Returns `exit_code`, or
 * EXIT_ERROR, with a complaint, when it could not be written. A reader that has closed the pipe
 * is no error.
 */
int cli_finish(int exit_code);

#endif
