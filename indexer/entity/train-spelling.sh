#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The words that train-spelling learns from: names, words that stand where names stand, and those of
# Debian's wngerman that are neither:
#
#     indexer/entity/train-spelling.sh NAMES VOTES WORDS
#
#     place TAB Cleethorpes
#     common TAB Klavierlehrerin
set -eu

LC_ALL=C awk -F'\t' '
    FILENAME == ARGV[1] {
        kind = $1 ~ /first/ ? "first" : $1 ~ /last/ ? "last" : "place"
        n = split($2, word, /[ \/()-]+/)
        for (i = 1; i <= n; i++)
            if (length(word[i]) > 3 && word[i] ~ /^[^a-z0-9]/) {
                is_name[word[i]] = 1
                if (!((kind, word[i]) in seen))
                    print kind "\t" word[i]
                seen[kind, word[i]] = 1
            }
        next
    }
    # word, how often, then how likely O, other, person, later, organisation, later, place, later
    FILENAME == ARGV[2] {
        is_voted[$1] = 1
        if ($2 < 5) next
        if ($3 > 0.8 && !($1 in is_name)) print "common\t" $1
        else if ($5 + $6 > 0.5) print ($5 > $6 ? "first" : "last") "\t" $1
        else if ($7 > 0.25) print "org\t" $1
        else if ($9 > 0.4) print "place\t" $1
        next
    }
    length($1) > 3 && !($1 in is_name) && !($1 in is_voted) { print "common\t" $1 }
' "$1" "$2" "$3"
