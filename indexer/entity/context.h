/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands around a mention, as far as it tells something about the name:
 *
 *     "die Rede Merkels war"           a genitive, by the noun in front
 *     "sagte Timmermans."              none: nothing that it could belong to
 *     "Moskau weist das zurück"        Moscow stands for the government
 *     "Institute for the Study of War (ISW)"
 */
#ifndef INDEXER_ENTITY_CONTEXT_H
#define INDEXER_ENTITY_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/text/fold.h"

/* A text with a place in it, [start, end). */
struct place {
    const char *text;
    size_t len;
    size_t start, end;
};

/* The word in front, or behind, with nothing but blanks between; empty where there is none. */
struct place word_before(struct place here);
struct place word_behind(struct place here);

/* Folds the word, cut to what a folded word may have; "" for an empty one. */
void place_fold(struct place word, struct folder *folder, char folded[FOLDED_MAX + 1]);

enum case_evidence {
    CASE_UNKNOWN,
    CASE_GENITIVE,     /* "Merkels Rede", "wegen Merkels" */
    CASE_AFTER_A_NOUN, /* "die Rede Merkels", but also "Torwart Allofs" */
    CASE_OTHER
};

/* Can, or must, a name here that ends in s be a genitive? */
enum case_evidence genitive_evidence(struct place here, struct folder *folder);

/*
 * True when a capital (or the house of a government, which may have an article) stands here for
 * the government: as the subject of a verb that cities do not go with, or as the source.
 */
bool stands_for_government(struct place here, bool is_genitive, struct folder *folder);

/* The short form in brackets right behind, ISW in " (ISW)" or " (kurz: ISW)"; else empty. */
struct place short_form_behind(struct place here);

/* True when the letters stand for the name: ISW, BKA (Bundeskriminalamt). */
bool letters_stand_for(const char *letters, size_t n, const char *name, size_t len);

/* True for what looks like letters that stand for a name: ISW, BaFin, G7. */
bool looks_like_letters(const char *text, size_t len);

#endif
