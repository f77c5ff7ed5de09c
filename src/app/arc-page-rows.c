/* Rows of the sidebar that appear when there is something for them. */
#include "arc-page-rows.h"

#include "arc-journal-insights.h"

/* What decides about a page: asked on the worker, cheap at any size of the journal. */
static const struct {
  const char *page;
  gboolean (*has_content) (ArcJournal *journal);
} rules[] = {
    {"commitments", arc_journal_has_commitments},
    {"insights", arc_journal_has_insights},
};

typedef struct {
  GtkListBox *list; /* which owns this */
  ArcJournalService *service;
  GCancellable *cancellable;
  gboolean is_reading;
  gboolean must_read_again;
} Watch;

static void refresh (Watch *watch);

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_clear_object (&watch->cancellable);
  g_free (watch);
}

/* A bit for each rule. */
static gpointer
read_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  guint found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].has_content (journal))
      found |= 1u << i;
  return GUINT_TO_POINTER (found);
}

static void
show_rows (GtkListBox *list, guint found)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    for (guint rule = 0; rule < G_N_ELEMENTS (rules); rule++)
      if ((found & (1u << rule)) &&
          g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), rules[rule].page))
        gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GObject) list = user_data;
  g_autoptr (GError) error = NULL;
  gpointer found = arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  Watch *watch = g_object_get_data (list, "arc-page-rows");

  if (watch == NULL || g_cancellable_is_cancelled (watch->cancellable))
    return;
  watch->is_reading = FALSE;
  if (error == NULL)
    show_rows (GTK_LIST_BOX (list), GPOINTER_TO_UINT (found));
  if (watch->must_read_again)
    refresh (watch);
}

static void
refresh (Watch *watch)
{
  if (g_cancellable_is_cancelled (watch->cancellable))
    return;
  watch->must_read_again = watch->is_reading;
  if (watch->is_reading)
    return;
  watch->is_reading = TRUE;
  arc_journal_service_read_async (watch->service, read_func, NULL, NULL, NULL, watch->cancellable,
                                  read_cb, g_object_ref (watch->list));
}

static void
changed_cb (GtkListBox *list)
{
  Watch *watch = g_object_get_data (G_OBJECT (list), "arc-page-rows");

  if (watch != NULL)
    refresh (watch);
}

void
arc_page_rows_watch (GtkListBox *list, ArcJournalService *service, GCancellable *cancellable)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->list = list;
  watch->service = service;
  watch->cancellable = g_object_ref (cancellable);
  g_object_set_data_full (G_OBJECT (list), "arc-page-rows", watch, watch_free);
  g_signal_connect_object (service, "changed", G_CALLBACK (changed_cb), list, G_CONNECT_SWAPPED);
  refresh (watch);
}
