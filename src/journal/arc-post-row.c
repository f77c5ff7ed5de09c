/* Rows of posts: reading them, and the rules by which they come and go.
 *
 * What stands is what was seen, less what any post that was seen replaces, less what is gone. So
 * it follows from the set of posts alone, in whatever order they came. A post belongs to its id
 * and its author together: under another's name the same id is another post. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (ArcPosted, arc_posted, arc_posted_copy, arc_posted_free)

/* ---- ids as a text ---- */

char *
arc_ids_to_text (const GPtrArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (char *) ids->pdata[i]);
  return g_string_free (text, FALSE);
}

GPtrArray *
arc_ids_from_text (const char *text)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i]; i++)
    if (*words[i])
      g_ptr_array_add (ids, g_strdup (words[i]));
  return ids;
}

/* ---- reading ---- */

ArcPosted *
arc_posted_copy (const ArcPosted *posted)
{
  ArcPosted *copy = g_memdup2 (posted, sizeof *posted);

  copy->team_id = g_strdup (posted->team_id);
  copy->team_name = g_strdup (posted->team_name);
  copy->author_name = g_strdup (posted->author_name);
  copy->post = arc_post_copy (posted->post);
  copy->share = posted->share ? arc_share_copy (posted->share) : NULL;
  return copy;
}

void
arc_posted_free (ArcPosted *posted)
{
  if (!posted)
    return;
  g_free (posted->team_id);
  g_free (posted->team_name);
  g_free (posted->author_name);
  arc_post_free (posted->post);
  arc_share_free (posted->share);
  g_free (posted);
}

static ArcPost *
read_post (sqlite3_stmt *statement, int column)
{
  ArcPost *post = g_new0 (ArcPost, 1);

  post->id = g_strdup (arc_column_text (statement, column++));
  post->author = g_strdup (arc_column_text (statement, column++));
  post->revision = g_strdup (arc_column_text (statement, column++));
  post->replaces = arc_ids_from_text (arc_column_text (statement, column++));
  post->kind = arc_post_kind_from_word (arc_column_text (statement, column++));
  arc_audience_from_word (arc_column_text (statement, column++), &post->audience);
  post->to = arc_ids_from_text (arc_column_text (statement, column++));
  post->subject = arc_column_dup_nullable (statement, column++);
  post->at_us = sqlite3_column_int64 (statement, column++);
  post->body = g_strdup (arc_column_text (statement, column++));
  return post;
}

ArcPosted *
arc_column_posted (sqlite3_stmt *statement, int column)
{
  ArcPosted *posted = g_new0 (ArcPosted, 1);

  posted->team_id = g_strdup (arc_column_text (statement, column + 1));
  posted->team_name = g_strdup (arc_column_text (statement, column + 2));
  posted->author_name = g_strdup (arc_column_text (statement, column + 3));
  posted->post = read_post (statement, column + 4);
  posted->received_us = sqlite3_column_int64 (statement, column + 14);
  posted->is_mine = sqlite3_column_int (statement, column + 15) != 0;
  posted->is_latest = sqlite3_column_int (statement, column + 16) == 1;
  posted->is_read = posted->is_mine;
  return posted;
}

GPtrArray *
arc_posted_collect (ArcJournal *journal, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_posted_free);
  gboolean row = TRUE;

  for (;;) {
    g_autoptr (GError) local = NULL;
    ArcPosted *posted;

    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&list);
    posted = arc_column_posted (statement, 0);
    g_ptr_array_add (list, posted);
    if (posted->post->kind != ARC_POST_SHARE)
      continue;
    posted->share =
        arc_share_row_load (journal, sqlite3_column_int64 (statement, 0), &posted->is_read, &local);
    if (local) {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  }
}

/* ---- changing ---- */

struct _ArcPostChanges {
  ArcJournal *journal;
  const char *team_id;
  GArray *removed;     /* of gint64: positions of shares to go */
  GHashTable *added;   /* post.number -> ArcShareRow */
  GHashTable *touched; /* "id author" */
  ArcPostCounts counts;
};

ArcPostChanges *
arc_post_changes_new (ArcJournal *journal, const char *team_id)
{
  ArcPostChanges *changes = g_new0 (ArcPostChanges, 1);

  changes->journal = journal;
  changes->team_id = team_id;
  changes->removed = g_array_new (FALSE, FALSE, sizeof (gint64));
  changes->added = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  changes->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return changes;
}

void
arc_post_changes_free (ArcPostChanges *changes)
{
  if (!changes)
    return;
  g_array_unref (changes->removed);
  g_hash_table_unref (changes->added);
  g_hash_table_unref (changes->touched);
  g_free (changes);
}

/* What is there of a post. */
typedef struct {
  gint64 number;
  char *revision;
} Standing;

static void
clear_standing (gpointer data)
{
  g_free (((Standing *) data)->revision);
}

static void
bind_post_key (ArcPostChanges *changes, sqlite3_stmt *statement, const char *id, const char *author)
{
  arc_bind_text (statement, 1, id);
  arc_bind_text (statement, 2, changes->team_id);
  arc_bind_text (statement, 3, author);
}

/* (element-type Standing) */
static GArray *
list_standing (ArcPostChanges *changes, const char *id, const char *author, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      changes->journal,
      "SELECT number, revision FROM post WHERE id = ? AND team_id = ? AND author = ?", error);
  g_autoptr (GArray) standing = g_array_new (FALSE, FALSE, sizeof (Standing));
  gboolean row = TRUE;

  g_array_set_clear_func (standing, clear_standing);
  if (!statement)
    return NULL;
  bind_post_key (changes, statement, id, author);
  while (row) {
    Standing one;

    if (!arc_statement_step (changes->journal, statement, &row, error))
      return NULL;
    if (!row)
      break;
    one.number = sqlite3_column_int64 (statement, 0);
    one.revision = g_strdup (arc_column_text (statement, 1));
    g_array_append_val (standing, one);
  }
  return g_steal_pointer (&standing);
}

static gboolean
is_in (ArcPostChanges *changes, const char *sql, const ArcPost *post, gboolean with_revision,
       gboolean *found, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (changes->journal, sql, error);

  if (!statement)
    return FALSE;
  bind_post_key (changes, statement, post->id, post->author);
  if (with_revision)
    arc_bind_text (statement, 4, post->revision);
  return arc_statement_step (changes->journal, statement, found, error);
}

static gboolean
note_replaced (ArcPostChanges *changes, const ArcPost *post, GError **error)
{
  static const char sql[] = "INSERT INTO post_replaced (id, team_id, author, revision) "
                            "VALUES (?,?,?,?) ON CONFLICT DO NOTHING";

  for (guint i = 0; i < post->replaces->len; i++) {
    g_autoptr (ArcStatement) statement = arc_statement_get (changes->journal, sql, error);

    if (!statement)
      return FALSE;
    bind_post_key (changes, statement, post->id, post->author);
    arc_bind_text (statement, 4, post->replaces->pdata[i]);
    if (!arc_statement_run (changes->journal, statement, error))
      return FALSE;
  }
  return TRUE;
}

/* Deletes the row; its share goes with the others, at the end. */
static gboolean
remove_row (ArcPostChanges *changes, gint64 number, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (changes->journal, "DELETE FROM post WHERE number = ?", error);
  gint64 position = 0;

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, number);
  if (!arc_statement_run (changes->journal, statement, error))
    return FALSE;
  if (g_hash_table_remove (changes->added, &number))
    return TRUE;
  if (!arc_share_row_find (changes->journal, number, &position, error))
    return FALSE;
  if (position)
    g_array_append_val (changes->removed, position);
  return TRUE;
}

/* Whether @share says no more and no less than @old but for states, dates and answers. */
static gboolean
has_same_words (const ArcShare *old, const ArcShare *share)
{
  g_autoptr (ArcShare) one = NULL;
  g_autoptr (ArcShare) other = NULL;

  if (!arc_share_same_text (old, share))
    return FALSE;
  one = arc_share_copy (old);
  other = arc_share_copy (share);
  g_ptr_array_set_size (one->look_backs, 0);
  g_ptr_array_set_size (other->look_backs, 0);
  for (guint i = 0; i < one->loop->commitments->len; i++) {
    ArcCommitment *commitment = one->loop->commitments->pdata[i];
    const ArcCommitment *now = other->loop->commitments->pdata[i];

    commitment->state = now->state;
    commitment->due = now->due;
  }
  for (guint i = 0; i < one->loop->barriers->len; i++)
    ((ArcBarrier *) one->loop->barriers->pdata[i])->state =
        ((const ArcBarrier *) other->loop->barriers->pdata[i])->state;
  return arc_share_equal (one, other);
}

/* What was reviewed stays so if it still reads the same; @loses_words: whether something that stood
 * there no longer does. */
static gboolean
inherit_read (ArcPostChanges *changes, gint64 number, const ArcShare *share, gboolean *is_read,
              gboolean *loses_words, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ArcShare) old = NULL;
  gboolean was_read = FALSE;

  if (!share || g_hash_table_contains (changes->added, &number)) {
    *loses_words = TRUE;
    return TRUE;
  }
  old = arc_share_row_load (changes->journal, number, &was_read, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (old && was_read && arc_share_same_text (old, share))
    *is_read = TRUE;
  if (!old || !has_same_words (old, share))
    *loses_words = TRUE;
  return TRUE;
}

static gboolean
insert_row (ArcPostChanges *changes, const ArcPost *post, gint64 received_us, gboolean is_sent,
            GError **error)
{
  static const char sql[] =
      "INSERT INTO post (id, team_id, author, revision, replaces, kind, audience, readers, "
      "subject, at_us, received_us, is_sent, body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)";
  g_autoptr (ArcStatement) statement = arc_statement_get (changes->journal, sql, error);
  g_autofree char *replaces = arc_ids_to_text (post->replaces);
  g_autofree char *readers = arc_ids_to_text (post->to);

  if (!statement)
    return FALSE;
  bind_post_key (changes, statement, post->id, post->author);
  arc_bind_text (statement, 4, post->revision);
  arc_bind_text (statement, 5, replaces);
  arc_bind_text (statement, 6, arc_post_kind_to_word (post->kind));
  arc_bind_text (statement, 7, arc_audience_to_word (post->audience));
  arc_bind_text (statement, 8, readers);
  arc_bind_text (statement, 9, post->subject);
  arc_bind_int (statement, 10, post->at_us);
  arc_bind_int (statement, 11, received_us);
  arc_bind_int (statement, 12, is_sent);
  arc_bind_text (statement, 13, post->body);
  return arc_statement_run (changes->journal, statement, error);
}

static void
add_share (ArcPostChanges *changes, const ArcPost *post, const ArcShare *share, gboolean is_mine,
           gboolean is_read)
{
  ArcShareRow *row = g_new0 (ArcShareRow, 1);

  row->post = sqlite3_last_insert_rowid (changes->journal->db);
  row->of = post;
  row->share = share;
  row->is_mine = is_mine;
  row->is_read = is_mine || is_read;
  g_hash_table_insert (changes->added, &row->post, row);
}

static void
touch (ArcPostChanges *changes, const char *id, const char *author)
{
  g_hash_table_add (changes->touched, g_strconcat (id, " ", author, NULL));
  arc_journal_mark_changed (changes->journal);
}

/* An author who gave two states the same name: all keep the same of the two. */
static gboolean
is_preferred (ArcPostChanges *changes, gint64 number, const ArcPost *post, gboolean *preferred,
              GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (changes->journal,
                         "SELECT kind, audience, readers, coalesce(subject, ''), replaces, body, "
                         "at_us FROM post WHERE number = ?",
                         error);
  g_autofree char *readers = arc_ids_to_text (post->to);
  g_autofree char *replaces = arc_ids_to_text (post->replaces);
  const char *const own[] = {arc_post_kind_to_word (post->kind),
                             arc_audience_to_word (post->audience),
                             readers,
                             post->subject ? post->subject : "",
                             replaces,
                             post->body};
  gboolean row;
  int order = 0;

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, number);
  if (!arc_statement_step (changes->journal, statement, &row, error))
    return FALSE;
  for (guint i = 0; row && order == 0 && i < G_N_ELEMENTS (own); i++)
    order = strcmp (own[i], arc_column_text (statement, i));
  if (row && order == 0) {
    gint64 at_us = sqlite3_column_int64 (statement, G_N_ELEMENTS (own));

    order = post->at_us > at_us ? 1 : post->at_us < at_us ? -1 : 0;
  }
  *preferred = order > 0;
  return TRUE;
}

static gboolean
has_id (const GPtrArray *ids, const char *id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_str_equal (ids->pdata[i], id))
      return TRUE;
  return FALSE;
}

gboolean
arc_post_changes_put (ArcPostChanges *changes, const ArcPost *post, const ArcShare *share,
                      gint64 received_us, gboolean is_sent, GError **error)
{
  gboolean gone = FALSE, replaced = FALSE, is_read = FALSE, known = FALSE, removed = FALSE;
  gboolean loses_words = FALSE;
  g_autoptr (GArray) standing = NULL;

  if (!is_in (changes, "SELECT 1 FROM post_gone WHERE id = ? AND team_id = ? AND author = ?", post,
              FALSE, &gone, error))
    return FALSE;
  if (gone)
    return TRUE;
  standing = list_standing (changes, post->id, post->author, error);
  if (!standing || !note_replaced (changes, post, error) ||
      !is_in (changes,
              "SELECT 1 FROM post_replaced WHERE id = ? AND team_id = ? AND author = ? AND "
              "revision = ?",
              post, TRUE, &replaced, error))
    return FALSE;
  for (guint i = 0; i < standing->len; i++) {
    const Standing *one = &g_array_index (standing, Standing, i);
    gboolean goes = has_id (post->replaces, one->revision);

    if (!goes && g_str_equal (one->revision, post->revision)) {
      known = TRUE;
      if (!is_preferred (changes, one->number, post, &goes, error))
        return FALSE;
      known = !goes;
    }
    if (!goes)
      continue;
    if (!inherit_read (changes, one->number, share, &is_read, &loses_words, error) ||
        !remove_row (changes, one->number, error))
      return FALSE;
    removed = TRUE;
  }
  if (removed) {
    touch (changes, post->id, post->author);
    /* That takes time with all the shares there are: not for an answer. */
    if (loses_words && !arc_scrub_later (changes->journal, error))
      return FALSE;
  }
  if (known || replaced)
    return TRUE;
  if (!insert_row (changes, post, received_us, is_sent, error))
    return FALSE;
  if (share)
    add_share (changes, post, share, received_us == 0, is_read);
  touch (changes, post->id, post->author);
  if (standing->len > 0)
    changes->counts.changed++;
  else
    changes->counts.added++;
  return TRUE;
}

gboolean
arc_post_changes_remove (ArcPostChanges *changes, const char *id, const char *author,
                         gboolean is_sent, GError **error)
{
  static const char sql[] =
      "INSERT INTO post_gone (id, team_id, author, is_sent) VALUES (?,?,?,?) "
      "ON CONFLICT DO UPDATE SET is_sent = 1 WHERE excluded.is_sent = 1 AND is_sent = 0";
  g_autoptr (GArray) standing = list_standing (changes, id, author, error);
  g_autoptr (ArcStatement) gone = NULL;
  g_autoptr (ArcStatement) replaced = NULL;

  if (!standing)
    return FALSE;
  gone = arc_statement_get (changes->journal, sql, error);
  replaced = arc_statement_get (
      changes->journal, "DELETE FROM post_replaced WHERE id = ? AND team_id = ? AND author = ?",
      error);
  if (!gone || !replaced)
    return FALSE;
  bind_post_key (changes, gone, id, author);
  arc_bind_int (gone, 4, is_sent);
  bind_post_key (changes, replaced, id, author);
  if (!arc_statement_run (changes->journal, gone, error) ||
      !arc_statement_run (changes->journal, replaced, error))
    return FALSE;
  for (guint i = 0; i < standing->len; i++)
    if (!remove_row (changes, g_array_index (standing, Standing, i).number, error))
      return FALSE;
  if (standing->len == 0)
    return TRUE;
  changes->counts.removed++;
  touch (changes, id, author);
  return arc_scrub_later (changes->journal, error);
}

/* The posts that @statement selects the numbers of vanish, without being gone for good. */
static gboolean
forget_selected (ArcPostChanges *changes, ArcStatement *statement, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = TRUE;

  while (row) {
    gint64 number;

    if (!arc_statement_step (changes->journal, statement, &row, error))
      return FALSE;
    number = sqlite3_column_int64 (statement, 0);
    if (row)
      g_array_append_val (numbers, number);
  }
  for (guint i = 0; i < numbers->len; i++)
    if (!remove_row (changes, g_array_index (numbers, gint64, i), error))
      return FALSE;
  changes->counts.removed += numbers->len;
  if (numbers->len > 0)
    arc_journal_mark_changed (changes->journal);
  return TRUE;
}

gboolean
arc_post_changes_lose (ArcPostChanges *changes, const ArcLost *lost, GError **error)
{
  g_autoptr (GArray) standing = list_standing (changes, lost->id, lost->author, error);

  for (guint i = 0; standing && i < standing->len; i++) {
    const Standing *one = &g_array_index (standing, Standing, i);

    if (!g_str_equal (one->revision, lost->revision))
      continue;
    if (!remove_row (changes, one->number, error) || !arc_scrub_later (changes->journal, error))
      return FALSE;
    changes->counts.removed++;
    touch (changes, lost->id, lost->author);
  }
  return standing != NULL;
}

gboolean
arc_post_changes_forget_author (ArcPostChanges *changes, const char *author, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      changes->journal, "SELECT number FROM post WHERE team_id = ? AND author = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, changes->team_id);
  arc_bind_text (statement, 2, author);
  return forget_selected (changes, statement, error);
}

gboolean
arc_post_changes_forget_for_managers (ArcPostChanges *changes, GError **error)
{
  static const char sql[] = "SELECT post.number FROM post JOIN team ON team.id = post.team_id "
                            "WHERE post.team_id = ? AND post.audience = ? "
                            "AND post.author <> team.me AND instr (post.readers, team.me) = 0";
  g_autoptr (ArcStatement) statement = arc_statement_get (changes->journal, sql, error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, changes->team_id);
  arc_bind_text (statement, 2, arc_audience_to_word (ARC_AUDIENCE_MANAGERS));
  return forget_selected (changes, statement, error);
}

/* ---- all at once ---- */

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static gboolean
flush_removed (ArcPostChanges *changes, GError **error)
{
  g_array_sort (changes->removed, compare_positions);
  for (guint i = 0; i < changes->removed->len; i++) {
    gint64 position = g_array_index (changes->removed, gint64, i);

    /* The number of a post that went may have been given to another. */
    if (i > 0 && position == g_array_index (changes->removed, gint64, i - 1))
      continue;
    if (!arc_share_row_remove (changes->journal, position, error))
      return FALSE;
  }
  g_array_set_size (changes->removed, 0);
  return TRUE;
}

static gboolean
flush_added (ArcPostChanges *changes, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (ArcShareRow));
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, changes->added);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_array_append_vals (rows, row, 1);
  return arc_share_row_insert_all (changes->journal, rows, changes->team_id, error);
}

static gboolean
count_conflicts (ArcPostChanges *changes, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, changes->touched);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    g_auto (GStrv) parts = g_strsplit (key, " ", 2);
    g_autoptr (GArray) standing = list_standing (changes, parts[0], parts[1], error);

    if (!standing)
      return FALSE;
    changes->counts.conflicts += standing->len > 1;
  }
  return TRUE;
}

gboolean
arc_post_changes_flush (ArcPostChanges *changes, ArcPostCounts *counts, GError **error)
{
  if (!flush_removed (changes, error) || !flush_added (changes, error))
    return FALSE;
  g_hash_table_remove_all (changes->added);
  if (!counts)
    return TRUE;
  if (!count_conflicts (changes, error))
    return FALSE;
  counts->added += changes->counts.added;
  counts->changed += changes->counts.changed;
  counts->removed += changes->counts.removed;
  counts->conflicts += changes->counts.conflicts;
  return TRUE;
}
