/* Insights: reads the journal in short steps, so that others are served in between, and shows the
 * sections when all is known. */
#include "arc-insights-page.h"

#include "arc-goal-list.h"
#include "arc-insight-sections.h"
#include "arc-year-view.h"

#include <glib/gi18n.h>

/* How long one step keeps the reading connection. */
#define STEP_MS 40

struct _ArcInsightsPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkProgressBar *progress_bar;
  AdwStatusPage *error_page;
  GtkBox *content_box;
  GtkBox *section_box;
  ArcGoalList *goal_list;
  ArcYearView *year_view;

  ArcJournalService *service;
  GCancellable *cancellable; /* of the reading under way; NULL when there is none */
  gboolean folded;
};

enum {
  PROP_0,
  PROP_FOLDED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ArcInsightsPage, arc_insights_page, ADW_TYPE_BIN)

/* ---- reading ---- */

/* One reading, from step to step. A newer one cancels it. */
typedef struct {
  ArcInsightsPage *self;
  GCancellable *cancellable;
  ArcInsightScan *scan;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->self);
  g_object_unref (reading->cancellable);
  arc_insight_scan_free (reading->scan);
  g_free (reading);
}

static gpointer
read_step (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;
  ArcInsights *insights = NULL;

  arc_insight_scan_step (journal, reading->scan, STEP_MS, &insights, cancellable, error);
  return insights;
}

static void
stop_reading (ArcInsightsPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_spinner_stop (self->spinner);
}

static void
show_insights (ArcInsightsPage *self, const ArcInsights *insights)
{
  gboolean any = arc_insights_get_said (insights) > 0 || insights->commitments > 0;

  if (any) {
    arc_insight_sections_fill (self->section_box, insights);
    arc_year_view_set_insights (self->year_view, insights);
  }
  gtk_stack_set_visible_child_name (self->stack, any ? "content" : "empty");
}

static void
show_error (ArcInsightsPage *self, const GError *error)
{
  g_autofree char *message = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->error_page, message);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void step_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
next_step (Reading *reading)
{
  arc_journal_service_read_async (reading->self->service, read_step, reading, NULL,
                                  (GDestroyNotify) arc_insights_free, reading->cancellable, step_cb,
                                  reading);
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
    gtk_progress_bar_set_fraction (self->progress_bar,
                                   arc_insight_scan_get_progress (reading->scan));
    gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), TRUE);
    next_step (reading);
    return;
  }
  stop_reading (self);
  if (insights != NULL)
    show_insights (self, insights);
  else
    show_error (self, error);
  reading_free (reading);
}

static void
arc_insights_page_refresh (ArcInsightsPage *self)
{
  Reading *reading;

  /* What is not looked at is read when it is. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
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
arc_insights_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (arc_insights_page_parent_class)->map (widget);
  arc_insights_page_refresh (ARC_INSIGHTS_PAGE (widget));
}

static void
arc_insights_page_unmap (GtkWidget *widget)
{
  stop_reading (ARC_INSIGHTS_PAGE (widget));
  GTK_WIDGET_CLASS (arc_insights_page_parent_class)->unmap (widget);
}

static void
arc_insights_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_FOLDED:
    g_value_set_boolean (value, ARC_INSIGHTS_PAGE (object)->folded);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_insights_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArcInsightsPage *self = ARC_INSIGHTS_PAGE (object);

  switch (id) {
  case PROP_FOLDED:
    if (self->folded == g_value_get_boolean (value))
      return;
    self->folded = !self->folded;
    g_object_notify_by_pspec (object, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_insights_page_dispose (GObject *object)
{
  ArcInsightsPage *self = ARC_INSIGHTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_insights_page_parent_class)->dispose (object);
}

static void
arc_insights_page_class_init (ArcInsightsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = arc_insights_page_get_property;
  object_class->set_property = arc_insights_page_set_property;
  object_class->dispose = arc_insights_page_dispose;
  widget_class->map = arc_insights_page_map;
  widget_class->unmap = arc_insights_page_unmap;

  props[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-insights-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcInsightsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcInsightsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ArcInsightsPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcInsightsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ArcInsightsPage, content_box);
  gtk_widget_class_bind_template_child (widget_class, ArcInsightsPage, section_box);
  gtk_widget_class_bind_template_callback (widget_class, arc_insights_page_refresh);
}

static void
arc_insights_page_init (ArcInsightsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_insights_page_new (ArcJournalService *service)
{
  ArcInsightsPage *self = g_object_new (ARC_TYPE_INSIGHTS_PAGE, NULL);

  self->service = g_object_ref (service);
  self->goal_list = ARC_GOAL_LIST (arc_goal_list_new (service, TRUE));
  self->year_view = ARC_YEAR_VIEW (arc_year_view_new (service));
  gtk_box_prepend (self->content_box, GTK_WIDGET (self->goal_list));
  gtk_box_append (self->content_box, GTK_WIDGET (self->year_view));
  g_signal_connect_swapped (service, "changed", G_CALLBACK (arc_insights_page_refresh), self);
  return GTK_WIDGET (self);
}
