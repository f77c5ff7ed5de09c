/* Preferences: writing, appearance, reminders, and where the data is. What belongs to this computer lives in
 * GSettings, the start of the day in the journal. */
#include "arc-preferences.h"

#include "arc-config.h"

#include <glib/gi18n.h>

#include "arc-data-page.h"
#include "arc-reminders-page.h"

#define DAY_START_LAST_H 12

struct _ArcPreferences {
  AdwPreferencesWindow parent_instance;

  AdwComboRow *lens_row;
  GtkWidget *all_at_once_switch;
  AdwComboRow *timer_row;
  AdwComboRow *day_start_row;
  AdwComboRow *style_row;
  GtkAdjustment *text_size_adjustment;

  GSettings *settings;
  ArcJournalService *service;
  GCancellable *cancellable;
  int stored_day_start_h; /* -1 until it was read */
};

G_DEFINE_FINAL_TYPE (ArcPreferences, arc_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static const char *const styles[] = {"system", "light", "dark", NULL};
static const int timers_min[] = {0, 10, 15};

/* ---- settings and rows -------------------------------------------------------------------- */

static gboolean
style_to_row (GValue *value, GVariant *variant, gpointer user_data)
{
  for (guint i = 0; styles[i] != NULL; i++) {
    if (g_str_equal (styles[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);
  }
  return TRUE;
}

static GVariant *
style_from_row (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint selected = g_value_get_uint (value);

  return selected < 3 ? g_variant_new_string (styles[selected]) : NULL;
}

static gboolean
lens_to_row (GValue *value, GVariant *variant, gpointer user_data)
{
  ArcLens lens = ARC_LENS_INDIVIDUAL;

  arc_lens_from_word (g_variant_get_string (variant, NULL), &lens);
  g_value_set_uint (value, lens);
  return TRUE;
}

static GVariant *
lens_from_row (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint selected = g_value_get_uint (value);

  return selected < ARC_N_LENSES ? g_variant_new_string (arc_lens_to_word (selected)) : NULL;
}

static gboolean
timer_to_row (GValue *value, GVariant *variant, gpointer user_data)
{
  int minutes = g_variant_get_int32 (variant);
  guint nearest = 0;

  /* Another length, set elsewhere, shows as the next shorter one. */
  for (guint i = 0; i < G_N_ELEMENTS (timers_min); i++) {
    if (timers_min[i] <= minutes)
      nearest = i;
  }
  g_value_set_uint (value, nearest);
  return TRUE;
}

static GVariant *
timer_from_row (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint selected = g_value_get_uint (value);

  return selected < G_N_ELEMENTS (timers_min) ? g_variant_new_int32 (timers_min[selected]) : NULL;
}

static gboolean
scale_to_percent (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_double (value, (int) (g_variant_get_double (variant) * 100 + 0.5));
  return TRUE;
}

static GVariant *
scale_from_percent (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_double (CLAMP (g_value_get_double (value) / 100, 0.8, 2.0));
}

static void
fill_rows (ArcPreferences *self)
{
  g_autoptr (GtkStringList) lenses = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) hours = gtk_string_list_new (NULL);

  for (ArcLens lens = 0; lens < ARC_N_LENSES; lens++)
    gtk_string_list_append (lenses, arc_lens_to_label (lens));
  adw_combo_row_set_model (self->lens_row, G_LIST_MODEL (lenses));

  for (int hour = 0; hour <= DAY_START_LAST_H; hour++) {
    g_autofree char *text = g_strdup_printf ("%02d:00", hour);

    gtk_string_list_append (hours, text);
  }
  adw_combo_row_set_model (self->day_start_row, G_LIST_MODEL (hours));
}

static void
bind_settings (ArcPreferences *self)
{
  const GSettingsBindFlags flags = G_SETTINGS_BIND_DEFAULT;

  g_settings_bind_with_mapping (self->settings, "default-lens", self->lens_row, "selected", flags,
                                lens_to_row, lens_from_row, NULL, NULL);
  g_settings_bind (self->settings, "compose-all-at-once", self->all_at_once_switch, "active",
                   flags);
  g_settings_bind_with_mapping (self->settings, "timer-min", self->timer_row, "selected", flags,
                                timer_to_row, timer_from_row, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "color-scheme", self->style_row, "selected", flags,
                                style_to_row, style_from_row, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "text-scale", self->text_size_adjustment, "value",
                                flags, scale_to_percent, scale_from_percent, NULL, NULL);
}

/* ---- the start of the day ----------------------------------------------------------------- */

static gpointer
read_day_start (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (arc_journal_get_day_start (journal));
}

static gpointer
write_day_start (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  arc_journal_set_day_start (journal, GPOINTER_TO_INT (data), error);
  return NULL;
}

static void
show_error (ArcPreferences *self, const GError *error)
{
  g_autofree char *title = g_markup_escape_text (error->message, -1);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (title));
}

static void
day_start_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcPreferences) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (error != NULL && self->cancellable != NULL)
    show_error (self, error);
}

static void
day_start_selected_cb (ArcPreferences *self)
{
  int hour = (int) adw_combo_row_get_selected (self->day_start_row);

  if (self->stored_day_start_h < 0 || hour == self->stored_day_start_h || hour > DAY_START_LAST_H)
    return;
  self->stored_day_start_h = hour;
  arc_journal_service_write_async (self->service, write_day_start, GINT_TO_POINTER (hour), NULL,
                                   NULL, NULL, day_start_written_cb, g_object_ref (self));
}

static void
day_start_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcPreferences) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer hour = arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (self->cancellable == NULL || error != NULL)
    return;
  adw_combo_row_set_selected (self->day_start_row, GPOINTER_TO_UINT (hour));
  self->stored_day_start_h = GPOINTER_TO_INT (hour);
  gtk_widget_set_sensitive (GTK_WIDGET (self->day_start_row),
                            !arc_journal_service_is_read_only (self->service));
}

/* ---- the window itself -------------------------------------------------------------------- */

static void
arc_preferences_dispose (GObject *object)
{
  ArcPreferences *self = ARC_PREFERENCES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_preferences_parent_class)->dispose (object);
}

static void
arc_preferences_class_init (ArcPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_preferences_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcPreferences, lens_row);
  gtk_widget_class_bind_template_child (widget_class, ArcPreferences, all_at_once_switch);
  gtk_widget_class_bind_template_child (widget_class, ArcPreferences, timer_row);
  gtk_widget_class_bind_template_child (widget_class, ArcPreferences, day_start_row);
  gtk_widget_class_bind_template_child (widget_class, ArcPreferences, style_row);
  gtk_widget_class_bind_template_child (widget_class, ArcPreferences, text_size_adjustment);
  gtk_widget_class_bind_template_callback (widget_class, day_start_selected_cb);
}

static void
arc_preferences_init (ArcPreferences *self)
{
  self->stored_day_start_h = -1;
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (ARC_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_rows (self);
  bind_settings (self);
  /* Until it was read: a combo row that gets its model is sensitive again. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->day_start_row), FALSE);
}

GtkWidget *
arc_preferences_new (ArcJournalService *service)
{
  ArcPreferences *self = g_object_new (ARC_TYPE_PREFERENCES, NULL);
  GtkWidget *data_page = arc_data_page_new (service);

  self->service = g_object_ref (service);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                              ADW_PREFERENCES_PAGE (arc_reminders_page_new (service)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (data_page));
  arc_journal_service_read_async (service, read_day_start, NULL, NULL, NULL, self->cancellable,
                                  day_start_read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
