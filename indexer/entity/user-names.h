/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The names a user gives, in a text file; they win over everything. One name a line: the type, a
 * tab, the name as it is to be shown, and, behind another tab, what else it is called:
 *
 *     # what           name                    also
 *     person<TAB>Wolodymyr Selenskyj<TAB>Selenski, Zelensky
 *     org<TAB>Hauptverwaltung für Aufklärung<TAB>HUR, Militärgeheimdienst
 *     place<TAB>Kyjiw<TAB>Kiew, Kyiv
 *
 * Types are person, org and place (or ort). Blank lines and what begins with # are passed over.
 * Case, hyphens, accents and Slavic spellings need not be given (name-key.h), nor genitives.
 */
#ifndef INDEXER_ENTITY_USER_NAMES_H
#define INDEXER_ENTITY_USER_NAMES_H

#include "indexer/entity/catalogue.h"

/*
 * Reads `text`; `path` is for messages. FUND_INPUT: a line that is not well formed, or a name that
 * two lines lay claim to; the message names file, line, what is wrong and what to do.
 */
fund_status user_names_parse(struct catalogue **names, const char *path, const char *text,
                             size_t len, fund_error *err);

/* The bytes of the file, in memory that the caller frees. Also FUND_NOT_FOUND, FUND_IO. */
fund_status user_names_load(char **text, size_t *len, const char *path, fund_error *err);

/* Reads the file. Also FUND_NOT_FOUND, FUND_IO. */
fund_status user_names_read(struct catalogue **names, const char *path, fund_error *err);

#endif
