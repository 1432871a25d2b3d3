/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Countries with their code of ISO 3166-1, their capitals, and the houses governments are named by:
 *
 *     KP  Nordkorea   DVRK, KDVR, North Korea   Pjöngjang, Pyongyang
 *     RU  Kreml
 *
 * Names only. Who lives there and what the adjective is (Nordkoreaner, nordkoreanisch) is known to
 * indexer/text/related.h.
 */
#ifndef INDEXER_ENTITY_COUNTRIES_H
#define INDEXER_ENTITY_COUNTRIES_H

#include <stddef.h>

/* Lists are divided by "|"; the first capital is the name that is shown. */
struct country {
    const char *iso;
    const char *name;
    const char *other_names;
    const char *capitals;
};

/* A place that stands for the government of `iso`, though it is no capital. */
struct seat {
    const char *iso;
    const char *name;
    const char *other_names;
};

extern const struct country countries[];
extern const size_t n_countries;
extern const struct seat seats[];
extern const size_t n_seats;

#endif
