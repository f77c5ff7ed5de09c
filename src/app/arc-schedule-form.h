/* The rows that say how often, when and where a reflection recurs. */
#pragma once

#include <adwaita.h>

#include "arc-reminder.h"

G_BEGIN_DECLS

#define ARC_TYPE_SCHEDULE_FORM (arc_schedule_form_get_type ())
G_DECLARE_FINAL_TYPE (ArcScheduleForm, arc_schedule_form, ARC, SCHEDULE_FORM, AdwPreferencesGroup)

/* ArcScheduleForm::changed: the person changed something. */

/**
 * arc_schedule_form_set_reminder:
 * @here: zone in which the person is
 *
 * Shows @reminder. A rule that the rows cannot say is shown in words and kept.
 */
void arc_schedule_form_set_reminder (ArcScheduleForm *self, const ArcReminder *reminder,
                                     const char *here);
/* (transfer full): with id, pause and times as they were set; unchanged rows change nothing. */
ArcReminder *arc_schedule_form_dup_reminder (ArcScheduleForm *self);

G_END_DECLS
