/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/token-table.h"

#include <fundstelle.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/cli.h"
#include "indexer/terminal.h"

enum { WORD_COLUMNS = 24, STEM_COLUMNS = 20 };

/* "prasident", "polit, politikerin", or in brackets what a query does not ask for. */
static void print_stems(const fund_token *token)
{
    char stems[3 * STEM_COLUMNS + 200];
    snprintf(stems, sizeof stems, "%s%.100s%s%.100s%s", token->is_stop_word ? "(" : "", token->stem,
             token->also ? ", " : "", token->also ? token->also : "",
             token->is_stop_word ? ")" : "");
    terminal_print_padded(stdout, stems, STEM_COLUMNS);
}

/* "stau beck / staub eck" */
static void print_parts(const fund_token *token)
{
    for (size_t i = 0; i < token->n_parts + token->n_other_parts; i++) {
        fputs(i == token->n_parts ? " / " : " ", stdout);
        terminal_print(stdout, token->parts[i], 0, strlen(token->parts[i]));
    }
}

static void print_token(const char *text, const fund_token *token)
{
    char word[512];
    size_t len = token->end - token->start;
    printf("%5" PRIu32 " %6zu %6zu  ", token->position, token->start, token->end);
    if (len >= sizeof word)
        len = 0; /* too long for a column, and shown folded */
    memcpy(word, text + token->start, len);
    word[len] = '\0';
    terminal_print_padded(stdout, word, WORD_COLUMNS);
    fputc(' ', stdout);
    terminal_print_padded(stdout, token->folded, WORD_COLUMNS);
    fputc(' ', stdout);
    print_stems(token);
    print_parts(token);
    fputc('\n', stdout);
}

int print_token_table(const char *text)
{
    fund_error err;
    fund_tokens *tokens;
    if (fund_analyse(&tokens, text, &err) != FUND_OK)
        return cli_fail(&err);
    printf("%5s %6s %6s  %-*s %-*s %-*s %s\n", "place", "start", "end", WORD_COLUMNS, "word",
           WORD_COLUMNS, "folded", STEM_COLUMNS, "stem", "parts");
    for (size_t i = 0; i < fund_tokens_size(tokens); i++)
        print_token(text, fund_tokens_get(tokens, i));
    fund_tokens_free(tokens);
    return EXIT_HITS;
}
