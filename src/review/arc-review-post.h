/* Putting posts that belong to a review. For the sources of this folder only. */
#pragma once

#include "arc-review.h"

G_BEGIN_DECLS

/* The team, if I am in; and if I may lead it, where @leading says what for (a sentence). */
ArcTeam *arc_review_load_team (ArcJournal *journal, const char *team_id, const char *leading,
                               GError **error);

/**
 * arc_review_put:
 * @post_id: (nullable): a post of mine to be revised; %NULL makes a new one
 * @body: (transfer full)
 *
 * Returns: (transfer full): the post's id
 */
char *arc_review_put (ArcJournal *journal, const ArcTeam *team, ArcPostKind kind,
                      ArcAudience audience, const char *subject, const char *post_id, char *body,
                      GError **error);

/* (element-type utf8 ArcRoles): what each member who is in may do, by id. */
GHashTable *arc_review_list_roles (ArcJournal *journal, const char *team_id, GError **error);

/* The turns that no other turn builds on, and all of them in the order of building: where two
 * people took a turn at once, the one with the smaller id comes first. */
typedef GPtrArray *(*ArcBuildsOnFunc) (const ArcPosted *posted);
const ArcPosted *arc_review_latest_turn (const GPtrArray *turns, ArcBuildsOnFunc builds_on);
/* (transfer full) (element-type utf8): ids of the turns that nobody built on yet. */
GPtrArray *arc_review_list_tips (const GPtrArray *turns, ArcBuildsOnFunc builds_on);

G_END_DECLS
