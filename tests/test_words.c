/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is found by our own tables must be what ICU, libstemmer and the general way of folding give:
 * the words of all sorts of texts, with the tables and by ICU alone, byte by byte; stems; letters.
 */
#include "indexer/text/words.h"

#include <ftw.h>
#include <libstemmer.h>
#include <stdlib.h>

#include "indexer/text/fold.h"
#include "indexer/text/snowball.h"
#include "indexer/utf8.h"
#include "tests/table.h"
#include "tests/tap.h"

static struct words *fast, *by_icu;

/* ---- Words ---- */

static void tell_difference(const char *text, size_t len, const uint32_t got[2],
                            const uint32_t want[2])
{
    size_t from = want[0] < got[0] ? want[0] : got[0];
    from = from > 20 ? from - 20 : 0;
    printf("# got bytes %u to %u, ICU has %u to %u, behind \"%.*s\"\n", got[0], got[1], want[0],
           want[1], (int)(len - from < 80 ? len - from : 80), text + from);
}

/* Whether the text has the same words both ways. */
static bool agree(const char *text, size_t len)
{
    uint32_t got[2], want[2];
    bool is_more = true;
    words_set_text(fast, text, len);
    words_set_text(by_icu, text, len);
    while (is_more) {
        memset(got, 0, sizeof got);
        memset(want, 0, sizeof want);
        is_more = words_next(by_icu, &want[0], &want[1]);
        words_next(fast, &got[0], &got[1]);
        if (memcmp(got, want, sizeof got) != 0) {
            tell_difference(text, len, got, want);
            return false;
        }
    }
    return words_status(fast, NULL) == FUND_OK && words_status(by_icu, NULL) == FUND_OK;
}

/* One or more for each way a character can behave, in the tables and beyond: two scripts of the
 * right-to-left kind, Kana, Han, Thai, pictures, flags, joiners, accents of other scripts. */
static const char *const characters[] = {
    "a",      "B",      "1",          "2",      " ",        "\n",     ".",      ",",      "'",
    "’",      "‘",      "\"",         "„",      "-",        "–",      "_",      ":",      ";",
    "@",      "·",      "ä",          "×",      "ª",        "ė",      "²",      "\u00AD", "\u0308",
    "\u00A0", "\u202F", "\u200B",     "\u200C", "\u200D",   "\u200E", "\u2028", "\u2024", "\u2027",
    "\u203F", "…",      "©",          "\u0345", "\u0360",   "/",      "(",      "*",      "€",
    "ж",      "א",      "ア",         "日",     "ไทย",      "한",     "😀",      "🇩",      "☎\uFE0F",
    "١",      "\u3099", "\U0001F3FB", "\r\n",   "\xC2\x85", "\t",
};
enum { N_CHARACTERS = sizeof characters / sizeof *characters };

static size_t put(char *text, size_t at, const char *what)
{
    size_t len = strlen(what);
    memcpy(text + at, what, len + 1);
    return at + len;
}

/* Each alone, at the start of a text and between letters and digits. */
static bool agree_around(const char *middle)
{
    static const char *const around[][2] = {{"", ""},   {"a", "b"}, {"1", "2"},  {"a", "1"},
                                            {"1", "a"}, {" ", "a"}, {"ж", "a "}, {"a", " ж"}};
    char text[64];
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        size_t len = put(text, put(text, put(text, 0, around[i][0]), middle), around[i][1]);
        if (!agree(text, len))
            return false;
    }
    return true;
}

/* Every character that has two bytes or is in the block of general punctuation, and its like. */
static void test_each_character(void)
{
    char text[8];
    int n_bad = 0;
    for (unsigned c = 1; c < 0x2100; c++) {
        *put_code_point(text, c) = '\0';
        n_bad += !agree_around(text);
    }
    is_int(n_bad, 0, "each character up to U+2100 between others");
}

static void test_triples(void)
{
    char text[64];
    int n_bad = 0;
    for (int i = 0; i < N_CHARACTERS; i++)
        for (int j = 0; j < N_CHARACTERS; j++)
            for (int k = 0; k < N_CHARACTERS; k++) {
                size_t len = put(text, put(text, 0, characters[i]), characters[j]);
                len = put(text, len, characters[k]);
                n_bad += !agree(text, put(text, len, "a1"));
                n_bad += !agree(text, len);
            }
    is_int(n_bad, 0, "each three characters, at the end of a text and before a letter");
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

static size_t put_random(char *text, size_t at, unsigned one_in)
{
    char other[8];
    if (next_random() % one_in == 0) {
        unsigned c = 1 + next_random() % 0xFFFE;
        *put_code_point(other, c >= 0xD800 && c < 0xE000 ? ' ' : c) = '\0';
        return put(text, at, other);
    }
    bool is_letter = next_random() % 3 == 0;
    unsigned n = next_random();
    return put(text, at, characters[is_letter ? n % 4 : n % N_CHARACTERS]);
}

static void test_random(void)
{
    enum { N_TEXTS = 5000, LEN = 300 };
    char text[LEN + 16];
    int n_bad = 0;
    for (int i = 0; i < N_TEXTS; i++) {
        size_t len = 0, most = 1 + next_random() % LEN;
        while (len < most)
            len = put_random(text, len, i % 2 ? 3 : 40);
        n_bad += !utf8_is_valid(text, len, NULL) || !agree(text, len);
    }
    is_int(n_bad, 0, "random texts");
}

/* ---- Words of texts that have been written ---- */

static int n_files, n_different;

static int compare_file(const char *path, const struct stat *state, int kind, struct FTW *at)
{
    (void)at;
    FILE *file = kind == FTW_F ? fopen(path, "r") : NULL;
    if (!file)
        return 0;
    char *text = malloc((size_t)state->st_size + 1);
    size_t len = text ? fread(text, 1, (size_t)state->st_size, file) : 0;
    if (utf8_is_valid(text, len, NULL)) {
        n_files++;
        n_different += !agree(text, len);
    }
    free(text);
    fclose(file);
    return 0;
}

static void test_files(const char *folder)
{
    n_files = n_different = 0;
    nftw(folder, compare_file, 8, FTW_PHYS);
    ok(n_files > 5, "there are files in %s", folder);
    is_int(n_different, 0, "... and they have the same words by ICU alone");
}

/* One article in sixteen, as it stands in its line. */
static void test_news(void)
{
    const char *shared = getenv("FUNDSTELLE_SHARED");
    char command[1024], path[512];
    size_t size = 0;
    char *line = NULL;
    int n = 0, n_bad = 0;
    snprintf(path, sizeof path, "%s/data/news/fang-a.jsonl.zst", shared ? shared : "../shared");
    FILE *file = fopen(path, "r");
    if (!file) {
        skip(2, "there is no %s", path);
        return;
    }
    fclose(file);
    snprintf(command, sizeof command, "zstd -qdc '%s'", path);
    FILE *news = popen(command, "r");
    for (ssize_t len; news && (len = getline(&line, &size, news)) > 0; n++)
        n_bad += n % 16 == 0 && !agree(line, (size_t)len);
    ok(n > 1000, "there is news");
    is_int(n_bad, 0, "... and it has the same words by ICU alone");
    free(line);
    if (news)
        pclose(news);
}

/* ---- Stems ---- */

static struct sb_stemmer *snowball;

static size_t umlauts_in_a_byte(const char *word, char *out)
{
    size_t n = 0;
    for (; *word; word++) {
        if (*word != '\xC3') {
            out[n++] = *word;
            continue;
        }
        word++;
        out[n++] = *word == '\xA4' ? A_UMLAUT : *word == '\xB6' ? O_UMLAUT : U_UMLAUT;
    }
    return n;
}

static bool has_library_stem(const char *word)
{
    char out[256];
    size_t len = snowball_stem(out, umlauts_in_a_byte(word, out));
    const sb_symbol *stem = sb_stemmer_stem(snowball, (const sb_symbol *)word, (int)strlen(word));
    size_t want = (size_t)sb_stemmer_length(snowball);
    if (stem && len == want && memcmp(out, stem, len) == 0)
        return true;
    printf("# %s: %.*s, not %.*s\n", word, (int)len, out, (int)want, (const char *)stem);
    return false;
}

static void test_stems(void)
{
    static const char *const pieces[] = {
        "e",  "n",  "s",  "r",  "t",    "m",   "i",    "g",    "u",    "y",    "a",
        "ä",  "ö",  "ü",  "l",  "c",    "h",   "k",    "d",    "b",    "er",   "en",
        "st", "ig", "ik", "em", "isch", "ung", "keit", "heit", "lich", "niss", "7",
    };
    char word[64];
    int n_bad = 0;
    snowball = sb_stemmer_new("german", "UTF_8");
    for (int i = 0; i < 100000 && n_bad < 10; i++) {
        size_t len = 0;
        for (unsigned n = 1 + next_random() % 8; n > 0; n--)
            len = put(word, len, pieces[next_random() % (sizeof pieces / sizeof *pieces)]);
        n_bad += !has_library_stem(word);
    }
    is_int(n_bad, 0, "stems of random words are libstemmer's");
    sb_stemmer_delete(snowball);
}

/* ---- Letters ---- */

/* A soft hyphen, which folding takes out, makes a word go the general way. */
static void test_folding(void)
{
    struct folder *folder;
    int n_bad = folder_new(&folder, NULL) != FUND_OK;
    for (unsigned c = 0xC0; n_bad == 0 && c <= 0xFF; c++) {
        char word[16] = "K", folded[FOLDED_MAX + 1], want[FOLDED_MAX + 1];
        char *end = put_code_point(word + 1, c);
        size_t len = put(word, (size_t)(end - word), "s");
        fold(folder, word, len, folded);
        fold(folder, word, put(word, len, "\u00AD"), want);
        n_bad += strcmp(folded, want) != 0;
    }
    is_int(n_bad, 0, "letters of Latin-1 are folded as all others are");
    folder_free(folder);
}

int main(void)
{
    if (words_new(&fast, NULL) != FUND_OK || words_new(&by_icu, NULL) != FUND_OK)
        return 1;
    words_use_icu_alone(by_icu);
    test_each_character();
    test_triples();
    test_random();
    test_files("tests/tables");
    test_files("corpus");
    test_news();
    test_stems();
    test_folding();
    words_free(fast);
    words_free(by_icu);
    return done_testing();
}
