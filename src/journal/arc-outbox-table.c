/* What waits to be sent: posts of mine, and those that I took back. */
#include "arc-config.h"
#include "arc-team-private.h"

void
arc_outbox_free (ArcOutbox *outbox)
{
  if (!outbox)
    return;
  g_ptr_array_unref (outbox->live);
  g_ptr_array_unref (outbox->changed);
  g_ptr_array_unref (outbox->gone);
  g_free (outbox);
}

static gpointer
read_id (sqlite3_stmt *statement, gpointer data)
{
  return g_strdup (arc_column_text (statement, 0));
}

static GPtrArray *
list_ids (ArcJournal *journal, const char *sql, const char *team_id, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);

  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, team_id);
  return arc_statement_collect (journal, statement, read_id, NULL, g_free, error);
}

static gpointer
read_live (sqlite3_stmt *statement, gpointer data)
{
  g_autoptr (ArcPosted) posted = arc_column_posted (statement, 0);

  return g_steal_pointer (&posted->post);
}

static GPtrArray *
list_live (ArcJournal *journal, const char *team_id, gboolean all, GError **error)
{
  static const char every[] =
      "SELECT " ARC_POSTED " FROM post " ARC_POSTED_JOINS
      "WHERE post.team_id = ?1 AND post.author = team.me ORDER BY post.id, post.revision";
  static const char unsent[] =
      "SELECT " ARC_POSTED " FROM post " ARC_POSTED_JOINS
      "WHERE post.team_id = ?1 AND post.author = team.me AND post.id IN "
      "(SELECT id FROM post WHERE team_id = ?1 AND is_sent = 0) ORDER BY post.id, post.revision";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, all ? every : unsent, error);

  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, team_id);
  return arc_statement_collect (journal, statement, read_live, NULL, (GDestroyNotify) arc_post_free,
                                error);
}

static gboolean
has_unsent_gone (ArcJournal *journal, const char *team_id, gboolean *has, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal,
      "SELECT 1 FROM post_gone JOIN team ON team.id = ?1 WHERE post_gone.team_id = ?1 "
      "AND author = team.me AND is_sent = 0 LIMIT 1",
      error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, team_id);
  return arc_statement_step (journal, statement, has, error);
}

ArcOutbox *
arc_journal_load_outbox (ArcJournal *journal, const char *team_id, gboolean all, GError **error)
{
  g_autoptr (ArcOutbox) outbox = g_new0 (ArcOutbox, 1);

  ARC_JOURNAL_ASSERT_OWNER (journal);
  /* Empty to begin with, so that it can be freed at any point. */
  outbox->live = g_ptr_array_new ();
  outbox->changed = g_ptr_array_new ();
  outbox->gone = g_ptr_array_new ();
  g_ptr_array_unref (outbox->live);
  outbox->live = list_live (journal, team_id, all, error);
  if (!outbox->live) {
    outbox->live = g_ptr_array_new ();
    return NULL;
  }
  g_ptr_array_unref (outbox->changed);
  outbox->changed = list_ids (
      journal, "SELECT DISTINCT id FROM post WHERE team_id = ? AND is_sent = 0 ORDER BY id",
      team_id, error);
  if (!outbox->changed) {
    outbox->changed = g_ptr_array_new ();
    return NULL;
  }
  g_ptr_array_unref (outbox->gone);
  outbox->gone =
      list_ids (journal,
                "SELECT post_gone.id FROM post_gone JOIN team ON team.id = ?1 "
                "WHERE post_gone.team_id = ?1 AND author = team.me ORDER BY post_gone.id",
                team_id, error);
  if (!outbox->gone) {
    outbox->gone = g_ptr_array_new ();
    return NULL;
  }
  if (!has_unsent_gone (journal, team_id, &outbox->gone_changed, error))
    return NULL;
  return g_steal_pointer (&outbox);
}

guint
arc_journal_count_outbox (ArcJournal *journal)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_get_int (journal,
                              "SELECT (SELECT count(DISTINCT id) FROM post WHERE is_sent = 0) + "
                              "(SELECT count(*) FROM post_gone WHERE is_sent = 0)",
                              0);
}

typedef struct {
  const char *team_id;
  const ArcOutbox *outbox;
  GHashTable *state;
} MarkSent;

static gboolean
mark_post (ArcJournal *journal, const char *team_id, const ArcPost *post, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal,
      /* The plus keeps to the index of ids: going through all that is unsent, for each of them,
       * would take longer with the square of their number. */
      "UPDATE post SET is_sent = 1 WHERE id = ? AND team_id = ? AND author = ? AND revision = ? "
      "AND +is_sent = 0",
      error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, post->id);
  arc_bind_text (statement, 2, team_id);
  arc_bind_text (statement, 3, post->author);
  arc_bind_text (statement, 4, post->revision);
  return arc_statement_run (journal, statement, error);
}

static gboolean
mark_gone (ArcJournal *journal, const char *team_id, const char *id, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal,
      "UPDATE post_gone SET is_sent = 1 WHERE id = ?1 AND team_id = ?2 AND is_sent = 0 "
      "AND author = (SELECT me FROM team WHERE team.id = ?2)",
      error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, id);
  arc_bind_text (statement, 2, team_id);
  return arc_statement_run (journal, statement, error);
}

static gboolean
mark_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const MarkSent *mark = data;

  for (guint i = 0; i < mark->outbox->live->len; i++)
    if (!mark_post (journal, mark->team_id, mark->outbox->live->pdata[i], error))
      return FALSE;
  for (guint i = 0; mark->outbox->gone_changed && i < mark->outbox->gone->len; i++)
    if (!mark_gone (journal, mark->team_id, mark->outbox->gone->pdata[i], error))
      return FALSE;
  arc_journal_mark_changed (journal);
  return arc_sync_table_put_all (journal, mark->team_id, mark->state, error);
}

gboolean
arc_journal_mark_sent (ArcJournal *journal, const char *team_id, const ArcOutbox *outbox,
                       GHashTable *state, GError **error)
{
  MarkSent mark = {team_id, outbox, state};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, mark_in_transaction, &mark, error);
}
