/* Leiden by igraph, which is not thread-safe: one call at a time, with a fixed seed, and with
 * errors returned instead of ending the program. */
#include "arc-config.h"

#include "arc-communities.h"

#include <glib/gi18n-lib.h>
#include <igraph.h>

#include "arc-error.h"

#define SEED 20190326
/* How freely the refinement of the algorithm chooses; the value of its authors. */
#define BETA 0.01
/* At most so many rounds; it stops by itself when nothing changes any more. */
#define ROUNDS 10

static GMutex lock;

/* @n_made: how many of the parts there are, in the order of graph_init() */
typedef struct {
  guint n_made;
  igraph_t graph;
  igraph_vector_int_t ends;
  igraph_vector_t weights;
  igraph_vector_t sizes;
  igraph_vector_int_t membership;
} Graph;

static igraph_error_t
graph_fill (Graph *graph, guint n_vertices, const ArcEdge *edges, gsize n_edges,
            const double *sizes, gboolean has_start, const guint32 *membership)
{
  igraph_error_t code = igraph_vector_int_resize (&graph->ends, (igraph_integer_t) n_edges * 2);

  if (code == IGRAPH_SUCCESS)
    code = igraph_vector_resize (&graph->weights, (igraph_integer_t) n_edges);
  if (code == IGRAPH_SUCCESS)
    code = igraph_vector_resize (&graph->sizes, n_vertices);
  if (code == IGRAPH_SUCCESS)
    code = igraph_vector_int_resize (&graph->membership, n_vertices);
  if (code != IGRAPH_SUCCESS)
    return code;
  for (gsize i = 0; i < n_edges; i++) {
    VECTOR (graph->ends)[i * 2] = edges[i].a;
    VECTOR (graph->ends)[i * 2 + 1] = edges[i].b;
    VECTOR (graph->weights)[i] = edges[i].weight;
  }
  for (guint i = 0; i < n_vertices; i++) {
    VECTOR (graph->sizes)[i] = sizes[i];
    VECTOR (graph->membership)[i] = has_start ? membership[i] : i;
  }
  return igraph_add_edges (&graph->graph, &graph->ends, NULL);
}

static void
graph_clear (Graph *graph)
{
  switch (graph->n_made) {
  case 5:
    igraph_destroy (&graph->graph);
    G_GNUC_FALLTHROUGH;
  case 4:
    igraph_vector_int_destroy (&graph->membership);
    G_GNUC_FALLTHROUGH;
  case 3:
    igraph_vector_destroy (&graph->sizes);
    G_GNUC_FALLTHROUGH;
  case 2:
    igraph_vector_destroy (&graph->weights);
    G_GNUC_FALLTHROUGH;
  case 1:
    igraph_vector_int_destroy (&graph->ends);
    G_GNUC_FALLTHROUGH;
  default:
    break;
  }
}

/* To be cleared after failure, too. */
static igraph_error_t
graph_init (Graph *graph, guint n_vertices)
{
  igraph_error_t code;

  graph->n_made = 0;
  if ((code = igraph_vector_int_init (&graph->ends, 0)) != IGRAPH_SUCCESS)
    return code;
  graph->n_made++;
  if ((code = igraph_vector_init (&graph->weights, 0)) != IGRAPH_SUCCESS)
    return code;
  graph->n_made++;
  if ((code = igraph_vector_init (&graph->sizes, 0)) != IGRAPH_SUCCESS)
    return code;
  graph->n_made++;
  if ((code = igraph_vector_int_init (&graph->membership, 0)) != IGRAPH_SUCCESS)
    return code;
  graph->n_made++;
  if ((code = igraph_empty (&graph->graph, n_vertices, IGRAPH_UNDIRECTED)) != IGRAPH_SUCCESS)
    return code;
  graph->n_made++;
  return code;
}

static igraph_error_t
improve (Graph *graph, double resolution)
{
  igraph_real_t quality = 0;
  igraph_integer_t n_clusters = 0;

  igraph_rng_seed (igraph_rng_default (), SEED);
  return igraph_community_leiden (&graph->graph, &graph->weights, &graph->sizes, resolution, BETA,
                                  TRUE, ROUNDS, &graph->membership, &n_clusters, &quality);
}

gboolean
arc_communities_find (guint n_vertices, const ArcEdge *edges, gsize n_edges, const double *sizes,
                      double resolution, gboolean has_start, guint32 *membership, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  igraph_error_handler_t *before = igraph_set_error_handler (igraph_error_handler_ignore);
  Graph graph;
  igraph_error_t code = graph_init (&graph, n_vertices);

  if (code == IGRAPH_SUCCESS)
    code = graph_fill (&graph, n_vertices, edges, n_edges, sizes, has_start, membership);
  if (code == IGRAPH_SUCCESS && n_edges > 0)
    code = improve (&graph, resolution);
  for (guint i = 0; code == IGRAPH_SUCCESS && i < n_vertices; i++)
    membership[i] = (guint32) VECTOR (graph.membership)[i];
  graph_clear (&graph);
  igraph_set_error_handler (before);
  if (code == IGRAPH_SUCCESS)
    return TRUE;
  g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED, _ ("Statements cannot be grouped: %s."),
               igraph_strerror (code));
  return FALSE;
}
