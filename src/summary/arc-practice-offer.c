/* Which practice to offer, and which to look at again. */
#include "arc-config.h"
#include "arc-summarise.h"

#include <string.h>

#include "arc-text.h"

/* Below this, words in common are chance. */
#define OFFER_SIMILAR 0.15
/* What the same topic adds to likeness of words. */
#define TOPIC_WEIGHT 0.3
/* Days without a trial after which a practice is looked at again. */
#define IDLE_DAYS 183
/* Trials needed before they can say that a practice stopped helping; the last ones count. */
#define RETIRE_TRIALS 3

static double
get_bound (const ArcPracticeInput *practice)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (ArcEvidenceSum) sum = arc_evidence_sum (nothing, practice->trials);

  return sum->bound;
}

static int
compare_proven (gconstpointer a, gconstpointer b)
{
  const ArcPracticeInput *first = *(const ArcPracticeInput *const *) a;
  const ArcPracticeInput *second = *(const ArcPracticeInput *const *) b;
  double first_bound = get_bound (first), second_bound = get_bound (second);

  if (first_bound != second_bound)
    return first_bound < second_bound ? 1 : -1;
  return strcmp (first->id, second->id);
}

GPtrArray *
arc_practices_best (const GPtrArray *practices, guint limit)
{
  GPtrArray *best = g_ptr_array_new ();

  for (guint i = 0; i < practices->len; i++) {
    ArcPracticeInput *practice = practices->pdata[i];

    if (practice->turn->state == ARC_PRACTICE_ENDORSED)
      g_ptr_array_add (best, practice);
  }
  g_ptr_array_sort (best, compare_proven);
  if (best->len > limit)
    g_ptr_array_set_size (best, limit);
  return best;
}

static gboolean
was_answered (const ArcPracticeInput *practice, const char *me)
{
  for (guint i = 0; i < practice->trials->len; i++) {
    const ArcTrial *trial = practice->trials->pdata[i];

    if (g_str_equal (practice->authors->pdata[i], me) && trial->response != ARC_TRIAL_NOT_SAID)
      return TRUE;
  }
  return FALSE;
}

const ArcPracticeInput *
arc_practices_offer (const GPtrArray *practices, const char *text, const char *topic,
                     const char *me)
{
  g_autoptr (ArcStatementIndex) index = arc_statement_index_new ();
  g_autoptr (GPtrArray) candidates = arc_practices_best (practices, G_MAXUINT);
  g_autoptr (GHashTable) likeness = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *wanted = arc_text_fold (topic ? topic : "");
  g_autoptr (GArray) found = NULL;
  const ArcPracticeInput *best = NULL;
  double best_score = OFFER_SIMILAR;

  for (guint i = 0; i < candidates->len; i++) {
    const ArcPracticeInput *practice = candidates->pdata[i];
    g_autofree char *sentence = arc_practice_turn_to_sentence (practice->turn);

    arc_statement_index_add (index, practice->id, sentence);
  }
  found = arc_statement_index_find (index, text, candidates->len);
  for (guint i = 0; i < found->len; i++) {
    ArcStatementMatch *match = &g_array_index (found, ArcStatementMatch, i);

    g_hash_table_insert (likeness, (gpointer) match->id, &match->similarity);
  }
  for (guint i = 0; i < candidates->len; i++) {
    const ArcPracticeInput *practice = candidates->pdata[i];
    const double *words = g_hash_table_lookup (likeness, practice->id);
    g_autofree char *its_topic = arc_text_fold (practice->turn->topic);
    double score = words ? *words : 0;

    if (*wanted && g_str_equal (wanted, its_topic))
      score += TOPIC_WEIGHT;
    /* Of equals the better-proven, which comes first. */
    if (score > best_score && !was_answered (practice, me)) {
      best = practice;
      best_score = score;
    }
  }
  return best;
}

static int
compare_tried (gconstpointer a, gconstpointer b)
{
  const ArcTrial *first = *(const ArcTrial *const *) a;
  const ArcTrial *second = *(const ArcTrial *const *) b;

  return -arc_day_compare (first->tried_on, second->tried_on);
}

/* Whether most of the last trials did not help. */
static gboolean
stopped_helping (const ArcPracticeInput *practice)
{
  g_autoptr (GPtrArray) tried = g_ptr_array_new ();
  guint against = 0, said = 0;

  for (guint i = 0; i < practice->trials->len; i++) {
    const ArcTrial *trial = practice->trials->pdata[i];

    if (trial->helped != ARC_HELPED_NOT_SAID && trial->helped != ARC_HELPED_TOO_EARLY)
      g_ptr_array_add (tried, (gpointer) trial);
  }
  g_ptr_array_sort (tried, compare_tried);
  for (guint i = 0; i < MIN (tried->len, 2 * RETIRE_TRIALS); i++) {
    said++;
    against += ((const ArcTrial *) tried->pdata[i])->helped == ARC_HELPED_NO;
  }
  return said >= RETIRE_TRIALS && against * 2 > said;
}

static ArcDay
find_last_trial (const ArcPracticeInput *practice)
{
  ArcDay last = arc_day_of (practice->endorsed_us, NULL, 0);

  for (guint i = 0; i < practice->trials->len; i++) {
    const ArcTrial *trial = practice->trials->pdata[i];

    if (arc_day_is_set (trial->tried_on) && arc_day_compare (trial->tried_on, last) > 0)
      last = trial->tried_on;
  }
  return last;
}

ArcSaid
arc_practice_recheck (const ArcPracticeInput *practice, ArcDay today)
{
  ArcDay due = practice->turn->recheck_on;

  if (practice->turn->state != ARC_PRACTICE_ENDORSED)
    return ARC_SAY_NOTHING;
  if (stopped_helping (practice))
    return ARC_SAY_RECHECK_TRIALS;
  if (arc_day_is_set (due) && arc_day_compare (due, today) <= 0)
    return ARC_SAY_RECHECK_DUE;
  if (practice->endorsed_us > 0 && arc_day_between (find_last_trial (practice), today) > IDLE_DAYS)
    return ARC_SAY_RECHECK_IDLE;
  return ARC_SAY_NOTHING;
}
