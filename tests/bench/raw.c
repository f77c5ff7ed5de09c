/* The limit to compare with: SQLite with FTS5 used directly, the same rows, nothing around it. */
#include "raw.h"

#include <sqlite3.h>

enum { BEGIN, COMMIT, ENTRY, INDEX, LABEL, MONTH, SEARCH, N_STATEMENTS };

struct _RawStore {
  sqlite3 *db;
  sqlite3_stmt *statements[N_STATEMENTS];
};

static const char schema[] =
    "PRAGMA journal_mode = WAL;"
    "CREATE TABLE entry (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, month INTEGER, "
    "heading TEXT, excerpt TEXT, labels TEXT, facets TEXT, revision TEXT, created_us INTEGER, "
    "modified_us INTEGER, occurred_us INTEGER, zone TEXT, outcome TEXT, lens TEXT, topic TEXT, "
    "tags TEXT, title TEXT, action TEXT, reflection TEXT, change TEXT) STRICT;"
    "CREATE INDEX entry_by_month ON entry (month, position);"
    "CREATE TABLE label (folded TEXT PRIMARY KEY, uses INTEGER) STRICT, WITHOUT ROWID;"
    "CREATE TABLE month (month INTEGER PRIMARY KEY, entries INTEGER) STRICT;"
    "CREATE VIRTUAL TABLE search USING fts5 (title, action, reflection, change, labels, facets, "
    "content = 'entry', content_rowid = 'position', tokenize = 'unicode61 remove_diacritics 2', "
    "prefix = '2 3')";

static const char *const sql[N_STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ENTRY] = "INSERT INTO entry VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?9,?10,?11,?12,?13,?14,?15,?16,"
              "?17,?18,?19)",
    [INDEX] =
        "INSERT INTO search (rowid, title, action, reflection, change, labels, facets) VALUES "
        "(?,?,?,?,?,?,?)",
    [LABEL] = "INSERT INTO label VALUES (?, 1) ON CONFLICT DO UPDATE SET uses = uses + 1",
    [MONTH] = "INSERT INTO month VALUES (?, 1) ON CONFLICT DO UPDATE SET entries = entries + 1",
    [SEARCH] =
        "SELECT entry.position, entry.id, entry.occurred_us, entry.heading, "
        "snippet (search, -1, '[', ']', '…', 22) FROM search CROSS JOIN entry ON "
        "entry.position = search.rowid WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT "
        "50",
};

static void
check (RawStore *store, int code)
{
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    g_error ("raw: %s", sqlite3_errmsg (store->db));
}

static void
run (RawStore *store, int which)
{
  check (store, sqlite3_step (store->statements[which]));
  sqlite3_reset (store->statements[which]);
}

RawStore *
raw_store_open (const char *path, gboolean create)
{
  RawStore *store = g_new0 (RawStore, 1);

  check (store, sqlite3_open (path, &store->db));
  if (create)
    check (store, sqlite3_exec (store->db, schema, NULL, NULL, NULL));
  check (store, sqlite3_exec (store->db, "PRAGMA synchronous = FULL", NULL, NULL, NULL));
  for (guint i = 0; i < N_STATEMENTS; i++)
    check (store, sqlite3_prepare_v2 (store->db, sql[i], -1, &store->statements[i], NULL));
  return store;
}

void
raw_store_close (RawStore *store)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (store->statements[i]);
  sqlite3_close (store->db);
  g_free (store);
}

void
raw_store_begin (RawStore *store)
{
  run (store, BEGIN);
}

void
raw_store_commit (RawStore *store)
{
  run (store, COMMIT);
}

static void
bind (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

static void
count_label (RawStore *store, const char *label)
{
  bind (store->statements[LABEL], 1, label);
  run (store, LABEL);
}

void
raw_store_insert (RawStore *store, const ArcEntry *entry)
{
  sqlite3_stmt *row = store->statements[ENTRY];
  sqlite3_stmt *index = store->statements[INDEX];
  g_autofree char *tags = arc_entry_dup_tags_text (entry);
  g_autofree char *title = arc_entry_dup_display_title (entry);
  g_autofree char *labels = g_strdup_printf ("%s %s", entry->topic, tags);
  const char *outcome = arc_outcome_to_word (entry->outcome);
  /* Of the size of the facets that the journal keeps. */
  static const char facets[] = "e onone p0123456789abcdef t0123456789abcdef";
  int month = (int) (entry->occurred_us / G_GINT64_CONSTANT (2629800000000));

  sqlite3_bind_int64 (row, 1, entry->occurred_us);
  bind (row, 2, entry->id);
  sqlite3_bind_int (row, 3, month);
  bind (row, 4, title);
  sqlite3_bind_text (row, 5, entry->section[0], 160, SQLITE_STATIC);
  bind (row, 6, labels);
  bind (row, 7, facets);
  bind (row, 8, entry->revision);
  sqlite3_bind_int64 (row, 9, entry->created_us);
  sqlite3_bind_int64 (row, 10, entry->occurred_us);
  bind (row, 11, entry->zone);
  bind (row, 12, outcome ? outcome : "");
  bind (row, 13, arc_lens_to_word (entry->lens));
  bind (row, 14, entry->topic);
  bind (row, 15, tags);
  bind (row, 16, entry->title);
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    bind (row, 17 + i, entry->section[i]);
  run (store, ENTRY);
  sqlite3_bind_int64 (index, 1, entry->occurred_us);
  bind (index, 2, entry->title);
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    bind (index, 3 + i, entry->section[i]);
  bind (index, 6, labels);
  bind (index, 7, facets);
  run (store, INDEX);
  sqlite3_bind_int (store->statements[MONTH], 1, month);
  run (store, MONTH);
  if (*entry->topic)
    count_label (store, entry->topic);
  for (guint i = 0; i < entry->tags->len; i++)
    count_label (store, entry->tags->pdata[i]);
}

void
raw_store_save (RawStore *store, const ArcEntry *entry)
{
  raw_store_begin (store);
  raw_store_insert (store, entry);
  raw_store_commit (store);
}

guint
raw_store_search (RawStore *store, const char *match)
{
  sqlite3_stmt *statement = store->statements[SEARCH];
  guint n = 0;

  bind (statement, 1, match);
  while (sqlite3_step (statement) == SQLITE_ROW) {
    sqlite3_column_text (statement, 1);
    sqlite3_column_text (statement, 3);
    sqlite3_column_text (statement, 4);
    n++;
  }
  sqlite3_reset (statement);
  return n;
}
