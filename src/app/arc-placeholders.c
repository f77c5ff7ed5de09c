/* For the time being: a stand-in that the composer takes the place of as soon as it is linked. */
#include "arc-composer.h"

__attribute__ ((weak)) GtkWidget *
arc_composer_new (ArcJournalService *service)
{
  return adw_bin_new ();
}

__attribute__ ((weak)) GType
arc_composer_get_type (void)
{
  return ADW_TYPE_BIN;
}

__attribute__ ((weak)) void
arc_composer_begin_new (ArcComposer *self, const char *topic, ArcLens lens)
{
}

__attribute__ ((weak)) void
arc_composer_edit (ArcComposer *self, const ArcEntry *entry)
{
}

__attribute__ ((weak)) void
arc_composer_resume (ArcComposer *self, const ArcDraft *draft)
{
}

__attribute__ ((weak)) gboolean
arc_composer_flush (ArcComposer *self)
{
  return TRUE;
}
