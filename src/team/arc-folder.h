/* A team in a folder that its members already synchronise.
 *
 *   DIR/team.arc                          the first turn of the roster; written once
 *   DIR/members/PERSON/card.arc           who asks: public keys, name; signed
 *   DIR/members/PERSON/roster.arc         an admin's roster
 *   DIR/members/PERSON/left.arc           signed: all that is mine is gone
 *   DIR/members/PERSON/DEVICE/manifest.arc   signed: sequence, segments with their hashes, revoked
 *   DIR/members/PERSON/DEVICE/HASH.arc    a segment of at most 64 KiB (or one larger post); its
 *                                         name is the hash of its content, it is never rewritten
 *
 * A person writes in their own folder only. Every file is written beside, synced and renamed. New
 * segments come before the manifest that names them, old ones go after it: killed at any moment,
 * the folder is as before or as after. */
#pragma once

#include "arc-transport.h"

G_BEGIN_DECLS

#define ARC_SEGMENT_BYTES (64 * 1024)
/* Files larger than this are set aside unread. */
#define ARC_FOLDER_FILE_BYTES (8 * 1024 * 1024)

/* Makes the team's folder; ARC_ERROR_INVALID if there is a team in it already. */
gboolean arc_folder_create (const char *dir, ArcRoster *roster, const ArcKeys *keys,
                            const char *my_name, GError **error);
/* The first roster of the team in @dir; ARC_ERROR_NOT_FOUND if there is none. */
ArcRoster *arc_folder_peek (const char *dir, GError **error);
/* Asks to join: writes my card. */
gboolean arc_folder_ask (const char *dir, ArcRoster *roster, const ArcKeys *keys,
                         const char *my_name, gint64 now_us, GError **error);
/* Publishes a roster that I, an admin, made. */
gboolean arc_folder_put_roster (const char *dir, ArcRoster *roster, const ArcKeys *keys,
                                GError **error);
/* (element-type ArcPerson): whose card is signed as it should be, and who are not in yet. */
GPtrArray *arc_folder_list_asking (const char *dir, ArcRoster *roster, GError **error);

/* What the folder holds is read again with the next pull: more of it may be for me now. */
gboolean arc_folder_forget_reading (ArcJournal *journal, const char *team_id, GError **error);

/* Takes @keys. The roster is the one the journal has (sync state "roster"), if it has one. */
ArcTransport *arc_folder_new (const char *dir, const char *team_id, ArcKeys *keys);

G_END_DECLS
