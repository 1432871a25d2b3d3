#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What the first build of an index costs, next to what Xapian does by itself: CPU seconds (user and
# system, one thread), medians of several runs side by side, and what lies on the disk afterwards.
#
#     tests/bench/build.sh ARTICLES.jsonl [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${BUILD:=build}"
articles=$1
rounds=${2:-3}
out=$BUILD/bench/build
mkdir -p "$out"

methods='ours ours-xapian generator generator-stems'
build() {
    case $1 in
    ours) "$BUILD/fundstelle-index" -q -j 1 -i "$2" "$articles" ;;
    ours-xapian) "$BUILD/fundstelle-index" -q --writer xapian -i "$2" "$articles" ;;
    generator) "$BUILD/tests/bench/term-generator" "$2" "$articles" some ;;
    generator-stems) "$BUILD/tests/bench/term-generator" "$2" "$articles" all ;;
    esac
}
explain() {
    case $1 in
    ours) echo 'fundstelle-index' ;;
    ours-xapian) echo '... --writer xapian' ;;
    generator) echo 'TermGenerator, defaults' ;;
    generator-stems) echo 'TermGenerator, stems only' ;;
    esac
}

# CPU seconds of one build.
cpu() {
    local TIMEFORMAT='%U %S'
    rm -rf "${out:?}/$1"
    { time build "$1" "$out/$1" >/dev/null 2>&1; } 2>&1 | awk '{ print $1 + $2 }'
}
megabytes() { awk -v b="$(cat "$@" | wc -c)" 'BEGIN { printf "%.1f", b / 1e6 }'; }

: >"$out/seconds"
for ((round = 0; round < rounds; round++)); do
    for method in $methods; do
        echo "$method $(cpu "$method")" >>"$out/seconds"
    done
done
median() { awk -v m="$1" '$1 == m { print $2 }' "$out/seconds" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }

# Xapian's own tables are half empty before they are compacted.
for method in $methods; do
    rm -rf "$out/$method.compact"
    xapian-compact "$out/$method" "$out/$method.compact" >/dev/null
done

ours=$(median ours)
echo "first build of $(megabytes "$articles") MB in $(wc -l <"$articles") articles, median of $rounds"
printf '%-28s%8s%8s%10s%12s\n' '' 'CPU s' 'times' 'index MB' 'compacted'
for method in $methods; do
    printf '%-28s%8.1f%8.1f%10s%12s\n' "$(explain "$method")" "$(median "$method")" \
        "$(awk -v a="$(median "$method")" -v b="$ours" 'BEGIN { print a / b }')" \
        "$(megabytes "$out/$method"/*.glass)" "$(megabytes "$out/$method.compact"/*.glass)"
done
echo
printf '%-28s%8s\n' 'our tables' 'MB'
for table in postlist position termlist docdata; do
    printf '%-28s%8s\n' "$table" "$(megabytes "$out/ours/$table.glass")"
done
