/* The tables, and how one format of the journal becomes the next. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

/* Format 1.
 *
 * entry.position is the position in time: occurred_us, moved on where that is taken. It is the
 * rowid of the search index too, so that "newest first", date ranges and pages are ranges of
 * rowids, however long the journal. Everything else refers to entry.id, which never changes. */
static const char *const format_1[] = {
    "CREATE TABLE setting ("
    "key TEXT PRIMARY KEY NOT NULL,"
    "value TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE version ("
    "one INTEGER PRIMARY KEY CHECK (one = 1),"
    "content INTEGER NOT NULL"
    ") STRICT",
    "INSERT INTO version VALUES (1, 1)",

    "CREATE TABLE entry ("
    "position INTEGER PRIMARY KEY,"
    "id TEXT NOT NULL UNIQUE,"
    "month INTEGER NOT NULL,"
    "heading TEXT NOT NULL,"
    "excerpt TEXT NOT NULL,"
    "facets TEXT NOT NULL,"
    "labels TEXT NOT NULL," ARC_CONTENT_COLUMNS ("NOT NULL") ") STRICT",
    "CREATE INDEX entry_by_month ON entry (month, position)",

    "CREATE TABLE revision ("
    "entry_id TEXT NOT NULL," ARC_CONTENT_COLUMNS ("NOT NULL PRIMARY KEY") ") STRICT",
    "CREATE INDEX revision_by_entry ON revision (entry_id, modified_us)",

    "CREATE TABLE trash ("
    "id TEXT NOT NULL PRIMARY KEY,"
    "deleted_us INTEGER NOT NULL," ARC_CONTENT_COLUMNS ("NOT NULL") ") STRICT",
    "CREATE INDEX trash_by_time ON trash (deleted_us)",

    "CREATE TABLE draft ("
    "id TEXT NOT NULL PRIMARY KEY,"
    "entry_id TEXT,"
    "step INTEGER NOT NULL,"
    "owner TEXT NOT NULL,"
    "updated_us INTEGER NOT NULL," ARC_CONTENT_COLUMNS ("") ") STRICT",

    "CREATE TABLE look_back ("
    "id TEXT NOT NULL PRIMARY KEY,"
    "entry_id TEXT NOT NULL,"
    "at_us INTEGER NOT NULL,"
    "zone TEXT NOT NULL,"
    "did TEXT NOT NULL CHECK (did IN ('', 'yes', 'partly', 'not-yet', 'no-longer')),"
    "helped TEXT NOT NULL CHECK (helped IN ('', 'yes', 'partly', 'no', 'too-early')),"
    "note TEXT NOT NULL"
    ") STRICT",
    "CREATE INDEX look_back_by_entry ON look_back (entry_id, at_us)",

    "CREATE TABLE label ("
    "kind INTEGER NOT NULL,"
    "folded TEXT NOT NULL,"
    "name TEXT NOT NULL,"
    "uses INTEGER NOT NULL,"
    "PRIMARY KEY (kind, folded)"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE month ("
    "month INTEGER PRIMARY KEY,"
    "entries INTEGER NOT NULL"
    ") STRICT",

    "CREATE VIRTUAL TABLE search USING fts5 ("
    "title, action, reflection, change, labels, facets,"
    "content = 'entry', content_rowid = 'position',"
    "tokenize = '" ARC_TOKENIZER_NAME "', prefix = '2 3')",

    "CREATE TRIGGER entry_inserted AFTER INSERT ON entry BEGIN "
    "INSERT INTO search (rowid, title, action, reflection, change, labels, facets) VALUES "
    "(new.position, new.title, new.action, new.reflection, new.change, new.labels, new.facets);"
    "END",
    "CREATE TRIGGER entry_deleted AFTER DELETE ON entry BEGIN "
    "INSERT INTO search (search, rowid, title, action, reflection, change, labels, facets) VALUES "
    "('delete', old.position, old.title, old.action, old.reflection, old.change, old.labels,"
    " old.facets);"
    "END",
    "CREATE TRIGGER entry_updated AFTER UPDATE OF "
    "position, title, action, reflection, change, labels, facets ON entry BEGIN "
    "INSERT INTO search (search, rowid, title, action, reflection, change, labels, facets) VALUES "
    "('delete', old.position, old.title, old.action, old.reflection, old.change, old.labels,"
    " old.facets);"
    "INSERT INTO search (rowid, title, action, reflection, change, labels, facets) VALUES "
    "(new.position, new.title, new.action, new.reflection, new.change, new.labels, new.facets);"
    "END",
    NULL,
};

/* Format 2: the loop. Days without a time are text, so that no zone can move them. */
static const char *const format_2[] = {
    "ALTER TABLE look_back ADD COLUMN commitment_id TEXT",
    "CREATE INDEX look_back_by_commitment ON look_back (commitment_id, at_us)"
    " WHERE commitment_id IS NOT NULL",
    "ALTER TABLE draft ADD COLUMN loop TEXT NOT NULL DEFAULT ''",

    "CREATE TABLE loop ("
    "entry_id TEXT NOT NULL PRIMARY KEY,"
    "look_back_on TEXT NOT NULL,"
    "continues TEXT"
    ") STRICT",
    "CREATE INDEX loop_by_day ON loop (look_back_on) WHERE look_back_on <> ''",
    "CREATE INDEX loop_by_earlier ON loop (continues) WHERE continues IS NOT NULL",

    "CREATE TABLE commitment ("
    "id TEXT NOT NULL PRIMARY KEY,"
    "entry_id TEXT NOT NULL,"
    "line INTEGER NOT NULL,"
    "kind TEXT NOT NULL CHECK (kind IN ('stop', 'start', 'continue', 'more')),"
    "text TEXT NOT NULL,"
    "if_text TEXT NOT NULL,"
    "then_text TEXT NOT NULL,"
    "measure TEXT NOT NULL,"
    "due TEXT NOT NULL,"
    "state TEXT NOT NULL CHECK (state IN ('open', 'done', 'habit', 'let-go')),"
    "created_us INTEGER NOT NULL,"
    "modified_us INTEGER NOT NULL"
    ") STRICT",
    "CREATE INDEX commitment_by_entry ON commitment (entry_id, line)",
    "CREATE INDEX commitment_open ON commitment (due) WHERE state = 'open'",

    "CREATE TABLE barrier ("
    "id TEXT NOT NULL PRIMARY KEY,"
    "entry_id TEXT NOT NULL,"
    "line INTEGER NOT NULL,"
    "text TEXT NOT NULL,"
    "owner TEXT NOT NULL,"
    "next_step TEXT NOT NULL,"
    "next_by TEXT NOT NULL,"
    "state TEXT NOT NULL CHECK (state IN ('open', 'being-removed', 'removed', 'stays')),"
    "why TEXT NOT NULL,"
    "created_us INTEGER NOT NULL,"
    "modified_us INTEGER NOT NULL"
    ") STRICT",
    "CREATE INDEX barrier_by_entry ON barrier (entry_id, line)",

    "CREATE TABLE reminder ("
    "id TEXT NOT NULL PRIMARY KEY,"
    "title TEXT NOT NULL,"
    "rule TEXT NOT NULL,"
    "start TEXT NOT NULL,"
    "at_s INTEGER NOT NULL,"
    "zone TEXT NOT NULL,"
    "paused INTEGER NOT NULL,"
    "paused_until TEXT NOT NULL,"
    "created_us INTEGER NOT NULL,"
    "modified_us INTEGER NOT NULL"
    ") STRICT",

    "CREATE TABLE firing ("
    "subject_id TEXT NOT NULL,"
    "due_us INTEGER NOT NULL,"
    "state TEXT NOT NULL CHECK (state IN ('claimed', 'shown', 'snoozed', 'done')),"
    "snooze_until_us INTEGER NOT NULL,"
    "notification INTEGER NOT NULL,"
    "owner TEXT NOT NULL,"
    "changed_us INTEGER NOT NULL,"
    "PRIMARY KEY (subject_id, due_us)"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE goal ("
    "id TEXT NOT NULL PRIMARY KEY,"
    "title TEXT NOT NULL,"
    "unit TEXT NOT NULL,"
    "target INTEGER NOT NULL,"
    "paused INTEGER NOT NULL,"
    "created_us INTEGER NOT NULL,"
    "modified_us INTEGER NOT NULL"
    ") STRICT",
    "CREATE TABLE goal_count ("
    "goal_id TEXT NOT NULL,"
    "monday TEXT NOT NULL,"
    "count INTEGER NOT NULL,"
    "PRIMARY KEY (goal_id, monday)"
    ") STRICT, WITHOUT ROWID",
    NULL,
};

/* Format 3: teams. What is mine and what others share is kept apart from the entries. A post has
 * one row for each of its latest revisions; share holds the words of posts of that kind, at their
 * position in time, with a search index of its own that arc-share-row.c writes. What is gone, and
 * what was replaced, is remembered by id, so that nothing comes back in whatever order it arrives.
 */
static const char *const format_3[] = {
    "CREATE TABLE team ("
    "id TEXT NOT NULL PRIMARY KEY,"
    "name TEXT NOT NULL,"
    "location TEXT NOT NULL,"
    "me TEXT NOT NULL,"
    "state TEXT NOT NULL CHECK (state IN ('asking', 'in', 'left', 'removed')),"
    "roles TEXT NOT NULL,"
    "group_size INTEGER NOT NULL,"
    "synced_us INTEGER NOT NULL,"
    "problem TEXT NOT NULL"
    ") STRICT",

    "CREATE TABLE member ("
    "team_id TEXT NOT NULL,"
    "id TEXT NOT NULL,"
    "name TEXT NOT NULL,"
    "roles TEXT NOT NULL,"
    "state TEXT NOT NULL CHECK (state IN ('asking', 'in', 'left', 'removed')),"
    "fingerprint TEXT NOT NULL,"
    "since_us INTEGER NOT NULL,"
    "PRIMARY KEY (team_id, id)"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE sync_state ("
    "team_id TEXT NOT NULL,"
    "key TEXT NOT NULL,"
    "value BLOB NOT NULL,"
    "PRIMARY KEY (team_id, key)"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE post ("
    "number INTEGER PRIMARY KEY,"
    "team_id TEXT NOT NULL,"
    "id TEXT NOT NULL,"
    "author TEXT NOT NULL,"
    "revision TEXT NOT NULL,"
    "replaces TEXT NOT NULL,"
    "kind TEXT NOT NULL,"
    "audience TEXT NOT NULL CHECK (audience IN ('team', 'managers', 'named')),"
    "readers TEXT NOT NULL,"
    "subject TEXT,"
    "at_us INTEGER NOT NULL,"
    "received_us INTEGER NOT NULL,"
    "is_sent INTEGER NOT NULL,"
    "body TEXT NOT NULL"
    ") STRICT",
    "CREATE INDEX post_by_id ON post (id, author)",
    "CREATE INDEX post_by_author ON post (author)",
    "CREATE INDEX post_by_kind ON post (kind) WHERE kind <> 'share'",
    "CREATE INDEX post_by_subject ON post (subject) WHERE subject IS NOT NULL",
    "CREATE INDEX post_unsent ON post (team_id) WHERE is_sent = 0",

    "CREATE TABLE post_replaced ("
    "id TEXT NOT NULL,"
    "team_id TEXT NOT NULL,"
    "author TEXT NOT NULL,"
    "revision TEXT NOT NULL,"
    "PRIMARY KEY (id, team_id, author, revision)"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE post_gone ("
    "id TEXT NOT NULL,"
    "team_id TEXT NOT NULL,"
    "author TEXT NOT NULL,"
    "is_sent INTEGER NOT NULL,"
    "PRIMARY KEY (id, team_id, author)"
    ") STRICT, WITHOUT ROWID",
    "CREATE INDEX post_gone_by_author ON post_gone (team_id, author)",

    "CREATE TABLE share ("
    "position INTEGER PRIMARY KEY,"
    "post INTEGER NOT NULL UNIQUE,"
    "team_id TEXT NOT NULL,"
    "is_mine INTEGER NOT NULL,"
    "is_read INTEGER NOT NULL,"
    "day TEXT NOT NULL,"
    "parts TEXT NOT NULL,"
    "quotable INTEGER NOT NULL,"
    "chain TEXT NOT NULL,"
    "excerpt TEXT NOT NULL,"
    "loop TEXT NOT NULL,"
    "look_backs TEXT NOT NULL,"
    "lines TEXT NOT NULL,"
    "labels TEXT NOT NULL,"
    "facets TEXT NOT NULL," ARC_CONTENT_COLUMNS ("NOT NULL") ") STRICT",
    "CREATE INDEX share_unread ON share (position, team_id) WHERE is_read = 0",

    "CREATE VIRTUAL TABLE share_search USING fts5 ("
    "title, action, reflection, change, lines, labels, facets,"
    "content = 'share', content_rowid = 'position',"
    "tokenize = '" ARC_TOKENIZER_NAME "', prefix = '2 3')",

    "CREATE TABLE entry_share ("
    "post_id TEXT NOT NULL PRIMARY KEY,"
    "team_id TEXT NOT NULL,"
    "entry_id TEXT NOT NULL,"
    "parts TEXT NOT NULL,"
    "commitments TEXT NOT NULL,"
    "all_commitments INTEGER NOT NULL,"
    "audience TEXT NOT NULL CHECK (audience IN ('team', 'managers', 'named')),"
    "readers TEXT NOT NULL,"
    "quotable INTEGER NOT NULL,"
    "shared_us INTEGER NOT NULL,"
    "is_revoked INTEGER NOT NULL"
    ") STRICT",
    "CREATE INDEX entry_share_by_entry ON entry_share (entry_id)",

    "CREATE TABLE news ("
    "post_id TEXT NOT NULL PRIMARY KEY,"
    "team_id TEXT NOT NULL,"
    "is_told INTEGER NOT NULL,"
    "is_dismissed INTEGER NOT NULL"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE set_aside ("
    "team_id TEXT NOT NULL,"
    "place TEXT NOT NULL,"
    "message TEXT NOT NULL,"
    "at_us INTEGER NOT NULL,"
    "PRIMARY KEY (team_id, place)"
    ") STRICT, WITHOUT ROWID",

    /* Whether words were taken back that may still stand in the search index or the log. */
    "CREATE TABLE scrub ("
    "one INTEGER PRIMARY KEY CHECK (one = 1),"
    "pending INTEGER NOT NULL"
    ") STRICT",
    "INSERT INTO scrub VALUES (1, 0)",
    NULL,
};

/* What leads from format i to i + 1. */
static const char *const *const migrations[ARC_FORMAT] = {format_1, format_2, format_3};

static const char *const set_version[ARC_FORMAT] = {
    "PRAGMA user_version = 1", "PRAGMA user_version = 2", "PRAGMA user_version = 3"};

static gboolean
exec_once (ArcJournal *journal, const char *sql, GError **error)
{
  g_autoptr (ArcOwnStatement) statement = arc_own_statement_new (journal, sql, error);

  return statement && arc_statement_run (journal, statement, error);
}

static gboolean
migrate_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  /* Read again under the lock: another process may have migrated meanwhile. */
  gint64 format = arc_journal_get_int (journal, "PRAGMA user_version", 0);

  g_assert (ARC_APPLICATION_ID == 0x41524331);
  if (format == 0 && !exec_once (journal, "PRAGMA application_id = 0x41524331", error))
    return FALSE;
  for (; format < ARC_FORMAT; format++) {
    for (const char *const *sql = migrations[format]; *sql; sql++)
      if (!exec_once (journal, *sql, error))
        return FALSE;
    if (!exec_once (journal, set_version[format], error))
      return FALSE;
  }
  return TRUE;
}

/* A journal that holds something is copied beside itself before its format changes. */
static gboolean
backup_before (ArcJournal *journal, gint64 format, GError **error)
{
  g_autofree char *copy =
      g_strdup_printf ("%s.format-%" G_GINT64_FORMAT ".backup", journal->path, format);

  if (g_file_test (copy, G_FILE_TEST_EXISTS))
    return TRUE;
  return arc_journal_backup (journal, copy, NULL, error);
}

gboolean
arc_schema_migrate (ArcJournal *journal, GError **error)
{
  gint64 format = arc_journal_get_int (journal, "PRAGMA user_version", 0);

  if (format == ARC_FORMAT)
    return TRUE;
  if (format > 0 && !backup_before (journal, format, error))
    return FALSE;
  return arc_journal_transact (journal, migrate_in_transaction, NULL, error);
}
