/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A rule of an .aff file takes letters off the end of a word and puts others there, when the end
 * meets a condition:
 *
 *     SFX N   e   en   [^e]e       flag, off, on, condition
 *
 * Words are handled in Latin-1, a byte a letter; those that cannot be written in it are left out.
 * Flags that are about hyphens and capitals in compounds (m i j e k) are no rules here.
 */
#include "indexer/text/build-affix.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { RULES_MAX = 1024, TEXT_MAX = 128, AFFIX_MAX = 64 };

struct rule {
    bool is_prefix;
    char flag;
    char off[AFFIX_MAX];
    char on[AFFIX_MAX];
    char condition[AFFIX_MAX];
};

struct rules {
    struct rule all[RULES_MAX];
    size_t n;
};

/* False when a character has no place in Latin-1. */
static bool to_latin1(const char *utf8, char *out)
{
    const unsigned char *c = (const unsigned char *)utf8;
    for (; *c; c++) {
        if (*c < 0x80)
            *out++ = (char)*c;
        else if ((*c == 0xC2 || *c == 0xC3) && c[1])
            *out++ = (char)(*c << 6 | (c[1] & 0x3F)), c++;
        else
            return false;
    }
    *out = '\0';
    return true;
}

static void to_utf8(const char *latin1, char *out)
{
    for (const unsigned char *c = (const unsigned char *)latin1; *c; c++) {
        if (*c < 0x80) {
            *out++ = (char)*c;
        } else {
            *out++ = (char)(0xC0 | *c >> 6);
            *out++ = (char)(0x80 | (*c & 0x3F));
        }
    }
    *out = '\0';
}

/* One letter of the condition: the letter itself, a point for any, [abc] or [^abc]. */
static bool meets(char letter, const char **condition)
{
    const char *c = *condition;
    *condition = c + 1;
    if (*c != '[')
        return *c == '.' || *c == letter;
    bool is_not = c[1] == '^', is_in = false;
    for (c += 1 + is_not; *c && *c != ']'; c++)
        is_in = is_in || *c == letter;
    *condition = *c ? c + 1 : c;
    return is_in != is_not;
}

static size_t condition_len(const char *condition)
{
    size_t n = 0;
    for (const char *c = condition; *c; n++)
        meets('\0', &c);
    return n;
}

static bool meets_at(const char *at, const char *condition)
{
    while (*condition)
        if (*at == '\0' || !meets(*at++, &condition))
            return false;
    return true;
}

static bool apply(const struct rule *rule, const char *word, char *out)
{
    size_t len = strlen(word), n = condition_len(rule->condition), off = strlen(rule->off);
    if (strcmp(rule->condition, ".") != 0 &&
        (n > len || !meets_at(word + (rule->is_prefix ? 0 : len - n), rule->condition)))
        return false;
    if (off >= len || len + strlen(rule->on) >= TEXT_MAX)
        return false;
    if (rule->is_prefix) {
        return snprintf(out, TEXT_MAX, "%s%s", rule->on, word + off) < TEXT_MAX;
    }
    if (strcmp(word + len - off, rule->off) != 0)
        return false;
    return snprintf(out, TEXT_MAX, "%.*s%s", (int)(len - off), word, rule->on) < TEXT_MAX;
}

static void read_rule(struct rules *rules, char *line)
{
    char kind[AFFIX_MAX], flag[AFFIX_MAX], off[AFFIX_MAX], on[AFFIX_MAX], condition[AFFIX_MAX];
    if (sscanf(line, "%63s %63s %63s %63s %63s", kind, flag, off, on, condition) != 5 ||
        (strcmp(kind, "SFX") != 0 && strcmp(kind, "PFX") != 0) || strchr("mijekgfc", *flag) ||
        rules->n == RULES_MAX)
        return;
    struct rule *rule = &rules->all[rules->n];
    rule->is_prefix = *kind == 'P';
    rule->flag = *flag;
    on[strcspn(on, "/")] = '\0';
    bool is_latin1 = to_latin1(strcmp(off, "0") == 0 ? "" : off, rule->off) &&
                     to_latin1(strcmp(on, "0") == 0 ? "" : on, rule->on) &&
                     to_latin1(condition, rule->condition);
    rules->n += is_latin1;
}

struct entry {
    const char *word; /* as in the file */
    const char *flags;
    entry_visitor *visit;
    void *context;
};

static void visit_form(const struct entry *entry, const char *latin1)
{
    char form[2 * TEXT_MAX];
    to_utf8(latin1, form);
    entry->visit(entry->context, entry->word, entry->flags, form);
}

static void expand(const struct rules *rules, const struct entry *entry, const char *word,
                   bool with_prefixes)
{
    char form[TEXT_MAX];
    for (size_t i = 0; i < rules->n; i++) {
        const struct rule *rule = &rules->all[i];
        if (!strchr(entry->flags, rule->flag) || (rule->is_prefix && !with_prefixes) ||
            !apply(rule, word, form))
            continue;
        visit_form(entry, form);
        if (rule->is_prefix)
            expand(rules, entry, form, false);
    }
}

static int read_lines(const char *path, void (*take)(void *, char *), void *context)
{
    char *line = NULL;
    size_t size = 0;
    FILE *file = fopen(path, "r");
    if (!file)
        return -1;
    while (getline(&line, &size, file) > 0) {
        line[strcspn(line, "\r\n")] = '\0';
        take(context, line);
    }
    free(line);
    fclose(file);
    return 0;
}

static void take_rule(void *context, char *line)
{
    read_rule(context, line);
}

struct expansion {
    const struct rules *rules;
    struct entry entry;
};

static void take_entry(void *context, char *line)
{
    struct expansion *expansion = context;
    char word[TEXT_MAX];
    char *slash = strchr(line, '/');
    if (slash)
        *slash = '\0';
    if (*line == '#' || *line == '\0' || strlen(line) >= TEXT_MAX || !to_latin1(line, word))
        return;
    expansion->entry.word = line;
    expansion->entry.flags = slash ? slash + 1 : "";
    visit_form(&expansion->entry, word);
    expand(expansion->rules, &expansion->entry, word, true);
}

int read_hunspell(const char *aff_path, const char *dic_path, entry_visitor *visit, void *context)
{
    static struct rules rules;
    struct expansion expansion = {&rules, {NULL, NULL, visit, context}};
    return read_lines(aff_path, take_rule, &rules) == 0
               ? read_lines(dic_path, take_entry, &expansion)
               : -1;
}
