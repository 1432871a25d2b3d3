/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Labels the tokens of a CoNLL file with the tagger, for tests/entity-quality.sh:
 *
 *     tag-conll germeval2014-test.conll
 *
 *     Brüssel TAB B-LOC
 *
 * A token is the first column of a line, an empty line ends a sentence; what is printed has the
 * same lines.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/entity/tagger.h"

enum { MOST_TOKENS = 10000 };

static const char *const names[N_LABELS] = {"O",     "O",     "B-PER", "I-PER",
                                            "B-ORG", "I-ORG", "B-LOC", "I-LOC"};
static struct tagger_token tokens[MOST_TOKENS];
static char *words[MOST_TOKENS];
static enum label labels[MOST_TOKENS];

static void print_sentence(struct tagger *tagger, size_t n)
{
    if (tagger_label(tagger, tokens, n, labels, NULL) != FUND_OK)
        exit(2);
    for (size_t i = 0; i < n; i++) {
        printf("%s\t%s\n", tokens[i].text, names[labels[i]]);
        free(words[i]);
    }
    putchar('\n');
}

int main(int argc, char **argv)
{
    struct tagger *tagger;
    fund_error err;
    char *line = NULL;
    size_t size = 0, n = 0;
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (!file || tagger_new(&tagger, &err) != FUND_OK) {
        fputs("usage: tag-conll FILE\n", stderr);
        return 2;
    }
    while (getline(&line, &size, file) >= 0) {
        line[strcspn(line, "\t\r\n")] = '\0';
        if (*line && n < MOST_TOKENS) {
            words[n] = strdup(line);
            tokens[n] = (struct tagger_token){words[n], strlen(line)};
            n++;
        } else if (n > 0) {
            print_sentence(tagger, n);
            n = 0;
        }
    }
    if (n > 0)
        print_sentence(tagger, n);
    tagger_free(tagger);
    fclose(file);
    free(line);
    return 0;
}
