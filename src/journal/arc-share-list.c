/* Lists of shares: filtered, searched, page by page; what was reviewed. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <string.h>

#include "arc-day.h"
#include "arc-text.h"

void
arc_share_brief_free (ArcShareBrief *brief)
{
  if (!brief)
    return;
  g_free (brief->excerpt);
  arc_posted_free (brief->posted);
  g_free (brief);
}

/* ---- from the filter to a plan ---- */

/* Days of shares are the writers' own: they begin at midnight UTC (arc-share-row.c). */
static gint64
start_of (ArcDay day)
{
  return arc_day_start (day, "UTC", 0);
}

static void
plan_days (ArcPlan *plan, const ArcShareFilter *filter)
{
  plan->from = G_MININT64;
  plan->to = filter->before_position ? filter->before_position : G_MAXINT64;
  if (filter->query && filter->query->has_after)
    plan->from = start_of (filter->query->after);
  if (filter->query && filter->query->has_before)
    plan->to = MIN (plan->to, start_of (filter->query->before));
  if (arc_day_is_set (filter->since))
    plan->from = MAX (plan->from, start_of (filter->since));
  if (arc_day_is_set (filter->until))
    plan->to = MIN (plan->to, start_of (arc_day_add (filter->until, 1)));
}

/* What is looked up in the index. What is unread has an index in the table, and so the team is
 * looked up there where nothing else is asked for. */
static void
plan_init (ArcPlan *plan, ArcJournal *journal, const ArcShareFilter *filter)
{
  g_autoptr (ArcQuery) all = arc_query_new ();

  arc_plan_init (plan, journal, filter->query ? filter->query : all);
  plan_days (plan, filter);
  if (filter->team_id && !filter->unread_only)
    arc_plan_require (plan, ARC_FACET_TEAM, filter->team_id);
  if (filter->author)
    arc_plan_require (plan, ARC_FACET_AUTHOR, filter->author);
  if (filter->topic) {
    g_autofree char *folded = arc_text_fold (filter->topic);

    arc_plan_require (plan, ARC_FACET_TOPIC, folded);
  }
  if (filter->outcome)
    arc_plan_require_outcome (plan, filter->outcome);
  if (filter->mine_only)
    arc_plan_require (plan, ARC_FACET_WHOSE, ARC_WHOSE_MINE);
  if (filter->others_only)
    arc_plan_require (plan, ARC_FACET_WHOSE, ARC_WHOSE_OTHERS);
}

/* ---- pages ---- */

#define BRIEF "share.position, share.is_read, "
#define REST ", " ARC_POSTED ", " ARC_SHARE " "
#define POST_OF_SHARE "JOIN post ON post.number = share.post " ARC_POSTED_JOINS

static const char *
page_sql (const ArcPlan *plan, gboolean unread_only)
{
  /* CROSS JOIN keeps the search outermost, so that its order by rowid is the order of the rows. */
  static const char by_words[] =
      "SELECT " BRIEF "coalesce(arc_excerpt(share_search), share.excerpt)" REST
      "FROM share_search CROSS JOIN share ON share.position = share_search.rowid " POST_OF_SHARE
      "WHERE share_search MATCH ?5 AND share_search.rowid >= ?1 AND share_search.rowid < ?2 "
      "AND ?4 IS NULL ORDER BY share_search.rowid DESC LIMIT ?3";
  static const char unread_by_words[] =
      "SELECT " BRIEF "coalesce(arc_excerpt(share_search), share.excerpt)" REST
      "FROM share_search CROSS JOIN share ON share.position = share_search.rowid " POST_OF_SHARE
      "WHERE share_search MATCH ?5 AND share_search.rowid >= ?1 AND share_search.rowid < ?2 "
      "AND share.is_read = 0 AND (?4 IS NULL OR share.team_id = ?4) "
      "ORDER BY share_search.rowid DESC LIMIT ?3";
  static const char by_time[] =
      "SELECT " BRIEF "share.excerpt" REST
      "FROM share CROSS JOIN post ON post.number = share.post " ARC_POSTED_JOINS
      "WHERE share.position >= ?1 AND share.position < ?2 AND ?4 IS NULL "
      "ORDER BY share.position DESC LIMIT ?3";
  static const char unread_by_time[] =
      "SELECT " BRIEF "share.excerpt" REST "FROM share INDEXED BY share_unread CROSS JOIN post ON "
      "post.number = share.post " ARC_POSTED_JOINS
      "WHERE share.is_read = 0 AND share.position >= ?1 AND share.position < ?2 "
      "AND (?4 IS NULL OR share.team_id = ?4) ORDER BY share.position DESC LIMIT ?3";

  if (unread_only)
    return plan->match ? unread_by_words : unread_by_time;
  return plan->match ? by_words : by_time;
}

static gpointer
read_brief (sqlite3_stmt *statement, gpointer data)
{
  ArcShareBrief *brief = g_new0 (ArcShareBrief, 1);

  brief->position = sqlite3_column_int64 (statement, 0);
  brief->excerpt = g_strdup (arc_column_text (statement, 2));
  brief->posted = arc_column_posted (statement, 3);
  brief->posted->is_read = sqlite3_column_int (statement, 1) != 0;
  brief->posted->share = arc_column_share (statement, 3 + ARC_N_POSTED);
  return brief;
}

GPtrArray *
arc_journal_list_shares (ArcJournal *journal, const ArcShareFilter *filter, GError **error)
{
  g_auto (ArcPlan) plan = {0};
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  plan_init (&plan, journal, filter);
  if (plan.impossible)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) arc_share_brief_free);
  statement = arc_statement_get (journal, page_sql (&plan, filter->unread_only), error);
  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, plan.from);
  arc_bind_int (statement, 2, plan.to);
  arc_bind_int (statement, 3, filter->limit ? (gint64) filter->limit : -1);
  arc_bind_text (statement, 4, filter->unread_only ? filter->team_id : NULL);
  if (plan.match)
    arc_bind_text (statement, 5, plan.match);
  return arc_statement_collect (journal, statement, read_brief, NULL,
                                (GDestroyNotify) arc_share_brief_free, error);
}

/* ---- together with the entries ---- */

void
arc_found_either_free (ArcFoundEither *found)
{
  if (!found)
    return;
  arc_brief_free (found->entry);
  arc_share_brief_free (found->share);
  g_free (found);
}

static gint64
position_of (const ArcFoundEither *found)
{
  return found->entry ? found->entry->position : found->share->position;
}

/* Newest first; an entry before a share of the same instant. */
static int
compare_found (gconstpointer a, gconstpointer b)
{
  const ArcFoundEither *left = *(ArcFoundEither **) a;
  const ArcFoundEither *right = *(ArcFoundEither **) b;
  gint64 first = position_of (left);
  gint64 second = position_of (right);

  if (first != second)
    return first > second ? -1 : 1;
  return (left->share != NULL) - (right->share != NULL);
}

static void
add_found (GPtrArray *list, ArcBrief *entry, ArcShareBrief *share)
{
  ArcFoundEither *found = g_new0 (ArcFoundEither, 1);

  found->entry = entry;
  found->share = share;
  g_ptr_array_add (list, found);
}

GPtrArray *
arc_journal_search_together (ArcJournal *journal, const ArcQuery *query, gint64 before_position,
                             guint limit, GError **error)
{
  ArcShareFilter filter = {
      .query = query, .others_only = TRUE, .before_position = before_position, .limit = limit + 1};
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_found_either_free);
  g_autoptr (GPtrArray) entries =
      arc_journal_search (journal, query, before_position, limit + 1, error);
  g_autoptr (GPtrArray) shares = entries ? arc_journal_list_shares (journal, &filter, error) : NULL;
  guint n = limit;

  if (!shares)
    return NULL;
  while (entries->len > 0)
    add_found (list, g_ptr_array_steal_index (entries, entries->len - 1), NULL);
  while (shares->len > 0)
    add_found (list, NULL, g_ptr_array_steal_index (shares, shares->len - 1));
  g_ptr_array_sort (list, compare_found);
  /* An entry and a share of one instant go on the same page: the next begins below it. */
  if (n > 0 && n < list->len && position_of (list->pdata[n - 1]) == position_of (list->pdata[n]))
    n++;
  if (n < list->len)
    g_ptr_array_set_size (list, n);
  return g_steal_pointer (&list);
}

/* ---- what was reviewed ---- */

guint
arc_journal_count_unread_shares (ArcJournal *journal, const char *team_id)
{
  g_autoptr (ArcStatement) statement = NULL;
  gboolean row;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (
      journal,
      /* Nothing calls for attention where one is not in any more. */
      "SELECT count(*) FROM share JOIN team ON team.id = team_id AND team.state = 'in' "
      "WHERE is_read = 0 AND (?1 IS NULL OR team_id = ?1)",
      NULL);
  if (!statement)
    return 0;
  arc_bind_text (statement, 1, team_id);
  if (!arc_statement_step (journal, statement, &row, NULL) || !row)
    return 0;
  return sqlite3_column_int (statement, 0);
}

typedef struct {
  const char *id; /* of a post, or of a team; NULL for all teams */
  gboolean read;
} SetRead;

static gboolean
set_read_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const SetRead *set = data;
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal,
      "UPDATE share SET is_read = ?1 WHERE post IN (SELECT number FROM post WHERE id = ?2) "
      "AND is_mine = 0 AND is_read <> ?1",
      error);

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, set->read);
  arc_bind_text (statement, 2, set->id);
  if (!arc_statement_run (journal, statement, error))
    return FALSE;
  if (sqlite3_changes (journal->db) > 0)
    arc_journal_mark_changed (journal);
  return TRUE;
}

gboolean
arc_journal_set_share_read (ArcJournal *journal, const char *post_id, gboolean read, GError **error)
{
  SetRead set = {post_id, read ? 1 : 0};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, set_read_in_transaction, &set, error);
}

static gboolean
set_all_read_in_transaction (ArcJournal *journal, gpointer team_id, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "UPDATE share SET is_read = 1 WHERE is_read = 0 AND (?1 IS NULL OR team_id = ?1)",
      error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, team_id);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_journal_set_all_read (ArcJournal *journal, const char *team_id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (arc_journal_count_unread_shares (journal, team_id) == 0)
    return TRUE;
  return arc_journal_transact (journal, set_all_read_in_transaction, (gpointer) team_id, error);
}
