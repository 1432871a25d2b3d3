/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of the fields, German and English: titel:Kursk is title:Kursk. */
#ifndef SEARCHER_QUERY_FIELD_H
#define SEARCHER_QUERY_FIELD_H

#include "searcher/query.h"

/* Those that a message names. */
#define FIELD_NAMES "titel, text, quelle, autor, person, org, ort, tag, url, datum, seit, zahl"

/* The field of this name, in capitals or not; FIELD_ANY when there is none. */
enum query_field field_find(const char *name, size_t len);

/* The German name. */
const char *field_name(enum query_field field);

/* Does the field choose articles without changing their scores? */
bool field_is_filter(enum query_field field);

/* Is its value a range? */
bool field_is_range(enum query_field field);

#endif
