/* The choices of a filter by date: this week, this month, the last three, or a range. */
#pragma once

#include <adwaita.h>

#include "arc-query.h"

G_BEGIN_DECLS

#define ARC_TYPE_DATE_CHOICE (arc_date_choice_get_type ())
G_DECLARE_FINAL_TYPE (ArcDateChoice, arc_date_choice, ARC, DATE_CHOICE, GtkPopover)

/* ArcDateChoice::changed: the person chose another one. */

GtkWidget *arc_date_choice_new (void);

/* What "this week" counts from. */
void arc_date_choice_set_today (ArcDateChoice *choice, ArcDay today);
void arc_date_choice_clear (ArcDateChoice *choice);
/* (transfer full) (nullable): "This week", "3 Nov – 9 Nov 2026"; NULL while nothing is chosen. */
char *arc_date_choice_dup_value (ArcDateChoice *choice);
/* Adds the condition to @query. */
void arc_date_choice_apply (ArcDateChoice *choice, ArcQuery *query);

G_END_DECLS
