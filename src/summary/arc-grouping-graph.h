/* The graph that is grouped: statements that a person joined are one vertex, neighbours are edges.
 * For the sources of this folder only. */
#pragma once

#include "arc-communities.h"
#include "arc-grouping.h"
#include "arc-statement-index-private.h"

G_BEGIN_DECLS

/**
 * ArcGroupingGraph:
 * @vertex_of: by rank of a statement
 * @sizes: how many statements a vertex is
 * @edges: (element-type ArcEdge): by a, then by b
 * @apart: (element-type ArcEdge): vertices that must not be in one group; weights are 0
 */
typedef struct {
  guint n_vertices;
  guint32 *vertex_of;
  double *sizes;
  GArray *edges;
  GArray *apart;
} ArcGroupingGraph;

ArcGroupingGraph *arc_grouping_graph_new (ArcStatementIndex *index, const ArcGroupingHints *hints);
void arc_grouping_graph_free (ArcGroupingGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcGroupingGraph, arc_grouping_graph_free)

/* Sorts by a, then by b. */
void arc_edges_sort (GArray *edges);

/* Takes vertices that must be apart out of each other's groups. @membership is numbered anew. */
void arc_grouping_graph_part (const ArcGroupingGraph *graph, guint32 *membership);

/* Numbers groups from 0 in the order of their first vertices. Returns how many there are. */
guint arc_grouping_renumber (guint n, guint32 *membership);

G_END_DECLS
