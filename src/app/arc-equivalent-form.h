/* The fields of one equivalent, with a sentence that shows what it will say. */
#pragma once

#include <adwaita.h>

#include "arc-equivalent.h"

G_BEGIN_DECLS

#define ARC_TYPE_EQUIVALENT_FORM (arc_equivalent_form_get_type ())
G_DECLARE_FINAL_TYPE (ArcEquivalentForm, arc_equivalent_form, ARC, EQUIVALENT_FORM, AdwBin)

/* Fills the fields, and the cursor goes to the first. What is in them already stays where it is of
 * the same equivalent and was changed, so that nothing typed is lost on the way to the list. */
void arc_equivalent_form_show (ArcEquivalentForm *self, const ArcEquivalent *equivalent);

/**
 * arc_equivalent_form_take:
 *
 * Returns: (transfer full) (nullable): what the fields say; %NULL if that is no equivalent: then a
 *   sentence below the fields says why, and the cursor goes where it can be mended
 */
ArcEquivalent *arc_equivalent_form_take (ArcEquivalentForm *self);
/* What is in the fields was stored, or is not wanted any more. */
void arc_equivalent_form_forget (ArcEquivalentForm *self);

G_END_DECLS
