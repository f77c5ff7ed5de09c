/* What the window shows when the journal cannot be opened. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_PROBLEM_PAGE (arc_problem_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcProblemPage, arc_problem_page, ARC, PROBLEM_PAGE, AdwBin)

/* ArcProblemPage::retry: the person wants to try again. */
/* ArcProblemPage::open-other (path: string): the person chose another journal. */

/**
 * arc_problem_page_show:
 * @error: of ARC_ERROR: its message says what happened and what one can do
 */
void arc_problem_page_show (ArcProblemPage *self, const GError *error);

G_END_DECLS
