/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query-field.h"

#include <string.h>

#include "indexer/utf8.h"

static const struct {
    const char *name;
    enum query_field field;
} names[] = {
    {"titel", FIELD_TITLE},   {"title", FIELD_TITLE},   {"text", FIELD_TEXT},
    {"quelle", FIELD_SOURCE}, {"source", FIELD_SOURCE}, {"autor", FIELD_AUTHOR},
    {"author", FIELD_AUTHOR}, {"person", FIELD_PERSON}, {"org", FIELD_ORG},
    {"ort", FIELD_PLACE},     {"place", FIELD_PLACE},   {"tag", FIELD_TAG},
    {"url", FIELD_URL},       {"datum", FIELD_DATE},    {"date", FIELD_DATE},
    {"seit", FIELD_SINCE},    {"since", FIELD_SINCE},   {"zahl", FIELD_NUMBER},
    {"number", FIELD_NUMBER},
};

enum { N_NAMES = sizeof names / sizeof *names };

enum query_field field_find(const char *name, size_t len)
{
    for (size_t i = 0; i < N_NAMES; i++)
        if (strlen(names[i].name) == len && utf8_equal_ascii_case(name, names[i].name, len))
            return names[i].field;
    return FIELD_ANY;
}

const char *field_name(enum query_field field)
{
    for (size_t i = 0; i < N_NAMES; i++)
        if (names[i].field == field)
            return names[i].name;
    return "";
}

bool field_is_filter(enum query_field field)
{
    return field > FIELD_TEXT;
}

bool field_is_range(enum query_field field)
{
    return field == FIELD_DATE || field == FIELD_SINCE || field == FIELD_NUMBER;
}
