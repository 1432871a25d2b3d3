/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A file, or standard input, as a window that moves over it: lines come out as slices of the
 * window, so nothing is copied, and what is too large is passed over in bounded memory.
 * One struct serves one file after the other and keeps its memory.
 */
#ifndef INDEXER_SOURCE_INPUT_H
#define INDEXER_SOURCE_INPUT_H

#include <sys/types.h>

#include "indexer/error.h"

/* Room in a message for the name of the file; fund_error.message holds 640 bytes. */
enum { SHOWN_SIZE = 360 };

struct input {
    int fd;       /* -1 while nothing is open */
    bool is_ours; /* to close; standard input is not */
    char *bytes;
    size_t cap;
    size_t start, end; /* what has been read and not yet taken */
    size_t line;       /* the number of the line at `start`, from 1 */
    uint64_t n_read;
    bool is_at_end;
    bool has_begun;         /* the byte order mark has been looked for */
    bool is_interruptible;  /* a signal ends the waiting, with FUND_INTERRUPTED */
    size_t bom_len;         /* and was this long */
    off_t size;             /* of the file; 0 for standard input */
    char shown[SHOWN_SIZE]; /* its name as fit for messages */
};

/* A zeroed struct with this is one that can be opened. */
#define INPUT_INIT \
    {              \
        .fd = -1   \
    }

/* Opens a regular file. What is none (it may have changed since it was listed) is FUND_INPUT. */
fund_status input_open(struct input *input, const char *path, fund_error *err);

void input_open_stdin(struct input *input);

/* Closes the file; the window stays for the next. */
void input_close(struct input *input);

/* Closes the file and frees the window. */
void input_release(struct input *input);

/* Bytes taken so far. */
uint64_t input_position(const struct input *input);

/*
 * Brings more bytes into the window, or sets `is_at_end`. What was in it may move. The caller
 * sees to it that no more than FUND_ARTICLE_MAX bytes lie in it untaken. After a failure the
 * window is empty and at its end.
 */
fund_status input_fill(struct input *input, fund_error *err);

/* Takes `n` bytes of the window and counts their lines. */
void input_take(struct input *input, size_t n);

/*
 * Takes a line, without its line feed; `*text` is NULL after the last. It lives until the next
 * call and may be written to. `*line` is its number. A line over FUND_ARTICLE_MAX is FUND_INPUT.
 * After FUND_INTERRUPTED the same line is taken by the next call.
 */
fund_status input_line(struct input *input, char **text, size_t *len, size_t *line,
                       fund_error *err);

/* Takes the whole file; as input_line(). */
fund_status input_whole(struct input *input, char **text, size_t *len, fund_error *err);

/* FUND_INPUT for `size` bytes that begin in `line`; 0: for the file. */
fund_status input_fail_size(const struct input *input, size_t line, uint64_t size, fund_error *err);

/* FUND_INPUT for a byte that is not UTF-8, counted from 1 in `what` ("file", "line"). */
fund_status input_fail_encoding(const struct input *input, size_t line, const char *what,
                                size_t byte, char value, fund_error *err);

#endif
