/* The journal: one SQLite file, opened here and nowhere else, with one face for all tables.
 *
 * An ArcJournal belongs to the thread that opened it; every function asserts that. The window
 * reaches it through ArcJournalService, the command line uses it directly. Functions that fail
 * set a GError of ARC_ERROR whose message can be shown as it is. */
#pragma once

#include <gio/gio.h>
#include "arc-entry.h"
#include "arc-error.h"
#include "arc-item.h"
#include "arc-limits.h"
#include "arc-look-back.h"
#include "arc-loop.h"
#include "arc-query.h"
#include "arc-record.h"

G_BEGIN_DECLS

typedef struct _ArcJournal ArcJournal;

/* Reads the wall clock, microseconds UTC. Tests inject their own. */
typedef gint64 (*ArcClockFunc) (gpointer user_data);

/**
 * ArcJournalOptions:
 * @path: (nullable): the file; %NULL means arc_journal_default_path()
 * @must_exist: do not create it
 * @read_only: refuse every write
 * @vfs: (nullable): name of an SQLite VFS (fault injection now, encryption later)
 * @clock: (nullable): the system's clock if %NULL
 * @busy_ms: how long to wait for another program's write; 0 means 5 seconds, and
 *   %ARC_PATIENT_MS is for who has the time
 *
 * Zero-initialise, then set what matters.
 */
/* Longer than the import of a large file by another program takes: for threads that nobody watches,
 * and for scripts. */
#define ARC_PATIENT_MS 30000

typedef struct {
  const char *path;
  gboolean must_exist;
  gboolean read_only;
  const char *vfs;
  ArcClockFunc clock;
  gpointer clock_data;
  guint busy_ms;
} ArcJournalOptions;

/**
 * arc_journal_default_path:
 *
 * Returns: (transfer full): $ARC_JOURNAL, or $XDG_DATA_HOME/arc-journal/journal.db
 */
char *arc_journal_default_path (void);

/**
 * arc_journal_open:
 *
 * Opens or creates the journal, with its folder (0700; the file 0600), and migrates an older one
 * after a backup beside it. A journal that cannot be written is opened for reading, see
 * arc_journal_is_read_only().
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_NOT_A_JOURNAL, %ARC_ERROR_NEWER,
 * %ARC_ERROR_NETWORK, %ARC_ERROR_DAMAGED, %ARC_ERROR_BUSY, %ARC_ERROR_NO_SPACE,
 * %ARC_ERROR_READ_ONLY, %ARC_ERROR_NOT_FOUND or %ARC_ERROR_IO; the file is then as it was
 */
ArcJournal *arc_journal_open (const ArcJournalOptions *options, GError **error);
void arc_journal_close (ArcJournal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcJournal, arc_journal_close)

/* The file it was opened from. */
const char *arc_journal_get_path (ArcJournal *journal);
/* Whether every write is refused: asked for, or the disk allows no more. */
gboolean arc_journal_is_read_only (ArcJournal *journal);
/* Microseconds UTC by the journal's clock. */
gint64 arc_journal_now (ArcJournal *journal);
/* Changes when another connection wrote anything, drafts too (PRAGMA data_version). */
gint64 arc_journal_get_data_version (ArcJournal *journal);
/* Grows with each change to what lists and pages show, by whichever program; not with drafts. */
gint64 arc_journal_get_content_version (ArcJournal *journal);
/* A running statement of this journal stops with ARC_ERROR_INTERRUPTED. Callable from any thread.
 */
void arc_journal_interrupt (ArcJournal *journal);

/* ---- entries (arc-entry-table.c) ------------------------------------------------------- */

/**
 * ArcSaved:
 * @ARC_SAVED_NEW: a new entry
 * @ARC_SAVED_CHANGED: the entry has a new revision; the previous one is kept
 * @ARC_SAVED_UNCHANGED: nothing differed, nothing was written
 * @ARC_SAVED_BESIDE: someone else changed or deleted the entry since its parent revision was
 *   read, so this text became an entry of its own; the person must be told
 */
typedef enum {
  ARC_SAVED_NEW,
  ARC_SAVED_CHANGED,
  ARC_SAVED_UNCHANGED,
  ARC_SAVED_BESIDE,
} ArcSaved;

/**
 * arc_journal_save_entry:
 * @entry: what to save; id %NULL makes a new one. entry->revision is the revision that the editor
 *   started from. On success id, revision, parent, created_us and modified_us are as stored.
 *   A new entry with occurred_us 0 happened now; an empty zone becomes the local one.
 * @draft_id: (nullable): a draft to discard in the same transaction
 * @saved: (out) (optional)
 *
 * On disk (fsync) when it returns %TRUE.
 */
gboolean arc_journal_save_entry (ArcJournal *journal, ArcEntry *entry, const char *draft_id,
                                 ArcSaved *saved, GError **error);

/* The live entry, or NULL with ARC_ERROR_NOT_FOUND. */
ArcEntry *arc_journal_load_entry (ArcJournal *journal, const char *id, GError **error);

/* Where to look for an id. */
typedef enum {
  ARC_AMONG_ENTRIES = 1 << 0,
  ARC_AMONG_TRASH = 1 << 1,
} ArcAmong;

/**
 * arc_journal_resolve_id:
 * @prefix: the beginning of an id, any case
 *
 * Returns: (transfer full): the one id it fits, or %NULL with %ARC_ERROR_NOT_FOUND,
 * %ARC_ERROR_AMBIGUOUS or %ARC_ERROR_INVALID
 */
char *arc_journal_resolve_id (ArcJournal *journal, const char *prefix, ArcAmong among,
                              GError **error);

/* Live entries. Cheap: kept up to date, not counted. */
guint64 arc_journal_count_entries (ArcJournal *journal);

/**
 * ArcBrief:
 *
 * What a list shows of an entry. @excerpt marks matches of a search by the characters
 * %ARC_MATCH_START and %ARC_MATCH_END.
 */
typedef struct {
  gint64 position; /* unique, ascending in time */
  int month;       /* arc_day_month() */
  char *id;
  gint64 occurred_us;
  char *zone;
  char *title; /* as displayed, never empty */
  char *excerpt;
  ArcOutcome outcome;
  char *topic;
} ArcBrief;

#define ARC_MATCH_START "\xef\xb7\x90" /* U+FDD0, a noncharacter */
#define ARC_MATCH_END "\xef\xb7\x91"   /* U+FDD1 */

#define ARC_TYPE_BRIEF (arc_brief_get_type ())
GType arc_brief_get_type (void);
ArcBrief *arc_brief_copy (const ArcBrief *brief);
void arc_brief_free (ArcBrief *brief);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcBrief, arc_brief_free)

typedef struct {
  int month;     /* year * 100 + month */
  guint entries; /* > 0 */
} ArcMonth;

/* (element-type ArcMonth): newest first. */
GArray *arc_journal_list_months (ArcJournal *journal, GError **error);
/* (element-type gint64): positions of a month's entries, newest first. */
GArray *arc_journal_list_positions (ArcJournal *journal, int month, GError **error);
/* (element-type ArcBrief): up to @limit entries of @month from @position on, newest first. */
GPtrArray *arc_journal_list_month (ArcJournal *journal, int month, gint64 position, guint limit,
                                   GError **error);
/* The newest entry in [@from_us, @to_us), or NULL without an error. */
ArcEntry *arc_journal_newest_between (ArcJournal *journal, gint64 from_us, gint64 to_us,
                                      GError **error);
/* The newest entry with a Change that no look-back has ended yet, or NULL without an error. */
ArcEntry *arc_journal_open_change (ArcJournal *journal, GError **error);

/* ---- search (arc-search.c) ------------------------------------------------------------- */

/**
 * arc_journal_search:
 * @before_position: only entries below this position; %G_MAXINT64 for the first page
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type ArcBrief): newest first
 */
GPtrArray *arc_journal_search (ArcJournal *journal, const ArcQuery *query, gint64 before_position,
                               guint limit, GError **error);

/* Bytes [start, end) of a text. */
typedef struct {
  gsize start;
  gsize end;
} ArcRange;

/* Where @query's words stand in @text: (element-type ArcRange), ascending, not overlapping. */
GArray *arc_journal_find_matches (ArcJournal *journal, const ArcQuery *query, const char *text);

/* Takes nothing; return FALSE to stop. */
typedef gboolean (*ArcRecordFunc) (ArcRecord *record, gpointer user_data, GError **error);

/**
 * arc_journal_foreach:
 * @limit: 0 for all
 * @oldest_first: order in time
 * @with_history: records bring earlier revisions, and the trash follows the entries
 * @cancellable: (nullable)
 *
 * Calls @func for each entry that meets @query, from one consistent snapshot.
 * %FALSE without an error never happens: when @func stops, its error is passed on, or it is %TRUE.
 */
gboolean arc_journal_foreach (ArcJournal *journal, const ArcQuery *query, guint64 limit,
                              gboolean oldest_first, gboolean with_history, ArcRecordFunc func,
                              gpointer user_data, GCancellable *cancellable, GError **error);

/* Takes nothing; return FALSE to stop. */
typedef gboolean (*ArcItemFunc) (ArcItem *item, gpointer user_data, GError **error);

/**
 * arc_journal_foreach_item:
 * @with_history: as in arc_journal_foreach()
 * @cancellable: (nullable)
 *
 * Calls @func for all that the journal holds, from one consistent snapshot: the entries, oldest
 * first, with the trash after them if asked for; then reminders, goals and settings.
 */
gboolean arc_journal_foreach_item (ArcJournal *journal, gboolean with_history, ArcItemFunc func,
                                   gpointer user_data, GCancellable *cancellable, GError **error);

/* ---- revisions (arc-revision-table.c) -------------------------------------------------- */

/* (element-type ArcEntry): the current state and all earlier ones, newest first. */
GPtrArray *arc_journal_list_revisions (ArcJournal *journal, const char *entry_id, GError **error);

/* ---- trash (arc-trash-table.c) --------------------------------------------------------- */

#define ARC_TRASH_DAYS 30

/* An entry in the trash. */
typedef struct {
  ArcEntry *entry;
  gint64 deleted_us;
} ArcTrashed;
void arc_trashed_free (ArcTrashed *trashed);

/* Moves a live entry to the trash, and back, with its revisions and look-backs; otherwise FALSE with
 * ARC_ERROR_NOT_FOUND. What was shared of it is taken back; bringing it back shares nothing. */
gboolean arc_journal_delete_entry (ArcJournal *journal, const char *id, GError **error);
gboolean arc_journal_undelete_entry (ArcJournal *journal, const char *id, GError **error);
/* (element-type ArcTrashed): last deleted first. */
GPtrArray *arc_journal_list_trash (ArcJournal *journal, GError **error);
/* Removes one entry from the trash for good, with its revisions and look-backs. */
gboolean arc_journal_purge_entry (ArcJournal *journal, const char *id, GError **error);
/* Removes what has been in the trash for more than ARC_TRASH_DAYS; -1 on error, else how many. */
int arc_journal_purge_old (ArcJournal *journal, GError **error);

/* ---- drafts (arc-draft-table.c) -------------------------------------------------------- */

/**
 * ArcDraft:
 * @id: given by arc_journal_save_draft() if %NULL
 * @entry: what is in the editor; entry->id is %NULL for a new entry, entry->revision the revision
 *   that the editor started from
 * @loop: what is to hang on the entry
 * @step: the step the composer was at
 * @updated_us: when it was last written
 * @is_open: whether the process that wrote it still runs, so that it is being edited elsewhere
 */
typedef struct {
  char *id;
  ArcEntry *entry;
  ArcLoop *loop;
  int step;
  gint64 updated_us;
  gboolean is_open;
} ArcDraft;

ArcDraft *arc_draft_new (void);
ArcDraft *arc_draft_copy (const ArcDraft *draft);
void arc_draft_free (ArcDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcDraft, arc_draft_free)

/* Writes @draft, and takes it over for this process. On disk when it returns TRUE. */
gboolean arc_journal_save_draft (ArcJournal *journal, ArcDraft *draft, GError **error);
/* The editor closed and keeps its draft: from now on it waits (is_open FALSE), whoever wrote it. */
gboolean arc_journal_release_draft (ArcJournal *journal, const char *draft_id, GError **error);
gboolean arc_journal_discard_draft (ArcJournal *journal, const char *draft_id, GError **error);
/* (element-type ArcDraft): last touched first. */
GPtrArray *arc_journal_list_drafts (ArcJournal *journal, GError **error);

/* ---- tags and topics (arc-label-table.c) ----------------------------------------------- */

typedef enum {
  ARC_LABEL_TAG,
  ARC_LABEL_TOPIC,
} ArcLabelKind;

typedef struct {
  char *name; /* as first written */
  guint uses; /* live entries that carry it */
} ArcLabel;
void arc_label_free (ArcLabel *label);

/* (element-type ArcLabel): labels in use that begin with @prefix (nullable), most used first. */
GPtrArray *arc_journal_list_labels (ArcJournal *journal, ArcLabelKind kind, const char *prefix,
                                    guint limit, GError **error);

/* ---- look-backs (arc-look-back-table.c) ------------------------------------------------ */

/* Gives the look-back its id and time where missing. Saving one with a known id replaces it. */
gboolean arc_journal_save_look_back (ArcJournal *journal, ArcLookBack *look_back, GError **error);
gboolean arc_journal_delete_look_back (ArcJournal *journal, const char *id, GError **error);
/* (element-type ArcLookBack): of one entry, oldest first. */
GPtrArray *arc_journal_list_look_backs (ArcJournal *journal, const char *entry_id, GError **error);

/* ---- settings that belong to the journal (arc-setting-table.c) ------------------------- */

/* The hour at which a day starts, 0 to 12. Default 0. */
int arc_journal_get_day_start (ArcJournal *journal);
gboolean arc_journal_set_day_start (ArcJournal *journal, int hour, GError **error);
/* What the person said they are learning first; "" before they did. */
char *arc_journal_dup_setting (ArcJournal *journal, const char *key);
gboolean arc_journal_set_setting (ArcJournal *journal, const char *key, const char *value,
                                  GError **error);
#define ARC_SETTING_WELCOME "welcome" /* "done": the first question was answered or skipped */
#define ARC_SETTING_FIRST_TOPIC "first-topic"
#define ARC_SETTING_DAY_START "day-start-h"

/* Today, here, by the day start of this journal. */
ArcDay arc_journal_today (ArcJournal *journal);

/* ---- import (arc-import.c) ------------------------------------------------------------- */

/**
 * ArcImported:
 * @ARC_IMPORTED_ADDED: a new entry
 * @ARC_IMPORTED_UNCHANGED: the journal has it already, or a newer state of it
 * @ARC_IMPORTED_UPDATED: the imported state is newer; the journal's own went to the revisions
 */
typedef enum {
  ARC_IMPORTED_ADDED,
  ARC_IMPORTED_UNCHANGED,
  ARC_IMPORTED_UPDATED,
} ArcImported;

/* One transaction around many records: all of them, or none. */
typedef struct _ArcImport ArcImport;
ArcImport *arc_import_begin (ArcJournal *journal, GError **error);
/**
 * arc_import_add:
 * @record: may lack id, revision, times and zone, which are then made: the id from the content, so
 *   that a second import finds it again
 */
gboolean arc_import_add (ArcImport *import, ArcRecord *record, ArcImported *how, GError **error);
/**
 * arc_import_add_item:
 *
 * The same for anything that a journal holds. Of a reminder or a goal that is here already, the
 * newer state stays; a setting that was chosen here stays as it is.
 */
gboolean arc_import_add_item (ArcImport *import, ArcItem *item, ArcImported *how, GError **error);
gboolean arc_import_commit (ArcImport *import, GError **error);
/* Rolls back unless committed. */
void arc_import_free (ArcImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcImport, arc_import_free)

/* ---- care (arc-check.c, arc-backup.c, arc-recover.c) ----------------------------------- */

/* (element-type utf8): one sentence per fault found; empty when the journal is sound. */
GPtrArray *arc_journal_check (ArcJournal *journal, GError **error);

/* A consistent copy, also while others write. Replaces @path only when it is complete. */
gboolean arc_journal_backup (ArcJournal *journal, const char *path, GCancellable *cancellable,
                             GError **error);

typedef struct {
  guint64 entries;   /* brought into the journal */
  guint64 unchanged; /* there already */
  guint64 lost;      /* seen, but no longer readable, wholly or in part */
  char *kept_as;     /* where a damaged journal was put aside, or NULL */
} ArcRecovered;
void arc_recovered_clear (ArcRecovered *recovered);

/**
 * arc_journal_recover:
 * @options: the journal to bring entries into
 * @source: a backup, a damaged journal, or the journal itself
 * @cancellable: (nullable): the journal is then as it was, with %ARC_ERROR_INTERRUPTED
 *
 * Reads all that can still be read from @source, also page by page where SQLite gives up, and
 * adds what is missing to the journal. If @source is the journal itself, a new one takes its
 * place and the damaged file is kept beside it.
 */
gboolean arc_journal_recover (const ArcJournalOptions *options, const char *source,
                              ArcRecovered *recovered, GCancellable *cancellable, GError **error);

typedef struct {
  guint64 entries;
  guint64 revisions; /* earlier states kept */
  guint64 trashed;
  guint64 drafts;
  guint64 look_backs;
  guint64 words;
  guint64 outcomes[ARC_N_OUTCOMES];
  guint64 lenses[ARC_N_LENSES];
  guint64 tags;    /* distinct, in use */
  guint64 topics;  /* distinct, in use */
  gint64 first_us; /* 0 when empty */
  gint64 last_us;
  guint64 bytes; /* of the file and its WAL */
} ArcStats;
gboolean arc_journal_stats (ArcJournal *journal, ArcStats *stats, GError **error);

G_END_DECLS
