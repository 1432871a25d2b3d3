/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/passage.h"

#include <string.h>

/* A second passage that is shorter shows too little to be read. */
enum { SECOND_CHARS_MIN = 40 };

static size_t count_chars(const char *text, size_t start, size_t end)
{
    size_t n = 0;
    for (size_t i = start; i < end; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

/* The first match that begins at byte `start` or behind it. */
size_t view_first_match(const struct view *view, size_t start)
{
    size_t low = 0, high = view->n_matches;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (view->matches[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/*
 * What bytes [start, end) show: each term once at its weight, later ones at a tenth, so that
 * different words come before the same word again. Words that another passage shows are worth
 * little.
 */
static double weigh(const struct view *view, size_t start, size_t end)
{
    double score = 0;
    size_t first = view_first_match(view, start), i;
    for (i = first; i < view->n_matches && view->matches[i].end <= end; i++) {
        uint32_t term = view->matches[i].term;
        bool is_shown = view->shown[view->terms.terms[term].word];
        unsigned times = view->seen[term]++;
        double worth = is_shown     ? (times == 0 ? 0.05 : 0.0)
                       : times == 0 ? 1.0
                       : times < 4  ? 0.1
                                    : 0.0;
        score += view->terms.terms[term].weight * worth;
    }
    while (i-- > first)
        view->seen[view->matches[i].term] = 0;
    return score;
}

/* The length of the quote or bracket that ends at `end`, 0 when there is none. */
static size_t closing_len(const char *text, size_t start, size_t end)
{
    static const char *const closings[] = {"\"", "'", ")", "]", "“", "”", "’", "‘", "«", "»"};
    for (size_t i = 0; i < sizeof closings / sizeof *closings; i++) {
        size_t len = strlen(closings[i]);
        if (end - start >= len && memcmp(text + end - len, closings[i], len) == 0)
            return len;
    }
    return 0;
}

/* A heading or a list item ends at its line, not with a sentence's punctuation. */
bool view_is_heading(const struct view *view, const struct sentence *sentence)
{
    size_t end = sentence->end, len;
    while ((len = closing_len(view->text, sentence->start, end)) > 0)
        end -= len;
    if (end - sentence->start >= strlen(PASSAGE_GAP) &&
        memcmp(view->text + end - strlen(PASSAGE_GAP), PASSAGE_GAP, strlen(PASSAGE_GAP)) == 0)
        return false;
    return end == sentence->start || !strchr(".!?:", view->text[end - 1]);
}

/* Is the sentence the title once more, as in articles whose first paragraph became their title? */
static bool is_in_title(const struct view *view, const struct sentence *sentence)
{
    return memmem(view->title, strlen(view->title), view->text + sentence->start,
                  sentence->end - sentence->start) != NULL;
}

bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* `offset` moved back by up to `n` characters, but not before `least`. */
static size_t back_chars(const char *text, size_t offset, size_t least, size_t n)
{
    while (offset > least && n > 0) {
        offset--;
        n -= ((unsigned char)text[offset] & 0xC0) != 0x80;
    }
    return offset;
}

static size_t forward_chars(const char *text, size_t offset, size_t most, size_t n)
{
    while (offset < most) {
        if (((unsigned char)text[offset] & 0xC0) != 0x80 && n-- == 0)
            break;
        offset++;
    }
    return offset;
}

/* Moves both ends inward to the bounds of words; a single word that is too long stays cut. */
static struct sentence snap_to_words(const char *text, struct sentence whole, struct sentence part)
{
    uint32_t start = part.start, end = part.end;
    if (start > whole.start)
        while (start < end && !is_blank(text[start - 1]))
            start++;
    if (end < whole.end)
        while (end > start && !is_blank(text[end]))
            end--;
    while (end > start && is_blank(text[end - 1]))
        end--;
    return start < end ? (struct sentence){start, end} : part;
}

/* `n_chars` of the sentence, from about byte `start` on and from word to word. */
static struct sentence part_from(const struct view *view, struct sentence sentence, size_t start)
{
    size_t end = forward_chars(view->text, start, sentence.end, view->n_chars);
    return snap_to_words(view->text, sentence, (struct sentence){(uint32_t)start, (uint32_t)end});
}

/*
 * The part of a sentence, about `n_chars` long, around the matches that are worth most. A part
 * that begins with the sentence, or ends with it, reads better than one out of its middle.
 */
static struct sentence find_part(const struct view *view, struct sentence sentence)
{
    size_t last = back_chars(view->text, sentence.end, sentence.start, view->n_chars);
    struct sentence best = part_from(view, sentence, sentence.start);
    struct sentence ending = part_from(view, sentence, last);
    double best_score = 1.2 * weigh(view, best.start, best.end);
    double score = 1.1 * weigh(view, ending.start, ending.end);
    if (score > best_score) {
        best_score = score;
        best = ending;
    }
    for (size_t i = view_first_match(view, sentence.start);
         i < view->n_matches && view->matches[i].start < sentence.end; i++) {
        size_t start =
            back_chars(view->text, view->matches[i].start, sentence.start, view->n_chars / 4);
        struct sentence part = part_from(view, sentence, start);
        score = weigh(view, part.start, part.end);
        if (score > best_score) {
            best_score = score;
            best = part;
        }
    }
    return best;
}

/* The part of a sentence that is too long which shows most, from word to word. */
static struct passage passage_within(const struct view *view, size_t i)
{
    struct sentence whole = view->sentences[i];
    struct sentence part = find_part(view, whole);
    return (struct passage){i, i + 1, part, weigh(view, part.start, part.end)};
}

/*
 * The passage that begins with sentence `first` and takes in as many more as there is room for,
 * but does not end with the heading of what is no longer shown.
 */
static struct passage passage_from(const struct view *view, size_t first)
{
    const struct sentence *sentences = view->sentences;
    struct passage passage = {first, first + 1, sentences[first], 0};
    size_t chars = count_chars(view->text, sentences[first].start, sentences[first].end);
    if (chars > view->n_chars)
        return passage_within(view, first);
    for (; passage.end < view->n_sentences; passage.end++) {
        const struct sentence *next = &sentences[passage.end];
        chars += count_chars(view->text, passage.range.end, next->end);
        if (view_is_heading(view, next - 1))
            chars += PASSAGE_GAP_CHARS;
        if (chars > view->n_chars)
            break;
        passage.range.end = next->end;
    }
    while (passage.end > first + 1 && view_is_heading(view, &sentences[passage.end - 1]))
        passage.range.end = sentences[--passage.end - 1].end;
    passage.score = weigh(view, passage.range.start, passage.range.end);
    return passage;
}

/*
 * How well a passage reads that begins with sentence `first`: the lead of an article says most, a
 * heading says less than a sentence, and the title is shown already.
 */
static double merit(const struct view *view, size_t first)
{
    const struct sentence *sentence = &view->sentences[first];
    double lead = 1.0 + 0.15 / (1.0 + (double)first) +
                  0.05 * (1.0 - (double)first / (double)view->n_sentences);
    if (is_in_title(view, sentence))
        return 0.5 * lead;
    return view_is_heading(view, sentence) ? 0.8 * lead : lead;
}

/* The best passage that begins with one of sentences [first, end) and ends among them. */
static struct passage choose_among(const struct view *view, size_t first, size_t end)
{
    struct view part = *view;
    struct passage best = {.first = end, .end = end};
    part.n_sentences = end;
    for (size_t i = first; i < end; i++) {
        size_t match = view_first_match(view, view->sentences[i].start);
        if (match == view->n_matches)
            break;
        if (view->matches[match].start >= view->sentences[i].end)
            continue;
        struct passage passage = passage_from(&part, i);
        passage.score *= merit(view, i);
        if (passage.score > best.score)
            best = passage;
    }
    return best;
}

static struct passage choose_one(const struct view *view)
{
    struct passage lead = passage_from(view, 0);
    lead.score *= merit(view, 0);
    struct passage best = choose_among(view, 0, view->n_sentences);
    return best.score > lead.score ? best : lead;
}

static void note_shown(const struct view *view, const struct passage *passage, bool is_shown)
{
    for (size_t i = view_first_match(view, passage->range.start);
         i < view->n_matches && view->matches[i].end <= passage->range.end; i++)
        view->shown[view->terms.terms[view->matches[i].term].word] = is_shown;
}

static size_t passage_chars(const struct view *view, const struct passage *passage)
{
    return count_chars(view->text, passage->range.start, passage->range.end) + PASSAGE_GAP_CHARS +
           1;
}

/* Part of a sentence reads worse than sentences. */
static bool is_cut(const struct view *view, const struct passage *passage)
{
    return passage->range.start != view->sentences[passage->first].start ||
           passage->range.end != view->sentences[passage->end - 1].end;
}

/* What it is worth by what it shows, wherever it stands. */
static double worth_of(const struct view *view, const struct passage *passage)
{
    double worth = weigh(view, passage->range.start, passage->range.end);
    return is_cut(view, passage) ? 0.7 * worth : worth;
}

/* The best passage beside `first`, in the room that is left: before it or behind it. */
static struct passage choose_second(const struct view *view, const struct passage *first)
{
    struct view rest = *view;
    size_t used = passage_chars(view, first);
    struct passage none = {.first = view->n_sentences, .end = view->n_sentences};
    if (used + SECOND_CHARS_MIN > view->n_chars)
        return none;
    rest.n_chars = view->n_chars - used;
    struct passage before = choose_among(&rest, 0, first->first);
    struct passage behind = choose_among(&rest, first->end, view->n_sentences);
    return before.score > behind.score ? before : behind;
}

/* A pair, the first of which takes up to `n_chars`; returns what both are worth. */
static double choose_pair(const struct view *view, size_t n_chars, struct passage pair[2])
{
    struct view small = *view;
    small.n_chars = n_chars;
    pair[0] = choose_one(&small);
    double worth = worth_of(view, &pair[0]);
    note_shown(view, &pair[0], true);
    pair[1] = choose_second(view, &pair[0]);
    double second = pair[1].score > 0 ? worth_of(view, &pair[1]) : 0;
    note_shown(view, &pair[0], false);
    return second > 0 ? worth + second : 0;
}

/* Does the text have a word that the passage does not show? */
static bool is_word_left(const struct view *view, const struct passage *passage)
{
    bool is_left = false;
    note_shown(view, passage, true);
    for (size_t i = 0; !is_left && i < view->n_matches; i++)
        is_left = !view->shown[view->terms.terms[view->matches[i].term].word];
    note_shown(view, passage, false);
    return is_left;
}

size_t passages_choose(const struct view *view, struct passage passages[PASSAGES_MAX])
{
    /* The second of two must show a word more: repetitions of one are worth less than that. */
    static const double least_gain = 1.25;
    static const double shares[] = {0.35, 0.5, 0.65, 0.8};
    passages[0] = choose_one(view);
    if (!is_word_left(view, &passages[0]))
        return 1;
    double best = least_gain * worth_of(view, &passages[0]);
    size_t n = 1;
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        struct passage pair[PASSAGES_MAX];
        double worth = choose_pair(view, (size_t)(shares[i] * (double)view->n_chars), pair);
        if (worth <= best)
            continue;
        bool is_in_order = pair[0].first < pair[1].first;
        passages[0] = pair[is_in_order ? 0 : 1];
        passages[1] = pair[is_in_order ? 1 : 0];
        best = worth;
        n = 2;
    }
    return n;
}
