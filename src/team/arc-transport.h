/* What the engine asks of a transport, whichever it is: a folder, or a server. */
#pragma once

#include "arc-journal-team.h"
#include "arc-roster.h"

G_BEGIN_DECLS

/* What a sync did, to be reported. */
typedef struct {
  guint sent;
  guint revoked;
  ArcPostCounts received;
  guint members_new;    /* who ask, or were accepted since */
  GPtrArray *set_aside; /* (element-type ArcSetAside): new in this sync */
  gboolean wrote;       /* a file or a row changed on the other side */
} ArcSyncReport;
ArcSyncReport *arc_sync_report_new (void);
void arc_sync_report_free (ArcSyncReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcSyncReport, arc_sync_report_free)

typedef struct _ArcTransport ArcTransport;

/**
 * ArcTransportClass:
 * @pull: brings in what is new: members and roles (arc_journal_set_members()), then posts and
 *   revocations, in batches of some hundred, each written with its own sync state in one
 *   transaction by arc_team_take_in(). Can be killed at any moment and run again.
 * @push: brings out what the outbox holds, then arc_journal_mark_sent()
 * @leave: removes all that is mine from the other side
 * @watch: (element-type GFile): (transfer full) (nullable): where to listen for changes
 *
 * All block; they run off the main thread, with a journal of that thread.
 */
typedef struct {
  gboolean (*pull) (ArcTransport *transport, ArcJournal *journal, ArcSyncReport *report,
                    GCancellable *cancellable, GError **error);
  gboolean (*push) (ArcTransport *transport, ArcJournal *journal, ArcSyncReport *report,
                    GCancellable *cancellable, GError **error);
  gboolean (*leave) (ArcTransport *transport, ArcJournal *journal, GError **error);
  GPtrArray *(*watch) (ArcTransport *transport);
  void (*free) (ArcTransport *transport);
} ArcTransportClass;

struct _ArcTransport {
  const ArcTransportClass *klass;
};
void arc_transport_free (ArcTransport *transport);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTransport, arc_transport_free)

/* Reads the bodies of @batch's posts, drops what breaks a rule (told in @report as set aside, under
 * @place), and applies the rest. The one way from a transport into the journal. */
gboolean arc_team_take_in (ArcJournal *journal, const char *team_id, ArcPostBatch *batch,
                           const char *place, ArcSyncReport *report, GError **error);

G_END_DECLS
