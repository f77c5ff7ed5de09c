/* Teams as a module that is loaded on use: libsodium and libsecret would double the time that arcj
 * and the window take to start. */
#pragma once

#include "arc-team-actions.h"

G_BEGIN_DECLS

#define ARC_TEAM_MODULE_SYMBOL "arc_team_module"

typedef struct {
  guint version;
  ArcTeam *(*create) (ArcJournal *, const char *, const char *, const char *, ArcKeyStore *,
                      GError **);
  ArcTeam *(*join) (ArcJournal *, const char *, const char *, ArcKeyStore *, GError **);
  gboolean (*accept) (ArcJournal *, const char *, const char *, GError **);
  gboolean (*set_roles) (ArcJournal *, const char *, const char *, ArcRoles, GError **);
  gboolean (*remove) (ArcJournal *, const char *, const char *, GError **);
  gboolean (*set_group_size) (ArcJournal *, const char *, guint, GError **);
  gboolean (*leave) (ArcJournal *, const char *, GError **);
  gboolean (*sync) (ArcJournal *, const char *, ArcSyncReport *, GCancellable *, GError **);
  ArcSyncReport *(*sync_report_new) (void);
  void (*sync_report_free) (ArcSyncReport *);
  ArcShare *(*preview) (ArcJournal *, const char *, const char *, const ArcShareChoice *,
                        GError **);
  char *(*share) (ArcJournal *, const char *, const char *, const ArcShareChoice *, const char *,
                  GError **);
  gboolean (*unshare) (ArcJournal *, const char *, guint *, GError **);
  char *(*answer) (ArcJournal *, const char *, const ArcAnswer *, GError **);
  char *(*turn_barrier) (ArcJournal *, const char *, const ArcBarrierTurn *, GError **);
  char *(*set_focus) (ArcJournal *, const char *, const ArcTeamFocus *, const char *, GError **);
  char *(*reply_focus) (ArcJournal *, const char *, const ArcFocusReply *, GError **);
  gboolean (*share_file_write) (ArcJournal *, const char *, const GPtrArray *, const char *,
                                GError **);
  gboolean (*share_file_read) (ArcJournal *, const char *, ArcSyncReport *, GError **);
  gboolean (*look) (ArcJournal *, const char *, ArcSyncReport *, GError **);
  gboolean (*forget) (ArcJournal *, const char *, GError **);
} ArcTeamModule;

/* The number grows with each change of what passes through; the sizes tell two builds apart also
 * where somebody forgot to count. */
#define ARC_TEAM_MODULE_VERSION                                                                    \
  ((guint) ((2u << 16) + sizeof (ArcTeamModule) + sizeof (ArcTeam) + sizeof (ArcShare) +           \
            sizeof (ArcShareChoice) + sizeof (ArcAnswer) + sizeof (ArcBarrierTurn) +               \
            sizeof (ArcTeamFocus) + sizeof (ArcFocusReply) + sizeof (ArcSyncReport)))

/* The module, loaded once per process; NULL with ARC_ERROR_FAILED where it is not installed.
 * In the small library arc-team-loader, which links none of it. From any thread. */
const ArcTeamModule *arc_team_module_get (GError **error);

G_END_DECLS
