/* One share, for reading and answering. */
#include "arc-share-reader.h"

#include "arc-answer-bar.h"
#include "arc-answer-list.h"
#include "arc-error.h"
#include "arc-share-view.h"
#include "arc-team-barrier-row.h"
#include "arc-text-label.h"

#include <glib/gi18n.h>

struct _ArcShareReader {
  AdwBin parent_instance;

  GtkStack *stack; /* none, share, done, problem */
  GtkScrolledWindow *scroller;
  GtkLabel *audience_label;
  GtkWidget *entry_button;
  GtkBox *states_box;
  GtkWidget *barriers_box;
  GtkListBox *barriers_list;
  ArcAnswerList *answer_list;
  ArcAnswerBar *answer_bar;
  AdwStatusPage *problem_page;

  ArcJournalService *service;
  GCancellable *cancellable; /* of the reading under way */
  char *post_id;
  ArcShareReading *reading; /* what is shown, or NULL */
};

G_DEFINE_FINAL_TYPE (ArcShareReader, arc_share_reader, ADW_TYPE_BIN)

/* ---- reviewed ----------------------------------------------------------------------------- */

typedef struct {
  char *post_id;
  gboolean is_read;
} Mark;

static void
mark_free (gpointer data)
{
  g_free (((Mark *) data)->post_id);
  g_free (data);
}

static gpointer
mark_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Mark *mark = data;

  return GINT_TO_POINTER (
      arc_journal_set_share_read (journal, mark->post_id, mark->is_read, error));
}

static void
set_read (ArcShareReader *self, gboolean is_read)
{
  Mark *mark = NULL;

  if (arc_journal_service_is_read_only (self->service))
    return;
  mark = g_new0 (Mark, 1);
  mark->post_id = g_strdup (self->post_id);
  mark->is_read = is_read;
  arc_journal_service_write_async (self->service, mark_func, mark, mark_free, NULL, NULL, NULL,
                                   NULL);
}

/* ---- showing ------------------------------------------------------------------------------ */

static void
show_states (ArcShareReader *self)
{
  const GPtrArray *states = self->reading->states;

  arc_box_clear (self->states_box);
  if (states->len > 1)
    gtk_box_append (self->states_box,
                    arc_text_label_new (_ ("Two devices of its writer changed this at the same "
                                           "time. Both states are shown."),
                                        "dim-label"));
  for (guint i = 0; i < states->len; i++) {
    const ArcPosted *posted = states->pdata[i];
    GtkWidget *view = arc_share_view_new ();

    arc_share_view_show (ARC_SHARE_VIEW (view), posted->share,
                         posted->is_mine ? _ ("You") : posted->author_name, self->reading->today,
                         NULL);
    if (i > 0)
      gtk_box_append (self->states_box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
    gtk_box_append (self->states_box, view);
  }
}

static const char *
describe_audience (const ArcPosted *posted)
{
  switch (posted->post->audience) {
  case ARC_AUDIENCE_TEAM:
    return posted->is_mine ? _ ("You shared this with the whole team.")
                           : _ ("Shared with the whole team.");
  case ARC_AUDIENCE_MANAGERS:
    return posted->is_mine ? _ ("You shared this with your managers.")
                           : _ ("Shared with the managers only.");
  case ARC_AUDIENCE_NAMED:
  case ARC_N_AUDIENCES:
  default:
    return posted->is_mine ? _ ("You shared this with some members.")
                           : _ ("Shared with you and others by name.");
  }
}

static void
show_reading (ArcShareReader *self)
{
  const ArcPosted *posted = arc_share_reading_get_posted (self->reading);
  gboolean can_answer = !posted->is_mine && !arc_journal_service_is_read_only (self->service);

  show_states (self);
  gtk_label_set_text (self->audience_label, describe_audience (posted));
  gtk_widget_set_visible (self->entry_button, self->reading->entry_id != NULL);
  arc_team_barrier_rows_show (self->barriers_list, self->reading->barriers, self->service,
                              self->reading->members, self->reading->me, self->reading->today,
                              FALSE);
  gtk_widget_set_visible (self->barriers_box, self->reading->barriers->len > 0);
  arc_answer_list_show (self->answer_list, self->reading->answers, self->reading->entry_id);
  arc_answer_bar_show (self->answer_bar, can_answer ? self->reading : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->answer_bar), can_answer);
  gtk_stack_set_visible_child_name (self->stack, "share");
}

static void
forget_reading (ArcShareReader *self)
{
  g_clear_pointer (&self->reading, arc_share_reading_free);
  arc_answer_bar_show (self->answer_bar, NULL);
}

static void
show_failure (ArcShareReader *self, const GError *error)
{
  g_autofree char *message = g_markup_escape_text (error->message, -1);

  forget_reading (self);
  adw_status_page_set_title (self->problem_page,
                             g_error_matches (error, ARC_ERROR, ARC_ERROR_NOT_FOUND)
                                 ? _ ("It was taken back")
                                 : _ ("It could not be read"));
  adw_status_page_set_description (self->problem_page, message);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcShareReader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcShareReading) reading =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  const ArcPosted *posted = NULL;
  gboolean other;

  /* An answer to an earlier question, or to one that was taken back. */
  if (self->post_id == NULL || self->service == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, ARC_ERROR, ARC_ERROR_INTERRUPTED))
    return;
  if (error != NULL) {
    show_failure (self, error);
    return;
  }
  posted = arc_share_reading_get_posted (reading);
  if (!g_str_equal (posted->post->id, self->post_id))
    return;
  other = self->reading == NULL ||
          !g_str_equal (arc_share_reading_get_posted (self->reading)->post->id, self->post_id);
  if (other && !posted->is_read && !posted->is_mine)
    set_read (self, TRUE);
  if (!other && arc_share_reading_equal (self->reading, reading))
    return;
  arc_share_reading_free (self->reading);
  self->reading = g_steal_pointer (&reading);
  if (other) {
    /* A form that was opened belongs to the share before. */
    GtkListBoxRow *row;

    while ((row = gtk_list_box_get_row_at_index (self->barriers_list, 0)) != NULL)
      gtk_list_box_remove (self->barriers_list, GTK_WIDGET (row));
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  }
  show_reading (self);
}

static void
read_share (ArcShareReader *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->post_id == NULL || self->service == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  arc_journal_service_read_async (self->service, arc_share_reading_read, g_strdup (self->post_id),
                                  g_free, (GDestroyNotify) arc_share_reading_free,
                                  self->cancellable, read_cb, g_object_ref (self));
}

static void
entry_clicked_cb (ArcShareReader *self)
{
  if (self->reading != NULL && self->reading->entry_id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-entry", "s", self->reading->entry_id);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_share_reader_dispose (GObject *object)
{
  ArcShareReader *self = ARC_SHARE_READER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_pointer (&self->post_id, g_free);
  g_clear_pointer (&self->reading, arc_share_reading_free);
  G_OBJECT_CLASS (arc_share_reader_parent_class)->dispose (object);
}

static void
arc_share_reader_class_init (ArcShareReaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_share_reader_dispose;
  g_type_ensure (ARC_TYPE_ANSWER_BAR);
  g_type_ensure (ARC_TYPE_ANSWER_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-share-reader.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcShareReader, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcShareReader, scroller);
  gtk_widget_class_bind_template_child (widget_class, ArcShareReader, audience_label);
  gtk_widget_class_bind_template_child (widget_class, ArcShareReader, entry_button);
  gtk_widget_class_bind_template_child (widget_class, ArcShareReader, states_box);
  gtk_widget_class_bind_template_child (widget_class, ArcShareReader, barriers_box);
  gtk_widget_class_bind_template_child (widget_class, ArcShareReader, barriers_list);
  gtk_widget_class_bind_template_child (widget_class, ArcShareReader, answer_list);
  gtk_widget_class_bind_template_child (widget_class, ArcShareReader, answer_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcShareReader, problem_page);
  gtk_widget_class_bind_template_callback (widget_class, entry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_share);
}

static void
arc_share_reader_init (ArcShareReader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_share_reader_new (void)
{
  return g_object_new (ARC_TYPE_SHARE_READER, NULL);
}

void
arc_share_reader_set_service (ArcShareReader *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_SHARE_READER (self));
  g_return_if_fail (self->service == NULL);

  self->service = g_object_ref (service);
  arc_answer_list_set_service (self->answer_list, service);
  arc_answer_bar_set_service (self->answer_bar, service);
  g_signal_connect_object (service, "changed", G_CALLBACK (read_share), self, G_CONNECT_SWAPPED);
}

void
arc_share_reader_show (ArcShareReader *self, const char *post_id)
{
  g_autofree char *own_id = g_strdup (post_id); /* @post_id may be ours */

  g_return_if_fail (ARC_IS_SHARE_READER (self));

  g_free (self->post_id);
  self->post_id = g_steal_pointer (&own_id);
  if (self->post_id == NULL) {
    forget_reading (self);
    gtk_stack_set_visible_child_name (self->stack, "none");
  }
  read_share (self);
}

const char *
arc_share_reader_get_post_id (ArcShareReader *self)
{
  g_return_val_if_fail (ARC_IS_SHARE_READER (self), NULL);

  return self->post_id;
}

void
arc_share_reader_show_all_read (ArcShareReader *self)
{
  g_return_if_fail (ARC_IS_SHARE_READER (self));

  arc_share_reader_show (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "done");
}

gboolean
arc_share_reader_shows_all_read (ArcShareReader *self)
{
  g_return_val_if_fail (ARC_IS_SHARE_READER (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "done") == 0;
}

gboolean
arc_share_reader_send (ArcShareReader *self)
{
  g_return_val_if_fail (ARC_IS_SHARE_READER (self), FALSE);

  return arc_answer_bar_send (self->answer_bar);
}

void
arc_share_reader_focus (ArcShareReader *self)
{
  g_return_if_fail (ARC_IS_SHARE_READER (self));

  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}
