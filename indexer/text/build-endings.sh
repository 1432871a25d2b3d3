#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Writes indexer/text/endings-table.c: which words end in an s of their own, and which in one that
# is an ending. To be run by hand when a source has changed:
#
#     indexer/text/build-endings.sh ../shared >indexer/text/endings-table.c
#
# Needs the Debian packages wngerman and hunspell-de-de, zstd, jq, and in ../shared the gazetteers and
# data sets of which words are counted.
set -eu
export LC_ALL=C

shared=${1:-../shared}
dictionary=${DICTIONARY:-/usr/share/hunspell/de_DE.dic}
word_list=${WORD_LIST:-/usr/share/dict/ngerman}
gazetteer=$shared/data/gazetteer
folder=$(dirname "$0")

# Each line is "kind TAB word TAB number": an entry of the dictionary, a form of the word list, a
# name, and a word with how often it is used.
heads() {
    # Flag h: only the first part of a compound (Abfahrts-). Flag o: written small for compounds.
    sed -n 's/^\([^#	 ][^/	]*\)\/*\([A-Za-z]*\)$/\1	\2/p' "$dictionary" |
        awk -F '\t' '$2 !~ /[ho]/ { print "head\t" $1 "\t0" }'
}

forms() {
    sed 's/.*/form	&	0/' "$word_list"
}

names() {
    {
        cat "$gazetteer"/faker-de-*.txt
        cut -f 1,2 "$gazetteer/bundestag-personen.tsv"
        cut -f 2 "$gazetteer/cldr-territories-de.tsv" "$gazetteer/iso-codes-iso_3166-1-de.tsv"
        cut -f 2,3 "$gazetteer/world-countries-de.tsv"
        cut -f 2 "$gazetteer/iso-codes-iso_3166-2-de.tsv"
        cut -f 3 "$gazetteer/geonames-de-names.tsv"
    } | tr '\t /()-' '[\n*]' | awk 'length > 2 { print "name\t" $0 "\t0" }'
}

counts() {
    for set in news/fang-a.jsonl news/smartdata-docs.jsonl retrieval/dip21/corpus.jsonl; do
        zstd -dc "$shared/data/$set.zst" | jq -r '.title // "", .body // ""'
    done | tr -c 'A-Za-z\200-\377' '[\n*]' | awk 'length > 2 { n[$0]++ }
        END { for (word in n) if (n[word] > 1) print "count\t" word "\t" n[word] }'
}

# Sorts the lines by what is between their quotes, read from its end.
backwards() {
    awk -F '"' '{ key = ""; for (i = length($2); i > 0; i--) key = key substr($2, i, 1)
        print key "\t" $0 }' | sort | cut -f 2
}

cat <<'EOF'
/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Made by indexer/text/build-endings.sh; changes belong there. Derived from igerman98 (Debian's
 * hunspell-de-de and wngerman, Björn Jacke, GPL-2.0-or-later), from names of GeoNames (CC BY 4.0),
 * CLDR (Unicode-3.0), iso-codes (LGPL-2.1-or-later), faker (MIT) and the minutes of the Bundestag,
 * and from how often words are used in those minutes and in news.
 */
#include "indexer/text/endings.h"

/* clang-format off */
const struct ending_entry ending_entries[] = {
EOF
{ heads; forms; names; counts; } | awk -F '\t' -f "$folder/fold.awk" -f "$folder/build-endings.awk" | backwards
cat <<'EOF'
};
/* clang-format on */

const size_t n_ending_entries = sizeof ending_entries / sizeof *ending_entries;
EOF
