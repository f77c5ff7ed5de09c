/* Communities of a weighted graph; for the sources of this folder only. The only includer of
 * igraph.h is its source. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* a < b; each pair once. */
typedef struct {
  guint32 a;
  guint32 b;
  double weight;
} ArcEdge;

/**
 * arc_communities_find:
 * @edges: in any order that depends on the graph alone
 * @sizes: how much each vertex counts
 * @resolution: the mean weight of pairs above which things belong together
 * @membership: (inout): where each vertex is to begin, numbered from 0; where it ends
 * @has_start: whether @membership says where to begin
 *
 * The Leiden algorithm by Traag, Waltman and van Eck (2019) with the constant Potts model.
 *
 * Returns: %FALSE with %ARC_ERROR_FAILED
 */
gboolean arc_communities_find (guint n_vertices, const ArcEdge *edges, gsize n_edges,
                               const double *sizes, double resolution, gboolean has_start,
                               guint32 *membership, GError **error);

G_END_DECLS
