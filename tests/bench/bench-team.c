/* Sync of many shares beside what it is compared with.
 *
 *   bench-team SHARES    prints lines of "name ours limit", times in microseconds:
 *     pull   the first pull of all, beside reading, verifying, decrypting and inserting them raw
 *     idle   a sync with nothing to do, beside looking through the folder
 *     change a sync after one commitment of one's own changed, beside the idle one of the same
 * member one    bytes of the files written for one new share, beside the size of a segment, twice
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../team-world.h"
#include "arc-folder-format.h"
#include "arc-folder.h"
#include "arc-journal-loop.h"
#include "arc-json-team.h"
#include "arc-review.h"
#include "arc-summarise.h"
#include "corpus.h"
#include "raw.h"

#define IDLE_RUNS 30
#define CHANGE_RUNS 5
#define ROSTER_KEY "roster"

static void
put_shares (TeamWorld *world, guint shares)
{
  ArcJournal *journal = world->members[0].journal;
  for (guint i = 0; i < shares; i++) {
    g_autoptr (ArcRecord) record = corpus_record (1, i, MAX (shares, 2));
    ArcEntry *entry = record->entry;
    g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
    g_autoptr (ArcShare) share = NULL;
    g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, world->members[0].id);
    g_autoptr (GError) error = NULL;

    choice->parts = ARC_PART_ALL;
    share = arc_share_make (entry, NULL, NULL, arc_day_of (entry->occurred_us, entry->zone, 0), "",
                            choice);
    g_free (post->body);
    post->body = arc_body_from_share (share);
    arc_journal_put_post (journal, world->team_id, post, share, &error);
    g_assert_no_error (error);
  }
}

/* ---- raw ---- */

/* The files of a member's device, one after the other. */
typedef struct {
  ArcRoster *roster;
  ArcKeys *keys;
  const ArcPerson *person;
  ArcDevice *device;
  RawStore *store;
  guint posts;
} Raw;

static void
take_segment (Raw *raw, GBytes *bytes)
{
  g_autoptr (GPtrArray) records = arc_segment_read (bytes, NULL);
  guint8 hash[ARC_HASH_BYTES];

  g_assert_nonnull (records);
  arc_segment_hash (bytes, hash);
  for (guint i = 0; i < records->len; i++) {
    g_autoptr (ArcPost) post = NULL;
    g_autoptr (ArcShare) share = NULL;
    g_autoptr (GError) error = NULL;
    ArcOpened opened;

    arc_open_post (records->pdata[i], raw->device, raw->roster, raw->keys, &opened, &post, &error);
    g_assert_no_error (error);
    share = arc_body_to_share (post->body, &error);
    g_assert_no_error (error);
    share->entry->id = g_strdup (post->id);
    share->entry->revision = g_strdup (post->revision);
    /* All shares of a day happened at noon; a row of the raw store needs a time of its own. */
    share->entry->occurred_us += raw->posts;
    raw_store_insert (raw->store, share->entry);
    raw->posts++;
  }
}

static void
read_raw (Raw *raw, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    char *data;
    gsize length;

    if (g_str_equal (name, "manifest.arc"))
      continue;
    g_assert_true (g_file_get_contents (path, &data, &length, NULL));
    g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);
    take_segment (raw, bytes);
  }
}

static double
pull_raw (TeamWorld *world, guint shares)
{
  TeamMember *reader = &world->members[1];
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      arc_journal_get_sync_state (reader->journal, world->team_id, ROSTER_KEY, &error);
  ArcKeyStore where;
  g_autofree char *path = g_build_filename (reader->home, "raw.db", NULL);
  g_autofree char *folder =
      g_build_filename (reader->folder, "members", world->members[0].id, NULL);
  g_autofree char *device = NULL;
  g_autofree char *manifest = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 begin_us = g_get_monotonic_time ();
  Raw raw = {0};
  const char *name;
  char *data;
  gsize length;

  raw.roster = arc_roster_parse (bytes, &error);
  g_assert_no_error (error);
  raw.keys = arc_keys_load (reader->path, world->team_id, &where, &error);
  g_assert_no_error (error);
  raw.person = arc_roster_find (raw.roster, world->members[0].id);
  while ((name = g_dir_read_name (dir)) != NULL && device == NULL) {
    device = g_build_filename (folder, name, NULL);
    if (!g_file_test (device, G_FILE_TEST_IS_DIR))
      g_clear_pointer (&device, g_free);
    else {
      g_autofree char *device_id = g_strdup (name);
      manifest = g_build_filename (device, "manifest.arc", NULL);
      g_assert_true (g_file_get_contents (manifest, &data, &length, NULL));
      g_autoptr (GBytes) signed_by = g_bytes_new_take (data, length);
      g_autoptr (ArcManifest) read =
          arc_manifest_read (signed_by, world->team_id, raw.person, device_id, &raw.device, &error);
      g_assert_no_error (error);
    }
  }
  raw.store = raw_store_open (path, TRUE);
  raw_store_begin (raw.store);
  read_raw (&raw, device);
  raw_store_commit (raw.store);
  raw_store_close (raw.store);
  if (raw.posts != shares)
    g_error ("%u of %u shares are in the folder", raw.posts, shares);
  arc_device_free (raw.device);
  arc_keys_free (raw.keys);
  arc_roster_unref (raw.roster);
  return g_get_monotonic_time () - begin_us;
}

/* ---- ours ---- */

static double
sync_us (TeamWorld *world, guint member, guint added, guint sent)
{
  gint64 begin_us = g_get_monotonic_time ();
  g_autoptr (ArcSyncReport) report = team_world_sync (world, member);
  gint64 took_us = g_get_monotonic_time () - begin_us;

  if (report->received.added != added)
    g_error ("%u were added, not %u", report->received.added, added);
  if (report->sent != sent)
    g_error ("%u were sent, not %u", report->sent, sent);
  return took_us;
}

/* What is in the folder: names, sizes, times. */
static guint
scan (const char *folder, gint64 since_ns, guint64 *fresh_bytes)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint files = 0;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    struct stat info;

    if (lstat (path, &info) != 0)
      continue;
    files++;
    if (S_ISDIR (info.st_mode))
      files += scan (path, since_ns, fresh_bytes);
    else if (info.st_ctim.tv_sec * G_GINT64_CONSTANT (1000000000) + info.st_ctim.tv_nsec >=
             since_ns)
      *fresh_bytes += info.st_size;
  }
  return files;
}

static void
compare_idle (TeamWorld *world)
{
  double ours = G_MAXDOUBLE, limit = G_MAXDOUBLE;

  /* What was written just now is looked at twice. */
  g_usleep (100000);
  for (guint i = 0; i < IDLE_RUNS; i++) {
    guint64 bytes = 0;
    gint64 begin_us = g_get_monotonic_time ();
    double took_us;

    scan (world->members[1].folder, G_MAXINT64, &bytes);
    took_us = g_get_monotonic_time () - begin_us;
    limit = MIN (limit, took_us);
    took_us = sync_us (world, 1, 0, 0);
    ours = MIN (ours, took_us);
  }
  g_print ("idle %.0f %.0f\n", ours, limit);
}

#define SUMMARIES 3
#define QUOTES 60

/* Summaries by the first member, which quote shares all over the journal. */
static void
publish_summaries (TeamWorld *world)
{
  ArcJournal *journal = world->members[0].journal;
  const ArcShareFilter filter = {.team_id = world->team_id};
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shares = arc_journal_list_shares (journal, &filter, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < SUMMARIES; i++) {
    g_autoptr (ArcSummaryInput) input = arc_summary_input_new ();
    g_autoptr (ArcSummary) summary = NULL;
    g_autofree char *id = NULL;

    for (guint k = i; k < shares->len && input->inputs->len < QUOTES;
         k += shares->len / QUOTES + 1) {
      const ArcPosted *posted = ((const ArcShareBrief *) shares->pdata[k])->posted;

      g_ptr_array_add (input->inputs,
                       arc_shared_input_new (posted->post->id, posted->post->author, "",
                                             posted->post->audience, posted->share));
    }
    input->audience = ARC_AUDIENCE_TEAM;
    summary = arc_summary_build (input, NULL, NULL, &error);
    g_assert_no_error (error);
    id = arc_review_publish (journal, world->team_id, summary, NULL, &error);
    g_assert_no_error (error);
  }
}

/* One answer among many shares of one's own, and under summaries that quote some of them. */
static void
compare_change (TeamWorld *world)
{
  ArcJournal *journal = world->members[0].journal;
  g_autofree char *entry_id = team_world_write (world, 0, "An answer among many");
  g_autofree char *post_id = NULL;
  double ours = G_MAXDOUBLE, limit = G_MAXDOUBLE;

  publish_summaries (world);
  post_id = team_world_share (world, 0, entry_id, ARC_PART_ALL, ARC_AUDIENCE_TEAM, NULL);
  team_world_sync_only (world, 0);
  g_usleep (100000);
  team_world_sync_only (world, 0);
  for (guint i = 0; i < CHANGE_RUNS; i++) {
    g_autoptr (ArcLookBack) look_back = arc_look_back_new (entry_id);
    g_autoptr (GError) error = NULL;
    double took_us;

    took_us = sync_us (world, 0, 0, 0);
    limit = MIN (limit, took_us);
    /* Another one than the last, which is all that is shared. */
    look_back->helped = i % 2 == 0 ? ARC_HELPED_YES : ARC_HELPED_NO;
    arc_journal_save_look_back (journal, look_back, &error);
    g_assert_no_error (error);
    took_us = sync_us (world, 0, 0, 1);
    ours = MIN (ours, took_us);
  }
  g_print ("change %.0f %.0f\n", ours, limit);
}

static void
compare_one (TeamWorld *world)
{
  gint64 since_ns;
  guint64 bytes = 0;

  put_shares (world, 1);
  since_ns = g_get_real_time () * 1000 - 20000000;
  team_world_sync_only (world, 0);
  scan (world->members[0].folder, since_ns, &bytes);
  g_print ("one %" G_GUINT64_FORMAT " %d\n", bytes, 2 * ARC_SEGMENT_BYTES);
}

int
main (int argc, char **argv)
{
  guint shares = argc == 2 ? (guint) atoi (argv[1]) : 0;
  g_autoptr (TeamWorld) world = NULL;
  double ours, limit;

  if (shares == 0)
    return 2;
  world = team_world_new (2, 1, TRUE);
  put_shares (world, shares);
  team_world_sync_only (world, 0);
  limit = pull_raw (world, shares);
  ours = sync_us (world, 1, shares, 0);
  g_print ("pull %.0f %.0f\n", ours, limit);
  compare_idle (world);
  compare_change (world);
  compare_one (world);
  return 0;
}
