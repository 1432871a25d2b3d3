#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The lists in indexer/entity/ that are searched by halves are in the order of strcmp().
set -eu
cd "$(dirname "$0")/.."
. tests/tap.sh

# The words of each list that is given to is_in_list() or bsearch(), "file:list word" a line.
# shellcheck disable=SC2016
words() {
    perl -0777 -ne '
        my %used;
        $used{$1} = 1 while /(?:is_in_list|bsearch)\([^;]*?sizeof (\w+) \//gs;
        while (/(\w+)\[\] = \{(.*?)\};/gs) {
            my ($list, $content) = ($1, $2);
            next unless $used{$list};
            my $n = ++$lists;
            my $is_struct = $content =~ /\{"/;
            while ($content =~ ($is_struct ? qr/\{"([^"]*)"/ : qr/"([^"]*)"/)) {
                print "$n:$ARGV:$list $1\n";
                $content = substr $content, $+[0];
            }
        }' "$@"
}

unsorted() {
    LC_ALL=C awk '$1 == list && $2 "" <= last "" { print list ": " last " " $2 } { list = $1; last = $2 }'
}

all=$(words indexer/entity/*.c)
is 'lists are in order, without repeats' "$(unsorted <<<"$all")" ''
ok '... and there are some' test "$(wc -l <<<"$all")" -gt 1000
is '... and is not blind' "$(printf '1:a.c:x b\n1:a.c:x a\n2:a.c:y a\n' | unsorted)" '1:a.c:x: b a'
done_testing
