/* What a summary says in words of the program's own: which phrase, and the figures in it. A summary
 * keeps these, and everybody reads it in their own language. */
#pragma once

#include "arc-commitment.h"

G_BEGIN_DECLS

/* Which phrase. The figures of each, in this order, stand in arc-saying.c. */
typedef enum {
  ARC_SAY_NOTHING,
  /* in place of somebody's words */
  ARC_SAY_NO_TOPIC,
  ARC_SAY_WITHDRAWN,
  ARC_SAY_STAYS_INSIDE,
  /* what speaks for a line: figures are numbers of people */
  ARC_SAY_HELPED_ALL,
  ARC_SAY_HELPED_NONE,
  ARC_SAY_HELPED_SOME,
  ARC_SAY_HELPED_OF,
  ARC_SAY_SAID_BY,
  ARC_SAY_REACHED_ALL,
  ARC_SAY_MISSED_ALL,
  ARC_SAY_MIXED,
  ARC_SAY_REACHED_OF,
  ARC_SAY_TRIED_ALL,
  ARC_SAY_TRIED_SOME,
  ARC_SAY_TRIED_OF,
  ARC_SAY_NOT_TRIED,
  ARC_SAY_TALKED_OF,
  /* commitments, in the order of ArcKind */
  ARC_SAY_STOP,
  ARC_SAY_START,
  ARC_SAY_CONTINUE,
  ARC_SAY_MORE,
  ARC_SAY_OVERDUE,
  /* barriers, in the order of ArcBarrierState */
  ARC_SAY_BARRIER_OPEN,
  ARC_SAY_BARRIER_BEING_REMOVED,
  ARC_SAY_BARRIER_REMOVED,
  ARC_SAY_BARRIER_STAYS,
  ARC_SAY_BARRIER_UNOWNED,
  /* why a practice should be looked at again */
  ARC_SAY_RECHECK_TRIALS,
  ARC_SAY_RECHECK_DUE,
  ARC_SAY_RECHECK_IDLE,
  /* what changed since the last summary */
  ARC_SAY_NEW_WORKED,
  ARC_SAY_NEW_DID_NOT,
  ARC_SAY_NEW_BARRIER,
  ARC_SAY_WORKS_NOW,
  ARC_SAY_WORKED_BEFORE,
  ARC_SAY_BARRIER_GONE,
  ARC_N_SAYINGS,
} ArcSaid;

#define ARC_SAYING_FIGURES 4

typedef struct {
  ArcSaid said;
  guint figures[ARC_SAYING_FIGURES];
} ArcSaying;

/* (transfer full): in the reader's language; "" for ARC_SAY_NOTHING. */
char *arc_saying_to_text (const ArcSaying *saying);

/* Words of files and scripts, the same in every language; NULL for ARC_SAY_NOTHING. */
const char *arc_said_to_word (ArcSaid said);
gboolean arc_said_from_word (const char *word, ArcSaid *said);
/* What a figure of a phrase counts ("people"), as files call it; NULL where there are no more. */
const char *arc_said_get_figure (ArcSaid said, guint index);

/* How a commitment's kind, and a barrier's state, are said. */
ArcSaid arc_said_of_kind (ArcKind kind);
ArcSaid arc_said_of_barrier (ArcBarrierState state);

G_END_DECLS
