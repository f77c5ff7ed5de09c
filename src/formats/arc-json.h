/* The interchange format: what a journal holds, each as one JSON object
 * (data/arc-journal.schema.json). */
#pragma once

#include <json-glib/json-glib.h>

#include "arc-item.h"

G_BEGIN_DECLS

/* The version written, and the highest that is read. */
#define ARC_JSON_VERSION 1

/**
 * arc_json_from_record:
 *
 * What is empty or not said is left out; the order of members is fixed.
 *
 * Returns: (transfer full)
 */
JsonObject *arc_json_from_record (const ArcRecord *record);

/* Appends @record as one line of JSON, without the line end. */
void arc_json_append_record (GString *out, const ArcRecord *record);

/**
 * arc_json_is_own:
 *
 * Returns: whether @object means to be a record of ours, not one that needs a mapping
 */
gboolean arc_json_is_own (JsonObject *object);

/**
 * arc_json_to_record:
 *
 * Members that are not known are ignored. Limits are not checked: arc_entry_validate().
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_INVALID, naming the field, or %ARC_ERROR_NEWER
 */
ArcRecord *arc_json_to_record (JsonObject *object, GError **error);

/* Appends @item as one line of JSON, without the line end. */
void arc_json_append_item (GString *out, const ArcItem *item);

/**
 * arc_json_to_item:
 *
 * As arc_json_to_record() for anything that a journal holds; the member "type" says what it is.
 *
 * Returns: (transfer full)
 */
ArcItem *arc_json_to_item (JsonObject *object, GError **error);

G_END_DECLS
