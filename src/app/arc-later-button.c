/* "Later": in 15 minutes, in an hour, tomorrow morning, or at a time that the person chooses. */
#include "arc-later-button.h"

#include "arc-gather.h"
#include "arc-later-dialog.h"

#define MINUTE_US (60 * ARC_US_PER_SECOND)

struct _ArcLaterButton {
  AdwBin parent_instance;
};

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcLaterButton, arc_later_button, ADW_TYPE_BIN)

static void
choose (ArcLaterButton *self, gint64 until_us)
{
  g_signal_emit (self, signals[CHOSEN], 0, until_us);
}

static void
later_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *target = g_variant_get_string (parameter, NULL);
  g_autofree char *zone = arc_zone_local ();
  gint64 now_us = g_get_real_time ();

  if (g_str_equal (target, "quarter"))
    choose (ARC_LATER_BUTTON (widget), now_us + 15 * MINUTE_US);
  else if (g_str_equal (target, "hour"))
    choose (ARC_LATER_BUTTON (widget), now_us + 60 * MINUTE_US);
  else if (g_str_equal (target, "tomorrow"))
    choose (ARC_LATER_BUTTON (widget), arc_tomorrow_morning (now_us, zone));
}

static void
later_at_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *dialog = arc_later_dialog_new (widget, g_get_real_time ());

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (choose), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
arc_later_button_class_init (ArcLaterButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-later-button.ui");
  gtk_widget_class_install_action (widget_class, "later.in", "s", later_in_action);
  gtk_widget_class_install_action (widget_class, "later.at", NULL, later_at_action);
}

static void
arc_later_button_init (ArcLaterButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
