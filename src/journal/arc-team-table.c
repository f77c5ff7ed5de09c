/* Teams, their members, and what a transport wants to find again. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-id.h"
#include "arc-text.h"

#define TEAM_COLUMNS "id, name, location, me, state, roles, group_size, synced_us, problem"

/* ---- blobs ---- */

void
arc_bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  /* An empty blob is not NULL. */
  int code = size > 0 ? sqlite3_bind_blob64 (statement, index, data, size, SQLITE_STATIC)
                      : sqlite3_bind_zeroblob (statement, index, 0);

  g_assert (code == SQLITE_OK || code == SQLITE_NOMEM);
}

GBytes *
arc_column_bytes (sqlite3_stmt *statement, int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, sqlite3_column_bytes (statement, column));
}

/* ---- teams ---- */

static gpointer
read_team (sqlite3_stmt *statement, gpointer data)
{
  ArcTeam *team = arc_team_new (arc_column_text (statement, 0), arc_column_text (statement, 1));

  g_free (team->location);
  team->location = g_strdup (arc_column_text (statement, 2));
  g_free (team->me);
  team->me = g_strdup (arc_column_text (statement, 3));
  arc_member_state_from_word (arc_column_text (statement, 4), &team->state);
  arc_roles_from_text (arc_column_text (statement, 5), &team->roles);
  team->group_size = sqlite3_column_int (statement, 6);
  team->synced_us = sqlite3_column_int64 (statement, 7);
  g_free (team->problem);
  team->problem = g_strdup (arc_column_text (statement, 8));
  return team;
}

static int
compare_teams (gconstpointer a, gconstpointer b)
{
  const ArcTeam *left = *(ArcTeam **) a;
  const ArcTeam *right = *(ArcTeam **) b;
  int order = g_utf8_collate (left->name, right->name);

  return order ? order : strcmp (left->id, right->id);
}

GPtrArray *
arc_journal_list_teams (ArcJournal *journal, gboolean with_left, GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;
  GPtrArray *teams;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (
      journal, "SELECT " TEAM_COLUMNS " FROM team WHERE ?1 OR state <> 'left'", error);
  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, with_left);
  teams = arc_statement_collect (journal, statement, read_team, NULL,
                                 (GDestroyNotify) arc_team_free, error);
  if (teams)
    g_ptr_array_sort (teams, compare_teams);
  return teams;
}

gboolean
arc_journal_has_teams (ArcJournal *journal)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_get_int (journal, "SELECT EXISTS (SELECT 1 FROM team WHERE state <> 'left')",
                              0) != 0;
}

/* "“Sales”, “Support”" for a message. */
static char *
name_all (const GPtrArray *teams)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < teams->len; i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "",
                            ((ArcTeam *) teams->pdata[i])->name);
  return g_string_free (names, FALSE);
}

static gboolean
is_named (const char *id, const char *name, const char *wanted, const char *folded)
{
  g_autofree char *other = arc_text_fold (name);
  g_autofree char *lower = g_ascii_strdown (wanted, -1);

  return g_str_equal (other, folded) || (arc_id_is_prefix (lower) && g_str_has_prefix (id, lower));
}

static ArcTeam *
pick_team (const GPtrArray *found, const GPtrArray *all, const char *name, GError **error)
{
  g_autofree char *names = name_all (found->len > 1 ? found : all);

  if (found->len == 1)
    return arc_team_copy (found->pdata[0]);
  if (all->len == 0)
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("There is no team yet. Create one, or join one."));
  else if (!name)
    g_set_error (error, ARC_ERROR, ARC_ERROR_AMBIGUOUS,
                 _ ("There are several teams: %s. Say which one."), names);
  else if (found->len > 1)
    g_set_error (error, ARC_ERROR, ARC_ERROR_AMBIGUOUS,
                 _ ("“%s” can mean several teams: %s. Give the beginning of an id."),
                 ARC_SHORT (name), names);
  else
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("There is no team “%s”. There is %s."),
                 ARC_SHORT (name), names);
  return NULL;
}

ArcTeam *
arc_journal_find_team (ArcJournal *journal, const char *name, GError **error)
{
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *folded = name ? arc_text_fold (name) : NULL;

  if (!teams)
    return NULL;
  for (guint i = 0; i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];

    if (!name || is_named (team->id, team->name, name, folded))
      g_ptr_array_add (found, teams->pdata[i]);
  }
  return pick_team (found, teams, name, error);
}

static ArcTeam *
load_team (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT " TEAM_COLUMNS " FROM team WHERE id = ?", error);
  gboolean row;

  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, team_id);
  if (!arc_statement_step (journal, statement, &row, error) || !row)
    return NULL;
  return read_team (statement, NULL);
}

char *
arc_team_table_dup_me (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ArcTeam) team = load_team (journal, team_id, &local);

  if (team)
    return g_strdup (team->me);
  if (!local)
    g_set_error_literal (&local, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("The team is not in this journal. Join it first."));
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
is_same_team (const ArcTeam *a, const ArcTeam *b)
{
  return g_str_equal (a->name, b->name) && g_str_equal (a->location, b->location) &&
         g_str_equal (a->me, b->me) && a->state == b->state && a->roles == b->roles &&
         a->group_size == b->group_size && g_str_equal (a->problem, b->problem);
}

static gboolean
write_team (ArcJournal *journal, const ArcTeam *team, GError **error)
{
  static const char sql[] =
      "INSERT INTO team (" TEAM_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE "
      "SET (name, location, me, state, roles, group_size, synced_us, problem) = (excluded.name, "
      "excluded.location, excluded.me, excluded.state, excluded.roles, excluded.group_size, "
      "excluded.synced_us, excluded.problem)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *roles = arc_roles_to_text (team->roles);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, team->id);
  arc_bind_text (statement, 2, team->name);
  arc_bind_text (statement, 3, team->location);
  arc_bind_text (statement, 4, team->me);
  arc_bind_text (statement, 5, arc_member_state_to_word (team->state));
  arc_bind_text (statement, 6, roles);
  arc_bind_int (statement, 7, team->group_size);
  arc_bind_int (statement, 8, team->synced_us);
  arc_bind_text (statement, 9, team->problem);
  return arc_statement_run (journal, statement, error);
}

static gboolean
save_team_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const ArcTeam *team = data;
  g_autoptr (ArcTeam) stored = load_team (journal, team->id, NULL);

  /* When it was last synchronised is shown by nothing that would have to be loaded anew. */
  if (!stored || !is_same_team (stored, team))
    arc_journal_mark_changed (journal);
  return write_team (journal, team, error);
}

gboolean
arc_journal_save_team (ArcJournal *journal, const ArcTeam *team, GError **error)
{
  g_autoptr (ArcTeam) stored = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!arc_id_is_valid (team->id)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("“%s” is not the id of a team."),
                 ARC_SHORT (team->id ? team->id : ""));
    return FALSE;
  }
  if (!arc_team_check_name (team->name, error))
    return FALSE;
  stored = load_team (journal, team->id, NULL);
  if (stored && is_same_team (stored, team) && stored->synced_us == team->synced_us)
    return TRUE;
  return arc_journal_transact (journal, save_team_in_transaction, (gpointer) team, error);
}

static gboolean
forget_shares (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "SELECT position FROM share WHERE team_id = ? ORDER BY position", error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, team_id);
  while (row) {
    gint64 position;

    if (!arc_statement_step (journal, statement, &row, error))
      return FALSE;
    position = sqlite3_column_int64 (statement, 0);
    if (row)
      g_array_append_val (positions, position);
  }
  for (guint i = 0; i < positions->len; i++)
    if (!arc_share_row_remove (journal, g_array_index (positions, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
forget_in_transaction (ArcJournal *journal, gpointer team_id, GError **error)
{
  static const char *const deletions[] = {
      "DELETE FROM post WHERE team_id = ?",
      "DELETE FROM post_replaced WHERE team_id = ?",
      "DELETE FROM post_gone WHERE team_id = ?",
      "DELETE FROM entry_share WHERE team_id = ?",
      "DELETE FROM news WHERE team_id = ?",
      "DELETE FROM set_aside WHERE team_id = ?",
      "DELETE FROM sync_state WHERE team_id = ?",
      "DELETE FROM member WHERE team_id = ?",
      "DELETE FROM team WHERE id = ?",
  };

  if (!forget_shares (journal, team_id, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
    if (!arc_journal_run_with (journal, deletions[i], team_id, error))
      return FALSE;
  arc_journal_mark_changed (journal);
  return arc_scrub_later (journal, error);
}

gboolean
arc_journal_forget_team (ArcJournal *journal, const char *team_id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, forget_in_transaction, (gpointer) team_id, error) &&
         arc_journal_scrub (journal, error);
}

/* ---- members ---- */

static gpointer
read_member (sqlite3_stmt *statement, gpointer data)
{
  ArcMember *member =
      arc_member_new (arc_column_text (statement, 0), arc_column_text (statement, 1));

  arc_roles_from_text (arc_column_text (statement, 2), &member->roles);
  arc_member_state_from_word (arc_column_text (statement, 3), &member->state);
  g_free (member->fingerprint);
  member->fingerprint = g_strdup (arc_column_text (statement, 4));
  member->since_us = sqlite3_column_int64 (statement, 5);
  return member;
}

/* Members first, then those who ask, then those who were. */
static int
rank_of (const ArcMember *member)
{
  switch (member->state) {
  case ARC_MEMBER_IN:
    return 0;
  case ARC_MEMBER_ASKING:
    return 1;
  default:
    return 2;
  }
}

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const ArcMember *left = *(ArcMember **) a;
  const ArcMember *right = *(ArcMember **) b;
  int order = rank_of (left) - rank_of (right);

  if (order == 0)
    order = g_utf8_collate (left->name, right->name);
  return order ? order : strcmp (left->id, right->id);
}

GPtrArray *
arc_journal_list_members (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;
  GPtrArray *members;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (
      journal, "SELECT id, name, roles, state, fingerprint, since_us FROM member WHERE team_id = ?",
      error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, team_id);
  members = arc_statement_collect (journal, statement, read_member, NULL,
                                   (GDestroyNotify) arc_member_free, error);
  if (members)
    g_ptr_array_sort (members, compare_members);
  return members;
}

/* A whole name counts more than the beginning of one. */
static void
match_members (const GPtrArray *members, const char *name, gboolean whole, GPtrArray *found)
{
  g_autofree char *folded = arc_text_fold (name);

  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    g_autofree char *other = arc_text_fold (member->name);

    if (whole ? is_named (member->id, member->name, name, folded)
              : g_str_has_prefix (other, folded))
      g_ptr_array_add (found, members->pdata[i]);
  }
}

ArcMember *
arc_journal_find_member (ArcJournal *journal, const char *team_id, const char *name, GError **error)
{
  g_autoptr (GPtrArray) members = arc_journal_list_members (journal, team_id, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  if (!members)
    return NULL;
  match_members (members, name, TRUE, found);
  if (found->len == 0 && *name)
    match_members (members, name, FALSE, found);
  if (found->len == 1)
    return arc_member_copy (found->pdata[0]);
  if (found->len == 0)
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                 _ ("Nobody in the team is called “%s”. “arcj team members” lists who there is."),
                 ARC_SHORT (name));
  else
    g_set_error (error, ARC_ERROR, ARC_ERROR_AMBIGUOUS,
                 _ ("“%s” can mean several members. Give the whole name, or the beginning of an "
                    "id."),
                 ARC_SHORT (name));
  return NULL;
}

static gboolean
put_member (ArcJournal *journal, const char *team_id, const ArcMember *member, GError **error)
{
  static const char sql[] =
      "INSERT INTO member (team_id, id, name, roles, state, fingerprint, since_us) "
      "VALUES (?,?,?,?,?,?,?) ON CONFLICT (team_id, id) DO UPDATE SET "
      "(name, roles, state, fingerprint, since_us) = (excluded.name, excluded.roles, "
      "excluded.state, excluded.fingerprint, excluded.since_us)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *roles = arc_roles_to_text (member->roles);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, team_id);
  arc_bind_text (statement, 2, member->id);
  arc_bind_text (statement, 3, member->name);
  arc_bind_text (statement, 4, roles);
  arc_bind_text (statement, 5, arc_member_state_to_word (member->state));
  arc_bind_text (statement, 6, member->fingerprint);
  arc_bind_int (statement, 7, member->since_us);
  return arc_statement_run (journal, statement, error);
}

static gpointer
read_text (sqlite3_stmt *statement, gpointer data)
{
  return g_strdup (arc_column_text (statement, 0));
}

/* Authors of posts here who are not in, other than me. */
static GPtrArray *
list_strangers (ArcJournal *journal, const char *team_id, GError **error)
{
  static const char sql[] =
      "SELECT DISTINCT author FROM post WHERE team_id = ?1 AND author NOT IN "
      "(SELECT id FROM member WHERE team_id = ?1 AND state = 'in') AND author NOT IN "
      "(SELECT me FROM team WHERE id = ?1)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);

  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, team_id);
  return arc_statement_collect (journal, statement, read_text, NULL, g_free, error);
}

static gboolean
forget_strangers (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GPtrArray) strangers = list_strangers (journal, team_id, error);
  g_autoptr (ArcPostChanges) changes = arc_post_changes_new (journal, team_id);

  if (!strangers)
    return FALSE;
  for (guint i = 0; i < strangers->len; i++)
    if (!arc_post_changes_forget_author (changes, strangers->pdata[i], error))
      return FALSE;
  return arc_post_changes_flush (changes, NULL, error) &&
         (strangers->len == 0 || arc_scrub_later (journal, error));
}

static gboolean
is_same_member (const ArcMember *a, const ArcMember *b)
{
  return g_str_equal (a->id, b->id) && g_str_equal (a->name, b->name) && a->roles == b->roles &&
         a->state == b->state && g_str_equal (a->fingerprint, b->fingerprint) &&
         a->since_us == b->since_us;
}

/* Whether the journal has exactly @members. */
static gboolean
has_members (ArcJournal *journal, const char *team_id, const GPtrArray *members)
{
  g_autoptr (GPtrArray) stored = arc_journal_list_members (journal, team_id, NULL);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  if (!stored || stored->len != members->len)
    return FALSE;
  for (guint i = 0; i < stored->len; i++)
    g_hash_table_insert (by_id, ((ArcMember *) stored->pdata[i])->id, stored->pdata[i]);
  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    const ArcMember *known = g_hash_table_lookup (by_id, member->id);

    if (!known || !is_same_member (known, member))
      return FALSE;
  }
  return TRUE;
}

typedef struct {
  const char *team_id;
  const GPtrArray *members;
} SetMembers;

static gboolean
set_members_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const SetMembers *set = data;

  if (!arc_journal_run_with (journal, "DELETE FROM member WHERE team_id = ?", set->team_id, error))
    return FALSE;
  for (guint i = 0; i < set->members->len; i++)
    if (!put_member (journal, set->team_id, set->members->pdata[i], error))
      return FALSE;
  arc_journal_mark_changed (journal);
  return forget_strangers (journal, set->team_id, error);
}

gboolean
arc_journal_set_members (ArcJournal *journal, const char *team_id, const GPtrArray *members,
                         GError **error)
{
  SetMembers set = {team_id, members};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (has_members (journal, team_id, members))
    return TRUE;
  return arc_journal_transact (journal, set_members_in_transaction, &set, error);
}
