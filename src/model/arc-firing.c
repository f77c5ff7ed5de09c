/* Firings, as plain values. */
#include "arc-config.h"
#include "arc-firing.h"

#include <glib/gi18n-lib.h>

#include "arc-error.h"
#include "arc-limits.h"

static const char *const words[ARC_N_FIRING_STATES] = {"claimed", "shown", "snoozed", "done"};

G_DEFINE_BOXED_TYPE (ArcFiring, arc_firing, arc_firing_copy, arc_firing_free)

ArcFiring *
arc_firing_copy (const ArcFiring *firing)
{
  ArcFiring *copy = g_memdup2 (firing, sizeof *firing);

  copy->subject_id = g_strdup (firing->subject_id);
  return copy;
}

void
arc_firing_free (ArcFiring *firing)
{
  if (!firing)
    return;
  g_free (firing->subject_id);
  g_free (firing);
}

GPtrArray *
arc_firings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) arc_firing_free);
}

GPtrArray *
arc_firings_copy (const GPtrArray *firings)
{
  GPtrArray *copy = arc_firings_new ();

  for (guint i = 0; i < firings->len; i++)
    g_ptr_array_add (copy, arc_firing_copy (firings->pdata[i]));
  return copy;
}

const ArcFiring *
arc_firings_find (const GPtrArray *firings, const char *subject_id, gint64 wall_s)
{
  for (guint i = 0; firings && i < firings->len; i++) {
    const ArcFiring *firing = firings->pdata[i];

    if (firing->wall_s == wall_s && g_strcmp0 (firing->subject_id, subject_id) == 0)
      return firing;
  }
  return NULL;
}

gboolean
arc_firing_is_kept (const ArcFiring *firing)
{
  return firing->state == ARC_FIRING_SNOOZED || firing->state == ARC_FIRING_DONE;
}

gboolean
arc_firing_validate (const ArcFiring *firing, GError **error)
{
  static const ArcDay first = {ARC_LIMIT_FIRST_YEAR, 1, 1};
  static const ArcDay after = {ARC_LIMIT_LAST_YEAR + 1, 1, 1};

  if (arc_firing_is_kept (firing) && firing->wall_s >= arc_wall_seconds (first, 0) &&
      firing->wall_s < arc_wall_seconds (after, 0))
    return TRUE;
  g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
               _ ("What was answered or put off needs a day between the years %d and %d."),
               ARC_LIMIT_FIRST_YEAR, ARC_LIMIT_LAST_YEAR);
  return FALSE;
}

const char *
arc_firing_state_to_word (ArcFiringState state)
{
  return state < ARC_N_FIRING_STATES ? words[state] : NULL;
}

gboolean
arc_firing_state_from_word (const char *word, ArcFiringState *state)
{
  for (guint i = 0; i < ARC_N_FIRING_STATES; i++)
    if (g_str_equal (words[i], word)) {
      *state = i;
      return TRUE;
    }
  return FALSE;
}
