/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One name for one thing: the keys that spellings share, what the mentions of an article come to,
 * and the names a user or an article gives. The tables say what is expected; then come texts that
 * nobody would write.
 */
#include "indexer/entity/names.h"

#include <stdlib.h>

#include "indexer/entity/countries.h"
#include "indexer/entity/name-key.h"
#include "indexer/entity/user-names.h"
#include "indexer/utf8.h"
#include "tests/table.h"
#include "tests/tap.h"

enum { MENTIONS_MAX = 64, TEXT_MAX = 8192 };

static struct resolver *resolver;
static struct folder *folder;
static struct arena arena;

/* ---- Articles in a line ---- */

/* A text, and where in it "[P Putin]" marks a person, "[O Nato]" an organisation, "[L Kursk]" a
 * place. */
struct marked {
    char text[TEXT_MAX];
    size_t len;
    struct mention mentions[MENTIONS_MAX];
    size_t n;
};

static enum entity_type type_of_letter(char letter)
{
    return letter == 'P' ? ENTITY_PERSON : letter == 'O' ? ENTITY_ORG : ENTITY_PLACE;
}

static bool is_mark(const char *c)
{
    return c[0] == '[' && c[1] != '\0' && strchr("POL", c[1]) && c[2] == ' ';
}

static void read_marked(struct marked *marked, const char *line)
{
    marked->len = marked->n = 0;
    bool is_inside = false;
    for (const char *c = line; *c; c++) {
        struct mention *mention = &marked->mentions[marked->n];
        if (is_mark(c)) {
            mention->type = type_of_letter(c[1]);
            mention->start = (uint32_t)marked->len;
            is_inside = true;
            c += 2;
        } else if (*c == ']' && is_inside) {
            mention->end = (uint32_t)marked->len;
            is_inside = false;
            marked->n++;
        } else {
            marked->text[marked->len++] = *c;
        }
    }
    marked->text[marked->len] = '\0';
}

/* "P Wladimir Putin 1 3; L Nordkorea (KP) 2; L Kreml (for RU) 4" */
static void show(const struct entity *entities, size_t n, char *out, size_t size)
{
    size_t at = 0;
    out[0] = '\0';
    for (size_t i = 0; i < n && at < size; i++) {
        const struct entity *entity = &entities[i];
        at += (size_t)snprintf(out + at, size - at, "%s%c %s", i > 0 ? "; " : "",
                               "POL"[entity->type], entity -> name);
        if (entity->iso)
            at += (size_t)snprintf(out + at, size - at, " (%s)", entity->iso);
        if (entity->stands_for)
            at += (size_t)snprintf(out + at, size - at, " (for %s)", entity->stands_for);
        for (uint32_t k = 0; k < entity->n_mentions && at < size; k++)
            at += (size_t)snprintf(out + at, size - at, " %u", entity->mentions[k] + 1);
    }
}

static bool resolve(const struct article_names *article, const struct entity **entities, size_t *n)
{
    fund_error err;
    arena_reset(&arena);
    if (entities_resolve(resolver, article, &arena, entities, n, &err) == FUND_OK)
        return true;
    printf("# %s\n", err.message);
    return false;
}

static void is_resolved(const char *line, const struct given_name *given, size_t n_given,
                        const struct catalogue *user_names, const char *want)
{
    static struct marked marked;
    char got[TEXT_MAX];
    const struct entity *entities;
    size_t n;
    read_marked(&marked, line);
    struct article_names article = {marked.text, marked.len, marked.mentions, marked.n,
                                    given,       n_given,    user_names};
    if (!ok(resolve(&article, &entities, &n), "%s", line))
        return;
    show(entities, n, got, sizeof got);
    is_string(got, want, "%s", line);
}

static FILE *open_table(const char *path)
{
    FILE *table = fopen(path, "r");
    if (!table)
        printf("Bail out! cannot open %s\n", path);
    return table;
}

static void test_articles(void)
{
    FILE *table = open_table("tests/tables/names.txt");
    for (char *line; table && (line = next_case(table));) {
        char *want = cut_at(line, " => ");
        if (ok(want != NULL, "a line with =>: %s", line))
            is_resolved(expand(line), NULL, 0, NULL, want);
    }
    if (table)
        fclose(table);
}

/* ---- Keys ---- */

static const char *key_of(const char *text)
{
    static char keys[2][NAME_KEY_MAX + 1];
    static int turn;
    struct name name;
    turn = !turn;
    keys[turn][0] = '\0';
    if (name_read(&name, folder, text, strlen(text)))
        name_key(&name, 0, name.n_words, keys[turn]);
    return keys[turn];
}

/* "Kim Jong Un = Kim Jong-un = KIM JONG UN": each has the key of the first. */
static void test_same_keys(void)
{
    FILE *table = open_table("tests/tables/name-same.txt");
    for (char *line; table && (line = next_case(table));) {
        char first[NAME_KEY_MAX + 1] = "";
        char *rest;
        for (char *name = expand(line); name; name = rest) {
            rest = cut_at(name, " = ");
            if (name == line)
                strcpy(first, key_of(name));
            else
                is_string(key_of(name), first, "%s as %s", name, line);
        }
        ok(*first != '\0', "%s has a key", line);
    }
    if (table)
        fclose(table);
}

/* "Peter Zander | Peter Sander": all keys of a line differ. */
static void test_different_keys(void)
{
    FILE *table = open_table("tests/tables/name-different.txt");
    for (char *line; table && (line = next_case(table));) {
        char *names[16];
        size_t n = 0;
        for (char *name = line, *rest; name && n < 16; name = rest) {
            rest = cut_at(name, " | ");
            names[n++] = name;
        }
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < i; k++)
                ok(strcmp(key_of(names[i]), key_of(names[k])) != 0, "%s is not %s (%s)", names[i],
                   names[k], key_of(names[i]));
    }
    if (table)
        fclose(table);
}

/* ---- Main ---- */

static bool set_up(void)
{
    fund_error err;
    if (folder_new(&folder, &err) == FUND_OK && resolver_new(&resolver, &err) == FUND_OK)
        return true;
    printf("Bail out! %s\n", err.message);
    return false;
}

int main(void)
{
    if (!set_up())
        return 1;
    test_same_keys();
    test_different_keys();
    test_articles();
    arena_release(&arena);
    resolver_free(resolver);
    folder_free(folder);
    return done_testing();
}
