/* The composer above the pages of a window. It is built when something is first written, and used
 * again from then on. */
#include "arc-writing.h"

#include "arc-config.h"

#include <glib/gi18n.h>

#include "arc-composer.h"
#include "arc-journal-loop.h"
#include "arc-team-sync.h"
#include "arc-undo-toast.h"

struct _ArcWriting {
  GObject parent_instance;

  ArcJournalService *service;
  GtkStack *stack;       /* unowned */
  ArcComposer *composer; /* in the stack, once it was needed */
  gboolean is_open;
  gboolean is_new;   /* what is written is a new entry */
  char *entry_id;    /* what is edited, or NULL */
  GtkWidget *before; /* had the focus before; weak */
};

G_DEFINE_FINAL_TYPE (ArcWriting, arc_writing, G_TYPE_OBJECT)

/* ---- afterwards ------------------------------------------------------------------------ */

static void
show_entry (ArcWriting *self, const char *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self->stack), "win.show-entry", "s", id);
}

/* To share it, for those who have a team; to read it, for others. */
static void
offer_more (ArcWriting *self, const char *id)
{
  AdwToast *toast = adw_toast_new (_ ("Saved"));
  gboolean shares = arc_team_sync_get_has_teams (arc_team_sync_get (self->service));
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self->stack), ADW_TYPE_TOAST_OVERLAY);

  adw_toast_set_button_label (toast, shares ? _ ("_Share…") : _ ("_Read"));
  adw_toast_set_action_name (toast, shares ? "win.share" : "win.show-entry");
  adw_toast_set_action_target_value (toast, g_variant_new_string (id));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
beside_answered (AdwMessageDialog *dialog, const char *response, ArcWriting *self)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), response);

  if (id != NULL)
    show_entry (self, id);
}

/* Somebody else changed the entry meanwhile. */
static void
tell_beside (ArcWriting *self, const char *own_id, const char *other_id)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->stack));
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (root), _ ("Both texts are kept"),
                              _ ("This entry was changed somewhere else while you wrote. Your text "
                                 "is now an entry of its own, beside the other."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"), "other",
                                    _ ("Show the _Other"), "own", _ ("Show _Mine"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "own");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "other", other_id != NULL);
  g_object_set_data_full (G_OBJECT (dialog), "own", g_strdup (own_id), g_free);
  g_object_set_data_full (G_OBJECT (dialog), "other", g_strdup (other_id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (beside_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
composer_closed (ArcWriting *self, const char *entry_id, gboolean beside)
{
  g_autofree char *own_id = g_strdup (entry_id);
  g_autofree char *other_id = g_steal_pointer (&self->entry_id);

  self->is_open = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "main");
  if (self->before != NULL && gtk_widget_get_mapped (self->before))
    gtk_widget_grab_focus (self->before);
  g_clear_weak_pointer (&self->before);

  if (own_id != NULL && beside)
    tell_beside (self, own_id, other_id);
  else if (own_id != NULL && self->is_new)
    offer_more (self, own_id);
}

/* ---- opening --------------------------------------------------------------------------- */

static ArcComposer *
ensure_composer (ArcWriting *self)
{
  GtkWidget *composer = NULL;

  if (self->composer != NULL)
    return self->composer;

  composer = arc_composer_new (self->service);
  g_signal_connect_object (composer, "closed", G_CALLBACK (composer_closed), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, composer, "composer");
  self->composer = ARC_COMPOSER (composer);

  return self->composer;
}

static void
open_composer (ArcWriting *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->stack));

  g_set_weak_pointer (&self->before, gtk_root_get_focus (root));
  self->is_open = TRUE;
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->composer));
  gtk_widget_child_focus (GTK_WIDGET (self->composer), GTK_DIR_TAB_FORWARD);
}

static ArcLens
default_lens (void)
{
  g_autoptr (GSettings) settings = g_settings_new (ARC_APP_ID);
  g_autofree char *word = g_settings_get_string (settings, "default-lens");
  ArcLens lens = ARC_LENS_INDIVIDUAL;

  arc_lens_from_word (word, &lens);

  return lens;
}

static gpointer
load_entry (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcRecord) record = arc_record_new (arc_journal_load_entry (journal, data, error));
  ArcLoop *loop = NULL;

  if (record->entry == NULL)
    return NULL;
  loop = arc_journal_load_loop (journal, data, error);
  if (loop == NULL)
    return NULL;
  arc_loop_free (record->loop);
  record->loop = loop;
  return g_steal_pointer (&record);
}

static void
entry_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcWriting) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcRecord) record =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (self->service == NULL || self->is_open)
    return;
  if (error != NULL) {
    arc_toast_error (GTK_WIDGET (self->stack), error);
    return;
  }

  self->is_new = FALSE;
  g_free (self->entry_id);
  self->entry_id = g_strdup (record->entry->id);
  arc_composer_edit (ensure_composer (self), record->entry, record->loop);
  open_composer (self);
}

/* A draft that is gone is not an error: it was finished or discarded elsewhere. */
static gpointer
load_draft (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) drafts = arc_journal_list_drafts (journal, error);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++) {
    const ArcDraft *draft = drafts->pdata[i];

    if (g_str_equal (draft->id, data))
      return arc_draft_copy (draft);
  }

  return NULL;
}

static void
draft_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcWriting) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcDraft) draft =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (self->service == NULL || self->is_open)
    return;
  arc_toast_error (GTK_WIDGET (self->stack), error);
  if (draft == NULL)
    return;

  self->is_new = draft->entry->id == NULL;
  g_free (self->entry_id);
  self->entry_id = g_strdup (draft->entry->id);
  arc_composer_resume (ensure_composer (self), draft);
  open_composer (self);
}

/* ---- the object ------------------------------------------------------------------------ */

static void
arc_writing_dispose (GObject *object)
{
  ArcWriting *self = ARC_WRITING (object);

  g_clear_object (&self->service);
  g_clear_weak_pointer (&self->before);
  g_clear_pointer (&self->entry_id, g_free);

  G_OBJECT_CLASS (arc_writing_parent_class)->dispose (object);
}

static void
arc_writing_class_init (ArcWritingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_writing_dispose;
}

static void
arc_writing_init (ArcWriting *self)
{
}

ArcWriting *
arc_writing_new (ArcJournalService *service, GtkStack *stack)
{
  ArcWriting *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);
  g_return_val_if_fail (GTK_IS_STACK (stack), NULL);

  self = g_object_new (ARC_TYPE_WRITING, NULL);
  self->service = g_object_ref (service);
  self->stack = stack;

  return self;
}

void
arc_writing_begin (ArcWriting *self, const char *topic)
{
  g_return_if_fail (ARC_IS_WRITING (self));

  if (self->is_open)
    return;

  self->is_new = TRUE;
  arc_composer_begin_new (ensure_composer (self), topic, default_lens ());
  open_composer (self);
}

void
arc_writing_edit (ArcWriting *self, const char *entry_id)
{
  g_return_if_fail (ARC_IS_WRITING (self));

  if (!self->is_open)
    arc_journal_service_read_async (self->service, load_entry, g_strdup (entry_id), g_free,
                                    (GDestroyNotify) arc_record_free, NULL, entry_loaded,
                                    g_object_ref (self));
}

void
arc_writing_resume (ArcWriting *self, const char *draft_id)
{
  g_return_if_fail (ARC_IS_WRITING (self));

  if (!self->is_open)
    arc_journal_service_read_async (self->service, load_draft, g_strdup (draft_id), g_free,
                                    (GDestroyNotify) arc_draft_free, NULL, draft_loaded,
                                    g_object_ref (self));
}

gboolean
arc_writing_is_open (ArcWriting *self)
{
  g_return_val_if_fail (ARC_IS_WRITING (self), FALSE);

  return self->is_open;
}

gboolean
arc_writing_flush (ArcWriting *self)
{
  g_return_val_if_fail (ARC_IS_WRITING (self), TRUE);

  return !self->is_open || arc_composer_flush (self->composer);
}
