/* Practices: turns folded into what holds, and what people say. */
#include "arc-config.h"
#include "arc-practices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-journal-loop.h"
#include "arc-json-summary.h"
#include "arc-practices-private.h"
#include "arc-review-post.h"
#include "arc-statements.h"
#include "arc-text.h"

/* Days until one is asked how it went, where nothing else says when. */
#define LOOK_BACK_DAYS 7
/* Sync state: + a practice's id: the commitment that I made of it. */
#define STATE_TRIAL "trial/"

void
arc_practice_free (ArcPractice *practice)
{
  if (!practice)
    return;
  g_free (practice->team_id);
  g_free (practice->team_name);
  arc_practice_input_free (practice->input);
  g_clear_pointer (&practice->history, g_ptr_array_unref);
  arc_trial_free (practice->mine);
  g_free (practice);
}

/* ---- turns ---- */

static GPtrArray *
practice_builds_on (const ArcPosted *posted)
{
  g_autoptr (ArcPracticeTurn) turn = arc_body_to_practice_turn (posted->post->body, NULL);

  return turn ? g_ptr_array_ref (turn->builds_on) : g_ptr_array_new_with_free_func (g_free);
}

/* Whether its author may take this turn: anybody proposes, leaders decide. */
static gboolean
may_take (const ArcPosted *posted, const ArcPracticeTurn *turn, GHashTable *roles)
{
  gpointer role;

  if (!g_hash_table_lookup_extended (roles, posted->post->author, NULL, &role))
    return FALSE;
  return turn->state == ARC_PRACTICE_CANDIDATE || arc_review_may_lead (GPOINTER_TO_UINT (role));
}

static int
compare_time (gconstpointer a, gconstpointer b)
{
  const ArcPosted *first = *(const ArcPosted *const *) a;
  const ArcPosted *second = *(const ArcPosted *const *) b;

  if (first->post->at_us != second->post->at_us)
    return first->post->at_us < second->post->at_us ? -1 : 1;
  return g_strcmp0 (first->post->id, second->post->id);
}

/* (element-type utf8 GPtrArray): turns that count, by practice. */
static GHashTable *
sort_turns (const GPtrArray *posts, GHashTable *roles)
{
  GHashTable *turns =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];
    g_autoptr (ArcPracticeTurn) turn = arc_body_to_practice_turn (posted->post->body, NULL);
    const char *id;
    GPtrArray *list;

    if (!turn || !may_take (posted, turn, roles))
      continue;
    id = *turn->practice_id ? turn->practice_id : posted->post->id;
    list = g_hash_table_lookup (turns, id);
    if (!list) {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_posted_free);
      g_hash_table_insert (turns, g_strdup (id), list);
    }
    g_ptr_array_add (list, arc_posted_copy (posted));
  }
  return turns;
}

static gint64
find_endorsed (const GPtrArray *history)
{
  for (guint i = 0; i < history->len; i++) {
    const ArcPosted *posted = history->pdata[i];
    g_autoptr (ArcPracticeTurn) turn = arc_body_to_practice_turn (posted->post->body, NULL);

    if (turn && turn->state == ARC_PRACTICE_ENDORSED)
      return posted->post->at_us;
  }
  return 0;
}

static ArcPractice *
fold_practice (const char *id, GPtrArray *history, const ArcTeam *team)
{
  const ArcPosted *latest = arc_review_latest_turn (history, practice_builds_on);
  ArcPractice *practice = g_new0 (ArcPractice, 1);
  ArcPracticeInput *input = g_new0 (ArcPracticeInput, 1);

  practice->team_id = g_strdup (team->id);
  practice->team_name = g_strdup (team->name);
  practice->input = input;
  practice->history = g_ptr_array_ref (history);
  input->id = g_strdup (id);
  input->turn = arc_body_to_practice_turn (latest->post->body, NULL);
  input->trials = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_trial_free);
  input->authors = g_ptr_array_new_with_free_func (g_free);
  input->finder_name = g_strdup ("");
  g_ptr_array_sort (history, compare_time);
  input->endorsed_us = find_endorsed (history);
  return practice;
}

/* ---- trials ---- */

static void
add_trial (ArcPractice *practice, const ArcPosted *posted)
{
  ArcTrial *trial = arc_body_to_trial (posted->post->body, NULL);

  if (!trial)
    return;
  if (posted->is_mine) {
    arc_trial_free (practice->mine);
    practice->mine = arc_body_to_trial (posted->post->body, NULL);
  }
  if (trial->credit == ARC_CREDIT_YES &&
      g_str_equal (posted->post->author, practice->input->turn->finder)) {
    g_free (practice->input->finder_name);
    practice->input->finder_name = g_strdup (posted->author_name);
  }
  g_ptr_array_add (practice->input->trials, trial);
  g_ptr_array_add (practice->input->authors, g_strdup (posted->post->author));
}

/* One trial a person: where two devices made one each, the smaller id counts. */
static gboolean
add_trials (ArcJournal *journal, const ArcTeam *team, GHashTable *practices, GHashTable *roles,
            GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team->id, ARC_POST_TRIAL, NULL, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; posts && i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];
    ArcPractice *practice =
        posted->post->subject ? g_hash_table_lookup (practices, posted->post->subject) : NULL;

    if (practice && g_hash_table_contains (roles, posted->post->author) &&
        g_hash_table_add (seen,
                          g_strconcat (posted->post->subject, "/", posted->post->author, NULL)))
      add_trial (practice, posted);
  }
  return posts != NULL;
}

/* ---- lists ---- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const ArcPractice *first = *(const ArcPractice *const *) a;
  const ArcPractice *second = *(const ArcPractice *const *) b;

  return strcmp (first->input->id, second->input->id);
}

static gboolean
append_practices (ArcJournal *journal, const ArcTeam *team, GPtrArray *list, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team->id, ARC_POST_PRACTICE, NULL, error);
  g_autoptr (GHashTable) roles = posts ? arc_review_list_roles (journal, team->id, error) : NULL;
  g_autoptr (GHashTable) turns = NULL;
  g_autoptr (GHashTable) practices = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id, history;

  if (!roles)
    return FALSE;
  turns = sort_turns (posts, roles);
  g_hash_table_iter_init (&iter, turns);
  while (g_hash_table_iter_next (&iter, &id, &history)) {
    ArcPractice *practice = fold_practice (id, history, team);

    g_ptr_array_add (list, practice);
    g_hash_table_insert (practices, practice->input->id, practice);
  }
  if (!add_trials (journal, team, practices, roles, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++) {
    ArcPractice *practice = list->pdata[i];

    if (g_str_equal (practice->team_id, team->id))
      practice->asks_credit = practice->input->turn->state == ARC_PRACTICE_ENDORSED &&
                              g_str_equal (practice->input->turn->finder, team->me) &&
                              (!practice->mine || practice->mine->credit == ARC_CREDIT_NOT_ASKED);
  }
  return TRUE;
}

GPtrArray *
arc_practices_list (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_practice_free);
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, error);

  if (!teams)
    return NULL;
  for (guint i = 0; i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];

    if ((!team_id || g_str_equal (team->id, team_id)) &&
        !append_practices (journal, team, list, error))
      return NULL;
  }
  g_ptr_array_sort (list, compare_ids);
  return g_steal_pointer (&list);
}

ArcPractice *
arc_practices_load (ArcJournal *journal, const char *id, GError **error)
{
  g_autofree char *prefix = g_ascii_strdown (id, -1);
  g_autoptr (GPtrArray) list = arc_practices_list (journal, NULL, error);
  ArcPractice **found = NULL;

  if (!list)
    return NULL;
  for (guint i = 0; i < list->len; i++) {
    ArcPractice **practice = (ArcPractice **) &list->pdata[i];

    if (!*prefix || !g_str_has_prefix ((*practice)->input->id, prefix))
      continue;
    if (found) {
      g_set_error (error, ARC_ERROR, ARC_ERROR_AMBIGUOUS,
                   _ ("Several practices begin with “%s”. Give more of the id."), ARC_SHORT (id));
      return NULL;
    }
    found = practice;
  }
  if (found)
    return g_steal_pointer (found);
  g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("There is no practice “%s”."),
               ARC_SHORT (id));
  return NULL;
}

/* ---- turns of my own ---- */

static gboolean
check_turn (const ArcTeam *team, const ArcPracticeTurn *turn, GError **error)
{
  g_autofree char *when = arc_text_tidy_label (turn->when);

  if (!arc_practice_turn_validate (turn, error))
    return FALSE;
  if (turn->state == ARC_PRACTICE_CANDIDATE)
    return TRUE;
  if (!arc_review_may_lead (team->roles)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("Only a manager, facilitator or admin can endorse or retire a "
                            "practice."));
    return FALSE;
  }
  if (turn->state == ARC_PRACTICE_ENDORSED && !*when) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("Say when the practice applies: “When …, do …”."));
    return FALSE;
  }
  return TRUE;
}

/* Whether @posted is a share that not the whole team may see. */
static gboolean
is_for_fewer (const ArcPosted *posted, const ArcTeam *team)
{
  return posted->share && g_str_equal (posted->team_id, team->id) &&
         posted->post->audience != ARC_AUDIENCE_TEAM;
}

static gboolean
is_worded_like (const ArcPracticeTurn *turn, const ArcPosted *posted)
{
  ArcSharedInput *input = arc_shared_input_new (posted->post->id, posted->post->author, "",
                                                posted->post->audience, posted->share);
  g_autoptr (GPtrArray) list = arc_statements_of (input);
  gboolean found = FALSE;

  for (guint i = 0; !found && i < list->len; i++)
    found = arc_statement_is_in_practice (list->pdata[i], turn);
  arc_shared_input_free (input);
  return found;
}

/* A practice is for the whole team: of shares that are for fewer it neither says the words nor
 * tells that there are any, and of whom. */
static gboolean
keep_sources_private (ArcJournal *journal, const ArcTeam *team, ArcPracticeTurn *turn,
                      GError **error)
{
  for (guint i = 0; i < turn->shares->len;) {
    g_autoptr (GPtrArray) latest = arc_journal_load_post (journal, turn->shares->pdata[i], error);
    gboolean fewer = FALSE;

    if (!latest)
      return FALSE;
    for (guint k = 0; k < latest->len; k++) {
      const ArcPosted *posted = latest->pdata[k];

      if (!is_for_fewer (posted, team))
        continue;
      if (is_worded_like (turn, posted)) {
        g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                             _ ("These are words that were not shared with the whole team. Say it "
                                "in your own words."));
        return FALSE;
      }
      if (g_str_equal (turn->finder, posted->post->author)) {
        g_free (turn->finder);
        turn->finder = g_strdup ("");
      }
      fewer = TRUE;
    }
    if (fewer)
      g_ptr_array_remove_index (turn->shares, i);
    else
      i++;
  }
  return TRUE;
}

gboolean
arc_practices_mark_inside (ArcJournal *journal, const GPtrArray *practices, GError **error)
{
  for (guint i = 0; i < practices->len; i++) {
    ArcPractice *practice = practices->pdata[i];
    const ArcPracticeTurn *turn = practice->input->turn;

    practice->input->is_inside = FALSE;
    for (guint k = 0; k < turn->shares->len && !practice->input->is_inside; k++) {
      g_autoptr (GPtrArray) latest = arc_journal_load_post (journal, turn->shares->pdata[k], error);

      if (!latest)
        return FALSE;
      for (guint n = 0; n < latest->len && !practice->input->is_inside; n++) {
        const ArcPosted *posted = latest->pdata[n];

        practice->input->is_inside =
            posted->share && !posted->share->quotable && is_worded_like (turn, posted);
      }
    }
  }
  return TRUE;
}

char *
arc_practices_put_turn (ArcJournal *journal, const char *team_id, ArcPracticeTurn *turn,
                        GError **error)
{
  g_autoptr (ArcTeam) team = arc_review_load_team (journal, team_id, NULL, error);
  g_autofree char *post_id = NULL;

  if (!team || !check_turn (team, turn, error) ||
      !keep_sources_private (journal, team, turn, error))
    return NULL;
  if (!arc_day_is_set (turn->recheck_on))
    turn->recheck_on = arc_day_add (arc_journal_today (journal), ARC_PRACTICE_RECHECK_DAYS);
  if (*turn->practice_id) {
    g_autoptr (ArcPractice) practice = arc_practices_load (journal, turn->practice_id, error);

    if (!practice)
      return NULL;
    g_ptr_array_unref (turn->builds_on);
    turn->builds_on = arc_review_list_tips (practice->history, practice_builds_on);
  }
  post_id = arc_review_put (journal, team, ARC_POST_PRACTICE, ARC_AUDIENCE_TEAM,
                            *turn->practice_id ? turn->practice_id : NULL, NULL,
                            arc_body_from_practice_turn (turn), error);
  if (!post_id)
    return NULL;
  return *turn->practice_id ? g_strdup (turn->practice_id) : g_steal_pointer (&post_id);
}

/* ---- what I say ---- */

/* My trial post about a practice; NULL without error if there is none. */
static gboolean
find_my_trial (ArcJournal *journal, const char *practice_id, char **post_id, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, NULL, ARC_POST_TRIAL, practice_id, error);

  *post_id = NULL;
  for (guint i = 0; posts && !*post_id && i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];

    if (posted->is_mine)
      *post_id = g_strdup (posted->post->id);
  }
  return posts != NULL;
}

static gboolean
put_trial (ArcJournal *journal, const char *team_id, const ArcTrial *trial, GError **error)
{
  g_autoptr (ArcTeam) team = arc_review_load_team (journal, team_id, NULL, error);
  g_autofree char *post_id = NULL;
  g_autofree char *put = NULL;

  if (!team || !arc_trial_validate (trial, error) ||
      !find_my_trial (journal, trial->practice_id, &post_id, error))
    return FALSE;
  put = arc_review_put (journal, team, ARC_POST_TRIAL, ARC_AUDIENCE_TEAM, trial->practice_id,
                        post_id, arc_body_from_trial (trial), error);
  return put != NULL;
}

/* What I said so far, to be changed. */
static ArcTrial *
take_trial (ArcPractice *practice)
{
  return practice->mine ? g_steal_pointer (&practice->mine) : arc_trial_new (practice->input->id);
}

gboolean
arc_practices_answer (ArcJournal *journal, const char *practice_id, ArcTrialResponse response,
                      const char *why, GError **error)
{
  g_autoptr (ArcPractice) practice = arc_practices_load (journal, practice_id, error);
  g_autoptr (ArcTrial) trial = NULL;

  if (!practice)
    return FALSE;
  trial = take_trial (practice);
  trial->response = response;
  g_free (trial->why);
  trial->why = g_strdup (why ? why : "");
  return put_trial (journal, practice->team_id, trial, error);
}

gboolean
arc_practices_set_credit (ArcJournal *journal, const char *practice_id, gboolean credited,
                          GError **error)
{
  g_autoptr (ArcPractice) practice = arc_practices_load (journal, practice_id, error);
  g_autoptr (ArcTrial) trial = NULL;

  if (!practice)
    return FALSE;
  trial = take_trial (practice);
  trial->credit = credited ? ARC_CREDIT_YES : ARC_CREDIT_NO;
  return put_trial (journal, practice->team_id, trial, error);
}

/* ---- trying ---- */

static gboolean
remember_trial (ArcJournal *journal, const ArcPractice *practice, const char *commitment_id,
                GError **error)
{
  g_autofree char *key = g_strconcat (STATE_TRIAL, practice->input->id, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (commitment_id, strlen (commitment_id));

  return arc_journal_set_sync_state (journal, practice->team_id, key, bytes, error);
}

gboolean
arc_practices_follow (ArcJournal *journal, const char *practice_id, const char *commitment_id,
                      GError **error)
{
  g_autoptr (ArcPractice) practice = arc_practices_load (journal, practice_id, error);

  return practice && remember_trial (journal, practice, commitment_id, error) &&
         arc_practices_answer (journal, practice_id, ARC_TRIAL_TRYING, NULL, error);
}

ArcCommitment *
arc_practice_to_commitment (const ArcPracticeTurn *turn)
{
  g_autofree char *line = arc_text_tidy_label (turn->doing);
  ArcCommitment *commitment = arc_commitment_new (ARC_KIND_START, line);

  g_free (commitment->if_text);
  commitment->if_text = arc_text_tidy_label (turn->when);
  return commitment;
}

/* An entry of its own for what I try. */
static char *
make_entry (ArcJournal *journal, const ArcPractice *practice, GError **error)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autofree char *heading = arc_text_excerpt (practice->input->turn->doing, 80);
  g_autofree char *title = g_strdup_printf (_ ("I try: %s"), heading);

  arc_entry_set_title (entry, title);
  arc_entry_set_topic (entry, practice->input->turn->topic);
  if (!arc_journal_save_entry (journal, entry, NULL, NULL, error))
    return NULL;
  return g_strdup (entry->id);
}

gboolean
arc_practices_try (ArcJournal *journal, const char *practice_id, const char *entry_id, ArcDay due,
                   char **commitment_id, GError **error)
{
  g_autoptr (ArcPractice) practice = arc_practices_load (journal, practice_id, error);
  g_autoptr (ArcCommitment) commitment = NULL;
  g_autofree char *own_entry = NULL;

  if (!practice)
    return FALSE;
  if (practice->input->turn->state == ARC_PRACTICE_RETIRED) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("This practice was retired: it stopped helping."));
    return FALSE;
  }
  own_entry = entry_id ? g_strdup (entry_id) : make_entry (journal, practice, error);
  if (!own_entry)
    return FALSE;
  commitment = arc_practice_to_commitment (practice->input->turn);
  commitment->entry_id = g_strdup (own_entry);
  /* An entry of its own has no day, and what has none is never asked about. */
  commitment->due = entry_id || arc_day_is_set (due)
                        ? due
                        : arc_day_add (arc_journal_today (journal), LOOK_BACK_DAYS);
  if (!arc_journal_save_commitment (journal, commitment, error) ||
      !remember_trial (journal, practice, commitment->id, error) ||
      !arc_practices_answer (journal, practice->input->id, ARC_TRIAL_TRYING, NULL, error))
    return FALSE;
  if (commitment_id)
    *commitment_id = g_strdup (commitment->id);
  return TRUE;
}

/* ---- look-backs become trials ---- */

static ArcLookBack *
find_answer (ArcJournal *journal, const ArcCommitment *commitment)
{
  g_autoptr (GPtrArray) all = arc_journal_list_look_backs (journal, commitment->entry_id, NULL);
  ArcLookBack *last = NULL;

  for (guint i = 0; all && i < all->len; i++) {
    const ArcLookBack *look_back = all->pdata[i];

    if (g_strcmp0 (look_back->commitment_id, commitment->id) == 0) {
      arc_look_back_free (last);
      last = arc_look_back_copy (look_back);
    }
  }
  return last;
}

static gboolean
refresh_trial (ArcJournal *journal, ArcPractice *practice, const char *commitment_id,
               GError **error)
{
  /* It may be gone by now. */
  g_autoptr (ArcCommitment) commitment = arc_journal_load_commitment (journal, commitment_id, NULL);
  g_autoptr (ArcLookBack) answer = commitment ? find_answer (journal, commitment) : NULL;
  g_autoptr (ArcTrial) trial = NULL;
  ArcDay day;

  if (!answer)
    return TRUE;
  trial = take_trial (practice);
  day = arc_day_of (answer->at_us, answer->zone, arc_journal_get_day_start (journal));
  if (trial->did == answer->did && trial->helped == answer->helped &&
      arc_day_compare (trial->tried_on, day) == 0)
    return TRUE;
  trial->response = ARC_TRIAL_TRYING;
  trial->did = answer->did;
  trial->helped = answer->helped;
  trial->tried_on = day;
  return put_trial (journal, practice->team_id, trial, error);
}

gboolean
arc_practices_refresh (ArcJournal *journal, const ArcTeam *team, GError **error)
{
  g_autoptr (GHashTable) tried =
      arc_journal_list_sync_state (journal, team->id, STATE_TRIAL, error);
  g_autoptr (GPtrArray) practices = NULL;

  if (!tried)
    return FALSE;
  if (g_hash_table_size (tried) == 0)
    return TRUE;
  practices = arc_practices_list (journal, team->id, error);
  if (!practices)
    return FALSE;
  for (guint i = 0; i < practices->len; i++) {
    ArcPractice *practice = practices->pdata[i];
    g_autofree char *key = g_strconcat (STATE_TRIAL, practice->input->id, NULL);
    GBytes *bytes = g_hash_table_lookup (tried, key);
    g_autofree char *value =
        bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;

    if (value && !refresh_trial (journal, practice, value, error))
      return FALSE;
  }
  return TRUE;
}
