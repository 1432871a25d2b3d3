/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/person.h"

#include <string.h>

/* ---- Titles and functions ---- */

/* Folded, without the endings of inflection; in the order of strcmp(). */
static const char *const titles[] = {
    "abgeordnet",
    "abt",
    "admiral",
    "aktivist",
    "altbundeskanzler",
    "altkanzler",
    "anfuehrer",
    "anwalt",
    "architekt",
    "arzt",
    "astronaut",
    "autokrat",
    "autor",
    "baron",
    "beauftragt",
    "bischof",
    "botschafter",
    "brigadegeneral",
    "buergermeister",
    "bundeskanzler",
    "bundespraesident",
    "bundesrat",
    "chef",
    "chefarzt",
    "chefin",
    "dame",
    "dekan",
    "despot",
    "detektiv",
    "diktator",
    "dipl",
    "diplomat",
    "direktor",
    "doktor",
    "dompropst",
    "dr",
    "dramatiker",
    "entertainer",
    "erzbischof",
    "ex",
    "exkanzler",
    "expert",
    "experte",
    "fahrer",
    "feldmarschall",
    "fernsehmoderator",
    "forscher",
    "fraktionschef",
    "frau",
    "freiherr",
    "fuehrer",
    "fuerst",
    "fuerstin",
    "gefreiter",
    "general",
    "generalleutnant",
    "generalmajor",
    "generaloberst",
    "generalsekretaer",
    "geschaeftsfuehrer",
    "gouverneur",
    "graefin",
    "graf",
    "grossherzog",
    "hauptkommissar",
    "hauptmann",
    "hc",
    "herr",
    "herrn",
    "herzog",
    "historiker",
    "hochkommissar",
    "hofrat",
    "imam",
    "ing",
    "ingenieur",
    "innensenator",
    "intendant",
    "investor",
    "journalist",
    "jurist",
    "justizrat",
    "kaiser",
    "kaiserin",
    "kandidat",
    "kanzler",
    "kanzlerkandidat",
    "kapitaen",
    "kardinal",
    "koenig",
    "koenigin",
    "kollege",
    "kommandant",
    "kommandeur",
    "kommissar",
    "kommissarin",
    "konsul",
    "kremlchef",
    "kremlsprecher",
    "kronprinz",
    "kronprinzessin",
    "kuenstler",

    "landeshauptfrau",
    "landeshauptmann",
    "landraetin",
    "landrat",
    "lehrer",
    "leiter",
    "leutnant",
    "lord",
    "machthaber",
    "madame",
    "mag",
    "magister",
    "major",
    "manager",
    "marschall",
    "meteorologe",
    "militaerchef",
    "milliardaer",
    "minister",
    "mister",
    "moderator",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "msc",
    "musiker",
    "nationaltrainer",
    "oberbefehlshaber",
    "oberbuergermeister",
    "oberleutnant",
    "oberst",
    "oberstleutnant",
    "obfrau",
    "obmann",
    "oekonom",
    "oligarch",
    "olympiasieger",
    "papst",
    "parteichef",
    "parteivorsitzend",
    "pastor",
    "pastorin",
    "pater",
    "patriarch",
    "pfarrer",
    "phd",
    "philosoph",
    "pilot",
    "politiker",
    "polizist",
    "praefekt",
    "praelat",
    "praesident",
    "praesidentschaftskandidat",
    "premier",
    "premierminister",
    "priester",
    "prinz",
    "prinzessin",
    "prof",
    "professor",
    "propst",
    "prorektor",
    "psycholog",
    "publizist",
    "queen",
    "rabbiner",
    "rapper",
    "ratsmitglied",
    "rebellenchef",
    "rechtsanwalt",
    "regierungsrat",
    "regisseur",
    "rektor",
    "revolutionsfuehrer",
    "richter",
    "ritter",
    "saenger",
    "schah",
    "schauspieler",
    "scheich",
    "schriftsteller",
    "sekretaer",
    "senator",
    "sergeant",
    "sheriff",
    "sir",
    "soeldnerchef",
    "soziologe",
    "spitzenkandidat",
    "sprecher",
    "staatsanwalt",
    "staatschef",
    "staatsminister",
    "staatsoberhaupt",
    "staatspraesident",
    "staatsrat",
    "staatssekretaer",
    "stadtraet",
    "stadtrat",
    "stellvertreter",

    "tennisstar",
    "trainer",
    "tsar",
    "unternehmer",
    "verfassungsrichter",
    "vikar",
    "virolog",
    "virologe",
    "vize",
    "vizekanzler",
    "vizepraesident",
    "vorsitzend",
    "vorstandschef",
    "weltmeister",
    "wirtschaftsweise",
    "zar",
    "zarin",
};

/* What a function may end in: Verteidigungsminister, SPD-Chefin. */
static const struct ending title_endings[] = {
    ENDING("abgeordnet"),     ENDING("amtskolleg"),    ENDING("analyst"),
    ENDING("anwalt"),         ENDING("beauftragt"),    ENDING("berater"),
    ENDING("betreiber"),      ENDING("bischof"),       ENDING("botschafter"),
    ENDING("buergermeister"), ENDING("bundestrainer"), ENDING("chef"),
    ENDING("direktor"),       ENDING("ermittler"),     ENDING("experte"),
    ENDING("forscher"),       ENDING("fuehrer"),       ENDING("fuehrerin"),
    ENDING("gouverneur"),     ENDING("gruender"),      ENDING("hauptmann"),
    ENDING("historiker"),     ENDING("inhaber"),       ENDING("journalist"),
    ENDING("kandidat"),       ENDING("kanzler"),       ENDING("kommissar"),
    ENDING("koordinator"),    ENDING("leiter"),        ENDING("manager"),
    ENDING("minister"),       ENDING("ministerin"),    ENDING("ministerpraesident"),
    ENDING("moderator"),      ENDING("oekonom"),       ENDING("politiker"),
    ENDING("popstar"),        ENDING("praesident"),    ENDING("professor"),
    ENDING("regisseur"),      ENDING("richter"),       ENDING("schauspieler"),
    ENDING("sekretaer"),      ENDING("senator"),       ENDING("spieler"),
    ENDING("sprecher"),       ENDING("superstar"),     ENDING("trainer"),
    ENDING("vorsitzend"),     ENDING("weltmeister"),   ENDING("wissenschaftler"),
};

/* Those that are family names as well. */
static const char *const family_titles[] = {
    "abt",     "baron",    "bauer",  "dekan",   "fuerst",  "graf",    "hauptmann", "herzog",
    "kaiser",  "kapitaen", "koenig", "konsul",  "landrat", "lehrer",  "major",     "marschall",
    "meister", "oberst",   "papst",  "pastor",  "pater",   "pfarrer", "priester",  "prinz",
    "prior",   "probst",   "propst", "richter", "ritter",  "vogt",    "zar",
};

static bool is_title_stem(const char *word, size_t len)
{
    char stem[FOLDED_MAX + 1];
    memcpy(stem, word, len);
    stem[len] = '\0';
    if (is_in_list(stem, titles, sizeof titles / sizeof *titles))
        return true;
    return ending_len(word, len, title_endings, sizeof title_endings / sizeof *title_endings) > 0;
}

/* Präsident, Präsidenten, Präsidentin, Ministers; -s only, where it is not the word's own. */
static bool is_title(const char *word, size_t len)
{
    static const char *const endings[] = {"", "s", "in", "n", "en", "es", "er", "e"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (len > n && has_ending(word, len, endings[i]) && is_title_stem(word, len - n))
            return true;
    }
    return false;
}

/* The word after the last hyphen that ties it to word `i`: Chef in SPD-Chef. */
static size_t end_of_compound(const struct name *name, size_t i)
{
    while (i + 1 < name->n_words && strchr("-/", name->text[name->words[i].end]))
        i++;
    return i;
}

static bool has_capital(const struct name *name)
{
    for (size_t i = 0; i < name->n_words; i++)
        if (name_is_capital(name, i))
            return true;
    return false;
}

/* der, des and den in front of a title; and any small word in front of a name with capitals. */
static bool is_small_word(const struct name *name, size_t i, bool has_capitals)
{
    static const char *const articles[] = {"den", "der", "des"};
    const char *word = name_folded(name, i);
    if (name_is_capital(name, i))
        return false;
    if (name_is_particle(word))
        return is_in_list(word, articles, sizeof articles / sizeof *articles);
    return has_capitals;
}

size_t person_title_words(const struct name *name)
{
    bool has_capitals = has_capital(name);
    size_t n = 0;
    while (n < name->n_words) {
        size_t last = end_of_compound(name, n);
        const char *word = name_folded(name, last);
        bool is_small = last == n && is_small_word(name, n, has_capitals);
        if (!is_small && !is_title(word, name->words[last].folded_len))
            break;
        if (last + 1 == name->n_words &&
            is_in_list(word, family_titles, sizeof family_titles / sizeof *family_titles))
            break;
        n = last + 1;
    }
    return n;
}

/* ---- Names with the family in front ---- */

static bool is_korean_family(const char *word)
{
    static const char *const families[] = {
        "ahn",  "an",   "bae",   "baek",  "ban",  "cha",  "chang", "cho",  "choe",  "choi",
        "chon", "chun", "chung", "go",    "gu",   "gwak", "ha",    "ham",  "han",   "heo",
        "hong", "huh",  "hur",   "hwang", "hyun", "im",   "jang",  "jeon", "jeong", "ji",
        "jin",  "jo",   "joo",   "ju",    "jun",  "jung", "kang",  "kim",  "ko",    "koo",
        "kwak", "kwon", "lee",   "lim",   "ma",   "min",  "moon",  "na",   "nam",   "no",
        "noh",  "oh",   "pak",   "park",  "ri",   "rim",  "roh",   "ryu",  "seo",   "seok",
        "shim", "shin", "sim",   "sin",   "so",   "sohn", "son",   "song", "suh",   "sung",
        "tak",  "u",    "woo",   "yang",  "yi",   "yoo",  "yoon",  "you",  "yu",    "yun",
    };
    return is_in_list(word, families, sizeof families / sizeof *families);
}

/* The longest entry of the list that `*c` begins with is taken off. */
static bool skip_longest(const char **c, const char *const *list, size_t n)
{
    size_t longest = 0;
    bool is_there = false;
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(list[i]);
        if (strncmp(*c, list[i], len) == 0 && (len > longest || !is_there)) {
            longest = len;
            is_there = true;
        }
    }
    *c += longest;
    return is_there;
}

/* A syllable as Korean names have them, by any romanisation: jong, un, suk, yeol, hye, kyun. */
static bool is_korean_syllable(const char *word)
{
    static const char *const onsets[] = {"",  "b",  "ch", "d",  "g",  "gw", "h",  "hw", "hy", "j",
                                         "k", "ky", "kw", "gy", "l",  "m",  "my", "n",  "p",  "py",
                                         "r", "ry", "s",  "sh", "sy", "t",  "w",  "y",  "by", "ny"};
    static const char *const vowels[] = {"a",  "ae", "e",  "ee", "eo",  "eu", "i",
                                         "o",  "oe", "oo", "ou", "u",   "ue", "ui",
                                         "wa", "wi", "wo", "ah", "eon", "ay", "oung"};
    static const char *const codas[] = {"", "b", "g", "h", "k", "l", "m", "n", "ng", "p", "t", "r"};
    const char *c = word;
    skip_longest(&c, onsets, sizeof onsets / sizeof *onsets);
    if (!skip_longest(&c, vowels, sizeof vowels / sizeof *vowels))
        return false;
    skip_longest(&c, codas, sizeof codas / sizeof *codas);
    return *c == '\0';
}

static bool is_chinese_family(const char *word)
{
    static const char *const families[] = {
        "bai",   "cai",   "cao",   "chen", "cheng", "dai", "deng",  "ding", "dong",  "du",
        "fan",   "fang",  "feng",  "fu",   "gao",   "guo", "han",   "hao",  "he",    "hu",
        "huang", "jia",   "jiang", "jin",  "kong",  "li",  "liang", "lin",  "liu",   "lu",
        "luo",   "lyu",   "ma",    "mao",  "meng",  "pan", "peng",  "qian", "qin",   "ren",
        "shao",  "shen",  "shi",   "song", "su",    "sun", "tan",   "tang", "tian",  "wan",
        "wang",  "wei",   "wen",   "wu",   "xi",    "xia", "xiao",  "xie",  "xiong", "xu",
        "xue",   "yan",   "yang",  "yao",  "ye",    "yin", "yu",    "yuan", "zeng",  "zhang",
        "zhao",  "zheng", "zhong", "zhou", "zhu",   "zou",
    };
    return is_in_list(word, families, sizeof families / sizeof *families);
}

/* One or two syllables of Pinyin: Jinping, Keqiang, Yi. */
static bool is_pinyin(const char *word)
{
    static const char *const initials[] = {"b",  "p", "m", "f", "d", "t", "n",  "l",
                                           "g",  "k", "h", "j", "q", "x", "zh", "ch",
                                           "sh", "r", "z", "c", "s", "y", "w",  ""};
    static const char *const finals[] = {
        "a",   "o",    "e",   "i",  "u",   "ai", "ei",  "ao", "ou",   "an", "en",
        "ang", "eng",  "ong", "er", "ia",  "ie", "iao", "iu", "ian",  "in", "iang",
        "ing", "iong", "ua",  "uo", "uai", "ui", "uan", "un", "uang", "ue", "ueng"};
    const char *c = word;
    for (int syllables = 0; *c; syllables++) {
        if (syllables == 2)
            return false;
        skip_longest(&c, initials, sizeof initials / sizeof *initials);
        if (!skip_longest(&c, finals, sizeof finals / sizeof *finals))
            return false;
    }
    return true;
}

bool person_is_family_first(const struct name *name)
{
    if (name->n_words < 2 || name->n_words > 3)
        return false;
    const char *family = name_folded(name, 0);
    const char *given = name_folded(name, 1);
    if (name->n_words == 3)
        return (is_korean_family(family) || is_chinese_family(family)) &&
               is_korean_syllable(given) && is_korean_syllable(name_folded(name, 2));
    return is_chinese_family(family) && is_pinyin(given) && !is_chinese_family(given);
}

/* ---- Parts ---- */

/* Jr., Sr., II: behind the family name. */
static bool is_generation(const char *word)
{
    static const char *const generations[] = {"ii",     "iii", "iv", "jr",  "jun",  "junior", "sen",
                                              "senior", "sr",  "vi", "vii", "viii", "xvi"};
    return is_in_list(word, generations, sizeof generations / sizeof *generations);
}

struct person_parts person_parts(const struct name *name)
{
    size_t n = name->n_words;
    if (person_is_family_first(name))
        return (struct person_parts){0, 1, 0, 1, n};
    size_t to = n;
    while (to > 1 && is_generation(name_folded(name, to - 1)))
        to--;
    size_t core = to - 1;
    while (core > 0 && name->text[name->words[core - 1].end] == '-')
        core--; /* Strack-Zimmermann */
    size_t from = core;
    while (from > 0 && name_is_particle(name_folded(name, from - 1)))
        from--;
    return (struct person_parts){from, to, core, 0, from};
}
