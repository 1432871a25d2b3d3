#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Five real articles as they were scraped: what is found, in which order, and what is marked.
set -eu
cd "$(dirname "$0")/../.."
. tests/cli/setup.sh

seeds=$FUNDSTELLE_SHARED/seeds
if ! ls "$seeds"/*.txt >"$tmp/files" 2>/dev/null; then
    skip "real articles" "there is no $seeds; set FUNDSTELLE_SHARED"
    done_testing
fi
run index -i "$db" "$seeds"
ok "the articles go in" exits_silently 0
n=$(wc -l <"$tmp/files")
is "... all of them" "$(counts)" "$n added, 0 replaced, 0 unchanged, 0 skipped"

# with WORD: the articles that have it, as a regular expression sees it.
with() { (cd "$seeds" && grep -liE "$1" -- *.txt) | xargs; }
five=$(cd "$seeds" && echo *.txt)
is "Soldat finds all" "$(ids Soldat)" "$five"
is "... and so does soldaten" "$(ids soldaten)" "$five"
# A compound also finds its head, Minister, but lower down.
with_it=$(with '\<Außenministers?\>')
is "Aussenminister finds Außenminister" \
    "$("$BUILD/fundstelle-search" -i "$db" --format trec -n "$(wc -w <<<"$with_it")" Aussenminister |
        cut -d' ' -f3 | sort | xargs)" "$with_it"
ok "... which is there" test -n "$(ids Aussenminister)"
is "Außenminister finds the same" "$(ids Außenminister)" "$(ids Aussenminister)"

# Those with both words before those with one: the first of each kind, in the order of the hits.
both=" $(comm -12 <(ids Kursk | tr ' ' '\n') <(ids Soldaten | tr ' ' '\n') | xargs) "
kinds=$("$BUILD/fundstelle-search" -i "$db" --format trec Kursk Soldaten | cut -d' ' -f3 |
    while read -r id; do [[ $both == *" $id "* ]] && echo both || echo one; done | uniq | xargs)
is "Kursk Soldaten: both words, then one" "$kinds" "both one"

# ---- What is marked

# Prints "QUERY-ID TAB WORD" for each range of bytes that is marked in a title or a snippet.
cut_out() {
    perl -MJSON::PP -ne '
        BEGIN { $json = JSON::PP->new->utf8 }
        my $hit = $json->decode($_);
        for (["title", "title_highlights"], ["snippet", "highlights"]) {
            my ($text, $ranges) = @{$hit}{@$_};
            utf8::encode($text);
            print "$hit->{query_id}\t", substr($text, $_->{start}, $_->{end} - $_->{start}), "\n"
                for @$ranges;
        }'
}
batch() { "$BUILD/fundstelle-search" -i "$1" --format json -n 1000 --batch "$2"; }

cat >"$tmp/queries" <<'END'
Kursk Soldaten
soldat
Aussenminister
Außenministers
AUSSENMINISTER
nordkoreanische Truppen in Russland
Kim Jong Un
"Kim Jong Un"
Südkorea Präsident
Suedkorea
Nato Generalsekretär Rutte
Wladimir Putin
Angriffskrieg gegen die Ukraine
Selenskyj
Selenskyjs Forderung
Botschafter einbestellt
Völkerrecht
Uno-Charta
Waffenlieferungen
1500 Soldaten
10.000
12 000
Ad-Blocker deaktivieren
Werbung
Werbeblocker
EU-Außenbeauftragter
Yonhap Geheimdienst
Spezialkräfte
21.10.2024
Europas Sicherheit
"eklatante Verletzung der UNO-Charta"
die der und
heißt es
END
awk '{ printf "%d\t%s\n", NR, $0 }' "$tmp/queries" >"$tmp/queries.tsv"
batch "$db" "$tmp/queries.tsv" | cut_out | sort -u >"$tmp/words" # query number, word
ok "words are marked" test "$(wc -l <"$tmp/words")" -gt 30
ok "... for most queries" test "$(cut -f1 "$tmp/words" | uniq | wc -l)" -gt 20

# Each word, cut out, is a query word by itself: an article that is the query, in an index of its
# own, is found by it.
awk -F'\t' '{ gsub(/"/, ""); printf "{\"id\":\"%s\",\"body\":\"%s\"}\n", $1, $2 }' \
    "$tmp/queries.tsv" >"$tmp/queries.jsonl"
"$BUILD/fundstelle-index" -q -i "$tmp/self" "$tmp/queries.jsonl"
awk -F'\t' '{ printf "%s %d\t%s\n", $1, NR, $2 }' "$tmp/words" >"$tmp/words.tsv"
"$BUILD/fundstelle-search" -i "$tmp/self" --format json -n 1000 --batch "$tmp/words.tsv" \
    >"$tmp/found" || true
perl -MJSON::PP -ne '
    my $hit = JSON::PP->new->utf8->decode($_);
    print "$hit->{query_id}\n" if (split / /, $hit->{query_id})[0] eq $hit->{id}' "$tmp/found" |
    sort >"$tmp/explained"
is "every word that is marked was asked for" \
    "$(cut -f1 "$tmp/words.tsv" | sort | comm -23 - "$tmp/explained" |
        while read -r key; do grep -F "$key"$'\t' "$tmp/words.tsv"; done)" ""
# An article that is nothing but the word is marked from end to end.
cut -f2 "$tmp/words.tsv" | sort -u | awk '{ printf "%d\t%s\n", NR, $0 }' >"$tmp/alone.tsv"
awk -F'\t' '{ printf "{\"id\":\"%s\",\"body\":\"%s\"}\n", $1, $2 }' "$tmp/alone.tsv" \
    >"$tmp/alone.jsonl"
"$BUILD/fundstelle-index" -q -i "$tmp/alone" "$tmp/alone.jsonl"
batch "$tmp/alone" "$tmp/alone.tsv" | cut_out | sort -u >"$tmp/alone.words"
is "every word, alone, marks itself whole" "$(sort "$tmp/alone.tsv" | comm -23 - "$tmp/alone.words")" ""
done_testing
