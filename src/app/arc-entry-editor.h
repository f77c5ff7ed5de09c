/* Everything of an entry that is written: three sections, outcome, and what is under More. */
#pragma once

#include <adwaita.h>

#include "arc-draft-job.h"
#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_ENTRY_EDITOR (arc_entry_editor_get_type ())
G_DECLARE_FINAL_TYPE (ArcEntryEditor, arc_entry_editor, ARC, ENTRY_EDITOR, AdwBin)

/**
 * ArcEntryEditor::changed:
 *
 * The person changed something.
 */

/**
 * ArcEntryEditor::left:
 *
 * The focus left a section.
 */

GtkWidget *arc_entry_editor_new (void);

/* Where topics and tags in use and practices come from; (nullable). */
void arc_entry_editor_set_service (ArcEntryEditor *self, ArcJournalService *service);

/**
 * arc_entry_editor_begin_text:
 * @text_id: arc_draft_keeper_get_text_id()
 * @is_resumed: whether it goes on with a draft
 *
 * After everything that sets what is shown. From now on a practice may be offered in the change.
 */
void arc_entry_editor_begin_text (ArcEntryEditor *self, const char *text_id, gboolean is_resumed);
/* The text is saved as this entry. @is_done: nothing more of it waits to be saved. */
void arc_entry_editor_text_saved (ArcEntryEditor *self, const char *entry_id, gboolean is_done);
/* The text is thrown away. */
void arc_entry_editor_text_discarded (ArcEntryEditor *self);

/* Shows @entry. Emits nothing. */
void arc_entry_editor_set_entry (ArcEntryEditor *self, const ArcEntry *entry);
/* What hangs on the entry: to be set after it. @ask_on: the day to look back on unless the person
 * chooses another, year 0 for none. Emits nothing. */
void arc_entry_editor_set_loop (ArcEntryEditor *self, const ArcLoop *loop, ArcDay ask_on);
/* By default to be asked about at the next reflection, once it is known when that is. */
void arc_entry_editor_find_ask_on (ArcEntryEditor *self, ArcJournalService *service);
/* The entry that was looked back at before this one was written; %NULL for none. Emits nothing. */
void arc_entry_editor_set_continues (ArcEntryEditor *self, const char *entry_id);
/* (transfer full): what is shown now. */
ArcDraftSnapshot *arc_entry_editor_take_snapshot (ArcEntryEditor *self);
/* Whether there is text in a section, or a title. */
gboolean arc_entry_editor_has_text (ArcEntryEditor *self);

/**
 * arc_entry_editor_check:
 *
 * Returns: %FALSE if something under More cannot be saved as it is; it is then shown, with the
 *   focus
 */
gboolean arc_entry_editor_check (ArcEntryEditor *self);

/* The section that is written in; the only one shown, unless all are. */
ArcSection arc_entry_editor_get_step (ArcEntryEditor *self);
void arc_entry_editor_set_step (ArcEntryEditor *self, ArcSection step);
gboolean arc_entry_editor_get_all_at_once (ArcEntryEditor *self);
void arc_entry_editor_set_all_at_once (ArcEntryEditor *self, gboolean all_at_once);

G_END_DECLS
