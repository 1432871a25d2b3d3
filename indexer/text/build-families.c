/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Folded words, a line each -> those that families.c takes for a form of another. */
#include <stdio.h>
#include <string.h>

#include "indexer/text/families.h"

int main(void)
{
    char line[256], base[FAMILY_BASE_MAX + 1];
    while (fgets(line, sizeof line, stdin)) {
        size_t len = strcspn(line, "\n");
        if (family_base(line, len, base) > 0)
            printf("%.*s\n", (int)len, line);
    }
    return 0;
}
