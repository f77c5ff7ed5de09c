/* Publishing summaries, and taking words out of them again. */
#include "arc-config.h"
#include "arc-review.h"

#include <glib/gi18n-lib.h>

#include "arc-json-summary.h"
#include "arc-practices-private.h"
#include "arc-review-post.h"

void
arc_published_free (ArcPublished *published)
{
  if (!published)
    return;
  g_free (published->post_id);
  g_free (published->team_id);
  g_free (published->author_name);
  arc_summary_free (published->summary);
  g_free (published);
}

/* ---- shares that stand ---- */

/* (element-type utf8 ArcAudience): every share that this journal has, by id. */
static GHashTable *
list_standing (ArcJournal *journal, const char *team_id, GHashTable *mine, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team_id, ARC_POST_SHARE, NULL, error);
  GHashTable *standing;

  if (!posts)
    return NULL;
  standing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];

    g_hash_table_insert (standing, g_strdup (posted->post->id),
                         GUINT_TO_POINTER (posted->post->audience));
    if (mine && posted->is_mine)
      g_hash_table_add (mine, g_strdup (posted->post->id));
  }
  return standing;
}

/* Withdraws from @summary what does not stand any more. Whether anything was. */
static gboolean
withdraw_gone (ArcSummary *summary, GHashTable *standing)
{
  g_autoptr (GPtrArray) quotes = arc_summary_list_quotes (summary);
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer share_id;
  gboolean found = FALSE;

  for (guint i = 0; i < quotes->len; i++) {
    const ArcQuote *quote = quotes->pdata[i];

    if (*quote->share_id && !g_hash_table_contains (standing, quote->share_id))
      g_hash_table_add (gone, g_strdup (quote->share_id));
  }
  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, &share_id, NULL))
    found = arc_summary_withdraw (summary, share_id) || found;
  return found;
}

/* ---- publishing ---- */

/* Every statement must be in a share that the readers may see anyway. */
static gboolean
check_quotes (const ArcSummary *summary, GHashTable *standing, GError **error)
{
  g_autoptr (GPtrArray) quotes = arc_summary_list_quotes (summary);

  for (guint i = 0; i < quotes->len; i++) {
    const ArcQuote *quote = quotes->pdata[i];
    gpointer audience = NULL;

    if (!g_hash_table_lookup_extended (standing, quote->share_id, NULL, &audience)) {
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                           _ ("Somebody took back what this summary quotes. Make it again."));
      return FALSE;
    }
    if (GPOINTER_TO_UINT (audience) != ARC_AUDIENCE_TEAM &&
        summary->audience == ARC_AUDIENCE_TEAM) {
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                           _ ("This summary quotes what was shared with managers only. Publish it "
                              "for managers, or make it again for the team."));
      return FALSE;
    }
  }
  return TRUE;
}

char *
arc_review_publish (ArcJournal *journal, const char *team_id, const ArcSummary *summary,
                    const char *post_id, GError **error)
{
  g_autoptr (ArcTeam) team = arc_review_load_team (
      journal, team_id, _ ("Only a manager, facilitator or admin can publish a summary."), error);
  g_autoptr (GHashTable) standing = NULL;
  g_autoptr (ArcSummary) frozen = NULL;

  if (!team)
    return NULL;
  if (summary->audience == ARC_AUDIENCE_NAMED) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("A summary is for the team or for its managers."));
    return NULL;
  }
  standing = list_standing (journal, team->id, NULL, error);
  if (!standing || !check_quotes (summary, standing, error))
    return NULL;
  frozen = arc_summary_copy (summary);
  if (post_id) {
    g_autoptr (ArcPublished) before = arc_review_load_published (journal, post_id, error);

    if (!before)
      return NULL;
    frozen->version = before->summary->version + 1;
  }
  return arc_review_put (journal, team, ARC_POST_SUMMARY, summary->audience, NULL, post_id,
                         arc_body_from_summary (frozen), error);
}

/* ---- reading ---- */

static gboolean
quotes_any (const ArcSummary *summary, GHashTable *shares)
{
  g_autoptr (GPtrArray) quotes = arc_summary_list_quotes (summary);

  for (guint i = 0; i < quotes->len; i++)
    if (g_hash_table_contains (shares, ((const ArcQuote *) quotes->pdata[i])->share_id))
      return TRUE;
  return FALSE;
}

static ArcPublished *
read_published (const ArcPosted *posted, GHashTable *standing, GHashTable *mine)
{
  ArcSummary *summary = arc_body_to_summary (posted->post->body, NULL);
  ArcPublished *published;

  if (!summary)
    return NULL;
  withdraw_gone (summary, standing);
  published = g_new0 (ArcPublished, 1);
  published->post_id = g_strdup (posted->post->id);
  published->team_id = g_strdup (posted->team_id);
  published->author_name = g_strdup (posted->author_name);
  published->at_us = posted->post->at_us;
  published->is_mine = posted->is_mine;
  published->quotes_me = quotes_any (summary, mine);
  published->summary = summary;
  return published;
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  const ArcPublished *first = *(const ArcPublished *const *) a;
  const ArcPublished *second = *(const ArcPublished *const *) b;

  if (first->at_us != second->at_us)
    return first->at_us > second->at_us ? -1 : 1;
  return g_strcmp0 (first->post_id, second->post_id);
}

/* Published by somebody who may. */
static gboolean
is_valid (const ArcPosted *posted, GHashTable *roles)
{
  ArcRoles role = GPOINTER_TO_UINT (g_hash_table_lookup (roles, posted->post->author));

  return arc_review_may_lead (role);
}

static gboolean
append_published (ArcJournal *journal, const char *team_id, GPtrArray *list, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team_id, ARC_POST_SUMMARY, NULL, error);
  g_autoptr (GHashTable) mine = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) standing = NULL;
  g_autoptr (GHashTable) roles = NULL;

  if (!posts)
    return FALSE;
  if (posts->len == 0)
    return TRUE;
  standing = list_standing (journal, team_id, mine, error);
  roles = standing ? arc_review_list_roles (journal, team_id, error) : NULL;
  if (!roles)
    return FALSE;
  for (guint i = 0; i < posts->len; i++) {
    ArcPublished *published =
        is_valid (posts->pdata[i], roles) ? read_published (posts->pdata[i], standing, mine) : NULL;

    if (published)
      g_ptr_array_add (list, published);
  }
  return TRUE;
}

GPtrArray *
arc_review_list_published (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_published_free);
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, error);

  if (!teams)
    return NULL;
  for (guint i = 0; i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];

    if ((!team_id || g_str_equal (team->id, team_id)) &&
        !append_published (journal, team->id, list, error))
      return NULL;
  }
  g_ptr_array_sort (list, compare_newest);
  return g_steal_pointer (&list);
}

ArcPublished *
arc_review_load_published (ArcJournal *journal, const char *post_id, GError **error)
{
  g_autofree char *id = arc_journal_resolve_post (journal, ARC_POST_SUMMARY, post_id, error);
  g_autoptr (GPtrArray) list = id ? arc_review_list_published (journal, NULL, error) : NULL;

  for (guint i = 0; list && i < list->len; i++) {
    ArcPublished *published = list->pdata[i];

    if (g_str_equal (published->post_id, id)) {
      list->pdata[i] = NULL;
      return published;
    }
  }
  if (list)
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("There is no such summary, or it was taken back."));
  return NULL;
}

/* ---- after a sync ---- */

static gboolean
refresh_summary (ArcJournal *journal, const ArcTeam *team, const ArcPosted *posted,
                 GHashTable *standing, GError **error)
{
  g_autoptr (ArcSummary) summary = arc_body_to_summary (posted->post->body, NULL);
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;

  if (!summary || !withdraw_gone (summary, standing))
    return TRUE;
  body = arc_body_from_summary (summary);
  if (!posted->is_mine)
    return arc_journal_blank_post (journal, posted->team_id, posted->post, body, error);
  id = arc_review_put (journal, team, ARC_POST_SUMMARY, posted->post->audience, NULL,
                       posted->post->id, g_steal_pointer (&body), error);
  return id != NULL;
}

gboolean
arc_review_refresh (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (ArcTeam) team = arc_journal_find_team (journal, team_id, error);
  g_autoptr (GPtrArray) posts = NULL;
  g_autoptr (GHashTable) standing = NULL;

  if (!team)
    return FALSE;
  if (team->state != ARC_MEMBER_IN)
    return TRUE;
  posts = arc_journal_list_posts (journal, team->id, ARC_POST_SUMMARY, NULL, error);
  if (!posts)
    return FALSE;
  if (posts->len > 0) {
    standing = list_standing (journal, team->id, NULL, error);
    if (!standing)
      return FALSE;
  }
  for (guint i = 0; i < posts->len; i++)
    if (!refresh_summary (journal, team, posts->pdata[i], standing, error))
      return FALSE;
  return arc_practices_refresh (journal, team, error);
}
