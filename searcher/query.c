/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parser: by recursive descent, a function for each level of the grammar.
 *
 *     any      = all { "OR" all }
 *     all      = list { "AND" list }
 *     list     = { [ "+" | "-" | "NOT" ] operand { "NEAR/n" operand } }
 *     operand  = { field ":" } ( word | phrase | range | "(" any ")" )
 *
 * What stands beside each other belongs together before AND and OR do: Kim Un AND Putin is
 * (Kim Un) AND Putin. +, -, NOT and NEAR belong to the one word, phrase or bracket next to them.
 *
 * Each word is a leaf at first, for NEAR to take one. When a list is complete, leaves with only
 * blanks and brackets between them are joined to text that is analysed in one go. Not joined is
 * the value of a field or sign, as it would read differently among other words.
 */
#include "searcher/query.h"

#include <string.h>

#include "indexer/utf8.h"
#include "searcher/query-field.h"
#include "searcher/query-lexer.h"

struct parser {
    struct lexer lexer;
    struct lexeme now; /* the next one to be taken */
    struct query *query;
    struct arena *arena;
    unsigned depth;     /* brackets that are open */
    unsigned n_ignored; /* and those beyond the depth that is allowed */
    size_t first_operator, end_of_operators;
    bool has_no_memory;
};

/* The children of a branch, as they come. */
struct children {
    struct query_node *first, *last;
    size_t n;
};

static struct query_node *parse_any(struct parser *parser, enum query_field field);

/* ---- Notes --------------------------------------------------------------------------------- */

static void note(struct parser *parser, size_t offset, const char *message)
{
    struct query *query = parser->query;
    size_t i = query->n_notes;
    if (i == QUERY_MAX_NOTES)
        return;
    for (; i > 0 && query->notes[i - 1].offset > offset; i--)
        query->notes[i] = query->notes[i - 1];
    query->notes[i] = (struct query_note){offset, message};
    query->n_notes++;
}

/* ---- Lexemes ------------------------------------------------------------------------------- */

static bool is_operator(enum lexeme_kind kind)
{
    return kind >= LEXEME_NOT;
}

/* Goes on to the next lexeme; quotes without a partner are passed over. */
static void advance(struct parser *parser)
{
    do {
        parser->now = lexer_next(&parser->lexer);
        if (parser->now.doubt)
            note(parser, parser->now.doubt_at, parser->now.doubt);
    } while (parser->now.kind == LEXEME_STRAY);
    if (is_operator(parser->now.kind)) {
        if (parser->end_of_operators == 0)
            parser->first_operator = parser->now.start;
        parser->end_of_operators = parser->now.end;
    }
}

/* ---- Nodes --------------------------------------------------------------------------------- */

static struct query_node *node_new(struct parser *parser, enum query_kind kind)
{
    struct query_node *node = arena_alloc(parser->arena, sizeof *node);
    if (node)
        *node = (struct query_node){.kind = kind};
    else
        parser->has_no_memory = true;
    return node;
}

static void append(struct children *children, struct query_node *node)
{
    *(children->last ? &children->last->next : &children->first) = node;
    children->last = node;
    node->next = NULL;
    children->n++;
}

/* A branch that holds them, or the only one of them. */
static struct query_node *branch(struct parser *parser, enum query_kind kind,
                                 struct children children)
{
    if (children.n < 2 && (kind != QUERY_LIST || children.n == 0))
        return children.first;
    struct query_node *node = node_new(parser, kind);
    if (!node)
        return NULL;
    node->child = children.first;
    node->is_filter = true;
    for (const struct query_node *child = children.first; child; child = child->next)
        node->is_filter = node->is_filter && child->is_filter && child->occurrence != QUERY_NOT;
    return node;
}

/* The leaf for the present lexeme; NULL when there is nothing in it, as in "". */
static struct query_node *parse_leaf(struct parser *parser, enum query_field field)
{
    static const enum query_kind kinds[] = {
        [LEXEME_WORD] = QUERY_TEXT,   [LEXEME_PHRASE] = QUERY_PHRASE,
        [LEXEME_EXACT] = QUERY_EXACT, [LEXEME_PATTERN] = QUERY_PATTERN,
        [LEXEME_FUZZY] = QUERY_FUZZY, [LEXEME_RANGE] = QUERY_RANGE,
    };
    const struct lexeme lexeme = parser->now;
    advance(parser);
    if (lexeme.inner_start == lexeme.inner_end)
        return NULL;
    struct query_node *leaf = node_new(parser, kinds[lexeme.kind]);
    if (!leaf)
        return NULL;
    leaf->field = lexeme.kind == LEXEME_RANGE ? lexeme.field : field;
    leaf->is_filter = field_is_filter(leaf->field);
    leaf->is_exact = lexeme.is_exact;
    leaf->is_joinable = lexeme.kind == LEXEME_WORD && !lexeme.is_value;
    leaf->is_truncated = lexeme.is_truncated;
    leaf->distance = lexeme.distance;
    leaf->range = lexeme.range;
    leaf->start = lexeme.inner_start;
    leaf->end = lexeme.inner_end;
    return leaf;
}

/* ---- Operands ------------------------------------------------------------------------------ */

static struct query_node *parse_group(struct parser *parser, enum query_field field)
{
    size_t opening = parser->now.start;
    parser->depth++;
    advance(parser);
    struct query_node *node = parse_any(parser, field);
    parser->depth--;
    if (parser->now.kind == LEXEME_CLOSE)
        advance(parser);
    else
        note(parser, opening, "this bracket is not closed; close it or leave it out");
    return node;
}

/* Brackets that are nested too deeply count as blanks. */
static void skip_deep_brackets(struct parser *parser)
{
    while (parser->now.kind == LEXEME_OPEN && parser->depth == QUERY_MAX_DEPTH) {
        note(parser, parser->now.start, "brackets are nested too deeply; at most 64 are taken");
        parser->n_ignored++;
        advance(parser);
    }
}

/* NULL where none begins, or where it has nothing in it. */
static struct query_node *parse_operand(struct parser *parser, enum query_field field)
{
    bool has_field = false;
    skip_deep_brackets(parser);
    while (parser->now.kind == LEXEME_FIELD) {
        if (has_field)
            note(parser, parser->now.start, "a field within a field; the last one counts");
        has_field = true;
        field = parser->now.field;
        advance(parser);
        skip_deep_brackets(parser);
    }
    if (has_field && parser->now.kind == LEXEME_RANGE)
        note(parser, parser->now.start, "a field within a field; the last one counts");
    if (parser->now.kind == LEXEME_OPEN)
        return parse_group(parser, field);
    if (parser->now.kind >= LEXEME_WORD && parser->now.kind <= LEXEME_RANGE)
        return parse_leaf(parser, field);
    return NULL;
}

/* ---- Lists --------------------------------------------------------------------------------- */

/* -(+Kim) is -Kim, and -(-Kim) is +Kim. */
static enum query_occurrence combine(enum query_occurrence outer, enum query_occurrence inner)
{
    if (outer == QUERY_NOT)
        return inner == QUERY_NOT ? QUERY_MUST : QUERY_NOT;
    return inner == QUERY_NOT || inner == QUERY_MUST ? inner : outer;
}

/* A list of one that has a sign, (-Kim), becomes that one. */
static struct query_node *unwrap(struct query_node *node, enum query_occurrence *occurrence)
{
    while (node && node->kind == QUERY_LIST && !node->child->next) {
        node = node->child;
        *occurrence = combine(*occurrence, node->occurrence);
    }
    return node;
}

static struct query_node *parse_signed(struct parser *parser, enum query_field field)
{
    enum query_occurrence occurrence = QUERY_MAY;
    size_t sign = parser->now.start;
    bool has_sign = false;
    for (;;) {
        enum lexeme_kind kind = parser->now.kind;
        if (kind != LEXEME_PLUS && kind != LEXEME_MINUS && kind != LEXEME_NOT)
            break;
        if (has_sign)
            note(parser, parser->now.start, "one sign or NOT behind the other; leave one out");
        occurrence = combine(kind == LEXEME_PLUS ? QUERY_MUST : QUERY_NOT, occurrence);
        has_sign = true;
        advance(parser);
    }
    struct query_node *node = unwrap(parse_operand(parser, field), &occurrence);
    if (node)
        node->occurrence = occurrence;
    else if (has_sign)
        note(parser, sign, "nothing stands behind this; leave it out");
    return node;
}

/* The node becomes a branch that has what it was for its only child; the sign goes to the branch.
 */
static bool make_near(struct parser *parser, struct query_node *node, unsigned distance)
{
    struct query_node *first = node_new(parser, node->kind);
    if (!first)
        return false;
    *first = *node;
    first->occurrence = QUERY_MAY;
    first->next = NULL;
    *node = (struct query_node){.kind = QUERY_NEAR,
                                .occurrence = node->occurrence,
                                .is_filter = first->is_filter,
                                .distance = distance,
                                .child = first};
    return true;
}

static void add_near(struct parser *parser, struct query_node *near, struct query_node *node,
                     const struct lexeme *sign)
{
    struct query_node *last = near->child;
    if (near->distance != sign->distance)
        note(parser, sign->start, "NEAR with two distances; the larger one counts");
    if (near->distance < sign->distance)
        near->distance = sign->distance;
    while (last->next)
        last = last->next;
    last->next = node;
    node->occurrence = QUERY_MAY;
    near->is_filter = near->is_filter && node->is_filter;
}

/* The last of the list NEAR/n another: where that is missing, NEAR is passed over. */
static void parse_near(struct parser *parser, struct children *list, enum query_field field)
{
    struct query_node *left = list->last;
    const struct lexeme sign = parser->now;
    enum query_occurrence occurrence = QUERY_MAY;
    advance(parser);
    if (!left || left->kind == QUERY_RANGE) {
        note(parser, sign.start, "NEAR has no word before it; leave it out");
        return;
    }
    struct query_node *right = unwrap(parse_operand(parser, field), &occurrence);
    if (!right || right->kind == QUERY_RANGE) {
        note(parser, sign.start, "NEAR has no word behind it; leave it out");
        if (right)
            append(list, right);
        return;
    }
    if (occurrence == QUERY_NOT)
        note(parser, sign.start, "what is excluded is near to nothing; leave NOT out");
    if (left->kind == QUERY_NEAR || make_near(parser, left, sign.distance))
        add_near(parser, left, right, &sign);
}

/* Nothing but blanks, brackets and stray quotes in bytes [at, end)? */
static bool is_gap(const struct lexer *lexer, size_t at, size_t end)
{
    while (at < end) {
        size_t len = utf8_space_len(lexer->text + at, end - at);
        if (len == 0)
            len = lexer_quote_len(lexer, at);
        if (len == 0 && strchr("()", lexer->text[at]))
            len = 1;
        if (len == 0)
            return false;
        at += len;
    }
    return true;
}

static bool can_join(const struct lexer *lexer, const struct query_node *a,
                     const struct query_node *b)
{
    return a->is_joinable && b->is_joinable && a->occurrence == QUERY_MAY &&
           b->occurrence == QUERY_MAY && a->field == b->field &&
           is_gap(lexer, a->end, b->start - b->is_truncated);
}

/* Would the children of this one mean the same without the bracket around them? */
static bool is_plain_list(const struct query_node *node)
{
    if (node->kind != QUERY_LIST || node->occurrence != QUERY_MAY)
        return false;
    for (const struct query_node *child = node->child; child; child = child->next)
        if (child->occurrence != QUERY_MAY)
            return false;
    return true;
}

/* Appends the node, or to the last leaf the words that follow it. */
static void join(struct parser *parser, struct children *joined, struct query_node *node)
{
    if (joined->last && can_join(&parser->lexer, joined->last, node))
        joined->last->end = node->end;
    else
        append(joined, node);
}

static struct query_node *finish_list(struct parser *parser, struct children list)
{
    struct children joined = {0};
    for (struct query_node *node = list.first, *next; node; node = next) {
        next = node->next;
        if (!is_plain_list(node)) {
            join(parser, &joined, node);
            continue;
        }
        for (struct query_node *child = node->child, *after; child; child = after) {
            after = child->next;
            join(parser, &joined, child);
        }
    }
    for (struct query_node *node = joined.first; node; node = node->next)
        if (node->occurrence == QUERY_MAY && node->is_filter)
            node->occurrence = QUERY_FILTER;
    struct query_node *only = joined.n == 1 ? joined.first : NULL;
    if (!only || only->occurrence == QUERY_MUST || only->occurrence == QUERY_NOT)
        return branch(parser, QUERY_LIST, joined);
    only->occurrence = QUERY_MAY;
    return only;
}

/* Is this the bracket that closes the group which is being parsed? Others are passed over. */
static bool closes_group(struct parser *parser)
{
    if (parser->n_ignored == 0 && parser->depth > 0)
        return true;
    if (parser->n_ignored > 0)
        parser->n_ignored--;
    else
        note(parser, parser->now.start, "this bracket was not opened; open it or leave it out");
    advance(parser);
    return false;
}

static struct query_node *parse_list(struct parser *parser, enum query_field field)
{
    struct children list = {0};
    for (;;) {
        enum lexeme_kind kind = parser->now.kind;
        if (kind == LEXEME_END || kind == LEXEME_AND || kind == LEXEME_OR)
            break;
        if (kind == LEXEME_CLOSE) {
            if (closes_group(parser))
                break;
        } else if (kind == LEXEME_NEAR) {
            parse_near(parser, &list, field);
        } else {
            struct query_node *node = parse_signed(parser, field);
            if (node)
                append(&list, node);
        }
    }
    return finish_list(parser, list);
}

/* ---- AND and OR ---------------------------------------------------------------------------- */

static struct query_node *parse_chain(struct parser *parser, enum query_kind kind,
                                      enum query_field field)
{
    enum lexeme_kind sign = kind == QUERY_OR ? LEXEME_OR : LEXEME_AND;
    struct children parts = {0};
    for (bool has_sign = false;; has_sign = true) {
        size_t at = parser->now.start; /* of the sign, when there is one */
        if (has_sign)
            advance(parser);
        struct query_node *part =
            kind == QUERY_OR ? parse_chain(parser, QUERY_AND, field) : parse_list(parser, field);
        bool goes_on = parser->now.kind == sign;
        if (part)
            append(&parts, part);
        else if (has_sign)
            note(parser, at, "nothing stands behind this; leave it out");
        else if (goes_on)
            note(parser, parser->now.start, "nothing stands before this; leave it out");
        if (!goes_on)
            return branch(parser, kind, parts);
    }
}

static struct query_node *parse_any(struct parser *parser, enum query_field field)
{
    return parse_chain(parser, QUERY_OR, field);
}

/* ---- The query ----------------------------------------------------------------------------- */

static fund_status check_text(const char *text, size_t len, fund_error *err)
{
    size_t bad;
    if (len > FUND_QUERY_MAX)
        return fail(err, FUND_INVALID, "the query has %zu bytes, at most %zu are taken: shorten it",
                    len, FUND_QUERY_MAX);
    if (!utf8_is_valid(text, len, &bad))
        return fail(err, FUND_INVALID, "byte %zu of the query is not UTF-8", bad);
    return FUND_OK;
}

static fund_status fail_syntax(fund_error *err, struct query_note first)
{
    fund_status status =
        fail(err, FUND_SYNTAX, "byte %zu of the query: %s", first.offset, first.message);
    if (err)
        err->offset = first.offset;
    return status;
}

/* The Oder is a river: where there are only operators, they are words. */
static struct query_node *make_words_of_operators(struct parser *parser)
{
    struct query_node *leaf = node_new(parser, QUERY_TEXT);
    if (!leaf)
        return NULL;
    parser->query->n_notes = 0;
    note(parser, parser->first_operator, "AND, OR and NOT join nothing here and are read as words");
    leaf->is_joinable = true;
    leaf->start = parser->first_operator;
    leaf->end = parser->end_of_operators;
    return leaf;
}

fund_status query_parse(struct query *query, const char *text, struct query_options options,
                        struct arena *arena, fund_error *err)
{
    struct parser parser = {.query = query, .arena = arena};
    *query = (struct query){.text = text, .wants_all = options.wants_all};
    fund_status status = check_text(text, strlen(text), err);
    if (status != FUND_OK)
        return status;
    lexer_init(&parser.lexer, text, strlen(text), options.today);
    advance(&parser);
    query->root = parse_any(&parser, FIELD_ANY);
    if (!query->root && parser.end_of_operators > 0)
        query->root = make_words_of_operators(&parser);
    if (parser.has_no_memory)
        return fail_no_memory(err);
    return options.strict && query->n_notes > 0 ? fail_syntax(err, query->notes[0]) : FUND_OK;
}
