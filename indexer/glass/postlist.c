/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/postlist.h"

static void start(struct postlist *list, struct btree *tree, uint64_t n_documents, uint64_t sum)
{
    list->tree = tree;
    list->n_documents = n_documents;
    list->sum = sum;
    list->is_first_chunk = true;
    list->len = 0;
}

void postlist_start(struct postlist *list, struct btree *tree, const unsigned char *term,
                    size_t term_len, uint64_t n_documents, uint64_t sum)
{
    start(list, tree, n_documents, sum);
    list->key_len = (size_t)(pack_term(list->key, term, term_len) - list->key);
    list->ends_term = true;
}

void postlist_start_lengths(struct postlist *list, struct btree *tree)
{
    start(list, tree, 0, 0);
    memcpy(list->key, "\0\xe0", 2);
    list->key_len = 2;
    list->ends_term = false;
}

static unsigned char *chunk_head(const struct postlist *list, unsigned char *out, bool is_last)
{
    if (list->is_first_chunk) {
        out = pack_number(out, list->n_documents);
        out = pack_number(out, list->sum);
        out = pack_number(out, list->first - 1);
    }
    *out++ = is_last ? '1' : '0';
    return pack_number(out, list->last - list->first);
}

static fund_status write_chunk(struct postlist *list, bool is_last, fund_error *err)
{
    unsigned char head[CHUNK_HEAD_MAX], key[KEY_MAX];
    size_t head_len = (size_t)(chunk_head(list, head, is_last) - head);
    size_t key_len = list->key_len;
    unsigned char *tag = list->chunk + CHUNK_HEAD_MAX - head_len;
    memcpy(tag, head, head_len);
    memcpy(key, list->key, key_len);
    if (!list->is_first_chunk) {
        if (list->ends_term)
            key[key_len++] = '\0';
        key_len = (size_t)(pack_docid(key + key_len, list->first) - key);
    }
    size_t tag_len = head_len + list->len;
    list->is_first_chunk = false;
    list->len = 0;
    return btree_add(list->tree, key, key_len, tag, tag_len, false, err);
}

fund_status postlist_add(struct postlist *list, uint32_t docid, uint32_t wdf, fund_error *err)
{
    fund_status status = list->len >= CHUNK_SIZE ? write_chunk(list, false, err) : FUND_OK;
    unsigned char *out = list->chunk + CHUNK_HEAD_MAX + list->len;
    if (list->len == 0)
        list->first = docid;
    else
        out = pack_number(out, docid - list->last - 1);
    out = pack_number(out, wdf);
    list->len = (size_t)(out - list->chunk) - CHUNK_HEAD_MAX;
    list->last = docid;
    return status;
}

fund_status postlist_end(struct postlist *list, fund_error *err)
{
    return write_chunk(list, true, err);
}
