/* Offers the tags or topics in use that begin with what is being typed. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_LABEL_COMPLETION (arc_label_completion_get_type ())
G_DECLARE_FINAL_TYPE (ArcLabelCompletion, arc_label_completion, ARC, LABEL_COMPLETION, GObject)

/**
 * ArcLabelCompletion::chosen:
 * @completion: the completion
 * @label: the label
 *
 * The person chose a label from the list. The entry is left as it is.
 */

/**
 * arc_label_completion_new:
 * @entry: a #GtkEditable widget; not owned
 *
 * Shows a list below @entry while the person types in it. Down and Up walk through it, Enter
 * chooses, Escape hides it.
 *
 * Returns: (transfer full): to be disposed of by its owner before @entry goes, with
 * arc_label_completion_stop()
 */
ArcLabelCompletion *arc_label_completion_new (GtkWidget *entry, ArcLabelKind kind);
/* What to ask; (nullable) means nothing is offered. */
void arc_label_completion_set_service (ArcLabelCompletion *self, ArcJournalService *service);
/* A label in @exclude, as folded by arc_text_fold(), is not offered. (element-type utf8) */
void arc_label_completion_set_exclude (ArcLabelCompletion *self, GPtrArray *exclude);
void arc_label_completion_hide (ArcLabelCompletion *self);
/* Takes the list off the entry. */
void arc_label_completion_stop (ArcLabelCompletion *self);

G_END_DECLS
