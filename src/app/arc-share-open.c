/* A share that came as a file, by e-mail. */
#include "arc-share-open.h"

#include <glib/gi18n.h>

#include "arc-progress-dialog.h"
#include "arc-team-jobs.h"

gboolean
arc_share_open_is_one (const char *path)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  folded = g_ascii_strdown (path, -1);
  return g_str_has_suffix (folded, ".arcshare");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *parent = user_data;
  g_autoptr (GtkWindow) window = g_weak_ref_get (parent);
  g_autoptr (GError) error = NULL;
  guint received = 0;
  gboolean ok = arc_team_job_finish_read_file (ARC_TEAM_SYNC (source), result, &received, &error);

  g_weak_ref_clear (parent);
  g_free (parent);
  if (window == NULL)
    return;
  if (!ok)
    arc_report_dialog_show (window, _ ("This share cannot be read"), error->message, NULL);
  else if (received == 0)
    arc_report_dialog_show (window, _ ("You have this already"),
                            _ ("The file holds nothing that is not on the page of its team."),
                            NULL);
  else
    arc_report_dialog_show (window, _ ("A share came in"),
                            _ ("It is on the page of its team, beside those from the folder."),
                            NULL);
}

void
arc_share_open (GtkWindow *parent, ArcJournalService *service, const char *path)
{
  GWeakRef *weak = NULL;

  g_return_if_fail (ARC_IS_JOURNAL_SERVICE (service));
  g_return_if_fail (path != NULL);

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, parent);
  arc_team_job_read_file (arc_team_sync_get (service), path, NULL, read_cb, weak);
}
