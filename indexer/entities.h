/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An article -> what it names, as its record keeps it: what the tagger finds in title and body, the
 * words for the people of a country besides, and one name for one thing.
 *
 *     "Kim Jong Un in Russland\n\nKim traf Putin. Der nordkoreanische ..."
 *
 *     mentions   "Kim Jong Un" "Russland" "Kim" "Putin" "nordkoreanische"
 *     entities   Kim Jong Un 0 2, Russland 1, Putin 3, Nordkorea 4
 */
#ifndef INDEXER_ENTITIES_H
#define INDEXER_ENTITIES_H

#include "indexer/record.h"
#include "indexer/text/analysis.h"

/* Whether entities are wanted, and the names a user has given (entity/user-names.h). */
struct entity_options {
    bool are_wanted;
    char *names; /* the text of the file, or NULL */
    size_t names_len;
};

/* A tagger, what resolves names, and memory that is used again: one for each thread. */
struct entity_finder;

fund_status entity_finder_new(struct entity_finder **finder, const struct entity_options *options,
                              fund_error *err);
void entity_finder_free(struct entity_finder *finder);

/* Begins an article. */
void entity_finder_begin(struct entity_finder *finder);

/*
 * Shows the finder the words of the article as they are analysed, first those of the title, then
 * those of the body; `before` is the length of what stands before the field in the text that is
 * tagged. Only what is a country or its people is noted.
 */
fund_status entity_finder_see(struct entity_finder *finder, const struct analysis *words,
                              size_t before, fund_error *err);

/* Finds the entities of the article, whose words have been shown. They lie in the arena. */
fund_status entities_find(struct entity_finder *finder, const fund_article *article,
                          struct arena *arena, struct record_entities *found, fund_error *err);

/* Makes entities anew, with the names as they are now, of mentions that were found before. */
fund_status entities_rename(struct entity_finder *finder, const fund_article *article,
                            const struct record_entities *before, struct arena *arena,
                            struct record_entities *renamed, fund_error *err);

/* What the model is told from others by, such as "model 3f2a9c01": for the index's metadata. */
enum { MODEL_NAME_SIZE = 32 };
void entities_model_name(char name[MODEL_NAME_SIZE]);

#endif
