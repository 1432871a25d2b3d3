#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The programs under valgrind, over corpus/: no leak, no byte that is not theirs.
set -eu
cd "$(dirname "$0")/.."
. tests/tap.sh
: "${BUILD:=build}" "${VALGRIND:=valgrind -q --leak-check=full --error-exitcode=99}"

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# exits STATUS PROGRAM ARGUMENTS...: valgrind changes the status to 99 where it finds something.
exits() {
    local want=$1 program=$2 status=0
    shift 2
    # shellcheck disable=SC2086 # a command and its options
    $VALGRIND "$BUILD/$program" -i "$tmp/index" "$@" \
        >"$tmp/out" 2>&1 </dev/null || status=$?
    [ "$status" -eq "$want" ] || { sed 's/^/# /' "$tmp/out" && return 1; }
}

ok "index" exits 0 fundstelle-index corpus
ok "index again, prune" exits 0 fundstelle-index --prune corpus
ok "stats" exits 0 fundstelle-index --stats
ok "text" exits 0 fundstelle-search Kursk Soldaten
ok "json" exits 0 fundstelle-search --format json '"Kim Jong Un" -Kursk'
printf '1\tNordkorea\n2\tZürich\n' >"$tmp/queries.tsv"
ok "trec" exits 0 fundstelle-search --format trec --batch "$tmp/queries.tsv"
ok "no hit" exits 1 fundstelle-search xyzzy
ok "a query that is not well formed" exits 2 fundstelle-search --strict '"Kursk'
ok "no such article" exits 1 fundstelle-index --delete xyzzy
ok "no such folder" exits 2 fundstelle-index "$tmp/none"
done_testing
