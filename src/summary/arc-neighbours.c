/* Finds for each statement the most similar ones, by an inverted index. Features that are in very
 * many statements find nobody (they would make the time quadratic) and only add to the similarity
 * of those who were found by others. */
#include "arc-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-statement-index-private.h"

#define PROGRESS_EVERY 256

/* Room to add up similarities. */
typedef struct {
  gint32 *sums; /* by rank */
  guint32 *touched;
  guint n_touched;
} Sums;

static void
sums_init (Sums *sums, guint n)
{
  sums->sums = g_new0 (gint32, MAX (n, 1));
  sums->touched = g_new (guint32, MAX (n, 1));
  sums->n_touched = 0;
}

static void
sums_clear (Sums *sums)
{
  g_free (sums->sums);
  g_free (sums->touched);
}

static void
forget (Sums *sums)
{
  for (guint i = 0; i < sums->n_touched; i++)
    sums->sums[sums->touched[i]] = 0;
  sums->n_touched = 0;
}

void
arc_neighbours_lay_out (ArcStatementIndex *index)
{
  ArcPostings *postings = &index->postings;
  guint n_terms = index->terms->len;
  g_autofree guint32 *next = NULL;

  g_free (postings->starts);
  g_free (postings->ranks);
  g_free (postings->weights);
  postings->starts = g_new0 (guint32, n_terms + 1);
  for (guint i = 0; i < index->ordered->len; i++) {
    const ArcIndexed *statement = index->ordered->pdata[i];
    for (guint f = 0; f < statement->n_finding; f++)
      postings->starts[statement->features[f].term + 1] += statement->features[f].weight > 0;
  }
  for (guint t = 0; t < n_terms; t++)
    postings->starts[t + 1] += postings->starts[t];
  postings->ranks = g_new (guint32, MAX (postings->starts[n_terms], 1));
  postings->weights = g_new (gint16, MAX (postings->starts[n_terms], 1));
  next = g_memdup2 (postings->starts, sizeof *next * (n_terms + 1));
  for (guint i = 0; i < index->ordered->len; i++) {
    const ArcIndexed *statement = index->ordered->pdata[i];
    for (guint f = 0; f < statement->n_finding; f++) {
      const ArcFeature *feature = &statement->features[f];
      guint32 at;

      if (feature->weight == 0)
        continue;
      at = next[feature->term]++;
      postings->ranks[at] = i;
      postings->weights[at] = feature->weight;
    }
  }
}

/* Adds up the similarity of @statement to all that share a feature with it. */
static void
add_up (const ArcPostings *postings, const ArcIndexed *statement, Sums *sums)
{
  for (guint f = 0; f < statement->n_finding; f++) {
    const ArcFeature *feature = &statement->features[f];
    guint32 end = postings->starts[feature->term + 1];

    for (guint32 at = feature->weight > 0 ? postings->starts[feature->term] : end; at < end; at++) {
      guint32 rank = postings->ranks[at];
      if (sums->sums[rank] == 0)
        sums->touched[sums->n_touched++] = rank;
      sums->sums[rank] += feature->weight * postings->weights[at];
    }
  }
}

gint32
arc_neighbours_dot_common (const ArcIndexed *a, const ArcIndexed *b)
{
  guint i = a->n_finding;
  guint j = b->n_finding;
  gint32 sum = 0;

  while (i < a->n_features && j < b->n_features) {
    const ArcFeature *first = &a->features[i];
    const ArcFeature *second = &b->features[j];

    if (first->term == second->term)
      sum += first->weight * second->weight;
    i += first->term <= second->term;
    j += second->term <= first->term;
  }
  return sum;
}

/* Puts a candidate into its place, if it is among the best. */
static guint
insert (ArcCandidate *best, guint n, guint limit, ArcCandidate candidate)
{
  guint at = n;

  while (at > 0 && arc_candidate_precedes (candidate.partial, candidate.other->rank,
                                           best[at - 1].partial, best[at - 1].other->rank))
    at--;
  if (at >= limit)
    return n;
  n = MIN (n + 1, limit);
  memmove (best + at + 1, best + at, sizeof *best * (n - at - 1));
  best[at] = candidate;
  return n;
}

/* The best of what was added up. */
static guint
choose (ArcStatementIndex *index, const ArcIndexed *statement, const Sums *sums, guint limit,
        ArcCandidate *best)
{
  guint n = 0;

  for (guint i = 0; i < sums->n_touched; i++) {
    guint32 rank = sums->touched[i];
    ArcCandidate candidate = {index->ordered->pdata[rank], sums->sums[rank], 0};

    if (candidate.other == statement || (n == limit && candidate.partial < best[n - 1].partial))
      continue;
    n = insert (best, n, limit, candidate);
  }
  for (guint i = 0; i < n; i++)
    best[i].full = best[i].partial + arc_neighbours_dot_common (statement, best[i].other);
  return n;
}

guint
arc_neighbours_find (ArcStatementIndex *index, const ArcIndexed *statement, guint limit,
                     ArcCandidate *best)
{
  Sums sums;
  guint n;

  sums_init (&sums, index->ordered->len);
  add_up (&index->postings, statement, &sums);
  n = choose (index, statement, &sums, limit, best);
  sums_clear (&sums);
  return n;
}

/* What was added up for a changed statement may be news to those that keep their candidates. */
static void
offer (ArcStatementIndex *index, ArcIndexed *statement, const Sums *sums)
{
  for (guint i = 0; i < sums->n_touched; i++) {
    ArcIndexed *other = index->ordered->pdata[sums->touched[i]];
    ArcCandidate candidate = {statement, sums->sums[sums->touched[i]], 0};
    guint n = other->n_candidates;

    if (other->is_stale ||
        (n == ARC_MAX_CANDIDATES && candidate.partial < other->candidates[n - 1].partial))
      continue;
    candidate.full = candidate.partial + arc_neighbours_dot_common (statement, other);
    if (n < ARC_MAX_CANDIDATES)
      other->candidates = g_renew (ArcCandidate, other->candidates, n + 1);
    other->n_candidates = insert (other->candidates, n, ARC_MAX_CANDIDATES, candidate);
  }
}

gboolean
arc_neighbours_update (ArcStatementIndex *index, ArcSummaryProgress progress, gpointer user_data,
                       GError **error)
{
  guint n = index->ordered->len;
  ArcCandidate best[ARC_MAX_CANDIDATES];
  gboolean done = TRUE;
  Sums sums;

  sums_init (&sums, n);
  for (guint i = 0; i < n && done; i++) {
    ArcIndexed *statement = index->ordered->pdata[i];

    if (i % PROGRESS_EVERY == 0 && progress != NULL && !progress ((double) i / n, user_data)) {
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INTERRUPTED, _ ("Stopped."));
      done = FALSE;
    }
    if (!statement->is_stale || !done)
      continue;
    add_up (&index->postings, statement, &sums);
    statement->n_candidates = choose (index, statement, &sums, ARC_MAX_CANDIDATES, best);
    g_free (statement->candidates);
    statement->candidates = g_memdup2 (best, sizeof *best * statement->n_candidates);
    if (statement->is_dirty && !index->is_all_stale)
      offer (index, statement, &sums);
    forget (&sums);
  }
  sums_clear (&sums);
  return done;
}
