/* What teams have to do with one entry of mine. */
#include "arc-entry-team.h"

#include <glib/gi18n.h>

#include "arc-when.h"

void
arc_entry_team_free (ArcEntryTeam *team)
{
  if (team == NULL)
    return;
  g_clear_pointer (&team->shares, g_ptr_array_unref);
  g_clear_pointer (&team->answers, g_ptr_array_unref);
  g_clear_pointer (&team->barriers, g_ptr_array_unref);
  g_free (team->digest);
  g_free (team);
}

/* ---- reading --------------------------------------------------------------------------- */

/* Those that were dismissed are no news any more. */
static gboolean
is_news (const GPtrArray *news, const char *post_id)
{
  for (guint i = 0; i < news->len; i++) {
    const ArcNews *one = news->pdata[i];

    if (g_str_equal (one->posted->post->id, post_id))
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_answers (ArcEntryTeam *team, ArcJournal *journal, const char *entry_id, GError **error)
{
  g_autoptr (GPtrArray) answers = arc_journal_list_answers (journal, entry_id, error);
  g_autoptr (GPtrArray) news = NULL;

  if (answers == NULL)
    return FALSE;
  news = arc_journal_list_news (journal, FALSE, error);
  if (news == NULL)
    return FALSE;
  for (guint i = answers->len; i > 0; i--) {
    const ArcPosted *posted = answers->pdata[i - 1];

    if (!posted->is_mine && !is_news (news, posted->post->id))
      g_ptr_array_remove_index (answers, i - 1);
  }
  team->answers = arc_share_answers_from_posts (answers);
  return TRUE;
}

static gboolean
read_barriers (ArcEntryTeam *team, ArcJournal *journal, const ArcEntryShare *share, GError **error)
{
  g_autoptr (GPtrArray) states = arc_journal_load_post (journal, share->post_id, error);
  g_autoptr (GPtrArray) turns = NULL;
  g_autoptr (GPtrArray) members = NULL;
  const ArcPosted *posted = NULL;

  if (states == NULL)
    return FALSE;
  posted = states->len > 0 ? states->pdata[0] : NULL;
  if (posted == NULL || posted->share == NULL || posted->share->loop->barriers->len == 0)
    return TRUE;
  turns = arc_journal_list_posts (journal, share->team_id, ARC_POST_BARRIER, share->post_id, error);
  members = turns != NULL ? arc_journal_list_members (journal, share->team_id, error) : NULL;
  if (members == NULL)
    return FALSE;
  arc_team_barriers_add (team->barriers, posted, turns, members, posted->post->author);
  return TRUE;
}

static void
add_turns (GString *digest, const ArcTeamBarrier *barrier)
{
  for (guint i = 0; i < barrier->latest->len; i++) {
    const ArcTeamTurn *turn = barrier->latest->pdata[i];
    g_autofree char *by = arc_day_to_text (turn->turn->next_by);

    g_string_append_printf (digest, "t%s|%s|%s|%s|%d|%s;", turn->post_id, turn->owner_name,
                            turn->turn->next_step, by, (int) turn->turn->state, turn->turn->why);
  }
}

static char *
make_digest (const ArcEntryTeam *team)
{
  g_autoptr (GString) digest = g_string_new (NULL);

  for (guint i = 0; i < team->shares->len; i++) {
    const ArcEntryShare *share = team->shares->pdata[i];

    g_string_append_printf (digest, "s%s|%s|%d|%d|%d|%d;", share->post_id, share->team_name,
                            (int) share->choice->parts, (int) share->choice->audience,
                            share->is_stale, share->choice->all_commitments);
    for (guint line = 0; line < share->choice->commitments->len; line++)
      g_string_append_printf (digest, "%s,", (char *) share->choice->commitments->pdata[line]);
  }
  for (guint i = 0; i < team->answers->len; i++) {
    const ArcShareAnswer *answer = team->answers->pdata[i];

    g_string_append_printf (digest, "a%s|%s|%d|%s;", answer->post_id, answer->author_name,
                            (int) answer->kind, answer->text);
  }
  for (guint i = 0; i < team->barriers->len; i++)
    add_turns (digest, team->barriers->pdata[i]);
  return g_string_free (g_steal_pointer (&digest), FALSE);
}

ArcEntryTeam *
arc_entry_team_read (ArcJournal *journal, const char *entry_id, GError **error)
{
  g_autoptr (ArcEntryTeam) team = NULL;

  if (!arc_journal_has_teams (journal))
    return NULL;
  team = g_new0 (ArcEntryTeam, 1);
  team->today = arc_journal_today (journal);
  team->barriers = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_team_barrier_free);
  team->shares = arc_journal_list_entry_shares (journal, entry_id, error);
  if (team->shares == NULL || !read_answers (team, journal, entry_id, error))
    return NULL;
  for (guint i = 0; i < team->shares->len; i++)
    if (!read_barriers (team, journal, team->shares->pdata[i], error))
      return NULL;
  team->digest = make_digest (team);
  return g_steal_pointer (&team);
}

/* ---- in words -------------------------------------------------------------------------- */

typedef gboolean (*Covers) (const ArcEntryShare *share, gconstpointer what);

static char *
dup_note (const ArcEntryTeam *team, Covers covers, gconstpointer what)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < team->shares->len; i++) {
    const ArcEntryShare *share = team->shares->pdata[i];
    g_autofree char *name = NULL;

    if (!covers (share, what))
      continue;
    switch (share->choice->audience) {
    case ARC_AUDIENCE_MANAGERS:
      /* Translators: the name of a team: of its members the managers only. */
      name = g_strdup_printf (_ ("%s (managers)"), share->team_name);
      break;
    case ARC_AUDIENCE_NAMED:
      /* Translators: the name of a team: of its members some only. */
      name = g_strdup_printf (_ ("%s (some people)"), share->team_name);
      break;
    case ARC_AUDIENCE_TEAM:
    case ARC_N_AUDIENCES:
    default:
      name = g_strdup (share->team_name);
      break;
    }
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
  }
  if (names->len == 0)
    return NULL;
  /* Translators: names of teams. */
  return g_strdup_printf (_ ("Shared with %s"), names->str);
}

static gboolean
covers_part (const ArcEntryShare *share, gconstpointer what)
{
  return (share->choice->parts & GPOINTER_TO_UINT (what)) != 0;
}

char *
arc_entry_team_dup_part_note (const ArcEntryTeam *team, ArcParts part)
{
  return team != NULL ? dup_note (team, covers_part, GUINT_TO_POINTER ((guint) part)) : NULL;
}

static gboolean
covers_line (const ArcEntryShare *share, gconstpointer what)
{
  return share->choice->all_commitments ||
         g_ptr_array_find_with_equal_func (share->choice->commitments, what, g_str_equal, NULL);
}

char *
arc_entry_team_dup_line_note (const ArcEntryTeam *team, const char *id)
{
  g_autofree char *note = team != NULL && id != NULL ? dup_note (team, covers_line, id) : NULL;
  g_autofree char *whole = arc_entry_team_dup_part_note (team, ARC_PART_CHANGE);

  return g_strcmp0 (note, whole) != 0 ? g_steal_pointer (&note) : NULL;
}

static void
add_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static char *
describe_turn (const ArcTeamTurn *turn, ArcDay today)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *owner = NULL;
  g_autofree char *by = NULL;

  if (*turn->owner_name != '\0')
    /* Translators: the name of somebody who took on a barrier. */
    owner = g_strdup_printf (_ ("%s takes care of it"), turn->owner_name);
  if (arc_day_is_set (turn->turn->next_by)) {
    g_autofree char *date = arc_when_date (turn->turn->next_by, today);

    /* Translators: %s is a day: “by Friday, 27 November”. */
    by = g_strdup_printf (_ ("by %s"), date);
  }
  if (owner == NULL || turn->turn->state != ARC_BARRIER_OPEN)
    add_part (text, arc_barrier_state_to_label (turn->turn->state));
  add_part (text, owner);
  add_part (text, turn->turn->next_step);
  add_part (text, by);
  add_part (text, turn->turn->why);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
arc_entry_team_dup_barrier_note (const ArcEntryTeam *team, const char *barrier_id)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (team == NULL || barrier_id == NULL)
    return NULL;
  for (guint i = 0; i < team->barriers->len; i++) {
    const ArcTeamBarrier *barrier = team->barriers->pdata[i];

    if (g_strcmp0 (barrier->barrier->id, barrier_id) != 0)
      continue;
    for (guint turn = 0; turn < barrier->latest->len; turn++) {
      g_autofree char *one = describe_turn (barrier->latest->pdata[turn], team->today);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", one);
    }
  }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

gboolean
arc_entry_team_is_stale (const ArcEntryTeam *team)
{
  for (guint i = 0; team != NULL && i < team->shares->len; i++)
    if (((const ArcEntryShare *) team->shares->pdata[i])->is_stale)
      return TRUE;
  return FALSE;
}
