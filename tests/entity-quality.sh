#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# How well people, organisations and places are tagged: precision, recall and F1 over exact spans,
# by ../shared/eval/ner_score.py. `make quality` runs it.
#
#     tests/entity-quality.sh            or: tests/entity-quality.sh FILE.conll...
#
# The model that is in the project has learned from the sets in ../shared, so that without files
# of which it knows nothing the figures say only that it is whole.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${BUILD:=build}" "${FUNDSTELLE_SHARED:=../shared}"

if [ ! -f "$FUNDSTELLE_SHARED/eval/ner_score.py" ]; then
    echo "entity-quality: skipped, no $FUNDSTELLE_SHARED/eval/ner_score.py (set FUNDSTELLE_SHARED)"
    exit 0
fi
if [ $# -eq 0 ]; then
    set -- "$FUNDSTELLE_SHARED"/data/ner/*.conll
    echo "entities: the model was trained on these sets; for others: tests/entity-quality.sh FILE..."
fi
for file; do
    echo "$file"
    "$BUILD/tag-conll" "$file" >"$BUILD/entities.conll"
    python3 "$FUNDSTELLE_SHARED/eval/ner_score.py" "$file" "$BUILD/entities.conll"
done
