/* What the sources of the folder share. */
#pragma once

#include "arc-folder-files.h"
#include "arc-folder-format.h"
#include "arc-folder.h"

G_BEGIN_DECLS

/* Keys of the sync state. */
#define ARC_STATE_FOLDER_ROSTER "roster"
#define ARC_STATE_FOLDER_PLACE "folder/place"   /* which directory it was the last time */
#define ARC_STATE_FOLDER_PEOPLE "folder/people" /* hash of the stamps of rosters, cards … */
#define ARC_STATE_FOLDER_CARD "folder/card"     /* the card with which I asked */
#define ARC_STATE_FOLDER_IN "folder/in/"        /* + PERSON/DEVICE: what was read of a device */
#define ARC_STATE_FOLDER_GONE "folder/gone/"    /* + PERSON/DEVICE: revocations read of it */
#define ARC_STATE_FOLDER_POSTS                                                                     \
  "folder/posts/"                         /* + PERSON/DEVICE/HASH: what was read in a segment */
#define ARC_STATE_FOLDER_OWN "folder/own" /* what I wrote */
#define ARC_STATE_FOLDER_SEGMENT "folder/own/" /* + HASH: the posts in a segment of mine */
#define ARC_STATE_FOLDER_NEXT "folder/next"    /* what I am about to write */

typedef struct {
  ArcTransport parent;
  char *dir;
  char *team_id;
  ArcKeys *keys;
} ArcFolder;

/**
 * ArcFolderRun:
 * @members: the directory "members"; -1 if there is none yet
 * @roster: (nullable): the one that holds
 * @aside: (element-type utf8 utf8): place -> message of what is set aside
 * @kept: (element-type utf8): places of which this run says that they stay so
 *
 * One pull, push or leaving.
 */
typedef struct {
  ArcFolder *folder;
  ArcJournal *journal;
  ArcSyncReport *report;
  GCancellable *cancellable;
  int root;
  int members;
  ArcRoster *roster;
  GHashTable *aside;
  GHashTable *kept;
} ArcFolderRun;

/* NULL with an error if the folder is not there, or is not the team's any more. */
ArcFolderRun *arc_folder_run_new (ArcFolder *folder, ArcJournal *journal, ArcSyncReport *report,
                                  GCancellable *cancellable, GError **error);
void arc_folder_run_free (ArcFolderRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcFolderRun, arc_folder_run_free)
/* Makes "members" if need be. */
gboolean arc_folder_run_need_members (ArcFolderRun *run, GError **error);
gboolean arc_folder_run_is_cancelled (ArcFolderRun *run, GError **error);
/* Me, if I am in. (transfer none) (nullable) */
const ArcPerson *arc_folder_run_get_me (ArcFolderRun *run);

/* (element-type utf8 guint): member's id -> ArcMemberState + 1, as the journal has them. */
GHashTable *arc_folder_run_list_states (ArcFolderRun *run, GError **error);

/* The file at @place is wrong: told once. FALSE with an error only where the journal failed. */
gboolean arc_folder_run_set_aside (ArcFolderRun *run, const char *place, const char *message,
                                   GError **error);
/* It is right, or right again. */
gboolean arc_folder_run_clear (ArcFolderRun *run, const char *place, GError **error);
/* Forgets those whose file is gone. */
gboolean arc_folder_run_sweep (ArcFolderRun *run, GError **error);

/* Sync state; @key2 is appended to @key. NULL where there is none or an error is set. */
GBytes *arc_folder_run_get_state (ArcFolderRun *run, const char *key, const char *key2,
                                  GError **error);
gboolean arc_folder_run_set_state (ArcFolderRun *run, const char *key, GBytes *value,
                                   GError **error);

/* Rosters, cards, words of leaving: who belongs to the team (arc-folder-people.c). */
gboolean arc_folder_pull_people (ArcFolderRun *run, GError **error);
/* (element-type ArcPerson): of all cards that are signed as they should be. @run may be NULL. */
GPtrArray *arc_folder_read_cards (int members, const char *team_id, GError **error);

/* What the devices of those who are in put there (arc-folder-read.c). */
gboolean arc_folder_pull_posts (ArcFolderRun *run, GError **error);
/* A manifest of mine, and not of another journal with my keys. */
gboolean arc_folder_is_own_manifest (ArcFolderRun *run, GBytes *manifest);

/* What waits goes out; what is mine goes away (arc-folder-write.c). */
gboolean arc_folder_push (ArcFolderRun *run, GError **error);
gboolean arc_folder_remove_own (ArcFolderRun *run, GError **error);
gboolean arc_folder_write_roster (int members, ArcRoster *roster, const ArcKeys *keys,
                                  GError **error);

G_END_DECLS
