/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/tally.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_PLACES = 4096 };

/* Days follow each other, so they are spread. */
static size_t first_place(uint64_t thing, size_t n_places)
{
    return (size_t)(thing * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (n_places - 1);
}

void tally_await(const struct tally *tally, uint64_t thing)
{
    if (tally->n_places > FIRST_PLACES)
        __builtin_prefetch(&tally->places[first_place(thing, tally->n_places)], 1);
}

/* Where the thing is, or the empty place for it. */
static struct tallied *find_place(struct tallied *places, size_t n_places, uint64_t thing)
{
    size_t i = first_place(thing, n_places);
    while (places[i].n > 0 && places[i].thing != thing)
        i = (i + 1) & (n_places - 1);
    return &places[i];
}

/* At most two of three places are taken. */
static bool grow(struct tally *tally)
{
    size_t n_places = tally->n_places ? 2 * tally->n_places : FIRST_PLACES;
    struct tallied *places = calloc(n_places, sizeof *places);
    if (!places)
        return false;
    for (size_t i = 0; i < tally->n_places; i++)
        if (tally->places[i].n > 0)
            *find_place(places, n_places, tally->places[i].thing) = tally->places[i];
    free(tally->places);
    tally->places = places;
    tally->n_places = n_places;
    return true;
}

bool tally_add(struct tally *tally, uint64_t thing, uint32_t article)
{
    if (tally->n_things * 3 >= tally->n_places * 2 && !grow(tally))
        return false;
    struct tallied *place = find_place(tally->places, tally->n_places, thing);
    if (place->n++ == 0) {
        place->thing = thing;
        place->first = article;
        tally->n_things++;
    }
    return true;
}

/* Does `a` come before `b`? */
static bool is_before(const struct tallied *a, const struct tallied *b)
{
    if (a->n != b->n)
        return a->n > b->n;
    return a->first != b->first ? a->first < b->first : a->thing < b->thing;
}

/* Puts it where it belongs among the `n` at the top; what has no room falls off the end. */
static size_t insert(struct tallied *top, size_t n, size_t room, const struct tallied *one)
{
    size_t i = n;
    if (n == room && !is_before(one, &top[n - 1]))
        return n;
    while (i > 0 && is_before(one, &top[i - 1]))
        i--;
    memmove(&top[i + 1], &top[i], ((n < room ? n : room - 1) - i) * sizeof *top);
    top[i] = *one;
    return n < room ? n + 1 : n;
}

size_t tally_top(const struct tally *tally, struct tallied *top, size_t n)
{
    size_t n_top = 0;
    for (size_t i = 0; n > 0 && i < tally->n_places; i++)
        if (tally->places[i].n > 0)
            n_top = insert(top, n_top, n, &tally->places[i]);
    return n_top;
}

void tally_release(struct tally *tally)
{
    free(tally->places);
    *tally = (struct tally){0};
}
