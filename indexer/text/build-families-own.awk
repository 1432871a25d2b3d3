# SPDX-License-Identifier: GPL-2.0-or-later
# What is a noun or an adjective, though it may look like a form of a verb: Macht, Westen, laut. Reads
# lines "kind TAB word TAB flags or number", and writes folded words.

BEGIN {
    NOUN_SHARE = 0.02      # of the uses of a word, those as a noun that make it one
    ADJECTIVE_SHARE = 0.25  # of those of a participle, those with endings that make it an adjective
}

{ word = fold($2) }
word !~ /^[a-z]+$/ || length(word) < 3 { next }
{ is_capital = $2 ~ /^([A-Z]|Ä|Ö|Ü)/ }
$1 == "count" && is_capital { n_capital[word] += $3 }
$1 == "count" { n[word] += $3 }
$1 == "form" && is_capital { is_noun[word] = 1 }
$1 == "head" && is_capital { is_noun[word] = is_head[word] = 1 }
# Adjectives that are no participles of verbs with ge- or a prefix, and what has no forms at all.
$1 == "head" && !is_capital && $3 !~ /[DIVWXYZ]/ && word !~ /^(ge|be|ver|er|ent|zer|an|auf|aus|ab|ein|zu|vor|um|unter|ueber|nach)/ {
    add_adjective(word)
}
$1 == "head" && !is_capital && $3 ~ /A/ && word ~ /[tn]$/ { is_participle[word] = 1 }
$1 == "name" { is_name[word] = 1 }

function add_adjective(word) {
    is_adjective[word] = is_adjective[word "e"] = is_adjective[word "en"] = is_adjective[word "er"] = 1
    is_adjective[word "es"] = is_adjective[word "em"] = 1
}

function is_mostly_adjective(word,    with_ending) {
    with_ending = n[word "e"] + n[word "en"] + n[word "er"] + n[word "es"] + n[word "em"]
    return with_ending > ADJECTIVE_SHARE * (with_ending + n[word])
}

END {
    for (word in is_noun)
        if ((n[word] == 0 && is_head[word]) || (n[word] > 0 && n_capital[word] > NOUN_SHARE * n[word]))
            print word
    for (word in is_participle)
        if (is_mostly_adjective(word))
            print word
    for (word in is_name)
        if (n[word] > 0 && n_capital[word] > 0.3 * n[word])
            print word
    for (word in is_adjective)
        if (n[word] > 0)
            print word
}
