/* A draft of a summary: making it off the main thread, and again after each change. */
#include "arc-summary-draft.h"

#include "arc-json-summary.h"
#include "arc-progress-dialog.h"

#include <glib/gi18n.h>

struct _ArcSummaryDraft {
  GObject parent_instance;

  ArcJournalService *service;
  ArcSummaryStore *store;
  ArcSummaryScope *scope;
  char *body;                /* as it was made last; NULL before */
  GCancellable *making;      /* NULL if it is not being made */
  ArcProgressDialog *dialog; /* while it is made for the first time */
  gboolean must_make_again;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (ArcSummaryDraft, arc_summary_draft, G_TYPE_OBJECT)

enum { SIGNAL_MADE, SIGNAL_FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
take (ArcSummaryDraft *self, ArcSummary *summary)
{
  char *body = arc_body_from_summary (summary);
  gboolean same = g_strcmp0 (body, self->body) == 0;

  g_free (self->body);
  self->body = body;
  if (!same)
    g_signal_emit (self, signals[SIGNAL_MADE], 0, summary);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcSummaryDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcSummary) summary = arc_summary_make_finish (result, &error);
  gboolean cancelled = g_cancellable_is_cancelled (self->making);

  if (self->dialog != NULL)
    arc_progress_dialog_finish (self->dialog);
  self->dialog = NULL;
  g_clear_object (&self->making);
  if (self->is_closed)
    return;
  if (self->must_make_again && !cancelled)
    arc_summary_draft_make (self, NULL);
  else if (summary != NULL && !cancelled)
    take (self, summary);
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, cancelled ? NULL : error);
}

static void
arc_summary_draft_finalize (GObject *object)
{
  ArcSummaryDraft *self = ARC_SUMMARY_DRAFT (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->store, arc_summary_store_unref);
  g_clear_pointer (&self->scope, arc_summary_scope_free);
  g_free (self->body);
  G_OBJECT_CLASS (arc_summary_draft_parent_class)->finalize (object);
}

static void
arc_summary_draft_class_init (ArcSummaryDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = arc_summary_draft_finalize;
  signals[SIGNAL_MADE] = g_signal_new ("made", ARC_TYPE_SUMMARY_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", ARC_TYPE_SUMMARY_DRAFT, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
arc_summary_draft_init (ArcSummaryDraft *self)
{
}

ArcSummaryDraft *
arc_summary_draft_new (ArcJournalService *service, ArcSummaryStore *store,
                       const ArcSummaryScope *scope, const char *replaces_id)
{
  ArcSummaryDraft *self = g_object_new (ARC_TYPE_SUMMARY_DRAFT, NULL);

  self->service = g_object_ref (service);
  self->store = arc_summary_store_ref (store);
  self->scope = arc_summary_scope_copy (scope);
  g_free (self->scope->replaces);
  self->scope->replaces = g_strdup (replaces_id);
  return self;
}

const char *
arc_summary_draft_get_replaces (ArcSummaryDraft *self)
{
  g_return_val_if_fail (ARC_IS_SUMMARY_DRAFT (self), NULL);

  return self->scope->replaces;
}

void
arc_summary_draft_make (ArcSummaryDraft *self, GtkWindow *over)
{
  g_autoptr (ArcProgress) progress = NULL;

  g_return_if_fail (ARC_IS_SUMMARY_DRAFT (self));

  self->must_make_again = self->making != NULL;
  if (self->making != NULL)
    return;
  progress = arc_progress_new ();
  self->making = g_cancellable_new ();
  if (over != NULL && self->body == NULL)
    self->dialog = arc_progress_dialog_new (over, _ ("Making the Summary"), progress, self->making);
  arc_summary_make_async (self->service, self->scope, self->store, progress, self->making, made_cb,
                          g_object_ref (self));
}

void
arc_summary_draft_close (ArcSummaryDraft *self)
{
  g_return_if_fail (ARC_IS_SUMMARY_DRAFT (self));

  self->is_closed = TRUE;
  g_cancellable_cancel (self->making);
}
