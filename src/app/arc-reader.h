/* One entry, for reading. */
#pragma once

#include <adwaita.h>

#include "arc-foldable.h"
#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_READER (arc_reader_get_type ())
G_DECLARE_FINAL_TYPE (ArcReader, arc_reader, ARC, READER, ArcFoldable)

/* Property "folded" (gboolean): whether it stands alone, with a way back (action journal.back).
 * Property "entry-id" (string, read-only): what is shown, or NULL. */
GtkWidget *arc_reader_new (void);
void arc_reader_set_service (ArcReader *reader, ArcJournalService *service);

/**
 * arc_reader_show:
 * @id: (nullable): the entry; %NULL shows none
 * @query: (nullable): its matches are marked
 *
 * Follows changes of the entry from then on.
 */
void arc_reader_show (ArcReader *reader, const char *id, const ArcQuery *query);
const char *arc_reader_get_entry_id (ArcReader *reader);
/* Moves the keyboard focus into the text. */
void arc_reader_focus (ArcReader *reader);

G_END_DECLS
