/* Teams from a backup or a damaged journal: those that the journal does not have.
 *
 * What can be read row by row is taken. Where some of it cannot, a transport finds nothing of what
 * it had read already, and so pulls all of it anew. */
#include "arc-config.h"
#include "arc-recover-team.h"

#include "arc-id.h"
#include "arc-team-private.h"

/* Posts that are written together. */
#define BATCH 500

/* Tables that are copied as they are; the first column is the team's id. */
static const struct {
  const char *select;
  const char *insert;
} copied[] = {
    {"SELECT team_id, id, name, roles, state, fingerprint, since_us FROM member",
     "INSERT INTO member (team_id, id, name, roles, state, fingerprint, since_us) "
     "VALUES (?,?,?,?,?,?,?) ON CONFLICT DO NOTHING"},
    {"SELECT team_id, id, author, is_sent FROM post_gone",
     "INSERT INTO post_gone (team_id, id, author, is_sent) VALUES (?,?,?,?) "
     "ON CONFLICT DO NOTHING"},
    {"SELECT team_id, id, author, revision FROM post_replaced",
     "INSERT INTO post_replaced (team_id, id, author, revision) VALUES (?,?,?,?) "
     "ON CONFLICT DO NOTHING"},
    {"SELECT team_id, post_id, is_told, is_dismissed FROM news",
     "INSERT INTO news (team_id, post_id, is_told, is_dismissed) VALUES (?,?,?,?) "
     "ON CONFLICT DO NOTHING"},
    {"SELECT team_id, post_id, entry_id, parts, commitments, all_commitments, audience, readers, "
     "quotable, shared_us, is_revoked FROM entry_share",
     "INSERT INTO entry_share (team_id, post_id, entry_id, parts, commitments, all_commitments, "
     "audience, readers, quotable, shared_us, is_revoked) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
     "?9, ?10, ?11 WHERE EXISTS (SELECT 1 FROM entry WHERE id = ?3) OR "
     "EXISTS (SELECT 1 FROM trash WHERE id = ?3) ON CONFLICT DO NOTHING"},
};

static const char copied_state[] = "SELECT team_id, key, value FROM sync_state";
static const char insert_state[] = "INSERT INTO sync_state (team_id, key, value) VALUES (?,?,?) "
                                   "ON CONFLICT DO NOTHING";

typedef struct {
  ArcJournal *journal;
  sqlite3 *source;
  GHashTable *teams; /* ids of those that are brought in */
  gboolean whole;    /* nothing was unreadable so far */
} RecoverTeams;

/* NULL where the source has no such table, or can tell nothing of it. */
static sqlite3_stmt *
prepare (RecoverTeams *recover, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (recover->source, sql, -1, &statement, NULL) == SQLITE_OK)
    return statement;
  recover->whole = FALSE;
  return NULL;
}

/* FALSE at the end, or where it cannot be read on. */
static gboolean
next_row (RecoverTeams *recover, sqlite3_stmt *statement)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    recover->whole = FALSE;
  return code == SQLITE_ROW;
}

static gboolean
is_wanted (RecoverTeams *recover, const char *team_id)
{
  return g_hash_table_contains (recover->teams, team_id);
}

/* A row that breaks a rule of its table is lost; anything else is an error. */
static gboolean
insert_row (RecoverTeams *recover, const char *sql, sqlite3_stmt *row, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (recover->journal, sql, error);
  int code;

  if (!statement)
    return FALSE;
  for (int i = 0; i < sqlite3_column_count (row); i++)
    sqlite3_bind_value (statement, i + 1, sqlite3_column_value (row, i));
  code = sqlite3_step (statement);
  if (code == SQLITE_DONE)
    return TRUE;
  if ((code & 0xff) == SQLITE_CONSTRAINT) {
    recover->whole = FALSE;
    return TRUE;
  }
  arc_journal_set_error (recover->journal, error);
  return FALSE;
}

static gboolean
copy_table (RecoverTeams *recover, const char *select, const char *insert, GError **error)
{
  g_autoptr (ArcOwnStatement) row = prepare (recover, select);

  while (row && next_row (recover, row))
    if (is_wanted (recover, arc_column_text (row, 0)) && !insert_row (recover, insert, row, error))
      return FALSE;
  return TRUE;
}

/* ---- teams ---- */

static gboolean
is_known (ArcJournal *journal, const char *team_id, gboolean *known, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT 1 FROM team WHERE id = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, team_id);
  return arc_statement_step (journal, statement, known, error);
}

static gboolean
take_teams (RecoverTeams *recover, GError **error)
{
  g_autoptr (ArcOwnStatement) row =
      prepare (recover, "SELECT id, name, location, me, state, roles, group_size, synced_us, "
                        "problem FROM team");

  while (row && next_row (recover, row)) {
    const char *id = arc_column_text (row, 0);
    gboolean known;

    if (!arc_id_is_valid (id) || !arc_id_is_valid (arc_column_text (row, 3)))
      continue;
    if (!is_known (recover->journal, id, &known, error))
      return FALSE;
    if (known)
      continue;
    if (!insert_row (recover,
                     "INSERT INTO team (id, name, location, me, state, roles, group_size, "
                     "synced_us, problem) VALUES (?,?,?,?,?,?,?,?,?)",
                     row, error))
      return FALSE;
    g_hash_table_add (recover->teams, g_strdup (id));
  }
  return TRUE;
}

/* ---- posts ---- */

/* After "SELECT …, " of what the share has, in the order of arc_column_share(). */
#define POST_COLUMNS                                                                               \
  "post.id, post.author, post.revision, post.replaces, post.kind, post.audience, post.readers, "   \
  "post.subject, post.at_us, post.body, post.received_us, post.is_sent, "                          \
  "coalesce(share.is_read, 0), share.position"
#define N_POST 14

static ArcPost *
read_post (sqlite3_stmt *row)
{
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_OTHER, arc_column_text (row, 1));

  g_free (post->id);
  post->id = g_strdup (arc_column_text (row, 0));
  g_free (post->revision);
  post->revision = g_strdup (arc_column_text (row, 2));
  g_ptr_array_unref (post->replaces);
  post->replaces = arc_ids_from_text (arc_column_text (row, 3));
  post->kind = arc_post_kind_from_word (arc_column_text (row, 4));
  arc_audience_from_word (arc_column_text (row, 5), &post->audience);
  g_ptr_array_unref (post->to);
  post->to = arc_ids_from_text (arc_column_text (row, 6));
  post->subject = arc_column_dup_nullable (row, 7);
  post->at_us = sqlite3_column_int64 (row, 8);
  g_free (post->body);
  post->body = g_strdup (arc_column_text (row, 9));
  return arc_post_validate (post, NULL) ? g_steal_pointer (&post) : NULL;
}

/* What was written together, alive until it is. */
typedef struct {
  GPtrArray *posts;
  GPtrArray *shares;
  GPtrArray *read; /* of ArcPost, borrowed */
} Written;

static gboolean
set_read (ArcJournal *journal, const ArcPost *post, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal,
                         "UPDATE share SET is_read = 1 WHERE post IN "
                         "(SELECT number FROM post WHERE id = ? AND author = ? AND revision = ?)",
                         error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, post->id);
  arc_bind_text (statement, 2, post->author);
  arc_bind_text (statement, 3, post->revision);
  return arc_statement_run (journal, statement, error);
}

static gboolean
write_batch (RecoverTeams *recover, ArcPostChanges *changes, Written *written, GError **error)
{
  if (!arc_post_changes_flush (changes, NULL, error))
    return FALSE;
  for (guint i = 0; i < written->read->len; i++)
    if (!set_read (recover->journal, written->read->pdata[i], error))
      return FALSE;
  g_ptr_array_set_size (written->read, 0);
  g_ptr_array_set_size (written->posts, 0);
  g_ptr_array_set_size (written->shares, 0);
  return TRUE;
}

static gboolean
take_post (RecoverTeams *recover, ArcPostChanges *changes, Written *written, sqlite3_stmt *row,
           GError **error)
{
  ArcPost *post = read_post (row);
  ArcShare *share = NULL;

  if (!post) {
    recover->whole = FALSE;
    return TRUE;
  }
  g_ptr_array_add (written->posts, post);
  if (sqlite3_column_type (row, N_POST - 1) != SQLITE_NULL) {
    share = arc_column_share (row, N_POST);
    g_ptr_array_add (written->shares, share);
  }
  /* A share whose words are lost is pulled anew. */
  if (post->kind == ARC_POST_SHARE && (!share || !arc_share_validate (share, NULL))) {
    recover->whole = FALSE;
    return TRUE;
  }
  if (sqlite3_column_int (row, 12))
    g_ptr_array_add (written->read, post);
  return arc_post_changes_put (changes, post, share, sqlite3_column_int64 (row, 10),
                               sqlite3_column_int (row, 11) != 0, error);
}

static gboolean
take_posts (RecoverTeams *recover, const char *team_id, GError **error)
{
  g_autoptr (ArcOwnStatement) row =
      prepare (recover, "SELECT " POST_COLUMNS ", " ARC_SHARE
                        " FROM post LEFT JOIN share ON share.post = post.number "
                        "WHERE post.team_id = ?");
  g_autoptr (ArcPostChanges) changes = arc_post_changes_new (recover->journal, team_id);
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_post_free);
  g_autoptr (GPtrArray) shares = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_share_free);
  g_autoptr (GPtrArray) read = g_ptr_array_new ();
  Written written = {posts, shares, read};

  if (!row)
    return TRUE;
  arc_bind_text (row, 1, team_id);
  while (next_row (recover, row)) {
    if (!take_post (recover, changes, &written, row, error) ||
        (posts->len >= BATCH && !write_batch (recover, changes, &written, error)))
      return FALSE;
  }
  return write_batch (recover, changes, &written, error);
}

/* ---- together ---- */

static gboolean
recover_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  RecoverTeams *recover = data;
  GHashTableIter iter;
  gpointer team_id;

  if (!take_teams (recover, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    if (!copy_table (recover, copied[i].select, copied[i].insert, error))
      return FALSE;
  g_hash_table_iter_init (&iter, recover->teams);
  while (g_hash_table_iter_next (&iter, &team_id, NULL))
    if (!take_posts (recover, team_id, error))
      return FALSE;
  if (recover->whole && !copy_table (recover, copied_state, insert_state, error))
    return FALSE;
  if (g_hash_table_size (recover->teams) > 0)
    arc_journal_mark_changed (journal);
  return TRUE;
}

gboolean
arc_recover_teams (ArcJournal *journal, const char *source, GError **error)
{
  g_autoptr (GHashTable) teams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  RecoverTeams recover = {journal, NULL, teams, TRUE};
  gboolean done;

  recover.source = arc_open_database (source, SQLITE_OPEN_READONLY, NULL, NULL);
  if (!recover.source)
    return TRUE;
  done = arc_journal_transact (journal, recover_in_transaction, &recover, error);
  sqlite3_close (recover.source);
  return done;
}
