/* "Shared with Sales", below what is shared. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_SHARED_NOTE (arc_shared_note_get_type ())
G_DECLARE_FINAL_TYPE (ArcSharedNote, arc_shared_note, ARC, SHARED_NOTE, AdwBin)

GtkWidget *arc_shared_note_new (void);
/* @text: (nullable): %NULL hides it */
void arc_shared_note_show (ArcSharedNote *note, const char *text);

G_END_DECLS
