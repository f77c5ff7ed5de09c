/* The choices of a share: the team, what of the entry, and who can see it. Nothing is on until the
 * person switches it on. */
#pragma once

#include "arc-share-draft.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_SHARE_FORM (arc_share_form_get_type ())
G_DECLARE_FINAL_TYPE (ArcShareForm, arc_share_form, ARC, SHARE_FORM, AdwBin)

/* ArcShareForm::changed: the person chose something else. */
/* ArcShareForm::save-file: wants it as a file, too. */
/* ArcShareForm::stop: wants to stop sharing it. */

/**
 * arc_share_form_set_draft:
 * @draft: with a team at least; must live until the next one
 *
 * What was chosen stays, where it still can.
 */
void arc_share_form_set_draft (ArcShareForm *form, const ArcShareDraft *draft);
/* (transfer none): never NULL once there is a draft. */
const ArcShareTeam *arc_share_form_get_team (ArcShareForm *form);
/* (transfer full): what is ticked now. */
ArcShareChoice *arc_share_form_dup_choice (ArcShareForm *form);
/* Whether it can be stored: something is chosen, for somebody. */
gboolean arc_share_form_is_complete (ArcShareForm *form);

G_END_DECLS
