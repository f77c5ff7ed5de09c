/* The Journal page: search and filters, the list of entries, and the entry that is read. */
#pragma once

#include <adwaita.h>

#include "arc-foldable.h"
#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_JOURNAL_PAGE (arc_journal_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcJournalPage, arc_journal_page, ARC, JOURNAL_PAGE, ArcFoldable)

/* Property "folded" (gboolean): whether the window's sidebar is a page of its own. */
GtkWidget *arc_journal_page_new (ArcJournalService *service);

/* Reads the entry @id, and selects it in the list. */
void arc_journal_page_show_entry (ArcJournalPage *page, const char *id);
/* Searches for @text, with no other filter. */
void arc_journal_page_search (ArcJournalPage *page, const char *text);
/* Puts the keyboard focus on the selected entry. */
void arc_journal_page_focus_list (ArcJournalPage *page);
/* Puts the cursor into the search entry. */
void arc_journal_page_focus_search (ArcJournalPage *page);

G_END_DECLS
