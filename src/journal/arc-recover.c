/* Bringing back what can still be read: from a backup, a damaged file, or the journal itself. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <glib/gi18n-lib.h>
gboolean
arc_journal_recover (const ArcJournalOptions *options, const char *source,
                     ArcRecovered *recovered, GError **error)
{
  return FALSE;
}
void
arc_recovered_clear (ArcRecovered *recovered)
{
  g_clear_pointer (&recovered->kept_as, g_free);
}
