#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Both libraries define the functions that the public headers declare, and nothing else.
set -eu
cd "$(dirname "$0")/.."
. tests/tap.sh
: "${BUILD:=build}"

# The last word before the first bracket of each declaration, which may run over several lines.
declared=$(
    sed 's/^#.*//' include/fundstelle.h include/xapian-c.h | tr '\n' ' ' |
        grep -oE '\b(FUND_API|XAPIAN_C_API) [^;(]*\(' | grep -oE '[a-z0-9_]+\($' | tr -d '(' | sort
)
# Symbols that a linker sees, by kind: T is code. No variable is exported.
symbols() {
    nm --defined-only "$@" | awk 'NF == 3 { print ($2 == "T" ? "" : $2 " ") $3 }' | sort
}

ok "the headers declare functions" test "$(wc -l <<<"$declared")" -gt 20
is "libfundstelle.so defines these" "$(symbols -D "$BUILD/libfundstelle.so")" "$declared"
is "libfundstelle.a defines these" "$(symbols -g "$BUILD/libfundstelle.a")" "$declared"
done_testing
