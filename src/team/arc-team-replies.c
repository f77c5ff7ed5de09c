/* Answers to a share, turns of a barrier, the team's focus and what members say to it. */
#include "arc-config.h"

#include <glib/gi18n-lib.h>

#include "arc-journal-loop.h"
#include "arc-json-team.h"
#include "arc-team-actions.h"
#include "arc-team-work.h"

/* ---- what they share ---- */

ArcPosted *
arc_team_load_posted (ArcJournal *journal, const char *post_id, GError **error)
{
  g_autoptr (GPtrArray) latest = arc_journal_load_post (journal, post_id, error);
  const ArcPosted *found = NULL;

  for (guint i = 0; latest != NULL && i < latest->len; i++) {
    const ArcPosted *posted = latest->pdata[i];
    if (found == NULL || (posted->is_mine && !found->is_mine))
      found = posted;
  }
  if (found != NULL)
    return arc_posted_copy (found);
  if (latest != NULL)
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("This is not there, or was taken back."));
  return NULL;
}

/* The share @id, and the team it is in, where I may say something. */
static ArcPosted *
load_subject (ArcJournal *journal, const char *id, ArcPostKind kind, ArcTeam **team, GError **error)
{
  g_autoptr (ArcPosted) posted = arc_team_load_posted (journal, id, error);

  if (posted == NULL)
    return NULL;
  if (posted->post->kind != kind) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         kind == ARC_POST_SHARE ? _ ("This is not a share.")
                                                : _ ("This is not a focus of the team."));
    return NULL;
  }
  *team = arc_team_load (journal, posted->team_id, error);
  if (*team == NULL)
    return NULL;
  if ((*team)->state == ARC_MEMBER_IN)
    return g_steal_pointer (&posted);
  g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("You no longer belong to “%s”."),
               (*team)->name);
  return NULL;
}

/* Takes @body. */
static char *
put (ArcJournal *journal, const ArcTeam *team, ArcPost *post, char *body, GError **error)
{
  g_free (post->body);
  post->body = body;
  post->at_us = arc_journal_now (journal);
  if (!arc_post_validate (post, error) ||
      !arc_journal_put_post (journal, team->id, post, NULL, error))
    return NULL;
  return g_strdup (post->id);
}

static ArcPost *
new_post (ArcPostKind kind, const ArcTeam *team, ArcAudience audience, const char *subject)
{
  ArcPost *post = arc_post_new (kind, team->me);

  post->audience = audience;
  post->subject = g_strdup (subject);
  return post;
}

/* ---- answers ---- */

char *
arc_team_answer (ArcJournal *journal, const char *share_id, const ArcAnswer *answer, GError **error)
{
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcPosted) share = load_subject (journal, share_id, ARC_POST_SHARE, &team, error);
  g_autoptr (ArcPost) post = NULL;

  if (share == NULL || !arc_answer_validate (answer, error))
    return NULL;
  if (share->is_mine) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("This is your own share: there is nobody to answer."));
    return NULL;
  }
  post = new_post (ARC_POST_ANSWER, team, ARC_AUDIENCE_NAMED, share->post->id);
  g_ptr_array_add (post->to, g_strdup (share->post->author));
  return put (journal, team, post, arc_body_from_answer (answer), error);
}

/* ---- turns of barriers ---- */

static gboolean
is_about (const ArcPosted *posted, const char *barrier_id, ArcBarrierTurn **turn)
{
  g_autoptr (ArcBarrierTurn) read = arc_body_to_barrier_turn (posted->post->body, NULL);

  if (read == NULL || !g_str_equal (read->barrier_id, barrier_id))
    return FALSE;
  *turn = g_steal_pointer (&read);
  return TRUE;
}

GPtrArray *
arc_team_latest_turns (const GPtrArray *posts, const char *barrier_id)
{
  GPtrArray *latest = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_posted_free);
  g_autoptr (GHashTable) replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) about = g_ptr_array_new ();

  for (guint i = 0; i < posts->len; i++) {
    g_autoptr (ArcBarrierTurn) turn = NULL;
    if (!is_about (posts->pdata[i], barrier_id, &turn))
      continue;
    g_ptr_array_add (about, posts->pdata[i]);
    for (guint j = 0; j < turn->builds_on->len; j++)
      g_hash_table_add (replaced, g_strdup (turn->builds_on->pdata[j]));
  }
  for (guint i = 0; i < about->len; i++) {
    const ArcPosted *posted = about->pdata[i];
    if (!g_hash_table_contains (replaced, posted->post->id))
      g_ptr_array_add (latest, arc_posted_copy (posted));
  }
  return latest;
}

static gboolean
has_barrier (const ArcShare *share, const char *barrier_id)
{
  for (guint i = 0; i < share->loop->barriers->len; i++)
    if (g_strcmp0 (((const ArcBarrier *) share->loop->barriers->pdata[i])->id, barrier_id) == 0)
      return TRUE;
  return FALSE;
}

/* (transfer full): with the turns that it builds on, as far as they are known here. */
static ArcBarrierTurn *
complete (ArcJournal *journal, const ArcPosted *share, const ArcBarrierTurn *turn, GError **error)
{
  g_autofree char *body = arc_body_from_barrier_turn (turn);
  g_autoptr (ArcBarrierTurn) own = arc_body_to_barrier_turn (body, error);
  g_autoptr (GPtrArray) posts = NULL;
  g_autoptr (GPtrArray) latest = NULL;

  if (own == NULL)
    return NULL;
  if (own->builds_on->len > 0)
    return g_steal_pointer (&own);
  posts =
      arc_journal_list_posts (journal, share->team_id, ARC_POST_BARRIER, share->post->id, error);
  if (posts == NULL)
    return NULL;
  latest = arc_team_latest_turns (posts, turn->barrier_id);
  for (guint i = 0; i < latest->len; i++)
    g_ptr_array_add (own->builds_on, g_strdup (((const ArcPosted *) latest->pdata[i])->post->id));
  return g_steal_pointer (&own);
}

char *
arc_team_turn_barrier (ArcJournal *journal, const char *share_id, const ArcBarrierTurn *turn,
                       GError **error)
{
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcPosted) share = load_subject (journal, share_id, ARC_POST_SHARE, &team, error);
  g_autoptr (ArcBarrierTurn) own = NULL;
  g_autoptr (ArcPost) post = NULL;

  if (share == NULL || !arc_barrier_turn_validate (turn, error))
    return NULL;
  if (!has_barrier (share->share, turn->barrier_id)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("This share has no such barrier."));
    return NULL;
  }
  own = complete (journal, share, turn, error);
  if (own == NULL)
    return NULL;
  post = new_post (ARC_POST_BARRIER, team, share->post->audience, share->post->id);
  /* Who can read the share can read the turn, and the share's writer can. */
  for (guint i = 0; i < share->post->to->len; i++)
    if (!g_str_equal (share->post->to->pdata[i], team->me))
      g_ptr_array_add (post->to, g_strdup (share->post->to->pdata[i]));
  if (!share->is_mine &&
      !g_ptr_array_find_with_equal_func (post->to, share->post->author, g_str_equal, NULL))
    g_ptr_array_add (post->to, g_strdup (share->post->author));
  return put (journal, team, post, arc_body_from_barrier_turn (own), error);
}

/* ---- turns of my own barriers ---- */

/* Fills the barrier of this journal from a turn; what does not fit is left as it was. */
static gboolean
take_over (ArcJournal *journal, const ArcTeam *team, const ArcPosted *posted, GError **error)
{
  g_autoptr (ArcBarrierTurn) turn = arc_body_to_barrier_turn (posted->post->body, NULL);
  g_autofree char *key = g_strconcat (ARC_STATE_TURN_PREFIX, turn->barrier_id, NULL);
  g_autoptr (GBytes) last = arc_journal_get_sync_state (journal, team->id, key, NULL);
  g_autoptr (GBytes) this = g_bytes_new (posted->post->revision, strlen (posted->post->revision));
  g_autoptr (ArcBarrier) barrier = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GError) local = NULL;

  if (last != NULL && g_bytes_equal (last, this))
    return TRUE;
  barrier = arc_journal_load_barrier (journal, turn->barrier_id, &local);
  if (barrier == NULL) {
    if (g_error_matches (local, ARC_ERROR, ARC_ERROR_NOT_FOUND))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  members = arc_journal_list_members (journal, team->id, error);
  if (members == NULL)
    return FALSE;
  g_clear_pointer (&barrier->owner, g_free);
  for (guint i = 0; i < members->len && barrier->owner == NULL; i++) {
    const ArcMember *member = members->pdata[i];
    if (g_str_equal (member->id, turn->owner))
      barrier->owner = g_strdup (member->name);
  }
  if (barrier->owner == NULL)
    barrier->owner = g_strdup ("");
  g_free (barrier->next_step);
  barrier->next_step = g_strdup (turn->next_step);
  barrier->next_by = turn->next_by;
  barrier->state = turn->state;
  g_free (barrier->why);
  barrier->why = g_strdup (turn->why);
  if (!arc_journal_save_barrier (journal, barrier, &local) &&
      !g_error_matches (local, ARC_ERROR, ARC_ERROR_INVALID) &&
      !g_error_matches (local, ARC_ERROR, ARC_ERROR_TOO_LARGE)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  return arc_journal_set_sync_state (journal, team->id, key, this, error);
}

/* The ids of all shares that the turns are about, each with its turns: (utf8 → GPtrArray). */
static GHashTable *
by_share (const GPtrArray *posts)
{
  GHashTable *shares =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];
    GPtrArray *list;

    /* A turn of nothing: from another program. */
    if (posted->post->subject == NULL)
      continue;
    list = g_hash_table_lookup (shares, posted->post->subject);
    if (list == NULL) {
      list = g_ptr_array_new ();
      g_hash_table_insert (shares, g_strdup (posted->post->subject), list);
    }
    g_ptr_array_add (list, posts->pdata[i]);
  }
  return shares;
}

static gboolean
take_over_of_share (ArcJournal *journal, const ArcTeam *team, const char *share_id,
                    const GPtrArray *posts, GError **error)
{
  g_autoptr (ArcPosted) share = arc_team_load_posted (journal, share_id, NULL);

  if (share == NULL || !share->is_mine || share->share == NULL)
    return TRUE;
  for (guint i = 0; i < share->share->loop->barriers->len; i++) {
    const ArcBarrier *barrier = share->share->loop->barriers->pdata[i];
    g_autoptr (GPtrArray) latest = arc_team_latest_turns (posts, barrier->id);
    const ArcPosted *chosen = NULL;

    /* Of two that were made at once the one with the smaller id; both are shown. */
    for (guint j = 0; j < latest->len; j++) {
      const ArcPosted *posted = latest->pdata[j];
      if (chosen == NULL || strcmp (posted->post->id, chosen->post->id) < 0)
        chosen = posted;
    }
    if (chosen != NULL && !take_over (journal, team, chosen, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
arc_team_take_over_turns (ArcJournal *journal, const ArcTeam *team, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team->id, ARC_POST_BARRIER, NULL, error);
  g_autoptr (GHashTable) shares = posts != NULL ? by_share (posts) : NULL;
  GHashTableIter iter;
  gpointer share_id, list;

  if (shares == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, shares);
  while (g_hash_table_iter_next (&iter, &share_id, &list))
    if (!take_over_of_share (journal, team, share_id, list, error))
      return FALSE;
  return TRUE;
}

/* ---- focus ---- */

/* What I asked for before is over once I ask for something else. */
static gboolean
end_earlier (ArcJournal *journal, const ArcTeam *team, const char *but, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team->id, ARC_POST_FOCUS, NULL, error);

  for (guint i = 0; posts != NULL && i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];
    g_autoptr (ArcTeamFocus) focus = arc_body_to_team_focus (posted->post->body, NULL);
    g_autoptr (ArcPost) post = NULL;
    g_autofree char *id = NULL;

    if (!posted->is_mine || focus == NULL || focus->ended || g_str_equal (posted->post->id, but))
      continue;
    focus->ended = TRUE;
    post = arc_post_copy (posted->post);
    arc_post_advance (post);
    id = put (journal, team, post, arc_body_from_team_focus (focus), error);
    if (id == NULL)
      return FALSE;
  }
  return posts != NULL;
}

/* A post of mine to be changed, which belongs to @team. */
static ArcPost *
load_to_change (ArcJournal *journal, const ArcTeam *team, const char *post_id, GError **error)
{
  g_autoptr (ArcPosted) posted = arc_team_load_posted (journal, post_id, error);
  ArcPost *post;

  if (posted == NULL)
    return NULL;
  if (!posted->is_mine || !g_str_equal (posted->team_id, team->id)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("Only its writer can change this."));
    return NULL;
  }
  post = arc_post_copy (posted->post);
  arc_post_advance (post);
  return post;
}

char *
arc_team_set_focus (ArcJournal *journal, const char *team_id, const ArcTeamFocus *focus,
                    const char *post_id, GError **error)
{
  g_autoptr (ArcTeam) team = arc_team_load (journal, team_id, error);
  g_autoptr (ArcPost) post = NULL;
  g_autofree char *id = NULL;

  if (team == NULL || !arc_team_focus_validate (focus, error))
    return NULL;
  if (team->state != ARC_MEMBER_IN || (team->roles & ARC_ROLE_MANAGER) == 0) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("Only a manager of “%s” can set its focus."), team->name);
    return NULL;
  }
  post = post_id != NULL ? load_to_change (journal, team, post_id, error)
                         : new_post (ARC_POST_FOCUS, team, ARC_AUDIENCE_TEAM, NULL);
  if (post == NULL)
    return NULL;
  id = put (journal, team, post, arc_body_from_team_focus (focus), error);
  if (id == NULL || !end_earlier (journal, team, id, error))
    return NULL;
  return g_steal_pointer (&id);
}

/* (nullable): what I said to it before, to be said anew. */
static ArcPost *
find_my_reply (ArcJournal *journal, const ArcTeam *team, const char *focus_id, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team->id, ARC_POST_FOCUS_REPLY, focus_id, error);

  for (guint i = 0; posts != NULL && i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];
    if (posted->is_mine) {
      ArcPost *post = arc_post_copy (posted->post);
      arc_post_advance (post);
      return post;
    }
  }
  return posts != NULL ? new_post (ARC_POST_FOCUS_REPLY, team, ARC_AUDIENCE_TEAM, focus_id) : NULL;
}

char *
arc_team_reply_focus (ArcJournal *journal, const char *focus_id, const ArcFocusReply *reply,
                      GError **error)
{
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcPosted) focus = load_subject (journal, focus_id, ARC_POST_FOCUS, &team, error);
  g_autoptr (ArcPost) post = NULL;

  if (focus == NULL || !arc_focus_reply_validate (reply, error))
    return NULL;
  post = find_my_reply (journal, team, focus->post->id, error);
  return post != NULL ? put (journal, team, post, arc_body_from_focus_reply (reply), error) : NULL;
}
