/* What others answered to a share, or what one answered oneself. A suggestion to the writer can
 * become a commitment of their entry. */
#include "arc-answer-list.h"

#include "arc-journal-loop.h"
#include "arc-team-undo.h"
#include "arc-text-label.h"
#include "arc-undo-toast.h"
#include "arc-when.h"
#include "arc-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ArcAnswerList {
  AdwBin parent_instance;

  GtkBox *box;

  ArcJournalService *service;
  char *entry_id;
  gboolean dismissable;
};

G_DEFINE_FINAL_TYPE (ArcAnswerList, arc_answer_list, ADW_TYPE_BIN)

/* ---- a commitment out of a suggestion ----------------------------------------------------- */

typedef struct {
  ArcAnswerList *list;
  ArcCommitment *commitment;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->list);
  arc_commitment_free (making->commitment);
  g_free (making);
}

static gpointer
save_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;

  return GINT_TO_POINTER (arc_journal_save_commitment (journal, making->commitment, error));
}

static gpointer
delete_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;

  return GINT_TO_POINTER (arc_journal_delete_commitment (journal, making->commitment->id, error));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcAnswerList) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  arc_toast_error (GTK_WIDGET (self), error);
}

static Making *
making_copy (const Making *making)
{
  Making *copy = g_new0 (Making, 1);

  copy->list = g_object_ref (making->list);
  copy->commitment = arc_commitment_copy (making->commitment);
  return copy;
}

static void
undo_cb (gpointer data)
{
  Making *making = data;

  if (making->list->service != NULL)
    arc_journal_service_write_async (making->list->service, delete_func, making_copy (making),
                                     making_free, NULL, NULL, deleted_cb,
                                     g_object_ref (making->list));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Making *making = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (error != NULL)
    arc_toast_error (GTK_WIDGET (making->list), error);
  else
    arc_undo_toast_show (GTK_WIDGET (making->list), _ ("It is a commitment of yours now"), undo_cb,
                         making_copy (making), making_free);
}

/* A commitment is one line. */
static char *
one_line (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  g_strdelimit (copy, "\r\n\t", ' ');
  return g_strdup (g_strstrip (copy));
}

static void
commit_clicked_cb (GtkWidget *button, ArcAnswerList *self)
{
  const char *text = g_object_get_data (G_OBJECT (button), "arc-text");
  g_autofree char *line = one_line (text);
  Making *making = NULL;

  if (self->service == NULL || self->entry_id == NULL)
    return;
  making = g_new0 (Making, 1);
  making->list = g_object_ref (self);
  making->commitment = arc_commitment_new (ARC_KIND_START, line);
  making->commitment->entry_id = g_strdup (self->entry_id);
  gtk_widget_set_sensitive (button, FALSE);
  arc_journal_service_write_async (self->service, save_func, making, making_free, NULL, NULL,
                                   saved_cb, making);
}

static gpointer
dismiss_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (arc_journal_dismiss_news (journal, data, error));
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcAnswerList) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  arc_toast_error (GTK_WIDGET (self), error);
}

static void
dismiss_clicked_cb (GtkWidget *button, ArcAnswerList *self)
{
  const char *post_id = g_object_get_data (G_OBJECT (button), "arc-post");

  if (self->service == NULL)
    return;
  gtk_widget_set_sensitive (button, FALSE);
  arc_journal_service_write_async (self->service, dismiss_func, g_strdup (post_id), g_free, NULL,
                                   NULL, dismissed_cb, g_object_ref (self));
}

static void
take_back_clicked_cb (GtkWidget *button, ArcAnswerList *self)
{
  gtk_widget_set_sensitive (button, FALSE);
  if (self->service != NULL)
    arc_team_take_back (GTK_WIDGET (self), self->service,
                        g_object_get_data (G_OBJECT (button), "arc-post"));
}

/* ---- rows --------------------------------------------------------------------------------- */

static char *
describe_mine (ArcAnswerKind kind)
{
  switch (kind) {
  case ARC_ANSWER_SUGGESTION:
    return g_strdup (_ ("You suggested"));
  case ARC_ANSWER_THANKS:
    return g_strdup (_ ("You said thanks"));
  case ARC_ANSWER_WILL_TRY:
    return g_strdup (_ ("You said that you will try it"));
  case ARC_ANSWER_ASK_LOOK_BACK:
    return g_strdup (_ ("You asked for a look-back"));
  case ARC_N_ANSWERS:
  default:
    return g_strdup ("");
  }
}

static char *
describe (const ArcShareAnswer *answer)
{
  const char *name = answer->author_name;

  if (answer->is_mine)
    return describe_mine (answer->kind);
  switch (answer->kind) {
  case ARC_ANSWER_SUGGESTION:
    /* Translators: %s is a person. */
    return g_strdup_printf (_ ("%s suggested"), name);
  case ARC_ANSWER_THANKS:
    /* Translators: %s is a person. */
    return g_strdup_printf (_ ("%s said thanks"), name);
  case ARC_ANSWER_WILL_TRY:
    /* Translators: %s is a person. */
    return g_strdup_printf (_ ("%s will try it"), name);
  case ARC_ANSWER_ASK_LOOK_BACK:
    /* Translators: %s is a person. */
    return g_strdup_printf (_ ("%s asks you to look back at it"), name);
  case ARC_N_ANSWERS:
  default:
    return g_strdup (name);
  }
}

/* "Ben Ito suggested · Friday, 20 November" */
static char *
describe_with_day (const ArcShareAnswer *answer)
{
  g_autofree char *who = describe (answer);
  g_autofree char *zone = arc_zone_local ();
  g_autofree char *day =
      arc_when_date (arc_day_of (answer->at_us, zone, 0), arc_day_of (g_get_real_time (), zone, 0));

  /* Translators: what somebody did, and the day: “Ben Ito suggested · Friday, 20 November”. */
  return g_strdup_printf (C_ ("answer, day", "%s · %s"), who, day);
}

static void
add_button (GtkWidget *buttons, const char *label, const char *key, const char *value,
            GCallback clicked, ArcAnswerList *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data_full (G_OBJECT (button), key, g_strdup (value), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  gtk_box_append (GTK_BOX (buttons), button);
}

static GtkWidget *
row_new (ArcAnswerList *self, const ArcShareAnswer *answer)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *who = describe_with_day (answer);

  gtk_widget_add_css_class (box, "arc-block");
  gtk_widget_set_layout_manager (buttons, arc_wrap_layout_new (6));
  gtk_box_append (GTK_BOX (box), arc_text_label_new (who, "caption-heading"));
  if (*answer->text != '\0') {
    GtkWidget *text = arc_text_label_new (answer->text, NULL);

    gtk_label_set_selectable (GTK_LABEL (text), TRUE);
    gtk_box_append (GTK_BOX (box), text);
  }
  if (answer->is_mine)
    add_button (buttons, _ ("_Take Back"), "arc-post", answer->post_id,
                G_CALLBACK (take_back_clicked_cb), self);
  else if (answer->kind == ARC_ANSWER_SUGGESTION && self->entry_id != NULL)
    add_button (buttons, _ ("Make It a _Commitment"), "arc-text", answer->text,
                G_CALLBACK (commit_clicked_cb), self);
  if (self->dismissable && !answer->is_mine)
    add_button (buttons, _ ("_Dismiss"), "arc-post", answer->post_id,
                G_CALLBACK (dismiss_clicked_cb), self);
  gtk_widget_set_visible (buttons, gtk_widget_get_first_child (buttons) != NULL);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, who, -1);
  return row;
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_answer_list_dispose (GObject *object)
{
  ArcAnswerList *self = ARC_ANSWER_LIST (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->entry_id, g_free);
  G_OBJECT_CLASS (arc_answer_list_parent_class)->dispose (object);
}

static void
arc_answer_list_class_init (ArcAnswerListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_answer_list_dispose;
}

static void
arc_answer_list_init (ArcAnswerList *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
arc_answer_list_new (void)
{
  return g_object_new (ARC_TYPE_ANSWER_LIST, NULL);
}

void
arc_answer_list_set_service (ArcAnswerList *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_ANSWER_LIST (self));

  g_set_object (&self->service, service);
}

void
arc_answer_list_set_dismissable (ArcAnswerList *self, gboolean dismissable)
{
  g_return_if_fail (ARC_IS_ANSWER_LIST (self));

  self->dismissable = dismissable;
}

void
arc_answer_list_show (ArcAnswerList *self, const GPtrArray *answers, const char *entry_id)
{
  g_autofree char *own_id = g_strdup (entry_id); /* @entry_id may be ours */
  GtkWidget *list = NULL;

  g_return_if_fail (ARC_IS_ANSWER_LIST (self));

  g_free (self->entry_id);
  self->entry_id = g_steal_pointer (&own_id);
  arc_box_clear (self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), answers->len > 0);
  if (answers->len == 0)
    return;
  gtk_box_append (self->box, arc_text_heading_new (_ ("Answers"), "heading", 2));
  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Answers"), -1);
  for (guint i = 0; i < answers->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), row_new (self, answers->pdata[i]));
  gtk_box_append (self->box, list);
}
