#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# fundstelle-index: with entities and without, by both writers, in any number of threads, and under
# names of one's own.
set -eu
cd "$(dirname "$0")/../.."
. tests/cli/setup.sh

# All terms of entities in the index $1, and in how many articles each is; then values and data.
entities() {
    local i
    xapian-delve -a -v -1 "$1" | grep -E '^X[POL]' || true
    for i in 1 17 42 93; do
        xapian-delve -r "$i" -d -V2 "$1" | tr '\0' ' '
    done
}
says_entities() { "$BUILD/fundstelle-index" -i "$1" --stats | awk '$1 == "entities" { print $2 }'; }

# ---- With and without

run index -i "$tmp/with" corpus
ok "articles with entities" exits_silently 0
is "... --stats says so" "$(says_entities "$tmp/with")" yes
run index -i "$tmp/without" --no-entities corpus
ok "--no-entities" exits_silently 0
is "... is what --stats says" "$(says_entities "$tmp/without")" no
run index -i "$tmp/without" - < <(records 1 3)
ok "a later run goes on without them" exits 0
ok "... and tells" complains 'built without entities'
is "... so that it stays as it is" "$(says_entities "$tmp/without")" no
run index -i "$tmp/without" --no-entities - < <(records 4 6)
ok "... which one can say again" exits_silently 0
run index -i "$tmp/with" --no-entities - < <(records 1 3)
ok "an index with entities keeps them" fails 'its articles have entities'
run index -i "$tmp/with" corpus
is "articles with entities are unchanged in the next run" "$status $(counts)" \
    "0 0 added, 0 replaced, 93 unchanged, 0 skipped"

# ---- Writers and threads

names=$tmp/names.txt
printf '# wer\nperson\tKim III.\tKim Jong Un\nplace\tOblast Kursk\tKursk, Region Kursk\n' >"$names"
same() { cmp "$tmp/1/docdata.glass" "$tmp/$1/docdata.glass" &&
    cmp "$tmp/1/postlist.glass" "$tmp/$1/postlist.glass"; }
for n in 1 2 5; do
    run index -j "$n" --memory 1M --names "$names" -i "$tmp/$n" corpus - < <(records 1 20000)
    ok "names and $n threads" exits_silently 0
done
ok "two threads make the same index" same 2
ok "... and five" same 5
ok "... and sound" is_sound "$tmp/5"
if has xapian-delve; then
    run index --writer xapian --names "$names" -i "$tmp/theirs" corpus
    run index --names "$names" -i "$tmp/ours" corpus
    is "Xapian's writer makes the same entities" "$(entities "$tmp/theirs")" \
        "$(entities "$tmp/ours")"
    ok "... there are some" grep -q '^XPkimiii [1-9]' <(entities "$tmp/ours")
    is "without entities there are none" "$(entities "$tmp/without" | grep -c '^X' || true)" 0
    cp -r "$tmp/with" "$tmp/later"
    run index --names "$names" -i "$tmp/later"
    ok "names given later" exits_silently 0
    ok "... say how many articles they change" grep -qxE '[1-9][0-9]* got other names' "$tmp/out"
    is "... and come to the same" "$(entities "$tmp/later")" "$(entities "$tmp/ours")"
    ok "... in a sound index" is_sound "$tmp/later"
else
    skip "what is in the tables" "there is no xapian-delve"
fi

# ---- Entities that come with an article

cat >"$tmp/given.jsonl" <<'END'
{"id":"g1","body":"Der Präsident sprach.","entities":[{"type":"person","name":" Anna  Beck "},{"type":"LOC","name":"Ulm"}]}
{"id":"g2","body":"Der Präsident sprach.","entities":["Anna Beck",{"type":"film","name":"M"},{"name":7},{"type":"org"}]}
{"id":"g3","body":"Der Präsident sprach.","entities":"Anna Beck"}
END
run index -i "$tmp/given" "$tmp/given.jsonl"
ok "given entities are taken, and what else stands there is no error" exits_silently 0
is "... all articles are" "$(counts)" "3 added, 0 replaced, 0 unchanged, 0 skipped"
if has xapian-delve; then
    is "... and the entities are in the index" \
        "$(xapian-delve -a -v -1 "$tmp/given" | grep '^X' | xargs)" \
        'XLulm 1 XPannabeck 1 XPbeck 1'
fi

# ---- Names

run index -i "$tmp/with" --names "$names"
first=$(out)
run index -i "$tmp/with" --names "$names" corpus
is "the same names again change nothing" "$status $(head -n 1 "$tmp/out") $(counts | tail -n 1)" \
    "0 0 got other names 0 added, 0 replaced, 93 unchanged, 0 skipped"
: >"$names"
run index -i "$tmp/with" --names "$names"
is "an empty file takes them back" "$status $(out)" "0 $first"
run index -q -i "$tmp/with" --names "$names"
is "... quietly" "$status $(out)" "0 "

printf 'person\tAnna\n\nniemand\tBert\n' >"$names"
run index -i "$tmp/with" --names "$names" corpus
ok "a line that is wrong is named" fails 'names\.txt:3: '
run index -i "$tmp/with" --names "$tmp/none.txt"
ok "so is a file that is missing" fails 'none\.txt: No such file'
run index -i "$tmp/nowhere" --names "$names"
ok "and an index" fails 'nowhere: there is no index'
ok "... which is not made" test ! -e "$tmp/nowhere"
run index -i "$tmp/without" --names /dev/null
ok "an index without entities takes no names" exits 2
run index -i "$tmp/with" --names "$names" --delete r1
ok "--names and --delete" exits 2
ok "... do not go together" says '--names goes neither'
done_testing
