# SPDX-License-Identifier: GPL-2.0-or-later
# families.txt, the weak verbs ("weak TAB infinitive") and more words that are no verbs ("own TAB
# word") -> the tables of families.h. What does not fit into an entry is left out.

BEGIN { ENTRY_MAX = 19 }

$1 == "weak" { add_weak(fold($2)); next }
$1 == "own" { for (i = 2; i <= NF; i++) if (length(fold($i)) <= ENTRY_MAX) own[fold($i)] = 1; next }
$1 == "prefix" { for (i = 2; i <= NF; i++) prefixes[fold($i)] = 1; next }
$1 == "spell" { spellings[++n_spellings] = "{\"" fold($2) "\", \"" fold($3) "\"}"; next }
$1 == "word" { for (i = 2; i < NF; i++) add("^" fold($i), fold($NF)); next }
$1 == "end" { for (i = 2; i < NF; i++) add("-" fold($i), fold($NF)); next }
$1 == "verb" { add_verb(fold($2), fold($3), fold($5), fold($6)); next }

function add(form, base) {
    if (length(form) <= ENTRY_MAX && length(base) <= ENTRY_MAX && !(form in forms)) {
        forms[form] = base
        bases[base] = 1
    }
}


# ging gingen, geht, ginge gingen
function add_verb(infinitive, preterite, present, subjunctive) {
    add("+" infinitive, infinitive)
    add("+" preterite, infinitive)
    add("+" preterite (preterite ~ /e$/ ? "n" : "en"), infinitive)
    add("+" present, infinitive)
    if (subjunctive != "") {
        add("+" subjunctive, infinitive)
        add("+" subjunctive "n", infinitive)
    }
}

# Those in -ieren are dealt with by rule (endings.c).
function add_weak(infinitive) {
    if (infinitive ~ /^[a-z]+n$/ && infinitive !~ /ieren$/ && length(infinitive) <= ENTRY_MAX)
        weak[infinitive] = 1
}

# Whether it is another weak verb behind a prefix.
function is_prefixed(infinitive,    prefix) {
    for (prefix in prefixes)
        if (index(infinitive, prefix) == 1 && substr(infinitive, length(prefix) + 1) in weak)
            return 1
    return 0
}

# Stems lose their umlauts: what is made of drücken would meet what is made of drucken.
function has_twin(infinitive) {
    return (sub(/ae/, "a", infinitive) || sub(/oe/, "o", infinitive) || sub(/ue/, "u", infinitive)) &&
        (infinitive in weak || ("+" infinitive) in forms)
}

function emit_words(name, set,    word, command) {
    print "const family_word " name "[] = {"
    command = "sort"
    for (word in set)
        print "    \"" word "\"," | command
    close(command)
    print "};\n"
}

function emit_forms(    word, command, n, list, i) {
    command = "sort"
    n = 0
    for (word in bases)
        list[++n] = word
    for (i = 1; i <= n; i++)
        number[list[i]] = i - 1
    print "const family_word family_bases[] = {"
    for (i = 1; i <= n; i++)
        print "    \"" list[i] "\","
    print "};\n\nconst struct family_form family_forms[] = {"
    for (word in forms)
        print "    {\"" word "\", " number[forms[word]] "}," | command
    close(command)
    print "};\n"
}

function emit_size(name) {
    print "const size_t n_" name " = sizeof " name " / sizeof *" name ";"
}

# What is the infinitive of another verb.
function drop_infinitives(    form) {
    for (form in forms)
        if (form ~ /^[+]/ && substr(form, 2) != forms[form] &&
            (substr(form, 2) in weak || ("+" substr(form, 2)) in forms && forms["+" substr(form, 2)] == substr(form, 2)))
            delete forms[form]
}

END {
    drop_infinitives()
    for (infinitive in weak)
        if (!is_prefixed(infinitive) && !has_twin(infinitive))
            simple[infinitive] = 1
    emit_forms()
    emit_words("family_weak_verbs", simple)
    emit_words("family_own", own)
    emit_words("family_prefixes", prefixes)
    print "const struct family_spelling family_spellings[] = {"
    for (i = 1; i <= n_spellings; i++)
        print "    " spellings[i] ","
    print "};\n"
    emit_size("family_forms")
    emit_size("family_weak_verbs")
    emit_size("family_own")
    emit_size("family_spellings")
    emit_size("family_prefixes")
}
