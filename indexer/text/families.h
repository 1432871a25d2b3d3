/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Forms of one word whose stems Snowball keeps apart: irregular plurals, verbs, and spellings of
 * before and after 1996. Each is led back to the base form, which then is stemmed.
 *
 *     coronaviren  museen  ministerien         ->  coronavirus  museum  ministerium
 *     geht  ging  aufging  anzusprechen        ->  gehen  gehen  aufgehen  ansprechen
 *     warnt  warnte  gewarnt  verkaufte        ->  warnen  warnen  warnen  verkaufen
 *     delphin  schiffahrt  phantasie           ->  delfin  schifffahrt  fantasie
 *
 * The tables (families-table.c) hold simple verbs; prefixes (auf, ver) are taken off and put back.
 * Participles of strong verbs (gegangen) are left alone, and so are those of weak ones that are
 * used as adjectives (angespannt): with them, precision and ranking were worse (docs/query.md).
 * What a verb shares with a noun or an adjective stays what it is: Macht is no form of machen.
 */
#ifndef INDEXER_TEXT_FAMILIES_H
#define INDEXER_TEXT_FAMILIES_H

#include <stddef.h>
#include <stdint.h>

enum { FAMILY_WORD_MAX = 60, FAMILY_BASE_MAX = FAMILY_WORD_MAX + 24 };

/*
 * Writes the base form of the folded word to `base`, which has room for FAMILY_BASE_MAX + 1 bytes,
 * and returns its length; 0 when the word is not known as a form of another.
 */
size_t family_base(const char *folded, size_t len, char *base);

/* ---- The tables, each in the order of strcmp() ---- */

/* "^tip" is that word only, "-viren" all words that end so, "+ging" a form of a verb. */
struct family_form {
    char form[20];
    uint16_t base; /* of family_bases */
};
extern const struct family_form family_forms[];
extern const size_t n_family_forms;

typedef char family_word[20];
extern const family_word family_bases[];
extern const family_word family_weak_verbs[]; /* the infinitives */
extern const size_t n_family_weak_verbs;
extern const family_word family_own[]; /* look like forms of verbs, and are not */
extern const size_t n_family_own;

/* In the order in which they are tried. */
struct family_spelling {
    const char *old;
    const char *new;
};
extern const struct family_spelling family_spellings[];
extern const size_t n_family_spellings;
extern const family_word family_prefixes[]; /* of verbs */
extern const size_t n_family_prefixes;

#endif
