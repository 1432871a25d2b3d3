#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Writes indexer/text/families-table.c: forms of words whose stems Snowball keeps apart. To be run by
# hand, in the root, when families.txt or a source has changed:
#
#     indexer/text/build-families.sh ../shared >/tmp/table && mv /tmp/table indexer/text/families-table.c
#
# Needs what build-endings.sh needs, and a C compiler: families.c itself tells, with tables that know
# no nouns, which nouns it would take for verbs; the second tables have those.
set -eu
export LC_ALL=C

shared=${1:-../shared}
dictionary=${DICTIONARY:-/usr/share/hunspell/de_DE.dic}
word_list=${WORD_LIST:-/usr/share/dict/ngerman}
text=indexer/text
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

heads() {
    sed -n 's/^\([^#	 ][^/	]*\)\/*\([A-Za-z]*\)$/head	\1	\2/p' "$dictionary" |
        awk -F '\t' '$3 !~ /[ho]/'
}

forms() {
    sed 's/.*/form	&	0/' "$word_list"
}

names() {
    cut -f 1,2 "$shared/data/gazetteer/bundestag-personen.tsv" | tr '\t ' '[\n*]' |
        cat - "$shared"/data/gazetteer/faker-de-*.txt | sed 's/.*/name	&	0/'
}

counts() {
    if [ -n "${COUNTS:-}" ]; then
        cat "$COUNTS"
        return
    fi
    for set in news/fang-a.jsonl news/smartdata-docs.jsonl retrieval/dip21/corpus.jsonl; do
        zstd -dc "$shared/data/$set.zst" | jq -r '.title // "", .body // ""'
    done | tr -c 'A-Za-z\200-\377' '[\n*]' | awk 'length > 2 { n[$0]++ }
        END { for (word in n) if (n[word] > 1) print "count\t" word "\t" n[word] }'
}

# Verbs that have a weak preterite; the argument holds more lines for the table.
table() {
    cat <<'EOT'
/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Made by indexer/text/build-families.sh; changes belong there or in families.txt. The weak verbs,
 * and which words are nouns, are derived from igerman98 (Debian's hunspell-de-de and wngerman,
 * Björn Jacke, GPL-2.0-or-later), from names (faker, MIT; the minutes of the Bundestag), and from
 * how often words are used in those minutes and in news.
 */
#include "indexer/text/families.h"

/* clang-format off */
EOT
    {
        sed 's/#.*//' "$text/families.txt"
        heads | awk -F '\t' '$2 ~ /^[^A-Z]/ && $3 ~ /Y/ { print "weak " $2 }'
        sed 's/^/own /' "$1"
    } | awk -f "$text/fold.awk" -f "$text/build-families.awk"
    echo '/* clang-format on */'
}

table /dev/null >"$build/table.c"
${CC:-cc} -O2 -I. -o "$build/forms" "$text/build-families.c" "$text/families.c" "$text/endings.c" \
    "$text/endings-table.c" "$build/table.c"
{ heads; forms; names; counts; } |
    awk -F '\t' -f "$text/fold.awk" -f "$text/build-families-own.awk" | sort -u |
    "$build/forms" >"$build/own"
table "$build/own"
