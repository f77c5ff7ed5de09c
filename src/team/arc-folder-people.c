/* Who belongs to the team: rosters, cards and words of leaving, from whoever put them there. */
#include "arc-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-folder-private.h"

/* Who could write thousands of cards into a folder should not fill the list with them. */
#define MOST_ASKING 1000

typedef enum {
  PAPER_ROSTER,
  PAPER_CARD,
  PAPER_LEFT,
} PaperKind;

/* A small file that says something about people. @folder is NULL for the team's own. */
typedef struct {
  PaperKind kind;
  char *person_id;
  char *folder;
  char *name;
  char *place;
  ArcStamp stamp;
} Paper;

static void
free_paper (Paper *paper)
{
  g_free (paper->person_id);
  g_free (paper->folder);
  g_free (paper->name);
  g_free (paper->place);
  g_free (paper);
}

/**
 * People:
 * @rosters: (element-type ArcRoster)
 * @cards: (element-type utf8 ArcPerson): the last card of a person
 * @lefts: (element-type Paper GBytes): read, and not understood before the roster is known
 * @heads: (element-type GBytes): heads of the rosters in the folder
 */
typedef struct {
  ArcFolderRun *run;
  GPtrArray *papers;
  GPtrArray *rosters;
  GHashTable *cards;
  GHashTable *lefts;
  GHashTable *left; /* (element-type utf8): who has */
} People;

static void
clear_people (People *people)
{
  g_ptr_array_unref (people->papers);
  g_ptr_array_unref (people->rosters);
  g_hash_table_unref (people->cards);
  g_hash_table_unref (people->lefts);
  g_hash_table_unref (people->left);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (People, clear_people)

/* ---- finding ---- */

static void
add_paper (People *people, int dir, PaperKind kind, const char *person_id, const char *folder,
           const char *name)
{
  Paper *paper = g_new0 (Paper, 1);

  if (!arc_file_stat_at (dir, name, &paper->stamp)) {
    g_free (paper);
    return;
  }
  paper->kind = kind;
  paper->person_id = g_strdup (person_id);
  paper->folder = g_strdup (folder);
  paper->name = g_strdup (name);
  paper->place =
      folder != NULL ? g_strconcat ("members/", folder, "/", name, NULL) : g_strdup (name);
  g_ptr_array_add (people->papers, paper);
}

static gboolean
find_in_folder (People *people, const char *folder, GError **error)
{
  static const char *const stems[] = {"roster", "card", "left"};
  g_autofree char *person_id = arc_name_dup_id (folder);
  g_autofree char *place = g_strconcat ("members/", folder, NULL);
  g_autoptr (GPtrArray) names = NULL;

  if (person_id == NULL)
    return TRUE;
  ARC_AUTO_FD dir = arc_dir_open_at (people->run->members, folder);
  if (dir < 0)
    return errno == ENOENT ||
           arc_folder_run_set_aside (people->run, place,
                                     _ ("This is no ordinary folder: it was not read."), error);
  names = arc_dir_list (dir, FALSE, error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    for (guint kind = 0; kind < G_N_ELEMENTS (stems); kind++)
      if (arc_name_is_of (names->pdata[i], stems[kind]))
        add_paper (people, dir, kind, person_id, folder, names->pdata[i]);
  return names != NULL;
}

static gboolean
find_papers (People *people, GError **error)
{
  g_autoptr (GPtrArray) top = arc_dir_list (people->run->root, FALSE, error);
  g_autoptr (GPtrArray) folders = NULL;

  if (top == NULL)
    return FALSE;
  for (guint i = 0; i < top->len; i++)
    if (arc_name_is_of (top->pdata[i], "team"))
      add_paper (people, people->run->root, PAPER_ROSTER, NULL, NULL, top->pdata[i]);
  if (people->run->members < 0)
    return TRUE;
  folders = arc_dir_list (people->run->members, FALSE, error);
  for (guint i = 0; folders != NULL && i < folders->len; i++)
    if (!find_in_folder (people, folders->pdata[i], error))
      return FALSE;
  return folders != NULL;
}

static GBytes *
hash_papers (const People *people)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 hash[ARC_HASH_BYTES];

  for (guint i = 0; i < people->papers->len; i++) {
    const Paper *paper = people->papers->pdata[i];
    arc_pack_text (all, paper->place);
    arc_pack_raw (all, &paper->stamp, sizeof paper->stamp);
  }
  if (people->run->roster != NULL)
    arc_pack_raw (all, arc_roster_get_head (people->run->roster), ARC_HASH_BYTES);
  arc_pack_hash ("ARC Journal papers", all->data, all->len, hash);
  return g_bytes_new (hash, sizeof hash);
}

/* ---- reading ---- */

static GBytes *
read_paper (ArcFolderRun *run, const Paper *paper, GError **error)
{
  ARC_AUTO_FD dir = paper->folder != NULL ? arc_dir_open_at (run->members, paper->folder) : -1;

  if (paper->folder != NULL && dir < 0) {
    arc_folder_fail (errno, error);
    return NULL;
  }
  return arc_file_read_at (paper->folder != NULL ? dir : run->root, paper->name,
                           ARC_FOLDER_FILE_BYTES, NULL, error);
}

static gboolean
take_roster (People *people, GBytes *bytes, GError **error)
{
  g_autoptr (ArcRoster) roster = arc_roster_parse (bytes, error);

  if (roster == NULL)
    return FALSE;
  if (!g_str_equal (arc_roster_get_team_id (roster), people->run->folder->team_id)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("This is the list of members of another team."));
    return FALSE;
  }
  g_ptr_array_add (people->rosters, g_steal_pointer (&roster));
  return TRUE;
}

/* Of several cards of a person the last: all are by the same clock. */
static gboolean
is_later (const ArcPerson *card, const ArcPerson *known)
{
  if (known == NULL || card->member.since_us != known->member.since_us)
    return known == NULL || card->member.since_us > known->member.since_us;
  return memcmp (card->asked, known->asked, sizeof card->asked) > 0;
}

static gboolean
take_card (People *people, const Paper *paper, GBytes *bytes, GError **error)
{
  ArcPerson *card = arc_card_read (bytes, people->run->folder->team_id, paper->person_id, error);

  if (card == NULL)
    return FALSE;
  if (is_later (card, g_hash_table_lookup (people->cards, paper->person_id)))
    g_hash_table_replace (people->cards, card->member.id, card);
  else
    arc_person_free (card);
  return TRUE;
}

/* Wrong files are told of, and passed over. */
static gboolean
read_papers (People *people, GError **error)
{
  for (guint i = 0; i < people->papers->len; i++) {
    Paper *paper = people->papers->pdata[i];
    g_autoptr (GError) fault = NULL;
    g_autoptr (GBytes) bytes = read_paper (people->run, paper, &fault);
    gboolean good = bytes != NULL;

    if (good && paper->kind == PAPER_ROSTER)
      good = take_roster (people, bytes, &fault);
    else if (good && paper->kind == PAPER_CARD)
      good = take_card (people, paper, bytes, &fault);
    else if (good)
      g_hash_table_insert (people->lefts, paper, g_steal_pointer (&bytes));
    if (g_error_matches (fault, ARC_ERROR, ARC_ERROR_NOT_FOUND))
      continue;
    if (!(good ? arc_folder_run_clear (people->run, paper->place, error)
               : arc_folder_run_set_aside (people->run, paper->place, fault->message, error)))
      return FALSE;
  }
  return TRUE;
}

/* Once it is known who is who. */
static gboolean
read_lefts (People *people, GError **error)
{
  GHashTableIter iter;
  gpointer key, bytes;

  g_hash_table_iter_init (&iter, people->lefts);
  while (g_hash_table_iter_next (&iter, &key, &bytes)) {
    const Paper *paper = key;
    const ArcPerson *person = arc_roster_find (people->run->roster, paper->person_id);
    g_autoptr (GError) fault = NULL;
    gboolean has_left = FALSE;
    if (person == NULL)
      continue;
    if (!arc_left_read (bytes, people->run->folder->team_id, person, &has_left, &fault)) {
      if (!arc_folder_run_set_aside (people->run, paper->place, fault->message, error))
        return FALSE;
    } else if (has_left) {
      g_hash_table_add (people->left, g_strdup (paper->person_id));
    }
  }
  return TRUE;
}

/* ---- which roster holds ---- */

static int
compare_heads (gconstpointer a, gconstpointer b)
{
  return memcmp (arc_roster_get_head (*(ArcRoster *const *) a),
                 arc_roster_get_head (*(ArcRoster *const *) b), ARC_HASH_BYTES);
}

static gboolean
is_same (ArcRoster *a, ArcRoster *b)
{
  return a != NULL && b != NULL &&
         memcmp (arc_roster_get_head (a), arc_roster_get_head (b), ARC_HASH_BYTES) == 0;
}

static gboolean
choose (People *people, gboolean *is_published, GError **error)
{
  ArcFolderRun *run = people->run;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  ArcRoster *chosen;

  g_ptr_array_extend (all, people->rosters, NULL, NULL);
  if (run->roster != NULL)
    g_ptr_array_add (all, run->roster);
  if (all->len == 0) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("The folder has no list of members that can be read. Wait until it is "
                            "synchronised, then try again."));
    return FALSE;
  }
  /* In an order that is the same for all, whatever lay where. */
  g_ptr_array_sort (all, compare_heads);
  chosen = all->pdata[0];
  for (guint i = 1; i < all->len; i++)
    chosen = arc_roster_choose (chosen, all->pdata[i]);
  *is_published = FALSE;
  for (guint i = 0; i < people->rosters->len; i++)
    *is_published |= is_same (chosen, people->rosters->pdata[i]);
  if (is_same (chosen, run->roster))
    return TRUE;

  g_autoptr (GBytes) bytes = arc_roster_to_bytes (chosen);
  arc_roster_ref (chosen);
  g_clear_pointer (&run->roster, arc_roster_unref);
  run->roster = chosen;
  return arc_folder_run_set_state (run, ARC_STATE_FOLDER_ROSTER, bytes, error);
}

/* A folder that lost the list of members, or that it has not reached yet, gets it from an admin. */
static gboolean
publish (ArcFolderRun *run, gboolean *wrote, GError **error)
{
  const ArcPerson *me = arc_folder_run_get_me (run);
  ArcStamp stamp;

  if (me == NULL || (me->member.roles & ARC_ROLE_ADMIN) == 0)
    return TRUE;
  if (!arc_folder_run_need_members (run, error) ||
      !arc_folder_write_roster (run->members, run->roster, run->folder->keys, error))
    return FALSE;
  run->report->wrote = *wrote = TRUE;
  if (arc_file_stat_at (run->root, "team.arc", &stamp))
    return TRUE;
  g_autoptr (GBytes) bytes = arc_roster_to_bytes (run->roster);
  return arc_file_write_at (run->root, "team.arc", bytes, FALSE, error) &&
         arc_dir_sync (run->root, error);
}

/* ---- members ---- */

static GPtrArray *
list_members (People *people)
{
  GPtrArray *members = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_member_free);
  const GPtrArray *in_roster = arc_roster_get_people (people->run->roster);
  GHashTableIter iter;
  gpointer value;
  guint asking = 0;

  for (guint i = 0; i < in_roster->len; i++) {
    const ArcPerson *person = in_roster->pdata[i];
    const ArcPerson *card = g_hash_table_lookup (people->cards, person->member.id);
    ArcMember *member = arc_member_copy (&person->member);
    if (card != NULL && arc_card_is_asking (card, person))
      member->state = ARC_MEMBER_ASKING;
    else if (g_hash_table_contains (people->left, person->member.id))
      member->state = ARC_MEMBER_LEFT;
    g_ptr_array_add (members, member);
  }
  g_hash_table_iter_init (&iter, people->cards);
  while (g_hash_table_iter_next (&iter, NULL, &value) && asking < MOST_ASKING) {
    const ArcPerson *card = value;
    if (arc_roster_find (people->run->roster, card->member.id) != NULL)
      continue;
    g_ptr_array_add (members, arc_member_copy (&card->member));
    asking++;
  }
  return members;
}

/* The posts of who is not in went with their membership: should they come back, their files are
 * read anew. */
static gboolean
forget_reading (ArcFolderRun *run, const char *prefix, const char *person_id, GError **error)
{
  g_autofree char *key = g_strconcat (prefix, person_id, NULL);
  g_autoptr (GHashTable) states =
      arc_journal_list_sync_state (run->journal, run->folder->team_id, key, error);
  GHashTableIter iter;
  gpointer found;

  if (states == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &found, NULL))
    if (!arc_folder_run_set_state (run, found, NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
apply_members (People *people, GError **error)
{
  ArcFolderRun *run = people->run;
  g_autoptr (GPtrArray) members = list_members (people);
  g_autoptr (GHashTable) before = arc_folder_run_list_states (run, error);

  if (before == NULL ||
      !arc_journal_set_members (run->journal, run->folder->team_id, members, error))
    return FALSE;
  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    gboolean is_me = g_str_equal (member->id, run->folder->keys->person_id);
    guint was = GPOINTER_TO_UINT (g_hash_table_lookup (before, member->id));
    if (was != member->state + 1u && !is_me &&
        (member->state == ARC_MEMBER_IN || member->state == ARC_MEMBER_ASKING))
      run->report->members_new++;
    if (member->state == ARC_MEMBER_IN)
      continue;
    if (!forget_reading (run, ARC_STATE_FOLDER_IN, member->id, error) ||
        !forget_reading (run, ARC_STATE_FOLDER_GONE, member->id, error) ||
        !forget_reading (run, ARC_STATE_FOLDER_POSTS, member->id, error) ||
        (is_me && (!forget_reading (run, ARC_STATE_FOLDER_OWN, NULL, error) ||
                   !forget_reading (run, ARC_STATE_FOLDER_NEXT, NULL, error))))
      return FALSE;
  }
  return TRUE;
}

/* My card while nobody accepted me yet: it is written again if the folder lost it. */
static gboolean
keep_card (People *people, gboolean *rewrote, GError **error)
{
  ArcFolderRun *run = people->run;
  const char *me = run->folder->keys->person_id;
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) kept = NULL;

  if (arc_folder_run_get_me (run) != NULL)
    return TRUE;
  kept = arc_folder_run_get_state (run, ARC_STATE_FOLDER_CARD, NULL, &local);
  for (guint i = 0; local == NULL && i < people->papers->len; i++) {
    const Paper *paper = people->papers->pdata[i];
    if (paper->kind != PAPER_CARD || !g_str_equal (paper->person_id, me) ||
        !g_hash_table_contains (people->cards, me))
      continue;
    g_autoptr (GBytes) now = read_paper (run, paper, NULL);
    return now == NULL || (kept != NULL && g_bytes_equal (now, kept)) ||
           arc_folder_run_set_state (run, ARC_STATE_FOLDER_CARD, now, error);
  }
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (kept == NULL)
    return TRUE;
  *rewrote = TRUE;
  if (!arc_folder_run_need_members (run, error))
    return FALSE;
  ARC_AUTO_FD dir = arc_dir_make_at (run->members, me, FALSE, error);
  return dir >= 0 && arc_file_write_at (dir, "card.arc", kept, FALSE, error) &&
         arc_dir_sync (dir, error);
}

gboolean
arc_folder_pull_people (ArcFolderRun *run, GError **error)
{
  g_auto (People) people = {
      .run = run,
      .papers = g_ptr_array_new_with_free_func ((GDestroyNotify) free_paper),
      .rosters = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_roster_unref),
      .cards =
          g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) arc_person_free),
      .lefts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref),
      .left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) now = NULL;
  gboolean is_published = FALSE, rewrote = FALSE;

  if (!find_papers (&people, error))
    return FALSE;
  before = arc_folder_run_get_state (run, ARC_STATE_FOLDER_PEOPLE, NULL, &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  now = hash_papers (&people);
  if (before != NULL && g_bytes_equal (before, now))
    return TRUE;
  if (!read_papers (&people, error) || !choose (&people, &is_published, error) ||
      !read_lefts (&people, error) || !apply_members (&people, error) ||
      !keep_card (&people, &rewrote, error))
    return FALSE;
  if (!is_published && !publish (run, &rewrote, error))
    return FALSE;
  /* What was written just now is looked at the next time. */
  if (rewrote)
    return TRUE;
  g_bytes_unref (now);
  now = hash_papers (&people);
  return arc_folder_run_set_state (run, ARC_STATE_FOLDER_PEOPLE, now, error);
}

GPtrArray *
arc_folder_read_cards (int members, const char *team_id, GError **error)
{
  g_autoptr (GPtrArray) folders = arc_dir_list (members, FALSE, error);
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_person_free);

  for (guint i = 0; folders != NULL && i < folders->len; i++) {
    g_autofree char *person_id = arc_name_dup_id (folders->pdata[i]);
    ARC_AUTO_FD dir = person_id != NULL ? arc_dir_open_at (members, folders->pdata[i]) : -1;
    g_autoptr (GPtrArray) names = dir >= 0 ? arc_dir_list (dir, FALSE, NULL) : NULL;
    ArcPerson *last = NULL;
    for (guint j = 0; names != NULL && j < names->len; j++) {
      g_autoptr (GBytes) bytes =
          arc_name_is_of (names->pdata[j], "card")
              ? arc_file_read_at (dir, names->pdata[j], ARC_FOLDER_FILE_BYTES, NULL, NULL)
              : NULL;
      ArcPerson *card = bytes != NULL ? arc_card_read (bytes, team_id, person_id, NULL) : NULL;
      if (card != NULL && is_later (card, last)) {
        arc_person_free (last);
        last = g_steal_pointer (&card);
      }
      arc_person_free (card);
    }
    if (last != NULL)
      g_ptr_array_add (cards, last);
  }
  if (folders == NULL)
    g_clear_pointer (&cards, g_ptr_array_unref);
  return cards;
}
