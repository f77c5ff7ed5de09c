/* A review: what is new to the reader, one after the other, until all is read. */
#pragma once

#include "arc-share-list.h"

G_BEGIN_DECLS

#define ARC_TYPE_SHARE_REVIEW (arc_share_review_get_type ())
G_DECLARE_FINAL_TYPE (ArcShareReview, arc_share_review, ARC, SHARE_REVIEW, GObject)

/**
 * ArcShareReview::moved:
 *
 * Another share is to be read: arc_share_review_get_post_id(), which is NULL at the end: all is
 * read.
 */

ArcShareReview *arc_share_review_new (ArcJournalService *service, const char *team_id);
/* To the next: one that was passed already, or else the newest that is not read. */
void arc_share_review_next (ArcShareReview *self);
/* Back to the one before; nothing at the first. */
void arc_share_review_previous (ArcShareReview *self);
gboolean arc_share_review_has_previous (ArcShareReview *self);
/* (nullable) */
const char *arc_share_review_get_post_id (ArcShareReview *self);
/* Counted from 1; 0 at the end. */
guint arc_share_review_get_number (ArcShareReview *self);

G_END_DECLS
