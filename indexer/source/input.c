/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/utf8.h"

/* Large enough for read() to cost nothing, small enough to stay in the processor's cache. */
enum { WINDOW_SIZE = 256 * 1024 };

static void begin(struct input *input, int fd, bool is_ours, const char *name)
{
    input->fd = fd;
    input->is_ours = is_ours;
    input->start = input->end = 0;
    input->line = 1;
    input->n_read = 0;
    input->is_at_end = input->has_begun = false;
    input->bom_len = 0;
    input->size = 0;
    utf8_show(input->shown, sizeof input->shown, name);
}

fund_status input_open(struct input *input, const char *path, fund_error *err)
{
    struct stat st;
    /* Without O_NONBLOCK a pipe that took the place of the file would block here for ever. */
    int fd = (int)TEMP_FAILURE_RETRY(open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    int error_number = errno;
    begin(input, fd, true, path);
    if (fd < 0)
        return fail_errno(err, error_number, "%s", input->shown);
    if (fstat(fd, &st) < 0) {
        error_number = errno;
        input_close(input);
        return fail_errno(err, error_number, "%s", input->shown);
    }
    if (!S_ISREG(st.st_mode)) {
        input_close(input);
        return fail(err, FUND_INPUT, "%s: not a regular file", input->shown);
    }
    input->size = st.st_size;
    return FUND_OK;
}

void input_open_stdin(struct input *input)
{
    begin(input, STDIN_FILENO, false, "standard input");
}

void input_close(struct input *input)
{
    if (input->fd >= 0 && input->is_ours)
        close(input->fd);
    input->fd = -1;
}

void input_release(struct input *input)
{
    input_close(input);
    free(input->bytes);
    input->bytes = NULL;
    input->cap = 0;
}

uint64_t input_position(const struct input *input)
{
    return input->n_read - (input->end - input->start);
}

/* Room for at least one byte behind `end`. */
static bool make_room(struct input *input)
{
    size_t kept = input->end - input->start;
    if (kept == 0)
        input->start = input->end = 0;
    if (input->end < input->cap)
        return true;
    if (input->cap > 0 && kept <= input->cap / 2) {
        memmove(input->bytes, input->bytes + input->start, kept);
        input->start = 0;
        input->end = kept;
        return true;
    }
    size_t cap = input->cap ? input->cap * 2 : WINDOW_SIZE;
    char *bytes = realloc(input->bytes, cap);
    if (!bytes)
        return false;
    input->bytes = bytes;
    input->cap = cap;
    return true;
}

/* Standard input may be non-blocking: whoever shares it with us can have made it so. */
static ssize_t read_some(const struct input *input, char *bytes, size_t size)
{
    for (;;) {
        ssize_t n = read(input->fd, bytes, size);
        if (n < 0 && errno == EAGAIN)
            n = poll(&(struct pollfd){.fd = input->fd, .events = POLLIN}, 1, -1) < 0 ? -1 : -2;
        if (n >= 0 || (n == -1 && (errno != EINTR || input->is_interruptible)))
            return n;
    }
}

static fund_status give_up(struct input *input, fund_status status)
{
    input->start = input->end;
    input->is_at_end = true;
    return status;
}

static fund_status fill_once(struct input *input, fund_error *err)
{
    if (!make_room(input))
        return give_up(input, fail_no_memory(err));
    ssize_t n = read_some(input, input->bytes + input->end, input->cap - input->end);
    if (n < 0 && errno == EINTR)
        return fail_errno(err, EINTR, "%s", input->shown);
    if (n < 0)
        return give_up(input, fail_errno(err, errno, "%s: cannot be read", input->shown));
    input->end += (size_t)n;
    input->n_read += (uint64_t)n;
    input->is_at_end = n == 0;
    return FUND_OK;
}

fund_status input_fill(struct input *input, fund_error *err)
{
    const char bom[] = "\xEF\xBB\xBF";
    const size_t bom_len = sizeof bom - 1;
    fund_status status = fill_once(input, err);
    if (input->has_begun || status == FUND_INTERRUPTED)
        return status;
    while (status == FUND_OK && !input->is_at_end && input->end < bom_len)
        status = fill_once(input, err);
    input->has_begun = true;
    if (input->end - input->start >= bom_len && memcmp(input->bytes, bom, bom_len) == 0)
        input->start = input->bom_len = bom_len;
    return status;
}

void input_take(struct input *input, size_t n)
{
    const char *at = input->bytes + input->start, *end = at + n;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
        input->line++;
        at++;
    }
    input->start += n;
}

/* The untaken bytes are the beginning of a line that is too long: takes it to its end. */
static fund_status pass_over_line(struct input *input, fund_error *err)
{
    uint64_t size = 0;
    size_t line = input->line;
    for (;;) {
        const char *text = input->bytes + input->start;
        size_t len = input->end - input->start;
        const char *feed = len > 0 ? memchr(text, '\n', len) : NULL;
        size_t part = feed ? (size_t)(feed - text) : len;
        size += part;
        input_take(input, part + (feed != NULL));
        if (feed || input->is_at_end)
            return input_fail_size(input, line, size, err);
        fund_status status = input_fill(input, err);
        if (status != FUND_OK)
            return status;
    }
}

fund_status input_line(struct input *input, char **text, size_t *len, size_t *line, fund_error *err)
{
    size_t searched = 0;
    char *feed = NULL;
    *text = NULL;
    *len = 0;
    for (;;) {
        size_t untaken = input->end - input->start;
        if (untaken > searched)
            feed = memchr(input->bytes + input->start + searched, '\n', untaken - searched);
        *len = feed ? (size_t)(feed - input->bytes) - input->start : untaken;
        if (*len > FUND_ARTICLE_MAX)
            return pass_over_line(input, err);
        if (feed || input->is_at_end)
            break;
        searched = untaken;
        input->is_interruptible = true; /* the window keeps what is there of the line */
        fund_status status = input_fill(input, err);
        input->is_interruptible = false;
        if (status != FUND_OK)
            return status;
    }
    *line = input->line;
    if (feed || *len > 0)
        *text = input->bytes + input->start;
    input->start += *len + (feed != NULL);
    input->line += feed != NULL;
    return FUND_OK;
}

fund_status input_whole(struct input *input, char **text, size_t *len, fund_error *err)
{
    *text = NULL;
    *len = 0;
    if (input->size > (off_t)FUND_ARTICLE_MAX)
        return input_fail_size(input, 0, (uint64_t)input->size, err);
    while (!input->is_at_end) {
        fund_status status = input_fill(input, err);
        if (status != FUND_OK)
            return status;
        if (input->end - input->start > FUND_ARTICLE_MAX)
            return input_fail_size(input, 0, input->n_read, err);
    }
    *text = input->bytes + input->start;
    *len = input->end - input->start;
    input->start = input->end;
    return FUND_OK;
}

fund_status input_fail_size(const struct input *input, size_t line, uint64_t size, fund_error *err)
{
    char place[24] = "";
    if (line > 0)
        snprintf(place, sizeof place, ":%zu", line);
    return fail(err, FUND_INPUT, "%s%s: too large: %llu bytes, the limit is %zu (%zu MiB)",
                input->shown, place, (unsigned long long)size, FUND_ARTICLE_MAX,
                FUND_ARTICLE_MAX >> 20);
}

fund_status input_fail_encoding(const struct input *input, size_t line, const char *what,
                                size_t byte, char value, fund_error *err)
{
    return fail(err, FUND_INPUT,
                "%s:%zu: byte %zu of the %s (0x%02X) is not UTF-8; to convert it from Windows or "
                "Latin-1: iconv -f WINDOWS-1252 -t UTF-8",
                input->shown, line, byte, what, (unsigned char)value);
}
