/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which forms of an article name the same thing:
 *
 *     Kim Jong Un, Kim Jong-un            the same key
 *     ISW, Institute for the Study ...    the text has one behind the other, in brackets
 *     Donald Trump, Donald J. Trump       the same first and last word
 *     Kirby, John Kirby                   by mention: of several people called so it is the one
 * whose full name came last, or, before all, comes first
 */
#ifndef INDEXER_ENTITY_GROUPS_H
#define INDEXER_ENTITY_GROUPS_H

#include "indexer/entity/forms.h"

struct group {
    enum entity_type type;
    struct key key; /* that of the user's name or of the table, where it has one of these */
    const struct known_name *user;
    const struct known_name *table;
    const struct given_name *given;
    const char *letters;
    char initial;    /* the first byte of a name */
    uint32_t parent; /* its own number, or that of the group that it has joined */
};

struct groups {
    struct group *groups;
    size_t n;
    uint32_t *of_mention; /* NO_FORM for what is no name */
};

fund_status groups_build(struct form_reader *reader, const struct article_names *article,
                         struct forms *forms, struct groups *groups, fund_error *err);

/* The group that the group has joined in the end, or itself. */
uint32_t group_root(struct groups *groups, uint32_t number);

#endif
