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

static GPtrArray *
list_shares (const ArcShareQuery *query, ArcJournal *journal, gint64 before_position, guint limit,
             GError **error)
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

static GPtrArray *
list_entries (const ArcShareQuery *query, ArcJournal *journal, gint64 before_position, guint limit,
              GError **error)
{
  g_autoptr (ArcQuery) all = query->query == NULL ? arc_query_new () : NULL;
  g_autoptr (GPtrArray) briefs =
      arc_journal_search (journal, all != NULL ? all : query->query,
                          before_position != 0 ? before_position : G_MAXINT64, limit, error);
  int day_start_h = arc_journal_get_day_start (journal);
  GPtrArray *heads = NULL;

  if (briefs == NULL)
    return NULL;
  heads = g_ptr_array_new_full (briefs->len, (GDestroyNotify) arc_share_head_free);
  for (guint i = 0; i < briefs->len; i++)
    g_ptr_array_add (heads, arc_share_head_new_for_entry (briefs->pdata[i], day_start_h));
  return heads;
}

static gint64
position_at (const GPtrArray *heads, guint index)
{
  return index < heads->len ? ((const ArcShareHead *) heads->pdata[index])->position : G_MININT64;
}

/* Newest first. A page does not end between two at the same position: the next one begins below it.
 */
static GPtrArray *
merge (GPtrArray *shares, GPtrArray *entries, guint limit)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_share_head_free);
  guint share = 0, entry = 0;

  while (share < shares->len || entry < entries->len) {
    gint64 next = MAX (position_at (shares, share), position_at (entries, entry));

    if (merged->len >= limit && position_at (merged, merged->len - 1) != next)
      break;
    if (position_at (shares, share) == next)
      g_ptr_array_add (merged, g_steal_pointer (&shares->pdata[share++]));
    else
      g_ptr_array_add (merged, g_steal_pointer (&entries->pdata[entry++]));
  }
  return merged;
}

GPtrArray *
arc_share_query_run (const ArcShareQuery *query, ArcJournal *journal, gint64 before_position,
                     guint limit, GError **error)
{
  g_autoptr (GPtrArray) shares = list_shares (query, journal, before_position, limit, error);
  g_autoptr (GPtrArray) entries = NULL;

  if (shares == NULL || !query->with_entries)
    return g_steal_pointer (&shares);
  entries = list_entries (query, journal, before_position, limit, error);
  return entries != NULL ? merge (shares, entries, limit) : NULL;
}
