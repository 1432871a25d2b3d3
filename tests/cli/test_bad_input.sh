#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What cannot be read: one clear message with file and line, the rest is indexed, the exit code
# tells, and the index is sound.
set -eu
cd "$(dirname "$0")/../.."
. tests/cli/setup.sh

in=$tmp/in
# A folder with one good article, and a new index.
begin() {
    rm -rf "$in" "$db"
    mkdir "$in"
    echo 'Ein guter Artikel' >"$in/z-gut.txt"
}
# takes NAME EXIT_CODE N_ARTICLES [MESSAGE]: of the folder, with one message or none.
takes() {
    run index -i "$db" "$in"
    if [ $# -gt 3 ]; then
        ok "$1: told" complains "$4"
    else
        ok "$1: no word" is_silent
    fi
    ok "... exit code $2" exits "$2"
    is "... the rest is indexed" "$(n_articles "$db")" "$3"
    ok "... and the index is sound" is_sound "$db"
}

# ---- Text

for name in leer.txt leer.jsonl leer.json; do
    begin
    : >"$in/$name"
    takes "an empty $name" 1 1 "in/$name(:1)?: empty"
done
begin
printf ' \n\r\n\t\n' >"$in/blank.txt"
takes "nothing but blanks" 1 1 'in/blank\.txt'
begin
printf 'Null\0byte\n' >"$in/nul.txt"
takes "a zero byte in .txt" 1 1 'in/nul\.txt:1: .*byte 5 .* is 0'
begin
printf 'Titel\n\nDie T\374r\n' >"$in/latin1.txt"
takes "invalid UTF-8 in .txt" 1 1 'in/latin1\.txt:3: byte 13 .*0xFC.* is not UTF-8.*iconv'
begin
truncate -s 200M "$in/huge.txt"
takes "200 MB of .txt" 1 1 'in/huge\.txt: too large: 209715200 bytes, the limit is 16777216'
begin
printf 'Titel: Wann\nDatum: gestern\n\nEin Artikel\n' >"$in/datum.txt"
takes "a date that is none in .txt" 1 1 'in/datum\.txt:2: .*"gestern" is not a date'

# ---- JSON lines

# lines LINE: the bad one between good ones.
lines() {
    begin
    printf '%s\n' '{"id":"1","body":"Erster"}' "$1" '{"id":"3","body":"Dritter"}' >"$in/a.jsonl"
}
# bad_line NAME LINE MESSAGE
bad_line() {
    lines "$2"
    takes "$1" 1 3 "in/a\\.jsonl:2(:[0-9]+)?: .*($3)"
}
bad_line "invalid UTF-8 in JSON" $'{"id":"2","body":"T\374r"}' 'byte 20 .*0xFC.* is not UTF-8'
bad_line "half a record" '{"id":"2","body":"Zwei' 'not JSON'
bad_line "not JSON at all" 'Zweiter Artikel' 'not JSON'
bad_line "two records in a line" '{"id":"2","body":"x"} {"id":"4","body":"x"}' 'not JSON'
bad_line "no object" '["2"]' 'object'
bad_line "no body" '{"id":"2","title":"Zwei"}' 'no "body"'
bad_line "no id" '{"body":"Zwei"}' 'no "id"'
bad_line "an empty id" '{"id":"","body":"Zwei"}' 'no "id"'
bad_line "an empty article" '{"id":"2","body":" "}' 'no text|neither title nor body'
bad_line "another type" '{"id":"2","body":["Zwei"]}' '"body" is not a string'
bad_line "a zero byte in JSON" '{"id":"2","body":"Zw\u0000ei"}' 'u0000'
bad_line "half of a surrogate pair" '{"id":"2","body":"Zw\ud83dei"}' 'not JSON'
bad_line "a key twice" '{"id":"2","body":"Zwei","body":"Drei"}' 'duplicate'
bad_line "a date that is none" '{"id":"2","date":"30.02.2024","body":"Zwei"}' 'not a date'
bad_line "an id of 5,000 bytes" "{\"id\":\"$(printf '%5000s' '' | tr ' ' x)\",\"body\":\"Zwei\"}" 4096
bad_line "brackets without end" "$(printf '%100000s' '' | tr ' ' '[')" 'not JSON'
lines ''
takes "an empty line" 0 3
lines $'{"id":"2","body":"Zwei"}\r'
takes "CRLF" 0 4

# 200 MB in a line, and a good one behind it, in little memory. Of a
# sanitizer the memory tells nothing.
limit() { [ -n "$SAN" ] || ulimit -v 400000; }
begin
{ echo '{"id":"1","body":"Erster"}' && truncate -s 200M /dev/stdout; } >"$in/huge.jsonl"
printf '\n{"id":"3","body":"Dritter"}\n' >>"$in/huge.jsonl"
(
    limit
    takes "200 MB in a line" 1 3 'in/huge\.jsonl:2: too large: [0-9]{9} bytes, the limit is'
    exit "$tap_failed"
) || tap_failed=1
tap_count=$((tap_count + 4))
begin
(
    limit
    {
        printf '{"id":"1","body":"'
        head -c 200000000 /dev/zero | tr '\0' x
        printf '"}\n{"id":"3","body":"Dritter"}\n'
    } | "$BUILD/fundstelle-index" -i "$db" - >"$tmp/out" 2>"$tmp/err"
) && status=0 || status=$?
ok "200 MB in a line of standard input: told" complains 'standard input:1: too large'
ok "... exit code 1" exits 1
is "... the next line is indexed" "$(n_articles "$db")" 1

# ---- Files and folders

# As somebody who may not read everything: who we are, or nobody.
nobody=
if [ "$(id -u)" -eq 0 ]; then
    nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
as_nobody() { $nobody "$@"; }
if as_nobody test -x "$BUILD/fundstelle-index" 2>/dev/null; then
    # run_as_nobody ARGUMENTS...: as run index.
    run_as_nobody() {
        status=0
        as_nobody "$BUILD/fundstelle-index" "$@" >"$tmp/out" 2>"$tmp/err" || status=$?
    }
    free=$tmp/free
    mkdir -m 777 "$free"
    begin
    mkdir "$in/zu"
    echo 'Geheim' >"$in/zu/a.txt"
    echo 'Geheim' >"$in/b.txt"
    chmod 0 "$in/zu" "$in/b.txt"
    run_as_nobody -i "$free/index" "$in"
    ok "a folder without rights: told" says 'in/zu: Permission denied'
    ok "... and a file" says 'in/b\.txt: Permission denied'
    is "... in one line each" "$(wc -l <"$tmp/err")" 2
    is "... and counted" "$status $(counts)" \
        "1 1 added, 0 replaced, 0 unchanged, 2 skipped (0 not usable, 2 not readable)"
    run_as_nobody -i "$free/index" "$in/zu"
    ok "a folder without rights, by name" exits 2
    ok "... told" complains 'in/zu: Permission denied'
    run_as_nobody -i "$free/index" "$in/zu/a.txt"
    ok "a file in it" complains 'in/zu/a\.txt: Permission denied'
    chmod 755 "$in/zu"
    mkdir -m 555 "$tmp/fest"
    run_as_nobody -i "$tmp/fest/index" "$in"
    ok "an index in a folder without rights" fails 'fest/index: Permission denied'
    chmod 555 "$free/index"
    as_nobody chmod -R a-w "$free/index" 2>/dev/null || true
    run_as_nobody -i "$free/index" "$in"
    ok "an index without rights" fails 'free/index: .*[Pp]ermission denied'
    as_nobody chmod -R u+w "$free/index"
else
    skip "a folder without rights" "cannot become another user, or he cannot run $BUILD"
fi

begin
run index -i "$db" "$in/nichts" "$in"
ok "a missing path: told" complains 'in/nichts: No such file'
ok "... exit code 2" exits 2
is "... the rest is indexed" "$(n_articles "$db")" 1
run index -i "$db" ''
ok "an empty path" exits 2
begin
echo Text >"$in/bild.jpg"
takes "another ending in a folder" 0 1
run index -i "$db" "$in/bild.jpg"
ok "... by name: told" complains 'bild\.jpg: .*\.txt, \.json'
ok "... exit code 2" exits 2
begin
ln -s nichts "$in/a.txt"
takes "a dangling link" 1 1 'in/a\.txt: No such file'
begin
mkfifo "$in/a.txt" "$in/b.jsonl"
takes "a pipe in a folder" 0 1
run index -i "$db" "$in/a.txt"
ok "... by name" complains 'in/a\.txt: .*standard input'
begin
mkdir "$in/a.txt"
ln -s .. "$in/a.txt/kreis"
takes "a folder named .txt, and a circle of links" 0 1
begin
echo Text >"$in/Zeile"$'\n'"zwei.txt"
takes "a line feed in a name" 0 2
echo $'T\374r' >"$in/Zeile"$'\n'"zwei.txt"
takes "... and in a message" 1 2 'in/Zeile\?zwei\.txt:1: byte 2'
begin
if echo Text 2>/dev/null >"$in/T"$'\374'"r.txt"; then
    takes "a name that is not UTF-8" 1 1 'in/T\?r\.txt: the name of the file is not UTF-8'
    begin
    mkdir "$in/T"$'\374'"r"
    echo Text >"$in/T"$'\374'"r/a.txt"
    takes "... of a folder" 1 1 'in/T\?r/a\.txt: the name of the file is not UTF-8'
    run index -i "$db" "$in/T"$'\374'"r"
    ok "... that is named itself" complains 'in/T\?r: the name of the file or folder is not UTF-8'
else
    skip "a name that is not UTF-8" "this file system takes none"
fi

# ---- The index

begin
echo Text >"$tmp/datei"
run index -i "$tmp/datei" "$in"
ok "an index that is a file" fails 'datei: this is a file'
run search -i "$tmp/datei" Text
ok "... to search" fails 'datei: this is a file'
run index -i "$tmp/datei/index" "$in"
ok "an index below a file" fails 'datei'
run index -i "$in" "$in"
ok "a folder with other things" fails 'in: this folder holds other things'
is "... is not written to" "$(ls "$in")" z-gut.txt
run search -i "$in" Text
ok "... to search" fails 'in: there is no index'
run index -i '' "$in"
ok "an index without a name" exits 2
ok "... told" complains ''
mkdir "$tmp/leer"
run index -i "$tmp/leer" "$in"
ok "an empty folder becomes an index" exits_silently 0

run index -i "$db" corpus
for file in postlist.glass docdata.glass termlist.glass; do
    rm -rf "$tmp/kaputt"
    cp -r "$db" "$tmp/kaputt"
    tr '\0-\377' '\377\0-\376' <"$db/$file" >"$tmp/kaputt/$file"
    run search -i "$tmp/kaputt" Kursk Soldaten
    [ "$file" = termlist.glass ] || ok "a damaged $file: told" fails 'kaputt: '
    run index -i "$tmp/kaputt" corpus
    ok "... in indexing, too" test "$status" -le 2
done
rm -rf "$tmp/kaputt"
cp -r "$db" "$tmp/kaputt"
truncate -s 0 "$tmp/kaputt/iamglass"
run search -i "$tmp/kaputt" Kursk
ok "a damaged iamglass: told" fails 'kaputt: '
run index -i "$tmp/kaputt" corpus
ok "... in indexing, too" fails 'kaputt: '

# ---- No space left

# Words that no other article has, so that the index is large at once.
words() { awk -v n="$1" 'BEGIN {
    srand(1)
    for (i = 0; i < n; i++) {
        printf "{\"id\":\"w%d\",\"body\":\"", i
        for (k = 0; k < 60; k++) printf "W%x%x ", rand() * 2^30, rand() * 2^30
        print "\"}"
    }
}'; }
# Indexes until it is full, by the command given.
fill_up() {
    local disk=$1 name=$2
    shift 2
    run index -i "$disk/index" corpus/nordkorea
    ok "before the disk is full" exits_silently 0
    local before
    before=$(n_articles "$disk/index")
    status=0
    words 2000 | "$@" "$BUILD/fundstelle-index" -i "$disk/index" - >"$tmp/out" 2>"$tmp/err" ||
        status=$?
    ok "$name" fails "$disk/index: .*(No space left|File too large)"
    is "... the old index is there" "$(n_articles "$disk/index")" "$before"
    run search -i "$disk/index" Kursk Soldaten
    ok "... and answers" exits_silently 0
    ok "... and is sound" is_sound "$disk/index"
}
disk=$tmp/disk
mkdir "$disk"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=2m none "$disk" 2>/dev/null; then
    trap 'umount "$disk"; rm -rf "$tmp"' EXIT
    head -c 500k /dev/zero >"$disk/rest"
    fill_up "$disk" "no space left" env
    run index -i "$disk/zweiter" corpus
    ok "no space for a new index" fails 'zweiter: .*No space left'
    rm -r "$disk/rest" "$disk/zweiter"
    run index -i "$disk/index" corpus/sport
    ok "when there is space again, it works" exits_silently 0
else
    skip "no space left" "cannot mount a small file system"
fi
# shellcheck disable=SC2016 # for the inner shell
fill_up "$tmp" "a limit to the size of files" bash -c 'trap "" XFSZ; ulimit -f 1000; exec "$@"' -
done_testing
