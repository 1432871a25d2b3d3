/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What everything rests on: memory by the piece, errors, hashes and UTF-8. */
#include <errno.h>
#include <limits.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "indexer/arena.h"
#include "indexer/error.h"
#include "indexer/hash.h"
#include "indexer/utf8.h"
#include "tests/tap.h"

/* Under valgrind or a sanitizer, memory and time are others. */
static bool is_observed(void)
{
    const char *san = getenv("SAN");
    return getenv("VALGRIND") || (san && *san);
}

/* ---- Arena ---- */

static bool is_aligned(const void *piece)
{
    return (uintptr_t)piece % alignof(max_align_t) == 0;
}

/* Pieces of many sizes, each filled with its own byte: none may lie over another. */
static void test_arena_pieces(void)
{
    enum { N = 2000 };
    struct arena arena = {0};
    unsigned char *pieces[N];
    int n_aligned = 0, n_whole = 0;
    for (size_t i = 0; i < N; i++) {
        size_t size = i % 150 == 0 ? 70000 + i : i % 97;
        pieces[i] = arena_alloc(&arena, size);
        n_aligned += pieces[i] && is_aligned(pieces[i]);
        if (pieces[i])
            memset(pieces[i], (int)(i % 251), size);
    }
    for (size_t i = 0; i < N; i++) {
        size_t size = i % 150 == 0 ? 70000 + i : i % 97, k = 0;
        while (pieces[i] && k < size && pieces[i][k] == i % 251)
            k++;
        n_whole += k == size;
    }
    is_int(n_aligned, N, "pieces are aligned");
    is_int(n_whole, N, "... and lie apart");
    arena_release(&arena);
    ok(!arena.first && !arena.current, "nothing is left of it");
    arena_release(&arena);
}

static void test_arena_bounds(void)
{
    struct arena arena = {0};
    ok(arena_alloc(&arena, 0) != NULL, "a piece of no bytes");
    ok(arena_alloc(&arena, SIZE_MAX) == NULL, "more than there can be");
    ok(arena_alloc(&arena, SIZE_MAX / 2 + 1) == NULL, "... half of that, too");
    if (is_observed())
        skip(1, "a sanitizer would stop here");
    else
        ok(arena_alloc(&arena, (size_t)1 << 47) == NULL, "more than there is");
    char *piece = arena_alloc(&arena, (size_t)5 << 20);
    ok(piece != NULL, "a piece larger than a block");
    if (piece)
        memset(piece, 'x', (size_t)5 << 20);
    ok(arena_alloc(&arena, 1) != NULL, "... and a small one behind it");
    arena_release(&arena);
}

static void test_arena_copy(void)
{
    struct arena arena = {0};
    is_string(arena_copy(&arena, "Haustür", 4), "Haus", "a copy ends where it should");
    is_string(arena_copy(&arena, "", 0), "", "a copy of nothing");
    char *copy = arena_copy(&arena, "a\0b", 3);
    ok(copy && memcmp(copy, "a\0b", 4) == 0, "a NUL is a byte like others");
    arena_release(&arena);
}

/* After a reset the same pieces come from the same blocks: an article costs no malloc(). */
static void test_arena_reset(void)
{
    enum { N = 40 };
    struct arena arena = {0};
    void *before[N];
    int n_same = 0;
    arena_reset(&arena);
    for (int i = 0; i < N; i++)
        before[i] = arena_alloc(&arena, i == 20 ? 300000 : 5000);
    arena_reset(&arena);
    for (int i = 0; i < N; i++)
        n_same += arena_alloc(&arena, i == 20 ? 300000 : 5000) == before[i];
    is_int(n_same, N, "after a reset the blocks are used again");
    arena_reset(&arena);
    char *large = arena_alloc(&arena, 1000000);
    if (large)
        memset(large, 'x', 1000000);
    char *small = arena_copy(&arena, "Haus", 4);
    ok(large && large[0] == 'x' && large[999999] == 'x', "a block too small is passed over");
    is_string(small, "Haus", "... and none is used twice");
    arena_release(&arena);
}

/* ---- Error ---- */

static void test_error(void)
{
    fund_error err = {.status = FUND_IO, .offset = 7};
    is_int(fail(&err, FUND_INPUT, "%s:%d: no \"body\"", "a.json", 3), FUND_INPUT, "a failure");
    is_string(err.message, "a.json:3: no \"body\"", "... its message");
    ok(err.status == FUND_INPUT && err.offset == 0, "... and the rest");
    is_int(fail(NULL, FUND_LOCKED, "%s", "x"), FUND_LOCKED, "nobody asks for the message");
    is_int(fail_no_memory(NULL), FUND_NO_MEMORY, "out of memory");
    is_int(fail_no_memory(&err), FUND_NO_MEMORY, "... with a message");
    is_string(err.message, "out of memory", "... which is this");
    fail(&err, FUND_IO,
         "a\nb\tc\x7F"
         "d\x1B[1me");
    is_string(err.message, "a?b?c?d?[1me", "control characters do not come through");
    fail(&err, FUND_IO, "Süd\xC2\x85korea\u2028");
    ok(utf8_is_valid(err.message, strlen(err.message), NULL), "others are UTF-8 still");
}

/* A message that is too long, with a character of each length at each place of the cut. */
static void test_long_error(void)
{
    static const char *const characters[] = {"x", "ä", "日", "👍"};
    enum { ROOM = sizeof((fund_error *)0)->message };
    fund_error err;
    int n = 0, n_fine = 0;
    for (size_t k = 0; k < 4; k++)
        for (int before = 0; before < 8; before++, n++) {
            char text[2 * ROOM] = "";
            size_t len = strlen(characters[k]);
            memset(text, 'y', (size_t)before);
            for (size_t i = (size_t)before; i < ROOM + 40; i += len)
                memcpy(text + i, characters[k], len + 1);
            fail(&err, FUND_IO, "%s", text);
            size_t got = strlen(err.message);
            n_fine += got < ROOM && got + 4 >= ROOM && strncmp(err.message, text, got) == 0 &&
                      utf8_is_valid(err.message, got, NULL);
        }
    is_int(n_fine, n, "a long message is cut between characters");
}

static void test_errno(void)
{
    fund_error err;
    is_int(fail_errno(&err, ENOENT, "%s", "a.txt"), FUND_NOT_FOUND, "no such file");
    is_string(err.message, "a.txt: No such file or directory", "... its message");
    is_int(fail_errno(NULL, ENOTDIR, "x"), FUND_NOT_FOUND, "no folder");
    is_int(fail_errno(NULL, EACCES, "x"), FUND_IO, "no right");
    is_int(fail_errno(NULL, ENOSPC, "x"), FUND_IO, "a full disk");
    is_int(fail_errno(NULL, ENOMEM, "x"), FUND_NO_MEMORY, "no memory");
    char name[2 * sizeof err.message];
    memset(name, 'x', sizeof name);
    name[sizeof name - 1] = '\0';
    is_int(fail_errno(&err, EACCES, "%s", name), FUND_IO, "a long name");
    ok(strlen(err.message) < sizeof err.message, "... does not run over");
}

static void test_status_names(void)
{
    int n_different = 0;
    for (int i = FUND_OK; i <= FUND_INTERNAL; i++) {
        bool is_new = strcmp(fund_status_name((fund_status)i), "unknown") != 0;
        for (int k = FUND_OK; k < i; k++)
            is_new = is_new && strcmp(fund_status_name((fund_status)i),
                                      fund_status_name((fund_status)k)) != 0;
        n_different += is_new;
    }
    is_int(n_different, FUND_INTERNAL + 1, "each status has a name of its own");
    is_string(fund_status_name((fund_status)99), "unknown", "what is no status");
    is_string(fund_status_name((fund_status)-1), "unknown", "... nor this");
    is_string(fund_status_name(FUND_LOCKED), "locked", "a name");
}

/* ---- Hash ---- */

/* The values are those of the page named in hash.h. */
static void test_hash(void)
{
    ok(hash_bytes("", 0) == 0xcbf29ce484222325u, "FNV-1a of nothing");
    ok(hash_bytes("a", 1) == 0xaf63dc4c8601ec8cu, "... of \"a\"");
    ok(hash_bytes("foobar", 6) == 0x85944171f73967e8u, "... of \"foobar\"");
    ok(hash_bytes("foobarx", 6) == hash_bytes("foobar", 6), "as many bytes as are given");
    ok(hash_bytes("\0", 1) != hash_bytes("", 0), "a NUL is a byte like others");
    ok(hash_bytes("\xFF", 1) == 0xaf64724c8602eb6eu, "bytes have no sign");
}

/* ---- UTF-8 ---- */

static void test_utf8_valid(void)
{
    static const char *const valid[] = {"",
                                        "a",
                                        "\x7F",
                                        "\xC2\x80",
                                        "\xDF\xBF",
                                        "\xE0\xA0\x80",
                                        "\xED\x9F\xBF",
                                        "\xEE\x80\x80",
                                        "\xEF\xBF\xBF",
                                        "\xF0\x90\x80\x80",
                                        "\xF4\x8F\xBF\xBF",
                                        "Süd日👍\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof valid / sizeof *valid; i++)
        ok(utf8_is_valid(valid[i], strlen(valid[i]), NULL), "valid: %zu", i);
    ok(utf8_is_valid("a\0b", 3, NULL), "a NUL is a character");
}

static void test_utf8_invalid(void)
{
    static const char *const invalid[] = {"\x80",
                                          "\xBF",
                                          "\xC0\x80",
                                          "\xC1\xBF",
                                          "\xC3",
                                          "\xC3(",
                                          "\xE0\x9F\xBF",
                                          "\xE2\x80",
                                          "\xE2(\xA1",
                                          "\xE2\x80(",
                                          "\xED\xA0\x80",
                                          "\xED\xBF\xBF",
                                          "\xF0\x8F\xBF\xBF",
                                          "\xF0\x9F\x91",
                                          "\xF0\x9F\x91(",
                                          "\xF0(\x91\x8D",
                                          "\xF4\x90\x80\x80",
                                          "\xF5\x80\x80\x80",
                                          "\xF8\x88\x80\x80\x80",
                                          "\xFE",
                                          "\xFF"};
    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
        char text[64];
        int n_found = 0;
        for (size_t before = 0; before < 20; before++) {
            size_t bad = SIZE_MAX;
            snprintf(text, sizeof text, "%.*s%s", (int)before, "xxxxxxxxxxxxxxxxxxxx", invalid[i]);
            n_found += !utf8_is_valid(text, strlen(text), &bad) && bad == before;
        }
        is_int(n_found, 20, "invalid: %zu, wherever it stands", i);
        ok(!utf8_is_valid(invalid[i], strlen(invalid[i]), NULL), "... nobody asks where");
    }
    ok(!utf8_is_valid("ä", 1, NULL), "half a character at the end");
}

static void test_utf8_space(void)
{
    static const char *const spaces[] = {
        " ",      "\t",     "\n",     "\v",     "\f",     "\r",     "\xC2\x85", "\u00A0",
        "\u1680", "\u2000", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F",   "\u3000"};
    static const char *const others[] = {"a",      "\x08",   "\x0E",   "\x1F",   "ä",  "\u200B",
                                         "\u00AD", "\uFEFF", "\u2010", "\u180E", "日", "👍"};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        is_int((long long)utf8_space_len(spaces[i], strlen(spaces[i])),
               (long long)strlen(spaces[i]), "white: %zu", i);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        is_int((long long)utf8_space_len(others[i], strlen(others[i])), 0, "not white: %zu", i);
    ok(utf8_space_len("", 0) == 0 && utf8_space_len("\u3000", 2) == 0 &&
           utf8_space_len("\u00A0", 1) == 0,
       "no more is looked at than there is");
}

static void test_utf8_cut(void)
{
    static const char text[] = "aä日👍b";
    static const size_t want[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11, 11};
    for (size_t max = 0; max < sizeof want / sizeof *want; max++)
        is_int((long long)utf8_cut(text, strlen(text), max), (long long)want[max],
               "cut to %zu bytes", max);
    ok(utf8_cut("", 0, 5) == 0, "there is nothing to cut");
}

static void test_utf8_case(void)
{
    ok(utf8_equal_ascii_case("Titel", "tITEL", 5), "the same but for case");
    ok(!utf8_equal_ascii_case("Titel", "Tital", 5), "not the same");
    ok(utf8_equal_ascii_case("Titel", "Tital", 3), "... their start is");
    ok(!utf8_equal_ascii_case("Ä", "ä", 2), "other letters have no case here");
    ok(!utf8_equal_ascii_case("@[`{", "`{@[", 4), "the neighbours of A and Z are no letters");
}

static void test_utf8_show(void)
{
    char shown[16];
    utf8_show(shown, sizeof shown, "artikel.txt");
    is_string(shown, "artikel.txt", "a short name");
    utf8_show(shown, sizeof shown, "123456789012345");
    is_string(shown, "123456789012345", "... that just fits");
    utf8_show(shown, sizeof shown, "1234567890123456");
    is_string(shown, "…567890123456", "a name too long keeps its end");
    utf8_show(shown, sizeof shown, "ääääääääääää");
    is_string(shown, "…ääääää", "... in whole characters");
    utf8_show(shown, sizeof shown, "xääääääääääx");
    is_string(shown, "…äääääx", "... from whole characters on");
    utf8_show(shown, sizeof shown,
              "s\xFC"
              "d\xE4.txt");
    is_string(shown, "s?d?.txt", "what is not UTF-8");
    utf8_show(shown, sizeof shown, "");
    is_string(shown, "", "no name");
}

int main(void)
{
    test_arena_pieces();
    test_arena_bounds();
    test_arena_copy();
    test_arena_reset();
    test_error();
    test_long_error();
    test_errno();
    test_status_names();
    test_hash();
    test_utf8_valid();
    test_utf8_invalid();
    test_utf8_space();
    test_utf8_cut();
    test_utf8_case();
    test_utf8_show();
    return done_testing();
}
