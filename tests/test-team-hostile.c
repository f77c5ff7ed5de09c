/* A team's folder with files that somebody else or a mishap put there: each is told once and harms
 * nothing, and the rest goes on. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arc-folder-format.h"
#include "arc-id.h"
#include "team-folder.h"

/* ---- hostile files ---- */

static void
put_forged (FolderFixture *fixture, guint at, const char *name, GBytes *bytes)
{
  g_autofree char *path = folder_device_file (fixture, at, name);

  folder_write_file (path, bytes);
}

/* Each kind of file in the place of Ben's manifest, then his own again. */
static void
test_manifests (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *post_id = folder_share (fixture, BEN, "Good.", ARC_AUDIENCE_TEAM);
  g_autofree char *path = NULL, *theirs = NULL;
  g_autoptr (GBytes) good = NULL, other = NULL;
  gsize length;

  g_free (folder_share (fixture, CLEO, "Hers.", ARC_AUDIENCE_TEAM));
  team_world_sync_only (fixture->world, BEN);
  team_world_sync_only (fixture->world, CLEO);
  path = folder_device_file (fixture, BEN, "manifest.arc");
  theirs = folder_device_file (fixture, CLEO, "manifest.arc");
  good = folder_read_file (path);
  other = folder_read_file (theirs);
  length = g_bytes_get_size (good);

  for (guint kind = 0; kind < 10; kind++) {
    g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (good, NULL), length);
    g_unlink (path);
    g_test_message ("kind %u", kind);
    switch (kind) {
    case 0: /* altered */
      copy[length / 2] ^= 4;
      folder_write_bytes (path, copy, length);
      break;
    case 1: /* cut */
      folder_write_bytes (path, copy, length - 30);
      break;
    case 2: /* a newer version */
      copy[4] = 9;
      folder_write_bytes (path, copy, length);
      break;
    case 3: /* nothing, and something else */
      folder_write_bytes (path, "", 0);
      break;
    case 4:
      folder_write_bytes (path, "{\"sequence\": 12}", 16);
      break;
    case 5: /* another person's */
      folder_write_file (path, other);
      break;
    case 6: { /* 1 GiB */
      folder_write_bytes (path, copy, length);
      g_assert_cmpint (truncate (path, 1 << 30), ==, 0);
      break;
    }
    case 7: /* a symbolic link, even to what would be right */
    {
      g_autofree char *real = g_strconcat (path, ".real", NULL);
      folder_write_file (real, good);
      g_assert_cmpint (symlink (real, path), ==, 0);
      break;
    }
    case 8: /* a pipe */
      g_assert_cmpint (mkfifo (path, 0644), ==, 0);
      break;
    case 9: /* a folder */
      g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
      break;
    }
    folder_assert_told (fixture, 1, 1);
    /* The others go on. */
    g_assert_cmpuint (folder_count_shares (fixture, ADA, CLEO), ==, 1);
    g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 0);
    g_remove (path);
    folder_assert_told (fixture, 0, 0);
  }
  folder_write_file (path, good);
  folder_assert_told (fixture, 0, 0);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
}

static void
test_segments (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *post_id = folder_share (fixture, BEN, "Good.", ARC_AUDIENCE_TEAM);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) good = NULL;
  gsize length;

  team_world_sync_only (fixture->world, BEN);
  path = folder_only_segment (fixture, BEN);
  good = folder_read_file (path);
  length = g_bytes_get_size (good);
  /* Missing and short: still on its way, without a word. */
  g_unlink (path);
  folder_assert_told (fixture, 0, 0);
  folder_write_bytes (path, g_bytes_get_data (good, NULL), length / 2);
  folder_assert_told (fixture, 0, 0);
  /* After a day there is one. */
  fixture->world->members[ADA].clock.now_us += 2 * ARC_TEST_DAY;
  folder_assert_told (fixture, 1, 1);
  /* Altered. */
  folder_write_file (path, good);
  folder_flip (path, length / 2);
  folder_assert_told (fixture, 1, 1);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 0);
  /* 1 GiB: not read. */
  g_unlink (path);
  folder_write_file (path, good);
  g_assert_cmpint (truncate (path, 1 << 30), ==, 0);
  folder_assert_told (fixture, 1, 1);
  g_unlink (path);
  g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
  folder_assert_told (fixture, 1, 1);
  g_unlink (path);
  folder_write_file (path, good);
  folder_assert_told (fixture, 0, 0);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
}

/* Where people and devices are expected. */
static void
test_places (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *stranger_id = arc_id_new_random ();
  g_autofree char *device_id = arc_id_new_random ();
  g_autofree char *stranger = g_build_filename (fixture->dir, "members", stranger_id, NULL);
  g_autofree char *device = g_build_filename (stranger, device_id, NULL);
  g_autofree char *link_id = arc_id_new_random ();
  g_autofree char *linked = g_build_filename (fixture->dir, "members", link_id, NULL);
  g_autofree char *ben = folder_person_dir (fixture, BEN);
  g_autofree char *second = g_build_filename (ben, device_id, NULL);
  g_autofree char *odd = g_build_filename (fixture->dir, "members", "desktop.ini", NULL);

  g_free (folder_share (fixture, BEN, "Good.", ARC_AUDIENCE_TEAM));
  team_world_sync_only (fixture->world, BEN);
  /* Files of other programs are nobody's business. */
  folder_write_bytes (odd, "x", 1);
  folder_assert_told (fixture, 0, 0);
  /* A stranger, a folder that is a link, a device that is one. */
  g_assert_cmpint (g_mkdir_with_parents (device, 0755), ==, 0);
  g_assert_cmpint (symlink ("/", linked), ==, 0);
  g_assert_cmpint (symlink ("/", second), ==, 0);
  folder_assert_told (fixture, 3, 3);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
  g_unlink (linked);
  g_unlink (second);
  g_rmdir (device);
  folder_assert_told (fixture, 0, 0);
}

static void
test_cards_and_rosters (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *cleo = folder_person_dir (fixture, CLEO);
  g_autofree char *card = g_build_filename (cleo, "card.arc", NULL);
  g_autofree char *roster = g_build_filename (cleo, "roster.arc", NULL);
  g_autofree char *left = g_build_filename (cleo, "left.arc", NULL);
  g_autoptr (ArcKeys) keys = arc_keys_new ();
  g_autoptr (ArcRoster) other = arc_roster_create (keys, "Others", "Eve", ARC_TEST_NOW);
  g_autoptr (GBytes) foreign = arc_roster_to_bytes (other);

  /* The list of another team; a card that is not signed; a word of leaving that she did not say. */
  folder_write_file (roster, foreign);
  folder_flip (card, 40);
  folder_write_bytes (left, "ARCL\001no", 7);
  folder_assert_told (fixture, 3, 3);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, CLEO), ==, 0);
  g_free (folder_share (fixture, CLEO, "Still in.", ARC_AUDIENCE_TEAM));
  team_world_sync_only (fixture->world, CLEO);
  team_world_sync_only (fixture->world, ADA);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, CLEO), ==, 1);
  g_unlink (roster);
  g_unlink (left);
  g_unlink (card);
  folder_assert_told (fixture, 0, 0);
}

/* Cleo's own turn, though she is no admin: the same as any list that a stranger made. */
static void
test_not_admin (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *cleo = folder_person_dir (fixture, CLEO);
  g_autofree char *path = g_build_filename (cleo, "roster.arc", NULL);
  g_autofree char *ada = folder_person_dir (fixture, ADA);
  g_autofree char *adas = g_build_filename (ada, "roster.arc", NULL);
  g_autoptr (ArcKeys) keys = folder_keys_of (fixture, CLEO);
  g_autoptr (GBytes) good = folder_read_file (adas);
  g_autoptr (ArcRoster) roster = arc_roster_parse (good, NULL);
  g_autoptr (GByteArray) turn = g_byte_array_new ();
  g_autoptr (GByteArray) forged = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  const ArcPlace nowhere = {NULL};

  arc_pack_header (turn, 'T', 1);
  arc_pack_u8 (turn, 3);
  arc_pack_raw (turn, arc_roster_get_head (roster), ARC_HASH_BYTES);
  arc_pack_id (turn, keys->person_id);
  arc_pack_u64 (turn, ARC_TEST_NOW);
  arc_pack_id (turn, keys->person_id);
  arc_pack_u8 (turn, ARC_ROLE_ADMIN);
  arc_pack_sign (turn, "ARC Journal turn of a roster", &nowhere, keys->sign_secret);
  arc_pack_header (forged, 'R', 1);
  arc_pack_u32 (forged, arc_roster_get_length (roster) + 1);
  arc_pack_raw (forged, (const guint8 *) g_bytes_get_data (good, NULL) + 9,
                g_bytes_get_size (good) - 9);
  arc_pack_block (forged, turn->data, turn->len);
  bytes = g_bytes_new (forged->data, forged->len);
  folder_write_file (path, bytes);
  folder_assert_told (fixture, 1, 1);
  {
    g_autoptr (ArcMember) member = arc_journal_find_member (
        fixture->world->members[ADA].journal, fixture->world->team_id, keys->person_id, NULL);
    g_assert_cmpint (member->roles, ==, 0);
  }
}

/* ---- copies of conflicts, late, doubled, replayed ---- */

static void
test_copies (FolderFixture *fixture, gconstpointer data)
{
  static const char *const patterns[] = {
      "manifest (conflicted copy 2026-11-20 140311).arc",
      "manifest (Ben Kim's conflicted copy 2026-11-20).arc",
      "manifest.sync-conflict-20261120-140311-ABCDEFG.arc",
      "manifest (conflict).arc",
      "manifest (1).arc",
      "manifest~20261120-140311.arc",
  };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
    g_autofree char *path = folder_device_file (fixture, BEN, "manifest.arc");
    g_autofree char *copy = folder_device_file (fixture, BEN, patterns[i]);
    g_autofree char *text = g_strdup_printf ("Text %u.", i);
    g_autoptr (GBytes) before = NULL;
    if (i > 0)
      before = folder_read_file (path);
    g_free (folder_share (fixture, BEN, text, ARC_AUDIENCE_TEAM));
    team_world_sync_only (fixture->world, BEN);
    /* The service gave the newer one the odd name. */
    g_assert_cmpint (g_rename (path, copy), ==, 0);
    if (before != NULL)
      folder_write_file (path, before);
    folder_assert_told (fixture, 0, 0);
    g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, i + 1);
    /* Its author tidies up. */
    team_world_sync_only (fixture->world, BEN);
    g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
    g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    folder_assert_told (fixture, 0, 0);
  }
  folder_sync_all (fixture);
  team_world_assert_equal (fixture->world);
}

/* The same with segments, and half of one that is still being written. */
static void
test_segment_copies (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *post_id = folder_share (fixture, BEN, "Good.", ARC_AUDIENCE_TEAM);
  g_autofree char *path = NULL, *stem = NULL, *copy = NULL, *part = NULL;

  team_world_sync_only (fixture->world, BEN);
  path = folder_only_segment (fixture, BEN);
  stem = g_strndup (path, strlen (path) - strlen (".arc"));
  copy = g_strconcat (stem, ".sync-conflict-20261120-140311-ABCDEFG.arc", NULL);
  part = g_strconcat (stem, ".arc.part", NULL);
  g_assert_cmpint (g_rename (path, copy), ==, 0);
  folder_write_bytes (part, "ARCS", 4);
  folder_assert_told (fixture, 0, 0);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
}

/* Writes the same again, until the file system's clock has gone on and it looks like another. */
static void
write_anew (const char *path, GBytes *bytes)
{
  struct stat before, after;

  g_assert_cmpint (stat (path, &before), ==, 0);
  do {
    folder_write_file (path, bytes);
    g_assert_cmpint (stat (path, &after), ==, 0);
  } while (after.st_ctim.tv_sec == before.st_ctim.tv_sec &&
           after.st_ctim.tv_nsec == before.st_ctim.tv_nsec);
}

/* Revoked: an old manifest with its old segments revives nothing, and is told once. */
static void
test_replay (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *post_id = folder_share (fixture, BEN, "Old.", ARC_AUDIENCE_TEAM);
  g_autofree char *path = NULL, *segment = NULL;
  g_autoptr (GBytes) manifest = NULL, content = NULL;
  g_autoptr (GError) error = NULL;

  g_free (folder_share (fixture, BEN, "Kept.", ARC_AUDIENCE_TEAM));
  folder_sync_all (fixture);
  path = folder_device_file (fixture, BEN, "manifest.arc");
  segment = folder_only_segment (fixture, BEN);
  manifest = folder_read_file (path);
  content = folder_read_file (segment);
  arc_team_unshare (fixture->world->members[BEN].journal, post_id, NULL, &error);
  g_assert_no_error (error);
  folder_sync_all (fixture);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
  folder_write_file (path, manifest);
  folder_write_file (segment, content);
  folder_assert_told (fixture, 1, 1);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
  /* Once, also where the file is looked at anew. */
  write_anew (path, manifest);
  folder_assert_told (fixture, 0, 1);
  /* Ben's own next sync puts it right. */
  team_world_sync_only (fixture->world, BEN);
  folder_assert_told (fixture, 0, 0);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
  g_assert_cmpuint (folder_count_shares (fixture, BEN, BEN), ==, 1);
  g_assert_false (g_file_test (segment, G_FILE_TEST_EXISTS));
}

/* Ben's record in Cleo's files. */
static void
test_replanted (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL, *name = NULL, *there = NULL, *manifest_path = NULL;
  g_autoptr (ArcKeys) keys = folder_keys_of (fixture, CLEO);
  g_autoptr (ArcManifest) manifest = arc_manifest_new ();
  g_autoptr (GBytes) segment = NULL, bytes = NULL;
  ArcSegmentRef ref;

  g_free (folder_share (fixture, BEN, "His.", ARC_AUDIENCE_TEAM));
  folder_sync_all (fixture);
  path = folder_only_segment (fixture, BEN);
  segment = folder_read_file (path);
  name = g_path_get_basename (path);
  there = folder_device_file (fixture, CLEO, NULL);
  g_mkdir_with_parents (there, 0755);
  put_forged (fixture, CLEO, name, segment);
  arc_segment_hash (segment, ref.hash);
  ref.size = g_bytes_get_size (segment);
  manifest->sequence = 50;
  g_array_append_val (manifest->segments, ref);
  bytes = arc_manifest_make (manifest, keys, fixture->world->team_id);
  manifest_path = folder_device_file (fixture, CLEO, "manifest.arc");
  folder_write_file (manifest_path, bytes);
  folder_assert_told (fixture, 1, 1);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, CLEO), ==, 0);
  g_assert_cmpuint (folder_count_shares (fixture, ADA, BEN), ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/team/folder/" name, FolderFixture, NULL, folder_set_up, func, folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("manifests", test_manifests);
  ADD ("segments", test_segments);
  ADD ("places", test_places);
  ADD ("cards-and-rosters", test_cards_and_rosters);
  ADD ("not-admin", test_not_admin);
  ADD ("copies", test_copies);
  ADD ("segment-copies", test_segment_copies);
  ADD ("replay", test_replay);
  ADD ("replanted", test_replanted);
  return g_test_run ();
}
