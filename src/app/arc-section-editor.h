/* One question of the composer and the place to answer it. */
#pragma once

#include <adwaita.h>

#include "arc-entry.h"
#include "arc-loop.h"

G_BEGIN_DECLS

#define ARC_TYPE_SECTION_EDITOR (arc_section_editor_get_type ())
G_DECLARE_FINAL_TYPE (ArcSectionEditor, arc_section_editor, ARC, SECTION_EDITOR, AdwBin)

/**
 * ArcSectionEditor::changed:
 *
 * The person changed the text.
 */

GtkWidget *arc_section_editor_new (ArcSection section);

/* The Change is shown as a list of lines, a text with a line too long for editing in pieces. Emits
 * nothing. */
void arc_section_editor_set_text (ArcSectionEditor *self, const char *text);
/* (transfer full): the text, exactly. Costs nothing while it does not change. */
GRefString *arc_section_editor_ref_text (ArcSectionEditor *self);

/* What hangs on the lines of the Change: to be set after its text. Emits nothing. */
void arc_section_editor_set_loop (ArcSectionEditor *self, const ArcLoop *loop);
/* Adds commitments and barriers to @loop. */
void arc_section_editor_add_to_loop (ArcSectionEditor *self, ArcLoop *loop);

/* Whether the text is shown as a list of lines. */
gboolean arc_section_editor_has_lines (ArcSectionEditor *self);
/* As arc_change_lines_add_commitment(); %FALSE also where the text is not shown as lines. */
gboolean arc_section_editor_add_commitment (ArcSectionEditor *self,
                                            const ArcCommitment *commitment);

/* Asks as @lens does. */
void arc_section_editor_set_lens (ArcSectionEditor *self, ArcLens lens);
/* Whether it is one of several on the page, rather than the only one. */
void arc_section_editor_set_grows (ArcSectionEditor *self, gboolean grows);
/* Goes between the question and the text; (nullable). */
void arc_section_editor_set_extra (ArcSectionEditor *self, GtkWidget *extra);

G_END_DECLS
