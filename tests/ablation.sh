#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What each part of the analysis and the ranking contributes: nDCG@10 on the sets in ../shared with
# all of it, and with one thing taken away at a time. `make ablation`; docs/quality.md has a run.
#
#     tests/ablation.sh            or: SETS="xquad-de nemig-de" tests/ablation.sh
#
# A variant is a copy of the sources with one line changed, built and run like the original.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${FUNDSTELLE_SHARED:=../shared}" "${SETS:=xquad-de nemig-de dip21 fang-knownitem}"
FUNDSTELLE_SHARED=$(realpath -m "$FUNDSTELLE_SHARED")
copy=$PWD/build/ablation
if [ ! -f "$FUNDSTELLE_SHARED/eval/score.py" ]; then
    echo "ablation: skipped, no $FUNDSTELLE_SHARED/eval/score.py (set FUNDSTELLE_SHARED)"
    exit 0
fi

# Makes the variant: in file $1 sed expression $2 must change something. What was changed before is
# as it was again, and is younger than what was made of it.
changed=Makefile
change() {
    mkdir -p "$copy"
    cp -rp indexer searcher include tests docs Makefile .ci "$copy"
    touch "$copy/$changed"
    if [ $# -gt 0 ]; then
        changed=$1
        sed -i "$2" "$copy/$1"
        ! cmp -s "$1" "$copy/$1" || { echo "ablation: nothing to change in $1: $2" >&2 && exit 1; }
    fi
    make -s -C "$copy" BUILD=build build/fundstelle-index build/fundstelle-search >/dev/null
}

index() {
    local articles
    rm -rf "$copy/index-$1"
    articles=$(ls "$FUNDSTELLE_SHARED/data/retrieval/$1"/corpus.jsonl* 2>/dev/null ||
        echo "$FUNDSTELLE_SHARED/data/news/fang-a.jsonl.zst")
    case $articles in
    *.zst) zstd -dc "$articles" ;;
    *) cat "$articles" ;;
    esac | "$copy/build/fundstelle-index" -q -i "$copy/index-$1" -
}

# A row of the table; $2 says whether the index is another one, too.
measure() {
    printf '| %-44s' "$1"
    for set in $SETS; do
        [ "$2" = query ] || index "$set"
        "$copy/build/fundstelle-search" -i "$copy/index-$set" --format trec -n 100 \
            --batch "$FUNDSTELLE_SHARED/data/retrieval/$set/queries.tsv" >"$copy/$set.run" 2>/dev/null || [ $? -eq 1 ]
        python3 "$FUNDSTELLE_SHARED/eval/score.py" "$FUNDSTELLE_SHARED/data/retrieval/$set/qrels.tsv" "$copy/$set.run" |
            awk '{ for (i = 1; i < NF; i++) if ($i == "nDCG@10") printf " | %.4f", $(i + 1) }'
    done
    echo ' |'
}

ranking=searcher/clause.c
printf '| %-44s' without
for set in $SETS; do printf ' | %s' "$set"; done
printf ' |\n| --- '
for set in $SETS; do printf '| --- '; done
echo '|'
change
measure 'nothing: all of it' index
change $ranking 's/exact_factor = [0-9.]*/exact_factor = 0/'
measure 'the exact form' query
change $ranking 's/related_factor = [0-9.]*/related_factor = 0/'
measure 'countries and their people' query
change $ranking 's/title_factor = [0-9.]*/title_factor = 0/'
measure 'the reward for titles' query
change searcher/plan.c 's/\.n_parts = token->n_parts/.n_parts = 0/'
measure 'parts of compounds in queries' query
change searcher/search.c 's/bm25_delta = [0-9.]*/bm25_delta = 0/'
measure 'the reward for each word (BM25, not BM25+)' query
change searcher/search.c 's/bm25_k1 = [0-9.]*, bm25_b = [0-9.]*/bm25_k1 = 1.2, bm25_b = 0.75/'
measure 'our k1 and b, but 1.2 and 0.75' query
change indexer/schema.c 's/article->title, TITLE_WEIGHT/article->title, 1/'
measure 'the weight of titles, and the reward' index
change indexer/text/compound.c 's/if (len < WORD_MIN/if (len < WORD_MAX/'
measure 'compounds, in articles and queries' index
change indexer/text/stem.c 's/return endings_cut(folded, &len)/return (void)endings_cut, false/'
measure 'the table of endings: Snowball alone' index
