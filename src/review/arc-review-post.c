/* What summaries, corrections and practices share: who may, putting posts, which turn is the last.
 */
#include "arc-config.h"
#include "arc-review-post.h"

#include <glib/gi18n-lib.h>

#include "arc-text.h"

gboolean
arc_review_may_lead (ArcRoles roles)
{
  return (roles & (ARC_ROLE_MANAGER | ARC_ROLE_FACILITATOR | ARC_ROLE_ADMIN)) != 0;
}

ArcTeam *
arc_review_load_team (ArcJournal *journal, const char *team_id, const char *leading, GError **error)
{
  g_autoptr (ArcTeam) team = arc_journal_find_team (journal, team_id, error);

  if (!team)
    return NULL;
  if (team->state != ARC_MEMBER_IN) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("You are not a member of “%s”."),
                 ARC_SHORT (team->name));
    return NULL;
  }
  if (leading && !arc_review_may_lead (team->roles)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID, leading);
    return NULL;
  }
  return g_steal_pointer (&team);
}

/* The post of mine to be revised, with a new revision. */
static ArcPost *
load_mine (ArcJournal *journal, const char *post_id, ArcPostKind kind, GError **error)
{
  g_autoptr (GPtrArray) latest = arc_journal_load_post (journal, post_id, error);

  for (guint i = 0; latest && i < latest->len; i++) {
    const ArcPosted *posted = latest->pdata[i];

    if (posted->is_mine && posted->post->kind == kind) {
      ArcPost *post = arc_post_copy (posted->post);

      arc_post_advance (post);
      return post;
    }
  }
  if (latest)
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("Only what you published yourself can be changed."));
  return NULL;
}

char *
arc_review_put (ArcJournal *journal, const ArcTeam *team, ArcPostKind kind, ArcAudience audience,
                const char *subject, const char *post_id, char *body, GError **error)
{
  g_autofree char *owned = body;
  g_autoptr (ArcPost) post =
      post_id ? load_mine (journal, post_id, kind, error) : arc_post_new (kind, team->me);

  if (!post)
    return NULL;
  post->audience = audience;
  g_free (post->subject);
  post->subject = g_strdup (subject);
  g_free (post->body);
  post->body = g_steal_pointer (&owned);
  post->at_us = arc_journal_now (journal);
  if (!arc_journal_put_post (journal, team->id, post, NULL, error))
    return NULL;
  return g_strdup (post->id);
}

GHashTable *
arc_review_list_roles (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GPtrArray) members = arc_journal_list_members (journal, team_id, error);
  GHashTable *roles;

  if (!members)
    return NULL;
  roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];

    if (member->state == ARC_MEMBER_IN)
      g_hash_table_insert (roles, g_strdup (member->id), GUINT_TO_POINTER (member->roles));
  }
  return roles;
}

/* Ids that some turn builds on. */
static GHashTable *
list_replaced (const GPtrArray *turns, ArcBuildsOnFunc builds_on)
{
  GHashTable *replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < turns->len; i++) {
    g_autoptr (GPtrArray) ids = builds_on (turns->pdata[i]);

    for (guint k = 0; k < ids->len; k++)
      g_hash_table_add (replaced, g_strdup (ids->pdata[k]));
  }
  return replaced;
}

GPtrArray *
arc_review_list_tips (const GPtrArray *turns, ArcBuildsOnFunc builds_on)
{
  g_autoptr (GHashTable) replaced = list_replaced (turns, builds_on);
  GPtrArray *tips = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < turns->len; i++) {
    const ArcPosted *posted = turns->pdata[i];

    if (!g_hash_table_contains (replaced, posted->post->id))
      g_ptr_array_add (tips, g_strdup (posted->post->id));
  }
  return tips;
}

const ArcPosted *
arc_review_latest_turn (const GPtrArray *turns, ArcBuildsOnFunc builds_on)
{
  g_autoptr (GHashTable) replaced = list_replaced (turns, builds_on);
  const ArcPosted *latest = NULL;

  for (guint i = 0; i < turns->len; i++) {
    const ArcPosted *posted = turns->pdata[i];

    if (!g_hash_table_contains (replaced, posted->post->id) &&
        (!latest || g_strcmp0 (posted->post->id, latest->post->id) < 0))
      latest = posted;
  }
  /* A ring of turns is nobody's honest work: the smallest id is as good as any. */
  for (guint i = 0; !latest && i < turns->len; i++)
    latest = turns->pdata[i];
  return latest;
}
