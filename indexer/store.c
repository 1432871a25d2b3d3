/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store.h"

#include "indexer/schema.h"

static xapian_status fill(xapian_document *out, const struct document *doc, xapian_error *xerr)
{
    xapian_status status = xapian_document_set_data(out, doc->data, doc->data_len, xerr);
    for (size_t i = 0; !status && i < doc->n_values; i++)
        status = xapian_document_set_value(out, doc->values[i].slot, doc->values[i].bytes,
                                           doc->values[i].len, xerr);
    for (size_t i = 0; !status && i < doc->n_occurrences; i++) {
        const struct occurrence *o = &doc->occurrences[i];
        const char *term = doc->bytes + o->start;
        status = o->position
                     ? xapian_document_add_posting(out, term, o->len, o->position, o->wdf, xerr)
                     : xapian_document_add_term(out, term, o->len, o->wdf, xerr);
    }
    return status;
}

xapian_status document_to_xapian(xapian_document **out, const struct document *doc,
                                 xapian_error *xerr)
{
    xapian_status status = xapian_document_new(out, xerr);
    if (!status)
        status = fill(*out, doc, xerr);
    if (status) {
        xapian_document_free(*out);
        *out = NULL;
    }
    return status;
}

fund_status store_article(struct store *store, xapian_writable *db, const char *path,
                          const fund_article *article, struct record record, xapian_docid *docid,
                          fund_error *err)
{
    xapian_error xerr;
    xapian_document *doc = NULL;
    struct fingerprint fingerprint = schema_fingerprint(record);
    fund_status status = store->analyzer ? FUND_OK : analyzer_new(&store->analyzer, err);
    if (status == FUND_OK)
        status = schema_document(&store->document, article, record, &fingerprint, store->analyzer,
                                 &store->analysis, err);
    if (status != FUND_OK)
        return status;
    if (document_to_xapian(&doc, &store->document, &xerr))
        status = fail_xapian(err, &xerr, "the article");
    else if (*docid ? xapian_writable_replace(db, *docid, doc, &xerr)
                    : xapian_writable_add_document(db, docid, doc, &xerr))
        status = fail_xapian(err, &xerr, path);
    xapian_document_free(doc);
    return status;
}

void store_release(struct store *store)
{
    analyzer_free(store->analyzer);
    analysis_release(&store->analysis);
    document_release(&store->document);
    *store = (struct store){0};
}
