/* A team's folder: what lies in it and what must never, what a sync leaves alone, what comes back
 * after a loss, leaving and being removed. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "arc-folder-format.h"
#include "arc-folder.h"
#include "team-folder.h"

/* ---- bytes ---- */

typedef struct {
  const char *marker;
  guint found;
} Search;

static void
search_file (const char *path, gpointer data)
{
  Search *search = data;
  g_autoptr (GBytes) bytes = folder_read_file (path);
  gsize length;
  gconstpointer content = g_bytes_get_data (bytes, &length);

  search->found += memmem (content, length, search->marker, strlen (search->marker)) != NULL;
}

static void
assert_absent (const char *path, const char *marker)
{
  Search search = {marker, 0};

  folder_each_file (path, search_file, &search);
  g_assert_cmpuint (search.found, ==, 0);
}

/* Every record of @author that @reader can open, as one text. */
static char *
open_all (FolderFixture *fixture, guint author, guint reader)
{
  g_autoptr (GPtrArray) segments = folder_list_segments (fixture, author);
  g_autoptr (ArcKeys) keys = folder_keys_of (fixture, reader);
  g_autoptr (ArcKeys) of_author = folder_keys_of (fixture, author);
  g_autoptr (GBytes) state = arc_journal_get_sync_state (fixture->world->members[author].journal,
                                                         fixture->world->team_id, "roster", NULL);
  g_autoptr (ArcRoster) roster = arc_roster_parse (state, NULL);
  g_autoptr (GBytes) vouch = arc_device_vouch (of_author, fixture->world->team_id);
  g_autoptr (ArcDevice) device =
      arc_device_open (vouch, arc_roster_find (roster, of_author->person_id), NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < segments->len; i++) {
    g_autoptr (GBytes) bytes = folder_read_file (segments->pdata[i]);
    g_autoptr (GPtrArray) records = arc_segment_read (bytes, NULL);
    g_assert_nonnull (records);
    for (guint j = 0; j < records->len; j++) {
      g_autoptr (ArcPost) post = NULL;
      ArcOpened opened;
      g_assert_true (arc_open_post (records->pdata[j], device, roster, keys, &opened, &post, NULL));
      if (post != NULL)
        g_string_append_printf (text, "%s\n", post->body);
    }
  }
  return g_string_free (text, FALSE);
}

/* One section is shared: no other's text is anywhere, decrypted or not, now or after revoking. */
static void
test_bytes (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = team_world_write (fixture->world, BEN, "marker-4c17");
  g_autofree char *post_id = team_world_share (fixture->world, BEN, entry_id, ARC_PART_REFLECTION,
                                               ARC_AUDIENCE_TEAM, NULL);
  g_autoptr (GError) error = NULL;

  folder_sync_all (fixture);
  assert_absent (fixture->dir, "marker-4c17");
  assert_absent (fixture->dir, "Ben Kim\"");
  {
    g_autofree char *opened = open_all (fixture, BEN, ADA);
    g_assert_nonnull (strstr (opened, "On reflection: marker-4c17"));
    g_assert_null (strstr (opened, "From now on"));
    g_assert_null (strstr (opened, entry_id));
  }
  arc_team_unshare (fixture->world->members[BEN].journal, post_id, NULL, &error);
  g_assert_no_error (error);
  folder_sync_all (fixture);
  {
    g_autofree char *opened = open_all (fixture, BEN, BEN);
    g_assert_cmpstr (opened, ==, "");
  }
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 0);
}

static void
test_managers (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *post_id = folder_share (fixture, BEN, "marker-88aa", ARC_AUDIENCE_MANAGERS);
  g_autofree char *by_ada = NULL, *by_cleo = NULL;

  folder_sync_all (fixture);
  by_ada = open_all (fixture, BEN, ADA);
  by_cleo = open_all (fixture, BEN, CLEO);
  g_assert_nonnull (strstr (by_ada, "marker-88aa"));
  g_assert_cmpstr (by_cleo, ==, "");
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, 0);
}

/* Who becomes a manager reads what managers read, and no longer when they are none. */
static void
test_new_manager (FolderFixture *fixture, gconstpointer data)
{
  TeamMember *ada = &fixture->world->members[ADA];
  g_autofree char *post_id = folder_share (fixture, BEN, "For managers.", ARC_AUDIENCE_MANAGERS);
  g_autoptr (GError) error = NULL;

  folder_sync_all (fixture);
  arc_team_set_roles (ada->journal, fixture->world->team_id, fixture->world->members[CLEO].id,
                      ARC_ROLE_MANAGER, &error);
  g_assert_no_error (error);
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, 1);
  arc_team_set_roles (ada->journal, fixture->world->team_id, fixture->world->members[CLEO].id, 0,
                      &error);
  g_assert_no_error (error);
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, 0);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
}

/* A share that went to the whole team, edited for managers only. */
static void
test_narrowed (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = team_world_write (fixture->world, BEN, "For all.");
  g_autofree char *post_id =
      team_world_share (fixture->world, BEN, entry_id, ARC_PART_ACTION, ARC_AUDIENCE_TEAM, NULL);
  g_autofree char *narrow = NULL;

  g_free (folder_share (fixture, BEN, "Another.", ARC_AUDIENCE_TEAM));
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, 2);
  narrow = team_world_share (fixture->world, BEN, entry_id, ARC_PART_ACTION, ARC_AUDIENCE_MANAGERS,
                             post_id);
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, 1);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 2);
  g_free (
      team_world_share (fixture->world, BEN, entry_id, ARC_PART_ACTION, ARC_AUDIENCE_TEAM, narrow));
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, 2);
}

/* ---- idle, small, tidy ---- */

static void
test_idle (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL, *journal = NULL, *journal_after = NULL;
  TeamMember *ada = &fixture->world->members[ADA];

  g_free (folder_share (fixture, BEN, "Once.", ARC_AUDIENCE_TEAM));
  g_free (folder_share (fixture, ADA, "Twice.", ARC_AUDIENCE_MANAGERS));
  folder_sync_all (fixture);
  /* What changed within a tick of the file system's clock is looked at once more after it. */
  g_usleep (60000);
  folder_sync_all (fixture);
  before = folder_stamp_all (fixture);
  journal = arc_test_sql_text (ada->path, "SELECT group_concat(key || hex(value)) FROM sync_state");
  for (guint i = 0; i < 3; i++) {
    g_autoptr (ArcSyncReport) report = team_world_sync (fixture->world, ADA);
    g_assert_false (report->wrote);
  }
  after = folder_stamp_all (fixture);
  journal_after =
      arc_test_sql_text (ada->path, "SELECT group_concat(key || hex(value)) FROM sync_state");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (journal_after, ==, journal);
}

/* Of many segments one new share changes the last at most; a revoked one changes its own. */
static void
test_few_rewritten (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (8000, 'x');
  g_autofree char *first = folder_share (fixture, BEN, text, ARC_AUDIENCE_TEAM);
  g_autoptr (GPtrArray) before = NULL, after = NULL, last = NULL;
  g_autoptr (GError) error = NULL;
  guint kept = 0;

  for (guint i = 0; i < 40; i++)
    g_free (folder_share (fixture, BEN, text, ARC_AUDIENCE_TEAM));
  team_world_sync_only (fixture->world, BEN);
  before = folder_list_segments (fixture, BEN);
  g_assert_cmpuint (before->len, >, 4);
  for (guint i = 0; i < before->len; i++) {
    GStatBuf info;
    g_assert_cmpint (g_stat (before->pdata[i], &info), ==, 0);
    g_assert_cmpint (info.st_size, <=, ARC_SEGMENT_BYTES);
  }
  g_free (folder_share (fixture, BEN, "One more.", ARC_AUDIENCE_TEAM));
  team_world_sync_only (fixture->world, BEN);
  after = folder_list_segments (fixture, BEN);
  for (guint i = 0; i < before->len; i++)
    kept += g_file_test (before->pdata[i], G_FILE_TEST_EXISTS);
  g_assert_cmpuint (kept, >=, before->len - 1);
  arc_team_unshare (fixture->world->members[BEN].journal, first, NULL, &error);
  g_assert_no_error (error);
  team_world_sync_only (fixture->world, BEN);
  last = folder_list_segments (fixture, BEN);
  kept = 0;
  for (guint i = 0; i < after->len; i++)
    kept += g_file_test (after->pdata[i], G_FILE_TEST_EXISTS);
  g_assert_cmpuint (kept, ==, after->len - 1);
  g_assert_cmpuint (last->len, ==, after->len);
  folder_sync_all (fixture);
  team_world_assert_equal (fixture->world);
}

/* A post larger than a segment has one of its own. */
static void
test_large (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (300000, 'y');

  g_free (folder_share (fixture, BEN, "Small.", ARC_AUDIENCE_TEAM));
  g_free (folder_share (fixture, BEN, text, ARC_AUDIENCE_TEAM));
  g_free (folder_share (fixture, BEN, "Small too.", ARC_AUDIENCE_TEAM));
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 3);
  team_world_assert_equal (fixture->world);
}

/* ---- wiped, restored, unplugged ---- */

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    remove_tree (child);
  }
  g_remove (path);
}

static void
empty_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    remove_tree (child);
  }
}

static void
test_wiped (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL, *segment = NULL, *person = folder_person_dir (fixture, BEN);
  guint64 sequence = 0;

  g_free (folder_share (fixture, BEN, "Kept.", ARC_AUDIENCE_TEAM));
  g_free (folder_share (fixture, ADA, "Hers.", ARC_AUDIENCE_MANAGERS));
  folder_sync_all (fixture);
  path = folder_device_file (fixture, BEN, "manifest.arc");
  for (guint kind = 0; kind < 5; kind++) {
    g_test_message ("kind %u", kind);
    g_clear_pointer (&segment, g_free);
    segment = folder_only_segment (fixture, BEN);
    switch (kind) {
    case 0:
      g_unlink (path);
      break;
    case 1:
      g_unlink (segment);
      break;
    case 2:
      folder_flip (segment, 50);
      break;
    case 3:
      remove_tree (person);
      break;
    case 4: /* all of it; the folder is the same */
      empty_tree (fixture->dir);
      break;
    }
    folder_sync_all (fixture);
    team_world_assert_equal (fixture->world);
    {
      g_autofree char *opened = open_all (fixture, BEN, CLEO);
      g_autoptr (ArcKeys) keys = folder_keys_of (fixture, BEN);
      g_autoptr (GBytes) bytes = folder_read_file (path);
      g_autoptr (GBytes) state = arc_journal_get_sync_state (
          fixture->world->members[BEN].journal, fixture->world->team_id, "roster", NULL);
      g_autoptr (ArcRoster) roster = arc_roster_parse (state, NULL);
      g_autoptr (ArcManifest) manifest = arc_manifest_read (
          bytes, fixture->world->team_id, arc_roster_find (roster, keys->person_id),
          keys->device_id, NULL, NULL);
      g_assert_nonnull (strstr (opened, "Kept."));
      g_assert_cmpuint (manifest->sequence, >, sequence);
      sequence = manifest->sequence;
    }
  }
}

/* An empty place where the folder was: nothing is written there, nothing is lost. */
static void
test_unplugged (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_strconcat (fixture->dir, ".away", NULL);
  g_autoptr (ArcSyncReport) report = arc_sync_report_new ();
  g_autoptr (GError) error = NULL;
  TeamMember *ben = &fixture->world->members[BEN];

  g_free (folder_share (fixture, BEN, "Waits.", ARC_AUDIENCE_TEAM));
  g_assert_cmpint (g_rename (fixture->dir, away), ==, 0);
  g_assert_false (arc_team_sync (ben->journal, NULL, report, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_assert_cmpint (g_mkdir (fixture->dir, 0755), ==, 0);
  g_assert_false (arc_team_sync (ben->journal, NULL, report, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_assert_cmpuint (arc_journal_count_outbox (ben->journal), ==, 1);
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0);
  g_assert_cmpint (g_rename (away, fixture->dir), ==, 0);
  folder_sync_all (fixture);
  g_assert_cmpuint (arc_journal_count_outbox (ben->journal), ==, 0);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
}

/* A journal of some time ago: what it shared since is in the folder, and comes back. */
static void
test_restored (FolderFixture *fixture, gconstpointer data)
{
  TeamMember *ben = &fixture->world->members[BEN];
  g_autofree char *backup = g_strconcat (ben->path, ".backup", NULL);
  g_autofree char *wal = g_strconcat (ben->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (ben->path, "-shm", NULL);
  g_autofree char *revoked = folder_share (fixture, BEN, "Taken back later.", ARC_AUDIENCE_TEAM);
  g_autoptr (GError) error = NULL;

  folder_sync_all (fixture);
  arc_journal_backup (ben->journal, backup, NULL, &error);
  g_assert_no_error (error);
  g_free (folder_share (fixture, BEN, "After the backup.", ARC_AUDIENCE_TEAM));
  arc_team_unshare (ben->journal, revoked, NULL, &error);
  g_assert_no_error (error);
  folder_sync_all (fixture);
  arc_journal_close (ben->journal);
  g_unlink (wal);
  g_unlink (shm);
  g_assert_cmpint (g_rename (backup, ben->path), ==, 0);
  ben->journal = arc_test_open (ben->path, &ben->clock);
  g_free (folder_share (fixture, BEN, "After coming back.", ARC_AUDIENCE_TEAM));
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 2);
  g_assert_cmpuint (folder_count_shares (fixture, BEN, BEN), ==, 2);
  team_world_assert_equal (fixture->world);
}

/* What a push that was killed left lying there. */
static void
test_leftovers (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *partial = NULL, *stray = NULL, *name = g_strnfill (64, 'a');
  g_autofree char *file = g_strconcat (name, ".arc", NULL);

  g_free (folder_share (fixture, BEN, "Kept.", ARC_AUDIENCE_TEAM));
  folder_sync_all (fixture);
  partial = folder_device_file (fixture, BEN, ".partial-0123456789abcdef");
  stray = folder_device_file (fixture, BEN, file);
  folder_write_bytes (partial, "half", 4);
  folder_write_bytes (stray, "old", 3);
  folder_assert_told (fixture, 0, 0);
  team_world_sync_only (fixture->world, BEN);
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (stray, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
}

/* ---- leaving, being removed ---- */

static void
count_file (const char *path, gpointer data)
{
  (*(guint *) data)++;
}

static void
test_leave (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *ben = folder_person_dir (fixture, BEN);
  g_autofree char *left = g_build_filename (ben, "left.arc", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) word = NULL;
  guint files = 0;

  g_free (folder_share (fixture, BEN, "His.", ARC_AUDIENCE_TEAM));
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
  arc_team_leave (fixture->world->members[BEN].journal, fixture->world->team_id, &error);
  g_assert_no_error (error);
  folder_each_file (ben, count_file, &files);
  g_assert_cmpuint (files, ==, 1);
  g_assert_true (g_file_test (left, G_FILE_TEST_EXISTS));
  team_world_sync_only (fixture->world, ADA);
  team_world_sync_only (fixture->world, CLEO);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 0);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, 0);
  /* From here on the team has another key. */
  {
    g_autoptr (GBytes) state = arc_journal_get_sync_state (fixture->world->members[CLEO].journal,
                                                           fixture->world->team_id, "roster", NULL);
    g_autoptr (ArcRoster) roster = arc_roster_parse (state, NULL);
    g_assert_cmpuint (arc_roster_get_epoch (roster), ==, 2);
  }
}

static void
test_remove (FolderFixture *fixture, gconstpointer data)
{
  TeamMember *ada = &fixture->world->members[ADA];
  TeamMember *cleo = &fixture->world->members[CLEO];
  g_autoptr (GPtrArray) asking = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) state = NULL;
  g_autoptr (ArcRoster) roster = NULL;
  g_autoptr (ArcKeys) keys = folder_keys_of (fixture, CLEO);

  g_free (folder_share (fixture, CLEO, "Hers.", ARC_AUDIENCE_TEAM));
  g_free (folder_share (fixture, BEN, "Before.", ARC_AUDIENCE_TEAM));
  folder_sync_all (fixture);
  arc_team_remove (ada->journal, fixture->world->team_id, cleo->id, &error);
  g_assert_no_error (error);
  folder_sync_all (fixture);
  g_free (folder_share (fixture, BEN, "marker-after-0b", ARC_AUDIENCE_TEAM));
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, CLEO), ==, 0);
  g_assert_cmpuint (folder_count_shares (fixture, BEN, CLEO), ==, 0);
  {
    g_autofree char *opened = open_all (fixture, BEN, CLEO);
    g_assert_null (strstr (opened, "marker-after-0b"));
    g_assert_nonnull (strstr (opened, "Before."));
  }
  /* Her old card asks for nothing; a new one does, and her posts come back with her. */
  state = arc_journal_get_sync_state (ada->journal, fixture->world->team_id, "roster", NULL);
  roster = arc_roster_parse (state, NULL);
  asking = arc_folder_list_asking (fixture->dir, roster, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (asking->len, ==, 0);
  arc_folder_ask (fixture->dir, roster, keys, cleo->name, ARC_TEST_NOW + 1, &error);
  g_assert_no_error (error);
  folder_sync_all (fixture);
  arc_team_accept (ada->journal, fixture->world->team_id, cleo->id, &error);
  g_assert_no_error (error);
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, CLEO), ==, 1);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, 2);
}

/* ---- making ---- */

static void
test_create_twice (FolderFixture *fixture, gconstpointer data)
{
  g_autoptr (ArcKeys) keys = arc_keys_new ();
  g_autoptr (ArcRoster) roster = arc_roster_create (keys, "Second", "Eve", ARC_TEST_NOW);
  g_autofree char *empty = g_build_filename (fixture->world->top, "empty", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (arc_folder_create (fixture->dir, roster, keys, "Eve", &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  g_assert_null (arc_folder_peek (empty, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_mkdir (empty, 0755);
  g_assert_null (arc_folder_peek (empty, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/team/folder/" name, FolderFixture, NULL, folder_set_up, func, folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("bytes", test_bytes);
  ADD ("managers", test_managers);
  ADD ("new-manager", test_new_manager);
  ADD ("narrowed", test_narrowed);
  ADD ("idle", test_idle);
  ADD ("few-rewritten", test_few_rewritten);
  ADD ("large", test_large);
  ADD ("wiped", test_wiped);
  ADD ("unplugged", test_unplugged);
  ADD ("restored", test_restored);
  ADD ("leftovers", test_leftovers);
  ADD ("leave", test_leave);
  ADD ("remove", test_remove);
  ADD ("create-twice", test_create_twice);
  return g_test_run ();
}
