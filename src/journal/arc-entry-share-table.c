/* What of my entries is shared: what was chosen, and whether it still reads so. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#include "arc-day.h"
#include "arc-id.h"
#include "arc-text.h"

/* In a team's sync state: chains are named with it, so that others learn nothing from the name. */
#define CHAIN_SECRET_KEY "journal.chain-secret"
#define CHAIN_SECRET_BYTES 32
/* Entries that are followed back to the first of a loop. */
#define LONGEST_CHAIN 10000

void
arc_entry_share_free (ArcEntryShare *share)
{
  if (!share)
    return;
  g_free (share->post_id);
  g_free (share->team_id);
  g_free (share->team_name);
  arc_share_choice_free (share->choice);
  g_free (share);
}

/* ---- sharing ---- */

typedef struct {
  const char *team_id;
  const char *entry_id;
  const ArcShareChoice *choice;
  const ArcShare *share;
  const char *body;
  const char *post_id; /* NULL: a new one */
  char *id;
} ShareEntry;

/* A new post, or a new revision of what stands: of all of it, where two devices went apart. */
static ArcPost *
next_post (ArcJournal *journal, const ShareEntry *what, GError **error)
{
  g_autofree char *me = arc_team_table_dup_me (journal, what->team_id, error);
  g_autoptr (GPtrArray) standing = NULL;
  ArcPost *post;

  if (!me)
    return NULL;
  if (!what->post_id)
    return arc_post_new (ARC_POST_SHARE, me);
  standing = arc_journal_load_post (journal, what->post_id, error);
  if (!standing)
    return NULL;
  if (standing->len == 0 || !((ArcPosted *) standing->pdata[0])->is_mine) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("You share nothing as “%s”."),
                 ARC_SHORT (what->post_id));
    return NULL;
  }
  post = arc_post_copy (((ArcPosted *) standing->pdata[0])->post);
  for (guint i = 1; i < standing->len; i++)
    arc_post_merge (post, ((ArcPosted *) standing->pdata[i])->post);
  arc_post_advance (post);
  return post;
}

static gboolean
remember_choice (ArcJournal *journal, const ShareEntry *what, const ArcPost *post, GError **error)
{
  static const char sql[] =
      "INSERT INTO entry_share (post_id, team_id, entry_id, parts, commitments, all_commitments, "
      "audience, readers, quotable, shared_us, is_revoked) VALUES (?,?,?,?,?,?,?,?,?,?,0) "
      "ON CONFLICT (post_id) DO UPDATE SET (entry_id, parts, commitments, all_commitments, "
      "audience, readers, quotable, shared_us) = (excluded.entry_id, excluded.parts, "
      "excluded.commitments, excluded.all_commitments, excluded.audience, excluded.readers, "
      "excluded.quotable, excluded.shared_us)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *parts = arc_parts_to_text (what->choice->parts);
  g_autofree char *commitments = arc_ids_to_text (what->choice->commitments);
  g_autofree char *readers = arc_ids_to_text (what->choice->to);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, post->id);
  arc_bind_text (statement, 2, what->team_id);
  arc_bind_text (statement, 3, what->entry_id);
  arc_bind_text (statement, 4, parts);
  arc_bind_text (statement, 5, commitments);
  arc_bind_int (statement, 6, what->choice->all_commitments);
  arc_bind_text (statement, 7, arc_audience_to_word (what->choice->audience));
  arc_bind_text (statement, 8, readers);
  arc_bind_int (statement, 9, what->choice->quotable);
  arc_bind_int (statement, 10, arc_journal_now (journal));
  return arc_statement_run (journal, statement, error);
}

static gboolean
share_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  ShareEntry *what = data;
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, what->entry_id, error);
  g_autoptr (ArcPost) post = entry ? next_post (journal, what, error) : NULL;

  if (!post)
    return FALSE;
  post->audience = what->choice->audience;
  g_ptr_array_set_size (post->to, 0);
  for (guint i = 0; i < what->choice->to->len; i++)
    g_ptr_array_add (post->to, g_strdup (what->choice->to->pdata[i]));
  post->at_us = arc_journal_now (journal);
  g_free (post->body);
  post->body = g_strdup (what->body);
  what->id = g_strdup (post->id);
  return arc_post_validate (post, error) &&
         arc_post_table_put (journal, what->team_id, post, what->share, error) &&
         remember_choice (journal, what, post, error);
}

char *
arc_journal_share_entry (ArcJournal *journal, const char *team_id, const char *entry_id,
                         const ArcShareChoice *choice, const ArcShare *share, const char *body,
                         const char *post_id, GError **error)
{
  ShareEntry what = {team_id, entry_id, choice, share, body, post_id};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (arc_share_validate (share, error) &&
      arc_journal_transact (journal, share_in_transaction, &what, error))
    return what.id;
  g_free (what.id);
  return NULL;
}

/* ---- what is shared ---- */

static gpointer
read_entry_share (sqlite3_stmt *statement, gpointer data)
{
  ArcEntryShare *share = g_new0 (ArcEntryShare, 1);
  ArcShareChoice *choice = arc_share_choice_new ();

  share->post_id = g_strdup (arc_column_text (statement, 0));
  share->team_id = g_strdup (arc_column_text (statement, 1));
  share->team_name = g_strdup (arc_column_text (statement, 2));
  share->choice = choice;
  arc_parts_from_text (arc_column_text (statement, 3), &choice->parts, NULL);
  g_ptr_array_unref (choice->commitments);
  choice->commitments = arc_ids_from_text (arc_column_text (statement, 4));
  choice->all_commitments = sqlite3_column_int (statement, 5) != 0;
  arc_audience_from_word (arc_column_text (statement, 6), &choice->audience);
  g_ptr_array_unref (choice->to);
  choice->to = arc_ids_from_text (arc_column_text (statement, 7));
  choice->quotable = sqlite3_column_int (statement, 8) != 0;
  share->shared_us = sqlite3_column_int64 (statement, 9);
  share->is_sent = sqlite3_column_int (statement, 10) != 0;
  return share;
}

typedef struct {
  ArcEntry *entry;
  ArcLoop *loop;
  GPtrArray *look_backs;
  ArcDay day;
} Present;

static void
present_clear (Present *present)
{
  g_clear_pointer (&present->entry, arc_entry_free);
  g_clear_pointer (&present->loop, arc_loop_free);
  g_clear_pointer (&present->look_backs, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Present, present_clear)

/* The entry as it is; entry NULL without error if it is not among the entries. */
static gboolean
load_present (ArcJournal *journal, const char *entry_id, Present *present, GError **error)
{
  g_autoptr (GError) local = NULL;

  present->entry = arc_entry_table_find (journal, entry_id, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!present->entry)
    return TRUE;
  present->loop = arc_journal_load_loop (journal, entry_id, error);
  present->look_backs = arc_journal_list_look_backs (journal, entry_id, error);
  present->day = arc_day_of (present->entry->occurred_us, present->entry->zone,
                             arc_journal_get_day_start (journal));
  return present->loop && present->look_backs;
}

static gboolean
compare_with_present (ArcJournal *journal, ArcEntryShare *share, const Present *present,
                      GError **error)
{
  g_autoptr (GPtrArray) standing = arc_journal_load_post (journal, share->post_id, error);
  g_autoptr (ArcShare) now = NULL;

  if (!standing)
    return FALSE;
  if (!present->entry)
    return TRUE;
  now = arc_share_make (present->entry, present->loop, present->look_backs, present->day, NULL,
                        share->choice);
  for (guint i = 0; i < standing->len; i++) {
    const ArcPosted *posted = standing->pdata[i];

    share->is_stale |= !posted->share || !arc_share_same_text (posted->share, now);
  }
  return TRUE;
}

GPtrArray *
arc_journal_list_entry_shares (ArcJournal *journal, const char *entry_id, GError **error)
{
  static const char sql[] =
      "SELECT post_id, team_id, team.name, parts, commitments, all_commitments, audience, readers, "
      "quotable, shared_us, NOT EXISTS (SELECT 1 FROM post WHERE post.id = post_id AND "
      "post.team_id = entry_share.team_id AND post.author = team.me AND is_sent = 0) "
      "FROM entry_share JOIN team ON team.id = entry_share.team_id "
      "WHERE entry_id = ? AND is_revoked = 0 ORDER BY team.name, team.id, shared_us, post_id";
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_auto (Present) present = {0};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, entry_id);
  list = arc_statement_collect (journal, statement, read_entry_share, NULL,
                                (GDestroyNotify) arc_entry_share_free, error);
  if (!list || (list->len > 0 && !load_present (journal, entry_id, &present, error)))
    return NULL;
  for (guint i = 0; i < list->len; i++)
    if (!compare_with_present (journal, list->pdata[i], &present, error))
      return NULL;
  return g_steal_pointer (&list);
}

GHashTable *
arc_journal_list_shared_entries (ArcJournal *journal, GError **error)
{
  static const char sql[] = "SELECT entry_share.entry_id, share.parts FROM entry_share "
                            "JOIN team ON team.id = entry_share.team_id "
                            "JOIN post ON post.id = entry_share.post_id AND post.team_id = team.id "
                            "AND post.author = team.me JOIN share ON share.post = post.number "
                            "WHERE entry_share.is_revoked = 0";
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (ArcStatement) statement = NULL;
  gboolean row = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  for (;;) {
    ArcParts parts = 0;
    const char *id;

    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&found);
    id = arc_column_text (statement, 0);
    arc_parts_from_text (arc_column_text (statement, 1), &parts, NULL);
    parts |= GPOINTER_TO_UINT (g_hash_table_lookup (found, id));
    g_hash_table_replace (found, g_strdup (id), GUINT_TO_POINTER (parts));
  }
}

/* The first column of the first row of @sql about @id; NULL without error if there is none. */
static char *
find_text (ArcJournal *journal, const char *sql, const char *id, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  gboolean row;

  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, id);
  if (!arc_statement_step (journal, statement, &row, error) || !row)
    return NULL;
  return arc_column_dup_nullable (statement, 0);
}

char *
arc_journal_find_shared_entry (ArcJournal *journal, const char *post_id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return find_text (journal, "SELECT entry_id FROM entry_share WHERE post_id = ?", post_id, error);
}

/* ---- chains ---- */

/* The entry at which the loop began; entries that look back at each other in a circle have none
 * that is first, so the smallest id stands for them. */
static char *
first_of_loop (ArcJournal *journal, const char *entry_id, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *id = g_strdup (entry_id);
  g_autofree char *smallest = g_strdup (entry_id);

  for (guint i = 0; i < LONGEST_CHAIN; i++) {
    g_autoptr (GError) local = NULL;
    g_autofree char *earlier = NULL;

    if (!g_hash_table_add (seen, g_strdup (id)))
      return g_steal_pointer (&smallest);
    if (strcmp (id, smallest) < 0) {
      g_free (smallest);
      smallest = g_strdup (id);
    }
    earlier = find_text (journal, "SELECT continues FROM loop WHERE entry_id = ?", id, &local);
    if (local) {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
    if (!earlier)
      break;
    g_free (id);
    id = g_steal_pointer (&earlier);
  }
  return g_steal_pointer (&id);
}

static GBytes *
chain_secret (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  GBytes *secret = arc_journal_get_sync_state (journal, team_id, CHAIN_SECRET_KEY, &local);
  guint8 bytes[CHAIN_SECRET_BYTES];

  if (secret || local) {
    if (local)
      g_propagate_error (error, g_steal_pointer (&local));
    return secret;
  }
  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_FAILED,
                         _ ("This computer gives no random numbers. Try again."));
    return NULL;
  }
  secret = g_bytes_new (bytes, sizeof bytes);
  if (arc_journal_set_sync_state (journal, team_id, CHAIN_SECRET_KEY, secret, error))
    return secret;
  g_bytes_unref (secret);
  return NULL;
}

char *
arc_journal_dup_chain (ArcJournal *journal, const char *team_id, const char *entry_id,
                       GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) secret = NULL;
  gsize size;
  const guint8 *key;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  first = first_of_loop (journal, entry_id, error);
  secret = first ? chain_secret (journal, team_id, error) : NULL;
  if (!secret)
    return NULL;
  key = g_bytes_get_data (secret, &size);
  name = g_compute_hmac_for_string (G_CHECKSUM_SHA256, key, size, first, -1);
  return arc_id_for_content (name, strlen (name));
}

/* ---- answers ---- */

/* In a team's sync state: the shares whose states and answers have to be looked at, each with a
 * value of its own, so that what is noted meanwhile is not forgotten with it. */
#define ANSWERED "journal.answered/"
#define NOTE                                                                                       \
  "INSERT INTO sync_state (team_id, key, value) "                                                  \
  "SELECT team_id, '" ANSWERED "' || post_id, randomblob (8) FROM entry_share "                    \
  "WHERE is_revoked = 0 AND "
#define NOTED " ON CONFLICT (team_id, key) DO UPDATE SET value = excluded.value"

gboolean
arc_entry_share_table_note_answer (ArcJournal *journal, const char *entry_id, GError **error)
{
  return arc_journal_run_with (journal, NOTE "entry_id = ?" NOTED, entry_id, error);
}

gboolean
arc_entry_share_table_note_commitment (ArcJournal *journal, const char *commitment_id,
                                       GError **error)
{
  return arc_journal_run_with (
      journal, NOTE "entry_id IN (SELECT entry_id FROM commitment WHERE id = ?)" NOTED,
      commitment_id, error);
}

gboolean
arc_entry_share_table_note_look_back (ArcJournal *journal, const char *look_back_id, GError **error)
{
  return arc_journal_run_with (
      journal, NOTE "entry_id IN (SELECT entry_id FROM look_back WHERE id = ?)" NOTED, look_back_id,
      error);
}

gboolean
arc_entry_share_table_note_post (ArcJournal *journal, const char *post_id, GError **error)
{
  return arc_journal_run_with (journal, NOTE "post_id = ?" NOTED, post_id, error);
}

GHashTable *
arc_journal_list_answered (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GHashTable) noted = arc_journal_list_sync_state (journal, team_id, ANSWERED, error);
  GHashTable *by_id;
  GHashTableIter iter;
  gpointer key, value;

  if (!noted)
    return NULL;
  by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_hash_table_iter_init (&iter, noted);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (by_id, g_strdup ((const char *) key + strlen (ANSWERED)),
                         g_bytes_ref (value));
  return by_id;
}

typedef struct {
  const char *team_id;
  GHashTable *answered;
} Seen;

static gboolean
forget_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const Seen *seen = data;
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, seen->answered);
  while (g_hash_table_iter_next (&iter, &id, &value)) {
    g_autoptr (ArcStatement) statement = arc_statement_get (
        journal, "DELETE FROM sync_state WHERE team_id = ? AND key = ? AND value = ?", error);
    g_autofree char *key = g_strconcat (ANSWERED, id, NULL);

    if (!statement)
      return FALSE;
    arc_bind_text (statement, 1, seen->team_id);
    arc_bind_text (statement, 2, key);
    arc_bind_bytes (statement, 3, value);
    if (!arc_statement_run (journal, statement, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
arc_journal_forget_answered (ArcJournal *journal, const char *team_id, GHashTable *answered,
                             GError **error)
{
  Seen seen = {team_id, answered};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return g_hash_table_size (answered) == 0 ||
         arc_journal_transact (journal, forget_in_transaction, &seen, error);
}

/* ---- when an entry goes ---- */

static gpointer
read_pair (sqlite3_stmt *statement, gpointer data)
{
  const char *pair[] = {arc_column_text (statement, 0), arc_column_text (statement, 1), NULL};

  return g_strdupv ((char **) pair);
}

gboolean
arc_entry_share_table_revoke (ArcJournal *journal, const char *entry_id, GError **error)
{
  static const char sql[] =
      "SELECT DISTINCT entry_share.team_id, post_id FROM entry_share "
      "JOIN team ON team.id = entry_share.team_id "
      "JOIN post ON post.id = post_id AND post.team_id = team.id AND post.author = team.me "
      "WHERE entry_id = ? AND is_revoked = 0";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autoptr (GPtrArray) shares = NULL;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, entry_id);
  shares = arc_statement_collect (journal, statement, read_pair, NULL, (GDestroyNotify) g_strfreev,
                                  error);
  if (!shares)
    return FALSE;
  for (guint i = 0; i < shares->len; i++) {
    char **pair = shares->pdata[i];

    if (!arc_post_table_revoke (journal, pair[0], pair[1], error))
      return FALSE;
  }
  return TRUE;
}

gboolean
arc_entry_share_table_remove (ArcJournal *journal, const char *entry_id, GError **error)
{
  return arc_journal_run_with (journal, "DELETE FROM entry_share WHERE entry_id = ?", entry_id,
                               error);
}
