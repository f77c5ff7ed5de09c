/* What the table files share: the connection, statements, transactions. Inside src/journal only. */
#pragma once

#include <sqlite3.h>
#include <sys/stat.h>

#include "arc-journal-loop.h"
#include "arc-patience.h"
#include "arc-journal.h"
#include "arc-tokenizer.h"

G_BEGIN_DECLS

struct _ArcJournal {
  sqlite3 *db;
  char *path;
  GThread *owner; /* the only thread that may use it */
  gboolean read_only;
  dev_t device; /* of the file that was opened: it may be moved away later */
  ino_t inode;
  ArcClockFunc clock;
  gpointer clock_data;
  GHashTable *statements; /* static SQL text by address -> sqlite3_stmt */
  ArcTokenizer *tokenizer;
  ArcPatience patience;
  int day_start_h; /* as of content_version day_start_version */
  gint64 day_start_version;
  gboolean content_changed;  /* in the running transaction */
  struct _ArcCounts *counts; /* while importing: sums to be written at the end */
};

/* Each public function begins with it: a connection belongs to one thread. */
#define ARC_JOURNAL_ASSERT_OWNER(journal) g_assert ((journal)->owner == g_thread_self ())

/* ---- statements (arc-statement.c) ---- */

/* A cached statement; releasing it resets it for the next use. */
typedef sqlite3_stmt ArcStatement;
void arc_statement_release (ArcStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcStatement, arc_statement_release)

/* A statement of its own, for reading in a loop that calls back. */
typedef sqlite3_stmt ArcOwnStatement;
void arc_own_statement_free (ArcOwnStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcOwnStatement, arc_own_statement_free)

/* @sql must be a static string: its address is the key under which it is prepared once. */
ArcStatement *arc_statement_get (ArcJournal *journal, const char *sql, GError **error);
ArcOwnStatement *arc_own_statement_new (ArcJournal *journal, const char *sql, GError **error);

/* Binding copies nothing: values must outlive the statement's use. NULL binds SQL NULL. */
void arc_bind_text (sqlite3_stmt *statement, int index, const char *text);
void arc_bind_int (sqlite3_stmt *statement, int index, gint64 value);
void arc_bind_double (sqlite3_stmt *statement, int index, double value);

/* Never NULL: SQL NULL reads as "". */
const char *arc_column_text (sqlite3_stmt *statement, int column);
/* NULL for SQL NULL. */
char *arc_column_dup_nullable (sqlite3_stmt *statement, int column);

/* FALSE on failure; @row says whether there is one. */
gboolean arc_statement_step (ArcJournal *journal, sqlite3_stmt *statement, gboolean *row,
                             GError **error);
/* Runs to the end, ignoring rows. */
gboolean arc_statement_run (ArcJournal *journal, sqlite3_stmt *statement, GError **error);
/* Makes one element of the row that @statement stands on. */
typedef gpointer (*ArcReadRowFunc) (sqlite3_stmt *statement, gpointer data);
/* Runs to the end: one element per row. NULL on failure. Releasing @statement is the caller's. */
GPtrArray *arc_statement_collect (ArcJournal *journal, sqlite3_stmt *statement, ArcReadRowFunc read,
                                  gpointer data, GDestroyNotify free_element, GError **error);
/* As arc_statement_get() and arc_statement_run() of a statement without parameters. */
gboolean arc_journal_exec (ArcJournal *journal, const char *sql, GError **error);
/* The integer that @sql yields; @fallback if it yields none or fails. */
gint64 arc_journal_get_int (ArcJournal *journal, const char *sql, gint64 fallback);

/* ---- errors and transactions (arc-journal.c) ---- */

/* Sets @error from SQLite's last failure on this connection, in words a person can act on. */
void arc_journal_set_error (ArcJournal *journal, GError **error);
void arc_set_sqlite_error (const char *path, int code, int system_errno, GError **error);

typedef gboolean (*ArcTransactionFunc) (ArcJournal *journal, gpointer data, GError **error);
/* Runs @func in one BEGIN IMMEDIATE … COMMIT; rolls back whatever fails. */
gboolean arc_journal_transact (ArcJournal *journal, ArcTransactionFunc func, gpointer data,
                               GError **error);
gboolean arc_journal_begin (ArcJournal *journal, GError **error);
gboolean arc_journal_commit (ArcJournal *journal, GError **error);
void arc_journal_rollback (ArcJournal *journal);
/* The running transaction changes what lists and pages show. */
void arc_journal_mark_changed (ArcJournal *journal);

/* ---- content columns, the same in entry, revision, trash and draft (arc-entry-table.c) ---- */

#define ARC_CONTENT                                                                                \
  "revision, parent, created_us, modified_us, occurred_us, zone, outcome, lens, evidence, "        \
  "evidence_amount, evidence_unit, evidence_per, topic, tags, title, action, reflection, change"
#define ARC_N_CONTENT 18
#define ARC_CONTENT_PARAMETERS "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?"
/* For CREATE TABLE. The long texts come last, so that lists read short rows only. */
#define ARC_CONTENT_COLUMNS(REVISION)                                                              \
  "revision TEXT " REVISION ","                                                                    \
  "parent TEXT,"                                                                                   \
  "created_us INTEGER NOT NULL,"                                                                   \
  "modified_us INTEGER NOT NULL,"                                                                  \
  "occurred_us INTEGER NOT NULL,"                                                                  \
  "zone TEXT NOT NULL,"                                                                            \
  "outcome TEXT NOT NULL CHECK (outcome IN ('', 'achieved', 'partly', 'missed')),"                 \
  "lens TEXT NOT NULL CHECK (lens IN ('individual', 'manager', 'executive', 'facilitator')),"      \
  "evidence TEXT NOT NULL CHECK (evidence IN "                                                     \
  "('', 'felt', 'learned', 'did-differently', 'measured')),"                                       \
  "evidence_amount REAL NOT NULL,"                                                                 \
  "evidence_unit TEXT NOT NULL,"                                                                   \
  "evidence_per TEXT NOT NULL DEFAULT '' CHECK (evidence_per IN ('', 'once', 'time', 'week')),"    \
  "topic TEXT NOT NULL,"                                                                           \
  "tags TEXT NOT NULL,"                                                                            \
  "title TEXT NOT NULL,"                                                                           \
  "action TEXT NOT NULL,"                                                                          \
  "reflection TEXT NOT NULL,"                                                                      \
  "change TEXT NOT NULL"

/* Binds ARC_CONTENT from @index on. @tags_text is arc_entry_dup_tags_text() of the entry. */
void arc_bind_content (sqlite3_stmt *statement, int index, const ArcEntry *entry,
                       const char *tags_text);
/* Reads ARC_CONTENT from @column on. */
ArcEntry *arc_column_content (sqlite3_stmt *statement, int column, const char *id);

/* Reads position, month, id, occurred_us, zone, heading, excerpt, outcome, topic. */
ArcBrief *arc_column_brief (sqlite3_stmt *statement);

/* ---- tables, inside a transaction ---- */

gboolean arc_entry_table_insert (ArcJournal *journal, const ArcEntry *entry, GError **error);
gboolean arc_entry_table_update (ArcJournal *journal, const ArcEntry *stored, const ArcEntry *entry,
                                 GError **error);
gboolean arc_entry_table_remove (ArcJournal *journal, const ArcEntry *stored, GError **error);
/* The entry, or NULL without an error where there is none. */
ArcEntry *arc_entry_table_find (ArcJournal *journal, const char *id, GError **error);

/* Keeps @entry as an earlier state; does nothing if it is known. */
gboolean arc_revision_table_keep (ArcJournal *journal, const ArcEntry *entry, GError **error);
gboolean arc_revision_table_has (ArcJournal *journal, const char *revision);
gboolean arc_revision_table_remove (ArcJournal *journal, const char *entry_id, GError **error);
/* (element-type ArcEntry): oldest first. */
GPtrArray *arc_revision_table_list (ArcJournal *journal, const char *entry_id, GError **error);

gboolean arc_trash_table_put (ArcJournal *journal, const ArcEntry *entry, gint64 deleted_us,
                              GError **error);
gboolean arc_trash_table_remove (ArcJournal *journal, const char *id, GError **error);
ArcEntry *arc_trash_table_find (ArcJournal *journal, const char *id, gint64 *deleted_us,
                                GError **error);

gboolean arc_draft_table_remove (ArcJournal *journal, const char *id, GError **error);

gboolean arc_look_back_table_put (ArcJournal *journal, const ArcLookBack *look_back,
                                  GError **error);
gboolean arc_look_back_table_remove_all (ArcJournal *journal, const char *entry_id, GError **error);

/* Replaces what hangs on an entry; known commitments and barriers keep their state. */
gboolean arc_loop_table_put (ArcJournal *journal, const char *entry_id, ArcLoop *loop,
                             gboolean with_state, GError **error);
/**
 * arc_firing_table_merge:
 * @firing: one that is kept (arc_firing_is_kept())
 * @changed: (out): set to %TRUE if it said more than what was known
 *
 * What came later counts, and what is kept counts more than what is only on a screen.
 */
gboolean arc_firing_table_merge (ArcJournal *journal, const ArcFiring *firing, gboolean *changed,
                                 GError **error);
gboolean arc_loop_table_remove (ArcJournal *journal, const char *entry_id, GError **error);
gboolean arc_loop_table_set_day (ArcJournal *journal, const char *entry_id, ArcDay day,
                                 GError **error);
/* Lines that were added to an entry one by one have the same place, after those of its last save;
 * ids are random and tell nothing of the order. */
#define ARC_LINE_ORDER "ORDER BY line, created_us, id"
gboolean arc_commitment_table_put (ArcJournal *journal, const ArcCommitment *commitment, int line,
                                   gboolean with_state, GError **error);
gboolean arc_barrier_table_put (ArcJournal *journal, const ArcBarrier *barrier, int line,
                                gboolean with_state, GError **error);
/* (element-type ArcCommitment), (element-type ArcBarrier): of one entry, in order. */
GPtrArray *arc_commitment_table_list (ArcJournal *journal, const char *entry_id, GError **error);
GPtrArray *arc_barrier_table_list (ArcJournal *journal, const char *entry_id, GError **error);
gboolean arc_reminder_table_put (ArcJournal *journal, const ArcReminder *reminder, GError **error);
gboolean arc_goal_table_put (ArcJournal *journal, const ArcGoal *goal, GError **error);
gboolean arc_goal_table_put_count (ArcJournal *journal, const char *goal_id, ArcDay monday,
                                   int count, GError **error);
/* Appends an ArcGoalWeek for each week that was counted, in order. */
gboolean arc_goal_table_list_counts (ArcJournal *journal, const char *goal_id, GArray *weeks,
                                     GError **error);
gboolean arc_setting_table_put (ArcJournal *journal, const char *key, const char *value,
                                GError **error);
/* Makes @text a line of the entry's Change, unless it is one. */
gboolean arc_entry_table_add_line (ArcJournal *journal, const char *entry_id, const char *text,
                                   GError **error);

/* Adds @delta to the uses of the entry's topic and tags, and to its month. */
gboolean arc_label_table_count (ArcJournal *journal, const ArcEntry *entry, int delta,
                                GError **error);
gboolean arc_month_table_count (ArcJournal *journal, int month, int delta, GError **error);
/* Recomputes the month of every entry, after the start of the day was changed. */
gboolean arc_month_table_rebuild (ArcJournal *journal, GError **error);
/* The month heading under which @entry stands. */
int arc_journal_month_of (ArcJournal *journal, const ArcEntry *entry);

/* Sums kept in memory while many entries are imported. */
typedef struct _ArcCounts {
  GHashTable *months; /* month -> delta */
  GHashTable *labels; /* "kind folded" -> ArcLabelCount */
  GArray *unindexed;  /* positions of entries that are not in the search index yet */
} ArcCounts;
ArcCounts *arc_counts_new (void);
void arc_counts_free (ArcCounts *counts);
gboolean arc_label_table_flush (ArcJournal *journal, ArcCounts *counts, GError **error);
gboolean arc_month_table_flush (ArcJournal *journal, ArcCounts *counts, GError **error);
gboolean arc_entry_table_index (ArcJournal *journal, ArcCounts *counts, GError **error);

/* Runs @sql with one text parameter. */
gboolean arc_journal_run_with (ArcJournal *journal, const char *sql, const char *text,
                               GError **error);

/* This process, by pid and start; and whether the one that wrote such a name still runs. */
char *arc_process_name (void);
gboolean arc_process_is_running (const char *name);

/* ---- import (arc-import.c) ---- */

struct _ArcImport {
  ArcJournal *journal;
  gint64 begun_us;
  guint64 added; /* entries without a time of their own keep the order of the file */
  char *zone;
  gboolean open;
};

/**
 * arc_import_put_hanging:
 * @record: its entry is in the journal, in whatever state; only its id and time matter
 * @how: (inout): what became of the entry; becomes %ARC_IMPORTED_UPDATED where that stayed
 *   unchanged, and what hangs on it did not
 *
 * Brings in the loop, the look-backs and the firings of an entry (arc-import-loop.c).
 */
gboolean arc_import_put_hanging (ArcImport *import, ArcRecord *record, ArcImported *how,
                                 GError **error);
/**
 * arc_import_put_firings:
 * @owner_id: of those without a subject
 * @owned: (nullable) (element-type ArcCommitment): what may have them beside @owner_id
 * @changed: (out): set to %TRUE if one of them said more than what was known
 */
gboolean arc_import_put_firings (ArcImport *import, GPtrArray *firings, const char *owner_id,
                                 const GPtrArray *owned, gboolean *changed, GError **error);
/* Brings in a reminder, a goal or a setting (arc-aside.c). */
gboolean arc_import_add_aside (ArcImport *import, ArcItem *item, ArcImported *how, GError **error);

/* ---- schema (arc-schema.c) ---- */

#define ARC_APPLICATION_ID 0x41524331 /* "ARC1" */
#define ARC_FORMAT 3                  /* PRAGMA user_version */

/* Brings an empty or older journal to ARC_FORMAT. */
gboolean arc_schema_migrate (ArcJournal *journal, GError **error);

/* ---- search (arc-search.c) ---- */

/* Bounds and FTS5 expression of a query. */
typedef struct {
  char *match; /* NULL: no full-text condition */
  gint64 from; /* positions [from, to) */
  gint64 to;
  gboolean impossible; /* words were asked for that hold nothing one could search */
} ArcPlan;
void arc_plan_init (ArcPlan *plan, ArcJournal *journal, const ArcQuery *query);
void arc_plan_clear (ArcPlan *plan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ArcPlan, arc_plan_clear)

/* As arc_journal_foreach(), inside a transaction. */
gboolean arc_search_visit (ArcJournal *journal, const ArcQuery *query, guint64 limit,
                           gboolean oldest_first, gboolean with_history, ArcRecordFunc func,
                           gpointer user_data, GCancellable *cancellable, GError **error);

/* The column of facet tokens: what filters are looked up by. */
char *arc_facets_of (const ArcEntry *entry);
/* Facets of a value that is compared as it is (folded, if it is a label). */
#define ARC_FACET_TOPIC 'p'
#define ARC_FACET_TAG 't'
#define ARC_FACET_TEAM 'g'
#define ARC_FACET_AUTHOR 'a'
#define ARC_FACET_WHOSE 'w'
#define ARC_WHOSE_MINE "mine"
#define ARC_WHOSE_OTHERS "others"
void arc_facets_append (GString *facets, char kind, const char *value);
/* One more condition. */
void arc_plan_require (ArcPlan *plan, char kind, const char *value);
void arc_plan_require_outcome (ArcPlan *plan, ArcOutcome outcome);

/* ---- opening (arc-journal.c) ---- */

/* Opens @path as it is, without checking that it is a journal: for recovery and backups. */
sqlite3 *arc_open_database (const char *path, int flags, const char *vfs, GError **error);

G_END_DECLS
