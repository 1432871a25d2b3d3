/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_version(FILE *stream, struct argp_state *state)
{
    fprintf(stream, "%s (Fundstelle) %s\n", state->name, fund_version());
}

void cli_parse(const struct argp *argp, int argc, char **argv, void *input)
{
    argp_err_exit_status = EXIT_ERROR;
    argp_program_version_hook = print_version;
    signal(SIGPIPE, SIG_IGN); /* cli_finish() sees the closed pipe as an error of fflush() */
    argp_parse(argp, argc, argv, 0, NULL, input);
}

static const char *get_path(const char *name)
{
    const char *path = getenv(name);
    return path && *path ? path : NULL;
}

char *cli_default_index(void)
{
    const char *named = get_path("FUNDSTELLE_INDEX");
    const char *data = get_path("XDG_DATA_HOME");
    const char *home = get_path("HOME");
    char *path = NULL;
    if (named)
        return strdup(named);
    if (data && asprintf(&path, "%s/fundstelle/index", data) < 0)
        return NULL;
    if (!data && home && asprintf(&path, "%s/.local/share/fundstelle/index", home) < 0)
        return NULL;
    return path;
}

char *cli_join_words(char *const *words, int n_words)
{
    size_t len = 1;
    for (int i = 0; i < n_words; i++)
        len += strlen(words[i]) + 1;
    char *text = malloc(len);
    char *end = text;
    for (int i = 0; text && i < n_words; i++) {
        if (i > 0)
            *end++ = ' ';
        end = stpcpy(end, words[i]);
    }
    return text;
}

void cli_complain(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fflush(stdout);
    fprintf(stderr, "%s: ", program_invocation_short_name);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

int cli_fail(const fund_error *err)
{
    cli_complain("%s", err->message);
    return err->status == FUND_LOCKED ? EXIT_LOCKED : EXIT_ERROR;
}

int cli_finish(int exit_code)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return exit_code;
    if (errno == EPIPE)
        return exit_code;
    cli_complain("cannot write the output: %s", strerror(errno ? errno : EIO));
    return EXIT_ERROR;
}
