/* A firing: what has happened to one thing that fell due, or that was skipped beforehand. */
#pragma once

#include <glib-object.h>

#include "arc-day.h"

G_BEGIN_DECLS

typedef enum {
  ARC_FIRING_CLAIMED, /* taken by a daemon, perhaps not shown */
  ARC_FIRING_SHOWN,
  ARC_FIRING_SNOOZED, /* until snooze_until_us */
  ARC_FIRING_DONE,    /* answered, skipped, or its work is done */
  ARC_N_FIRING_STATES,
} ArcFiringState;

/**
 * ArcFiring:
 * @subject_id: the reminder, entry or commitment
 * @wall_s: which occurrence: arc_wall_seconds() of its day and time (0 for what has a day only),
 *   which no journey moves; with @subject_id the key. It is no instant
 * @changed_us: when it came into @state; 0 where it is not in a journal yet
 * @snooze_until_us: matters while it is snoozed
 * @notification: the notification server's id, 0 if none
 * @claimed_us: while it is claimed, since when; 0 if the process that claimed it has died
 * @is_foreign: another process, which still runs, has claimed or shown it
 *
 * The last three are of the computer that shows it, and go nowhere else.
 */
typedef struct {
  char *subject_id;
  gint64 wall_s;
  ArcFiringState state;
  gint64 changed_us;
  gint64 snooze_until_us;
  guint notification;
  gint64 claimed_us;
  gboolean is_foreign;
} ArcFiring;

#define ARC_TYPE_FIRING (arc_firing_get_type ())
GType arc_firing_get_type (void);
ArcFiring *arc_firing_copy (const ArcFiring *firing);
void arc_firing_free (ArcFiring *firing);
/* (transfer full): an empty array that owns its #ArcFiring. */
GPtrArray *arc_firings_new (void);
/* (transfer full): all of @firings again. */
GPtrArray *arc_firings_copy (const GPtrArray *firings);
/* (nullable): the one of @firings (nullable) with this key. */
const ArcFiring *arc_firings_find (const GPtrArray *firings, const char *subject_id, gint64 wall_s);

/* Whether it lasts beyond the process that wrote it down, and so goes wherever its subject goes. */
gboolean arc_firing_is_kept (const ArcFiring *firing);
/* Limits; that it is one that is kept. */
gboolean arc_firing_validate (const ArcFiring *firing, GError **error);

/* The words of the journal and the interchange format: claimed, shown, snoozed, done. */
const char *arc_firing_state_to_word (ArcFiringState state);
gboolean arc_firing_state_from_word (const char *word, ArcFiringState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcFiring, arc_firing_free)

G_END_DECLS
