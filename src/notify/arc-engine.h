/* The reminder daemon without its surroundings: clock, timer, notifications and zone come from the
 * world that is given to it, so that tests move time. */
#pragma once

#include "arc-gather.h"
#include "arc-message.h"

G_BEGIN_DECLS

/* What to open in the window. */
typedef enum {
  ARC_OPEN_WRITE,   /* the composer */
  ARC_OPEN_WAITING, /* what waits, with every way to put it off */
  ARC_OPEN_ENTRY,   /* one entry, with what teammates said to it */
  ARC_OPEN_TEAM,    /* the page of teams */
} ArcOpen;

/**
 * ArcWorld:
 * @now_us: the wall clock
 * @dup_zone: (transfer full): where the person is
 * @arm: wake the engine by arc_engine_reconcile() at this instant, and whenever the wall clock is
 *   set; %G_MAXINT64 for the latter alone. Replaces what was armed before.
 * @probe: whether there is a notification server, and what it can do. If there is none, one that
 *   appears is told by arc_engine_server_appeared().
 * @show: shows a notification, in place of @replaces where that is not 0; 0 on error
 * @withdraw: takes one back
 * @is_same_server: whether ids given earlier, perhaps to a process that died, still mean the same
 * @open: show the window; @id is the entry's with %ARC_OPEN_ENTRY, else NULL; @token lets it come
 * to the front
 * @watch: (nullable): with each reconciliation: the teams (element-type ArcTeam) whose folders are
 *   to be watched; when something happens there, a sync brings it into the journal
 * @settled: (nullable): after each reconciliation: @off says that reminders are switched off
 */
typedef struct {
  gint64 (*now_us) (gpointer data);
  char *(*dup_zone) (gpointer data);
  void (*arm) (gint64 at_us, gpointer data);
  gboolean (*probe) (ArcServerFeatures *features, gpointer data);
  guint (*show) (const ArcMessage *message, guint replaces, gpointer data, GError **error);
  void (*withdraw) (guint id, gpointer data);
  gboolean (*is_same_server) (gpointer data);
  void (*open) (ArcOpen what, const char *id, const char *token, gpointer data);
  void (*watch) (const GPtrArray *teams, gpointer data);
  void (*settled) (gboolean off, gpointer data);
} ArcWorld;

typedef struct _ArcEngine ArcEngine;

/* @path: (nullable): the journal, which need not exist yet; NULL means the default one. */
ArcEngine *arc_engine_new (const char *path, const ArcWorld *world, gpointer data);
void arc_engine_free (ArcEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcEngine, arc_engine_free)

/* The journal's file. */
const char *arc_engine_get_path (ArcEngine *engine);

/**
 * arc_engine_reconcile:
 *
 * Compares what is due with what was shown, shows what is missing, takes back what is done, arms
 * the timer. Idempotent: to be called at the start, by the timer, when the clock, the zone or the
 * journal changed.
 */
void arc_engine_reconcile (ArcEngine *engine);
/* Something happened to the journal's file: reconciles if its content changed. */
void arc_engine_journal_touched (ArcEngine *engine);
/* A notification server has come, or another one: what was open is shown anew. */
void arc_engine_server_appeared (ArcEngine *engine);

/* A person chose @action in notification @id. @token: (nullable): for the window to come forward.
 */
void arc_engine_act (ArcEngine *engine, guint id, const char *action, const char *token);
/* A person waved notification @id away: it is not shown anew. */
void arc_engine_dismissed (ArcEngine *engine, guint id);

/**
 * arc_engine_snooze:
 * @subject_id: (nullable): one thing; %NULL for all that is open
 * @until_us: in the future
 *
 * Returns: how many were put off; -1 with %ARC_ERROR_INVALID, %ARC_ERROR_NOT_FOUND or an error of
 *   the journal
 */
int arc_engine_snooze (ArcEngine *engine, const char *subject_id, gint64 due_us, gint64 until_us,
                       GError **error);
/* Shows a notification that means nothing; FALSE with ARC_ERROR_NOT_FOUND if there is no server. */
gboolean arc_engine_show_test (ArcEngine *engine, GError **error);

/**
 * ArcEngineStatus:
 * @next_us: when the next thing falls due, 0 for never
 * @next_what: its topic, may be ""
 * @open: how many shown things wait for an answer
 * @has_server: whether a notification could be shown
 * @problem: (nullable): why the journal cannot be read
 */
typedef struct {
  gint64 next_us;
  ArcDueKind next_kind;
  const char *next_what;
  guint open;
  gboolean has_server;
  const char *problem;
} ArcEngineStatus;

/* Of the journal as it is now; strings belong to the engine, until it reconciles again. */
void arc_engine_get_status (ArcEngine *engine, ArcEngineStatus *status);

G_END_DECLS
