/* The practices of one team: the library with its search and filters, and one practice to read. */
#include "arc-practices-page.h"

#include "arc-practice-dialog.h"
#include "arc-practice-jobs.h"
#include "arc-practice-view.h"
#include "arc-summary-export.h"
#include "arc-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ArcPracticesPage {
  ArcFoldable parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *back_button;
  GtkWidget *propose_button;
  GtkWidget *export_button;
  GtkStack *stack; /* loading, empty, list, practice, error */
  AdwStatusPage *error_page;
  AdwStatusPage *empty_page;
  GtkEditable *search_entry;
  GtkDropDown *state_choice;
  GtkDropDown *topic_choice;
  GtkWidget *best_group;
  GtkListBox *best_list;
  GtkListBox *list;
  GtkWidget *nothing_label;
  GtkScrolledWindow *practice_scrolled;
  AdwBin *view_bin;
  ArcPracticeView *view;

  ArcJournalService *service;
  GCancellable *cancellable;
  char *team_id;
  char *shown_id;
  ArcPracticesInfo *info;
  gboolean is_reading;
  gboolean must_read_again;
};

G_DEFINE_FINAL_TYPE (ArcPracticesPage, arc_practices_page, ARC_TYPE_FOLDABLE)

/* ---- what is shown ------------------------------------------------------------------------ */

static gboolean
is_at (ArcPracticesPage *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
}

static void
update_header (ArcPracticesPage *self)
{
  gboolean reading = is_at (self, "practice");
  gboolean listing = is_at (self, "list") || is_at (self, "empty");

  gtk_widget_set_visible (self->back_button,
                          arc_foldable_get_folded (ARC_FOLDABLE (self)) || reading);
  gtk_widget_set_tooltip_text (self->back_button, reading ? _ ("Back to the list") : _ ("Back"));
  gtk_widget_set_visible (self->propose_button, listing);
  /* Beside the buttons of the window there is no room for words. */
  if (arc_foldable_get_folded (ARC_FOLDABLE (self)))
    gtk_button_set_icon_name (GTK_BUTTON (self->propose_button), "list-add-symbolic");
  else
    gtk_button_set_label (GTK_BUTTON (self->propose_button), _ ("_Propose…"));
  gtk_widget_set_visible (self->export_button, is_at (self, "list"));
}

static void
show_list (ArcPracticesPage *self)
{
  const char *name = "loading";

  if (self->info != NULL)
    name = self->info->lines->len > 0 ? "list" : "empty";
  g_clear_pointer (&self->shown_id, g_free);
  gtk_stack_set_visible_child_name (self->stack, name);
  update_header (self);
}

static void
show_practice (ArcPracticesPage *self, const ArcPracticeLine *line)
{
  if (g_strcmp0 (self->shown_id, line->practice->input->id) != 0) {
    g_free (self->shown_id);
    self->shown_id = g_strdup (line->practice->input->id);
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->practice_scrolled), 0);
  }
  arc_practice_view_show (self->view, self->info, line);
  gtk_stack_set_visible_child_name (self->stack, "practice");
  update_header (self);
}

/* ---- the list ----------------------------------------------------------------------------- */

static GtkWidget *
row_new (const ArcPracticeLine *line)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                    "icon-name", "go-next-symbolic", NULL);
  const ArcPracticeTurn *turn = line->practice->input->turn;
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  g_autofree char *topic = arc_text_isolate (turn->topic);
  g_autofree char *about = NULL;

  g_ptr_array_add (pieces, (char *) arc_practice_state_to_label (turn->state));
  if (*topic != '\0')
    g_ptr_array_add (pieces, topic);
  g_ptr_array_add (pieces, line->evidence);
  if (line->practice->asks_credit)
    g_ptr_array_add (pieces, (char *) _ ("do you want to be named?"));
  if (line->recheck != NULL)
    g_ptr_array_add (pieces, line->recheck);
  g_ptr_array_add (pieces, NULL);
  about = g_strjoinv (" · ", (char **) pieces->pdata);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line->sentence);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, line->practice->input->id);
  return row;
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static gboolean
is_wanted (ArcPracticesPage *self, const ArcPracticeLine *line)
{
  static const ArcPracticeState states[] = {ARC_PRACTICE_ENDORSED, ARC_PRACTICE_CANDIDATE,
                                            ARC_PRACTICE_RETIRED};
  guint state = gtk_drop_down_get_selected (self->state_choice);
  guint topic = gtk_drop_down_get_selected (self->topic_choice);
  const ArcPracticeTurn *turn = line->practice->input->turn;
  g_autofree char *words = arc_text_fold (gtk_editable_get_text (self->search_entry));
  g_autofree char *text = arc_text_fold (line->sentence);
  g_autofree char *its_topic = arc_text_fold (turn->topic);

  if (state > 0 && state <= G_N_ELEMENTS (states) && turn->state != states[state - 1])
    return FALSE;
  if (topic > 0 && topic <= self->info->topics->len) {
    g_autofree char *wanted = arc_text_fold (self->info->topics->pdata[topic - 1]);

    if (!g_str_equal (wanted, its_topic))
      return FALSE;
  }
  return strstr (text, g_strstrip (words)) != NULL || strstr (its_topic, words) != NULL;
}

static void
filter_changed_cb (ArcPracticesPage *self)
{
  gboolean any = FALSE;

  if (self->info == NULL)
    return;
  clear_list (self->list);
  for (guint i = 0; i < self->info->lines->len; i++)
    if (is_wanted (self, self->info->lines->pdata[i])) {
      gtk_list_box_append (self->list, row_new (self->info->lines->pdata[i]));
      any = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), any);
  gtk_widget_set_visible (self->nothing_label, !any);
}

static void
fill_topics (ArcPracticesPage *self, GtkStringList *before)
{
  g_autoptr (GtkStringList) topics = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (self->topic_choice);
  g_autofree char *chosen =
      before != NULL && selected > 0 && selected < g_list_model_get_n_items (G_LIST_MODEL (before))
          ? g_strdup (gtk_string_list_get_string (before, selected))
          : NULL;

  selected = 0;
  gtk_string_list_append (topics, _ ("All topics"));
  for (guint i = 0; i < self->info->topics->len; i++) {
    gtk_string_list_append (topics, self->info->topics->pdata[i]);
    if (g_strcmp0 (chosen, self->info->topics->pdata[i]) == 0)
      selected = i + 1;
  }
  gtk_drop_down_set_model (self->topic_choice, G_LIST_MODEL (topics));
  gtk_drop_down_set_selected (self->topic_choice, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->topic_choice), self->info->topics->len > 0);
}

static void
fill_list (ArcPracticesPage *self)
{
  fill_topics (self, GTK_STRING_LIST (gtk_drop_down_get_model (self->topic_choice)));
  clear_list (self->best_list);
  for (guint i = 0; i < self->info->best->len; i++)
    gtk_list_box_append (self->best_list, row_new (self->info->best->pdata[i]));
  gtk_widget_set_visible (self->best_group, self->info->best->len > 0);
  filter_changed_cb (self);
}

static void
row_activated_cb (ArcPracticesPage *self, GtkListBoxRow *row)
{
  const ArcPracticeLine *line =
      arc_practices_info_find (self->info, gtk_widget_get_name (GTK_WIDGET (row)));

  if (line != NULL)
    show_practice (self, line);
}

/* ---- reading ------------------------------------------------------------------------------ */

static void
show_error (ArcPracticesPage *self, const char *message)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);

  adw_status_page_set_description (self->error_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
  update_header (self);
}

static void
show_info (ArcPracticesPage *self)
{
  const ArcPracticeLine *shown = arc_practices_info_find (self->info, self->shown_id);

  adw_window_title_set_subtitle (self->window_title, self->info->team->team->name);
  fill_list (self);
  if (shown != NULL)
    show_practice (self, shown);
  else
    show_list (self);
}

static void refresh (ArcPracticesPage *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcPracticesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  ArcPracticesInfo *info =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  self->is_reading = FALSE;
  if (self->service == NULL) {
    arc_practices_info_free (info);
  } else if (self->must_read_again) {
    arc_practices_info_free (info);
    refresh (self);
  } else if (info == NULL) {
    show_error (self, error->message);
  } else if (info->practices == NULL) {
    arc_practices_info_free (info);
    show_error (self, _ ("You are not in this team any more."));
  } else {
    arc_practices_info_free (self->info);
    self->info = info;
    show_info (self);
  }
}

static void
refresh (ArcPracticesPage *self)
{
  if (self->service == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->must_read_again = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  arc_journal_service_read_async (self->service, arc_practices_info_read, g_strdup (self->team_id),
                                  g_free, (GDestroyNotify) arc_practices_info_free,
                                  self->cancellable, read_cb, g_object_ref (self));
}

/* ---- actions ------------------------------------------------------------------------------ */

static void
propose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcPracticesPage *self = ARC_PRACTICES_PAGE (widget);
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_new ();

  gtk_window_present (
      GTK_WINDOW (arc_practice_dialog_new (widget, self->service, self->team_id, turn)));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcPracticesPage *self = ARC_PRACTICES_PAGE (widget);

  if (self->info != NULL)
    arc_playbook_export_ask (widget, self->info->practices, self->info->team->team->name,
                             self->info->team->team->group_size, self->info->team->today);
}

static void
back_clicked_cb (ArcPracticesPage *self)
{
  if (is_at (self, "practice"))
    show_list (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_practices_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (arc_practices_page_parent_class)->map (widget);
  refresh (ARC_PRACTICES_PAGE (widget));
}

static void
arc_practices_page_folded_changed (ArcFoldable *self)
{
  update_header (ARC_PRACTICES_PAGE (self));
}

static void
arc_practices_page_dispose (GObject *object)
{
  ArcPracticesPage *self = ARC_PRACTICES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->info, arc_practices_info_free);
  g_clear_pointer (&self->shown_id, g_free);
  g_clear_object (&self->service);
  g_clear_pointer (&self->team_id, g_free);
  G_OBJECT_CLASS (arc_practices_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-practices-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, propose_button);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, state_choice);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, topic_choice);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, best_group);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, best_list);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, list);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, practice_scrolled);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticesPage, view_bin);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
arc_practices_page_class_init (ArcPracticesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = arc_practices_page_dispose;
  ARC_FOLDABLE_CLASS (klass)->folded_changed = arc_practices_page_folded_changed;
  widget_class->map = arc_practices_page_map;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "practices.propose", NULL, propose_action);
  gtk_widget_class_install_action (widget_class, "practices.export", NULL, export_action);
}

static void
arc_practices_page_init (ArcPracticesPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_practices_page_new (ArcJournalService *service, const char *team_id)
{
  ArcPracticesPage *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);
  g_return_val_if_fail (team_id != NULL, NULL);

  self = g_object_new (ARC_TYPE_PRACTICES_PAGE, NULL);
  self->service = g_object_ref (service);
  self->team_id = g_strdup (team_id);
  self->view = ARC_PRACTICE_VIEW (arc_practice_view_new (service));
  adw_bin_set_child (self->view_bin, GTK_WIDGET (self->view));
  g_signal_connect_object (service, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  update_header (self);
  return GTK_WIDGET (self);
}
