/* Commitments and barriers, as plain values. */
#include "arc-config.h"
#include "arc-commitment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-limits.h"
#include "arc-text.h"
#include "arc-word.h"

G_DEFINE_BOXED_TYPE (ArcCommitment, arc_commitment, arc_commitment_copy, arc_commitment_free)
G_DEFINE_BOXED_TYPE (ArcBarrier, arc_barrier, arc_barrier_copy, arc_barrier_free)

static const ArcWord kinds[ARC_N_KINDS] = {
    {"stop", N_ ("Stop")},
    {"start", N_ ("Start")},
    {"continue", N_ ("Continue")},
    {"more", N_ ("More")},
};
static const ArcWord commitment_states[ARC_N_COMMITMENT_STATES] = {
    {"open", N_ ("Open")},
    {"done", N_ ("Done")},
    {"habit", N_ ("Habit now")},
    {"let-go", N_ ("Let go")},
};
static const ArcWord barrier_states[ARC_N_BARRIER_STATES] = {
    {"open", N_ ("Open")},
    {"being-removed", N_ ("Being removed")},
    {"removed", N_ ("Removed")},
    {"stays", N_ ("Stays")},
};

ARC_DEFINE_WORDS (ArcKind, kind, kinds)
ARC_DEFINE_WORDS (ArcCommitmentState, commitment_state, commitment_states)
ARC_DEFINE_WORDS (ArcBarrierState, barrier_state, barrier_states)

/* ---- commitments ---- */

ArcCommitment *
arc_commitment_new (ArcKind kind, const char *text)
{
  ArcCommitment *commitment = g_new0 (ArcCommitment, 1);

  commitment->kind = kind;
  commitment->text = g_strdup (text);
  commitment->if_text = g_strdup ("");
  commitment->then_text = g_strdup ("");
  commitment->measure = g_strdup ("");
  return commitment;
}

ArcCommitment *
arc_commitment_copy (const ArcCommitment *commitment)
{
  ArcCommitment *copy = g_memdup2 (commitment, sizeof *commitment);

  copy->id = g_strdup (commitment->id);
  copy->entry_id = g_strdup (commitment->entry_id);
  copy->text = g_strdup (commitment->text);
  copy->if_text = g_strdup (commitment->if_text);
  copy->then_text = g_strdup (commitment->then_text);
  copy->measure = g_strdup (commitment->measure);
  return copy;
}

void
arc_commitment_free (ArcCommitment *commitment)
{
  if (!commitment)
    return;
  g_free (commitment->id);
  g_free (commitment->entry_id);
  g_free (commitment->text);
  g_free (commitment->if_text);
  g_free (commitment->then_text);
  g_free (commitment->measure);
  g_free (commitment);
}

gboolean
arc_commitment_equal (const ArcCommitment *a, const ArcCommitment *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->entry_id, b->entry_id) == 0 &&
         a->kind == b->kind && g_str_equal (a->text, b->text) &&
         g_str_equal (a->if_text, b->if_text) && g_str_equal (a->then_text, b->then_text) &&
         g_str_equal (a->measure, b->measure) && arc_day_compare (a->due, b->due) == 0 &&
         a->state == b->state && a->created_us == b->created_us && a->modified_us == b->modified_us;
}

gboolean
arc_commitment_validate (const ArcCommitment *commitment, GError **error)
{
  g_autofree char *tidy = NULL;

  if (!arc_text_validate (commitment->text, _ ("The commitment"), ARC_LIMIT_LINE_CHARS, error) ||
      !arc_text_validate (commitment->if_text, _ ("The “if”"), ARC_LIMIT_LINE_CHARS, error) ||
      !arc_text_validate (commitment->then_text, _ ("The “then”"), ARC_LIMIT_LINE_CHARS, error) ||
      !arc_text_validate (commitment->measure, _ ("The measure"), ARC_LIMIT_LINE_CHARS, error))
    return FALSE;
  tidy = arc_text_tidy_label (commitment->text);
  if (*tidy && !strchr (commitment->text, '\n'))
    return TRUE;
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                       _ ("A commitment is one line. Say what someone would see you do."));
  return FALSE;
}

/* ---- barriers ---- */

ArcBarrier *
arc_barrier_new (const char *text)
{
  ArcBarrier *barrier = g_new0 (ArcBarrier, 1);

  barrier->text = g_strdup (text);
  barrier->owner = g_strdup ("");
  barrier->next_step = g_strdup ("");
  barrier->why = g_strdup ("");
  return barrier;
}

ArcBarrier *
arc_barrier_copy (const ArcBarrier *barrier)
{
  ArcBarrier *copy = g_memdup2 (barrier, sizeof *barrier);

  copy->id = g_strdup (barrier->id);
  copy->entry_id = g_strdup (barrier->entry_id);
  copy->text = g_strdup (barrier->text);
  copy->owner = g_strdup (barrier->owner);
  copy->next_step = g_strdup (barrier->next_step);
  copy->why = g_strdup (barrier->why);
  return copy;
}

void
arc_barrier_free (ArcBarrier *barrier)
{
  if (!barrier)
    return;
  g_free (barrier->id);
  g_free (barrier->entry_id);
  g_free (barrier->text);
  g_free (barrier->owner);
  g_free (barrier->next_step);
  g_free (barrier->why);
  g_free (barrier);
}

gboolean
arc_barrier_equal (const ArcBarrier *a, const ArcBarrier *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->entry_id, b->entry_id) == 0 &&
         g_str_equal (a->text, b->text) && g_str_equal (a->owner, b->owner) &&
         g_str_equal (a->next_step, b->next_step) &&
         arc_day_compare (a->next_by, b->next_by) == 0 && a->state == b->state &&
         g_str_equal (a->why, b->why) && a->created_us == b->created_us &&
         a->modified_us == b->modified_us;
}

gboolean
arc_barrier_validate (const ArcBarrier *barrier, GError **error)
{
  g_autofree char *tidy = NULL;

  if (!arc_text_validate (barrier->text, _ ("The barrier"), ARC_LIMIT_LINE_CHARS, error) ||
      !arc_text_validate (barrier->owner, _ ("The owner"), ARC_LIMIT_TAG_CHARS, error) ||
      !arc_text_validate (barrier->next_step, _ ("The next step"), ARC_LIMIT_LINE_CHARS, error) ||
      !arc_text_validate (barrier->why, _ ("The reason"), ARC_LIMIT_LINE_CHARS, error))
    return FALSE;
  tidy = arc_text_tidy_label (barrier->text);
  if (*tidy && !strchr (barrier->text, '\n'))
    return TRUE;
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                       _ ("A barrier is one line. Say what stands in the way."));
  return FALSE;
}

/* ---- dates without a time ---- */

gboolean
arc_day_is_set (ArcDay day)
{
  return day.year != 0;
}

char *
arc_day_to_text (ArcDay day)
{
  return arc_day_is_set (day) ? g_strdup_printf ("%04d-%02d-%02d", day.year, day.month, day.day)
                              : g_strdup ("");
}

gboolean
arc_day_from_text (const char *text, ArcDay *day)
{
  ArcDay first, last;

  *day = (ArcDay){0, 0, 0};
  if (!*text)
    return TRUE;
  if (!arc_day_parse (text, (ArcDay){2000, 1, 1}, &first, &last) ||
      arc_day_compare (first, last) != 0 || !g_ascii_isdigit (*text))
    return FALSE;
  *day = first;
  return TRUE;
}
