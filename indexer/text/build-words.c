/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The sources of the lexicon, each read into the one table of words:
 *
 *     de_DE.dic, de_DE.aff   which words there are, how they inflect, which stand in front
 *     ngerman                full forms, compounds among them
 *     counts                 what build-counts says of a corpus
 *     names                  places and persons, one a line
 */
#include "indexer/text/build-words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/hash.h"
#include "indexer/text/build-affix.h"
#include "indexer/text/fold.h"

enum { SLOTS = 1 << 22 };

struct words words;

static void *must(void *memory)
{
    if (memory)
        return memory;
    fputs("build-lexicon: out of memory\n", stderr);
    exit(2);
}

static size_t slot_of(const char *text, size_t len)
{
    size_t i = hash_bytes(text, len) & (SLOTS - 1);
    while (words.slots[i]) {
        const char *other = words.all[words.slots[i] - 1].text;
        if (strncmp(other, text, len) == 0 && other[len] == '\0')
            break;
        i = (i + 1) & (SLOTS - 1);
    }
    return i;
}

int word_find(const char *text, size_t len)
{
    return words.slots[slot_of(text, len)] - 1;
}

int word_add(const char *text, size_t len)
{
    if (!words.slots)
        words.slots = must(calloc(SLOTS, sizeof *words.slots));
    size_t slot = slot_of(text, len);
    if (words.slots[slot])
        return words.slots[slot] - 1;
    if (words.n % 65536 == 0)
        words.all = must(realloc(words.all, (words.n + 65536) * sizeof *words.all));
    words.all[words.n] = (struct word){.text = must(strndup(text, len)),
                                       .lemma = NO_WORD,
                                       .first_form = NO_WORD,
                                       .next_form = NO_WORD,
                                       .base = NO_WORD,
                                       .append = ""};
    words.slots[slot] = (int)++words.n;
    return words.slots[slot] - 1;
}

static struct folder *folder(void)
{
    static struct folder *one;
    if (!one && folder_new(&one, NULL) != FUND_OK)
        exit(2);
    return one;
}

/* The number of a word as written; NO_WORD when it is not made of letters only. */
static int add_written(const char *written)
{
    char folded[FOLDED_MAX + 1];
    size_t len = fold(folder(), written, strlen(written), folded);
    bool is_letters = len > 0 && strspn(folded, "abcdefghijklmnopqrstuvwxyz") == len;
    return is_letters ? word_add(folded, len) : NO_WORD;
}

static bool is_capital(const char *utf8)
{
    const unsigned char *c = (const unsigned char *)utf8;
    return (*c >= 'A' && *c <= 'Z') || (c[0] == 0xC3 && c[1] >= 0x80 && c[1] <= 0x9E);
}

/* The rules by which nouns inflect. (J, F, M make other nouns of them.) */
static unsigned inflection_of(const char *flags)
{
    static const char RULES[] = "STQEPNpqR"; /* in the order of GENITIVE and PLURAL */
    unsigned inflection = 0;
    for (size_t i = 0; RULES[i]; i++)
        inflection |= (unsigned)(strchr(flags, RULES[i]) != NULL) << i;
    return inflection;
}

void word_set_lemma(int form, int lemma, unsigned inflection)
{
    words.all[lemma].kinds |= IS_NOUN | IS_LEMMA;
    words.all[lemma].inflection |= inflection;
    words.all[lemma].lemma = lemma;
    words.all[form].kinds |= IS_NOUN;
    if (words.all[form].lemma != NO_WORD)
        return;
    words.all[form].lemma = lemma;
    words.all[form].next_form = words.all[lemma].first_form;
    words.all[lemma].first_form = form;
}

/* The nominative of a noun that a rule derives from another, as Strahlung from Strahlen. */
static int derived_lemma(int form, const char *entry)
{
    static const struct {
        const char *ending, *plural;
    } DERIVED[] = {{"ung", "en"}, {"in", "nen"}, {"chen", "s"}};
    const char *text = words.all[form].text;
    for (size_t i = 0; i < sizeof DERIVED / sizeof *DERIVED; i++) {
        size_t len = strlen(text);
        if (ends_in(text, DERIVED[i].plural))
            len -= strlen(DERIVED[i].plural);
        size_t n = strlen(DERIVED[i].ending);
        if (len > n + 3 && strncmp(text + len - n, DERIVED[i].ending, n) == 0 &&
            !ends_in(entry, DERIVED[i].ending))
            return word_add(text, len);
    }
    return NO_WORD;
}

static void add_noun(int form, const char *entry, const char *flags)
{
    int derived = derived_lemma(form, entry);
    int lemma = add_written(entry);
    if (derived != NO_WORD) {
        word_set_lemma(form, derived, 0);
    } else if (lemma != NO_WORD) {
        word_set_lemma(form, lemma, inflection_of(flags));
        if (strpbrk(flags, "ijke"))
            words.all[lemma].kinds |= IS_FRONT;
    }
}

static void take_form(void *context, const char *entry, const char *flags, const char *written)
{
    (void)context;
    int form = add_written(written);
    if (form == NO_WORD)
        return;
    if (strchr(flags, 'h'))
        words.all[form].kinds |= IS_FRONT;
    else if (is_capital(entry) || strchr(flags, 'o'))
        add_noun(form, entry, flags);
    else
        words.all[form].kinds |=
            (strpbrk(flags, "IXYZDWO") ? IS_VERB : IS_OTHER) |
            (strpbrk(flags, "ke") && strcmp(entry, written) == 0 ? IS_FRONT : 0);
}

/* Present participles, which the dictionary leaves out: treffend, treffende ... */
static void add_participles(void)
{
    static const char *const ENDINGS[] = {"d", "de", "den", "der", "des", "dem"};
    char participle[FOLDED_MAX + 4];
    size_t n = words.n;
    for (size_t i = 0; i < n; i++) {
        if (!(words.all[i].kinds & IS_VERB) || !ends_in(words.all[i].text, "en"))
            continue;
        for (size_t k = 0; k < sizeof ENDINGS / sizeof *ENDINGS; k++) {
            snprintf(participle, sizeof participle, "%s%s", words.all[i].text, ENDINGS[k]);
            int word = word_add(participle, strlen(participle));
            words.all[word].kinds |= IS_VERB;
        }
    }
}

void words_of_hunspell(const char *aff_path, const char *dic_path)
{
    if (read_hunspell(aff_path, dic_path, take_form, NULL) != 0) {
        fprintf(stderr, "build-lexicon: cannot read %s or %s\n", aff_path, dic_path);
        exit(2);
    }
    add_participles();
}

static void each_line(const char *path, void (*take)(char *))
{
    char *line = NULL;
    size_t size = 0;
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(2);
    }
    while (getline(&line, &size, file) > 0) {
        line[strcspn(line, "\r\n")] = '\0';
        take(line);
    }
    free(line);
    fclose(file);
}

static void take_listed(char *line)
{
    int word = is_capital(line) ? add_written(line) : NO_WORD;
    if (word != NO_WORD)
        words.all[word].kinds |= IS_LISTED;
}

static void take_count(char *line)
{
    size_t len = strcspn(line, "\t");
    unsigned capital, small, documents;
    if (strspn(line, "abcdefghijklmnopqrstuvwxyz") != len ||
        sscanf(line + len, "%u %u %u", &capital, &small, &documents) != 3)
        return;
    int i = word_add(line, len);
    struct word *word = &words.all[i];
    word->n_capital += capital;
    word->n_small += small;
    word->n_documents += documents;
}

/* What is made of a place or a person: Hamburgs, Hamburger, Hamburgern ... */
static void add_name_forms(int name)
{
    static const char *const ENDINGS[] = {"s", "er", "ern", "ers", "erin", "erinnen"};
    char form[FOLDED_MAX + 8];
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        snprintf(form, sizeof form, "%s%s", words.all[name].text, ENDINGS[i]);
        int word = word_add(form, strlen(form));
        words.all[word].kinds |= IS_NAME_FORM;
    }
}

/* Of names of several words (Bad Salzungen, Vereinigtes Königreich) most are words as others are.
 */
static void take_name(char *line)
{
    int word = is_capital(line) && !strchr(line, ' ') ? add_written(line) : NO_WORD;
    if (word == NO_WORD)
        return;
    words.all[word].kinds |= IS_NAME;
    add_name_forms(word);
}

void words_of_list(const char *path)
{
    each_line(path, take_listed);
}

void words_of_counts(const char *path)
{
    each_line(path, take_count);
}

void words_of_names(const char *path)
{
    each_line(path, take_name);
}

bool is_kind(const struct word *word, unsigned kinds)
{
    return (word->kinds & kinds) != 0;
}

bool ends_in(const char *text, const char *ending)
{
    size_t len = strlen(text), n = strlen(ending);
    return len > n && strcmp(text + len - n, ending) == 0;
}

struct word *word_of(const char *text, size_t len)
{
    int i = word_find(text, len);
    return i == NO_WORD ? NULL : &words.all[i];
}

bool is_capitalized(const struct word *word)
{
    return word->n_capital + word->n_small > 0 ? word->n_capital > 2 * word->n_small
                                               : is_kind(word, IS_LISTED);
}

bool is_example(const struct word *word)
{
    return strlen(word->text) >= 6 && is_capitalized(word) &&
           (!is_kind(word, IS_NAME) || is_kind(word, IS_NOUN));
}
