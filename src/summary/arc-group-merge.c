/* The communities of a graph whose vertices are groups: the weight between two is the mean
 * similarity of their statements as a part of that within them. The middles of the groups give it
 * without comparing all. */
#include "arc-group-merge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Groups are about one thing where their statements are on average this much as similar to each
 * other's as to their own. */
#define RESOLUTION 0.45
/* What was joined has a middle of its own, and may then be near to others; more rounds than these
 * change next to nothing. */
#define ROUNDS 3
/* How similar the statements of a group are to each other is taken to be this, as if so many pairs
 * had been seen, until more is known. */
#define USUAL_WITHIN 0.35
#define USUAL_PAIRS 3
/* The middle of a group is taken by so many features, those that weigh most. */
#define MIDDLE_FEATURES 96
/* A group is compared with so many others, the nearest. */
#define NEIGHBOURS 24
/* A feature in the middles of more groups than this compares none of them. */
#define MAX_GROUPS 4096
/* The mean weight of a feature is counted in this part of ARC_WEIGHT_UNIT. */
#define MEAN_UNIT 64
#define SIMILARITY_UNIT ((double) ARC_SIMILARITY_UNIT * MEAN_UNIT * MEAN_UNIT)

typedef struct {
  guint64 key;
  guint32 term;
  gint32 mean;
} Feature;

/* Features of all groups, group after group; those of group g begin at starts[g]. */
typedef struct {
  guint n_groups;
  guint32 *starts;
  GArray *features;
  double *sizes;
  double *roots; /* square roots of how similar the statements of each group are */
} Middles;

static int
compare_weights (const void *a, const void *b)
{
  const Feature *first = a;
  const Feature *second = b;

  if (first->mean != second->mean)
    return first->mean > second->mean ? -1 : 1;
  return first->key < second->key ? -1 : first->key > second->key;
}

/* Adds the middle of the group of these statements. */
static void
add_middle (ArcStatementIndex *index, Middles *middles, const GPtrArray *statements, gint64 *sums,
            GArray *touched)
{
  g_autoptr (GArray) features = g_array_new (FALSE, FALSE, sizeof (Feature));

  g_array_set_size (touched, 0);
  for (guint i = 0; i < statements->len; i++) {
    const ArcIndexed *statement = statements->pdata[i];

    for (guint f = 0; f < statement->n_features; f++) {
      guint32 term = statement->features[f].term;
      if (sums[term] == 0)
        g_array_append_val (touched, term);
      sums[term] += statement->features[f].weight;
    }
  }
  for (guint i = 0; i < touched->len; i++) {
    guint32 term = g_array_index (touched, guint32, i);
    const Feature feature = {g_array_index (index->terms, ArcTerm, term).key, term,
                             (gint32) (sums[term] * MEAN_UNIT / statements->len)};
    if (feature.mean > 0)
      g_array_append_val (features, feature);
    sums[term] = 0;
  }
  if (features->len > 0)
    qsort (features->data, features->len, sizeof (Feature), compare_weights);
  g_array_append_vals (middles->features, features->data, MIN (features->len, MIDDLE_FEATURES));
}

/* The square root of the mean similarity of two statements of the group. */
static double
find_root (const Middles *middles, guint group)
{
  double n = middles->sizes[group];
  double squares = 0;
  double pairs;

  for (guint32 i = middles->starts[group]; i < middles->starts[group + 1]; i++) {
    gint64 mean = g_array_index (middles->features, Feature, i).mean;
    squares += (double) (mean * mean);
  }
  /* All pairs, without those of a statement and itself. */
  pairs = MAX (squares / SIMILARITY_UNIT * n * n - n, 0);
  return sqrt ((pairs + USUAL_PAIRS * USUAL_WITHIN) / (n * (n - 1) + USUAL_PAIRS));
}

static void
middles_init (Middles *middles, ArcStatementIndex *index, const ArcGroupingGraph *graph,
              const guint32 *membership, guint n_groups)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autofree gint64 *sums = g_new0 (gint64, MAX (index->terms->len, 1));
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (guint32));

  middles->n_groups = n_groups;
  middles->features = g_array_new (FALSE, FALSE, sizeof (Feature));
  middles->starts = g_new0 (guint32, n_groups + 1);
  middles->sizes = g_new0 (double, MAX (n_groups, 1));
  middles->roots = g_new0 (double, MAX (n_groups, 1));
  for (guint g = 0; g < n_groups; g++)
    g_ptr_array_add (parts, g_ptr_array_new ());
  for (guint i = 0; i < index->ordered->len; i++)
    g_ptr_array_add (parts->pdata[membership[graph->vertex_of[i]]], index->ordered->pdata[i]);
  for (guint g = 0; g < n_groups; g++) {
    const GPtrArray *statements = parts->pdata[g];

    add_middle (index, middles, statements, sums, touched);
    middles->starts[g + 1] = middles->features->len;
    middles->sizes[g] = statements->len;
    middles->roots[g] = find_root (middles, g);
  }
}

static void
middles_clear (Middles *middles)
{
  g_array_unref (middles->features);
  g_free (middles->starts);
  g_free (middles->sizes);
  g_free (middles->roots);
}

/* ---- which groups are near ---- */

typedef struct {
  guint32 group;
  gint64 sum;
} Near;

static int
compare_near (const void *a, const void *b)
{
  const Near *first = a;
  const Near *second = b;

  if (first->sum != second->sum)
    return first->sum > second->sum ? -1 : 1;
  return first->group < second->group ? -1 : first->group > second->group;
}

/* Groups by term: those of term t are entries starts[t] to starts[t + 1]. */
static void
lay_out (const Middles *middles, guint n_terms, guint32 **starts, guint32 **groups, gint32 **means)
{
  const Feature *features = (const Feature *) (gpointer) middles->features->data;
  g_autofree guint32 *next = NULL;

  *starts = g_new0 (guint32, n_terms + 1);
  *groups = g_new (guint32, MAX (middles->features->len, 1));
  *means = g_new (gint32, MAX (middles->features->len, 1));
  for (guint i = 0; i < middles->features->len; i++)
    (*starts)[features[i].term + 1]++;
  for (guint t = 0; t < n_terms; t++)
    (*starts)[t + 1] += (*starts)[t];
  next = g_memdup2 (*starts, sizeof *next * (n_terms + 1));
  for (guint g = 0; g < middles->n_groups; g++)
    for (guint32 i = middles->starts[g]; i < middles->starts[g + 1]; i++) {
      guint32 at = next[features[i].term]++;
      (*groups)[at] = g;
      (*means)[at] = features[i].mean;
    }
}

/* The mean similarity between two groups as a part of that within them: what has much in common
 * inside must have more in common with others, and what is said in many words, or among very many
 * statements, less. */
static double
measure_between (const Middles *middles, guint32 a, guint32 b, gint64 sum)
{
  return (double) sum / SIMILARITY_UNIT / (middles->roots[a] * middles->roots[b]);
}

static void
add_edges (const Middles *middles, guint32 group, GArray *near, GArray *edges)
{
  if (near->len > 0)
    qsort (near->data, near->len, sizeof (Near), compare_near);
  for (guint i = 0; i < MIN (near->len, NEIGHBOURS); i++) {
    const Near *other = &g_array_index (near, Near, i);
    /* From either end the same product, to the last bit. */
    guint32 a = MIN (group, other->group);
    guint32 b = MAX (group, other->group);
    const ArcEdge edge = {
        a, b, measure_between (middles, a, b, other->sum) * middles->sizes[a] * middles->sizes[b]};
    g_array_append_val (edges, edge);
  }
}

/* (element-type ArcEdge): each pair as often as it was found. */
static GArray *
find_edges (const Middles *middles, guint n_terms)
{
  const Feature *features = (const Feature *) (gpointer) middles->features->data;
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (ArcEdge));
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (Near));
  g_autofree gint64 *sums = g_new0 (gint64, MAX (middles->n_groups, 1));
  g_autofree guint32 *starts = NULL;
  g_autofree guint32 *groups = NULL;
  g_autofree gint32 *means = NULL;

  lay_out (middles, n_terms, &starts, &groups, &means);
  for (guint g = 0; g < middles->n_groups; g++) {
    g_array_set_size (near, 0);
    for (guint32 i = middles->starts[g]; i < middles->starts[g + 1]; i++) {
      guint32 end = starts[features[i].term + 1];

      if (end - starts[features[i].term] > MAX_GROUPS)
        continue;
      for (guint32 at = starts[features[i].term]; at < end; at++) {
        const Near other = {groups[at], 0};
        if (groups[at] != g && sums[groups[at]] == 0)
          g_array_append_val (near, other);
        sums[groups[at]] += (gint64) features[i].mean * means[at];
      }
    }
    for (guint i = 0; i < near->len; i++) {
      Near *other = &g_array_index (near, Near, i);
      other->sum = sums[other->group];
      sums[other->group] = 0;
    }
    sums[g] = 0;
    add_edges (middles, g, near, edges);
  }
  return edges;
}

static void
drop_doubles (GArray *edges)
{
  guint kept = 0;

  arc_edges_sort (edges);
  for (guint i = 0; i < edges->len; i++) {
    const ArcEdge *edge = &g_array_index (edges, ArcEdge, i);
    const ArcEdge *last = kept > 0 ? &g_array_index (edges, ArcEdge, kept - 1) : NULL;

    if (last == NULL || last->a != edge->a || last->b != edge->b)
      g_array_index (edges, ArcEdge, kept++) = *edge;
  }
  g_array_set_size (edges, kept);
}

/* One round. */
static gboolean
merge (ArcStatementIndex *index, const ArcGroupingGraph *graph, guint32 *membership, guint n_groups,
       GError **error)
{
  g_autofree guint32 *above = g_new (guint32, MAX (n_groups, 1));
  g_autoptr (GArray) edges = NULL;
  Middles middles;
  gboolean done;

  middles_init (&middles, index, graph, membership, n_groups);
  edges = find_edges (&middles, index->terms->len);
  drop_doubles (edges);
  done = arc_communities_find (n_groups, (const ArcEdge *) (gpointer) edges->data, edges->len,
                               middles.sizes, RESOLUTION, FALSE, above, error);
  middles_clear (&middles);
  for (guint v = 0; done && v < graph->n_vertices; v++)
    membership[v] = above[membership[v]];
  return done;
}

gboolean
arc_group_merge (ArcStatementIndex *index, const ArcGroupingGraph *graph, guint32 *membership,
                 GError **error)
{
  guint n_groups = arc_grouping_renumber (graph->n_vertices, membership);

  for (guint round = 0; round < ROUNDS; round++) {
    guint before = n_groups;

    if (!merge (index, graph, membership, n_groups, error))
      return FALSE;
    n_groups = arc_grouping_renumber (graph->n_vertices, membership);
    if (n_groups == before)
      break;
  }
  return TRUE;
}
