/* Insights: reads the journal in short steps, so that others are served in between, and shows the
 * sections when all is known. */
#include "arc-insights-page.h"

#include "arc-equivalent-row.h"
#include "arc-goal-list.h"
#include "arc-insight-sections.h"
#include "arc-year-view.h"

#include <glib/gi18n.h>

/* How long one step keeps the reading connection. */
#define STEP_MS 40

struct _ArcInsightsPage {
  ArcPage parent_instance;

  GtkSpinner *spinner;
  GtkBox *content_box;
  GtkBox *section_box;
  ArcGoalList *goal_list;
  ArcYearView *year_view;

  GCancellable *cancellable; /* of the reading under way; NULL when there is none */
};

G_DEFINE_FINAL_TYPE (ArcInsightsPage, arc_insights_page, ARC_TYPE_PAGE)

/* ---- reading ---- */

/* One reading, from step to step. A newer one cancels it. */
typedef struct {
  ArcInsightsPage *self;
  GCancellable *cancellable;
  ArcInsightScan *scan;
  GPtrArray *equivalents; /* known when the scan has ended */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->self);
  g_object_unref (reading->cancellable);
  arc_insight_scan_free (reading->scan);
  g_clear_pointer (&reading->equivalents, g_ptr_array_unref);
  g_free (reading);
}

static gpointer
read_step (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;
  g_autoptr (ArcInsights) insights = NULL;

  arc_insight_scan_step (journal, reading->scan, STEP_MS, &insights, cancellable, error);
  if (insights == NULL)
    return NULL;
  reading->equivalents = arc_equivalents_read (journal, NULL, cancellable, error);
  return reading->equivalents != NULL ? g_steal_pointer (&insights) : NULL;
}

static void
stop_reading (ArcInsightsPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_spinner_stop (self->spinner);
}

static void
show_insights (ArcInsightsPage *self, const ArcInsights *insights, const GPtrArray *equivalents)
{
  gboolean any = arc_insights_get_said (insights) > 0 || insights->commitments > 0;

  if (any) {
    arc_insight_sections_fill (self->section_box, insights, equivalents);
    arc_year_view_set_insights (self->year_view, insights);
  }
  arc_page_show_content (ARC_PAGE (self), any);
}

static void step_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
next_step (Reading *reading)
{
  arc_journal_service_read_async (arc_page_get_service (ARC_PAGE (reading->self)), read_step,
                                  reading, NULL, (GDestroyNotify) arc_insights_free,
                                  reading->cancellable, step_cb, reading);
}

static void
step_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  ArcInsightsPage *self = reading->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcInsights) insights =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (self->cancellable != reading->cancellable) { /* it was stopped */
    reading_free (reading);
    return;
  }
  if (insights == NULL && error == NULL) {
    arc_page_show_progress (ARC_PAGE (self), arc_insight_scan_get_progress (reading->scan));
    next_step (reading);
    return;
  }
  stop_reading (self);
  if (insights != NULL)
    show_insights (self, insights, reading->equivalents);
  else
    arc_page_show_error (ARC_PAGE (self), error);
  reading_free (reading);
}

static void
arc_insights_page_refresh (ArcPage *page)
{
  ArcInsightsPage *self = ARC_INSIGHTS_PAGE (page);
  Reading *reading;

  stop_reading (self);
  self->cancellable = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->self = g_object_ref (self);
  reading->cancellable = g_object_ref (self->cancellable);
  reading->scan = arc_insight_scan_new ();
  gtk_spinner_start (self->spinner);
  arc_goal_list_refresh (self->goal_list);
  next_step (reading);
}

/* ---- the widget itself ---- */

static void
arc_insights_page_unmap (GtkWidget *widget)
{
  stop_reading (ARC_INSIGHTS_PAGE (widget));
  GTK_WIDGET_CLASS (arc_insights_page_parent_class)->unmap (widget);
}

static void
arc_insights_page_dispose (GObject *object)
{
  ArcInsightsPage *self = ARC_INSIGHTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (arc_insights_page_parent_class)->dispose (object);
}

static void
arc_insights_page_class_init (ArcInsightsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = arc_insights_page_dispose;
  widget_class->unmap = arc_insights_page_unmap;
  ARC_PAGE_CLASS (klass)->refresh = arc_insights_page_refresh;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-insights-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcInsightsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ArcInsightsPage, content_box);
  gtk_widget_class_bind_template_child (widget_class, ArcInsightsPage, section_box);
}

static void
arc_insights_page_init (ArcInsightsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_insights_page_new (ArcJournalService *service)
{
  ArcInsightsPage *self = g_object_new (ARC_TYPE_INSIGHTS_PAGE, "service", service, NULL);

  self->goal_list = ARC_GOAL_LIST (arc_goal_list_new (service, TRUE));
  self->year_view = ARC_YEAR_VIEW (arc_year_view_new (service));
  gtk_box_prepend (self->content_box, GTK_WIDGET (self->goal_list));
  gtk_box_append (self->content_box, GTK_WIDGET (self->year_view));
  return GTK_WIDGET (self);
}
