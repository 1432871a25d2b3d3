/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A tree -> the query that it is, in one line. It is written twice: first to count its bytes,
 * then into memory of the arena.
 *
 * What a bracket would show only, and not change, gets one as long as there are not too many of
 * them within each other for the parser to take.
 */
#include <stdio.h>
#include <string.h>

#include "indexer/utf8.h"
#include "searcher/query-field.h"
#include "searcher/query-lexer.h"
#include "searcher/query-range.h"
#include "searcher/query.h"

struct printer {
    const char *text;
    char *out; /* NULL while counting */
    size_t len;
    bool has_all_brackets;
};

static void print_node(struct printer *printer, const struct query_node *node);

static void put(struct printer *printer, const char *bytes, size_t len)
{
    if (printer->out)
        memcpy(printer->out + printer->len, bytes, len);
    printer->len += len;
}

static void put_string(struct printer *printer, const char *string)
{
    put(printer, string, strlen(string));
}

static void put_number(struct printer *printer, const char *sign, unsigned number)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%s%u", sign, number);
    put_string(printer, digits);
}

/* ---- Leaves -------------------------------------------------------------------------------- */

static bool is_word(enum lexeme_kind kind)
{
    return kind == LEXEME_WORD || kind >= LEXEME_NOT;
}

/* The next word of a text, without the brackets and quotes that the text passes over. */
static struct lexeme next_word(struct lexer *lexer)
{
    struct lexeme lexeme = lexer_next(lexer);
    while (lexeme.kind != LEXEME_END && !is_word(lexeme.kind))
        lexeme = lexer_next(lexer);
    return lexeme;
}

static struct lexer read_leaf(const struct printer *printer, const struct query_node *leaf)
{
    struct lexer lexer;
    lexer_init(&lexer, printer->text, leaf->end, 0);
    lexer.at = leaf->start;
    return lexer;
}

static bool has_many_words(const struct printer *printer, const struct query_node *node)
{
    if (node->kind != QUERY_TEXT || !node->is_joinable)
        return false;
    struct lexer lexer = read_leaf(printer, node);
    next_word(&lexer);
    return next_word(&lexer).kind != LEXEME_END;
}

/* Is the value of a sign, AND in -AND, the same word without that sign? */
static bool reads_alone(const struct printer *printer, const struct query_node *leaf)
{
    if (leaf->kind != QUERY_TEXT || leaf->is_joinable || leaf->field != FIELD_ANY)
        return true;
    struct lexer lexer = read_leaf(printer, leaf);
    struct lexeme word = lexer_next(&lexer);
    return word.kind == LEXEME_WORD && word.end == leaf->end;
}

/* Those of running text with a blank between them; the value of a field or sign as it is. */
static void print_words(struct printer *printer, const struct query_node *leaf)
{
    struct lexer lexer = read_leaf(printer, leaf);
    if (!leaf->is_joinable) {
        put(printer, printer->text + leaf->start, leaf->end - leaf->start);
        return;
    }
    for (struct lexeme word = next_word(&lexer); word.kind != LEXEME_END;
         word = next_word(&lexer)) {
        if (word.start > leaf->start)
            put_string(printer, " ");
        put(printer, printer->text + word.start, word.end - word.start);
    }
}

/* Each run of blanks as one. */
static void print_phrase(struct printer *printer, const struct query_node *leaf)
{
    size_t at = leaf->start;
    put_string(printer, leaf->is_exact ? "=\"" : "\"");
    while (at < leaf->end) {
        size_t space = utf8_space_len(printer->text + at, leaf->end - at);
        if (space == 0)
            put(printer, printer->text + at, 1);
        else if (utf8_space_len(printer->text + at + space, leaf->end - at - space) == 0)
            put_string(printer, " ");
        at += space ? space : 1;
    }
    put_string(printer, "\"");
    if (leaf->distance > 0)
        put_number(printer, "~", leaf->distance);
}

static void print_range(struct printer *printer, const struct query_node *leaf)
{
    char written[RANGE_SIZE];
    range_write(leaf->field, leaf->range, written);
    put_string(printer, written);
}

static void print_leaf(struct printer *printer, const struct query_node *leaf)
{
    if (leaf->field != FIELD_ANY) {
        put_string(printer, field_name(leaf->field));
        put_string(printer, ":");
    }
    if (leaf->kind == QUERY_PHRASE) {
        print_phrase(printer, leaf);
    } else if (leaf->kind == QUERY_RANGE) {
        print_range(printer, leaf);
    } else if (leaf->kind == QUERY_TEXT) {
        print_words(printer, leaf);
    } else {
        put_string(printer, leaf->kind == QUERY_EXACT ? "=" : "");
        put(printer, printer->text + leaf->start, leaf->end - leaf->start);
        if (leaf->kind == QUERY_FUZZY)
            put_number(printer, "~", leaf->distance);
    }
}

/* ---- Branches ------------------------------------------------------------------------------ */

static void print_in_brackets(struct printer *printer, const struct query_node *node)
{
    put_string(printer, "(");
    print_node(printer, node);
    put_string(printer, ")");
}

/* Would the parser take the node as it is for a child of such a branch? */
static bool stands_alone(const struct printer *printer, const struct query_node *node,
                         const struct query_node *parent)
{
    bool is_list_of_one = node->kind == QUERY_LIST && !node->child->next;
    switch (parent->kind) {
    case QUERY_OR:
        return node->kind != QUERY_OR && (is_list_of_one || !printer->has_all_brackets);
    case QUERY_AND:
        return node->kind == QUERY_NEAR || node->kind == QUERY_LIST
                   ? is_list_of_one || !printer->has_all_brackets
                   : false;
    case QUERY_LIST:
        return node->kind == QUERY_NEAR && !printer->has_all_brackets;
    default:
        return false;
    }
}

/* Do the words of the text have to be kept together? */
static bool needs_brackets(const struct printer *printer, const struct query_node *text,
                           const struct query_node *parent)
{
    if (!has_many_words(printer, text))
        return false;
    if (parent->kind == QUERY_LIST)
        return text->occurrence == QUERY_MUST || text->occurrence == QUERY_NOT;
    return parent->kind == QUERY_NEAR || printer->has_all_brackets;
}

static void print_child(struct printer *printer, const struct query_node *node,
                        const struct query_node *parent)
{
    if (node->child ? !stands_alone(printer, node, parent)
                    : node->field == FIELD_ANY && needs_brackets(printer, node, parent))
        print_in_brackets(printer, node);
    else
        print_node(printer, node);
}

/* Where a sign would not be taken for one, as before 5, a bracket helps. */
static bool is_signable(const struct printer *printer, const struct query_node *node)
{
    while (node->child)
        node = node->child;
    struct lexer lexer = read_leaf(printer, node);
    if (node->kind == QUERY_PHRASE || node->kind == QUERY_EXACT || node->field != FIELD_ANY)
        return true;
    return has_many_words(printer, node) || lexer_is_signable(&lexer, node->start);
}

static void print_sign(struct printer *printer, const struct query_node *node)
{
    if (node->occurrence == QUERY_MUST)
        put_string(printer, "+");
    else if (node->occurrence == QUERY_NOT)
        put_string(printer, reads_alone(printer, node) ? "NOT " : "-");
}

static void print_list(struct printer *printer, const struct query_node *list)
{
    for (const struct query_node *node = list->child; node; node = node->next) {
        if (node != list->child)
            put_string(printer, " ");
        print_sign(printer, node);
        if (node->occurrence == QUERY_MUST && !is_signable(printer, node))
            print_in_brackets(printer, node);
        else
            print_child(printer, node, list);
    }
}

static void print_chain(struct printer *printer, const struct query_node *chain)
{
    for (const struct query_node *node = chain->child; node; node = node->next) {
        bool is_value = !reads_alone(printer, node);
        if (node != chain->child && chain->kind == QUERY_NEAR)
            put_number(printer, " NEAR/", chain->distance);
        if (node != chain->child)
            put_string(printer, chain->kind == QUERY_AND  ? " AND "
                                : chain->kind == QUERY_OR ? " OR "
                                                          : " ");
        put_string(printer, is_value ? "(+" : "");
        print_child(printer, node, chain);
        put_string(printer, is_value ? ")" : "");
    }
}

/* titel:(Kim Putin), and titel:(:x), where without brackets there would be no value. */
static bool is_bracketed_value(const struct printer *printer, const struct query_node *node)
{
    if (node->kind != QUERY_TEXT || node->field == FIELD_ANY || !node->is_joinable)
        return false;
    struct lexer lexer = read_leaf(printer, node);
    return has_many_words(printer, node) || !lexer_is_value(&lexer, node->field, node->start);
}

static void print_node(struct printer *printer, const struct query_node *node)
{
    if (is_bracketed_value(printer, node)) {
        struct query_node words = *node;
        words.field = FIELD_ANY;
        put_string(printer, field_name(node->field));
        put_string(printer, ":");
        print_in_brackets(printer, &words);
    } else if (!node->child) {
        print_leaf(printer, node);
    } else if (node->kind == QUERY_LIST) {
        print_list(printer, node);
    } else {
        print_chain(printer, node);
    }
}

static unsigned depth_of(const struct query_node *node)
{
    unsigned deepest = 0;
    for (const struct query_node *child = node->child; child; child = child->next) {
        unsigned depth = depth_of(child);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest + 1;
}

fund_status query_print(const struct query *query, struct arena *arena, const char **printed,
                        fund_error *err)
{
    struct printer printer = {.text = query->text};
    *printed = "";
    if (!query->root)
        return FUND_OK;
    printer.has_all_brackets = depth_of(query->root) < QUERY_MAX_DEPTH - 2;
    print_node(&printer, query->root);
    printer.out = arena_alloc(arena, printer.len + 1);
    if (!printer.out) {
        *printed = NULL;
        return fail_no_memory(err);
    }
    printer.len = 0;
    print_node(&printer, query->root);
    printer.out[printer.len] = '\0';
    *printed = printer.out;
    return FUND_OK;
}
