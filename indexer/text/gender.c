/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text/gender.h"

#include <string.h>

/* Lehrer : innen mangel, where each part of the form begins and ends in the text. */
struct parts {
    size_t start;
    size_t base_end;
    size_t suffix; /* "innen" or "in", and how long it is */
    size_t suffix_len;
    size_t tail; /* the rest of a compound, mostly nothing; behind a closing bracket */
    size_t end;
};

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* All beyond ASCII but U+0080 to U+00BF, U+2000 to U+2FFF (signs, blanks) and pictures. */
static bool is_letter(char c)
{
    unsigned char byte = (unsigned char)c;
    return is_lower(c) || is_upper(c) ||
           (byte >= 0x80 && byte != 0xC2 && byte != 0xE2 && byte < 0xF0);
}

static bool is_capital(const char *text, size_t at)
{
    return is_upper(text[at]) ||
           ((unsigned char)text[at] == 0xC3 && (unsigned char)text[at + 1] < 0x9F);
}

static size_t letters_end(const char *text, size_t len, size_t start)
{
    while (start < len && is_letter(text[start]))
        start++;
    return start;
}

static bool begins_with(const char *text, size_t len, size_t at, const char *what)
{
    size_t n = strlen(what);
    return len - at >= n && memcmp(text + at, what, n) == 0;
}

static bool ends_with(const char *text, size_t start, size_t end, const char *what)
{
    size_t n = strlen(what);
    return end - start > n && memcmp(text + end - n, what, n) == 0;
}

/* How words for people end before -in: a weak sign of one, of use where nothing stronger is. */
static bool is_person(const char *text, size_t start, size_t end)
{
    static const char *const endings[] = {
        "er",    "ern",   "or",     "oren", "ist",  "isten", "ent",   "enten", "ant",
        "anten", "eur",   "är",     "at",   "aten", "olog",  "ologe", "agog",  "agoge",
        "kt",    "rzt",   "wält",   "und",  "unde", "unden", "leg",   "lege",  "legen",
        "pert",  "perte", "perten", "amt",  "amte", "noss",  "rg",    "ling",
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_with(text, start, end, endings[i]))
            return true;
    return false;
}

/* The length of the sign between the base and the suffix: / and ( are the weaker ones. */
static size_t separator_len(const char *text, size_t len, size_t at)
{
    if (at == len || !strchr("/:*_(\xC2", text[at]))
        return 0;
    static const char *const separators[] = {"/-", ":", "*", "_", "/", "(", "·"};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (begins_with(text, len, at, separators[i]))
            return strlen(separators[i]);
    return 0;
}

static size_t suffix_len(const char *text, size_t len, size_t at, bool is_all_capitals)
{
    static const char *const suffixes[] = {"innen", "Innen", "in", "In"};
    if (is_all_capitals)
        return begins_with(text, len, at, "INNEN") ? 5 : begins_with(text, len, at, "IN") ? 2 : 0;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (begins_with(text, len, at, suffixes[i]))
            return strlen(suffixes[i]);
    return 0;
}

static bool is_plural(const struct parts *parts)
{
    return parts->suffix_len == 5;
}

/* Finds the suffix at `at` and the tail behind it; a tail needs a plural: not Thema:insgesamt. */
static bool find_suffix(const char *text, size_t len, size_t at, struct parts *parts)
{
    bool is_bracketed = text[at - 1] == '(';
    parts->suffix = at;
    parts->suffix_len = suffix_len(text, len, at, is_upper(text[parts->base_end - 1]));
    parts->tail = at + parts->suffix_len + is_bracketed;
    if (parts->suffix_len == 0 || (is_bracketed && !begins_with(text, len, parts->tail - 1, ")")))
        return false;
    parts->end = letters_end(text, len, parts->tail);
    return parts->end == parts->tail || (is_plural(parts) && is_lower(text[parts->tail]) &&
                                         is_person(text, parts->start, parts->base_end));
}

/*
 * Whether base, sign and suffix are enough to go by. Small words (von:innen, unter/in) and
 * Außen/Innen are not; nor is Haus/in; Ärzt*in is.
 */
static bool is_convincing(const char *text, const struct parts *parts)
{
    size_t start = parts->start, end = parts->base_end;
    bool is_weak = text[end] == '(' || (text[end] == '/' && text[end + 1] != '-');
    bool is_likely = is_plural(parts) || !is_weak;
    if (is_person(text, start, end))
        return is_likely || (is_capital(text, start) && end - start > 3); /* not Wer/in */
    if (ends_with(text, start, end, "ußen") || ends_with(text, start, end, "ussen"))
        return false;
    if (is_upper(text[parts->suffix]))
        return is_upper(text[end - 1]) && !is_weak;
    return is_likely && is_capital(text, start);
}

/* Politiker:innen, where the word before the sign is [start, base_end). */
static bool find_signed_form(const char *text, size_t len, size_t start, size_t base_end,
                             struct parts *parts)
{
    size_t n = separator_len(text, len, base_end);
    if (n == 0 || base_end - start < 3 || letters_end(text, base_end, start) != base_end)
        return false;
    *parts = (struct parts){.start = start, .base_end = base_end};
    return find_suffix(text, len, base_end + n, parts) && is_convincing(text, parts);
}

/* PolitikerInnen: one capital I inside the word, which is all of `raw`. LinkedIn is none. */
static bool find_capital_form(const char *raw, size_t len, struct parts *parts)
{
    size_t at = 3;
    if (len < 5 || letters_end(raw, len, 0) != len)
        return false;
    while (at < len && !(raw[at] == 'I' && !is_upper(raw[at - 1])))
        at++;
    if (at == len || !begins_with(raw, len, at, "In"))
        return false;
    *parts = (struct parts){.start = 0, .base_end = at};
    return find_suffix(raw, len, at, parts) &&
           (is_person(raw, 0, at) || (is_plural(parts) && is_capital(raw, 0)));
}

uint32_t gender_form_end(const char *text, size_t len, uint32_t start, uint32_t end)
{
    struct parts parts;
    return find_signed_form(text, len, start, end, &parts) ? (uint32_t)parts.end : end;
}

/* The masculine may be in the plural or in a case: Kollegen/innen, Lehrern/-innen, Kunde/in. */
static size_t feminine_base_end(const char *raw, size_t end)
{
    if (ends_with(raw, 0, end, "ern"))
        return end - 1;
    if (ends_with(raw, 0, end, "en"))
        return end - 2;
    return ends_with(raw, 0, end, "e") ? end - 1 : end;
}

static size_t put(char *out, size_t at, const char *bytes, size_t len)
{
    memcpy(out + at, bytes, len);
    out[at + len] = '\0';
    return at + len;
}

static void fill(const char *raw, const struct parts *parts, struct gender_form *form)
{
    const char *tail = raw + parts->tail;
    size_t tail_len = parts->end - parts->tail;
    size_t n = put(form->masculine, 0, raw, parts->base_end);
    form->base_len = n;
    form->masculine_len = put(form->masculine, n, tail, tail_len);
    n = put(form->feminine, 0, raw, feminine_base_end(raw, parts->base_end));
    n = put(form->feminine, n, "innen", parts->suffix_len);
    form->feminine_len = put(form->feminine, n, tail, tail_len);
}

bool gender_form_read(const char *raw, size_t len, struct gender_form *form)
{
    struct parts parts;
    if (len > GENDER_MAX)
        return false;
    size_t base_end = letters_end(raw, len, 0);
    bool is_form = base_end == len ? find_capital_form(raw, len, &parts)
                                   : find_signed_form(raw, len, 0, base_end, &parts);
    if (!is_form || parts.end != len)
        return false;
    fill(raw, &parts, form);
    return true;
}
