/* What is due, what was shown, and what has to be done about the difference. */
#include "arc-config.h"
#include "arc-engine-private.h"

#include <glib/gi18n-lib.h>
#include <sys/stat.h>

/* Look-backs are gathered for a month ahead: look again before it is over. */
#define AT_LATEST_US (30 * ARC_US_PER_DAY)

/* One reconciliation. */
typedef struct {
  ArcEngine *engine;
  const ArcGathered *gathered;
  gint64 now_us;
  gint64 next_us;
  GPtrArray *claimed; /* of ArcDue: this process has them now */
  GPtrArray *again;   /* of ArcDue: on a screen already, to come with them */
  guint replaces;
} Round;

/* ---- the journal ---- */

static gboolean
is_still_there (ArcEngine *engine)
{
  struct stat info;

  return stat (engine->path, &info) == 0 && info.st_dev == engine->device &&
         info.st_ino == engine->inode;
}

gboolean
arc_engine_ensure_open (ArcEngine *engine, GError **error)
{
  ArcJournalOptions options = {.path = engine->path,
                               .must_exist = TRUE,
                               .clock = engine->world->now_us,
                               .clock_data = engine->data};
  struct stat info;

  if (engine->journal && is_still_there (engine))
    return TRUE;
  g_clear_pointer (&engine->journal, arc_journal_close);
  engine->journal = arc_journal_open (&options, error);
  if (!engine->journal)
    return FALSE;
  if (stat (engine->path, &info) == 0) {
    engine->device = info.st_dev;
    engine->inode = info.st_ino;
  }
  return TRUE;
}

ArcGathered *
arc_engine_gather (ArcEngine *engine, GError **error)
{
  g_autofree char *zone = engine->world->dup_zone (engine->data);

  if (!arc_engine_ensure_open (engine, error))
    return NULL;
  engine->data_version = arc_journal_get_data_version (engine->journal);
  engine->content_version = arc_journal_get_content_version (engine->journal);
  return arc_gather (engine->journal, engine->world->now_us (engine->data), zone, error);
}

gboolean
arc_engine_record (ArcEngine *engine, const ArcDue *due, ArcFiringState state,
                   gint64 snooze_until_us, guint notification, GError **error)
{
  ArcFiring row = {.subject_id = due->subject_id,
                   .wall_s = due->wall_s,
                   .state = state,
                   .snooze_until_us = snooze_until_us,
                   .notification = notification};

  return arc_journal_set_firing (engine->journal, &row, error);
}

static void
record_or_log (ArcEngine *engine, const ArcDue *due, ArcFiringState state, guint notification)
{
  g_autoptr (GError) error = NULL;

  if (!arc_engine_record (engine, due, state, 0, notification, &error))
    g_message ("%s", error->message);
}

static void
set_problem (ArcEngine *engine, const GError *error)
{
  if (error && g_strcmp0 (engine->problem, error->message) != 0)
    g_message ("%s", error->message);
  g_free (engine->problem);
  engine->problem = error ? g_strdup (error->message) : NULL;
}

/* ---- what is on the screen ---- */

static void
free_list (gpointer list)
{
  g_ptr_array_unref (list);
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) arc_due_free);
}

static void
remember (ArcEngine *engine, guint id, GPtrArray *due)
{
  g_hash_table_insert (engine->shown, GUINT_TO_POINTER (id), due);
}

void
arc_engine_forget (ArcEngine *engine, guint id)
{
  g_hash_table_remove (engine->shown, GUINT_TO_POINTER (id));
  engine->world->withdraw (id, engine->data);
}

/* Whether @due is shown and waits for an answer. */
static gboolean
is_open (const ArcGathered *gathered, const ArcDue *due)
{
  const ArcFiring *row = arc_firings_find (gathered->firings, due->subject_id, due->wall_s);

  return row && (row->state == ARC_FIRING_SHOWN || row->state == ARC_FIRING_CLAIMED) &&
         arc_gathered_find_due (gathered, due->subject_id, due->wall_s);
}

static gboolean
has_open (const ArcGathered *gathered, const GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    if (is_open (gathered, list->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Takes back what is answered, put off, deleted, or whose work is done. */
static void
withdraw_done (Round *round)
{
  ArcEngine *engine = round->engine;
  g_autoptr (GList) ids = g_hash_table_get_keys (engine->shown);

  for (GList *link = ids; link; link = link->next) {
    GPtrArray *list = g_hash_table_lookup (engine->shown, link->data);

    if (!has_open (round->gathered, list))
      arc_engine_forget (engine, GPOINTER_TO_UINT (link->data));
  }
}

static void
withdraw_all (ArcEngine *engine)
{
  g_autoptr (GList) ids = g_hash_table_get_keys (engine->shown);

  for (GList *link = ids; link; link = link->next)
    arc_engine_forget (engine, GPOINTER_TO_UINT (link->data));
}

/* ---- what another process or another server showed ---- */

/* Shown, not waved away, and not by a daemon of another session. */
static gboolean
is_left_over (const ArcFiring *row)
{
  return row->state == ARC_FIRING_SHOWN && row->notification && !row->is_foreign;
}

/* Notifications of this server that an earlier process has left: known by their ids alone, they
 * lead nowhere. */
static void
adopt_row (Round *round, const ArcFiring *row, const ArcDue *due, gboolean same_server)
{
  ArcEngine *engine = round->engine;
  const ArcAgendaRules *rules = &round->gathered->rules;
  gpointer id = GUINT_TO_POINTER (row->notification);
  gboolean today =
      due && arc_day_compare (arc_day_of (due->due_us, rules->zone, rules->day_start_h),
                              round->gathered->today) == 0;

  if (same_server && !g_hash_table_contains (engine->shown, id))
    remember (engine, row->notification, new_list ());
  if (due && (same_server || today)) {
    g_ptr_array_add (round->again, arc_due_copy (due));
    if (same_server)
      round->replaces = MAX (round->replaces, row->notification);
  }
}

static void
take_over (Round *round)
{
  gboolean same_server = round->engine->world->is_same_server (round->engine->data);

  g_hash_table_remove_all (round->engine->shown);
  for (guint i = 0; i < round->gathered->firings->len; i++) {
    const ArcFiring *row = round->gathered->firings->pdata[i];
    const ArcDue *due = arc_gathered_find_due (round->gathered, row->subject_id, row->wall_s);

    if (!is_left_over (row))
      continue;
    adopt_row (round, row, due, same_server);
    /* An id that means nothing any more must not be taken for another program's later on. */
    if (!same_server) {
      ArcDue stale = {.subject_id = row->subject_id, .wall_s = row->wall_s};

      record_or_log (round->engine, &stale, ARC_FIRING_SHOWN, 0);
    }
  }
  if (round->replaces)
    g_hash_table_remove (round->engine->shown, GUINT_TO_POINTER (round->replaces));
  withdraw_all (round->engine);
}

/* ---- showing ---- */

static void
claim_all (Round *round, const GPtrArray *due)
{
  for (guint i = 0; i < due->len; i++) {
    const ArcDue *one = due->pdata[i];
    g_autoptr (GError) error = NULL;
    gboolean claimed = FALSE;

    if (!arc_journal_claim_firing (round->engine->journal, one->subject_id, one->wall_s, &claimed,
                                   &error))
      set_problem (round->engine, error);
    if (claimed)
      g_ptr_array_add (round->claimed, arc_due_copy (one));
    else
      round->next_us = MIN (round->next_us, round->now_us + ARC_ENGINE_RETRY_US);
  }
}

static const ArcDue *
find_subject (const GPtrArray *list, const char *subject_id)
{
  for (guint i = 0; i < list->len; i++) {
    const ArcDue *due = list->pdata[i];

    if (g_str_equal (due->subject_id, subject_id))
      return due;
  }
  return NULL;
}

/* This Friday's reflection takes the place of last Friday's on the screen, and brings along what
 * came with that. */
static void
absorb (Round *round, guint id, const GPtrArray *list)
{
  gboolean shared = FALSE;

  for (guint i = 0; i < list->len; i++)
    shared |= find_subject (round->claimed, ((const ArcDue *) list->pdata[i])->subject_id) != NULL;
  if (!shared || round->replaces)
    return;
  round->replaces = id;
  for (guint i = 0; i < list->len; i++) {
    const ArcDue *old = list->pdata[i];
    const ArcDue *fresh = find_subject (round->claimed, old->subject_id);

    if (fresh && fresh->wall_s != old->wall_s)
      record_or_log (round->engine, old, ARC_FIRING_DONE, 0);
    else if (!fresh && is_open (round->gathered, old))
      g_ptr_array_add (round->again, arc_due_copy (old));
  }
}

static void
absorb_earlier (Round *round)
{
  GHashTableIter iter;
  gpointer id, list;

  g_hash_table_iter_init (&iter, round->engine->shown);
  while (g_hash_table_iter_next (&iter, &id, &list))
    absorb (round, GPOINTER_TO_UINT (id), list);
}

/* As the agenda sorts: reflections first, the newest of them leading; then the oldest. */
static gint
by_rank (gconstpointer a, gconstpointer b)
{
  const ArcDue *one = *(const ArcDue *const *) a;
  const ArcDue *two = *(const ArcDue *const *) b;
  gboolean leads = one->kind == ARC_DUE_REFLECTION;

  if (leads != (two->kind == ARC_DUE_REFLECTION))
    return leads ? -1 : 1;
  if (one->due_us != two->due_us)
    return (one->due_us < two->due_us) != leads ? -1 : 1;
  return g_strcmp0 (one->subject_id, two->subject_id);
}

static void
give_back (Round *round)
{
  for (guint i = 0; i < round->claimed->len; i++) {
    const ArcDue *due = round->claimed->pdata[i];

    arc_journal_release_firing (round->engine->journal, due->subject_id, due->wall_s, NULL);
  }
}

static void
show (Round *round, ArcServerFeatures features)
{
  ArcEngine *engine = round->engine;
  g_autoptr (GPtrArray) list = new_list ();
  g_autoptr (ArcMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  guint id;

  g_ptr_array_extend (list, round->claimed, (GCopyFunc) (void (*) (void)) arc_due_copy, NULL);
  g_ptr_array_extend (list, round->again, (GCopyFunc) (void (*) (void)) arc_due_copy, NULL);
  g_ptr_array_sort (list, by_rank);
  message = arc_message_new (list, round->gathered->quote, features);
  id = engine->world->show (message, round->replaces, engine->data, &error);
  if (!id) {
    g_message ("%s", error->message);
    give_back (round);
    engine->resumed = engine->resumed && round->again->len == 0;
    round->next_us = MIN (round->next_us, round->now_us + ARC_ENGINE_RETRY_US);
    return;
  }
  engine->resumed = TRUE;
  for (guint i = 0; i < list->len; i++)
    record_or_log (engine, list->pdata[i], ARC_FIRING_SHOWN, id);
  if (round->replaces && round->replaces != id)
    g_hash_table_remove (engine->shown, GUINT_TO_POINTER (round->replaces));
  remember (engine, id, g_steal_pointer (&list));
}

/* Nothing is shown anew while it is quiet. */
static gboolean
may_resume (Round *round)
{
  const ArcAgendaRules *rules = &round->gathered->rules;
  gint64 awake_us = arc_quiet_hours_after (rules->quiet, round->now_us, rules->zone);

  if (awake_us <= round->now_us)
    return TRUE;
  round->next_us = MIN (round->next_us, awake_us);
  return FALSE;
}

static gboolean
has_left_overs (const ArcGathered *gathered)
{
  for (guint i = 0; i < gathered->firings->len; i++) {
    const ArcFiring *row = gathered->firings->pdata[i];

    if (is_left_over (row))
      return TRUE;
  }
  return FALSE;
}

static void
show_what_is_due (Round *round)
{
  ArcEngine *engine = round->engine;
  const ArcGathered *gathered = round->gathered;
  ArcServerFeatures features = 0;
  g_autoptr (ArcNotice) notice = arc_agenda_reconcile (
      gathered->due, gathered->firings, &gathered->rules, round->now_us, &round->next_us);
  gboolean resume = !engine->resumed && has_left_overs (gathered) && may_resume (round);

  if (!notice && !resume)
    return;
  /* Without a server nothing is claimed: it stays due until one appears. */
  engine->has_server = engine->world->probe (&features, engine->data);
  if (!engine->has_server)
    return;
  if (resume) {
    take_over (round);
    engine->resumed = TRUE;
  }
  if (notice)
    claim_all (round, notice->due);
  if (!resume)
    absorb_earlier (round);
  if (round->claimed->len + round->again->len > 0)
    show (round, features);
}

/* ---- the whole ---- */

static void
update_status (Round *round)
{
  ArcEngine *engine = round->engine;
  const ArcDue *next = round->gathered->next;
  const GPtrArray *due = round->gathered->due;

  engine->next_us = next ? round->gathered->next_us : 0;
  engine->next_kind = next ? next->kind : ARC_DUE_REFLECTION;
  g_free (engine->next_what);
  engine->next_what = g_strdup (next ? next->topic : "");
  engine->open = 0;
  for (guint i = 0; i < due->len; i++)
    engine->open += is_open (round->gathered, due->pdata[i]);
}

static void
reconcile_gathered (Round *round)
{
  ArcEngine *engine = round->engine;
  gint64 tell_us;

  if (round->gathered->off) {
    withdraw_all (engine);
    arc_engine_forget_tidings (engine);
    round->next_us = G_MAXINT64;
  } else {
    withdraw_done (round);
    show_what_is_due (round);
    tell_us = arc_engine_tell (engine, round->gathered, round->now_us);
    round->next_us = MIN (round->next_us, tell_us);
    round->next_us = MIN (round->next_us, round->now_us + AT_LATEST_US);
  }
  update_status (round);
  if (engine->world->watch)
    engine->world->watch (round->gathered->teams, engine->data);
}

/* There is no journal yet, or it cannot be read. A file that appears or changes is told by
 * arc_engine_journal_touched(); only a busy one is worth looking at again. */
static gint64
when_to_retry (const GError *error, gint64 now_us)
{
  return g_error_matches (error, ARC_ERROR, ARC_ERROR_BUSY) ? now_us + ARC_ENGINE_RETRY_US
                                                            : G_MAXINT64;
}

void
arc_engine_reconcile (ArcEngine *engine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcGathered) gathered = arc_engine_gather (engine, &error);
  g_autoptr (GPtrArray) claimed = new_list ();
  g_autoptr (GPtrArray) again = new_list ();
  Round round = {.engine = engine,
                 .gathered = gathered,
                 .now_us = engine->world->now_us (engine->data),
                 .next_us = G_MAXINT64,
                 .claimed = claimed,
                 .again = again};

  set_problem (engine, error);
  if (gathered)
    reconcile_gathered (&round);
  else
    round.next_us = when_to_retry (error, round.now_us);
  engine->world->arm (round.next_us, engine->data);
  if (engine->world->settled)
    engine->world->settled (gathered && gathered->off, engine->data);
}

void
arc_engine_journal_touched (ArcEngine *engine)
{
  gint64 data_version;

  if (engine->journal && is_still_there (engine)) {
    data_version = arc_journal_get_data_version (engine->journal);
    if (data_version == engine->data_version)
      return;
    engine->data_version = data_version;
    if (arc_journal_get_content_version (engine->journal) == engine->content_version)
      return;
  } else if (!engine->journal && !g_file_test (engine->path, G_FILE_TEST_EXISTS)) {
    return;
  }
  arc_engine_reconcile (engine);
}

void
arc_engine_server_appeared (ArcEngine *engine)
{
  engine->resumed = FALSE;
  arc_engine_reconcile (engine);
}

/* ---- life ---- */

ArcEngine *
arc_engine_new (const char *path, const ArcWorld *world, gpointer data)
{
  ArcEngine *engine = g_new0 (ArcEngine, 1);

  engine->world = world;
  engine->data = data;
  engine->path = path ? g_strdup (path) : arc_journal_default_path ();
  engine->shown = g_hash_table_new_full (NULL, NULL, NULL, free_list);
  engine->next_what = g_strdup ("");
  engine->tidings = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_tiding_free);
  return engine;
}

void
arc_engine_free (ArcEngine *engine)
{
  if (!engine)
    return;
  g_clear_pointer (&engine->journal, arc_journal_close);
  g_hash_table_unref (engine->shown);
  g_clear_pointer (&engine->opened, g_ptr_array_unref);
  g_ptr_array_unref (engine->tidings);
  g_free (engine->next_what);
  g_free (engine->problem);
  g_free (engine->path);
  g_free (engine);
}

const char *
arc_engine_get_path (ArcEngine *engine)
{
  return engine->path;
}

void
arc_engine_get_status (ArcEngine *engine, ArcEngineStatus *status)
{
  ArcServerFeatures features;

  /* What was written a moment ago counts, also where nobody has told of it yet. */
  arc_engine_journal_touched (engine);
  engine->has_server = engine->world->probe (&features, engine->data);
  *status = (ArcEngineStatus){.next_us = engine->next_us,
                              .next_kind = engine->next_kind,
                              .next_what = engine->next_what,
                              .open = engine->open,
                              .has_server = engine->has_server,
                              .problem = engine->problem};
}
