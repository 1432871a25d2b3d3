/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How fast texts are tagged, one a line, from standard input, in CPU time:
 *
 *     zstd -dc articles.jsonl.zst | jq -r .body | bench-entities
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "indexer/entity/tagger.h"
#include "indexer/entity/token.h"

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

int main(void)
{
    struct tagger *tagger;
    struct mentions mentions = {0};
    struct token_list tokens = {0};
    char *line = NULL;
    size_t size = 0, n_tokens = 0, n_mentions = 0, n_bytes = 0;
    double spent = 0, begin = seconds();
    if (tagger_new(&tagger, NULL) != FUND_OK)
        return 2;
    printf("loaded in %.2f ms\n", (seconds() - begin) * 1e3);
    for (ssize_t len; (len = getline(&line, &size, stdin)) > 0;) {
        begin = seconds();
        if (tagger_tag(tagger, line, (size_t)len, &mentions, NULL) != FUND_OK)
            return 2;
        spent += seconds() - begin;
        token_list_find(&tokens, line, (size_t)len);
        n_tokens += tokens.n;
        n_mentions += mentions.n;
        n_bytes += (size_t)len;
    }
    printf("%zu tokens, %zu mentions, %.1f MB in %.2f s: %.0f tokens/s\n", n_tokens, n_mentions,
           (double)n_bytes / 1e6, spent, (double)n_tokens / spent);
    token_list_release(&tokens);
    mentions_release(&mentions);
    tagger_free(tagger);
    free(line);
    return 0;
}
