/* One person of a team: roles, the fingerprint of their key, and what an admin can do. */
#pragma once

#include <adwaita.h>

#include "arc-team.h"

G_BEGIN_DECLS

#define ARC_TYPE_MEMBER_ROW (arc_member_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcMemberRow, arc_member_row, ARC, MEMBER_ROW, AdwExpanderRow)

/* ArcMemberRow::accept: of somebody who asks. */
/* ArcMemberRow::roles-chosen (ArcRoles as guint) */
/* ArcMemberRow::remove */

/**
 * arc_member_row_new:
 * @is_me: whether it is the person who looks
 * @can_change: whether that person is an admin
 */
GtkWidget *arc_member_row_new (const ArcMember *member, gboolean is_me, gboolean can_change);
const ArcMember *arc_member_row_get_member (ArcMemberRow *row);

G_END_DECLS
