/* All that the reader shows of one entry, read in one go. */
#pragma once

#include "arc-entry-team.h"
#include "arc-journal-loop.h"

G_BEGIN_DECLS

/* Matches are looked for in sections up to this size. */
#define ARC_READING_MATCH_BYTES (512 * 1024)

typedef struct {
  ArcEntry *entry;
  GPtrArray *look_backs;           /* of ArcLookBack, oldest first */
  ArcLoop *loop;                   /* what hangs on the entry */
  ArcEntry *earlier;               /* (nullable): the one it looks back at */
  ArcEntry *later;                 /* (nullable): the one that looks back at it */
  ArcEntryTeam *team;              /* (nullable): what teams have to do with it */
  guint n_edits;                   /* states before this one */
  GArray *matches[ARC_N_SECTIONS]; /* of ArcRange; NULL without a search */
  int day_start_h;
  ArcDay today;
} ArcReading;

void arc_reading_free (ArcReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcReading, arc_reading_free)

/* What arc_reading_read() is asked for. */
typedef struct {
  char *id;
  ArcQuery *query; /* (nullable) */
} ArcReadingRequest;

ArcReadingRequest *arc_reading_request_new (const char *id, const ArcQuery *query);
void arc_reading_request_free (gpointer request);

/* An ArcJournalFunc for an ArcReadingRequest. Returns: (transfer full): an ArcReading */
gpointer arc_reading_read (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                           GError **error);

/**
 * arc_reading_to_text:
 *
 * Returns: (transfer full): the entry as plain text, for the clipboard
 */
char *arc_reading_to_text (const ArcReading *reading);

/* (transfer full): "Friday, 20 November 2026, 14:03", as seen where it was written. */
char *arc_reading_dup_date (const ArcReading *reading);
/* (transfer full) (nullable): "Measured: 25 minutes saved each week". */
char *arc_reading_dup_evidence (const ArcReading *reading);
/* (transfer full): "Looked back on 27 November: did it, helped". */
char *arc_reading_dup_look_back (const ArcReading *reading, const ArcLookBack *look_back);

G_END_DECLS
