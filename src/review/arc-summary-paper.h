/* What a summary or a playbook can be written as, for the window and the command line alike. */
#pragma once

#include "arc-summary-module.h"

G_BEGIN_DECLS

typedef enum {
  ARC_PAPER_PDF,
  ARC_PAPER_HTML,
  ARC_PAPER_MARKDOWN,
  ARC_PAPER_JSON, /* of summaries; it is no document */
  ARC_PAPER_TEXT, /* for a terminal */
  ARC_N_PAPERS,
} ArcPaper;

/* "markdown"; ".md". */
const char *arc_paper_get_word (ArcPaper paper);
const char *arc_paper_get_ending (ArcPaper paper);

/**
 * arc_paper_dup_language:
 * @rtl: (out): whether it is written from right to left
 *
 * Returns: (transfer full): the language of the program's own words in a document, as HTML names
 *   it: the one that there is a translation for
 */
char *arc_paper_dup_language (gboolean *rtl);

/**
 * arc_paper_set:
 * @paper: any but %ARC_PAPER_JSON
 * @day: when it was made
 *
 * From any thread.
 *
 * Returns: (transfer full): the file; %NULL with %ARC_ERROR_FAILED where it cannot be made
 */
GBytes *arc_paper_set (const ArcSummaryModule *module, const ArcDocument *document, ArcPaper paper,
                       ArcDay day, GError **error);

G_END_DECLS
