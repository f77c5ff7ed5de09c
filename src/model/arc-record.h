/* A record: an entry with all that hangs on it, as the interchange format carries it. */
#pragma once

#include "arc-entry.h"
#include "arc-firing.h"
#include "arc-look-back.h"
#include "arc-loop.h"

G_BEGIN_DECLS

/**
 * ArcRecord:
 * @entry: the current state
 * @loop: commitments, barriers, the day to look back, the chain
 * @look_backs: (element-type ArcLookBack): oldest first
 * @firings: (element-type ArcFiring): what was answered or put off of what falls due with it, those
 *   of the entry without a subject until it is in a journal; in the order of what the wall clock
 * shows
 * @revisions: (element-type ArcEntry): earlier states, oldest first; empty without history
 * @deleted_us: when it went to the trash, or 0
 */
typedef struct {
  ArcEntry *entry;
  ArcLoop *loop;
  GPtrArray *look_backs;
  GPtrArray *firings;
  GPtrArray *revisions;
  gint64 deleted_us;
} ArcRecord;

/* Takes @entry, which may be NULL. */
ArcRecord *arc_record_new (ArcEntry *entry);
void arc_record_free (ArcRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcRecord, arc_record_free)

G_END_DECLS
