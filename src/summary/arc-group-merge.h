/* Joins groups that are about the same thing; for the sources of this folder only. */
#pragma once

#include "arc-grouping-graph.h"

G_BEGIN_DECLS

/**
 * arc_group_merge:
 * @membership: (inout): of the vertices of @graph
 *
 * Each statement knows its nearest neighbours only, so that what thousands say falls into many
 * groups. Here groups are compared as a whole, by all their statements, which does not depend on
 * how many there are.
 *
 * Returns: %FALSE with %ARC_ERROR_FAILED
 */
gboolean arc_group_merge (ArcStatementIndex *index, const ArcGroupingGraph *graph,
                          guint32 *membership, GError **error);

G_END_DECLS
