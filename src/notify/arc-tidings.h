/* What teammates have said: answers to what was shared, turns of barriers, and who asks to join. */
#pragma once

#include "arc-journal-team.h"

G_BEGIN_DECLS

typedef enum {
  ARC_TIDING_SUGGESTION,
  ARC_TIDING_THANKS,
  ARC_TIDING_WILL_TRY,
  ARC_TIDING_ASK_LOOK_BACK,
  ARC_TIDING_BARRIER,
  ARC_TIDING_JOIN, /* somebody asks an admin to be let in */
} ArcTidingKind;

/**
 * ArcTiding:
 * @id: of the post, or of who asks
 * @who: a member's name
 * @topic: of the entry it is about; may be ""
 * @quote: their words; may be ""
 * @entry_id: (nullable): the entry it is about
 * @is_told: a notification was shown
 */
typedef struct {
  ArcTidingKind kind;
  char *id;
  char *team_id;
  char *team_name;
  char *who;
  char *topic;
  char *quote;
  char *entry_id;
  gboolean is_told;
} ArcTiding;

ArcTiding *arc_tiding_copy (const ArcTiding *tiding);
void arc_tiding_free (ArcTiding *tiding);

/* (element-type ArcTiding): all that were not seen to yet, told or not, oldest first. @teams:
 * (element-type ArcTeam): those of the journal. */
GPtrArray *arc_tidings_gather (ArcJournal *journal, const GPtrArray *teams, GError **error);
/* A notification was shown. */
gboolean arc_tiding_set_told (ArcJournal *journal, const ArcTiding *tiding, GError **error);

G_END_DECLS
