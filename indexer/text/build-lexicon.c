/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Makes german.lexicon from word lists and counts:
 *
 *     build-lexicon de_DE.aff de_DE.dic ngerman counts names german.lexicon
 *     build-lexicon --split                splits words of standard input, to judge it
 *
 * (1) A front part is what the dictionary lists as one, or a form of a noun, or a name, that is
 * seen before nouns in several words. (2) A noun is a compound when it ends in another noun that
 * inflects by the same rules (Angriffskrieg as Krieg; but not Mannschaft as Schaft) with front
 * parts before. What is left are the words that compounds are made of. (3) The splitter splits all
 * words seen, parts are counted, and the costs follow from the counts; a few times over. (4) Known
 * words that it would still split, and that are no compounds, are marked as whole.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/text/build-compounds.h"
#include "indexer/text/build-pack.h"
#include "indexer/text/build-parts.h"
#include "indexer/text/compound.h"
#include "indexer/text/fold.h"

enum { ROUNDS = 5, PROMOTING_ROUND = 1 };

/* A part never seen has SEEN_NEVER in place of a count; a word often seen alone, some more. */
#define SEEN_NEVER 0.1
#define SEEN_ALONE 0.2

/* Verb stems and nouns without their ending (Meld-, Schul-) are more likely an accident. */
#define TRUNCATED 256

/* ---- From counts to a lexicon ---------------------------------------------------------------- */

/* What is added to the count of a part: something, and more for a word that is frequent alone. */
static double prior(const struct word *word)
{
    return SEEN_NEVER + SEEN_ALONE * log2(1 + (double)word->n_capital);
}

/*
 * How probable a front part is: its word in any form, times this form among those of the word.
 * Every form is given something: Strahlungquelle is seldom written, and understood.
 */
static double front_probability(const struct word *word, double sum)
{
    const double ANY_FORM = 0.15, FORMS = 3;
    if (*word->append)
        sum *= TRUNCATED;
    if (word->base == NO_WORD)
        return (word->front_count + SEEN_NEVER) / sum;
    double base_count = words.all[word->base].base_count + prior(&words.all[word->base]);
    return base_count / sum * ((1 - ANY_FORM) * word->front_count / base_count + ANY_FORM / FORMS);
}

static double end_probability(const struct word *word, double sum)
{
    double count = word->lemma == NO_WORD ? word->end_count : words.all[word->lemma].end_count;
    return (count + prior(word->lemma == NO_WORD ? word : &words.all[word->lemma])) / sum;
}

static uint8_t cost_of(double probability)
{
    double cost = -COST_UNIT * log2(probability);
    return (uint8_t)(cost > COST_NEVER - 1 ? COST_NEVER - 1 : cost);
}

static struct lexicon_word record_of(const struct word *word, double fronts, double ends)
{
    struct lexicon_word record = {COST_NEVER, COST_NEVER, 0, 0};
    if (word->is_front) {
        record.front = cost_of(front_probability(word, fronts));
        record.link = lexicon_link(word->strip, word->append);
    }
    if (word->is_end)
        record.end = cost_of(end_probability(word, ends));
    record.flags = (uint8_t)((word->is_whole ? WORD_IS_WHOLE : 0) |
                             (word->is_front && is_proper(word) ? WORD_IS_NAME : 0) |
                             (word->is_end && makes_name(word) ? WORD_MAKES_NAME : 0));
    return record;
}

static int by_word(const void *a, const void *b)
{
    return strcmp(((const struct packed_word *)a)->word, ((const struct packed_word *)b)->word);
}

static unsigned char *make_lexicon(size_t *len)
{
    struct packed_word *packed = calloc(words.n, sizeof *packed);
    if (!packed)
        exit(2);
    double fronts = 1, ends = 1;
    size_t n = 0;
    for (size_t i = 0; i < words.n; i++)
        words.all[i].base_count = 0;
    for (size_t i = 0; i < words.n; i++) {
        fronts += words.all[i].is_front ? words.all[i].front_count : 0;
        ends += words.all[i].is_end ? words.all[i].end_count : 0;
        if (words.all[i].is_front && words.all[i].base != NO_WORD)
            words.all[words.all[i].base].base_count += words.all[i].front_count;
    }
    for (size_t i = 0; i < words.n; i++) {
        const struct word *word = &words.all[i];
        if (word->is_front || word->is_end || word->is_whole)
            packed[n++] = (struct packed_word){word->text, record_of(word, fronts, ends)};
    }
    qsort(packed, n, sizeof *packed, by_word);
    unsigned char *bytes = pack_lexicon(packed, n, len);
    free(packed);
    return bytes;
}

/* ---- Counting -------------------------------------------------------------------------------- */

static void count_parts(const struct lexicon *lexicon)
{
    struct compound readings[COMPOUND_READINGS];
    for (size_t i = 0; i < words.n; i++)
        words.all[i].front_count = words.all[i].end_count = 0;
    for (size_t i = 0; i < words.n; i++) {
        const char *text = words.all[i].text;
        if (!is_example(&words.all[i]) ||
            compound_split_with(lexicon, text, strlen(text), readings) == 0)
            continue;
        const struct compound_part *part = readings[0].parts;
        size_t n = readings[0].n_parts;
        for (size_t k = 0; k + 1 < n; k++) {
            int front = word_find(text + part[k].start, part[k + 1].start - part[k].start);
            words.all[front].front_count++;
        }
        int end = word_find(text + part[n - 1].start, part[n - 1].end - part[n - 1].start);
        if (words.all[end].lemma != NO_WORD)
            words.all[words.all[end].lemma].end_count++;
    }
}

/* Known words that are no compounds are whole, whatever the splitter thinks. */
static bool is_known_whole(const struct word *word)
{
    if (is_kind(word, IS_NOUN))
        return !words.all[word->lemma].is_compound;
    if (is_kind(word, IS_VERB | IS_OTHER | IS_NAME) ||
        (is_kind(word, IS_NAME_FORM) && !is_kind(word, IS_LISTED)))
        return true;
    return word->n_small > 2 && word->n_small > 2 * word->n_capital;
}

static void find_whole(const struct lexicon *lexicon)
{
    struct compound readings[COMPOUND_READINGS];
    for (size_t i = 0; i < words.n; i++) {
        struct word *word = &words.all[i];
        word->is_whole = is_known_whole(word) &&
                         compound_split_with(lexicon, word->text, strlen(word->text), readings);
    }
}

static void learn(size_t round)
{
    size_t len;
    unsigned char *bytes = make_lexicon(&len);
    struct lexicon lexicon = lexicon_from_bytes(bytes, len);
    if (round + 1 < ROUNDS) {
        if (round > 0)
            find_compounds(&lexicon);
        drop_compounds(&lexicon);
        count_parts(&lexicon);
        if (round == PROMOTING_ROUND) {
            promote_all(&lexicon);
            adopt_all(&lexicon);
        }
    } else {
        find_whole(&lexicon);
    }
    free(bytes);
}

static int write_lexicon(const char *path)
{
    size_t len;
    unsigned char *bytes = make_lexicon(&len);
    FILE *file = fopen(path, "w");
    size_t written = file ? fwrite(bytes, 1, len, file) : 0;
    free(bytes);
    if (!file || fclose(file) != 0 || written != len) {
        perror(path);
        return 2;
    }
    return 0;
}

/* Words from standard input, split by the lexicon that is linked in: "schulbuch TAB schul|buch". */
static int split_input(void)
{
    char *line = NULL, folded[FOLDED_MAX + 1];
    size_t size = 0;
    struct folder *folder;
    struct compound readings[COMPOUND_READINGS];
    if (folder_new(&folder, NULL) != FUND_OK)
        return 2;
    while (getline(&line, &size, stdin) > 0) {
        line[strcspn(line, "\r\n")] = '\0';
        size_t len = fold(folder, line, strlen(line), folded);
        size_t n = compound_split(folded, len, readings);
        printf("%s\t", folded);
        for (size_t i = 0; n > 0 && i < readings[0].n_parts; i++) {
            const struct compound_part *part = &readings[0].parts[i];
            size_t next = i + 1 < readings[0].n_parts ? part[1].start : part->end;
            printf("%s%.*s", i > 0 ? "|" : "", (int)(part->end - part->start),
                   folded + part->start);
            if (next > part->end)
                printf("(%.*s)", (int)(next - part->end), folded + part->end);
        }
        puts(n > 0 ? "" : folded);
    }
    free(line);
    folder_free(folder);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--split") == 0)
        return split_input();
    if (argc != 7) {
        fprintf(stderr, "usage: %s AFF DIC LIST COUNTS NAMES LEXICON\n       %s --split\n", argv[0],
                argv[0]);
        return 2;
    }
    words_of_hunspell(argv[1], argv[2]);
    words_of_list(argv[3]);
    words_of_counts(argv[4]);
    words_of_names(argv[5]);
    choose_parts();
    for (size_t round = 0; round < ROUNDS; round++)
        learn(round);
    return write_lexicon(argv[6]);
}
