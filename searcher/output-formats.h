/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The formats of output.c, a file each, and what they share. */
#ifndef SEARCHER_OUTPUT_FORMATS_H
#define SEARCHER_OUTPUT_FORMATS_H

#include "searcher/output.h"

fund_status output_text(const struct output *output, fund_page *page, fund_error *err);
fund_status output_json(const struct output *output, fund_page *page, fund_error *err);
void output_trec(const struct output *output, const fund_page *page);

#endif
