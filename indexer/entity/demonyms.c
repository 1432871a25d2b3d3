/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/demonyms.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/arena.h"
#include "indexer/entity/countries.h"
#include "indexer/entity/key-map.h"
#include "indexer/entity/name-key.h"
#include "indexer/text/related.h"
#include "indexer/text/stem.h"

/* Shorter stems are those of too many other words: Ire, Pole and Nordpol. */
enum { STEM_MIN = 4 };

struct demonyms {
    struct stemmer *stemmer;
    struct arena arena;
    const struct known_name **known; /* by country */
    struct key_map names;            /* stem of a name, to 1 + the country */
    struct key_map map;              /* stem of a demonym, to 1 + the country */
};

void demonyms_free(struct demonyms *demonyms)
{
    if (!demonyms)
        return;
    stemmer_free(demonyms->stemmer);
    key_map_release(&demonyms->names);
    key_map_release(&demonyms->map);
    arena_release(&demonyms->arena);
    free(demonyms);
}

/* The first who has a stem keeps it. */
static bool put_stem(struct demonyms *demonyms, const char *folded, size_t len, uint32_t country)
{
    bool is_new;
    char *stemmed = arena_alloc(&demonyms->arena, len + 1);
    size_t n = stemmed ? stem(demonyms->stemmer, folded, len, stemmed) : 0;
    uint32_t *slot = n > 0 ? key_map_put(&demonyms->names, stemmed, n, &is_new) : NULL;
    if (slot && is_new)
        *slot = country + 1;
    return slot != NULL;
}

/* The stems of the country's names, of those that are one word. */
static bool put_country(struct demonyms *demonyms, const struct catalogue *catalogue, uint32_t i)
{
    struct name name;
    char key[NAME_KEY_MAX + 1];
    struct folder *folder = catalogue_folder(catalogue);
    const char *text = countries[i].name;
    const char *rest = countries[i].other_names;
    for (;;) {
        size_t len = strcspn(text, "|");
        if (name_read(&name, folder, text, len) && name.n_words == 1 &&
            !put_stem(demonyms, name_folded(&name, 0), name.words[0].folded_len, i))
            return false;
        if (*rest == '\0')
            break;
        text = rest;
        rest += strcspn(rest, "|");
        rest += *rest == '|';
    }
    if (name_read(&name, folder, countries[i].name, strlen(countries[i].name)))
        demonyms->known[i] =
            catalogue_find(catalogue, key, name_key(&name, 0, name.n_words, key), ENTITY_PLACE);
    return true;
}

/* The one country that the entry's names lead to, as 1 + its number; else 0. */
static uint32_t country_of_entry(const struct demonyms *demonyms, const struct related_entry *entry)
{
    uint32_t country = 0;
    for (size_t i = 0; i < entry->n; i++) {
        const struct related *word = &related_stems[entry->first + i];
        const uint32_t *slot = word->kind == RELATED_NAME
                                   ? key_map_find(&demonyms->names, word->stem, word->stem_len)
                                   : NULL;
        if (slot && country != 0 && *slot != country)
            return 0;
        if (slot)
            country = *slot;
    }
    return country;
}

/*
 * The names themselves: Ukraine and ukrainisch, Schweiz and Schweizer have one stem. Not those that
 * the table of related words has nothing for, such as Réunion.
 */
static bool put_names(struct demonyms *demonyms)
{
    for (size_t i = 0; i < demonyms->names.capacity; i++) {
        const struct key_map_entry *name = &demonyms->names.entries[i];
        const struct related *words;
        bool is_new;
        if (!name->key || name->len < STEM_MIN || related_words(name->key, name->len, &words) == 0)
            continue;
        uint32_t *slot = key_map_put(&demonyms->map, name->key, name->len, &is_new);
        if (!slot)
            return false;
        *slot = name->value;
    }
    return true;
}

static bool put_entries(struct demonyms *demonyms)
{
    for (size_t i = 0; i < n_related_entries; i++) {
        const struct related_entry *entry = &related_entries[i];
        size_t len = strlen(entry->stem);
        bool is_new;
        uint32_t country = country_of_entry(demonyms, entry);
        if (country == 0 || len < STEM_MIN || key_map_find(&demonyms->names, entry->stem, len))
            continue;
        uint32_t *slot = key_map_put(&demonyms->map, entry->stem, len, &is_new);
        if (!slot)
            return false;
        *slot = country;
    }
    return true;
}

static bool fill(struct demonyms *demonyms, const struct catalogue *catalogue)
{
    demonyms->known = arena_alloc(&demonyms->arena, n_countries * sizeof(struct known_name *));
    if (!demonyms->known)
        return false;
    for (uint32_t i = 0; i < n_countries; i++)
        if (!put_country(demonyms, catalogue, i))
            return false;
    return put_names(demonyms) && put_entries(demonyms);
}

fund_status demonyms_new(struct demonyms **demonyms, const struct catalogue *catalogue,
                         fund_error *err)
{
    *demonyms = calloc(1, sizeof **demonyms);
    if (!*demonyms)
        return fail_no_memory(err);
    fund_status status = stemmer_new(&(*demonyms)->stemmer, err);
    if (status == FUND_OK && !fill(*demonyms, catalogue))
        status = fail_no_memory(err);
    if (status != FUND_OK) {
        demonyms_free(*demonyms);
        *demonyms = NULL;
    }
    return status;
}

const struct known_name *demonyms_find(const struct demonyms *demonyms, const char *stem,
                                       size_t len)
{
    const uint32_t *slot = key_map_find(&demonyms->map, stem, len);
    return slot ? demonyms->known[*slot - 1] : NULL;
}

const struct known_name *demonyms_find_word(const struct demonyms *demonyms, const char *folded,
                                            size_t len)
{
    char stemmed[FOLDED_MAX + 1];
    size_t n = len <= FOLDED_MAX ? stem(demonyms->stemmer, folded, len, stemmed) : 0;
    const struct known_name *known = n > 0 ? demonyms_find(demonyms, stemmed, n) : NULL;
    /* Faro is the stem of Färöer, in which ä is a; but it is not how that is written. */
    bool is_other = known && strncmp(folded, stemmed, n) == 0 &&
                    key_map_find(&demonyms->names, stemmed, n) &&
                    strncmp(stemmed, known->key, STEM_MIN) != 0;
    return is_other ? NULL : known;
}
