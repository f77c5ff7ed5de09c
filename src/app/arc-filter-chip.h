/* One filter: a button that opens its choices; while it filters it says by what, and has an ×. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_FILTER_CHIP (arc_filter_chip_get_type ())
G_DECLARE_FINAL_TYPE (ArcFilterChip, arc_filter_chip, ARC, FILTER_CHIP, AdwBin)

/* ArcFilterChip::opened: its popover is about to be shown. */
/* ArcFilterChip::cleared: the person took the filter away. */

/* @name: what it filters by, translated: "Outcome" */
GtkWidget *arc_filter_chip_new (const char *name);
void arc_filter_chip_set_popover (ArcFilterChip *chip, GtkWidget *popover);
/* (nullable) @value: what it filters by now, as a person reads it; NULL while it does not. */
void arc_filter_chip_set_value (ArcFilterChip *chip, const char *value);
void arc_filter_chip_popdown (ArcFilterChip *chip);

G_END_DECLS
