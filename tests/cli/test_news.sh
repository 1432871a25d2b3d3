#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# 20,517 real articles from standard input; a title finds its article. Minutes: with FUNDSTELLE_SLOW=1.
set -eu
cd "$(dirname "$0")/../.."
. tests/cli/setup.sh

news=$FUNDSTELLE_SHARED/data/news/fang-a.jsonl.zst
skip_all() {
    skip "20,517 real articles" "$1"
    done_testing
}
[ "${FUNDSTELLE_SLOW:-}" = 1 ] || skip_all "slow: set FUNDSTELLE_SLOW=1"
[ -f "$news" ] || skip_all "there is no $news; set FUNDSTELLE_SHARED"
has zstd || skip_all "no zstd(1)"
has python3 || skip_all "no python3(1)"
n=20517

run index -i "$db" - < <(zstd -dc "$news")
ok "all articles go in" exits_silently 0
is "... each once" "$(counts)" "$n added, 0 replaced, 0 unchanged, 0 skipped"
is "--stats counts them" "$(n_articles "$db")" "$n"
ok "the index is sound" is_sound "$db"
run index -i "$db" - < <(zstd -dc "$news")
is "a second run changes nothing" "$status $(counts)" \
    "0 0 added, 0 replaced, $n unchanged, 0 skipped"

# 200 titles, each as a query of its article: "id TAB title".
zstd -dc "$news" | python3 -c '
import json, random, sys
articles = [json.loads(line) for line in sys.stdin]
titled = [a for a in articles if a.get("title", "").strip()]
for a in random.Random(1).sample(titled, 200):
    print(a["id"], " ".join(a["title"].split()), sep="\t")' >"$tmp/titles.tsv"
run search -i "$db" --format trec --batch "$tmp/titles.tsv"
ok "200 titles as queries" exits_silently 0
cut -d' ' -f1,3 "$tmp/out" | awk '$1 == $2 { print $1 }' | sort >"$tmp/found"
echo "# $(wc -l <"$tmp/found") of 200 find their article among the first ten"
cut -f1 "$tmp/titles.tsv" | sort | comm -23 - "$tmp/found" | sed 's/^/#   not: /'
ok "at least 97 % find their article" test "$(wc -l <"$tmp/found")" -ge 194
done_testing
