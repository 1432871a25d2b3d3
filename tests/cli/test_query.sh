#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What the language of queries does to the hits: operators as operations on sets of articles.
set -eu
cd "$(dirname "$0")/../.."
. tests/cli/setup.sh

"$BUILD/fundstelle-index" -q -i "$db" corpus

# list QUERY...: the ids of all hits, a line each, sorted.
list() { "$BUILD/fundstelle-search" -i "$db" -n 10000 --format trec "$@" | cut -d' ' -f3 | sort; }
both() { comm -12 <(list -- "$1") <(list -- "$2"); }
either() { sort -u <(list -- "$1") <(list -- "$2"); }
first_only() { comm -23 <(list -- "$1") <(list -- "$2"); }
all() { list -- "$(printf '%s ' Kursk OR NOT Kursk)"; }

# finds QUERY IDS: just these, and at least one.
finds() { is "$1" "$(list -- "$1")" "$2" && ok "... some" test -n "$2"; }

finds 'Kursk AND Soldaten' "$(both Kursk Soldaten)"
finds 'Kursk UND Soldaten' "$(both Kursk Soldaten)"
finds 'Kursk OR Soldaten' "$(either Kursk Soldaten)"
finds 'Kursk ODER Soldaten' "$(either Kursk Soldaten)"
finds 'Kursk Soldaten' "$(either Kursk Soldaten)"
finds 'Kursk -Soldaten' "$(first_only Kursk Soldaten)"
finds 'Kursk NOT Soldaten' "$(first_only Kursk Soldaten)"
finds 'Kursk UND NICHT Soldaten' "$(first_only Kursk Soldaten)"
finds '+Kursk Soldaten' "$(list Kursk)"
finds '+Kursk +Soldaten' "$(both Kursk Soldaten)"
finds 'NOT Kursk' "$(comm -23 <(all) <(list Kursk))"
is "all articles are either" "$(all | wc -l)" "$(n_articles "$db")"
finds '(Kursk OR Kiew) AND Soldaten' "$(comm -12 <(either Kursk Kiew) <(list Soldaten))"
finds 'Kursk OR Kiew AND Soldaten' "$(sort -u <(list Kursk) <(both Kiew Soldaten))"
finds 'Kursk Kiew AND Soldaten' "$(comm -12 <(either Kursk Kiew) <(list Soldaten))"
finds '"Kim Jong Un" AND Soldaten' "$(both '"Kim Jong Un"' Soldaten)"
finds 'Soldaten -"Kim Jong Un"' "$(first_only Soldaten '"Kim Jong Un"')"
finds 'Soldaten -(Kursk Kiew)' "$(comm -23 <(list Soldaten) <(either Kursk Kiew))"
finds 'Soldaten AND NOT (Kursk AND Kiew)' "$(comm -23 <(list Soldaten) <(both Kursk Kiew))"
finds 'Soldaten -(+Kursk Kiew)' "$(first_only Soldaten Kursk)"
finds 'Soldaten -(+Kursk +Kiew)' "$(comm -23 <(list Soldaten) <(both Kursk Kiew))"
finds 'die AND Soldaten' "$(list Soldaten)"
is "--all" "$(list --all Kursk Soldaten)" "$(both Kursk Soldaten)"
is "... with a phrase" "$(list --all Soldaten '"Kim Jong Un"')" "$(both '"Kim Jong Un"' Soldaten)"
is "... with OR" "$(list --all Kursk OR Soldaten)" "$(either Kursk Soldaten)"

# The order is that of the words, whatever chooses among the articles.
order() { "$BUILD/fundstelle-search" -i "$db" -n 10000 --format trec -- "$1" | cut -d' ' -f3,5; }
is "AND keeps the scores" "$(order 'Kursk AND Soldaten')" \
    "$(order 'Kursk Soldaten' | grep -Ff <(both Kursk Soldaten))"
is "what is excluded changes no score" "$(order 'Kursk -Kiew')" \
    "$(order Kursk | grep -Fwf <(first_only Kursk Kiew))"
is "a date changes no score" "$(order 'Kursk datum:2024-10')" \
    "$(order Kursk | grep -Fwf <(list -- datum:2024-10))"

# Fields
in_title() { "$BUILD/fundstelle-search" -i "$db" -n 10000 --format json -- "$1" |
    grep -iE "\"title\":\"[^\"]*$1" | sed 's/.*"id":"\([^"]*\)".*/\1/' | sort; }
finds titel:Kursk "$(in_title Kursk)"
finds title:Kursk "$(in_title Kursk)"
is "a title's words" "$(list -- 'titel:(Kursk Soldaten)')" \
    "$(either titel:Kursk titel:Soldaten)"

# Dates: each article of the corpus has one.
dates() { "$BUILD/fundstelle-search" -i "$db" -n 10000 --format json -- "$1" |
    sed 's/.*"date":"\([^"]*\)".*/\1/' | cut -c "1-$2" | sort -u | xargs; }
is "datum:2024-10" "$(dates datum:2024-10 7)" 2024-10
is "datum:2024-10-24" "$(dates datum:2024-10-24 10)" 2024-10-24
is "datum:..2024-09" "$(dates datum:..2024-09 7)" 2024-09
is "datum:2024-10-30..2024-11-01" "$(dates datum:2024-10-30..2024-11-01 10)" \
    "2024-10-30 2024-10-31 2024-11-01"
is "a date or not" "$(list -- 'datum:2024-10 OR NOT datum:2024-10' | wc -l)" "$(n_articles "$db")"
printf '%s\n' '{"id":"m","date":"2024-10","body":"Zebra"}' '{"id":"y","date":"2024","body":"Zebra"}' \
    '{"id":"d","date":"2024-10-31T23:59","body":"Zebra"}' '{"id":"n","body":"Zebra"}' \
    "{\"id\":\"today\",\"date\":\"$(date +%F)\",\"body\":\"Zebra\"}" >"$tmp/dates.jsonl"
"$BUILD/fundstelle-index" -q -i "$tmp/dates" "$tmp/dates.jsonl"
dated() { "$BUILD/fundstelle-search" -i "$tmp/dates" --format trec -- "$@" | cut -d' ' -f3 | sort | xargs; }
is "a month's article is of that month" "$(dated Zebra datum:2024-10)" "d m"
is "... but of no day" "$(dated Zebra datum:2024-10-02..2024-10-31)" d
is "a year's article is of that year" "$(dated Zebra datum:2024)" "d m y"
is "an article without a date is of no day" "$(dated Zebra datum:..2024)" "d m y"
is "datum:heute" "$(dated Zebra datum:heute)" today
is "seit:7t" "$(dated Zebra seit:7t)" today
is "NOT seit:7t" "$(dated Zebra NOT seit:7t)" "d m n y"

# NEAR
printf '%s\n' '{"id":"1","body":"Putin traf Kim."}' '{"id":"2","body":"Kim und auch Xi und Putin"}' \
    '{"id":"3","body":"Putin. Weit weg, sehr weit weg von ihm: Kim."}' >"$tmp/near.jsonl"
"$BUILD/fundstelle-index" -q -i "$tmp/near" "$tmp/near.jsonl"
near() { "$BUILD/fundstelle-search" -i "$tmp/near" --format trec -- "$@" | cut -d' ' -f3 | sort | xargs; }
is "NEAR/1" "$(near Putin NEAR/1 Kim)" ""
is "NEAR/2" "$(near Putin NEAR/2 Kim)" "1"
is "NAHE/2, the other way round" "$(near Kim NAHE/2 Putin)" "1"
is "NEAR/5" "$(near Putin NEAR/5 Kim)" "1 2"
is "NEAR/8" "$(near Putin NEAR/8 Kim)" "1 2 3"
is "NEAR of one of several" "$(near 'Putin NEAR/2 (Kim Xi)')" "1 2"
is "NEAR of three" "$(near Putin NEAR/3 Xi NEAR/3 Kim)" "2"
is "not NEAR" "$(near 'Kim -(Putin NEAR/2 Kim)')" "2 3"
done_testing
