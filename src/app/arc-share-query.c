/* Which shares a list shows. */
#include "arc-share-list.h"

ArcShareQuery *
arc_share_query_new (const char *team_id)
{
  ArcShareQuery *query = g_new0 (ArcShareQuery, 1);

  query->team_id = g_strdup (team_id);
  return query;
}

ArcShareQuery *
arc_share_query_copy (const ArcShareQuery *query)
{
  ArcShareQuery *copy = g_new (ArcShareQuery, 1);

  *copy = *query;
  copy->team_id = g_strdup (query->team_id);
  copy->author = g_strdup (query->author);
  copy->topic = g_strdup (query->topic);
  copy->query = query->query != NULL ? arc_query_copy (query->query) : NULL;
  return copy;
}

void
arc_share_query_free (ArcShareQuery *query)
{
  if (query == NULL)
    return;
  g_free (query->team_id);
  g_free (query->author);
  g_free (query->topic);
  g_clear_pointer (&query->query, arc_query_free);
  g_free (query);
}

gboolean
arc_share_query_is_filtered (const ArcShareQuery *query)
{
  return query->author != NULL || query->topic != NULL || query->outcome != 0 ||
         arc_day_is_set (query->since) || arc_day_is_set (query->until) || query->unread_only ||
         query->mine_only || query->others_only ||
         (query->query != NULL && !arc_query_is_empty (query->query));
}

GPtrArray *
arc_share_query_run (const ArcShareQuery *query, ArcJournal *journal, gint64 before_position,
                     guint limit, GError **error)
{
  ArcShareFilter filter = {
      .team_id = query->team_id,
      .author = query->author,
      .topic = query->topic,
      .outcome = query->outcome,
      .since = query->since,
      .until = query->until,
      .unread_only = query->unread_only,
      .mine_only = query->mine_only,
      .others_only = query->others_only,
      .query = query->query,
      .before_position = before_position,
      .limit = limit,
  };
  g_autoptr (GPtrArray) briefs = arc_journal_list_shares (journal, &filter, error);
  GPtrArray *heads = NULL;

  if (briefs == NULL)
    return NULL;
  heads = g_ptr_array_new_full (briefs->len, (GDestroyNotify) arc_share_head_free);
  for (guint i = 0; i < briefs->len; i++)
    g_ptr_array_add (heads, arc_share_head_new (briefs->pdata[i]));
  return heads;
}
