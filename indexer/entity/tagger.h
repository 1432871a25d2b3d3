/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Finds who and what an article is about:
 *
 *     "NATO-Sprecherin Farah Dakhlallah sagte in Brüssel, die Duma ..."
 *                      [--------------]         [-----]       [--]
 *                      ENTITY_PERSON            ENTITY_PLACE  ENTITY_ORG
 *
 * A linear-chain model over the tokens of a sentence. What a word contributes alone, to its own
 * label and to those of its neighbours, is summed once and kept; features of several words are
 * looked up where a name is possible at all. Then, over the article: a name that is told by its
 * title or its first name in one place speaks for the same word in the others.
 */
#ifndef INDEXER_ENTITY_TAGGER_H
#define INDEXER_ENTITY_TAGGER_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/entity/label.h"
#include "indexer/entity/mention.h"
#include "indexer/error.h"

struct tagger;

/* In the order of the text; none within another. A zeroed struct is an empty list. */
struct mentions {
    struct mention *all;
    size_t n;
    size_t capacity;
};

/* A tagger with the model that is linked in. */
fund_status tagger_new(struct tagger **tagger, fund_error *err);
void tagger_free(struct tagger *tagger);

/* Puts the mentions of `text`, valid UTF-8, in place of those in `mentions`. */
fund_status tagger_tag(struct tagger *tagger, const char *text, size_t len,
                       struct mentions *mentions, fund_error *err);

void mentions_release(struct mentions *mentions);

/* Part of a text, for tokens that somebody else has found. */
struct tagger_token {
    const char *text;
    size_t len;
};

/* Labels the `n` tokens of one sentence. */
fund_status tagger_label(struct tagger *tagger, const struct tagger_token *tokens, size_t n,
                         enum label *labels, fund_error *err);

#endif
