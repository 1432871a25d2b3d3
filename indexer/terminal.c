/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/terminal.h"

#include <string.h>

size_t terminal_character_len(const char *c)
{
    unsigned char byte = (unsigned char)*c;
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool terminal_is_control(const char *c)
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

void terminal_print(FILE *stream, const char *text, size_t start, size_t end)
{
    for (size_t i = start; i < end;) {
        size_t len = terminal_character_len(text + i);
        if (terminal_is_control(text + i))
            fputc(' ', stream);
        else
            fwrite(text + i, 1, len, stream);
        i += len;
    }
}

size_t terminal_width(const char *text, size_t start, size_t end)
{
    size_t width = 0;
    for (size_t i = start; i < end; i += terminal_character_len(text + i))
        width += !is_zero_width(text + i);
    return width;
}

void terminal_print_padded(FILE *stream, const char *text, size_t columns)
{
    size_t len = strlen(text), width = terminal_width(text, 0, len);
    terminal_print(stream, text, 0, len);
    fprintf(stream, "%*s", width < columns ? (int)(columns - width) : 0, "");
}
