/* A record, as a plain value. */
#include "arc-record.h"

ArcRecord *
arc_record_new (ArcEntry *entry)
{
  ArcRecord *record = g_new0 (ArcRecord, 1);

  record->entry = entry;
  record->loop = arc_loop_new ();
  record->look_backs = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_look_back_free);
  record->firings = arc_firings_new ();
  record->revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_entry_free);
  return record;
}

void
arc_record_free (ArcRecord *record)
{
  if (!record)
    return;
  arc_entry_free (record->entry);
  arc_loop_free (record->loop);
  g_ptr_array_unref (record->look_backs);
  g_ptr_array_unref (record->firings);
  g_ptr_array_unref (record->revisions);
  g_free (record);
}
