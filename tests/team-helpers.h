/* Two people, each with a journal of their own, in one team in a folder: for tests of the window.
 */
#pragma once

#include "arc-journal-service.h"
#include "arc-journal-team.h"
#include "arc-practice.h"

G_BEGIN_DECLS

typedef struct {
  char *path;
  ArcJournalService *service;
  char *me; /* id in the team */
} ArcTestPerson;

/* Ada made the team and is its manager and admin; Ben was accepted. */
typedef struct {
  char *folder;
  char *team_id;
  ArcTestPerson ada;
  ArcTestPerson ben;
} ArcTestTeam;

/* A folder, and two journals that are in no team yet. Keys are kept in files: ARC_KEYS. */
ArcTestTeam *arc_test_people_new (void);
/* The same in a team. */
ArcTestTeam *arc_test_team_new (void);
void arc_test_team_free (ArcTestTeam *team);

/* A sync of this person now, in the test's own time. */
void arc_test_team_sync (ArcTestPerson *person);
/* (transfer full): the id of a new entry of this person, with three sections, a commitment, a
 * barrier, a topic and a tag. Each part has a word of its own in it. */
char *arc_test_team_write (ArcTestPerson *person);
/* (transfer full): the id of the share of @entry_id with these parts. */
char *arc_test_team_share (ArcTestTeam *team, ArcTestPerson *person, const char *entry_id,
                           ArcParts parts, ArcAudience audience);
/* Answers a share in the name of this person. */
void arc_test_team_answer (ArcTestPerson *person, const char *share_id, ArcAnswerKind kind,
                           const char *text);
/* How many posts of @kind this person has, their own among them. */
guint arc_test_team_count_posts (ArcTestPerson *person, ArcPostKind kind);
/* (transfer full) (element-type ArcPosted): the shares that this person has from others. */
GPtrArray *arc_test_team_list_shares (ArcTestPerson *person);
/* (transfer full) (element-type ArcMember) */
GPtrArray *arc_test_team_list_members (ArcTestTeam *team, ArcTestPerson *person);

/* (transfer full): the id of a new practice that this person puts into the team. @topic, @finder:
 * (nullable) */
char *arc_test_team_put_practice (ArcTestTeam *team, ArcTestPerson *person, ArcPracticeState state,
                                  const char *when, const char *doing, const char *topic,
                                  const char *finder);
/* Whether no sync of this person runs. */
gboolean arc_test_team_is_resting (ArcTestPerson *person);
/* Ends the syncs that run by themselves, before what they belong to goes. */
void arc_test_team_rest (ArcTestTeam *team);

G_END_DECLS
