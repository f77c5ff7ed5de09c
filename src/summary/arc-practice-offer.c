/* Which practice to offer, and which to look at again. */
#include "arc-config.h"
#include "arc-summarise.h"

#include <string.h>

#include "arc-statements.h"
#include "arc-text.h"
#include "arc-tokens.h"

/* Below this, words in common are chance. */
#define OFFER_SIMILAR 0.15
/* What the same topic adds to likeness of words. */
#define TOPIC_WEIGHT 0.3
/* A sentence by itself has to be as like as two statements that look alike (ARC_SIMILAR): alone,
 * some words in common are chance sooner. */
#define SENTENCE_PART (OFFER_SIMILAR / ARC_SIMILAR)
/* So many are compared by themselves. */
#define SENTENCES 40
/* Words that say something ("the" does not) to have in common: where there are few practices, how
 * rare a word is says nothing yet. */
#define COMMON_WORDS 2
/* Days without a trial after which a practice is looked at again. */
#define IDLE_DAYS 183
/* Trials needed before they can say that a practice stopped helping; the last ones count. */
#define RETIRE_TRIALS 3

/* ---- what is best proven ---- */

typedef struct {
  ArcPracticeInput *practice;
  double bound;
} Proven;

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
  const Proven *first = a;
  const Proven *second = b;

  if (first->bound != second->bound)
    return first->bound < second->bound ? 1 : -1;
  return strcmp (first->practice->id, second->practice->id);
}

GPtrArray *
arc_practices_best (const GPtrArray *practices, guint limit)
{
  g_autoptr (GArray) proven = g_array_new (FALSE, FALSE, sizeof (Proven));
  GPtrArray *best = g_ptr_array_new ();

  for (guint i = 0; i < practices->len; i++) {
    ArcPracticeInput *practice = practices->pdata[i];
    const Proven one = {practice, get_bound (practice)};

    if (practice->turn->state == ARC_PRACTICE_ENDORSED)
      g_array_append_val (proven, one);
  }
  g_array_sort (proven, compare_proven);
  for (guint i = 0; i < MIN (proven->len, limit); i++)
    g_ptr_array_add (best, g_array_index (proven, Proven, i).practice);
  return best;
}

/* ---- what fits ---- */

/* What of a practice is compared. */
typedef struct {
  const ArcPracticeInput *practice;
  char *topic; /* folded */
  ArcLanguage language;
  GHashTable *terms; /* (element-type utf8): stems of words that say something */
} Candidate;

struct _ArcPracticeOffers {
  GPtrArray *candidates; /* (element-type Candidate): endorsed, the best-proven first */
  GHashTable *by_id;     /* (element-type utf8 Candidate) */
  ArcStatementIndex *index;
  ArcTokens *tokenizer;
};

static void
candidate_free (gpointer data)
{
  Candidate *candidate = data;

  g_free (candidate->topic);
  g_clear_pointer (&candidate->terms, g_hash_table_unref);
  g_free (candidate);
}

/* (element-type utf8): the stems of what says something in @text. */
static GHashTable *
list_terms (ArcPracticeOffers *offers, const char *text, ArcLanguage language)
{
  GHashTable *terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GArray *tokens = arc_tokens_split (offers->tokenizer, text, language);

  for (guint i = 0; i < tokens->len; i++) {
    const ArcToken *token = &g_array_index (tokens, ArcToken, i);

    if (!token->is_function_word)
      g_hash_table_add (terms, g_strdup (token->term));
  }
  return terms;
}

/* Its own words alone: those that make a sentence of them depend on the person's language. */
static char *
join_words (const ArcPracticeTurn *turn)
{
  return g_strjoin (". ", turn->when, turn->doing, turn->so_that, NULL);
}

static Candidate *
candidate_new (ArcPracticeOffers *offers, const ArcPracticeInput *practice)
{
  Candidate *candidate = g_new0 (Candidate, 1);
  g_autofree char *words = join_words (practice->turn);

  candidate->practice = practice;
  candidate->topic = arc_text_fold (practice->turn->topic);
  candidate->language = arc_tokens_detect (offers->tokenizer, words);
  /* As the index does. */
  if (candidate->language == ARC_LANGUAGE_UNKNOWN)
    candidate->language = ARC_LANGUAGE_ENGLISH;
  candidate->terms = list_terms (offers, words, candidate->language);
  arc_statement_index_add (offers->index, practice->id, words);
  return candidate;
}

ArcPracticeOffers *
arc_practice_offers_new (const GPtrArray *practices)
{
  g_autoptr (GPtrArray) best = arc_practices_best (practices, G_MAXUINT);
  ArcPracticeOffers *offers = g_new0 (ArcPracticeOffers, 1);

  offers->candidates = g_ptr_array_new_with_free_func (candidate_free);
  offers->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  offers->index = arc_statement_index_new ();
  offers->tokenizer = arc_tokens_new ();
  for (guint i = 0; i < best->len; i++) {
    Candidate *candidate = candidate_new (offers, best->pdata[i]);

    g_ptr_array_add (offers->candidates, candidate);
    g_hash_table_insert (offers->by_id, candidate->practice->id, candidate);
  }
  arc_statement_index_refresh (offers->index, NULL, NULL, NULL);
  return offers;
}

void
arc_practice_offers_free (ArcPracticeOffers *offers)
{
  if (!offers)
    return;
  g_hash_table_unref (offers->by_id);
  g_ptr_array_unref (offers->candidates);
  arc_statement_index_free (offers->index);
  arc_tokens_free (offers->tokenizer);
  g_free (offers);
}

static gboolean
has_common_words (const Candidate *candidate, GHashTable *terms)
{
  guint common = 0;
  GHashTableIter iter;
  gpointer term;

  g_hash_table_iter_init (&iter, candidate->terms);
  while (common < COMMON_WORDS && g_hash_table_iter_next (&iter, &term, NULL))
    common += g_hash_table_contains (terms, term);
  return common == COMMON_WORDS;
}

/* Notes in @scores (by id) what is as like @text as @part says, or more. */
static void
add_likeness (ArcPracticeOffers *offers, const char *text, double part, GHashTable *scores)
{
  g_autoptr (GArray) found =
      arc_statement_index_find (offers->index, text, offers->candidates->len);
  GHashTable *terms[ARC_N_LANGUAGES] = {NULL};

  for (guint i = 0; i < found->len; i++) {
    const ArcStatementMatch *match = &g_array_index (found, ArcStatementMatch, i);
    const Candidate *candidate = g_hash_table_lookup (offers->by_id, match->id);
    double score = match->similarity * part;
    double *best = g_hash_table_lookup (scores, match->id);

    if (score <= OFFER_SIMILAR || (best && score <= *best))
      continue;
    if (!terms[candidate->language])
      terms[candidate->language] = list_terms (offers, text, candidate->language);
    if (!has_common_words (candidate, terms[candidate->language]))
      continue;
    if (!best) {
      best = g_new0 (double, 1);
      g_hash_table_insert (scores, candidate->practice->id, best);
    }
    *best = score;
  }
  for (guint i = 0; i < ARC_N_LANGUAGES; i++)
    g_clear_pointer (&terms[i], g_hash_table_unref);
}

/* The text as a whole, and each of its first sentences by itself: in a long text one sentence is
 * what matters, and drowns among the others. */
static GHashTable *
score_words (ArcPracticeOffers *offers, const char *text)
{
  GHashTable *scores = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (ArcShare) share = arc_share_new ();
  ArcSharedInput *input = NULL;
  g_autoptr (GPtrArray) sentences = NULL;

  share->parts = ARC_PART_ACTION;
  arc_entry_set_section (share->entry, ARC_SECTION_ACTION, text);
  input = arc_shared_input_new ("-", "", "", ARC_AUDIENCE_TEAM, share);
  sentences = arc_statements_of (input);
  add_likeness (offers, text, 1, scores);
  for (guint i = 0; i < MIN (sentences->len, SENTENCES); i++)
    add_likeness (offers, ((const ArcStatement *) sentences->pdata[i])->text, SENTENCE_PART,
                  scores);
  arc_shared_input_free (input);
  return scores;
}

const ArcPracticeInput *
arc_practice_offers_find (ArcPracticeOffers *offers, const char *text, const char *topic,
                          GHashTable *skip)
{
  g_autofree char *wanted = arc_text_fold (topic ? topic : "");
  g_autoptr (GHashTable) scores = score_words (offers, text);
  const ArcPracticeInput *best = NULL;
  double best_score = OFFER_SIMILAR;

  for (guint i = 0; i < offers->candidates->len; i++) {
    const Candidate *candidate = offers->candidates->pdata[i];
    const ArcPracticeInput *practice = candidate->practice;
    const double *words = g_hash_table_lookup (scores, practice->id);
    double score = words ? *words : 0;

    if (*wanted && g_str_equal (wanted, candidate->topic))
      score += TOPIC_WEIGHT;
    /* Of equals the better-proven, which comes first. */
    if (score > best_score && !(skip && g_hash_table_contains (skip, practice->id))) {
      best = practice;
      best_score = score;
    }
  }
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
  g_autoptr (ArcPracticeOffers) offers = arc_practice_offers_new (practices);
  g_autoptr (GHashTable) answered = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < practices->len; i++) {
    const ArcPracticeInput *practice = practices->pdata[i];

    if (was_answered (practice, me))
      g_hash_table_add (answered, practice->id);
  }
  return arc_practice_offers_find (offers, text, topic, answered);
}

/* ---- what to look at again ---- */

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
