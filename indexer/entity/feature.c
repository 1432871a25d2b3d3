/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/feature.h"

#include <string.h>

#include "indexer/entity/word.h"
#include "indexer/hash.h"

/* F: of a word alone, P: of a place in a sentence. */
enum family {
    F_BIAS,
    F_EDGE,
    F_WORD,
    F_LOWER,
    F_PREFIX,
    F_SUFFIX,
    F_SUFFIX_SHAPE,
    F_SHAPE,
    F_PATTERN,
    F_LENGTH,
    F_CLUSTER,
    F_CLUSTER_SHAPE,
    F_BASE_CLUSTER,
    F_LIST,
    F_LISTS,
    F_FREQUENCY,
    F_VOTE,
    F_SPELLING,
    F_SPELLINGS,
    F_SPELLING_SHAPE,
    F_FIRST_PART,
    F_FIRST_CLUSTER,
    F_FIRST_LISTS,
    F_LAST_PART,
    F_LAST_CLUSTER,
    F_LAST_LISTS,
    F_HEAD,
    F_HEAD_CLUSTER,
    F_HEAD_LISTS,
    F_FRONT_CLUSTER,
    F_FRONT_LISTS,
    F_NO_HEAD,
    P_WORD_WORD,
    P_WORD_NEXT,
    P_BEFORE,
    P_CLUSTERS,
    P_CLUSTERS_NEXT,
    P_COARSE,
    P_COARSE_NEXT,
    P_SHAPES,
    P_WORD_SHAPE,
    P_WORD_LISTS,
    P_SHAPE_WORD,
    P_WORD_CLUSTER,
    P_CLUSTER_WORD,
    P_CLUSTER_SHAPE,
    P_SHAPE_CLUSTER,
    P_TWO_BEFORE,
    P_TWO_AFTER,
    P_EDGE,
    P_EDGE_CLUSTER,
};

static uint64_t mix(uint64_t x)
{
    x ^= x >> 31;
    x *= 0x9E3779B97F4A7C15u;
    x ^= x >> 29;
    x *= 0xBF58476D1CE4E5B9u;
    return x ^ x >> 32;
}

static uint64_t id2(enum family family, uint64_t a, uint64_t b)
{
    return mix(mix(a + (uint64_t)family * 0x100000001B3u) + b * 0xD6E8FEB86659FD93u);
}

static uint64_t id3(enum family family, uint64_t a, uint64_t b, uint64_t c)
{
    return mix(id2(family, a, b) + c);
}

struct emitter {
    uint64_t *ids;
    size_t n;
};

static void emit(struct emitter *e, uint64_t id)
{
    e->ids[e->n++] = id & ~(uint64_t)1;
}

/* Of this very word; what is learned must not lean on these alone. */
static void emit_lexical(struct emitter *e, uint64_t id)
{
    e->ids[e->n++] = id | 1;
}

static uint64_t hash_text(const char *text, size_t len)
{
    return hash_bytes(text, len);
}

/* ---- Letters --------------------------------------------------------------------------------- */

static bool is_upper_at(const char *c)
{
    const unsigned char *u = (const unsigned char *)c;
    return (*u >= 'A' && *u <= 'Z') || (u[0] == 0xC3 && u[1] >= 0x80 && u[1] <= 0x9E);
}

static bool is_lower_at(const char *c)
{
    const unsigned char *u = (const unsigned char *)c;
    return (*u >= 'a' && *u <= 'z') || (u[0] == 0xC3 && u[1] >= 0x9F);
}

/* LEIPZIG to Leipzig */
static void to_title(const char *key, size_t len, char *title)
{
    word_lower(key, len, title);
    title[0] = key[0];
    if ((unsigned char)key[0] == 0xC3 && len > 1)
        title[1] = key[1];
}

enum shape {
    SHAPE_MARK,
    SHAPE_LOWER,
    SHAPE_TITLE,
    SHAPE_UPPER,
    SHAPE_ONE_UPPER,
    SHAPE_MIXED,
    SHAPE_NUMBER,
    SHAPE_NUMBER_WORD,
    SHAPE_TITLE_HYPHEN_TITLE,
    SHAPE_UPPER_HYPHEN,
    SHAPE_LOWER_HYPHEN,
    SHAPE_INITIAL,
    SHAPE_CAMEL,
    SHAPE_ORDINAL,
    SHAPE_TITLE_HYPHEN_LOWER,
    SHAPE_OTHER,
    SHAPE_YEAR
};

struct letters {
    int upper, lower, digit, other, hyphen, stop;
    bool first_upper;
};

static struct letters count_letters(const char *key, size_t len)
{
    struct letters l = {0};
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)key[i];
        if ((c & 0xC0) == 0x80)
            continue;
        if (is_upper_at(key + i)) {
            l.upper++;
            l.first_upper |= i == 0;
        } else if (is_lower_at(key + i) || (c >= 0xC3 && c < 0xE2))
            l.lower++;
        else if (c == '0')
            l.digit++;
        else if (c == '-')
            l.hyphen++;
        else if (c == '.')
            l.stop++;
        else
            l.other++;
    }
    return l;
}

static enum shape shape_of_number(const char *key, size_t len, const struct letters *l)
{
    if (l->stop && key[len - 1] == '.')
        return SHAPE_ORDINAL;
    return len == 4 && l->digit == 4 ? SHAPE_YEAR : SHAPE_NUMBER;
}

/* Nordrhein-Westfalen, US-Präsident, Ex-minister, ex-Minister */
static enum shape shape_with_hyphen(const char *key, const struct letters *l)
{
    if (!l->first_upper)
        return SHAPE_LOWER_HYPHEN;
    if (!is_upper_at(strrchr(key, '-') + 1))
        return SHAPE_TITLE_HYPHEN_LOWER;
    return is_lower_at(key + 1 + ((unsigned char)key[0] >= 0xC3)) ? SHAPE_TITLE_HYPHEN_TITLE
                                                                  : SHAPE_UPPER_HYPHEN;
}

static enum shape shape_of(const char *key, size_t len)
{
    struct letters l = count_letters(key, len);
    if (l.upper + l.lower + l.digit == 0)
        return SHAPE_MARK;
    if (l.digit > 0 && l.upper + l.lower == 0)
        return shape_of_number(key, len, &l);
    if (l.digit > 0)
        return SHAPE_NUMBER_WORD;
    if (l.hyphen && l.upper + l.lower > 1)
        return shape_with_hyphen(key, &l);
    if (l.upper == 0)
        return l.other ? SHAPE_OTHER : SHAPE_LOWER;
    if (l.lower == 0)
        return l.upper == 1 ? (l.stop ? SHAPE_INITIAL : SHAPE_ONE_UPPER) : SHAPE_UPPER;
    if (l.first_upper && l.upper == 1)
        return SHAPE_TITLE;
    return l.first_upper ? SHAPE_CAMEL : SHAPE_MIXED;
}

/* "Xxxx" as runs: Jong-un -> Xx-x */
static uint64_t pattern_of(const char *key, size_t len)
{
    char pattern[WORD_KEY_MAX + 1];
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)key[i];
        if ((c & 0xC0) == 0x80)
            continue;
        char p = is_upper_at(key + i) ? 'X' : is_lower_at(key + i) || c >= 0x80 ? 'x' : (char)c;
        if (n < 2 || pattern[n - 1] != p || pattern[n - 2] != p)
            pattern[n++] = p;
    }
    return hash_text(pattern, n);
}

/* ---- One word -------------------------------------------------------------------------------- */

static size_t char_start(const char *key, size_t at)
{
    while (at > 0 && ((unsigned char)key[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void emit_affixes(struct emitter *e, const char *lower, size_t len, enum shape shape)
{
    size_t at = 0;
    (void)shape;
    for (int n = 1; n <= 5 && at < len; n++) {
        at++;
        while (at < len && ((unsigned char)lower[at] & 0xC0) == 0x80)
            at++;
        if (n >= 2 && n <= 5 && at < len)
            (n >= 4 ? emit_lexical : emit)(e, id2(F_PREFIX, hash_text(lower, at), (uint64_t)n));
    }
    at = len;
    for (int n = 1; n <= 7 && at > 0; n++) {
        at = char_start(lower, at - 1);
        if (n >= 2 && at > 0)
            (n >= 5 ? emit_lexical
                    : emit)(e, id2(F_SUFFIX, hash_text(lower + at, len - at), (uint64_t)n));
        if (n == 3)
            emit(e, id3(F_SUFFIX_SHAPE, hash_text(lower + at, len - at), shape, 0));
    }
}

static void emit_facts(struct emitter *e, const struct word_facts *facts, enum shape shape)
{
    for (unsigned g = 0; g < KNOWLEDGE_GRAINS; g++)
        if (facts->clusters[g] > 0)
            emit(e, id2(F_CLUSTER, facts->clusters[g], g));
    if (facts->clusters[1] > 0)
        emit(e, id2(F_CLUSTER_SHAPE, facts->clusters[1], shape));
    for (unsigned bit = 0; bit < 32; bit++)
        if (facts->lists >> bit & 1)
            emit(e, id2(F_LIST, bit, 0));
    if (facts->votes[0]) {
        unsigned top = 1;
        for (unsigned v = 0; v < KNOWLEDGE_VOTES; v++) {
            emit(e, id2(F_VOTE, facts->votes[v], v));
            if (v > 1 && facts->votes[v] > facts->votes[top])
                top = v;
        }
        emit(e, id3(F_VOTE, facts->votes[top], top, 1 + shape));
        emit(e, id3(F_VOTE, facts->votes[top] * 16u + facts->votes[0], top, 100));
    }
    emit(e, id2(F_LISTS, facts->lists, 0));
    emit(e, id2(F_FREQUENCY, facts->frequency, shape));
}

/* How far each kind of word is behind the likeliest, by the letters alone. */
static void emit_spelling(struct emitter *e, const struct spelling *spelling, const char *lower,
                          size_t len, enum shape shape)
{
    enum { STEP = 20, FURTHEST = 7 };
    int sums[SPELLING_KINDS], top = 0, second = -1;
    spelling_judge(spelling, lower, len, sums);
    for (int kind = 1; kind < SPELLING_KINDS; kind++)
        if (sums[kind] > sums[top])
            top = kind;
    for (int kind = 0; kind < SPELLING_KINDS; kind++) {
        int behind = (sums[top] - sums[kind]) / STEP;
        emit(e, id2(F_SPELLING, (uint64_t)(behind < FURTHEST ? behind : FURTHEST), (uint64_t)kind));
        if (kind != top && (second < 0 || sums[kind] > sums[second]))
            second = kind;
    }
    int lead = (sums[top] - sums[second]) / STEP;
    emit(e, id3(F_SPELLINGS, (uint64_t)top, (uint64_t)second, (uint64_t)(lead < 4 ? lead : 4)));
    emit(e, id3(F_SPELLING_SHAPE, (uint64_t)top, (uint64_t)(lead < 4 ? lead : 4), shape));
}

/* US-Außenamtssprecher: US, Außenamtssprecher */
static void emit_parts(struct emitter *e, const struct knowledge *knowledge, const char *key,
                       size_t len)
{
    const char *first = memchr(key, '-', len), *last = strrchr(key, '-');
    if (!first || first == key || last[1] == '\0')
        return;
    size_t last_len = (size_t)(key + len - last - 1);
    struct word_facts a = knowledge_find(knowledge, key, (size_t)(first - key));
    struct word_facts z = knowledge_find(knowledge, last + 1, last_len);
    emit_lexical(e, id2(F_FIRST_PART, hash_text(key, (size_t)(first - key)), 0));
    emit_lexical(e, id2(F_LAST_PART, hash_text(last + 1, last_len), 0));
    for (unsigned g = 0; g < 3; g++) {
        emit(e, id2(F_FIRST_CLUSTER, a.clusters[g], g));
        emit(e, id2(F_LAST_CLUSTER, z.clusters[g], g));
    }
    emit(e, id2(F_FIRST_LISTS, a.lists, 0));
    emit(e, id2(F_LAST_LISTS, z.lists, 0));
    emit(e, id3(F_FIRST_LISTS, a.lists, z.lists, 1));
    size_t at = last_len;
    for (int n = 1; n <= 4 && at > 0; n++) {
        at = char_start(last + 1, at - 1);
        if (n >= 3)
            emit_lexical(e, id2(F_LAST_PART, hash_text(last + 1 + at, last_len - at), (uint64_t)n));
    }
}

/* Klavierlehrerin: what is known of Lehrerin, the longest end that is a word; and of Klavier. */
static void emit_head(struct emitter *e, const struct knowledge *knowledge, const char *key,
                      size_t len)
{
    char part[WORD_KEY_MAX + 1];
    for (size_t at = 3; at + 4 <= len; at++) {
        if (((unsigned char)key[at] & 0xC0) == 0x80 || key[at - 1] == '-')
            continue;
        memcpy(part, key + at, len - at);
        if (part[0] >= 'a' && part[0] <= 'z')
            part[0] = (char)(part[0] - 32);
        else if ((unsigned char)part[0] == 0xC3 && (unsigned char)part[1] >= 0xA0)
            part[1] = (char)(part[1] - 32);
        struct word_facts head = knowledge_find(knowledge, part, len - at);
        if (head.frequency < 4)
            continue;
        for (unsigned g = 0; g < KNOWLEDGE_GRAINS; g++)
            emit(e, id2(F_HEAD_CLUSTER, head.clusters[g], g));
        emit(e, id2(F_HEAD_LISTS, head.lists, 0));
        emit_lexical(e, id2(F_HEAD, hash_text(part, len - at), 0));
        struct word_facts front = knowledge_find(knowledge, key, at);
        emit(e, id2(F_FRONT_CLUSTER, front.clusters[0], 0));
        emit(e, id2(F_FRONT_CLUSTER, front.clusters[1], 1));
        emit(e, id2(F_FRONT_LISTS, front.lists, 0));
        return;
    }
    emit(e, id2(F_NO_HEAD, 0, 0));
}

/* What is known of the word, or of it without a genitive -s, or of LEIPZIG as Leipzig. */
static struct word_facts find_facts(const struct knowledge *knowledge, const char *key, size_t len,
                                    enum shape shape)
{
    struct word_facts facts = knowledge_find(knowledge, key, len);
    char title[WORD_KEY_MAX + 1];
    if (shape == SHAPE_UPPER && len > 3 && !facts.lists) {
        to_title(key, len, title);
        struct word_facts other = knowledge_find(knowledge, title, len);
        facts.lists |= other.lists;
        if (!facts.clusters[0])
            memcpy(facts.clusters, other.clusters, sizeof facts.clusters);
    }
    if (len > 3 && key[len - 1] == 's' && (!facts.lists || !facts.clusters[0])) {
        struct word_facts base = knowledge_find(knowledge, key, len - 1);
        facts.lists |= base.lists;
    }
    return facts;
}

size_t features_of_word(const struct knowledge *knowledge, const char *word, size_t len,
                        struct word_view *view, uint64_t ids[MAX_WORD_FEATURES])
{
    char key[WORD_KEY_MAX + 1], lower[WORD_KEY_MAX + 1];
    size_t key_len = word_key(word, len, key);
    struct emitter e = {ids, 0};
    enum shape shape = shape_of(key, key_len);
    struct word_facts facts = find_facts(knowledge, key, key_len, shape);
    word_lower(key, key_len, lower);
    view->form = hash_text(lower, key_len);
    view->lists = facts.lists;
    memcpy(view->clusters, facts.clusters, sizeof view->clusters);
    view->shape = (uint8_t)shape;
    emit(&e, id2(F_BIAS, 0, 0));
    emit_lexical(&e, id2(F_WORD, hash_text(key, key_len), 0));
    emit_lexical(&e, id2(F_LOWER, view->form, 0));
    emit(&e, id2(F_SHAPE, shape, 0));
    emit(&e, id2(F_PATTERN, pattern_of(key, key_len), 0));
    if (shape != SHAPE_MARK)
        emit(&e, id2(F_LENGTH, key_len < 12 ? key_len : 12, shape));
    emit_affixes(&e, lower, key_len, shape);
    emit_facts(&e, &facts, shape);
    if (key_len > 3 && key[key_len - 1] == 's') {
        struct word_facts base = knowledge_find(knowledge, key, key_len - 1);
        for (unsigned g = 0; g < KNOWLEDGE_GRAINS; g++)
            if (base.clusters[g])
                emit(&e, id2(F_BASE_CLUSTER, base.clusters[g], g));
    }
    emit_parts(&e, knowledge, key, key_len);
    if (shape == SHAPE_TITLE && facts.frequency < 6)
        emit_head(&e, knowledge, key, key_len);
    if (shape >= SHAPE_TITLE && shape != SHAPE_NUMBER && shape != SHAPE_ORDINAL &&
        shape != SHAPE_YEAR && shape != SHAPE_NUMBER_WORD && shape != SHAPE_INITIAL &&
        key_len > 3 && facts.frequency < 9)
        emit_spelling(&e, &knowledge->spelling, lower, key_len, shape);
    return e.n;
}

uint64_t feature_of_edge(unsigned side)
{
    return id2(F_EDGE, side, 0);
}

/* ---- A place in a sentence ------------------------------------------------------------------- */

static const struct word_view edge = {1, {0}, 0, 31};

static const struct word_view *view_at(const struct word_view *const *words, size_t n, size_t i)
{
    return i < n ? words[i] : &edge;
}

/* The number of a feature of two things; there are many for each token, so it is soon made. */
static uint64_t pair(enum family family, uint64_t a, uint64_t b)
{
    uint64_t hash = a * 0x9E3779B97F4A7C15u ^ (b + (uint64_t)family * 0xD6E8FEB86659FD93u);
    hash ^= hash >> 32;
    hash *= 0xBF58476D1CE4E5B9u;
    return hash ^ hash >> 29;
}

static uint64_t both(uint64_t a, uint64_t b)
{
    return a << 16 | b;
}

size_t features_of_place(const struct word_view *const *words, size_t n, size_t i,
                         uint64_t ids[MAX_PLACE_FEATURES])
{
    struct emitter e = {ids, 0};
    const struct word_view *w = words[i], *p = view_at(words, n, i - 1);
    const struct word_view *q = view_at(words, n, i + 1), *pp = view_at(words, n, i - 2);
    const struct word_view *qq = view_at(words, n, i + 2);
    emit_lexical(&e, pair(P_WORD_WORD, p->form, w->form));
    emit_lexical(&e, pair(P_WORD_NEXT, w->form, q->form));
    emit_lexical(&e, pair(P_BEFORE, pp->form * 31 + p->form, w->shape));
    emit(&e, pair(P_CLUSTERS, p->clusters[2], w->clusters[2]));
    emit(&e, pair(P_CLUSTERS_NEXT, w->clusters[2], q->clusters[2]));
    emit(&e, pair(P_COARSE, p->clusters[0], w->clusters[0]));
    emit(&e, pair(P_COARSE_NEXT, w->clusters[0], q->clusters[0]));
    emit(&e, pair(P_SHAPES, both(p->shape, q->shape), w->shape));
    emit(&e, pair(P_WORD_SHAPE, p->form, w->shape));
    emit(&e, pair(P_WORD_LISTS, p->form, w->lists));
    emit(&e, pair(P_SHAPE_WORD, q->form, w->shape));
    emit(&e, pair(P_WORD_CLUSTER, p->form, w->clusters[1]));
    emit(&e, pair(P_CLUSTER_WORD, q->form, w->clusters[1]));
    emit(&e, pair(P_CLUSTER_SHAPE, p->clusters[2], w->shape));
    emit(&e, pair(P_SHAPE_CLUSTER, q->clusters[2], w->shape));
    emit(&e, pair(P_TWO_BEFORE, both(pp->clusters[1], p->clusters[1]), w->shape));
    emit(&e, pair(P_TWO_AFTER, both(q->clusters[1], qq->clusters[1]), w->shape));
    if (i == 0 || i + 1 == n) {
        emit(&e, pair(P_EDGE, i == 0, w->shape));
        emit(&e, pair(P_EDGE_CLUSTER, i == 0, w->clusters[1]));
    }
    return e.n;
}
