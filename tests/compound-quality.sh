#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# How well compounds are split: precision and recall on 4,999 words that people have split
# (../shared/data/compounds, from jwordsplitter). `make quality` runs it.
#
#     tests/compound-quality.sh            or: tests/compound-quality.sh FILE...
#
# A line of a FILE is "Bilanzsünder TAB Bilanz|sünder". Letters that link two parts may be counted
# to either. Of the words that the file splits:
#
#     points     places where a word is split: precision = right / made, recall = right / in the file
#     words      all places of a word: precision = right / words split, recall = right / all words
#
# Of those that it does not: how many of them we split. Odd and even lines are counted apart, since
# general parameters have been chosen on the odd ones.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${BUILD:=build}" "${FUNDSTELLE_SHARED:=../shared}"

# Each line of input: what the file says, folded like the word, TAB, the word, TAB, what we say.
judge() {
    awk -F'\t' '
        # Fills from[] and to[] with the places between parts; a link "(s)" makes a place a range.
        function places(parts,   i, c, at, n, in_link) {
            n = at = in_link = 0
            for (i = 1; i <= length(parts); i++) {
                c = substr(parts, i, 1)
                if (c == "(") { from[n + 1] = at; in_link = 1 }
                else if (c == ")") in_link = 2
                else if (c == "|") {
                    n++
                    if (in_link != 2) from[n] = at
                    to[n] = at
                    in_link = 0
                } else at++
            }
            return n
        }
        {
            half = NR % 2 ? "odd" : "even"
            n_want = places($1)
            for (i = 1; i <= n_want; i++) want[i] = to[i]
            n_got = places($3)
            if (n_want == 0) { n_whole[half]++; n_false[half] += n_got > 0; next }
            right = 0
            for (i = 1; i <= n_got; i++)
                for (k = 1; k <= n_want; k++)
                    if (want[k] >= from[i] && want[k] <= to[i]) { right++; break }
            points[half] += right; made[half] += n_got; there[half] += n_want
            words[half]++; split_words[half] += n_got > 0
            right_words[half] += right == n_want && n_got == n_want
        }
        function row(h) {
            printf "%-6s points %.4f %.4f   words %.4f %.4f   whole words split %d of %d = %.2f %%\n", h,
                points[h] / made[h], points[h] / there[h], right_words[h] / split_words[h],
                right_words[h] / words[h], n_false[h], n_whole[h], 100 * n_false[h] / n_whole[h]
        }
        function add(a) { a["all"] = a["odd"] + a["even"] }
        END {
            add(points); add(made); add(there); add(right_words); add(split_words); add(words)
            add(n_false); add(n_whole)
            print "            precision recall       precision recall"
            row("odd"); row("even"); row("all")
        }'
}

[ $# -gt 0 ] || set -- "$FUNDSTELLE_SHARED/data/compounds/jwordsplitter-test-de-large.tsv"
for file; do
    if [ ! -f "$file" ]; then
        echo "compound-quality: skipped, no $file (set FUNDSTELLE_SHARED)"
        continue
    fi
    echo "$file"
    # The parts are written as in the word, so that folding them by sed does here.
    tail -n +2 "$file" | cut -f2 |
        sed 's/[Ää]/ae/g; s/[Öö]/oe/g; s/[Üü]/ue/g; s/ß/ss/g; s/é/e/g' | tr '[:upper:]' '[:lower:]' >"$BUILD/compounds.want"
    tail -n +2 "$file" | cut -f1 | "$BUILD/build-lexicon" --split >"$BUILD/compounds.got"
    paste "$BUILD/compounds.want" "$BUILD/compounds.got" | judge
done
