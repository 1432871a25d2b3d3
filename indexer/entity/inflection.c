/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/inflection.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/entity/genitive.h"

enum gender { UNKNOWN, MASCULINE, FEMININE, NEUTER, PLURAL };

/* clang-format off */
/*
 * Nouns that names are made with, by their end, in the order of strcmp(): "amt" speaks for
 * Bundeskriminalamt.
 */
static const struct noun {
    const char *ending;
    enum gender gender;
} nouns[] = {
    {"agentur", FEMININE}, {"akademie", FEMININE}, {"alb", FEMININE}, {"allianz", FEMININE},
    {"alpen", PLURAL}, {"amt", NEUTER}, {"anstalt", FEMININE}, {"anstalten", PLURAL},
    {"antillen", PLURAL}, {"apparat", MASCULINE}, {"arbeiterpartei", FEMININE},
    {"archiv", NEUTER}, {"armee", FEMININE}, {"atlantik", MASCULINE}, {"ausschuss", MASCULINE},
    {"bahn", FEMININE}, {"bahnhof", MASCULINE}, {"balkan", MASCULINE}, {"ballett", NEUTER},
    {"bank", FEMININE}, {"becken", NEUTER}, {"behoerde", FEMININE}, {"beirat", MASCULINE},
    {"berg", MASCULINE}, {"betriebe", PLURAL}, {"bewegung", FEMININE}, {"bezirk", MASCULINE},
    {"bibliothek", FEMININE}, {"bistum", NEUTER}, {"blatt", NEUTER}, {"block", MASCULINE},
    {"botschaft", FEMININE}, {"boulevard", MASCULINE}, {"brauerei", FEMININE},
    {"brigade", FEMININE}, {"brigaden", PLURAL}, {"bruecke", FEMININE}, {"bucht", FEMININE},
    {"buehnen", PLURAL}, {"buendnis", NEUTER}, {"buero", NEUTER}, {"bund", MASCULINE},
    {"bundesbank", FEMININE}, {"charite", FEMININE}, {"club", MASCULINE}, {"demokraten", PLURAL},
    {"dezernat", NEUTER}, {"dienst", MASCULINE}, {"direktorat", NEUTER}, {"direktorium", NEUTER},
    {"division", FEMININE}, {"dom", MASCULINE}, {"dorf", NEUTER}, {"duma", FEMININE},
    {"ebene", FEMININE}, {"einheiten", PLURAL}, {"eisenbahn", FEMININE}, {"emirate", PLURAL},
    {"ensemble", NEUTER}, {"fakultaet", FEMININE}, {"falken", PLURAL}, {"feld", NEUTER},
    {"fernsehanstalt", FEMININE}, {"fernsehen", NEUTER}, {"fest", NEUTER}, {"festival", NEUTER},
    {"festspiele", PLURAL}, {"flotte", FEMININE}, {"flottille", FEMININE},
    {"fluggesellschaft", FEMININE}, {"foederation", FEMININE}, {"fonds", MASCULINE},
    {"forces", PLURAL}, {"forum", NEUTER}, {"fraktion", FEMININE}, {"front", FEMININE},
    {"fussballverband", MASCULINE}, {"galerie", FEMININE}, {"garde", FEMININE},
    {"garden", PLURAL}, {"gazette", FEMININE}, {"gebiet", NEUTER}, {"gebiete", PLURAL},
    {"gebirge", NEUTER}, {"gemeinde", FEMININE}, {"gemeinschaft", FEMININE},
    {"genossenschaft", FEMININE}, {"gericht", NEUTER}, {"gerichtshof", MASCULINE},
    {"geschwader", NEUTER}, {"gesellschaft", FEMININE}, {"gewerkschaft", FEMININE},
    {"gipfel", MASCULINE}, {"gruenen", PLURAL}, {"gruppe", FEMININE}, {"gymnasium", NEUTER},
    {"hafen", MASCULINE}, {"halbmond", MASCULINE}, {"hanse", FEMININE}, {"haus", NEUTER},
    {"heer", NEUTER}, {"heide", FEMININE}, {"hilfe", FEMININE}, {"hilfswerk", NEUTER},
    {"hof", MASCULINE}, {"holding", FEMININE}, {"initiative", FEMININE}, {"insel", FEMININE},
    {"inseln", PLURAL}, {"institut", NEUTER}, {"internat", NEUTER}, {"internationale", FEMININE},
    {"jugend", FEMININE}, {"kabinett", NEUTER}, {"kammer", FEMININE}, {"kammerspiele", PLURAL},
    {"kanal", MASCULINE}, {"kanton", MASCULINE}, {"kapelle", FEMININE}, {"karpaten", PLURAL},
    {"kasse", FEMININE}, {"kaukasus", MASCULINE}, {"kirche", FEMININE}, {"kirchen", PLURAL},
    {"klinik", FEMININE}, {"kliniken", PLURAL}, {"klinikum", NEUTER}, {"kloster", NEUTER},
    {"klub", MASCULINE}, {"koalition", FEMININE}, {"kolleg", NEUTER}, {"kollegium", NEUTER},
    {"kolosseum", NEUTER}, {"komitee", NEUTER}, {"kommando", NEUTER}, {"kommission", FEMININE},
    {"konferenz", FEMININE}, {"konfoederation", FEMININE}, {"kongress", MASCULINE},
    {"konsortium", NEUTER}, {"konsulat", NEUTER}, {"konvent", MASCULINE}, {"konzern", MASCULINE},
    {"koog", MASCULINE}, {"kordilleren", PLURAL}, {"kraefte", PLURAL},
    {"krankenversicherung", FEMININE}, {"kreis", MASCULINE}, {"kreml", MASCULINE},
    {"kreuz", NEUTER}, {"kuenste", PLURAL}, {"kueste", FEMININE}, {"kunstverein", MASCULINE},
    {"lager", NEUTER}, {"land", NEUTER}, {"landeskliniken", PLURAL}, {"legion", FEMININE},
    {"liga", FEMININE}, {"lufthansa", FEMININE}, {"macht", FEMININE}, {"magazin", NEUTER},
    {"marine", FEMININE}, {"mark", FEMININE}, {"markt", MASCULINE}, {"mauer", FEMININE},
    {"medien", PLURAL}, {"meer", NEUTER}, {"miliz", FEMININE}, {"ministerium", NEUTER},
    {"museen", PLURAL}, {"museum", NEUTER}, {"nachrichtenagentur", FEMININE},
    {"nationen", PLURAL}, {"netzwerk", NEUTER}, {"niederlande", PLURAL}, {"norden", MASCULINE},
    {"nothilfe", FEMININE}, {"observatorium", NEUTER}, {"oper", FEMININE}, {"orchester", NEUTER},
    {"orden", MASCULINE}, {"organisation", FEMININE}, {"osten", MASCULINE}, {"ozean", MASCULINE},
    {"pakt", MASCULINE}, {"palast", MASCULINE}, {"park", MASCULINE}, {"parlament", NEUTER},
    {"partei", FEMININE}, {"patriarchat", NEUTER}, {"pazifik", MASCULINE}, {"pfalz", FEMININE},
    {"philharmonie", FEMININE}, {"philharmoniker", PLURAL}, {"pinakothek", FEMININE},
    {"platz", MASCULINE}, {"polizei", FEMININE}, {"post", FEMININE}, {"praesidium", NEUTER},
    {"presse", FEMININE}, {"provinz", FEMININE}, {"radio", NEUTER}, {"rat", MASCULINE},
    {"rechnungshof", MASCULINE}, {"reederei", FEMININE}, {"referat", NEUTER},
    {"regierung", FEMININE}, {"region", FEMININE}, {"reich", NEUTER}, {"rektorat", NEUTER},
    {"rentenversicherung", FEMININE}, {"republik", FEMININE}, {"republikaner", PLURAL},
    {"ring", MASCULINE}, {"rundfunk", MASCULINE}, {"rundschau", FEMININE}, {"sammlung", FEMININE},
    {"sammlungen", PLURAL}, {"schloesschen", NEUTER}, {"schloss", NEUTER}, {"schule", FEMININE},
    {"schulen", PLURAL}, {"schweiz", FEMININE}, {"sekretariat", NEUTER}, {"sektor", MASCULINE},
    {"senat", MASCULINE}, {"sender", MASCULINE}, {"sinfoniker", PLURAL}, {"sonde", FEMININE},
    {"spiele", PLURAL}, {"staaten", PLURAL}, {"staatsanwaltschaft", FEMININE},
    {"stab", MASCULINE}, {"stadion", NEUTER}, {"stadt", FEMININE}, {"stadtwerke", PLURAL},
    {"steppe", FEMININE}, {"stiftung", FEMININE}, {"strasse", FEMININE}, {"studio", NEUTER},
    {"stuhl", MASCULINE}, {"sudan", MASCULINE}, {"sueden", MASCULINE}, {"symphoniker", PLURAL},
    {"tag", MASCULINE}, {"tauern", PLURAL}, {"telekom", FEMININE}, {"theater", NEUTER},
    {"tribunal", NEUTER}, {"truppen", PLURAL}, {"trust", MASCULINE}, {"tunnel", MASCULINE},
    {"turm", MASCULINE}, {"union", FEMININE}, {"universitaet", FEMININE}, {"unternehmen", NEUTER},
    {"ural", MASCULINE}, {"verband", MASCULINE}, {"verbindung", FEMININE}, {"verein", MASCULINE},
    {"vereinigung", FEMININE}, {"verkehrsbetriebe", PLURAL}, {"verlag", MASCULINE},
    {"versammlung", FEMININE}, {"versicherung", FEMININE}, {"verwaltung", FEMININE},
    {"viertel", NEUTER}, {"volkspartei", FEMININE}, {"vorstand", MASCULINE}, {"waehler", PLURAL},
    {"waffe", FEMININE}, {"wald", MASCULINE}, {"wehr", FEMININE}, {"welle", FEMININE},
    {"werft", FEMININE}, {"werk", NEUTER}, {"werke", PLURAL}, {"westen", MASCULINE},
    {"wirtschaftsraum", MASCULINE}, {"wissenschaften", PLURAL}, {"wueste", FEMININE},
    {"zeitung", FEMININE}, {"zentrum", NEUTER}, {"zone", FEMININE}, {"zoo", MASCULINE},
    {"zusammenschluss", MASCULINE},
};
/* clang-format on */

/* ---- Adjectives ---- */

/* Beside those in -isch and -lich. */
/* clang-format off */
static const char *const adjective_stems[] = {
    "aeusser", "allgemein", "alt", "alternativ", "arm", "auswaertig", "baltisch", "bewaffnet",
    "blau", "braun", "bunt", "deutsch", "digital", "dritt", "eisern", "erst", "evangelisch",
    "ewig", "fern", "foederal", "foederiert", "frei", "gelb", "gemeinsam", "gesetzlich", "global",
    "golden", "gross", "gruen", "heilig", "hoh", "industriell", "inner", "international",
    "juengst", "jung", "kaspisch", "klein", "konservativ", "kuenstlerisch", "kulturell",
    "liberal", "link", "lokal", "maritim", "mitteldeutsch", "mittler", "multinational", "naechst",
    "nah", "national", "neu", "neuest", "neunt", "norddeutsch", "nordoestlich", "ober", "oberst",
    "offen", "orthodox", "ostdeutsch", "parlamentarisch", "recht", "regional", "rot", "schnell",
    "schoen", "schwarz", "silbern", "sozial", "staendig", "stark", "still", "sueddeutsch",
    "supranational", "tot", "transnational", "unabhaengig", "verboten", "verbuendet", "vereinigt",
    "vereint", "viert", "weiss", "weit", "welsch", "westdeutsch", "wild", "zentral", "zweit",
};
/* clang-format on */

static bool is_adjective_stem(const char *stem, size_t len)
{
    char word[FOLDED_MAX + 1];
    if ((len >= 6 && has_ending(stem, len, "isch")) || (len >= 7 && has_ending(stem, len, "lich")))
        return true;
    memcpy(word, stem, len);
    word[len] = '\0';
    return is_in_list(word, adjective_stems, sizeof adjective_stems / sizeof *adjective_stems);
}

size_t adjective_stem_len(const char *folded, size_t len)
{
    static const char *const endings[] = {"e", "en", "er", "es", "em"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (len > n + 2 && has_ending(folded, len, endings[i]) &&
            is_adjective_stem(folded, len - n))
            return len - n;
    }
    return 0;
}

/* ---- Nouns ---- */

static int compare_noun(const void *ending, const void *noun)
{
    return strcmp(ending, ((const struct noun *)noun)->ending);
}

/* The noun of the list with the longest ending that the first `len` letters have. */
static enum gender noun_gender(const char *folded, size_t len)
{
    enum { LONGEST = 24 };
    char end[LONGEST + 1];
    size_t n = len < LONGEST ? len : LONGEST;
    memcpy(end, folded + len - n, n);
    end[n] = '\0';
    for (size_t i = 0; i < n; i++) {
        const struct noun *noun =
            bsearch(end + i, nouns, sizeof nouns / sizeof *nouns, sizeof *nouns, compare_noun);
        if (noun)
            return noun->gender;
    }
    return UNKNOWN;
}

static bool has_genitive_s(enum gender gender)
{
    return gender == MASCULINE || gender == NEUTER;
}

size_t noun_genitive_len(const char *folded, size_t len)
{
    if (!has_ending(folded, len, "s") || has_genitive_s(noun_gender(folded, len)))
        return 0;
    if (len > 3 && has_genitive_s(noun_gender(folded, len - 1)))
        return 1;
    if (len > 4 && has_ending(folded, len, "es") && has_genitive_s(noun_gender(folded, len - 2)))
        return 2;
    return 0;
}

/* The letters that a plural has more in the dative: Emiraten, Stadtwerken. */
static size_t noun_dative_len(const char *folded, size_t len)
{
    return noun_gender(folded, len) == UNKNOWN && has_ending(folded, len, "n") &&
                   noun_gender(folded, len - 1) == PLURAL
               ? 1
               : 0;
}

/* ---- Names ---- */

/* How many words in front are adjectives, with Frankfurter and Russisch- among them. */
static size_t leading_adjectives(const struct name *name, bool *has_any)
{
    size_t n = 0;
    *has_any = false;
    for (size_t i = 0; i + 1 < name->n_words; i++) {
        const char *word = name_folded(name, i);
        size_t len = name->words[i].folded_len;
        if (adjective_stem_len(word, len) > 0) {
            *has_any = true;
            n = i + 1;
        } else if (!has_ending(word, len, "er") && name->text[name->words[i].end] != '-') {
            break;
        }
    }
    return n;
}

/* The noun at word `i`: of Fußball-Bund it is the last that a hyphen ties to the first. */
static size_t last_of_compound(const struct name *name, size_t i)
{
    while (i + 1 < name->n_words && name->text[name->words[i].end] == '-')
        i++;
    return i;
}

static bool is_one_of(const char *word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

/* What the word in front and the ending of the adjective tell of the gender. */
static enum gender gender_of_article(const char *before, const char *adjective, size_t len)
{
    static const char *const feminine[] = {"zur", "einer", "ihrer", "seiner"};
    bool is_en = has_ending(adjective, len, "en");
    if (strcmp(before, "das") == 0 || strcmp(before, "ins") == 0)
        return NEUTER;
    if (is_one_of(before, feminine, sizeof feminine / sizeof *feminine))
        return FEMININE;
    if (strcmp(before, "die") == 0)
        return is_en ? PLURAL : FEMININE;
    if (strcmp(before, "der") == 0)
        return is_en ? FEMININE : MASCULINE; /* or a plural, which has the same ending */
    return UNKNOWN;
}

/* What an adjective ends in where no article goes before; NULL where that is not known. */
static const char *strong_ending(enum gender gender)
{
    static const char *const endings[] = {NULL, "er", "e", "es", "e"};
    return endings[gender];
}

/* "Deutsche Biofonds AG" is called so by itself; "das Auswärtige Amt" is so by the article. */
static bool stands_as_it_is(const struct name *name, size_t n_adjectives, const char *before)
{
    static const char *const articles[] = {"das", "der", "dieser", "dieses", "jenes", "jener"};
    const char *word = name_folded(name, n_adjectives - 1);
    return word[name->words[n_adjectives - 1].folded_len - 1] == 'e' &&
           !is_one_of(before, articles, sizeof articles / sizeof *articles);
}

static enum gender head_gender(const struct name *name, size_t head)
{
    const char *word = name_folded(name, head);
    size_t len = name->words[head].folded_len;
    return noun_gender(word, len - noun_genitive_len(word, len) - noun_dative_len(word, len));
}

/* Not where folding has taken off more than it shows (Amts’s), nor in capitals (DEUTSCHEN BAHN). */
static bool ends_as_folded(const struct name *name, size_t i, size_t n)
{
    struct name_word word = name->words[i];
    return (size_t)(word.end - word.start) > n &&
           memcmp(name->text + word.end - n, name_folded(name, i) + word.folded_len - n, n) == 0;
}

static bool is_in_capitals(const struct name *name, size_t i)
{
    for (size_t at = name->words[i].start; at < name->words[i].end; at++)
        if (name->text[at] >= 'a' && name->text[at] <= 'z')
            return false;
    return true;
}

static void cut_noun(struct name *name, struct folder *folder, size_t i)
{
    const char *word = name_folded(name, i);
    size_t len = name->words[i].folded_len;
    size_t cut = noun_genitive_len(word, len) + noun_dative_len(word, len);
    if (cut > 0 && final_s(word, len) != S_IS_OWN && ends_as_folded(name, i, cut))
        name_change_ending(name, folder, i,
                           (size_t)(name->words[i].end - name->words[i].start) - cut, "");
}

/* "Stockholmer Friedensforschungsinstituts SIPRI", "Instituts für Weltwirtschaft" */
static void cut_noun_in_front(struct name *name, struct folder *folder)
{
    size_t i = 0;
    while (i + 1 < name->n_words &&
           has_ending(name_folded(name, i), name->words[i].folded_len, "er"))
        i++;
    size_t head = last_of_compound(name, i);
    bool is_alone = head + 1 == name->n_words || !name_is_capital(name, head + 1);
    if (is_alone || is_in_capitals(name, head + 1))
        cut_noun(name, folder, head);
}

static void change_adjectives(struct name *name, struct folder *folder, size_t n,
                              const char *ending)
{
    for (size_t i = 0; i < n; i++) {
        size_t folded_len = name->words[i].folded_len;
        size_t stem_len = adjective_stem_len(name_folded(name, i), folded_len);
        size_t len = (size_t)(name->words[i].end - name->words[i].start);
        if (stem_len > 0 && ends_as_folded(name, i, folded_len - stem_len))
            name_change_ending(name, folder, i, len - (folded_len - stem_len), ending);
    }
}

void undo_inflection(struct name *name, struct folder *folder, const char *before)
{
    bool has_adjectives;
    size_t n = leading_adjectives(name, &has_adjectives);
    size_t head = last_of_compound(name, n);
    if (has_adjectives) {
        enum gender gender = head_gender(name, head);
        if (gender == UNKNOWN)
            gender =
                gender_of_article(before, name_folded(name, n - 1), name->words[n - 1].folded_len);
        const char *ending = strong_ending(gender);
        if (ending && !stands_as_it_is(name, n, before))
            change_adjectives(name, folder, n, ending);
        cut_noun(name, folder, head);
    } else {
        cut_noun_in_front(name, folder);
    }
    if (name->n_words > 0)
        cut_noun(name, folder, name->n_words - 1);
}
