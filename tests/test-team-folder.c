/* The folder: what lies in it, what must never, and what is made of files that somebody else or a
 * mishap put there. Three members and one folder: Ada (admin, manager), Ben, Cleo. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arc-folder-format.h"
#include "arc-folder.h"
#include "arc-id.h"
#include "team-world.h"

enum { ADA, BEN, CLEO, N_MEMBERS };

typedef struct {
  TeamWorld *world;
  char *dir;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->world = team_world_new (N_MEMBERS, 1, TRUE);
  fixture->dir = g_strdup (fixture->world->members[ADA].folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  team_world_free (fixture->world);
  g_free (fixture->dir);
}

/* ---- the folder's files ---- */

/* Calls @func with every file below @path, hidden ones too. */
typedef void (*FileFunc) (const char *path, gpointer data);

static void
each_file (const char *path, FileFunc func, gpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
      each_file (child, func, data);
    else
      func (child, data);
  }
}

static char *
person_dir (Fixture *fixture, guint member)
{
  return g_build_filename (fixture->dir, "members", fixture->world->members[member].id, NULL);
}

static ArcKeys *
keys_of (Fixture *fixture, guint member)
{
  g_autoptr (GError) error = NULL;
  ArcKeys *keys =
      arc_keys_load (fixture->world->members[member].path, fixture->world->team_id, NULL, &error);

  g_assert_no_error (error);
  return keys;
}

/* (transfer full): a file in a member's device's directory; the directory if @name is NULL. */
static char *
device_file (Fixture *fixture, guint member, const char *name)
{
  g_autoptr (ArcKeys) keys = keys_of (fixture, member);
  g_autofree char *person = person_dir (fixture, member);

  return g_build_filename (person, keys->device_id, name, NULL);
}

static void
add_segment (const char *path, gpointer data)
{
  g_autofree char *name = g_path_get_basename (path);

  if (strlen (name) == 2 * ARC_HASH_BYTES + strlen (".arc"))
    g_ptr_array_add (data, g_strdup (path));
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* (element-type utf8): paths. */
static GPtrArray *
list_segments (Fixture *fixture, guint member)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *dir = device_file (fixture, member, NULL);

  each_file (dir, add_segment, paths);
  g_ptr_array_sort (paths, compare_texts);
  return paths;
}

static char *
only_segment (Fixture *fixture, guint member)
{
  g_autoptr (GPtrArray) paths = list_segments (fixture, member);

  g_assert_cmpuint (paths->len, ==, 1);
  return g_strdup (paths->pdata[0]);
}

static GBytes *
read_file (const char *path)
{
  char *data;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static void
write_bytes (const char *path, gconstpointer data, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_NONE, 0644, &error);
  g_assert_no_error (error);
}

static void
write_file (const char *path, GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  write_bytes (path, data, length);
}

static void
flip (const char *path, gsize at)
{
  g_autoptr (GBytes) bytes = read_file (path);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  g_autofree guint8 *copy = g_memdup2 (data, length);

  copy[at % length] ^= 1;
  write_bytes (path, copy, length);
}

static void
add_stamp (const char *path, gpointer data)
{
  GStatBuf info;

  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  g_ptr_array_add (data,
                   g_strdup_printf ("%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %ld.%09ld",
                                    path, (guint64) info.st_size, (guint64) info.st_ino,
                                    (long) info.st_mtim.tv_sec, info.st_mtim.tv_nsec));
}

/* (transfer full): every file with its size, inode and time. */
static char *
stamp_all (Fixture *fixture)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  each_file (fixture->dir, add_stamp, lines);
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* ---- what members do ---- */

static char *
share (Fixture *fixture, guint member, const char *text, ArcAudience audience)
{
  g_autofree char *entry_id = team_world_write (fixture->world, member, text);

  return team_world_share (fixture->world, member, entry_id, ARC_PART_ACTION, audience, NULL);
}

static void
sync_all (Fixture *fixture)
{
  team_world_quiet (fixture->world);
}

/* How many shares of @author @reader has. */
static guint
count_shares (Fixture *fixture, guint reader, guint author)
{
  ArcShareFilter filter = {.team_id = fixture->world->team_id,
                           .author = fixture->world->members[author].id};
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shares =
      arc_journal_list_shares (fixture->world->members[reader].journal, &filter, &error);

  g_assert_no_error (error);
  return shares->len;
}

static guint
count_aside (Fixture *fixture, guint member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = arc_journal_list_set_aside (fixture->world->members[member].journal,
                                                           fixture->world->team_id, &error);

  g_assert_no_error (error);
  return list->len;
}

/* Ada syncs twice: @told files are new the first time, none the second, and @aside stay. */
static void
assert_told (Fixture *fixture, guint told, guint aside)
{
  g_autoptr (ArcSyncReport) first = team_world_sync (fixture->world, ADA);
  g_autoptr (ArcSyncReport) second = team_world_sync (fixture->world, ADA);

  for (guint i = 0; i < first->set_aside->len; i++) {
    const ArcSetAside *one = first->set_aside->pdata[i];
    g_test_message ("%s: %s", one->place, one->message);
    g_assert_true (g_str_has_suffix (one->message, ".") || g_str_has_suffix (one->message, "?"));
  }
  g_assert_cmpuint (first->set_aside->len, ==, told);
  g_assert_cmpuint (second->set_aside->len, ==, 0);
  g_assert_cmpuint (count_aside (fixture, ADA), ==, aside);
}

/* ---- bytes ---- */

typedef struct {
  const char *marker;
  guint found;
} Search;

static void
search_file (const char *path, gpointer data)
{
  Search *search = data;
  g_autoptr (GBytes) bytes = read_file (path);
  gsize length;
  gconstpointer content = g_bytes_get_data (bytes, &length);

  search->found += memmem (content, length, search->marker, strlen (search->marker)) != NULL;
}

static void
assert_absent (const char *path, const char *marker)
{
  Search search = {marker, 0};

  each_file (path, search_file, &search);
  g_assert_cmpuint (search.found, ==, 0);
}

/* Every record of @author that @reader can open, as one text. */
static char *
open_all (Fixture *fixture, guint author, guint reader)
{
  g_autoptr (GPtrArray) segments = list_segments (fixture, author);
  g_autoptr (ArcKeys) keys = keys_of (fixture, reader);
  g_autoptr (ArcKeys) of_author = keys_of (fixture, author);
  g_autoptr (GBytes) state = arc_journal_get_sync_state (fixture->world->members[author].journal,
                                                         fixture->world->team_id, "roster", NULL);
  g_autoptr (ArcRoster) roster = arc_roster_parse (state, NULL);
  g_autoptr (GBytes) vouch = arc_device_vouch (of_author, fixture->world->team_id);
  g_autoptr (ArcDevice) device =
      arc_device_open (vouch, arc_roster_find (roster, of_author->person_id), NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < segments->len; i++) {
    g_autoptr (GBytes) bytes = read_file (segments->pdata[i]);
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
test_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = team_world_write (fixture->world, BEN, "marker-4c17");
  g_autofree char *post_id = team_world_share (fixture->world, BEN, entry_id, ARC_PART_REFLECTION,
                                               ARC_AUDIENCE_TEAM, NULL);
  g_autoptr (GError) error = NULL;

  sync_all (fixture);
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
  sync_all (fixture);
  {
    g_autofree char *opened = open_all (fixture, BEN, BEN);
    g_assert_cmpstr (opened, ==, "");
  }
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 0);
}

static void
test_managers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *post_id = share (fixture, BEN, "marker-88aa", ARC_AUDIENCE_MANAGERS);
  g_autofree char *by_ada = NULL, *by_cleo = NULL;

  sync_all (fixture);
  by_ada = open_all (fixture, BEN, ADA);
  by_cleo = open_all (fixture, BEN, CLEO);
  g_assert_nonnull (strstr (by_ada, "marker-88aa"));
  g_assert_cmpstr (by_cleo, ==, "");
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
  g_assert_cmpuint (count_shares (fixture, CLEO, BEN), ==, 0);
}

/* Who becomes a manager reads what managers read, and no longer when they are none. */
static void
test_new_manager (Fixture *fixture, gconstpointer data)
{
  TeamMember *ada = &fixture->world->members[ADA];
  g_autofree char *post_id = share (fixture, BEN, "For managers.", ARC_AUDIENCE_MANAGERS);
  g_autoptr (GError) error = NULL;

  sync_all (fixture);
  arc_team_set_roles (ada->journal, fixture->world->team_id, fixture->world->members[CLEO].id,
                      ARC_ROLE_MANAGER, &error);
  g_assert_no_error (error);
  sync_all (fixture);
  g_assert_cmpuint (count_shares (fixture, CLEO, BEN), ==, 1);
  arc_team_set_roles (ada->journal, fixture->world->team_id, fixture->world->members[CLEO].id, 0,
                      &error);
  g_assert_no_error (error);
  sync_all (fixture);
  g_assert_cmpuint (count_shares (fixture, CLEO, BEN), ==, 0);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
}

/* A share that went to the whole team, edited for managers only. */
static void
test_narrowed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = team_world_write (fixture->world, BEN, "For all.");
  g_autofree char *post_id =
      team_world_share (fixture->world, BEN, entry_id, ARC_PART_ACTION, ARC_AUDIENCE_TEAM, NULL);
  g_autofree char *narrow = NULL;

  g_free (share (fixture, BEN, "Another.", ARC_AUDIENCE_TEAM));
  sync_all (fixture);
  g_assert_cmpuint (count_shares (fixture, CLEO, BEN), ==, 2);
  narrow = team_world_share (fixture->world, BEN, entry_id, ARC_PART_ACTION, ARC_AUDIENCE_MANAGERS,
                             post_id);
  sync_all (fixture);
  g_assert_cmpuint (count_shares (fixture, CLEO, BEN), ==, 1);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 2);
  g_free (team_world_share (fixture->world, BEN, entry_id, ARC_PART_ACTION, ARC_AUDIENCE_TEAM,
                            narrow));
  sync_all (fixture);
  g_assert_cmpuint (count_shares (fixture, CLEO, BEN), ==, 2);
}

/* ---- idle, small, tidy ---- */

static void
test_idle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL, *journal = NULL, *journal_after = NULL;
  TeamMember *ada = &fixture->world->members[ADA];

  g_free (share (fixture, BEN, "Once.", ARC_AUDIENCE_TEAM));
  g_free (share (fixture, ADA, "Twice.", ARC_AUDIENCE_MANAGERS));
  sync_all (fixture);
  before = stamp_all (fixture);
  journal = arc_test_sql_text (ada->path, "SELECT group_concat(key || hex(value)) FROM sync_state");
  for (guint i = 0; i < 3; i++) {
    g_autoptr (ArcSyncReport) report = team_world_sync (fixture->world, ADA);
    g_assert_false (report->wrote);
  }
  after = stamp_all (fixture);
  journal_after =
      arc_test_sql_text (ada->path, "SELECT group_concat(key || hex(value)) FROM sync_state");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (journal_after, ==, journal);
}

/* Of many segments one new share changes the last at most; a revoked one changes its own. */
static void
test_few_rewritten (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (8000, 'x');
  g_autofree char *first = share (fixture, BEN, text, ARC_AUDIENCE_TEAM);
  g_autoptr (GPtrArray) before = NULL, after = NULL, last = NULL;
  g_autoptr (GError) error = NULL;
  guint kept = 0;

  for (guint i = 0; i < 40; i++)
    g_free (share (fixture, BEN, text, ARC_AUDIENCE_TEAM));
  team_world_sync_only (fixture->world, BEN);
  before = list_segments (fixture, BEN);
  g_assert_cmpuint (before->len, >, 4);
  for (guint i = 0; i < before->len; i++) {
    GStatBuf info;
    g_assert_cmpint (g_stat (before->pdata[i], &info), ==, 0);
    g_assert_cmpint (info.st_size, <=, ARC_SEGMENT_BYTES);
  }
  g_free (share (fixture, BEN, "One more.", ARC_AUDIENCE_TEAM));
  team_world_sync_only (fixture->world, BEN);
  after = list_segments (fixture, BEN);
  for (guint i = 0; i < before->len; i++)
    kept += g_file_test (before->pdata[i], G_FILE_TEST_EXISTS);
  g_assert_cmpuint (kept, >=, before->len - 1);
  arc_team_unshare (fixture->world->members[BEN].journal, first, NULL, &error);
  g_assert_no_error (error);
  team_world_sync_only (fixture->world, BEN);
  last = list_segments (fixture, BEN);
  kept = 0;
  for (guint i = 0; i < after->len; i++)
    kept += g_file_test (after->pdata[i], G_FILE_TEST_EXISTS);
  g_assert_cmpuint (kept, ==, after->len - 1);
  g_assert_cmpuint (last->len, ==, after->len);
  sync_all (fixture);
  team_world_assert_equal (fixture->world);
}

/* A post larger than a segment has one of its own. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (300000, 'y');

  g_free (share (fixture, BEN, "Small.", ARC_AUDIENCE_TEAM));
  g_free (share (fixture, BEN, text, ARC_AUDIENCE_TEAM));
  g_free (share (fixture, BEN, "Small too.", ARC_AUDIENCE_TEAM));
  sync_all (fixture);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 3);
  team_world_assert_equal (fixture->world);
}

/* ---- hostile files ---- */

static void
put_forged (Fixture *fixture, guint at, const char *name, GBytes *bytes)
{
  g_autofree char *path = device_file (fixture, at, name);

  write_file (path, bytes);
}

/* Each kind of file in the place of Ben's manifest, then his own again. */
static void
test_manifests (Fixture *fixture, gconstpointer data)
{
  g_autofree char *post_id = share (fixture, BEN, "Good.", ARC_AUDIENCE_TEAM);
  g_autofree char *path = NULL, *theirs = NULL;
  g_autoptr (GBytes) good = NULL, other = NULL;
  gsize length;

  g_free (share (fixture, CLEO, "Hers.", ARC_AUDIENCE_TEAM));
  team_world_sync_only (fixture->world, BEN);
  team_world_sync_only (fixture->world, CLEO);
  path = device_file (fixture, BEN, "manifest.arc");
  theirs = device_file (fixture, CLEO, "manifest.arc");
  good = read_file (path);
  other = read_file (theirs);
  length = g_bytes_get_size (good);

  for (guint kind = 0; kind < 10; kind++) {
    g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (good, NULL), length);
    g_unlink (path);
    g_test_message ("kind %u", kind);
    switch (kind) {
    case 0: /* altered */
      copy[length / 2] ^= 4;
      write_bytes (path, copy, length);
      break;
    case 1: /* cut */
      write_bytes (path, copy, length - 30);
      break;
    case 2: /* a newer version */
      copy[4] = 9;
      write_bytes (path, copy, length);
      break;
    case 3: /* nothing, and something else */
      write_bytes (path, "", 0);
      break;
    case 4:
      write_bytes (path, "{\"sequence\": 12}", 16);
      break;
    case 5: /* another person's */
      write_file (path, other);
      break;
    case 6: { /* 1 GiB */
      write_bytes (path, copy, length);
      g_assert_cmpint (truncate (path, 1 << 30), ==, 0);
      break;
    }
    case 7: /* a symbolic link, even to what would be right */
    {
      g_autofree char *real = g_strconcat (path, ".real", NULL);
      write_file (real, good);
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
    assert_told (fixture, 1, 1);
    /* The others go on. */
    g_assert_cmpuint (count_shares (fixture, ADA, CLEO), ==, 1);
    g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 0);
    g_remove (path);
    assert_told (fixture, 0, 0);
  }
  write_file (path, good);
  assert_told (fixture, 0, 0);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
}

static void
test_segments (Fixture *fixture, gconstpointer data)
{
  g_autofree char *post_id = share (fixture, BEN, "Good.", ARC_AUDIENCE_TEAM);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) good = NULL;
  gsize length;

  team_world_sync_only (fixture->world, BEN);
  path = only_segment (fixture, BEN);
  good = read_file (path);
  length = g_bytes_get_size (good);
  /* Missing and short: still on its way, without a word. */
  g_unlink (path);
  assert_told (fixture, 0, 0);
  write_bytes (path, g_bytes_get_data (good, NULL), length / 2);
  assert_told (fixture, 0, 0);
  /* After a day there is one. */
  fixture->world->members[ADA].clock.now_us += 2 * ARC_TEST_DAY;
  assert_told (fixture, 1, 1);
  /* Altered. */
  write_file (path, good);
  flip (path, length / 2);
  assert_told (fixture, 1, 1);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 0);
  /* 1 GiB: not read. */
  g_unlink (path);
  write_file (path, good);
  g_assert_cmpint (truncate (path, 1 << 30), ==, 0);
  assert_told (fixture, 1, 1);
  g_unlink (path);
  g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
  assert_told (fixture, 1, 1);
  g_unlink (path);
  write_file (path, good);
  assert_told (fixture, 0, 0);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
}

/* Where people and devices are expected. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stranger_id = arc_id_new_random ();
  g_autofree char *device_id = arc_id_new_random ();
  g_autofree char *stranger = g_build_filename (fixture->dir, "members", stranger_id, NULL);
  g_autofree char *device = g_build_filename (stranger, device_id, NULL);
  g_autofree char *link_id = arc_id_new_random ();
  g_autofree char *linked = g_build_filename (fixture->dir, "members", link_id, NULL);
  g_autofree char *ben = person_dir (fixture, BEN);
  g_autofree char *second = g_build_filename (ben, device_id, NULL);
  g_autofree char *odd = g_build_filename (fixture->dir, "members", "desktop.ini", NULL);

  g_free (share (fixture, BEN, "Good.", ARC_AUDIENCE_TEAM));
  team_world_sync_only (fixture->world, BEN);
  /* Files of other programs are nobody's business. */
  write_bytes (odd, "x", 1);
  assert_told (fixture, 0, 0);
  /* A stranger, a folder that is a link, a device that is one. */
  g_assert_cmpint (g_mkdir_with_parents (device, 0755), ==, 0);
  g_assert_cmpint (symlink ("/", linked), ==, 0);
  g_assert_cmpint (symlink ("/", second), ==, 0);
  assert_told (fixture, 3, 3);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
  g_unlink (linked);
  g_unlink (second);
  g_rmdir (device);
  assert_told (fixture, 0, 0);
}

static void
test_cards_and_rosters (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cleo = person_dir (fixture, CLEO);
  g_autofree char *card = g_build_filename (cleo, "card.arc", NULL);
  g_autofree char *roster = g_build_filename (cleo, "roster.arc", NULL);
  g_autofree char *left = g_build_filename (cleo, "left.arc", NULL);
  g_autoptr (ArcKeys) keys = arc_keys_new ();
  g_autoptr (ArcRoster) other = arc_roster_create (keys, "Others", "Eve", ARC_TEST_NOW);
  g_autoptr (GBytes) foreign = arc_roster_to_bytes (other);

  /* The list of another team; a card that is not signed; a word of leaving that she did not say. */
  write_file (roster, foreign);
  flip (card, 40);
  write_bytes (left, "ARCL\001no", 7);
  assert_told (fixture, 3, 3);
  g_assert_cmpuint (count_shares (fixture, ADA, CLEO), ==, 0);
  g_free (share (fixture, CLEO, "Still in.", ARC_AUDIENCE_TEAM));
  team_world_sync_only (fixture->world, CLEO);
  team_world_sync_only (fixture->world, ADA);
  g_assert_cmpuint (count_shares (fixture, ADA, CLEO), ==, 1);
  g_unlink (roster);
  g_unlink (left);
  g_unlink (card);
  assert_told (fixture, 0, 0);
}

/* Cleo's own turn, though she is no admin: the same as any list that a stranger made. */
static void
test_not_admin (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cleo = person_dir (fixture, CLEO);
  g_autofree char *path = g_build_filename (cleo, "roster.arc", NULL);
  g_autofree char *ada = person_dir (fixture, ADA);
  g_autofree char *adas = g_build_filename (ada, "roster.arc", NULL);
  g_autoptr (ArcKeys) keys = keys_of (fixture, CLEO);
  g_autoptr (GBytes) good = read_file (adas);
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
  write_file (path, bytes);
  assert_told (fixture, 1, 1);
  {
    g_autoptr (ArcMember) member = arc_journal_find_member (
        fixture->world->members[ADA].journal, fixture->world->team_id, keys->person_id, NULL);
    g_assert_cmpint (member->roles, ==, 0);
  }
}

/* ---- copies of conflicts, late, doubled, replayed ---- */

static void
test_copies (Fixture *fixture, gconstpointer data)
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
    g_autofree char *path = device_file (fixture, BEN, "manifest.arc");
    g_autofree char *copy = device_file (fixture, BEN, patterns[i]);
    g_autofree char *text = g_strdup_printf ("Text %u.", i);
    g_autoptr (GBytes) before = NULL;
    if (i > 0)
      before = read_file (path);
    g_free (share (fixture, BEN, text, ARC_AUDIENCE_TEAM));
    team_world_sync_only (fixture->world, BEN);
    /* The service gave the newer one the odd name. */
    g_assert_cmpint (g_rename (path, copy), ==, 0);
    if (before != NULL)
      write_file (path, before);
    assert_told (fixture, 0, 0);
    g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, i + 1);
    /* Its author tidies up. */
    team_world_sync_only (fixture->world, BEN);
    g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
    g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    assert_told (fixture, 0, 0);
  }
  sync_all (fixture);
  team_world_assert_equal (fixture->world);
}

/* The same with segments, and half of one that is still being written. */
static void
test_segment_copies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *post_id = share (fixture, BEN, "Good.", ARC_AUDIENCE_TEAM);
  g_autofree char *path = NULL, *stem = NULL, *copy = NULL, *part = NULL;

  team_world_sync_only (fixture->world, BEN);
  path = only_segment (fixture, BEN);
  stem = g_strndup (path, strlen (path) - strlen (".arc"));
  copy = g_strconcat (stem, ".sync-conflict-20261120-140311-ABCDEFG.arc", NULL);
  part = g_strconcat (stem, ".arc.part", NULL);
  g_assert_cmpint (g_rename (path, copy), ==, 0);
  write_bytes (part, "ARCS", 4);
  assert_told (fixture, 0, 0);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
}

/* Revoked: an old manifest with its old segments revives nothing, and is told once. */
static void
test_replay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *post_id = share (fixture, BEN, "Old.", ARC_AUDIENCE_TEAM);
  g_autofree char *path = NULL, *segment = NULL;
  g_autoptr (GBytes) manifest = NULL, content = NULL;
  g_autoptr (GError) error = NULL;

  g_free (share (fixture, BEN, "Kept.", ARC_AUDIENCE_TEAM));
  sync_all (fixture);
  path = device_file (fixture, BEN, "manifest.arc");
  segment = only_segment (fixture, BEN);
  manifest = read_file (path);
  content = read_file (segment);
  arc_team_unshare (fixture->world->members[BEN].journal, post_id, NULL, &error);
  g_assert_no_error (error);
  sync_all (fixture);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
  write_file (path, manifest);
  write_file (segment, content);
  assert_told (fixture, 1, 1);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
  /* Ben's own next sync puts it right. */
  team_world_sync_only (fixture->world, BEN);
  assert_told (fixture, 0, 0);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
  g_assert_cmpuint (count_shares (fixture, BEN, BEN), ==, 1);
  g_assert_false (g_file_test (segment, G_FILE_TEST_EXISTS));
}

/* Ben's record in Cleo's files. */
static void
test_replanted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL, *name = NULL, *there = NULL, *manifest_path = NULL;
  g_autoptr (ArcKeys) keys = keys_of (fixture, CLEO);
  g_autoptr (ArcManifest) manifest = arc_manifest_new ();
  g_autoptr (GBytes) segment = NULL, bytes = NULL;
  ArcSegmentRef ref;

  g_free (share (fixture, BEN, "His.", ARC_AUDIENCE_TEAM));
  sync_all (fixture);
  path = only_segment (fixture, BEN);
  segment = read_file (path);
  name = g_path_get_basename (path);
  there = device_file (fixture, CLEO, NULL);
  g_mkdir_with_parents (there, 0755);
  put_forged (fixture, CLEO, name, segment);
  arc_segment_hash (segment, ref.hash);
  ref.size = g_bytes_get_size (segment);
  manifest->sequence = 50;
  g_array_append_val (manifest->segments, ref);
  bytes = arc_manifest_make (manifest, keys, fixture->world->team_id);
  manifest_path = device_file (fixture, CLEO, "manifest.arc");
  write_file (manifest_path, bytes);
  assert_told (fixture, 1, 1);
  g_assert_cmpuint (count_shares (fixture, ADA, CLEO), ==, 0);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
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
test_wiped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL, *segment = NULL, *person = person_dir (fixture, BEN);
  guint64 sequence = 0;

  g_free (share (fixture, BEN, "Kept.", ARC_AUDIENCE_TEAM));
  g_free (share (fixture, ADA, "Hers.", ARC_AUDIENCE_MANAGERS));
  sync_all (fixture);
  path = device_file (fixture, BEN, "manifest.arc");
  for (guint kind = 0; kind < 5; kind++) {
    g_test_message ("kind %u", kind);
    g_clear_pointer (&segment, g_free);
    segment = only_segment (fixture, BEN);
    switch (kind) {
    case 0:
      g_unlink (path);
      break;
    case 1:
      g_unlink (segment);
      break;
    case 2:
      flip (segment, 50);
      break;
    case 3:
      remove_tree (person);
      break;
    case 4: /* all of it; the folder is the same */
      empty_tree (fixture->dir);
      break;
    }
    sync_all (fixture);
    team_world_assert_equal (fixture->world);
    {
      g_autofree char *opened = open_all (fixture, BEN, CLEO);
      g_autoptr (ArcKeys) keys = keys_of (fixture, BEN);
      g_autoptr (GBytes) bytes = read_file (path);
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
test_unplugged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_strconcat (fixture->dir, ".away", NULL);
  g_autoptr (ArcSyncReport) report = arc_sync_report_new ();
  g_autoptr (GError) error = NULL;
  TeamMember *ben = &fixture->world->members[BEN];

  g_free (share (fixture, BEN, "Waits.", ARC_AUDIENCE_TEAM));
  g_assert_cmpint (g_rename (fixture->dir, away), ==, 0);
  g_assert_false (arc_team_sync (ben->journal, NULL, report, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_assert_cmpint (g_mkdir (fixture->dir, 0755), ==, 0);
  g_assert_false (arc_team_sync (ben->journal, NULL, report, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_assert_cmpuint (arc_journal_count_outbox (ben->journal), ==, 1);
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0);
  g_assert_cmpint (g_rename (away, fixture->dir), ==, 0);
  sync_all (fixture);
  g_assert_cmpuint (arc_journal_count_outbox (ben->journal), ==, 0);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
}

/* A journal of some time ago: what it shared since is in the folder, and comes back. */
static void
test_restored (Fixture *fixture, gconstpointer data)
{
  TeamMember *ben = &fixture->world->members[BEN];
  g_autofree char *backup = g_strconcat (ben->path, ".backup", NULL);
  g_autofree char *wal = g_strconcat (ben->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (ben->path, "-shm", NULL);
  g_autofree char *revoked = share (fixture, BEN, "Taken back later.", ARC_AUDIENCE_TEAM);
  g_autoptr (GError) error = NULL;

  sync_all (fixture);
  arc_journal_backup (ben->journal, backup, NULL, &error);
  g_assert_no_error (error);
  g_free (share (fixture, BEN, "After the backup.", ARC_AUDIENCE_TEAM));
  arc_team_unshare (ben->journal, revoked, NULL, &error);
  g_assert_no_error (error);
  sync_all (fixture);
  arc_journal_close (ben->journal);
  g_unlink (wal);
  g_unlink (shm);
  g_assert_cmpint (g_rename (backup, ben->path), ==, 0);
  ben->journal = arc_test_open (ben->path, &ben->clock);
  g_free (share (fixture, BEN, "After coming back.", ARC_AUDIENCE_TEAM));
  sync_all (fixture);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 2);
  g_assert_cmpuint (count_shares (fixture, BEN, BEN), ==, 2);
  team_world_assert_equal (fixture->world);
}

/* What a push that was killed left lying there. */
static void
test_leftovers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *partial = NULL, *stray = NULL, *name = g_strnfill (64, 'a');
  g_autofree char *file = g_strconcat (name, ".arc", NULL);

  g_free (share (fixture, BEN, "Kept.", ARC_AUDIENCE_TEAM));
  sync_all (fixture);
  partial = device_file (fixture, BEN, ".partial-0123456789abcdef");
  stray = device_file (fixture, BEN, file);
  write_bytes (partial, "half", 4);
  write_bytes (stray, "old", 3);
  assert_told (fixture, 0, 0);
  team_world_sync_only (fixture->world, BEN);
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (stray, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
}

/* ---- leaving, being removed ---- */

static void
count_file (const char *path, gpointer data)
{
  (*(guint *) data)++;
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  g_autofree char *ben = person_dir (fixture, BEN);
  g_autofree char *left = g_build_filename (ben, "left.arc", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) word = NULL;
  guint files = 0;

  g_free (share (fixture, BEN, "His.", ARC_AUDIENCE_TEAM));
  sync_all (fixture);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 1);
  arc_team_leave (fixture->world->members[BEN].journal, fixture->world->team_id, &error);
  g_assert_no_error (error);
  each_file (ben, count_file, &files);
  g_assert_cmpuint (files, ==, 1);
  g_assert_true (g_file_test (left, G_FILE_TEST_EXISTS));
  team_world_sync_only (fixture->world, ADA);
  team_world_sync_only (fixture->world, CLEO);
  g_assert_cmpuint (count_shares (fixture, ADA, BEN), ==, 0);
  g_assert_cmpuint (count_shares (fixture, CLEO, BEN), ==, 0);
  /* From here on the team has another key. */
  {
    g_autoptr (GBytes) state = arc_journal_get_sync_state (fixture->world->members[CLEO].journal,
                                                           fixture->world->team_id, "roster", NULL);
    g_autoptr (ArcRoster) roster = arc_roster_parse (state, NULL);
    g_assert_cmpuint (arc_roster_get_epoch (roster), ==, 2);
  }
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  TeamMember *ada = &fixture->world->members[ADA];
  TeamMember *cleo = &fixture->world->members[CLEO];
  g_autoptr (GPtrArray) asking = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) state = NULL;
  g_autoptr (ArcRoster) roster = NULL;
  g_autoptr (ArcKeys) keys = keys_of (fixture, CLEO);

  g_free (share (fixture, CLEO, "Hers.", ARC_AUDIENCE_TEAM));
  g_free (share (fixture, BEN, "Before.", ARC_AUDIENCE_TEAM));
  sync_all (fixture);
  arc_team_remove (ada->journal, fixture->world->team_id, cleo->id, &error);
  g_assert_no_error (error);
  sync_all (fixture);
  g_free (share (fixture, BEN, "marker-after-0b", ARC_AUDIENCE_TEAM));
  sync_all (fixture);
  g_assert_cmpuint (count_shares (fixture, ADA, CLEO), ==, 0);
  g_assert_cmpuint (count_shares (fixture, BEN, CLEO), ==, 0);
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
  sync_all (fixture);
  arc_team_accept (ada->journal, fixture->world->team_id, cleo->id, &error);
  g_assert_no_error (error);
  sync_all (fixture);
  g_assert_cmpuint (count_shares (fixture, ADA, CLEO), ==, 1);
  g_assert_cmpuint (count_shares (fixture, CLEO, BEN), ==, 2);
}

/* ---- making ---- */

static void
test_create_twice (Fixture *fixture, gconstpointer data)
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

#define ADD(name, func) g_test_add ("/team/folder/" name, Fixture, NULL, set_up, func, tear_down)

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
  ADD ("manifests", test_manifests);
  ADD ("segments", test_segments);
  ADD ("places", test_places);
  ADD ("cards-and-rosters", test_cards_and_rosters);
  ADD ("not-admin", test_not_admin);
  ADD ("copies", test_copies);
  ADD ("segment-copies", test_segment_copies);
  ADD ("replay", test_replay);
  ADD ("replanted", test_replanted);
  ADD ("wiped", test_wiped);
  ADD ("unplugged", test_unplugged);
  ADD ("restored", test_restored);
  ADD ("leftovers", test_leftovers);
  ADD ("leave", test_leave);
  ADD ("remove", test_remove);
  ADD ("create-twice", test_create_twice);
  return g_test_run ();
}
