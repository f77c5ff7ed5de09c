/* From the journal's tables to what a notification says about teammates. */
#include "arc-tidings.h"

#include "arc-json-team.h"
#include "arc-text.h"

#define QUOTE_CHARS 200
/* + the id of who asks to join: their request was shown. */
#define TOLD_PREFIX "told/"

ArcTiding *
arc_tiding_copy (const ArcTiding *tiding)
{
  ArcTiding *copy = g_new0 (ArcTiding, 1);

  *copy = *tiding;
  copy->id = g_strdup (tiding->id);
  copy->team_id = g_strdup (tiding->team_id);
  copy->team_name = g_strdup (tiding->team_name);
  copy->who = g_strdup (tiding->who);
  copy->topic = g_strdup (tiding->topic);
  copy->quote = g_strdup (tiding->quote);
  copy->entry_id = g_strdup (tiding->entry_id);
  return copy;
}

void
arc_tiding_free (ArcTiding *tiding)
{
  if (!tiding)
    return;
  g_free (tiding->id);
  g_free (tiding->team_id);
  g_free (tiding->team_name);
  g_free (tiding->who);
  g_free (tiding->topic);
  g_free (tiding->quote);
  g_free (tiding->entry_id);
  g_free (tiding);
}

/* ---- posts ---- */

/* Whether it is of a kind that a notification knows. */
static gboolean
read_answer (ArcTiding *tiding, const ArcPost *post)
{
  static const ArcTidingKind kinds[ARC_N_ANSWERS] = {
      [ARC_ANSWER_SUGGESTION] = ARC_TIDING_SUGGESTION,
      [ARC_ANSWER_THANKS] = ARC_TIDING_THANKS,
      [ARC_ANSWER_WILL_TRY] = ARC_TIDING_WILL_TRY,
      [ARC_ANSWER_ASK_LOOK_BACK] = ARC_TIDING_ASK_LOOK_BACK,
  };
  g_autoptr (ArcAnswer) answer = arc_body_to_answer (post->body, NULL);

  if (!answer)
    return FALSE;
  tiding->kind = kinds[answer->kind];
  tiding->quote = arc_text_excerpt (answer->text, QUOTE_CHARS);
  return TRUE;
}

static gboolean
read_turn (ArcTiding *tiding, const ArcPost *post)
{
  g_autoptr (ArcBarrierTurn) turn = arc_body_to_barrier_turn (post->body, NULL);

  if (!turn)
    return FALSE;
  tiding->kind = ARC_TIDING_BARRIER;
  tiding->quote = arc_text_excerpt (turn->next_step, QUOTE_CHARS);
  return TRUE;
}

static void
add_news (GPtrArray *tidings, ArcJournal *journal, const ArcNews *news)
{
  const ArcPost *post = news->posted->post;
  ArcTiding *tiding = g_new0 (ArcTiding, 1);
  g_autoptr (ArcEntry) entry = NULL;

  if (!(post->kind == ARC_POST_ANSWER    ? read_answer (tiding, post)
        : post->kind == ARC_POST_BARRIER ? read_turn (tiding, post)
                                         : FALSE)) {
    arc_tiding_free (tiding);
    return;
  }
  if (news->entry_id)
    entry = arc_journal_load_entry (journal, news->entry_id, NULL);
  tiding->id = g_strdup (post->id);
  tiding->team_id = g_strdup (news->posted->team_id);
  tiding->team_name = g_strdup (news->posted->team_name);
  tiding->who = g_strdup (news->posted->author_name);
  tiding->topic = g_strdup (entry ? entry->topic : "");
  tiding->entry_id = entry ? g_strdup (news->entry_id) : NULL;
  tiding->is_told = news->is_told;
  g_ptr_array_add (tidings, tiding);
}

/* ---- who asks to join ---- */

static gboolean
add_asking (GPtrArray *tidings, ArcJournal *journal, const ArcTeam *team, GError **error)
{
  g_autoptr (GPtrArray) members = NULL;

  if (team->state != ARC_MEMBER_IN || !(team->roles & ARC_ROLE_ADMIN))
    return TRUE;
  members = arc_journal_list_members (journal, team->id, error);
  for (guint i = 0; members && i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    g_autofree char *key = g_strconcat (TOLD_PREFIX, member->id, NULL);
    g_autoptr (GBytes) told = NULL;
    ArcTiding *tiding;

    if (member->state != ARC_MEMBER_ASKING)
      continue;
    told = arc_journal_get_sync_state (journal, team->id, key, NULL);
    tiding = g_new0 (ArcTiding, 1);
    tiding->kind = ARC_TIDING_JOIN;
    tiding->id = g_strdup (member->id);
    tiding->team_id = g_strdup (team->id);
    tiding->team_name = g_strdup (team->name);
    tiding->who = g_strdup (member->name);
    tiding->topic = g_strdup ("");
    tiding->quote = g_strdup ("");
    tiding->is_told = told != NULL;
    g_ptr_array_add (tidings, tiding);
  }
  return members != NULL;
}

/* ---- public ---- */

GPtrArray *
arc_tidings_gather (ArcJournal *journal, const GPtrArray *teams, GError **error)
{
  g_autoptr (GPtrArray) tidings = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_tiding_free);
  g_autoptr (GPtrArray) news = NULL;

  if (teams->len == 0)
    return g_steal_pointer (&tidings);
  news = arc_journal_list_news (journal, FALSE, error);
  if (!news)
    return NULL;
  for (guint i = 0; i < news->len; i++)
    add_news (tidings, journal, news->pdata[i]);
  for (guint i = 0; i < teams->len; i++)
    if (!add_asking (tidings, journal, teams->pdata[i], error))
      return NULL;
  return g_steal_pointer (&tidings);
}

gboolean
arc_tiding_set_told (ArcJournal *journal, const ArcTiding *tiding, GError **error)
{
  g_autofree char *key = NULL;
  g_autoptr (GBytes) one = NULL;

  if (tiding->kind != ARC_TIDING_JOIN)
    return arc_journal_set_news_told (journal, tiding->id, error);
  key = g_strconcat (TOLD_PREFIX, tiding->id, NULL);
  one = g_bytes_new_static ("1", 1);
  return arc_journal_set_sync_state (journal, tiding->team_id, key, one, error);
}
