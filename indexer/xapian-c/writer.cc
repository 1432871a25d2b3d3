/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Databases for writing: documents in, changed and out, commits, transactions, dictionaries. */
#include "indexer/xapian-c/handles.h"

static xapian_writable *new_writable(Xapian::WritableDatabase db)
{
    xapian_database reader{db, {}};
    return new xapian_writable{std::move(db), std::move(reader)};
}

xapian_status xapian_writable_open(xapian_writable **db, const char *path, unsigned flags,
                                   int block_size, xapian_error *err)
{
    return make(db, err, [&] {
        return new_writable(Xapian::WritableDatabase(path, int(flags), block_size));
    });
}

xapian_status xapian_writable_open_remote(xapian_writable **db, const char *host, unsigned port,
                                          unsigned timeout, unsigned connect_timeout,
                                          unsigned flags, xapian_error *err)
{
    return make(db, err, [&] {
        return new_writable(
            Xapian::Remote::open_writable(host, port, timeout, connect_timeout, int(flags)));
    });
}

xapian_status xapian_writable_open_program(xapian_writable **db, const char *program,
                                           const char *args, unsigned timeout, unsigned flags,
                                           xapian_error *err)
{
    return make(db, err, [&] {
        return new_writable(Xapian::Remote::open_writable(program, args, timeout, int(flags)));
    });
}

xapian_status xapian_writable_add(xapian_writable *db, xapian_writable *other, xapian_error *err)
{
    return guarded(err, [&] {
        if (db == other)
            throw Xapian::InvalidArgumentError("can't add a database to itself");
        Xapian::WritableDatabase joined = real(db);
        joined.add_database(real(other));
        Xapian::Database reader = joined;
        db->real = std::move(joined);
        db->reader.real = std::move(reader);
    });
}

xapian_database *xapian_writable_database(xapian_writable *db)
{
    assert(db);
    return &db->reader;
}

xapian_status xapian_writable_close(xapian_writable *db, xapian_error *err)
{
    return guarded(err, [&] { real(db).close(); });
}

void xapian_writable_free(xapian_writable *db)
{
    delete db;
}

xapian_status xapian_writable_add_document(xapian_writable *db, xapian_docid *docid,
                                           const xapian_document *doc, xapian_error *err)
{
    xapian_docid unwanted;
    return get(docid ? docid : &unwanted, err, [&] { return real(db).add_document(real(doc)); });
}

xapian_status xapian_writable_replace(xapian_writable *db, xapian_docid docid,
                                      const xapian_document *doc, xapian_error *err)
{
    return guarded(err, [&] { real(db).replace_document(docid, real(doc)); });
}

xapian_status xapian_writable_replace_by_term(xapian_writable *db, xapian_docid *docid,
                                              const char *term, size_t len,
                                              const xapian_document *doc, xapian_error *err)
{
    xapian_docid unwanted;
    return get(docid ? docid : &unwanted, err,
               [&] { return real(db).replace_document(bytes(term, len), real(doc)); });
}

xapian_status xapian_writable_delete(xapian_writable *db, xapian_docid docid, xapian_error *err)
{
    return guarded(err, [&] { real(db).delete_document(docid); });
}

xapian_status xapian_writable_delete_by_term(xapian_writable *db, const char *term, size_t len,
                                             xapian_error *err)
{
    return guarded(err, [&] { real(db).delete_document(bytes(term, len)); });
}

xapian_status xapian_writable_commit(xapian_writable *db, xapian_error *err)
{
    return guarded(err, [&] { real(db).commit(); });
}

xapian_status xapian_writable_begin(xapian_writable *db, bool flushed, xapian_error *err)
{
    return guarded(err, [&] { real(db).begin_transaction(flushed); });
}

xapian_status xapian_writable_commit_transaction(xapian_writable *db, xapian_error *err)
{
    return guarded(err, [&] { real(db).commit_transaction(); });
}

xapian_status xapian_writable_cancel_transaction(xapian_writable *db, xapian_error *err)
{
    return guarded(err, [&] { real(db).cancel_transaction(); });
}

xapian_status xapian_writable_set_metadata(xapian_writable *db, const char *key, size_t key_len,
                                           const char *value, size_t value_len, xapian_error *err)
{
    return guarded(err,
                   [&] { real(db).set_metadata(bytes(key, key_len), bytes(value, value_len)); });
}

xapian_status xapian_writable_add_spelling(xapian_writable *db, const char *word, size_t len,
                                           xapian_termcount inc, xapian_error *err)
{
    return guarded(err, [&] { real(db).add_spelling(bytes(word, len), inc); });
}

xapian_status xapian_writable_remove_spelling(xapian_writable *db, const char *word, size_t len,
                                              xapian_termcount dec, xapian_error *err)
{
    return guarded(err, [&] { real(db).remove_spelling(bytes(word, len), dec); });
}

xapian_status xapian_writable_add_synonym(xapian_writable *db, const char *term, size_t term_len,
                                          const char *synonym, size_t synonym_len,
                                          xapian_error *err)
{
    return guarded(
        err, [&] { real(db).add_synonym(bytes(term, term_len), bytes(synonym, synonym_len)); });
}

xapian_status xapian_writable_remove_synonym(xapian_writable *db, const char *term, size_t term_len,
                                             const char *synonym, size_t synonym_len,
                                             xapian_error *err)
{
    return guarded(
        err, [&] { real(db).remove_synonym(bytes(term, term_len), bytes(synonym, synonym_len)); });
}

xapian_status xapian_writable_clear_synonyms(xapian_writable *db, const char *term, size_t len,
                                             xapian_error *err)
{
    return guarded(err, [&] { real(db).clear_synonyms(bytes(term, len)); });
}
