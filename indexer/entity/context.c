/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/context.h"

#include <string.h>

#include "indexer/entity/name.h"
#include "indexer/entity/person.h"
#include "indexer/utf8.h"

/* ---- Words around ---- */

static bool is_ascii_alnum(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Part of a word, judged byte by byte: letters beyond ASCII, but no dashes and quotes (U+20..). */
static bool is_word_byte(const char *text, size_t i)
{
    unsigned char c = (unsigned char)text[i];
    if (c < 0x80)
        return is_ascii_alnum(c) || c == '-';
    while (((unsigned char)text[i] & 0xC0) == 0x80)
        i--;
    return (unsigned char)text[i] >= 0xC3 && (unsigned char)text[i] != 0xE2;
}

static bool is_blank(const char *text, size_t len, size_t i)
{
    return text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r' ||
           ((unsigned char)text[i] == 0xC2 && i + 1 < len && (unsigned char)text[i + 1] == 0xA0) ||
           ((unsigned char)text[i] == 0xA0 && i > 0 && (unsigned char)text[i - 1] == 0xC2);
}

/* A word is at most so long; and what is farther away than some blanks is not in front. */
enum { BLANKS_MAX = 4, WORD_BYTES_MAX = FOLDED_MAX };

struct place word_before(struct place here)
{
    struct place word = here;
    size_t at = here.start, feeds = 0;
    while (at > 0 && here.start - at < BLANKS_MAX && is_blank(here.text, here.len, at - 1))
        feeds += here.text[--at] == '\n';
    word.start = word.end = at;
    if (at == here.start || feeds > 1)
        return word;
    while (word.start > 0 && word.end - word.start < WORD_BYTES_MAX &&
           is_word_byte(here.text, word.start - 1))
        word.start--;
    return word;
}

struct place word_behind(struct place here)
{
    struct place word = here;
    size_t at = here.end, feeds = 0;
    while (at < here.len && at - here.end < BLANKS_MAX && is_blank(here.text, here.len, at))
        feeds += here.text[at++] == '\n';
    word.start = word.end = at;
    if (at == here.end || feeds > 1)
        return word;
    while (word.end < here.len && word.end - word.start < WORD_BYTES_MAX &&
           is_word_byte(here.text, word.end))
        word.end++;
    return word;
}

void place_fold(struct place word, struct folder *folder, char folded[FOLDED_MAX + 1])
{
    folded[0] = '\0';
    size_t len = word.end - word.start;
    if (len > 0 && utf8_is_valid(word.text + word.start, len, NULL))
        fold(folder, word.text + word.start, len, folded);
}

static bool is_empty(struct place word)
{
    return word.start == word.end;
}

static bool begins_with_capital(struct place word)
{
    return is_capital_letter(word.text + word.start, word.end - word.start);
}

/* ---- Genitives ---- */

/* "langjähriger", "neue", but not "forderte", which is a verb as often. */
static bool looks_like_adjective(const char *folded)
{
    static const char *const endings[] = {"e", "en", "er", "es", "em"};
    size_t len = strlen(folded);
    if (has_ending(folded, len, "te") || has_ending(folded, len, "ten"))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (len > 3 && has_ending(folded, len, endings[i]))
            return true;
    return false;
}

/* True when what comes next may be what a genitive in front belongs to: a noun, with adjectives. */
static bool noun_follows(struct place here, struct folder *folder)
{
    char folded[FOLDED_MAX + 1];
    struct place next = word_behind(here);
    if (begins_with_capital(next))
        return true;
    place_fold(next, folder, folded);
    return looks_like_adjective(folded) && begins_with_capital(word_behind(next));
}

static bool wants_genitive(const char *folded)
{
    static const char *const words[] = {
        "anfang",    "angesichts", "anlaesslich", "anstelle",        "aufgrund", "ausserhalb",
        "des",       "diesseits",  "eines",       "einschliesslich", "ende",     "hinsichtlich",
        "infolge",   "innerhalb",  "jenseits",    "mithilfe",        "mitte",    "namens",
        "noerdlich", "oberhalb",   "oestlich",    "seitens",         "statt",    "suedlich",
        "trotz",     "unterhalb",  "unweit",      "waehrend",        "wegen",    "westlich",
        "zugunsten",
    };
    return is_in_list(folded, words, sizeof words / sizeof *words);
}

/* und, oder, a comma: what holds for the name before holds for this one. */
static bool is_link(const char *folded)
{
    static const char *const words[] = {"aber", "als", "oder", "sowie", "und", "wie"};
    return is_in_list(folded, words, sizeof words / sizeof *words);
}

/* Torwart, Physikerin, Autor: a name behind it is that of the person. */
static bool denotes_person(const char *folded)
{
    static const char *const endings[] = {"er",   "or",   "ist",  "in",  "ant", "ent", "eur",
                                          "wart", "mann", "frau", "oge", "eut", "at",  "naut"};
    size_t len = strlen(folded);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (has_ending(folded, len, endings[i]))
            return true;
    return false;
}

static bool is_title(struct place word, struct folder *folder)
{
    struct name name;
    return name_read(&name, folder, word.text + word.start, word.end - word.start) &&
           person_title_words(&name) == name.n_words;
}

enum case_evidence genitive_evidence(struct place here, struct folder *folder)
{
    char before[FOLDED_MAX + 1], behind[FOLDED_MAX + 1];
    struct place word = word_before(here);
    place_fold(word, folder, before);
    place_fold(word_behind(here), folder, behind);
    if (noun_follows(here, folder) || wants_genitive(before))
        return CASE_GENITIVE;
    if (begins_with_capital(word) && is_title(word, folder))
        return CASE_OTHER;
    if (begins_with_capital(word))
        return denotes_person(before) ? CASE_UNKNOWN : CASE_AFTER_A_NOUN;
    size_t len = strlen(behind);
    if (is_link(before) || has_ending(behind, len, "te") || has_ending(behind, len, "ten"))
        return CASE_UNKNOWN;
    return CASE_OTHER;
}

/* ---- Governments ---- */

/* Verbs that go with governments and hardly with towns. */
static bool is_verb_of_governments(const char *folded)
{
    static const char *const verbs[] = {
        "beharrt",      "beharrte",      "behauptet",      "behauptete",    "beschuldigt",
        "beschuldigte", "bestaetigt",    "bestaetigte",    "besteht",       "bestreitet",
        "bestritt",     "beteuert",      "beteuerte",      "betont",        "betonte",
        "bezichtigt",   "bezichtigte",   "dementiert",     "dementierte",   "droht",
        "drohte",       "entsandte",     "entsendet",      "erklaert",      "erklaerte",
        "fordert",      "forderte",      "koenne",         "kritisiert",    "kritisierte",
        "lehnt",        "lehnte",        "liefert",        "lieferte",      "protestiert",
        "protestierte", "ratifiziert",   "ratifizierte",   "reagiert",      "reagierte",
        "schweigt",     "schwieg",       "signalisiert",   "signalisierte", "unterstellt",
        "unterstuetzt", "unterstuetzte", "unterzeichnete", "verhaengt",     "verhaengte",
        "verlangt",     "verlangte",     "verurteilt",     "verurteilte",   "verweigert",
        "verweigerte",  "warf",          "warnt",          "warnte",        "weist",
        "werde",        "widersprach",   "widerspricht",   "wies",          "wirft",
        "wolle",
    };
    return is_in_list(folded, verbs, sizeof verbs / sizeof *verbs);
}

/* Where the verb comes first, it must not be one that goes with an object just as well. */
static bool is_verb_of_speech(const char *folded)
{
    static const char *const verbs[] = {"behauptet", "behauptete", "beteuert",    "beteuerte",
                                        "betont",    "betonte",    "dementierte", "verkuendete"};
    return is_in_list(folded, verbs, sizeof verbs / sizeof *verbs);
}

/* A lower case word that leaves what follows the subject: dass, weil, doch, und. */
static bool may_precede_subject(const char *folded)
{
    static const char *const words[] = {
        "aber",     "allerdings", "auch", "da",     "dass",    "denn",  "doch",
        "falls",    "nachdem",    "ob",   "obwohl", "sondern", "sowie", "und",
        "waehrend", "weil",       "wenn", "wie",    "wo",      "zudem",
    };
    return is_in_list(folded, words, sizeof words / sizeof *words);
}

/* True at the beginning of a sentence or clause: nothing in front but a mark or a line's end. */
static bool begins_clause(struct place here)
{
    return is_empty(word_before(here));
}

static bool is_subject(struct place here, struct folder *folder)
{
    char before[FOLDED_MAX + 1];
    struct place word = word_before(here);
    place_fold(word, folder, before);
    bool has_article = strcmp(before, "der") == 0 || strcmp(before, "das") == 0;
    if (has_article) {
        char further[FOLDED_MAX + 1];
        struct place more = word_before(word);
        place_fold(more, folder, further);
        return is_empty(more) || may_precede_subject(further);
    }
    return begins_clause(here) || may_precede_subject(before);
}

static bool is_source(struct place here, bool is_genitive, struct folder *folder)
{
    char before[FOLDED_MAX + 1], behind[FOLDED_MAX + 1];
    place_fold(word_before(here), folder, before);
    place_fold(word_behind(here), folder, behind);
    if (is_genitive)
        return strcmp(before, "angaben") == 0 || strcmp(before, "darstellung") == 0;
    return strcmp(before, "laut") == 0 || strcmp(behind, "zufolge") == 0 ||
           is_verb_of_speech(before);
}

bool stands_for_government(struct place here, bool is_genitive, struct folder *folder)
{
    char behind[FOLDED_MAX + 1];
    if (is_source(here, is_genitive, folder))
        return true;
    place_fold(word_behind(here), folder, behind);
    return !is_genitive && is_verb_of_governments(behind) && is_subject(here, folder);
}

/* ---- Letters ---- */

bool looks_like_letters(const char *text, size_t len)
{
    size_t capitals = 0;
    if (len < 2 || len > 10)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (text[i] >= 'A' && text[i] <= 'Z')
            capitals++;
        else if (!is_ascii_alnum((unsigned char)text[i]) && text[i] != '-' && text[i] != '.' &&
                 (unsigned char)text[i] < 0x80)
            return false;
    }
    return capitals >= 2;
}

struct place short_form_behind(struct place here)
{
    static const char *const hints[] = {"kurz", "kurz:", "abgekürzt", "englisch", "engl."};
    struct place none = {here.text, here.len, here.end, here.end};
    struct place found = none;
    size_t at = here.end;
    while (at < here.len && at - here.end < 2 && is_blank(here.text, here.len, at))
        at++;
    if (at >= here.len || here.text[at] != '(')
        return none;
    found.start = at + 1;
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        size_t n = strlen(hints[i]);
        if (here.len - found.start > n + 1 && memcmp(here.text + found.start, hints[i], n) == 0 &&
            here.text[found.start + n] == ' ')
            found.start += n + 1;
    }
    found.end = found.start;
    while (found.end < here.len && found.end - found.start <= 12 && here.text[found.end] != ')')
        found.end++;
    bool is_closed = found.end < here.len && here.text[found.end] == ')';
    return is_closed && looks_like_letters(here.text + found.start, found.end - found.start) ? found
                                                                                             : none;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins_word(const char *name, size_t i)
{
    return i == 0 || name[i - 1] == ' ' || name[i - 1] == '-' || name[i - 1] == '/';
}

/*
 * From the last letter to the first, each is looked for in the name, further and further to the
 * front (Schwartz and Hearst 2003); the first must begin the first word.
 */
bool letters_stand_for(const char *letters, size_t n, const char *name, size_t len)
{
    size_t at = len;
    for (size_t i = n; i-- > 0;) {
        char letter = lower(letters[i]);
        if (!is_ascii_alnum((unsigned char)letter))
            continue;
        do {
            if (at == 0)
                return false;
            at--;
        } while (lower(name[at]) != letter || (i == 0 && !begins_word(name, at)));
    }
    return at == 0 && len > 2 * n;
}
