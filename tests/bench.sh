#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# How fast Fundstelle is over 124 MB of news (../shared): the median of three runs each.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${BUILD:=build}" "${FUNDSTELLE_SHARED:=../shared}"
out=$BUILD/bench
news=$FUNDSTELLE_SHARED/data/news/fang-a.jsonl.zst
queries=$FUNDSTELLE_SHARED/data/retrieval/fang-knownitem/queries.tsv

if [ ! -f "$news" ]; then
    echo "bench: skipped, no $news (set FUNDSTELLE_SHARED)"
    exit 0
fi

# Median seconds of three runs of a command.
median() {
    local TIMEFORMAT=%R
    for _ in 1 2 3; do
        { time "$@" >/dev/null 2>&1; } 2>&1
    done | sort -n | sed -n 2p
}
index() { rm -rf "$out/index" && "$BUILD/fundstelle-index" -i "$out/index" "$out/news.jsonl"; }
search() { "$BUILD/fundstelle-search" -i "$out/index" "$@"; }
per() { awk -v a="$1" -v b="$2" -v factor="$3" 'BEGIN { printf "%.2f", factor * a / b }'; }

mkdir -p "$out"
zstd -qdfo "$out/news.jsonl" "$news"
bytes=$(stat -c %s "$out/news.jsonl")
n_queries=$(wc -l <"$queries")

seconds=$(median index)
echo "indexing         $(per "$bytes" "$seconds" 1e-6) MB/s ($seconds s for $((bytes / 1000000)) MB)"
echo "index on disk    $(per "$(du -sb "$out/index" | cut -f1)" "$bytes" 1) of the text"
seconds=$(median search --format json --batch "$queries")
echo "query, 10 hits   $(per "$seconds" "$n_queries" 1000) ms each with snippets, $n_queries in one process"
seconds=$(median search Impfstoff Zulassung)
echo "one query        $(per "$seconds" 1 1000) ms with the start of the program"
"$BUILD/tests/bench/facets" "$out/index"

tests/bench/build.sh "$out/news.jsonl"
