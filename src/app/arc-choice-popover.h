/* A popover with a list of which one is chosen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ARC_TYPE_CHOICE_POPOVER (arc_choice_popover_get_type ())
G_DECLARE_FINAL_TYPE (ArcChoicePopover, arc_choice_popover, ARC, CHOICE_POPOVER, GtkPopover)

/* ArcChoicePopover::chosen: the person chose one. */

/* @empty: what it says where there is nothing to choose */
GtkWidget *arc_choice_popover_new (const char *empty);
/* Takes all choices out; what was chosen stays chosen. */
void arc_choice_popover_clear (ArcChoicePopover *self);
void arc_choice_popover_add (ArcChoicePopover *self, const char *value, const char *label);
/* (nullable): NULL while nothing is chosen. Emits nothing. */
void arc_choice_popover_set_value (ArcChoicePopover *self, const char *value, const char *label);
const char *arc_choice_popover_get_value (ArcChoicePopover *self);
const char *arc_choice_popover_get_label (ArcChoicePopover *self);

G_END_DECLS
