#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# How well Fundstelle ranks: nDCG@10 and recall on the sets in ../shared, against Lucene's
# GermanAnalyzer, and on corpus/, for which there is nothing to compare with.
#
#     make quality              or: tests/quality.sh SET...
#
# Every index is built anew: it is a matter of seconds, and no figure is ever that of an old one.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${BUILD:=build}" "${FUNDSTELLE_SHARED:=../shared}"
out=$BUILD/quality
mkdir -p "$out"

articles() {
    case $1 in
    corpus) echo corpus ;;
    fang-knownitem) echo "$FUNDSTELLE_SHARED/data/news/fang-a.jsonl.zst" ;;
    *) ls "$FUNDSTELLE_SHARED/data/retrieval/$1"/corpus.jsonl* ;;
    esac
}

index() {
    rm -rf "$2"
    case $1 in
    *.zst) zstd -dc "$1" | "$BUILD/fundstelle-index" -i "$2" - ;;
    *) "$BUILD/fundstelle-index" -i "$2" "$1" ;;
    esac >/dev/null
}

# One row of the table, from what score.py prints for ours, for Lucene's and for the difference.
row() {
    awk -v set="$1" '
        /queries/ { n++; for (i = 1; i < NF; i++) v[n, $i] = $(i + 1) }
        /^A - B/ { interval = $6 " " $7 }
        END {
            printf "%-16s %8.4f", set, v[1, "nDCG@10"]
            if (n == 2)
                printf " %8.4f %7.3f  %-20s %7.3f", v[2, "nDCG@10"], v[1, "nDCG@10"] / v[2, "nDCG@10"],
                    interval, v[1, "R@100"] / v[2, "R@100"]
            print ""
        }'
}

measure() {
    local set=$1 folder=$FUNDSTELLE_SHARED/data/retrieval/$1
    local lucene=$FUNDSTELLE_SHARED/eval/baselines/lucene-$1.run
    if [ "$set" = corpus ]; then
        folder=corpus
        lucene=
    fi
    index "$(articles "$set")" "$out/$set"
    "$BUILD/fundstelle-search" -i "$out/$set" --format trec -n 100 --batch "$folder/queries.tsv" \
        >"$out/$set.run" || [ $? -eq 1 ]
    local figures
    # shellcheck disable=SC2086 # one argument or none
    figures=$(python3 "$FUNDSTELLE_SHARED/eval/score.py" "$folder/qrels.tsv" "$out/$set.run" $lucene)
    printf '%s\n\n' "$figures" >&2
    row "$set" <<<"$figures"
}

if [ ! -f "$FUNDSTELLE_SHARED/eval/score.py" ]; then
    echo "quality: skipped, no $FUNDSTELLE_SHARED/eval/score.py (set FUNDSTELLE_SHARED)"
    exit 0
fi
[ $# -gt 0 ] || set -- xquad-de nemig-de dip21 fang-knownitem corpus
table=$(for set; do measure "$set"; done)
printf '%-16s %8s %8s %7s  %-20s %7s\n' set nDCG@10 Lucene ratio "95% of A - B" "R@100 ratio"
echo "$table"
