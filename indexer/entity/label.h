/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the tagger says of each token:
 *
 *     NATO    -Sprecherin  Farah     Dakhlallah  in  Den      Haag
 *     O                    B_PERSON  I_PERSON    O   B_PLACE  I_PLACE
 *
 * B begins a name, I goes on with it, O is no name. OTHER is a name of something else (a film, a
 * currency), which is learned so as not to be taken for one of the three, and then forgotten.
 */
#ifndef INDEXER_ENTITY_LABEL_H
#define INDEXER_ENTITY_LABEL_H

#include "indexer/entity/mention.h"

enum label {
    LABEL_O,
    LABEL_OTHER,
    LABEL_B_PERSON,
    LABEL_I_PERSON,
    LABEL_B_ORG,
    LABEL_I_ORG,
    LABEL_B_PLACE,
    LABEL_I_PLACE,
    N_LABELS
};

/* The label that a name's first token or, with 1, a later one has. */
static inline enum label label_of_type(enum entity_type type, int is_later)
{
    return (enum label)(LABEL_B_PERSON + 2 * (int)type + is_later);
}

static inline int label_begins(enum label label)
{
    return label >= LABEL_B_PERSON && (label & 1) == 0;
}

static inline int label_goes_on(enum label label)
{
    return label >= LABEL_B_PERSON && (label & 1) == 1;
}

static inline enum entity_type label_type(enum label label)
{
    return (enum entity_type)((label - LABEL_B_PERSON) / 2);
}

#endif
