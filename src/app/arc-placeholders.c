/* For the time being: stand-ins that the real pages take the place of as soon as they are linked.
 */
#include "arc-placeholders.h"

#include "arc-journal-page.h"

__attribute__ ((weak)) GtkWidget *
arc_today_page_new (ArcJournalService *service)
{
  return g_object_new (ARC_TYPE_JOURNAL_PAGE, NULL);
}

__attribute__ ((weak)) GtkWidget *
arc_trash_page_new (ArcJournalService *service)
{
  return g_object_new (ARC_TYPE_JOURNAL_PAGE, NULL);
}

__attribute__ ((weak)) GtkWidget *
arc_preferences_new (ArcJournalService *service)
{
  return adw_preferences_window_new ();
}
