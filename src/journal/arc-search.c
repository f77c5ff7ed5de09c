/* Search: from an ArcQuery to FTS5, newest first, and back with excerpts. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <string.h>

#include "arc-day.h"
#include "arc-text.h"

/* Facet tokens begin with a private-use character, which no keyboard types and which FTS5 takes
 * for a letter: the words of a text are never mistaken for a filter. */
#define FACET_MARK "\xee\x80\x80" /* U+E000 */
#define FACET_ALL FACET_MARK "e"
/* Filters look at their own column alone: what stands in a text cannot pass for a label. */
#define FACET_COLUMN "facets : "

#define BRIEF_COLUMNS                                                                              \
  "entry.position, entry.month, entry.id, entry.occurred_us, entry.zone, entry.heading, "

/* ---- facets ---- */

static void
append_facet (GString *out, char kind, const char *folded)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folded, -1);

  /* 64 bits of a hash: tags may hold anything, and of any length. */
  g_string_append_printf (out, FACET_MARK "%c%.16s", kind, digest);
}

void
arc_facets_append (GString *facets, char kind, const char *value)
{
  g_string_append_c (facets, ' ');
  append_facet (facets, kind, value);
}

static void
append_label_facet (GString *out, char kind, const char *label)
{
  g_autofree char *folded = arc_text_fold (label);

  arc_facets_append (out, kind, folded);
}

static void
append_outcome_facet (GString *out, ArcOutcome outcome)
{
  const char *word = arc_outcome_to_word (outcome);

  g_string_append_printf (out, FACET_MARK "o%s", word ? word : "none");
}

char *
arc_facets_of (const ArcEntry *entry)
{
  GString *out = g_string_new (FACET_ALL " ");

  append_outcome_facet (out, entry->outcome);
  if (*entry->topic)
    append_label_facet (out, ARC_FACET_TOPIC, entry->topic);
  for (guint i = 0; i < entry->tags->len; i++)
    append_label_facet (out, ARC_FACET_TAG, entry->tags->pdata[i]);
  return g_string_free (out, FALSE);
}

/* ---- the plan ---- */

static gboolean
note_token (gpointer data, const char *token, gsize length, gsize start, gsize end)
{
  *(gboolean *) data = TRUE;
  return FALSE;
}

/* Without the mark of facets, and without NUL. */
static char *
plain_words (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, FACET_MARK, -1);

  return g_strjoinv (" ", parts);
}

static gboolean
has_token (ArcJournal *journal, const char *text)
{
  gboolean found = FALSE;

  arc_tokenizer_run (journal->tokenizer, text, strlen (text), note_token, &found);
  return found;
}

/* As an FTS5 string: quotes doubled, so that nothing in it is syntax. */
static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p; p++) {
    if (*p == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}

static void
append_and (GString *out)
{
  if (out->len > 0)
    g_string_append (out, " AND ");
}

static void
append_terms (ArcJournal *journal, const ArcQuery *query, GString *positive, GString *negative,
              ArcPlan *plan)
{
  gboolean asked = FALSE;
  gboolean found = FALSE;

  for (guint i = 0; i < query->terms->len; i++) {
    const ArcQueryTerm *term = query->terms->pdata[i];
    g_autofree char *text = plain_words (term->text);
    GString *out = term->negated ? negative : positive;

    asked |= !term->negated;
    if (!has_token (journal, text))
      continue;
    found |= !term->negated;
    if (term->negated)
      g_string_append (out, " NOT ");
    else
      append_and (out);
    append_quoted (out, text);
    if (term->prefix)
      g_string_append (out, " *");
  }
  /* Only punctuation was typed: there is nothing that one could look for. */
  plan->impossible = asked && !found;
}

static void
append_labels (const GPtrArray *labels, char kind, const char *between, GString *out)
{
  for (guint i = 0; i < labels->len; i++) {
    if (i > 0)
      g_string_append (out, between);
    g_string_append (out, FACET_COLUMN "\"");
    append_facet (out, kind, labels->pdata[i]);
    g_string_append_c (out, '"');
  }
}

static void
append_outcomes (guint outcomes, const char *between, GString *out)
{
  gboolean first = TRUE;

  for (guint i = 0; i < ARC_N_OUTCOMES; i++) {
    if (!(outcomes & (1u << i)))
      continue;
    if (!first)
      g_string_append (out, between);
    first = FALSE;
    g_string_append (out, FACET_COLUMN "\"");
    append_outcome_facet (out, i);
    g_string_append_c (out, '"');
  }
}

static void
append_filters (const ArcQuery *query, GString *positive, GString *negative)
{
  if (query->tags->len > 0) {
    append_and (positive);
    append_labels (query->tags, ARC_FACET_TAG, " AND ", positive);
  }
  if (query->topics->len > 0) {
    append_and (positive);
    g_string_append_c (positive, '(');
    append_labels (query->topics, ARC_FACET_TOPIC, " OR ", positive);
    g_string_append_c (positive, ')');
  }
  if (query->outcomes) {
    append_and (positive);
    g_string_append_c (positive, '(');
    append_outcomes (query->outcomes, " OR ", positive);
    g_string_append_c (positive, ')');
  }
  if (query->not_tags->len > 0) {
    g_string_append (negative, " NOT ");
    append_labels (query->not_tags, ARC_FACET_TAG, " NOT ", negative);
  }
  if (query->not_topics->len > 0) {
    g_string_append (negative, " NOT ");
    append_labels (query->not_topics, ARC_FACET_TOPIC, " NOT ", negative);
  }
  if (query->not_outcomes) {
    g_string_append (negative, " NOT ");
    append_outcomes (query->not_outcomes, " NOT ", negative);
  }
}

void
arc_plan_init (ArcPlan *plan, ArcJournal *journal, const ArcQuery *query)
{
  g_autoptr (GString) positive = g_string_new (NULL);
  g_autoptr (GString) negative = g_string_new (NULL);
  int day_start_h = arc_journal_get_day_start (journal);
  g_autofree char *zone = NULL;

  *plan = (ArcPlan){.from = G_MININT64, .to = G_MAXINT64};
  append_terms (journal, query, positive, negative, plan);
  append_filters (query, positive, negative);
  if (negative->len > 0 && positive->len == 0)
    g_string_append (positive, FACET_COLUMN "\"" FACET_ALL "\"");
  /* NOT binds tighter than AND: the parentheses make it apply to all of it. */
  if (positive->len > 0)
    plan->match = negative->len > 0 ? g_strdup_printf ("(%s)%s", positive->str, negative->str)
                                    : g_strdup (positive->str);
  if (!query->has_after && !query->has_before)
    return;
  zone = arc_zone_local ();
  if (query->has_after)
    plan->from = arc_day_start (query->after, zone, day_start_h);
  if (query->has_before)
    plan->to = arc_day_start (query->before, zone, day_start_h);
}

static void
require (ArcPlan *plan, const char *token)
{
  g_autofree char *old = g_steal_pointer (&plan->match);

  plan->match = old ? g_strdup_printf ("(%s) AND " FACET_COLUMN "\"%s\"", old, token)
                    : g_strdup_printf (FACET_COLUMN "\"%s\"", token);
}

void
arc_plan_require (ArcPlan *plan, char kind, const char *value)
{
  g_autoptr (GString) token = g_string_new (NULL);

  append_facet (token, kind, value);
  require (plan, token->str);
}

void
arc_plan_require_outcome (ArcPlan *plan, ArcOutcome outcome)
{
  g_autoptr (GString) token = g_string_new (NULL);

  append_outcome_facet (token, outcome);
  require (plan, token->str);
}

void
arc_plan_clear (ArcPlan *plan)
{
  g_clear_pointer (&plan->match, g_free);
}

/* ---- pages ---- */

static const char *
page_sql (const ArcPlan *plan)
{
  /* CROSS JOIN keeps the search outermost, so that its order by rowid is the order of the rows. */
  static const char by_words[] =
      "SELECT " BRIEF_COLUMNS "coalesce(arc_excerpt(search), entry.excerpt), entry.outcome, "
      "entry.topic FROM search CROSS JOIN entry ON entry.position = search.rowid "
      "WHERE search MATCH ?4 AND search.rowid >= ?1 AND search.rowid < ?2 "
      "ORDER BY search.rowid DESC LIMIT ?3";
  static const char by_time[] =
      "SELECT " BRIEF_COLUMNS "entry.excerpt, entry.outcome, entry.topic FROM entry "
      "WHERE position >= ?1 AND position < ?2 ORDER BY position DESC LIMIT ?3";

  return plan->match ? by_words : by_time;
}

GPtrArray *
arc_journal_search (ArcJournal *journal, const ArcQuery *query, gint64 before_position, guint limit,
                    GError **error)
{
  g_auto (ArcPlan) plan = {0};
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GPtrArray) briefs = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_brief_free);
  gboolean row = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  arc_plan_init (&plan, journal, query);
  if (plan.impossible)
    return g_steal_pointer (&briefs);
  statement = arc_statement_get (journal, page_sql (&plan), error);
  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, plan.from);
  arc_bind_int (statement, 2, MIN (plan.to, before_position));
  arc_bind_int (statement, 3, limit);
  if (plan.match)
    arc_bind_text (statement, 4, plan.match);
  while (row) {
    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (row)
      g_ptr_array_add (briefs, arc_column_brief (statement));
  }
  return g_steal_pointer (&briefs);
}

/* ---- whole records ---- */

static char *
foreach_sql (const ArcPlan *plan, gboolean oldest_first)
{
  const char *order = oldest_first ? "ASC" : "DESC";

  /* The search table has columns of the same names, so it shows its rowid only. */
  if (plan->match)
    return g_strdup_printf ("SELECT " ARC_CONTENT ", id FROM (SELECT rowid AS found FROM search "
                            "WHERE search MATCH ?4 AND rowid >= ?1 AND rowid < ?2) "
                            "CROSS JOIN entry ON entry.position = found "
                            "ORDER BY found %s LIMIT ?3",
                            order);
  return g_strdup_printf ("SELECT " ARC_CONTENT ", id FROM entry WHERE position >= ?1 "
                          "AND position < ?2 ORDER BY position %s LIMIT ?3",
                          order);
}

typedef struct {
  ArcRecordFunc func;
  gpointer data;
  GCancellable *cancellable;
  gboolean with_history;
} Visit;

static gboolean
complete_record (ArcJournal *journal, ArcRecord *record, gboolean with_history, GError **error)
{
  GPtrArray *revisions;

  if (!arc_journal_complete_record (journal, record, error))
    return FALSE;
  if (!with_history)
    return TRUE;
  revisions = arc_revision_table_list (journal, record->entry->id, error);
  if (!revisions)
    return FALSE;
  g_ptr_array_unref (record->revisions);
  record->revisions = revisions;
  return TRUE;
}

static gboolean
visit_record (ArcJournal *journal, ArcRecord *record, const Visit *visit, GError **error)
{
  g_autoptr (GError) cancelled = NULL;

  if (g_cancellable_set_error_if_cancelled (visit->cancellable, &cancelled)) {
    arc_set_sqlite_error (journal->path, SQLITE_INTERRUPT, 0, error);
    return FALSE;
  }
  return complete_record (journal, record, visit->with_history, error) &&
         visit->func (record, visit->data, error);
}

static gboolean
visit_entries (ArcJournal *journal, const ArcQuery *query, guint64 limit, gboolean oldest_first,
               const Visit *visit, GError **error)
{
  g_auto (ArcPlan) plan = {0};
  g_autofree char *sql = NULL;
  g_autoptr (ArcOwnStatement) statement = NULL;
  gboolean row = TRUE;

  arc_plan_init (&plan, journal, query);
  if (plan.impossible)
    return TRUE;
  sql = foreach_sql (&plan, oldest_first);
  statement = arc_own_statement_new (journal, sql, error);
  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, plan.from);
  arc_bind_int (statement, 2, plan.to);
  arc_bind_int (statement, 3, limit ? (gint64) MIN (limit, G_MAXINT64) : -1);
  if (plan.match)
    arc_bind_text (statement, 4, plan.match);
  while (row) {
    g_autoptr (ArcRecord) record = NULL;

    if (!arc_statement_step (journal, statement, &row, error))
      return FALSE;
    if (!row)
      break;
    record = arc_record_new (
        arc_column_content (statement, 0, arc_column_text (statement, ARC_N_CONTENT)));
    if (!visit_record (journal, record, visit, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
visit_trash (ArcJournal *journal, const Visit *visit, GError **error)
{
  g_autoptr (ArcOwnStatement) statement = arc_own_statement_new (
      journal, "SELECT " ARC_CONTENT ", id, deleted_us FROM trash ORDER BY deleted_us, id", error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  while (row) {
    g_autoptr (ArcRecord) record = NULL;

    if (!arc_statement_step (journal, statement, &row, error))
      return FALSE;
    if (!row)
      break;
    record = arc_record_new (
        arc_column_content (statement, 0, arc_column_text (statement, ARC_N_CONTENT)));
    record->deleted_us = sqlite3_column_int64 (statement, ARC_N_CONTENT + 1);
    if (!visit_record (journal, record, visit, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
arc_search_visit (ArcJournal *journal, const ArcQuery *query, guint64 limit, gboolean oldest_first,
                  gboolean with_history, ArcRecordFunc func, gpointer user_data,
                  GCancellable *cancellable, GError **error)
{
  Visit visit = {func, user_data, cancellable, with_history};

  return visit_entries (journal, query, limit, oldest_first, &visit, error) &&
         (!with_history || visit_trash (journal, &visit, error));
}

gboolean
arc_journal_foreach (ArcJournal *journal, const ArcQuery *query, guint64 limit,
                     gboolean oldest_first, gboolean with_history, ArcRecordFunc func,
                     gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean done;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  /* One snapshot for all the statements. */
  if (!arc_journal_exec (journal, "BEGIN", error))
    return FALSE;
  done = arc_search_visit (journal, query, limit, oldest_first, with_history, func, user_data,
                           cancellable, &local);
  arc_journal_exec (journal, "ROLLBACK", NULL);
  if (done)
    return TRUE;
  if (!local) /* The function had enough. */
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* ---- where the words stand ---- */

typedef struct {
  const char *token; /* interned: compared by address */
  gsize start;
  gsize end;
} Token;

typedef struct {
  GStringChunk *chunk;
  GArray *tokens; /* of Token */
} TokenList;

static gboolean
collect_token (gpointer data, const char *token, gsize length, gsize start, gsize end)
{
  TokenList *list = data;
  g_autofree char *copy = g_strndup (token, length);
  Token found = {g_string_chunk_insert_const (list->chunk, copy), start, end};

  g_array_append_val (list->tokens, found);
  return TRUE;
}

static GArray *
tokens_of (ArcJournal *journal, GStringChunk *chunk, const char *text)
{
  TokenList list = {chunk, g_array_new (FALSE, FALSE, sizeof (Token))};

  arc_tokenizer_run (journal->tokenizer, text, strlen (text), collect_token, &list);
  return list.tokens;
}

static gboolean
stands_at (const GArray *text, guint at, const GArray *words, gboolean prefix)
{
  if (at + words->len > text->len)
    return FALSE;
  for (guint i = 0; i < words->len; i++) {
    const char *word = g_array_index (words, Token, i).token;
    const char *token = g_array_index (text, Token, at + i).token;

    if (word != token && !(prefix && i + 1 == words->len && g_str_has_prefix (token, word)))
      return FALSE;
  }
  return TRUE;
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const ArcRange *left = a;
  const ArcRange *right = b;

  return left->start < right->start ? -1 : left->start > right->start;
}

/* Sorted, and joined where they overlap. */
static void
merge_ranges (GArray *ranges)
{
  guint kept = 0;

  g_array_sort (ranges, compare_ranges);
  for (guint i = 1; i < ranges->len; i++) {
    ArcRange *last = &g_array_index (ranges, ArcRange, kept);
    ArcRange *next = &g_array_index (ranges, ArcRange, i);

    if (next->start < last->end)
      last->end = MAX (last->end, next->end);
    else
      g_array_index (ranges, ArcRange, ++kept) = *next;
  }
  if (ranges->len > 0)
    g_array_set_size (ranges, kept + 1);
}

GArray *
arc_journal_find_matches (ArcJournal *journal, const ArcQuery *query, const char *text)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (ArcRange));
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (4096);
  g_autoptr (GArray) tokens = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (query->terms->len == 0)
    return ranges;
  tokens = tokens_of (journal, chunk, text);
  for (guint i = 0; i < query->terms->len; i++) {
    const ArcQueryTerm *term = query->terms->pdata[i];
    g_autofree char *plain = plain_words (term->text);
    g_autoptr (GArray) words = term->negated ? NULL : tokens_of (journal, chunk, plain);

    if (!words || words->len == 0)
      continue;
    for (guint at = 0; at < tokens->len; at++) {
      if (stands_at (tokens, at, words, term->prefix)) {
        ArcRange range = {g_array_index (tokens, Token, at).start,
                          g_array_index (tokens, Token, at + words->len - 1).end};

        g_array_append_val (ranges, range);
      }
    }
  }
  merge_ranges (ranges);
  return ranges;
}
