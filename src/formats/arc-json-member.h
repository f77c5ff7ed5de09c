/* Members of JSON objects. For the sources of this folder only. */
#pragma once

#include <json-glib/json-glib.h>

#include "arc-commitment.h"
#include "arc-day.h"

G_BEGIN_DECLS

/* Put a member, unless there is nothing to say: an empty text, no day. */
void arc_member_put_text (JsonObject *object, const char *name, const char *text);
void arc_member_put_day (JsonObject *object, const char *name, ArcDay day);
void arc_member_put_time (JsonObject *object, const char *name, gint64 instant_us);

/* (transfer full): "15:30", with seconds where they are not zero. */
char *arc_member_format_wall_time (int at_s);
/* The other way round; FALSE if @text is no time of day. */
gboolean arc_member_parse_wall_time (const char *text, int *at_s);

/* (nullable): the member, or NULL where it is absent or null. */
JsonNode *arc_member_get (JsonObject *object, const char *name);
gboolean arc_member_node_is_text (JsonNode *node);

/* These fail with ARC_ERROR_INVALID, naming the field. Where the member is absent, texts and arrays
 * become NULL, everything else stays as it is. */
gboolean arc_member_get_text (JsonObject *object, const char *name, const char **text,
                              GError **error);
gboolean arc_member_get_id (JsonObject *object, const char *name, char **id, GError **error);
gboolean arc_member_get_time (JsonObject *object, const char *name, gint64 *instant_us,
                              GError **error);
gboolean arc_member_get_day (JsonObject *object, const char *name, ArcDay *day, GError **error);
gboolean arc_member_get_int (JsonObject *object, const char *name, gint64 *number, GError **error);
gboolean arc_member_get_flag (JsonObject *object, const char *name, gboolean *flag, GError **error);
gboolean arc_member_get_array (JsonObject *object, const char *name, JsonArray **array,
                               GError **error);
/* The @i-th element of @array, which is the member @field, as an object. */
gboolean arc_member_get_element (JsonArray *array, guint i, const char *field, JsonObject **element,
                                 GError **error);

/* Replaces an owned string, unless @text is NULL. */
void arc_member_replace (char **owned, const char *text);

G_END_DECLS
