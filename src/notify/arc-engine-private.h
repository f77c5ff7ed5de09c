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
  GHashTable *shown; /* server's id → GPtrArray of ArcDue */
  GPtrArray *opened; /* of ArcDue: what a click brought to the window last, or NULL */
  gboolean resumed;  /* what an earlier process or server showed has been seen to */
  gint64 next_us;    /* of status */
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
/* Takes notification @id off the screen and forgets it. */
void arc_engine_forget (ArcEngine *engine, guint id);

G_END_DECLS
