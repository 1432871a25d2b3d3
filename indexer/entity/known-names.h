/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Organisations that are as often called by letters as by name, and the same in other languages:
 *
 *     NATO               Nordatlantikpakt, North Atlantic Treaty Organization
 *     Vereinte Nationen  UN, Uno, United Nations
 */
#ifndef INDEXER_ENTITY_KNOWN_NAMES_H
#define INDEXER_ENTITY_KNOWN_NAMES_H

#include <stddef.h>

/* `other_names` are divided by "|". */
struct known_organisation {
    const char *name;
    const char *other_names;
};

extern const struct known_organisation known_organisations[];
extern const size_t n_known_organisations;

#endif
