/* From shares to a summary. Everything goes in a canonical order, so that the same input gives the
 * same summary however it was read. */
#include "arc-config.h"
#include "arc-summarise.h"

#include <string.h>

#include "arc-summary-private.h"
#include "arc-text.h"

/* Lines of a part, and statements that stand under a line; what follows is only counted. */
#define LINES_MAX 20
#define QUOTES_MAX 60

/* ---- what counts ---- */

gboolean
arc_build_is_for (ArcAudience reader, ArcAudience share)
{
  return share == ARC_AUDIENCE_TEAM ||
         (share == ARC_AUDIENCE_MANAGERS && reader == ARC_AUDIENCE_MANAGERS);
}

static gboolean
is_in_period (const ArcSummaryInput *input, ArcDay day)
{
  return (!arc_day_is_set (input->since) || arc_day_compare (day, input->since) >= 0) &&
         (!arc_day_is_set (input->until) || arc_day_compare (day, input->until) <= 0);
}

static int
compare_inputs (gconstpointer a, gconstpointer b)
{
  const ArcSharedInput *first = *(const ArcSharedInput *const *) a;
  const ArcSharedInput *second = *(const ArcSharedInput *const *) b;
  int order = strcmp (first->id, second->id);

  return order ? order : strcmp (first->revision, second->revision);
}

/* The shares to take in, by id; of two states of one that stand side by side, the first. */
static void
choose_shares (ArcBuild *build)
{
  const ArcSummaryInput *input = build->input;
  g_autofree char *topic = input->topic ? arc_text_fold (input->topic) : NULL;
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  const ArcSharedInput *last = NULL;

  for (guint i = 0; i < input->inputs->len; i++)
    g_ptr_array_add (sorted, input->inputs->pdata[i]);
  g_ptr_array_sort (sorted, compare_inputs);
  for (guint i = 0; i < sorted->len; i++) {
    const ArcSharedInput *one = sorted->pdata[i];
    g_autofree char *its_topic = arc_text_fold (one->share->entry->topic);

    if (!arc_build_is_for (input->audience, one->audience) ||
        !is_in_period (input, one->share->day) ||
        (topic && *topic && !g_str_equal (topic, its_topic)) ||
        (last && g_str_equal (last->id, one->id)))
      continue;
    g_ptr_array_add (build->shares, (gpointer) one);
    last = one;
  }
}

/* Ids of statements that people dropped. */
static GHashTable *
list_dropped (const ArcBuild *build)
{
  GHashTable *dropped = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < build->input->corrections->len; i++) {
    const ArcCorrection *correction = build->input->corrections->pdata[i];

    for (guint k = 0; correction->kind == ARC_CORRECT_DROP && k < correction->statements->len; k++)
      g_hash_table_add (dropped, correction->statements->pdata[k]);
  }
  return dropped;
}

static void
cut_statements (ArcBuild *build)
{
  g_autoptr (GHashTable) dropped = list_dropped (build);

  for (guint i = 0; i < build->shares->len; i++) {
    g_autoptr (GPtrArray) list = arc_statements_of (build->shares->pdata[i]);

    for (guint k = 0; k < list->len; k++) {
      ArcStatement *statement = list->pdata[k];

      if (g_hash_table_contains (dropped, statement->id))
        continue;
      list->pdata[k] = NULL;
      g_ptr_array_add (build->statements, statement);
      g_hash_table_insert (build->by_id, statement->id, statement);
    }
  }
}

/* Headings and barriers that people named. The corrections come in the order of their making. */
static void
read_corrections (ArcBuild *build)
{
  for (guint i = 0; i < build->input->corrections->len; i++) {
    const ArcCorrection *correction = build->input->corrections->pdata[i];
    GHashTable *table = correction->kind == ARC_CORRECT_RENAME    ? build->names
                        : correction->kind == ARC_CORRECT_BARRIER ? build->owned
                                                                  : NULL;

    /* A name is for the group of the first. */
    for (guint k = 0; table && k < (table == build->names ? MIN (correction->statements->len, 1u)
                                                          : correction->statements->len);
         k++)
      g_hash_table_replace (table, correction->statements->pdata[k], correction->text);
  }
}

static void
read_previous (ArcBuild *build)
{
  const ArcSummary *previous =
      build->input->replaced ? build->input->replaced : build->input->previous;

  for (guint part = 0; previous && part <= ARC_SUMMARY_TOPICS; part++) {
    for (guint i = 0; i < previous->parts[part]->len; i++) {
      const ArcSummaryLine *line = previous->parts[part]->pdata[i];

      for (guint k = 0; k < line->quotes->len; k++) {
        const ArcQuote *quote = line->quotes->pdata[k];

        if (!quote->is_withdrawn)
          g_hash_table_replace (build->previous_keys, quote->id, line->key);
      }
    }
  }
}

/* ---- lines ---- */

ArcQuote *
arc_build_quote (const ArcStatement *statement)
{
  ArcQuote *quote = arc_quote_new ();

  g_free (quote->id);
  quote->id = g_strdup (statement->id);
  g_free (quote->share_id);
  quote->share_id = g_strdup (statement->input->id);
  g_free (quote->author);
  quote->author = g_strdup (statement->input->author);
  g_free (quote->author_name);
  quote->author_name = g_strdup (statement->input->author_name);
  g_free (quote->text);
  quote->text = g_strdup (statement->text);
  quote->quotable = statement->input->share->quotable;
  return quote;
}

ArcSummaryLine *
arc_build_line (ArcBuild *build, const char *key, const GPtrArray *statements)
{
  const ArcStatement *first = statements->pdata[0];
  const char *heading = first->text;
  ArcEvidenceSum *sum = arc_evidence_sum (statements, NULL);
  ArcSaying sayings[ARC_EVIDENCE_SAYINGS];
  ArcSummaryLine *line;

  for (guint i = 0; i < statements->len; i++) {
    const ArcStatement *statement = statements->pdata[i];
    const char *name = g_hash_table_lookup (build->names, statement->id);

    if (name && *name) {
      heading = name;
      break;
    }
  }
  line = arc_summary_line_new (key, heading);
  for (guint i = 0; i < MIN (statements->len, QUOTES_MAX); i++)
    g_ptr_array_add (line->quotes, arc_build_quote (statements->pdata[i]));
  for (guint i = QUOTES_MAX; i < statements->len; i++)
    g_ptr_array_add (line->unquoted, g_strdup (((const ArcStatement *) statements->pdata[i])->id));
  arc_summary_line_say_evidence (line, sayings,
                                 arc_evidence_say (sum, build->input->group_size, sayings));
  line->for_it = sum->for_it;
  line->against = sum->against;
  line->people = sum->people;
  line->bound = sum->bound;
  arc_evidence_sum_free (sum);
  return line;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const ArcSummaryLine *first = *(const ArcSummaryLine *const *) a;
  const ArcSummaryLine *second = *(const ArcSummaryLine *const *) b;

  if (first->bound != second->bound)
    return first->bound < second->bound ? 1 : -1;
  if (first->people != second->people)
    return first->people < second->people ? 1 : -1;
  if (first->quotes->len != second->quotes->len)
    return first->quotes->len < second->quotes->len ? 1 : -1;
  return strcmp (first->key, second->key);
}

static int
compare_worst (gconstpointer a, gconstpointer b)
{
  const ArcSummaryLine *first = *(const ArcSummaryLine *const *) a;
  const ArcSummaryLine *second = *(const ArcSummaryLine *const *) b;

  if (first->against != second->against)
    return first->against < second->against ? 1 : -1;
  return -compare_lines (a, b);
}

static int
compare_said (gconstpointer a, gconstpointer b)
{
  const ArcSummaryLine *first = *(const ArcSummaryLine *const *) a;
  const ArcSummaryLine *second = *(const ArcSummaryLine *const *) b;

  if (first->people != second->people)
    return first->people < second->people ? 1 : -1;
  return compare_lines (a, b);
}

void
arc_build_sort (ArcBuild *build, ArcSummaryPart part)
{
  GPtrArray *lines = build->summary->parts[part];
  GCompareFunc compare = part == ARC_SUMMARY_DID_NOT                                ? compare_worst
                         : part == ARC_SUMMARY_TOPICS && build->summary->is_grouped ? compare_said
                                                                                    : compare_lines;

  g_ptr_array_sort (lines, compare);
  if (lines->len > LINES_MAX)
    g_ptr_array_set_size (lines, LINES_MAX);
}

/* ---- many statements: groups ---- */

/* Links from corrections; the ids are those of the corrections. */
static void
read_links (ArcBuild *build, GArray *together, GArray *apart)
{
  for (guint i = 0; i < build->input->corrections->len; i++) {
    const ArcCorrection *correction = build->input->corrections->pdata[i];
    GArray *links = arc_correction_is_by_topic (correction) ? NULL
                    : correction->kind == ARC_CORRECT_MERGE ? together
                    : correction->kind == ARC_CORRECT_SPLIT ? apart
                                                            : NULL;

    for (guint k = 1; links && k < correction->statements->len; k++) {
      ArcStatementLink link = {correction->statements->pdata[0], correction->statements->pdata[k]};

      g_array_append_val (links, link);
    }
  }
}

/* Brings @index to hold these statements and no others. */
static void
fill_index (ArcBuild *build, ArcStatementIndex *index)
{
  g_autoptr (GPtrArray) old = arc_statement_index_list_ids (index);

  for (guint i = 0; i < old->len; i++)
    if (!g_hash_table_contains (build->by_id, old->pdata[i]))
      arc_statement_index_remove (index, old->pdata[i]);
  for (guint i = 0; i < build->statements->len; i++) {
    const ArcStatement *statement = build->statements->pdata[i];

    arc_statement_index_add (index, statement->id, statement->text);
  }
}

/* Whether most of a group names what stands in the way. */
static gboolean
is_barrier_group (ArcBuild *build, const GPtrArray *statements)
{
  guint barriers = 0;

  for (guint i = 0; i < statements->len; i++) {
    const ArcStatement *statement = statements->pdata[i];

    if (g_hash_table_contains (build->owned, statement->id))
      return TRUE;
    barriers += statement->kind == ARC_STATEMENT_BARRIER;
  }
  return barriers * 2 > statements->len;
}

static void
place_group (ArcBuild *build, const ArcGroup *group)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new ();
  ArcSummaryLine *line;
  ArcSummaryPart part;

  for (guint i = 0; i < group->members->len; i++) {
    gpointer statement = g_hash_table_lookup (build->by_id, group->members->pdata[i]);

    if (statement)
      g_ptr_array_add (statements, statement);
  }
  /* Barriers have a part of their own, where each stands with its owner. */
  if (statements->len == 0 || is_barrier_group (build, statements))
    return;
  line = arc_build_line (build, group->key, statements);
  if (line->for_it > line->against)
    part = ARC_SUMMARY_WORKED;
  else if (line->against > 0)
    part = ARC_SUMMARY_DID_NOT;
  else
    part = ARC_SUMMARY_TOPICS;
  /* A statement that nobody else made is worth a line only if it worked. */
  if (line->quotes->len > 1 || part == ARC_SUMMARY_WORKED)
    g_ptr_array_add (build->summary->parts[part], line);
  else
    arc_summary_line_free (line);
}

static gboolean
build_groups (ArcBuild *build, ArcStatementIndex *index, ArcSummaryProgress progress,
              gpointer user_data, GError **error)
{
  g_autoptr (GArray) together = g_array_new (FALSE, FALSE, sizeof (ArcStatementLink));
  g_autoptr (GArray) apart = g_array_new (FALSE, FALSE, sizeof (ArcStatementLink));
  g_autoptr (ArcGrouping) grouping = NULL;
  ArcGroupingHints hints = {build->previous_keys};

  read_links (build, together, apart);
  hints.together = (const ArcStatementLink *) together->data;
  hints.n_together = together->len;
  hints.apart = (const ArcStatementLink *) apart->data;
  hints.n_apart = apart->len;
  grouping = arc_grouping_new (index, &hints, progress, user_data, error);
  if (!grouping)
    return FALSE;
  for (guint i = 0; i < grouping->groups->len; i++)
    place_group (build, grouping->groups->pdata[i]);
  build->summary->is_grouped = TRUE;
  arc_build_sort (build, ARC_SUMMARY_WORKED);
  arc_build_sort (build, ARC_SUMMARY_DID_NOT);
  arc_build_sort (build, ARC_SUMMARY_TOPICS);
  return TRUE;
}

/* ---- the whole ---- */

static void
build_head (ArcBuild *build)
{
  const ArcSummaryInput *input = build->input;
  ArcSummary *summary = build->summary;
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  guint sharers;

  for (guint i = 0; i < build->shares->len; i++)
    g_hash_table_add (people, ((ArcSharedInput *) build->shares->pdata[i])->author);
  sharers = g_hash_table_size (people);
  g_free (summary->team_name);
  summary->team_name = g_strdup (input->team_name);
  g_free (summary->topic);
  summary->topic = g_strdup (input->topic ? input->topic : "");
  g_free (summary->title);
  summary->title = *summary->topic ? g_strdup_printf ("%s – %s", input->team_name, summary->topic)
                                   : g_strdup (input->team_name);
  summary->audience = input->audience;
  summary->since = input->since;
  summary->until = input->until;
  summary->made_on = input->today;
  summary->group_size = input->group_size;
  summary->shares = build->shares->len;
  summary->statements = build->statements->len;
  if (arc_figure_allowed (sharers, input->members, input->group_size)) {
    summary->sharers = sharers;
    summary->members = input->members;
  }
}

/* What one found becomes what everyone does: the best-proven line that is not a practice yet; else
 * what goes wrong most often. */
static void
propose_focus (ArcBuild *build)
{
  ArcSummary *summary = build->summary;
  static const ArcSummaryPart parts[] = {ARC_SUMMARY_WORKED, ARC_SUMMARY_DID_NOT};

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (summary->parts[parts[i]]->len > 0) {
      const ArcSummaryLine *line = summary->parts[parts[i]]->pdata[0];
      const ArcQuote *quote = line->quotes->len > 0 ? line->quotes->pdata[0] : NULL;

      g_free (summary->focus);
      summary->focus = g_strdup (summary->is_grouped || !quote ? line->text : quote->text);
      return;
    }
  }
}

static ArcBuild *
build_new (const ArcSummaryInput *input)
{
  ArcBuild *build = g_new0 (ArcBuild, 1);

  build->input = input;
  build->shares = g_ptr_array_new ();
  build->statements = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_statement_free);
  build->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  build->names = g_hash_table_new (g_str_hash, g_str_equal);
  build->owned = g_hash_table_new (g_str_hash, g_str_equal);
  build->previous_keys = g_hash_table_new (g_str_hash, g_str_equal);
  build->summary = arc_summary_new ();
  return build;
}

static void
build_free (ArcBuild *build)
{
  g_hash_table_unref (build->by_id);
  g_hash_table_unref (build->names);
  g_hash_table_unref (build->owned);
  g_hash_table_unref (build->previous_keys);
  g_ptr_array_unref (build->shares);
  g_ptr_array_unref (build->statements);
  arc_summary_free (build->summary);
  g_free (build);
}

ArcSummary *
arc_summary_build (const ArcSummaryInput *input, ArcSummaryProgress progress, gpointer user_data,
                   GError **error)
{
  g_autoptr (ArcStatementIndex) own_index = input->index ? NULL : arc_statement_index_new ();
  ArcStatementIndex *index = input->index ? input->index : own_index;
  ArcBuild *build = build_new (input);
  ArcSummary *summary = NULL;

  choose_shares (build);
  cut_statements (build);
  read_corrections (build);
  read_previous (build);
  build_head (build);
  fill_index (build, index);
  if (!arc_statement_index_refresh (index, progress, user_data, error))
    goto out;
  if (build->statements->len >= ARC_GROUPED_FROM) {
    if (!build_groups (build, index, progress, user_data, error))
      goto out;
  } else {
    arc_build_few (build, index);
  }
  arc_build_barriers (build);
  arc_build_commitments (build);
  arc_build_equivalents (build);
  arc_build_practices (build);
  propose_focus (build);
  arc_build_changes (build);
  summary = g_steal_pointer (&build->summary);
out:
  build_free (build);
  return summary;
}
