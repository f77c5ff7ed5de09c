/* Keeps the teams of a journal in step while the window is open. A round is asked for when the
 * journal has something to send, when a folder of a team changes, and every few minutes, since
 * network folders do not always notify. */
#include "arc-team-sync-private.h"

#include "arc-team-round.h"
#include "arc-team-worker.h"

/* Changes come in bursts: a service writes many files at once. */
#define SETTLE_MS 400
#define RESCAN_S 180

struct _ArcTeamSync {
  GObject parent_instance;

  ArcJournalService *service; /* weak: it owns this */
  ArcTeamWorker *worker;
  ArcTeamSyncState state;
  ArcTeamSyncResult result;
  gboolean is_started;
  gboolean has_teams;
  gboolean again; /* asked for while one ran */
  guint unsent;   /* known to wait, since the last round or look */
  guint actions;  /* of a person, queued or running */

  GCancellable *cancellable; /* of the round that runs */
  GCancellable *looking;     /* of what the journal is asked */
  gboolean is_looking;
  gboolean look_again;
  GPtrArray *monitors;
  GPtrArray *folders; /* that they watch */
  guint settle_id;
  guint rescan_id;
  GList *flushes; /* of GTask */
};

enum {
  PROP_STATE = 1,
  PROP_HAS_TEAMS,
  N_PROPS,
};

enum {
  SYNCED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcTeamSync, arc_team_sync, G_TYPE_OBJECT)

static void
set_state (ArcTeamSync *self, ArcTeamSyncState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_has_teams (ArcTeamSync *self, gboolean has_teams)
{
  if (self->has_teams == has_teams)
    return;
  self->has_teams = has_teams;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_TEAMS]);
}

/* ---- flushing -------------------------------------------------------------------------- */

typedef struct {
  guint timeout_id;
} Flush;

static void
end_flush (ArcTeamSync *self, GTask *task)
{
  Flush *flush = g_task_get_task_data (task);

  self->flushes = g_list_remove (self->flushes, task);
  g_clear_handle_id (&flush->timeout_id, g_source_remove);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
flush_timed_out_cb (gpointer data)
{
  GTask *task = data;
  Flush *flush = g_task_get_task_data (task);

  flush->timeout_id = 0;
  end_flush (g_task_get_source_object (task), task);
  return G_SOURCE_REMOVE;
}

static void
end_flushes (ArcTeamSync *self)
{
  while (self->flushes != NULL)
    end_flush (self, self->flushes->data);
}

/* ---- watching -------------------------------------------------------------------------- */

static void
folder_changed_cb (ArcTeamSync *self)
{
  arc_team_sync_request (self);
}

static gboolean
same_folders (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
monitor_free (gpointer monitor)
{
  g_file_monitor_cancel (monitor);
  g_object_unref (monitor);
}

static void
watch_folders (ArcTeamSync *self, GPtrArray *folders)
{
  if (same_folders (self->folders, folders))
    return;
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  g_clear_pointer (&self->monitors, g_ptr_array_unref);
  self->folders = g_ptr_array_ref (folders);
  self->monitors = g_ptr_array_new_with_free_func (monitor_free);
  for (guint i = 0; i < folders->len; i++) {
    g_autoptr (GFile) file = g_file_new_for_path (folders->pdata[i]);
    GFileMonitor *monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

    if (monitor == NULL)
      continue;
    g_signal_connect_object (monitor, "changed", G_CALLBACK (folder_changed_cb), self,
                             G_CONNECT_SWAPPED);
    g_ptr_array_add (self->monitors, monitor);
  }
}

static gboolean
rescan_cb (gpointer data)
{
  arc_team_sync_request (data);
  return G_SOURCE_CONTINUE;
}

/* ---- rounds ---------------------------------------------------------------------------- */

static void
take_result (ArcTeamSync *self, ArcTeamSyncResult *result)
{
  g_free (self->result.message);
  g_free (self->result.problem);
  self->result = *result;
  *result = (ArcTeamSyncResult){0};
}

static void
round_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArcTeamSync *self = ARC_TEAM_SYNC (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeamRound) round = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean was_cancelled = g_cancellable_is_cancelled (self->cancellable);
  gboolean again = self->again;

  g_clear_object (&self->cancellable);
  self->again = FALSE;
  if (!self->is_started) {
    set_state (self, ARC_TEAM_SYNC_IDLE);
    end_flushes (self);
    return;
  }
  /* It made room for what a person did, and goes on afterwards. */
  if (was_cancelled && error != NULL) {
    set_state (self, ARC_TEAM_SYNC_IDLE);
    arc_team_sync_request (self);
    return;
  }
  if (round != NULL) {
    take_result (self, &round->result);
    self->unsent = round->unsent;
    set_has_teams (self, round->has_teams);
    watch_folders (self, round->folders);
  } else {
    ArcTeamSyncResult failed = {.ended_us = g_get_real_time (),
                                .problem = g_strdup (error->message)};

    take_result (self, &failed);
  }
  set_state (self, self->result.problem != NULL ? ARC_TEAM_SYNC_PROBLEM : ARC_TEAM_SYNC_IDLE);
  g_signal_emit (self, signals[SYNCED], 0);
  if (again)
    arc_team_sync_request (self);
  else
    end_flushes (self);
}

static gboolean
settled_cb (gpointer data)
{
  ArcTeamSync *self = data;
  GTask *task;

  self->settle_id = 0;
  self->cancellable = g_cancellable_new ();
  set_state (self, ARC_TEAM_SYNC_RUNNING);
  task = g_task_new (self, self->cancellable, round_done_cb, NULL);
  /* The round itself says whether it was cancelled: it may have come to its end first. */
  g_task_set_check_cancellable (task, FALSE);
  arc_team_worker_push (self->worker, ARC_TEAM_WORK_SYNC, task, arc_team_round_run, NULL, NULL,
                        (GDestroyNotify) arc_team_round_free);
  return G_SOURCE_REMOVE;
}

/* ---- what the journal says ------------------------------------------------------------- */

typedef struct {
  gboolean has_teams;
  guint unsent;
} Look;

static gpointer
look_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = g_new0 (Look, 1);

  look->has_teams = arc_journal_has_teams (journal);
  look->unsent = look->has_teams ? arc_journal_count_outbox (journal) : 0;
  return look;
}

static void look_at_journal (ArcTeamSync *self);

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTeamSync) self = user_data;
  g_autofree Look *look =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, NULL);
  gboolean is_new = FALSE;

  self->is_looking = FALSE;
  if (!self->is_started || look == NULL)
    return;
  /* What could not be sent before is tried again by the clock, not by each change. */
  is_new = look->unsent > self->unsent || (look->has_teams && !self->has_teams);
  self->unsent = look->unsent;
  set_has_teams (self, look->has_teams);
  if (look->has_teams && self->rescan_id == 0)
    self->rescan_id = g_timeout_add_seconds (RESCAN_S, rescan_cb, self);
  if (is_new)
    arc_team_sync_request (self);
  if (self->look_again)
    look_at_journal (self);
}

static void
look_at_journal (ArcTeamSync *self)
{
  if (!self->is_started || self->service == NULL)
    return;
  self->look_again = self->is_looking;
  if (self->is_looking)
    return;
  self->is_looking = TRUE;
  arc_journal_service_read_async (self->service, look_func, NULL, NULL, g_free, self->looking,
                                  looked_cb, g_object_ref (self));
}

/* ---- the object ------------------------------------------------------------------------ */

static void
arc_team_sync_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ArcTeamSync *self = ARC_TEAM_SYNC (object);

  switch (property_id) {
  case PROP_STATE:
    g_value_set_uint (value, self->state);
    break;
  case PROP_HAS_TEAMS:
    g_value_set_boolean (value, self->has_teams);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
arc_team_sync_dispose (GObject *object)
{
  ArcTeamSync *self = ARC_TEAM_SYNC (object);

  arc_team_sync_stop (self);
  g_clear_weak_pointer (&self->service);
  g_clear_pointer (&self->worker, arc_team_worker_free);

  G_OBJECT_CLASS (arc_team_sync_parent_class)->dispose (object);
}

static void
arc_team_sync_finalize (GObject *object)
{
  ArcTeamSync *self = ARC_TEAM_SYNC (object);

  g_clear_object (&self->cancellable);
  g_free (self->result.message);
  g_free (self->result.problem);

  G_OBJECT_CLASS (arc_team_sync_parent_class)->finalize (object);
}

static void
arc_team_sync_class_init (ArcTeamSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = arc_team_sync_get_property;
  object_class->dispose = arc_team_sync_dispose;
  object_class->finalize = arc_team_sync_finalize;

  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, ARC_TEAM_SYNC_IDLE, ARC_TEAM_SYNC_PROBLEM,
                         ARC_TEAM_SYNC_IDLE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_TEAMS] = g_param_spec_boolean ("has-teams", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SYNCED] = g_signal_new ("synced", ARC_TYPE_TEAM_SYNC, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
arc_team_sync_init (ArcTeamSync *self)
{
}

ArcTeamSync *
arc_team_sync_get (ArcJournalService *service)
{
  ArcTeamSync *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_get_data (G_OBJECT (service), "arc-team-sync");
  if (self != NULL)
    return self;

  self = g_object_new (ARC_TYPE_TEAM_SYNC, NULL);
  g_set_weak_pointer (&self->service, service);
  self->worker = arc_team_worker_new (arc_journal_service_get_path (service));
  g_object_set_data_full (G_OBJECT (service), "arc-team-sync", self, g_object_unref);
  return self;
}

void
arc_team_sync_start (ArcTeamSync *self)
{
  g_return_if_fail (ARC_IS_TEAM_SYNC (self));

  if (self->is_started || self->service == NULL)
    return;
  self->is_started = TRUE;
  self->looking = g_cancellable_new ();
  g_signal_connect_object (self->service, "changed", G_CALLBACK (look_at_journal), self,
                           G_CONNECT_SWAPPED);
  look_at_journal (self);
}

void
arc_team_sync_request (ArcTeamSync *self)
{
  g_return_if_fail (ARC_IS_TEAM_SYNC (self));

  if (!self->is_started)
    return;
  if (self->cancellable != NULL)
    self->again = TRUE;
  else if (self->settle_id == 0)
    self->settle_id = g_timeout_add (SETTLE_MS, settled_cb, self);
}

void
arc_team_sync_stop (ArcTeamSync *self)
{
  g_return_if_fail (ARC_IS_TEAM_SYNC (self));

  if (!self->is_started)
    return;
  self->is_started = FALSE;
  self->is_looking = self->look_again = FALSE;
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_func (self->service, look_at_journal, self);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->rescan_id, g_source_remove);
  g_clear_pointer (&self->monitors, g_ptr_array_unref);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  end_flushes (self);
}

ArcTeamSyncState
arc_team_sync_get_state (ArcTeamSync *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_SYNC (self), ARC_TEAM_SYNC_IDLE);

  return self->state;
}

gboolean
arc_team_sync_get_has_teams (ArcTeamSync *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_SYNC (self), FALSE);

  return self->has_teams;
}

const ArcTeamSyncResult *
arc_team_sync_get_result (ArcTeamSync *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_SYNC (self), NULL);

  return &self->result;
}

void
arc_team_sync_flush_async (ArcTeamSync *self, guint timeout_ms, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  Flush *flush;

  g_return_if_fail (ARC_IS_TEAM_SYNC (self));

  task = g_task_new (self, NULL, callback, user_data);
  /* Nothing waits, and nothing is on its way. */
  if (!self->is_started || (self->unsent == 0 && self->actions == 0 && self->settle_id == 0)) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }
  flush = g_new0 (Flush, 1);
  g_task_set_task_data (task, flush, g_free);
  flush->timeout_id = g_timeout_add (timeout_ms, flush_timed_out_cb, task);
  self->flushes = g_list_prepend (self->flushes, task);
  arc_team_sync_request (self);
}

gboolean
arc_team_sync_flush_finish (ArcTeamSync *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
action_done_cb (ArcTeamSync *self)
{
  self->actions--;
  if (!self->is_started)
    return;
  arc_team_sync_request (self);
  look_at_journal (self);
}

void
arc_team_sync_run (ArcTeamSync *self, GTask *task, ArcJournalFunc func, gpointer data,
                   GDestroyNotify free_data, GDestroyNotify free_result)
{
  g_return_if_fail (ARC_IS_TEAM_SYNC (self));

  self->actions++;
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (action_done_cb), self,
                           G_CONNECT_SWAPPED);
  /* A person does not wait for the first pull of a large team: that is resumed afterwards. */
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  arc_team_worker_push (self->worker, ARC_TEAM_WORK_ACTION, task, func, data, free_data,
                        free_result);
}
