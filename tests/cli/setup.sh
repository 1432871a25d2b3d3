# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What the tests of the two programs have in common; read from the root of the project.
. tests/tap.sh
: "${BUILD:=build}" "${FUNDSTELLE_SHARED:=../shared}" "${SAN:=}"
BUILD=$(realpath "$BUILD")

tmp=$(mktemp -d)
chmod 755 "$tmp" # some tests become another user
trap 'rm -rf "$tmp"' EXIT
db=$tmp/index

# Nothing of the caller's surroundings; and a sanitizer's finding is none of our exit codes.
unset FUNDSTELLE_INDEX XDG_DATA_HOME NO_COLOR
export HOME=$tmp/home TERM=xterm LC_ALL=C.UTF-8
export ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=exitcode=99 LSAN_OPTIONS=exitcode=99
exec </dev/null

has() { command -v "$1" >/dev/null; }

# run index|search ARGUMENTS...: leaves $status, $tmp/out and $tmp/err.
run() {
    local program=$BUILD/fundstelle-$1
    shift
    status=0
    "$program" "$@" >"$tmp/out" 2>"$tmp/err" || status=$?
}
out() { cat "$tmp/out"; }
err() { cat "$tmp/err"; }

# What the last run has printed, as a comment of TAP.
explain() {
    echo "#   status $status"
    head -n 20 "$tmp/out" "$tmp/err" | cut -c 1-300 | sed 's/^/#   /'
    return 1
}

# exits STATUS: the last run did; is_silent: without a word on stderr.
exits() { [ "$status" -eq "$1" ] || explain; }
is_silent() { [ ! -s "$tmp/err" ] || explain; }
# complains REGEX: the last run said one line on stderr, and that matches; leads with its name.
complains() {
    [ "$(grep -cE "^fundstelle-(index|search): .*($1)" "$tmp/err")/$(wc -l <"$tmp/err")" = 1/1 ] ||
        explain
}
# says REGEX: among other lines.
says() { grep -qE -e "$1" "$tmp/err" || explain; }
# fails REGEX: exit code 2, one line, nothing on stdout.
fails() { exits 2 && complains "$1" && { [ ! -s "$tmp/out" ] || explain; }; }
exits_silently() { exits "$1" && is_silent; }

# "3 added, 0 replaced, 0 unchanged, 0 skipped" of the last run.
counts() { sed 's/;.*//' "$tmp/out"; }

# The ids of all hits, sorted, in one line.
ids() {
    "$BUILD/fundstelle-search" -i "$db" -n 10000 --format trec -- "$@" | cut -d' ' -f3 | sort | xargs
}
# The number of articles in the index $1.
n_articles() { "$BUILD/fundstelle-index" -i "$1" --stats | awk '$1 == "articles" { print $2 }'; }

# Is the index $1 sound, as far as libxapian knows?
is_sound() {
    has xapian-check || return 0
    xapian-check "$1" >"$tmp/check" 2>&1 || { sed 's/^/#   /' "$tmp/check" && return 1; }
}

# records FIRST LAST: articles as JSON lines, some 50 bytes each.
records() {
    awk -v i="$1" -v last="$2" 'BEGIN {
        for (; i <= last; i++)
            printf "{\"id\":\"r%d\",\"body\":\"Artikel mit der Nummer %d\"}\n", i, i
    }'
}

# Opens fd 8 as a pipe that nobody reads.
open_broken_pipe() {
    mkfifo "$tmp/broken"
    exec 7<>"$tmp/broken"
    exec 8>"$tmp/broken"
    exec 7<&-
    rm "$tmp/broken"
}

# start_stdin INDEX: fundstelle-index in the background, as $pid; what goes to fd 9 it reads. A
# job of its own, or the shell would have it ignore Ctrl-C. end_stdin ends it as run does.
start_stdin() {
    rm -f "$tmp/pipe"
    mkfifo "$tmp/pipe"
    set -m
    "$BUILD/fundstelle-index" -i "$1" - <"$tmp/pipe" >"$tmp/pipe.out" 2>"$tmp/pipe.err" &
    pid=$!
    set +m
    exec 9>"$tmp/pipe"
}
# More than a pipe holds: when it is written, the program has opened its index and is reading.
fill_pipe() { head -c 200000 /dev/zero | tr '\0' '\n' >&9; }
# Does it end by itself, within five seconds?
ends() {
    local i
    for i in {1..50}; do
        kill -0 "$pid" 2>/dev/null || return 0
        sleep 0.1
    done
    echo "#   still there after ${i}00 ms"
    return 1
}
end_stdin() {
    exec 9>&-
    status=0
    # The shell reports a job that was killed; that is no news here.
    wait "$pid" 2>/dev/null || status=$?
    mv "$tmp/pipe.out" "$tmp/out"
    mv "$tmp/pipe.err" "$tmp/err"
}
