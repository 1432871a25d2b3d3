/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/joined.h"

#include <string.h>

#include "indexer/text/fold.h"

/* Whether there is a hyphen, and nothing else, between two bytes of the text. */
static bool is_hyphen(const char *text, uint32_t start, uint32_t end)
{
    if (end - start == 1)
        return text[start] == '-';
    return end - start == 3 &&
           (memcmp(text + start, "\u2010", 3) == 0 || memcmp(text + start, "\u2011", 3) == 0);
}

/* Whether a hyphen joins token `i` to the next. */
static bool is_joined(const char *text, const struct analysis *analysis, size_t i)
{
    return i + 1 < analysis->n_tokens &&
           is_hyphen(text, analysis->tokens[i].end, analysis->tokens[i + 1].start);
}

static bool is_of_letters(const struct token *token)
{
    for (uint32_t i = 0; i < token->folded_len; i++)
        if (token->folded[i] < 'a' || token->folded[i] > 'z')
            return false;
    return true;
}

/* US and CDU, but not the E of E-Mail. */
static bool is_abbreviation(const char *text, const struct token *token)
{
    if (token->end - token->start < 2)
        return false;
    for (uint32_t i = token->start; i < token->end; i++)
        if (text[i] < 'A' || text[i] > 'Z')
            return false;
    return true;
}

static bool may_be_one_word(const char *text, const struct token *first, const struct token *second)
{
    return !first->also && !second->is_stop_word && is_of_letters(first) && is_of_letters(second) &&
           !is_abbreviation(text, first) && first->folded_len + second->folded_len <= FOLDED_MAX;
}

/* Whether the splitter divides the joined word where the hyphen is. */
static bool is_split_at(const struct token *joined, uint32_t place)
{
    for (uint32_t i = 1; i < joined->n_parts; i++)
        if (joined->parts[i].start == place)
            return true;
    return false;
}

static bool mark_pair(struct token *first, const struct token *second, truncated_study *study,
                      void *context)
{
    char folded[FOLDED_MAX + 1];
    struct token joined = {0};
    size_t len = first->folded_len + second->folded_len;
    memcpy(folded, first->folded, first->folded_len);
    memcpy(folded + first->folded_len, second->folded, second->folded_len + 1);
    if (!study(context, folded, len, &joined))
        return false;
    if (is_split_at(&joined, first->folded_len))
        return true;
    first->also = joined.stem;
    first->also_len = joined.stem_len;
    first->also_places =
        second->position - first->position + (second->n_parts > 0 ? second->n_parts : 1);
    return true;
}

bool joined_mark(const char *text, struct analysis *analysis, truncated_study *study, void *context)
{
    for (size_t i = 0; i + 1 < analysis->n_tokens; i++) {
        struct token *first = &analysis->tokens[i];
        size_t n = 1;
        while (is_joined(text, analysis, i + n - 1))
            n++;
        if (n == 2 && may_be_one_word(text, first, first + 1) &&
            !mark_pair(first, first + 1, study, context))
            return false;
        i += n - 1;
    }
    return true;
}
