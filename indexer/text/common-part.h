/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which part a whole word shares with a truncated one beside it (truncated.h):
 *
 *     Kranken-  and  renten|versicherung     a compound: what is behind its first part
 *     Süd-      and  nord|korea              a name that compound.h leaves whole, and
 *     be-       and  ent|laden               a verb: what is behind a part like the truncated one
 *     wochen-   and  finanz|politisch        else what is behind a part of other compounds
 *     -importe  and  waffen|exporte          what is in front of the last part
 */
#ifndef INDEXER_TEXT_COMMON_PART_H
#define INDEXER_TEXT_COMMON_PART_H

#include <stddef.h>

#include "indexer/text/analysis.h"

/* The byte of whole->folded at which the part begins that the truncated word lacks; 0: none. */
size_t common_tail(const struct token *truncated, const struct token *whole);

/* The byte of whole->folded at which the part ends that a word behind a hyphen lacks; 0: none. */
size_t common_front(const struct token *whole);

#endif
