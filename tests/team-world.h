/* A team for tests: members with a journal, a clock and a copy of the folder of their own, and a
 * service between the copies that may be late, torn, doubled and out of order. */
#pragma once

#include "arc-team-actions.h"
#include "arc-test.h"

G_BEGIN_DECLS

#define TEAM_WORLD_MEMBERS_MAX 4

typedef struct {
  const char *name;
  char *home;
  char *path; /* of the journal */
  char *folder;
  ArcJournal *journal;
  ArcTestClock clock;
  char *id;            /* in the team */
  GPtrArray *entries;  /* ids */
  GHashTable *carried; /* file → checksum: what the service has seen of this member's files */
} TeamMember;

/* A file on its way. */
typedef struct {
  guint to;
  char *file;
  GBytes *content; /* NULL: removed */
} TeamParcel;

typedef struct {
  GRand *random;
  char *top;
  char *team_id;
  guint n_members;
  TeamMember members[TEAM_WORLD_MEMBERS_MAX];
  GPtrArray *parcels;
  gboolean shares_folder; /* one folder for all, without a service */
} TeamWorld;

/* A team of @n_members, all accepted: the first is admin and manager. */
TeamWorld *team_world_new (guint n_members, guint32 seed, gboolean shares_folder);
void team_world_free (TeamWorld *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TeamWorld, team_world_free)

/* (transfer full): an entry's id. */
char *team_world_write (TeamWorld *world, guint member, const char *text);
/* Shares, or changes the share @post_id. (transfer full): the share's id. */
char *team_world_share (TeamWorld *world, guint member, const char *entry_id, ArcParts parts,
                        ArcAudience audience, const char *post_id);
/* Syncs, and asserts that it worked. (transfer full) */
ArcSyncReport *team_world_sync (TeamWorld *world, guint member);
void team_world_sync_only (TeamWorld *world, guint member);

/* The service looks at what a member's computer has written. */
void team_world_collect (TeamWorld *world, guint member);
/* Some of what is on its way arrives, with every mishap. */
void team_world_carry (TeamWorld *world);
/* All copies become equal to what their writers have. Copies of conflicts stay where they are. */
void team_world_settle (TeamWorld *world);
/* Settles and syncs until nothing changes any more; asserts that this ends soon. */
void team_world_quiet (TeamWorld *world);
/* Asserts that each member has of each other's posts what they are entitled to, and no other. */
void team_world_assert_equal (TeamWorld *world);

G_END_DECLS
