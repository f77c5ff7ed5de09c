/* The engine: what comes in is checked and taken in; what an admin's client has to see to; my
 * barriers, and the states of my shared commitments; then what waits goes out. */
#include "arc-config.h"

#include <string.h>

#include "arc-json-team.h"
#include "arc-team-actions.h"
#include "arc-review.h"
#include "arc-team-work.h"

/* That the last sync went well is written down no more often than this where nothing happened: a
 * write costs more than looking through a folder. */
#define NOTE_US (15 * 60 * ARC_US_PER_SECOND)

/* ---- values ---- */

ArcSyncReport *
arc_sync_report_new (void)
{
  ArcSyncReport *report = g_new0 (ArcSyncReport, 1);

  report->set_aside = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_set_aside_free);
  return report;
}

void
arc_sync_report_free (ArcSyncReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->set_aside);
  g_free (report);
}

void
arc_transport_free (ArcTransport *transport)
{
  if (transport != NULL)
    transport->klass->free (transport);
}

/* ---- taking in ---- */

/* Whether @post keeps every rule; @share is set for one of kind share. */
static gboolean
read_body (const ArcPost *post, ArcShare **share, GError **error)
{
  g_autoptr (ArcAnswer) answer = NULL;
  g_autoptr (ArcBarrierTurn) turn = NULL;
  g_autoptr (ArcTeamFocus) focus = NULL;
  g_autoptr (ArcFocusReply) reply = NULL;

  if (!arc_post_validate (post, error))
    return FALSE;
  switch (post->kind) {
  case ARC_POST_SHARE:
    *share = arc_body_to_share (post->body, error);
    return *share != NULL;
  case ARC_POST_ANSWER:
    answer = arc_body_to_answer (post->body, error);
    return answer != NULL;
  case ARC_POST_BARRIER:
    turn = arc_body_to_barrier_turn (post->body, error);
    return turn != NULL;
  case ARC_POST_FOCUS:
    focus = arc_body_to_team_focus (post->body, error);
    return focus != NULL;
  case ARC_POST_FOCUS_REPLY:
    reply = arc_body_to_focus_reply (post->body, error);
    return reply != NULL;
  default:
    return TRUE;
  }
}

/* Turns come in together with the note that they are to be looked at: killed in between, the next
 * sync does that. */
static void
remember_turns (ArcPostBatch *batch)
{
  for (guint i = 0; i < batch->posts->len; i++)
    if (((const ArcPost *) batch->posts->pdata[i])->kind == ARC_POST_BARRIER) {
      g_hash_table_insert (batch->state, g_strdup (ARC_STATE_TURNS), g_bytes_new_static ("1", 1));
      return;
    }
}

static gboolean
set_aside (ArcJournal *journal, const char *team_id, const char *place, const char *message,
           ArcSyncReport *report, GError **error)
{
  ArcSetAside *one = g_new0 (ArcSetAside, 1);
  gboolean is_new = FALSE;

  one->team_id = g_strdup (team_id);
  one->place = g_strdup (place);
  one->message = g_strdup (message);
  one->at_us = arc_journal_now (journal);
  if (!arc_journal_set_aside (journal, one, &is_new, error)) {
    arc_set_aside_free (one);
    return FALSE;
  }
  if (is_new)
    g_ptr_array_add (report->set_aside, one);
  else
    arc_set_aside_free (one);
  return TRUE;
}

/* Whether what is for managers is for me. */
static gboolean
is_manager (ArcJournal *journal, const ArcTeam *team)
{
  g_autoptr (ArcMember) me = arc_journal_find_member (journal, team->id, team->me, NULL);

  return me != NULL && me->state == ARC_MEMBER_IN && (me->roles & ARC_ROLE_MANAGER) != 0;
}

/* What was sealed to me while I was a manager is passed over when I am none any more. */
static gboolean
is_for_me (const ArcPost *post, const ArcTeam *team, gboolean manager)
{
  return post->audience != ARC_AUDIENCE_MANAGERS || manager ||
         g_str_equal (post->author, team->me) ||
         g_ptr_array_find_with_equal_func (post->to, team->me, g_str_equal, NULL);
}

gboolean
arc_team_take_in (ArcJournal *journal, const char *team_id, ArcPostBatch *batch, const char *place,
                  ArcSyncReport *report, GError **error)
{
  g_autoptr (ArcTeam) team = arc_team_load (journal, team_id, error);
  g_autoptr (GError) fault = NULL;
  gboolean manager;
  guint i = 0;

  if (team == NULL)
    return FALSE;
  manager = is_manager (journal, team);
  g_ptr_array_set_size (batch->shares, 0);
  while (i < batch->posts->len) {
    g_autoptr (ArcShare) share = NULL;
    if (!is_for_me (batch->posts->pdata[i], team, manager)) {
      g_ptr_array_remove_index (batch->posts, i);
      continue;
    }
    if (read_body (batch->posts->pdata[i], &share, fault == NULL ? &fault : NULL)) {
      g_ptr_array_add (batch->shares, g_steal_pointer (&share));
      i++;
    } else {
      g_ptr_array_remove_index (batch->posts, i);
    }
  }
  remember_turns (batch);
  if (!arc_journal_apply_posts (journal, team_id, batch, &report->received, error))
    return FALSE;
  return fault == NULL || set_aside (journal, team_id, place, fault->message, report, error);
}

/* ---- what an admin's client sees to ---- */

static gboolean
is_admin (const ArcTeamWork *work)
{
  return work->team->state == ARC_MEMBER_IN && (work->team->roles & ARC_ROLE_ADMIN) != 0;
}

/* Another admin's turn came before mine on a branch that all chose: mine is made again on it. */
static gboolean
repeat_turns (ArcTeamWork *work, gboolean *changed, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes =
      arc_journal_get_sync_state (work->journal, work->team->id, ARC_STATE_MY_ROSTER, &local);
  g_autoptr (ArcRoster) mine = NULL;
  g_autoptr (ArcRoster) repeated = NULL;

  if (bytes == NULL) {
    if (local != NULL)
      g_propagate_error (error, g_steal_pointer (&local));
    return local == NULL;
  }
  mine = arc_roster_parse (bytes, error);
  if (mine == NULL)
    return FALSE;
  if (memcmp (arc_roster_get_head (mine), arc_roster_get_head (work->roster),
              crypto_generichash_BYTES) == 0)
    return TRUE;
  repeated =
      arc_roster_repeat (work->roster, mine, work->keys, arc_journal_now (work->journal), error);
  if (repeated == NULL)
    return FALSE;
  if (repeated != work->roster) {
    *changed = TRUE;
    return arc_team_work_put_roster (work, repeated, error);
  }
  /* All of mine is in it: from here on that is the one to compare with. */
  bytes = (g_bytes_unref (bytes), arc_roster_to_bytes (work->roster));
  return arc_journal_set_sync_state (work->journal, work->team->id, ARC_STATE_MY_ROSTER, bytes,
                                     error);
}

/* Who left by themselves must not be able to read what is shared from now on. */
static gboolean
see_to_leavers (ArcTeamWork *work, gboolean *changed, GError **error)
{
  g_autoptr (GPtrArray) members = arc_journal_list_members (work->journal, work->team->id, error);
  g_autoptr (ArcRoster) roster = arc_roster_ref (work->roster);

  for (guint i = 0; members != NULL && i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    const ArcPerson *person = arc_roster_find (roster, member->id);
    ArcRoster *next;

    if (member->state != ARC_MEMBER_LEFT || person == NULL || person->member.state != ARC_MEMBER_IN)
      continue;
    next =
        arc_roster_remove (roster, work->keys, member->id, arc_journal_now (work->journal), error);
    if (next == NULL)
      return FALSE;
    arc_roster_unref (roster);
    roster = next;
  }
  if (members == NULL || roster == work->roster)
    return members != NULL;
  *changed = TRUE;
  return arc_team_work_put_roster (work, roster, error);
}

static gboolean
see_to_roster (ArcTeamWork *work, ArcSyncReport *report, GCancellable *cancellable, GError **error)
{
  gboolean changed = FALSE;

  if (!is_admin (work))
    return TRUE;
  if (!repeat_turns (work, &changed, error))
    return FALSE;
  if (changed && !arc_team_work_pull (work, report, cancellable, error))
    return FALSE;
  changed = FALSE;
  if (!is_admin (work))
    return TRUE;
  if (!see_to_leavers (work, &changed, error))
    return FALSE;
  return !changed || arc_team_work_pull (work, report, cancellable, error);
}

/* ---- what is due after a pull ---- */

static gboolean
see_to_turns (ArcTeamWork *work, GError **error)
{
  g_autoptr (GBytes) pending =
      arc_journal_get_sync_state (work->journal, work->team->id, ARC_STATE_TURNS, NULL);

  return pending == NULL ||
         (arc_team_take_over_turns (work->journal, work->team, error) &&
          arc_journal_set_sync_state (work->journal, work->team->id, ARC_STATE_TURNS, NULL, error));
}

/* The shares of this journal are looked at only where it changed since. */
static gboolean
see_to_shares (ArcTeamWork *work, GError **error)
{
  g_autoptr (GBytes) last =
      arc_journal_get_sync_state (work->journal, work->team->id, ARC_STATE_REFRESHED, NULL);
  gint64 version = arc_journal_get_content_version (work->journal);
  g_autoptr (GBytes) now = NULL;

  if (last != NULL && g_bytes_get_size (last) == sizeof version &&
      memcmp (g_bytes_get_data (last, NULL), &version, sizeof version) == 0)
    return TRUE;
  if (!arc_team_refresh_shares (work->journal, work->team->id, last == NULL, error) ||
      !arc_review_refresh (work->journal, work->team->id, error))
    return FALSE;
  version = arc_journal_get_content_version (work->journal);
  now = g_bytes_new (&version, sizeof version);
  return arc_journal_set_sync_state (work->journal, work->team->id, ARC_STATE_REFRESHED, now,
                                     error);
}

/* ---- one team ---- */

static gboolean
push (ArcTeamWork *work, ArcSyncReport *report, GCancellable *cancellable, GError **error)
{
  /* Nobody could read it yet, or any more. */
  if (work->team->state != ARC_MEMBER_IN)
    return TRUE;
  return work->transport->klass->push (work->transport, work->journal, report, cancellable, error);
}

static gboolean
exchange (ArcTeamWork *work, ArcSyncReport *report, GCancellable *cancellable, GError **error)
{
  return arc_team_work_pull (work, report, cancellable, error) &&
         see_to_roster (work, report, cancellable, error) && see_to_turns (work, error) &&
         see_to_shares (work, error) && push (work, report, cancellable, error);
}

/* What a team's sync ended with; @problem is "" if it went well. */
static void
note_end (ArcJournal *journal, const char *team_id, const char *problem, gboolean did_something)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeam) team = arc_team_load (journal, team_id, NULL);
  gint64 now_us = arc_journal_now (journal);
  gboolean is_old;

  if (team == NULL)
    return;
  is_old = team->synced_us > now_us || now_us - team->synced_us > NOTE_US;
  if (g_str_equal (team->problem, problem) && (*problem != '\0' || !(did_something || is_old)))
    return;
  g_free (team->problem);
  team->problem = g_strdup (problem);
  if (*problem == '\0')
    team->synced_us = now_us;
  if (!arc_journal_save_team (journal, team, &error))
    g_debug ("%s", error->message);
}

static guint
amount (const ArcSyncReport *report)
{
  return report->sent + report->revoked + report->received.added + report->received.changed +
         report->received.removed + report->members_new + report->set_aside->len;
}

static gboolean
sync_one (ArcJournal *journal, const char *team_id, ArcSyncReport *report,
          GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint before = amount (report);
  g_autoptr (ArcTeamWork) work = arc_team_work_new (journal, team_id, -1, &local);

  if (work != NULL && exchange (work, report, cancellable, &local)) {
    note_end (journal, team_id, "", amount (report) != before);
    return TRUE;
  }
  if (!g_error_matches (local, ARC_ERROR, ARC_ERROR_INTERRUPTED) &&
      !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    note_end (journal, team_id, local->message, FALSE);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
arc_team_look (ArcJournal *journal, const char *team_id, ArcSyncReport *report, GError **error)
{
  int lock = arc_team_lock (journal, NULL, error);
  g_autoptr (ArcTeamWork) work =
      lock >= 0 ? arc_team_work_new (journal, team_id, lock, error) : NULL;

  return work != NULL && arc_team_work_pull (work, report, NULL, error) &&
         see_to_turns (work, error) && arc_journal_scrub (journal, error);
}

gboolean
arc_team_sync (ArcJournal *journal, const char *team_id, ArcSyncReport *report,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) first = NULL;
  int lock = arc_team_lock (journal, cancellable, error);
  g_autoptr (GPtrArray) teams = NULL;

  if (lock < 0)
    return FALSE;
  teams = arc_journal_list_teams (journal, FALSE, &first);
  for (guint i = 0; teams != NULL && i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];
    if (team_id == NULL || g_str_equal (team->id, team_id))
      sync_one (journal, team->id, report, cancellable, first == NULL ? &first : NULL);
  }
  /* Words that were taken back leave the file for good. */
  arc_journal_scrub (journal, first == NULL ? &first : NULL);
  arc_team_unlock (lock);
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}
