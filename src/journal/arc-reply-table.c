/* What was said to me: answers, turns of my barriers, a focus and what people replied to mine. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <string.h>

void
arc_news_free (ArcNews *news)
{
  if (!news)
    return;
  arc_posted_free (news->posted);
  g_free (news->entry_id);
  g_free (news->entry_title);
  g_free (news);
}

static gpointer
read_news (sqlite3_stmt *statement, gpointer data)
{
  ArcNews *news = g_new0 (ArcNews, 1);

  news->posted = arc_column_posted (statement, 0);
  news->entry_id = arc_column_dup_nullable (statement, ARC_N_POSTED);
  news->entry_title = g_strdup (arc_column_text (statement, ARC_N_POSTED + 1));
  news->is_told = sqlite3_column_int (statement, ARC_N_POSTED + 2) != 0;
  return news;
}

GPtrArray *
arc_journal_list_news (ArcJournal *journal, gboolean untold_only, GError **error)
{
  /* About a share of mine, about a focus of mine, or a focus. By what is known now, so that it does
   * not matter what came first, the answer or (from another device) what it answers. */
  static const char sql[] =
      "SELECT " ARC_POSTED ", entry_share.entry_id, coalesce(entry.heading, ''), "
      "coalesce(news.is_told, 0) AS told FROM post " ARC_POSTED_JOINS
      "LEFT JOIN entry_share ON entry_share.post_id = post.subject "
      "LEFT JOIN entry ON entry.id = entry_share.entry_id "
      "LEFT JOIN news ON news.post_id = post.id "
      "WHERE post.kind IN ('answer', 'barrier', 'focus', 'focus-reply') "
      "AND post.author <> team.me AND coalesce(news.is_dismissed, 0) = 0 "
      "AND (?1 = 0 OR told = 0) AND (post.kind = 'focus' "
      "OR entry_share.entry_id IS NOT NULL "
      "OR EXISTS (SELECT 1 FROM post AS own WHERE own.id = post.subject AND "
      "own.team_id = post.team_id AND own.author = team.me)) "
      "ORDER BY post.received_us, post.at_us, post.id, post.revision";
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, untold_only);
  return arc_statement_collect (journal, statement, read_news, NULL, (GDestroyNotify) arc_news_free,
                                error);
}

typedef struct {
  const char *post_id;
  gboolean told;
  gboolean dismissed;
} Mark;

static gboolean
mark_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  static const char sql[] =
      "INSERT INTO news (post_id, team_id, is_told, is_dismissed) "
      "SELECT id, team_id, ?2, ?3 FROM post WHERE id = ?1 LIMIT 1 "
      "ON CONFLICT (post_id) DO UPDATE SET is_told = max(is_told, excluded.is_told), "
      "is_dismissed = max(is_dismissed, excluded.is_dismissed)";
  const Mark *mark = data;
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, mark->post_id);
  arc_bind_int (statement, 2, mark->told);
  arc_bind_int (statement, 3, mark->dismissed);
  if (mark->dismissed)
    arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_journal_set_news_told (ArcJournal *journal, const char *post_id, GError **error)
{
  Mark mark = {post_id, TRUE, FALSE};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, mark_in_transaction, &mark, error);
}

gboolean
arc_journal_is_news_dismissed (ArcJournal *journal, const char *post_id, GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;
  gboolean row = FALSE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (
      journal, "SELECT 1 FROM news WHERE post_id = ? AND is_dismissed <> 0", error);
  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, post_id);
  return arc_statement_step (journal, statement, &row, error) && row;
}

gboolean
arc_journal_dismiss_news (ArcJournal *journal, const char *post_id, GError **error)
{
  Mark mark = {post_id, TRUE, TRUE};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, mark_in_transaction, &mark, error);
}

GPtrArray *
arc_journal_list_answers (ArcJournal *journal, const char *entry_id, GError **error)
{
  static const char sql[] =
      "SELECT " ARC_POSTED " FROM entry_share JOIN post ON post.subject = entry_share.post_id "
      "AND post.team_id = entry_share.team_id " ARC_POSTED_JOINS
      "WHERE entry_share.entry_id = ? AND post.kind = 'answer' "
      "ORDER BY post.at_us, post.id, post.revision";
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, entry_id);
  return arc_posted_collect (journal, statement, error);
}

/* ---- what I am about to say ---- */

/* Beside the sync state: it goes with the team, and is in no export. */
static char *
suggestion_key (const char *share_id)
{
  return g_strconcat ("typed/", share_id, NULL);
}

gboolean
arc_journal_keep_suggestion (ArcJournal *journal, const char *team_id, const char *share_id,
                             const char *text, GError **error)
{
  g_autofree char *key = suggestion_key (share_id);
  g_autoptr (GBytes) value = text && *text ? g_bytes_new (text, strlen (text)) : NULL;

  return arc_journal_set_sync_state (journal, team_id, key, value, error);
}

char *
arc_journal_dup_suggestion (ArcJournal *journal, const char *team_id, const char *share_id)
{
  g_autofree char *key = suggestion_key (share_id);
  g_autoptr (GBytes) value = arc_journal_get_sync_state (journal, team_id, key, NULL);
  gsize size;
  const char *text = value ? g_bytes_get_data (value, &size) : NULL;

  return text ? g_utf8_make_valid (text, (gssize) size) : g_strdup ("");
}
