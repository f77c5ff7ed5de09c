/* Publishing summaries, and taking words out of them again. */
#include "arc-config.h"
#include "arc-review.h"

#include <glib/gi18n-lib.h>

#include "arc-json-summary.h"
#include "arc-practices-private.h"
#include "arc-review-post.h"
#include "arc-statements.h"

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

/* What is known of a share that a summary quotes. */
typedef struct {
  gboolean is_here;
  gboolean is_mine;
  gboolean is_gone; /* taken back, or its author left: not merely not here */
  ArcAudience audience;
  GHashTable *statements; /* their ids, as it reads now; NULL until asked for */
} Source;

/* Looked up when they are first asked for: summaries quote few of the shares that there are. */
typedef struct {
  ArcJournal *journal;
  const char *team_id;
  GHashTable *known; /* "share/author" → Source */
  GError *error;     /* the first */
} Sources;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_pointer (&source->statements, g_hash_table_unref);
  g_free (source);
}

static void
sources_init (Sources *sources, ArcJournal *journal, const char *team_id)
{
  sources->journal = journal;
  sources->team_id = team_id;
  sources->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, source_free);
  sources->error = NULL;
}

static void
sources_clear (Sources *sources)
{
  g_clear_pointer (&sources->known, g_hash_table_unref);
  g_clear_error (&sources->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sources, sources_clear)

static void
add_statements (Source *source, const ArcPosted *posted)
{
  g_autoptr (GPtrArray) list = NULL;
  ArcSharedInput *input;

  if (!posted->share)
    return;
  input = arc_shared_input_new (posted->post->id, posted->post->author, "", posted->post->audience,
                                posted->share);
  list = arc_statements_of (input);
  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (source->statements, g_strdup (((const ArcStatement *) list->pdata[i])->id));
  g_ptr_array_set_size (list, 0);
  arc_shared_input_free (input);
}

/* Of two states that stand side by side, both are said; the narrower of their audiences holds. */
static Source *
look_up (Sources *sources, const ArcQuote *quote, GError **error)
{
  g_autoptr (GPtrArray) latest = arc_journal_load_post (sources->journal, quote->share_id, error);
  Source *source;

  if (!latest)
    return NULL;
  source = g_new0 (Source, 1);
  source->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  source->audience = ARC_AUDIENCE_TEAM;
  for (guint i = 0; i < latest->len; i++) {
    const ArcPosted *posted = latest->pdata[i];

    if (posted->post->kind != ARC_POST_SHARE || !g_str_equal (posted->team_id, sources->team_id) ||
        !g_str_equal (posted->post->author, quote->author))
      continue;
    source->is_here = TRUE;
    source->is_mine = posted->is_mine;
    if (posted->post->audience != ARC_AUDIENCE_TEAM)
      source->audience = posted->post->audience;
    add_statements (source, posted);
  }
  if (source->is_here || arc_journal_find_gone (sources->journal, sources->team_id, quote->share_id,
                                                quote->author, &source->is_gone, error))
    return source;
  source_free (source);
  return NULL;
}

/* NULL if that failed; the first error is kept. */
static const Source *
find_source (Sources *sources, const ArcQuote *quote)
{
  g_autofree char *key = g_strconcat (quote->share_id, "/", quote->author, NULL);
  Source *source = g_hash_table_lookup (sources->known, key);

  if (source)
    return source;
  source = look_up (sources, quote, sources->error ? NULL : &sources->error);
  if (source)
    g_hash_table_insert (sources->known, g_steal_pointer (&key), source);
  return source;
}

/* Whether readers of @reader may see what is shared with @share. */
static gboolean
is_for (ArcAudience reader, ArcAudience share)
{
  return share == ARC_AUDIENCE_TEAM ||
         (share == ARC_AUDIENCE_MANAGERS && reader == ARC_AUDIENCE_MANAGERS);
}

typedef struct {
  Sources *sources;
  ArcAudience reader;
  gboolean for_good; /* only what is known to be taken back: the rest may yet arrive */
} Withdrawal;

static gboolean
is_taken_back (const ArcQuote *quote, gpointer data)
{
  const Withdrawal *withdrawal = data;
  const Source *source = find_source (withdrawal->sources, quote);

  /* What cannot be read is not known to stand, and not known to be gone. */
  if (!source)
    return !withdrawal->for_good;
  if (!source->is_here)
    return source->is_gone || !withdrawal->for_good;
  return !is_for (withdrawal->reader, source->audience) ||
         !g_hash_table_contains (source->statements, quote->id);
}

/* Withdraws from @summary what does not stand any more. Whether anything was. */
static gboolean
withdraw_gone (ArcSummary *summary, Sources *sources, ArcAudience reader, gboolean for_good)
{
  Withdrawal withdrawal = {sources, reader, for_good};

  return arc_summary_withdraw_if (summary, is_taken_back, &withdrawal);
}

/* ---- publishing ---- */

/* Every statement must be in a share that the readers may see anyway. */
static gboolean
check_quotes (const ArcSummary *summary, Sources *sources, GError **error)
{
  g_autoptr (GPtrArray) quotes = arc_summary_list_quotes (summary);

  for (guint i = 0; i < quotes->len; i++) {
    const ArcQuote *quote = quotes->pdata[i];
    const Source *source = find_source (sources, quote);

    if (!source) {
      g_propagate_error (error, g_steal_pointer (&sources->error));
      return FALSE;
    }
    if (!source->is_here || !g_hash_table_contains (source->statements, quote->id)) {
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                           _ ("Somebody took back what this summary quotes. Make it again."));
      return FALSE;
    }
    if (!is_for (summary->audience, source->audience)) {
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
  g_auto (Sources) sources = {0};
  g_autoptr (ArcSummary) frozen = NULL;

  if (!team)
    return NULL;
  if (summary->audience == ARC_AUDIENCE_NAMED) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("A summary is for the team or for its managers."));
    return NULL;
  }
  sources_init (&sources, journal, team->id);
  if (!check_quotes (summary, &sources, error))
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
quotes_mine (const ArcSummary *summary, Sources *sources)
{
  g_autoptr (GPtrArray) quotes = arc_summary_list_quotes (summary);

  for (guint i = 0; i < quotes->len; i++) {
    const Source *source = find_source (sources, quotes->pdata[i]);

    if (source && source->is_mine)
      return TRUE;
  }
  return FALSE;
}

static ArcPublished *
read_published (const ArcPosted *posted, Sources *sources)
{
  ArcSummary *summary = arc_body_to_summary (posted->post->body, NULL);
  ArcPublished *published;

  if (!summary)
    return NULL;
  withdraw_gone (summary, sources, posted->post->audience, FALSE);
  published = g_new0 (ArcPublished, 1);
  published->post_id = g_strdup (posted->post->id);
  published->team_id = g_strdup (posted->team_id);
  published->author_name = g_strdup (posted->author_name);
  published->at_us = posted->post->at_us;
  published->is_mine = posted->is_mine;
  published->quotes_me = quotes_mine (summary, sources);
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
  g_auto (Sources) sources = {0};
  g_autoptr (GHashTable) roles = NULL;

  if (!posts)
    return FALSE;
  if (posts->len == 0)
    return TRUE;
  roles = arc_review_list_roles (journal, team_id, error);
  if (!roles)
    return FALSE;
  sources_init (&sources, journal, team_id);
  for (guint i = 0; i < posts->len; i++) {
    ArcPublished *published =
        is_valid (posts->pdata[i], roles) ? read_published (posts->pdata[i], &sources) : NULL;

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
                 Sources *sources, GError **error)
{
  g_autoptr (ArcSummary) summary = arc_body_to_summary (posted->post->body, NULL);
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;
  gboolean withdrawn;

  if (!summary)
    return TRUE;
  withdrawn = withdraw_gone (summary, sources, posted->post->audience, TRUE);
  if (sources->error) {
    g_propagate_error (error, g_steal_pointer (&sources->error));
    return FALSE;
  }
  if (!withdrawn)
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
  g_auto (Sources) sources = {0};

  if (!team)
    return FALSE;
  if (team->state != ARC_MEMBER_IN)
    return TRUE;
  posts = arc_journal_list_posts (journal, team->id, ARC_POST_SUMMARY, NULL, error);
  if (!posts)
    return FALSE;
  sources_init (&sources, journal, team->id);
  for (guint i = 0; i < posts->len; i++)
    if (!refresh_summary (journal, team, posts->pdata[i], &sources, error))
      return FALSE;
  return arc_practices_refresh (journal, team, error);
}
