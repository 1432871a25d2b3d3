/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Is the s at the end of a name an ending?
 *
 *     Putins  Nordkoreas  Volkswagens      yes
 *     Johannes  Paris  Texas  Siemens      no
 *     Obamas  Tsipras  Castros  Santos     to be told by the words around, or the rest of the text
 */
#ifndef INDEXER_ENTITY_GENITIVE_H
#define INDEXER_ENTITY_GENITIVE_H

#include <stdbool.h>
#include <stddef.h>

enum final_s { S_IS_NONE, S_IS_OWN, S_IS_OPEN, S_IS_ENDING };

/* By the word alone, which is folded. S_IS_NONE: it does not end in a single s. */
enum final_s final_s(const char *folded, size_t len);

#endif
