/* What the tests of the window share. */
#include "window-helpers.h"

#include <string.h>

void
arc_test_init (int *argc, char ***argv)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_test_init (argc, argv, NULL);
  adw_init ();
  gtk_css_provider_load_from_resource (style, "/io/github/arcjournal/ArcJournal/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  /* Toasts of libadwaita 1.2 must not be destroyed in the middle of their movements. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

gboolean
arc_test_give_up_cb (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_REMOVE;
}

void
arc_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* ---- finding ---- */

gboolean
arc_test_is_label (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

gboolean
arc_test_is_button (GtkWidget *widget, const char *text)
{
  const char *label = NULL;

  if (GTK_IS_BUTTON (widget))
    label = gtk_button_get_label (GTK_BUTTON (widget));
  else if (GTK_IS_CHECK_BUTTON (widget))
    label = gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));
  else if (GTK_IS_MENU_BUTTON (widget))
    label = gtk_menu_button_get_label (GTK_MENU_BUTTON (widget));
  else
    return FALSE;
  return g_strcmp0 (label, text) == 0 ||
         g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0;
}

gboolean
arc_test_is_type (GtkWidget *widget, const char *type)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type);
}

gboolean
arc_test_shows_text (GtkWidget *widget, const char *text)
{
  GtkTextBuffer *buffer = NULL;
  GtkTextIter start, end;
  g_autofree char *shown = NULL;

  if (GTK_IS_LABEL (widget))
    return strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
  if (!GTK_IS_TEXT_VIEW (widget))
    return FALSE;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return strstr (shown, text) != NULL;
}

static GtkWidget *
find_counting (GtkWidget *widget, ArcTestMatch match, const char *text, guint *left)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (match (widget, text) && (*left)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_counting (child, match, text, left);

    if (found != NULL)
      return found;
  }
  return NULL;
}

GtkWidget *
arc_test_find_nth (GtkWidget *root, ArcTestMatch match, const char *text, guint number)
{
  return find_counting (root, match, text, &number);
}

GtkWidget *
arc_test_find (GtkWidget *root, ArcTestMatch match, const char *text)
{
  return arc_test_find_nth (root, match, text, 0);
}

static void
wait_there (GtkWidget *root, ArcTestMatch match, const char *text, gboolean there)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (ARC_TEST_PATIENCE_S, arc_test_give_up_cb, &late);

  while ((arc_test_find (root, match, text) != NULL) != there && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    g_error ("waited %d s in vain for “%s” to %s", ARC_TEST_PATIENCE_S, text,
             there ? "appear" : "go");
  g_source_remove (source);
}

GtkWidget *
arc_test_wait_for (GtkWidget *root, ArcTestMatch match, const char *text)
{
  wait_there (root, match, text, TRUE);
  return arc_test_find (root, match, text);
}

void
arc_test_wait_gone (GtkWidget *root, ArcTestMatch match, const char *text)
{
  wait_there (root, match, text, FALSE);
}

int
arc_test_min_width (GtkWidget *widget)
{
  int min_px = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &min_px, NULL, NULL, NULL);
  return min_px;
}

GtkWidget *
arc_test_find_window (const char *type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (arc_test_is_type (window, type) && gtk_widget_get_mapped (window))
      return window;
  }
  return NULL;
}

GtkWidget *
arc_test_wait_window (const char *type)
{
  ARC_TEST_WAIT_UNTIL (arc_test_find_window (type) != NULL);
  return arc_test_find_window (type);
}

GtkWidget *
arc_test_child (GtkWidget *widget, GType type, const char *id)
{
  GObject *child = gtk_widget_get_template_child (widget, type, id);

  g_assert_nonnull (child);
  return GTK_WIDGET (child);
}

/* ---- acting ---- */

void
arc_test_click (GtkWidget *root, const char *label)
{
  GtkWidget *button = arc_test_wait_for (root, arc_test_is_button, label);

  ARC_TEST_WAIT_UNTIL (gtk_widget_is_sensitive (button));
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  else if (GTK_IS_CHECK_BUTTON (button))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  else if (GTK_IS_MENU_BUTTON (button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  else
    g_signal_emit_by_name (button, "clicked");
}

static gboolean
press_at (GtkWidget *widget, const char *trigger)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
      continue;
    for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++) {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
      g_autofree char *own = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

      if (!g_str_has_prefix (own, trigger))
        continue;
      gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                    gtk_shortcut_get_arguments (shortcut));
      return TRUE;
    }
  }
  return FALSE;
}

void
arc_test_save_as (const char *folder, const char *name)
{
  GtkWidget *dialog = arc_test_wait_window ("GtkFileChooserDialog");
  g_autofree char *path = g_build_filename (folder, name, NULL);

  /* As if it was typed: another folder would have to be read first. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), path);
  arc_test_click (dialog, "_Save");
}

gboolean
arc_test_press (GtkWidget *widget, const char *trigger)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (press_at (widget, trigger))
      return TRUE;
  return FALSE;
}

static gboolean
is_written_in (GtkWidget *widget, const char *unused)
{
  return GTK_IS_TEXT_VIEW (widget) && gtk_text_view_get_editable (GTK_TEXT_VIEW (widget));
}

void
arc_test_type (GtkWidget *root, const char *text)
{
  GtkWidget *view = arc_test_wait_for (root, is_written_in, "a text view");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
}

/* ---- a journal ---- */

typedef struct {
  gboolean is_done;
  gpointer result;
} Call;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  arc_journal_service_open_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_assert_no_error (error);
  ((Call *) user_data)->is_done = TRUE;
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;

  call->result = arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_assert_no_error (error);
  call->is_done = TRUE;
}

char *
arc_test_journal_path (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("arc-window-XXXXXX", &error);

  g_assert_no_error (error);
  return g_build_filename (folder, "journal.db", NULL);
}

ArcJournalService *
arc_test_service (const char *path)
{
  ArcJournalService *service = arc_journal_service_new (path);
  Call call = {FALSE, NULL};

  arc_journal_service_open_async (service, NULL, opened_cb, &call);
  ARC_TEST_WAIT_UNTIL (call.is_done);
  return service;
}

gpointer
arc_test_call (ArcJournalService *service, ArcJournalFunc func, gpointer data)
{
  Call call = {FALSE, NULL};

  arc_journal_service_write_async (service, func, data, NULL, NULL, NULL, called_cb, &call);
  ARC_TEST_WAIT_UNTIL (call.is_done);
  return call.result;
}

void
arc_test_service_end (ArcJournalService *service)
{
  arc_journal_service_close (service);
  g_object_unref (service);
  arc_test_settle ();
}

GtkWidget *
arc_test_show (GtkWidget *page, int width_px, int height_px)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width_px, height_px);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}
