/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * German names that are inflected, back to how they stand alone:
 *
 *     des Auswärtigen Amts                ->  Auswärtiges Amt
 *     der Deutschen Bahn                  ->  Deutsche Bahn
 *     beim Nationalen Sicherheitsrat      ->  Nationaler Sicherheitsrat
 *     des Instituts für Weltwirtschaft    ->  Institut für Weltwirtschaft
 *
 * The gender, which the adjective needs, is that of a list of nouns (Amt, Bahn, Rat) that names are
 * made with, or of the article in front. Where neither tells it, the name stays as it is.
 */
#ifndef INDEXER_ENTITY_INFLECTION_H
#define INDEXER_ENTITY_INFLECTION_H

#include "indexer/entity/name.h"

/*
 * The length of the adjective's stem: 6 for deutschen; 0 for what is not an inflected adjective
 * that names are made with (Berliner, Fischer, Institut).
 */
size_t adjective_stem_len(const char *folded, size_t len);

/*
 * How many letters a genitive ending has at the end of the folded noun: 1 in Bundestags, 2 in
 * Bundesrates, 0 in Fonds and where the noun is not in the list.
 */
size_t noun_genitive_len(const char *folded, size_t len);

/* Changes the words of an organisation or place. `before`: the folded word in front of it, or "".
 */
void undo_inflection(struct name *name, struct folder *folder, const char *before);

#endif
