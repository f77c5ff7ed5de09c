/* One share, for reading and answering. */
#pragma once

#include "arc-journal-service.h"
#include "arc-share-reading.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_SHARE_READER (arc_share_reader_get_type ())
G_DECLARE_FINAL_TYPE (ArcShareReader, arc_share_reader, ARC, SHARE_READER, AdwBin)

GtkWidget *arc_share_reader_new (void);
void arc_share_reader_set_service (ArcShareReader *self, ArcJournalService *service);

/* @post_id: (nullable): %NULL shows none. Follows changes from then on; what is shown counts as
 * reviewed by me, which never leaves the journal. */
void arc_share_reader_show (ArcShareReader *self, const char *post_id);
const char *arc_share_reader_get_post_id (ArcShareReader *self);
/* The end of a review. */
void arc_share_reader_show_all_read (ArcShareReader *self);
gboolean arc_share_reader_shows_all_read (ArcShareReader *self);

/* Sends the suggestion that was typed. Returns whether there was one. */
gboolean arc_share_reader_send (ArcShareReader *self);
/* Moves the keyboard focus into what is shown. */
void arc_share_reader_focus (ArcShareReader *self);

G_END_DECLS
