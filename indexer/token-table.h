/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text -> its tokens as a table on stdout; a client of fundstelle.h. */
#ifndef INDEXER_TOKEN_TABLE_H
#define INDEXER_TOKEN_TABLE_H

/* Prints the table of `text`, or complains. Returns the exit code. */
int print_token_table(const char *text);

#endif
