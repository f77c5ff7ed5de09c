/* Shares of a team as a GListModel of ArcShareItem: newest first, read page by page as far as
 * somebody looks, kept in step with the journal. */
#pragma once

#include "arc-journal-service.h"
#include "arc-share-item.h"

G_BEGIN_DECLS

/* As ArcShareFilter, with strings of its own. */
typedef struct {
  char *team_id;
  char *author;
  char *topic;
  int outcome; /* ArcOutcome, or 0 */
  ArcDay since;
  ArcDay until;
  gboolean unread_only;
  gboolean mine_only;
  gboolean others_only;
  gboolean with_entries; /* my own entries among them, as heads of mine with the entry's id */
  ArcQuery *query;
} ArcShareQuery;
ArcShareQuery *arc_share_query_new (const char *team_id);
ArcShareQuery *arc_share_query_copy (const ArcShareQuery *query);
void arc_share_query_free (ArcShareQuery *query);
/* Whether it leaves anything of the team out. */
gboolean arc_share_query_is_filtered (const ArcShareQuery *query);
/* (element-type ArcShareHead): up to @limit below @before_position, or the first if that is 0; one
 * more where two stand at the same position. For the journal's threads. */
GPtrArray *arc_share_query_run (const ArcShareQuery *query, ArcJournal *journal,
                                gint64 before_position, guint limit, GError **error);

#define ARC_TYPE_SHARE_LIST (arc_share_list_get_type ())
G_DECLARE_FINAL_TYPE (ArcShareList, arc_share_list, ARC, SHARE_LIST, GObject)

/* Empty until it is given a query. */
ArcShareList *arc_share_list_new (ArcJournalService *service);

/* Starts reading; rows change when it is done. */
void arc_share_list_set_query (ArcShareList *list, const ArcShareQuery *query);

/* Property "loading" (gboolean): whether a first page is on its way. Property "error" notifies. */
gboolean arc_share_list_is_loading (ArcShareList *list);
/* (nullable): the last failure of reading */
const GError *arc_share_list_get_error (ArcShareList *list);
/* The row of a share among those that were read, G_MAXUINT if it is none of them. */
guint arc_share_list_find (ArcShareList *list, const char *post_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcShareQuery, arc_share_query_free)

G_END_DECLS
