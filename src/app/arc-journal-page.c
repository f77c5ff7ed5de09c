/* The Journal page. */
#include "arc-journal-page.h"

struct _ArcJournalPage {
  AdwBin parent_instance;

  gboolean folded;
};

G_DEFINE_FINAL_TYPE (ArcJournalPage, arc_journal_page, ADW_TYPE_BIN)

static void
arc_journal_page_set_property (GObject *object, guint property_id, const GValue *value,
                               GParamSpec *pspec)
{
  ARC_JOURNAL_PAGE (object)->folded = g_value_get_boolean (value);
}

static void
arc_journal_page_class_init (ArcJournalPageClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = arc_journal_page_set_property;
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), 1,
      g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_WRITABLE));
}

static void
arc_journal_page_init (ArcJournalPage *self)
{
  adw_bin_set_child (ADW_BIN (self), adw_header_bar_new ());
}

GtkWidget *
arc_journal_page_new (ArcJournalService *service)
{
  return g_object_new (ARC_TYPE_JOURNAL_PAGE, NULL);
}

void
arc_journal_page_show_entry (ArcJournalPage *page, const char *id)
{
}

void
arc_journal_page_search (ArcJournalPage *page, const char *text)
{
}

void
arc_journal_page_focus_search (ArcJournalPage *page)
{
}
