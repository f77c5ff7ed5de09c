/* A folder of a team for tests: Ada (admin, manager), Ben, Cleo, without a service between them. */
#pragma once

#include "arc-keys.h"
#include "team-world.h"

G_BEGIN_DECLS

enum { ADA, BEN, CLEO, N_MEMBERS };

typedef struct {
  TeamWorld *world;
  char *dir;
} FolderFixture;
void folder_set_up (FolderFixture *fixture, gconstpointer data);
void folder_tear_down (FolderFixture *fixture, gconstpointer data);

/* Calls @func with every file below @path, hidden ones too. */
typedef void (*FolderFileFunc) (const char *path, gpointer data);
void folder_each_file (const char *path, FolderFileFunc func, gpointer data);
char *folder_person_dir (FolderFixture *fixture, guint member);
ArcKeys *folder_keys_of (FolderFixture *fixture, guint member);
/* (transfer full): a file in a member's device's directory; the directory if @name is NULL. */
char *folder_device_file (FolderFixture *fixture, guint member, const char *name);
/* (element-type utf8): paths. */
GPtrArray *folder_list_segments (FolderFixture *fixture, guint member);
char *folder_only_segment (FolderFixture *fixture, guint member);
/* (transfer full): every file with its size, inode and time. */
char *folder_stamp_all (FolderFixture *fixture);

GBytes *folder_read_file (const char *path);
void folder_write_bytes (const char *path, gconstpointer data, gsize length);
void folder_write_file (const char *path, GBytes *bytes);
/* Changes a bit. */
void folder_flip (const char *path, gsize at);

/* (transfer full): the share's id. */
char *folder_share (FolderFixture *fixture, guint member, const char *text, ArcAudience audience);
void folder_sync_all (FolderFixture *fixture);
/* How many shares of @author @reader has. */
guint folder_count_shares (FolderFixture *fixture, guint reader, guint author);
/* Ada syncs twice: @told files are new the first time, none the second, and @aside stay. */
void folder_assert_told (FolderFixture *fixture, guint told, guint aside);

G_END_DECLS
