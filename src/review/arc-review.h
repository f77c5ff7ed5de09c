/* What a team makes of its shares: summaries gathered and published, corrections, equivalents.
 * Between the journal and the summary engine: knows no key, no file, no widget.
 *
 * Functions belong to the thread that opened the journal, and fail with a GError of ARC_ERROR that
 * can be shown. */
#pragma once

#include "arc-journal-team.h"
#include "arc-summarise.h"

G_BEGIN_DECLS

/* What a summary is about. Zero-initialised: all that the whole team may read. */
typedef struct {
  const char *team_id;
  ArcAudience audience;
  const char *topic;
  ArcDay since;
  ArcDay until;
  const char *replaces; /* (nullable): the id of the published summary that it corrects */
} ArcReviewScope;

/**
 * arc_review_gather:
 * @previous: (out) (transfer full) (nullable): the last published summary of the same topic, but
 *   for the one that is corrected, which the input refers to: to be freed after it
 *
 * All that a summary is made of, as the journal has it now. input->index is %NULL.
 *
 * Returns: (transfer full)
 */
ArcSummaryInput *arc_review_gather (ArcJournal *journal, const ArcReviewScope *scope,
                                    ArcSummary **previous, GError **error);

/* Whether someone may publish, correct, endorse: managers, facilitators and admins. */
gboolean arc_review_may_lead (ArcRoles roles);

/* ---- summaries ---- */

/* A published summary. Words of shares that were revoked meanwhile are withdrawn in it. */
typedef struct {
  char *post_id;
  char *team_id;
  char *author_name;
  gint64 at_us;
  gboolean is_mine;
  gboolean quotes_me;
  ArcSummary *summary;
} ArcPublished;
void arc_published_free (ArcPublished *published);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPublished, arc_published_free)

/**
 * arc_review_publish:
 * @post_id: (nullable): a summary of mine that this one corrects: it becomes its next version
 *
 * Freezes @summary and puts it out for the team (or its managers, by its audience). Statements of
 * a smaller audience are refused.
 *
 * Returns: (transfer full): the post's id; %NULL with %ARC_ERROR_INVALID where one may not
 */
char *arc_review_publish (ArcJournal *journal, const char *team_id, const ArcSummary *summary,
                          const char *post_id, GError **error);
/* (element-type ArcPublished): newest first. @team_id NULL: of all teams. */
GPtrArray *arc_review_list_published (ArcJournal *journal, const char *team_id, GError **error);
ArcPublished *arc_review_load_published (ArcJournal *journal, const char *post_id, GError **error);

/* ---- corrections ---- */

/* Returns: (transfer full): the post's id; revoking it (arc_journal_revoke_post()) undoes it. */
char *arc_review_correct (ArcJournal *journal, const char *team_id, const ArcCorrection *correction,
                          GError **error);
/* (element-type ArcPosted): corrections that hold, in the order in which they count. */
GPtrArray *arc_review_list_corrections (ArcJournal *journal, const char *team_id, GError **error);

/* ---- equivalents ----
 *
 * Every equivalent has turns, as a practice has: posts that name the ones they build on. The turn
 * that nobody built on is what holds; of two that were taken at once the one with the smaller id,
 * until the next turn, which builds on both. What the same person says twice in a row takes the
 * place of what they said before. Only turns of those count who may lead the team now: with
 * somebody's role what they agreed on goes too, and what stood before it holds again. */

/**
 * ArcTeamEquivalent:
 * @equivalent: as it holds; a shipped example that was switched off has state ARC_EQUIVALENT_OFF
 * @author_name: who took the last turn; "" of an example as it is shipped
 * @is_example: one that the program ships, also if the team put its own in its place
 */
typedef struct {
  ArcEquivalent *equivalent;
  char *author_name;
  gboolean is_mine;
  gboolean is_example;
} ArcTeamEquivalent;
void arc_team_equivalent_free (ArcTeamEquivalent *one);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTeamEquivalent, arc_team_equivalent_free)

/* (element-type ArcTeamEquivalent): the team's own, then all examples, also those that are off. */
GPtrArray *arc_review_list_team_equivalents (ArcJournal *journal, const char *team_id,
                                             GError **error);
/* (element-type ArcEquivalent): those that hold: the team's own, and the examples that it left on.
 */
GPtrArray *arc_review_list_equivalents (ArcJournal *journal, const char *team_id, GError **error);
/* A new one (id ""), or a change of the one of that id. (transfer full): its id; NULL with
 * ARC_ERROR_INVALID where one may not, or it is no equivalent. */
char *arc_review_put_equivalent (ArcJournal *journal, const char *team_id,
                                 const ArcEquivalent *equivalent, GError **error);
/* Switches an example off, or on again as it is shipped; takes one of the team's own away (@is_on
 * FALSE): where nobody but me had a word in it my posts are revoked. ARC_ERROR_NOT_FOUND. */
gboolean arc_review_switch_equivalent (ArcJournal *journal, const char *team_id, const char *id,
                                       gboolean is_on, GError **error);
/* Undoes a change: as it was before, or away where there was nothing (@was NULL). */
gboolean arc_review_restore_equivalent (ArcJournal *journal, const char *team_id, const char *id,
                                        const ArcEquivalent *was, GError **error);

/* ---- after a sync ---- */

/**
 * arc_review_refresh:
 *
 * Takes the words of revoked shares out of summaries: mine are put out anew, others' are blanked
 * in this journal; and tells the team of look-backs at practices that I try. Idempotent; cheap
 * where nothing happened.
 */
gboolean arc_review_refresh (ArcJournal *journal, const char *team_id, GError **error);

G_END_DECLS
