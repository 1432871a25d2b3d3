#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# fundstelle-search: what is found and in which order, how it is printed, and what is an error.
set -eu
cd "$(dirname "$0")/../.."
. tests/cli/setup.sh

"$BUILD/fundstelle-index" -q -i "$db" corpus
search() { run search -i "$db" "$@"; }

# ---- What is found

# trec_ids N QUERY...: the ids of the first N, a line each, best first.
trec_ids() { "$BUILD/fundstelle-search" -i "$db" --format trec -n "$@" | cut -d' ' -f3; }

trec_ids 1000 Kursk | sort >"$tmp/kursk"
trec_ids 1000 Soldaten | sort >"$tmp/soldaten"
comm -12 "$tmp/kursk" "$tmp/soldaten" >"$tmp/both"
n_both=$(wc -l <"$tmp/both")
ok "some articles have Kursk and Soldaten" test "$n_both" -gt 2
trec_ids "$n_both" Kursk Soldaten | sort >"$tmp/first"
is "... and come before those that have one" "$(cat "$tmp/first")" "$(cat "$tmp/both")"
is "... which come, too" "$(trec_ids 1000 Kursk Soldaten | sort)" \
    "$(sort -u "$tmp/kursk" "$tmp/soldaten")"

# same QUERY QUERY
same() { is "$1 = $2" "$(ids "$1")" "$(ids "$2")" && ok "... and is found" test -n "$(ids "$1")"; }
same 'Kursk Soldaten' 'KURSK SOLDATEN'
same Soldat soldaten
same Außenminister AUSSENMINISTER
same Überschwemmungen UEBERSCHWEMMUNGEN
same Überschwemmungen $'U\u0308berschwemmungen'
one=$(ids '"Kim Jong Un"')
ok "a phrase is found" test -n "$one"
ok "... less often than its words" test "${#one}" -lt "$(ids Kim Jong Un | wc -c)"

# ---- Exit codes and options

search Kursk
ok "hits: 0" exits_silently 0
search xyzzyxyzzy
ok "no hits: 1" exits_silently 1
ok "... and no output" test ! -s "$tmp/out"
search ''
ok "an empty query: 1" exits_silently 1
search '... ,'
ok "a query without a word: 1" exits_silently 1
run search -i "$tmp/none" Kursk
ok "no index: 2" fails 'none: there is no index; make one with: fundstelle-index -i .*none PATH'
ok "... and none is made" test ! -e "$tmp/none"

search -n 3 --format trec Kursk Soldaten
is "-n 3" "$(wc -l <"$tmp/out")" 3
for n in 0 -1 10001 drei 3x '' 99999999999999999999; do
    search -n "$n" Kursk
    ok "-n '$n' is refused" exits 2
    ok "... with the range" says '1 to 10000'
done
for wrong in '' '--batch /dev/null Kursk' '--format xml Kursk' '--color Kursk' '--nonsense Kursk'; do
    # shellcheck disable=SC2086 # a list of arguments
    search $wrong
    ok "'$wrong' is refused" exits 2
    ok "... with a word on --help" says '--help'
done
run search --help
is "--help is no error, and on stdout" "$status $(grep -c Usage: "$tmp/out")" "0 1"

mkdir "$tmp/more"
echo 'Die Zebraherde von Kursk' >"$tmp/more/zebra und co.txt"
"$BUILD/fundstelle-index" -q -i "$tmp/second" "$tmp/more"
search -i "$tmp/second" --format trec -n 1000 Kursk
is "two indexes are searched as one" "$(wc -l <"$tmp/out")" "$(($(wc -l <"$tmp/kursk") + 1))"
ok "... with the blanks of an id as %20" grep -q ' zebra%20und%20co.txt ' "$tmp/out"
search -i "$tmp/none" Kursk
ok "one of two is not there" fails 'none: there is no index'

# ---- The formats

search --format trec -n 1000 Kursk Soldaten
# shellcheck disable=SC2016 # fields of awk
ok "--format trec" awk '
    NF != 6 || $1 != "1" || $2 != "Q0" || $4 != NR || $6 != "fundstelle" { exit 1 }
    NR > 1 && $5 > score { exit 1 }
    { score = $5 }
    END { exit NR == 0 }' "$tmp/out"

# Checks each line and prints "title|snippet WORD" for what its ranges of bytes cut out.
check_json() {
    perl -MJSON::PP -e '
        use strict;
        my $n = 0;
        my $json = JSON::PP->new->utf8;
        my @keys = qw(author date entities format_version highlights id rank score snippet source tags title
                      title_highlights url);
        sub words {
            my ($name, $text, $ranges) = @_;
            my $end = 0;
            utf8::encode($text);
            for my $range (@$ranges) {
                die "$name: keys\n" if join(" ", sort keys %$range) ne "end reason start";
                die "$name: reason\n" if $range->{reason} !~ /^(exact|stem|compound|number|spelling|demonym)$/;
                die "$name: order\n" if $range->{start} < $end || $range->{end} <= $range->{start};
                $end = $range->{end};
                die "$name: too long\n" if $end > length $text;
                my $word = substr $text, $range->{start}, $end - $range->{start};
                die "$name: cut within a character\n" if !utf8::decode(my $copy = $word);
                print "$name $word\n";
            }
        }
        while (my $line = <STDIN>) {
            my $hit = $json->decode($line);
            my @want = sort @keys, $line =~ /"query_id"/ ? "query_id" : ();
            die "keys: @{[sort keys %$hit]}\n" if "@{[sort keys %$hit]}" ne "@want";
            for (qw(format_version rank)) { $line =~ /"$_":\d+[,}]/ or die "$_: $line" }
            $line =~ /"score":\d+\.\d+[,}]/ or die "score: $line";
            $hit->{format_version} == 1 or die "format_version\n";
            $hit->{rank} == ++$n || "@want" =~ /query_id/ or die "rank\n";
            for (qw(id title snippet)) { !ref $hit->{$_} && defined $hit->{$_} or die "$_\n" }
            for (qw(author date source url)) { ref $hit->{$_} and die "$_\n" }
            for (qw(tags highlights title_highlights)) { ref $hit->{$_} eq "ARRAY" or die "$_\n" }
            words("title", $hit->{title}, $hit->{title_highlights});
            words("snippet", $hit->{snippet}, $hit->{highlights});
        }' <"$tmp/out" >"$tmp/words" 2>"$tmp/why" || { sed 's/^/#   /' "$tmp/why" && return 1; }
}
search --format json -n 1000 Kursk Überschwemmungen Straße
ok "--format json: keys and types" check_json
is "... a line a hit" "$(wc -l <"$tmp/out")" "$(ids Kursk Überschwemmungen Straße | wc -w)"
is "... its bytes cut out the words" \
    "$(cut -d' ' -f2- "$tmp/words" | grep -viE '^(kursk|(über|ueber)schwemm|stra(ß|ss)e)' || true)" ""
for word in 'title Kursk' 'snippet Kursk' 'snippet Überschwemmung' 'snippet Straße'; do
    ok "... such as $word" grep -q "^$word" "$tmp/words"
done
search --format json -n 1000 Kursk xyzzyxyzzy
ok "an absent field is null" grep -q '"author":null' "$tmp/out"

# ---- --batch

queries=$tmp/queries.tsv
printf 'q1\tKursk Soldaten\n\n\r\nq2\tÖsterreich\r\nq3\txyzzyxyzzy\nq 4\tKursk' >"$queries"
search --format trec --batch "$queries"
ok "--batch" exits_silently 0
is "... with the ids of the queries" "$(cut -d' ' -f1 "$tmp/out" | uniq | xargs)" "q1 q2 q%204"
is "... answers like single queries, with CRLF, too" "$(awk '$1 == "q2" { print $3 }' "$tmp/out")" \
    "$(trec_ids 10 Österreich)"
is "... the last line without an end, too" "$(awk '$1 == "q%204" { print $3 }' "$tmp/out")" \
    "$(trec_ids 10 Kursk)"
cp "$tmp/out" "$tmp/want"
search --format trec --batch - <"$queries"
is "--batch - reads stdin" "$status $(out)" "0 $(cat "$tmp/want")"
search --format json --batch "$queries"
ok "--batch with json" check_json
ok "... has query_id" grep -q '"query_id":"q 4"' "$tmp/out"
search --batch "$queries"
ok "--batch with text names the query, without its CR" grep -qxF '== q2: Österreich' "$tmp/out"
printf 'ohne Tabulator\nq1\tKursk\n\tKursk\n' >"$queries"
search --format trec --batch "$queries"
ok "broken lines are an error" exits 2
is "... told with file and line" "$(cut -d' ' -f2 "$tmp/err" | xargs)" "$queries:1: $queries:3:"
is "... and the others are answered" "$(cut -d' ' -f1 "$tmp/out" | uniq)" q1
printf 'q1\ttitl:Kursk\nq2\tKursk\n' >"$queries"
search --strict --format trec --batch "$queries"
is "a query that is not well formed, too" "$status $(cut -d' ' -f1 "$tmp/out" | uniq)" "2 q2"
ok "... with file and line" says "^fundstelle-search: .*queries.tsv:1: .*colon"
mkdir "$tmp/Ein Ordner mit einem ziemlich langen Namen"
cp "$queries" "$tmp/Ein Ordner mit einem ziemlich langen Namen/fragen.tsv"
search --strict --batch "$tmp/Ein Ordner mit einem ziemlich langen Namen/fragen.tsv"
ok "... of a long path, too" says 'fragen\.tsv:1: '
printf 'q1\tKursk\nq\344\tKursk\n' >"$queries"
search --format json --batch "$queries"
is "no hit of a batch is without query_id" "$(grep -vc query_id "$tmp/out" || true)" 0
printf 'q1\txyzzyxyzzy\n' >"$queries"
search --batch "$queries"
ok "--batch without a hit: 1" exits_silently 1
: >"$queries"
search --batch "$queries"
ok "--batch of an empty file: 1" exits_silently 1
search --batch "$tmp/nofile"
ok "--batch of no file: 2" fails 'nofile: No such file'
search --batch "$tmp"
ok "--batch of a folder: 2" fails 'Is a directory'

# ---- --strict

# points_at QUERY CHARACTER COLUMN: an error, with a caret under the one.
points_at() {
    search --strict -- "$1"
    ok "--strict: $1" exits 2
    local caret
    caret=$(sed -n '3s/\^.*//p' "$tmp/err")
    is "... the caret is under $2" "${#caret} $(sed -n 2p "$tmp/err")" "$(($3 + 2))   $1"
}
points_at 'titl:Kursk Soldaten' ':' 4
points_at 'Größter Überfall titl:Übermut' ':' 21
points_at $'Gro\u0308ßter U\u0308berfall titl:Kursk' ':' 21
points_at 'Öl (Kursk' '(' 3
points_at 'Öl Kursk)' ')' 8
points_at 'Öl [Kursk)' ')' 9
points_at 'Ärger „Kursk' '„' 6
points_at '"Kim: Jong" Übung "Un' '"' 18
search --strict 'Ä (Kursk) [Soldaten] „Kim: Jong“ Un'
ok "--strict takes what is well formed" exits_silently 0

# ---- --explain

search --explain -n 3 Angriffskrieg Nordkorea '"Kursk"'
ok "--explain" exits_silently 0
ok "... says what a word became" grep -qE '^Angriffskrieg +angriffskrieg +stem × 0.5, in [0-9]+ articles' "$tmp/out"
ok "... and a part of it" grep -qE '^ +krieg +compound × 0.5, in [0-9]+ articles' "$tmp/out"
ok "... and its relations" grep -qE '^ +nordkorea\|.*\|nordkorean.* demonym × 0.3$' "$tmp/out"
adds_up() {
    awk '/^ +[0-9]+\.[0-9]+  score$/ { n++; if (sum - $1 > 0.001 || $1 - sum > 0.001) exit 1; sum = 0; next }
        /^ +[0-9]+\.[0-9]+  / { sum += $1 }
        END { exit n != 3 }' "$tmp/out"
}
ok "... and what adds up to the score of each hit" adds_up
search --explain --format json -n 5 Angriffskrieg Nordkorea
adds_up_in_json() {
    perl -MJSON::PP -ne '
        my $hit = decode_json($_);
        my $sum = 0;
        $sum += $_->{weight} for @{$hit->{terms}};
        die "$sum is not $hit->{score}\n" if abs($sum - $hit->{score}) > 1e-5 * $sum || !@{$hit->{terms}};
        ' "$tmp/out"
}
ok "... in JSON, too" adds_up_in_json
search --explain Xyzzyx
ok "... of a word that no article has" grep -qE '^Xyzzyx +xyzzyx +stem × 1, in 0 articles' "$tmp/out"

# ---- Colours

has_colour() { grep -q $'\033\\[' "$tmp/out"; }
has_none() { ! has_colour; }
search --color always Kursk
ok "--color always" has_colour
search --colour=always Kursk
ok "--colour" has_colour
search --color never Kursk
ok "--color never" has_none
ok "... marks by **" grep -qF '**Kursk**' "$tmp/out"
search --color auto Kursk
ok "--color auto, no terminal" has_none
NO_COLOR=1 TERM=dumb search --color always Kursk
ok "--color always goes before NO_COLOR" has_colour
# on_terminal ARGUMENTS...: as run search, but on a terminal.
on_terminal() {
    status=0
    : >"$tmp/err"
    script -qec "$(printf '%q ' "$BUILD/fundstelle-search" -i "$db" "$@")" /dev/null >"$tmp/out" ||
        status=$?
}
if has script; then
    on_terminal Kursk
    ok "on a terminal: colours" has_colour
    NO_COLOR='' on_terminal Kursk
    ok "... with an empty NO_COLOR" has_colour
    NO_COLOR=1 on_terminal Kursk
    ok "... not with NO_COLOR" has_none
    TERM=dumb on_terminal Kursk
    ok "... not with TERM=dumb" has_none
    on_terminal --color never Kursk
    ok "... not with --color never" has_none
    on_terminal --format json Kursk
    ok "... not in JSON" has_none
    on_terminal --format trec Kursk
    ok "... not in a TREC run" has_none
else
    skip "on a terminal" "no script(1)"
fi

# ---- Articles that would command the terminal

# ESC sequences, BEL, C1 (U+009B, U+0085), DEL, directions: in each field, and in JSON as escapes.
perl -e '
    my $x = "\\u001b[31m\\u0007\\u001b]0;x\\u0007\\u009b1A\\u0085\\u007f\\u202e\\u2066\\b\\r\\f";
    print "{\"id\":\"b$x\",\"title\":\"Titel$x Zebu$x\",\"source\":\"Quelle$x\",",
          "\"author\":\"A$x\",\"body\":\"Der Zebu$x brüllt. $x\"}\n";
    print "{\"id\":\"c\",\"title\":\"Zebu\",\"url\":\"https://x.example/$x\",\"body\":\"Zebu\"}\n";
    print "{\"id\":\"d$x\",\"date\":\"gestern$x\",\"body\":\"Zebu\"}\n"' >"$tmp/evil.jsonl"
# has_no CHARACTERS FILE
has_no() {
    characters=$1 perl -CSD -ne 'if (/([$ENV{characters}])/) {
        printf "#   U+%04X in: %s\n", ord $1, s/[^ -~\n]/?/gr;
        exit 1;
    }' "$2"
}
controls='\x00-\x09\x0b-\x1f\x7f-\x9f'
has_no_controls() { has_no "$controls" "$1"; }
# What people read must not change its direction, either.
is_harmless() { has_no "$controls\x{202a}-\x{202e}\x{2066}-\x{2069}" "$1"; }
run index -i "$tmp/evil" "$tmp/evil.jsonl"
is "an evil article" "$(counts)" \
    "2 added, 0 replaced, 0 unchanged, 1 skipped (1 not usable, 0 not readable)"
ok "... is told of harmlessly" is_harmless "$tmp/err"
run index -i "$tmp/evil" --delete $'e\033[31m\u009b1A\u202e'
ok "... an evil id, too" is_harmless "$tmp/err"
run search -i "$tmp/evil" Zebu
is "... two hits" "$status $(tail -n 1 "$tmp/out")" "0 2 of 2 hits"
ok "... as text" is_harmless "$tmp/out"
run search -i "$tmp/evil" --format json Zebu
ok "... as JSON" check_json
ok "... without controls" has_no_controls "$tmp/out"
run search -i "$tmp/evil" --format trec Zebu
ok "... as a TREC run" has_no_controls "$tmp/out"
printf 'q\033[31m\302\233\tZebu\033[31m\302\2331A\342\200\256\n' >"$queries"
run search -i "$tmp/evil" --batch "$queries"
ok "... the query itself, in a batch" is_harmless "$tmp/out"
run search -i "$tmp/evil" --strict $'Zebu\033[31m\u009b1A\u202e "'
ok "... and in an error" is_harmless "$tmp/err"

# ---- Outputs that end

open_broken_pipe
for format in text json trec; do
    status=0
    : >"$tmp/out"
    "$BUILD/fundstelle-search" -i "$db" -n 1000 --format $format der die Kursk Soldaten \
        >&8 2>"$tmp/err" || status=$?
    ok "a closed pipe is no error: $format" exits_silently 0
done
sed 's/^/q\t/; 100q' tests/cli/junk.txt >"$queries"
status=0
"$BUILD/fundstelle-search" -i "$db" -n 1000 --batch "$queries" >&8 2>"$tmp/err" || status=$?
ok "... nor is it for a batch" exits_silently 0
exec 8>&-
"$BUILD/fundstelle-search" -i "$db" -n 1000 Kursk 2>"$tmp/err" | head -n 1 >"$tmp/out" || true
status=${PIPESTATUS[0]}
ok "| head -n 1" exits_silently 0
if [ -w /dev/full ]; then
    for format in text json trec; do
        status=0
        "$BUILD/fundstelle-search" -i "$db" -n 1000 --format $format Kursk >/dev/full 2>"$tmp/err" ||
            status=$?
        ok "a full disk is an error: $format" exits 2
        ok "... with its cause" complains 'cannot write the output: No space left'
    done
else
    skip "a full disk" "no /dev/full"
fi

# ---- Queries that nobody meant

many() { for ((i = 0; i < $1; i++)); do printf 'Wort%d ' "$i"; done; }
for query in "$(many 3000)" "$(many 400 | tr -d ' ')Kursk" "$(many 3000 | tr ' ' '"')" \
    "$(many 3000 | sed 's/^/"/; s/ $/"/')"; do
    search -- "${query:0:32000}"
    ok "a query of 32 kB: $(cut -c 1-20 <<<"$query")" test "$status" -le 1 -a ! -s "$tmp/err"
done
query=$(many 12000)
search -- "${query:0:100000}"
ok "one of 100 kB is refused" fails 'has 1000.. bytes, at most 32768 are taken'
search -- $'B\344r'
ok "one that is not UTF-8, too" fails 'is not UTF-8'

n=0
while IFS= read -r line; do
    n=$((n + 1))
    search --color always -- "$line"
    if [ "$status" -gt 1 ] || [ -s "$tmp/err" ]; then ok "junk: $line" explain; fi
    search --strict -- "$line"
    [ "$status" -le 2 ] || ok "junk, strictly: $line" explain
    search --format json -- "$line"
    check_json || ok "junk, in JSON: $line" explain
done <tests/cli/junk.txt
ok "pasted junk: $n lines, each by itself" test "$n" -ge 60
awk '{ printf "%d\t%s\n", NR, $0 }' tests/cli/junk.txt >"$queries"
search --batch "$queries"
ok "... and in a batch" exits_silently 0
done_testing
