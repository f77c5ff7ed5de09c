/* What a group is called: its most typical statement and its words. For the sources of this folder
 * only. */
#pragma once

#include "arc-grouping.h"
#include "arc-statement-index-private.h"

G_BEGIN_DECLS

/**
 * arc_group_label:
 * @statements: (element-type ArcIndexed): its members, by rank; sorted by how typical they are, where
 *   of two that are as typical the one comes first that makes a heading
 *
 * Sets label, keywords and cohesion.
 */
void arc_group_label (ArcStatementIndex *index, ArcGroup *group, GPtrArray *statements);

G_END_DECLS
