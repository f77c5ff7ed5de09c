/* "Be asked again at …". */
#include "arc-later-dialog.h"

#include <glib/gi18n.h>

#include "arc-day-row.h"
#include "arc-gather.h"
#include "arc-time-row.h"

/* As long as the daemon puts anything off. */
#define LONGEST_US (366 * ARC_US_PER_DAY)

struct _ArcLaterDialog {
  AdwMessageDialog parent_instance;

  ArcDayRow *day_row;
  ArcTimeRow *time_row;
  GtkWidget *hint_label;

  char *zone;
};

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcLaterDialog, arc_later_dialog, ADW_TYPE_MESSAGE_DIALOG)

static gint64
get_until (ArcLaterDialog *self)
{
  return arc_wall_to_instant (arc_day_row_get_day (self->day_row),
                              arc_time_row_get_seconds (self->time_row), self->zone);
}

static gboolean
is_possible (ArcLaterDialog *self)
{
  gint64 wait_us = get_until (self) - g_get_real_time ();

  return wait_us > 0 && wait_us <= LONGEST_US;
}

static void
changed_cb (ArcLaterDialog *self)
{
  gboolean possible = is_possible (self);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "later", possible);
  gtk_widget_set_visible (self->hint_label, !possible);
}

static void
arc_later_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  ArcLaterDialog *self = ARC_LATER_DIALOG (dialog);

  /* The time may have come while it was chosen. */
  if (g_str_equal (response, "later") && is_possible (self))
    g_signal_emit (self, signals[CHOSEN], 0, get_until (self));
}

static void
arc_later_dialog_finalize (GObject *object)
{
  g_free (ARC_LATER_DIALOG (object)->zone);
  G_OBJECT_CLASS (arc_later_dialog_parent_class)->finalize (object);
}

static void
arc_later_dialog_class_init (ArcLaterDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = arc_later_dialog_finalize;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = arc_later_dialog_response;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (ARC_TYPE_DAY_ROW);
  g_type_ensure (ARC_TYPE_TIME_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-later-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcLaterDialog, day_row);
  gtk_widget_class_bind_template_child (widget_class, ArcLaterDialog, time_row);
  gtk_widget_class_bind_template_child (widget_class, ArcLaterDialog, hint_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
arc_later_dialog_init (ArcLaterDialog *self)
{
  self->zone = arc_zone_local ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_later_dialog_new (GtkWidget *origin, gint64 now_us)
{
  ArcLaterDialog *self = g_object_new (ARC_TYPE_LATER_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (origin);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  arc_day_row_set_day (self->day_row,
                       arc_day_of (arc_tomorrow_morning (now_us, self->zone), self->zone, 0));
  arc_time_row_set_seconds (self->time_row, ARC_MORNING_S);
  changed_cb (self);
  return GTK_WIDGET (self);
}
