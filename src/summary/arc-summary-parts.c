/* The parts of a summary that are not groups of statements. */
#include "arc-config.h"
#include "arc-summary-private.h"

#include <string.h>

#include "arc-text.h"

#define LINES_MAX 50

/* What stands in place of evidence. */
static void
say_state (ArcSummaryLine *line, ArcSaid said)
{
  ArcSaying saying = {said, {0}};

  arc_summary_line_say_evidence (line, &saying, 1);
}

/* ---- commitments ---- */

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const ArcSummaryLine *first = *(const ArcSummaryLine *const *) a;
  const ArcSummaryLine *second = *(const ArcSummaryLine *const *) b;
  int order;

  /* Those without a day come last. */
  if (arc_day_is_set (first->due) != arc_day_is_set (second->due))
    return arc_day_is_set (first->due) ? -1 : 1;
  order = arc_day_compare (first->due, second->due);
  return order ? order : strcmp (first->key, second->key);
}

static void
add_commitment (ArcBuild *build, const ArcStatement *statement)
{
  ArcSummary *summary = build->summary;
  const ArcCommitment *commitment = statement->commitment;
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  ArcSummaryLine *line;

  switch (commitment->state) {
  case ARC_COMMITMENT_DONE:
  case ARC_COMMITMENT_HABIT:
    summary->kept++;
    return;
  case ARC_COMMITMENT_OPEN:
    break;
  case ARC_COMMITMENT_LET_GO:
  case ARC_N_COMMITMENT_STATES:
    return;
  }
  g_ptr_array_add (one, (gpointer) statement);
  line = arc_build_line (build, statement->id, one);
  g_free (line->owner);
  line->owner = g_strdup (statement->input->author_name);
  line->due = commitment->due;
  say_state (line, arc_said_of_kind (commitment->kind));
  line->for_it = line->against = line->bound = 0;
  summary->open++;
  if (arc_day_is_set (commitment->due) &&
      arc_day_compare (commitment->due, build->input->today) < 0) {
    summary->overdue++;
    arc_summary_line_say_note (line, ARC_SAY_OVERDUE);
  }
  g_ptr_array_add (summary->parts[ARC_SUMMARY_COMMITMENTS], line);
}

void
arc_build_commitments (ArcBuild *build)
{
  GPtrArray *lines = build->summary->parts[ARC_SUMMARY_COMMITMENTS];

  for (guint i = 0; i < build->statements->len; i++) {
    const ArcStatement *statement = build->statements->pdata[i];

    if (statement->commitment)
      add_commitment (build, statement);
  }
  g_ptr_array_sort (lines, compare_due);
  if (lines->len > LINES_MAX)
    g_ptr_array_set_size (lines, LINES_MAX);
}

/* ---- barriers ---- */

static char *
barrier_key (const char *share_id, const char *barrier_id)
{
  return g_strconcat (share_id, "/", barrier_id, NULL);
}

/* (element-type utf8 ArcBarrierInput): turns, by share and barrier. */
static GHashTable *
list_turns (const ArcBuild *build)
{
  GHashTable *turns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < build->input->barriers->len; i++) {
    ArcBarrierInput *barrier = build->input->barriers->pdata[i];

    g_hash_table_insert (turns, barrier_key (barrier->share_id, barrier->barrier_id), barrier);
  }
  return turns;
}

static const ArcBarrierInput *
find_turn (GHashTable *turns, const ArcStatement *statement)
{
  g_autofree char *key =
      statement->barrier ? barrier_key (statement->input->id, statement->barrier->id) : NULL;

  return key ? g_hash_table_lookup (turns, key) : NULL;
}

static void
add_barrier (ArcBuild *build, GHashTable *turns, const ArcStatement *statement)
{
  const ArcBarrierInput *turn = find_turn (turns, statement);
  const char *marked = g_hash_table_lookup (build->owned, statement->id);
  ArcBarrierState state = turn                 ? turn->state
                          : statement->barrier ? statement->barrier->state
                                               : ARC_BARRIER_OPEN;
  const char *owner = turn                 ? turn->owner_name
                      : statement->barrier ? statement->barrier->owner
                      : marked             ? marked
                                           : "";
  const char *step = turn                 ? turn->next_step
                     : statement->barrier ? statement->barrier->next_step
                                          : "";
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  ArcSummaryLine *line;

  if (state == ARC_BARRIER_REMOVED)
    return;
  g_ptr_array_add (one, (gpointer) statement);
  line = arc_build_line (build, statement->id, one);
  g_free (line->owner);
  line->owner = g_strdup (owner);
  arc_summary_line_set_note (line, step);
  line->due = turn ? turn->next_by : statement->barrier ? statement->barrier->next_by : line->due;
  say_state (line, *owner ? arc_said_of_barrier (state) : ARC_SAY_BARRIER_UNOWNED);
  line->for_it = line->against = line->bound = 0;
  g_ptr_array_add (build->summary->parts[ARC_SUMMARY_BARRIERS], line);
}

/* Those that nobody owns come first: they wait for somebody. */
static int
compare_owned (gconstpointer a, gconstpointer b)
{
  const ArcSummaryLine *first = *(const ArcSummaryLine *const *) a;
  const ArcSummaryLine *second = *(const ArcSummaryLine *const *) b;

  if ((*first->owner != '\0') != (*second->owner != '\0'))
    return *first->owner ? 1 : -1;
  return compare_due (a, b);
}

void
arc_build_barriers (ArcBuild *build)
{
  GPtrArray *lines = build->summary->parts[ARC_SUMMARY_BARRIERS];
  g_autoptr (GHashTable) turns = list_turns (build);

  for (guint i = 0; i < build->statements->len; i++) {
    const ArcStatement *statement = build->statements->pdata[i];

    if (statement->barrier || g_hash_table_contains (build->owned, statement->id))
      add_barrier (build, turns, statement);
  }
  g_ptr_array_sort (lines, compare_owned);
  if (lines->len > LINES_MAX)
    g_ptr_array_set_size (lines, LINES_MAX);
}

/* ---- equivalents ---- */

static void
add_equivalent (ArcBuild *build, const ArcEquivalent *equivalent, const ArcMeasured *measured)
{
  g_autofree char *key =
      g_strdup_printf ("equivalent/%s/%s/%d", equivalent->id, measured->unit, measured->per);
  ArcSummaryLine *line = arc_summary_line_new (key, "");

  arc_summary_line_set_equivalent (line, equivalent, measured);
  g_ptr_array_add (build->summary->parts[ARC_SUMMARY_EQUIVALENTS], line);
}

/* The best of every figure, then the rest, which can wait until somebody asks. */
void
arc_build_equivalents (ArcBuild *build)
{
  g_autoptr (GPtrArray) measured = arc_evidence_measure (build->shares);
  g_autoptr (GPtrArray) ranked =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < measured->len; i++) {
    GPtrArray *fitting = arc_equivalents_rank (build->input->equivalents, measured->pdata[i]);

    g_ptr_array_add (ranked, fitting);
    for (guint k = 0; k < MIN (fitting->len, ARC_EQUIVALENTS_SHOWN); k++)
      add_equivalent (build, fitting->pdata[k], measured->pdata[i]);
  }
  for (guint i = 0; i < measured->len; i++) {
    const GPtrArray *fitting = ranked->pdata[i];

    for (guint k = ARC_EQUIVALENTS_SHOWN; k < fitting->len; k++)
      add_equivalent (build, fitting->pdata[k], measured->pdata[i]);
  }
}

/* ---- practices ---- */

/* (element-type utf8 ArcSharedInput): what the readers may see, by id. */
static GHashTable *
list_readable (const ArcBuild *build)
{
  GHashTable *readable = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < build->input->inputs->len; i++) {
    ArcSharedInput *one = build->input->inputs->pdata[i];

    if (arc_build_is_for (build->input->audience, one->audience))
      g_hash_table_insert (readable, one->id, one);
  }
  return readable;
}

/* A practice that was prefilled with somebody's words quotes them: they go when they are taken
 * back, and stay in the team unless they may be quoted outside. */
static void
quote_sources (GHashTable *readable, const ArcPracticeTurn *turn, ArcSummaryLine *line)
{
  for (guint i = 0; i < turn->shares->len; i++) {
    const ArcSharedInput *one = g_hash_table_lookup (readable, turn->shares->pdata[i]);
    g_autoptr (GPtrArray) statements = one ? arc_statements_of (one) : NULL;

    for (guint k = 0; statements && k < statements->len; k++)
      if (arc_statement_is_in_practice (statements->pdata[k], turn))
        g_ptr_array_add (line->quotes, arc_build_quote (statements->pdata[k]));
  }
}

static int
compare_practices (gconstpointer a, gconstpointer b)
{
  const ArcPracticeInput *first = *(const ArcPracticeInput *const *) a;
  const ArcPracticeInput *second = *(const ArcPracticeInput *const *) b;

  return strcmp (first->id, second->id);
}

void
arc_build_practices (ArcBuild *build)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GHashTable) readable = list_readable (build);

  for (guint i = 0; i < build->input->practices->len; i++)
    g_ptr_array_add (sorted, build->input->practices->pdata[i]);
  g_ptr_array_sort (sorted, compare_practices);
  for (guint i = 0; i < sorted->len; i++) {
    const ArcPracticeInput *practice = sorted->pdata[i];
    g_autofree char *key = g_strconcat ("practice/", practice->id, NULL);
    ArcSaying sayings[ARC_EVIDENCE_SAYINGS] = {0};
    guint n_sayings;
    ArcEvidenceSum *sum;
    ArcSummaryLine *line;

    if (practice->turn->state != ARC_PRACTICE_ENDORSED)
      continue;
    sum = arc_evidence_sum (nothing, practice->trials);
    line = arc_summary_line_new (key, "");
    arc_summary_line_set_practice (line, practice->turn);
    n_sayings = arc_evidence_say (sum, build->input->group_size, sayings);
    arc_summary_line_say_evidence (line, sayings, n_sayings);
    line->for_it = sum->for_it;
    line->against = sum->against;
    line->bound = sum->bound;
    line->people = practice->trials->len;
    quote_sources (readable, practice->turn, line);
    arc_summary_line_say_note (line, arc_practice_recheck (practice, build->input->today));
    g_ptr_array_add (build->summary->parts[ARC_SUMMARY_PRACTICES], line);
    arc_evidence_sum_free (sum);
  }
}

/* ---- what changed ---- */

static const ArcSummaryLine *
find_line (const ArcSummary *summary, const char *key, ArcSummaryPart *part)
{
  for (*part = ARC_SUMMARY_WORKED; *part <= ARC_SUMMARY_COMMITMENTS; (*part)++) {
    for (guint i = 0; i < summary->parts[*part]->len; i++) {
      const ArcSummaryLine *line = summary->parts[*part]->pdata[i];

      if (g_str_equal (line->key, key))
        return line;
    }
  }
  return NULL;
}

static ArcSummaryLine *
add_change (ArcBuild *build, ArcSaid what, const ArcSummaryLine *line)
{
  g_autofree char *heading = arc_text_excerpt (line->text, 120);
  g_autofree char *key = g_strconcat ("changed/", line->key, NULL);
  ArcSummaryLine *changed = arc_summary_line_new (key, "");

  arc_summary_line_say_text (changed, what);
  if (line->text_says != ARC_SAY_NOTHING)
    arc_summary_line_say_note (changed, line->text_says);
  else
    arc_summary_line_set_note (changed, heading);
  g_ptr_array_add (build->summary->parts[ARC_SUMMARY_CHANGED], changed);
  return changed;
}

void
arc_build_changes (ArcBuild *build)
{
  const ArcSummary *previous = build->input->previous;
  ArcSummary *now = build->summary;
  static const ArcSummaryPart compared[] = {ARC_SUMMARY_WORKED, ARC_SUMMARY_DID_NOT,
                                            ARC_SUMMARY_BARRIERS, ARC_SUMMARY_COMMITMENTS};
  ArcSummaryPart part;

  if (!previous)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (compared); i++) {
    for (guint k = 0; k < now->parts[compared[i]]->len; k++) {
      const ArcSummaryLine *line = now->parts[compared[i]]->pdata[k];
      const ArcSummaryLine *old = find_line (previous, line->key, &part);

      if (!old && compared[i] == ARC_SUMMARY_WORKED)
        add_change (build, ARC_SAY_NEW_WORKED, line);
      else if (!old && compared[i] == ARC_SUMMARY_DID_NOT)
        add_change (build, ARC_SAY_NEW_DID_NOT, line);
      else if (!old && compared[i] == ARC_SUMMARY_BARRIERS)
        add_change (build, ARC_SAY_NEW_BARRIER, line);
      else if (old && part == ARC_SUMMARY_DID_NOT && compared[i] == ARC_SUMMARY_WORKED)
        add_change (build, ARC_SAY_WORKS_NOW, line);
      else if (old && part == ARC_SUMMARY_WORKED && compared[i] == ARC_SUMMARY_DID_NOT)
        add_change (build, ARC_SAY_WORKED_BEFORE, line);
    }
  }
  for (guint k = 0; k < previous->parts[ARC_SUMMARY_BARRIERS]->len; k++) {
    const ArcSummaryLine *old = previous->parts[ARC_SUMMARY_BARRIERS]->pdata[k];

    const ArcStatement *statement = g_hash_table_lookup (build->by_id, old->key);

    /* Only while its statement still stands: a revoked one is not told about. No other line
     * quotes it, so that this one has to, for the day on which it is taken back. */
    if (statement && !find_line (now, old->key, &part))
      g_ptr_array_add (add_change (build, ARC_SAY_BARRIER_GONE, old)->quotes,
                       arc_build_quote (statement));
  }
}
