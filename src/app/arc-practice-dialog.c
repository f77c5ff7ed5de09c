/* A person words a practice: When … do … so that …. */
#include "arc-practice-dialog.h"

#include "arc-day-row.h"
#include "arc-practice-jobs.h"
#include "arc-text.h"
#include "arc-undo-toast.h"

#include <glib/gi18n.h>

/* Characters of a line that are a wording to begin with. */
#define WORDING_CHARS 200
/* Shares that a practice names. */
#define SHARES_MAX 50

struct _ArcPracticeDialog {
  AdwWindow parent_instance;

  GtkWidget *content_box;
  GtkButton *save_button;
  GtkEditable *when_row;
  GtkEditable *do_row;
  GtkEditable *so_that_row;
  GtkEditable *topic_row;
  ArcDayRow *recheck_row;

  ArcJournalService *service;
  GtkWidget *origin;
  char *team_id;
  ArcPracticeTurn *turn;
};

G_DEFINE_FINAL_TYPE (ArcPracticeDialog, arc_practice_dialog, ADW_TYPE_WINDOW)

static char *
dup_row (GtkEditable *row)
{
  return arc_text_clean (gtk_editable_get_text (row));
}

static void
changed_cb (ArcPracticeDialog *self)
{
  g_autofree char *when = dup_row (self->when_row);
  g_autofree char *doing = dup_row (self->do_row);
  gboolean endorses = self->turn != NULL && self->turn->state == ARC_PRACTICE_ENDORSED;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button),
                            *doing != '\0' && (*when != '\0' || !endorses));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcPracticeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (id != NULL && self->origin != NULL) {
    gtk_widget_activate_action (self->origin, "win.toast", "s",
                                self->turn->state == ARC_PRACTICE_ENDORSED
                                    ? _ ("The practice is endorsed, and offered to the team")
                                    : _ ("The practice is proposed"));
    gtk_window_close (GTK_WINDOW (self));
  } else if (self->origin != NULL) {
    changed_cb (self);
    arc_toast_error (self->content_box, error);
  }
}

static void
take_row (char **text, GtkEditable *row)
{
  g_free (*text);
  *text = dup_row (row);
}

static void
save_clicked_cb (ArcPracticeDialog *self)
{
  take_row (&self->turn->when, self->when_row);
  take_row (&self->turn->doing, self->do_row);
  take_row (&self->turn->so_that, self->so_that_row);
  take_row (&self->turn->topic, self->topic_row);
  self->turn->recheck_on = arc_day_row_get_day (self->recheck_row);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  arc_practice_job_put (self->service, self->team_id, self->turn, saved_cb, g_object_ref (self));
}

static void
arc_practice_dialog_dispose (GObject *object)
{
  ArcPracticeDialog *self = ARC_PRACTICE_DIALOG (object);

  g_clear_object (&self->service);
  g_clear_object (&self->origin);
  g_clear_pointer (&self->team_id, g_free);
  G_OBJECT_CLASS (arc_practice_dialog_parent_class)->dispose (object);
}

static void
arc_practice_dialog_finalize (GObject *object)
{
  g_clear_pointer (&ARC_PRACTICE_DIALOG (object)->turn, arc_practice_turn_free);
  G_OBJECT_CLASS (arc_practice_dialog_parent_class)->finalize (object);
}

static void
arc_practice_dialog_class_init (ArcPracticeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_practice_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_practice_dialog_finalize;
  g_type_ensure (ARC_TYPE_DAY_ROW);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-practice-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcPracticeDialog, content_box);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticeDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticeDialog, when_row);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticeDialog, do_row);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticeDialog, so_that_row);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticeDialog, topic_row);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticeDialog, recheck_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
}

static void
arc_practice_dialog_init (ArcPracticeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_practice_dialog_new (GtkWidget *origin, ArcJournalService *service, const char *team_id,
                         const ArcPracticeTurn *turn)
{
  GtkRoot *root = gtk_widget_get_root (origin);
  gboolean endorses = turn->state == ARC_PRACTICE_ENDORSED;
  ArcPracticeDialog *self = g_object_new (
      ARC_TYPE_PRACTICE_DIALOG, "transient-for", GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      "title", endorses ? _ ("Endorse a Practice") : _ ("Propose a Practice"), NULL);

  self->service = g_object_ref (service);
  self->origin = g_object_ref (origin);
  self->team_id = g_strdup (team_id);
  self->turn = arc_practice_turn_copy (turn);
  gtk_button_set_label (self->save_button, endorses ? _ ("_Endorse") : _ ("_Propose"));
  gtk_editable_set_text (self->when_row, turn->when);
  gtk_editable_set_text (self->do_row, turn->doing);
  gtk_editable_set_text (self->so_that_row, turn->so_that);
  gtk_editable_set_text (self->topic_row, turn->topic);
  arc_day_row_set_day (self->recheck_row, turn->recheck_on);
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->when_row));
  return GTK_WIDGET (self);
}

static void
add_shares (ArcPracticeTurn *turn, const ArcSummaryLine *line)
{
  for (guint i = 0; i < line->quotes->len && turn->shares->len < SHARES_MAX; i++) {
    const ArcQuote *quote = line->quotes->pdata[i];

    if (!quote->is_withdrawn && *quote->share_id != '\0' &&
        !g_ptr_array_find_with_equal_func (turn->shares, quote->share_id, g_str_equal, NULL))
      g_ptr_array_add (turn->shares, g_strdup (quote->share_id));
  }
}

void
arc_practice_dialog_show_for_line (GtkWidget *origin, ArcJournalService *service,
                                   const char *team_id, const ArcSummaryLine *line,
                                   const char *topic, ArcDay today)
{
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_new ();

  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (line != NULL);

  turn->state = ARC_PRACTICE_ENDORSED;
  g_free (turn->doing);
  turn->doing = arc_text_excerpt (line->text, WORDING_CHARS);
  g_free (turn->topic);
  turn->topic = g_strdup (topic);
  turn->recheck_on = arc_day_add (today, ARC_PRACTICE_RECHECK_DAYS);
  add_shares (turn, line);
  /* The most typical statement comes first; whoever wrote it found it. */
  if (line->quotes->len > 0 && !((const ArcQuote *) line->quotes->pdata[0])->is_withdrawn) {
    g_free (turn->finder);
    turn->finder = g_strdup (((const ArcQuote *) line->quotes->pdata[0])->author);
  }
  gtk_window_present (GTK_WINDOW (arc_practice_dialog_new (origin, service, team_id, turn)));
}
