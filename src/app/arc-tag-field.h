/* The tags of an entry: a chip for each, and a place to type the next. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_TAG_FIELD (arc_tag_field_get_type ())
G_DECLARE_FINAL_TYPE (ArcTagField, arc_tag_field, ARC, TAG_FIELD, AdwBin)

/**
 * ArcTagField::changed:
 *
 * The person added or removed a tag, or types one.
 */

GtkWidget *arc_tag_field_new (void);

/* Where the labels in use come from; (nullable). */
void arc_tag_field_set_service (ArcTagField *self, ArcJournalService *service);

/* Shows @entry's tags. Emits nothing. */
void arc_tag_field_set_tags (ArcTagField *self, const ArcEntry *entry);
/* Replaces @entry's tags by those shown, with what is typed but not added yet. */
void arc_tag_field_apply (ArcTagField *self, ArcEntry *entry);

/* Adds what is typed, as Enter does: for leaving the field. */
void arc_tag_field_commit (ArcTagField *self);

G_END_DECLS
