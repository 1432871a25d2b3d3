/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From left to right, the longest rule first. y, j, i and their sequences are one i; in front of
 * another vowel they are softness, which German writes with j, English with y, and both often leave
 * out: je, ye and ie are e (Medwedjew, Medvedev), and so are jo and yo (Fjodor, Fedor).
 */
#include "indexer/entity/slavic.h"

#include <string.h>

#include "indexer/entity/name.h"

struct rule {
    const char *from;
    size_t len;
    const char *to;
};

/* A longer one stands in front of its own beginning. */
static const struct rule rules[] = {
    {"tsch", 4, "ch"}, {"tch", 3, "ch"}, {"sch", 3, "sh"}, {"zh", 2, "sh"}, {"sh", 2, "sh"},
    {"kh", 2, "ch"},   {"ch", 2, "ch"},  {"ts", 2, "s"},   {"tz", 2, "s"},  {"ss", 2, "s"},
    {"z", 1, "s"},     {"w", 1, "v"},    {"x", 1, "ks"},   {"ck", 2, "k"},
};

static const struct rule *rule_at(const char *c, size_t len)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (*rules[i].from == *c && rules[i].len <= len &&
            memcmp(c, rules[i].from, rules[i].len) == 0)
            return &rules[i];
    return NULL;
}

static bool is_i(char c)
{
    return c == 'i' || c == 'j' || c == 'y';
}

/* How many bytes of i, j and y are at `c`, with jo and yo made e. */
static size_t put_i(const char *c, size_t len, char *out, size_t *out_len)
{
    size_t n = 1;
    while (n < len && is_i(c[n]))
        n++;
    char next = n < len ? c[n] : '\0';
    bool is_soft_o = next == 'o' && c[n - 1] != 'i';
    if (next == 'e' || is_soft_o) {
        out[(*out_len)++] = 'e';
        return n + 1;
    }
    out[(*out_len)++] = 'i';
    return n;
}

static void put_letters(const char *letters, size_t n, char *out, size_t *len)
{
    for (size_t i = 0; i < n; i++) {
        bool is_double = *len > 0 && out[*len - 1] == letters[i] && !strchr("aeou", letters[i]);
        if (!is_double)
            out[(*len)++] = letters[i];
    }
}

/* -off for -ow, as emigrants wrote it; and ё after a hiss, o in German and e in English. */
static size_t mend_ending(char *common, size_t len)
{
    if (has_ending(common, len, "of") || has_ending(common, len, "ef"))
        common[len - 1] = 'v';
    size_t back = has_ending(common, len, "ov") ? 2 : has_ending(common, len, "ova") ? 3 : 0;
    if (back > 0 && len > back + 1 && common[len - back - 1] == 'h')
        common[len - back] = 'e';
    return len;
}

size_t slavic_common(const char *folded, size_t len, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < len;) {
        const struct rule *rule = rule_at(folded + i, len - i);
        if (rule) {
            put_letters(rule->to, strlen(rule->to), out, &n);
            i += rule->len;
        } else if (is_i(folded[i])) {
            i += put_i(folded + i, len - i, out, &n);
        } else {
            put_letters(folded + i, 1, out, &n);
            i++;
        }
    }
    n = mend_ending(out, n);
    out[n] = '\0';
    return n;
}

bool slavic_has_ending(const char *common, size_t len)
{
    /* With one letter in front at least, two or three: Lviv, Asow, but not Eva and Bow. */
    static const struct ending with_one[] = {
        ENDING("chenko"), ENDING("skaia"), ENDING("shkin"), ENDING("chkin"),
        ENDING("lsin"),   ENDING("nisin"), ENDING("chuk"),  ENDING("ivka"),
    };
    static const struct ending with_two[] = {
        ENDING("shshia"), ENDING("ianin"), ENDING("hniuk"), ENDING("skai"),
        ENDING("enko"),   ENDING("enka"),  ENDING("vich"),  ENDING("niuk"),
        ENDING("alni"),   ENDING("shni"),  ENDING("shin"),  ENDING("chin"),
        ENDING("ovka"),   ENDING("evka"),  ENDING("ski"),   ENDING("iv"),
    };
    static const struct ending with_three[] = {
        ENDING("ska"), ENDING("ova"), ENDING("eva"), ENDING("ov"), ENDING("ev"), ENDING("sk"),
    };
    size_t one = ending_len(common, len, with_one, sizeof with_one / sizeof *with_one);
    size_t two = ending_len(common, len, with_two, sizeof with_two / sizeof *with_two);
    size_t three = ending_len(common, len, with_three, sizeof with_three / sizeof *with_three);
    return (one > 0 && len > one) || (two > 0 && len > two + 1) || (three > 0 && len > three + 2);
}

bool slavic_is_first_name(const char *common)
{
    static const char *const names[] = {
        "aleksei",   "anatoli",   "andrei",   "andri",     "arkadi",     "arseni",    "artem",
        "bogdan",    "dmitri",    "dmitro",   "egor",      "ekaterina",  "evgen",     "evgeni",
        "evgenia",   "fedor",     "genadi",   "gennadi",   "grigori",    "igor",      "ihor",
        "ilia",      "iuli",      "iuri",     "ivan",      "kiril",      "kirilo",    "leonid",
        "liudmila",  "maksim",    "michail",  "michailo",  "mikita",     "mikola",    "nadeshda",
        "nikita",    "nikolai",   "oksana",   "oleg",      "oleh",       "oleksandr", "oleksi",
        "oleksii",   "pavel",     "pavlo",    "petr",      "petro",      "ruslan",    "semen",
        "sergei",    "sergi",     "serhi",    "stanislav", "svetlana",   "taras",     "timofei",
        "vadim",     "valeri",    "vasil",    "vasili",    "viacheslav", "vitali",    "vladimir",
        "vladislav", "volodimir", "vsevolod",
    };
    return is_in_list(common, names, sizeof names / sizeof *names);
}

bool slavic_is_patronymic(const char *common, size_t len)
{
    static const struct ending endings[] = {ENDING("ovich"), ENDING("evich"), ENDING("ovna"),
                                            ENDING("evna"), ENDING("ichna")};
    size_t n = ending_len(common, len, endings, sizeof endings / sizeof *endings);
    return n > 0 && len > n + 1;
}
