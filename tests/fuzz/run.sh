#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs each of $FUZZERS for $FUZZ_SECONDS. What they find lies beside them, and is said so; inputs
# that reach new code are kept there, too, so that the next run goes on from them.
set -eu
cd "$(dirname "$0")/../.."
: "${FUZZERS:?}" "${FUZZ_SECONDS:=60}"

# The inputs to begin with: the cases of the tables, some lines in a file each.
seed() {
    mkdir -p "$1.corpus" "$1.seeds"
    case $1 in
    *query) sed 's/ *=> .*//' tests/tables/query.txt tests/cli/junk.txt ;;
    *snippet) sed 's/^/x/; s/ *=> */\n/g' tests/tables/snippet.txt ;;
    esac | grep -v '^#' | split -a 4 -l 3 - "$1.seeds/seed"
}

for fuzzer in $FUZZERS; do
    seed "$fuzzer"
    arguments=(-max_total_time="$FUZZ_SECONDS" -max_len=4096 -timeout=10 -print_final_stats=1)
    dictionary=tests/fuzz/${fuzzer##*fuzz_}.dict
    [ ! -f "$dictionary" ] || arguments+=(-dict="$dictionary")
    "$fuzzer" "${arguments[@]}" -artifact_prefix="$fuzzer." "$fuzzer.corpus" "$fuzzer.seeds"
done
