/* What the composer has under More: topic, tags, evidence, when it happened, role and title. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_ENTRY_DETAILS (arc_entry_details_get_type ())
G_DECLARE_FINAL_TYPE (ArcEntryDetails, arc_entry_details, ARC, ENTRY_DETAILS, AdwBin)

/**
 * ArcEntryDetails::changed:
 *
 * The person changed something.
 */

/**
 * ArcEntryDetails::lens-changed:
 *
 * The person chose another role, so that other questions are due.
 */

GtkWidget *arc_entry_details_new (void);

/* Where topics and tags in use come from; (nullable). */
void arc_entry_details_set_service (ArcEntryDetails *self, ArcJournalService *service);

/* Shows what @entry says. Emits nothing. */
void arc_entry_details_set_entry (ArcEntryDetails *self, const ArcEntry *entry);
/* Writes what is shown into @entry; outcome and sections stay. */
void arc_entry_details_apply (ArcEntryDetails *self, ArcEntry *entry);

ArcLens arc_entry_details_get_lens (ArcEntryDetails *self);

/**
 * arc_entry_details_check:
 *
 * Returns: %FALSE if the amount that was measured is no number; it then has the focus
 */
gboolean arc_entry_details_check (ArcEntryDetails *self);

G_END_DECLS
