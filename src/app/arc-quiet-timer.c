/* Counts the time spent writing, quietly: it never rings, and stops nothing. */
#include "arc-quiet-timer.h"

#include <glib/gi18n.h>

#define US_PER_SECOND G_GINT64_CONSTANT (1000000)

struct _ArcQuietTimer {
  AdwBin parent_instance;

  GtkLabel *label;
  guint minutes;
  gint64 counted_us; /* before it was shown last */
  gint64 shown_us;   /* monotonic time since which it counts; 0 while hidden */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (ArcQuietTimer, arc_quiet_timer, ADW_TYPE_BIN)

static guint
elapsed_s (ArcQuietTimer *self)
{
  gint64 elapsed_us = self->counted_us;

  if (self->shown_us > 0)
    elapsed_us += g_get_monotonic_time () - self->shown_us;
  return (guint) (elapsed_us / US_PER_SECOND);
}

static gboolean
is_full (ArcQuietTimer *self)
{
  return elapsed_s (self) >= self->minutes * 60;
}

static void
show_time (ArcQuietTimer *self)
{
  guint seconds = elapsed_s (self);
  g_autofree char *text = NULL;

  if (is_full (self))
    text = g_strdup_printf (ngettext ("%u minute. A good moment to close.",
                                      "%u minutes. A good moment to close.", self->minutes),
                            self->minutes);
  else
    /* Translators: minutes and seconds spent writing: “04:10” */
    text = g_strdup_printf (_ ("%02u:%02u"), seconds / 60, seconds % 60);
  gtk_label_set_label (self->label, text);
}

static gboolean
tick (gpointer user_data)
{
  ArcQuietTimer *self = user_data;

  show_time (self);
  if (!is_full (self))
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
update_ticking (ArcQuietTimer *self)
{
  gboolean wanted =
      self->minutes > 0 && gtk_widget_get_mapped (GTK_WIDGET (self)) && !is_full (self);

  if (!wanted)
    g_clear_handle_id (&self->tick_id, g_source_remove);
  else if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, tick, self);
  show_time (self);
}

static void
arc_quiet_timer_map (GtkWidget *widget)
{
  ArcQuietTimer *self = ARC_QUIET_TIMER (widget);

  GTK_WIDGET_CLASS (arc_quiet_timer_parent_class)->map (widget);
  self->shown_us = g_get_monotonic_time ();
  update_ticking (self);
}

static void
arc_quiet_timer_unmap (GtkWidget *widget)
{
  ArcQuietTimer *self = ARC_QUIET_TIMER (widget);

  if (self->shown_us > 0)
    self->counted_us += g_get_monotonic_time () - self->shown_us;
  self->shown_us = 0;
  GTK_WIDGET_CLASS (arc_quiet_timer_parent_class)->unmap (widget);
  update_ticking (self);
}

static void
arc_quiet_timer_dispose (GObject *object)
{
  ArcQuietTimer *self = ARC_QUIET_TIMER (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  G_OBJECT_CLASS (arc_quiet_timer_parent_class)->dispose (object);
}

static void
arc_quiet_timer_class_init (ArcQuietTimerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = arc_quiet_timer_dispose;
  widget_class->map = arc_quiet_timer_map;
  widget_class->unmap = arc_quiet_timer_unmap;
  /* Its changing every second must not be read out. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
arc_quiet_timer_init (ArcQuietTimer *self)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "tooltip-text",
                    _ ("Time spent writing. Nothing happens when it is full; take longer if you "
                       "like."),
                    NULL);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "caption");
  self->label = GTK_LABEL (label);
  adw_bin_set_child (ADW_BIN (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Time spent writing"), -1);
  arc_quiet_timer_set_minutes (self, 15);
}

GtkWidget *
arc_quiet_timer_new (void)
{
  return g_object_new (ARC_TYPE_QUIET_TIMER, NULL);
}

void
arc_quiet_timer_set_minutes (ArcQuietTimer *self, guint minutes)
{
  g_return_if_fail (ARC_IS_QUIET_TIMER (self));

  self->minutes = minutes;
  gtk_widget_set_visible (GTK_WIDGET (self), minutes > 0);
  update_ticking (self);
}

void
arc_quiet_timer_restart (ArcQuietTimer *self, guint elapsed)
{
  g_return_if_fail (ARC_IS_QUIET_TIMER (self));

  self->counted_us = elapsed * US_PER_SECOND;
  if (self->shown_us > 0)
    self->shown_us = g_get_monotonic_time ();
  update_ticking (self);
}

const char *
arc_quiet_timer_get_text (ArcQuietTimer *self)
{
  g_return_val_if_fail (ARC_IS_QUIET_TIMER (self), NULL);

  return gtk_label_get_label (self->label);
}

gboolean
arc_quiet_timer_is_ticking (ArcQuietTimer *self)
{
  g_return_val_if_fail (ARC_IS_QUIET_TIMER (self), FALSE);

  return self->tick_id != 0;
}
