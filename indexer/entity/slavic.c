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
    const char *to;
};

/* A longer one stands in front of its own beginning. */
static const struct rule rules[] = {
    {"tsch", "ch"}, {"tch", "ch"}, {"sch", "sh"}, {"zh", "sh"}, {"sh", "sh"},
    {"kh", "ch"},   {"ch", "ch"},  {"ts", "s"},   {"tz", "s"},  {"ss", "s"},
    {"z", "s"},     {"w", "v"},    {"x", "ks"},   {"ck", "k"},
};

static const struct rule *rule_at(const char *c, size_t len)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        size_t n = strlen(rules[i].from);
        if (n <= len && memcmp(c, rules[i].from, n) == 0)
            return &rules[i];
    }
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
            i += strlen(rule->from);
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
    static const struct {
        const char *ending;
        size_t min; /* shorter words are something else: Eva, Bow */
    } endings[] = {
        {"ski", 5},   {"skai", 6},  {"skaia", 6}, {"ska", 6},    {"ov", 5},    {"ova", 6},
        {"ev", 5},    {"eva", 6},   {"enko", 6},  {"enka", 6},   {"vich", 6},  {"chuk", 5},
        {"niuk", 6},  {"alni", 6},  {"shni", 6},  {"shin", 6},   {"chin", 6},  {"shkin", 6},
        {"chkin", 6}, {"ianin", 7}, {"elsin", 5}, {"nisin", 6},  {"iv", 4},    {"sk", 5},
        {"ivka", 5},  {"ovka", 6},  {"evka", 6},  {"shshia", 8}, {"hniuk", 7}, {"chenko", 7},
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (len >= endings[i].min && has_ending(common, len, endings[i].ending))
            return true;
    return false;
}

bool slavic_is_first_name(const char *common)
{
    static const char *const names[] = {
        "aleksei",   "anatoli",   "andrei",   "andri",     "arkadi",     "arseni",    "artem",
        "bogdan",    "dmitri",    "dmitro",   "egor",      "ekaterina",  "evgen",     "evgeni",
        "evgenia",   "fedor",     "gennadi",  "genadi",    "grigori",    "igor",      "ihor",
        "ilia",      "iuli",      "iuri",     "ivan",      "kiril",      "kirilo",    "leonid",
        "liudmila",  "maksim",    "michail",  "michailo",  "mikola",     "mikita",    "nadeshda",
        "nikita",    "nikolai",   "oksana",   "oleg",      "oleh",       "oleksandr", "oleksi",
        "oleksii",   "pavel",     "pavlo",    "petr",      "petro",      "ruslan",    "semen",
        "sergei",    "sergi",     "serhi",    "stanislav", "svetlana",   "taras",     "timofei",
        "vadim",     "valeri",    "vasil",    "vasili",    "viacheslav", "vitali",    "vladimir",
        "vladislav", "volodimir", "vsevolod",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(common, names[i]) == 0)
            return true;
    return false;
}

bool slavic_is_patronymic(const char *common, size_t len)
{
    static const char *const endings[] = {"ovich", "evich", "ovna", "evna", "ichna"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (len > strlen(endings[i]) + 1 && has_ending(common, len, endings[i]))
            return true;
    return false;
}
