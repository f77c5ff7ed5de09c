/* What a window has to do with teams. */
#include "arc-window-teams.h"

#include "arc-team-sync.h"

typedef struct {
  GWeakRef window;
  ArcTeamSync *sync;
} Start;

/* Of several windows the one that is looked at tells it. */
static void
synced_cb (GtkWindow *window, ArcTeamSync *sync)
{
  const ArcTeamSyncResult *result = arc_team_sync_get_result (sync);
  GtkApplication *application = gtk_window_get_application (window);

  if (result->message == NULL || application == NULL ||
      gtk_application_get_active_window (application) != window)
    return;
  gtk_widget_activate_action (GTK_WIDGET (window), "win.toast", "s", result->message);
}

static gboolean
start_cb (gpointer data)
{
  Start *start = data;
  g_autoptr (GtkWindow) window = g_weak_ref_get (&start->window);

  if (window != NULL)
    arc_team_sync_start (start->sync);
  return G_SOURCE_REMOVE;
}

static void
start_free (gpointer data)
{
  Start *start = data;

  g_weak_ref_clear (&start->window);
  g_object_unref (start->sync);
  g_free (start);
}

void
arc_window_teams_start (GtkWindow *window, ArcJournalService *service)
{
  ArcTeamSync *sync = NULL;
  Start *start = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (ARC_IS_JOURNAL_SERVICE (service));

  sync = arc_team_sync_get (service);
  g_signal_connect_object (sync, "synced", G_CALLBACK (synced_cb), window, G_CONNECT_SWAPPED);
  start = g_new0 (Start, 1);
  g_weak_ref_init (&start->window, window);
  start->sync = g_object_ref (sync);
  /* After the frames that are due: starting takes as long as without teams. */
  g_idle_add_full (G_PRIORITY_LOW, start_cb, start, start_free);
}
