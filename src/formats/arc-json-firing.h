/* What became of what fell due, as a member of an entry or a reminder. */
#pragma once

#include <json-glib/json-glib.h>

#include "arc-firing.h"

G_BEGIN_DECLS

/* Puts those of @firings that are kept; one of another subject than @owner_id (nullable) is of a
 * commitment. @with_time: what falls due has a time of day, not a day only. */
void arc_json_put_firings (JsonObject *object, const GPtrArray *firings, const char *owner_id,
                           gboolean with_time);

/* Adds what @object says to empty @firings; those of @object itself have no subject. FALSE with
 * ARC_ERROR_INVALID, naming the field. */
gboolean arc_json_read_firings (JsonObject *object, GPtrArray *firings, GError **error);

G_END_DECLS
