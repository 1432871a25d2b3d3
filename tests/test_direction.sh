#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The direction of the #includes: programs -> fundstelle.h -> writer, search -> text, binding.
set -eu
cd "$(dirname "$0")/.."
. tests/tap.sh

planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
cp -r indexer searcher include tests docs "$planted"

# One line for each #include below folder $1: indexer/schema.c "xapian-c.h"
includes() {
    (cd "$1" && grep -rE --include='*.[ch]' --include='*.cc' '^ *# *include' \
        indexer searcher include tests docs) | sed 's/: *# *include */ /'
}

all=$(includes .)

# rule NAME FORBIDDEN EXCEPT PLANTED: no line matches FORBIDDEN but those that match EXCEPT. That
# the rule can fail at all is shown by a line, PLANTED, that it must find in a copy of the tree.
rule() {
    local name=$1 forbidden=$2 except=$3 file=${4%% *} include=${4#* }
    broken() { grep -E "$forbidden" | grep -vE "${except:-^$}"; }
    is "$name" "$(broken <<<"$all" || true)" ""
    echo "#include $include" >>"$planted/$file"
    ok "... and is not blind" grep -qFx "$4" <(includes "$planted" | broken)
}

base='indexer/(arena|bytes|error|hash|thread|utf8)\.h'

rule 'includes are written from the root' \
    ' "' ' "(include|indexer|searcher|tests)/' \
    'indexer/schema.c "arena.h"'
rule 'indexer/ does not know searcher/' \
    '^indexer/.* "searcher/' '' \
    'indexer/writer.c "searcher/query.h"'
rule 'arena, bytes, error, hash, thread and utf8 know nothing else' \
    '^indexer/(arena|bytes|error|hash|thread|utf8)\.[ch] "' " \"$base\"" \
    'indexer/arena.c "indexer/record.h"'
rule 'source/ knows neither German nor Xapian' \
    '^indexer/source/[^ ]* "' " \"(indexer/source/|$base)" \
    'indexer/source/planted.c "indexer/text/fold.h"'
rule 'text/ knows nothing but text' \
    '^indexer/text/[^ ]* "' " \"(indexer/text/|$base)" \
    'indexer/text/fold.c "indexer/schema.h"'
rule 'entity/ knows text and nothing else' \
    '^indexer/entity/[^ ]* "' " \"(indexer/entity/|indexer/text/|$base)" \
    'indexer/entity/names.c "indexer/schema.h"'
rule 'ICU and Snowball are called in text/ only' \
    '<(unicode/|libstemmer)' '^(indexer/text/|tests/(test_words|bench/analysis)\.c )' \
    'searcher/snippet.c <unicode/ubrk.h>'
rule 'the binding knows nothing but libxapian' \
    '^indexer/xapian-c/[^ ]* "' ' "(indexer/xapian-c/|include/xapian-c\.h)' \
    'indexer/xapian-c/planted.cc "indexer/text/fold.h"'
rule 'the bulk builder knows documents, and neither German nor libxapian' \
    '^indexer/glass/[^ ]* ("|<xapian|<unicode)' " \"(indexer/glass/|indexer/document\.h|$base)" \
    'indexer/glass/builder.c "indexer/schema.h"'
rule 'xapian.h is included in the binding only' \
    '<xapian(/[a-z]*)?\.h>' '^indexer/xapian-c/' \
    'indexer/writer.c <xapian.h>'
rule 'the binding is called in few places' \
    'xapian-c\.h[>"]' \
    '^(indexer/xapian-c/|indexer/(schema|database|store|rename|first|writer)\.|searcher/(index|plan|clause|combine|search|explain|filter|facet)\.|tests/(xapian/|bench/|test_glass)|docs/examples/)' \
    'indexer/record.c <xapian-c.h>'
rule 'a query is parsed without German and Xapian' \
    '^searcher/(query[-a-z]*|day)\.[ch] "' " \"(searcher/(query[-a-z]*|day)\.h|$base)" \
    'searcher/query.c "indexer/text/analysis.h"'
rule 'the programs are clients of fundstelle.h' \
    '^(indexer/(main|token-table|terminal|cli)|searcher/(main|output[a-z-]*))\.[ch] "' ' "(indexer/(cli|terminal|token-table)|searcher/output(-formats)?)\.h"' \
    'searcher/main.c "searcher/search.h"'
rule 'tests of the interface and examples are, too' \
    '^(tests/(test_api|install/)|docs/examples/)[^ ]* "' ' "tests/(tap|table)\.h"' \
    'tests/test_api.c "indexer/error.h"'

# The top level is a table of contents.
if tracked=$(git ls-files 2>/dev/null) && [ -n "$tracked" ]; then
    is 'the top level' "$(grep -v '^\.' <<<"$tracked" | cut -d/ -f1 | sort -u | LC_ALL=C sort | xargs)" \
        'LICENSE Makefile README.md corpus docs include indexer searcher tests'
else
    skip 'the top level' 'no git'
fi

machine_paths() {
    (cd "$1" && grep -rnIE '/(work|farm|root)/' indexer searcher include tests docs) || true
}
is 'no path of one machine' "$(machine_paths .)" ''
printf '/%s/x\n' work >"$planted/docs/planted.md"
ok '... and is not blind' test -n "$(machine_paths "$planted")"
done_testing
