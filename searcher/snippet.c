/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/snippet.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "searcher/passage.h"
#include "searcher/reason.h"

struct snippets {
    struct analyzer *analyzer;
    struct sentences *sentences;
    struct analysis analysis;
    struct match *matches;
    size_t n_matches;
    size_t capacity;
    unsigned *seen; /* per term: how often in the passage that is being weighed */
    bool *shown;    /* per word: whether another passage shows it */
    size_t n_seen;  /* numbers in each of them */
};

fund_status snippets_new(struct snippets **snippets, fund_error *err)
{
    struct snippets *s = *snippets = calloc(1, sizeof *s);
    if (!s)
        return fail_no_memory(err);
    fund_status status = analyzer_new(&s->analyzer, err);
    if (status == FUND_OK)
        status = sentences_new(&s->sentences, err);
    if (status != FUND_OK) {
        snippets_free(s);
        *snippets = NULL;
    }
    return status;
}

void snippets_free(struct snippets *snippets)
{
    if (!snippets)
        return;
    analyzer_free(snippets->analyzer);
    sentences_free(snippets->sentences);
    analysis_release(&snippets->analysis);
    free(snippets->matches);
    free(snippets->seen);
    free(snippets->shown);
    free(snippets);
}

struct analyzer *snippets_analyzer(struct snippets *snippets)
{
    return snippets->analyzer;
}

/* ---- Which tokens matched ------------------------------------------------------------------ */

static int compare_stem(const char *stem, size_t len, const struct snippet_term *term)
{
    if (len != term->stem_len)
        return len < term->stem_len ? -1 : 1;
    return memcmp(stem, term->stem, len);
}

static bool find_term(struct snippet_terms terms, const char *stem, size_t len, uint32_t *term)
{
    size_t low = 0, high = terms.n_terms;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_stem(stem, len, &terms.terms[middle]);
        if (order == 0) {
            *term = (uint32_t)middle;
            return true;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

static bool append_match(struct snippets *s, struct match match)
{
    if (s->n_matches == s->capacity) {
        size_t capacity = s->capacity ? 2 * s->capacity : 64;
        struct match *matches = realloc(s->matches, capacity * sizeof *matches);
        if (!matches)
            return false;
        s->matches = matches;
        s->capacity = capacity;
    }
    s->matches[s->n_matches++] = match;
    return true;
}

/*
 * The parts of a compound that match; two that follow each other are lit as one. A part that is not
 * written (versicherung, of Kranken- und Rentenversicherung) lights the whole word, once.
 */
static bool match_parts(struct snippets *s, const char *text, const struct token *token,
                        struct snippet_terms terms)
{
    bool is_next = false;
    for (uint32_t i = 0; i < token->n_parts + token->n_other_parts; i++) {
        const struct token_part *part = &token->parts[i];
        struct match match = {0};
        if (i == token->n_parts && s->n_matches > 0 &&
            s->matches[s->n_matches - 1].start >= token->start)
            break; /* a second reading is for what the first does not explain */
        is_next = is_next && i != token->n_parts;
        bool is_match = find_term(terms, part->stem, part->stem_len, &match.term);
        if (is_match) {
            token_part_range(s->analyzer, text, token, part, &match.start, &match.end);
            match.reason = FUND_COMPOUND;
            if (s->n_matches > 0 && match.start < s->matches[s->n_matches - 1].end)
                continue;
            if (is_next)
                s->matches[s->n_matches - 1].end = match.start;
            if (!append_match(s, match))
                return false;
        }
        is_next = is_match;
    }
    return true;
}

static int compare_matches(const void *a, const void *b)
{
    const struct match *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

/* Does one of the first `n` matches, which are in ascending order, touch bytes [start, end)? */
static bool is_matched(const struct snippets *s, size_t n, size_t start, size_t end)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->matches[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && s->matches[low].start < end;
}

/* The words of a mention that are not lit already. */
static bool match_mention(struct snippets *s, const char *text, size_t n, fund_mention mention)
{
    for (size_t start = mention.start, end; start < mention.end; start = end) {
        for (end = start; end < mention.end && !is_blank(text[end]);)
            end++;
        struct match match = {(uint32_t)start, (uint32_t)end, 0, FUND_ENTITY};
        if (end > start && !is_matched(s, n, start, end) && !append_match(s, match))
            return false;
        while (end < mention.end && is_blank(text[end]))
            end++;
    }
    return true;
}

/* Mentions of entities, among the words that matched. */
static fund_status match_mentions(struct snippets *s, const char *text, size_t len,
                                  struct snippet_terms terms, fund_error *err)
{
    size_t n = s->n_matches;
    for (size_t i = 0; i < terms.n_mentions; i++)
        if (terms.mentions[i].end <= len && !match_mention(s, text, n, terms.mentions[i]))
            return fail_no_memory(err);
    if (s->n_matches > n)
        qsort(s->matches, s->n_matches, sizeof *s->matches, compare_matches);
    return FUND_OK;
}

static fund_status find_matches(struct snippets *s, const char *text, size_t len,
                                struct snippet_terms terms, fund_error *err)
{
    fund_status status = analyse(s->analyzer, text, len, &s->analysis, err);
    s->n_matches = 0;
    for (size_t i = 0; status == FUND_OK && i < s->analysis.n_tokens; i++) {
        const struct token *token = &s->analysis.tokens[i];
        struct match match = {token->start, token->end, 0, FUND_COMPOUND};
        bool is_match = find_term(terms, token->stem, token->stem_len, &match.term);
        if (!is_match && token->also) {
            is_match = find_term(terms, token->also, token->also_len, &match.term);
            if (is_match && token->also_places > 1) /* Süd-Korea, for Südkorea */
                match.end = s->analysis.tokens[++i].end;
        }
        if (is_match)
            match.reason = reason_of(&terms.terms[match.term], text, token);
        if (!(is_match ? append_match(s, match) : match_parts(s, text, token, terms)))
            status = fail_no_memory(err);
    }
    return status == FUND_OK ? match_mentions(s, text, len, terms, err) : status;
}

/* ---- Writing it out ------------------------------------------------------------------------ */

/* The snippet being written, in memory of the arena that is large enough. */
struct writer {
    char *text;
    size_t len;
    fund_highlight *highlights;
    size_t n_highlights;
};

static void put(struct writer *writer, const char *bytes, size_t len)
{
    memcpy(writer->text + writer->len, bytes, len);
    writer->len += len;
}

/* Highlights that touch, as those of two parts of a word do, become one. */
static void put_highlight(struct writer *writer, size_t start, size_t end, fund_reason reason)
{
    fund_highlight *last = &writer->highlights[writer->n_highlights];
    if (writer->n_highlights > 0 && last[-1].end == start && last[-1].reason == reason)
        last[-1].end = end;
    else
        writer->highlights[writer->n_highlights++] = (fund_highlight){start, end, reason};
}

/* Copies bytes [start, end) with every run of blanks as one, and the highlights in them. */
static void put_range(struct writer *writer, const struct view *view, size_t start, size_t end)
{
    size_t match = view_first_match(view, start);
    for (size_t i = start; i < end; i++) {
        bool has_match = match < view->n_matches && view->matches[match].end <= end;
        if (has_match && i == view->matches[match].start) {
            size_t len = view->matches[match].end - i;
            put_highlight(writer, writer->len, writer->len + len, view->matches[match].reason);
            put(writer, view->text + i, len);
            i = view->matches[match++].end - 1;
        } else if (!is_blank(view->text[i])) {
            writer->text[writer->len++] = view->text[i];
        } else if (writer->len > 0 && writer->text[writer->len - 1] != ' ') {
            writer->text[writer->len++] = ' ';
        }
    }
}

static void put_gap(struct writer *writer)
{
    while (writer->len > 0 && writer->text[writer->len - 1] == ' ')
        writer->len--;
    if (writer->len >= strlen(PASSAGE_GAP) &&
        memcmp(writer->text + writer->len - strlen(PASSAGE_GAP), PASSAGE_GAP,
               strlen(PASSAGE_GAP)) == 0)
        return;
    if (writer->len > 0 && writer->text[writer->len - 1] != ' ')
        put(writer, " ", 1);
    put(writer, PASSAGE_GAP, strlen(PASSAGE_GAP));
}

static fund_status writer_new(struct writer *writer, size_t room, size_t n_matches,
                              struct arena *arena, fund_error *err)
{
    *writer = (struct writer){0};
    writer->text = arena_alloc(arena, room);
    writer->highlights = arena_alloc(arena, (n_matches + 1) * sizeof *writer->highlights);
    return writer->text && writer->highlights ? FUND_OK : fail_no_memory(err);
}

static fund_status writer_finish(struct writer *writer, struct arena *arena,
                                 const fund_marked_text **marked, fund_error *err)
{
    fund_marked_text *result = arena_alloc(arena, sizeof *result);
    if (!result)
        return fail_no_memory(err);
    writer->text[writer->len] = '\0';
    *result = (fund_marked_text){writer->text, writer->highlights, writer->n_highlights};
    *marked = result;
    return FUND_OK;
}

/* Whole sentences; a gap stands between a heading and the text below it. */
static void put_sentences(struct writer *writer, const struct view *view, struct passage passage)
{
    for (size_t i = passage.first; i < passage.end; i++) {
        const struct sentence *sentence = &view->sentences[i];
        put_range(writer, view, sentence->start, sentence->end);
        if (i + 1 == passage.end)
            break;
        if (view_is_heading(view, sentence))
            put_gap(writer);
        put(writer, " ", 1);
    }
}

static void put_part(struct writer *writer, const struct view *view, struct passage passage)
{
    struct sentence whole = view->sentences[passage.first];
    if (passage.range.start > whole.start) {
        put_gap(writer);
        put(writer, " ", 1);
    }
    put_range(writer, view, passage.range.start, passage.range.end);
    if (passage.range.end < whole.end)
        put_gap(writer);
}

static void put_passage(struct writer *writer, const struct view *view, struct passage passage)
{
    if (passage.end - passage.first == 1)
        put_part(writer, view, passage);
    else
        put_sentences(writer, view, passage);
}

/* Do sentences stand between the two, or a heading above the second? */
static bool is_gap_between(const struct view *view, const struct passage *a,
                           const struct passage *b)
{
    return a->end != b->first || view_is_heading(view, &view->sentences[a->end - 1]);
}

static fund_status put_passages(const struct view *view, const struct passage *passages, size_t n,
                                struct arena *arena, const fund_marked_text **marked,
                                fund_error *err)
{
    struct writer writer;
    size_t room = 1;
    for (size_t i = 0; i < n; i++)
        room += (passages[i].range.end - passages[i].range.start) +
                (passages[i].end - passages[i].first + 3) * (sizeof PASSAGE_GAP + 2);
    fund_status status = writer_new(&writer, room, view->n_matches, arena, err);
    if (status != FUND_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && is_gap_between(view, &passages[i - 1], &passages[i]))
            put_gap(&writer);
        if (i > 0)
            put(&writer, " ", 1);
        put_passage(&writer, view, passages[i]);
    }
    return writer_finish(&writer, arena, marked, err);
}

/* Scratch space by term and by word: `seen` and `shown` of the view. */
static bool make_room(struct snippets *s, struct snippet_terms terms)
{
    size_t n = terms.n_terms;
    for (size_t i = 0; i < terms.n_terms; i++)
        if (terms.terms[i].word >= n)
            n = terms.terms[i].word + 1;
    if (n <= s->n_seen)
        return true;
    free(s->seen);
    free(s->shown);
    s->seen = calloc(n, sizeof *s->seen);
    s->shown = calloc(n, sizeof *s->shown);
    s->n_seen = s->seen && s->shown ? n : 0;
    return s->n_seen > 0;
}

static fund_status make_view(struct snippets *s, const char *text, struct snippet_terms terms,
                             struct view *view, fund_error *err)
{
    *view = (struct view){.text = text, .len = strlen(text), .terms = terms};
    fund_status status = find_matches(s, text, view->len, terms, err);
    if (status != FUND_OK)
        return status;
    if (!make_room(s, terms))
        return fail_no_memory(err);
    view->matches = s->matches;
    view->n_matches = s->n_matches;
    view->seen = s->seen;
    view->shown = s->shown;
    return FUND_OK;
}

fund_status snippet_mark_all(struct snippets *snippets, const char *text,
                             struct snippet_terms terms, struct arena *arena,
                             const fund_marked_text **marked, fund_error *err)
{
    struct view view;
    struct writer writer;
    fund_status status = make_view(snippets, text, terms, &view, err);
    if (status == FUND_OK)
        status = writer_new(&writer, view.len + 1, view.n_matches, arena, err);
    if (status != FUND_OK)
        return status;
    put_range(&writer, &view, 0, view.len);
    return writer_finish(&writer, arena, marked, err);
}

fund_status snippet_make(struct snippets *snippets, const char *text, const char *title,
                         struct snippet_terms terms, size_t n_chars, struct arena *arena,
                         const fund_marked_text **marked, fund_error *err)
{
    struct view view;
    fund_status status = make_view(snippets, text, terms, &view, err);
    if (status == FUND_OK)
        status = sentences_find(snippets->sentences, text, view.len, &view.sentences,
                                &view.n_sentences, err);
    if (status != FUND_OK)
        return status;
    view.title = title;
    view.n_chars = n_chars ? n_chars : SNIPPET_DEFAULT_CHARS;
    if (view.n_sentences == 0)
        return snippet_mark_all(snippets, "", terms, arena, marked, err);
    struct passage passages[PASSAGES_MAX];
    size_t n = passages_choose(&view, passages);
    return put_passages(&view, passages, n, arena, marked, err);
}
