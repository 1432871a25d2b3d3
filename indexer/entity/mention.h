/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where in a text a person, an organisation or a place is named:
 *
 *     "sagte NATO-Chef Mark Rutte in Brüssel"
 *                      [--------]    [-----]     ENTITY_PERSON, ENTITY_PLACE
 */
#ifndef INDEXER_ENTITY_MENTION_H
#define INDEXER_ENTITY_MENTION_H

#include <stdint.h>

enum entity_type { ENTITY_PERSON, ENTITY_ORG, ENTITY_PLACE };

/* Bytes [start, end) of the text. */
struct mention {
    uint32_t start, end;
    enum entity_type type;
};

#endif
