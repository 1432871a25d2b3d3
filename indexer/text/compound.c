/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The cheapest way from the beginning of a word to its end over words of the lexicon: front parts
 * with their linking letters, then one last part.
 *
 *      a r b e i t s m a r k t p o l i t i k
 *      [ arbeits   ] [ markt ] [ politik   ]        6.1 + 9.0 + 7.4 bits
 *
 * A cost is -log2 of how likely the part stands there, as build-lexicon counted it; so a sum is
 * that of the whole split. It is a compound when this is likelier than an unknown word of that
 * length, and when the word is not one of those that are whole. For each place the two cheapest
 * ways that lead there are kept, so that a second reading can be told from the first.
 */
#include "indexer/text/compound.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "indexer/text/lexicon.h"

enum {
    WORD_MIN = 6,
    WORD_MAX = 64,
    PART_MIN = 3,
    WAYS = 2,

    /* In eighths of a bit: */
    COST_MAX = 0xFFFF,
    PART_COST = 4, /* fewer parts are better */
    /* What an unknown word costs, each of its letters, and each part that is more than two. */
    UNKNOWN_COST = 160,
    UNKNOWN_LETTER_COST = 7,
    UNKNOWN_PART_COST = 110,
    READING_MARGIN = 16, /* a second reading may be that much dearer */
};

/* A way to a place: its cost, and the last part on it. */
struct way {
    uint32_t cost;
    uint8_t from;  /* where the part begins */
    uint8_t which; /* of the ways to there */
    uint8_t link;
    bool is_name; /* the part is one */
};

/* For each place between letters, the ways that lead there, the cheapest first. */
struct ways {
    struct way to[WORD_MAX + 1][WAYS];
};

static void offer(struct way to[WAYS], struct way way)
{
    for (size_t i = 0; i < WAYS; i++) {
        if (way.cost < to[i].cost) {
            struct way dearer = to[i];
            to[i] = way;
            way = dearer;
        }
    }
}

/* Goes on from `from` by a part of this cost. */
static void go_on(struct ways *ways, size_t from, size_t to, uint8_t cost, struct lexicon_word part)
{
    if (cost == COST_NEVER)
        return;
    for (uint8_t i = 0; i < WAYS && ways->to[from][i].cost < COST_MAX; i++) {
        offer(ways->to[to], (struct way){.cost = ways->to[from][i].cost + cost + PART_COST,
                                         .from = (uint8_t)from,
                                         .which = i,
                                         .link = part.link,
                                         .is_name = (part.flags & WORD_IS_NAME) != 0});
    }
}

/* Huberstraße, Saarland: a name and what makes another name of it. */
static bool is_name(const struct way to[WAYS], struct lexicon_word end)
{
    return to[0].is_name && (end.flags & WORD_MAKES_NAME) != 0;
}

/* steig-ende is no Ende, but a participle of steigen. */
static bool is_verb_with_ending(struct lexicon_word front, const char *rest, size_t len)
{
    return len >= 3 && strcmp(lexicon_append(front), "en") == 0 && memcmp(rest, "end", 3) == 0;
}

/* Takes all parts that begin at `from`. False when the word is known to be whole. */
static bool extend(const struct lexicon *lexicon, struct ways *ways, const char *word, size_t len,
                   size_t from)
{
    struct lexicon_walk walk = {0};
    bool is_word;
    for (size_t to = from + 1; to <= len; to++) {
        if (!lexicon_step(lexicon, &walk, (unsigned char)word[to - 1], &is_word))
            return true;
        if (!is_word || to < from + PART_MIN)
            continue;
        struct lexicon_word part = lexicon_word(lexicon, walk.rank - 1);
        if (to < len && !is_verb_with_ending(part, word + to, len - to))
            go_on(ways, from, to, part.front, part);
        else if (to < len)
            continue;
        else if (from == 0)
            return !(part.flags & WORD_IS_WHOLE);
        else if (is_name(ways->to[from], part))
            return false;
        else
            go_on(ways, from, to, part.end, part);
    }
    return true;
}

static struct compound trace(const struct ways *ways, size_t len, size_t which)
{
    struct compound compound = {0};
    size_t n = 0;
    for (size_t to = len, w = which; to > 0; n++) {
        const struct way *way = &ways->to[to][w];
        to = way->from;
        w = way->which;
    }
    if (n > COMPOUND_PARTS)
        return compound;
    compound.n_parts = n;
    compound.cost = ways->to[len][which].cost;
    for (size_t to = len, w = which; to > 0;) {
        const struct way *way = &ways->to[to][w];
        struct lexicon_word part = {.link = to < len ? way->link : 0};
        compound.parts[--n] =
            (struct compound_part){way->from, to - lexicon_strip(part), lexicon_append(part)};
        to = way->from;
        w = way->which;
    }
    return compound;
}

/* Whether every part of `b` begins where one of `a` does, or the other way round. */
static bool is_refinement(const struct compound *a, const struct compound *b)
{
    const struct compound *fine = a->n_parts > b->n_parts ? a : b;
    const struct compound *coarse = fine == a ? b : a;
    size_t found = 0;
    for (size_t i = 0; i < coarse->n_parts; i++)
        for (size_t k = 0; k < fine->n_parts; k++)
            found += fine->parts[k].start == coarse->parts[i].start;
    return found == coarse->n_parts;
}

static bool is_word_of_letters(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (word[i] < 'a' || word[i] > 'z')
            return false;
    return true;
}

static size_t unknown_cost(size_t len, size_t n_parts)
{
    return UNKNOWN_COST + UNKNOWN_LETTER_COST * len + UNKNOWN_PART_COST * (n_parts - 2);
}

size_t compound_split_with(const struct lexicon *lexicon, const char *folded, size_t len,
                           struct compound readings[COMPOUND_READINGS])
{
    struct ways ways;
    if (len < WORD_MIN || len > WORD_MAX || !is_word_of_letters(folded, len))
        return 0;
    memset(&ways, 0xFF, sizeof ways.to[0] * (len + 1));
    ways.to[0][0] = (struct way){0};
    for (size_t from = 0; from + PART_MIN <= len; from++)
        if (ways.to[from][0].cost < COST_MAX && !extend(lexicon, &ways, folded, len, from))
            return 0;
    const struct way *found = ways.to[len];
    if (found[0].cost >= COST_MAX)
        return 0;
    readings[0] = trace(&ways, len, 0);
    if (readings[0].n_parts == 0 || readings[0].cost > unknown_cost(len, readings[0].n_parts))
        return 0;
    if (found[1].cost > found[0].cost + READING_MARGIN)
        return 1;
    readings[1] = trace(&ways, len, 1);
    return readings[1].n_parts == 0 || is_refinement(&readings[0], &readings[1]) ? 1 : 2;
}

size_t compound_split(const char *folded, size_t len, struct compound readings[COMPOUND_READINGS])
{
    struct lexicon lexicon = lexicon_german();
    return compound_split_with(&lexicon, folded, len, readings);
}
