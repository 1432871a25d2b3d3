/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text + words of the query -> snippet, by a table; then what must hold for every snippet, on
 * texts made at random and on articles as they are.
 */
#include "searcher/snippet.h"

#include <dirent.h>
#include <stdlib.h>

#include "indexer/utf8.h"
#include "tests/table.h"
#include "tests/tap.h"

enum { ALL_CHARS = -1, MAX_TERMS = 64 };

static struct snippets *snippets;
static struct analyzer *analyzer;
static struct arena arena;

/* ---- The terms of a query ---- */

static int compare_terms(const void *a, const void *b)
{
    const struct snippet_term *x = a, *y = b;
    if (x->stem_len != y->stem_len)
        return x->stem_len < y->stem_len ? -1 : 1;
    return memcmp(x->stem, y->stem, x->stem_len);
}

static bool has_word(const struct analysis *analysis)
{
    for (size_t i = 0; i < analysis->n_tokens; i++)
        if (!analysis->tokens[i].is_stop_word)
            return true;
    return false;
}

/* The stems of a query, each once and in order; stop words only where there is nothing else. */
static struct snippet_terms make_terms(const char *query, struct snippet_term terms[MAX_TERMS])
{
    struct analysis analysis = {0};
    size_t n = 0, n_terms = 0;
    if (analyse(analyzer, query, strlen(query), &analysis, NULL) != FUND_OK)
        return (struct snippet_terms){0};
    for (size_t i = 0; i < analysis.n_tokens && n < MAX_TERMS; i++) {
        const struct token *token = &analysis.tokens[i];
        if (!token->is_stop_word || !has_word(&analysis))
            terms[n++] = (struct snippet_term){arena_copy(&arena, token->stem, token->stem_len),
                                               token->stem_len,
                                               1.0,
                                               FUND_STEM,
                                               (uint32_t)i,
                                               NULL};
    }
    analysis_release(&analysis);
    qsort(terms, n, sizeof *terms, compare_terms);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || compare_terms(&terms[n_terms - 1], &terms[i]) != 0)
            terms[n_terms++] = terms[i];
    return (struct snippet_terms){.terms = terms, .n_terms = n_terms};
}

static const fund_marked_text *make(const char *text, const char *title, struct snippet_terms terms,
                                    int n_chars)
{
    const fund_marked_text *marked = NULL;
    fund_status status =
        n_chars == ALL_CHARS
            ? snippet_mark_all(snippets, text, terms, &arena, &marked, NULL)
            : snippet_make(snippets, text, title, terms, (size_t)n_chars, &arena, &marked, NULL);
    return status == FUND_OK ? marked : NULL;
}

/* ---- What holds for every snippet ---- */

static size_t count_chars(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

/* The text with every run of white space as one blank, and none at its ends. */
static char *fold_blanks(const char *text)
{
    char *folded = malloc(strlen(text) + 1), *out = folded;
    for (const char *c = text; folded && *c; c++) {
        if (!strchr(" \t\n\v\f\r", *c))
            *out++ = *c;
        else if (out > folded && out[-1] != ' ')
            *out++ = ' ';
    }
    if (folded) {
        out -= out > folded && out[-1] == ' ';
        *out = '\0';
    }
    return folded;
}

static bool is_stem_of(struct snippet_terms terms, const char *text, size_t len)
{
    struct analysis analysis = {0};
    bool is_one = analyse(analyzer, text, len, &analysis, NULL) == FUND_OK &&
                  analysis.n_tokens == 1 && analysis.tokens[0].start == 0 &&
                  analysis.tokens[0].end == len;
    bool found = false;
    for (size_t i = 0; is_one && i < terms.n_terms; i++)
        found = found || strcmp(terms.terms[i].stem, analysis.tokens[0].stem) == 0;
    analysis_release(&analysis);
    return found;
}

/* Ascending, apart, inside the text, and each a word of the query. */
static bool are_highlights_sound(const fund_marked_text *marked, struct snippet_terms terms)
{
    size_t last = 0, len = strlen(marked->text);
    for (size_t i = 0; i < marked->n_highlights; i++) {
        fund_highlight lit = marked->highlights[i];
        if (lit.start < last || lit.start >= lit.end || lit.end > len)
            return false;
        if (!is_stem_of(terms, marked->text + lit.start, lit.end - lit.start)) {
            printf("# lit: \"%.*s\"\n", (int)(lit.end - lit.start), marked->text + lit.start);
            return false;
        }
        last = lit.end;
    }
    return true;
}

static bool is_term(struct snippet_terms terms, const char *stem)
{
    for (size_t i = 0; i < terms.n_terms; i++)
        if (strcmp(terms.terms[i].stem, stem) == 0)
            return true;
    return false;
}

/* Is the word asked for, or a part of it? */
static bool is_asked(struct snippet_terms terms, const struct token *token)
{
    bool is_one = is_term(terms, token->stem);
    for (uint32_t i = 0; i < token->n_parts + token->n_other_parts; i++)
        is_one = is_one || is_term(terms, token->parts[i].stem);
    return is_one;
}

static bool has_light(const fund_marked_text *marked, const struct token *token)
{
    for (size_t i = 0; i < marked->n_highlights; i++)
        if (marked->highlights[i].start >= token->start && marked->highlights[i].end <= token->end)
            return true;
    return false;
}

/* Every word of the query that the snippet shows is lit, and no other. */
static bool are_all_lit(const fund_marked_text *marked, struct snippet_terms terms)
{
    struct analysis analysis = {0};
    size_t n_wrong = 0;
    if (analyse(analyzer, marked->text, strlen(marked->text), &analysis, NULL) != FUND_OK)
        return false;
    for (size_t i = 0; i < analysis.n_tokens; i++)
        n_wrong += is_asked(terms, &analysis.tokens[i]) != has_light(marked, &analysis.tokens[i]);
    analysis_release(&analysis);
    if (n_wrong > 0)
        printf("# %zu words are lit and not asked for, or the other way\n", n_wrong);
    return n_wrong == 0;
}

/* True when no word of the text goes across `offset`. */
static bool is_word_bound(const struct analysis *analysis, size_t offset)
{
    for (size_t i = 0; i < analysis->n_tokens; i++)
        if (analysis->tokens[i].start < offset && offset < analysis->tokens[i].end)
            return false;
    return true;
}

/* Is the piece part of the text, from word to word? One long word may be cut. */
static bool is_cut_well(const char *piece, size_t len, const char *text,
                        const struct analysis *analysis)
{
    for (const char *at = text; (at = memmem(at, strlen(at), piece, len)) != NULL; at++)
        if (memchr(piece, ' ', len) == NULL || (is_word_bound(analysis, (size_t)(at - text)) &&
                                                is_word_bound(analysis, (size_t)(at - text) + len)))
            return true;
    printf("# not in the text, or not cut at words: \"%.*s\"\n", (int)len, piece);
    return false;
}

/* What stands between the "…" is part of the text. */
static bool are_pieces_sound(const char *snippet, const char *text)
{
    static const char gap[] = "…";
    struct analysis analysis = {0};
    char *folded = fold_blanks(text);
    bool is_fine = analyse(analyzer, folded, strlen(folded), &analysis, NULL) == FUND_OK;
    for (const char *c = snippet; is_fine && *c;) {
        const char *end = strstr(c, gap), *next = end ? end + strlen(gap) : c + strlen(c);
        end = end ? end : next;
        while (c < end && *c == ' ')
            c++;
        while (end > c && end[-1] == ' ')
            end--;
        is_fine = c == end || is_cut_well(c, (size_t)(end - c), folded, &analysis);
        c = next;
    }
    analysis_release(&analysis);
    free(folded);
    return is_fine;
}

static bool is_sound(const fund_marked_text *marked, const char *text, struct snippet_terms terms,
                     size_t n_chars)
{
    if (!marked || !utf8_is_valid(marked->text, strlen(marked->text), NULL))
        return false;
    if (count_chars(marked->text) > n_chars + strlen(". ") + strlen(" .")) {
        printf("# %zu characters\n", count_chars(marked->text));
        return false;
    }
    if (strchr(marked->text, '\n') || strstr(marked->text, "  "))
        return false;
    return are_highlights_sound(marked, terms) && are_pieces_sound(marked->text, text);
}

/* ---- The table ---- */

static char *tell(const fund_marked_text *marked)
{
    char *told;
    size_t size, last = 0;
    FILE *out = open_memstream(&told, &size);
    for (size_t i = 0; marked && i < marked->n_highlights; i++) {
        fund_highlight lit = marked->highlights[i];
        fprintf(out, "%.*s[%.*s]", (int)(lit.start - last), marked->text + last,
                (int)(lit.end - lit.start), marked->text + lit.start);
        last = lit.end;
    }
    fprintf(out, "%s", marked ? marked->text + last : "(none)");
    fclose(out);
    return told;
}

/* The value of a line "name: value" of a case's head; "" when there is none. */
static const char *value_of(const char *head, const char *name, char value[1024])
{
    const char *line = strstr(head, name);
    snprintf(value, 1024, "%.*s", line ? (int)strcspn(line + strlen(name), "\n") : 0,
             line ? line + strlen(name) : "");
    return value;
}

static void test_case(const char *name, const char *head, const char *text, const char *want)
{
    struct snippet_term terms[MAX_TERMS];
    char query[1024], chars[1024], title[1024];
    struct snippet_terms asked = make_terms(value_of(head, "query: ", query), terms);
    bool is_all = strcmp(value_of(head, "chars: ", chars), "all") == 0;
    int n_chars = is_all ? ALL_CHARS : atoi(chars);
    const fund_marked_text *marked = make(text, value_of(head, "title: ", title), asked, n_chars);
    if (!ok(marked != NULL, "%s", name))
        return;
    char *told = tell(marked);
    is_string(told, want, "... its snippet");
    free(told);
    ok(is_sound(marked, text, asked,
                is_all    ? count_chars(text)
                : n_chars ? (size_t)n_chars
                          : SNIPPET_DEFAULT_CHARS),
       "... is sound");
    arena_reset(&arena);
}

/* Cuts the table at its "=== " and "---" lines. The empty line before "=== " is no part of it. */
static void test_table(FILE *table)
{
    static char bytes[64 * 1024];
    static const char rule[] = "\n---\n";
    bytes[fread(bytes, 1, sizeof bytes - 1, table)] = '\0';
    char *next = strstr(bytes, "\n=== ");
    while (next) {
        char *name = next + strlen("\n=== "), *head = strchr(name, '\n') + 1;
        char *text = strstr(head, rule) + strlen(rule);
        char *want = strstr(text, rule) + strlen(rule);
        next = strstr(want, "\n=== ");
        head[-1] = '\0';
        text[-(ptrdiff_t)strlen(rule)] = '\0';
        want[-(ptrdiff_t)strlen(rule)] = '\0';
        want[strcspn(want, "\n")] = '\0';
        test_case(name, head, text, want);
    }
}

/* ---- Weights ---- */

static void test_weights(void)
{
    static const char text[] = "Von Kursk ist hier die Rede. Das Wetter ist wechselhaft und kühl. "
                               "Von Bagdad ist dort die Rede.";
    struct snippet_term terms[] = {{"kursk", 5, 1.0, FUND_STEM, 0, NULL},
                                   {"bagdad", 6, 5.0, FUND_STEM, 1, NULL}};
    const fund_marked_text *marked =
        make(text, "", (struct snippet_terms){.terms = terms, .n_terms = 2}, 40);
    is_string(marked ? marked->text : NULL, "Von Bagdad ist dort die Rede.",
              "the word of more weight is shown");
    terms[0].weight = 9.0;
    marked = make(text, "", (struct snippet_terms){.terms = terms, .n_terms = 2}, 40);
    is_string(marked ? marked->text : NULL, "Von Kursk ist hier die Rede.", "... and the other");
    marked = make(text, "", (struct snippet_terms){.terms = NULL, .n_terms = 0}, 40);
    ok(marked && marked->n_highlights == 0, "no terms, no highlights");
    arena_reset(&arena);
}

/* ---- Texts at random ---- */

static unsigned next_random(void)
{
    static unsigned state = 2463534242u;
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static void put_words(FILE *out, unsigned n)
{
    static const char *const words[] = {
        "Soldaten", "Kursk",  "der",    "die",       "und",         "Präsident", "Putin",
        "sagte",    "Öl",     "1.500",  "24.",       "z. B.",       "(Kiew)",    "„Nein“,",
        "U.S.A.",   "Straße", "Pu­tin", "Süd-Korea", "nicht",       "heute",     "…",
        "ist",      "’s",     "Dr.",    "Кремль",    "auswärtigen", "Ämter",     "👍"};
    for (; n > 0; n--) {
        fprintf(out, " %s", words[next_random() % (sizeof words / sizeof *words)]);
        if (next_random() % 20 == 0)
            fprintf(out, "\nund  ");
    }
}

/* Sentences, paragraphs and long ramblings; no headings, for each of them costs room. */
static char *random_text(void)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    for (unsigned n = next_random() % 12; n > 0; n--) {
        unsigned most = next_random() % 8 == 0 ? 120 : 12;
        fprintf(out, "Es");
        put_words(out, 1 + next_random() % most);
        fprintf(out, " aus%s", next_random() % 4 == 0 ? "!\n\n" : ". ");
    }
    fclose(out);
    return text;
}

static void test_random(void)
{
    enum { N_TEXTS = 1500 };
    static const char *const queries[] = {"Kursk",       "Soldat Putin Kiew",
                                          "USA 1500 24", "der die",
                                          "Mondlandung", "Präsidenten, Straße, Amt, Süd Öl nein"};
    size_t n_sound = 0, n_lit = 0, n_highlights = 0;
    for (unsigned i = 0; i < N_TEXTS; i++) {
        struct snippet_term terms[MAX_TERMS];
        struct snippet_terms asked = make_terms(queries[i % 6], terms);
        size_t n_chars = 20 + next_random() % 300;
        char *text = random_text();
        const fund_marked_text *marked = make(text, "", asked, (int)n_chars);
        bool is_fine = is_sound(marked, text, asked, n_chars);
        if (!is_fine)
            printf("# snippet: %s\n", marked ? marked->text : "none");
        n_sound += is_fine;
        n_lit += marked && are_all_lit(marked, asked);
        n_highlights += marked ? marked->n_highlights : 0;
        free(text);
        arena_reset(&arena);
    }
    is_int((long long)n_sound, N_TEXTS, "random texts");
    is_int((long long)n_lit, N_TEXTS, "... every word of the query is lit");
    ok(n_highlights > N_TEXTS, "... of which there are many");
}

/* Whatever the text, and however small the room: no crash, valid UTF-8, words lit. */
static void test_small(void)
{
    static const char *const texts[] = {"Soldaten kämpfen in Kursk.",
                                        "äöüäöüäöü äöü",
                                        "👍👍👍 👍",
                                        "  \n ",
                                        "日本日本日本",
                                        "Kursk",
                                        ".",
                                        "…",
                                        "A\n\nB\n\nC\n\nD"};
    struct snippet_term terms[MAX_TERMS];
    struct snippet_terms asked = make_terms("Kursk Soldat äöü", terms);
    size_t n = 0, n_sound = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int n_chars = 1; n_chars < 40; n_chars++, n++) {
            const fund_marked_text *marked = make(texts[i], "", asked, n_chars);
            n_sound += marked && utf8_is_valid(marked->text, strlen(marked->text), NULL) &&
                       are_highlights_sound(marked, asked);
        }
    is_int((long long)n_sound, (long long)n, "little room");
    arena_reset(&arena);
}

/* A word of a megabyte, and as many matches as there are words. */
static void test_large(void)
{
    enum { LEN = 1 << 20 };
    struct snippet_term terms[MAX_TERMS];
    struct snippet_terms asked = make_terms("Kursk", terms);
    char *text = malloc(LEN + 1);
    if (!text)
        return;
    memset(text, 'x', LEN);
    text[LEN] = '\0';
    const fund_marked_text *marked = make(text, "", asked, 240);
    ok(marked && count_chars(marked->text) == 242 && marked->n_highlights == 0, "one huge word");
    for (size_t i = 0; i < LEN; i++)
        text[i] = "Kursk "[i % 6];
    text[LEN - 4] = '\0';
    marked = make(text, "", asked, 240);
    ok(is_sound(marked, text, asked, 240) && marked->n_highlights == 40, "matches everywhere");
    free(text);
    arena_reset(&arena);
}

/* ---- Articles as they are ---- */

static void test_article(const char *name, const char *text)
{
    static const char *const queries[] = {"Nordkorea Soldaten", "Putin Kim",
                                          "\"NATO\" USA 1500",  "Präsident der Ukraine",
                                          "Mondlandung",        "und die der"};
    static const int sizes[] = {0, 40, 120, 500, 5000};
    size_t n = 0, n_sound = 0;
    for (size_t i = 0; i < (size_t)6 * 5; i++, n++) {
        struct snippet_term terms[MAX_TERMS];
        struct snippet_terms asked = make_terms(queries[i % 6], terms);
        int n_chars = sizes[i / 6];
        const fund_marked_text *marked = make(text, "", asked, n_chars);
        bool is_fine = marked && utf8_is_valid(marked->text, strlen(marked->text), NULL) &&
                       are_highlights_sound(marked, asked) && are_all_lit(marked, asked) &&
                       are_pieces_sound(marked->text, text);
        if (!is_fine)
            printf("# \"%s\", %d: %s\n", queries[i % 6], n_chars, marked ? marked->text : "");
        n_sound += is_fine;
        arena_reset(&arena);
    }
    is_int((long long)n_sound, (long long)n, "%s", name);
}

static char *read_whole(const char *path)
{
    enum { ROOM = 1 << 20 };
    char *text = calloc(1, ROOM);
    FILE *file = fopen(path, "r");
    if (file && text && fread(text, 1, ROOM - 1, file) == 0)
        perror(path);
    if (file)
        fclose(file);
    return text;
}

static void test_seeds(void)
{
    const char *shared = getenv("FUNDSTELLE_SHARED");
    char folder_path[512], path[1024];
    snprintf(folder_path, sizeof folder_path, "%s/seeds", shared && *shared ? shared : "../shared");
    DIR *folder = opendir(folder_path);
    if (!folder) {
        skip(1, "there is no %s", folder_path);
        return;
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (!strstr(entry->d_name, ".txt"))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder_path, entry->d_name);
        char *text = read_whole(path);
        test_article(entry->d_name, text);
        free(text);
    }
    closedir(folder);
}

int main(void)
{
    FILE *table = fopen("tests/tables/snippet.txt", "r");
    if (!table || snippets_new(&snippets, NULL) != FUND_OK ||
        analyzer_new(&analyzer, NULL) != FUND_OK) {
        perror("tests/tables/snippet.txt");
        return 1;
    }
    test_table(table);
    fclose(table);
    test_weights();
    test_random();
    test_small();
    test_large();
    test_seeds();
    snippets_free(snippets);
    snippets_free(NULL);
    analyzer_free(analyzer);
    arena_release(&arena);
    return done_testing();
}
