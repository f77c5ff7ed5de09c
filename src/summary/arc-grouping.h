/* Groups of statements about the same thing. */
#pragma once

#include "arc-statement-index.h"

G_BEGIN_DECLS

/* A person's correction: these two belong together, or do not. Ids of statements that are not in
 * the index are passed over. */
typedef struct {
  const char *a;
  const char *b;
} ArcStatementLink;

/**
 * ArcGroupingHints:
 * @previous: (nullable) (element-type utf8 utf8): id of a statement to key of the group in which it
 *   was last shown; groups that people know keep their key, and do not jump
 * @together: (array length=n_together): must be in one group, whatever their words
 * @apart: (array length=n_apart): must not; where both are asked for, @together wins
 *
 * What people know and said. All zero: nothing.
 */
typedef struct {
  GHashTable *previous;
  const ArcStatementLink *together;
  guint n_together;
  const ArcStatementLink *apart;
  guint n_apart;
} ArcGroupingHints;

/**
 * ArcGroup:
 * @key: names the group from one grouping to the next
 * @members: (element-type utf8): ids, the most typical first, where long ones have to be more so
 * @label_id: the most typical statement (the medoid): a heading that is nobody's invention
 * @keywords: (array zero-terminated=1): up to five words as they stand in the statements
 * @cohesion: how much its statements have in common, 0 to 1; 1 for a single one
 */
typedef struct {
  char *key;
  GPtrArray *members;
  const char *label_id;
  char **keywords;
  double cohesion;
} ArcGroup;

/**
 * ArcGrouping:
 * @groups: (element-type ArcGroup): the largest first, then by key; a statement that is like no
 *   other is a group by itself
 * @group_of: (element-type utf8 ArcGroup): by id of a statement
 *
 * Owns its strings.
 */
typedef struct {
  GPtrArray *groups;
  GHashTable *group_of;
} ArcGrouping;

/**
 * arc_grouping_new:
 * @hints: (nullable)
 * @progress: (nullable)
 *
 * Groups what is in the index. Deterministic: the same statements and hints give the same groups.
 * One grouping at a time in a process (others wait): igraph keeps state of its own.
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_INTERRUPTED or %ARC_ERROR_FAILED
 */
ArcGrouping *arc_grouping_new (ArcStatementIndex *index, const ArcGroupingHints *hints,
                               ArcSummaryProgress progress, gpointer user_data, GError **error);
void arc_grouping_free (ArcGrouping *grouping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcGrouping, arc_grouping_free)

G_END_DECLS
