/* What a measured figure comes to, in words that people feel, and how that is calculated. */
#pragma once

#include <adwaita.h>

#include "arc-equivalent.h"
#include "arc-journal-service.h"

G_BEGIN_DECLS

/* An ArcJournalFunc without data: (transfer full) (element-type ArcEquivalent): those that hold in
 * the first team; without a team the shipped examples. */
gpointer arc_equivalents_read (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                               GError **error);

/**
 * arc_equivalent_row_new:
 * @unit: as a person wrote it: "hours"
 * @amount: in @unit
 *
 * A row for a figure of one's own: “312 minutes a week = 39 client calls”, with a button that says
 * how that is calculated.
 *
 * Returns: (nullable): %NULL if the units do not fit, or it would be less than one
 */
GtkWidget *arc_equivalent_row_new (const ArcEquivalent *equivalent, const char *unit, ArcPer per,
                                   double amount);

/**
 * arc_equivalent_rows_add:
 * @group: gets the rows
 * @equivalents: (element-type ArcEquivalent)
 * @unit, @per, @amount: as above
 *
 * Rows for what fits the figure best; the rest is folded away below them.
 */
void arc_equivalent_rows_add (AdwPreferencesGroup *group, const GPtrArray *equivalents,
                              const char *unit, ArcPer per, double amount);

G_END_DECLS
