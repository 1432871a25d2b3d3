/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Slavic names written in Latin letters, after German, English or simplified rules, or mixed:
 *
 *     Selenskyj  Selenski  Selenskij  Zelensky  Zelenskyy  Zelenskiy   ->  selenski
 *     Gorbatschow  Gorbachev                                           ->  gorbachev
 *     Prigoschin  Prigozhin                                            ->  prigoshin
 *     Fjodor  Fyodor  Fedor                                            ->  fedor
 *
 * Some letters of Cyrillic fall together on the way, because a spelling alone does not tell them
 * apart: с, з and ц (German s and z, English s, z and ts); х and ч (German ch, English ch); ш and
 * ж (German sch). Names of other languages would suffer from that (Zander is not Sander), so it is
 * for names that are Slavic by their ending or by a first name that no German bears.
 */
#ifndef INDEXER_ENTITY_SLAVIC_H
#define INDEXER_ENTITY_SLAVIC_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Writes what the spellings of the folded word have in common to `out`, which has room for
 * 2 * `len` + 1 bytes, and returns its length.
 */
size_t slavic_common(const char *folded, size_t len, char *out);

/* True for what slavic_common() has made of names such as Selenskyj, Lawrow, Charkiw, Donezk. */
bool slavic_has_ending(const char *common, size_t len);

/* True for Sergej, Wolodymyr, Dmitri; not for Boris and Alexander, which are German, too. */
bool slavic_is_first_name(const char *common);

/* True for what it has made of Wladimirowitsch and Iwanowna, the name after the father. */
bool slavic_is_patronymic(const char *common, size_t len);

#endif
