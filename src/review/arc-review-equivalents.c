/* The equivalents that a team agreed on: turns of several people folded into what holds. */
#include "arc-config.h"
#include "arc-review.h"

#include <glib/gi18n-lib.h>

#include "arc-json-summary.h"
#include "arc-review-post.h"
#include "arc-text.h"

void
arc_team_equivalent_free (ArcTeamEquivalent *one)
{
  if (!one)
    return;
  arc_equivalent_free (one->equivalent);
  g_free (one->author_name);
  g_free (one);
}

/* ---- turns ---- */

static ArcEquivalent *
read_turn (const ArcPosted *posted)
{
  return arc_body_to_equivalent (posted->post->body, posted->post->id, NULL);
}

static GPtrArray *
turn_builds_on (const ArcPosted *posted)
{
  g_autoptr (ArcEquivalent) turn = read_turn (posted);

  return turn ? g_ptr_array_ref (turn->builds_on) : g_ptr_array_new_with_free_func (g_free);
}

/* The turns of a team by what they are about, in the order of their posts. */
typedef struct {
  GPtrArray *posts;
  GPtrArray *ids;    /* (element-type utf8, not owned) */
  GHashTable *turns; /* (element-type utf8 GPtrArray) of ArcPosted, not owned */
} Turns;

static void
turns_clear (Turns *turns)
{
  g_clear_pointer (&turns->turns, g_hash_table_unref);
  g_clear_pointer (&turns->ids, g_ptr_array_unref);
  g_clear_pointer (&turns->posts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Turns, turns_clear)

static void
add_turn (Turns *turns, ArcPosted *posted)
{
  g_autoptr (ArcEquivalent) turn = read_turn (posted);
  GPtrArray *list = turn ? g_hash_table_lookup (turns->turns, turn->id) : NULL;

  if (!turn)
    return;
  if (!list) {
    char *id = g_strdup (turn->id);

    list = g_ptr_array_new ();
    g_hash_table_insert (turns->turns, id, list);
    g_ptr_array_add (turns->ids, id);
  }
  g_ptr_array_add (list, posted);
}

static int
compare_posts (gconstpointer a, gconstpointer b)
{
  const ArcPost *first = (*(const ArcPosted *const *) a)->post;
  const ArcPost *second = (*(const ArcPosted *const *) b)->post;
  int order = g_strcmp0 (first->id, second->id);

  return order ? order : g_strcmp0 (first->revision, second->revision);
}

/* Of those who may lead now: a turn counts as long as its author does. */
static gboolean
read_turns (ArcJournal *journal, const char *team_id, Turns *turns, GError **error)
{
  g_autoptr (GHashTable) roles = NULL;

  turns->posts = arc_journal_list_posts (journal, team_id, ARC_POST_EQUIVALENT, NULL, error);
  if (!turns->posts)
    return FALSE;
  roles = arc_review_list_roles (journal, team_id, error);
  if (!roles)
    return FALSE;
  turns->ids = g_ptr_array_new ();
  turns->turns =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_sort (turns->posts, compare_posts);
  for (guint i = 0; i < turns->posts->len; i++) {
    ArcPosted *posted = turns->posts->pdata[i];
    ArcRoles role = GPOINTER_TO_UINT (g_hash_table_lookup (roles, posted->post->author));

    if (arc_review_may_lead (role))
      add_turn (turns, posted);
  }
  return TRUE;
}

/* ---- what holds ---- */

static ArcTeamEquivalent *
team_equivalent_new (ArcEquivalent *equivalent, const ArcPosted *latest, gboolean is_example)
{
  ArcTeamEquivalent *one = g_new0 (ArcTeamEquivalent, 1);

  one->equivalent = equivalent;
  one->is_example = is_example;
  one->author_name = g_strdup (latest ? latest->author_name : "");
  one->is_mine = latest && latest->is_mine;
  return one;
}

/* What a team made by itself; NULL if it is off. */
static ArcTeamEquivalent *
fold_own (const GPtrArray *history)
{
  const ArcPosted *latest = arc_review_latest_turn (history, turn_builds_on);
  g_autoptr (ArcEquivalent) turn = read_turn (latest);

  return turn->state == ARC_EQUIVALENT_HOLDS
             ? team_equivalent_new (g_steal_pointer (&turn), latest, FALSE)
             : NULL;
}

/* Takes @example. */
static ArcTeamEquivalent *
fold_example (ArcEquivalent *example, const GPtrArray *history)
{
  const ArcPosted *latest = history ? arc_review_latest_turn (history, turn_builds_on) : NULL;
  g_autoptr (ArcEquivalent) turn = latest ? read_turn (latest) : NULL;

  if (turn && turn->state == ARC_EQUIVALENT_HOLDS) {
    arc_equivalent_free (example);
    return team_equivalent_new (g_steal_pointer (&turn), latest, TRUE);
  }
  if (turn && turn->state == ARC_EQUIVALENT_OFF)
    example->state = ARC_EQUIVALENT_OFF;
  else
    latest = NULL;
  return team_equivalent_new (example, latest, TRUE);
}

/* By name, whoever made them when. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const ArcEquivalent *first = (*(const ArcTeamEquivalent *const *) a)->equivalent;
  const ArcEquivalent *second = (*(const ArcTeamEquivalent *const *) b)->equivalent;
  g_autofree char *one = arc_text_fold (first->name);
  g_autofree char *other = arc_text_fold (second->name);
  int order = g_strcmp0 (one, other);

  return order ? order : g_strcmp0 (first->id, second->id);
}

GPtrArray *
arc_review_list_team_equivalents (ArcJournal *journal, const char *team_id, GError **error)
{
  g_auto (Turns) turns = {0};
  g_autoptr (GPtrArray) examples = arc_equivalent_list_examples ();
  GPtrArray *list;

  if (!read_turns (journal, team_id, &turns, error))
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_team_equivalent_free);
  for (guint i = 0; i < turns.ids->len; i++) {
    g_autoptr (ArcEquivalent) example = arc_equivalent_find_example (turns.ids->pdata[i]);
    ArcTeamEquivalent *one =
        example ? NULL : fold_own (g_hash_table_lookup (turns.turns, turns.ids->pdata[i]));

    if (one)
      g_ptr_array_add (list, one);
  }
  g_ptr_array_sort (list, compare_names);
  g_ptr_array_set_free_func (examples, NULL);
  for (guint i = 0; i < examples->len; i++) {
    ArcEquivalent *example = examples->pdata[i];

    g_ptr_array_add (list, fold_example (example, g_hash_table_lookup (turns.turns, example->id)));
  }
  return list;
}

GPtrArray *
arc_review_list_equivalents (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GPtrArray) all = arc_review_list_team_equivalents (journal, team_id, error);
  GPtrArray *list;

  if (!all)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_equivalent_free);
  for (guint i = 0; i < all->len; i++) {
    ArcTeamEquivalent *one = all->pdata[i];

    if (one->equivalent->state == ARC_EQUIVALENT_HOLDS)
      g_ptr_array_add (list, g_steal_pointer (&one->equivalent));
  }
  return list;
}

/* ---- taking a turn ---- */

static ArcTeam *
load_led_team (ArcJournal *journal, const char *team_id, GError **error)
{
  return arc_review_load_team (
      journal, team_id, _ ("Only a manager, facilitator or admin can change equivalents."), error);
}

static void
add_unless (GPtrArray *ids, const char *id, const char *not_this)
{
  if (g_strcmp0 (id, not_this) != 0 &&
      !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

/* What I said last is said anew in its place, so that the words before it go; what somebody else
 * said last is built upon. */
static char *
take_turn (ArcJournal *journal, const ArcTeam *team, const GPtrArray *history,
           const ArcEquivalent *values, ArcEquivalentState state, GError **error)
{
  g_autoptr (ArcEquivalent) turn = arc_equivalent_copy (values);
  const ArcPosted *latest = history ? arc_review_latest_turn (history, turn_builds_on) : NULL;
  const char *mine = latest && latest->is_mine ? latest->post->id : NULL;
  g_autoptr (GPtrArray) tips = history ? arc_review_list_tips (history, turn_builds_on) : NULL;
  g_autoptr (GPtrArray) before = mine ? turn_builds_on (latest) : NULL;
  g_autofree char *post_id = NULL;

  turn->state = state;
  g_ptr_array_set_size (turn->builds_on, 0);
  for (guint i = 0; before && i < before->len; i++)
    add_unless (turn->builds_on, before->pdata[i], mine);
  for (guint i = 0; tips && i < tips->len; i++)
    add_unless (turn->builds_on, tips->pdata[i], mine);
  post_id = arc_review_put (journal, team, ARC_POST_EQUIVALENT, ARC_AUDIENCE_TEAM, NULL, mine,
                            arc_body_from_equivalent (turn), error);
  if (!post_id)
    return NULL;
  return *turn->id ? g_strdup (turn->id) : g_steal_pointer (&post_id);
}

char *
arc_review_put_equivalent (ArcJournal *journal, const char *team_id,
                           const ArcEquivalent *equivalent, GError **error)
{
  g_autoptr (ArcTeam) team = load_led_team (journal, team_id, error);
  g_auto (Turns) turns = {0};

  if (!team || !arc_equivalent_validate (equivalent, error) ||
      !read_turns (journal, team->id, &turns, error))
    return NULL;
  return take_turn (journal, team, g_hash_table_lookup (turns.turns, equivalent->id), equivalent,
                    ARC_EQUIVALENT_HOLDS, error);
}

static gboolean
is_all_mine (const GPtrArray *history)
{
  for (guint i = 0; i < history->len; i++)
    if (!((const ArcPosted *) history->pdata[i])->is_mine)
      return FALSE;
  return TRUE;
}

static gboolean
revoke_all (ArcJournal *journal, const ArcTeam *team, const GPtrArray *history, GError **error)
{
  for (guint i = 0; i < history->len; i++)
    if (!arc_journal_revoke_post (journal, team->id,
                                  ((const ArcPosted *) history->pdata[i])->post->id, error))
      return FALSE;
  return TRUE;
}

gboolean
arc_review_switch_equivalent (ArcJournal *journal, const char *team_id, const char *id,
                              gboolean is_on, GError **error)
{
  g_autoptr (ArcTeam) team = load_led_team (journal, team_id, error);
  g_autoptr (ArcEquivalent) example = arc_equivalent_find_example (id);
  g_autoptr (ArcEquivalent) nothing = arc_equivalent_new (id);
  g_auto (Turns) turns = {0};
  const GPtrArray *history;
  g_autofree char *put = NULL;

  if (!team || !read_turns (journal, team->id, &turns, error))
    return FALSE;
  history = g_hash_table_lookup (turns.turns, id);
  if (!example && (is_on || !history)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("There is no such equivalent, or it was taken back."));
    return FALSE;
  }
  if (is_on && !history)
    return TRUE;
  /* As if I had never said anything about it. */
  if (history && is_all_mine (history) && is_on == (example != NULL))
    return revoke_all (journal, team, history, error);
  put = take_turn (journal, team, history, nothing,
                   is_on ? ARC_EQUIVALENT_AS_SHIPPED : ARC_EQUIVALENT_OFF, error);
  return put != NULL;
}

gboolean
arc_review_restore_equivalent (ArcJournal *journal, const char *team_id, const char *id,
                               const ArcEquivalent *was, GError **error)
{
  g_autofree char *put = NULL;

  if (!was || was->state == ARC_EQUIVALENT_OFF)
    return arc_review_switch_equivalent (journal, team_id, id, FALSE, error);
  if (was->is_shipped)
    return arc_review_switch_equivalent (journal, team_id, id, TRUE, error);
  put = arc_review_put_equivalent (journal, team_id, was, error);
  return put != NULL;
}
