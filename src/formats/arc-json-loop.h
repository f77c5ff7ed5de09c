/* Commitments, barriers, the day to look back and the chain as members of an entry. */
#pragma once

#include <json-glib/json-glib.h>

#include "arc-loop.h"

G_BEGIN_DECLS

/* Puts what @loop holds into @object; nothing where it is empty. */
void arc_json_put_loop (JsonObject *object, const ArcLoop *loop);

/* (transfer full) */
JsonObject *arc_json_from_commitment (const ArcCommitment *commitment);
JsonObject *arc_json_from_barrier (const ArcBarrier *barrier);

/* Adds what @object says to an empty @loop; FALSE with ARC_ERROR_INVALID, naming the field. */
gboolean arc_json_read_loop (JsonObject *object, ArcLoop *loop, GError **error);

G_END_DECLS
