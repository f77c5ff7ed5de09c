/* What the page of a team knows of it, read in one go. */
#include "arc-team-info.h"

#include "arc-json-team.h"
#include "arc-share-reading.h"

/* Settings of the journal. */
#define SETTING_TOLD "team-told-private"
#define SETTING_NOT_FIRST "team-not-first-"

/* ---- focus -------------------------------------------------------------------------------- */

static void
team_reply_free (ArcTeamReply *reply)
{
  g_free (reply->post_id);
  g_free (reply->name);
  g_free (reply->counter);
  g_free (reply);
}

void
arc_team_aim_free (ArcTeamAim *aim)
{
  if (aim == NULL)
    return;
  g_free (aim->post_id);
  g_free (aim->team_id);
  g_free (aim->team_name);
  g_free (aim->author_name);
  g_clear_pointer (&aim->focus, arc_team_focus_free);
  g_clear_pointer (&aim->replies, g_ptr_array_unref);
  g_clear_pointer (&aim->asked, g_ptr_array_unref);
  g_free (aim);
}

const ArcTeamReply *
arc_team_aim_find_mine (const ArcTeamAim *aim)
{
  for (guint i = 0; i < aim->replies->len; i++) {
    const ArcTeamReply *reply = aim->replies->pdata[i];

    if (reply->is_mine)
      return reply;
  }
  return NULL;
}

/* The reply that counts of one member: their last, should there be several. */
static const ArcPosted *
find_reply (const GPtrArray *posts, const char *member_id)
{
  const ArcPosted *last = NULL;

  for (guint i = 0; i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];

    if (g_strcmp0 (posted->post->author, member_id) == 0 &&
        (last == NULL || posted->post->at_us > last->post->at_us))
      last = posted;
  }
  return last;
}

static ArcTeamReply *
reply_new (const ArcPosted *posted, const char *name)
{
  g_autoptr (ArcFocusReply) reply = arc_body_to_focus_reply (posted->post->body, NULL);
  ArcTeamReply *team_reply = NULL;

  if (reply == NULL)
    return NULL;
  team_reply = g_new0 (ArcTeamReply, 1);
  team_reply->post_id = g_strdup (posted->post->id);
  team_reply->name = g_strdup (name);
  team_reply->is_mine = posted->is_mine;
  team_reply->yes = reply->yes;
  team_reply->counter = g_strdup (reply->counter);
  return team_reply;
}

static int
compare_replies (gconstpointer a, gconstpointer b)
{
  const ArcTeamReply *one = *(const ArcTeamReply *const *) a;
  const ArcTeamReply *other = *(const ArcTeamReply *const *) b;

  if (one->yes != other->yes)
    return one->yes ? -1 : 1;
  return g_utf8_collate (one->name, other->name);
}

static void
read_replies (ArcTeamAim *aim, const GPtrArray *posts, const GPtrArray *members, const char *asks,
              guint group_size)
{
  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    const ArcPosted *posted = find_reply (posts, member->id);
    ArcTeamReply *reply = posted != NULL ? reply_new (posted, member->name) : NULL;

    if (reply != NULL)
      g_ptr_array_add (aim->replies, reply);
    if (member->state != ARC_MEMBER_IN || g_str_equal (member->id, asks))
      continue;
    aim->n_asked++;
    if (reply == NULL)
      g_ptr_array_add (aim->asked, g_strdup (member->name));
    else if (reply->yes)
      aim->n_yes++;
  }
  g_ptr_array_sort (aim->replies, compare_replies);
  aim->has_figures = aim->n_asked >= group_size;
}

static ArcTeamAim *
aim_new (ArcJournal *journal, const ArcTeam *team, const GPtrArray *members,
         const ArcPosted *posted, GError **error)
{
  g_autoptr (ArcTeamFocus) focus = arc_body_to_team_focus (posted->post->body, NULL);
  g_autoptr (ArcTeamAim) aim = NULL;
  g_autoptr (GPtrArray) posts = NULL;

  if (focus == NULL || focus->ended)
    return NULL;
  posts = arc_journal_list_posts (journal, team->id, ARC_POST_FOCUS_REPLY, posted->post->id, error);
  if (posts == NULL)
    return NULL;
  aim = g_new0 (ArcTeamAim, 1);
  aim->post_id = g_strdup (posted->post->id);
  aim->team_id = g_strdup (team->id);
  aim->team_name = g_strdup (team->name);
  aim->author_name = g_strdup (posted->author_name);
  aim->is_mine = posted->is_mine;
  aim->focus = g_steal_pointer (&focus);
  aim->replies = g_ptr_array_new_with_free_func ((GDestroyNotify) team_reply_free);
  aim->asked = g_ptr_array_new_with_free_func (g_free);
  read_replies (aim, posts, members, posted->post->author, team->group_size);
  return g_steal_pointer (&aim);
}

GPtrArray *
arc_team_aims_read (ArcJournal *journal, const ArcTeam *team, const GPtrArray *members,
                    GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team->id, ARC_POST_FOCUS, NULL, error);
  g_autoptr (GPtrArray) aims = NULL;

  if (posts == NULL)
    return NULL;
  aims = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_team_aim_free);
  for (guint i = 0; i < posts->len; i++) {
    g_autoptr (GError) local_error = NULL;
    ArcTeamAim *aim = aim_new (journal, team, members, posts->pdata[i], &local_error);

    if (local_error != NULL) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
    if (aim != NULL)
      g_ptr_array_add (aims, aim);
  }
  return g_steal_pointer (&aims);
}

/* ---- the team ----------------------------------------------------------------------------- */

void
arc_team_info_free (ArcTeamInfo *info)
{
  if (info == NULL)
    return;
  g_clear_pointer (&info->team, arc_team_free);
  g_clear_pointer (&info->members, g_ptr_array_unref);
  g_clear_pointer (&info->set_aside, g_ptr_array_unref);
  g_clear_pointer (&info->aims, g_ptr_array_unref);
  g_free (info);
}

gboolean
arc_team_info_is_manager (const ArcTeamInfo *info)
{
  return info->team != NULL && (info->team->roles & ARC_ROLE_MANAGER) != 0;
}

gboolean
arc_team_info_is_admin (const ArcTeamInfo *info)
{
  return info->team != NULL && (info->team->roles & ARC_ROLE_ADMIN) != 0;
}

static char *
not_first_key (const char *team_id)
{
  return g_strconcat (SETTING_NOT_FIRST, team_id, NULL);
}

static gboolean
read_going_first (ArcJournal *journal, ArcTeamInfo *info, GError **error)
{
  ArcShareFilter mine = {.team_id = info->team->id, .mine_only = TRUE, .limit = 1};
  g_autofree char *key = not_first_key (info->team->id);
  g_autofree char *said_no = arc_journal_dup_setting (journal, key);
  g_autoptr (GPtrArray) shares = NULL;

  if (!arc_team_info_is_manager (info) || *said_no != '\0')
    return TRUE;
  shares = arc_journal_list_shares (journal, &mine, error);
  if (shares == NULL)
    return FALSE;
  info->offers_to_go_first = shares->len == 0;
  return TRUE;
}

gpointer
arc_team_info_read (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (ArcTeamInfo) info = g_new0 (ArcTeamInfo, 1);
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, error);
  g_autofree char *told = NULL;

  if (teams == NULL)
    return NULL;
  info->today = arc_journal_today (journal);
  info->now_us = arc_journal_now (journal);
  info->team = arc_teams_find (teams, team_id);
  if (info->team == NULL)
    return g_steal_pointer (&info);
  info->members = arc_journal_list_members (journal, team_id, error);
  if (info->members == NULL)
    return NULL;
  for (guint i = 0; i < info->members->len; i++)
    if (((const ArcMember *) info->members->pdata[i])->state == ARC_MEMBER_ASKING)
      info->asking++;
  info->unread = arc_journal_count_unread_shares (journal, team_id);
  told = arc_journal_dup_setting (journal, SETTING_TOLD);
  info->told_private = *told != '\0';
  info->set_aside = arc_journal_list_set_aside (journal, team_id, error);
  if (info->set_aside == NULL || !read_going_first (journal, info, error))
    return NULL;
  info->aims = arc_team_aims_read (journal, info->team, info->members, error);
  return info->aims != NULL ? g_steal_pointer (&info) : NULL;
}

gpointer
arc_team_info_dismiss_going_first (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                                   GError **error)
{
  g_autofree char *key = not_first_key (team_id);

  return GINT_TO_POINTER (arc_journal_set_setting (journal, key, "1", error));
}

gpointer
arc_team_info_set_told (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                        GError **error)
{
  return GINT_TO_POINTER (arc_journal_set_setting (journal, SETTING_TOLD, "1", error));
}
