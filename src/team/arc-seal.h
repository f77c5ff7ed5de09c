/* A post as it lies in a file: sealed to its readers, signed by a device of its author.
 *
 * Sealed to the team: with the present team key. To managers or named members: with a key of its
 * own that is sealed to each of them and to the author (X25519). Only the author, the device and
 * the size can be seen from outside. */
#pragma once

#include "arc-post.h"
#include "arc-roster.h"

G_BEGIN_DECLS

/* A device, vouched for by the person whose it is. */
typedef struct {
  char *team_id;
  char *person_id;
  char *device_id;
  guint8 public[crypto_sign_PUBLICKEYBYTES];
} ArcDevice;
void arc_device_free (ArcDevice *device);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcDevice, arc_device_free)
GBytes *arc_device_vouch (const ArcKeys *keys, const char *team_id);
/* NULL with ARC_ERROR_DAMAGED if @person did not sign it. */
ArcDevice *arc_device_open (GBytes *bytes, const ArcPerson *person, GError **error);

/* Who a post is sealed to, as a text that changes with them: to know when to seal it anew. */
char *arc_seal_readers (const ArcPost *post, ArcRoster *roster);
/* ARC_ERROR_INVALID where a named member is none. */
GBytes *arc_seal_post (const ArcPost *post, ArcRoster *roster, const ArcKeys *keys, GError **error);

typedef enum {
  ARC_OPENED,     /* @post is set */
  ARC_NOT_FOR_ME, /* signed as it should be, for others; or with a team key that I do not have yet
                   */
} ArcOpened;
/* FALSE with ARC_ERROR_DAMAGED (not signed by @device, altered, cut), _NEWER or _INVALID. */
gboolean arc_open_post (GBytes *sealed, const ArcDevice *device, ArcRoster *roster,
                        const ArcKeys *keys, ArcOpened *opened, ArcPost **post, GError **error);

G_END_DECLS
