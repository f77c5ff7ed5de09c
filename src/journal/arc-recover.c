/* Bringing back what can still be read: from a backup, a damaged file, or the journal itself.
 *
 * All reading is done on a private copy, since opening alone may change a damaged file. First
 * SQLite reads the tables; where it stumbles, arc_salvage() reads the pages one by one. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "arc-day.h"
#include "arc-id.h"
#include "arc-recover-loop.h"
#include "arc-recover-team.h"
#include "arc-salvage.h"

/* Columns of the rows by which a salvaged row is recognised (arc-schema.c, format 1). */
#define ENTRY_VALUES (7 + ARC_N_CONTENT)
#define REVISION_VALUES (1 + ARC_N_CONTENT)
#define TRASH_VALUES (2 + ARC_N_CONTENT)
#define DRAFT_VALUES (5 + ARC_N_CONTENT)
#define LOOK_BACK_VALUES 7
/* In this pass rows are taken that need no other to be there before. */
#define ALL_OTHER_VALUES 0
/* Below the position of any entry but those of one day in 1970, above the rowids of other tables.
 */
#define LEAST_POSITION (ARC_US_PER_DAY)

typedef struct {
  ArcImport *import;
  ArcRecovered *recovered;
  GHashTable *known;   /* ids of entries that were brought in or are in the trash */
  GHashTable *orphans; /* entry id -> its newest revision, where the entry itself is lost */
  GPtrArray *drafts;   /* of ArcDraft */
  ArcFound *found;     /* what there is beside entries */
  GHashTable *indexed; /* ids that the index of entries names, where pages are read */
  GHashTable *refused; /* ids of entries that break a rule: lost already */
  GCancellable *cancellable;
  GError *error; /* writing failed, or interrupted: stop */
} Recovery;

void
arc_recovered_clear (ArcRecovered *recovered)
{
  g_clear_pointer (&recovered->kept_as, g_free);
}

/* ---- taking rows ---- */

static gboolean
is_over (Recovery *recovery)
{
  if (!recovery->error && g_cancellable_is_cancelled (recovery->cancellable))
    g_set_error_literal (&recovery->error, ARC_ERROR, ARC_ERROR_INTERRUPTED,
                         _ ("Interrupted. Nothing was recovered."));
  return recovery->error != NULL;
}

/* Adds a record; what breaks a rule of the model is lost, what cannot be written is an error. */
static void
take_record (Recovery *recovery, ArcRecord *record)
{
  g_autoptr (GError) error = NULL;
  ArcImported how;

  if (is_over (recovery))
    return;
  if (arc_import_add (recovery->import, record, &how, &error)) {
    g_hash_table_add (recovery->known, g_strdup (record->entry->id));
    if (how == ARC_IMPORTED_UNCHANGED)
      recovery->recovered->unchanged++;
    else
      recovery->recovered->entries++;
  } else if (g_error_matches (error, ARC_ERROR, ARC_ERROR_INVALID) ||
             g_error_matches (error, ARC_ERROR, ARC_ERROR_TOO_LARGE)) {
    recovery->recovered->lost++;
    g_hash_table_add (recovery->refused, g_strdup (record->entry->id));
  } else {
    recovery->error = g_steal_pointer (&error);
  }
}

/* Takes @entry. */
static void
take_entry (Recovery *recovery, ArcEntry *entry, gint64 deleted_us)
{
  g_autoptr (ArcRecord) record = arc_record_new (entry);

  record->deleted_us = deleted_us;
  take_record (recovery, record);
}

/* Takes @revision. Its entry has been read before, or is lost. */
static void
take_revision (Recovery *recovery, ArcEntry *revision)
{
  g_autoptr (ArcEntry) owned = revision;
  const ArcEntry *other;

  if (is_over (recovery) || !arc_entry_validate (owned, NULL))
    return;
  if (g_hash_table_contains (recovery->known, owned->id)) {
    arc_revision_table_keep (recovery->import->journal, owned, &recovery->error);
    return;
  }
  other = g_hash_table_lookup (recovery->orphans, owned->id);
  if (!other || other->modified_us < owned->modified_us) {
    char *id = g_strdup (owned->id);

    g_hash_table_replace (recovery->orphans, id, g_steal_pointer (&owned));
  }
}

/* ---- with SQLite ---- */

typedef void (*TakeFunc) (Recovery *recovery, sqlite3_stmt *statement);

static void
take_entry_row (Recovery *recovery, sqlite3_stmt *statement)
{
  take_entry (recovery, arc_column_content (statement, 2, arc_column_text (statement, 0)),
              sqlite3_column_int64 (statement, 1));
}

static void
take_revision_row (Recovery *recovery, sqlite3_stmt *statement)
{
  take_revision (recovery, arc_column_content (statement, 2, arc_column_text (statement, 0)));
}

static void
take_look_back_row (Recovery *recovery, sqlite3_stmt *statement)
{
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (arc_column_text (statement, 1));

  if (recovery->error || !g_hash_table_contains (recovery->known, look_back->entry_id))
    return;
  look_back->id = g_strdup (arc_column_text (statement, 0));
  look_back->at_us = sqlite3_column_int64 (statement, 2);
  g_free (look_back->zone);
  look_back->zone = g_strdup (arc_column_text (statement, 3));
  arc_did_from_word (arc_column_text (statement, 4), &look_back->did);
  arc_helped_from_word (arc_column_text (statement, 5), &look_back->helped);
  g_free (look_back->note);
  look_back->note = g_strdup (arc_column_text (statement, 6));
  if (sqlite3_column_count (statement) > LOOK_BACK_VALUES)
    look_back->commitment_id = arc_column_dup_nullable (statement, LOOK_BACK_VALUES);
  arc_look_back_table_put (recovery->import->journal, look_back, &recovery->error);
}

static void
take_draft_row (Recovery *recovery, sqlite3_stmt *statement)
{
  g_autofree char *entry_id = arc_column_dup_nullable (statement, 1);
  ArcDraft *draft = g_new0 (ArcDraft, 1);

  draft->id = g_strdup (arc_column_text (statement, 0));
  draft->entry = arc_column_content (statement, 2, entry_id);
  draft->loop = arc_loop_from_text (sqlite3_column_count (statement) > 2 + ARC_N_CONTENT
                                        ? arc_column_text (statement, 2 + ARC_N_CONTENT)
                                        : "");
  g_ptr_array_add (recovery->drafts, draft);
}

/* FALSE if SQLite could not read all of it. */
static gboolean
take_table (Recovery *recovery, sqlite3 *db, const char *sql, TakeFunc take)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step (statement);
    if (code == SQLITE_ROW)
      take (recovery, statement);
  }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE;
}

/* A table that gained a column with format 2. */
static gboolean
take_either (Recovery *recovery, sqlite3 *db, const char *sql, const char *sql_of_format_1,
             TakeFunc take)
{
  sqlite3_stmt *statement = NULL;
  gboolean has_column = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK;

  sqlite3_finalize (statement);
  return take_table (recovery, db, has_column ? sql : sql_of_format_1, take);
}

static gboolean
is_sound (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  gboolean sound =
      sqlite3_prepare_v2 (db, "PRAGMA quick_check (1)", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW && g_str_equal (arc_column_text (statement, 0), "ok");

  sqlite3_finalize (statement);
  return sound;
}

/* Reads the tables through SQLite; FALSE if there may be more than it could read. */
static gboolean
read_tables (Recovery *recovery, const char *path)
{
  sqlite3 *db = arc_open_database (path, SQLITE_OPEN_READWRITE, NULL, NULL);
  ArcTokenizer *tokenizer = db ? arc_tokenizer_register (db) : NULL;
  gboolean whole = FALSE;

  if (db) {
    /* The copy is thrown away: the log stays, for arc_salvage(). */
    sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    whole = is_sound (db);
    whole &= take_table (recovery, db, "SELECT id, 0, " ARC_CONTENT " FROM entry ORDER BY position",
                         take_entry_row);
    whole &= take_table (recovery, db, "SELECT id, deleted_us, " ARC_CONTENT " FROM trash",
                         take_entry_row);
    whole &= take_table (recovery, db,
                         "SELECT entry_id, 0, " ARC_CONTENT " FROM revision ORDER BY modified_us",
                         take_revision_row);
    whole &= take_either (recovery, db,
                          "SELECT id, entry_id, at_us, zone, did, helped, note, commitment_id "
                          "FROM look_back",
                          "SELECT id, entry_id, at_us, zone, did, helped, note FROM look_back",
                          take_look_back_row);
    whole &= take_either (recovery, db, "SELECT id, entry_id, " ARC_CONTENT ", loop FROM draft",
                          "SELECT id, entry_id, " ARC_CONTENT " FROM draft", take_draft_row);
    whole &= arc_found_read_tables (recovery->found, db);
  }
  arc_tokenizer_free (tokenizer);
  sqlite3_close (db);
  return whole;
}

/* ---- page by page ---- */

typedef struct {
  Recovery *recovery;
  guint n_values; /* the rows wanted in this pass */
} Pass;

static const char *
text_of (const ArcRow *row, guint i)
{
  return row->values[i].text ? row->values[i].text : "";
}

static gint64
int_of (const ArcRow *row, guint i)
{
  return row->values[i].integer;
}

/* The content columns from @i on, or NULL if this is some other table's row. */
static ArcEntry *
salvaged_content (const ArcRow *row, guint i, const char *id)
{
  g_autoptr (ArcEntry) entry = NULL;
  const ArcValue *amount = &row->values[i + 9];

  if ((id && !arc_id_is_valid (id)) ||
      (row->values[i].text && *text_of (row, i) && !arc_id_is_valid (text_of (row, i))))
    return NULL;
  entry = arc_entry_new ();
  if (!arc_lens_from_word (text_of (row, i + 7), &entry->lens))
    return NULL;
  entry->id = g_strdup (id);
  entry->revision = g_strdup (row->values[i].text);
  entry->parent =
      arc_id_is_valid (row->values[i + 1].text) ? g_strdup (text_of (row, i + 1)) : NULL;
  entry->created_us = int_of (row, i + 2);
  entry->modified_us = int_of (row, i + 3);
  entry->occurred_us = int_of (row, i + 4);
  arc_entry_set_zone (entry, text_of (row, i + 5));
  arc_outcome_from_word (text_of (row, i + 6), &entry->outcome);
  arc_evidence_from_word (text_of (row, i + 8), &entry->evidence);
  arc_entry_set_evidence (entry, entry->evidence,
                          amount->kind == ARC_VALUE_REAL ? amount->real : (double) amount->integer,
                          text_of (row, i + 10));
  arc_per_from_word (text_of (row, i + 11), &entry->evidence_per);
  arc_entry_set_topic (entry, text_of (row, i + 12));
  arc_entry_set_tags_text (entry, text_of (row, i + 13));
  arc_entry_set_title (entry, text_of (row, i + 14));
  for (guint section = 0; section < ARC_N_SECTIONS; section++)
    arc_entry_set_section (entry, section, text_of (row, i + 15 + section));
  return g_steal_pointer (&entry);
}

static void
take_salvaged_entry (Recovery *recovery, const ArcRow *row)
{
  ArcEntry *entry = salvaged_content (row, 7, text_of (row, 1));

  if (!entry || g_hash_table_contains (recovery->known, entry->id)) {
    arc_entry_free (entry);
    return;
  }
  if (row->partial)
    recovery->recovered->lost++;
  take_entry (recovery, entry, 0);
}

static void
take_salvaged_trash (Recovery *recovery, const ArcRow *row)
{
  ArcEntry *entry = salvaged_content (row, 2, text_of (row, 0));

  if (!entry || g_hash_table_contains (recovery->known, entry->id) || int_of (row, 1) <= 0)
    arc_entry_free (entry);
  else
    take_entry (recovery, entry, int_of (row, 1));
}

static void
take_salvaged_revision (Recovery *recovery, const ArcRow *row)
{
  ArcEntry *entry = salvaged_content (row, 1, text_of (row, 0));

  if (entry && entry->revision)
    take_revision (recovery, entry);
  else
    arc_entry_free (entry);
}

static void
take_salvaged_draft (Recovery *recovery, const ArcRow *row)
{
  const char *entry_id = row->values[1].text;
  ArcEntry *entry = salvaged_content (row, 5, entry_id);
  ArcDraft *draft;

  if (!entry)
    return;
  draft = g_new0 (ArcDraft, 1);
  draft->id = g_strdup (text_of (row, 0));
  draft->entry = entry;
  draft->loop =
      arc_loop_from_text (row->n_values > DRAFT_VALUES ? text_of (row, DRAFT_VALUES) : "");
  g_ptr_array_add (recovery->drafts, draft);
}

static void
take_salvaged_look_back (Recovery *recovery, const ArcRow *row)
{
  g_autoptr (ArcLookBack) look_back = NULL;

  if (recovery->error || !arc_id_is_valid (row->values[0].text) ||
      !arc_id_is_valid (row->values[1].text) ||
      !g_hash_table_contains (recovery->known, text_of (row, 1)))
    return;
  look_back = arc_look_back_new (text_of (row, 1));
  look_back->id = g_strdup (text_of (row, 0));
  look_back->at_us = int_of (row, 2);
  g_free (look_back->zone);
  look_back->zone = g_strdup (text_of (row, 3));
  arc_did_from_word (text_of (row, 4), &look_back->did);
  arc_helped_from_word (text_of (row, 5), &look_back->helped);
  g_free (look_back->note);
  look_back->note = g_strdup (text_of (row, 6));
  if (row->n_values > LOOK_BACK_VALUES && arc_id_is_valid (row->values[LOOK_BACK_VALUES].text))
    look_back->commitment_id = g_strdup (text_of (row, LOOK_BACK_VALUES));
  arc_look_back_table_put (recovery->import->journal, look_back, &recovery->error);
}

/* The index of entries by id: the id and the position, which is an instant. What it names and
 * nothing else holds was lost. */
static void
note_indexed (Recovery *recovery, const ArcRow *row)
{
  if (row->n_values == 2 && row->values[0].kind == ARC_VALUE_TEXT &&
      arc_id_is_valid (row->values[0].text) && row->values[1].kind == ARC_VALUE_INT &&
      ABS (row->values[1].integer) > LEAST_POSITION)
    g_hash_table_add (recovery->indexed, g_strdup (row->values[0].text));
}

/* Format 2 gave drafts and look-backs a column more; rows written before are as they were. */
static gboolean
is_wanted (const ArcRow *row, guint n_values)
{
  return row->n_values == n_values || ((n_values == DRAFT_VALUES || n_values == LOOK_BACK_VALUES) &&
                                       row->n_values == n_values + 1);
}

static void
take_salvaged (const ArcRow *row, gpointer data)
{
  Pass *pass = data;

  if (is_over (pass->recovery))
    return;
  if (pass->n_values == ALL_OTHER_VALUES) {
    arc_found_take_row (pass->recovery->found, row);
    if (row->in_index)
      note_indexed (pass->recovery, row);
    return;
  }
  if (row->in_index || !is_wanted (row, pass->n_values))
    return;
  switch (pass->n_values) {
  case ENTRY_VALUES:
    take_salvaged_entry (pass->recovery, row);
    break;
  case TRASH_VALUES:
    take_salvaged_trash (pass->recovery, row);
    break;
  case REVISION_VALUES:
    take_salvaged_revision (pass->recovery, row);
    break;
  case DRAFT_VALUES:
    take_salvaged_draft (pass->recovery, row);
    break;
  case LOOK_BACK_VALUES:
    take_salvaged_look_back (pass->recovery, row);
    break;
  default:
    break;
  }
}

static gboolean
read_pages (Recovery *recovery, const char *path, GError **error)
{
  /* Entries before what hangs on them; the trash first, so that nothing deleted comes back. */
  static const guint passes[] = {TRASH_VALUES,     ENTRY_VALUES, REVISION_VALUES,
                                 LOOK_BACK_VALUES, DRAFT_VALUES, ALL_OTHER_VALUES};

  for (guint i = 0; i < G_N_ELEMENTS (passes); i++) {
    Pass pass = {recovery, passes[i]};

    if (!arc_salvage (path, take_salvaged, &pass, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- together ---- */

static void
take_orphans (Recovery *recovery)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, recovery->orphans);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (!g_hash_table_contains (recovery->known, ((ArcEntry *) entry)->id))
      take_entry (recovery, arc_entry_copy (entry), 0);
}

/* Entries that are named somewhere, but of which nothing is left. */
static guint
count_missing (Recovery *recovery)
{
  GHashTableIter iter;
  gpointer id;
  guint n = 0;

  g_hash_table_iter_init (&iter, recovery->indexed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    n += !g_hash_table_contains (recovery->known, id) &&
         !g_hash_table_contains (recovery->refused, id);
  return n;
}

/* ---- a source without a fault ---- */

static gboolean
take_item (ArcItem *item, gpointer data, GError **error)
{
  Recovery *recovery = data;
  g_autoptr (GError) local = NULL;

  if (item->kind == ARC_ITEM_ENTRY)
    take_record (recovery, item->record);
  else if (!is_over (recovery) && !arc_import_add_item (recovery->import, item, NULL, &local)) {
    if (g_error_matches (local, ARC_ERROR, ARC_ERROR_INVALID) ||
        g_error_matches (local, ARC_ERROR, ARC_ERROR_TOO_LARGE))
      recovery->recovered->lost++;
    else
      recovery->error = g_steal_pointer (&local);
  }
  if (!recovery->error)
    return TRUE;
  g_propagate_error (error, g_error_copy (recovery->error));
  return FALSE;
}

/* Brings the copy up to date and reads it as any journal; FALSE if it has a fault. */
static gboolean
read_journal (Recovery *recovery, const char *path)
{
  ArcJournalOptions options = {.path = path, .must_exist = TRUE};
  sqlite3 *db = arc_open_database (path, SQLITE_OPEN_READWRITE, NULL, NULL);
  ArcTokenizer *tokenizer = db ? arc_tokenizer_register (db) : NULL;
  g_autoptr (ArcJournal) journal = NULL;
  gboolean sound = FALSE;

  if (db) {
    sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sound = is_sound (db);
  }
  arc_tokenizer_free (tokenizer);
  sqlite3_close (db);
  if (sound)
    journal = arc_journal_open (&options, NULL);
  if (!journal)
    return FALSE;
  g_autoptr (GPtrArray) drafts = arc_journal_list_drafts (journal, NULL);
  for (guint i = 0; drafts && i < drafts->len; i++)
    g_ptr_array_add (recovery->drafts, arc_draft_copy (drafts->pdata[i]));
  return arc_journal_foreach_item (journal, TRUE, take_item, recovery, NULL, NULL) ||
         recovery->error;
}

/* ---- into the journal ---- */

static gboolean
save_drafts (ArcJournal *journal, GPtrArray *drafts, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < drafts->len; i++) {
    ArcDraft *draft = drafts->pdata[i];

    if (!g_hash_table_add (seen, draft->id) || arc_entry_is_empty (draft->entry))
      continue;
    if (!arc_journal_save_draft (journal, draft, error) ||
        !arc_journal_release_draft (journal, draft->id, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
recover_into (ArcJournal *journal, const char *copy, ArcRecovered *recovered,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcImport) import = arc_import_begin (journal, error);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) orphans =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) arc_entry_free);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_draft_free);
  g_autoptr (GHashTable) indexed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (ArcFound) found = arc_found_new ();
  Recovery recovery = {.import = import,
                       .recovered = recovered,
                       .known = known,
                       .orphans = orphans,
                       .drafts = drafts,
                       .found = found,
                       .indexed = indexed,
                       .refused = refused,
                       .cancellable = cancellable};

  if (!import)
    return FALSE;
  if (!read_journal (&recovery, copy)) {
    if (!read_tables (&recovery, copy) && !recovery.error && !read_pages (&recovery, copy, error))
      return FALSE;
    take_orphans (&recovery);
    if (!recovery.error)
      arc_found_put (found, import, known, recovered, &recovery.error);
    recovered->lost += count_missing (&recovery);
  }
  if (is_over (&recovery)) {
    g_propagate_error (error, recovery.error);
    return FALSE;
  }
  if (recovered->entries + recovered->unchanged + drafts->len == 0) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_A_JOURNAL,
                         _ ("Nothing that looks like an entry was found in that file. Nothing was "
                            "changed."));
    return FALSE;
  }
  return arc_import_commit (import, error) && save_drafts (journal, drafts, error) &&
         arc_recover_teams (journal, copy, error);
}

static gboolean
copy_file (const char *from, const char *to, gboolean optional, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) local = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                   cancellable, NULL, NULL, &local) ||
      (optional && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))) {
    g_chmod (to, 0600);
    return TRUE;
  }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INTERRUPTED,
                         _ ("Interrupted. Nothing was recovered."));
  else if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("There is no file “%s”."), from);
  else
    g_set_error (error, ARC_ERROR,
                 g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? ARC_ERROR_NO_SPACE
                                                                          : ARC_ERROR_IO,
                 _ ("“%s” cannot be read: %s."), from, local->message);
  return FALSE;
}

static void
remove_copy (const char *copy)
{
  static const char *const suffixes[] = {"", "-wal", "-shm", "-journal",
                                         /* Made where a copy of an older format is opened. */
                                         ".format-1.backup", ".format-2.backup"};

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (copy, suffixes[i], NULL);

    g_unlink (path);
  }
}

/* The damaged file keeps its words under another name; the new one takes its place at once. */
static gboolean
put_in_place (const char *fresh, const char *path, ArcRecovered *recovered, GError **error)
{
  g_autofree char *when = arc_instant_format_local (g_get_real_time (), "UTC", "%Y%m%d-%H%M%S");
  g_autofree char *kept = g_strdup_printf ("%s.damaged-%s", path, when);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autofree char *kept_wal = g_strconcat (kept, "-wal", NULL);

  if (link (path, kept) != 0 || (g_rename (wal, kept_wal) != 0 && errno != ENOENT)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_IO, _ ("“%s” cannot be put aside: %s."), path,
                 g_strerror (errno));
    return FALSE;
  }
  g_unlink (shm);
  if (g_rename (fresh, path) != 0) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_IO, _ ("“%s” cannot be put in its place: %s."), fresh,
                 g_strerror (errno));
    return FALSE;
  }
  recovered->kept_as = g_steal_pointer (&kept);
  return TRUE;
}

static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf left, right;

  return g_stat (a, &left) == 0 && g_stat (b, &right) == 0 && left.st_dev == right.st_dev &&
         left.st_ino == right.st_ino;
}

static gboolean
recover_from_copy (const ArcJournalOptions *options, const char *path, const char *copy,
                   gboolean in_place, ArcRecovered *recovered, GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *fresh = g_strconcat (path, ".recovered", NULL);
  ArcJournalOptions target = *options;
  ArcJournal *journal;
  gboolean done;

  target.path = in_place ? fresh : path;
  target.must_exist = FALSE;
  if (in_place)
    remove_copy (fresh);
  journal = arc_journal_open (&target, error);
  if (!journal)
    return FALSE;
  done = recover_into (journal, copy, recovered, cancellable, error);
  arc_journal_close (journal);
  if (done && in_place)
    done = put_in_place (fresh, path, recovered, error);
  if (!done && in_place)
    remove_copy (fresh);
  return done;
}

gboolean
arc_journal_recover (const ArcJournalOptions *options, const char *source, ArcRecovered *recovered,
                     GCancellable *cancellable, GError **error)
{
  g_autofree char *path = options->path ? g_strdup (options->path) : arc_journal_default_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *copy = g_strconcat (path, ".reading", NULL);
  g_autofree char *source_wal = g_strconcat (source, "-wal", NULL);
  g_autofree char *copy_wal = g_strconcat (copy, "-wal", NULL);
  gboolean done;

  *recovered = (ArcRecovered){0};
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_READ_ONLY, _ ("The folder “%s” cannot be made: %s."),
                 folder, g_strerror (errno));
    return FALSE;
  }
  remove_copy (copy);
  done = copy_file (source, copy, FALSE, cancellable, error) &&
         copy_file (source_wal, copy_wal, TRUE, cancellable, error) &&
         recover_from_copy (options, path, copy, is_same_file (source, path), recovered,
                            cancellable, error);
  remove_copy (copy);
  return done;
}
