/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Prints the names in a text from standard input, to look at:
 *
 *     tag-text <article.txt
 *
 *     person TAB Mark Rutte
 */
#include <stdio.h>
#include <stdlib.h>

#include "indexer/entity/tagger.h"

int main(void)
{
    static const char *const types[] = {"person", "org", "place"};
    static char text[1 << 22];
    struct mentions mentions = {0};
    struct tagger *tagger;
    size_t len = fread(text, 1, sizeof text, stdin);
    if (tagger_new(&tagger, NULL) != FUND_OK ||
        tagger_tag(tagger, text, len, &mentions, NULL) != FUND_OK)
        return 2;
    for (size_t i = 0; i < mentions.n; i++)
        printf("%s\t%.*s\n", types[mentions.all[i].type],
               (int)(mentions.all[i].end - mentions.all[i].start), text + mentions.all[i].start);
    mentions_release(&mentions);
    tagger_free(tagger);
    return 0;
}
