/* The composer above the pages of a window: opened for a new entry, an entry or a draft. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_WRITING (arc_writing_get_type ())
G_DECLARE_FINAL_TYPE (ArcWriting, arc_writing, ARC, WRITING, GObject)

/**
 * arc_writing_new:
 * @stack: where the composer becomes the page "composer", and "main" is shown afterwards; inside
 *   an AdwToastOverlay; must live longer than the object
 *
 * Returns: (transfer full)
 */
ArcWriting *arc_writing_new (ArcJournalService *service, GtkStack *stack);

/* While the composer is open, the following only go back to it: what is in it comes first. */
/* @topic: (nullable) */
void arc_writing_begin (ArcWriting *writing, const char *topic);
void arc_writing_edit (ArcWriting *writing, const char *entry_id);
void arc_writing_resume (ArcWriting *writing, const char *draft_id);

gboolean arc_writing_is_open (ArcWriting *writing);
/* As arc_composer_flush(); TRUE while nothing is being written. */
gboolean arc_writing_flush (ArcWriting *writing);

G_END_DECLS
