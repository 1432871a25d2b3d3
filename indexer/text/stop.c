/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/stop.h"

#include <stdlib.h>
#include <string.h>

/*
 * Articles, pronouns, prepositions, conjunctions and forms of sein, haben, werden and the modal
 * verbs, folded and in the order of strcmp().
 */
/* clang-format off */
static const char *const stop_words[] = {
    "aber", "alle", "allem", "allen", "aller", "alles", "als", "also", "am", "an", "ander",
    "andere", "anderem", "anderen", "anderer", "anderes", "anders", "auch", "auf", "aus", "bei",
    "beim", "bin", "bis", "bist", "da", "dabei", "dadurch", "dafuer", "dagegen", "daher", "damit",
    "danach", "dann", "daran", "darauf", "daraus", "darin", "darueber", "darum", "darunter", "das",
    "dass", "dasselbe", "davon", "davor", "dazu", "dein", "deine", "deinem", "deinen", "deiner",
    "deines", "dem", "demselben", "den", "denen", "denn", "denselben", "der", "deren", "derselbe",
    "derselben", "des", "deshalb", "desselben", "dessen", "dich", "die", "dies", "diese",
    "dieselbe", "dieselben", "diesem", "diesen", "dieser", "dieses", "dir", "doch", "dort", "du",
    "durch", "eben", "ein", "eine", "einem", "einen", "einer", "eines", "einig", "einige",
    "einigem", "einigen", "einiger", "einiges", "einmal", "er", "es", "etwa", "etwas", "euch",
    "euer", "eure", "eurem", "euren", "eurer", "eures", "fuer", "gegen", "gewesen", "hab", "habe",
    "haben", "haette", "haetten", "hat", "hatte", "hatten", "hattest", "hattet", "hier", "hin",
    "hinter", "ich", "ihm", "ihn", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres",
    "im", "in", "indem", "ins", "ist", "ja", "jede", "jedem", "jeden", "jeder", "jedes", "jedoch",
    "jene", "jenem", "jenen", "jener", "jenes", "jetzt", "kann", "kein", "keine", "keinem",
    "keinen", "keiner", "keines", "koennen", "koennte", "koennten", "konnte", "konnten", "man",
    "manche", "manchem", "manchen", "mancher", "manches", "mehr", "mein", "meine", "meinem",
    "meinen", "meiner", "meines", "mich", "mir", "mit", "muesse", "muessen", "muesste", "muss",
    "musste", "nach", "nicht", "nichts", "noch", "nun", "nur", "ob", "oder", "ohne", "sehr", "sei",
    "seid", "seien", "sein", "seine", "seinem", "seinen", "seiner", "seines", "seit", "selbst",
    "sich", "sie", "sind", "so", "sodass", "sogar", "solche", "solchem", "solchen", "solcher",
    "solches", "soll", "solle", "sollen", "sollte", "sollten", "sondern", "sonst", "sowie",
    "ueber", "um", "und", "uns", "unser", "unsere", "unserem", "unseren", "unserer", "unseres",
    "unter", "viel", "vom", "von", "vor", "waehrend", "war", "waren", "warst", "was", "weder",
    "weil", "weiter", "welche", "welchem", "welchen", "welcher", "welches", "wenn", "wer", "werde",
    "werden", "wie", "wieder", "wieso", "will", "wir", "wird", "wirst", "wo", "woher", "wohin",
    "wollen", "wollte", "wollten", "worden", "wuerde", "wuerden", "wurde", "wurden", "zu", "zum",
    "zur", "zwar", "zwischen",
};
/* clang-format on */

static int compare(const void *folded, const void *entry)
{
    return strcmp(folded, *(const char *const *)entry);
}

bool is_stop_word(const char *folded)
{
    return bsearch(folded, stop_words, sizeof stop_words / sizeof *stop_words, sizeof *stop_words,
                   compare) != NULL;
}
