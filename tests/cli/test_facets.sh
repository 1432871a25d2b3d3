#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Filters by person, organisation, place, outlet, author and keyword; counts; --entities.
set -eu
cd "$(dirname "$0")/../.."
. tests/cli/setup.sh

cat >"$tmp/articles.jsonl" <<'JSON'
{"id":"1","date":"2024-10-21","source":"Norddeutsche Umschau","author":"Wiebke Harms","tags":["Krieg in der Ukraine"],"title":"Putin empfängt Kim Jong Un","body":"Der russische Präsident Wladimir Putin empfing am Montag den nordkoreanischen Machthaber Kim Jong Un in Moskau. Putin lobte Kim."}
{"id":"2","date":"2024-10-24","source":"Elbe-Spree-Blatt","tags":["Ukraine"],"title":"Selenskyj spricht in Brüssel","body":"Der ukrainische Präsident Wolodymyr Selenskyj sprach am Donnerstag in Brüssel. Das sagte ein Sprecher der Nato am Montag. Selenskyj bat um Hilfe."}
{"id":"3","date":"2024-11-02","source":"Zürcher Umschau","title":"Zelensky in Kiew","body":"Präsident Wolodymyr Zelensky sprach am Samstag in Kiew. Der Präsident Wladimir Putin schwieg in Moskau."}
{"id":"4","date":"2024-11","source":"norddeutsche umschau","author":"Anna Schmidt","title":"Ein Bauer vom Land","body":"Der Bauer pflügt sein Feld, und die Kuh steht auf der Weide."}
{"id":"5","title":"Ohne Datum","body":"Präsident Putin sprach am Abend in Moskau über das Wetter, sagte Putin."}
JSON
run index -q -i "$db" "$tmp/articles.jsonl"
ok "the index is made" exits_silently 0

# found QUERY...: the ids, in the order in which they are printed.
found() { "$BUILD/fundstelle-search" -i "$db" --format trec -- "$@" | cut -d' ' -f3 | xargs; }
sorted() { found "$@" | tr ' ' '\n' | sort | xargs; }

is "a filter alone: the latest first, without a date last" "$(found person:Putin)" "3 1 5"
is "a full name" "$(found 'person:"Wladimir Putin"')" "3 1"
is "a title before the name" "$(found 'person:"Präsident Putin"')" "3 1 5"
is "another spelling" "$(found person:Selenski)" "3 2"
is "... in full" "$(found 'person:"Volodymyr Zelenskiy"')" "3 2"
is "hyphens" "$(found 'person:"Kim Jong-un"')" 1
is "an organisation" "$(found org:nato)" 2
is "... by its long name" "$(found org:Nordatlantikpakt)" 2
is "a place" "$(found ort:Moskau)" "3 1 5"
is "... in English" "$(found place:Kiew)" 3
is "a country by its adjective, and by another name" "$(found ort:DVRK)" 1
is "no name of a person" "$(found person:Bauer)" ""
is "what is no name at all" "$(found 'person:"..."')" ""
is "a person is no place" "$(found ort:Selenskyj)" ""
is "two filters" "$(found person:Putin ort:Kiew)" 3
is "one of two" "$(found 'person:(Selenskyj OR Kim)' 'ort:(Kiew OR Brüssel)')" "3 2"
is "left out" "$(found ort:Moskau -person:Selenskyj)" "1 5"
is "all but" "$(sorted NOT person:Putin)" "2 4"
is "with words" "$(sorted Präsident person:Selenskyj)" "2 3"
is "or a word" "$(sorted 'person:Kim OR Weide')" "1 4"
is "+ and a filter" "$(found +Moskau +person:Kim)" 1
is "an outlet" "$(sorted 'quelle:"Norddeutsche Umschau"')" "1 4"
is "... in small letters, with a hyphen" "$(sorted 'source:"norddeutsche-umschau"')" "1 4"
is "brackets around one name" "$(found 'person:(Kim Jong Un)')" 1
is "a word of it" "$(sorted quelle:Umschau)" "1 3 4"
is "an author" "$(found autor:Harms)" 1
is "... in full" "$(found 'author:"Wiebke Harms"')" 1
is "a keyword" "$(sorted tag:Ukraine)" "1 2"
is "... of several words" "$(found 'tag:"Krieg in der Ukraine"')" 1

scores() { "$BUILD/fundstelle-search" -i "$db" --format trec -- "$@" | cut -d' ' -f3,5 | sort; }
is "a filter changes no score" "$(scores Präsident person:Selenskyj)" \
    "$(scores Präsident | grep -E '^[23] ')"
is "... nor does one that may fit" "$(scores 'Präsident OR org:Nato')" "$(scores Präsident)"

# Highlights
is "the mentions of a filter are lit" "$("$BUILD/fundstelle-search" -i "$db" -n 1 person:Selenskyj |
    sed -n '1s/^ *1 *//p; 3s/^ *//p')" "**Zelensky** in Kiew
Präsident **Wolodymyr** **Zelensky** sprach am Samstag in Kiew. Der Präsident Wladimir Putin schwieg in Moskau."
ok "... for that reason" grep -q '"reason":"entity"' \
    <("$BUILD/fundstelle-search" -i "$db" --format json person:Selenskyj)
is "not those of what is left out" "$("$BUILD/fundstelle-search" -i "$db" -- -person:Selenskyj |
    grep -cF '**' || true)" 0

# Names that a user gives
printf 'person\tWolodymyr Selenskyj\tWolodja\n' >"$tmp/names"
cp -r "$db" "$tmp/named"
"$BUILD/fundstelle-index" -q -i "$tmp/named" --names "$tmp/names"
is "a name that a user gave" "$("$BUILD/fundstelle-search" -i "$tmp/named" --format trec -- \
    'person:"Wolodja"' | cut -d' ' -f3 | xargs)" "3 2"

# Counts
# facet ARGUMENTS...: what is printed below the hits.
facet() { "$BUILD/fundstelle-search" -i "$db" -n 1 "$@" | sed '1,/ hits$/d'; }
is "--facet month" "$(facet --facet month Präsident)" "
month
       2  datum:2024-10  ████████████████████████████████████████
       1  datum:2024-11  ████████████████████"
is "its German name, and another" "$(facet --facet monat,jahr Präsident)" \
    "$(facet --facet year --facet month Präsident)"
is "by person" "$(facet --facet person Moskau | grep -c 'person:"Wladimir Putin"\|person:Putin$')" 2
is "by outlet, however written" "$(facet --facet quelle NOT Zzyzx | grep 2)" \
    '       2  quelle:"Norddeutsche Umschau"'
is "--facet-size" "$(facet --facet ort --facet-size 1 NOT Zzyzx | wc -l)" 4
ok "... says how many there are" grep -q '^ *and [0-9]* more$' <(facet --facet ort --facet-size 1 NOT Zzyzx)
is "an article without a date counts for none" \
    "$(facet --facet day NOT Zzyzx | grep -c datum:)" 3
is "no hits, no counts" "$("$BUILD/fundstelle-search" -i "$db" --facet ort Zzyzx)" ""
is "every printed term finds as many as it says" "$(facet --facet ort,org,quelle,day --facet-size 99 NOT Zzyzx |
    sed -nE 's/^ +([0-9]+)  ([^█]*[^█ ]).*/\1 \2/p' | while read -r n query; do
        [ "$(found "$query" | wc -w)" = "$n" ] || echo "$query"
    done)" ""

json() { "$BUILD/fundstelle-search" -i "$db" -n 1 --format json "$@"; }
is "JSON: a line for the counts" "$(json --facet month Präsident | tail -n 1)" \
    '{"format_version":1,"facets":{"month":{"in_all":2,"values":[{"name":"2024-10","query":"datum:2024-10","articles":2},{"name":"2024-11","query":"datum:2024-11","articles":1}]}}}'
is "... also without hits" "$(json --facet day Zzyzx)" \
    '{"format_version":1,"facets":{"day":{"in_all":0,"values":[]}}}'
printf 'q1\tMoskau\n' >"$tmp/batch"
ok "... with the id of a query of a batch" \
    grep -q '"query_id":"q1","facets"' <(json --facet day --batch "$tmp/batch")
is "JSON: entities" "$(json org:Nato | grep -o '"entities":\[.*\],"snippet' | grep -o '{"type":"org"[^}]*}')" \
    '{"type":"org","name":"NATO","key":"nato","iso":null,"stands_for":null,"mentions":1}'
ok "--entities" grep -qE '^ +org: NATO$' <("$BUILD/fundstelle-search" -i "$db" --entities org:Nato)
ok "... with how often" grep -qE '^ +person: .*Kim Jong Un \([0-9]\)' \
    <("$BUILD/fundstelle-search" -i "$db" --entities 'person:"Kim Jong Un"')
is "not without --entities" "$("$BUILD/fundstelle-search" -i "$db" org:Nato | grep -c ' org: ' || true)" 0

# refuses MESSAGE: of the command line.
refuses() { exits 2 && says "$1" && [ ! -s "$tmp/out" ]; }
run search -i "$db" --facet woche Kursk
ok "an unknown facet" refuses '--facet takes person, org'
run search -i "$db" --facet ort --facet-size 0 Kursk
ok "a bad size" refuses '--facet-size takes a number'
done_testing
