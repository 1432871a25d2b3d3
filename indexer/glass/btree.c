/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/glass/btree.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/glass/pack.h"

enum {
    DIRECTORY_START = 11,
    OFFSET_SIZE = 2,
    LEAF_HEAD = 3,   /* size, key length */
    PIECE_SIZE = 2,  /* the piece number */
    BRANCH_HEAD = 5, /* block number, key length */
    LEVELS_MAX = 10,
    LEVEL_FREE_LIST = 254,
    FREE_LIST_START = 8,
    /* Four items at the least must fit into a block: libxapian's updates rely on it. */
    ITEMS_MIN = 4,
    /* A shorter piece is not worth a key of its own. */
    PIECE_MIN = 64,
    WRITE_BLOCKS = 128 /* blocks written at once */
};

/* In the high byte of an item's size. */
enum { IS_COMPRESSED = 0x80, IS_LAST = 0x40, IS_FIRST = 0x20 };

/* A key as branches hold it: with the number of the piece that begins the block. */
struct separator {
    unsigned char key[KEY_MAX];
    uint8_t len;
    uint16_t piece;
};

/* The block that is being filled on a level, and what tells it from the one to its left. */
struct level {
    unsigned char *block;
    uint32_t directory_end;
    uint32_t items_start;
    struct separator separator;
};

struct btree {
    int fd;
    char *path;
    uint32_t block_size;
    uint32_t revision;
    uint32_t n_blocks;
    uint32_t n_old_blocks;
    uint64_t n_entries;
    uint32_t compress_min;
    size_t item_max;
    struct level levels[LEVELS_MAX];
    uint32_t n_levels;
    unsigned char last_key[KEY_MAX];
    size_t last_key_len;
    unsigned char *pending; /* blocks that are full and not yet written */
    uint32_t n_pending;
};

static fund_status write_pending(struct btree *tree, fund_error *err)
{
    const unsigned char *data = tree->pending;
    size_t left = (size_t)tree->n_pending * tree->block_size;
    while (left > 0) {
        ssize_t n = write(tree->fd, data, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_errno(err, errno, "%s", tree->path);
        data += n;
        left -= (size_t)n;
    }
    tree->n_pending = 0;
    return FUND_OK;
}

static fund_status write_block(struct btree *tree, const unsigned char *block, fund_error *err)
{
    fund_status status = tree->n_pending == WRITE_BLOCKS ? write_pending(tree, err) : FUND_OK;
    memcpy(tree->pending + (size_t)tree->n_pending * tree->block_size, block, tree->block_size);
    tree->n_pending++;
    tree->n_blocks++;
    return status;
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

static void start_block(struct level *level, uint32_t block_size)
{
    level->directory_end = DIRECTORY_START;
    level->items_start = block_size;
}

static bool start_level(struct btree *tree)
{
    struct level *level = &tree->levels[tree->n_levels];
    if (tree->n_levels == LEVELS_MAX || !(level->block = calloc(1, tree->block_size)))
        return false;
    start_block(level, tree->block_size);
    tree->n_levels++;
    return true;
}

static uint32_t room_in(const struct level *level)
{
    return level->items_start - level->directory_end;
}

/* Takes room for an item and enters it into the directory. */
static unsigned char *place_item(struct level *level, uint32_t size)
{
    level->items_start -= size;
    write_u16(level->block + level->directory_end, level->items_start);
    level->directory_end += OFFSET_SIZE;
    return level->block + level->items_start;
}

static void place_branch_item(struct level *level, const struct separator *separator,
                              uint32_t block)
{
    uint8_t len = separator ? separator->len : 0;
    unsigned char *out = place_item(level, (uint32_t)BRANCH_HEAD + len + PIECE_SIZE);
    write_u32(out, block);
    out[4] = len;
    out += BRANCH_HEAD;
    if (len > 0)
        out = mempcpy(out, separator->key, len);
    write_u16(out, separator ? separator->piece : 0);
}

/* Writes the block of level `j` out; `*number` is the one it got. */
static fund_status finish_block(struct btree *tree, uint32_t j, uint32_t *number, fund_error *err)
{
    struct level *level = &tree->levels[j];
    write_u32(level->block, tree->revision);
    level->block[4] = (unsigned char)j;
    write_u16(level->block + 5, room_in(level));
    write_u16(level->block + 7, room_in(level));
    write_u16(level->block + 9, level->directory_end);
    memset(level->block + level->directory_end, 0, room_in(level));
    *number = tree->n_blocks;
    return write_block(tree, level->block, err);
}

/*
 * Writes the block of level `j` out, enters it into its branch, and starts the next one, which
 * `separator` tells from it. Full branches on the way go out in the same manner.
 */
static fund_status next_block(struct btree *tree, uint32_t j, const struct separator *separator,
                              fund_error *err)
{
    uint32_t number;
    struct level *level = &tree->levels[j];
    fund_status status = finish_block(tree, j, &number, err);
    if (status != FUND_OK)
        return status;
    struct level *branch = level + 1;
    if (j + 1 == tree->n_levels) {
        if (!start_level(tree))
            return fail_no_memory(err);
        place_branch_item(branch, NULL, number);
    } else if (room_in(branch) <
               (uint32_t)BRANCH_HEAD + level->separator.len + PIECE_SIZE + OFFSET_SIZE) {
        status = next_block(tree, j + 1, &level->separator, err);
        place_branch_item(branch, NULL, number);
    } else {
        place_branch_item(branch, &level->separator, number);
    }
    level->separator = *separator;
    start_block(level, tree->block_size);
    return status;
}

/* ---- Leaves ---------------------------------------------------------------------------------- */

static fund_status next_leaf(struct btree *tree, const unsigned char *key, size_t key_len,
                             uint32_t piece, fund_error *err)
{
    struct separator separator = {.piece = (uint16_t)piece};
    size_t len = 0;
    while (len < key_len && len < tree->last_key_len && key[len] == tree->last_key[len])
        len++;
    len += len < key_len;
    memcpy(separator.key, key, len);
    separator.len = (uint8_t)len;
    return next_block(tree, 0, &separator, err);
}

struct tag {
    const unsigned char *data;
    size_t left;
    bool is_compressed;
};

/* Places the next `n` bytes of the tag as its piece number `piece`. */
static void place_piece(struct btree *tree, const unsigned char *key, size_t key_len,
                        struct tag *tag, size_t n, uint32_t piece)
{
    size_t size = LEAF_HEAD + key_len + (piece > 1 ? PIECE_SIZE : 0) + n;
    unsigned char *out = place_item(&tree->levels[0], (uint32_t)size);
    unsigned flags = (tag->is_compressed ? IS_COMPRESSED : 0u) | (piece == 1 ? IS_FIRST : 0u) |
                     (n == tag->left ? IS_LAST : 0u);
    write_u16(out, (uint32_t)(size - LEAF_HEAD) | flags << 8);
    out[2] = (unsigned char)key_len;
    out = mempcpy(out + LEAF_HEAD, key, key_len);
    if (piece > 1) {
        write_u16(out, piece);
        out += PIECE_SIZE;
    }
    if (n > 0)
        memcpy(out, tag->data, n);
    tag->data += n;
    tag->left -= n;
}

/* How much of a tag goes into the leaf as it is; 0 with `*fits` false: none of it should. */
static size_t measure_piece(const struct btree *tree, size_t head, size_t left, bool *fits)
{
    size_t room = room_in(&tree->levels[0]);
    size_t most = room < OFFSET_SIZE ? 0 : room - OFFSET_SIZE;
    if (most > tree->item_max)
        most = tree->item_max;
    *fits = head + left <= most;
    if (*fits)
        return left;
    *fits = most >= head + PIECE_MIN;
    return *fits ? most - head : 0;
}

/* The first pieces of a long tag, and the only one of a tag that does not fit. */
static fund_status add_pieces(struct btree *tree, const unsigned char *key, size_t key_len,
                              struct tag *tag, fund_error *err)
{
    fund_status status = FUND_OK;
    bool fits;
    for (uint32_t piece = 1; status == FUND_OK; piece++) {
        size_t head = LEAF_HEAD + key_len + (piece > 1 ? PIECE_SIZE : 0);
        size_t n = measure_piece(tree, head, tag->left, &fits);
        if (!fits) {
            status = next_leaf(tree, key, key_len, piece, err);
            n = measure_piece(tree, head, tag->left, &fits);
        }
        if (piece > UINT16_MAX)
            return fail(err, FUND_INPUT, "an entry of the index is too large: %zu bytes are left",
                        tag->left);
        if (status == FUND_OK)
            place_piece(tree, key, key_len, tag, n, piece);
        if (tag->left == 0)
            break;
        tree->last_key_len =
            (size_t)((unsigned char *)mempcpy(tree->last_key, key, key_len) - tree->last_key);
    }
    return status;
}

fund_status btree_add(struct btree *tree, const unsigned char *key, size_t key_len,
                      const unsigned char *tag, size_t tag_len, bool is_compressed, fund_error *err)
{
    assert(key_len > 0 && key_len <= KEY_MAX);
    struct tag rest = {tag, tag_len, is_compressed};
    size_t size = LEAF_HEAD + key_len + tag_len;
    fund_status status = FUND_OK;
    if (size <= tree->item_max && size + OFFSET_SIZE <= room_in(&tree->levels[0]))
        place_piece(tree, key, key_len, &rest, tag_len, 1);
    else
        status = add_pieces(tree, key, key_len, &rest, err);
    memcpy(tree->last_key, key, key_len);
    tree->last_key_len = key_len;
    tree->n_entries++;
    return status;
}

/* ---- The old blocks -------------------------------------------------------------------------- */

/* Copies the blocks of the old table, which are free once nobody reads them any more. */
static fund_status copy_old_blocks(struct btree *tree, const char *old_path, fund_error *err)
{
    int old = open(old_path, O_RDONLY | O_CLOEXEC);
    if (old < 0)
        return fail_errno(err, errno, "%s", old_path);
    unsigned char *block = tree->levels[0].block;
    fund_status status = FUND_OK;
    for (uint32_t i = 0; status == FUND_OK && i < tree->n_old_blocks; i++) {
        ssize_t n = pread(old, block, tree->block_size, (off_t)i * tree->block_size);
        if (n < 0)
            status = fail_errno(err, errno, "%s", old_path);
        else if (n < (ssize_t)tree->block_size)
            memset(block + n, 0, tree->block_size - (size_t)n); /* free and never written */
        if (status == FUND_OK)
            status = write_block(tree, block, err);
    }
    close(old);
    return status;
}

/* Writes the list of the old blocks and packs where it begins and ends. */
static fund_status write_free_list(struct btree *tree, struct table_root *root, fund_error *err)
{
    uint32_t end = 0, number = 0;
    fund_status status = FUND_OK;
    if (tree->n_old_blocks > 0) {
        unsigned char *block = tree->levels[0].block;
        memset(block, 0xFF, tree->block_size);
        write_u32(block, tree->revision);
        write_u32(block + 4, (uint32_t)LEVEL_FREE_LIST << 24);
        for (uint32_t i = 0; i < tree->n_old_blocks; i++)
            write_u32(block + FREE_LIST_START + 4 * (size_t)i, i);
        end = FREE_LIST_START + 4 * tree->n_old_blocks;
        number = tree->n_blocks;
        status = write_block(tree, block, err);
    }
    unsigned char *out = pack_number(root->free_list, tree->revision);
    out = pack_number(out, tree->n_blocks);
    out = pack_number(out, number);
    out = pack_number(out, end ? FREE_LIST_START / 4 : 0);
    out = pack_number(out, number);
    out = pack_number(out, end / 4);
    root->free_list_len = (size_t)(out - root->free_list);
    return status;
}

/* ---- Opening and closing --------------------------------------------------------------------- */

static fund_status start(struct btree *tree, const struct table_root *old, const char *old_path,
                         fund_error *err)
{
    tree->fd = open(tree->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (tree->fd < 0)
        return fail_errno(err, errno, "%s", tree->path);
    tree->pending = malloc((size_t)WRITE_BLOCKS * tree->block_size);
    if (!tree->pending || !start_level(tree))
        return fail_no_memory(err);
    tree->n_old_blocks = table_end(old);
    fund_status status = tree->n_old_blocks > 0 ? copy_old_blocks(tree, old_path, err) : FUND_OK;
    unsigned char *empty = place_item(&tree->levels[0], LEAF_HEAD);
    write_u16(empty, (IS_FIRST | IS_LAST) << 8);
    empty[2] = 0;
    return status;
}

fund_status btree_create(struct btree **tree, const char *path, const struct table_root *old,
                         const char *old_path, uint32_t revision, fund_error *err)
{
    struct btree *t = *tree = calloc(1, sizeof *t);
    if (!t)
        return fail_no_memory(err);
    t->fd = -1;
    t->path = strdup(path);
    t->block_size = old->block_size;
    t->compress_min = old->compress_min;
    t->revision = revision;
    t->item_max = (t->block_size - DIRECTORY_START - ITEMS_MIN * OFFSET_SIZE) / ITEMS_MIN;
    fund_status status = t->path ? start(t, old, old_path, err) : fail_no_memory(err);
    if (status != FUND_OK) {
        btree_free(t);
        *tree = NULL;
    }
    return status;
}

fund_status btree_finish(struct btree *tree, struct table_root *root, fund_error *err)
{
    uint32_t number = 0;
    fund_status status = FUND_OK;
    for (uint32_t j = 0; status == FUND_OK && j < tree->n_levels; j++) {
        struct separator separator = {0};
        status = j + 1 < tree->n_levels ? next_block(tree, j, &separator, err)
                                        : finish_block(tree, j, &number, err);
    }
    if (status != FUND_OK)
        return status;
    *root = (struct table_root){
        .block = number,
        .level = tree->n_levels - 1,
        .is_sequential = tree->n_old_blocks == 0,
        .n_entries = tree->n_entries,
        .block_size = tree->block_size,
        .compress_min = tree->compress_min,
    };
    status = write_free_list(tree, root, err);
    if (status == FUND_OK)
        status = write_pending(tree, err);
    if (status == FUND_OK && fdatasync(tree->fd) != 0)
        status = fail_errno(err, errno, "%s", tree->path);
    return status;
}

void btree_free(struct btree *tree)
{
    if (!tree)
        return;
    if (tree->fd >= 0)
        close(tree->fd);
    for (uint32_t j = 0; j < tree->n_levels; j++)
        free(tree->levels[j].block);
    free(tree->pending);
    free(tree->path);
    free(tree);
}
