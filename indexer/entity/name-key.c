/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/name-key.h"

#include <string.h>

#include "indexer/entity/inflection.h"
#include "indexer/entity/slavic.h"

/* A range of words, while what makes no difference is taken off. */
struct range {
    const struct name *name;
    size_t from, to;
    bool is_slavic;
};

static bool is_word(const struct name *name, size_t i, const char *const *list, size_t n)
{
    struct name_word word = name->words[i];
    size_t len = (size_t)(word.end - word.start);
    for (size_t k = 0; k < n; k++)
        if (strlen(list[k]) == len && memcmp(name->text + word.start, list[k], len) == 0)
            return true;
    return false;
}

/* By letter and case: Park Se is a person, Park SE a company. */
static void drop_legal_forms(struct range *range)
{
    static const char *const forms[] = {
        "AG",   "SE",   "GmbH", "gGmbH", "mbH",  "KG",     "KGaA", "OHG", "Inc",
        "Inc.", "Ltd",  "Ltd.", "LLC",   "Corp", "Corp.",  "plc",  "PLC", "Co",
        "Co.",  "e.V.", "S.A.", "NV",    "N.V.", "S.p.A.", "SpA",  "eG",  "Holding",
    };
    while (range->to > range->from + 1 &&
           is_word(range->name, range->to - 1, forms, sizeof forms / sizeof *forms))
        range->to--;
}

static void drop_article(struct range *range)
{
    static const char *const articles[] = {"das", "dem", "den", "der", "des", "die", "the"};
    if (range->to > range->from + 1 && is_in_list(name_folded(range->name, range->from), articles,
                                                  sizeof articles / sizeof *articles))
        range->from++;
}

/* One word in Slavic spelling, or a first name, speaks for all: Wassili Sander, Sergej Schoigu. */
static bool is_slavic(const struct range *range)
{
    char common[2 * FOLDED_MAX + 1];
    for (size_t i = range->from; i < range->to; i++) {
        size_t n =
            slavic_common(name_folded(range->name, i), range->name->words[i].folded_len, common);
        if (slavic_has_ending(common, n) || (i == range->from && slavic_is_first_name(common)))
            return true;
    }
    return false;
}

/* Writes word `i`; returns its length, 0 when it makes no difference. */
static size_t key_word(const struct range *range, size_t i, char *out)
{
    const char *word = name_folded(range->name, i);
    size_t len = range->name->words[i].folded_len;
    bool is_first = i == range->from, is_last = i + 1 == range->to;
    if (range->is_slavic) {
        size_t n = slavic_common(word, len, out);
        return !is_first && !is_last && slavic_is_patronymic(out, n) ? 0 : n;
    }
    if (!is_last && (strcmp(word, "st") == 0 || strcmp(word, "saint") == 0)) {
        static const char sankt[] = "sankt";
        memcpy(out, sankt, sizeof sankt);
        return sizeof sankt - 1;
    }
    size_t stem_len = is_last ? 0 : adjective_stem_len(word, len);
    if (stem_len > 0)
        len = stem_len;
    memcpy(out, word, len);
    return len;
}

/* & between two words, which are none of their own. */
static bool has_ampersand(const struct range *range, size_t i)
{
    size_t from = range->name->words[i].end;
    size_t to = range->name->words[i + 1].start;
    return memchr(range->name->text + from, '&', to - from) != NULL;
}

size_t name_key(const struct name *name, size_t from, size_t to, char key[NAME_KEY_MAX + 1])
{
    struct range range = {name, from, to, false};
    char word[2 * FOLDED_MAX + 1];
    size_t len = 0;
    drop_legal_forms(&range);
    drop_article(&range);
    range.is_slavic = is_slavic(&range);
    for (size_t i = range.from; i < range.to; i++) {
        size_t n = key_word(&range, i, word);
        bool is_joined = i + 1 < range.to && has_ampersand(&range, i);
        if (len + n + (is_joined ? 3 : 0) > NAME_KEY_MAX)
            break;
        memcpy(key + len, word, n);
        len += n;
        if (is_joined) {
            memcpy(key + len, "und", 3);
            len += 3;
        }
    }
    key[len] = '\0';
    return len;
}
