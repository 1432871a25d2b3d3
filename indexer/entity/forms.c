/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entity/forms.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/entity/context.h"
#include "indexer/entity/inflection.h"
#include "indexer/entity/name-key.h"
#include "indexer/entity/person.h"

/* ---- Keys ---- */

static bool put_key(struct form_reader *reader, const struct name *name, size_t from, size_t to,
                    struct key *key)
{
    char bytes[NAME_KEY_MAX + 1];
    size_t len = name_key(name, from, to, bytes);
    key->bytes = arena_copy(reader->arena, bytes, len);
    key->len = (uint32_t)len;
    return key->bytes != NULL;
}

static bool is_shouted(const struct name *name)
{
    size_t capitals = 0;
    for (size_t i = 0; i < name->len; i++) {
        if (name->text[i] >= 'a' && name->text[i] <= 'z')
            return false;
        capitals += name->text[i] >= 'A' && name->text[i] <= 'Z';
    }
    return capitals > 3;
}

/* A letter with or without a full stop in front of the family name. */
static bool is_initial(const struct name *name)
{
    return name->n_words == 2 && name->words[0].folded_len == 1;
}

/* Behind the first name, which may have a hyphen: Karl-Heinz. */
static size_t first_name_end(const struct name *name, size_t max)
{
    size_t end = 1;
    while (end < max && name->text[name->words[end - 1].end] == '-')
        end++;
    return end;
}

static bool put_person(struct form_reader *reader, const struct name *name, struct form *form)
{
    struct person_parts parts = person_parts(name);
    form->is_initial = is_initial(name);
    form->is_full = parts.given_to > parts.given_from && !form->is_initial;
    if (!put_key(reader, name, parts.core_from, parts.family_to, &form->family))
        return false;
    if (!form->is_full)
        return true;
    if (name->n_words == 3 && parts.given_from == 1 &&
        !put_key(reader, name, 0, 2, &form->beginning))
        return false;
    if (parts.family_from < parts.core_from &&
        !put_key(reader, name, parts.family_from, parts.family_to, &form->long_family))
        return false;
    size_t to = parts.given_from == 0 ? first_name_end(name, parts.given_to) : parts.given_to;
    form->has_middle_name = to < parts.given_to;
    return put_key(reader, name, parts.given_from, to, &form->given);
}

/* What the form is called, for good. */
static bool put_name(struct form_reader *reader, const struct name *name, struct form *form)
{
    form->text = arena_copy(reader->arena, name->text, name->len);
    form->is_shouted = is_shouted(name);
    form->is_letters = looks_like_letters(name->text, name->len);
    return form->text && put_key(reader, name, 0, name->n_words, &form->key) &&
           (form->type != ENTITY_PERSON || put_person(reader, name, form));
}

bool form_set_type(struct form_reader *reader, struct form *form, enum entity_type type)
{
    struct name name;
    form->type = type;
    form->family = form->long_family = form->given = form->beginning = (struct key){NULL, 0};
    form->is_full = form->is_initial = false;
    return !name_read(&name, reader->folder, form->text, strlen(form->text)) ||
           put_name(reader, &name, form);
}

/* ---- Known names ---- */

static const struct known_name *find(const struct catalogue *catalogue, struct key key,
                                     enum entity_type type)
{
    return catalogue && key.bytes ? catalogue_find(catalogue, key.bytes, key.len, type) : NULL;
}

/* A person may be called like a country or a firm; only the user can say that he is none. */
static const struct known_name *find_built_in(const struct form_reader *reader, struct key key,
                                              enum entity_type type)
{
    return type == ENTITY_PERSON ? NULL : find(reader->built_in, key, type);
}

static void look_up(const struct form_reader *reader, const struct article_names *article,
                    struct form *form)
{
    form->user = find(article->user_names, form->key, form->type);
    form->table = find_built_in(reader, form->key, form->type);
    if (!form->user && !form->table && form->type != ENTITY_PERSON)
        form->table = form->demonym;
    if (form->user)
        form->type = form->user->type;
    else if (form->table)
        form->type = form->table->type;
}

/* ---- Reading ---- */

/* Takes off what is no part of the name. False when nothing is left. */
static bool strip(struct form_reader *reader, struct name *name, enum entity_type type,
                  struct place here)
{
    char before[FOLDED_MAX + 1];
    if (type == ENTITY_PERSON) {
        name_drop_words(name, person_title_words(name));
        return name->n_words > 0;
    }
    if (type == ENTITY_ORG)
        name_restore_apostrophe_s(name, reader->folder);
    place_fold(word_before(here), reader->folder, before);
    undo_inflection(name, reader->folder, before);
    return name->n_words > 0;
}

/* Prepares the form without its s, for the case that this is an ending. */
static bool put_cut(struct form_reader *reader, struct name *name, struct form *form)
{
    struct name_word last = name->words[name->n_words - 1];
    form->s = final_s(name_folded(name, name->n_words - 1), last.folded_len);
    if (form->s == S_IS_NONE || form->is_letters || name->text[last.end - 1] != 's')
        return true;
    name_change_ending(name, reader->folder, name->n_words - 1, (size_t)(last.end - last.start) - 1,
                       "");
    form->cut_text = arena_copy(reader->arena, name->text, name->len);
    if (!form->cut_text || !put_key(reader, name, 0, name->n_words, &form->cut_key))
        return false;
    struct person_parts parts = person_parts(name);
    return put_key(reader, name, parts.core_from, parts.family_to, &form->cut_family);
}

/* A new form for the bytes [start, end) of the text. `*is_name` is false when they are none. */
static bool read_form(struct form_reader *reader, enum entity_type type, struct place here,
                      struct form *form, bool *is_name)
{
    struct name name;
    *form = (struct form){.type = type};
    *is_name = name_read(&name, reader->folder, here.text + here.start, here.end - here.start) &&
               strip(reader, &name, type, here);
    if (!*is_name)
        return true;
    form->is_genitive = name.has_genitive_mark;
    if (name.n_words == 1)
        form->demonym =
            demonyms_find_word(reader->demonyms, name_folded(&name, 0), name.words[0].folded_len);
    return put_name(reader, &name, form) && (form->is_genitive || put_cut(reader, &name, form));
}

/* ---- Forms of other articles ---- */

enum { CACHE_MAX = 20000 };

static void clear_cache(struct form_cache *cache)
{
    key_map_clear(&cache->map);
    arena_reset(&cache->arena);
    cache->n = 0;
}

void form_cache_release(struct form_cache *cache)
{
    key_map_release(&cache->map);
    arena_release(&cache->arena);
    free(cache->forms);
    *cache = (struct form_cache){.n = 0};
}

static bool grow_cache(struct form_cache *cache)
{
    if (cache->n < cache->capacity)
        return true;
    size_t capacity = cache->capacity ? 2 * cache->capacity : 1024;
    struct form *larger = realloc(cache->forms, capacity * sizeof *larger);
    if (!larger)
        return false;
    cache->forms = larger;
    cache->capacity = capacity;
    return true;
}

/* What stands in front of it makes a difference to "Deutschen Bahn": to adjectives. */
static bool may_have_adjective(const char *raw, size_t len)
{
    for (size_t i = 1; i < len; i++)
        if ((unsigned char)raw[i] <= ' ' && (raw[i - 1] == 'e' || strchr("nrsm", raw[i - 1])))
            return true;
    return false;
}

static bool depends_on_letters_alone(enum entity_type type, const char *raw, size_t len)
{
    return len <= NAME_BYTES && (type == ENTITY_PERSON || !may_have_adjective(raw, len));
}

/* As read_form(), from the cache if it is there. `raw` are the bytes with the type behind them. */
static bool find_or_read_form(struct form_reader *reader, enum entity_type type, struct place here,
                              const char *raw, struct form *form, bool *is_name)
{
    struct form_cache *cache = reader->cache;
    size_t len = here.end - here.start;
    bool is_new;
    if (!depends_on_letters_alone(type, raw, len))
        return read_form(reader, type, here, form, is_name);
    const uint32_t *known = key_map_find(&cache->map, raw, len + 1);
    if (!known) {
        struct arena *arena = reader->arena;
        char *key = arena_copy(&cache->arena, raw, len + 1);
        if (!key || !grow_cache(cache))
            return false;
        reader->arena = &cache->arena;
        bool is_read = read_form(reader, type, here, &cache->forms[cache->n], is_name);
        reader->arena = arena;
        uint32_t *slot = is_read ? key_map_put(&cache->map, key, len + 1, &is_new) : NULL;
        if (!slot)
            return false;
        *slot = (uint32_t)cache->n++;
        known = slot;
    }
    *form = cache->forms[*known];
    *is_name = form->text != NULL;
    return true;
}

/* ---- Mentions ---- */

/* The number of the form that the mention has, which is new at the first such mention. */
static bool form_of_mention(struct form_reader *reader, const struct article_names *article,
                            const struct mention *mention, struct forms *forms, uint32_t *number)
{
    struct place here = {article->text, article->len, mention->start, mention->end};
    size_t len = mention->end - mention->start;
    char *raw = arena_copy(reader->arena, here.text + here.start, len);
    bool is_new, is_name;
    if (!raw)
        return false;
    raw[len] = (char)('0' + mention->type); /* in place of the NUL: the type is part of the key */
    uint32_t *seen = key_map_put(reader->seen, raw, len + 1, &is_new);
    if (!seen)
        return false;
    if (is_new) {
        struct form *form = &forms->forms[forms->n];
        if (!find_or_read_form(reader, mention->type, here, raw, form, &is_name))
            return false;
        *seen = is_name ? (uint32_t)forms->n++ : NO_FORM;
    }
    *number = *seen;
    if (*number == NO_FORM)
        return true;
    struct form *form = &forms->forms[*number];
    form->n++;
    if (form->cut_text) {
        enum case_evidence evidence = genitive_evidence(here, reader->folder);
        form->n_genitive += evidence == CASE_GENITIVE;
        form->n_after_noun += evidence == CASE_AFTER_A_NOUN;
        form->n_other += evidence == CASE_OTHER;
    }
    return true;
}

static bool read_given(struct form_reader *reader, const struct given_name *given,
                       struct forms *forms)
{
    struct name name;
    struct form *form = &forms->forms[forms->n];
    *form = (struct form){.type = given->type, .given_name = given};
    if (!given->name || !name_read(&name, reader->folder, given->name, strlen(given->name)))
        return true;
    forms->n++;
    return put_name(reader, &name, form);
}

/* ---- Is the s an ending? ---- */

static bool is_base(const struct form_reader *reader, struct key key)
{
    return key.bytes && key_map_find(reader->bases, key.bytes, key.len) != NULL;
}

static bool is_ending(const struct form_reader *reader, const struct article_names *article,
                      const struct form *form)
{
    bool has_words = form->type == ENTITY_PERSON && form->is_full;
    if (find(article->user_names, form->key, form->type) ||
        find_built_in(reader, form->key, form->type) || is_base(reader, form->key))
        return false;
    if (find(article->user_names, form->cut_key, form->type) ||
        find_built_in(reader, form->cut_key, form->type) || is_base(reader, form->cut_key))
        return true;
    if (form->s == S_IS_OWN)
        return false;
    if (has_words && is_base(reader, form->cut_family))
        return true;
    if (form->n_other > 0)
        return false;
    /* Firms have English plurals in their names: Getty Images. */
    if (form->type == ENTITY_ORG)
        return form->s == S_IS_ENDING && form->n_genitive > 0 && !strchr(form->text, ' ');
    /* die Rede Obamas: were the s his own, it would be Obamas’; but die Physikerin Brandes */
    bool is_likely = form->s == S_IS_ENDING || (form->type == ENTITY_PERSON &&
                                                !has_ending(form->text, strlen(form->text), "es"));
    return form->n_genitive > 0 || (is_likely && form->n_after_noun > 0);
}

static bool put_base(struct form_reader *reader, struct key key)
{
    bool is_new;
    return !key.bytes || key.len == 0 || key_map_put(reader->bases, key.bytes, key.len, &is_new);
}

static bool put_bases(struct form_reader *reader, const struct form *form)
{
    return put_base(reader, form->key) && put_base(reader, form->family) &&
           put_base(reader, form->long_family);
}

static bool decide(struct form_reader *reader, const struct article_names *article,
                   struct form *form)
{
    if (is_ending(reader, article, form)) {
        struct name name;
        if (name_read(&name, reader->folder, form->cut_text, strlen(form->cut_text)) &&
            !put_name(reader, &name, form))
            return false;
        form->is_genitive = true;
    }
    return put_bases(reader, form);
}

/* Names without an s first, then whole ones, for the short ones to lean on. */
static bool decide_all(struct form_reader *reader, const struct article_names *article,
                       struct forms *forms)
{
    for (size_t i = 0; i < forms->n; i++)
        if (!forms->forms[i].cut_text && !put_bases(reader, &forms->forms[i]))
            return false;
    for (int is_short = 0; is_short <= 1; is_short++)
        for (size_t i = 0; i < forms->n; i++)
            if (forms->forms[i].cut_text && forms->forms[i].is_full == !is_short &&
                !decide(reader, article, &forms->forms[i]))
                return false;
    return true;
}

fund_status forms_read(struct form_reader *reader, const struct article_names *article,
                       struct forms *forms, fund_error *err)
{
    size_t n = article->n_mentions;
    if (reader->cache->n > CACHE_MAX)
        clear_cache(reader->cache);
    key_map_clear(reader->seen);
    key_map_clear(reader->bases);
    forms->n = 0;
    forms->capacity = n + article->n_given;
    forms->forms = arena_alloc(reader->arena, (forms->capacity + 1) * sizeof *forms->forms);
    forms->of_mention = arena_alloc(reader->arena, (n + 1) * sizeof *forms->of_mention);
    if (!forms->forms || !forms->of_mention)
        return fail_no_memory(err);
    for (size_t i = 0; i < n; i++)
        if (!form_of_mention(reader, article, &article->mentions[i], forms, &forms->of_mention[i]))
            return fail_no_memory(err);
    for (size_t i = 0; i < article->n_given; i++)
        if (!read_given(reader, &article->given[i], forms))
            return fail_no_memory(err);
    if (!decide_all(reader, article, forms))
        return fail_no_memory(err);
    for (size_t i = 0; i < forms->n; i++)
        look_up(reader, article, &forms->forms[i]);
    return FUND_OK;
}
