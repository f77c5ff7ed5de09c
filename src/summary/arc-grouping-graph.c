/* Makes a graph of an index and of what people said. */
#include "arc-grouping-graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many neighbours are edges of a statement, the most similar ones. */
#define NEIGHBOURS 25
/* The weight of an edge: the similarity to the power of 2.5, so that what has one common word in
 * common is next to nothing. By a root, which every processor takes to the last bit alike. */
#define WEIGHT(similarity) ((similarity) * (similarity) *sqrt (similarity))
/* By itself an edge has ALONE of its weight; what the two have around them in common adds up to
 * SHARED. So a word that two have in common by chance ties less than one that many around them
 * have, too. */
#define ALONE 0.5
#define SHARED 2.3
/* As if so many more were around them that they have not in common: of few, all is soon shared. */
#define UNSEEN 8

static int
compare_edges (const void *a, const void *b)
{
  const ArcEdge *first = a;
  const ArcEdge *second = b;

  if (first->a != second->a)
    return first->a < second->a ? -1 : 1;
  return first->b < second->b ? -1 : first->b > second->b;
}

void
arc_edges_sort (GArray *edges)
{
  if (edges->len > 0)
    qsort (edges->data, edges->len, sizeof (ArcEdge), compare_edges);
}

/* Adds up the weights of equal pairs. */
static void
merge_edges (GArray *edges)
{
  guint kept = 0;

  arc_edges_sort (edges);
  for (guint i = 0; i < edges->len; i++) {
    const ArcEdge *edge = &g_array_index (edges, ArcEdge, i);
    ArcEdge *last = kept > 0 ? &g_array_index (edges, ArcEdge, kept - 1) : NULL;

    if (last != NULL && compare_edges (last, edge) == 0)
      last->weight += edge->weight;
    else
      g_array_index (edges, ArcEdge, kept++) = *edge;
  }
  g_array_set_size (edges, kept);
}

static ArcEdge
edge_between (guint32 a, guint32 b, double weight)
{
  return (ArcEdge){MIN (a, b), MAX (a, b), weight};
}

/* ---- what people said ---- */

static guint32
find_root (guint32 *parents, guint32 at)
{
  while (parents[at] != at)
    at = parents[at] = parents[parents[at]];
  return at;
}

static gboolean
find_link (ArcStatementIndex *index, const ArcStatementLink *link, guint32 *a, guint32 *b)
{
  const ArcIndexed *first = link->a != NULL ? g_hash_table_lookup (index->by_id, link->a) : NULL;
  const ArcIndexed *second = link->b != NULL ? g_hash_table_lookup (index->by_id, link->b) : NULL;

  if (first == NULL || second == NULL || first == second)
    return FALSE;
  *a = first->rank;
  *b = second->rank;
  return TRUE;
}

/* The same for all statements with the same features; 0 for those without any. */
static guint64
sign (ArcStatementIndex *index, const ArcIndexed *statement)
{
  guint64 sum = 0;

  /* A sum, since the order of features is that in which the index met them. */
  for (guint i = 0; i < statement->n_features; i++) {
    const ArcFeature *feature = &statement->features[i];
    guint64 key = g_array_index (index->terms, ArcTerm, feature->term).key + feature->count;
    key = (key ^ key >> 29) * 0xbf58476d1ce4e5b9u;
    sum += key ^ key >> 32;
  }
  return sum;
}

static void
unite (guint32 *parents, guint32 a, guint32 b)
{
  guint32 first = find_root (parents, a);
  guint32 second = find_root (parents, b);

  parents[MAX (first, second)] = MIN (first, second);
}

/* Statements that say the same in the same words are one, however many, unless a person said
 * that one of them is to be apart. */
static void
join_equal (ArcStatementIndex *index, const ArcGroupingHints *hints, guint32 *parents)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) firsts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; hints != NULL && i < hints->n_apart; i++) {
    if (hints->apart[i].a != NULL)
      g_hash_table_add (named, (gpointer) hints->apart[i].a);
    if (hints->apart[i].b != NULL)
      g_hash_table_add (named, (gpointer) hints->apart[i].b);
  }
  for (guint i = 0; i < index->ordered->len; i++) {
    const ArcIndexed *statement = index->ordered->pdata[i];
    guint64 signature = sign (index, statement);
    gpointer first = NULL;

    if (signature == 0 || g_hash_table_contains (named, statement->id))
      continue;
    if (g_hash_table_lookup_extended (firsts, &signature, NULL, &first))
      unite (parents, GPOINTER_TO_UINT (first), i);
    else
      g_hash_table_insert (firsts, g_memdup2 (&signature, sizeof signature), GUINT_TO_POINTER (i));
  }
}

/* The first statement of those that belong together stands for all. */
static void
join (ArcGroupingGraph *graph, ArcStatementIndex *index, const ArcGroupingHints *hints)
{
  guint n = index->ordered->len;
  g_autofree guint32 *parents = g_new (guint32, MAX (n, 1));
  guint32 a;
  guint32 b;

  for (guint i = 0; i < n; i++)
    parents[i] = i;
  join_equal (index, hints, parents);
  for (guint i = 0; hints != NULL && i < hints->n_together; i++)
    if (find_link (index, &hints->together[i], &a, &b))
      unite (parents, a, b);
  graph->vertex_of = g_new (guint32, MAX (n, 1));
  graph->sizes = g_new0 (double, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    guint32 root = find_root (parents, i);
    graph->vertex_of[i] = root == i ? graph->n_vertices++ : graph->vertex_of[root];
    graph->sizes[graph->vertex_of[i]]++;
  }
}

static void
note_apart (ArcGroupingGraph *graph, ArcStatementIndex *index, const ArcGroupingHints *hints)
{
  guint32 a;
  guint32 b;

  for (guint i = 0; hints != NULL && i < hints->n_apart; i++)
    if (find_link (index, &hints->apart[i], &a, &b) && graph->vertex_of[a] != graph->vertex_of[b]) {
      ArcEdge edge = edge_between (graph->vertex_of[a], graph->vertex_of[b], 0);
      g_array_append_val (graph->apart, edge);
    }
  merge_edges (graph->apart);
}

static gboolean
must_be_apart (const ArcGroupingGraph *graph, const ArcEdge *edge)
{
  return graph->apart->len > 0 && bsearch (edge, graph->apart->data, graph->apart->len,
                                           sizeof (ArcEdge), compare_edges) != NULL;
}

/* ---- neighbours ---- */

static int
compare_candidates (const void *a, const void *b)
{
  const ArcCandidate *first = a;
  const ArcCandidate *second = b;

  if (first->full != second->full)
    return first->full > second->full ? -1 : 1;
  return first->other->rank < second->other->rank ? -1 : 1;
}

/* The nearest of a statement. */
typedef struct {
  guint n;
  guint32 ranks[NEIGHBOURS]; /* in rising order */
  gint32 similarities[NEIGHBOURS];
} Nearest;

static int
compare_ranks (const void *a, const void *b)
{
  const ArcCandidate *first = a;
  const ArcCandidate *second = b;

  return first->other->rank < second->other->rank ? -1 : first->other->rank > second->other->rank;
}

static void
find_nearest (const ArcIndexed *statement, Nearest *nearest)
{
  ArcCandidate best[ARC_MAX_CANDIDATES];

  nearest->n = MIN (statement->n_candidates, NEIGHBOURS);
  if (nearest->n == 0)
    return;
  memcpy (best, statement->candidates, statement->n_candidates * sizeof *best);
  qsort (best, statement->n_candidates, sizeof *best, compare_candidates);
  qsort (best, nearest->n, sizeof *best, compare_ranks);
  for (guint i = 0; i < nearest->n; i++) {
    nearest->ranks[i] = best[i].other->rank;
    nearest->similarities[i] = best[i].full;
  }
}

/* How much of what is around either of two neighbours is around both, 0 to 1. They themselves
 * count as being around themselves. */
static double
measure_shared (const Nearest *nearest, guint32 a, guint32 b)
{
  const Nearest *first = &nearest[a];
  const Nearest *second = &nearest[b];
  guint n_shared = 0;

  for (guint i = 0, j = 0; i < first->n && j < second->n;) {
    n_shared += first->ranks[i] == second->ranks[j];
    if (first->ranks[i] <= second->ranks[j])
      i++;
    else
      j++;
  }
  for (guint i = 0; i < first->n; i++)
    n_shared += first->ranks[i] == b;
  for (guint i = 0; i < second->n; i++)
    n_shared += second->ranks[i] == a;
  return (double) n_shared / (first->n + 1 + second->n + 1 - n_shared + UNSEEN);
}

static void
add_neighbours (ArcGroupingGraph *graph, const Nearest *nearest, guint32 rank)
{
  for (guint i = 0; i < nearest[rank].n; i++) {
    guint32 other = nearest[rank].ranks[i];
    double similarity = (double) nearest[rank].similarities[i] / ARC_SIMILARITY_UNIT;
    double weight = WEIGHT (similarity) * (ALONE + SHARED * measure_shared (nearest, rank, other));
    /* Half for each direction: who is a neighbour for both is nearer. */
    ArcEdge edge = edge_between (graph->vertex_of[rank], graph->vertex_of[other], weight / 2);

    if (edge.a != edge.b && !must_be_apart (graph, &edge))
      g_array_append_val (graph->edges, edge);
  }
}

ArcGroupingGraph *
arc_grouping_graph_new (ArcStatementIndex *index, const ArcGroupingHints *hints)
{
  ArcGroupingGraph *graph = g_new0 (ArcGroupingGraph, 1);
  guint n = index->ordered->len;
  g_autofree Nearest *nearest = g_new (Nearest, MAX (n, 1));

  graph->edges = g_array_new (FALSE, FALSE, sizeof (ArcEdge));
  graph->apart = g_array_new (FALSE, FALSE, sizeof (ArcEdge));
  join (graph, index, hints);
  note_apart (graph, index, hints);
  for (guint i = 0; i < n; i++)
    find_nearest (index->ordered->pdata[i], &nearest[i]);
  for (guint i = 0; i < n; i++)
    add_neighbours (graph, nearest, i);
  merge_edges (graph->edges);
  return graph;
}

void
arc_grouping_graph_free (ArcGroupingGraph *graph)
{
  if (graph == NULL)
    return;
  g_free (graph->vertex_of);
  g_free (graph->sizes);
  g_array_unref (graph->edges);
  g_array_unref (graph->apart);
  g_free (graph);
}

guint
arc_grouping_renumber (guint n, guint32 *membership)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++) {
    gpointer key = GUINT_TO_POINTER (membership[i] + 1);
    gpointer number = g_hash_table_lookup (numbers, key);

    if (number == NULL) {
      number = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
      g_hash_table_insert (numbers, key, number);
    }
    membership[i] = GPOINTER_TO_UINT (number) - 1;
  }
  return g_hash_table_size (numbers);
}

/* ---- what must be apart ---- */

#define UNDECIDED G_MAXUINT32
/* What hangs together is reached within so many steps, or does not matter. */
#define PART_ROUNDS 8

/* The lowest part in which none of those is that the vertex must be apart from. */
static guint32
choose_part (const ArcGroupingGraph *graph, const guint32 *membership, const guint32 *parts,
             guint32 vertex, const GArray *partners)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint32 part = 0;

  for (guint i = 0; i < partners->len; i++) {
    guint32 other = g_array_index (partners, guint32, i);
    if (membership[other] == membership[vertex] && parts[other] != UNDECIDED)
      g_hash_table_add (taken, GUINT_TO_POINTER (parts[other] + 1));
  }
  while (g_hash_table_contains (taken, GUINT_TO_POINTER (part + 1)))
    part++;
  return part;
}

/* Parts for those in dispute; whether there are any. */
static gboolean
part_disputed (const ArcGroupingGraph *graph, const guint32 *membership, guint32 *parts,
               GHashTable *groups)
{
  g_autoptr (GHashTable) partners =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) disputed = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < graph->apart->len; i++) {
    const ArcEdge *pair = &g_array_index (graph->apart, ArcEdge, i);
    const guint32 ends[] = {pair->a, pair->b};

    if (membership[pair->a] != membership[pair->b])
      continue;
    g_hash_table_add (groups, GUINT_TO_POINTER (membership[pair->a]));
    for (guint e = 0; e < 2; e++) {
      GArray *known = g_hash_table_lookup (partners, GUINT_TO_POINTER (ends[e]));
      if (known == NULL) {
        known = g_array_new (FALSE, FALSE, sizeof (guint32));
        g_hash_table_insert (partners, GUINT_TO_POINTER (ends[e]), known);
        g_array_append_val (disputed, ends[e]);
      }
      g_array_append_val (known, ends[1 - e]);
    }
  }
  for (guint i = 0; i < disputed->len; i++) {
    guint32 vertex = g_array_index (disputed, guint32, i);
    parts[vertex] = choose_part (graph, membership, parts, vertex,
                                 g_hash_table_lookup (partners, GUINT_TO_POINTER (vertex)));
  }
  return disputed->len > 0;
}

/* The rest of a disputed group goes with the part that it is tied to most. */
static gboolean
part_tied (const ArcGroupingGraph *graph, const guint32 *membership, guint32 *parts,
           GHashTable *groups)
{
  /* Vertex, part and weight. */
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (ArcEdge));

  for (guint i = 0; i < graph->edges->len; i++) {
    const ArcEdge *edge = &g_array_index (graph->edges, ArcEdge, i);
    gboolean is_decided = parts[edge->a] != UNDECIDED;
    ArcEdge tie = {is_decided ? edge->b : edge->a, parts[is_decided ? edge->a : edge->b],
                   edge->weight};

    if (membership[edge->a] == membership[edge->b] && is_decided != (parts[edge->b] != UNDECIDED) &&
        g_hash_table_contains (groups, GUINT_TO_POINTER (membership[edge->a])))
      g_array_append_val (ties, tie);
  }
  merge_edges (ties);
  for (guint i = 0; i < ties->len;) {
    const ArcEdge *best = &g_array_index (ties, ArcEdge, i);
    guint32 vertex = best->a;

    for (; i < ties->len && g_array_index (ties, ArcEdge, i).a == vertex; i++)
      if (g_array_index (ties, ArcEdge, i).weight > best->weight)
        best = &g_array_index (ties, ArcEdge, i);
    parts[vertex] = best->b;
  }
  return ties->len > 0;
}

void
arc_grouping_graph_part (const ArcGroupingGraph *graph, guint32 *membership)
{
  g_autofree guint32 *parts = g_new (guint32, MAX (graph->n_vertices, 1));
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) numbers =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint32 next = 0;

  memset (parts, 0xff, sizeof *parts * MAX (graph->n_vertices, 1));
  if (!part_disputed (graph, membership, parts, groups))
    return;
  for (guint round = 0; round < PART_ROUNDS; round++)
    if (!part_tied (graph, membership, parts, groups))
      break;
  for (guint i = 0; i < graph->n_vertices; i++)
    next = MAX (next, membership[i] + 1);
  for (guint i = 0; i < graph->n_vertices; i++) {
    gint64 key = (gint64) membership[i] << 32 | parts[i];
    gpointer number;

    if (parts[i] == UNDECIDED || parts[i] == 0)
      continue;
    number = g_hash_table_lookup (numbers, &key);
    if (number == NULL) {
      number = GUINT_TO_POINTER (next++);
      g_hash_table_insert (numbers, g_memdup2 (&key, sizeof key), number);
    }
    membership[i] = GPOINTER_TO_UINT (number);
  }
  arc_grouping_renumber (graph->n_vertices, membership);
}
