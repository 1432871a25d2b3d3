# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# The Test Anything Protocol for tests in shell; tests/tap.h is the same for C.

tap_count=0
tap_failed=0

# ok NAME COMMAND...: passes when the command succeeds.
ok() {
    local name=$1
    shift
    tap_count=$((tap_count + 1))
    if "$@"; then
        echo "ok $tap_count - $name"
    else
        echo "not ok $tap_count - $name"
        tap_failed=1
    fi
}

# is NAME GOT WANT: passes when the two texts are the same, else shows how they differ.
is() {
    ok "$1" test "$2" = "$3" && [ "$2" = "$3" ] && return
    diff -u --label got --label want <(echo "$2") <(echo "$3") | head -n 30 | sed 's/^/#   /'
}

# skip NAME WHY
skip() {
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $1 # SKIP $2"
}

# The last line of a test.
done_testing() {
    echo "1..$tap_count"
    exit "$tap_failed"
}
