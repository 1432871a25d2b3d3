/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The endings that Snowball, which goes by the letter before, leaves or takes wrongly: it leaves
 * Nordkoreas and Autos as they are, and makes Kurs into kur, Konzern into konz, fordern into ford,
 * regieren into regi.
 *
 *     nordkoreas  kiews  autos  krieges           usual     the s goes, the rest is for Snowball
 *     kurs  paris  virus  boersenkurs  konzern    own       nothing goes
 *     fordern  fordert  aendern                   verb      forder, aender
 *     politikerinnen, but not beginnen            feminine  politikerin
 *     regieren  regiert  papiere                  by rule   regier, papier
 *
 * A table of endings and of words decides; the longest that a word has speaks for it. It is small,
 * because most words go by their last three or four letters (-us, -haus, -innen).
 */
#ifndef INDEXER_TEXT_ENDINGS_H
#define INDEXER_TEXT_ENDINGS_H

#include <stdbool.h>
#include <stddef.h>

enum ending_kind { USUAL_ENDING, OWN_ENDING, VERB_ENDING, FEMININE_ENDING };

/* "^hans" speaks for that word only, "-kurs" for all words that end so. */
struct ending_entry {
    const char *ending;
    enum ending_kind kind;
};

/* endings-table.c: in the order of strcmp() over the endings read backwards. */
extern const struct ending_entry ending_entries[];
extern const size_t n_ending_entries;

/*
 * Takes off what is to go from the end of the folded word, by making `*len` less. True when the
 * stem is reached; else Snowball is to have a look at the rest.
 */
bool endings_cut(const char *folded, size_t *len);

/*
 * True when the folded word ends in an s that is an ending of its own accord: Nordkoreas, Merkels;
 * not Paris, Johannes, Kurs. What it does not know it takes for an ending (Timmermans).
 */
bool endings_has_s(const char *folded, size_t len);

#endif
