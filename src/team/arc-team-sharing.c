/* Sharing an entry, taking it back, and keeping what is shared of commitments up to date. */
#include "arc-config.h"

#include <glib/gi18n-lib.h>

#include "arc-day.h"
#include "arc-journal-loop.h"
#include "arc-json-team.h"
#include "arc-team-actions.h"
#include "arc-team-work.h"

/* ---- making ---- */

static ArcShare *
make (ArcJournal *journal, const char *team_id, const char *entry_id, const ArcShareChoice *choice,
      GError **error)
{
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, entry_id, error);
  g_autoptr (ArcLoop) loop = NULL;
  g_autoptr (GPtrArray) look_backs = NULL;
  g_autofree char *chain = NULL;
  ArcDay day;

  if (entry == NULL)
    return NULL;
  loop = arc_journal_load_loop (journal, entry_id, error);
  look_backs = loop != NULL ? arc_journal_list_look_backs (journal, entry_id, error) : NULL;
  chain = look_backs != NULL ? arc_journal_dup_chain (journal, team_id, entry_id, error) : NULL;
  if (chain == NULL)
    return NULL;
  day = arc_day_of (entry->occurred_us, entry->zone, arc_journal_get_day_start (journal));
  return arc_share_make (entry, loop, look_backs, day, chain, choice);
}

ArcShare *
arc_team_preview (ArcJournal *journal, const char *team_id, const char *entry_id,
                  const ArcShareChoice *choice, GError **error)
{
  return make (journal, team_id, entry_id, choice, error);
}

/* Whether a reader would get to see any words. */
static gboolean
has_words (const ArcShare *share)
{
  return !arc_entry_is_empty (share->entry) || *share->entry->topic != '\0' ||
         share->entry->tags->len > 0 || share->loop->commitments->len > 0 ||
         share->loop->barriers->len > 0 || share->entry->outcome != ARC_OUTCOME_NOT_SAID ||
         share->entry->evidence != ARC_EVIDENCE_NONE;
}

static gboolean
check_state (const ArcTeam *team, GError **error)
{
  if (team->state == ARC_MEMBER_IN)
    return TRUE;
  g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
               team->state == ARC_MEMBER_ASKING
                   ? _ ("An admin of “%s” has to accept you before you can share there.")
                   : _ ("You no longer belong to “%s”."),
               team->name);
  return FALSE;
}

/* (transfer full): the team, if I can share in it. */
static ArcTeam *
load_mine (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (ArcTeam) team = arc_team_load (journal, team_id, error);

  return team != NULL && check_state (team, error) ? g_steal_pointer (&team) : NULL;
}

static gboolean
is_same_circle (const ArcPost *post, const ArcShareChoice *choice)
{
  if (post->audience != choice->audience || post->to->len != choice->to->len)
    return FALSE;
  for (guint i = 0; i < post->to->len; i++)
    if (!g_ptr_array_find_with_equal_func (choice->to, post->to->pdata[i], g_str_equal, NULL))
      return FALSE;
  return TRUE;
}

/* @other: whether it goes to others than before. Then it becomes a share of its own: who can no
 * longer read it could not be told that what they have is old, but that it was taken back. */
static gboolean
find_to_change (ArcJournal *journal, const ArcShareChoice *choice, const char *post_id,
                gboolean *other, GError **error)
{
  g_autoptr (ArcPosted) posted = NULL;

  *other = FALSE;
  if (post_id == NULL)
    return TRUE;
  posted = arc_team_load_posted (journal, post_id, error);
  if (posted == NULL)
    return FALSE;
  *other = !is_same_circle (posted->post, choice);
  return TRUE;
}

char *
arc_team_share (ArcJournal *journal, const char *team_id, const char *entry_id,
                const ArcShareChoice *choice, const char *post_id, GError **error)
{
  g_autoptr (ArcTeam) team = load_mine (journal, team_id, error);
  g_autoptr (ArcShare) share = NULL;
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;
  gboolean other;

  if (team == NULL)
    return NULL;
  if (arc_share_choice_is_empty (choice)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("Nothing is chosen to be shared."));
    return NULL;
  }
  share = make (journal, team_id, entry_id, choice, error);
  if (share == NULL)
    return NULL;
  if (!has_words (share)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("What is chosen is empty in this entry, so there is nothing to "
                            "share."));
    return NULL;
  }
  if (!arc_share_validate (share, error))
    return NULL;
  body = arc_body_from_share (share);
  if (strlen (body) > ARC_LIMIT_POST_BYTES) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                 _ ("A share can have %d KiB of text. Share less of this entry."),
                 ARC_LIMIT_POST_BYTES / 1024);
    return NULL;
  }
  if (!find_to_change (journal, choice, post_id, &other, error))
    return NULL;
  id = arc_journal_share_entry (journal, team_id, entry_id, choice, share, body,
                                other ? NULL : post_id, error);
  if (id == NULL || (other && !arc_journal_revoke_post (journal, team_id, post_id, error)))
    return NULL;
  return g_steal_pointer (&id);
}

/* ---- taking back ---- */

static gboolean
revoke_post (ArcJournal *journal, const char *team_id, const char *post_id, guint *revoked,
             GError **error)
{
  if (!arc_journal_revoke_post (journal, team_id, post_id, error))
    return FALSE;
  (*revoked)++;
  return TRUE;
}

static gboolean
unshare_entry (ArcJournal *journal, const char *prefix, guint *revoked, GError **error)
{
  g_autofree char *entry_id =
      arc_journal_resolve_id (journal, prefix, ARC_AMONG_ENTRIES | ARC_AMONG_TRASH, error);
  g_autoptr (GPtrArray) shares =
      entry_id != NULL ? arc_journal_list_entry_shares (journal, entry_id, error) : NULL;

  for (guint i = 0; shares != NULL && i < shares->len; i++) {
    const ArcEntryShare *share = shares->pdata[i];
    if (!revoke_post (journal, share->team_id, share->post_id, revoked, error))
      return FALSE;
  }
  if (shares != NULL && shares->len == 0)
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("Nothing of this entry is shared."));
  return shares != NULL && shares->len > 0;
}

static gboolean
unshare_post (ArcJournal *journal, const char *post_id, guint *revoked, GError **error)
{
  g_autoptr (ArcPosted) posted = arc_team_load_posted (journal, post_id, error);

  if (posted == NULL)
    return FALSE;
  if (!posted->is_mine) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("Only its writer can take this back."));
    return FALSE;
  }
  return revoke_post (journal, posted->team_id, post_id, revoked, error);
}

gboolean
arc_team_unshare (ArcJournal *journal, const char *id, guint *revoked, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *post_id = arc_journal_resolve_post (journal, -1, id, &local);
  guint n = 0;
  gboolean ok;

  if (post_id != NULL) {
    ok = unshare_post (journal, post_id, &n, error);
  } else if (g_error_matches (local, ARC_ERROR, ARC_ERROR_NOT_FOUND)) {
    ok = unshare_entry (journal, id, &n, error);
  } else {
    g_propagate_error (error, g_steal_pointer (&local));
    ok = FALSE;
  }
  if (revoked != NULL)
    *revoked = n;
  return ok;
}

/* ---- states of commitments ---- */

static const ArcEntryShare *
find_share (const GPtrArray *shares, const char *post_id)
{
  for (guint i = 0; shares != NULL && i < shares->len; i++) {
    const ArcEntryShare *share = shares->pdata[i];
    if (g_str_equal (share->post_id, post_id))
      return share;
  }
  return NULL;
}

static gboolean
has_commitment (const ArcLoop *loop, const char *id)
{
  for (guint i = 0; i < loop->commitments->len; i++)
    if (g_strcmp0 (((const ArcCommitment *) loop->commitments->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
take_states (ArcShare *share, const ArcShare *now)
{
  for (guint i = 0; i < share->loop->commitments->len; i++) {
    ArcCommitment *commitment = share->loop->commitments->pdata[i];
    for (guint j = 0; j < now->loop->commitments->len; j++) {
      const ArcCommitment *other = now->loop->commitments->pdata[j];
      if (g_strcmp0 (other->id, commitment->id) == 0) {
        commitment->state = other->state;
        commitment->due = other->due;
      }
    }
  }
  for (guint i = 0; i < share->loop->barriers->len; i++) {
    ArcBarrier *barrier = share->loop->barriers->pdata[i];
    for (guint j = 0; j < now->loop->barriers->len; j++) {
      const ArcBarrier *other = now->loop->barriers->pdata[j];
      if (g_strcmp0 (other->id, barrier->id) == 0)
        barrier->state = other->state;
    }
  }
}

/* Answers to what @share shares; what is shared only now is not among them. */
static void
take_answers (ArcShare *share, const ArcShare *now)
{
  g_ptr_array_set_size (share->look_backs, 0);
  for (guint i = 0; i < now->look_backs->len; i++) {
    const ArcLookBack *look_back = now->look_backs->pdata[i];
    if (look_back->commitment_id != NULL ? has_commitment (share->loop, look_back->commitment_id)
                                         : (share->parts & ARC_PART_CHANGE) != 0)
      g_ptr_array_add (share->look_backs, arc_look_back_copy (look_back));
  }
}

static gboolean
refresh_one (ArcJournal *journal, const ArcPosted *posted, GError **error)
{
  g_autofree char *entry_id = arc_journal_find_shared_entry (journal, posted->post->id, error);
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (ArcShare) now = NULL;
  g_autoptr (ArcShare) fresh = NULL;
  g_autoptr (ArcPost) post = NULL;
  const ArcEntryShare *chosen;

  /* Shared from another computer. */
  if (entry_id == NULL)
    return error == NULL || *error == NULL;
  shares = arc_journal_list_entry_shares (journal, entry_id, error);
  if (shares == NULL)
    return FALSE;
  chosen = find_share (shares, posted->post->id);
  now = chosen != NULL ? make (journal, posted->team_id, entry_id, chosen->choice, &local) : NULL;
  /* An entry in the trash stays shared as it was until that is taken back. */
  if (now == NULL)
    return TRUE;
  fresh = arc_share_copy (posted->share);
  take_states (fresh, now);
  take_answers (fresh, now);
  if (arc_share_equal (fresh, posted->share))
    return TRUE;
  post = arc_post_copy (posted->post);
  arc_post_advance (post);
  g_free (post->body);
  post->body = arc_body_from_share (fresh);
  post->at_us = arc_journal_now (journal);
  return arc_journal_put_post (journal, posted->team_id, post, fresh, error);
}

static gboolean
refresh_if_answered (ArcJournal *journal, const ArcPosted *posted, GError **error)
{
  gboolean has_answers =
      posted->share->loop->commitments->len + posted->share->loop->barriers->len > 0 ||
      (posted->share->parts & ARC_PART_CHANGE) != 0;
  g_autoptr (GError) local = NULL;

  /* Two states of one share stay two until their writer chooses. */
  if (!posted->is_latest || !has_answers || refresh_one (journal, posted, &local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
refresh_all (ArcJournal *journal, const char *team_id, GError **error)
{
  const ArcShareFilter filter = {.team_id = team_id, .mine_only = TRUE};
  g_autoptr (GPtrArray) briefs = arc_journal_list_shares (journal, &filter, error);

  for (guint i = 0; briefs != NULL && i < briefs->len; i++)
    if (!refresh_if_answered (journal, ((const ArcShareBrief *) briefs->pdata[i])->posted, error))
      return FALSE;
  return briefs != NULL;
}

/* An id is one's author's alone: somebody else's share of the same id is none of mine. */
static gboolean
refresh_post (ArcJournal *journal, const char *team_id, const char *post_id, GError **error)
{
  g_autoptr (GPtrArray) standing = arc_journal_load_post (journal, post_id, error);

  for (guint i = 0; standing != NULL && i < standing->len; i++) {
    const ArcPosted *posted = standing->pdata[i];

    if (posted->is_mine && posted->share != NULL && g_str_equal (posted->team_id, team_id) &&
        !refresh_if_answered (journal, posted, error))
      return FALSE;
  }
  return standing != NULL;
}

gboolean
arc_team_refresh_shares (ArcJournal *journal, const char *team_id, gboolean all, GError **error)
{
  g_autoptr (GHashTable) answered = arc_journal_list_answered (journal, team_id, error);
  GHashTableIter iter;
  gpointer id;

  if (answered == NULL || (all && !refresh_all (journal, team_id, error)))
    return FALSE;
  g_hash_table_iter_init (&iter, answered);
  while (!all && g_hash_table_iter_next (&iter, &id, NULL))
    if (!refresh_post (journal, team_id, id, error))
      return FALSE;
  return arc_journal_forget_answered (journal, team_id, answered, error);
}
