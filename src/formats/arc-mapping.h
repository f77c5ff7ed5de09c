/* Which fields of foreign records go into which parts of an entry:
 * "event=action,lesson=reflection".
 */
#pragma once

#include "arc-record.h"

G_BEGIN_DECLS

typedef struct _ArcMapping ArcMapping;

/**
 * arc_mapping_parse:
 * @text: "field=target,…"; targets are action, reflection, change, title, topic, tags, outcome,
 *   date and lens; several fields may have the same target
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_INVALID, in a sentence
 */
ArcMapping *arc_mapping_parse (const char *text, GError **error);
void arc_mapping_free (ArcMapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcMapping, arc_mapping_free)

/**
 * ArcMappingLookup:
 * @values: (out) (element-type utf8) (transfer full): the texts of the field, several for a list;
 *   %NULL where the record lacks the field
 *
 * Returns: %FALSE with an error if the field is there but cannot become text
 */
typedef gboolean (*ArcMappingLookup) (const char *field, gpointer user_data, GPtrArray **values,
                                      GError **error);

/**
 * arc_mapping_apply:
 * @zone: zone of dates without one, and of the records
 * @now_us: what "now" means in dates
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_INVALID
 */
ArcRecord *arc_mapping_apply (ArcMapping *mapping, ArcMappingLookup lookup, gpointer user_data,
                              const char *zone, gint64 now_us, GError **error);

/**
 * arc_mapping_check_used:
 *
 * To be called after the last record.
 *
 * Returns: %FALSE with %ARC_ERROR_INVALID if a field of the mapping was in no record
 */
gboolean arc_mapping_check_used (ArcMapping *mapping, GError **error);

G_END_DECLS
