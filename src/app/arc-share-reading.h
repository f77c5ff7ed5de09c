/* All that the reader of shares shows of one, read in one go. */
#pragma once

#include "arc-team-barrier.h"

G_BEGIN_DECLS

/* An answer to a share. */
typedef struct {
  char *post_id;
  char *author_name;
  gboolean is_mine;
  ArcAnswerKind kind;
  char *text;
  gint64 at_us; /* by its author's clock */
} ArcShareAnswer;

/* (transfer full) (element-type ArcShareAnswer): what @posts (element-type ArcPosted) answer, in
 * their order; what is no answer is passed over. */
GPtrArray *arc_share_answers_from_posts (const GPtrArray *posts);
gboolean arc_share_answers_equal (const GPtrArray *a, const GPtrArray *b);

/**
 * ArcShareReading:
 * @states: (element-type ArcPosted): usually one; more where two devices of the writer disagree
 * @answers: (element-type ArcShareAnswer): those I can see: mine, and all to a share of mine
 * @barriers: (element-type ArcTeamBarrier)
 * @members: (element-type ArcMember)
 * @entry_id: (nullable): my entry that it is a share of
 * @typed: my suggestion that was typed and not sent; ""
 */
typedef struct {
  GPtrArray *states;
  GPtrArray *answers;
  GPtrArray *barriers;
  GPtrArray *members;
  char *me;
  char *entry_id;
  char *typed;
  ArcDay today;
} ArcShareReading;

void arc_share_reading_free (ArcShareReading *reading);
/* The state that is shown first. */
const ArcPosted *arc_share_reading_get_posted (const ArcShareReading *reading);
/* (transfer none) (nullable): an answer of this kind that I gave. */
const ArcShareAnswer *arc_share_reading_find_mine (const ArcShareReading *reading,
                                                   ArcAnswerKind kind);
/* Whether showing it again would change nothing but what is read of it. */
gboolean arc_share_reading_equal (const ArcShareReading *a, const ArcShareReading *b);

/* An ArcJournalFunc for the id of a share's post. Returns: (transfer full): an ArcShareReading, or
 * NULL with ARC_ERROR_NOT_FOUND if there is none any more. */
gpointer arc_share_reading_read (ArcJournal *journal, gpointer post_id, GCancellable *cancellable,
                                 GError **error);

/* (transfer full) (nullable): the team among @teams (element-type ArcTeam) with this id. */
ArcTeam *arc_teams_find (const GPtrArray *teams, const char *team_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcShareReading, arc_share_reading_free)

G_END_DECLS
