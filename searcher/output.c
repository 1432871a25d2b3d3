/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/output.h"

#include <jansson.h>

#include "searcher/output-formats.h"

size_t output_character_len(const char *c)
{
    unsigned char byte = (unsigned char)*c;
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool output_is_control(const char *c)
{
    const unsigned char *b = (const unsigned char *)c;
    if (b[0] < 0x20 || b[0] == 0x7F)
        return true;
    if (b[0] == 0xC2 && b[1] < 0xA0)
        return true;
    return b[0] == 0xE2 && ((b[1] == 0x80 && b[2] >= 0xAA && b[2] <= 0xAE) ||
                            (b[1] == 0x81 && b[2] >= 0xA6 && b[2] <= 0xA9));
}

/* Soft hyphens and combining accents take no room. */
static bool is_zero_width(const char *c)
{
    const unsigned char *b = (const unsigned char *)c;
    return (b[0] == 0xC2 && b[1] == 0xAD) || b[0] == 0xCC || (b[0] == 0xCD && b[1] < 0xB0);
}

void output_print_safely(FILE *stream, const char *text, size_t start, size_t end)
{
    for (size_t i = start; i < end;) {
        size_t len = output_character_len(text + i);
        if (output_is_control(text + i))
            fputc(' ', stream);
        else
            fwrite(text + i, 1, len, stream);
        i += len;
    }
}

size_t output_width(const char *text, size_t start, size_t end)
{
    size_t width = 0;
    for (size_t i = start; i < end; i += output_character_len(text + i))
        width += !is_zero_width(text + i);
    return width;
}

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
