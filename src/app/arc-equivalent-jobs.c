/* Reading and changing a team's equivalents for the window, off the main thread. */
#include "arc-equivalent-jobs.h"

/* ---- reading ------------------------------------------------------------------------------ */

void
arc_equivalents_info_free (ArcEquivalentsInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->team_name);
  g_clear_pointer (&info->list, g_ptr_array_unref);
  g_free (info);
}

gpointer
arc_equivalents_info_read (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (ArcTeam) team = arc_journal_find_team (journal, team_id, error);
  ArcEquivalentsInfo *info = NULL;

  if (team == NULL)
    return NULL;
  info = g_new0 (ArcEquivalentsInfo, 1);
  info->team_name = g_strdup (team->name);
  info->may_lead = team->state == ARC_MEMBER_IN && arc_review_may_lead (team->roles);
  info->list = arc_review_list_team_equivalents (journal, team_id, error);
  if (info->list != NULL)
    return info;
  arc_equivalents_info_free (info);
  return NULL;
}

/* ---- changing ----------------------------------------------------------------------------- */

typedef struct {
  char *team_id;
  char *id;
  ArcEquivalent *equivalent;
  gboolean is_on;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->team_id);
  g_free (change->id);
  arc_equivalent_free (change->equivalent);
  g_free (change);
}

static void
start (ArcJournalService *service, ArcJournalFunc func, const char *team_id, const char *id,
       const ArcEquivalent *equivalent, gboolean is_on, GAsyncReadyCallback callback,
       gpointer user_data)
{
  Change *change = g_new0 (Change, 1);

  change->team_id = g_strdup (team_id);
  change->id = g_strdup (id);
  change->equivalent = equivalent != NULL ? arc_equivalent_copy (equivalent) : NULL;
  change->is_on = is_on;
  arc_journal_service_write_async (service, func, change, change_free, g_free, NULL, callback,
                                   user_data);
}

static gpointer
put_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;

  return arc_review_put_equivalent (journal, change->team_id, change->equivalent, error);
}

void
arc_equivalent_job_put (ArcJournalService *service, const char *team_id,
                        const ArcEquivalent *equivalent, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  start (service, put_func, team_id, NULL, equivalent, TRUE, callback, user_data);
}

static gpointer
switch_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;

  return arc_review_switch_equivalent (journal, change->team_id, change->id, change->is_on, error)
             ? g_strdup (change->id)
             : NULL;
}

void
arc_equivalent_job_switch (ArcJournalService *service, const char *team_id, const char *id,
                           gboolean is_on, GAsyncReadyCallback callback, gpointer user_data)
{
  start (service, switch_func, team_id, id, NULL, is_on, callback, user_data);
}

static gpointer
restore_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;

  return arc_review_restore_equivalent (journal, change->team_id, change->id, change->equivalent,
                                        error)
             ? g_strdup (change->id)
             : NULL;
}

void
arc_equivalent_job_restore (ArcJournalService *service, const char *team_id, const char *id,
                            const ArcEquivalent *was, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  start (service, restore_func, team_id, id, was, TRUE, callback, user_data);
}
