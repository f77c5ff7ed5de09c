/* The practices of a team: candidates, endorsed and retired ones, and what people say who try them.
 */
#pragma once

#include "arc-review.h"

G_BEGIN_DECLS

/* A practice with its history. */
typedef struct {
  char *team_id;
  char *team_name;
  ArcPracticeInput *input; /* the latest turn, all trials */
  GPtrArray *history;      /* (element-type ArcPosted): its turns, the first one first */
  ArcTrial *mine;          /* (nullable): what I said */
  gboolean asks_credit;    /* I found it, and was not asked yet whether I want to be named */
} ArcPractice;
void arc_practice_free (ArcPractice *practice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPractice, arc_practice_free)

/* (element-type ArcPractice): of one team (NULL: of all), by id. */
GPtrArray *arc_practices_list (ArcJournal *journal, const char *team_id, GError **error);
/* @id: a practice's id or a prefix of it. */
ArcPractice *arc_practices_load (ArcJournal *journal, const char *id, GError **error);

/**
 * arc_practices_put_turn:
 * @turn: practice_id "" makes a new practice; builds_on is filled in
 *
 * Proposes, words anew, endorses or retires. Endorsing and retiring need a manager, facilitator or
 * admin; endorsing needs a When and a do. A practice without a re-check day gets one in six months.
 *
 * Returns: (transfer full): the practice's id
 */
char *arc_practices_put_turn (ArcJournal *journal, const char *team_id, ArcPracticeTurn *turn,
                              GError **error);

/**
 * arc_practices_mark_inside:
 * @practices: (element-type ArcPractice)
 *
 * Notes which of them are worded with the words of a share that may not be quoted outside: those
 * are left out of a playbook.
 */
gboolean arc_practices_mark_inside (ArcJournal *journal, const GPtrArray *practices,
                                    GError **error);

/* What I say to a practice. Others of the team see it. */
gboolean arc_practices_answer (ArcJournal *journal, const char *practice_id,
                               ArcTrialResponse response, const char *why, GError **error);
gboolean arc_practices_set_credit (ArcJournal *journal, const char *practice_id, gboolean credited,
                                   GError **error);

/**
 * arc_practices_try:
 * @entry_id: (nullable): the entry whose Change gets the commitment; %NULL makes a new entry
 * @due: when to look back; year 0: the entry's look-back day, or in a new entry a week on
 * @commitment_id: (out) (transfer full) (optional)
 *
 * “I'll try it”: a commitment of my own, whose look-back becomes a trial.
 */
gboolean arc_practices_try (ArcJournal *journal, const char *practice_id, const char *entry_id,
                            ArcDay due, char **commitment_id, GError **error);
/* The commitment was made elsewhere (in the composer): its look-back becomes a trial. */
gboolean arc_practices_follow (ArcJournal *journal, const char *practice_id,
                               const char *commitment_id, GError **error);
/* (transfer full): what I commit to who tries it: its do as a line, its When as the if. */
ArcCommitment *arc_practice_to_commitment (const ArcPracticeTurn *turn);

G_END_DECLS
