/* What teams have for me today, read in one go, in words. */
#pragma once

#include "arc-team-info.h"

G_BEGIN_DECLS

/* One line of news: an answer, a turn of a barrier, a request to join, a summary. */
typedef struct {
  char *id; /* of the post, or of the member who asks */
  char *title;
  char *text;
  char *entry_id; /* (nullable): my entry that it is about */
  char *page;     /* (nullable): of the window, where there is more of it */
  char *team_id;
  gboolean is_request;
} ArcNewsLine;

/**
 * ArcTeamNewsData:
 * @lines: (element-type ArcNewsLine)
 * @aims: (element-type ArcTeamAim): of all teams, those that I did not set myself
 */
typedef struct {
  GPtrArray *lines;
  GPtrArray *aims;
  ArcDay today;
} ArcTeamNewsData;

void arc_team_news_data_free (ArcTeamNewsData *data);
gboolean arc_news_line_equal (const ArcNewsLine *a, const ArcNewsLine *b);
/* An ArcJournalFunc without data. Returns: (transfer full): an ArcTeamNewsData */
gpointer arc_team_news_data_read (ArcJournal *journal, gpointer unused, GCancellable *cancellable,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTeamNewsData, arc_team_news_data_free)

G_END_DECLS
