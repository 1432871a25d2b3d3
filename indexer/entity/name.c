/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/name.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/utf8.h"

bool has_ending(const char *text, size_t len, const char *ending)
{
    size_t n = strlen(ending);
    return len >= n && memcmp(text + len - n, ending, n) == 0;
}

size_t ending_len(const char *text, size_t len, const struct ending *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t end = list[i].len;
        if (end <= len && list[i].text[end - 1] == text[len - 1] &&
            memcmp(text + len - end, list[i].text, end) == 0)
            return end;
    }
    return 0;
}

static int compare(const void *text, const void *entry)
{
    return strcmp(text, *(const char *const *)entry);
}

bool is_in_list(const char *text, const char *const *list, size_t n)
{
    return bsearch(text, list, n, sizeof *list, compare) != NULL;
}

bool is_capital_letter(const char *c, size_t len)
{
    const unsigned char *b = (const unsigned char *)c;
    if (len == 0)
        return false;
    if (b[0] < 0x80)
        return b[0] >= 'A' && b[0] <= 'Z';
    if (len < 2)
        return false;
    if (b[0] == 0xC3)
        return b[1] >= 0x80 && b[1] <= 0x9E && b[1] != 0x97;
    if (b[0] == 0xC4 || b[0] == 0xC5) /* in Latin Extended-A they take turns, not all in step */
        return (b[0] == 0xC4 && b[1] >= 0xB9) || (b[0] == 0xC5 && b[1] < 0x89) ||
                       (b[0] == 0xC5 && b[1] >= 0xB9)
                   ? b[1] % 2 == 1
                   : b[1] % 2 == 0;
    return (b[0] == 0xCE && b[1] >= 0x86) || (b[0] == 0xD0 && b[1] < 0xB0);
}

/* ---- Making it readable ---- */

/* Bytes of what is not seen in print at `c`: soft hyphen, zero width blanks and marks. */
static size_t invisible_len(const char *c, size_t len)
{
    const unsigned char *b = (const unsigned char *)c;
    if (len >= 2 && b[0] == 0xC2 && b[1] == 0xAD)
        return 2;
    if (len < 3)
        return 0;
    bool is_zero_width = b[0] == 0xE2 && b[1] == 0x80 && b[2] >= 0x8B && b[2] <= 0x8F;
    bool is_joiner = b[0] == 0xE2 && b[1] == 0x81 && b[2] == 0xA0;
    bool is_mark = b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF;
    return is_zero_width || is_joiner || is_mark ? 3 : 0;
}

/* Bytes of a double quote of any kind: " „ “ ” « » ‹ › */
static size_t quote_len(const char *c, size_t len)
{
    const unsigned char *b = (const unsigned char *)c;
    if (b[0] == '"')
        return 1;
    if (len >= 2 && b[0] == 0xC2 && (b[1] == 0xAB || b[1] == 0xBB))
        return 2;
    if (len < 3 || b[0] != 0xE2 || b[1] != 0x80)
        return 0;
    return (b[2] >= 0x9C && b[2] <= 0x9F) || b[2] == 0xB9 || b[2] == 0xBA ? 3 : 0;
}

/* Bytes of an apostrophe, or of a single quote that is taken for one: ' ‘ ’ ‚ ` ´ */
static size_t apostrophe_len(const char *c, size_t len)
{
    const unsigned char *b = (const unsigned char *)c;
    if (b[0] == '\'' || b[0] == '`')
        return 1;
    if (len >= 2 && b[0] == 0xC2 && b[1] == 0xB4)
        return 2;
    return len >= 3 && b[0] == 0xE2 && b[1] == 0x80 && b[2] >= 0x98 && b[2] <= 0x9A ? 3 : 0;
}

/* Bytes of a hyphen that is not the usual one: U+2010, the one that does not break, and U+2012. */
static size_t odd_hyphen_len(const char *c, size_t len)
{
    const unsigned char *b = (const unsigned char *)c;
    return len >= 3 && b[0] == 0xE2 && b[1] == 0x80 && b[2] >= 0x90 && b[2] <= 0x92 ? 3 : 0;
}

static void put(struct name *name, const char *bytes, size_t len)
{
    if (name->len + len <= NAME_BYTES) {
        memcpy(name->text + name->len, bytes, len);
        name->len += len;
    }
}

static size_t character_len(const char *c, size_t len)
{
    size_t n = 1;
    while (n < len && ((unsigned char)c[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* Copies `raw` without what is not seen; blanks, hyphens and apostrophes become the usual ones. */
static void copy_readable(struct name *name, const char *raw, size_t len)
{
    static const char apostrophe[] = "\u2019";
    for (size_t i = 0, n; i < len && name->len < NAME_BYTES; i += n) {
        const char *c = raw + i;
        size_t rest = len - i;
        if ((n = invisible_len(c, rest)) != 0 || (n = quote_len(c, rest)) != 0)
            continue;
        if ((n = utf8_space_len(c, rest)) != 0) {
            if (name->len > 0 && name->text[name->len - 1] != ' ')
                put(name, " ", 1);
        } else if ((n = apostrophe_len(c, rest)) != 0) {
            put(name, apostrophe, sizeof apostrophe - 1);
        } else if ((n = odd_hyphen_len(c, rest)) != 0) {
            put(name, "-", 1);
        } else {
            n = character_len(c, rest);
            put(name, c, n);
        }
    }
}

/* D.C. and Jr. keep their full stop, the end of a sentence does not. */
static bool is_stop_of_sentence(const struct name *name)
{
    size_t start = name->len - 1;
    while (start > 0 && name->text[start - 1] != ' ')
        start--;
    size_t letters = name->len - 1 - start;
    return letters > 3 && !memchr(name->text + start, '.', letters);
}

static bool drop_last_apostrophe(struct name *name, size_t behind)
{
    static const char apostrophe[] = "\u2019";
    size_t n = sizeof apostrophe - 1;
    if (name->len <= n + behind || memcmp(name->text + name->len - behind - n, apostrophe, n) != 0)
        return false;
    name->len -= n + behind;
    return true;
}

/* Takes off what no name ends in, and notes a genitive that is marked by an apostrophe. */
static void trim_end(struct name *name)
{
    for (;;) {
        char last = name->len > 0 ? name->text[name->len - 1] : '\0';
        bool is_closing = last == ')' && memchr(name->text, '(', name->len);
        bool is_mark = last != '\0' && !is_closing && strchr(" ,;:!?)(-/", last) != NULL;
        if (!is_mark && !(last == '.' && is_stop_of_sentence(name)))
            break;
        name->len--;
    }
    name->has_apostrophe_s =
        name->len > 0 && name->text[name->len - 1] == 's' && drop_last_apostrophe(name, 1);
    name->has_genitive_mark = name->has_apostrophe_s || drop_last_apostrophe(name, 0);
}

/* Frankfurt (Oder), Königstein (Sächs Schw): a word with small letters, and all is closed. */
static bool belongs_to_name(const char *bracket, size_t len)
{
    const char *end = memchr(bracket, ')', len);
    return end && end - bracket > 2 && is_capital_letter(bracket + 1, len - 1) &&
           !is_capital_letter(bracket + 2, len - 2) && bracket[2] >= 'a';
}

/* "Institute for the Study of War (ISW)": what is in brackets is another name. */
static void cut_brackets(struct name *name)
{
    char *bracket = memchr(name->text, '(', name->len);
    if (!bracket || bracket == name->text)
        return;
    size_t at = (size_t)(bracket - name->text);
    if (!belongs_to_name(bracket, name->len - at))
        name->len = at;
}

static size_t leading_marks(const struct name *name)
{
    static const char apostrophe[] = "\u2019";
    size_t i = 0;
    for (;;) {
        if (i < name->len && strchr(" ,;:!?)(-/.@*#[]", name->text[i]))
            i++;
        else if (name->len - i >= 3 && memcmp(name->text + i, apostrophe, 3) == 0)
            i += 3;
        else
            return i;
    }
}

/* ---- Words ---- */

/* A hyphen, a slash, a bracket or a blank divides words; D.C. and O’Neill are one. */
static bool is_divider(char c)
{
    return c == '(' || c == ')' || c == ' ' || c == ',' || c == '-' || c == '/' || c == '_' ||
           c == '&' || c == '+';
}

/* Adds the word [start, end); `folded_end` is where room for its folded form begins. */
static size_t add_word(struct name *name, struct folder *folder, size_t start, size_t end,
                       size_t folded_end)
{
    char folded[FOLDED_MAX + 1];
    size_t n = fold(folder, name->text + start, end - start, folded);
    if (n == 0 || name->n_words == NAME_WORDS || folded_end + n + 1 > NAME_FOLDED_BYTES)
        return folded_end;
    memcpy(name->folded + folded_end, folded, n + 1);
    name->words[name->n_words++] =
        (struct name_word){(uint16_t)start, (uint16_t)end, (uint16_t)folded_end, (uint16_t)n};
    return folded_end + n + 1;
}

static void find_words(struct name *name, struct folder *folder)
{
    size_t folded_end = 0;
    name->n_words = 0;
    for (size_t i = 0; i < name->len;) {
        size_t end = i;
        while (end < name->len && !is_divider(name->text[end]))
            end++;
        if (end > i)
            folded_end = add_word(name, folder, i, end, folded_end);
        i = end + 1;
    }
}

bool name_read(struct name *name, struct folder *folder, const char *raw, size_t len)
{
    name->len = 0;
    copy_readable(name, raw, len);
    cut_brackets(name);
    trim_end(name);
    size_t marks = leading_marks(name);
    memmove(name->text, name->text + marks, name->len - marks);
    name->len -= marks;
    name->text[name->len] = '\0';
    find_words(name, folder);
    return name->n_words > 0;
}

void name_restore_apostrophe_s(struct name *name, struct folder *folder)
{
    static const char ending[] = "\u2019s";
    if (!name->has_apostrophe_s || name->len + strlen(ending) > NAME_BYTES)
        return;
    memcpy(name->text + name->len, ending, sizeof ending);
    name->len += strlen(ending);
    name->has_apostrophe_s = name->has_genitive_mark = false;
    find_words(name, folder);
}

const char *name_folded(const struct name *name, size_t i)
{
    return name->folded + name->words[i].folded_start;
}

bool name_is_capital(const struct name *name, size_t i)
{
    struct name_word word = name->words[i];
    return is_capital_letter(name->text + word.start, (size_t)(word.end - word.start));
}

bool name_is_particle(const char *folded)
{
    static const char *const particles[] = {
        "abu",   "af",  "al",  "am",  "auf", "av",  "bin", "d",  "da",  "dal", "de",
        "degli", "del", "den", "der", "des", "di",  "dos", "du", "el",  "ibn", "la",
        "le",    "ten", "ter", "van", "vom", "von", "y",   "zu", "zum", "zur",
    };
    return is_in_list(folded, particles, sizeof particles / sizeof *particles);
}

void name_drop_words(struct name *name, size_t n)
{
    if (n >= name->n_words) {
        name->len = name->n_words = 0;
        name->text[0] = '\0';
        return;
    }
    uint16_t cut = name->words[n].start;
    name->len -= cut;
    memmove(name->text, name->text + cut, name->len + 1);
    name->n_words -= n;
    memmove(name->words, name->words + n, name->n_words * sizeof *name->words);
    for (size_t i = 0; i < name->n_words; i++) {
        name->words[i].start = (uint16_t)(name->words[i].start - cut);
        name->words[i].end = (uint16_t)(name->words[i].end - cut);
    }
}

void name_change_ending(struct name *name, struct folder *folder, size_t i, size_t keep,
                        const char *ending)
{
    char rest[NAME_BYTES + 1];
    size_t at = name->words[i].start + keep;
    size_t rest_len = name->len - name->words[i].end;
    size_t ending_len = strlen(ending);
    if (at + ending_len + rest_len > NAME_BYTES)
        return;
    memcpy(rest, name->text + name->words[i].end, rest_len);
    memcpy(name->text + at, ending, ending_len);
    memcpy(name->text + at + ending_len, rest, rest_len);
    name->len = at + ending_len + rest_len;
    name->text[name->len] = '\0';
    find_words(name, folder);
}
