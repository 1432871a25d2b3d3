# SPDX-License-Identifier: GPL-2.0-or-later
# Reads what build-endings.sh has gathered, decides for each word in -s, -em, -ern and -innen what
# its last letters are, and finds the fewest entries that decide alike: of the endings in the table that
# a word has, the longest speaks for it.

# ---- Words, folded (fold.awk) ----

BEGIN {
    USUAL = 0; OWN = 1; VERB = 2; FEMININE = 3 # as in endings.h
    says_in_c[USUAL] = "USUAL_ENDING"; says_in_c[OWN] = "OWN_ENDING"; says_in_c[VERB] = "VERB_ENDING"
    says_in_c[FEMININE] = "FEMININE_ENDING"
    ENTRY = 1.5                    # what an ending costs; a word costs 1
    # Words that the dictionary has without their s as well, and yet are no genitives.
    split_into(is_own, "als aus bis biss blass boes dachs das des dies dubios eins eis ems etwas fies " \
        "flachs fonds genuss graus gras guss jeans jesus klaus knacks knicks kurs lachs lies los mais news " \
        "paris sechs wachs wies wuchs")
    split_into(is_plural, "bonds")
    # The first half of a compound: Bundesbesoldungs- und Versorgungsgesetz.
    linking = "(ung|heit|keit|schaft|ion|itaet|ling)s$"
}

{ word = fold($2); is_capital = $2 ~ /^([A-Z]|Ä|Ö|Ü)/ }
word !~ /^[a-z]+$/ { next }
$1 == "head" { is_head[word] = 1; is_form[word] = 1 }
$1 == "head" && is_capital { is_noun[word] = 1; is_noun_form[word] = 1 }
$1 == "head" && !is_capital { is_small[word] = 1 }
$1 == "form" { is_form[word] = 1 }
$1 == "form" && is_capital { is_noun_form[word] = 1 }
$1 == "name" { is_name[word] = 1 }
$1 == "count" { uses[word] += $3 }

function without(n, word) {
    return substr(word, 1, length(word) - n)
}

# ---- Words in -s ----

# How often the word is used without its ending.
function base_uses(word,    base, shorter) {
    base = without(1, word)
    shorter = base ~ /e$/ ? without(1, base) : ""
    return uses[base] > uses[shorter] ? uses[base] : uses[shorter]
}

# What the longest noun says that a compound ends in: its own for Aktienkurs, usual for Umweltstandards.
function decide_by_last(word,    i, first, last) {
    for (i = 3; i <= length(word) - 3; i++) {
        first = substr(word, 1, i - 1)
        last = substr(word, i)
        if (!(first in is_form) && !(first ~ /s$/ && without(1, first) in is_form))
            continue
        if (last in is_own || (last in is_noun && !(without(1, last) in is_noun)))
            return length(last) > 3 ? OWN : ""
        if (without(1, last) in is_noun)
            return USUAL
    }
    return ""
}

# Hans stays with Han, as with Snowball, if it would else meet Hansen and Hanse, which are more.
function decide_name(word) {
    if ((word "e") in is_form && !((word "e") in is_head))
        return OWN
    return word ~ /[bdfghklmnrt]s$/ && uses[word "en"] + uses[word "e"] > uses[without(1, word)] ? USUAL : OWN
}

function decide_by_uses(word,    with, without_s) {
    with = uses[word]
    without_s = base_uses(word)
    if (without_s >= 0.5 * with && without_s > 2)
        return USUAL
    if (word ~ /es$/ || word ~ linking)
        return without_s > 0 ? USUAL : ""
    return with >= 8 && without_s <= 0.05 * with ? OWN : ""
}

function decide_s(word,    base, last) {
    base = without(1, word)
    if (word in is_own)
        return OWN
    if (word in is_plural)
        return USUAL
    if (word in is_name && uses[word] > 2 && uses[word] > base_uses(word))
        return decide_name(word)
    if (word in is_noun)
        return base in is_noun || (base in is_form && word ~ /ens$/) ? USUAL : OWN
    if (word in is_small && !(base in is_noun_form))
        return decide_by_last(word) == USUAL ? USUAL : OWN
    if (base in is_form || (word ~ /es$/ && without(1, base) in is_form))
        return USUAL
    last = decide_by_last(word)
    return last != "" ? last : decide_by_uses(word)
}

# ---- Words in -em, -ern and -innen: Problem and Konzern, fordern, Lehrerinnen ----

function decide_em_ern(word) {
    if (word ~ /ern$/ && word in is_head && (without(1, word) "t") in is_form && !((word "e") in is_form))
        return without(1, word) in is_noun_form ? USUAL : VERB
    if (word in is_noun && !(without(1, word) in is_noun_form))
        return OWN
    if (word in is_small && (word "e") in is_form && (word "en") in is_form)
        return OWN
    if (without(2, word) in is_form || without(1, word) in is_form || (without(1, word) "en") in is_form)
        return USUAL
    return word in is_small && word !~ /zu/ ? OWN : "" # auszuwandern is as auswandern
}

# Lehrerinnen has a Lehrerin, and beginnen has no Begin. Spinnen are no kind of Spin.
function decide_innen(word) {
    if (length(word) > 7 && without(3, word) in is_noun_form)
        return FEMININE
    return word in is_form ? USUAL : ""
}

# Of a compound as of the longest noun that it ends in: Immunsystem.
function decide_compound(word,    i, kind) {
    kind = decide_em_ern(word)
    for (i = 3; kind == "" && i <= length(word) - 3; i++)
        if (substr(word, 1, i - 1) in is_form && substr(word, i) in is_noun_form)
            kind = decide_em_ern(substr(word, i))
    return kind
}

# ---- All that is to be learned ----

# What a mistake costs, an entry of the table being 1: less than that where it is not worth one.
function weigh(word,    n) {
    n = uses[word]
    if (truth[word] == USUAL && word ~ /s$/) # Rigas is as likely as Riga is frequent
        n += uses[without(1, word)] / 3
    if (n >= 30 || (word in is_form && n >= 3))
        return 1
    return n >= 5 || word in is_form ? 0.6 : 0.3
}

function learn(word, kind,    i) {
    truth[word] = kind
    for (i = 1; i <= length(word); i++)
        seen[substr(word, i)] = 1
}

function consider(word,    kind) {
    if (length(word) < 4 || word in truth)
        return
    kind = word ~ /[^s]s$/ ? decide_s(word) : word ~ /innen$/ ? decide_innen(word) \
         : word ~ /(em|ern)$/ ? decide_compound(word) : ""
    if (kind != "")
        learn(word, kind)
}

# The genitive of a name that is used, even where it is not: Kiews.
function consider_genitive(name) {
    if (uses[name] > 0 && name ~ /[aiouwyvpxcj]$/ && length(name) > 3 && !((name "s") in is_name) &&
        !((name "s") in truth))
        learn(name "s", USUAL)
}

# ---- The fewest entries: each ending costs what its longer ones do, or an entry that turns them ----

function sort_by_length(    ending, len) {
    for (ending in seen) {
        len = length(ending)
        at[len] = at[len] " " ending
        if (len > longest)
            longest = len
    }
}

function best_kind(ending,    kind, best) {
    best = USUAL
    for (kind = OWN; kind <= FEMININE; kind++)
        if (sum[ending, kind] < sum[ending, best])
            best = kind
    return best
}

# The cost of all words in `ending` when shorter endings say `kind`.
function cost(ending, kind,    other) {
    other = sum[ending, best_kind(ending)] + ENTRY
    return sum[ending, kind] <= other ? sum[ending, kind] : other
}

function add_up(    len, n, i, ending, list, rest, kind) {
    for (len = longest; len > 0; len--) {
        n = split(at[len], list, " ")
        for (i = 1; i <= n; i++) {
            ending = list[i]
            rest = substr(ending, 2)
            for (kind = USUAL; kind <= FEMININE; kind++) {
                if (ending in truth && truth[ending] != kind)
                    sum[ending, kind] += weigh(ending)
            }
            for (kind = USUAL; kind <= FEMININE; kind++)
                sum[rest, kind] += cost(ending, kind)
        }
    }
}

# A noun speaks for the compounds that end in it, if none is known to disagree.
function is_last(word) {
    return length(word) >= 5 && word in is_noun && sum[word, truth[word]] == 0
}

function emit(entry, kind) {
    printf "    {\"%s\", %s},\n", entry, says_in_c[kind]
}

function choose(    len, n, i, ending, list, kind) {
    says[""] = USUAL
    for (len = 1; len <= longest; len++) {
        n = split(at[len], list, " ")
        for (i = 1; i <= n; i++) {
            ending = list[i]
            kind = says[substr(ending, 2)]
            if (sum[ending, kind] > sum[ending, best_kind(ending)] + ENTRY) {
                kind = best_kind(ending)
                emit("-" ending, kind)
            }
            says[ending] = kind
            if (ending in truth && truth[ending] != kind && weigh(ending) >= 1)
                emit((is_last(ending) ? "-" : "^") ending, truth[ending])
        }
    }
}

END {
    for (word in is_form)
        consider(word)
    for (word in uses)
        consider(word)
    for (word in is_name) {
        consider(word)
        consider_genitive(word)
    }
    sort_by_length()
    add_up()
    choose()
}
