#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What `make install` puts down serves a program that knows nothing but `pkg-config fundstelle`.
set -eu
cd "$(dirname "$0")/.."
. tests/tap.sh
: "${CC:=gcc}" "${CXX:=g++}" "${SAN_FLAGS:=}"

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
usr=$tmp/usr
export PKG_CONFIG_PATH=$usr/lib/pkgconfig

quietly() { "$@" >"$tmp/log" 2>&1 || { sed 's/^/# /' "$tmp/log" && return 1; }; }
files() { (cd "$1" && find . ! -type d -printf '%P\n' | LC_ALL=C sort | xargs); }

# compile COMPILER SOURCE PROGRAM LIBRARIES...
compile() {
    local compiler=$1 source=$2 program=$3
    shift 3
    # shellcheck disable=SC2046,SC2086 # lists of flags
    quietly "$compiler" -Wall -Wextra -Werror $SAN_FLAGS $(pkg-config --cflags fundstelle) \
        "$source" -o "$program" "$@"
}
needs() { readelf -d "$1" | grep -o 'libfundstelle[^]]*' || true; }
shared() { pkg-config --libs fundstelle; }
static() { pkg-config --libs --static fundstelle | sed 's/-lfundstelle/-l:libfundstelle.a/'; }

# "make install" within "make check" has the variables of the outer one, such as SAN=1.
ok "make install PREFIX=" quietly make -s install PREFIX="$usr"
ok "make install DESTDIR=" quietly make -s install PREFIX=/usr DESTDIR="$tmp/dest"
is "the same files in both" "$(files "$tmp/dest/usr")" "$(files "$usr")"
is "DESTDIR stays out of fundstelle.pc" \
    "$(head -1 "$tmp/dest/usr/lib/pkgconfig/fundstelle.pc")" "prefix=/usr"
version=$("$usr/bin/fundstelle-search" --version | awk '{ print $NF; exit }')
is "one version" "$(pkg-config --modversion fundstelle)" "$version"

want='before: not found
schiff: Im Hafen von Rostock liegen drei [Schiffe].'
# shellcheck disable=SC2046 # lists of flags
{
    ok "a program in C, shared" compile "$CC" tests/install/client.c "$tmp/shared" $(shared)
    ok "a program in C, static" compile "$CC" tests/install/client.c "$tmp/static" $(static)
    ok "a program in C++, static" compile "$CXX" tests/install/client.cc "$tmp/static++" $(static)
}
is "the shared one runs" "$(LD_LIBRARY_PATH=$usr/lib "$tmp/shared" "$tmp/index1" 2>&1)" "$want"
is "the static one runs" "$("$tmp/static" "$tmp/index2" 2>&1)" "$want"
is "the one in C++ runs" "$("$tmp/static++" 2>&1)" "not found"
is "the shared one needs the soname" "$(needs "$tmp/shared")" "libfundstelle.so.0"
is "the static one does not" "$(needs "$tmp/static")" ""

echo "Drei Schiffe im Hafen" >"$tmp/a.txt"
ok "fundstelle-index runs" quietly "$usr/bin/fundstelle-index" -i "$tmp/index3" "$tmp/a.txt"
ok "fundstelle-search runs" quietly "$usr/bin/fundstelle-search" -i "$tmp/index3" Hafen

ok "make uninstall" quietly make -s uninstall PREFIX="$usr"
is "nothing is left" "$(files "$usr")" ""
done_testing
