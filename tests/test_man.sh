#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The manuals are well formed, and name what the code knows.
set -eu
cd "$(dirname "$0")/.."
. tests/tap.sh

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C.UTF-8 MANWIDTH=100 MAN_KEEP_FORMATTING=

# has_no_warnings PAGE: man formats it, to $tmp/text, without a word on stderr.
has_no_warnings() {
    man -l --warnings=w -E UTF-8 -P cat "$1" 2>"$tmp/warnings" | col -b >"$tmp/text"
    [ ! -s "$tmp/warnings" ] || { sed 's/^/#   /' "$tmp/warnings" && return 1; }
}
fails() { ! "$@" >"$tmp/out"; }

page=docs/man/fundstelle-query.7
ok "$page" has_no_warnings $page
ok "... has its sections" test "$(grep -cE '^(NAME|SYNOPSIS|DESCRIPTION|EXAMPLES|BUGS)$' "$tmp/text")" = 5
names=$(grep -oE '\{"[a-z]+", FIELD' searcher/query-field.c | cut -d'"' -f2)
ok "the code knows fields" test "$(wc -l <<<"$names")" -gt 15
for name in $names; do
    ok "$page: $name:" grep -q "\b$name:" "$tmp/text"
    ok "docs/query.md: $name:" grep -q "\b$name:" docs/query.md
done
for name in $(grep -oE '\{"[A-Z]+", +LEXEME' searcher/query-lexer.c | cut -d'"' -f2) NEAR NAHE; do
    ok "$page: $name" grep -q "\b$name\b" "$tmp/text"
    ok "docs/query.md: $name" grep -q "\b$name\b" docs/query.md
done
sed 's/^\.Sh DESC/.Xyz DESC/' $page >"$tmp/broken.7"
ok "a page that is not well formed is found" fails has_no_warnings "$tmp/broken.7"
done_testing
