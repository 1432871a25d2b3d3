/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tells nouns that are compounds from those that compounds are made of. */
#ifndef INDEXER_TEXT_BUILD_COMPOUNDS_H
#define INDEXER_TEXT_BUILD_COMPOUNDS_H

#include "indexer/text/lexicon.h"

/* Sets is_compound of the nouns of the dictionary. */
void find_compounds(const struct lexicon *lexicon);

/* Compounds are no parts any more, but for units: they are split in their turn. */
void drop_compounds(const struct lexicon *lexicon);

/* Makes parts of compounds that are opaque, or units, though the dictionary leaves them out. */
void promote_all(const struct lexicon *lexicon);

/* Makes parts of nouns that the dictionary leaves out. */
void adopt_all(const struct lexicon *lexicon);

#endif
