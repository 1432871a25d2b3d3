#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Each public header alone is good C11 and good C++17, for every compiler that is there.
set -eu
cd "$(dirname "$0")/.."
. tests/tap.sh

accepts() {
    echo "#include <$3>" |
        "$1" -std="$2" -Wall -Wextra -pedantic -Werror -Iinclude -fsyntax-only -x "$4" -
}

for header in fundstelle.h xapian-c.h; do
    for compiler in gcc:c11:c clang:c11:c g++:c++17:c++ clang++:c++17:c++; do
        IFS=: read -r program standard language <<<"$compiler"
        if command -v "$program" >/dev/null; then
            ok "$header, $program -std=$standard" accepts "$program" "$standard" "$header" "$language"
        else
            skip "$header, $program -std=$standard" "no $program"
        fi
    done
done

done_testing
