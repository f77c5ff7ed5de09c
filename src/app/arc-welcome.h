/* The first start: what are you learning? */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_WELCOME (arc_welcome_get_type ())
G_DECLARE_FINAL_TYPE (ArcWelcome, arc_welcome, ARC, WELCOME, AdwBin)

/**
 * ArcWelcome::done:
 * @topic: (string): what the person is learning, "" if they did not say
 * @write: (gboolean): whether they want to write now
 *
 * The answer is stored (%ARC_SETTING_WELCOME, %ARC_SETTING_FIRST_TOPIC), as far as the disk allows: a failure is shown
 * as a toast.
 */

GtkWidget *arc_welcome_new (ArcJournalService *service);

G_END_DECLS
