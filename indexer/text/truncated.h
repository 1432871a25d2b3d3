/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Truncated words: of two that have a part in common, German writes it once.
 *
 *     Süd- und Nordkorea                        Süd-      is also Südkorea
 *     Kranken-, Pflege- und Rentenversicherung  Kranken-  is also Krankenversicherung
 *     Waffenexporte und -importe                -importe  is also Waffenimporte
 *     be- und entladen, 2- bis 3-jährige        be-       is also beladen, 2- 2jährige
 *
 * The rule: a truncated word stays the word that is written, with its own stem and in its own
 * place, and takes no more places than it did. So "Süd und Nordkorea" is still found as a phrase.
 * What it is completed to comes on top: its stem is token.also, its parts are a second reading
 * (n_other_parts) that begins at the place of the token; krank stands at it and versicherung one
 * further, where "und" is as well. So Versicherung and "gesetzliche Krankenversicherung" are found
 * here, too. Parts that are not written here, such as versicherung at Kranken-, have start and end
 * 0; whoever lights them lights the whole word.
 *
 * A stop word stays one (Vor- und Nachteile): its stem is not to be asked for, its `also` is.
 */
#ifndef INDEXER_TEXT_TRUNCATED_H
#define INDEXER_TEXT_TRUNCATED_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/arena.h"
#include "indexer/text/analysis.h"

/* Fills stem and parts of `*token` with those of a folded word; false when there is no memory. */
typedef bool truncated_study(void *context, const char *folded, size_t len, struct token *token);

/*
 * Completes the truncated words among the tokens of `text`, with memory of the arena. A text
 * without hyphens that could be theirs is done after one look for hyphens. False when there is no
 * memory.
 */
bool truncated_complete(const char *text, size_t len, struct analysis *analysis,
                        struct arena *arena, truncated_study *study, void *context);

#endif
