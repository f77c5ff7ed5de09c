/* Lets the daemon know that there is something to remind of. */
#include "arc-reminders-wake.h"

#include "arc-reminders-client.h"

static void
woken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!arc_reminders_set_enabled_finish (result, &error))
    g_debug ("The reminders were not started: %s", error->message);
}

void
arc_reminders_wake (ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_JOURNAL_SERVICE (service));

  arc_reminders_set_enabled_async (arc_journal_service_get_path (service), TRUE, NULL, woken_cb,
                                   NULL);
}
