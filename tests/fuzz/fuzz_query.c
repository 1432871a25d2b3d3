/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libFuzzer: any bytes as a query. What must hold for it is in tests/query_check.h. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/query_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena arena;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct query query;
    char *text = malloc(size + 1);
    if (!text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    size_t len = strlen(text);
    bool is_query = len <= FUND_QUERY_MAX && utf8_is_valid(text, len, NULL);
    arena_reset(&arena);
    bool is_sound = is_query ? is_parsed_soundly(text, &arena)
                             : query_parse(&query, text, (struct query_options){0}, &arena, NULL) ==
                                       FUND_INVALID &&
                                   !query.root;
    if (!is_sound) {
        fprintf(stderr, "not parsed soundly: %s\n", text);
        abort();
    }
    free(text);
    return 0;
}
