/* Bodies of posts: JSON texts, canonical (the same value gives the same bytes). */
#pragma once

#include "arc-reply.h"
#include "arc-share.h"

G_BEGIN_DECLS

/* (transfer full): never fails. */
char *arc_body_from_share (const ArcShare *share);
char *arc_body_from_answer (const ArcAnswer *answer);
char *arc_body_from_barrier_turn (const ArcBarrierTurn *turn);
char *arc_body_from_team_focus (const ArcTeamFocus *focus);
char *arc_body_from_focus_reply (const ArcFocusReply *reply);

/* (transfer full): checked by the value's _validate(); NULL with ARC_ERROR_INVALID or _TOO_LARGE.
 * Members that are not known are ignored. */
ArcShare *arc_body_to_share (const char *body, GError **error);
ArcAnswer *arc_body_to_answer (const char *body, GError **error);
ArcBarrierTurn *arc_body_to_barrier_turn (const char *body, GError **error);
ArcTeamFocus *arc_body_to_team_focus (const char *body, GError **error);
ArcFocusReply *arc_body_to_focus_reply (const char *body, GError **error);

/* The share as a line of `arcj shares … --format jsonl`: id, team, author (a name), audience, day,
 * and what is shared with the names of the interchange format; absent where not shared. */
void arc_json_append_share (GString *out, const ArcPost *post, const ArcShare *share,
                            const char *team_name, const char *author_name);

G_END_DECLS
