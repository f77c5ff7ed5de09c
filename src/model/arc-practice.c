/* Practices, trials and corrections, as plain values. */
#include "arc-config.h"
#include "arc-practice.h"

#include <glib/gi18n-lib.h>

#include "arc-commitment.h"
#include "arc-error.h"
#include "arc-id.h"
#include "arc-limits.h"
#include "arc-text.h"
#include "arc-word.h"

/* Turns, shares or statements that one value names; more is no correction but an attack. */
#define LINKS_MAX 10000

G_DEFINE_BOXED_TYPE (ArcPracticeTurn, arc_practice_turn, arc_practice_turn_copy,
                     arc_practice_turn_free)

static const ArcWord practice_states[ARC_N_PRACTICE_STATES] = {
    {"candidate", N_ ("Candidate")},
    {"endorsed", N_ ("Endorsed")},
    {"retired", N_ ("Retired")},
};
static const ArcWord trial_responses[ARC_N_TRIAL_RESPONSES] = {
    {NULL, N_ ("Not said")},
    {"trying", N_ ("I’ll try it")},
    {"already", N_ ("I already do")},
    {"not-for-me", N_ ("Not for me")},
};
static const ArcWord credits[ARC_N_CREDITS] = {
    {NULL, N_ ("Not asked")},
    {"yes", N_ ("Yes")},
    {"no", N_ ("No")},
};
static const ArcWord correction_kinds[ARC_N_CORRECTIONS] = {
    {"merge", N_ ("Merge")}, {"split", N_ ("Split")},     {"rename", N_ ("Rename")},
    {"drop", N_ ("Drop")},   {"barrier", N_ ("Barrier")},
};

ARC_DEFINE_WORDS (ArcPracticeState, practice_state, practice_states)
ARC_DEFINE_WORDS (ArcTrialResponse, trial_response, trial_responses)
ARC_DEFINE_WORDS (ArcCredit, credit, credits)
ARC_DEFINE_WORDS (ArcCorrectionKind, correction_kind, correction_kinds)

static GPtrArray *
copy_texts (const GPtrArray *texts)
{
  GPtrArray *copy = g_ptr_array_new_full (texts->len, g_free);

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (copy, g_strdup (texts->pdata[i]));
  return copy;
}

/* Ids of posts; "" is none where @optional. */
static gboolean
check_id (const char *id, gboolean optional, GError **error)
{
  if ((optional && !*id) || arc_id_is_valid (id))
    return TRUE;
  g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("“%s” is no id."), ARC_SHORT (id));
  return FALSE;
}

static gboolean
check_ids (const GPtrArray *ids, GError **error)
{
  if (ids->len > LINKS_MAX) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                 _ ("%u links are too many; %d are the most."), ids->len, LINKS_MAX);
    return FALSE;
  }
  for (guint i = 0; i < ids->len; i++)
    if (!check_id (ids->pdata[i], FALSE, error))
      return FALSE;
  return TRUE;
}

/* ---- practices ---- */

ArcPracticeTurn *
arc_practice_turn_new (void)
{
  ArcPracticeTurn *turn = g_new0 (ArcPracticeTurn, 1);

  turn->practice_id = g_strdup ("");
  turn->builds_on = g_ptr_array_new_with_free_func (g_free);
  turn->when = g_strdup ("");
  turn->doing = g_strdup ("");
  turn->so_that = g_strdup ("");
  turn->topic = g_strdup ("");
  turn->shares = g_ptr_array_new_with_free_func (g_free);
  turn->finder = g_strdup ("");
  turn->why = g_strdup ("");
  return turn;
}

ArcPracticeTurn *
arc_practice_turn_copy (const ArcPracticeTurn *turn)
{
  ArcPracticeTurn *copy = g_memdup2 (turn, sizeof *turn);

  copy->practice_id = g_strdup (turn->practice_id);
  copy->builds_on = copy_texts (turn->builds_on);
  copy->when = g_strdup (turn->when);
  copy->doing = g_strdup (turn->doing);
  copy->so_that = g_strdup (turn->so_that);
  copy->topic = g_strdup (turn->topic);
  copy->shares = copy_texts (turn->shares);
  copy->finder = g_strdup (turn->finder);
  copy->why = g_strdup (turn->why);
  return copy;
}

void
arc_practice_turn_free (ArcPracticeTurn *turn)
{
  if (!turn)
    return;
  g_free (turn->practice_id);
  g_ptr_array_unref (turn->builds_on);
  g_free (turn->when);
  g_free (turn->doing);
  g_free (turn->so_that);
  g_free (turn->topic);
  g_ptr_array_unref (turn->shares);
  g_free (turn->finder);
  g_free (turn->why);
  g_free (turn);
}

gboolean
arc_practice_turn_validate (const ArcPracticeTurn *turn, GError **error)
{
  g_autofree char *doing = NULL;

  if (!arc_text_validate (turn->when, _ ("The “When”"), ARC_LIMIT_LINE_CHARS, error) ||
      !arc_text_validate (turn->doing, _ ("The “do”"), ARC_LIMIT_LINE_CHARS, error) ||
      !arc_text_validate (turn->so_that, _ ("The “so that”"), ARC_LIMIT_LINE_CHARS, error) ||
      !arc_text_validate (turn->topic, _ ("The topic"), ARC_LIMIT_TOPIC_CHARS, error) ||
      !arc_text_validate (turn->why, _ ("The reason"), ARC_LIMIT_LINE_CHARS, error) ||
      !check_id (turn->practice_id, TRUE, error) || !check_id (turn->finder, TRUE, error) ||
      !check_ids (turn->builds_on, error) || !check_ids (turn->shares, error))
    return FALSE;
  doing = arc_text_tidy_label (turn->doing);
  if (*doing)
    return TRUE;
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                       _ ("A practice needs a “do”: what someone would see you do."));
  return FALSE;
}

char *
arc_practice_turn_to_sentence (const ArcPracticeTurn *turn)
{
  g_autofree char *when = arc_text_clean (turn->when);
  g_autofree char *doing = arc_text_clean (turn->doing);
  g_autofree char *so_that = arc_text_clean (turn->so_that);

  if (*when && *so_that)
    /* Translators: a practice: when this happens, do that, so that something follows */
    return g_strdup_printf (_ ("When %s, do: %s – so that %s"), when, doing, so_that);
  if (*when)
    return g_strdup_printf (_ ("When %s, do: %s"), when, doing);
  if (*so_that)
    return g_strdup_printf (_ ("%s – so that %s"), doing, so_that);
  return g_steal_pointer (&doing);
}

/* ---- trials ---- */

ArcTrial *
arc_trial_new (const char *practice_id)
{
  ArcTrial *trial = g_new0 (ArcTrial, 1);

  trial->practice_id = g_strdup (practice_id);
  trial->why = g_strdup ("");
  return trial;
}

void
arc_trial_free (ArcTrial *trial)
{
  if (!trial)
    return;
  g_free (trial->practice_id);
  g_free (trial->why);
  g_free (trial);
}

gboolean
arc_trial_validate (const ArcTrial *trial, GError **error)
{
  return check_id (trial->practice_id, FALSE, error) &&
         arc_text_validate (trial->why, _ ("The reason"), ARC_LIMIT_LINE_CHARS, error);
}

/* ---- corrections ---- */

ArcCorrection *
arc_correction_new (ArcCorrectionKind kind)
{
  ArcCorrection *correction = g_new0 (ArcCorrection, 1);

  correction->kind = kind;
  correction->statements = g_ptr_array_new_with_free_func (g_free);
  correction->text = g_strdup ("");
  return correction;
}

void
arc_correction_free (ArcCorrection *correction)
{
  if (!correction)
    return;
  g_ptr_array_unref (correction->statements);
  g_free (correction->text);
  g_free (correction);
}

gboolean
arc_correction_is_by_topic (const ArcCorrection *correction)
{
  return (correction->kind == ARC_CORRECT_MERGE || correction->kind == ARC_CORRECT_SPLIT) &&
         g_str_equal (correction->text, ARC_CORRECTION_BY_TOPIC);
}

gboolean
arc_correction_validate (const ArcCorrection *correction, GError **error)
{
  guint least =
      correction->kind == ARC_CORRECT_MERGE || correction->kind == ARC_CORRECT_SPLIT ? 2 : 1;

  if (!arc_text_validate (correction->text, _ ("The heading"), ARC_LIMIT_LINE_CHARS, error))
    return FALSE;
  if (correction->statements->len < least || correction->statements->len > LINKS_MAX) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("A correction names the statements that it is about."));
    return FALSE;
  }
  for (guint i = 0; i < correction->statements->len; i++)
    if (!arc_text_validate (correction->statements->pdata[i], _ ("The statement"),
                            ARC_LIMIT_TAG_CHARS, error))
      return FALSE;
  return TRUE;
}
