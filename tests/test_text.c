/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All that knows German, through its one entry: words, folding, stems, stop words, and the bounds
 * of sentences. The tables beside tell what is expected; then come texts that nobody would write.
 */
#include "indexer/text/analysis.h"

#include <dirent.h>
#include <stdlib.h>

#include "indexer/text/fold.h"
#include "indexer/text/sentences.h"
#include "indexer/utf8.h"
#include "tests/table.h"
#include "tests/tap.h"

static struct analyzer *analyzer;
static struct sentences *sentences;

/* ---- What holds for every text ---- */

static bool is_character_bound(const char *text, size_t len, size_t offset)
{
    return offset == len || ((unsigned char)text[offset] & 0xC0) != 0x80;
}

/* A token that lies in the text, behind the one before, and whose columns are filled. */
static bool is_sound(const struct token *token, const struct token *before, const char *text,
                     size_t len)
{
    bool lies_well = token->start < token->end && token->end <= len &&
                     is_character_bound(text, len, token->start) &&
                     is_character_bound(text, len, token->end);
    bool is_behind = before ? token->start >= before->end && token->position > before->position
                            : token->position == 1;
    bool is_filled = token->folded_len > 0 && token->folded_len <= FOLDED_MAX &&
                     token->folded_len == strlen(token->folded) && token->stem_len > 0 &&
                     token->stem_len == strlen(token->stem) && *token->stem != '\0';
    bool is_one = !token->also && token->also_len == 0;
    bool is_two = token->also && token->also_len > 0 && token->also_len == strlen(token->also) &&
                  utf8_is_valid(token->also, token->also_len, NULL);
    return lies_well && is_behind && is_filled && (is_one || is_two) &&
           utf8_is_valid(token->folded, token->folded_len, NULL) &&
           utf8_is_valid(token->stem, token->stem_len, NULL);
}

static bool are_sound(const struct analysis *analysis, const char *text, size_t len)
{
    for (size_t i = 0; i < analysis->n_tokens; i++) {
        const struct token *token = &analysis->tokens[i];
        if (!is_sound(token, i > 0 ? token - 1 : NULL, text, len)) {
            printf("# token %zu, bytes %u to %u\n", i, token->start, token->end);
            return false;
        }
    }
    return true;
}

static bool is_blank_byte(char c)
{
    return c != '\0' && strchr(" \t\n\v\f\r", c) != NULL;
}

/* Sentences that begin and end in black, one behind the other, and nothing black between them. */
static bool cover(const struct sentence *list, size_t n, const char *text, size_t len)
{
    size_t last = 0;
    for (size_t i = 0; i <= n; i++) {
        size_t start = i < n ? list[i].start : len;
        if (start < last || start > len)
            return false;
        for (size_t c = last; c < start; c++)
            if (!is_blank_byte(text[c]))
                return false;
        if (i == n)
            break;
        last = list[i].end;
        if (last <= start || last > len || is_blank_byte(text[start]) ||
            is_blank_byte(text[last - 1]))
            return false;
    }
    return true;
}

/* Analyses a text of `len` bytes, checks what must always hold, and returns the tokens. */
static bool analyse_soundly(const char *text, size_t len, struct analysis *analysis)
{
    const struct sentence *list;
    size_t n;
    if (analyse(analyzer, text, len, analysis, NULL) != FUND_OK ||
        sentences_find(sentences, text, len, &list, &n, NULL) != FUND_OK)
        return false;
    if (!are_sound(analysis, text, len))
        return false;
    if (cover(list, n, text, len))
        return true;
    printf("# the sentences do not cover the text\n");
    return false;
}

/* ---- Words ---- */

/* The tokens as the table has them: Häuser/haeuser/haus, with a * behind a stop word. */
static char *tell_tokens(const char *text, const struct analysis *analysis)
{
    char *told;
    size_t size;
    FILE *out = open_memstream(&told, &size);
    for (size_t i = 0; i < analysis->n_tokens; i++) {
        const struct token *token = &analysis->tokens[i];
        fprintf(out, "%s%.*s/%s/%s%s%s%s", i > 0 ? " " : "", (int)(token->end - token->start),
                text + token->start, token->folded, token->stem, token->also ? "+" : "",
                token->also ? token->also : "", token->is_stop_word ? "*" : "");
    }
    fclose(out);
    return told;
}

static void test_words(FILE *table)
{
    struct analysis analysis = {0};
    for (char *text; (text = next_case(table)) != NULL;) {
        char *want = cut_at(text, " =>");
        bool has_name = ok(want != NULL, "%s", text);
        expand(text);
        ok(analyse_soundly(text, strlen(text), &analysis), "... is divided soundly");
        char *told = tell_tokens(text, &analysis);
        if (has_name)
            is_string(told, expand(want), "... its words");
        free(told);
    }
    analysis_release(&analysis);
}

/* The stems of a text with blanks between: what decides whether two texts are the same. */
static char *tell_stems(const char *text)
{
    char *told;
    size_t size;
    struct analysis analysis = {0};
    FILE *out = open_memstream(&told, &size);
    if (!analyse_soundly(text, strlen(text), &analysis))
        fprintf(out, "<not sound: %s>", text);
    for (size_t i = 0; i < analysis.n_tokens; i++)
        fprintf(out, "%s%s%s%s", i > 0 ? " " : "", analysis.tokens[i].stem,
                analysis.tokens[i].also ? "+" : "",
                analysis.tokens[i].also ? analysis.tokens[i].also : "");
    fclose(out);
    analysis_release(&analysis);
    return told;
}

static void test_same(FILE *table)
{
    for (char *first; (first = next_case(table)) != NULL;) {
        char *next = cut_at(first, " = ");
        ok(next != NULL, "%s", first);
        char *want = tell_stems(expand(first));
        while (next) {
            char *text = next;
            next = cut_at(text, " = ");
            char name[256];
            snprintf(name, sizeof name, "... = %s", text);
            char *told = tell_stems(expand(text));
            is_string(told, *want ? want : "a word", "%s", name);
            free(told);
        }
        free(want);
    }
}

static void test_different(FILE *table)
{
    for (char *first; (first = next_case(table)) != NULL;) {
        char *second = cut_at(first, " != ");
        char *a = tell_stems(expand(first));
        char *b = tell_stems(second ? expand(second) : first);
        if (!ok(*a && *b && strcmp(a, b) != 0, "%s != %s", first, second ? second : ""))
            printf("#   both \"%s\"\n", a);
        free(a);
        free(b);
    }
}

static bool has_stem(const struct token *token, const char *stem)
{
    return strcmp(token->stem, stem) == 0 || (token->also && strcmp(token->also, stem) == 0);
}

/* Whether all words of `query` are among those of `text`, by either of their stems. */
static bool finds(const char *query, const char *text)
{
    struct analyzer *other;
    struct analysis asked = {0}, found = {0};
    size_t n = 0;
    if (analyzer_new(&other, NULL) != FUND_OK ||
        analyse(other, query, strlen(query), &asked, NULL) != FUND_OK ||
        !analyse_soundly(text, strlen(text), &found))
        return false;
    for (size_t i = 0; i < asked.n_tokens; i++) {
        const struct token *token = &asked.tokens[i];
        size_t k = 0;
        while (k < found.n_tokens && !has_stem(&found.tokens[k], token->stem) &&
               !(token->also && has_stem(&found.tokens[k], token->also)))
            k++;
        n += k < found.n_tokens;
    }
    bool does_find = asked.n_tokens > 0 && n == asked.n_tokens;
    analysis_release(&asked);
    analysis_release(&found);
    analyzer_free(other);
    return does_find;
}

static bool find_each_other(const char *a, const char *b)
{
    return finds(a, b) && finds(b, a);
}

/* Both find the text, and the text finds both. */
static void test_both(FILE *table)
{
    for (char *text; (text = next_case(table)) != NULL;) {
        char *masculine = cut_at(text, " => ");
        char *feminine = masculine ? cut_at(masculine, " + ") : NULL;
        if (!ok(feminine != NULL, "%s", text))
            continue;
        expand(text);
        ok(find_each_other(masculine, text), "... = %s", masculine);
        ok(find_each_other(feminine, text), "... = %s", feminine);
    }
}

/* ---- Sentences ---- */

/* The text of a line of the table: as it is written, without the bars and the blank after each. */
static char *without_bars(const char *line)
{
    char *text = strdup(line), *out = text;
    for (const char *c = line; text && *c; c++) {
        if (*c != '|')
            *out++ = *c;
        else if (c[1] == ' ')
            c++;
    }
    if (text)
        *out = '\0';
    return text;
}

static void put_trimmed(FILE *out, const char *start, const char *end)
{
    static const char blanks[] = " \t\r\n";
    while (start < end && strchr(blanks, *start))
        start++;
    while (end > start && strchr(blanks, end[-1]))
        end--;
    fprintf(out, "%.*s|", (int)(end - start), start);
}

static char *wanted_sentences(const char *line)
{
    char *told;
    size_t size;
    FILE *out = open_memstream(&told, &size);
    for (const char *start = line; start; start = strchr(start, '|')) {
        start += start > line;
        put_trimmed(out, start, start + strcspn(start, "|"));
    }
    fclose(out);
    return told;
}

static char *found_sentences(const char *text)
{
    char *told;
    size_t size, n;
    const struct sentence *list;
    FILE *out = open_memstream(&told, &size);
    if (sentences_find(sentences, text, strlen(text), &list, &n, NULL) != FUND_OK)
        n = 0;
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%.*s|", (int)(list[i].end - list[i].start), text + list[i].start);
    fclose(out);
    return told;
}

static void test_sentences(FILE *table)
{
    struct analysis analysis = {0};
    for (char *line; (line = next_case(table)) != NULL;) {
        ok(*line != '\0', "%s", line);
        char *text = without_bars(expand(line));
        if (!text)
            break;
        char *want = wanted_sentences(line);
        char *told = found_sentences(text);
        is_string(told, want, "... its sentences");
        ok(analyse_soundly(text, strlen(text), &analysis), "... and nothing is lost");
        free(told);
        free(want);
        free(text);
    }
    analysis_release(&analysis);
}

static void test_no_sentences(void)
{
    const struct sentence *list = (const struct sentence *)&list;
    size_t n = 7;
    ok(sentences_find(sentences, "", 0, &list, &n, NULL) == FUND_OK && n == 0, "no sentences");
    ok(sentences_find(sentences, " \n\t ", 4, &list, &n, NULL) == FUND_OK && n == 0,
       "... in blanks neither");
    ok(sentences_find(sentences, "Ja. Nein.", 3, &list, &n, NULL) == FUND_OK && n == 1 &&
           list[0].end == 3,
       "what is behind the text is not looked at");
}

/* ---- The same again ---- */

static bool are_equal(const struct analysis *a, const struct analysis *b)
{
    for (size_t i = 0; i < a->n_tokens && i < b->n_tokens; i++) {
        const struct token *x = &a->tokens[i], *y = &b->tokens[i];
        if (x->start != y->start || x->end != y->end || x->position != y->position ||
            x->is_stop_word != y->is_stop_word || strcmp(x->folded, y->folded) != 0 ||
            strcmp(x->stem, y->stem) != 0 ||
            strcmp(x->also ? x->also : "", y->also ? y->also : "") != 0)
            return false;
    }
    return a->n_tokens == b->n_tokens;
}

/* By an analyzer that has seen other texts, twice, and by one that has seen none. */
static bool is_repeatable(const char *text, size_t len)
{
    struct analyzer *fresh;
    struct analysis first = {0}, second = {0}, third = {0};
    bool is_fine = analyzer_new(&fresh, NULL) == FUND_OK &&
                   analyse(fresh, text, len, &third, NULL) == FUND_OK &&
                   analyse_soundly(text, len, &first) && analyse_soundly(text, len, &second) &&
                   are_equal(&first, &second) && are_equal(&first, &third);
    analysis_release(&first);
    analysis_release(&second);
    analysis_release(&third);
    analyzer_free(fresh);
    return is_fine;
}

static void test_again(void)
{
    static const char text[] = "Präsident Yoon: „Südkorea wird nicht untätig bleiben“, so Yoon am "
                               "24. Oktober in Seoul. Präsident Yoon!";
    struct analysis analysis = {0};
    ok(is_repeatable(text, strlen(text)), "a text analysed again gives the same");
    ok(analyse(analyzer, text, strlen("Präsident Yoon: „Süd"), &analysis, NULL) == FUND_OK &&
           analysis.n_tokens == 3 && strcmp(analysis.tokens[2].stem, "sud") == 0,
       "what is behind the text is not looked at");
    ok(analyse(analyzer, "", 0, &analysis, NULL) == FUND_OK && analysis.n_tokens == 0,
       "an empty text has no words");
    analysis_release(&analysis);
    analysis_release(&analysis);
    ok(analysis.n_tokens == 0 && !analysis.tokens, "an analysis released twice");
    analyzer_free(NULL);
    sentences_free(NULL);
}

/* ---- Texts that nobody would write ---- */

static void test_long_word(const char *letter)
{
    enum { LEN = 100 * 1024 };
    size_t step = strlen(letter), len = LEN / step * step;
    char *text = malloc(len);
    struct analysis analysis = {0};
    for (size_t i = 0; text && i < len; i++)
        text[i] = letter[i % step];
    ok(text && analyse_soundly(text, len, &analysis), "a word of 100 kB: %s...", letter);
    size_t n = analysis.n_tokens;
    const struct token *tokens = analysis.tokens;
    ok(tokens && n > 0 && tokens[0].start == 0 && tokens[n - 1].end == len, "... from end to end");
    ok(text && is_repeatable(text, len), "... gives the same again");
    analysis_release(&analysis);
    free(text);
}

/* Words that begin alike for 100 kB are one word: it is cut. Those of 120 bytes are not. */
static void test_long_words_differ(void)
{
    char text[256];
    struct analysis analysis = {0};
    memset(text, 'x', sizeof text);
    text[119] = 'a';
    text[120] = ' ';
    text[240] = 'b';
    ok(analyse_soundly(text, 241, &analysis) && analysis.n_tokens == 2 &&
           strcmp(analysis.tokens[0].stem, analysis.tokens[1].stem) != 0,
       "words of 120 bytes that differ in their last letter are two");
    analysis_release(&analysis);
}

/* Word `i`: it and its stem are different for every `i`, and no ending is taken off. */
static void name_word(char name[8], unsigned i)
{
    for (int k = 0; k < 6; k++, i /= 16)
        name[k] = "bcdfghjklmpqvwxz"[i % 16];
    name[6] = 'k';
    name[7] = '\0';
}

static bool are_named_words(const struct analysis *analysis, unsigned n)
{
    char name[8];
    if (analysis->n_tokens != n)
        return false;
    for (unsigned i = 0; i < n; i++) {
        const struct token *token = &analysis->tokens[i];
        name_word(name, i);
        if (strcmp(token->folded, name) != 0 || strcmp(token->stem, name) != 0 ||
            token->start != 8 * i || token->position != i + 1) {
            printf("# word %u: \"%s\", not \"%s\"\n", i, token->stem, name);
            return false;
        }
    }
    return true;
}

/* More words than are remembered: the memory is full in the midst and emptied for the next text. */
static void test_many_words(void)
{
    enum { N_WORDS = 300000 };
    char *text = malloc((size_t)8 * N_WORDS + 1);
    struct analysis analysis = {0};
    for (size_t i = 0; text && i < N_WORDS; i++) {
        name_word(text + 8 * i, (unsigned)i);
        text[8 * i + 7] = ' ';
    }
    for (int i = 0; text && i < 3; i++)
        ok(analyse_soundly(text, (size_t)8 * N_WORDS, &analysis) &&
               are_named_words(&analysis, N_WORDS),
           "300,000 different words, time %d", i + 1);
    ok(analyse_soundly("Häuser", strlen("Häuser"), &analysis) &&
           strcmp(analysis.tokens[0].stem, "haus") == 0,
       "... and a word after them");
    analysis_release(&analysis);
    free(text);
}

/* Numbers that are the same in every run (Marsaglia's xorshift). */
static unsigned next_random(void)
{
    static unsigned state = 2463534242u;
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

/* Mostly what texts are made of, and now and then anything at all. */
static unsigned random_code_point(void)
{
    static const unsigned frequent[] = {' ',    '.',   '\'',   '-',    '\n', 0xAD, 0x308, 0x2019,
                                        'n',    's',   '1',    '0',    0xDF, 0xE4, '_',   ':',
                                        0x200B, 0x130, 0xFDFA, '*',    '(',  ')',  '/',   'I',
                                        'e',    'r',   0xA0,   0x202F, 0xB7, '2',  ','};
    unsigned choice = next_random() % 8, c = next_random();
    if (choice < 2)
        return frequent[c % (sizeof frequent / sizeof *frequent)];
    if (choice < 5)
        return 'a' + c % 26;
    if (choice < 6)
        return c % 0x800;
    c %= choice < 7 ? 0x10000 : 0x110000;
    return c >= 0xD800 && c < 0xE000 ? ' ' : c;
}

static size_t put_random(char *out)
{
    unsigned c = random_code_point();
    if (c < 0x80) {
        *out = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = len; --i > 0; c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)((len == 2 ? 0xC0 : len == 3 ? 0xE0 : 0xF0) | c);
    return len;
}

static void test_random(void)
{
    enum { N_TEXTS = 2000, LEN = 400 };
    char text[LEN + 4];
    struct analysis analysis = {0};
    size_t n_sound = 0;
    for (int i = 0; i < N_TEXTS; i++) {
        size_t len = 0, most = next_random() % LEN;
        while (len < most)
            len += put_random(text + len);
        n_sound += utf8_is_valid(text, len, NULL) && analyse_soundly(text, len, &analysis);
    }
    is_int((long long)n_sound, N_TEXTS, "random texts");
    analysis_release(&analysis);
}

/* ---- Articles as they are ---- */

static char *read_whole(const char *path, size_t *len)
{
    enum { ROOM = 1 << 20 };
    char *text = malloc(ROOM);
    FILE *file = fopen(path, "r");
    *len = file && text ? fread(text, 1, ROOM, file) : 0;
    if (file)
        fclose(file);
    return text;
}

static void test_seeds(void)
{
    const char *shared = getenv("FUNDSTELLE_SHARED");
    char path[1024];
    snprintf(path, sizeof path, "%s/seeds", shared && *shared ? shared : "../shared");
    DIR *folder = opendir(path);
    if (!folder) {
        skip(1, "there is no %s", path);
        return;
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        size_t len;
        if (!strstr(entry->d_name, ".txt"))
            continue;
        snprintf(path, sizeof path, "%s/seeds/%s", shared && *shared ? shared : "../shared",
                 entry->d_name);
        char *text = read_whole(path, &len);
        ok(len > 0 && is_repeatable(text, len), "%s", entry->d_name);
        free(text);
    }
    closedir(folder);
}

/* ---- All of it ---- */

static void test_table(const char *name, void (*test)(FILE *))
{
    char path[256];
    snprintf(path, sizeof path, "tests/tables/%s.txt", name);
    FILE *table = fopen(path, "r");
    if (!ok(table != NULL, "%s", path))
        return;
    test(table);
    fclose(table);
}

int main(void)
{
    if (analyzer_new(&analyzer, NULL) != FUND_OK || sentences_new(&sentences, NULL) != FUND_OK)
        return 1;
    test_table("words", test_words);
    test_table("same", test_same);
    test_table("different", test_different);
    test_table("both", test_both);
    test_table("sentences", test_sentences);
    test_no_sentences();
    test_again();
    test_long_word("x");
    test_long_word("ä");
    test_long_word("日");
    test_long_words_differ();
    test_many_words();
    test_random();
    test_seeds();
    analyzer_free(analyzer);
    sentences_free(sentences);
    return done_testing();
}
