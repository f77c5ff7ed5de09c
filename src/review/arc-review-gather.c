/* Gathering what a summary is made of. */
#include "arc-config.h"
#include "arc-review.h"

#include <glib/gi18n-lib.h>

#include "arc-json-summary.h"
#include "arc-json-team.h"
#include "arc-practices.h"
#include "arc-review-post.h"
#include "arc-text.h"

static void
replace_text (char **text, const char *by)
{
  g_free (*text);
  *text = g_strdup (by);
}

/* ---- shares ---- */

static gboolean
gather_shares (ArcJournal *journal, const char *team_id, ArcSummaryInput *input, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team_id, ARC_POST_SHARE, NULL, error);

  for (guint i = 0; posts && i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];
    ArcSharedInput *one;

    if (!posted->share)
      continue;
    one = arc_shared_input_new (posted->post->id, posted->post->author, posted->author_name,
                                posted->post->audience, posted->share);
    replace_text (&one->revision, posted->post->revision);
    g_ptr_array_add (input->inputs, one);
  }
  return posts != NULL;
}

/* ---- people ---- */

static gboolean
gather_people (ArcJournal *journal, const char *team_id, ArcSummaryInput *input, GHashTable *names,
               GError **error)
{
  g_autoptr (GPtrArray) members = arc_journal_list_members (journal, team_id, error);

  for (guint i = 0; members && i < members->len; i++) {
    const ArcMember *member = members->pdata[i];

    g_hash_table_insert (names, g_strdup (member->id), g_strdup (member->name));
    input->members += member->state == ARC_MEMBER_IN;
  }
  return members != NULL;
}

/* ---- barriers ---- */

static GPtrArray *
barrier_builds_on (const ArcPosted *posted)
{
  g_autoptr (ArcBarrierTurn) turn = arc_body_to_barrier_turn (posted->post->body, NULL);

  return turn ? g_ptr_array_ref (turn->builds_on) : g_ptr_array_new_with_free_func (g_free);
}

static void
add_barrier (ArcSummaryInput *input, const ArcPosted *posted, GHashTable *names)
{
  g_autoptr (ArcBarrierTurn) turn = arc_body_to_barrier_turn (posted->post->body, NULL);
  ArcBarrierInput *barrier;
  const char *name;

  if (!turn)
    return;
  name = g_hash_table_lookup (names, turn->owner);
  barrier = g_new0 (ArcBarrierInput, 1);
  barrier->share_id = g_strdup (posted->post->subject ? posted->post->subject : "");
  barrier->barrier_id = g_strdup (turn->barrier_id);
  barrier->owner_name = g_strdup (name ? name : "");
  barrier->next_step = g_strdup (turn->next_step);
  barrier->next_by = turn->next_by;
  barrier->state = turn->state;
  g_ptr_array_add (input->barriers, barrier);
}

/* Turns by share and barrier; the last of each counts. */
static gboolean
gather_barriers (ArcJournal *journal, const char *team_id, ArcSummaryInput *input,
                 GHashTable *names, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team_id, ARC_POST_BARRIER, NULL, error);
  g_autoptr (GHashTable) turns =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer list;

  if (!posts)
    return FALSE;
  for (guint i = 0; i < posts->len; i++) {
    ArcPosted *posted = posts->pdata[i];
    g_autoptr (ArcBarrierTurn) turn = arc_body_to_barrier_turn (posted->post->body, NULL);
    g_autofree char *key = NULL;
    GPtrArray *of_barrier;

    if (!turn || !posted->post->subject)
      continue;
    key = g_strconcat (posted->post->subject, "/", turn->barrier_id, NULL);
    of_barrier = g_hash_table_lookup (turns, key);
    if (!of_barrier) {
      of_barrier = g_ptr_array_new ();
      g_hash_table_insert (turns, g_steal_pointer (&key), of_barrier);
    }
    g_ptr_array_add (of_barrier, posted);
  }
  g_hash_table_iter_init (&iter, turns);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    add_barrier (input, arc_review_latest_turn (list, barrier_builds_on), names);
  return TRUE;
}

/* ---- corrections ---- */

static int
compare_made (gconstpointer a, gconstpointer b)
{
  const ArcPosted *first = *(const ArcPosted *const *) a;
  const ArcPosted *second = *(const ArcPosted *const *) b;

  if (first->post->at_us != second->post->at_us)
    return first->post->at_us < second->post->at_us ? -1 : 1;
  return g_strcmp0 (first->post->id, second->post->id);
}

GPtrArray *
arc_review_list_corrections (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team_id, ARC_POST_CORRECTION, NULL, error);
  g_autoptr (GHashTable) roles = NULL;
  GPtrArray *list;

  if (!posts)
    return NULL;
  roles = arc_review_list_roles (journal, team_id, error);
  if (!roles)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_posted_free);
  for (guint i = 0; i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];
    ArcRoles role = GPOINTER_TO_UINT (g_hash_table_lookup (roles, posted->post->author));

    if (arc_review_may_lead (role))
      g_ptr_array_add (list, arc_posted_copy (posted));
  }
  g_ptr_array_sort (list, compare_made);
  return list;
}

/* A correction keeps who owns a barrier by their id; a summary is read by names. */
static void
name_owner (ArcCorrection *correction, GHashTable *names)
{
  const char *name = g_hash_table_lookup (names, correction->text);

  if (correction->kind == ARC_CORRECT_BARRIER)
    replace_text (&correction->text, name ? name : "");
}

static gboolean
gather_corrections (ArcJournal *journal, const char *team_id, ArcSummaryInput *input,
                    GHashTable *names, GError **error)
{
  g_autoptr (GPtrArray) posts = arc_review_list_corrections (journal, team_id, error);

  for (guint i = 0; posts && i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];
    ArcCorrection *correction = arc_body_to_correction (posted->post->body, NULL);

    if (!correction)
      continue;
    name_owner (correction, names);
    g_ptr_array_add (input->corrections, correction);
  }
  return posts != NULL;
}

char *
arc_review_correct (ArcJournal *journal, const char *team_id, const ArcCorrection *correction,
                    GError **error)
{
  g_autoptr (ArcTeam) team = arc_review_load_team (
      journal, team_id, _ ("Only a manager, facilitator or admin can correct the groups."), error);

  if (!team || !arc_correction_validate (correction, error))
    return NULL;
  return arc_review_put (journal, team, ARC_POST_CORRECTION, ARC_AUDIENCE_MANAGERS, NULL, NULL,
                         arc_body_from_correction (correction), error);
}

/* ---- practices ---- */

static gboolean
gather_practices (ArcJournal *journal, const char *team_id, ArcSummaryInput *input, GError **error)
{
  g_autoptr (GPtrArray) practices = arc_practices_list (journal, team_id, error);

  for (guint i = 0; practices && i < practices->len; i++) {
    ArcPractice *practice = practices->pdata[i];

    g_ptr_array_add (input->practices, g_steal_pointer (&practice->input));
  }
  return practices != NULL;
}

/* ---- the last summary ---- */

static gboolean
gather_previous (ArcJournal *journal, const ArcReviewScope *scope, ArcSummaryInput *input,
                 ArcSummary **previous, GError **error)
{
  g_autoptr (GPtrArray) published = arc_review_list_published (journal, scope->team_id, error);
  g_autofree char *topic = arc_text_fold (scope->topic ? scope->topic : "");

  *previous = NULL;
  for (guint i = 0; published && i < published->len; i++) {
    ArcPublished *one = published->pdata[i];
    g_autofree char *its_topic = arc_text_fold (one->summary->topic);

    /* What changed is told from the one before, not from the one that is corrected. */
    if (scope->replaces && g_str_equal (scope->replaces, one->post_id)) {
      g_clear_pointer (previous, arc_summary_free);
      input->replaced = g_steal_pointer (&one->summary);
    } else if (!*previous && g_str_equal (topic, its_topic) &&
               one->summary->audience == scope->audience) {
      *previous = g_steal_pointer (&one->summary);
    }
  }
  return published != NULL;
}

ArcSummaryInput *
arc_review_gather (ArcJournal *journal, const ArcReviewScope *scope, ArcSummary **previous,
                   GError **error)
{
  g_autoptr (ArcTeam) team = arc_journal_find_team (journal, scope->team_id, error);
  g_autoptr (ArcSummaryInput) input = NULL;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (ArcSummary) last = NULL;

  if (!team)
    return NULL;
  input = arc_summary_input_new ();
  replace_text (&input->team_name, team->name);
  replace_text (&input->topic, scope->topic);
  input->audience = scope->audience;
  input->since = scope->since;
  input->until = scope->until;
  input->today = arc_journal_today (journal);
  input->group_size = team->group_size;
  if (!gather_people (journal, team->id, input, names, error) ||
      !gather_shares (journal, team->id, input, error) ||
      !gather_barriers (journal, team->id, input, names, error) ||
      !gather_corrections (journal, team->id, input, names, error) ||
      !gather_practices (journal, team->id, input, error) ||
      !gather_previous (journal, scope, input, &last, error))
    return NULL;
  g_ptr_array_unref (input->equivalents);
  input->equivalents = arc_review_list_equivalents (journal, team->id, error);
  if (!input->equivalents) {
    input->equivalents = g_ptr_array_new ();
    return NULL;
  }
  input->previous = last;
  *previous = g_steal_pointer (&last);
  return g_steal_pointer (&input);
}
