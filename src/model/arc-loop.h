/* What hangs on an entry until someone looks back: commitments, barriers, the day, the chain. */
#pragma once

#include "arc-commitment.h"

G_BEGIN_DECLS

/**
 * ArcLoop:
 * @commitments: (element-type ArcCommitment): in the order of the Change's lines
 * @barriers: (element-type ArcBarrier)
 * @look_back_on: the day on which the writer asked to be asked; year 0 for none
 * @continues: (nullable): id of the earlier entry that this one looks back at
 */
typedef struct {
  GPtrArray *commitments;
  GPtrArray *barriers;
  ArcDay look_back_on;
  char *continues;
} ArcLoop;

#define ARC_TYPE_LOOP (arc_loop_get_type ())
GType arc_loop_get_type (void);
ArcLoop *arc_loop_new (void);
ArcLoop *arc_loop_copy (const ArcLoop *loop);
void arc_loop_free (ArcLoop *loop);
/* Whether nothing hangs on the entry. */
gboolean arc_loop_is_empty (const ArcLoop *loop);
gboolean arc_loop_equal (const ArcLoop *a, const ArcLoop *b);
gboolean arc_loop_validate (const ArcLoop *loop, GError **error);

/* The commitment or barrier whose text is @line (white space at the ends aside), or NULL. */
ArcCommitment *arc_loop_find_commitment (const ArcLoop *loop, const char *line);
ArcBarrier *arc_loop_find_barrier (const ArcLoop *loop, const char *line);

/**
 * arc_loop_to_text:
 *
 * Returns: (transfer full): all of it as one string, for a draft; "" if it is empty
 */
char *arc_loop_to_text (const ArcLoop *loop);

/**
 * arc_loop_from_text:
 * @text: from arc_loop_to_text(); anything else gives an empty loop
 *
 * Returns: (transfer full)
 */
ArcLoop *arc_loop_from_text (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcLoop, arc_loop_free)

G_END_DECLS
