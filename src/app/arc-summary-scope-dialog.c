/* Asks what a summary is to be about: period, topic, and who will read it. */
#include "arc-summary-scope-dialog.h"

#include "arc-day-row.h"

#include <glib/gi18n.h>

/* Days of the periods offered, today included; 0: all; -1: other days. */
static const struct {
  const char *label;
  int days;
} periods[] = {
    {N_ ("Last four weeks"), 28},    {N_ ("Last two weeks"), 14}, {N_ ("Last three months"), 92},
    {N_ ("Since the beginning"), 0}, {N_ ("Other days…"), -1},
};

typedef struct {
  GtkWidget *widget;
  ArcScopeChosenFunc chosen;
  char *team_id;
  ArcDay today;
  GPtrArray *topics;
  GtkWidget *period_row;
  GtkWidget *since_row;
  GtkWidget *until_row;
  GtkWidget *topic_row;
  GtkWidget *audience_row;
  AdwMessageDialog *dialog;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->widget);
  g_ptr_array_unref (asking->topics);
  g_free (asking->team_id);
  g_free (asking);
}

static ArcSummaryScope *
scope_of (const Asking *asking)
{
  ArcSummaryScope *scope = arc_summary_scope_new (asking->team_id);
  int days = periods[adw_combo_row_get_selected (ADW_COMBO_ROW (asking->period_row))].days;
  guint topic = adw_combo_row_get_selected (ADW_COMBO_ROW (asking->topic_row));

  if (days > 0) {
    scope->since = arc_day_add (asking->today, 1 - days);
    scope->until = asking->today;
  } else if (days < 0) {
    scope->since = arc_day_row_get_day (ARC_DAY_ROW (asking->since_row));
    scope->until = arc_day_row_get_day (ARC_DAY_ROW (asking->until_row));
  }
  if (topic > 0 && topic <= asking->topics->len)
    scope->topic = g_strdup (asking->topics->pdata[topic - 1]);
  if (adw_combo_row_get_selected (ADW_COMBO_ROW (asking->audience_row)) == 1)
    scope->audience = ARC_AUDIENCE_MANAGERS;
  return scope;
}

static void
changed_cb (Asking *asking)
{
  int days = periods[adw_combo_row_get_selected (ADW_COMBO_ROW (asking->period_row))].days;
  ArcDay since = arc_day_row_get_day (ARC_DAY_ROW (asking->since_row));
  ArcDay until = arc_day_row_get_day (ARC_DAY_ROW (asking->until_row));

  gtk_widget_set_visible (asking->since_row, days < 0);
  gtk_widget_set_visible (asking->until_row, days < 0);
  adw_message_dialog_set_response_enabled (asking->dialog, "make",
                                           days >= 0 || arc_day_compare (since, until) <= 0);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  if (g_str_equal (response, "make")) {
    g_autoptr (ArcSummaryScope) scope = scope_of (asking);

    asking->chosen (asking->widget, scope);
  }
  asking_free (asking);
}

static GtkWidget *
combo_row_new (const char *title, const char *const *labels)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (labels);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  return row;
}

static GtkWidget *
day_row_new (Asking *asking, const char *title, ArcDay day)
{
  GtkWidget *row = arc_day_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  arc_day_row_set_day (ARC_DAY_ROW (row), day);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), asking);
  return row;
}

static GtkWidget *
rows_new (Asking *asking)
{
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GPtrArray) topics = g_ptr_array_new ();
  const char *const audiences[] = {_ ("The whole team"), _ ("Managers only"), NULL};

  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    g_ptr_array_add (labels, (char *) _ (periods[i].label));
  g_ptr_array_add (labels, NULL);
  g_ptr_array_add (topics, (char *) _ ("All topics"));
  for (guint i = 0; i < asking->topics->len; i++)
    g_ptr_array_add (topics, asking->topics->pdata[i]);
  g_ptr_array_add (topics, NULL);
  asking->period_row = combo_row_new (_ ("Period"), (const char *const *) labels->pdata);
  asking->since_row = day_row_new (asking, _ ("From"), arc_day_add (asking->today, -27));
  asking->until_row = day_row_new (asking, _ ("Until"), asking->today);
  asking->topic_row = combo_row_new (_ ("Topic"), (const char *const *) topics->pdata);
  asking->audience_row = combo_row_new (_ ("For"), audiences);
  g_signal_connect_swapped (asking->period_row, "notify::selected", G_CALLBACK (changed_cb),
                            asking);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), asking->period_row);
  gtk_list_box_append (GTK_LIST_BOX (list), asking->since_row);
  gtk_list_box_append (GTK_LIST_BOX (list), asking->until_row);
  gtk_list_box_append (GTK_LIST_BOX (list), asking->topic_row);
  gtk_list_box_append (GTK_LIST_BOX (list), asking->audience_row);
  return list;
}

void
arc_summary_scope_ask (GtkWidget *widget, const ArcSummariesInfo *info, ArcScopeChosenFunc chosen)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Make a Summary"),
      _ ("You see a draft first; nobody else sees it until you publish it."));
  Asking *asking = g_new0 (Asking, 1);

  asking->widget = g_object_ref (widget);
  asking->chosen = chosen;
  asking->team_id = g_strdup (info->team->team->id);
  asking->today = info->team->today;
  asking->topics = g_ptr_array_ref (info->topics);
  asking->dialog = ADW_MESSAGE_DIALOG (dialog);
  adw_message_dialog_add_responses (asking->dialog, "cancel", _ ("_Cancel"), "make", _ ("_Make"),
                                    NULL);
  adw_message_dialog_set_response_appearance (asking->dialog, "make", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (asking->dialog, "make");
  adw_message_dialog_set_close_response (asking->dialog, "cancel");
  adw_message_dialog_set_extra_child (asking->dialog, rows_new (asking));
  changed_cb (asking);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), asking);
  gtk_window_present (GTK_WINDOW (dialog));
}
