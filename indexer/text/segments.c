/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/segments.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct segments {
    const char *text;
    uint32_t len;
    uint32_t at; /* a boundary: all segments before it have been handed out */
    UBreakIterator *breaks;
    UText *utext;
    uint32_t stretch;     /* where that begins which ICU reads now */
    uint32_t stretch_end; /* 0 when it reads none */
    bool use_icu_alone;
    UErrorCode status;
};

/* How a character and its neighbours make one word; in brackets what UAX 29 calls them. */
enum kind {
    LETTER,    /* [ALetter] */
    DIGIT,     /* [Numeric] */
    OTHER,     /* never part of a word: blanks, dashes, quotes */
    ATTACHED,  /* [Extend, Format] goes with the character before it, whichever that is */
    IN_WORD,   /* [MidLetter] between letters: the middle dot */
    IN_NUMBER, /* [MidNum] between digits: 3,5 */
    IN_BOTH,   /* [MidNumLet, Single_Quote] 3.5 and geht's */
    JOINER,    /* [ExtendNumLet] between and around any of them: the underscore */
    LONG,      /* a byte that does not tell by itself */
    FOREIGN,   /* ICU knows */
};

/*
 * The kind of each ASCII character, of each first byte of a letter, and of each further byte that
 * ends a letter wherever it does not end × (C3 97) or ÷ (C3 B7): so a word is mostly a run of bytes
 * of the first two kinds. @ is a letter to some versions of ICU.
 */
/* clang-format off */
#define L LETTER
#define D DIGIT
#define o OTHER
static const unsigned char byte_kinds[256] = {
    o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, o,
    o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, o,
    o, o, o, o, o, o, o, IN_BOTH, o, o, o, o, IN_NUMBER, o, IN_BOTH, o, /* ' , . */
    D, D, D, D, D, D, D, D, D, D, o, IN_NUMBER, o, o, o, o,             /* ; */
    FOREIGN, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,               /* @ */
    L, L, L, L, L, L, L, L, L, L, L, o, o, o, o, JOINER,
    o, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, o, o, o, o, o,
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, LONG, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, LONG, L, L, L, L, L, L, L, L,
    LONG, LONG, LONG, L, L, L, L, L, L, L, L, LONG, LONG, LONG, LONG, LONG, /* C3 to CA */
    LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG,
    LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG,
    LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG,
};
#undef L
#undef D
#undef o
/* clang-format on */

/* A character: what it is, and its length in bytes, 0 at the end of the text. */
struct character {
    enum kind kind;
    uint32_t len;
};

fund_status segments_new(struct segments **segments, fund_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    *segments = calloc(1, sizeof **segments);
    if (!*segments)
        return fail_no_memory(err);
    (*segments)->breaks = ubrk_open(UBRK_WORD, "de", NULL, 0, &status);
    if (U_SUCCESS(status))
        return FUND_OK;
    segments_free(*segments);
    *segments = NULL;
    return fail(err, FUND_INTERNAL, "ICU has no word breaks: %s", u_errorName(status));
}

void segments_free(struct segments *segments)
{
    if (!segments)
        return;
    if (segments->breaks)
        ubrk_close(segments->breaks);
    utext_close(segments->utext);
    free(segments);
}

void segments_use_icu_alone(struct segments *segments)
{
    segments->use_icu_alone = true;
}

fund_status segments_status(const struct segments *segments, fund_error *err)
{
    if (U_SUCCESS(segments->status))
        return FUND_OK;
    return fail(err, FUND_INTERNAL, "ICU cannot read the text: %s", u_errorName(segments->status));
}

/* ---- One character ---- */

static enum kind byte_kind(const char *text, uint32_t at)
{
    return byte_kinds[(unsigned char)text[at]];
}

/* U+0080 to U+00BF, by the second byte. */
static enum kind latin1_sign(unsigned char trail)
{
    switch (trail) {
    case 0xAA: /* ª */
    case 0xB5: /* µ */
    case 0xBA: /* º */
        return LETTER;
    case 0xAD: /* soft hyphen */
        return ATTACHED;
    case 0xB7: /* · */
        return IN_WORD;
    default:
        return OTHER;
    }
}

/* U+2000 to U+203F, by the third byte: blanks, dashes, quotes; what is invisible; rare signs. */
static enum kind punctuation(unsigned char trail)
{
    bool is_invisible = trail == 0x8C || trail == 0x8E || trail == 0x8F;
    bool is_direction = trail >= 0xAA && trail <= 0xAE;
    if (is_invisible || is_direction)
        return ATTACHED;
    switch (trail) {
    case 0x98: /* ‘ */
    case 0x99: /* ’ */
        return IN_BOTH;
    case 0xAF: /* narrow no-break space */
        return JOINER;
    case 0x8D: /* zero width joiner */
    case 0xA4: /* one dot leader */
    case 0xA7: /* hyphenation point */
    case 0xBF: /* undertie */
        return FOREIGN;
    default:
        return OTHER;
    }
}

/* A character of more than one byte. */
static struct character long_character(const unsigned char *c)
{
    if (c[0] == 0xC2)
        return (struct character){latin1_sign(c[1]), 2};
    if (c[0] == 0xC3)
        return (struct character){c[1] == 0x97 || c[1] == 0xB7 ? OTHER : LETTER, 2};
    if (c[0] >= 0xC4 && c[0] <= 0xCA)
        return (struct character){LETTER, 2};
    if (c[0] == 0xCC || (c[0] == 0xCD && c[1] < 0xB0)) /* U+0300 to U+036F: accents */
        return (struct character){ATTACHED, 2};
    if (c[0] == 0xE2 && c[1] == 0x80)
        return (struct character){punctuation(c[2]), 3};
    return (struct character){FOREIGN, 1};
}

static struct character character_at(const struct segments *segments, uint32_t at)
{
    if (at >= segments->len)
        return (struct character){OTHER, 0};
    const unsigned char *c = (const unsigned char *)segments->text + at;
    return *c < 0x80 ? (struct character){byte_kinds[*c], 1} : long_character(c);
}

/* ---- One segment ---- */

/* Behind the letters and digits from `at` on. */
static uint32_t run_end(const struct segments *segments, uint32_t at)
{
    const char *text = segments->text;
    uint32_t len = segments->len;
    for (;;) {
        while (at < len && byte_kind(text, at) <= DIGIT)
            at++;
        if (at == len || (unsigned char)text[at] >= 0xC0 || byte_kind(text, at) != LONG)
            return at;
        if ((unsigned char)text[at - 1] == 0xC3) /* × or ÷ */
            return at - 1;
        at++;
    }
}

/* Behind the attached characters from `at` on. */
static uint32_t attached_end(const struct segments *segments, uint32_t at)
{
    struct character c;
    while ((c = character_at(segments, at)).kind == ATTACHED)
        at += c.len;
    return at;
}

/* Whether `middle`, between `before` and `after`, is inside a word. */
static bool is_inside(enum kind before, enum kind middle, enum kind after)
{
    if (before != after)
        return false;
    return before == LETTER ? middle == IN_WORD || middle == IN_BOTH
                            : before == DIGIT && (middle == IN_NUMBER || middle == IN_BOTH);
}

/*
 * Goes on to the end of the segment from `end`, which is behind a character of the kind `last`.
 * False when the end cannot be told without knowing a foreign character.
 */
static bool find_end(const struct segments *segments, enum kind last, struct segment *segment)
{
    for (uint32_t end = segment->end;;) {
        struct character c = character_at(segments, end);
        segment->end = end;
        if (c.kind == FOREIGN)
            return false;
        if (c.kind == OTHER)
            return true;
        end = attached_end(segments, end + c.len);
        if (c.kind == ATTACHED)
            continue;
        if (c.kind == JOINER && end > segment->end + c.len)
            return false; /* ICU takes some of these for no word at all, against the rules */
        if (c.kind >= IN_WORD && c.kind <= IN_BOTH) {
            struct character next = character_at(segments, end);
            if (next.kind == FOREIGN)
                return false;
            if (!is_inside(last, c.kind, next.kind))
                return true;
            segment->is_plain = false;
            continue;
        }
        segment->is_plain = segment->is_plain && c.kind != JOINER;
        last = c.kind;
    }
}

/* Reads the segment that begins at `at` with a letter, a digit or a joiner. */
static bool read_segment(const struct segments *segments, uint32_t at, struct segment *segment)
{
    uint32_t end = run_end(segments, at);
    enum kind last = end > at ? byte_kind(segments->text, end - 1) : LETTER;
    *segment = (struct segment){at, end, true};
    if (end == segments->len || byte_kind(segments->text, end) == OTHER)
        return true;
    return find_end(segments, last == DIGIT ? DIGIT : LETTER, segment);
}

/* ---- Stretches that are left to ICU ---- */

static void begin_stretch(struct segments *segments, uint32_t end)
{
    const char *text = segments->text + segments->at;
    int64_t len = end - segments->at;
    segments->utext = utext_openUTF8(segments->utext, text, len, &segments->status);
    ubrk_setUText(segments->breaks, segments->utext, &segments->status);
    if (U_SUCCESS(segments->status))
        ubrk_first(segments->breaks);
    segments->stretch = segments->at;
    segments->stretch_end = end;
}

/* False at the end of the stretch. */
static bool next_by_icu(struct segments *segments, struct segment *segment)
{
    for (int32_t end; (end = ubrk_next(segments->breaks)) != UBRK_DONE;) {
        *segment = (struct segment){segments->at, segments->stretch + (uint32_t)end, false};
        segments->at = segment->end;
        if (ubrk_getRuleStatus(segments->breaks) >= UBRK_WORD_NUMBER)
            return true;
    }
    segments->at = segments->stretch_end;
    segments->stretch_end = 0;
    return false;
}

/* The first bytes of Greek, Cyrillic, Chinese, pictures; where one is, the next is not far. */
static bool is_foreign_byte(unsigned char c)
{
    return c >= 0xCD && c != 0xE2;
}

/*
 * Where ICU may stop that begins at a boundary with a foreign character, or with a word that
 * holds one: before the blank that comes some bytes behind the last of them. No word holds a blank.
 */
static uint32_t find_stretch_end(const struct segments *segments)
{
    enum { FAR = 32 };
    uint32_t last = segments->at, i = last;
    for (; i < segments->len; i++) {
        char c = segments->text[i];
        if (is_foreign_byte((unsigned char)c))
            last = i;
        else if ((c == ' ' || c == '\n') && i - last >= FAR)
            break;
    }
    return i;
}

/* ---- All segments ---- */

void segments_set_text(struct segments *segments, const char *text, size_t len)
{
    segments->text = text;
    segments->len = (uint32_t)len;
    segments->at = 0;
    segments->stretch_end = 0;
    segments->status = U_ZERO_ERROR;
    if (segments->use_icu_alone)
        begin_stretch(segments, segments->len);
}

/* Goes on to a character that may be part of a word; OTHER at the end of the text. */
static enum kind skip_others(struct segments *segments)
{
    for (;;) {
        struct character c = character_at(segments, segments->at);
        bool is_inner = c.kind == LETTER || c.kind == DIGIT || c.kind == JOINER;
        if (is_inner || c.kind == FOREIGN || c.len == 0)
            return c.kind;
        segments->at += c.len;
    }
}

bool segments_next(struct segments *segments, struct segment *segment)
{
    while (U_SUCCESS(segments->status)) {
        if (segments->stretch_end > 0 && next_by_icu(segments, segment))
            return true;
        enum kind kind = skip_others(segments);
        if (segments->at == segments->len)
            return false;
        if (kind != FOREIGN && read_segment(segments, segments->at, segment)) {
            segments->at = segment->end;
            return true;
        }
        begin_stretch(segments, find_stretch_end(segments));
    }
    return false;
}
