/* What the files of the engine share. */
#pragma once

#include "arc-engine.h"

G_BEGIN_DECLS

struct _ArcEngine {
  const ArcWorld *world;
  gpointer data;
  char *path;
  ArcJournal *journal; /* NULL while there is none */
  guint64 device;      /* of the journal's file */
  guint64 inode;
  gint64 data_version;
  gint64 content_version;
  GHashTable *shown;  /* server's id → GPtrArray of ArcDue */
  GPtrArray *opened;  /* of ArcDue: what a click brought to the window last, or NULL */
  guint tidings_id;   /* of the notification about teammates, or 0 */
  GPtrArray *tidings; /* of ArcTiding: what it says */
  gboolean resumed;   /* what an earlier process or server showed has been seen to */
  gint64 next_us;     /* of status */
  ArcDueKind next_kind;
  char *next_what;
  guint open;
  gboolean has_server;
  char *problem;
};

/* Opens the journal if it is not open, or another file is in its place. */
gboolean arc_engine_ensure_open (ArcEngine *engine, GError **error);
ArcGathered *arc_engine_gather (ArcEngine *engine, GError **error);
/* Writes down what became of @due; a failure is logged and mended by the next reconciliation. */
gboolean arc_engine_record (ArcEngine *engine, const ArcDue *due, ArcFiringState state,
                            gint64 snooze_until_us, guint notification, GError **error);
/* After this somebody else no longer writes, or the server takes it. */
#define ARC_ENGINE_RETRY_US (60 * ARC_US_PER_SECOND)

/* Shows what teammates said and was not told yet, in one notification; takes it back when it was
 * seen to. When to look again, or %G_MAXINT64. */
gint64 arc_engine_tell (ArcEngine *engine, const ArcGathered *gathered, gint64 now_us);
/* A click on that notification; FALSE if @id is another one. */
gboolean arc_engine_act_on_tidings (ArcEngine *engine, guint id, const char *token);
void arc_engine_forget_tidings (ArcEngine *engine);
/* Takes notification @id off the screen and forgets it. */
void arc_engine_forget (ArcEngine *engine, guint id);

G_END_DECLS
