#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# fundstelle-index: what goes in, under which id, what a second run does, and how it ends.
set -eu
cd "$(dirname "$0")/../.."
. tests/cli/setup.sh

news=$tmp/news
mkdir -p "$news/2024/10" "$news/.git"
printf 'Titel: Haustür aufgebrochen\nDatum: 21. Oktober 2024\n\nEin Artikel über eine Haustür.\n' \
    >"$news/haustuer.txt"
printf 'Soldaten in Kursk\n\nEin Artikel über Kursk.\n' >"$news/2024/10/kursk 1.txt"
cat >"$news/agentur.jsonl" <<'END'
{"id":"a1","title":"Wahl","date":"2024-11-05","body":"Ein Artikel über die Wahl."}

{"id":2,"title":"Pokal","body":"Ein Artikel über den Pokal."}
END
echo 'Kein Artikel.' >"$news/README.md"
echo 'Kein Artikel.' >"$news/.git/kein.txt"
all='2 2024/10/kursk%201.txt a1 haustuer.txt'

# ---- What goes in

run index -i "$db" "$news"
ok "a folder" exits_silently 0
is "... is counted" "$(counts)" "4 added, 0 replaced, 0 unchanged, 0 skipped"
ok "... in one line" test "$(wc -l <"$tmp/out")" -eq 1
is "ids are paths in the folder, or given" "$(ids Artikel)" "$all"
run index -i "$db" "$news/"
is "a second run, with a slash, changes nothing" "$(counts)" \
    "0 added, 0 replaced, 4 unchanged, 0 skipped"
(cd "$news/2024" && run index -i "$db" ../../news/2024/../../news)
is "nor does a crooked path" "$(ids Artikel)" "$all"

printf 'Titel: Haustür repariert\n\nEin Artikel über den Tischler.\n' >"$news/haustuer.txt"
run index -i "$db" "$news"
is "a changed file is replaced" "$(counts)" "0 added, 1 replaced, 3 unchanged, 0 skipped"
is "... so that it is found by what it has" "$(ids Tischler)" haustuer.txt
is "... and not by what it had" "$(ids aufgebrochen)" ""
is "... and no other has gone" "$(ids Artikel)" "$all"

run index -i "$db" - < <(records 1 3)
ok "standard input" exits_silently 0
is "... is counted" "$(counts)" "3 added, 0 replaced, 0 unchanged, 0 skipped"
is "... and found" "$(ids Nummer)" "r1 r2 r3"
run index -i "$db" -
is "standard input with nothing in it" "$status $(counts)" \
    "0 0 added, 0 replaced, 0 unchanged, 0 skipped"
run index -i "$tmp/single" "$news/2024/10/kursk 1.txt" "$news/agentur.jsonl"
is "files" "$status $(counts)" "0 3 added, 0 replaced, 0 unchanged, 0 skipped"
is "... have their names as ids" "$(db=$tmp/single ids Kursk)" "kursk%201.txt"

# ---- --stats

figures() { grep -E '^(articles|dates)' "$tmp/out" | xargs; }
run index -i "$tmp/single" --stats
is "--stats" "$status $(figures)" "0 articles 3 dates 2024-11-05 to 2024-11-05"
run index -i "$db" --stats
is "--stats forgets the date of what was replaced" "$(figures)" \
    "articles 7 dates 2024-11-05 to 2024-11-05"
run index -i "$db" --stats "$news"
is "--stats after indexing" "$status $(grep -cE '^(articles  7|0 added.*)$' "$tmp/out")" "0 2"
run index -i "$tmp/none" --stats
ok "--stats without an index" fails "none: there is no index; make one with: fundstelle-index"
ok "... makes none" test ! -e "$tmp/none"

# ---- --analyze

run index --analyze 'Die Politiker:innen' im Staubecken
is "--analyze: a line a word" "$(awk 'NR > 1 { print $1, $2, $3, $4, $5 }' "$tmp/out")" \
    "1 0 3 Die die
2 4 19 Politiker:innen politikerinnen
3 20 22 im im
4 23 33 Staubecken staubecken"
ok "... with both stems" grep -q ' polit, politikerin ' "$tmp/out"
ok "... with both readings" grep -q ' staub eck / stau beck$' "$tmp/out"
ok "... and stop words in brackets" grep -q ' (die) ' "$tmp/out"
run index --analyze "$(printf 'a\377')"
is "... of what is not UTF-8" "$status $(err)" \
    "2 fundstelle-index: byte 1 of the text is not UTF-8"
run index --analyze
ok "... of nothing" exits 2

# ---- --delete

run index -i "$db" --delete a1 'no such' r3
ok "--delete of an unknown id tells" exits 1
ok "... which" complains '"no such"'
is "... and deletes the others" "$(out) $(ids Artikel)" \
    "2 deleted 2 2024/10/kursk%201.txt haustuer.txt r1 r2"
run index -i "$db" --delete "2024/10/kursk 1.txt"
ok "--delete of a known id" exits_silently 0
run index -i "$tmp/none" --delete a1
ok "--delete without an index" fails 'there is no index'
ok "... makes none" test ! -e "$tmp/none"

# ---- --prune

rm -rf "$db"
mkdir "$tmp/other"
echo 'Ein Artikel von anderswo' >"$tmp/other/anderswo.txt"
run index -i "$db" "$news" "$tmp/other" - < <(records 1 2)
rm "$news/haustuer.txt" "$tmp/other/anderswo.txt"
run index -i "$db" "$news"
is "without --prune all stay" "$(n_articles "$db")" 7
ln -s /nowhere "$news/zeiger.txt"
run index -i "$db" --prune "$news"
ok "--prune where a file cannot be read" exits 1
ok "... names it" says 'zeiger\.txt: No such file'
ok "... and says so" says 'news is not pruned'
is "... and deletes nothing" "$(n_articles "$db")" 7
rm "$news/zeiger.txt"
printf 'keine Haust\374r' >"$news/latin1.txt"
run index -i "$db" --prune "$news"
is "--prune where one is not an article deletes nothing" "$status $(n_articles "$db")" "1 7"
rm "$news/latin1.txt"
run index -i "$db" --prune "$news"
is "--prune deletes what has gone from this folder only" "$status $(counts) $(ids Artikel)" \
    "0 0 added, 0 replaced, 3 unchanged, 1 deleted, 0 skipped 2 2024/10/kursk%201.txt a1 anderswo.txt r1 r2"
sed -i 1d "$news/agentur.jsonl"
run index -i "$db" --prune "$news"
is "... and records that have gone from a file" "$(ids Artikel)" \
    "2 2024/10/kursk%201.txt anderswo.txt r1 r2"
run index -i "$db" --prune - < <(records 1 1)
ok "standard input is not pruned" says 'not standard input'
is "... and nothing is lost" "$(n_articles "$db")" 5
mv "$news" "$news.away"
run index -i "$db" --prune "$news"
is "--prune of a folder that is away deletes nothing" "$status $(n_articles "$db")" "2 5"
mv "$news.away" "$news"

# ---- The default index

FUNDSTELLE_INDEX=$tmp/by-name XDG_DATA_HOME=$tmp/data run index "$news"
ok "the index is that of FUNDSTELLE_INDEX" test -f "$tmp/by-name/iamglass"
FUNDSTELLE_INDEX='' XDG_DATA_HOME=$tmp/data run index "$news"
ok "... else below XDG_DATA_HOME" test -f "$tmp/data/fundstelle/index/iamglass"
XDG_DATA_HOME='' run index "$news"
ok "... else below HOME" test -f "$HOME/.local/share/fundstelle/index/iamglass"
run search Kursk
ok "... for searching, too" exits_silently 0
status=0
env -u HOME "$BUILD/fundstelle-index" "$news" >"$tmp/out" 2>"$tmp/err" || status=$?
ok "... else it has to be named" fails 'name the index with -i FOLDER'
FUNDSTELLE_INDEX=$tmp/by-name run index -i "$tmp/by-option" "$news"
ok "... and -i goes before all" test -f "$tmp/by-option/iamglass"

# ---- One id, two articles

mkdir "$tmp/a" "$tmp/b"
echo 'Erster Artikel' >"$tmp/a/x.txt"
echo 'Zweiter Artikel' >"$tmp/b/x.txt"
run index -i "$tmp/twice" "$tmp/a" "$tmp/b"
ok "an id in two folders" exits 1
ok "... is told once" complains '"x\.txt"'
is "... the first is kept" "$(db=$tmp/twice ids Erster) $(db=$tmp/twice ids Zweiter)" \
    "x.txt "
is "... and counted" "$(counts)" \
    "1 added, 0 replaced, 0 unchanged, 1 skipped (1 not usable, 0 not readable)"
run index -i "$tmp/again" - < <(records 1 3; records 2 2)
is "the same article twice is no error" "$status $(counts)" \
    "0 3 added, 0 replaced, 1 unchanged, 0 skipped"
ok "... and goes without a word" is_silent

# ---- -q, output, usage

run index -q -i "$tmp/quiet" "$news"
ok "-q" exits_silently 0
ok "... prints nothing" test ! -s "$tmp/out"
echo '{' >"$news/broken.jsonl"
run index -q -i "$tmp/quiet" "$news"
ok "... but errors" complains 'broken\.jsonl:1'
rm "$news/broken.jsonl"

open_broken_pipe
status=0
"$BUILD/fundstelle-index" -i "$tmp/unread" "$news" >&8 2>"$tmp/err" || status=$?
exec 8>&-
ok "a closed pipe is no error" exits_silently 0
is "... and all is indexed" "$(n_articles "$tmp/unread")" 2
if [ -w /dev/full ]; then
    status=0
    "$BUILD/fundstelle-index" -i "$tmp/unread" --stats >/dev/full 2>"$tmp/err" || status=$?
    ok "an output that cannot be written is one" exits 2
    ok "... with its cause" complains 'No space left'
else
    skip "an output that cannot be written" "no /dev/full"
fi
status=0
"$BUILD/fundstelle-index" -i "$tmp/closed" "$news" >&- 2>"$tmp/err" || status=$?
ok "a closed stdout does no harm to the index" is_sound "$tmp/closed"

# wrong NAME REGEX ARGUMENTS...: an error of usage.
wrong() {
    local name=$1 regex=$2
    shift 2
    run index "$@"
    ok "$name" exits 2
    ok "... is explained" says "fundstelle-index: .*($regex)"
    ok "... not on stdout" test ! -s "$tmp/out"
}
wrong "no argument" 'which files or folders' -i "$tmp/usage"
wrong "no ids" 'which ids' -i "$tmp/usage" --delete
wrong "--delete and --prune" 'use one of them' -i "$tmp/usage" --delete --prune a1
wrong "--stats --delete, but no ids" 'which ids' -i "$db" --stats --delete
wrong "an unknown option" 'nonsense' --nonsense "$news"
wrong "-i without a folder" 'requires an argument' -i
ok "no index comes of that" test ! -e "$tmp/usage"
run index --help
is "--help is no error, and on stdout" "$status $(grep -c Usage: "$tmp/out")" "0 1"
run index --version
is "--version is no error, and on stdout" "$status $(grep -c Fundstelle "$tmp/out")" "0 1"

# ---- Interrupted

for signal in INT TERM; do
    start_stdin "$tmp/$signal"
    records 1 10000 >&9
    kill -s "$signal" "$pid"
    records 10001 20000 >&9 2>/dev/null || true
    end_stdin
    ok "SIG$signal in the midst of a stream" exits $((128 + $(kill -l "$signal")))
    ok "... is told" complains 'interrupted; what was read so far is in the index'
    n=$(counts | sed 's/ .*//')
    ok "... after some and before all" test "${n:-0}" -gt 0 -a "${n:-0}" -lt 20000
    is "... and what was read is kept" "$(n_articles "$tmp/$signal")" "$n"
done

start_stdin "$tmp/idle"
records 1 10 >&9
fill_pipe
sleep 0.3
kill -INT "$pid"
ok "SIGINT while the stream is idle ends it at once" ends
end_stdin
ok "... with exit code 130" exits 130
is "... and what was read is kept" "$(n_articles "$tmp/idle")" 10

# ---- Killed: written blocks, but no commit

run index -i "$tmp/killed" "$news"
before=$(n_articles "$tmp/killed")
XAPIAN_FLUSH_THRESHOLD=100 start_stdin "$tmp/killed"
records 1 10000 >&9
kill -KILL "$pid"
end_stdin
ok "kill -9 in the midst" exits 137
is "... leaves the old index" "$(n_articles "$tmp/killed") $(db=$tmp/killed ids Kursk)" \
    "$before 2024/10/kursk%201.txt"
ok "... which is sound" is_sound "$tmp/killed"
run index -i "$tmp/killed" - < <(records 1 100)
is "... and the next run works" "$status $(counts)" "0 100 added, 0 replaced, 0 unchanged, 0 skipped"
ok "... and leaves it sound" is_sound "$tmp/killed"

start_stdin "$tmp/newborn"
records 1 10000 >&9
kill -KILL "$pid"
end_stdin
run index -i "$tmp/newborn" - < <(records 1 100)
is "kill -9 of the first run: the next one works" "$status $(counts)" \
    "0 100 added, 0 replaced, 0 unchanged, 0 skipped"

# ---- Locked

start_stdin "$tmp/killed"
fill_pipe
run index -i "$tmp/killed" "$news"
ok "a locked index: exit code 75" exits 75
ok "... is told" complains 'another process'
run index -i "$tmp/killed" --delete r1
ok "... for --delete, too" exits 75
run search -i "$tmp/killed" Kursk
ok "... but it can be searched" exits_silently 0
run index -i "$tmp/killed" --stats
ok "... and looked at" exits_silently 0
end_stdin
ok "the one that has the lock is not disturbed" exits_silently 0
done_testing
