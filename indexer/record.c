/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/record.h"

#include <stdint.h>
#include <string.h>

enum { RECORD_VERSION = 1, N_FIELDS = 7, VARINT_MAX = 10 };

/* The fields before the tags, in the order in which they are stored. */
static void list_fields(fund_article *article, const char **fields[N_FIELDS])
{
    fields[0] = &article->id;
    fields[1] = &article->title;
    fields[2] = &article->date;
    fields[3] = &article->source;
    fields[4] = &article->author;
    fields[5] = &article->url;
    fields[6] = &article->origin;
}

static size_t text_len(const char *text)
{
    return text ? strlen(text) : 0;
}

static unsigned char *put_number(unsigned char *out, size_t number)
{
    for (; number >= 0x80; number >>= 7)
        *out++ = (unsigned char)(number | 0x80);
    *out++ = (unsigned char)number;
    return out;
}

static unsigned char *put_text(unsigned char *out, const char *text)
{
    size_t len = text_len(text);
    out = put_number(out, len);
    memcpy(out, text ? text : "", len + 1);
    return out + len + 1;
}

fund_status record_pack(const fund_article *article, struct arena *arena, struct record *record,
                        fund_error *err)
{
    fund_article copy = *article;
    const char **fields[N_FIELDS];
    size_t room = 1 + VARINT_MAX + text_len(copy.body) + VARINT_MAX + 1;
    list_fields(&copy, fields);
    for (size_t i = 0; i < N_FIELDS; i++)
        room += text_len(*fields[i]) + VARINT_MAX + 1;
    for (size_t i = 0; i < copy.n_tags; i++)
        room += text_len(copy.tags[i]) + VARINT_MAX + 1;
    unsigned char *bytes = arena_alloc(arena, room);
    if (!bytes)
        return fail_no_memory(err);
    unsigned char *out = bytes;
    *out++ = RECORD_VERSION;
    for (size_t i = 0; i < N_FIELDS; i++)
        out = put_text(out, *fields[i]);
    out = put_number(out, copy.n_tags);
    for (size_t i = 0; i < copy.n_tags; i++)
        out = put_text(out, copy.tags[i]);
    out = put_text(out, copy.body);
    *record = (struct record){(const char *)bytes, (size_t)(out - bytes)};
    return FUND_OK;
}

/* What is left to read; `failed` once anything did not fit. */
struct reader {
    const unsigned char *next;
    const unsigned char *end;
    bool failed;
};

static size_t take_number(struct reader *reader)
{
    size_t number = 0;
    for (unsigned shift = 0; shift < 64 && reader->next < reader->end; shift += 7) {
        unsigned char byte = *reader->next++;
        number |= (size_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
    reader->failed = true;
    return 0;
}

static const char *take_text(struct reader *reader)
{
    size_t len = take_number(reader);
    size_t left = (size_t)(reader->end - reader->next);
    const char *text = (const char *)reader->next;
    if (reader->failed || len >= left || text[len] != '\0' || memchr(text, '\0', len)) {
        reader->failed = true;
        return "";
    }
    reader->next += len + 1;
    return text;
}

static fund_status take_tags(struct reader *reader, struct arena *arena, fund_article *article,
                             fund_error *err)
{
    size_t n_tags = take_number(reader);
    if (reader->failed || n_tags > (size_t)(reader->end - reader->next))
        n_tags = 0, reader->failed = true;
    const char **tags = arena_alloc(arena, (n_tags + 1) * sizeof *tags);
    if (!tags)
        return fail_no_memory(err);
    for (size_t i = 0; i < n_tags; i++)
        tags[i] = take_text(reader);
    article->tags = tags;
    article->n_tags = n_tags;
    return FUND_OK;
}

fund_status record_unpack(struct record record, struct arena *arena, fund_article *article,
                          fund_error *err)
{
    const unsigned char *bytes = (const unsigned char *)record.data;
    struct reader reader = {bytes, bytes + record.len, false};
    const char **fields[N_FIELDS];
    *article = (fund_article)FUND_ARTICLE_INIT;
    if (record.len == 0 || *reader.next++ != RECORD_VERSION)
        return fail(err, FUND_CORRUPT,
                    "the index holds an article that cannot be read; build it anew");
    list_fields(article, fields);
    for (size_t i = 0; i < N_FIELDS; i++)
        *fields[i] = take_text(&reader);
    fund_status status = take_tags(&reader, arena, article, err);
    if (status != FUND_OK)
        return status;
    article->body = take_text(&reader);
    if (reader.failed || reader.next != reader.end)
        return fail(err, FUND_CORRUPT,
                    "the index holds an article that cannot be read; build it anew");
    return FUND_OK;
}
