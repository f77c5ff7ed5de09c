/* Adding up what speaks for a group of statements. */
#include "arc-config.h"
#include "arc-evidence.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Stated prior: as if one person had said yes and one no, before anybody spoke. */
#define PRIOR_FOR 1.0
#define PRIOR_AGAINST 1.0

/* How sure a word is about itself: a look-back weighs more than the outcome of the day. */
typedef enum {
  WORD_NONE,
  WORD_OUTCOME,
  WORD_HELPED,
} WordRank;

/* The last word of one person. */
typedef struct {
  WordRank rank;
  ArcDay day;
  const char *share_id;
  ArcHelped helped;
  double value; /* 0 against, 1 for it */
} LastWord;

static int
compare_age (ArcDay a_day, const char *a_id, ArcDay b_day, const char *b_id)
{
  int order = arc_day_compare (a_day, b_day);

  return order ? order : strcmp (a_id, b_id);
}

/* ---- what a statement's share says ---- */

static ArcHelped
find_helped (const ArcStatement *statement)
{
  const GPtrArray *look_backs = statement->input->share->look_backs;
  ArcHelped helped = ARC_HELPED_NOT_SAID;

  for (guint i = 0; i < look_backs->len; i++) {
    const ArcLookBack *look_back = look_backs->pdata[i];
    gboolean is_about = statement->commitment
                            ? g_strcmp0 (look_back->commitment_id, statement->commitment->id) == 0
                            : !look_back->commitment_id;

    if (is_about && look_back->helped != ARC_HELPED_NOT_SAID)
      helped = look_back->helped;
  }
  return helped;
}

static gboolean
value_of_helped (ArcHelped helped, double *value)
{
  *value = helped == ARC_HELPED_YES ? 1 : helped == ARC_HELPED_PARTLY ? 0.5 : 0;
  return helped == ARC_HELPED_YES || helped == ARC_HELPED_PARTLY || helped == ARC_HELPED_NO;
}

/* A Change that follows a miss is no part of it: only a success speaks for what goes on. */
static gboolean
value_of_outcome (const ArcStatement *statement, double *value)
{
  ArcOutcome outcome = statement->input->share->entry->outcome;
  gboolean is_done =
      statement->kind == ARC_STATEMENT_ACTION || statement->kind == ARC_STATEMENT_REFLECTION;

  *value = outcome == ARC_OUTCOME_ACHIEVED ? 1 : outcome == ARC_OUTCOME_PARTLY ? 0.5 : 0;
  if (statement->kind == ARC_STATEMENT_BARRIER)
    return FALSE;
  return outcome == ARC_OUTCOME_ACHIEVED || (is_done && outcome != ARC_OUTCOME_NOT_SAID);
}

static void
hear (GHashTable *words, const ArcStatement *statement)
{
  const ArcSharedInput *input = statement->input;
  ArcHelped helped = find_helped (statement);
  LastWord word = {WORD_NONE, input->share->day, input->id, helped, 0};
  LastWord *known = g_hash_table_lookup (words, input->author);

  if (value_of_helped (helped, &word.value))
    word.rank = WORD_HELPED;
  else if (value_of_outcome (statement, &word.value))
    word.rank = WORD_OUTCOME;
  if (!known) {
    g_hash_table_insert (words, (gpointer) input->author, g_memdup2 (&word, sizeof word));
    return;
  }
  if (word.rank > known->rank ||
      (word.rank == known->rank &&
       compare_age (word.day, word.share_id, known->day, known->share_id) > 0))
    *known = word;
}

/* ---- measured figures ---- */

typedef struct {
  const ArcSharedInput *input;
  char *unit;
  double amount;
} LoopFigure;

static void
loop_figure_free (LoopFigure *figure)
{
  g_free (figure->unit);
  g_free (figure);
}

static int
compare_measured (gconstpointer a, gconstpointer b)
{
  const ArcMeasured *first = *(const ArcMeasured *const *) a;
  const ArcMeasured *second = *(const ArcMeasured *const *) b;

  if (first->loops != second->loops)
    return first->loops < second->loops ? 1 : -1;
  if (first->per != second->per)
    return first->per < second->per ? -1 : 1;
  return strcmp (first->unit, second->unit);
}

/* The latest figure of each person's loop; a share without a chain is a loop by itself. */
static GHashTable *
find_latest_figures (const GPtrArray *inputs)
{
  GHashTable *figures =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) loop_figure_free);

  for (guint i = 0; i < inputs->len; i++) {
    const ArcSharedInput *input = inputs->pdata[i];
    const ArcEntry *entry = input->share->entry;
    const char *chain = *input->share->chain ? input->share->chain : input->id;
    g_autofree char *key = g_strconcat (input->author, "\n", chain, NULL);
    LoopFigure *known = g_hash_table_lookup (figures, key);
    LoopFigure *figure;
    double factor;

    if (entry->evidence != ARC_EVIDENCE_MEASURED || !isfinite (entry->evidence_amount) ||
        !*entry->evidence_unit ||
        (known && compare_age (known->input->share->day, known->input->id, input->share->day,
                               input->id) >= 0))
      continue;
    figure = g_new0 (LoopFigure, 1);
    figure->input = input;
    figure->unit = arc_unit_find (entry->evidence_unit, &factor);
    figure->amount = entry->evidence_amount * factor;
    g_hash_table_replace (figures, g_steal_pointer (&key), figure);
  }
  return figures;
}

static int
compare_figures (gconstpointer a, gconstpointer b)
{
  const LoopFigure *first = *(const LoopFigure *const *) a;
  const LoopFigure *second = *(const LoopFigure *const *) b;

  return strcmp (first->input->id, second->input->id);
}

static ArcMeasured *
find_measured (GPtrArray *measured, const char *unit, ArcPer per)
{
  ArcMeasured *new_one;

  for (guint i = 0; i < measured->len; i++) {
    ArcMeasured *one = measured->pdata[i];

    if (one->per == per && g_str_equal (one->unit, unit))
      return one;
  }
  new_one = g_new0 (ArcMeasured, 1);
  new_one->unit = g_strdup (unit);
  new_one->per = per;
  g_ptr_array_add (measured, new_one);
  return new_one;
}

GPtrArray *
arc_evidence_measure (const GPtrArray *inputs)
{
  GPtrArray *measured = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_measured_free);
  g_autoptr (GHashTable) figures = find_latest_figures (inputs);
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer figure;

  g_hash_table_iter_init (&iter, figures);
  while (g_hash_table_iter_next (&iter, NULL, &figure))
    g_ptr_array_add (list, figure);
  /* Floating-point sums depend on the order: always the same one. */
  g_ptr_array_sort (list, compare_figures);
  for (guint i = 0; i < list->len; i++) {
    const LoopFigure *one = list->pdata[i];
    ArcPer per = one->input->share->entry->evidence_per;
    ArcMeasured *sum =
        find_measured (measured, one->unit, per == ARC_PER_NOT_SAID ? ARC_PER_ONCE : per);

    sum->amount += one->amount;
    sum->loops++;
    if (g_hash_table_add (people,
                          g_strdup_printf ("%s\n%d\n%s", one->unit, sum->per, one->input->author)))
      sum->people++;
  }
  g_ptr_array_sort (measured, compare_measured);
  return measured;
}

/* ---- the sum ---- */

/* As arc_wilson(), of halves too. */
static double
lower_bound (double hits, double trials)
{
  double z = ARC_Z_95, share = hits / trials;
  double centre = share + z * z / (2 * trials);
  double spread = z * sqrt (share * (1 - share) / trials + z * z / (4 * trials * trials));

  return MAX (0, (centre - spread) / (1 + z * z / trials));
}

ArcEvidenceSum *
arc_evidence_sum (const GPtrArray *statements, const GPtrArray *trials)
{
  ArcEvidenceSum *sum = g_new0 (ArcEvidenceSum, 1);
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) shares = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) inputs = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < statements->len; i++) {
    const ArcStatement *statement = statements->pdata[i];

    hear (words, statement);
    if (!g_hash_table_add (shares, statement->input->id))
      continue;
    sum->outcomes[statement->input->share->entry->outcome]++;
    g_ptr_array_add (inputs, (gpointer) statement->input);
  }
  sum->people = g_hash_table_size (words);
  sum->shares = inputs->len;
  sum->measured = arc_evidence_measure (inputs);
  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const LastWord *word = value;

    sum->helped[word->helped]++;
    if (word->rank == WORD_NONE)
      continue;
    sum->for_it += word->value;
    sum->against += 1 - word->value;
  }
  for (guint i = 0; trials && i < trials->len; i++) {
    const ArcTrial *trial = trials->pdata[i];
    double worth;

    sum->trials[trial->helped]++;
    if (!value_of_helped (trial->helped, &worth))
      continue;
    sum->for_it += worth;
    sum->against += 1 - worth;
  }
  sum->bound =
      lower_bound (sum->for_it + PRIOR_FOR, sum->for_it + sum->against + PRIOR_FOR + PRIOR_AGAINST);
  return sum;
}

ArcEvidenceSum *
arc_evidence_sum_copy (const ArcEvidenceSum *sum)
{
  ArcEvidenceSum *copy = g_memdup2 (sum, sizeof *sum);

  copy->measured = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_measured_free);
  for (guint i = 0; i < sum->measured->len; i++) {
    const ArcMeasured *one = sum->measured->pdata[i];
    ArcMeasured *measured = g_memdup2 (one, sizeof *one);

    measured->unit = g_strdup (one->unit);
    g_ptr_array_add (copy->measured, measured);
  }
  return copy;
}

void
arc_evidence_sum_free (ArcEvidenceSum *sum)
{
  if (!sum)
    return;
  g_ptr_array_unref (sum->measured);
  g_free (sum);
}

gboolean
arc_figure_allowed (guint part, guint whole, guint group_size)
{
  if (whole < group_size || part > whole)
    return FALSE;
  return part == 0 || part == whole || (part >= group_size && whole - part >= group_size);
}

/* ---- in words ---- */

static ArcSaying
say_helped (const guint *helped, guint group_size)
{
  guint yes = helped[ARC_HELPED_YES], partly = helped[ARC_HELPED_PARTLY],
        no = helped[ARC_HELPED_NO];
  guint all = yes + partly + no;

  if (all == 0)
    return (ArcSaying){ARC_SAY_NOTHING};
  if (yes == all)
    return (ArcSaying){ARC_SAY_HELPED_ALL, {yes}};
  if (no == all)
    return (ArcSaying){ARC_SAY_HELPED_NONE, {no}};
  if (all < group_size)
    return (ArcSaying){ARC_SAY_HELPED_SOME};
  return (ArcSaying){ARC_SAY_HELPED_OF, {all, yes, partly, no}};
}

static ArcSaying
say_outcomes (const ArcEvidenceSum *sum, guint group_size)
{
  guint reached = sum->outcomes[ARC_OUTCOME_ACHIEVED];
  guint missed = sum->outcomes[ARC_OUTCOME_MISSED];
  guint said = reached + missed + sum->outcomes[ARC_OUTCOME_PARTLY];

  if (sum->people == 0)
    return (ArcSaying){ARC_SAY_NOT_TRIED};
  if (said == 0)
    return (ArcSaying){ARC_SAY_SAID_BY, {sum->people}};
  if (reached == said)
    return (ArcSaying){ARC_SAY_REACHED_ALL, {sum->people}};
  if (missed == said)
    return (ArcSaying){ARC_SAY_MISSED_ALL, {sum->people}};
  if (sum->people < group_size)
    return (ArcSaying){ARC_SAY_MIXED, {sum->people}};
  return (ArcSaying){ARC_SAY_REACHED_OF, {sum->people, reached, said}};
}

static ArcSaying
say_trials (const guint *trials, guint group_size)
{
  guint yes = trials[ARC_HELPED_YES];
  guint all = yes + trials[ARC_HELPED_PARTLY] + trials[ARC_HELPED_NO];

  if (all == 0)
    return (ArcSaying){ARC_SAY_NOTHING};
  if (yes == all)
    return (ArcSaying){ARC_SAY_TRIED_ALL, {all}};
  if (trials[ARC_HELPED_NO] == all)
    return (ArcSaying){ARC_SAY_HELPED_NONE, {all}};
  if (all < group_size)
    return (ArcSaying){ARC_SAY_TRIED_SOME};
  return (ArcSaying){ARC_SAY_TRIED_OF, {all, yes}};
}

guint
arc_evidence_say (const ArcEvidenceSum *sum, guint group_size, ArcSaying *sayings)
{
  ArcSaying first = say_helped (sum->helped, group_size);
  ArcSaying trials = say_trials (sum->trials, group_size);
  guint count = 0;

  if (first.said == ARC_SAY_NOTHING && (sum->people > 0 || trials.said == ARC_SAY_NOTHING))
    first = say_outcomes (sum, group_size);
  if (first.said != ARC_SAY_NOTHING)
    sayings[count++] = first;
  if (trials.said != ARC_SAY_NOTHING)
    sayings[count++] = trials;
  return count;
}

char *
arc_evidence_describe (const ArcEvidenceSum *sum, guint group_size)
{
  ArcSaying sayings[2];
  guint count = arc_evidence_say (sum, group_size, sayings);
  g_autofree char *first = arc_saying_to_text (&sayings[0]);
  g_autofree char *second = NULL;

  if (count < 2)
    return g_steal_pointer (&first);
  second = arc_saying_to_text (&sayings[1]);
  /* Translators: two pieces of evidence: “two people, both say it helped; one person tried it …” */
  return g_strdup_printf (_ ("%s; %s"), first, second);
}
