/* What a person does with a practice, without holding up the main loop. Each is followed by a sync;
 * all end with arc_journal_service_call_finish(), and fail with an error that can be shown. */
#pragma once

#include "arc-journal-service.h"
#include "arc-practices-offered.h"
#include "arc-summary-module.h"
#include "arc-team-info.h"

G_BEGIN_DECLS

/* Result: (transfer full): the practice's id. */
void arc_practice_job_put (ArcJournalService *service, const char *team_id,
                           const ArcPracticeTurn *turn, GAsyncReadyCallback callback,
                           gpointer user_data);
/* @why: (nullable): for “Not for me, because …” */
void arc_practice_job_answer (ArcJournalService *service, const char *practice_id,
                              ArcTrialResponse response, const char *why,
                              GAsyncReadyCallback callback, gpointer user_data);
/* “I'll try it”, with a commitment in an entry of its own, due at the next reflection. */
void arc_practice_job_try (ArcJournalService *service, const char *practice_id,
                           GAsyncReadyCallback callback, gpointer user_data);
void arc_practice_job_credit (ArcJournalService *service, const char *practice_id,
                              gboolean credited, GAsyncReadyCallback callback, gpointer user_data);

/* For @callback where nothing is to be done but to say what failed: @user_data is a widget below a
 * toast overlay, (transfer full). */
void arc_practice_job_done (GObject *service, GAsyncResult *result, gpointer widget);

/* ---- offers, which nobody hears of but by an answer (arc-practices-offered.h) ---- */

void arc_practice_job_take (ArcJournalService *service, const char *team_id,
                            const char *practice_id, const char *text_id, const char *line);
void arc_practice_job_pass (ArcJournalService *service, const char *team_id,
                            const char *practice_id, const char *text_id);
/* The text is saved: what was taken into it and is there becomes an answer. */
void arc_practice_job_settle (ArcJournalService *service, const char *text_id, const char *entry_id,
                              gboolean is_done);
void arc_practice_job_drop_text (ArcJournalService *service, const char *text_id);
void arc_practice_job_set_shown (ArcJournalService *service, const char *team_id,
                                 const char *practice_id, ArcPracticeShown shown);

/* ---- what there is ---- */

/* (transfer full): what speaks for a practice, in words. */
char *arc_practice_say_evidence (const ArcSummaryModule *module, const ArcPractice *practice,
                                 guint group_size);

/* A practice in words. */
typedef struct {
  const ArcPractice *practice;
  char *sentence;
  char *evidence;
  char *recheck; /* (nullable): why it should be looked at again */
} ArcPracticeLine;

/* A share that a practice rests on, and that I may read: what it is called, and by whom, when and
 * about what it is. */
typedef struct {
  char *title;
  char *about;
} ArcPracticeSource;

/**
 * ArcPracticesInfo:
 * @practices: (element-type ArcPractice)
 * @sources: (element-type utf8 ArcPracticeSource): by the share's id, as far as I may read them
 * @lines: (element-type ArcPracticeLine): of @practices: endorsed, candidates, retired
 * @best: (element-type ArcPracticeLine): those to start with; empty once I answered one
 * @topics: (element-type utf8)
 */
typedef struct {
  ArcTeamInfo *team;
  GPtrArray *practices;
  GHashTable *sources;
  GPtrArray *lines;
  GPtrArray *best;
  GPtrArray *topics;
  gboolean may_lead;
} ArcPracticesInfo;
void arc_practices_info_free (ArcPracticesInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPracticesInfo, arc_practices_info_free)
/* (nullable): the one with this id. */
const ArcPracticeLine *arc_practices_info_find (const ArcPracticesInfo *info, const char *id);
/* An ArcJournalFunc for a team's id. */
gpointer arc_practices_info_read (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
