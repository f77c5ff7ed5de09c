/* Posts: taking in what others posted, putting mine, the outbox. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <glib/gi18n-lib.h>

#include "arc-id.h"
#include "arc-text.h"

/* From so many on, more of them are to be expected. */
#define BULK_POSTS 100

/* ---- batches ---- */

static void
unref_bytes (gpointer bytes)
{
  if (bytes)
    g_bytes_unref (bytes);
}

static void
free_share (gpointer share)
{
  arc_share_free (share);
}

ArcLost *
arc_lost_new (const char *id, const char *author, const char *revision)
{
  ArcLost *lost = g_new0 (ArcLost, 1);

  lost->id = g_strdup (id);
  lost->author = g_strdup (author);
  lost->revision = g_strdup (revision);
  return lost;
}

void
arc_lost_free (ArcLost *lost)
{
  if (!lost)
    return;
  g_free (lost->id);
  g_free (lost->author);
  g_free (lost->revision);
  g_free (lost);
}

ArcPostBatch *
arc_post_batch_new (void)
{
  ArcPostBatch *batch = g_new0 (ArcPostBatch, 1);

  batch->posts = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_post_free);
  batch->shares = g_ptr_array_new_with_free_func (free_share);
  batch->gone = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_gone_free);
  batch->lost = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_lost_free);
  batch->state = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_bytes);
  return batch;
}

void
arc_post_batch_free (ArcPostBatch *batch)
{
  if (!batch)
    return;
  g_ptr_array_unref (batch->posts);
  g_ptr_array_unref (batch->shares);
  g_ptr_array_unref (batch->gone);
  g_ptr_array_unref (batch->lost);
  g_hash_table_unref (batch->state);
  g_free (batch);
}

/* ---- taking in ---- */

typedef struct {
  const char *team_id;
  ArcPostBatch *batch;
  ArcPostCounts *counts;
} Apply;

/* Who was in the team once and is no longer: nothing of theirs comes in. */
static gboolean
is_former (ArcJournal *journal, const char *team_id, const char *author, gboolean *former,
           GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "SELECT 1 FROM member WHERE team_id = ? AND id = ? AND state IN ('left', 'removed')",
      error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, team_id);
  arc_bind_text (statement, 2, author);
  return arc_statement_step (journal, statement, former, error);
}

static gboolean
apply_post (ArcJournal *journal, const Apply *apply, ArcPostChanges *changes, guint i,
            const char *me, GError **error)
{
  const ArcPost *post = apply->batch->posts->pdata[i];
  const ArcShare *share = i < apply->batch->shares->len ? apply->batch->shares->pdata[i] : NULL;
  gboolean is_mine = g_str_equal (post->author, me);
  gboolean former = FALSE;

  if (!is_mine && !is_former (journal, apply->team_id, post->author, &former, error))
    return FALSE;
  if (is_mine && share && !arc_entry_share_table_note_post (journal, post->id, error))
    return FALSE;
  return former || arc_post_changes_put (changes, post, share,
                                         is_mine ? 0 : arc_journal_now (journal), TRUE, error);
}

static gboolean
apply_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const Apply *apply = data;
  g_autoptr (ArcPostChanges) changes = arc_post_changes_new (journal, apply->team_id);
  g_autofree char *me = arc_team_table_dup_me (journal, apply->team_id, error);

  if (!me)
    return FALSE;
  for (guint i = 0; i < apply->batch->gone->len; i++) {
    const ArcGone *gone = apply->batch->gone->pdata[i];

    if (!arc_post_changes_remove (changes, gone->id, gone->author, TRUE, error) ||
        (g_str_equal (gone->author, me) &&
         !arc_journal_run_with (journal, "UPDATE entry_share SET is_revoked = 1 WHERE post_id = ?",
                                gone->id, error)))
      return FALSE;
  }
  for (guint i = 0; i < apply->batch->posts->len; i++)
    if (!apply_post (journal, apply, changes, i, me, error))
      return FALSE;
  /* After the posts: what a newer one replaced is no loss. */
  for (guint i = 0; i < apply->batch->lost->len; i++)
    if (!arc_post_changes_lose (changes, apply->batch->lost->pdata[i], error))
      return FALSE;
  return arc_post_changes_flush (changes, apply->counts, error) &&
         arc_sync_table_put_all (journal, apply->team_id, apply->batch->state, error);
}

/* Shares of many days go to many places of the file: while many come in, those are kept in memory.
 */
static void
set_bulk (ArcJournal *journal, gboolean bulk)
{
  arc_journal_exec (journal, bulk ? "PRAGMA cache_size = -32768" : "PRAGMA cache_size = -2000",
                    NULL);
}

gboolean
arc_journal_apply_posts (ArcJournal *journal, const char *team_id, ArcPostBatch *batch,
                         ArcPostCounts *counts, GError **error)
{
  ArcPostCounts counted = {0};
  Apply apply = {team_id, batch, &counted};
  gboolean bulk = batch->posts->len >= BULK_POSTS;
  gboolean done;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (bulk)
    set_bulk (journal, TRUE);
  done = arc_journal_transact (journal, apply_in_transaction, &apply, error);
  /* A full batch is followed by another one. */
  if (!bulk)
    set_bulk (journal, FALSE);
  if (!done)
    return FALSE;
  if (counts) {
    counts->added += counted.added;
    counts->changed += counted.changed;
    counts->removed += counted.removed;
    counts->conflicts += counted.conflicts;
  }
  return TRUE;
}

static gboolean
forget_for_managers_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  g_autoptr (ArcPostChanges) changes = arc_post_changes_new (journal, data);
  ArcPostCounts counts = {0};

  return arc_post_changes_forget_for_managers (changes, error) &&
         arc_post_changes_flush (changes, &counts, error) &&
         (counts.removed == 0 || arc_scrub_later (journal, error));
}

gboolean
arc_journal_forget_for_managers (ArcJournal *journal, const char *team_id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, forget_for_managers_in_transaction, (gpointer) team_id,
                               error);
}

/* ---- mine ---- */

gboolean
arc_post_table_put (ArcJournal *journal, const char *team_id, const ArcPost *post,
                    const ArcShare *share, GError **error)
{
  g_autoptr (ArcPostChanges) changes = arc_post_changes_new (journal, team_id);
  g_autofree char *me = arc_team_table_dup_me (journal, team_id, error);

  if (!me)
    return FALSE;
  if (!g_str_equal (me, post->author)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("Only its author can change what was shared."));
    return FALSE;
  }
  return arc_post_changes_put (changes, post, share, 0, FALSE, error) &&
         arc_post_changes_flush (changes, NULL, error);
}

typedef struct {
  const char *team_id;
  const ArcPost *post;
  const ArcShare *share;
} Put;

static gboolean
put_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const Put *put = data;

  return arc_post_table_put (journal, put->team_id, put->post, put->share, error);
}

gboolean
arc_journal_put_post (ArcJournal *journal, const char *team_id, const ArcPost *post,
                      const ArcShare *share, GError **error)
{
  Put put = {team_id, post, share};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_post_validate (post, error) && (!share || arc_share_validate (share, error)) &&
         arc_journal_transact (journal, put_in_transaction, &put, error);
}

static gboolean
stands (ArcJournal *journal, const char *team_id, const char *post_id, const char *author,
        gboolean *found, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "SELECT 1 FROM post WHERE id = ? AND team_id = ? AND author = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, post_id);
  arc_bind_text (statement, 2, team_id);
  arc_bind_text (statement, 3, author);
  return arc_statement_step (journal, statement, found, error);
}

gboolean
arc_post_table_revoke (ArcJournal *journal, const char *team_id, const char *post_id,
                       GError **error)
{
  g_autoptr (ArcPostChanges) changes = arc_post_changes_new (journal, team_id);
  g_autofree char *me = arc_team_table_dup_me (journal, team_id, error);
  gboolean found;

  if (!me || !stands (journal, team_id, post_id, me, &found, error))
    return FALSE;
  if (!found) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("You share nothing as “%s”."),
                 ARC_SHORT (post_id));
    return FALSE;
  }
  return arc_post_changes_remove (changes, post_id, me, FALSE, error) &&
         arc_journal_run_with (journal, "UPDATE entry_share SET is_revoked = 1 WHERE post_id = ?",
                               post_id, error) &&
         arc_post_changes_flush (changes, NULL, error);
}

typedef struct {
  const char *team_id;
  const char *post_id;
} Revoke;

static gboolean
revoke_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const Revoke *revoke = data;

  return arc_post_table_revoke (journal, revoke->team_id, revoke->post_id, error);
}

gboolean
arc_journal_revoke_post (ArcJournal *journal, const char *team_id, const char *post_id,
                         GError **error)
{
  Revoke revoke = {team_id, post_id};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, revoke_in_transaction, &revoke, error) &&
         arc_journal_scrub (journal, error);
}

/* ---- words that go ---- */

typedef struct {
  const char *team_id;
  const ArcPost *post;
  const char *body;
} Blank;

static gboolean
blank_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const Blank *blank = data;
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal,
      "UPDATE post SET body = ? WHERE team_id = ? AND id = ? AND author = ? AND revision = ?",
      error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, blank->body);
  arc_bind_text (statement, 2, blank->team_id);
  arc_bind_text (statement, 3, blank->post->id);
  arc_bind_text (statement, 4, blank->post->author);
  arc_bind_text (statement, 5, blank->post->revision);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error) && arc_scrub_later (journal, error);
}

gboolean
arc_journal_blank_post (ArcJournal *journal, const char *team_id, const ArcPost *post,
                        const char *body, GError **error)
{
  Blank blank = {team_id, post, body};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, blank_in_transaction, &blank, error);
}

gboolean
arc_journal_find_gone (ArcJournal *journal, const char *team_id, const char *post_id,
                       const char *author, gboolean *gone, GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!is_former (journal, team_id, author, gone, error))
    return FALSE;
  if (*gone)
    return TRUE;
  statement = arc_statement_get (
      journal, "SELECT 1 FROM post_gone WHERE id = ? AND team_id = ? AND author = ?", error);
  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, post_id);
  arc_bind_text (statement, 2, team_id);
  arc_bind_text (statement, 3, author);
  return arc_statement_step (journal, statement, gone, error);
}

/* ---- lists ---- */

/* An id and its author together name a post: mine first, else the one that came first. */
static void
keep_one_author (GPtrArray *list)
{
  for (guint i = 1; i < list->len;) {
    const ArcPosted *first = list->pdata[0];
    const ArcPosted *posted = list->pdata[i];

    if (g_str_equal (first->team_id, posted->team_id) &&
        g_str_equal (first->post->author, posted->post->author))
      i++;
    else
      g_ptr_array_remove_index (list, i);
  }
}

GPtrArray *
arc_journal_load_post (ArcJournal *journal, const char *post_id, GError **error)
{
  static const char sql[] =
      "SELECT " ARC_POSTED " FROM post " ARC_POSTED_JOINS "WHERE post.id = ? "
      "ORDER BY team.me = post.author DESC, post.received_us, post.team_id, post.author, "
      "post.at_us, post.revision";
  g_autoptr (ArcStatement) statement = NULL;
  GPtrArray *list;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, post_id);
  list = arc_posted_collect (journal, statement, error);
  if (list)
    keep_one_author (list);
  return list;
}

GPtrArray *
arc_journal_list_posts (ArcJournal *journal, const char *team_id, ArcPostKind kind,
                        const char *subject, GError **error)
{
  static const char by_kind[] =
      "SELECT " ARC_POSTED " FROM post " ARC_POSTED_JOINS
      "WHERE post.kind = ?1 AND post.kind <> 'share' AND (?2 IS NULL OR post.team_id = ?2) "
      "ORDER BY post.id, post.author, post.at_us, post.revision";
  static const char shares[] = "SELECT " ARC_POSTED " FROM post " ARC_POSTED_JOINS
                               "WHERE post.kind = ?1 AND (?2 IS NULL OR post.team_id = ?2) "
                               "ORDER BY post.id, post.author, post.at_us, post.revision";
  static const char by_subject[] =
      "SELECT " ARC_POSTED " FROM post " ARC_POSTED_JOINS
      "WHERE post.kind = ?1 AND (?2 IS NULL OR post.team_id = ?2) AND post.subject = ?3 "
      "ORDER BY post.id, post.author, post.at_us, post.revision";
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal,
                                 subject                  ? by_subject
                                 : kind == ARC_POST_SHARE ? shares
                                                          : by_kind,
                                 error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, arc_post_kind_to_word (kind));
  arc_bind_text (statement, 2, team_id);
  if (subject)
    arc_bind_text (statement, 3, subject);
  return arc_posted_collect (journal, statement, error);
}

static gpointer
read_id (sqlite3_stmt *statement, gpointer data)
{
  return g_strdup (arc_column_text (statement, 0));
}

char *
arc_journal_resolve_post (ArcJournal *journal, int kind, const char *prefix, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (prefix, -1);
  g_autofree char *end = g_strconcat (lower, "g", NULL);
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GPtrArray) ids = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!arc_id_is_prefix (lower)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("“%s” is not an id. Ids are made of 0–9, a–f and dashes."), ARC_SHORT (prefix));
    return NULL;
  }
  statement = arc_statement_get (journal,
                                 "SELECT DISTINCT id FROM post WHERE id >= ?1 AND id < ?2 "
                                 "AND (?3 IS NULL OR kind = ?3) LIMIT 2",
                                 error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, lower);
  arc_bind_text (statement, 2, end);
  arc_bind_text (statement, 3, kind < 0 ? NULL : arc_post_kind_to_word (kind));
  ids = arc_statement_collect (journal, statement, read_id, NULL, g_free, error);
  if (!ids)
    return NULL;
  if (ids->len == 1)
    return g_ptr_array_steal_index (ids, 0);
  if (ids->len == 0)
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                 _ ("Nothing that was shared has an id that begins with “%s”."),
                 ARC_SHORT (prefix));
  else
    g_set_error (error, ARC_ERROR, ARC_ERROR_AMBIGUOUS,
                 _ ("Several ids begin with “%s”. Give more of it."), ARC_SHORT (prefix));
  return NULL;
}
