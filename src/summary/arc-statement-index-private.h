/* The parts of an index; for the sources of this folder only. */
#pragma once

#include "arc-features.h"
#include "arc-statement-index.h"

G_BEGIN_DECLS

/* Weights of a statement have the length 1, counted in this; sums of products are exact integers,
 * so that no order of adding and no processor changes them. */
#define ARC_WEIGHT_UNIT 4096
#define ARC_SIMILARITY_UNIT (ARC_WEIGHT_UNIT * ARC_WEIGHT_UNIT)
/* So many are kept for each statement. */
#define ARC_MAX_CANDIDATES 64

typedef struct _ArcIndexed ArcIndexed;

/* @partial: by the features that are not too common, in ARC_SIMILARITY_UNIT; @full: by all. */
typedef struct {
  ArcIndexed *other;
  gint32 partial;
  gint32 full;
} ArcCandidate;

/* @weight: in ARC_WEIGHT_UNIT; 0 where it is too small to count. */
typedef struct {
  guint32 term;
  guint16 count;
  gint16 weight;
} ArcFeature;

/**
 * ArcIndexed:
 * @features: those that find candidates first, then those that are too common for that; each part
 *   by term
 * @rank: its place among all by id
 * @is_pending: its features are not counted yet
 * @candidates: by partial similarity, then by rank
 */
struct _ArcIndexed {
  char *id;
  char *text;
  ArcFeature *features;
  ArcCandidate *candidates;
  guint n_features;
  guint n_finding;
  guint n_candidates;
  guint rank;
  ArcLanguage language;
  gboolean is_pending;
  gboolean is_dirty;
  gboolean is_stale;
};

/* @df: in how many statements; @bucket: what its weight follows from, -1 at first. */
typedef struct {
  guint64 key;
  guint32 df;
  gint8 bucket;
  gboolean has_changed;
} ArcTerm;

/* Statements by term: those of term t are entries starts[t] to starts[t + 1]. */
typedef struct {
  guint32 *starts;
  guint32 *ranks;
  gint16 *weights;
} ArcPostings;

struct _ArcStatementIndex {
  ArcTokens *tokenizer;
  GHashTable *by_id;  /* utf8 → ArcIndexed, which owns both */
  GPtrArray *ordered; /* by rank */
  GPtrArray *removed; /* since the last refresh */
  GArray *terms;      /* ArcTerm */
  guint32 *slots;     /* open addressing: key → term + 1 */
  gsize n_slots;
  ArcPostings postings;
  guint detected[ARC_N_LANGUAGES];
  ArcLanguage default_language;
  int size_bucket;
  gboolean is_fresh;
  gboolean is_all_stale;
};

/* The order of statements by similarity: the more similar first, then by rank. */
static inline gboolean
arc_candidate_precedes (gint32 a, guint rank_a, gint32 b, guint rank_b)
{
  return a != b ? a > b : rank_a < rank_b;
}

/* Half octaves: 2 × log2, rounded down, of a number from 1 on. */
int arc_bucket_of (guint32 number);
/* The weight of a feature for its bucket and that of the number of statements; 0: does not count.
 */
guint32 arc_bucket_weight (int bucket, int size_bucket);

/* Lays out postings anew. */
void arc_neighbours_lay_out (ArcStatementIndex *index);

/* Finds candidates of what is_stale, and offers what is_dirty to all others. */
gboolean arc_neighbours_update (ArcStatementIndex *index, ArcSummaryProgress progress,
                                gpointer user_data, GError **error);

/* Similarity by the common features alone. */
gint32 arc_neighbours_dot_common (const ArcIndexed *a, const ArcIndexed *b);

/* Fills @best with up to @limit candidates of a statement that may be outside the index. */
guint arc_neighbours_find (ArcStatementIndex *index, const ArcIndexed *statement, guint limit,
                           ArcCandidate *best);

/* Sets weights and order of the features. */
void arc_statement_weigh (ArcStatementIndex *index, ArcIndexed *statement);

/* The weight of a feature by its key; 0 where nobody has it. The index is fresh. */
guint32 arc_statement_index_weigh_key (ArcStatementIndex *index, guint64 key);

G_END_DECLS
