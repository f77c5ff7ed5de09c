/* What a list shows of a share: light, so that a list can be long. */
#pragma once

#include "arc-journal-team.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArcShareHead:
 * @position: in its list, as in ArcShareBrief
 * @excerpt: with marks, as in ArcBrief
 * @is_latest: FALSE while another state of it stands beside
 */
typedef struct {
  gint64 position;
  char *post_id;
  char *revision;
  char *author;
  char *author_name;
  char *title;
  char *excerpt;
  char *topic;
  ArcDay day;
  ArcOutcome outcome;
  guint barriers;
  gboolean is_mine;
  gboolean is_read;
  gboolean is_latest;
} ArcShareHead;

#define ARC_TYPE_SHARE_HEAD (arc_share_head_get_type ())
GType arc_share_head_get_type (void);
ArcShareHead *arc_share_head_new (const ArcShareBrief *brief);
/* Of an entry of mine: its id stands for that of a post. */
ArcShareHead *arc_share_head_new_for_entry (const ArcBrief *brief, int day_start_h);
ArcShareHead *arc_share_head_copy (const ArcShareHead *head);
void arc_share_head_free (ArcShareHead *head);
gboolean arc_share_head_equal (const ArcShareHead *a, const ArcShareHead *b);

/* Property "head" (ArcShareHead), notified when it changes. */
#define ARC_TYPE_SHARE_ITEM (arc_share_item_get_type ())
G_DECLARE_FINAL_TYPE (ArcShareItem, arc_share_item, ARC, SHARE_ITEM, GObject)

/* @head: (transfer full) */
ArcShareItem *arc_share_item_new (ArcShareHead *head);
const ArcShareHead *arc_share_item_get_head (ArcShareItem *item);
/* @head: (transfer full) */
void arc_share_item_take_head (ArcShareItem *item, ArcShareHead *head);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcShareHead, arc_share_head_free)

G_END_DECLS
