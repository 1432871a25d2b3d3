/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A run, as trec_eval and its kin read it. */
#include "indexer/terminal.h"
#include "searcher/output-formats.h"

/* The format has blanks between its fields: those of a name, and controls, become %20 and so on. */
static void print_trec_name(FILE *stream, const char *name)
{
    for (size_t i = 0; name[i];) {
        size_t end = i + terminal_character_len(name + i);
        bool is_plain = name[i] != ' ' && !terminal_is_control(name + i);
        for (; i < end; i++)
            fprintf(stream, is_plain ? "%c" : "%%%02X", (unsigned char)name[i]);
    }
}

void output_trec(const struct output *output, const fund_page *page)
{
    for (size_t i = 0; i < fund_page_size(page); i++) {
        const fund_hit *hit = fund_page_hit(page, i);
        print_trec_name(output->stream, output->query_id ? output->query_id : "1");
        fputs(" Q0 ", output->stream);
        print_trec_name(output->stream, hit->id);
        fprintf(output->stream, " %zu %.6f fundstelle\n", hit->rank, hit->score);
    }
}
