/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Truncated words: what they are completed to (tests/tables/truncated.txt), that they keep their
 * places, and what is lit of them.
 */
#include "indexer/text/truncated.h"

#include "tests/table.h"
#include "tests/tap.h"

static struct analyzer *analyzer;
static struct analyzer *other; /* for the wanted words, while tokens of the first are in use */

/* Writes the stem of a word. */
static void put_stem(FILE *out, const char *word)
{
    struct analysis analysis = {0};
    if (analyse(other, word, strlen(word), &analysis, NULL) == FUND_OK && analysis.n_tokens == 1)
        fputs(analysis.tokens[0].stem, out);
    else
        fprintf(out, "<not one word: %s>", word);
    analysis_release(&analysis);
}

/* "Kranken: krankenversicher = krank + versicher | Pflege: ..." for all that is completed. */
static char *tell(const char *text, const struct analysis *analysis)
{
    char *told;
    size_t size;
    FILE *out = open_memstream(&told, &size);
    const char *divider = "";
    for (size_t i = 0; i < analysis->n_tokens; i++) {
        const struct token *token = &analysis->tokens[i];
        if (!token->also || token->also_places > 0) /* or else it is joined (joined.h) */
            continue;
        fprintf(out, "%s%.*s: %s", divider, (int)(token->end - token->start), text + token->start,
                token->also);
        for (uint32_t k = 0; k < token->n_other_parts; k++)
            fprintf(out, "%s%s", k > 0 ? " + " : " = ", token->parts[token->n_parts + k].stem);
        divider = " | ";
    }
    fclose(out);
    return told;
}

/* The same of what the table says, where words are written out. */
static char *wanted(char *want)
{
    char *told;
    size_t size;
    FILE *out = open_memstream(&told, &size);
    for (char *next; want && *want; want = next) {
        next = cut_at(want, " | ");
        char *completed = cut_at(want, ": ");
        char *part = completed ? cut_at(completed, " = ") : NULL;
        fprintf(out, "%s: ", want);
        put_stem(out, completed ? completed : "");
        for (const char *sign = " = "; part; sign = " + ") {
            char *next_part = cut_at(part, " + ");
            fputs(sign, out);
            put_stem(out, part);
            part = next_part;
        }
        fputs(next ? " | " : "", out);
    }
    fclose(out);
    return told;
}

static void test_table(void)
{
    struct analysis analysis = {0};
    FILE *table = fopen("tests/tables/truncated.txt", "r");
    if (!ok(table != NULL, "tests/tables/truncated.txt"))
        return;
    for (char *text; (text = next_case(table)) != NULL;) {
        char *want = cut_at(text, " =>");
        if (!ok(want != NULL, "%s", text))
            continue;
        want += *want == ' ';
        expand(text);
        ok(analyse(analyzer, text, strlen(text), &analysis, NULL) == FUND_OK, "... is analysed");
        char *told = tell(text, &analysis), *expected = wanted(expand(want));
        is_string(told, expected, "... %s", text);
        free(told);
        free(expected);
    }
    analysis_release(&analysis);
    fclose(table);
}

/* ---- Places ---- */

/* A hyphen moves no word: the table has the same positions without it. */
static void test_positions(const char *truncated, const char *plain)
{
    struct analysis a = {0}, b = {0};
    bool is_fine = analyse(analyzer, truncated, strlen(truncated), &a, NULL) == FUND_OK &&
                   analyse(other, plain, strlen(plain), &b, NULL) == FUND_OK &&
                   a.n_tokens == b.n_tokens;
    for (size_t i = 0; is_fine && i < a.n_tokens; i++)
        is_fine = a.tokens[i].position == b.tokens[i].position &&
                  a.tokens[i].n_parts == b.tokens[i].n_parts &&
                  strcmp(a.tokens[i].stem, b.tokens[i].stem) == 0;
    ok(is_fine, "%s has the places of %s", truncated, plain);
    analysis_release(&a);
    analysis_release(&b);
}

/* ---- What is lit ---- */

static void test_range(const char *text, const char *part_word, const char *want)
{
    struct analysis analysis = {0};
    char *stem, lit[64] = "nothing";
    size_t size;
    FILE *out = open_memstream(&stem, &size);
    put_stem(out, part_word);
    fclose(out);
    if (analyse(analyzer, text, strlen(text), &analysis, NULL) == FUND_OK)
        for (size_t i = 0; i < analysis.n_tokens; i++) {
            const struct token *token = &analysis.tokens[i];
            for (uint32_t k = 0; token->also && k < token->n_parts + token->n_other_parts; k++) {
                uint32_t start, end;
                token_part_range(analyzer, text, token, &token->parts[k], &start, &end);
                if (strcmp(token->parts[k].stem, stem) == 0)
                    snprintf(lit, sizeof lit, "%.*s", (int)(end - start), text + start);
            }
        }
    is_string(lit, want, "%s in: %s", part_word, text);
    free(stem);
    analysis_release(&analysis);
}

/* ---- Bytes that nobody would write ---- */

static bool are_bounds_kept(const char *text, size_t len)
{
    struct analysis analysis = {0};
    bool is_fine = analyse(analyzer, text, len, &analysis, NULL) == FUND_OK;
    for (size_t i = 0; is_fine && i < analysis.n_tokens; i++) {
        const struct token *token = &analysis.tokens[i];
        for (uint32_t k = 0; k < token->n_parts + token->n_other_parts; k++)
            is_fine = is_fine && token->parts[k].stem_len == strlen(token->parts[k].stem) &&
                      token->parts[k].start <= token->parts[k].end &&
                      token->parts[k].end <= token->folded_len;
    }
    analysis_release(&analysis);
    return is_fine;
}

/* All rows of up to six of these pieces, in memory that ends where the text does. */
static void test_pieces(void)
{
    static const char *const pieces[] = {"Süd", "-", " ", ",", "und", "Waffenexporte", "\u2010"};
    enum { N = sizeof pieces / sizeof *pieces, LENGTH = 6 };
    size_t n_wrong = 0, n_rows = 1;
    for (int i = 0; i < LENGTH; i++)
        n_rows *= N;
    for (size_t row = 0; row < n_rows; row++) {
        char text[128], *end = text;
        size_t rest = row;
        for (int i = 0; i < LENGTH; i++, rest /= N)
            end = stpcpy(end, pieces[rest % N]);
        size_t len = (size_t)(end - text);
        char *exact = malloc(len);
        memcpy(exact, text, len);
        n_wrong += !are_bounds_kept(exact, len);
        free(exact);
    }
    is_int((long long)n_wrong, 0, "all rows of six pieces are analysed within their bounds");
}

static void test_long_row(void)
{
    char text[8192] = "";
    for (int i = 0; i < 400; i++)
        strcat(text, "Kranken-, ");
    strcat(text, "Pflege- und Rentenversicherung");
    ok(are_bounds_kept(text, strlen(text)), "a row of 400 words");
}

static void test_end(void)
{
    static const char text[] = "Süd- und Nordkorea";
    struct analysis analysis = {0};
    size_t n_completed = 0;
    for (size_t len = 0; len < sizeof text - 6; len++) {
        if (len == 2) /* within ü */
            continue;
        if (analyse(analyzer, text, len, &analysis, NULL) == FUND_OK && analysis.n_tokens > 0)
            n_completed += analysis.tokens[0].also != NULL;
    }
    is_int((long long)n_completed, 0, "what is behind the text completes nothing");
    analysis_release(&analysis);
}

int main(void)
{
    if (analyzer_new(&analyzer, NULL) != FUND_OK || analyzer_new(&other, NULL) != FUND_OK)
        return 1;
    test_table();
    test_positions("Süd- und Nordkorea streiten", "Süd und Nordkorea streiten");
    test_positions("die Kranken- und Pflegeversicherung zahlt",
                   "die Kranken und Pflegeversicherung zahlt");
    test_positions("Waffenexporte und -importe steigen", "Waffenexporte und importe steigen");
    test_positions("Arbeitsmarkt- und Sozialpolitik heute", "Arbeitsmarkt und Sozialpolitik heute");
    test_range("Kranken- und Rentenversicherung", "Versicherung", "Kranken");
    test_range("Kranken- und Rentenversicherung", "Kranken", "Kranken");
    test_range("Waffenexporte und -importe", "Waffen", "importe");
    test_range("Waffenexporte und -importe", "Importe", "importe");
    test_range("Waffenexporte und -lieferverträge", "Verträge", "verträge");
    test_range("Waffenexporte und -lieferverträge", "Waffen", "lieferverträge");
    test_range("Arbeitsmarkt- und Sozialpolitik", "Markt", "markt");
    test_range("Arbeitsmarkt- und Sozialpolitik", "Politik", "Arbeitsmarkt");
    test_pieces();
    test_long_row();
    test_end();
    analyzer_free(analyzer);
    analyzer_free(other);
    return done_testing();
}
