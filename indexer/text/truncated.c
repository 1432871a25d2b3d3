/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * First the hyphens that a blank, a comma or a slash divides from the word behind, or from the one
 * before; then, past "und" and the like, the word of the row that is whole:
 *
 *     Kranken-  ,  Pflege-  und  Rentenversicherung
 *     [cut    ]    [cut   ]      [whole           ]
 *
 * and there the part that they have in common (common-part.h).
 */
#include "indexer/text/truncated.h"

#include <string.h>

#include "indexer/text/common-part.h"
#include "indexer/text/fold.h"

enum {
    LINKS_MAX = 4,  /* words between two of a row: "als auch in der" */
    ROW_MAX = 12,   /* words of a row */
    PARTS_MAX = 16, /* parts of what a word is completed to */
    NO_TOKEN = -1,
};

struct view {
    const char *text;
    size_t len;
    struct token *tokens;
    size_t n_tokens;
};

/* A word that is whole: the tokens [first, last], more than one where hyphens join them. */
struct whole {
    size_t first;
    size_t last;
};

/* A truncated word and what it is completed to. */
struct completion {
    struct token *token;
    char folded[FOLDED_MAX + 1];
    size_t len;
    size_t given_start; /* the bytes of `folded` that are in the text */
    size_t given_end;
    struct token_part parts[PARTS_MAX]; /* of the part in common, as the whole word has them */
    size_t n_parts;
};

/* ---- What is between the words ---- */

static bool is_at(const struct view *view, size_t at, const char *what)
{
    size_t n = strlen(what);
    return at <= view->len && view->len - at >= n && memcmp(view->text + at, what, n) == 0;
}

/* The length of a hyphen that begins at `at`; 0 when none does. */
static size_t hyphen_len(const struct view *view, size_t at)
{
    if (is_at(view, at, "-"))
        return 1;
    return is_at(view, at, "\u2010") || is_at(view, at, "\u2011") ? 3 : 0;
}

/* The same of blanks, the narrow and the empty ones of Unicode included. */
static size_t blank_len(const struct view *view, size_t at)
{
    static const char *const wide[] = {"\u00A0", "\u2009", "\u202F", "\u200B", "\u2028", "\uFEFF"};
    if (at >= view->len)
        return 0;
    if (strchr(" \n\r\t", view->text[at]))
        return view->text[at] != '\0';
    if ((unsigned char)view->text[at] < 0x80)
        return 0;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (is_at(view, at, wide[i]))
            return strlen(wide[i]);
    return 0;
}

/* Signs that stand between words of a row. */
static bool is_sign(const struct view *view, size_t at)
{
    return at < view->len && view->text[at] != '\0' && strchr(",/&+;", view->text[at]);
}

/*
 * Whether bytes [from, to) hold nothing but blanks, signs and a hyphen at their end; `*divides`
 * is set when there is a sign.
 */
static bool read_gap(const struct view *view, size_t from, size_t to, bool *divides)
{
    while (from < to) {
        size_t blank = blank_len(view, from);
        if (blank > 0) {
            from += blank;
        } else if (is_sign(view, from)) {
            *divides = true;
            from++;
        } else {
            return hyphen_len(view, from) > 0 && from + hyphen_len(view, from) == to;
        }
    }
    return true;
}

static bool is_one_of(const char *word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (*word == *list[i] && strcmp(word, list[i]) == 0)
            return true;
    return false;
}

#define IS_ONE_OF(token, list) is_one_of((token)->folded, list, sizeof(list) / sizeof *(list))

/* Links that are cut short, and have a full stop behind them. */
static bool is_short_link(const struct token *token)
{
    static const char *const links[] = {"bzw", "u", "od", "resp"};
    return IS_ONE_OF(token, links);
}

/* Words that stand between those of a row. */
static bool is_link(const struct token *token)
{
    static const char *const links[] = {
        "und",   "oder",    "sowie",           "bis",       "wie", "als", "noch", "statt", "plus",
        "gegen", "sondern", "beziehungsweise", "respektive"};
    return IS_ONE_OF(token, links) || is_short_link(token);
}

/* Words that may be repeated in between: "in Ost- und in Westdeutschland". */
static bool is_filler(const struct token *token)
{
    static const char *const fillers[] = {
        "der",   "die",   "das",   "den",   "dem",  "des",   "im",     "in",    "am",
        "an",    "auf",   "aus",   "bei",   "fuer", "mit",   "nach",   "von",   "vom",
        "zu",    "zum",   "zur",   "auch",  "dann", "nicht", "nur",    "ein",   "eine",
        "einen", "einem", "einer", "eines", "kein", "keine", "keinen", "sogar", "wieder"};
    return IS_ONE_OF(token, fillers);
}

/* Where the gap behind a token begins. */
static size_t gap_start(const struct view *view, size_t i)
{
    const struct token *token = &view->tokens[i];
    return token->end + (is_short_link(token) && is_at(view, token->end, "."));
}

/* Whether a hyphen divides token `i` from no blank, but from the next token: EU-Staaten. */
static bool is_joined(const struct view *view, size_t i)
{
    if (i + 1 >= view->n_tokens)
        return false;
    size_t end = view->tokens[i].end, hyphen = hyphen_len(view, end);
    return hyphen > 0 && view->tokens[i + 1].start == end + hyphen;
}

/* Whether a hyphen behind which there is no letter ends the token. */
static bool is_cut_behind(const struct view *view, size_t i)
{
    return hyphen_len(view, view->tokens[i].end) > 0 && !is_joined(view, i);
}

/* The byte at which a hyphen begins that ends at `end`; `end` itself when there is none. */
static size_t hyphen_start(const struct view *view, size_t end)
{
    if (end >= 3 && hyphen_len(view, end - 3) == 3)
        return end - 3;
    return end >= 1 && view->text[end - 1] == '-' ? end - 1 : end;
}

static bool is_cut_in_front(const struct view *view, size_t i)
{
    return hyphen_start(view, view->tokens[i].start) < view->tokens[i].start &&
           (i == 0 || !is_joined(view, i - 1));
}

/* ---- The words of a row ---- */

/* The next word of the row behind token `i`, whose hyphen ends at `from`; NO_TOKEN for none. */
static long next_of_row(const struct view *view, size_t i, size_t from)
{
    bool divides = false;
    for (int n = 0; n <= LINKS_MAX && ++i < view->n_tokens; n++) {
        const struct token *token = &view->tokens[i];
        if (!read_gap(view, from, token->start, &divides))
            return NO_TOKEN;
        bool is_between =
            (is_link(token) || is_filler(token)) && !is_joined(view, i) && !is_cut_behind(view, i);
        if (!is_between)
            return divides ? (long)i : NO_TOKEN;
        divides |= is_link(token);
        from = gap_start(view, i);
    }
    return NO_TOKEN;
}

/* The whole word that a row ends with, of which token `i` is one; its hyphen ends at `from`. */
static bool find_whole_behind(const struct view *view, size_t i, size_t from, struct whole *whole)
{
    for (int n = 0; n < ROW_MAX; n++) {
        long next = next_of_row(view, i, from);
        if (next == NO_TOKEN)
            return false;
        whole->first = (size_t)next;
        for (i = (size_t)next; is_joined(view, i);)
            i++;
        whole->last = i;
        if (!is_cut_behind(view, i))
            return !view->tokens[i].is_stop_word;
        from = view->tokens[i].end + hyphen_len(view, view->tokens[i].end);
    }
    return false;
}

/* The word of the row before token `i`, whose hyphen begins at `to`. */
static long previous_of_row(const struct view *view, size_t i, size_t to)
{
    bool divides = false;
    for (int n = 0; n <= LINKS_MAX && i-- > 0; n++) {
        const struct token *token = &view->tokens[i];
        if (is_cut_behind(view, i) || !read_gap(view, gap_start(view, i), to, &divides))
            return NO_TOKEN;
        if (!is_link(token) && !is_filler(token))
            return divides ? (long)i : NO_TOKEN;
        divides |= is_link(token);
        to = token->start;
    }
    return NO_TOKEN;
}

static bool find_whole_before(const struct view *view, size_t i, size_t to, struct whole *whole)
{
    for (int n = 0; n < ROW_MAX; n++) {
        long previous = previous_of_row(view, i, to);
        if (previous == NO_TOKEN)
            return false;
        i = (size_t)previous;
        if (!is_cut_in_front(view, i)) {
            whole->last = whole->first = i;
            while (whole->first > 0 && is_joined(view, whole->first - 1))
                whole->first--;
            return true;
        }
        to = hyphen_start(view, view->tokens[i].start);
    }
    return false;
}

/* ---- Completing ---- */

static bool put(struct completion *completion, const char *folded, size_t len)
{
    if (completion->len + len > FOLDED_MAX)
        return false;
    memcpy(completion->folded + completion->len, folded, len);
    completion->len += len;
    completion->folded[completion->len] = '\0';
    return true;
}

static bool put_given(struct completion *completion)
{
    completion->given_start = completion->len;
    completion->given_end = completion->len + completion->token->folded_len;
    return put(completion, completion->token->folded, completion->token->folded_len);
}

/* Notes a part that is not written at the truncated word. */
static void add_part(struct completion *completion, const char *stem, uint32_t stem_len)
{
    if (completion->n_parts < PARTS_MAX)
        completion->parts[completion->n_parts++] =
            (struct token_part){.stem = stem, .stem_len = stem_len};
}

/* Of the parts of a word those that lie in [start, end). */
static void add_parts(struct completion *completion, const struct token *token, size_t start,
                      size_t end)
{
    for (uint32_t i = 0; i < token->n_parts; i++)
        if (token->parts[i].start >= start && token->parts[i].end <= end)
            add_part(completion, token->parts[i].stem, token->parts[i].stem_len);
}

/* All tokens from `first` on, before `end`, as one word: EU-Staaten. */
static bool put_joined(struct completion *completion, const struct view *view, size_t first,
                       size_t end)
{
    for (size_t i = first; i < end; i++) {
        const struct token *token = &view->tokens[i];
        if (token->n_parts > 0)
            add_parts(completion, token, 0, token->folded_len);
        else
            add_part(completion, token->stem, token->stem_len);
        if (!put(completion, token->folded, token->folded_len))
            return false;
    }
    return true;
}

/* Süd- and Nordkorea to suedkorea; false when there is nothing in common. */
static bool complete_behind(const struct view *view, struct whole whole,
                            struct completion *completion)
{
    const struct token *last = &view->tokens[whole.last];
    if (!put_given(completion))
        return false;
    if (whole.first < whole.last)
        return put_joined(completion, view, whole.first + 1, whole.last + 1);
    size_t bound = common_tail(completion->token, last);
    add_parts(completion, last, bound, last->folded_len);
    return bound > 0 && put(completion, last->folded + bound, last->folded_len - bound);
}

/* Waffenexporte and -importe to waffenimporte. */
static bool complete_in_front(const struct view *view, struct whole whole,
                              struct completion *completion)
{
    const struct token *first = &view->tokens[whole.first];
    if (whole.first < whole.last)
        return put_joined(completion, view, whole.first, whole.last) && put_given(completion);
    size_t bound = common_front(first);
    add_parts(completion, first, 0, bound);
    return bound > 0 && put(completion, first->folded, bound) && put_given(completion);
}

/* Where a part of the completed word is in the truncated one; [0, 0) when it is not there. */
static struct token_part part_in(const struct completion *completion, struct token_part part)
{
    size_t start = completion->given_start, end = completion->given_end;
    if (part.start < start || part.start >= end) {
        part.start = part.end = 0;
        return part;
    }
    part.end = (uint32_t)((part.end < end ? part.end : end) - start);
    part.start -= (uint32_t)start;
    return part;
}

/* The truncated word's own parts, or itself as one. */
static void own_parts(struct completion *completion)
{
    const struct token *token = completion->token;
    for (uint32_t i = 0; i < token->n_parts && completion->n_parts < PARTS_MAX; i++)
        completion->parts[completion->n_parts++] = token->parts[i];
    if (token->n_parts == 0 && completion->n_parts < PARTS_MAX)
        completion->parts[completion->n_parts++] =
            (struct token_part){token->stem, token->stem_len, 0, token->folded_len};
}

/* The parts of the whole word stand in for those of a completed one that is not split. */
static void borrow_parts(struct completion *completion)
{
    struct completion borrowed = *completion;
    bool is_behind = completion->given_start == 0;
    if (completion->n_parts == 0)
        return;
    completion->n_parts = 0;
    if (is_behind)
        own_parts(completion);
    for (size_t i = 0; i < borrowed.n_parts && completion->n_parts < PARTS_MAX; i++)
        completion->parts[completion->n_parts++] = borrowed.parts[i];
    if (!is_behind)
        own_parts(completion);
}

static void take_parts(struct completion *completion, const struct token *studied)
{
    completion->n_parts = 0;
    for (uint32_t i = 0; i < studied->n_parts && completion->n_parts < PARTS_MAX; i++)
        completion->parts[completion->n_parts++] = part_in(completion, studied->parts[i]);
}

/* Puts the parts of the completed word behind those that the token has. */
static bool keep_parts(const struct completion *completion, struct arena *arena)
{
    struct token *token = completion->token;
    size_t n = token->n_parts + completion->n_parts;
    if (completion->n_parts == 0)
        return true;
    struct token_part *parts = arena_alloc(arena, n * sizeof *parts);
    if (!parts)
        return false;
    if (token->n_parts > 0)
        memcpy(parts, token->parts, token->n_parts * sizeof *parts);
    memcpy(parts + token->n_parts, completion->parts, completion->n_parts * sizeof *parts);
    token->parts = parts;
    token->n_other_parts = (uint32_t)completion->n_parts;
    return true;
}

static bool keep(struct completion *completion, struct arena *arena, truncated_study *study,
                 void *context)
{
    struct token studied = {0};
    if (!study(context, completion->folded, completion->len, &studied))
        return false;
    completion->token->also = studied.stem;
    completion->token->also_len = studied.stem_len;
    if (studied.n_parts > 0)
        take_parts(completion, &studied);
    else
        borrow_parts(completion);
    return keep_parts(completion, arena);
}

/* ---- Finding them ---- */

/* The token that begins at byte `start`, or ends at byte `end`, the other being 0. */
static long find_token(const struct view *view, size_t start, size_t end)
{
    size_t low = 0, high = view->n_tokens;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct token *token = &view->tokens[middle];
        if (end > 0 ? token->end < end : token->start < start)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == view->n_tokens)
        return NO_TOKEN;
    bool is_found = end > 0 ? view->tokens[low].end == end : view->tokens[low].start == start;
    return is_found ? (long)low : NO_TOKEN;
}

static bool is_divider(const struct view *view, size_t at)
{
    return blank_len(view, at) > 0 || is_sign(view, at);
}

/* Whether a blank or a sign ends at byte `end`, or the text begins there. */
static bool is_divider_before(const struct view *view, size_t end)
{
    for (size_t n = 1; n <= 3 && n <= end; n++)
        if (blank_len(view, end - n) == n || (n == 1 && is_sign(view, end - 1)))
            return true;
    return false;
}

static bool is_number(const struct token *token)
{
    return *token->folded >= '0' && *token->folded <= '9';
}

/* Whether the token is part of an address: example.org/sued-/index. Not so Kinder-/Jugend-/... */
static bool is_in_address(const struct view *view, const struct token *token)
{
    if (token->start == 0)
        return false;
    char before = view->text[token->start - 1];
    return (before != '\0' && strchr(".:=@_?#~%", before)) ||
           (before == '/' && hyphen_start(view, token->start - 1) == token->start - 1);
}

/* Fills `*completion` when the hyphen [start, end) is that of a truncated word. */
static bool read_hyphen(const struct view *view, size_t start, size_t end,
                        struct completion *completion)
{
    struct whole whole;
    bool is_behind = start > 0 && is_divider(view, end) && !is_divider_before(view, start);
    bool is_in_front = !is_behind && is_divider_before(view, start);
    long i = is_behind     ? find_token(view, 0, start)
             : is_in_front ? find_token(view, end, 0)
                           : NO_TOKEN;
    if (i == NO_TOKEN || view->tokens[i].also || is_in_address(view, &view->tokens[i]))
        return false;
    completion->token = &view->tokens[i];
    completion->len = completion->n_parts = 0;
    if (is_behind)
        return find_whole_behind(view, (size_t)i, end, &whole) &&
               complete_behind(view, whole, completion);
    return !is_number(completion->token) && find_whole_before(view, (size_t)i, start, &whole) &&
           complete_in_front(view, whole, completion);
}

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Most hyphens are like that of Corona-Krise, which is told at once. */
static bool is_between_letters(const struct view *view, size_t start, size_t end)
{
    return start > 0 && end < view->len && is_ascii_letter(view->text[start - 1]) &&
           is_ascii_letter(view->text[end]);
}

/* All hyphens whose last byte is `byte`. */
static bool complete_all(const struct view *view, char byte, struct arena *arena,
                         truncated_study *study, void *context)
{
    struct completion completion;
    const char *at = view->text, *text_end = view->text + view->len;
    while (at < text_end && (at = memchr(at, byte, (size_t)(text_end - at))) != NULL) {
        size_t end = (size_t)(++at - view->text), start = hyphen_start(view, end);
        if (start < end && !is_between_letters(view, start, end) &&
            read_hyphen(view, start, end, &completion) && !keep(&completion, arena, study, context))
            return false;
    }
    return true;
}

bool truncated_complete(const char *text, size_t len, struct analysis *analysis,
                        struct arena *arena, truncated_study *study, void *context)
{
    struct view view = {text, len, analysis->tokens, analysis->n_tokens};
    if (analysis->n_tokens < 2)
        return true;
    return complete_all(&view, '-', arena, study, context) &&
           complete_all(&view, '\x90', arena, study, context) && /* of U+2010 */
           complete_all(&view, '\x91', arena, study, context);   /* of U+2011 */
}
