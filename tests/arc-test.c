/* What the tests of the journal share. */
#include "arc-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

gint64
arc_test_clock_read (gpointer data)
{
  ArcTestClock *clock = data;
  gint64 now_us = clock->now_us;

  clock->now_us += clock->step_us;
  return now_us;
}

char *
arc_test_path (const char *name)
{
  g_autofree char *template = g_build_filename (g_get_tmp_dir (), "journal-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (template));
  return g_build_filename (template, name, NULL);
}

ArcJournal *
arc_test_open (const char *path, ArcTestClock *clock)
{
  g_autoptr (GError) error = NULL;
  ArcJournalOptions options = {
      .path = path,
      .clock = clock ? arc_test_clock_read : NULL,
      .clock_data = clock,
  };
  ArcJournal *journal = arc_journal_open (&options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (journal);
  return journal;
}

ArcEntry *
arc_test_entry (const char *action, const char *reflection, const char *change)
{
  ArcEntry *entry = arc_entry_new ();

  arc_entry_set_section (entry, ARC_SECTION_ACTION, action);
  arc_entry_set_section (entry, ARC_SECTION_REFLECTION, reflection);
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, change);
  return entry;
}

void
arc_test_save (ArcJournal *journal, ArcEntry *entry, ArcSaved expected)
{
  g_autoptr (GError) error = NULL;
  ArcSaved saved = -1;
  gboolean done = arc_journal_save_entry (journal, entry, NULL, &saved, &error);

  g_assert_no_error (error);
  g_assert_true (done);
  g_assert_cmpint (saved, ==, expected);
}

char *
arc_test_add (ArcJournal *journal, const char *action, gint64 occurred_us)
{
  g_autoptr (ArcEntry) entry = arc_test_entry (action, NULL, NULL);

  entry->occurred_us = occurred_us;
  arc_test_save (journal, entry, ARC_SAVED_NEW);
  return g_strdup (entry->id);
}

void
arc_test_assert_sound (ArcJournal *journal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = arc_journal_check (journal, &error);

  g_assert_no_error (error);
  g_assert_nonnull (faults);
  if (faults->len > 0)
    g_error ("the journal is not sound: %s", (char *) faults->pdata[0]);
}

void
arc_test_assert_sentence (GError **error, int code)
{
  const char *last;

  g_assert_error (*error, ARC_ERROR, code);
  g_assert_true (g_utf8_validate ((*error)->message, -1, NULL));
  g_assert_cmpint (g_utf8_strlen ((*error)->message, -1), >=, 8);
  last = (*error)->message + strlen ((*error)->message) - 1;
  if (*last != '.' && *last != '?')
    g_error ("not a sentence: “%s”", (*error)->message);
  g_clear_error (error);
}

static void
describe_entry (GString *text, const ArcEntry *entry, const char *indent)
{
  g_autofree char *tags = arc_entry_dup_tags_text (entry);
  g_autofree char *occurred = arc_instant_format (entry->occurred_us);

  g_strdelimit (tags, "\n", ',');
  g_string_append_printf (
      text,
      "%sid=%s revision=%s parent=%s occurred=%s zone=%s created=%" G_GINT64_FORMAT
      " modified=%" G_GINT64_FORMAT "\n",
      indent, entry->id, entry->revision, entry->parent ? entry->parent : "-", occurred,
      entry->zone, entry->created_us, entry->modified_us);
  g_string_append_printf (text,
                          "%stitle=%s topic=%s tags=%s outcome=%d lens=%d evidence=%d %g %s\n",
                          indent, entry->title, entry->topic, tags, entry->outcome, entry->lens,
                          entry->evidence, entry->evidence_amount, entry->evidence_unit);
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    g_string_append_printf (text, "%s[%s]\n", indent, entry->section[i]);
}

char *
arc_test_describe_entry (const ArcEntry *entry)
{
  GString *text = g_string_new (NULL);

  describe_entry (text, entry, "");
  return g_string_free (text, FALSE);
}

static gboolean
describe_record (ArcRecord *record, gpointer user_data, GError **error)
{
  GString *text = user_data;

  if (record->deleted_us)
    g_string_append_printf (text, "deleted=%" G_GINT64_FORMAT "\n", record->deleted_us);
  describe_entry (text, record->entry, "");
  for (guint i = 0; i < record->revisions->len; i++)
    describe_entry (text, record->revisions->pdata[i], "  was ");
  for (guint i = 0; i < record->look_backs->len; i++) {
    const ArcLookBack *look_back = record->look_backs->pdata[i];

    g_string_append_printf (text, "  look-back %s at=%" G_GINT64_FORMAT " %s %d %d [%s]\n",
                            look_back->id, look_back->at_us, look_back->zone, look_back->did,
                            look_back->helped, look_back->note);
  }
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
describe_labels (GString *text, ArcJournal *journal, ArcLabelKind kind, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) labels = arc_journal_list_labels (journal, kind, NULL, 100000, &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  for (guint i = 0; i < labels->len; i++) {
    const ArcLabel *label = labels->pdata[i];

    g_ptr_array_add (lines, g_strdup_printf ("%s %s %u\n", word, label->name, label->uses));
  }
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, lines->pdata[i]);
}

char *
arc_test_describe (ArcJournal *journal)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcQuery) everything = arc_query_new ();
  g_autoptr (GArray) months = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *first_topic = NULL;

  arc_journal_foreach (journal, everything, 0, TRUE, TRUE, describe_record, text, NULL, &error);
  g_assert_no_error (error);
  g_string_append_printf (text, "entries %" G_GUINT64_FORMAT "\n",
                          arc_journal_count_entries (journal));
  months = arc_journal_list_months (journal, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < months->len; i++)
    g_string_append_printf (text, "month %d %u\n", g_array_index (months, ArcMonth, i).month,
                            g_array_index (months, ArcMonth, i).entries);
  describe_labels (text, journal, ARC_LABEL_TAG, "tag");
  describe_labels (text, journal, ARC_LABEL_TOPIC, "topic");
  drafts = arc_journal_list_drafts (journal, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < drafts->len; i++) {
    const ArcDraft *draft = drafts->pdata[i];

    g_string_append_printf (text, "draft %s step=%d for=%s [%s]\n", draft->id, draft->step,
                            draft->entry->id ? draft->entry->id : "-",
                            draft->entry->section[ARC_SECTION_ACTION]);
  }
  first_topic = arc_journal_dup_setting (journal, ARC_SETTING_FIRST_TOPIC);
  g_string_append_printf (text, "day start %d, first topic [%s]\n",
                          arc_journal_get_day_start (journal), first_topic);
  return g_string_free (text, FALSE);
}

char *
arc_test_search (ArcJournal *journal, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcQuery) query = arc_query_parse (words, (ArcDay){2026, 11, 20});
  g_autoptr (GPtrArray) found = arc_journal_search (journal, query, G_MAXINT64, 1000, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++) {
    const ArcBrief *brief = found->pdata[i];
    g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, brief->id, &error);

    g_assert_no_error (error);
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", entry->section[ARC_SECTION_ACTION]);
  }
  return g_string_free (text, FALSE);
}

char *
arc_test_fingerprint (const char *path)
{
  g_autofree char *bytes = NULL;
  g_autofree char *sum = NULL;
  gsize length = 0;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return g_strdup ("none");
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes, length);
  return g_strdup_printf ("%s %o", sum, info.st_mode & 07777);
}

static sqlite3 *
open_raw (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  /* The triggers that keep the index want the journal's own tokenizer: stay below them. */
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  sqlite3_exec (db, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON", NULL, NULL,
                NULL);
  return db;
}

void
arc_test_write_in_place (const char *path, gconstpointer data, gsize length)
{
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (data, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

void
arc_test_sql (const char *path, const char *sql)
{
  sqlite3 *db = open_raw (path);
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  sqlite3_close (db);
}

char *
arc_test_sql_text (const char *path, const char *sql)
{
  sqlite3 *db = open_raw (path);
  sqlite3_stmt *statement = NULL;
  char *text = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  if (sqlite3_step (statement) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return text;
}
