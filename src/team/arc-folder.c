/* A team in a folder: making it, asking to join, and the transport. */
#include "arc-config.h"

#include "arc-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-folder-private.h"

/* Directories that are listened to; what changes in others is found at the next sync anyway. */
#define MOST_WATCHED 500

/* ---- the transport ---- */

static gboolean
pull (ArcTransport *transport, ArcJournal *journal, ArcSyncReport *report,
      GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcFolderRun) run =
      arc_folder_run_new ((ArcFolder *) transport, journal, report, cancellable, error);

  return run != NULL && arc_folder_pull_people (run, error) && arc_folder_pull_posts (run, error) &&
         arc_folder_run_sweep (run, error);
}

static gboolean
push (ArcTransport *transport, ArcJournal *journal, ArcSyncReport *report,
      GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcFolderRun) run =
      arc_folder_run_new ((ArcFolder *) transport, journal, report, cancellable, error);

  return run != NULL && arc_folder_push (run, error);
}

static gboolean
leave (ArcTransport *transport, ArcJournal *journal, GError **error)
{
  g_autoptr (ArcFolderRun) run =
      arc_folder_run_new ((ArcFolder *) transport, journal, NULL, NULL, error);

  return run != NULL && arc_folder_remove_own (run, error);
}

static void
watch_below (GPtrArray *files, const char *path, guint depth)
{
  ARC_AUTO_FD dir = arc_dir_open (path, NULL);
  g_autoptr (GPtrArray) names = NULL;

  if (dir < 0 || files->len >= MOST_WATCHED)
    return;
  g_ptr_array_add (files, g_file_new_for_path (path));
  names = depth > 0 ? arc_dir_list (dir, FALSE, NULL) : NULL;
  for (guint i = 0; names != NULL && i < names->len; i++) {
    g_autofree char *id = arc_name_dup_id (names->pdata[i]);
    ARC_AUTO_FD below = id != NULL ? arc_dir_open_at (dir, names->pdata[i]) : -1;
    g_autofree char *next = g_build_filename (path, names->pdata[i], NULL);
    if (below >= 0)
      watch_below (files, next, depth - 1);
  }
}

static GPtrArray *
watch (ArcTransport *transport)
{
  const ArcFolder *folder = (const ArcFolder *) transport;
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *members = g_build_filename (folder->dir, "members", NULL);

  g_ptr_array_add (files, g_file_new_for_path (folder->dir));
  watch_below (files, members, 2);
  return files;
}

static void
free_folder (ArcTransport *transport)
{
  ArcFolder *folder = (ArcFolder *) transport;

  g_free (folder->dir);
  g_free (folder->team_id);
  arc_keys_free (folder->keys);
  g_free (folder);
}

static const ArcTransportClass klass = {
    .pull = pull,
    .push = push,
    .leave = leave,
    .watch = watch,
    .free = free_folder,
};

/* ---- public ---- */

gboolean
arc_folder_create (const char *dir, ArcRoster *roster, const ArcKeys *keys, const char *my_name,
                   GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = arc_roster_to_bytes (roster);
  ARC_AUTO_FD root = -1;
  ARC_AUTO_FD members = -1;

  if (g_mkdir (dir, 0777) != 0 && errno != EEXIST)
    return arc_folder_fail (errno, error);
  root = arc_dir_open (dir, error);
  if (root < 0)
    return FALSE;
  if (!arc_file_write_at (root, "team.arc", bytes, TRUE, &local)) {
    if (g_error_matches (local, ARC_ERROR, ARC_ERROR_INVALID))
      g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                   _ ("There is a team in “%s” already. Join it, or choose another folder."), dir);
    else
      g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  members = arc_dir_make_at (root, "members", TRUE, error);
  return members >= 0 && arc_folder_write_roster (members, roster, keys, error) &&
         arc_dir_sync (root, error);
}

ArcRoster *
arc_folder_peek (const char *dir, GError **error)
{
  ARC_AUTO_FD root = arc_dir_open (dir, error);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (root < 0)
    return NULL;
  bytes = arc_file_read_at (root, "team.arc", ARC_FOLDER_FILE_BYTES, NULL, &local);
  if (bytes != NULL)
    return arc_roster_parse (bytes, error);
  if (g_error_matches (local, ARC_ERROR, ARC_ERROR_NOT_FOUND))
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                 _ ("There is no team in “%s”. Choose the folder that your team shares, and wait "
                    "until it is synchronised."),
                 dir);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
arc_folder_ask (const char *dir, ArcRoster *roster, const ArcKeys *keys, const char *my_name,
                gint64 now_us, GError **error)
{
  ARC_AUTO_FD root = arc_dir_open (dir, error);
  ARC_AUTO_FD members = root >= 0 ? arc_dir_make_at (root, "members", TRUE, error) : -1;
  ARC_AUTO_FD mine = members >= 0 ? arc_dir_make_at (members, keys->person_id, FALSE, error) : -1;
  guint8 asked[ARC_ASKED_BYTES];

  if (mine < 0)
    return FALSE;
  randombytes_buf (asked, sizeof asked);
  g_autoptr (GBytes) card =
      arc_card_make (keys, arc_roster_get_team_id (roster), my_name, asked, now_us);
  return arc_file_write_at (mine, "card.arc", card, FALSE, error) &&
         arc_file_remove_at (mine, "left.arc", error) && arc_dir_sync (mine, error);
}

gboolean
arc_folder_put_roster (const char *dir, ArcRoster *roster, const ArcKeys *keys, GError **error)
{
  ARC_AUTO_FD root = arc_dir_open (dir, error);
  ARC_AUTO_FD members = root >= 0 ? arc_dir_make_at (root, "members", TRUE, error) : -1;

  return members >= 0 && arc_folder_write_roster (members, roster, keys, error);
}

GPtrArray *
arc_folder_list_asking (const char *dir, ArcRoster *roster, GError **error)
{
  ARC_AUTO_FD root = arc_dir_open (dir, error);
  ARC_AUTO_FD members = -1;
  g_autoptr (GPtrArray) cards = NULL;

  if (root < 0)
    return NULL;
  members = arc_dir_open_at (root, "members");
  if (members < 0) {
    arc_folder_fail (errno, error);
    return NULL;
  }
  cards = arc_folder_read_cards (members, arc_roster_get_team_id (roster), error);
  for (guint i = cards != NULL ? cards->len : 0; i > 0; i--) {
    const ArcPerson *card = cards->pdata[i - 1];
    if (!arc_card_is_asking (card, arc_roster_find (roster, card->member.id)))
      g_ptr_array_remove_index (cards, i - 1);
  }
  return g_steal_pointer (&cards);
}

ArcTransport *
arc_folder_new (const char *dir, const char *team_id, ArcKeys *keys)
{
  ArcFolder *folder = g_new0 (ArcFolder, 1);

  folder->parent.klass = &klass;
  folder->dir = g_strdup (dir);
  folder->team_id = g_strdup (team_id);
  folder->keys = keys;
  return &folder->parent;
}

gboolean
arc_folder_forget_reading (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GHashTable) states =
      arc_journal_list_sync_state (journal, team_id, ARC_STATE_FOLDER_IN, error);
  GHashTableIter iter;
  gpointer key;

  if (states == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!arc_journal_set_sync_state (journal, team_id, key, NULL, error))
      return FALSE;
  return TRUE;
}
