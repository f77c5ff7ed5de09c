/* The summaries of one team: a list of those that are published, and one of them, or a draft, to
 * read. A draft follows what is shared and how it is corrected, until it is published. */
#include "arc-summaries-page.h"

#include "arc-equivalents-dialog.h"
#include "arc-focus-card.h"
#include "arc-json-summary.h"
#include "arc-summary-act.h"
#include "arc-summary-correct.h"
#include "arc-summary-draft.h"
#include "arc-summary-export.h"
#include "arc-summary-publish.h"
#include "arc-summary-scope-dialog.h"
#include "arc-summary-view.h"
#include "arc-team-sync.h"
#include "arc-team-undo.h"
#include "arc-text.h"
#include "arc-undo-toast.h"
#include "arc-when.h"

#include <glib/gi18n.h>

struct _ArcSummariesPage {
  ArcFoldable parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *back_button;
  GtkWidget *make_button;
  GtkWidget *export_button;
  GtkWidget *publish_button;
  GtkStack *stack; /* loading, list, summary, error */
  GtkBox *focus_box;
  GtkWidget *published_group;
  GtkListBox *published_list;
  AdwStatusPage *empty_page;
  AdwStatusPage *error_page;
  GtkScrolledWindow *summary_scrolled;
  ArcSummaryView *view;

  ArcJournalService *service;
  GCancellable *cancellable;
  char *team_id;
  ArcSummariesInfo *info;
  gboolean is_reading;
  gboolean must_read_again;

  char *shown_id;         /* of the published summary that is shown */
  ArcSummaryDraft *draft; /* (nullable): that is made or shown */
  gboolean is_draft_shown;
  ArcSummaryStore *store;
};

G_DEFINE_FINAL_TYPE (ArcSummariesPage, arc_summaries_page, ARC_TYPE_FOLDABLE)

/* ---- what is shown ------------------------------------------------------------------------ */

static gboolean
is_at (ArcSummariesPage *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
}

static const ArcPublished *
find_published (ArcSummariesPage *self, const char *post_id)
{
  for (guint i = 0; self->info != NULL && self->info->published != NULL && post_id != NULL &&
                    i < self->info->published->len;
       i++) {
    const ArcPublished *published = self->info->published->pdata[i];

    if (g_str_equal (published->post_id, post_id))
      return published;
  }
  return NULL;
}

static void
update_header (ArcSummariesPage *self)
{
  gboolean reading = is_at (self, "summary");
  gboolean may_lead = self->info != NULL && self->info->may_lead;
  const ArcPublished *shown = reading ? find_published (self, self->shown_id) : NULL;
  gboolean can_correct = may_lead && shown != NULL && shown->is_mine;

  gtk_widget_set_visible (self->back_button,
                          arc_foldable_get_folded (ARC_FOLDABLE (self)) || reading);
  gtk_widget_set_tooltip_text (self->back_button, reading ? _ ("Back to the list") : _ ("Back"));
  gtk_widget_set_visible (self->make_button, may_lead && is_at (self, "list"));
  /* Beside the window's own buttons there is little room in a narrow one. */
  if (arc_foldable_get_folded (ARC_FOLDABLE (self)))
    gtk_button_set_icon_name (GTK_BUTTON (self->make_button), "list-add-symbolic");
  else
    gtk_button_set_label (GTK_BUTTON (self->make_button), _ ("_Make a Summary"));
  gtk_widget_set_visible (self->export_button, reading);
  gtk_widget_set_visible (self->publish_button, reading && (self->is_draft_shown || can_correct));
  gtk_button_set_label (GTK_BUTTON (self->publish_button),
                        self->is_draft_shown ? _ ("_Publish…") : _ ("_New Version"));
  /* What is read has its title in the text, and the buttons of the window need room. */
  gtk_widget_set_visible (GTK_WIDGET (self->window_title),
                          !reading || !arc_foldable_get_folded (ARC_FOLDABLE (self)));
  adw_window_title_set_title (self->window_title,
                              self->is_draft_shown && reading ? _ ("Draft") : _ ("Summaries"));
}

static void
leave_draft (ArcSummariesPage *self)
{
  if (self->draft != NULL)
    arc_summary_draft_close (self->draft);
  g_clear_object (&self->draft);
  self->is_draft_shown = FALSE;
}

static void
show_list (ArcSummariesPage *self)
{
  leave_draft (self);
  g_clear_pointer (&self->shown_id, g_free);
  gtk_stack_set_visible_child_name (self->stack, self->info != NULL ? "list" : "loading");
  update_header (self);
}

static ArcSummaryRowFlags
lead_flags (ArcSummariesPage *self)
{
  return self->info->may_lead ? ARC_SUMMARY_ROW_LEADS : ARC_SUMMARY_ROW_PLAIN;
}

static void
show_published (ArcSummariesPage *self, const ArcPublished *published)
{
  leave_draft (self);
  if (self->shown_id != published->post_id) {
    g_free (self->shown_id);
    self->shown_id = g_strdup (published->post_id);
  }
  arc_summary_view_show (self->view, published->summary, published->author_name, lead_flags (self));
  gtk_stack_set_visible_child_name (self->stack, "summary");
  update_header (self);
}

/* ---- the list ----------------------------------------------------------------------------- */

static GtkWidget *
published_row_new (const ArcPublished *published)
{
  const ArcSummary *summary = published->summary;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                    "icon-name", "go-next-symbolic", NULL);
  g_autofree char *day = arc_when_date (summary->made_on, (ArcDay){0});
  g_autofree char *author = arc_text_isolate (published->author_name);
  g_autofree char *about = NULL;

  /* Translators: a day, a person, a number. */
  about = g_strdup_printf (_ ("%s · %s · version %u"), day, author, summary->version);
  if (published->quotes_me) {
    g_autofree char *whole =
        /* Translators: what is known of a summary, and that words of the reader are in it. */
        g_strdup_printf (_ ("%s · your words are in it"), about);

    g_free (g_steal_pointer (&about));
    about = g_steal_pointer (&whole);
  }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), summary->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
fill_list (ArcSummariesPage *self)
{
  const GPtrArray *published = self->info->published;
  gboolean may_lead = self->info->may_lead;
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->published_list, 0)) != NULL)
    gtk_list_box_remove (self->published_list, GTK_WIDGET (row));
  for (guint i = 0; i < published->len; i++)
    gtk_list_box_append (self->published_list, published_row_new (published->pdata[i]));
  gtk_widget_set_visible (self->published_group, published->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_page), published->len == 0);
  adw_status_page_set_description (
      self->empty_page,
      may_lead
          ? _ ("A summary tells the team in five minutes what worked, what did not, and what is in "
               "the way. You see a draft first.")
          : _ ("A manager or facilitator makes a summary of what is shared: what worked, what did "
               "not, and what is in the way. It comes here when it is published."));
  arc_focus_cards_show (self->focus_box, self->info->team->aims, self->service,
                        self->info->team->today, arc_team_info_is_manager (self->info->team), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->focus_box), self->info->team->aims->len > 0);
}

static void
row_activated_cb (ArcSummariesPage *self, GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);

  if (self->info == NULL || index < 0 || (guint) index >= self->info->published->len)
    return;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->summary_scrolled), 0);
  show_published (self, self->info->published->pdata[index]);
}

/* ---- reading ------------------------------------------------------------------------------ */

static void refresh (ArcSummariesPage *self);

static void
show_error (ArcSummariesPage *self, const char *message)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);

  adw_status_page_set_description (self->error_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
  update_header (self);
}

static gboolean
same_summary (const ArcSummary *a, const ArcSummary *b)
{
  g_autofree char *one = arc_body_from_summary (a);
  g_autofree char *other = arc_body_from_summary (b);

  return g_str_equal (one, other);
}

static void
show_info (ArcSummariesPage *self)
{
  const ArcPublished *shown = find_published (self, self->shown_id);

  adw_window_title_set_subtitle (self->window_title, self->info->team->team->name);
  fill_list (self);
  if (self->draft != NULL) {
    arc_summary_draft_make (self->draft, NULL);
  } else if (shown != NULL) {
    if (!same_summary (shown->summary, arc_summary_view_get_summary (self->view)))
      show_published (self, shown);
    update_header (self);
  } else {
    show_list (self);
  }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcSummariesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  ArcSummariesInfo *info =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  self->is_reading = FALSE;
  if (self->service == NULL) {
    arc_summaries_info_free (info);
  } else if (self->must_read_again) {
    arc_summaries_info_free (info);
    refresh (self);
  } else if (info == NULL) {
    show_error (self, error->message);
  } else if (info->team->team == NULL || info->published == NULL) {
    arc_summaries_info_free (info);
    show_error (self, _ ("You are not in this team any more."));
  } else {
    arc_summaries_info_free (self->info);
    self->info = info;
    show_info (self);
  }
}

static void
refresh (ArcSummariesPage *self)
{
  if (self->service == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->must_read_again = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  arc_journal_service_read_async (self->service, arc_summaries_info_read, g_strdup (self->team_id),
                                  g_free, (GDestroyNotify) arc_summaries_info_free,
                                  self->cancellable, read_cb, g_object_ref (self));
}

/* ---- a draft ------------------------------------------------------------------------------ */

/* What the person typed stays, and so does the place where they read. */
static void
draft_made_cb (ArcSummariesPage *self, ArcSummary *summary)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->summary_scrolled);
  double value = gtk_adjustment_get_value (adjustment);

  if (self->is_draft_shown) {
    g_free (summary->title);
    summary->title = g_strdup (arc_summary_view_get_summary (self->view)->title);
  } else {
    value = 0;
  }
  self->is_draft_shown = TRUE;
  g_clear_pointer (&self->shown_id, g_free);
  arc_summary_view_show (self->view, summary, NULL, ARC_SUMMARY_ROW_CORRECTS | lead_flags (self));
  gtk_stack_set_visible_child_name (self->stack, "summary");
  gtk_adjustment_set_value (adjustment, value);
  update_header (self);
}

static void
draft_failed_cb (ArcSummariesPage *self, const GError *error)
{
  if (!self->is_draft_shown)
    show_list (self);
  arc_toast_error (GTK_WIDGET (self), error);
}

static void
begin_draft (ArcSummariesPage *self, const ArcSummaryScope *scope, const char *replaces_id)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  leave_draft (self);
  self->draft = arc_summary_draft_new (self->service, self->store, scope, replaces_id);
  g_signal_connect_object (self->draft, "made", G_CALLBACK (draft_made_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "failed", G_CALLBACK (draft_failed_cb), self,
                           G_CONNECT_SWAPPED);
  arc_summary_draft_make (self->draft, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
}

static void
scope_chosen_cb (GtkWidget *widget, const ArcSummaryScope *scope)
{
  ArcSummariesPage *self = ARC_SUMMARIES_PAGE (widget);

  if (self->service != NULL)
    begin_draft (self, scope, NULL);
}

/* ---- corrections -------------------------------------------------------------------------- */

/* FALSE where the summary has become another in the meantime. */
static gboolean
read_place (ArcSummariesPage *self, GVariant *parameter, ArcSummaryPlace *place)
{
  const ArcSummary *summary = arc_summary_view_get_summary (self->view);
  guint part = 0, line = 0, quote = 0;

  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE ("(uuu)")))
    g_variant_get (parameter, "(uuu)", &part, &line, &quote);
  else
    g_variant_get (parameter, "(uu)", &part, &line);
  *place = (ArcSummaryPlace){part, line, quote};
  return self->info != NULL && summary != NULL && part < ARC_N_SUMMARY_PARTS &&
         line < summary->parts[part]->len;
}

static void
correct_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const struct {
    const char *name;
    ArcCorrecting correcting;
  } actions[] = {
      {"summary.rename", ARC_CORRECTING_RENAME},   {"summary.merge", ARC_CORRECTING_MERGE},
      {"summary.drop", ARC_CORRECTING_DROP},       {"summary.split", ARC_CORRECTING_SPLIT},
      {"summary.barrier", ARC_CORRECTING_BARRIER}, {"summary.move", ARC_CORRECTING_MOVE}};
  ArcSummariesPage *self = ARC_SUMMARIES_PAGE (widget);
  ArcSummaryPlace place;

  if (!self->is_draft_shown || !read_place (self, parameter, &place))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      arc_summary_correct_ask (widget, self->service, self->team_id,
                               arc_summary_view_get_summary (self->view), self->info->team->members,
                               place, actions[i].correcting);
}

/* ---- from a line to what the team does ---------------------------------------------------- */

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcSummariesPage *self = ARC_SUMMARIES_PAGE (widget);
  const ArcSummary *summary = arc_summary_view_get_summary (self->view);
  ArcSummaryPlace place;

  if (!read_place (self, parameter, &place))
    return;
  if (g_str_equal (name, "summary.focus"))
    arc_summary_act_focus (widget, self->service, self->team_id, summary, place,
                           self->info->team->today);
  else
    arc_summary_act_practice (widget, self->service, self->team_id, summary, place,
                              self->info->team->today);
}

static void
equivalents_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcSummariesPage *self = ARC_SUMMARIES_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->service != NULL)
    gtk_window_present (GTK_WINDOW (arc_equivalents_dialog_new (
        GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->service, self->team_id)));
}

static void
show_share_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-share", "(ss)",
                              ARC_SUMMARIES_PAGE (widget)->team_id,
                              g_variant_get_string (parameter, NULL));
}

/* ---- publishing, exporting ---------------------------------------------------------------- */

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcSummariesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (self->service == NULL)
    return;
  gtk_widget_set_sensitive (self->publish_button, TRUE);
  if (id == NULL) {
    arc_toast_error (GTK_WIDGET (self), error);
    return;
  }
  show_list (self);
  refresh (self);
  arc_team_sync_request (arc_team_sync_get (self->service));
  arc_team_undo_offer (GTK_WIDGET (self), self->service, id, _ ("The summary is published"));
}

static void
publish (GtkWidget *widget)
{
  ArcSummariesPage *self = ARC_SUMMARIES_PAGE (widget);

  if (self->service == NULL || !self->is_draft_shown)
    return;
  gtk_widget_set_sensitive (self->publish_button, FALSE);
  arc_summary_publish_async (
      self->service, self->team_id, arc_summary_view_get_summary (self->view),
      arc_summary_draft_get_replaces (self->draft), published_cb, g_object_ref (self));
}

/* A draft of the same period, which becomes the next version. */
static void
correct_published (ArcSummariesPage *self)
{
  const ArcPublished *published = find_published (self, self->shown_id);
  g_autoptr (ArcSummaryScope) scope = arc_summary_scope_new (self->team_id);

  if (published == NULL)
    return;
  scope->audience = published->summary->audience;
  scope->topic = *published->summary->topic != '\0' ? g_strdup (published->summary->topic) : NULL;
  scope->since = published->summary->since;
  scope->until = published->summary->until;
  begin_draft (self, scope, published->post_id);
}

static void
publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcSummariesPage *self = ARC_SUMMARIES_PAGE (widget);

  if (self->info == NULL || !self->info->may_lead || !is_at (self, "summary"))
    return;
  if (self->is_draft_shown)
    arc_summary_publish_ask (widget, arc_summary_view_get_summary (self->view), publish);
  else
    correct_published (self);
}

static void
make_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcSummariesPage *self = ARC_SUMMARIES_PAGE (widget);

  if (self->info != NULL && self->info->may_lead)
    arc_summary_scope_ask (widget, self->info, scope_chosen_cb);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcSummariesPage *self = ARC_SUMMARIES_PAGE (widget);

  if (is_at (self, "summary"))
    arc_summary_export_ask (widget, arc_summary_view_get_summary (self->view),
                            self->info != NULL ? self->info->team->members : NULL);
}

static void
back_clicked_cb (ArcSummariesPage *self)
{
  if (is_at (self, "summary"))
    show_list (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_summaries_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (arc_summaries_page_parent_class)->map (widget);
  refresh (ARC_SUMMARIES_PAGE (widget));
}

static void
arc_summaries_page_folded_changed (ArcFoldable *self)
{
  update_header (ARC_SUMMARIES_PAGE (self));
}

static void
arc_summaries_page_dispose (GObject *object)
{
  ArcSummariesPage *self = ARC_SUMMARIES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  leave_draft (self);
  g_clear_pointer (&self->shown_id, g_free);
  g_clear_pointer (&self->info, arc_summaries_info_free);
  g_clear_pointer (&self->store, arc_summary_store_unref);
  g_clear_object (&self->service);
  g_clear_pointer (&self->team_id, g_free);
  G_OBJECT_CLASS (arc_summaries_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-summaries-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, make_button);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, publish_button);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, focus_box);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, published_group);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, published_list);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, summary_scrolled);
  gtk_widget_class_bind_template_child (widget_class, ArcSummariesPage, view);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
arc_summaries_page_class_init (ArcSummariesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = arc_summaries_page_dispose;
  ARC_FOLDABLE_CLASS (klass)->folded_changed = arc_summaries_page_folded_changed;
  widget_class->map = arc_summaries_page_map;
  g_type_ensure (ARC_TYPE_SUMMARY_VIEW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "summaries.make", NULL, make_action);
  gtk_widget_class_install_action (widget_class, "summaries.publish", NULL, publish_action);
  gtk_widget_class_install_action (widget_class, "summaries.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "summaries.equivalents", NULL, equivalents_action);
  gtk_widget_class_install_action (widget_class, "summary.rename", "(uu)", correct_action);
  gtk_widget_class_install_action (widget_class, "summary.merge", "(uu)", correct_action);
  gtk_widget_class_install_action (widget_class, "summary.drop", "(uu)", correct_action);
  gtk_widget_class_install_action (widget_class, "summary.barrier", "(uu)", correct_action);
  gtk_widget_class_install_action (widget_class, "summary.split", "(uuu)", correct_action);
  gtk_widget_class_install_action (widget_class, "summary.move", "(uuu)", correct_action);
  gtk_widget_class_install_action (widget_class, "summary.focus", "(uu)", act_action);
  gtk_widget_class_install_action (widget_class, "summary.practice", "(uu)", act_action);
  gtk_widget_class_install_action (widget_class, "summary.show-share", "s", show_share_action);
}

static void
arc_summaries_page_init (ArcSummariesPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->store = arc_summary_store_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_summaries_page_new (ArcJournalService *service, const char *team_id)
{
  ArcSummariesPage *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);
  g_return_val_if_fail (team_id != NULL, NULL);

  self = g_object_new (ARC_TYPE_SUMMARIES_PAGE, NULL);
  self->service = g_object_ref (service);
  self->team_id = g_strdup (team_id);
  g_signal_connect_object (service, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  update_header (self);
  return GTK_WIDGET (self);
}
