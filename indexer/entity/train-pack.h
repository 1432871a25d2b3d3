/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes what train-tagger has learned as the file that model.h describes. */
#ifndef INDEXER_ENTITY_TRAIN_PACK_H
#define INDEXER_ENTITY_TRAIN_PACK_H

#include <stdbool.h>

#include "indexer/entity/label.h"
#include "indexer/entity/train-conll.h"

bool pack_model(const char *path, const struct conll *data, const float *words, const float *places,
                float next[N_LABELS][N_LABELS]);

#endif
