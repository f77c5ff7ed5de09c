/* What a person does with a team, without holding up the main loop: a small wrapper for each entry
 * of the team module. */
#include "arc-team-jobs.h"

#include "arc-team-module.h"
#include "arc-team-sync-private.h"

/* What an action is about; each uses what it needs. */
typedef struct {
  char *a;
  char *b;
  char *c;
  guint number;
  ArcShareChoice *choice;
  ArcAnswer *answer;
  ArcBarrierTurn *turn;
  ArcTeamFocus *focus;
  ArcFocusReply *reply;
  GPtrArray *to;
} Words;

/* What came of it. */
typedef struct {
  ArcTeam *team;
  gboolean keys_in_file;
} Joined;

static Words *
words_new (const char *a, const char *b, const char *c)
{
  Words *words = g_new0 (Words, 1);

  words->a = g_strdup (a);
  words->b = g_strdup (b);
  words->c = g_strdup (c);
  return words;
}

static void
words_free (gpointer data)
{
  Words *words = data;

  g_free (words->a);
  g_free (words->b);
  g_free (words->c);
  g_clear_pointer (&words->choice, arc_share_choice_free);
  g_clear_pointer (&words->answer, arc_answer_free);
  g_clear_pointer (&words->turn, arc_barrier_turn_free);
  g_clear_pointer (&words->focus, arc_team_focus_free);
  g_clear_pointer (&words->reply, arc_focus_reply_free);
  g_clear_pointer (&words->to, g_ptr_array_unref);
  g_free (words);
}

static void
joined_free (gpointer data)
{
  Joined *joined = data;

  g_clear_pointer (&joined->team, arc_team_free);
  g_free (joined);
}

static void
start (ArcTeamSync *sync, gpointer tag, ArcJournalFunc func, Words *words,
       GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (sync, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  arc_team_sync_run (sync, task, func, words, words_free, free_result);
}

static GPtrArray *
copy_strings (const GPtrArray *strings)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < strings->len; i++)
    g_ptr_array_add (copy, g_strdup (strings->pdata[i]));
  return copy;
}

/* ---- making and joining ---------------------------------------------------------------- */

static gpointer
joined (ArcTeam *team, ArcKeyStore store)
{
  Joined *result;

  if (team == NULL)
    return NULL;
  result = g_new0 (Joined, 1);
  result->team = team;
  result->keys_in_file = store == ARC_KEY_STORE_FILE;
  return result;
}

static gpointer
create_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;
  ArcKeyStore store = ARC_KEY_STORE_FILE;
  ArcTeam *team = NULL;

  if (module == NULL)
    return NULL;
  team = module->create (journal, words->a, words->b, words->c, &store, error);
  return joined (team, store);
}

void
arc_team_job_create (ArcTeamSync *sync, const char *dir, const char *name, const char *my_name,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  start (sync, arc_team_job_create, create_func, words_new (dir, name, my_name), joined_free,
         cancellable, callback, user_data);
}

static gpointer
join_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;
  ArcKeyStore store = ARC_KEY_STORE_FILE;
  ArcTeam *team = NULL;

  if (module == NULL)
    return NULL;
  team = module->join (journal, words->a, words->b, &store, error);
  return joined (team, store);
}

void
arc_team_job_join (ArcTeamSync *sync, const char *dir, const char *my_name,
                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  start (sync, arc_team_job_join, join_func, words_new (dir, my_name, NULL), joined_free,
         cancellable, callback, user_data);
}

ArcTeam *
arc_team_job_finish_team (ArcTeamSync *sync, GAsyncResult *result, gboolean *keys_in_file,
                          GError **error)
{
  Joined *joined = NULL;
  ArcTeam *team = NULL;

  g_return_val_if_fail (g_task_is_valid (result, sync), NULL);

  joined = g_task_propagate_pointer (G_TASK (result), error);
  if (joined == NULL)
    return NULL;
  team = g_steal_pointer (&joined->team);
  if (keys_in_file != NULL)
    *keys_in_file = joined->keys_in_file;
  joined_free (joined);
  return team;
}

/* ---- what is done or not --------------------------------------------------------------- */

static gpointer
accept_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  return GINT_TO_POINTER (module != NULL && module->accept (journal, words->a, words->b, error));
}

void
arc_team_job_accept (ArcTeamSync *sync, const char *team_id, const char *person_id,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  start (sync, arc_team_job_accept, accept_func, words_new (team_id, person_id, NULL), NULL,
         cancellable, callback, user_data);
}

static gpointer
set_roles_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  return GINT_TO_POINTER (module != NULL && module->set_roles (journal, words->a, words->b,
                                                               (ArcRoles) words->number, error));
}

void
arc_team_job_set_roles (ArcTeamSync *sync, const char *team_id, const char *person_id,
                        ArcRoles roles, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Words *words = words_new (team_id, person_id, NULL);

  words->number = (guint) roles;
  start (sync, arc_team_job_set_roles, set_roles_func, words, NULL, cancellable, callback,
         user_data);
}

static gpointer
remove_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  return GINT_TO_POINTER (module != NULL && module->remove (journal, words->a, words->b, error));
}

void
arc_team_job_remove (ArcTeamSync *sync, const char *team_id, const char *person_id,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  start (sync, arc_team_job_remove, remove_func, words_new (team_id, person_id, NULL), NULL,
         cancellable, callback, user_data);
}

static gpointer
set_group_size_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  return GINT_TO_POINTER (module != NULL &&
                          module->set_group_size (journal, words->a, words->number, error));
}

void
arc_team_job_set_group_size (ArcTeamSync *sync, const char *team_id, guint people,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Words *words = words_new (team_id, NULL, NULL);

  words->number = people;
  start (sync, arc_team_job_set_group_size, set_group_size_func, words, NULL, cancellable, callback,
         user_data);
}

static gpointer
leave_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  return GINT_TO_POINTER (module != NULL && module->leave (journal, words->a, error));
}

void
arc_team_job_leave (ArcTeamSync *sync, const char *team_id, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  start (sync, arc_team_job_leave, leave_func, words_new (team_id, NULL, NULL), NULL, cancellable,
         callback, user_data);
}

static gpointer
forget_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  return GINT_TO_POINTER (module != NULL && module->forget (journal, words->a, error));
}

void
arc_team_job_forget (ArcTeamSync *sync, const char *team_id, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  start (sync, arc_team_job_forget, forget_func, words_new (team_id, NULL, NULL), NULL, cancellable,
         callback, user_data);
}

static gpointer
unshare_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;
  guint revoked = 0;

  return GINT_TO_POINTER (module != NULL && module->unshare (journal, words->a, &revoked, error));
}

void
arc_team_job_unshare (ArcTeamSync *sync, const char *id, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  start (sync, arc_team_job_unshare, unshare_func, words_new (id, NULL, NULL), NULL, cancellable,
         callback, user_data);
}

static gpointer
write_file_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  return GINT_TO_POINTER (module != NULL &&
                          module->share_file_write (journal, words->a, words->to, words->b, error));
}

void
arc_team_job_write_file (ArcTeamSync *sync, const char *share_id, const GPtrArray *to,
                         const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Words *words = words_new (share_id, path, NULL);

  words->to = copy_strings (to);
  start (sync, arc_team_job_write_file, write_file_func, words, NULL, cancellable, callback,
         user_data);
}

gboolean
arc_team_job_finish (ArcTeamSync *sync, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, sync), FALSE);

  return GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), error));
}

/* ---- posts ----------------------------------------------------------------------------- */

static gpointer
share_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  if (module == NULL)
    return NULL;
  return module->share (journal, words->a, words->b, words->choice, words->c, error);
}

void
arc_team_job_share (ArcTeamSync *sync, const char *team_id, const char *entry_id,
                    const ArcShareChoice *choice, const char *post_id, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  Words *words = words_new (team_id, entry_id, post_id);

  words->choice = arc_share_choice_copy (choice);
  start (sync, arc_team_job_share, share_func, words, g_free, cancellable, callback, user_data);
}

static gpointer
answer_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  if (module == NULL)
    return NULL;
  return module->answer (journal, words->a, words->answer, error);
}

void
arc_team_job_answer (ArcTeamSync *sync, const char *share_id, ArcAnswerKind kind, const char *text,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Words *words = words_new (share_id, NULL, NULL);

  words->answer = arc_answer_new (kind, text);
  start (sync, arc_team_job_answer, answer_func, words, g_free, cancellable, callback, user_data);
}

static ArcBarrierTurn *
copy_turn (const ArcBarrierTurn *turn)
{
  ArcBarrierTurn *copy = arc_barrier_turn_new (turn->barrier_id);

  g_ptr_array_unref (copy->builds_on);
  copy->builds_on = copy_strings (turn->builds_on);
  g_free (copy->owner);
  copy->owner = g_strdup (turn->owner);
  g_free (copy->next_step);
  copy->next_step = g_strdup (turn->next_step);
  copy->next_by = turn->next_by;
  copy->state = turn->state;
  g_free (copy->why);
  copy->why = g_strdup (turn->why);
  return copy;
}

static gpointer
turn_barrier_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  if (module == NULL)
    return NULL;
  return module->turn_barrier (journal, words->a, words->turn, error);
}

void
arc_team_job_turn_barrier (ArcTeamSync *sync, const char *share_id, const ArcBarrierTurn *turn,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Words *words = words_new (share_id, NULL, NULL);

  words->turn = copy_turn (turn);
  start (sync, arc_team_job_turn_barrier, turn_barrier_func, words, g_free, cancellable, callback,
         user_data);
}

static gpointer
set_focus_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  if (module == NULL)
    return NULL;
  return module->set_focus (journal, words->a, words->focus, words->b, error);
}

void
arc_team_job_set_focus (ArcTeamSync *sync, const char *team_id, const ArcTeamFocus *focus,
                        const char *post_id, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  Words *words = words_new (team_id, post_id, NULL);

  words->focus = arc_team_focus_new (focus->behaviour);
  g_free (words->focus->measure);
  words->focus->measure = g_strdup (focus->measure);
  words->focus->by = focus->by;
  words->focus->ended = focus->ended;
  start (sync, arc_team_job_set_focus, set_focus_func, words, g_free, cancellable, callback,
         user_data);
}

static gpointer
reply_focus_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;

  if (module == NULL)
    return NULL;
  return module->reply_focus (journal, words->a, words->reply, error);
}

void
arc_team_job_reply_focus (ArcTeamSync *sync, const char *focus_id, gboolean yes,
                          const char *counter, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  Words *words = words_new (focus_id, NULL, NULL);

  words->reply = arc_focus_reply_new (yes, counter);
  start (sync, arc_team_job_reply_focus, reply_focus_func, words, g_free, cancellable, callback,
         user_data);
}

char *
arc_team_job_finish_id (ArcTeamSync *sync, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, sync), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- files ----------------------------------------------------------------------------- */

static gpointer
read_file_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  Words *words = data;
  ArcSyncReport *report = NULL;
  guint *received = NULL;

  if (module == NULL)
    return NULL;
  report = module->sync_report_new ();
  if (module->share_file_read (journal, words->a, report, error)) {
    received = g_new (guint, 1);
    *received = report->received.added + report->received.changed + report->received.removed;
  }
  module->sync_report_free (report);
  return received;
}

void
arc_team_job_read_file (ArcTeamSync *sync, const char *path, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  start (sync, arc_team_job_read_file, read_file_func, words_new (path, NULL, NULL), g_free,
         cancellable, callback, user_data);
}

gboolean
arc_team_job_finish_read_file (ArcTeamSync *sync, GAsyncResult *result, guint *received,
                               GError **error)
{
  g_autofree guint *number = NULL;

  g_return_val_if_fail (g_task_is_valid (result, sync), FALSE);

  number = g_task_propagate_pointer (G_TASK (result), error);
  if (number != NULL && received != NULL)
    *received = *number;
  return number != NULL;
}
