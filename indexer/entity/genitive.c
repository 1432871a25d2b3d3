/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/genitive.h"

#include <string.h>

#include "indexer/entity/name.h"
#include "indexer/text/endings.h"

/* Names from elsewhere with an s of their own, which the table of German endings does not know. */
static const char *const own_names[] = {
    "abbas",       "adams",        "adidas",     "adonis",        "aeneas",
    "agnes",       "ahrends",      "ahrens",     "airbus",        "aires",
    "airlines",    "airways",      "albers",     "alberts",       "alexis",
    "algiers",     "alves",        "amazonas",   "amos",          "analytics",
    "anders",      "andreas",      "andrews",    "angeles",       "angels",
    "angers",      "annapolis",    "ardennes",   "arends",        "argos",
    "aristoteles", "arkansas",     "asus",       "athens",        "athos",
    "aventis",     "axios",        "bahamas",    "barbados",      "barnabas",
    "barnes",      "barros",       "bates",      "bears",         "beatles",
    "behrends",    "behrens",      "bengals",    "bernays",       "biggs",
    "bills",       "blackhawks",   "boris",      "bowers",        "brahms",
    "bridges",     "briggs",       "broncos",    "brooks",        "brothers",
    "browns",      "bruins",       "brussels",   "buccaneers",    "bucks",
    "bulls",       "burgos",       "burns",      "burroughs",     "byers",
    "calais",      "campos",       "cannes",     "canucks",       "cardinals",
    "carlos",      "carnes",       "carolus",    "carstens",      "cayes",
    "celtics",     "cervantes",    "cevennes",   "chambers",      "chargers",
    "charles",     "chavis",       "chemicals",  "chiefs",        "childs",
    "chios",       "chris",        "cirrus",     "claes",         "clemens",
    "clippers",    "collins",      "colts",      "commanders",    "comoros",
    "cookies",     "coombs",       "cornelius",  "costas",        "cowboys",
    "cummings",    "curtis",       "cyprus",     "dallas",        "damaskus",
    "daniels",     "delors",       "delos",      "denis",         "descartes",
    "deschamps",   "devils",       "dias",       "dickens",       "diederichs",
    "dierks",      "dolores",      "dolphins",   "dombrovskis",   "doors",
    "doris",       "douglas",      "downes",     "dreyfus",       "driessens",
    "ducks",       "dumas",        "dynamics",   "eagles",        "eames",
    "ebers",       "edwards",      "eggers",     "ehlers",        "electronics",
    "ellis",       "elvis",        "emirates",   "emmons",        "engels",
    "ennis",       "eos",          "evans",      "evers",         "falcons",
    "fernandes",   "fields",       "flames",     "flanders",      "flores",
    "forbes",      "francis",      "franks",     "frerichs",      "fridays",
    "fuchs",       "games",        "gates",      "georges",       "gerdes",
    "giannis",     "giants",       "gomes",      "goncalves",     "gonzales",
    "goossens",    "graves",       "griffiths",  "grizzlies",     "guterres",
    "haas",        "hamas",        "hannes",     "hans",          "harders",
    "harms",       "harris",       "hawkins",    "hayes",         "hedges",
    "heiners",     "helios",       "hendriks",   "herkules",      "hermans",
    "hermes",      "hicks",        "higgins",    "hilgers",       "hills",
    "hinners",     "hinrichs",     "hobbs",      "hodges",        "holdings",
    "holmes",      "honduras",     "hopkins",    "hornets",       "houthis",
    "hughes",      "humphreys",    "humphries",  "hurricanes",    "hutchins",
    "illinois",    "indianapolis", "industries", "instruments",   "iris",
    "islanders",   "ives",         "jacobs",     "jacques",       "jaguars",
    "james",       "jansens",      "janssens",   "jaspers",       "jeffries",
    "jenkins",     "jens",         "jesus",      "jets",          "jimenes",
    "jobs",        "johannes",     "jonas",      "jones",         "josias",
    "kalas",       "kallas",       "kansas",     "karins",        "kaspers",
    "kaunas",      "klaas",        "kluevers",   "knicks",        "knowles",
    "koons",       "korinthos",    "kos",        "kris",          "laboratories",
    "labs",        "lagos",        "lakers",     "lamberts",      "lammers",
    "landsbergis", "laos",         "lars",       "leeds",         "lesbos",
    "lewis",       "lexus",        "linus",      "lions",         "logistics",
    "lopes",       "los",          "lotus",      "louis",         "lubbers",
    "lucas",       "lueders",      "luis",       "lukas",         "lyons",
    "mads",        "maes",         "maldives",   "marcos",        "marques",
    "mars",        "marseilles",   "martens",    "massachusetts", "materials",
    "mathews",     "mathis",       "mats",       "matthes",       "matthews",
    "mauritius",   "mavericks",    "memphis",    "mendes",        "mercedes",
    "mertens",     "mestres",      "metals",     "meves",         "mewes",
    "meyers",      "miles",        "mills",      "minerals",      "mines",
    "minneapolis", "mitsotakis",   "moers",      "moises",        "morales",
    "moses",       "motors",       "myers",      "mykonos",       "nantes",
    "naples",      "nations",      "naxos",      "networks",      "news",
    "nexus",       "nicholas",     "nichols",    "nicolas",       "nieves",
    "niklas",      "nils",         "nimes",      "novartis",      "nuggets",
    "nunes",       "oates",        "oilers",     "onnens",        "orleans",
    "otis",        "otters",       "owens",      "pabriks",       "packers",
    "panthers",    "papadopoulos", "paris",      "parks",         "paros",
    "partners",    "patras",       "patriots",   "paulus",        "peeters",
    "pelicans",    "penguins",     "perkins",    "peters",        "pharmaceuticals",
    "philippines", "philips",      "phillips",   "pictures",      "piraeus",
    "pirates",     "pires",        "poitiers",   "powers",        "predators",
    "proteus",     "raiders",      "ramos",      "rams",          "rangers",
    "raptors",     "rasmus",       "ravens",     "records",       "redskins",
    "reeves",      "reimers",      "reims",      "reiners",       "renners",
    "rennes",      "resources",    "reuters",    "reyes",         "rhodes",
    "rhodos",      "richards",     "rinkevics",  "rios",          "rivas",
    "robbins",     "roberts",      "robles",     "robotics",      "rockets",
    "rodgers",     "rodrigues",    "rogers",     "rojas",         "rolfes",
    "rollins",     "roskosmos",    "rubens",     "ruebens",       "sachs",
    "saints",      "salinas",      "samaras",    "samos",         "sanders",
    "santos",      "saunders",     "seahawks",   "sears",         "semiconductors",
    "serres",      "services",     "seychelles", "sharks",        "siemens",
    "siemers",     "sievers",      "simmons",    "simons",        "sisters",
    "skiathos",    "soares",       "solutions",  "sommers",       "sparks",
    "spears",      "sports",       "spurs",      "starbucks",     "states",
    "steelers",    "stellantis",   "stephens",   "stevens",       "stokes",
    "stones",      "stubbs",       "studios",    "stuevers",      "summers",
    "symons",      "systems",      "taurus",     "technologies",  "tennis",
    "tewes",       "texans",       "texas",      "thales",        "therapeutics",
    "thomas",      "timberwolves", "times",      "timmermans",    "titans",
    "torres",      "tours",        "travers",    "travis",        "tripolis",
    "tsipras",     "tunis",        "valdes",     "vargas",        "varoufakis",
    "vegas",       "venables",     "venus",      "versailles",    "vikings",
    "vilnius",     "volos",        "vosges",     "vries",         "wales",
    "wallis",      "walters",      "warriors",   "waters",        "watkins",
    "weeks",       "welles",       "wells",      "wiechers",      "wilkens",
    "wilkins",     "willems",      "williams",   "willis",        "winters",
    "wolters",     "woods",        "wouters",    "yankees",       "yates",
    "yves",        "zeus",
};

static bool is_own(const char *folded)
{
    return is_in_list(folded, own_names, sizeof own_names / sizeof *own_names);
}

enum final_s final_s(const char *folded, size_t len)
{
    if (len < 3 || folded[len - 1] != 's' || folded[len - 2] == 's')
        return S_IS_NONE;
    if (is_own(folded))
        return S_IS_OWN;
    if (has_ending(folded, len, "skis") || has_ending(folded, len, "skys") ||
        has_ending(folded, len, "skyjs"))
        return S_IS_ENDING;
    if (len > 3 && !endings_has_s(folded, len))
        return S_IS_OWN;
    return strchr("aeiouy", folded[len - 2]) || len == 3 ? S_IS_OPEN : S_IS_ENDING;
}
