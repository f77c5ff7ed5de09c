/* A team for tests. */
#include "team-world.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROUNDS_MAX 12

static const char *const names[TEAM_WORLD_MEMBERS_MAX] = {"Ada Weber", "Ben Kim", "Cleo Ortiz",
                                                          "Dan Novak"};

/* ---- files ---- */

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

/* Adds the names of all files below @folder, relative to @top. */
static void
list_files (const char *top, const char *folder, GPtrArray *files)
{
  g_autofree char *path = g_build_filename (top, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (folder, name, NULL);
    g_autofree char *whole = g_build_filename (top, child, NULL);
    if (g_file_test (whole, G_FILE_TEST_IS_DIR))
      list_files (top, child, files);
    else
      g_ptr_array_add (files, g_steal_pointer (&child));
  }
}

static GBytes *
read_file (const char *top, const char *file)
{
  g_autofree char *path = g_build_filename (top, file, NULL);
  char *data;
  gsize length;

  return g_file_get_contents (path, &data, &length, NULL) ? g_bytes_new_take (data, length) : NULL;
}

static void
write_file (const char *top, const char *file, GBytes *content, gsize length)
{
  g_autofree char *path = g_build_filename (top, file, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (content == NULL) {
    g_remove (path);
    return;
  }
  g_mkdir_with_parents (folder, 0700);
  arc_test_write_in_place (path, g_bytes_get_data (content, NULL), length);
}

/* ---- making ---- */

static void
open_member (TeamWorld *world, guint i)
{
  TeamMember *member = &world->members[i];

  member->name = names[i];
  member->home = g_build_filename (world->top, names[i], NULL);
  member->path = g_build_filename (member->home, "journal.db", NULL);
  member->folder = g_build_filename (world->top, world->shares_folder ? "folder" : names[i],
                                     world->shares_folder ? NULL : "folder", NULL);
  g_mkdir_with_parents (member->home, 0700);
  g_mkdir_with_parents (member->folder, 0700);
  /* Clocks are wrong by days. */
  member->clock.now_us = ARC_TEST_NOW + g_rand_int_range (world->random, -20, 20) * ARC_TEST_DAY;
  member->clock.step_us = 1000;
  member->journal = arc_test_open (member->path, &member->clock);
  member->entries = g_ptr_array_new_with_free_func (g_free);
  member->carried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
join (TeamWorld *world, guint i)
{
  TeamMember *member = &world->members[i];
  TeamMember *admin = &world->members[0];
  ArcKeyStore store;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeam) team =
      i == 0
          ? arc_team_create (member->journal, member->folder, "Sales", member->name, &store, &error)
          : arc_team_join (member->journal, member->folder, member->name, &store, &error);

  g_assert_no_error (error);
  g_assert_cmpint (store, ==, ARC_KEY_STORE_FILE);
  member->id = g_strdup (team->me);
  if (i == 0)
    world->team_id = g_strdup (team->id);
  team_world_settle (world);
  if (i == 0)
    return;
  arc_team_accept (admin->journal, world->team_id, member->id, &error);
  g_assert_no_error (error);
  team_world_settle (world);
}

TeamWorld *
team_world_new (guint n_members, guint32 seed, gboolean shares_folder)
{
  TeamWorld *world = g_new0 (TeamWorld, 1);
  g_autofree char *place = arc_test_path ("team");

  g_setenv ("ARC_KEYS", "file", TRUE);
  world->random = g_rand_new_with_seed (seed);
  world->top = g_steal_pointer (&place);
  world->n_members = n_members;
  world->shares_folder = shares_folder;
  world->parcels = g_ptr_array_new ();
  for (guint i = 0; i < n_members; i++)
    open_member (world, i);
  for (guint i = 0; i < n_members; i++)
    join (world, i);
  team_world_quiet (world);
  return world;
}

static void
parcel_free (TeamParcel *parcel)
{
  g_clear_pointer (&parcel->content, g_bytes_unref);
  g_free (parcel->file);
  g_free (parcel);
}

void
team_world_free (TeamWorld *world)
{
  for (guint i = 0; i < world->n_members; i++) {
    TeamMember *member = &world->members[i];
    g_clear_pointer (&member->journal, arc_journal_close);
    g_free (member->home);
    g_free (member->path);
    g_free (member->folder);
    g_free (member->id);
    g_ptr_array_unref (member->entries);
    g_hash_table_unref (member->carried);
  }
  for (guint i = 0; i < world->parcels->len; i++)
    parcel_free (world->parcels->pdata[i]);
  g_ptr_array_unref (world->parcels);
  remove_tree (world->top);
  g_rand_free (world->random);
  g_free (world->top);
  g_free (world->team_id);
  g_free (world);
}

/* ---- what people do ---- */

char *
team_world_write (TeamWorld *world, guint member, const char *text)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autofree char *reflection = g_strconcat ("On reflection: ", text, NULL);
  g_autofree char *change = g_strconcat ("From now on: ", text, NULL);

  arc_entry_set_section (entry, ARC_SECTION_ACTION, text);
  arc_entry_set_section (entry, ARC_SECTION_REFLECTION, reflection);
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, change);
  arc_test_save (world->members[member].journal, entry, ARC_SAVED_NEW);
  g_ptr_array_add (world->members[member].entries, g_strdup (entry->id));
  return g_strdup (entry->id);
}

char *
team_world_share (TeamWorld *world, guint member, const char *entry_id, ArcParts parts,
                  ArcAudience audience, const char *post_id)
{
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autoptr (GError) error = NULL;
  char *id;

  choice->parts = parts;
  choice->audience = audience;
  id = arc_team_share (world->members[member].journal, world->team_id, entry_id, choice, post_id,
                       &error);
  g_assert_no_error (error);
  return id;
}

ArcSyncReport *
team_world_sync (TeamWorld *world, guint member)
{
  ArcSyncReport *report = arc_sync_report_new ();
  g_autoptr (GError) error = NULL;

  arc_team_sync (world->members[member].journal, NULL, report, NULL, &error);
  g_assert_no_error (error);
  return report;
}

void
team_world_sync_only (TeamWorld *world, guint member)
{
  arc_sync_report_free (team_world_sync (world, member));
}

/* ---- the service between the copies ---- */

/* What a member's own computer writes: their folder, and the team's first file by its maker. */
static GPtrArray *
list_own (TeamWorld *world, guint i)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  TeamMember *member = &world->members[i];
  g_autofree char *first = g_build_filename (member->folder, "team.arc", NULL);
  g_autofree char *own = NULL;

  if (i == 0 && g_file_test (first, G_FILE_TEST_EXISTS))
    g_ptr_array_add (files, g_strdup ("team.arc"));
  if (member->id == NULL)
    return files;
  own = g_build_filename ("members", member->id, NULL);
  list_files (member->folder, own, files);
  return files;
}

static void
send_to_all (TeamWorld *world, guint from, const char *file, GBytes *content)
{
  for (guint to = 0; to < world->n_members; to++) {
    TeamParcel *parcel;
    if (to == from)
      continue;
    parcel = g_new0 (TeamParcel, 1);
    parcel->to = to;
    parcel->file = g_strdup (file);
    parcel->content = content != NULL ? g_bytes_ref (content) : NULL;
    g_ptr_array_add (world->parcels, parcel);
  }
}

void
team_world_collect (TeamWorld *world, guint member)
{
  g_autoptr (GPtrArray) files = list_own (world, member);
  GHashTable *carried = world->members[member].carried;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer file;

  if (world->shares_folder)
    return;
  for (guint i = 0; i < files->len; i++) {
    g_autoptr (GBytes) content = read_file (world->members[member].folder, files->pdata[i]);
    g_autofree char *sum = NULL;
    g_hash_table_add (seen, files->pdata[i]);
    if (content == NULL)
      continue;
    sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
    if (g_strcmp0 (g_hash_table_lookup (carried, files->pdata[i]), sum) == 0)
      continue;
    send_to_all (world, member, files->pdata[i], content);
    g_hash_table_insert (carried, g_strdup (files->pdata[i]), g_steal_pointer (&sum));
  }
  g_hash_table_iter_init (&iter, carried);
  while (g_hash_table_iter_next (&iter, &file, NULL))
    if (!g_hash_table_contains (seen, file)) {
      send_to_all (world, member, file, NULL);
      g_hash_table_iter_remove (&iter);
    }
}

/* What services call the second of two files with one name. */
static char *
conflict_name (TeamWorld *world, const char *file)
{
  static const char *const patterns[] = {"%s (conflicted copy 2026-11-20 140311).arc",
                                         "%s.sync-conflict-20261120-140311-ABCDEFG.arc",
                                         "%s (1).arc"};
  g_autofree char *stem = g_strndup (file, strlen (file) - strlen (".arc"));
  const char *pattern = patterns[g_rand_int_range (world->random, 0, G_N_ELEMENTS (patterns))];
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", 2);

  return g_strconcat (parts[0], stem, parts[1], NULL);
}

static gboolean
chance (TeamWorld *world, guint percent)
{
  return (guint) g_rand_int_range (world->random, 0, 100) < percent;
}

void
team_world_carry (TeamWorld *world)
{
  guint n =
      world->parcels->len > 0 ? g_rand_int_range (world->random, 0, world->parcels->len + 1) : 0;

  for (guint i = 0; i < n && world->parcels->len > 0; i++) {
    guint which = g_rand_int_range (world->random, 0, world->parcels->len);
    TeamParcel *parcel = world->parcels->pdata[which];
    const char *folder = world->members[parcel->to].folder;
    gsize length = parcel->content != NULL ? g_bytes_get_size (parcel->content) : 0;
    gboolean again = FALSE;

    if (parcel->content != NULL && chance (world, 10)) {
      /* Torn: the rest comes later. */
      write_file (folder, parcel->file, parcel->content,
                  length > 0 ? (gsize) g_rand_int_range (world->random, 0, length) : 0);
      again = TRUE;
    } else if (parcel->content != NULL && chance (world, 5) &&
               g_str_has_suffix (parcel->file, ".arc")) {
      g_autofree char *name = conflict_name (world, parcel->file);
      write_file (folder, name, parcel->content, length);
    } else {
      write_file (folder, parcel->file, parcel->content, length);
      /* Doubled: this state comes again, perhaps after a newer one. */
      again = chance (world, 5);
    }
    if (!again) {
      g_ptr_array_remove_index_fast (world->parcels, which);
      parcel_free (parcel);
    }
  }
}

static void
settle_one (TeamWorld *world, guint from, guint to)
{
  TeamMember *writer = &world->members[from], *reader = &world->members[to];
  g_autoptr (GPtrArray) files = list_own (world, from);
  g_autoptr (GPtrArray) there = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *own = NULL;

  for (guint i = 0; i < files->len; i++) {
    g_autoptr (GBytes) content = read_file (writer->folder, files->pdata[i]);
    g_autoptr (GBytes) other = read_file (reader->folder, files->pdata[i]);
    if (content != NULL && (other == NULL || !g_bytes_equal (content, other)))
      write_file (reader->folder, files->pdata[i], content, g_bytes_get_size (content));
  }
  if (writer->id == NULL)
    return;
  own = g_build_filename ("members", writer->id, NULL);
  list_files (reader->folder, own, there);
  for (guint i = 0; i < there->len; i++) {
    const char *file = there->pdata[i];
    if (!g_ptr_array_find_with_equal_func (files, file, g_str_equal, NULL) &&
        strstr (file, "conflict") == NULL && strstr (file, "(1)") == NULL)
      write_file (reader->folder, file, NULL, 0);
  }
}

void
team_world_settle (TeamWorld *world)
{
  if (world->shares_folder)
    return;
  for (guint i = 0; i < world->parcels->len; i++)
    parcel_free (world->parcels->pdata[i]);
  g_ptr_array_set_size (world->parcels, 0);
  for (guint from = 0; from < world->n_members; from++) {
    for (guint to = 0; to < world->n_members; to++)
      if (from != to)
        settle_one (world, from, to);
    team_world_collect (world, from);
  }
  for (guint i = 0; i < world->parcels->len; i++)
    parcel_free (world->parcels->pdata[i]);
  g_ptr_array_set_size (world->parcels, 0);
}

static gboolean
did_something (const ArcSyncReport *report)
{
  return report->sent + report->revoked + report->received.added + report->received.changed +
                 report->received.removed + report->members_new >
             0 ||
         report->wrote;
}

void
team_world_quiet (TeamWorld *world)
{
  for (guint round = 0; round < ROUNDS_MAX; round++) {
    gboolean changed = FALSE;
    for (guint i = 0; i < world->n_members; i++) {
      g_autoptr (ArcSyncReport) report = NULL;
      team_world_settle (world);
      report = team_world_sync (world, i);
      changed |= did_something (report);
    }
    if (!changed)
      return;
  }
  g_error ("after %d rounds the members still send each other something", ROUNDS_MAX);
}

/* ---- whether all have the same ---- */

/* (utf8 → utf8): post's id and revision → what it says, of those by @author that @journal has. */
static GHashTable *
posts_by (TeamWorld *world, guint at, guint author)
{
  GHashTable *posts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (int kind = 0; kind < ARC_N_POST_KINDS; kind++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list =
        arc_journal_list_posts (world->members[at].journal, world->team_id, kind, NULL, &error);
    g_assert_no_error (error);
    for (guint i = 0; i < list->len; i++) {
      const ArcPosted *posted = list->pdata[i];
      g_autofree char *to = NULL;
      if (!g_str_equal (posted->post->author, world->members[author].id))
        continue;
      g_ptr_array_add (posted->post->to, NULL);
      to = g_strjoinv (",", (char **) posted->post->to->pdata);
      g_ptr_array_remove_index (posted->post->to, posted->post->to->len - 1);
      g_hash_table_insert (
          posts, g_strdup_printf ("%s %s", posted->post->id, posted->post->revision),
          g_strdup_printf ("%s %s\n%s\n%s", arc_post_kind_to_word (posted->post->kind),
                           arc_audience_to_word (posted->post->audience), to, posted->post->body));
    }
  }
  return posts;
}

static gboolean
is_manager (TeamWorld *world, guint member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcMember) found = arc_journal_find_member (world->members[0].journal, world->team_id,
                                                         world->members[member].id, &error);

  g_assert_no_error (error);
  return (found->roles & ARC_ROLE_MANAGER) != 0;
}

/* What a member was told of files that could not be read, for whoever looks for the cause. */
static void
tell_set_aside (TeamWorld *world, guint member)
{
  g_autoptr (GPtrArray) list =
      arc_journal_list_set_aside (world->members[member].journal, world->team_id, NULL);

  for (guint i = 0; list != NULL && i < list->len; i++) {
    const ArcSetAside *one = list->pdata[i];
    g_print ("# %s: %s: %s\n", world->members[member].name, one->place, one->message);
  }
  g_print ("# in %s\n", world->top);
}

static void
compare (TeamWorld *world, guint author, guint reader)
{
  g_autoptr (GHashTable) sent = posts_by (world, author, author);
  g_autoptr (GHashTable) got = posts_by (world, reader, author);
  gboolean manager = is_manager (world, reader);
  GHashTableIter iter;
  gpointer key, text;

  g_hash_table_iter_init (&iter, sent);
  while (g_hash_table_iter_next (&iter, &key, &text)) {
    g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
    gboolean entitled = g_str_has_suffix (lines[0], " team") ||
                        (g_str_has_suffix (lines[0], " managers") && manager) ||
                        strstr (lines[1], world->members[reader].id) != NULL;
    const char *found = g_hash_table_lookup (got, key);
    if (entitled && found == NULL)
      tell_set_aside (world, reader);
    if (entitled && found == NULL)
      g_error ("%s lacks %s (%s) of %s", world->members[reader].name, (char *) key, lines[0],
               world->members[author].name);
    if (found != NULL)
      g_assert_cmpstr (found, ==, text);
  }
  g_hash_table_iter_init (&iter, got);
  while (g_hash_table_iter_next (&iter, &key, &text))
    if (!g_hash_table_contains (sent, key))
      g_error ("%s still has %s, which %s has not: %s", world->members[reader].name, (char *) key,
               world->members[author].name, (char *) text);
}

static char *
describe_members (TeamWorld *world, guint at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      arc_journal_list_members (world->members[at].journal, world->team_id, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++) {
    const ArcMember *member = list->pdata[i];
    g_autofree char *roles = arc_roles_to_text (member->roles);
    g_string_append_printf (text, "%s %s %s %s %s\n", member->id, member->name, roles,
                            arc_member_state_to_word (member->state), member->fingerprint);
  }
  return g_string_free (text, FALSE);
}

void
team_world_assert_equal (TeamWorld *world)
{
  g_autofree char *members = describe_members (world, 0);

  for (guint reader = 0; reader < world->n_members; reader++) {
    g_autofree char *others = describe_members (world, reader);
    g_assert_cmpstr (others, ==, members);
    for (guint author = 0; author < world->n_members; author++)
      if (author != reader)
        compare (world, author, reader);
    arc_test_assert_sound (world->members[reader].journal);
  }
}
