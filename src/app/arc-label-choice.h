/* The choices of a filter by tag or topic: those in use, the most used first. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_LABEL_CHOICE (arc_label_choice_get_type ())
G_DECLARE_FINAL_TYPE (ArcLabelChoice, arc_label_choice, ARC, LABEL_CHOICE, GtkPopover)

/* ArcLabelChoice::changed: the person chose or unchose one. */

GtkWidget *arc_label_choice_new (ArcJournalService *service, ArcLabelKind kind);

/* (element-type utf8): what is chosen, in the order of choosing. */
const GPtrArray *arc_label_choice_get_chosen (ArcLabelChoice *choice);
void arc_label_choice_clear (ArcLabelChoice *choice);
/* Reads the labels that are in use now. */
void arc_label_choice_refresh (ArcLabelChoice *choice);

G_END_DECLS
