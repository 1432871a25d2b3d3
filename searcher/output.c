/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/output.h"

#include <jansson.h>

#include "searcher/output-formats.h"

bool output_is_utf8(const char *text)
{
    json_t *string = json_string(text);
    json_decref(string);
    return string != NULL;
}

fund_status output_page(const struct output *output, fund_page *page, fund_error *err)
{
    switch (output->format) {
    case OUTPUT_JSON:
        return output_json(output, page, err);
    case OUTPUT_TREC:
        output_trec(output, page);
        return FUND_OK;
    case OUTPUT_TEXT:
        break;
    }
    return output_text(output, page, err);
}
