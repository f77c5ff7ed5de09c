/* “Next reflection: Fri 15:30 ✎”: a quiet button that opens its schedule. */
#include "arc-next-reflection.h"

#include <glib/gi18n.h>

#include "arc-schedule-dialog.h"
#include "arc-when.h"

struct _ArcNextReflection {
  AdwBin parent_instance;

  GtkWidget *button;
  GtkLabel *label;
  GtkWidget *edit_icon;

  ArcJournalService *service;
  ArcReminder *reminder; /* what a click opens */
  char *zone;
};

G_DEFINE_FINAL_TYPE (ArcNextReflection, arc_next_reflection, ADW_TYPE_BIN)

static void
clicked_cb (ArcNextReflection *self)
{
  gint64 now_us = g_get_real_time ();
  g_autoptr (ArcReminder) first = NULL;

  if (self->zone == NULL)
    return;
  if (self->reminder == NULL)
    first = arc_reflections_first (now_us, self->zone);
  gtk_window_present (GTK_WINDOW (arc_schedule_dialog_new (GTK_WIDGET (self), self->service,
                                                           first != NULL ? first : self->reminder,
                                                           now_us, self->zone)));
}

/* The one that would fall if it were not paused, or had not come to its end. */
static const ArcReminder *
choose_reminder (const ArcReflections *reflections)
{
  if (reflections->next != NULL)
    return reflections->next;
  return reflections->reminders->len > 0 ? g_ptr_array_index (reflections->reminders, 0) : NULL;
}

static char *
dup_text (const ArcReflections *reflections, gint64 put_off_us)
{
  gint64 next_us = reflections->next != NULL ? reflections->next_at.utc_us : put_off_us;
  g_autofree char *when = NULL;
  const ArcReminder *reminder = choose_reminder (reflections);

  if (reminder == NULL)
    return g_strdup (_ ("Reflect regularly…"));
  if (next_us == 0)
    return g_strdup (reminder->paused ? _ ("Reflections are paused")
                                      : _ ("No further reflection is planned"));
  if (put_off_us != 0)
    next_us = MIN (next_us, put_off_us);
  when = arc_when_soon (next_us, reflections->now_us, reflections->zone);
  /* Translators: %s is a time: “Next reflection: Fri 15:30” */
  return g_strdup_printf (_ ("Next reflection: %s"), when);
}

static void
arc_next_reflection_dispose (GObject *object)
{
  ArcNextReflection *self = ARC_NEXT_REFLECTION (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->reminder, arc_reminder_free);
  g_clear_pointer (&self->zone, g_free);
  G_OBJECT_CLASS (arc_next_reflection_parent_class)->dispose (object);
}

static void
arc_next_reflection_class_init (ArcNextReflectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_next_reflection_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-next-reflection.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcNextReflection, button);
  gtk_widget_class_bind_template_child (widget_class, ArcNextReflection, label);
  gtk_widget_class_bind_template_child (widget_class, ArcNextReflection, edit_icon);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
arc_next_reflection_init (ArcNextReflection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_next_reflection_new (ArcJournalService *service)
{
  ArcNextReflection *self = g_object_new (ARC_TYPE_NEXT_REFLECTION, NULL);

  self->service = g_object_ref (service);
  return GTK_WIDGET (self);
}

void
arc_next_reflection_show (ArcNextReflection *self, const ArcReflections *reflections,
                          gint64 put_off_us)
{
  g_autofree char *text = NULL;
  const ArcReminder *reminder;

  g_return_if_fail (ARC_IS_NEXT_REFLECTION (self));

  text = dup_text (reflections, put_off_us);
  reminder = choose_reminder (reflections);
  g_clear_pointer (&self->reminder, arc_reminder_free);
  self->reminder = reminder != NULL ? arc_reminder_copy (reminder) : NULL;
  g_free (self->zone);
  self->zone = g_strdup (reflections->zone);
  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (self->edit_icon, reminder != NULL);
  gtk_widget_set_tooltip_text (self->button, reminder != NULL
                                                 ? _ ("Change when you are asked")
                                                 : _ ("Be asked at a time of your choice"));
  /* While the first one is offered below, once is enough; who only reads makes none. */
  gtk_widget_set_visible (GTK_WIDGET (self),
                          reminder != NULL || (!reflections->may_offer &&
                                               !arc_journal_service_is_read_only (self->service)));
}
