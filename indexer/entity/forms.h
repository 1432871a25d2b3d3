/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The forms in which names stand in one article. Mentions with the same bytes are one form, so that
 * what follows is done once for each:
 *
 *     "Putins"             ->  Putin, person, not full      (the s is an ending: Putin is there,
 * too) "Auswärtigen Amts"   ->  Auswärtiges Amt, organisation "DVRK"               ->  Nordkorea,
 * place, KP         (by the table of countries)
 *
 * Names that came with the article are forms without mentions.
 */
#ifndef INDEXER_ENTITY_FORMS_H
#define INDEXER_ENTITY_FORMS_H

#include "indexer/entity/demonyms.h"
#include "indexer/entity/genitive.h"
#include "indexer/entity/key-map.h"
#include "indexer/entity/names.h"

/* A key in the arena. */
struct key {
    const char *bytes; /* NULL for none */
    uint32_t len;
};

struct form {
    enum entity_type type;
    const char *text;
    struct key key;
    struct key family, long_family, given; /* of persons: Leyen, von der Leyen, Ursula */
    struct key beginning;                  /* Kim Jong of Kim Jong Un: a tagger may miss the end */
    bool is_full;                          /* a person with more than a family name */
    bool is_initial;                       /* W. Putin */
    bool has_middle_name;                  /* Donald J. Trump */
    bool is_genitive;
    bool is_shouted; /* WLADIMIR PUTIN */
    bool is_letters; /* ISW */
    const struct known_name *user;
    const struct known_name *table;
    const struct known_name *demonym;    /* of a word for its people or an adjective, the country */
    const struct given_name *given_name; /* NULL for one from the text */
    uint32_t n;                          /* mentions */
    uint32_t group;                      /* groups.h */

    /* While it is open whether the s at the end is an ending: without it. */
    enum final_s s;
    const char *cut_text;
    struct key cut_key, cut_family;
    uint32_t n_genitive, n_after_noun, n_other;
};

#define NO_FORM UINT32_MAX

struct forms {
    struct form *forms;
    size_t n, capacity;
    uint32_t *of_mention; /* NO_FORM for what is no name */
};

/*
 * Forms that were read in other articles: names come again and again, and most of what is done with
 * one depends on its letters alone. A zeroed struct is an empty one.
 */
struct form_cache {
    struct key_map map; /* to the number of a form */
    struct form *forms; /* as read_form() leaves them; without a text where it is no name */
    size_t n, capacity;
    struct arena arena;
};

void form_cache_release(struct form_cache *cache);

/* What reading forms needs; the maps are cleared by the reader. */
struct form_reader {
    struct folder *folder;
    const struct catalogue *built_in;
    const struct demonyms *demonyms;
    struct arena *arena;
    struct form_cache *cache;
    struct key_map *seen;  /* bytes as they stand in the text */
    struct key_map *bases; /* names that are sure to be whole */
};

fund_status forms_read(struct form_reader *reader, const struct article_names *article,
                       struct forms *forms, fund_error *err);

/* Makes the form one of another type; false when there is no memory. */
bool form_set_type(struct form_reader *reader, struct form *form, enum entity_type type);

#endif
