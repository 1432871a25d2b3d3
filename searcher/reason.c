/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/reason.h"

#include <string.h>

#include "indexer/text/fold.h"

const char *fund_reason_name(fund_reason reason)
{
    static const char *const names[] = {
        [FUND_EXACT] = "exact",   [FUND_STEM] = "stem",         [FUND_COMPOUND] = "compound",
        [FUND_NUMBER] = "number", [FUND_SPELLING] = "spelling", [FUND_DEMONYM] = "demonym",
        [FUND_ENTITY] = "entity",
    };
    size_t i = (size_t)reason;
    return i < sizeof names / sizeof *names && names[i] ? names[i] : "unknown";
}

static bool is_same_folded(const struct word_form *form, const struct token *token)
{
    return form->folded_len == token->folded_len &&
           memcmp(form->folded, token->folded, token->folded_len) == 0;
}

fund_reason reason_of(const struct snippet_term *term, const char *text, const struct token *token)
{
    fund_reason reason = term->reason;
    const char *raw = text + token->start;
    for (const struct word_form *form = term->forms; form; form = form->next) {
        if (!is_same_folded(form, token))
            continue;
        if (is_same_but_for_case(form->raw, form->raw_len, raw, token->end - token->start))
            return FUND_EXACT;
        reason = *token->folded >= '0' && *token->folded <= '9' ? FUND_NUMBER : FUND_SPELLING;
    }
    return reason;
}
