#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# fundstelle-index: how a new index is built, by our own writer and by Xapian's, and how it may end.
set -eu
cd "$(dirname "$0")/../.."
. tests/cli/setup.sh

# same_tables FOLDER FOLDER: byte by byte, but for the version files, which carry a random name.
same_tables() {
    local table
    for table in docdata position postlist termlist; do
        cmp "$1/$table.glass" "$2/$table.glass" || return 1
    done
}
# Has nothing been left behind in the index $1?
is_tidy() { is "$2" "$(cd "$1" && echo *)" \
    'docdata.glass flintlock iamglass position.glass postlist.glass termlist.glass'; }

# ---- Threads and memory

run index -j 1 -i "$tmp/one" corpus - < <(records 1 20000)
ok "one thread" exits_silently 0
is "... all is counted" "$(counts)" "20093 added, 0 replaced, 0 unchanged, 0 skipped"
ok "... and sound" is_sound "$tmp/one"
is_tidy "$tmp/one" "... and tidy"
run index -j 2 -i "$tmp/two" corpus - < <(records 1 20000)
ok "two threads make the same index" same_tables "$tmp/one" "$tmp/two"
run index --threads=5 --memory 1M -i "$tmp/five" corpus - < <(records 1 20000)
ok "... and five with little memory" same_tables "$tmp/one" "$tmp/five"
run index -i "$tmp/default" corpus - < <(records 1 20000)
ok "... and as many as there are processors" same_tables "$tmp/one" "$tmp/default"

# ---- The other writer

run index --writer xapian -i "$tmp/theirs" corpus - < <(records 1 20000)
is "Xapian's writer counts the same" "$status $(counts)" \
    "0 20093 added, 0 replaced, 0 unchanged, 0 skipped"
for query in 'Kursk Soldaten' '"am 24. Oktober"' 'Krieg' 'Nummer 17' 'titel:Wahl'; do
    for folder in one theirs; do
        "$BUILD/fundstelle-search" -i "$tmp/$folder" -n 50 --format json "$query" >"$tmp/$folder.json"
    done
    ok "... and both find the same by $query" cmp "$tmp/one.json" "$tmp/theirs.json"
done
figures() { "$BUILD/fundstelle-index" -i "$1" --stats | grep -vE '^(index|size)'; }
is "... of the same length" "$(figures "$tmp/one")" "$(figures "$tmp/theirs")"

# ---- What follows a first build

run index -i "$tmp/one" corpus - < <(records 19990 20010)
is "a second run adds to it" "$status $(counts)" "0 10 added, 0 replaced, 104 unchanged, 0 skipped"
run index -i "$tmp/one" - < <(echo '{"id":"r7","body":"ganz anders"}')
is "... replaces" "$status $(counts)" "0 0 added, 1 replaced, 0 unchanged, 0 skipped"
run index -i "$tmp/one" --delete r1 r2
is "... deletes" "$status $(out)" "0 2 deleted"
ok "... and leaves it sound" is_sound "$tmp/one"
is_tidy "$tmp/one" "... and tidy"

run index -i "$tmp/nothing" - <<<''
is "a first build of nothing" "$status $(counts)" "0 0 added, 0 replaced, 0 unchanged, 0 skipped"
run index -i "$tmp/nothing" - < <(records 1 3; echo '{"id":"r2","body":"ein anderer"}')
is "... is still to come; an id is given once" "$status $(counts)" \
    "1 3 added, 0 replaced, 0 unchanged, 1 skipped (1 not usable, 0 not readable)"
ok "... and sound" is_sound "$tmp/nothing"

# ---- Killed, locked

start_stdin "$tmp/killed"
records 1 20000 >&9
fill_pipe
run search -i "$tmp/killed" Nummer
ok "while it is built, the index is empty" exits_silently 1
run index -i "$tmp/killed" corpus
ok "... and locked" exits 75
run index --writer xapian -i "$tmp/killed" corpus
ok "... for Xapian's writer, too" exits 75
kill -KILL "$pid"
end_stdin
ok "killed in the midst" exits 137
is "... it is empty" "$(n_articles "$tmp/killed")" 0
ok "... and sound" is_sound "$tmp/killed"
run index -i "$tmp/killed" corpus
is "... the next run builds it" "$status $(counts)" "0 93 added, 0 replaced, 0 unchanged, 0 skipped"
is_tidy "$tmp/killed" "... and tidies up"

# ---- Usage

# wrong REGEX ARGUMENTS...: an error of usage.
wrong() {
    local regex=$1
    shift
    run index -i "$tmp/usage" "$@" corpus
    ok "$*" exits 2
    ok "... is explained" says "$regex"
}
wrong 'a number from 1' -j 0
wrong 'a number from 1' -j x
wrong 'a size such as' --memory 1X
wrong 'a size such as' --memory -5
wrong 'called "xapian"' --writer lucene
ok "no index comes of that" test ! -e "$tmp/usage"
done_testing
