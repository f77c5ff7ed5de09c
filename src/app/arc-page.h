/* What the pages of the sidebar share: a header with the way back, and below it either the content,
 * or why there is none yet, or what went wrong; read anew when the journal changes and when looked
 * at. A page derives from it; see HACKING.md, "a page". */
#pragma once

#include "arc-foldable.h"
#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_PAGE (arc_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (ArcPage, arc_page, ARC, PAGE, ArcFoldable)

/**
 * ArcPageClass:
 * @read: reads what the page shows, on the reading thread
 * @free_data: frees what @read returns
 * @make_query: (nullable): what @read gets as its data (transfer full), freed by @free_query;
 *   called on the main thread before each reading
 * @free_query: (nullable)
 * @show: shows what was read, and returns whether there is anything: if not, "empty" is shown
 * @refresh: what arc_page_refresh() does on a page that is looked at. By default it has @read run
 *   and gives the result to @show; a page that does more chains up, one that reads in another way
 *   does not, and then needs none of the others
 *
 * Properties for the .ui file of a page, beside its "content" (a widget, which the page puts into
 * a scrolled column): "title", "error-title" ("… could not be read"), "empty" (an AdwStatusPage),
 * "header-end" (a widget at the end of the header), "folded-title" (whether the title stays in a
 * narrow window, where the header may be too short for it). "folded" (whether the page shows a way
 * back) is set by the window; "service" at construction.
 */
struct _ArcPageClass {
  ArcFoldableClass parent_class;

  ArcJournalFunc read;
  GDestroyNotify free_data;
  gpointer (*make_query) (ArcPage *self);
  GDestroyNotify free_query;
  gboolean (*show) (ArcPage *self, gpointer data);
  void (*refresh) (ArcPage *self);
};

/* (transfer none): NULL once the page is disposed of. */
ArcJournalService *arc_page_get_service (ArcPage *self);

/* (transfer none): cancelled when the page goes; for what must not outlive it. */
GCancellable *arc_page_get_cancellable (ArcPage *self);

/* Reads anew what is looked at; what is not is read when it is. Does nothing while held. */
void arc_page_refresh (ArcPage *self);

/**
 * arc_page_hold:
 *
 * Keeps what is shown until the next visit, so that nothing moves away under the pointer, for
 * instance after an answer. arc_page_release() ends it earlier and reads anew.
 */
void arc_page_hold (ArcPage *self);
void arc_page_release (ArcPage *self);

/* For pages with a refresh() of their own. */

/* @any: whether there is content; otherwise the page says what it is for. */
void arc_page_show_content (ArcPage *self, gboolean any);
void arc_page_show_error (ArcPage *self, const GError *error);
/* @fraction: 0 to 1; shown as long as nothing else is. */
void arc_page_show_progress (ArcPage *self, double fraction);

G_END_DECLS
