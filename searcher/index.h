/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An open index, as the files of searcher/ share it. */
#ifndef SEARCHER_INDEX_H
#define SEARCHER_INDEX_H

#include <stddef.h>
#include <xapian-c.h>

#include "indexer/entity/names.h"
#include "indexer/text/analysis.h"
#include "searcher/snippet.h"

/* How often a reader follows a writer that commits under it, before it gives up. */
enum { INDEX_REOPENINGS = 10 };

struct fund_index {
    xapian_database *db; /* all folders as one */
    char **paths;
    size_t n_paths;
    struct snippets *snippets; /* its analyzer also serves the query */
    struct analysis analysis;  /* of the query */
    struct resolver *resolver; /* of names; NULL until a query has one */
    struct catalogue *names;   /* that the first folder which has any was given; or NULL */
    fund_error notice;         /* with a status other than FUND_OK when there is one */
};

/* What messages call the index: its first folder. */
const char *index_name(const struct fund_index *index);

#endif
