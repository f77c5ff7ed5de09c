/* Lets the daemon know that there is something to remind of. */
#pragma once

#include "arc-journal-service.h"

G_BEGIN_DECLS

/* Starts the daemon of this journal, unless it runs, now and with every session. Failures are not
 * shown here: the preferences say whether it runs. */
void arc_reminders_wake (ArcJournalService *service);

G_END_DECLS
