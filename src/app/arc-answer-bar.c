/* Answering a share. A kind of answer that was given stays pressed, and is taken back by pressing
 * it again. */
#include "arc-answer-bar.h"

#include "arc-line-view.h"
#include "arc-team-jobs.h"
#include "arc-team-undo.h"
#include "arc-undo-toast.h"
#include "arc-wrap-layout.h"

#include <glib/gi18n.h>

/* From the first keystroke that is not on disk to the write. Later ones do not put it off. */
#define KEEP_MS 500

struct _ArcAnswerBar {
  AdwBin parent_instance;

  GtkWidget *kinds_box;
  GtkWidget *kind_buttons[ARC_N_ANSWERS]; /* NULL for a suggestion */
  GtkTextView *text_view;
  GtkLabel *hint_label;
  GtkWidget *send_button;

  ArcJournalService *service;
  char *team_id;
  char *share_id;
  guint keep_id; /* what was typed is not on disk yet */
  gulong close_id;
  GHashTable *given[ARC_N_ANSWERS]; /* share's id -> post's id, of answers of mine */
  GHashTable *typed;                /* share's id -> text that was not sent */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (ArcAnswerBar, arc_answer_bar, ADW_TYPE_BIN)

static const char *
said (ArcAnswerKind kind)
{
  switch (kind) {
  case ARC_ANSWER_THANKS:
    return _ ("You said thanks");
  case ARC_ANSWER_WILL_TRY:
    return _ ("You said that you will try it");
  case ARC_ANSWER_ASK_LOOK_BACK:
    return _ ("You asked for a look-back");
  case ARC_ANSWER_SUGGESTION:
  case ARC_N_ANSWERS:
  default:
    return _ ("Your suggestion is on its way");
  }
}

static char *
dup_text (ArcAnswerBar *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  return g_strdup (g_strstrip (text));
}

/* ---- keeping what is typed ---------------------------------------------------------------- */

typedef struct {
  char *team_id;
  char *share_id;
  char *text;
} Typed;

static void
typed_free (gpointer data)
{
  Typed *typed = data;

  g_free (typed->team_id);
  g_free (typed->share_id);
  g_free (typed->text);
  g_free (typed);
}

static gpointer
keep_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Typed *typed = data;

  return GINT_TO_POINTER (
      arc_journal_keep_suggestion (journal, typed->team_id, typed->share_id, typed->text, error));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcAnswerBar) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (self->service != NULL)
    arc_toast_error (GTK_WIDGET (self), error);
}

static void
keep (ArcAnswerBar *self, const char *team_id, const char *share_id, const char *text)
{
  Typed *typed = g_new0 (Typed, 1);

  typed->team_id = g_strdup (team_id);
  typed->share_id = g_strdup (share_id);
  typed->text = g_strdup (text);
  arc_journal_service_write_async (self->service, keep_func, typed, typed_free, NULL, NULL, kept_cb,
                                   g_object_ref (self));
}

/* Hands to the journal what is not there yet. */
static void
keep_now (ArcAnswerBar *self)
{
  if (self->keep_id == 0)
    return;
  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->service != NULL && self->share_id != NULL)
    keep (self, self->team_id, self->share_id, g_hash_table_lookup (self->typed, self->share_id));
}

static gboolean
keep_cb (gpointer user_data)
{
  keep_now (user_data);
  return G_SOURCE_REMOVE;
}

/* Before the window waits for what is being written. */
static gboolean
close_request_cb (ArcAnswerBar *self)
{
  keep_now (self);
  return GDK_EVENT_PROPAGATE;
}

static void
text_changed_cb (ArcAnswerBar *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_set_sensitive (self->send_button, *text != '\0');
  gtk_widget_set_visible (
      GTK_WIDGET (self->hint_label),
      gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text_view)) == 0);
  if (self->share_id == NULL || self->is_filling)
    return;
  g_hash_table_replace (self->typed, g_strdup (self->share_id), g_steal_pointer (&text));
  if (self->keep_id == 0)
    self->keep_id = g_timeout_add (KEEP_MS, keep_cb, self);
}

static void
set_text (ArcAnswerBar *self, const char *text)
{
  self->is_filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
  self->is_filling = FALSE;
}

/* ---- sending ------------------------------------------------------------------------------ */

typedef struct {
  ArcAnswerBar *bar;
  char *team_id;
  char *share_id;
  ArcAnswerKind kind;
  char *text;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->bar);
  g_free (sending->team_id);
  g_free (sending->share_id);
  g_free (sending->text);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
set_pressed (ArcAnswerBar *self, ArcAnswerKind kind, gboolean pressed)
{
  if (self->kind_buttons[kind] == NULL)
    return;
  self->is_filling = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->kind_buttons[kind]), pressed);
  self->is_filling = FALSE;
}

/* What was not sent is there again, where nothing else was typed since. */
static void
bring_back (ArcAnswerBar *self, const Sending *sending)
{
  const char *typed = g_hash_table_lookup (self->typed, sending->share_id);

  if (g_strcmp0 (self->share_id, sending->share_id) == 0)
    set_pressed (self, sending->kind, FALSE);
  if (sending->kind != ARC_ANSWER_SUGGESTION || (typed != NULL && *typed != '\0'))
    return;
  g_hash_table_replace (self->typed, g_strdup (sending->share_id), g_strdup (sending->text));
  if (g_strcmp0 (self->share_id, sending->share_id) == 0)
    set_text (self, sending->text);
}

/* What was sent need not be kept; what was typed since is kept by itself. */
static void
forget_sent (ArcAnswerBar *self, const Sending *sending)
{
  const char *typed = g_hash_table_lookup (self->typed, sending->share_id);

  if (self->service != NULL && (typed == NULL || *typed == '\0'))
    keep (self, sending->team_id, sending->share_id, NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  ArcAnswerBar *self = sending->bar;
  g_autoptr (GError) error = NULL;
  g_autofree char *post_id = arc_team_job_finish_id (ARC_TEAM_SYNC (source), result, &error);

  if (error != NULL) {
    arc_toast_error (GTK_WIDGET (self), error);
    bring_back (self, sending);
    return;
  }
  if (sending->kind == ARC_ANSWER_SUGGESTION)
    forget_sent (self, sending);
  else
    g_hash_table_replace (self->given[sending->kind], g_strdup (sending->share_id),
                          g_strdup (post_id));
  if (self->service != NULL)
    arc_team_undo_offer (GTK_WIDGET (self), self->service, post_id, said (sending->kind));
}

static void
send (ArcAnswerBar *self, ArcAnswerKind kind, const char *text)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->bar = g_object_ref (self);
  sending->team_id = g_strdup (self->team_id);
  sending->share_id = g_strdup (self->share_id);
  sending->kind = kind;
  sending->text = g_strdup (text);
  arc_team_job_answer (arc_team_sync_get (self->service), self->share_id, kind, text, NULL, sent_cb,
                       sending);
}

static void
kind_toggled_cb (ArcAnswerBar *self, GtkToggleButton *button)
{
  ArcAnswerKind kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "arc-kind"));
  const char *post_id = NULL;

  if (self->is_filling || self->share_id == NULL || self->service == NULL)
    return;
  if (gtk_toggle_button_get_active (button)) {
    send (self, kind, "");
    return;
  }
  post_id = g_hash_table_lookup (self->given[kind], self->share_id);
  if (post_id != NULL)
    arc_team_take_back (GTK_WIDGET (self), self->service, post_id);
}

static void
send_clicked_cb (ArcAnswerBar *self)
{
  arc_answer_bar_send (self);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_answer_bar_dispose (GObject *object)
{
  ArcAnswerBar *self = ARC_ANSWER_BAR (object);

  keep_now (self);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_answer_bar_parent_class)->dispose (object);
}

static void
arc_answer_bar_finalize (GObject *object)
{
  ArcAnswerBar *self = ARC_ANSWER_BAR (object);

  for (int i = 0; i < ARC_N_ANSWERS; i++)
    g_hash_table_unref (self->given[i]);
  g_hash_table_unref (self->typed);
  g_free (self->team_id);
  g_free (self->share_id);
  G_OBJECT_CLASS (arc_answer_bar_parent_class)->finalize (object);
}

static void
arc_answer_bar_root (GtkWidget *widget)
{
  ArcAnswerBar *self = ARC_ANSWER_BAR (widget);
  GtkRoot *root = NULL;

  GTK_WIDGET_CLASS (arc_answer_bar_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    self->close_id =
        g_signal_connect_swapped (root, "close-request", G_CALLBACK (close_request_cb), self);
}

static void
arc_answer_bar_unroot (GtkWidget *widget)
{
  ArcAnswerBar *self = ARC_ANSWER_BAR (widget);

  keep_now (self);
  if (self->close_id != 0)
    g_clear_signal_handler (&self->close_id, gtk_widget_get_root (widget));
  GTK_WIDGET_CLASS (arc_answer_bar_parent_class)->unroot (widget);
}

static void
arc_answer_bar_class_init (ArcAnswerBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_answer_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_answer_bar_finalize;
  widget_class->root = arc_answer_bar_root;
  widget_class->unroot = arc_answer_bar_unroot;
  g_type_ensure (ARC_TYPE_LINE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-answer-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcAnswerBar, kinds_box);
  gtk_widget_class_bind_template_child (widget_class, ArcAnswerBar, text_view);
  gtk_widget_class_bind_template_child (widget_class, ArcAnswerBar, hint_label);
  gtk_widget_class_bind_template_child (widget_class, ArcAnswerBar, send_button);
  gtk_widget_class_bind_template_callback (widget_class, send_clicked_cb);
}

static void
add_kind (ArcAnswerBar *self, ArcAnswerKind kind, const char *label, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new_with_mnemonic (label);

  g_object_set_data (G_OBJECT (button), "arc-kind", GINT_TO_POINTER (kind));
  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_object (button, "toggled", G_CALLBACK (kind_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->kinds_box), button);
  self->kind_buttons[kind] = button;
}

static void
arc_answer_bar_init (ArcAnswerBar *self)
{
  for (int i = 0; i < ARC_N_ANSWERS; i++)
    self->given[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->kinds_box, arc_wrap_layout_new (6));
  add_kind (self, ARC_ANSWER_THANKS, _ ("_Thanks"), _ ("Tell the writer that it helped you"));
  add_kind (self, ARC_ANSWER_WILL_TRY, _ ("I’ll Tr_y It"),
            _ ("Tell the writer that you will try the same"));
  add_kind (self, ARC_ANSWER_ASK_LOOK_BACK, _ ("Ask for a _Look-Back"),
            _ ("Ask the writer to look back at what came of it"));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed",
                           G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  text_changed_cb (self);
}

GtkWidget *
arc_answer_bar_new (void)
{
  return g_object_new (ARC_TYPE_ANSWER_BAR, NULL);
}

void
arc_answer_bar_set_service (ArcAnswerBar *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_ANSWER_BAR (self));

  g_set_object (&self->service, service);
}

void
arc_answer_bar_show (ArcAnswerBar *self, const ArcShareReading *reading)
{
  const ArcPosted *posted = reading != NULL ? arc_share_reading_get_posted (reading) : NULL;
  g_autofree char *share_id = posted != NULL ? g_strdup (posted->post->id) : NULL;
  gboolean other = FALSE;
  const char *typed = NULL;

  g_return_if_fail (ARC_IS_ANSWER_BAR (self));

  other = g_strcmp0 (self->share_id, share_id) != 0;
  if (other)
    keep_now (self);
  g_free (self->team_id);
  self->team_id = posted != NULL ? g_strdup (posted->team_id) : NULL;
  g_free (self->share_id);
  self->share_id = g_steal_pointer (&share_id);
  for (int kind = 0; kind < ARC_N_ANSWERS; kind++) {
    const ArcShareAnswer *mine =
        reading != NULL ? arc_share_reading_find_mine (reading, kind) : NULL;

    if (self->share_id != NULL && mine != NULL)
      g_hash_table_replace (self->given[kind], g_strdup (self->share_id), g_strdup (mine->post_id));
    set_pressed (self, kind, mine != NULL);
  }
  if (!other)
    return;
  typed = self->share_id != NULL ? g_hash_table_lookup (self->typed, self->share_id) : NULL;
  if (typed == NULL && reading != NULL)
    typed = reading->typed;
  set_text (self, typed != NULL ? typed : "");
}

gboolean
arc_answer_bar_send (ArcAnswerBar *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (ARC_IS_ANSWER_BAR (self), FALSE);

  text = dup_text (self);
  if (*text == '\0' || self->share_id == NULL || self->service == NULL)
    return FALSE;
  /* It is kept until it is on its way. */
  keep_now (self);
  send (self, ARC_ANSWER_SUGGESTION, text);
  g_hash_table_replace (self->typed, g_strdup (self->share_id), g_strdup (""));
  set_text (self, "");
  return TRUE;
}
