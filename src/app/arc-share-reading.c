/* All that the reader of shares shows of one, read in one go. */
#include "arc-share-reading.h"

#include "arc-error.h"
#include "arc-json-team.h"

#include <glib/gi18n.h>

static void
share_answer_free (ArcShareAnswer *answer)
{
  g_free (answer->post_id);
  g_free (answer->author_name);
  g_free (answer->text);
  g_free (answer);
}

GPtrArray *
arc_share_answers_from_posts (const GPtrArray *posts)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) share_answer_free);

  for (guint i = 0; i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];
    g_autoptr (ArcAnswer) answer = posted->post->kind == ARC_POST_ANSWER
                                       ? arc_body_to_answer (posted->post->body, NULL)
                                       : NULL;
    ArcShareAnswer *share_answer = NULL;

    if (answer == NULL)
      continue;
    share_answer = g_new0 (ArcShareAnswer, 1);
    share_answer->post_id = g_strdup (posted->post->id);
    share_answer->author_name = g_strdup (posted->author_name);
    share_answer->is_mine = posted->is_mine;
    share_answer->kind = answer->kind;
    share_answer->text = g_strdup (answer->text);
    share_answer->at_us = posted->post->at_us;
    g_ptr_array_add (answers, share_answer);
  }
  return answers;
}

gboolean
arc_share_answers_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++) {
    const ArcShareAnswer *one = a->pdata[i];
    const ArcShareAnswer *other = b->pdata[i];

    if (!g_str_equal (one->post_id, other->post_id) || !g_str_equal (one->text, other->text))
      return FALSE;
  }
  return TRUE;
}

void
arc_share_reading_free (ArcShareReading *reading)
{
  if (reading == NULL)
    return;
  g_clear_pointer (&reading->states, g_ptr_array_unref);
  g_clear_pointer (&reading->answers, g_ptr_array_unref);
  g_clear_pointer (&reading->barriers, g_ptr_array_unref);
  g_clear_pointer (&reading->members, g_ptr_array_unref);
  g_free (reading->me);
  g_free (reading->entry_id);
  g_free (reading->typed);
  g_free (reading);
}

const ArcPosted *
arc_share_reading_get_posted (const ArcShareReading *reading)
{
  return reading->states->pdata[0];
}

const ArcShareAnswer *
arc_share_reading_find_mine (const ArcShareReading *reading, ArcAnswerKind kind)
{
  for (guint i = 0; i < reading->answers->len; i++) {
    const ArcShareAnswer *answer = reading->answers->pdata[i];

    if (answer->is_mine && answer->kind == kind)
      return answer;
  }
  return NULL;
}

static gboolean
same_states (const ArcShareReading *a, const ArcShareReading *b)
{
  if (a->states->len != b->states->len)
    return FALSE;
  for (guint i = 0; i < a->states->len; i++) {
    const ArcPosted *one = a->states->pdata[i];
    const ArcPosted *other = b->states->pdata[i];

    if (!g_str_equal (one->post->revision, other->post->revision) ||
        !g_str_equal (one->author_name, other->author_name))
      return FALSE;
  }
  return TRUE;
}

gboolean
arc_share_reading_equal (const ArcShareReading *a, const ArcShareReading *b)
{
  if (!same_states (a, b) || !arc_share_answers_equal (a->answers, b->answers) ||
      a->barriers->len != b->barriers->len || arc_day_compare (a->today, b->today) != 0)
    return FALSE;
  for (guint i = 0; i < a->barriers->len; i++)
    if (!arc_team_barrier_equal (a->barriers->pdata[i], b->barriers->pdata[i]))
      return FALSE;
  return TRUE;
}

ArcTeam *
arc_teams_find (const GPtrArray *teams, const char *team_id)
{
  for (guint i = 0; i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];

    if (g_str_equal (team->id, team_id))
      return arc_team_copy (team);
  }
  return NULL;
}

/* ---- on the journal's thread -------------------------------------------------------------- */

static gboolean
read_answers (ArcJournal *journal, ArcShareReading *reading, const ArcPosted *posted,
              GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, posted->team_id, ARC_POST_ANSWER, posted->post->id, error);

  if (posts == NULL)
    return FALSE;
  reading->answers = arc_share_answers_from_posts (posts);
  return TRUE;
}

static gboolean
read_barriers (ArcJournal *journal, ArcShareReading *reading, const ArcPosted *posted,
               GError **error)
{
  g_autoptr (GPtrArray) turns = NULL;

  if (posted->share->loop->barriers->len == 0)
    return TRUE;
  turns =
      arc_journal_list_posts (journal, posted->team_id, ARC_POST_BARRIER, posted->post->id, error);
  if (turns == NULL)
    return FALSE;
  arc_team_barriers_add (reading->barriers, posted, turns, reading->members, reading->me);
  return TRUE;
}

static gboolean
read_team (ArcJournal *journal, ArcShareReading *reading, const char *team_id, GError **error)
{
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, TRUE, error);
  g_autoptr (ArcTeam) team = NULL;

  if (teams == NULL)
    return FALSE;
  team = arc_teams_find (teams, team_id);
  reading->me = g_strdup (team != NULL ? team->me : "");
  reading->members = arc_journal_list_members (journal, team_id, error);
  return reading->members != NULL;
}

gpointer
arc_share_reading_read (ArcJournal *journal, gpointer post_id, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (ArcShareReading) reading = g_new0 (ArcShareReading, 1);
  const ArcPosted *posted = NULL;

  reading->barriers = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_team_barrier_free);
  reading->today = arc_journal_today (journal);
  reading->states = arc_journal_load_post (journal, post_id, error);
  if (reading->states == NULL)
    return NULL;
  for (guint i = reading->states->len; i > 0; i--)
    if (((const ArcPosted *) reading->states->pdata[i - 1])->share == NULL)
      g_ptr_array_remove_index (reading->states, i - 1);
  if (reading->states->len == 0) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("This is not shared any more. Its writer took it back."));
    return NULL;
  }
  posted = arc_share_reading_get_posted (reading);
  if (!read_team (journal, reading, posted->team_id, error) ||
      !read_answers (journal, reading, posted, error) ||
      !read_barriers (journal, reading, posted, error))
    return NULL;
  reading->typed = arc_journal_dup_suggestion (journal, posted->team_id, posted->post->id);
  if (posted->is_mine)
    reading->entry_id = arc_journal_find_shared_entry (journal, posted->post->id, NULL);
  return g_steal_pointer (&reading);
}
