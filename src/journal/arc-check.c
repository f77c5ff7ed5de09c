/* Is the journal sound? And what is in it. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "arc-day.h"
#include "arc-id.h"
#include "arc-text.h"

#define MAX_FAULTS 100

static void add_fault (GPtrArray *faults, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_fault (GPtrArray *faults, const char *format, ...)
{
  va_list arguments;

  if (faults->len >= MAX_FAULTS)
    return;
  va_start (arguments, format);
  g_ptr_array_add (faults, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* SQLite's own opinion. A damaged file is a finding here, not a failure of the check. */
static void
check_file (ArcJournal *journal, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcOwnStatement) statement =
      arc_own_statement_new (journal, "PRAGMA integrity_check (50)", &error);
  gboolean row = statement != NULL;

  while (row && arc_statement_step (journal, statement, &row, &error) && row) {
    const char *line = arc_column_text (statement, 0);

    if (!g_str_equal (line, "ok"))
      add_fault (faults, _ ("The file is damaged: %s."), line);
  }
  if (error)
    add_fault (faults, "%s", error->message);
}

/* Each row that @sql yields is one fault; @format has one %s for its first column. */
static void
check_rows (ArcJournal *journal, GPtrArray *faults, const char *sql, const char *format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcOwnStatement) statement = arc_own_statement_new (journal, sql, &error);
  gboolean row = statement != NULL;

  while (row && arc_statement_step (journal, statement, &row, &error) && row) {
    g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
    g_autofree char *text = g_strjoin (arc_column_text (statement, 0), parts[0], parts[1], NULL);

    add_fault (faults, "%s", text);
  }
  if (error)
    add_fault (faults, "%s", error->message);
}

/* FTS5 compares its index with the texts. That statement writes nothing, but SQLite counts it as
 * writing, so a journal that can only be read is not asked. */
static void
check_search (ArcJournal *journal, GPtrArray *faults, const char *sql, const char *fault)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcOwnStatement) statement = NULL;

  if (journal->read_only)
    return;
  statement = arc_own_statement_new (journal, sql, &error);
  if (statement && arc_statement_run (journal, statement, &error))
    return;
  if (g_error_matches (error, ARC_ERROR, ARC_ERROR_DAMAGED))
    add_fault (faults, "%s", fault);
  else
    add_fault (faults, "%s", error->message);
}

typedef struct {
  GPtrArray *faults;
  GHashTable *labels; /* "kind folded" -> uses */
  int day_start_h;
} Walk;

static void
count_label (Walk *walk, int kind, const char *label)
{
  g_autofree char *folded = arc_text_fold (label);
  char *key = g_strdup_printf ("%d%s", kind, folded);
  int uses = GPOINTER_TO_INT (g_hash_table_lookup (walk->labels, key));

  g_hash_table_replace (walk->labels, key, GINT_TO_POINTER (uses + 1));
}

static gboolean
walk_entry (ArcRecord *record, gpointer data, GError **error)
{
  Walk *walk = data;
  g_autoptr (GError) local = NULL;

  if (!arc_id_is_valid (record->entry->id) || !arc_id_is_valid (record->entry->revision))
    add_fault (walk->faults, _ ("The entry “%s” has an id that is no UUID."), record->entry->id);
  if (!arc_entry_validate (record->entry, &local))
    add_fault (walk->faults, _ ("Entry %s: %s"), record->entry->id, local->message);
  if (*record->entry->topic)
    count_label (walk, ARC_LABEL_TOPIC, record->entry->topic);
  for (guint i = 0; i < record->entry->tags->len; i++)
    count_label (walk, ARC_LABEL_TAG, record->entry->tags->pdata[i]);
  return TRUE;
}

static void
compare_labels (ArcJournal *journal, Walk *walk)
{
  g_autoptr (ArcOwnStatement) statement =
      arc_own_statement_new (journal, "SELECT kind, folded, uses FROM label", NULL);
  gboolean row = statement != NULL;

  while (row && arc_statement_step (journal, statement, &row, NULL) && row) {
    g_autofree char *key =
        g_strdup_printf ("%d%s", sqlite3_column_int (statement, 0), arc_column_text (statement, 1));
    int uses = GPOINTER_TO_INT (g_hash_table_lookup (walk->labels, key));

    if (uses != sqlite3_column_int (statement, 2))
      add_fault (walk->faults, _ ("“%s” is counted wrongly among tags and topics."), key + 1);
    g_hash_table_remove (walk->labels, key);
  }
  if (g_hash_table_size (walk->labels) > 0)
    add_fault (walk->faults, "%s", _ ("Some tags or topics are not counted."));
}

/* Loading an entry repairs such bytes, so they are looked at before. */
static void
check_bytes (ArcJournal *journal, GPtrArray *faults)
{
  g_autoptr (ArcOwnStatement) statement =
      arc_own_statement_new (journal,
                             "SELECT id, zone, evidence_unit, topic, tags, title, action, "
                             "reflection, change FROM entry",
                             NULL);
  gboolean row = statement != NULL;

  while (row && arc_statement_step (journal, statement, &row, NULL) && row)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      if (!g_utf8_validate (arc_column_text (statement, i), -1, NULL)) {
        g_autofree char *id = g_utf8_make_valid (arc_column_text (statement, 0), -1);

        add_fault (faults, _ ("The text of the entry %s is damaged."), id);
        break;
      }
}

static void
check_entries (ArcJournal *journal, GPtrArray *faults)
{
  Walk walk = {faults, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0};
  g_autoptr (ArcQuery) all = arc_query_new ();
  g_autoptr (GError) error = NULL;

  if (arc_journal_foreach (journal, all, 0, TRUE, FALSE, walk_entry, &walk, NULL, &error))
    compare_labels (journal, &walk);
  else
    add_fault (faults, "%s", error->message);
  g_hash_table_unref (walk.labels);
}

/* What is shared. */
static void
check_posts (ArcJournal *journal, GPtrArray *faults)
{
  check_search (journal, faults,
                "INSERT INTO share_search (share_search, rank) VALUES ('integrity-check', 1)",
                _ ("The search index does not agree with what was shared."));
  check_rows (journal, faults, "SELECT id FROM post WHERE team_id NOT IN (SELECT id FROM team)",
              _ ("What was shared as %s belongs to a team that is not there."));
  check_rows (journal, faults,
              "SELECT id FROM post WHERE EXISTS (SELECT 1 FROM post_gone WHERE post_gone.id = "
              "post.id AND post_gone.team_id = post.team_id AND post_gone.author = post.author)",
              _ ("What was shared as %s was taken back, and is still there."));
  check_rows (journal, faults,
              "SELECT id FROM post WHERE EXISTS (SELECT 1 FROM post_replaced AS old WHERE old.id = "
              "post.id AND old.team_id = post.team_id AND old.author = post.author AND "
              "old.revision = post.revision)",
              _ ("What was shared as %s was replaced, and the old text is still there."));
  check_rows (journal, faults,
              "SELECT day FROM share WHERE post NOT IN (SELECT number FROM post WHERE "
              "post.team_id = share.team_id AND post.revision = share.revision)",
              _ ("The text of a share of %s belongs to nothing that was shared."));
  check_rows (journal, faults,
              "SELECT entry_id FROM entry_share WHERE entry_id NOT IN (SELECT id FROM entry) "
              "AND entry_id NOT IN (SELECT id FROM trash)",
              _ ("A share belongs to the entry %s, which is not there."));
}

GPtrArray *
arc_journal_check (ArcJournal *journal, GError **error)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);

  ARC_JOURNAL_ASSERT_OWNER (journal);
  check_file (journal, faults);
  check_search (journal, faults, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)",
                _ ("The search index does not agree with the entries."));
  check_posts (journal, faults);
  check_rows (journal, faults,
              "SELECT month FROM (SELECT month, count(*) AS entries FROM entry GROUP BY month "
              "EXCEPT SELECT month, entries FROM month)",
              _ ("The number of entries of the month %s is wrong."));
  check_rows (journal, faults,
              "SELECT month FROM month WHERE month NOT IN (SELECT month FROM entry)",
              _ ("The month %s is counted, but has no entries."));
  check_rows (journal, faults, "SELECT id FROM entry WHERE position < occurred_us",
              _ ("The entry %s stands at the wrong place in time."));
  check_rows (journal, faults, "SELECT id FROM trash WHERE id IN (SELECT id FROM entry)",
              _ ("The entry %s is in the journal and in the trash."));
  check_rows (journal, faults,
              "SELECT entry_id FROM look_back WHERE entry_id NOT IN (SELECT id FROM entry) "
              "AND entry_id NOT IN (SELECT id FROM trash)",
              _ ("A look-back belongs to the entry %s, which is not there."));
  check_rows (journal, faults,
              "SELECT entry_id FROM (SELECT entry_id FROM commitment UNION SELECT entry_id FROM"
              " barrier UNION SELECT entry_id FROM loop) WHERE entry_id NOT IN (SELECT id FROM"
              " entry) AND entry_id NOT IN (SELECT id FROM trash)",
              _ ("A commitment belongs to the entry %s, which is not there."));
  check_rows (journal, faults,
              "SELECT entry_id FROM revision WHERE entry_id NOT IN (SELECT id FROM entry) "
              "AND entry_id NOT IN (SELECT id FROM trash)",
              _ ("An earlier version belongs to the entry %s, which is not there."));
  check_bytes (journal, faults);
  check_entries (journal, faults);
  return faults;
}

/* ---- figures ---- */

static gboolean
count_entry (ArcRecord *record, gpointer data, GError **error)
{
  ArcStats *stats = data;
  const ArcEntry *entry = record->entry;

  stats->entries++;
  stats->outcomes[entry->outcome]++;
  stats->lenses[entry->lens]++;
  stats->words += arc_text_count_words (entry->title);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    stats->words += arc_text_count_words (entry->section[i]);
  if (!stats->first_us)
    stats->first_us = entry->occurred_us;
  stats->last_us = entry->occurred_us;
  return TRUE;
}

static guint64
size_of (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf info;

  return g_stat (name, &info) == 0 ? info.st_size : 0;
}

gboolean
arc_journal_stats (ArcJournal *journal, ArcStats *stats, GError **error)
{
  g_autoptr (ArcQuery) all = arc_query_new ();

  ARC_JOURNAL_ASSERT_OWNER (journal);
  *stats = (ArcStats){0};
  if (!arc_journal_foreach (journal, all, 0, TRUE, FALSE, count_entry, stats, NULL, error))
    return FALSE;
  stats->revisions = arc_journal_get_int (journal, "SELECT count(*) FROM revision", 0);
  stats->trashed = arc_journal_get_int (journal, "SELECT count(*) FROM trash", 0);
  stats->drafts = arc_journal_get_int (journal, "SELECT count(*) FROM draft", 0);
  stats->look_backs = arc_journal_get_int (journal, "SELECT count(*) FROM look_back", 0);
  stats->tags = arc_journal_get_int (journal, "SELECT count(*) FROM label WHERE kind = 0", 0);
  stats->topics = arc_journal_get_int (journal, "SELECT count(*) FROM label WHERE kind = 1", 0);
  stats->bytes = size_of (journal->path, "") + size_of (journal->path, "-wal");
  return TRUE;
}
