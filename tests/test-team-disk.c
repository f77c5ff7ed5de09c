/* A team's folder on a disk without room, or that cannot be written: one sentence says it, nothing
 * is lost, the others read what there is, and the next sync that can sends all.
 *
 * The folder moves to a small file system of its own for this; where mounting is not allowed, that
 * is skipped with the reason. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "arc-folder-files.h"
#include "team-folder.h"

#define DISK "size=2m"
/* A share that takes room. */
#define WORDS 8000
#define FILLER "filler"

/* ---- a disk of its own ---- */

static void
copy_all (const char *from, const char *to)
{
  const char *argv[] = {"cp", "-a", NULL, to, NULL};
  g_autofree char *content = g_build_filename (from, ".", NULL);
  g_autoptr (GError) error = NULL;
  int status;

  argv[2] = content;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/* What is mounted is seen by this process alone, and ends with it. */
static gboolean
mounts_alone (void)
{
  return unshare (CLONE_NEWNS) == 0 && mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

/* The folder, with all that is in it, on a disk of 2 MiB; FALSE where that is not allowed. */
static gboolean
move_to_disk (FolderFixture *fixture)
{
  g_autofree char *before = g_strconcat (fixture->dir, ".before", NULL);

  g_assert_no_errno (rename (fixture->dir, before));
  g_assert_no_errno (g_mkdir (fixture->dir, 0755));
  if (!mounts_alone () || mount ("none", fixture->dir, "tmpfs", 0, DISK) != 0) {
    g_autofree char *why = g_strdup_printf ("mounting is not allowed here: %s", g_strerror (errno));

    g_assert_no_errno (g_rmdir (fixture->dir));
    g_assert_no_errno (rename (before, fixture->dir));
    g_test_skip (why);
    return FALSE;
  }
  copy_all (before, fixture->dir);
  folder_sync_all (fixture);
  return TRUE;
}

static void
give_back (FolderFixture *fixture)
{
  g_assert_no_errno (umount2 (fixture->dir, MNT_DETACH));
}

/* Takes all room but so many bytes. */
static void
fill (FolderFixture *fixture, gsize leave)
{
  g_autofree char *path = g_build_filename (fixture->dir, FILLER, NULL);
  g_autofree char *page = g_malloc0 (4096);
  int fd = g_creat (path, 0600);
  off_t size;

  g_assert_cmpint (fd, >=, 0);
  while (write (fd, page, 4096) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  size = lseek (fd, 0, SEEK_END);
  g_assert_no_errno (ftruncate (fd, MAX (0, size - (off_t) leave)));
  close (fd);
}

static void
make_room (FolderFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->dir, FILLER, NULL);

  g_assert_no_errno (g_unlink (path));
}

/* ---- what is asked of a sync ---- */

/* (transfer full): words that no compression makes small. */
static char *
make_text (guint number)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (number);

  for (guint i = 0; i < WORDS; i++)
    g_string_append_printf (text, "%08x ", g_rand_int (random));
  return g_string_free (text, FALSE);
}

static void
assert_problem (FolderFixture *fixture, guint member, const char *problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeam) team = arc_journal_find_team (fixture->world->members[member].journal,
                                                    fixture->world->team_id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (team->problem, ==, problem);
}

/* Whether it worked; if not, it said so in a sentence that the team remembers, and all waits. */
static gboolean
sync_or_say (FolderFixture *fixture, guint member, int code)
{
  ArcJournal *journal = fixture->world->members[member].journal;
  g_autoptr (ArcSyncReport) report = arc_sync_report_new ();
  g_autoptr (GError) error = NULL;
  guint waits = arc_journal_count_outbox (journal);

  if (arc_team_sync (journal, NULL, report, NULL, &error)) {
    g_assert_cmpuint (arc_journal_count_outbox (journal), ==, 0);
    assert_problem (fixture, member, "");
    return TRUE;
  }
  g_assert_error (error, ARC_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_nonnull (strstr (error->message, "Nothing is lost"));
  g_assert_cmpuint (arc_journal_count_outbox (journal), ==, waits);
  assert_problem (fixture, member, error->message);
  return FALSE;
}

static void
assert_whole (const char *path, gpointer data)
{
  g_autofree char *name = g_path_get_basename (path);

  /* What was begun and could not be ended is taken away again. */
  g_assert_false (g_str_has_prefix (name, ARC_FOLDER_PARTIAL));
}

/* ---- tests ---- */

static void
test_full (FolderFixture *fixture, gconstpointer data)
{
  static const gsize left[] = {0, 4096, 8192, 20480, 61440, 65536, 73728, 81920, 131072, 0};
  guint refused = 0, sent = 0;

  if (!move_to_disk (fixture))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (left); i++) {
    g_autofree char *text = make_text (i);
    g_autofree char *id = folder_share (fixture, BEN, text, ARC_AUDIENCE_TEAM);
    guint seen;

    fill (fixture, left[i]);
    if (sync_or_say (fixture, BEN, ARC_ERROR_NO_SPACE))
      sent++;
    else
      refused++;
    folder_each_file (fixture->dir, assert_whole, NULL);
    /* The folder is as it was before, or as it is after. */
    team_world_sync_only (fixture->world, CLEO);
    seen = folder_count_shares (fixture, CLEO, BEN);
    g_assert_true (seen == i || seen == i + 1);
    make_room (fixture);
    g_assert_true (sync_or_say (fixture, BEN, ARC_ERROR_NO_SPACE));
    team_world_sync_only (fixture->world, CLEO);
    g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, i + 1);
  }
  g_assert_cmpuint (refused, >, 0);
  g_assert_cmpuint (sent, >, 0);
  arc_test_assert_sound (fixture->world->members[BEN].journal);
  give_back (fixture);
}

/* Taking back works without room, since words must go: at once, or when there is room. */
static void
test_full_revoke (FolderFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = make_text (1);
  g_autofree char *id = NULL;

  if (!move_to_disk (fixture))
    return;
  id = folder_share (fixture, BEN, text, ARC_AUDIENCE_TEAM);
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, 1);
  arc_team_unshare (fixture->world->members[BEN].journal, id, NULL, &error);
  g_assert_no_error (error);
  fill (fixture, 0);
  sync_or_say (fixture, BEN, ARC_ERROR_NO_SPACE);
  team_world_sync_only (fixture->world, CLEO);
  make_room (fixture);
  g_assert_true (sync_or_say (fixture, BEN, ARC_ERROR_NO_SPACE));
  team_world_sync_only (fixture->world, CLEO);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, 0);
  give_back (fixture);
}

static void
test_read_only (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!move_to_disk (fixture))
    return;
  first = folder_share (fixture, ADA, "Ada's words", ARC_AUDIENCE_TEAM);
  team_world_sync_only (fixture->world, ADA);
  second = folder_share (fixture, BEN, "Ben's words", ARC_AUDIENCE_TEAM);
  g_assert_no_errno (mount (NULL, fixture->dir, NULL, MS_REMOUNT | MS_RDONLY, DISK));
  before = folder_stamp_all (fixture);
  g_assert_false (sync_or_say (fixture, BEN, ARC_ERROR_READ_ONLY));
  /* What others wrote is read all the same, by Ben too. */
  g_assert_cmpuint (folder_count_shares (fixture, BEN, ADA), ==, 1);
  team_world_sync_only (fixture->world, CLEO);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, ADA), ==, 1);
  after = folder_stamp_all (fixture);
  g_assert_cmpstr (before, ==, after);
  g_assert_no_errno (mount (NULL, fixture->dir, NULL, MS_REMOUNT, DISK));
  g_assert_true (sync_or_say (fixture, BEN, ARC_ERROR_READ_ONLY));
  team_world_sync_only (fixture->world, CLEO);
  g_assert_cmpuint (folder_count_shares (fixture, CLEO, BEN), ==, 1);
  give_back (fixture);
}

/* A quota is no room, whoever counts. */
static void
test_sentences (void)
{
  static const struct {
    int system;
    int code;
    const char *says;
  } cases[] = {
      {ENOSPC, ARC_ERROR_NO_SPACE, "no room"},
      {EDQUOT, ARC_ERROR_NO_SPACE, "no room"},
      {EROFS, ARC_ERROR_READ_ONLY, "cannot be written"},
      {EACCES, ARC_ERROR_READ_ONLY, "cannot be written"},
      {ENOENT, ARC_ERROR_NOT_FOUND, "is not there"},
      {EIO, ARC_ERROR_IO, "try again later"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (arc_folder_fail (cases[i].system, &error));
    g_assert_error (error, ARC_ERROR, cases[i].code);
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/team/disk/full", FolderFixture, NULL, folder_set_up, test_full, folder_tear_down);
  g_test_add ("/team/disk/full-revoke", FolderFixture, NULL, folder_set_up, test_full_revoke,
              folder_tear_down);
  g_test_add ("/team/disk/read-only", FolderFixture, NULL, folder_set_up, test_read_only,
              folder_tear_down);
  g_test_add_func ("/team/disk/sentences", test_sentences);
  return g_test_run ();
}
