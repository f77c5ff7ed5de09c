/* Drafts: what stands in an editor, written while it is typed. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "arc-day.h"
#include "arc-id.h"

ArcDraft *
arc_draft_new (void)
{
  ArcDraft *draft = g_new0 (ArcDraft, 1);

  draft->entry = arc_entry_new ();
  draft->loop = arc_loop_new ();
  return draft;
}

ArcDraft *
arc_draft_copy (const ArcDraft *draft)
{
  ArcDraft *copy = g_memdup2 (draft, sizeof *draft);

  copy->id = g_strdup (draft->id);
  copy->entry = arc_entry_copy (draft->entry);
  copy->loop = arc_loop_copy (draft->loop);
  return copy;
}

void
arc_draft_free (ArcDraft *draft)
{
  if (!draft)
    return;
  g_free (draft->id);
  arc_entry_free (draft->entry);
  arc_loop_free (draft->loop);
  g_free (draft);
}

/* ---- who is editing ---- */

/* When the process began, in clock ticks since boot: with the pid it names one process of this
 * boot, also after pids are used again. */
static guint64
process_start (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) pid);
  g_autofree char *stat = NULL;
  const char *after_name;
  guint64 start = 0;

  if (!g_file_get_contents (path, &stat, NULL, NULL))
    return 0;
  after_name = strrchr (stat, ')');
  if (after_name)
    sscanf (after_name,
            ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d "
            "%" G_GUINT64_FORMAT,
            &start);
  return start;
}

char *
arc_process_name (void)
{
  return g_strdup_printf ("%d %" G_GUINT64_FORMAT, (int) getpid (), process_start (getpid ()));
}

gboolean
arc_process_is_running (const char *owner)
{
  int pid;
  guint64 start;

  if (sscanf (owner, "%d %" G_GUINT64_FORMAT, &pid, &start) != 2 || pid <= 0)
    return FALSE;
  if (kill (pid, 0) != 0 && errno == ESRCH)
    return FALSE;
  return process_start (pid) == start;
}

/* ---- rows ---- */

gboolean
arc_draft_table_remove (ArcJournal *journal, const char *id, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "DELETE FROM draft WHERE id = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, id);
  return arc_statement_run (journal, statement, error);
}

static gboolean
put_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  static const char sql[] =
      "INSERT INTO draft (id, entry_id, step, owner, updated_us, loop, " ARC_CONTENT
      ") VALUES (?,?,?,?,?,?," ARC_CONTENT_PARAMETERS ") ON CONFLICT (id) DO UPDATE SET "
      "(entry_id, step, owner, updated_us, loop, " ARC_CONTENT ") = (excluded.entry_id,"
      "excluded.step, excluded.owner, excluded.updated_us, excluded.loop, excluded.revision,"
      "excluded.parent, excluded.created_us, excluded.modified_us, excluded.occurred_us,"
      "excluded.zone, excluded.outcome, excluded.lens, excluded.evidence,"
      "excluded.evidence_amount, excluded.evidence_unit, excluded.evidence_per, excluded.topic,"
      "excluded.tags, excluded.title, excluded.action, excluded.reflection, excluded.change)";
  const ArcDraft *draft = data;
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *tags = arc_entry_dup_tags_text (draft->entry);
  g_autofree char *owner = arc_process_name ();
  g_autofree char *loop = arc_loop_to_text (draft->loop);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, draft->id);
  arc_bind_text (statement, 2, draft->entry->id);
  arc_bind_int (statement, 3, draft->step);
  arc_bind_text (statement, 4, owner);
  arc_bind_int (statement, 5, draft->updated_us);
  arc_bind_text (statement, 6, loop);
  arc_bind_content (statement, 7, draft->entry, tags);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_journal_save_draft (ArcJournal *journal, ArcDraft *draft, GError **error)
{
  gint64 now_us = arc_journal_now (journal);

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!draft->id)
    draft->id = arc_id_new (now_us);
  draft->updated_us = now_us;
  return arc_journal_transact (journal, put_in_transaction, draft, error);
}

static gboolean
release_in_transaction (ArcJournal *journal, gpointer id, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "UPDATE draft SET owner = '' WHERE id = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, id);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_journal_release_draft (ArcJournal *journal, const char *draft_id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, release_in_transaction, (gpointer) draft_id, error);
}

static gboolean
discard_in_transaction (ArcJournal *journal, gpointer id, GError **error)
{
  arc_journal_mark_changed (journal);
  return arc_draft_table_remove (journal, id, error);
}

gboolean
arc_journal_discard_draft (ArcJournal *journal, const char *draft_id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, discard_in_transaction, (gpointer) draft_id, error);
}

GPtrArray *
arc_journal_list_drafts (ArcJournal *journal, GError **error)
{
  static const char sql[] = "SELECT id, entry_id, step, owner, updated_us, loop, " ARC_CONTENT
                            " FROM draft ORDER BY updated_us DESC, id";
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_draft_free);
  gboolean row = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  while (row) {
    ArcDraft *draft;
    g_autofree char *entry_id = NULL;

    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row)
      break;
    entry_id = arc_column_dup_nullable (statement, 1);
    draft = g_new0 (ArcDraft, 1);
    draft->id = g_strdup (arc_column_text (statement, 0));
    draft->step = sqlite3_column_int (statement, 2);
    draft->is_open = arc_process_is_running (arc_column_text (statement, 3));
    draft->updated_us = sqlite3_column_int64 (statement, 4);
    draft->loop = arc_loop_from_text (arc_column_text (statement, 5));
    draft->entry = arc_column_content (statement, 6, entry_id);
    g_ptr_array_add (list, draft);
  }
  return g_steal_pointer (&list);
}
