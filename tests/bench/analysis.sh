#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# How fast a core analyses the bodies of 20,517 articles (../shared), or of corpus/ again and again.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${BUILD:=build}" "${FUNDSTELLE_SHARED:=../shared}"
news=$FUNDSTELLE_SHARED/data/news/fang-a.jsonl.zst

articles=corpus
if [ -f "$news" ]; then
    articles=$BUILD/bench/analysis.jsonl
    mkdir -p "$BUILD/bench"
    zstd -qdfo "$articles" "$news"
fi
"$BUILD/tests/bench/analysis" "$articles"
