/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One name for one thing: the keys that spellings share, what the mentions of an article come to,
 * and the names a user or an article gives. The tables say what is expected; then come texts that
 * nobody would write.
 */
#include "indexer/entity/names.h"

#include <stdlib.h>
#include <unistd.h>

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

/* ---- Names of the user and of the article ---- */

static void test_user_names(void)
{
    static const char text[] = "\xEF\xBB\xBF# Namen\r\n"
                               "person\tWolodymyr Selenskyj\tSelenski, Zelensky\r\n"
                               "\n"
                               "org\tHauptverwaltung für Aufklärung\tHUR, Militärgeheimdienst\n"
                               "ORT\tKyjiw\tKiew, Kyiv\n"
                               "place\tTürkiye\tTürkei\n"
                               "org\tWagner\tGruppe Wagner\tWagner-Gruppe\n"
                               "person\tRichard Wagner\tWagner";
    struct catalogue *names;
    fund_error err;
    if (!ok(user_names_parse(&names, "namen.txt", text, sizeof text - 1, &err) == FUND_OK,
            "a file of names"))
        return;
    is_resolved("[P Selenskis] Rede und [P Volodymyr Zelensky]", NULL, 0, names,
                "P Wolodymyr Selenskyj 1 2");
    is_resolved("[O HUR] und der [O Militärgeheimdienst], des [P Militärgeheimdiensts]", NULL, 0,
                names, "O Hauptverwaltung für Aufklärung 1 2 3");
    is_resolved("[L Kiews] Sender. [L Kiew] droht.", NULL, 0, names, "L Kyjiw (for UA) 1 2");
    is_resolved("der [L Türkei]", NULL, 0, names, "L Türkiye (TR) 1");
    is_resolved("[O Wagner], [P Wagner], [O Gruppe Wagner]", NULL, 0, names,
                "O Wagner 1 3; P Richard Wagner 2");
    is_resolved("[P Otto Wagner] baute, [P Wagner] schrieb.", NULL, 0, names,
                "P Otto Wagner 1; P Richard Wagner 2");
    is_resolved("[L Moskau]", NULL, 0, names, "L Moskau 1");
    catalogue_free(names);
}

static void is_refused(const char *text, const char *want)
{
    struct catalogue *names;
    fund_error err;
    is_int(user_names_parse(&names, "n.txt", text, strlen(text), &err), FUND_INPUT, "%s", text);
    is_string(err.message, want, "... and why");
    ok(!names, "... and there are none");
    catalogue_free(names);
}

static void test_bad_user_names(void)
{
    is_refused("# gut\nperson Wolodymyr Selenskyj\n",
               "n.txt:2: no tab; write a type, a tab and the name, such as "
               "person<TAB>Wolodymyr Selenskyj<TAB>Selenski, Zelensky");
    is_refused("mensch\tOlaf Scholz", "n.txt:1: \"mensch\" is no type; write person, org or place");
    is_refused("\tOlaf Scholz", "n.txt:1: \"\" is no type; write person, org or place");
    is_refused("org\t\tSPD", "n.txt:1: no name behind the type; write it there, behind one tab");
    is_refused("org\t...",
               "n.txt:1: \"...\" has neither a letter nor a digit; write the name there");
    is_refused("org\tA\t?!", "n.txt:1: \"?!\" has neither a letter nor a digit; take it out");
    is_refused("org\tA\tB\n\norg\tC\tD, B\n",
               "n.txt:3: \"B\" is A by line 1; take it out of one of the two lines, or put both "
               "names on one line");
    is_refused("org\tSch\xFCtze", "n.txt:1: not UTF-8; save the file as UTF-8");
}

static void test_user_file(void)
{
    char path[] = "/tmp/fundstelle-names-XXXXXX";
    struct catalogue *names = NULL;
    fund_error err;
    int fd = mkstemp(path);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!ok(file != NULL, "a file"))
        return;
    fputs("org\tBSW\tBündnis Sahra Wagenknecht\n", file);
    fclose(file);
    is_int(user_names_read(&names, path, &err), FUND_OK, "names from a file");
    is_resolved("das [O Bündnis Sahra Wagenknecht]", NULL, 0, names, "O BSW 1");
    catalogue_free(names);
    remove(path);
    is_int(user_names_read(&names, path, &err), FUND_NOT_FOUND, "a file that is not there");
    ok(strstr(err.message, path) && !names, "... is named: %s", err.message);
}

static void test_given_names(void)
{
    static const struct given_name people[] = {{"Wolodymyr Selenskij", true, ENTITY_PERSON},
                                               {"Olaf Scholz", true, ENTITY_PERSON}};
    is_resolved("[P Selenskyj] und [P Wolodymyr Selenskyj], [P Wolodymyr Selenskyj]", people, 2,
                NULL, "P Wolodymyr Selenskij 1 2 3; P Olaf Scholz");
    is_resolved("[P Scholz] und [P Lindner]", people, 2, NULL,
                "P Olaf Scholz 1; P Lindner 2; P Wolodymyr Selenskij");
    static const struct given_name tags[] = {{"Lauterbach", false, ENTITY_PERSON},
                                             {"deutsche bahn", false, ENTITY_PERSON},
                                             {"Krieg", false, ENTITY_PERSON},
                                             {"", false, ENTITY_PERSON},
                                             {NULL, true, ENTITY_PLACE}};
    is_resolved("[P Karl Lauterbach] bei der [O Deutschen Bahn]. [P Lauterbach] ging.", tags, 5,
                NULL, "P Karl Lauterbach 1 3; O deutsche bahn 2");
    is_resolved("[P Lauterbach] kam.", tags, 5, NULL, "P Lauterbach 1");
    static const struct given_name states[] = {{"Vereinigte Staaten", true, ENTITY_PLACE}};
    is_resolved("die [L USA]", states, 1, NULL, "L Vereinigte Staaten (US) 1");
    is_resolved("", states, 1, NULL, "L Vereinigte Staaten (US)");
    is_resolved("", NULL, 0, NULL, "");
}

/* What the index needs of an entity, beside what show() prints. */
static void test_fields(void)
{
    static struct marked marked;
    const struct entity *entities;
    size_t n;
    read_marked(&marked, "[P Wladimir Putin] und [P Kim], [O Bund für Beispiele] (BfB), [L Kuba]");
    struct article_names article = {.text = marked.text,
                                    .len = marked.len,
                                    .mentions = marked.mentions,
                                    .n_mentions = marked.n};
    if (!ok(resolve(&article, &entities, &n) && n == 4, "four entities"))
        return;
    is_string(entities[0].key, "vladimirputin", "a key");
    is_string(entities[0].short_key, "putin", "... that of the family");
    ok(entities[0].is_full && !entities[1].is_full && entities[2].is_full, "who is full");
    is_string(entities[1].key, "kim", "a family name alone");
    is_string(entities[1].short_key, "kim", "... is its own");
    is_string(entities[2].letters, "BfB", "letters that the text gives");
    ok(!entities[2].short_key && !entities[2].iso, "an organisation has neither");
    is_int(entities[2].origin, NAME_FROM_TEXT, "a name from the text");
    is_int(entities[3].origin, NAME_FROM_TABLE, "a name from the table");
}

static void test_keys_of(void)
{
    struct entity_keys keys;
    ok(entity_keys_of(resolver, NULL, ENTITY_PERSON, "präsident vladimir putin", &keys), "a query");
    is_string(keys.key, "vladimirputin", "... has a key");
    is_string(keys.short_key, "putin", "... and that of the family");
    ok(entity_keys_of(resolver, NULL, ENTITY_PERSON, "Selenskyj", &keys), "a family name");
    is_string(keys.key, "selenski", "... has the short key of Wolodymyr Selenskyj");
    ok(entity_keys_of(resolver, NULL, ENTITY_ORG, "uno", &keys), "letters");
    is_string(keys.key, "vereintnationen", "... lead to the name");
    ok(entity_keys_of(resolver, NULL, ENTITY_PLACE, "DVRK", &keys), "a country");
    is_string(keys.key, "nordkorea", "... too");
    is_string(keys.short_key, "", "... without a family");
    ok(!entity_keys_of(resolver, NULL, ENTITY_PLACE, "?", &keys), "what is no name has none");
    ok(resolver_country(resolver, "nordkorean", 10) != NULL, "nordkoreanisch is about a country");
    ok(!resolver_country(resolver, "soldat", 6), "Soldat is not");
}

/* ---- The tables that are built in ---- */

/* Every name, alias and capital leads to its country, and no two countries share a name. */
static void test_countries(void)
{
    struct catalogue *catalogue;
    fund_error err;
    size_t n_wrong = 0;
    if (!ok(catalogue_new_built_in(&catalogue, &err) == FUND_OK, "the built-in names"))
        return;
    for (size_t i = 0; i < n_countries; i++) {
        const struct country *country = &countries[i];
        ok(strlen(country->iso) == 2 && (i == 0 || strcmp(countries[i - 1].iso, country->iso) < 0),
           "%s is in order", country->iso);
        for (const char *name = country->name, *rest = country->other_names;;) {
            char text[256];
            snprintf(text, sizeof text, "%.*s", (int)strcspn(name, "|"), name);
            const char *key = key_of(text);
            const struct known_name *known =
                catalogue_find(catalogue, key, strlen(key), ENTITY_PLACE);
            if (!known || !known->iso || strcmp(known->iso, country->iso) != 0) {
                printf("# %s: %s leads to %s\n", country->iso, text,
                       known ? known->name : "nothing");
                n_wrong++;
            }
            if (!*rest)
                break;
            name = rest;
            rest += strcspn(rest, "|");
            rest += *rest == '|';
        }
    }
    is_int((long long)n_wrong, 0, "names that lead to another country");
    catalogue_free(catalogue);
}

/* ---- Texts that nobody would write ---- */

static uint32_t random_state = 1;

static uint32_t next_random(uint32_t below)
{
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 8) % below;
}

static bool is_sound(const struct entity *entities, size_t n, size_t n_mentions)
{
    static unsigned char seen[200000];
    memset(seen, 0, n_mentions);
    for (size_t i = 0; i < n; i++) {
        const struct entity *entity = &entities[i];
        if (!entity->name || !*entity->name || !entity->key || !*entity->key ||
            !utf8_is_valid(entity->name, strlen(entity->name), NULL) || entity->n_mentions == 0 ||
            strlen(entity->key) > NAME_KEY_MAX ||
            (entity->type == ENTITY_PERSON && !entity->short_key))
            return false;
        for (uint32_t k = 0; k < entity->n_mentions; k++) {
            uint32_t mention = entity->mentions[k];
            if (mention >= n_mentions || seen[mention]++ ||
                (k > 0 && mention <= entity->mentions[k - 1]))
                return false;
        }
    }
    return true;
}

static void test_random_articles(void)
{
    static const char *const pieces[] = {
        "Putin", "s",          " ",    "-",       "’",          "'s",      "\u00ad", "(",
        ")",     "Kim",        "Jong", "Un",      ".",          "ISW",     "von ",   "der ",
        "Dr.",   "ß",          "ẞ",    "Ł",       "\n\n",       "\t",      "„",      "“",
        "Amts",  "Deutschen ", "es",   "en",      "Präsident ", "\u00a0",  "&",      "AG",
        "Иван",  "金",         "🙂", "jo",      "y",          "schtsch", "İ",      "1",
        ",",     "/",          "é",    "e\u0301", "Nordkoreas", "Kreml",   "weist ", " zufolge",
        "x",     "_"};
    enum { N_PIECES = sizeof pieces / sizeof *pieces };
    static char text[4096];
    struct mention mentions[40];
    size_t n_bad = 0;
    for (int round = 0; round < 20000; round++) {
        size_t len = 0, n = 0, n_entities;
        const struct entity *entities;
        while (n < 12) {
            uint32_t start = (uint32_t)len;
            for (uint32_t k = next_random(9) == 0 ? 60 : next_random(6); k > 0; k--) {
                const char *piece = pieces[next_random(N_PIECES)];
                strcpy(text + len, piece);
                len += strlen(piece);
            }
            if (next_random(2))
                mentions[n++] =
                    (struct mention){start, (uint32_t)len, (enum entity_type)next_random(3)};
            if (len > 3000)
                break;
        }
        struct article_names article = {
            .text = text, .len = len, .mentions = mentions, .n_mentions = n};
        n_bad += !resolve(&article, &entities, &n_entities) || !is_sound(entities, n_entities, n);
    }
    is_int((long long)n_bad, 0, "random articles");
}

/* As many different people of one family as fit: who is meant is told without looking at all. */
static void test_huge_article(void)
{
    enum { N = 100000 };
    size_t size = (size_t)N * 24, len = 0, n_entities;
    char *text = malloc(size);
    struct mention *mentions = malloc(N * sizeof *mentions);
    const struct entity *entities;
    for (uint32_t i = 0; text && mentions && i < N; i++) {
        mentions[i].start = (uint32_t)len;
        mentions[i].type = (enum entity_type)(i % 7 == 6 ? ENTITY_ORG : ENTITY_PERSON);
        len += (size_t)snprintf(text + len, size - len, i % 2 ? "Kims" : "A%cb%u Kim",
                                'a' + (int)(i % 26), i);
        mentions[i].end = (uint32_t)len;
        text[len++] = ' ';
    }
    struct article_names article = {
        .text = text, .len = len, .mentions = mentions, .n_mentions = N};
    ok(text && mentions && resolve(&article, &entities, &n_entities) && n_entities > N / 3 &&
           is_sound(entities, n_entities, N),
       "an article with %d mentions", N);
    free(mentions);
    free(text);
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
    test_user_names();
    test_bad_user_names();
    test_user_file();
    test_given_names();
    test_fields();
    test_keys_of();
    test_countries();
    test_random_articles();
    test_huge_article();
    arena_release(&arena);
    resolver_free(resolver);
    folder_free(folder);
    return done_testing();
}
