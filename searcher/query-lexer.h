/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Query text -> words and signs, one by one:
 *
 *     (Politiker*innen OR titel:„Kim Jong Un“) -Putin?
 *     ( word           OR field phrase       ) - word
 *
 * What a person pasted goes through here as well, so only what can hardly be meant otherwise is a
 * sign: `-` before a letter and behind a blank, a bracket that is not part of Lehrer(innen), `*`
 * within a word, a name of a field before a colon. All else is part of a word, which analyse()
 * will take apart as it does with an article's.
 */
#ifndef SEARCHER_QUERY_LEXER_H
#define SEARCHER_QUERY_LEXER_H

#include "searcher/query.h"

enum lexeme_kind {
    LEXEME_END,
    LEXEME_OPEN,
    LEXEME_CLOSE,
    LEXEME_STRAY, /* a quote without a partner */
    LEXEME_WORD,
    LEXEME_PHRASE,
    LEXEME_EXACT,
    LEXEME_PATTERN,
    LEXEME_FUZZY,
    LEXEME_RANGE, /* with the name of its field */
    LEXEME_FIELD, /* a name of another field: a value follows it without a blank */
    LEXEME_PLUS,  /* so does something to look for behind + and - */
    LEXEME_MINUS,
    LEXEME_NOT,
    LEXEME_AND,
    LEXEME_OR,
    LEXEME_NEAR,
};

struct lexeme {
    enum lexeme_kind kind;
    size_t start; /* bytes [start, end) of the text, signs and quotes included */
    size_t end;
    size_t inner_start; /* without them */
    size_t inner_end;
    enum query_field field;
    unsigned distance;
    bool is_exact;     /* a phrase */
    bool is_truncated; /* the -importe of "Waffenexporte und -importe", a word */
    bool is_value;     /* stands behind a field or a sign, where no word is an operator */
    struct query_range range;
    const char *doubt; /* what was doubtful about it, or NULL */
    size_t doubt_at;
};

struct lexer {
    const char *text;
    size_t len;
    size_t at;
    int32_t today;
    enum query_field field;      /* of the value that is due */
    bool is_value_due;           /* a field or a sign has just been read */
    size_t word_start, word_end; /* the word just read; 0 and 0 when it was something else */
};

void lexer_init(struct lexer *lexer, const char *text, size_t len, int32_t today);

/* The next of them; LEXEME_END at the end, again and again. */
struct lexeme lexer_next(struct lexer *in);

/* Could something to look for begin at this byte, directly behind a + or - ? */
bool lexer_is_signable(const struct lexer *in, size_t at);

/* Would what begins at this byte be the value of the field, directly behind its name and colon? */
bool lexer_is_value(const struct lexer *in, enum query_field field, size_t at);

/* The double quotes that German texts are typed with: the length of that at `at`, or 0. */
size_t lexer_quote_len(const struct lexer *in, size_t at);

#endif
