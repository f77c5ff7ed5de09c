/* What one put before the team a moment ago can be taken back. */
#include "arc-team-undo.h"

#include "arc-team-sync.h"
#include "arc-undo-toast.h"

typedef struct {
  GtkWidget *widget;
  ArcJournalService *service;
  GPtrArray *post_ids;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->widget);
  g_object_unref (undo->service);
  g_ptr_array_unref (undo->post_ids);
  g_free (undo);
}

static gpointer
revoke_func (ArcJournal *journal, gpointer post_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) states = arc_journal_load_post (journal, post_id, error);
  const ArcPosted *posted = NULL;

  if (states == NULL)
    return NULL;
  if (states->len == 0)
    return GINT_TO_POINTER (TRUE);
  posted = states->pdata[0];
  return GINT_TO_POINTER (
      arc_journal_revoke_post (journal, posted->team_id, posted->post->id, error));
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  ArcJournalService *service = ARC_JOURNAL_SERVICE (source);

  arc_journal_service_call_finish (service, result, &error);
  if (error != NULL)
    arc_toast_error (widget, error);
  else
    arc_team_sync_request (arc_team_sync_get (service));
}

static void
undo_cb (gpointer data)
{
  const Undo *undo = data;

  for (guint i = 0; i < undo->post_ids->len; i++)
    arc_team_take_back (undo->widget, undo->service, undo->post_ids->pdata[i]);
}

void
arc_team_undo_offer_all (GtkWidget *widget, ArcJournalService *service, GPtrArray *post_ids,
                         const char *text)
{
  Undo *undo = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (post_ids != NULL);

  undo = g_new0 (Undo, 1);
  undo->widget = g_object_ref (widget);
  undo->service = g_object_ref (service);
  undo->post_ids = post_ids;
  arc_undo_toast_show (widget, text, undo_cb, undo, undo_free);
}

void
arc_team_undo_offer (GtkWidget *widget, ArcJournalService *service, const char *post_id,
                     const char *text)
{
  GPtrArray *post_ids = g_ptr_array_new_with_free_func (g_free);

  g_return_if_fail (post_id != NULL);

  g_ptr_array_add (post_ids, g_strdup (post_id));
  arc_team_undo_offer_all (widget, service, post_ids, text);
}

void
arc_team_take_back (GtkWidget *widget, ArcJournalService *service, const char *post_id)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (post_id != NULL);

  arc_journal_service_write_async (service, revoke_func, g_strdup (post_id), g_free, NULL, NULL,
                                   revoked_cb, g_object_ref (widget));
}
