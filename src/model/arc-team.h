/* A team and its members, as plain values. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a member may do. A plain member has none of these; someone may have several. */
typedef enum {
  ARC_ROLE_MANAGER = 1 << 0,
  ARC_ROLE_FACILITATOR = 1 << 1,
  ARC_ROLE_ADMIN = 1 << 2,
} ArcRoles;

/* Where someone stands to a team. */
typedef enum {
  ARC_MEMBER_ASKING, /* has asked to join, and is not accepted yet */
  ARC_MEMBER_IN,
  ARC_MEMBER_LEFT,
  ARC_MEMBER_REMOVED,
} ArcMemberState;

/**
 * ArcMember:
 * @id: the person's id in this team
 * @name: as they call themselves
 * @fingerprint: of their key, in groups of digits that two people can read to each other
 * @since_us: when they asked or were accepted, microseconds UTC, by the clock of who wrote it
 */
typedef struct {
  char *id;
  char *name;
  ArcRoles roles;
  ArcMemberState state;
  char *fingerprint;
  gint64 since_us;
} ArcMember;

#define ARC_TYPE_MEMBER (arc_member_get_type ())
GType arc_member_get_type (void);
ArcMember *arc_member_new (const char *id, const char *name);
ArcMember *arc_member_copy (const ArcMember *member);
void arc_member_free (ArcMember *member);

#define ARC_GROUP_SIZE_DEFAULT 5
#define ARC_GROUP_SIZE_MIN 3
#define ARC_GROUP_SIZE_MAX 10

/**
 * ArcTeam:
 * @location: where its members meet: the path of a folder
 * @me: my id in it
 * @state: where I stand
 * @roles: mine
 * @group_size: minimum group size: below so many people no figure about people is shown
 * @synced_us: when the last sync ended well, 0 if never
 * @problem: what went wrong in the last sync, in a sentence; "" if nothing
 */
typedef struct {
  char *id;
  char *name;
  char *location;
  char *me;
  ArcMemberState state;
  ArcRoles roles;
  guint group_size;
  gint64 synced_us;
  char *problem;
} ArcTeam;

#define ARC_TYPE_TEAM (arc_team_get_type ())
GType arc_team_get_type (void);
ArcTeam *arc_team_new (const char *id, const char *name);
ArcTeam *arc_team_copy (const ArcTeam *team);
void arc_team_free (ArcTeam *team);

/* "manager,admin" for files and scripts; "member" for none. Any of them, comma-separated, back. */
char *arc_roles_to_text (ArcRoles roles);
gboolean arc_roles_from_text (const char *text, ArcRoles *roles);
/* Translated, for people: "Manager, Admin", "Member". */
char *arc_roles_to_label (ArcRoles roles);
const char *arc_member_state_to_word (ArcMemberState state);
gboolean arc_member_state_from_word (const char *word, ArcMemberState *state);
const char *arc_member_state_to_label (ArcMemberState state);

/* A name that a team or a person may have: not blank, one line, not too long, no control or
 * direction characters; FALSE with ARC_ERROR_INVALID. */
gboolean arc_team_check_name (const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcMember, arc_member_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTeam, arc_team_free)

G_END_DECLS
