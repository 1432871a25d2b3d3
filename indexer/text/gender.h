/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Forms that name women and men at once, each of which is one word:
 *
 *     Politiker:innen  Politiker*innen  Politiker_innen  Politiker·innen  PolitikerInnen
 *     Politiker/innen  Politiker/-innen  Politiker(innen)  Ärzt:in  Lehrer:innenmangel
 *
 * Such a form stands for two words, Politiker and Politikerinnen.
 */
#ifndef INDEXER_TEXT_GENDER_H
#define INDEXER_TEXT_GENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest form in bytes; what is longer is taken for something else. */
enum { GENDER_MAX = 100 };

/* The signs in such forms, but for the middle dot. */
#define GENDER_SIGNS ":*_/-()"

/* Both words as they would be written: "Politiker" and "Politikerinnen". */
struct gender_form {
    char masculine[GENDER_MAX + 1];
    char feminine[GENDER_MAX + 8];
    size_t masculine_len;
    size_t base_len; /* of what is in front of the sign: Lehrer in Lehrer:innenmangel */
    size_t feminine_len;
};

/* The end of the form that begins with the word [start, end) of `text`; `end` if none does. */
uint32_t gender_form_end(const char *text, size_t len, uint32_t start, uint32_t end);

/* True, and `*form` is filled, when the whole of `raw` is such a form. */
bool gender_form_read(const char *raw, size_t len, struct gender_form *form);

#endif
