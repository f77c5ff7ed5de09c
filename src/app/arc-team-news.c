/* What teams have for me today. */
#include "arc-team-news.h"

#include "arc-focus-card.h"
#include "arc-team-news-data.h"
#include "arc-text-label.h"
#include "arc-undo-toast.h"

#include <glib/gi18n.h>

/* Lines shown before somebody asks for all. */
#define LINES_SHOWN 4

struct _ArcTeamNews {
  AdwBin parent_instance;

  GtkBox *focus_box;
  GtkWidget *group;
  GtkListBox *list;
  GtkButton *more_button;

  ArcJournalService *service;
  GCancellable *cancellable;
  ArcTeamNewsData *data; /* what is shown */
  gboolean shows_all;
  gboolean is_reading;
  gboolean must_read_again;
};

G_DEFINE_FINAL_TYPE (ArcTeamNews, arc_team_news, ADW_TYPE_BIN)

/* ---- rows --------------------------------------------------------------------------------- */

static gpointer
dismiss_func (ArcJournal *journal, gpointer post_id, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (arc_journal_dismiss_news (journal, post_id, error));
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTeamNews) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  arc_toast_error (GTK_WIDGET (self), error);
}

static void
dismiss_clicked_cb (GtkWidget *button, ArcTeamNews *self)
{
  const char *post_id = g_object_get_data (G_OBJECT (button), "arc-post");

  gtk_widget_set_sensitive (button, FALSE);
  if (self->service != NULL)
    arc_journal_service_write_async (self->service, dismiss_func, g_strdup (post_id), g_free, NULL,
                                     NULL, dismissed_cb, g_object_ref (self));
}

static GtkWidget *
dismiss_button_new (ArcTeamNews *self, const ArcNewsLine *line)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Noted"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Noted"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_object_set_data_full (G_OBJECT (button), "arc-post", g_strdup (line->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (dismiss_clicked_cb), self, 0);
  return button;
}

static GtkWidget *
row_new (ArcTeamNews *self, const ArcNewsLine *line)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line->text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (line->is_request) {
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", line->team_id);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.team-members");
  } else if (line->entry_id != NULL) {
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", line->entry_id);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-entry");
  } else if (line->page != NULL) {
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", line->page);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-page");
  }
  gtk_list_box_row_set_activatable (
      GTK_LIST_BOX_ROW (row), line->is_request || line->entry_id != NULL || line->page != NULL);
  if (!line->is_request)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), dismiss_button_new (self, line));
  return row;
}

static gboolean
same_lines (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!arc_news_line_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
show_lines (ArcTeamNews *self)
{
  const GPtrArray *lines = self->data->lines;
  guint shown = self->shows_all ? lines->len : MIN (lines->len, LINES_SHOWN);
  g_autofree char *label = g_strdup_printf (
      ngettext ("Show %u More", "Show %u More", lines->len - shown), lines->len - shown);
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < shown; i++)
    gtk_list_box_append (self->list, row_new (self, lines->pdata[i]));
  gtk_button_set_label (self->more_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), shown < lines->len);
  gtk_widget_set_visible (self->group, lines->len > 0);
}

static void
more_clicked_cb (ArcTeamNews *self)
{
  self->shows_all = TRUE;
  show_lines (self);
}

static void
show_data (ArcTeamNews *self, ArcTeamNewsData *data)
{
  gboolean same = self->data != NULL && same_lines (self->data->lines, data->lines);

  arc_team_news_data_free (self->data);
  self->data = data;
  if (!same)
    show_lines (self);
  arc_focus_cards_show (self->focus_box, data->aims, self->service, data->today, FALSE, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), data->lines->len > 0 || data->aims->len > 0);
}

/* ---- reading ------------------------------------------------------------------------------ */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTeamNews) self = user_data;
  g_autoptr (GError) error = NULL;
  ArcTeamNewsData *data =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  self->is_reading = FALSE;
  if (self->service != NULL && self->must_read_again) {
    arc_team_news_data_free (data);
    arc_team_news_refresh (self);
  } else if (self->service != NULL && data != NULL) {
    show_data (self, data);
  } else {
    arc_team_news_data_free (data);
  }
}

static void
arc_team_news_dispose (GObject *object)
{
  ArcTeamNews *self = ARC_TEAM_NEWS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_pointer (&self->data, arc_team_news_data_free);
  G_OBJECT_CLASS (arc_team_news_parent_class)->dispose (object);
}

static void
arc_team_news_class_init (ArcTeamNewsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_team_news_dispose;
}

static void
arc_team_news_init (ArcTeamNews *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *more = gtk_button_new ();

  self->cancellable = g_cancellable_new ();
  self->focus_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = GTK_LIST_BOX (list);
  self->more_button = GTK_BUTTON (more);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("From your team"), -1);
  gtk_widget_set_halign (more, GTK_ALIGN_START);
  gtk_widget_add_css_class (more, "flat");
  g_signal_connect_object (more, "clicked", G_CALLBACK (more_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->group), arc_text_heading_new (_ ("From your team"), "heading", 2));
  gtk_box_append (GTK_BOX (self->group), list);
  gtk_box_append (GTK_BOX (self->group), more);
  gtk_box_append (GTK_BOX (box), self->group);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->focus_box));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
arc_team_news_new (ArcJournalService *service)
{
  ArcTeamNews *self = g_object_new (ARC_TYPE_TEAM_NEWS, NULL);

  self->service = g_object_ref (service);
  return GTK_WIDGET (self);
}

void
arc_team_news_refresh (ArcTeamNews *self)
{
  g_return_if_fail (ARC_IS_TEAM_NEWS (self));

  if (self->service == NULL)
    return;
  self->must_read_again = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  arc_journal_service_read_async (self->service, arc_team_news_data_read, NULL, NULL,
                                  (GDestroyNotify) arc_team_news_data_free, self->cancellable,
                                  read_cb, g_object_ref (self));
}
