/* What a person wrote and chose in an entry, as members of an object. For the sources of this
 * folder only. */
#pragma once

#include <json-glib/json-glib.h>

#include "arc-entry.h"
#include "arc-look-back.h"

G_BEGIN_DECLS

/* What is empty or not said is left out. */
void arc_json_put_content (JsonObject *object, const ArcEntry *entry, gboolean with_lens);
/* Fails with ARC_ERROR_INVALID, naming the field. */
gboolean arc_json_read_content (JsonObject *object, ArcEntry *entry, GError **error);
/* The members "did" and "helped". */
gboolean arc_json_read_answers (JsonObject *object, ArcLookBack *look_back, GError **error);

G_END_DECLS
