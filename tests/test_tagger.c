/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names in texts (tests/tables/tags.txt), tokens, and texts that are none. */
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/tagger.h"
#include "indexer/entity/token.h"
#include "indexer/utf8.h"
#include "tests/table.h"
#include "tests/tap.h"

enum { TEXT_MAX = 4096 };

static const char *const types[] = {"person", "org", "place"};

/* "In {place Kiew}" without its marks. */
static void strip_marks(const char *marked, char *text)
{
    for (const char *c = marked; *c; c++)
        if (*c == '{')
            c = strchr(c, ' ');
        else if (*c != '}')
            *text++ = *c;
    *text = '\0';
}

/* The text with its mentions as marks. */
static void put_marks(const char *text, const struct mentions *mentions, char *marked)
{
    size_t at = 0;
    for (size_t i = 0; i < mentions->n; i++) {
        struct mention mention = mentions->all[i];
        marked +=
            sprintf(marked, "%.*s{%s %.*s}", (int)(mention.start - at), text + at,
                    types[mention.type], (int)(mention.end - mention.start), text + mention.start);
        at = mention.end;
    }
    strcpy(marked, text + at);
}

static void test_table(struct tagger *tagger)
{
    struct mentions mentions = {0};
    char text[TEXT_MAX], marked[2 * TEXT_MAX];
    FILE *table = fopen("tests/tables/tags.txt", "r");
    ok(table != NULL, "the table is there");
    for (const char *line; table && (line = next_case(table));) {
        strip_marks(line, text);
        fund_status status = tagger_tag(tagger, text, strlen(text), &mentions, NULL);
        put_marks(text, &mentions, marked);
        is_string(status == FUND_OK ? marked : NULL, line, "%s", text);
    }
    if (table)
        fclose(table);
    mentions_release(&mentions);
}

/* The tokens of a text, with | between them and || where a sentence begins. */
static void test_tokens(const char *text, const char *want)
{
    char got[TEXT_MAX] = "";
    struct token_list list = {0};
    token_list_find(&list, text, strlen(text));
    for (size_t i = 0; i < list.n; i++) {
        if (i > 0)
            strcat(got, list.all[i].begins_sentence ? "||" : "|");
        strncat(got, text + list.all[i].start, list.all[i].end - list.all[i].start);
    }
    is_string(got, want, "%s", text);
    token_list_release(&list);
}

static uint32_t next_random(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 20);
}

/* Any characters at all: mentions lie in the text, in order, and cut no character. */
static void test_any_text(struct tagger *tagger)
{
    static const char *const pieces[] = {" ",
                                         "\n",
                                         "(",
                                         ")",
                                         ".",
                                         "-",
                                         "'",
                                         "Kim",
                                         "s",
                                         "ß",
                                         "Ä",
                                         "\xC2\xAD",
                                         "of",
                                         "„",
                                         "“",
                                         "…",
                                         "12",
                                         "NATO",
                                         "\xF0\x9F\x98\x80",
                                         "Щ",
                                         "\xE2\x80\x91",
                                         "A",
                                         "for",
                                         "\x01"};
    struct mentions mentions = {0};
    char text[TEXT_MAX];
    bool is_sound = true;
    for (int round = 0; round < 2000; round++) {
        size_t len = 0, end = 0;
        for (uint32_t n = next_random() % 200; n > 0; n--) {
            const char *piece = pieces[next_random() % (sizeof pieces / sizeof *pieces)];
            strcpy(text + len, piece);
            len += strlen(piece);
        }
        is_sound = is_sound && tagger_tag(tagger, text, len, &mentions, NULL) == FUND_OK;
        for (size_t i = 0; i < mentions.n; i++) {
            struct mention mention = mentions.all[i];
            is_sound = is_sound && mention.start >= end && mention.start < mention.end &&
                       mention.end <= len &&
                       utf8_is_valid(text + mention.start, mention.end - mention.start, NULL);
            end = mention.end;
        }
    }
    ok(is_sound, "mentions in any text are whole, in order and within it");
    ok(tagger_tag(tagger, "", 0, &mentions, NULL) == FUND_OK && mentions.n == 0,
       "no text, no names");
    mentions_release(&mentions);
}

static void test_long_sentence(struct tagger *tagger)
{
    enum { N = 5000 };
    struct mentions mentions = {0};
    char *text = malloc((size_t)N * 8 + 1);
    size_t len = 0;
    for (int i = 0; text && i < N; i++)
        len += (size_t)sprintf(text + len, "Berlin ");
    ok(text && tagger_tag(tagger, text, len, &mentions, NULL) == FUND_OK,
       "a sentence of 5,000 words has no end of its own");
    mentions_release(&mentions);
    free(text);
}

int main(void)
{
    struct tagger *tagger;
    if (!ok(tagger_new(&tagger, NULL) == FUND_OK, "a tagger"))
        return done_testing();
    test_table(tagger);
    test_tokens("„Der Nato-Chef“, sagte J. Smith am 24. Oktober. Er ging.",
                "„|Der|Nato-Chef|“|,|sagte|J.|Smith|am|24.|Oktober|.||Er|ging|.");
    test_tokens("Süd- und Nordkorea (dpa/afp) 1.500 z.B. Kiew.Der",
                "Süd-|und|Nordkorea|(|dpa|/|afp|)|1.500|z.B.|Kiew|.||Der");
    test_any_text(tagger);
    test_long_sentence(tagger);
    tagger_free(tagger);
    tagger_free(NULL);
    return done_testing();
}
