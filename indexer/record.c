/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/record.h"

#include <stdint.h>
#include <string.h>

enum { RECORD_VERSION = 2, N_FIELDS = 7, VARINT_MAX = 10 };

/* What stands in the first byte of an entity, besides its type. */
enum { TYPE_MASK = 3, HAS_SHORT_KEY = 4, HAS_ISO = 8, STANDS_FOR = 16, FLAGS_END = 32 };

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

/* ---- Packing --------------------------------------------------------------------------------- */

static unsigned char *put_entity(unsigned char *out, const fund_entity *entity)
{
    const char *optional[] = {entity->short_key, entity->iso, entity->stands_for};
    unsigned char *first = out++;
    *first = (unsigned char)entity->type;
    out = put_text(out, entity->name);
    out = put_text(out, entity->key);
    for (unsigned i = 0; i < 3; i++) {
        if (text_len(optional[i]) == 0)
            continue;
        *first |= (unsigned char)(HAS_SHORT_KEY << i);
        out = put_text(out, optional[i]);
    }
    return out;
}

static size_t room_for_entities(const struct record_entities *entities)
{
    size_t room = (2 + 3 * entities->n_mentions) * (size_t)VARINT_MAX;
    for (size_t i = 0; i < entities->n; i++) {
        const fund_entity *e = &entities->all[i];
        room += 1 + text_len(e->name) + text_len(e->key) + text_len(e->short_key) +
                text_len(e->iso) + text_len(e->stands_for) + 5 * (size_t)(VARINT_MAX + 1);
    }
    return room;
}

/* The entities and their mentions, without the length in front; nothing where there are none. */
static fund_status pack_entities(const struct record_entities *entities, struct arena *arena,
                                 struct record *packed, fund_error *err)
{
    uint32_t last = 0;
    *packed = (struct record){"", 0};
    if (!entities || (entities->n == 0 && entities->n_mentions == 0))
        return FUND_OK;
    unsigned char *bytes = arena_alloc(arena, room_for_entities(entities));
    if (!bytes)
        return fail_no_memory(err);
    unsigned char *out = put_number(bytes, entities->n);
    for (size_t i = 0; i < entities->n; i++)
        out = put_entity(out, &entities->all[i]);
    out = put_number(out, entities->n_mentions);
    for (size_t i = 0; i < entities->n_mentions; i++) {
        const struct record_mention *m = &entities->mentions[i];
        out = put_number(out, m->start - last);
        out = put_number(out, 4 * (size_t)(m->end - m->start) + m->type);
        out = put_number(out, m->entity == NO_ENTITY ? 0 : (size_t)m->entity + 1);
        last = m->end;
    }
    *packed = (struct record){(const char *)bytes, (size_t)(out - bytes)};
    return FUND_OK;
}

/* The entities that came with the article. */
static unsigned char *put_given(unsigned char *out, const fund_article *article)
{
    out = put_number(out, article->n_entities);
    for (size_t i = 0; i < article->n_entities; i++) {
        *out++ = (unsigned char)article->entities[i].type;
        out = put_text(out, article->entities[i].name);
    }
    return out;
}

/* Room for all but the entities that were found. */
static size_t room_for_article(const fund_article *article, const char *const **fields)
{
    size_t room = 1 + 4 * (size_t)VARINT_MAX + text_len(article->body) + 1;
    for (size_t i = 0; i < N_FIELDS; i++)
        room += text_len(*fields[i]) + VARINT_MAX + 1;
    for (size_t i = 0; i < article->n_tags; i++)
        room += text_len(article->tags[i]) + VARINT_MAX + 1;
    for (size_t i = 0; i < article->n_entities; i++)
        room += 1 + text_len(article->entities[i].name) + VARINT_MAX + 1;
    return room;
}

fund_status record_pack(const fund_article *article, const struct record_entities *entities,
                        struct arena *arena, struct record *record, fund_error *err)
{
    fund_article copy = *article;
    const char **fields[N_FIELDS];
    struct record packed;
    fund_status status = pack_entities(entities, arena, &packed, err);
    if (status != FUND_OK)
        return status;
    list_fields(&copy, fields);
    unsigned char *bytes =
        arena_alloc(arena, packed.len + room_for_article(&copy, (const char *const **)fields));
    if (!bytes)
        return fail_no_memory(err);
    unsigned char *out = bytes;
    *out++ = RECORD_VERSION;
    for (size_t i = 0; i < N_FIELDS; i++)
        out = put_text(out, *fields[i]);
    out = put_number(out, copy.n_tags);
    for (size_t i = 0; i < copy.n_tags; i++)
        out = put_text(out, copy.tags[i]);
    out = put_given(out, &copy);
    out = put_number(out, packed.len);
    out = put_text(mempcpy(out, packed.data, packed.len), copy.body);
    *record = (struct record){(const char *)bytes, (size_t)(out - bytes)};
    return FUND_OK;
}

/* ---- Reading back ---------------------------------------------------------------------------- */

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

/* A number of things of a byte or more each, which may follow. */
static size_t take_count(struct reader *reader)
{
    size_t n = take_number(reader);
    if (n > (size_t)(reader->end - reader->next))
        reader->failed = true;
    return reader->failed ? 0 : n;
}

static fund_status take_given(struct reader *reader, struct arena *arena, fund_article *article,
                              fund_error *err)
{
    size_t n = take_count(reader);
    fund_given_entity *given = arena_alloc(arena, (n + 1) * sizeof *given);
    if (!given)
        return fail_no_memory(err);
    for (size_t i = 0; i < n; i++) {
        unsigned char type = reader->next < reader->end ? *reader->next++ : 0;
        if (type < FUND_PERSON || type > FUND_PLACE)
            reader->failed = true;
        given[i] = (fund_given_entity){(fund_entity_type)type, take_text(reader)};
    }
    article->entities = given;
    article->n_entities = n;
    return FUND_OK;
}

/* What lies before the body; a reader of its own. */
static struct reader take_block(struct reader *reader)
{
    size_t len = take_count(reader);
    struct reader block = {reader->next, reader->next + len, reader->failed};
    reader->next += len;
    return block;
}

static fund_entity take_entity(struct reader *reader)
{
    fund_entity entity = {.short_key = "", .iso = "", .stands_for = ""};
    const char **optional[] = {&entity.short_key, &entity.iso, &entity.stands_for};
    unsigned char first = reader->next < reader->end ? *reader->next++ : 0;
    entity.type = (fund_entity_type)(first & TYPE_MASK);
    if ((first & TYPE_MASK) == 0 || first >= FLAGS_END)
        reader->failed = true;
    entity.name = take_text(reader);
    entity.key = take_text(reader);
    for (unsigned i = 0; i < 3; i++)
        if (first & HAS_SHORT_KEY << i)
            *optional[i] = take_text(reader);
    return entity;
}

/* What a mention of the article may lie in. */
struct extent {
    size_t title_len;
    size_t text_len; /* of title, line feeds and body */
};

static struct record_mention take_mention(struct reader *reader, const struct extent *extent,
                                          size_t last, size_t n_entities)
{
    size_t gap = take_number(reader), packed = take_number(reader), entity = take_number(reader);
    size_t start = last + gap, end = start + packed / 4, type = packed % 4;
    bool is_in_text = gap <= extent->text_len - last && packed / 4 <= extent->text_len - start &&
                      (end <= extent->title_len || start >= extent->title_len + TITLE_END_LEN);
    if (!is_in_text || type == 0 || entity > n_entities)
        reader->failed = true;
    if (reader->failed)
        return (struct record_mention){0};
    return (struct record_mention){.start = (uint32_t)start,
                                   .end = (uint32_t)end,
                                   .type = (fund_entity_type)type,
                                   .entity = entity ? (uint32_t)entity - 1 : NO_ENTITY};
}

/* Gives each entity its mentions, from an array as long as the list of all. */
static void share_out(fund_entity *entities, size_t n, const struct record_mention *mentions,
                      size_t n_mentions, fund_mention *room, size_t title_len)
{
    for (size_t i = 0; i < n_mentions; i++)
        if (mentions[i].entity != NO_ENTITY)
            entities[mentions[i].entity].n_mentions++;
    for (size_t i = 0, start = 0; i < n; i++) {
        entities[i].mentions = room + start;
        start += entities[i].n_mentions;
        entities[i].n_mentions = 0;
    }
    for (size_t i = 0; i < n_mentions; i++) {
        const struct record_mention *m = &mentions[i];
        if (m->entity == NO_ENTITY)
            continue;
        fund_entity *entity = &entities[m->entity];
        bool is_in_title = m->end <= title_len;
        size_t before = is_in_title ? 0 : title_len + TITLE_END_LEN;
        fund_mention *at = &room[entity->mentions - room + (ptrdiff_t)entity->n_mentions++];
        *at = (fund_mention){m->start - before, m->end - before, is_in_title};
    }
}

static fund_status take_entities(struct reader *reader, const fund_article *article,
                                 struct arena *arena, struct record_entities *entities,
                                 fund_error *err)
{
    const struct extent extent = {strlen(article->title),
                                  strlen(article->title) + TITLE_END_LEN + strlen(article->body)};
    *entities = (struct record_entities){0};
    if (reader->next == reader->end)
        return FUND_OK;
    size_t n = take_count(reader), last = 0;
    fund_entity *all = arena_alloc(arena, (n + 1) * sizeof *all);
    if (!all)
        return fail_no_memory(err);
    for (size_t i = 0; i < n; i++)
        all[i] = take_entity(reader);
    size_t n_mentions = take_count(reader);
    struct record_mention *mentions = arena_alloc(arena, (n_mentions + 1) * sizeof *mentions);
    fund_mention *room = arena_alloc(arena, (n_mentions + 1) * sizeof *room);
    if (!mentions || !room)
        return fail_no_memory(err);
    for (size_t i = 0; i < n_mentions && !reader->failed; i++) {
        mentions[i] = take_mention(reader, &extent, last, n);
        last = mentions[i].end;
    }
    if (reader->failed || reader->next != reader->end) {
        reader->failed = true;
        return FUND_OK;
    }
    share_out(all, n, mentions, n_mentions, room, extent.title_len);
    *entities = (struct record_entities){all, n, mentions, n_mentions};
    return FUND_OK;
}

static fund_status fail_unreadable(fund_error *err)
{
    return fail(err, FUND_CORRUPT, "the index holds an article that cannot be read; build it anew");
}

fund_status record_unpack(struct record record, struct arena *arena, fund_article *article,
                          struct record_entities *entities, fund_error *err)
{
    const unsigned char *bytes = (const unsigned char *)record.data;
    struct reader reader = {bytes, bytes + record.len, false};
    const char **fields[N_FIELDS];
    *article = (fund_article)FUND_ARTICLE_INIT;
    if (record.len == 0 || *reader.next++ != RECORD_VERSION)
        return fail_unreadable(err);
    list_fields(article, fields);
    for (size_t i = 0; i < N_FIELDS; i++)
        *fields[i] = take_text(&reader);
    fund_status status = take_tags(&reader, arena, article, err);
    if (status == FUND_OK)
        status = take_given(&reader, arena, article, err);
    struct reader block = take_block(&reader);
    article->body = take_text(&reader);
    if (status == FUND_OK && !reader.failed && entities)
        status = take_entities(&block, article, arena, entities, err);
    if (status != FUND_OK)
        return status;
    if (reader.failed || block.failed || reader.next != reader.end)
        return fail_unreadable(err);
    return FUND_OK;
}
