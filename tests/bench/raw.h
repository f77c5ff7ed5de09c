/* The limit to compare with: SQLite with FTS5 used directly, the same rows, nothing around it. */
#pragma once

#include "arc-entry.h"

G_BEGIN_DECLS

typedef struct _RawStore RawStore;

RawStore *raw_store_open (const char *path, gboolean create);
void raw_store_close (RawStore *store);
/* Many entries in one transaction. */
void raw_store_begin (RawStore *store);
void raw_store_insert (RawStore *store, const ArcEntry *entry);
void raw_store_commit (RawStore *store);
/* One entry, durably: a transaction with fsync. */
void raw_store_save (RawStore *store, const ArcEntry *entry);
/* The newest 50 with snippets; returns how many. @match is an FTS5 expression. */
guint raw_store_search (RawStore *store, const char *match);

G_END_DECLS
