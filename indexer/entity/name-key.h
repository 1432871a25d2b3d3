/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The key of a name: the same bytes for all spellings that a reader takes for the same name.
 *
 *     Kim Jong Un  Kim Jong-un                     kimjongun
 *     Wolodymyr Selenskyj  Volodymyr Zelensky      volodimirselenski
 *     Nato  NATO                                   nato
 *     Auswärtiges Amt  Auswärtigen Amt             auswaertigamt
 *     Volkswagen AG  Volkswagen                    volkswagen
 *     Heckler & Koch  Heckler und Koch             hecklerundkoch
 *
 * What makes no difference: case, accents, ä or ae, blanks and hyphens, articles in front, legal
 * forms behind, endings of adjectives, the name after the father in Russian, and how Slavic names
 * are put into Latin letters (slavic.h). What does: everything else. Peter Zander is not Peter
 * Sander, Müller not Muller, Vladimir not Volodymyr, George W. Bush not George Bush.
 */
#ifndef INDEXER_ENTITY_NAME_KEY_H
#define INDEXER_ENTITY_NAME_KEY_H

#include "indexer/entity/name.h"

enum { NAME_KEY_MAX = 200 };

/* Writes the key of the name's words [from, to) and a NUL; returns its length, 0 for no words. */
size_t name_key(const struct name *name, size_t from, size_t to, char key[NAME_KEY_MAX + 1]);

#endif
