/* The topics of what a team shares. */
#include "arc-share-topics.h"

#include "arc-share-list.h"
#include "arc-text.h"

/* Topics are those of so many of the newest shares. */
#define TOPIC_SHARES 1000

gpointer
arc_share_topics_read (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (ArcShareQuery) query = arc_share_query_new (team_id);
  g_autoptr (GPtrArray) heads = arc_share_query_run (query, journal, 0, TOPIC_SHARES, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *topics = NULL;

  if (heads == NULL)
    return NULL;
  topics = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < heads->len; i++) {
    const ArcShareHead *head = heads->pdata[i];

    if (*head->topic != '\0' && g_hash_table_add (seen, arc_text_fold (head->topic)))
      g_ptr_array_add (topics, g_strdup (head->topic));
  }
  return topics;
}
