/* A barrier that somebody shared, with what the team made of it. */
#include "arc-team-barrier.h"

#include "arc-json-team.h"

static void
team_turn_free (ArcTeamTurn *turn)
{
  g_free (turn->post_id);
  g_free (turn->author_name);
  g_free (turn->owner_name);
  g_clear_pointer (&turn->turn, arc_barrier_turn_free);
  g_free (turn);
}

static ArcBarrierTurn *
turn_copy (const ArcBarrierTurn *turn)
{
  ArcBarrierTurn *copy = arc_barrier_turn_new (turn->barrier_id);

  g_ptr_array_set_size (copy->builds_on, 0);
  for (guint i = 0; i < turn->builds_on->len; i++)
    g_ptr_array_add (copy->builds_on, g_strdup (turn->builds_on->pdata[i]));
  g_free (copy->owner);
  g_free (copy->next_step);
  g_free (copy->why);
  copy->owner = g_strdup (turn->owner);
  copy->next_step = g_strdup (turn->next_step);
  copy->why = g_strdup (turn->why);
  copy->next_by = turn->next_by;
  copy->state = turn->state;
  return copy;
}

static ArcTeamTurn *
team_turn_copy (const ArcTeamTurn *turn)
{
  ArcTeamTurn *copy = g_new (ArcTeamTurn, 1);

  *copy = *turn;
  copy->post_id = g_strdup (turn->post_id);
  copy->author_name = g_strdup (turn->author_name);
  copy->owner_name = g_strdup (turn->owner_name);
  copy->turn = turn_copy (turn->turn);
  return copy;
}

static gboolean
is_closed_state (ArcBarrierState state)
{
  return state == ARC_BARRIER_REMOVED || state == ARC_BARRIER_STAYS;
}

const char *
arc_members_find_name (const GPtrArray *members, const char *id)
{
  for (guint i = 0; members != NULL && id != NULL && i < members->len; i++) {
    const ArcMember *member = members->pdata[i];

    if (g_str_equal (member->id, id))
      return member->name;
  }
  return "";
}

/* (transfer full) (nullable): NULL if the post is no turn of @barrier_id. */
static ArcTeamTurn *
read_turn (const ArcPosted *posted, const char *share_id, const char *barrier_id,
           const GPtrArray *members, const char *me)
{
  g_autoptr (ArcBarrierTurn) turn = NULL;
  ArcTeamTurn *team_turn = NULL;

  if (posted->post->kind != ARC_POST_BARRIER || g_strcmp0 (posted->post->subject, share_id) != 0)
    return NULL;
  turn = arc_body_to_barrier_turn (posted->post->body, NULL);
  if (turn == NULL || !g_str_equal (turn->barrier_id, barrier_id))
    return NULL;
  team_turn = g_new0 (ArcTeamTurn, 1);
  team_turn->post_id = g_strdup (posted->post->id);
  team_turn->author_name = g_strdup (posted->author_name);
  team_turn->owner_name = g_strdup (arc_members_find_name (members, turn->owner));
  team_turn->is_mine = posted->is_mine;
  team_turn->owner_is_me = *turn->owner != '\0' && g_strcmp0 (turn->owner, me) == 0;
  team_turn->turn = g_steal_pointer (&turn);
  return team_turn;
}

static gboolean
is_built_on (const GPtrArray *turns, const char *post_id)
{
  for (guint i = 0; i < turns->len; i++) {
    const ArcTeamTurn *turn = turns->pdata[i];

    /* Nothing builds on itself, whatever a file says. */
    if (!g_str_equal (turn->post_id, post_id) &&
        g_ptr_array_find_with_equal_func (turn->turn->builds_on, post_id, g_str_equal, NULL))
      return TRUE;
  }
  return FALSE;
}

static void
read_latest (ArcTeamBarrier *barrier, const GPtrArray *posts, const GPtrArray *members,
             const char *me)
{
  g_autoptr (GPtrArray) turns = g_ptr_array_new_with_free_func ((GDestroyNotify) team_turn_free);

  for (guint i = 0; posts != NULL && i < posts->len; i++) {
    ArcTeamTurn *turn =
        read_turn (posts->pdata[i], barrier->share_id, barrier->barrier->id, members, me);

    if (turn != NULL)
      g_ptr_array_add (turns, turn);
  }
  for (guint i = 0; i < turns->len; i++) {
    const ArcTeamTurn *turn = turns->pdata[i];

    if (!is_built_on (turns, turn->post_id))
      g_ptr_array_add (barrier->latest, team_turn_copy (turn));
  }
}

void
arc_team_barriers_add (GPtrArray *barriers, const ArcPosted *posted, const GPtrArray *turns,
                       const GPtrArray *members, const char *me)
{
  g_return_if_fail (posted != NULL && posted->share != NULL);

  for (guint i = 0; i < posted->share->loop->barriers->len; i++) {
    const ArcBarrier *shared = posted->share->loop->barriers->pdata[i];
    ArcTeamBarrier *barrier = NULL;

    if (shared->id == NULL)
      continue;
    barrier = g_new0 (ArcTeamBarrier, 1);
    barrier->share_id = g_strdup (posted->post->id);
    barrier->author_name = g_strdup (posted->author_name);
    barrier->is_mine = posted->is_mine;
    barrier->day = posted->share->day;
    barrier->barrier = arc_barrier_copy (shared);
    barrier->latest = g_ptr_array_new_with_free_func ((GDestroyNotify) team_turn_free);
    read_latest (barrier, turns, members, me);
    g_ptr_array_add (barriers, barrier);
  }
}

void
arc_team_barrier_free (ArcTeamBarrier *barrier)
{
  if (barrier == NULL)
    return;
  g_free (barrier->share_id);
  g_free (barrier->author_name);
  g_clear_pointer (&barrier->barrier, arc_barrier_free);
  g_clear_pointer (&barrier->latest, g_ptr_array_unref);
  g_free (barrier);
}

ArcTeamBarrier *
arc_team_barrier_copy (const ArcTeamBarrier *barrier)
{
  ArcTeamBarrier *copy = g_new (ArcTeamBarrier, 1);

  *copy = *barrier;
  copy->share_id = g_strdup (barrier->share_id);
  copy->author_name = g_strdup (barrier->author_name);
  copy->barrier = arc_barrier_copy (barrier->barrier);
  copy->latest = g_ptr_array_new_with_free_func ((GDestroyNotify) team_turn_free);
  for (guint i = 0; i < barrier->latest->len; i++)
    g_ptr_array_add (copy->latest, team_turn_copy (barrier->latest->pdata[i]));
  return copy;
}

static gboolean
same_turn (const ArcTeamTurn *a, const ArcTeamTurn *b)
{
  return g_str_equal (a->post_id, b->post_id) && g_str_equal (a->owner_name, b->owner_name) &&
         g_str_equal (a->turn->owner, b->turn->owner) &&
         g_str_equal (a->turn->next_step, b->turn->next_step) &&
         g_str_equal (a->turn->why, b->turn->why) && a->turn->state == b->turn->state &&
         arc_day_compare (a->turn->next_by, b->turn->next_by) == 0;
}

gboolean
arc_team_barrier_equal (const ArcTeamBarrier *a, const ArcTeamBarrier *b)
{
  if (!g_str_equal (a->share_id, b->share_id) || !g_str_equal (a->author_name, b->author_name) ||
      !arc_barrier_equal (a->barrier, b->barrier) || a->latest->len != b->latest->len)
    return FALSE;
  for (guint i = 0; i < a->latest->len; i++)
    if (!same_turn (a->latest->pdata[i], b->latest->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
arc_team_barrier_is_closed (const ArcTeamBarrier *barrier)
{
  if (barrier->latest->len == 0)
    return is_closed_state (barrier->barrier->state);
  for (guint i = 0; i < barrier->latest->len; i++)
    if (!is_closed_state (((const ArcTeamTurn *) barrier->latest->pdata[i])->turn->state))
      return FALSE;
  return TRUE;
}

gboolean
arc_team_barrier_is_free (const ArcTeamBarrier *barrier)
{
  /* Whom the writer named has not said anything yet. */
  if (barrier->latest->len == 0)
    return barrier->barrier->state == ARC_BARRIER_OPEN;
  for (guint i = 0; i < barrier->latest->len; i++)
    if (*((const ArcTeamTurn *) barrier->latest->pdata[i])->turn->owner != '\0')
      return FALSE;
  return TRUE;
}

gboolean
arc_team_barrier_is_owned_by_me (const ArcTeamBarrier *barrier)
{
  for (guint i = 0; i < barrier->latest->len; i++)
    if (((const ArcTeamTurn *) barrier->latest->pdata[i])->owner_is_me)
      return TRUE;
  return FALSE;
}
