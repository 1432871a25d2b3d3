/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads a hunspell dictionary (de_DE.aff, de_DE.dic) and expands its entries to all their forms:
 *
 *     Krieg/STEPm    ->   Krieg Kriegs Krieges Kriege Kriegen
 */
#ifndef INDEXER_TEXT_BUILD_AFFIX_H
#define INDEXER_TEXT_BUILD_AFFIX_H

#include <stdio.h>

/* Called for each entry, first with the entry itself as form. Strings are UTF-8. */
typedef void entry_visitor(void *context, const char *entry, const char *flags, const char *form);

/* Returns 0, or -1 when a file cannot be read. */
int read_hunspell(const char *aff_path, const char *dic_path, entry_visitor *visit, void *context);

#endif
