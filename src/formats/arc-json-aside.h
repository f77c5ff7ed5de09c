/* What a journal holds beside entries, to and from JSON: reminders, goals, settings. */
#pragma once

#include <json-glib/json-glib.h>

#include "arc-item.h"

G_BEGIN_DECLS

/* (transfer full): any @item but an entry. */
JsonObject *arc_json_from_aside (const ArcItem *item, int version);

/* (transfer full): an item of @kind, which is not an entry; NULL with ARC_ERROR_INVALID, naming the
 * field. */
ArcItem *arc_json_to_aside (ArcItemKind kind, JsonObject *object, GError **error);

G_END_DECLS
